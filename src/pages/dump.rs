//! Pages as text: what stands where, to be read in a diff.

use super::page::{ItemKind, Owner, Pages, Part, words};
use crate::base::{Emu, PathOp, Point};
use std::fmt::Write;

/// One line an item: place in points from the page's top left, whose it is, what it says.
pub fn dump(pages: &Pages) -> String {
    let mut out = String::new();
    for page in &pages.pages {
        let area = page.area;
        let _ = writeln!(
            out,
            "page {} {}×{} 版心 {} {} {}×{}",
            page.label,
            number(page.size.width),
            number(page.size.height),
            number(area.x),
            number(area.y),
            number(area.width),
            number(area.height)
        );
        for item in &page.items {
            let owner = owner(item.owner);
            let _ = match &item.kind {
                ItemKind::Line { at, line } => {
                    let text = words(line);
                    let (start, end) = (at.x + line.start, at.x + line.end);
                    writeln!(out, "  {owner} {}–{} {} {text}", number(start), number(end), number(at.y))
                }
                ItemKind::Shape(shape) => {
                    let kind = if shape.paint.fill.is_some() { "fill" } else { "rule" };
                    let (from, to) = bounds(&shape.path);
                    let corners = [from.x, from.y, to.x, to.y].map(number).join(" ");
                    writeln!(out, "  {owner} {kind} {corners}")
                }
                ItemKind::Image { rect, .. } => {
                    let corners = [rect.x, rect.y, rect.right(), rect.bottom()].map(number).join(" ");
                    writeln!(out, "  {owner} image {corners}")
                }
            };
        }
    }
    out
}

fn owner(owner: Owner) -> String {
    match owner {
        Owner::Node(id, Part::Body) => format!("n{}", id.0),
        Owner::Node(id, Part::Caption) => format!("n{}.caption", id.0),
        Owner::Node(id, Part::Unit) => format!("n{}.unit", id.0),
        Owner::Node(id, Part::Below(at)) => format!("n{}.below{at}", id.0),
        Owner::Node(id, Part::Cell(row, column)) => format!("n{}.{row}.{column}", id.0),
        Owner::Node(id, Part::Note(at)) => format!("n{}.note{at}", id.0),
        Owner::Node(id, Part::Label) => format!("n{}.label", id.0),
        Owner::Decoration | Owner::Reading(..) => "deco".into(),
        Owner::Furniture => "furniture".into(),
    }
}

/// Points with at most two decimals.
fn number(length: Emu) -> String {
    let hundredths = length.scale(100, Emu::PER_PT).0;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part:02}").trim_end_matches('0').to_owned()
    }
}

/// The box around a path's points.
pub fn bounds(path: &[PathOp]) -> (Point, Point) {
    let mut points = path.iter().flat_map(|op| match op {
        PathOp::Move(point) | PathOp::Line(point) => vec![*point],
        PathOp::Curve(a, b, c) => vec![*a, *b, *c],
        PathOp::Close => Vec::new(),
    });
    let first = points.next().unwrap_or_default();
    points.fold((first, first), |(low, high), point| {
        (Point::new(low.x.min(point.x), low.y.min(point.y)), Point::new(high.x.max(point.x), high.y.max(point.y)))
    })
}
