//! Operators of a content stream, written as short as they can be (ISO 32000-1, Annex A).

use super::number::{self, MILLI, milli};
use crate::base::{Emu, PathOp, Point};

/// A content stream on its way. Page space (origin top left, y down) becomes PDF's (bottom
/// left, y up) here and nowhere else.
pub(super) struct Ops {
    pub(super) out: Vec<u8>,
    /// Added to x, thousandths of a point: the left of the trimmed page.
    left: i64,
    /// y is taken from it, thousandths of a point: the top of the trimmed page.
    top: i64,
}

impl Ops {
    /// An empty stream for a page whose trimmed top left is at (`left`, `top`) in PDF space.
    pub(super) fn new(left: i64, top: i64) -> Ops {
        Ops { out: Vec::with_capacity(8 * 1024), left, top }
    }

    /// x in PDF space, thousandths of a point.
    pub(super) fn x(&self, x: Emu) -> i64 {
        self.left + milli(x)
    }

    /// y in PDF space, thousandths of a point.
    pub(super) fn y(&self, y: Emu) -> i64 {
        self.top - milli(y)
    }

    /// A number, parted from what stands before it.
    pub(super) fn number(&mut self, value: i64, places: u32) {
        self.part();
        number::push(&mut self.out, value, places);
    }

    /// An operator.
    pub(super) fn op(&mut self, operator: &str) {
        self.part();
        self.out.extend_from_slice(operator.as_bytes());
        self.out.push(b'\n');
    }

    /// Raw bytes.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// White space, unless what was written last parts tokens by itself.
    fn part(&mut self) {
        if !matches!(self.out.last(), None | Some(b'\n' | b' ' | b'[' | b']' | b'(' | b')' | b'>')) {
            self.out.push(b' ');
        }
    }

    fn point(&mut self, point: Point) {
        let (x, y) = (self.x(point.x), self.y(point.y));
        self.number(x, MILLI);
        self.number(y, MILLI);
    }

    /// A path; a rectangle with sides along the page's becomes `re`.
    pub(super) fn path(&mut self, path: &[PathOp]) {
        if let Some((low, high)) = rectangle(path) {
            let (x, y) = (self.x(low.x), self.y(high.y));
            let (right, top) = (self.x(high.x), self.y(low.y));
            for value in [x, y, right - x, top - y] {
                self.number(value, MILLI);
            }
            self.op("re");
            return;
        }
        for step in path {
            match *step {
                PathOp::Move(to) => {
                    self.point(to);
                    self.op("m");
                }
                PathOp::Line(to) => {
                    self.point(to);
                    self.op("l");
                }
                PathOp::Curve(first, second, to) => {
                    self.point(first);
                    self.point(second);
                    self.point(to);
                    self.op("c");
                }
                PathOp::Close => self.op("h"),
            }
        }
    }
}

/// Top left and bottom right of a path that is a rectangle drawn from its top left corner.
fn rectangle(path: &[PathOp]) -> Option<(Point, Point)> {
    let [PathOp::Move(a), PathOp::Line(b), PathOp::Line(c), PathOp::Line(d), PathOp::Close] = path else { return None };
    let upright = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    (upright && a.x <= c.x && a.y <= c.y).then_some((*a, *c))
}

/// A string of two-byte codes in parentheses; only what would end or change it is escaped.
#[inline]
pub(super) fn string(out: &mut Vec<u8>, code: u16) {
    let bytes = code.to_be_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r')) {
        out.extend_from_slice(&bytes);
        return;
    }
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // 7.3.4.2: a bare carriage return would be read as a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}
