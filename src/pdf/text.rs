//! Lines of glyphs as text operators: one character spacing for a run, adjustments only where a
//! glyph stands elsewhere than that spacing puts it.

use super::faces::{Faces, name};
use super::number::{self, MILLI};
use super::ops::{Ops, string};
use crate::base::Emu;
use crate::lines::GlyphRun;

/// Pen positions are kept in 1e-9 pt, so that a reader's own sums are followed exactly.
const NANO_A_MILLI: i64 = 1_000_000;
/// Character spacing is written in 1/10,000 pt.
const TC_PLACES: u32 = 4;
const NANO_A_TC: i64 = 100_000;

/// Text state of a page: what a reader knows at this point of the stream.
#[derive(Default)]
pub(super) struct Text {
    /// Whether a text object is open.
    open: bool,
    /// Origin of the text line, 1/1000 pt, PDF space.
    origin: (i64, i64),
    /// Pen along the line, 1e-9 pt from the page's left.
    pen: i64,
    /// Face and size (1/1000 pt) last set; survives the text object.
    font: Option<(u16, i64)>,
    /// Character spacing last set, 1/10,000 pt; survives the text object.
    spacing: i64,
    /// Where the stream ended when the last string was shown: it goes on there, if nothing came between.
    shown: usize,
    /// Glyphs of the run at hand.
    run: Vec<Placed>,
    /// Gaps of the run at hand, for the choice of spacing.
    gaps: Vec<i64>,
}

/// A glyph of a run.
#[derive(Clone, Copy)]
struct Placed {
    /// Its origin, 1e-9 pt from the page's left.
    x: i64,
    /// Its advance, 1e-9 pt.
    advance: i64,
    code: u16,
}

impl Text {
    /// Opens a text object, or begins a new piece of content in the one that is open.
    pub(super) fn begin(&mut self, ops: &mut Ops) {
        if !self.open {
            ops.op("BT");
            self.open = true;
            self.origin = (0, 0);
        }
        // What comes begins with a move of its own.
        self.pen = i64::MIN;
    }

    /// Closes the text object, if one is open.
    pub(super) fn close(&mut self, ops: &mut Ops) {
        if self.open {
            ops.op("ET");
            self.open = false;
        }
    }

    /// Shows the glyphs of a run whose measure begins at `x`, with the line's baseline at `y`.
    pub(super) fn show(
        &mut self,
        ops: &mut Ops,
        faces: &mut Faces<'_>,
        line: &str,
        run: &GlyphRun<'_>,
        x: Emu,
        y: Emu,
    ) {
        let Some((face, upem)) = faces.take(run.fount.face) else { return };
        let size = number::milli(run.fount.size).max(1);
        let em = size * NANO_A_MILLI;
        let base = nano(ops.x(Emu::ZERO));
        // Several glyphs of one cluster, and a glyph already known for another text, need their
        // characters stated: they go out as spans of their own.
        let mut stated: Vec<(usize, usize, String)> = Vec::new();
        let (near, kept) = (em / 2000, self.spacing * NANO_A_TC);
        let mut served = 0;
        self.run.clear();
        self.gaps.clear();
        for glyph in run.glyphs() {
            let text = line.get(glyph.text as usize..glyph.text as usize + usize::from(glyph.len)).unwrap_or_default();
            let Some(shown) = faces.show(face, glyph.id, text) else { continue };
            let at = self.run.len();
            let placed = Placed {
                x: base + emu_nano(x + Emu(i64::from(glyph.x))),
                advance: if shown.advance == upem {
                    em
                } else {
                    i64::from(shown.advance) * em / i64::from(upem.max(1))
                },
                code: shown.code,
            };
            if let Some(before) = self.run.last() {
                let gap = placed.x - before.x - before.advance;
                served += usize::from((gap - kept).abs() <= near);
                self.gaps.push(gap);
            }
            self.run.push(placed);
            if glyph.len == 0 {
                match stated.last_mut() {
                    Some((_, end, _)) if *end == at => *end = at + 1,
                    Some(_) | None if at > 0 => stated.push((at - 1, at + 1, previous(line, run, at))),
                    Some(_) | None => {}
                }
            } else if shown.other {
                stated.push((at, at + 1, text.to_owned()));
            }
        }
        if self.run.is_empty() {
            return;
        }
        self.start(ops, face, size);
        self.space(ops, served, near);
        self.go(ops, ops.y(y - run.fount.rise));

        let glyphs = std::mem::take(&mut self.run);
        let spacing = self.spacing * NANO_A_TC;
        let mut from = 0;
        for (start, end, text) in stated {
            self.string(ops, glyphs.get(from..start).unwrap_or_default(), spacing, em);
            ops.raw(b"/Span<</ActualText<FEFF");
            for unit in text.encode_utf16() {
                ops.raw(format!("{unit:04X}").as_bytes());
            }
            ops.raw(b">>>");
            ops.op("BDC");
            self.string(ops, glyphs.get(start..end).unwrap_or_default(), spacing, em);
            ops.op("EMC");
            from = end;
        }
        self.string(ops, glyphs.get(from..).unwrap_or_default(), spacing, em);
        self.run = glyphs;
    }

