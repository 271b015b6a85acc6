//! Boxes: nodes in a frame, their lines still on the grid.

use super::galley::{Frame, Galley, Shop};
use crate::base::{Colour, Emu, Paint, PathOp, Point, Rect, Shape, Stroke};
use crate::pages::page::{Item, ItemKind, Owner};
use crate::style::{BoxStyle, Node, Ornament};

/// Puts the galleys of a box's nodes into one, a grid line of air above and below for the frame.
pub fn enclose<'n>(inner: Vec<Galley<'n>>, style: &BoxStyle, node: &Node, measure: Emu, shop: &Shop<'_>) -> Galley<'n> {
    let pitch = shop.pitch();
    let line = pitch.0.max(1) as u32;
    let mut strips = Vec::new();
    let mut notes = Vec::new();
    let mut calls = Vec::new();
    let mut after = 0_u16;
    let count = inner.len();
    for (index, mut galley) in inner.into_iter().enumerate() {
        let Some(setting) = galley.piece.settings.first_mut().map(std::mem::take) else { continue };
        let gap = if index == 0 { 1 } else { u32::from(galley.piece.before.max(after)) };
        after = galley.piece.after;
        let height: u32 = setting.strips.iter().map(|strip| strip.height).sum();
        // Each node ends on a line of the grid.
        let rest = height.div_ceil(line) * line - height;
        let sizes = setting.strips.len();
        let inks = galley.ink.drain(..).next().unwrap_or_default();
        for (at, (mut size, mut ink)) in setting.strips.into_iter().zip(inks).enumerate() {
            let above = if at == 0 { gap * line } else { 0 };
            let below = if at + 1 == sizes { rest + if index + 1 == count { line } else { 0 } } else { 0 };
            size.height += above + below;
            ink.shift(Point::new(style.padding, Emu(i64::from(above))));
            strips.push((size, ink));
        }
        let first = strips.len() - sizes;
        calls.extend(galley.calls.iter().map(|call| super::galley::Call {
            setting: 0,
            strip: call.strip + first as u32,
            note: call.note + notes.len() as u16,
        }));
        notes.append(&mut galley.notes);
    }
    let mut out = Galley::new(strips, super::galley::Slack::Below, node.span);
    out.notes = notes;
    out.calls = calls;
    out.piece.least = 2;
    out.frame = Some(Frame { style: style.clone(), width: measure, inset: pitch.scale(2, 5) });
    out
}

impl Frame {
    /// The frame around what stands from `top` to `bottom`: tint first, then lines.
    pub fn items(&self, at: Point, bottom: Emu) -> Vec<Item> {
        let rect = Rect::new(at.x, at.y + self.inset, self.width, bottom - at.y - self.inset * 2);
        let mut out = Vec::new();
        let mut put = |shape| out.push(Item { owner: Owner::Decoration, kind: ItemKind::Shape(Box::new(shape)) });
        if let Some(fill) = &self.style.fill {
            put(Shape::filled(rect, fill.clone()));
        }
        if self.style.open {
            for y in [rect.y, rect.bottom()] {
                if let Some(stroke) = &self.style.stroke {
                    put(outlined(Rect::new(rect.x, y, rect.width, Emu::ZERO), stroke));
                }
            }
            return out;
        }
        if let Some(stroke) = &self.style.stroke {
            put(outlined(inset(rect, stroke.width.scale(1, 2)), stroke));
        }
        if let Some((distance, stroke)) = &self.style.inner {
            if let Some(ornament) = self.style.ornament {
                put(ornaments(rect, *distance, ornament));
            }
            put(outlined(inset(rect, *distance), stroke));
        }
        out
    }
}

/// 花边: figures between the outer and the inner line, evenly along each side, one in every corner.
fn ornaments(rect: Rect, distance: Emu, ornament: Ornament) -> Shape {
    let middle = inset(rect, distance.scale(1, 2));
    let half = distance.scale(3, 10);
    let mut path = Vec::new();
    let mut figure = |x: Emu, y: Emu| {
        let corners = match ornament {
            Ornament::Diamonds => [(0, -1), (1, 0), (0, 1), (-1, 0)],
            Ornament::Squares => [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        };
        for (index, (right, down)) in corners.into_iter().enumerate() {
            let at = Point::new(x + half * right, y + half * down);
            path.push(if index == 0 { PathOp::Move(at) } else { PathOp::Line(at) });
        }
        path.push(PathOp::Close);
    };
    // As near to one figure a distance as divides the side evenly.
    let count = |side: Emu| (side.0 / distance.0.max(1)).clamp(1, 2_000);
    let (across, down) = (count(middle.width), count(middle.height));
    for n in 0..=across {
        let x = middle.x + middle.width.scale(n, across);
        figure(x, middle.y);
        figure(x, middle.bottom());
    }
    for n in 1..down {
        let y = middle.y + middle.height.scale(n, down);
        figure(middle.x, y);
        figure(middle.right(), y);
    }
    Shape { path, paint: Paint { fill: Some(Colour::BLACK), stroke: None } }
}

fn inset(rect: Rect, by: Emu) -> Rect {
    Rect::new(rect.x + by, rect.y + by, rect.width - by * 2, rect.height - by * 2)
}

fn outlined(rect: Rect, stroke: &Stroke) -> Shape {
    let mut shape = Shape::filled(rect, Colour::WHITE);
    shape.paint.fill = None;
    shape.paint.stroke = Some(stroke.clone());
    shape
}
