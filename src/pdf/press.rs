//! What stands around the page for the press: boxes, crop and registration marks, colour bar, slug
//! (ISO 32000-1, 14.11.2 and 14.11.3; PDF/X-4 6.5).

use super::content::Shared;
use super::ops::Ops;
use super::text::Text;
use crate::base::{Colour, Emu, PathOp, Point, Rect};
use crate::fonts::{Class, Fonts};
use crate::lines::{Fit, Fount, Glyph, Stick};
use crate::pages::Page;

/// Marks begin this far outside the trim at least, so that the knife's error shows none of them.
const OFFSET: Emu = Emu(Emu::PER_MM * 3);
/// Length of a crop mark.
const LENGTH: Emu = Emu(Emu::PER_MM * 5);
/// White beyond the marks.
const EDGE: Emu = Emu(Emu::PER_MM * 2);
/// Side of a patch of the colour bar.
const PATCH: Emu = Emu(Emu::PER_MM * 4);
/// Size of the slug's text.
const SLUG: Emu = Emu(Emu::PER_PT * 6);
/// Pen of the marks: a quarter point.
const PEN: &str = ".25";

/// From the trim to the edge of the sheet, the same on all sides.
pub(super) fn margin(bleed: Emu) -> Emu {
    bleed.max(OFFSET) + LENGTH + EDGE
}

/// Draws everything outside the bleed of a page.
pub(super) fn marks(
    ops: &mut Ops,
    page: &Page,
    bleed: Emu,
    slug: &str,
    fonts: &Fonts<'_>,
    shared: &mut Shared<'_, '_>,
) {
    let offset = bleed.max(OFFSET);
    let (width, height) = (page.size.width, page.size.height);
    ops.op("q");
    ops.op("/SA CS 1 SCN");
    ops.raw(PEN.as_bytes());
    ops.op("w");
    crops(ops, width, height, offset);
    let middle = offset + LENGTH.scale(1, 2);
    for (x, y) in [
        (width.scale(1, 2), -middle),
        (width.scale(1, 2), height + middle),
        (-middle, height.scale(1, 2)),
        (width + middle, height.scale(1, 2)),
    ] {
        register(ops, Point::new(x, y));
    }
    bar(ops, Point::new(Emu::mm(10), -offset - PATCH - Emu::mm(1)));
    ops.op("Q");
    note(ops, Point::new(Emu::mm(10), height + middle + SLUG), slug, fonts, shared);
}

/// Two lines at each corner, along the trim.
fn crops(ops: &mut Ops, width: Emu, height: Emu, offset: Emu) {
    for (x, out) in [(Emu::ZERO, -1), (width, 1)] {
        for (y, down) in [(Emu::ZERO, -1), (height, 1)] {
            let along = |from: Emu, sign: i64| (from + offset * sign, from + (offset + LENGTH) * sign);
            let ((near, far), (close, away)) = (along(x, out), along(y, down));
            ops.path(&[PathOp::Move(Point::new(near, y)), PathOp::Line(Point::new(far, y))]);
            ops.path(&[PathOp::Move(Point::new(x, close)), PathOp::Line(Point::new(x, away))]);
        }
    }
    ops.op("S");
}

/// A circle with a cross.
fn register(ops: &mut Ops, at: Point) {
    let arm = Emu::mm(2);
    let move_by = |dx: Emu, dy: Emu| Point::new(at.x + dx, at.y + dy);
    ops.path(&[PathOp::Move(move_by(-arm, Emu::ZERO)), PathOp::Line(move_by(arm, Emu::ZERO))]);
    ops.path(&[PathOp::Move(move_by(Emu::ZERO, -arm)), PathOp::Line(move_by(Emu::ZERO, arm))]);
    // A circle by four Béziers: 0.5523 of the radius.
    let (r, k) = (Emu::mm(1), Emu::mm(1).scale(5523, 10_000));
    let corner = |x1: Emu, y1: Emu, x2: Emu, y2: Emu, x3: Emu, y3: Emu| {
        PathOp::Curve(move_by(x1, y1), move_by(x2, y2), move_by(x3, y3))
    };
    let none = Emu::ZERO;
    ops.path(&[
        PathOp::Move(move_by(r, none)),
        corner(r, k, k, r, none, r),
        corner(-k, r, -r, k, -r, none),
        corner(-r, -k, -k, -r, none, -r),
        corner(k, -r, r, -k, r, none),
        PathOp::Close,
    ]);
    ops.op("S");
}

/// Patches of each ink, full and half.
fn bar(ops: &mut Ops, at: Point) {
    let full = ["1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1"];
    let half = [".5 0 0 0", "0 .5 0 0", "0 0 .5 0", "0 0 0 .5"];
    for (number, ink) in (0..).zip(full.iter().chain(&half)) {
        ops.raw(ink.as_bytes());
        ops.op("k");
        let patch = Rect::new(at.x + PATCH * number, at.y, PATCH, PATCH);
        ops.path(&crate::base::Shape::filled(patch, Colour::BLACK).path);
        ops.op("f");
    }
}

/// The slug: one line of small text, character by character.
fn note(ops: &mut Ops, at: Point, slug: &str, fonts: &Fonts<'_>, shared: &mut Shared<'_, '_>) {
    let Some(role) = fonts.role("song").or_else(|| fonts.roles().first().and_then(|role| fonts.role(&role.key))) else {
        return;
    };
    let mut stick = Stick::new(slug.into());
    let mut x = Emu::ZERO;
    for (start, c) in slug.char_indices() {
        let class = if c.is_ascii() { Class::Latin } else { Class::Han };
        let Some(pick) = fonts.pick(role, c, class) else { continue };
        let Some(face) = fonts.face(pick.face) else { continue };
        let glyph = Glyph { id: pick.glyph, len: c.len_utf8() as u8, x: x.0 as i32, text: start as u32 };
        if stick.fount().is_some_and(|fount| fount.face == pick.face) {
            stick.push(glyph);
        } else {
            let rise = SLUG.scale(i64::from(face.lift), 1000);
            let (face, colour) = (pick.face, Colour::BLACK);
            stick.begin(Fount { face, size: SLUG, colour, rise, run: 0 }, glyph);
        }
        x += SLUG.scale(i64::from(face.advance(pick.glyph)), i64::from(face.upem()));
    }
    stick.end_line(0..slug.len() as u32, Emu::ZERO, x, Fit::default());
    ops.op("q");
    ops.op("0 0 0 1 k");
    let mut text = Text::default();
    for line in stick.lines() {
        for run in line.runs() {
            text.show(ops, &mut shared.faces, slug, &run, at.x, at.y);
        }
    }
    text.close(ops);
    ops.op("Q");
}