    fn start(&mut self, ops: &mut Ops, face: u16, size: i64) {
        if !self.open {
            self.begin(ops);
        }
        if self.font != Some((face, size)) {
            ops.raw(b"/");
            name(&mut ops.out, face);
            ops.number(size, MILLI);
            ops.op("Tf");
            self.font = Some((face, size));
        }
    }

    /// Chooses the spacing that most gaps of the run have; keeps the one set when that serves nearly as many: it serves
    /// so many, to within `near`.
    fn space(&mut self, ops: &mut Ops, served: usize, near: i64) {
        if self.gaps.is_empty() {
            return;
        }
        // No other spacing can serve as many.
        if self.gaps.len() - served <= served + 2 {
            return;
        }
        self.gaps.sort_unstable();
        let (best, count) = widest(&self.gaps, near);
        if count > served + 2 {
            let spacing = rounded(best, NANO_A_TC);
            ops.number(spacing, TC_PLACES);
            ops.op("Tc");
            self.spacing = spacing;
        }
    }

    /// Moves to the first glyph of the run when it stands on another baseline or far away.
    fn go(&mut self, ops: &mut Ops, y: i64) {
        let Some(x) = self.run.first().map(|glyph| glyph.x) else { return };
        let near = self.pen != i64::MIN && (x - self.pen).abs() < 50_000 * NANO_A_MILLI;
        if near && y == self.origin.1 {
            return;
        }
        let to = (rounded(x, NANO_A_MILLI), y);
        ops.number(to.0 - self.origin.0, MILLI);
        ops.number(to.1 - self.origin.1, MILLI);
        ops.op("Td");
        self.origin = to;
        self.pen = to.0 * NANO_A_MILLI;
    }

    /// Shows glyphs; a reader moves the pen by advance and spacing after each, and we follow.
    fn string(&mut self, ops: &mut Ops, glyphs: &[Placed], spacing: i64, em: i64) {
        if glyphs.is_empty() {
            return;
        }
        // An adjustment is in 1/1000 em; less than 0.6 of one (0.01 px at 150 dpi) is let be.
        let unit = em / 1000;
        let slack = unit * 6 / 10;
        // A string alone stands in brackets too: what ends one and begins the next is the same everywhere then.
        let goes_on = self.shown > 0 && self.shown == ops.out.len() && ops.out.ends_with(SHOWN);
        if goes_on {
            ops.out.truncate(self.shown - SHOWN.len());
        } else {
            ops.raw(b"[");
        }
        let mut inside = goes_on;
        for glyph in glyphs {
            let off = self.pen - glyph.x;
            if off.abs() > slack {
                if inside {
                    ops.raw(b")");
                    inside = false;
                }
                let steps = rounded(off, unit);
                number::push(&mut ops.out, steps, 0);
                self.pen -= steps * unit;
            }
            if !inside {
                ops.raw(b"(");
                inside = true;
            }
            string(&mut ops.out, glyph.code);
            self.pen += glyph.advance + spacing;
        }
        ops.raw(SHOWN);
        self.shown = ops.out.len();
    }
}

/// The end of a string that is shown.
const SHOWN: &[u8] = b")]TJ\n";

/// The text of the cluster that the glyph before `at` begins.
fn previous(line: &str, run: &GlyphRun<'_>, at: usize) -> String {
    let first = at.checked_sub(1).and_then(|index| run.glyphs().nth(index));
    let text = first.and_then(|glyph| line.get(glyph.text as usize..glyph.text as usize + usize::from(glyph.len)));
    text.unwrap_or_default().to_owned()
}

fn nano(milli: i64) -> i64 {
    milli * NANO_A_MILLI
}

fn emu_nano(length: Emu) -> i64 {
    length.scale(1000 * NANO_A_MILLI, Emu::PER_PT).0
}

/// `value / unit`, rounded half away from zero.
fn rounded(value: i64, unit: i64) -> i64 {
    let half = unit / 2;
    (if value >= 0 { value + half } else { value - half }) / unit.max(1)
}

/// The middle of the most values within twice `near`, and how many they are. `sorted` is not empty.
fn widest(sorted: &[i64], near: i64) -> (i64, usize) {
    let (mut best, mut count) = (0, 0);
    let mut end = 0;
    for (start, low) in sorted.iter().enumerate() {
        while sorted.get(end).is_some_and(|high| high - low <= near) {
            end += 1;
        }
        if end - start > count {
            count = end - start;
            best = sorted.get(start + count / 2).copied().unwrap_or(*low);
        }
    }
    (best, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spacing_that_most_gaps_have() {
        assert_eq!(widest(&[-500, 0, 0, 1, 250], 2), (0, 3));
        assert_eq!(widest(&[7], 2), (7, 1));
    }

    #[test]
    fn rounding_is_even_handed() {
        assert_eq!((rounded(15, 10), rounded(-15, 10), rounded(14, 10), rounded(-14, 10)), (2, -2, 1, -1));
    }
}
