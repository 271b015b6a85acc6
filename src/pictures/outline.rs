//! The tree of a drawing as steps of filling; `None` when filling cannot say it.

use super::{Outlines, Step};
use crate::base::{Colour, Emu, PathOp, Point};
use resvg::tiny_skia::{self, PathSegment, Transform};
use resvg::usvg::{self, BlendMode, FillRule, Group, Node, Paint, PaintOrder};

/// EMU to the drawing's pixel: 96 to the inch (CSS Values 6.2).
const PER_PIXEL: f32 = 9525.0;
/// Farthest from the origin that a point is kept, in pixels: a drawing of half a kilometre.
const FARTHEST: f32 = 2_000_000.0;

pub(super) fn outlines(tree: &usvg::Tree) -> Option<Outlines> {
    let size = tree.size();
    let mut steps = Vec::new();
    group(tree.root(), 1.0, &mut steps)?;
    Some(Outlines { width: length(size.width()), height: length(size.height()), steps })
}

fn group(group: &Group, opacity: f32, steps: &mut Vec<Step>) -> Option<()> {
    let plain = group.mask().is_none() && group.filters().is_empty() && group.blend_mode() == BlendMode::Normal;
    // Where shapes of a clear group overlap, one shines through the other: a fill cannot say it.
    let alone = group.opacity().get() >= 1.0 || group.children().len() == 1;
    if !(plain && alone) {
        return None;
    }
    if let Some(shape) = group.clip_path() {
        steps.push(clip(shape, group.abs_transform())?);
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, opacity * group.opacity().get(), steps)?,
            Node::Path(path) => self::path(path, opacity * group.opacity().get(), steps)?,
            Node::Text(text) => self::group(text.flattened(), opacity * group.opacity().get(), steps)?,
            Node::Image(_) => return None,
        }
    }
    if group.clip_path().is_some() {
        steps.push(Step::Restore);
    }
    Some(())
}

/// A clip of one shape; the union of several is left to pixels.
fn clip(shape: &usvg::ClipPath, transform: Transform) -> Option<Step> {
    let [Node::Path(path)] = shape.root().children() else { return None };
    if shape.clip_path().is_some() || shape.root().clip_path().is_some() {
        return None;
    }
    let to_page = transform.pre_concat(shape.transform()).pre_concat(path.abs_transform());
    let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
    Some(Step::Clip { path: points(&path.data().clone().transform(to_page)?), even_odd })
}

fn path(path: &usvg::Path, opacity: f32, steps: &mut Vec<Step>) -> Option<()> {
    if !path.is_visible() {
        return Some(());
    }
    let mut parts = [fill(path, opacity)?, stroke(path, opacity)?];
    if path.paint_order() == PaintOrder::StrokeAndFill {
        parts.reverse();
    }
    // An outline under a clear fill of the same shape overlaps it.
    steps.extend(parts.into_iter().flatten());
    Some(())
}

fn fill(path: &usvg::Path, opacity: f32) -> Option<Option<Step>> {
    let Some(fill) = path.fill() else { return Some(None) };
    let colour = solid(fill.paint())?;
    let shape = path.data().clone().transform(path.abs_transform())?;
    Some(Some(Step::Fill {
        path: points(&shape),
        even_odd: fill.rule() == FillRule::EvenOdd,
        colour,
        opacity: thousandths(opacity * fill.opacity().get()),
    }))
}

fn stroke(path: &usvg::Path, opacity: f32) -> Option<Option<Step>> {
    let Some(stroke) = path.stroke() else { return Some(None) };
    let colour = solid(stroke.paint())?;
    let pen = stroke.to_tiny_skia();
    let scale = tiny_skia::PathStroker::compute_resolution_scale(&path.abs_transform());
    let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, scale));
    // A pen too thin to leave an outline leaves no ink.
    let Some(shape) = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, scale) else { return Some(None) };
    let shape = shape.transform(path.abs_transform())?;
    let opacity = thousandths(opacity * stroke.opacity().get());
    Some(Some(Step::Fill { path: points(&shape), even_odd: false, colour, opacity }))
}

/// A plain colour; greys are grey, so that the press prints them with black alone.
fn solid(paint: &Paint) -> Option<Colour> {
    let Paint::Color(colour) = paint else { return None };
    let channel = |value: u8| ((u32::from(value) * 1000 + 127) / 255) as u16;
    let [r, g, b] = [colour.red, colour.green, colour.blue].map(channel);
    Some(if r == g && g == b { Colour::Gray(r) } else { Colour::Rgb(r, g, b) })
}

fn thousandths(share: f32) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}

fn length(pixels: f32) -> Emu {
    Emu((pixels.clamp(-FARTHEST, FARTHEST) * PER_PIXEL).round() as i64)
}

fn points(path: &tiny_skia::Path) -> Vec<PathOp> {
    let point = |at: tiny_skia::Point| Point::new(length(at.x), length(at.y));
    // Two thirds of the way to the one control point of a quadratic curve (ISO 32000-1, 8.5.2.2).
    let towards = |from: tiny_skia::Point, control: tiny_skia::Point| {
        tiny_skia::Point::from_xy(from.x + (control.x - from.x) * 2.0 / 3.0, from.y + (control.y - from.y) * 2.0 / 3.0)
    };
    let mut at = tiny_skia::Point::zero();
    let mut out = Vec::with_capacity(path.len());
    for segment in path.segments() {
        out.push(match segment {
            PathSegment::MoveTo(to) => PathOp::Move(point(to)),
            PathSegment::LineTo(to) => PathOp::Line(point(to)),
            PathSegment::QuadTo(control, to) => {
                PathOp::Curve(point(towards(at, control)), point(towards(to, control)), point(to))
            }
            PathSegment::CubicTo(a, b, to) => PathOp::Curve(point(a), point(b), point(to)),
            PathSegment::Close => PathOp::Close,
        });
        match segment {
            PathSegment::MoveTo(to) | PathSegment::LineTo(to) => at = to,
            PathSegment::QuadTo(_, to) | PathSegment::CubicTo(_, _, to) => at = to,
            PathSegment::Close => {}
        }
    }
    out
}
