//! Marks on text leave their lines: dots, lines under names and ruby become items of the page.

use super::page::{Item, ItemKind, Owner, Page};
use crate::base::{PathOp, Point, Shape};
use crate::lines::Adornment;

/// Puts what stands beside the glyphs of each line behind that line: lines and dots as decoration, readings as what
/// they are.
pub(super) fn adorn(page: &mut Page) {
    let plain = |item: &Item| match &item.kind {
        ItemKind::Line { line, .. } => line.adornments().is_empty(),
        ItemKind::Shape(_) | ItemKind::Image { .. } => true,
    };
    if page.items.iter().all(plain) {
        return;
    }
    let mut items = Vec::with_capacity(page.items.len() + 16);
    for item in std::mem::take(&mut page.items) {
        let (at, adornments) = match &item.kind {
            ItemKind::Line { at, line } => (*at, line.adornments().to_vec()),
            ItemKind::Shape(_) | ItemKind::Image { .. } => Default::default(),
        };
        let owner = item.owner;
        items.push(item);
        items.extend(adornments.into_iter().map(|adornment| match adornment {
            Adornment::Shape(shape) => {
                Item { owner: Owner::Decoration, kind: ItemKind::Shape(moved(shape, at).into()) }
            }
            Adornment::Text { run, at: place, line } => {
                Item { owner: reading(owner, run), kind: ItemKind::Line { at: beside(place, at), line: *line } }
            }
        }));
    }
    page.items = items;
}

/// Whose a reading is: the run's that it stands over, or what the line itself is.
fn reading(owner: Owner, run: u32) -> Owner {
    match owner {
        Owner::Node(node, part) => Owner::Reading(node, part, run),
        Owner::Reading(..) | Owner::Decoration | Owner::Furniture => owner,
    }
}

fn beside(place: Point, at: Point) -> Point {
    Point::new(place.x + at.x, place.y + at.y)
}

fn moved(mut shape: Shape, at: Point) -> Shape {
    for step in &mut shape.path {
        match step {
            PathOp::Move(to) | PathOp::Line(to) => *to = beside(*to, at),
            PathOp::Curve(one, two, to) => {
                for point in [one, two, to] {
                    *point = beside(*point, at);
                }
            }
            PathOp::Close => {}
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Colour, Emu, Rect};
    use crate::lines::{Fit, Stick};

    #[test]
    fn a_dot_moves_with_its_line() {
        let spot = Rect { width: Emu(10), height: Emu(10), ..Rect::default() };
        let dot = Adornment::Shape(Shape::filled(spot, Colour::BLACK));
        let mut stick = Stick::new("".into());
        stick.end_adorned(0..0, Emu(0), Emu(0), Fit::default(), vec![dot]);
        let line = stick.lines().remove(0);
        let at = Point::new(Emu(100), Emu(200));
        let mut page = Page {
            items: vec![Item { owner: Owner::Furniture, kind: ItemKind::Line { at, line } }],
            ..Page::default()
        };
        adorn(&mut page);
        let [_, Item { owner: Owner::Decoration, kind: ItemKind::Shape(shape) }] = page.items.as_slice() else {
            panic!("{:?}", page.items);
        };
        assert_eq!(shape.path.first(), Some(&PathOp::Move(at)));
    }
}
