//! Imposition: our own pages side by side on larger sheets, at their own size.

use crate::base::{Emu, PathOp, Point, Rect, Size};
use crate::pages::{Item, ItemKind, Owner, Page, Pages};

/// How pages share sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Two pages a side, in the order for folding and stitching through the fold (骑马订).
    Booklet,
    /// Two pages side by side, in reading order.
    TwoUp,
    /// Four pages, two by two, in reading order.
    FourUp,
}

/// What is asked of an imposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imposition {
    /// How pages share sheets.
    pub scheme: Scheme,
    /// How far each sheet of a booklet lies outside the next inner one: the paper's thickness.
    /// Pages move towards the fold by it, sheet by sheet from the outside, so that all outer
    /// margins are equal after trimming.
    pub creep: Emu,
}

impl Scheme {
    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Scheme::Booklet => "booklet",
            Scheme::TwoUp => "2up",
            Scheme::FourUp => "4up",
        }
    }

    /// All of them.
    pub const ALL: [Scheme; 3] = [Scheme::Booklet, Scheme::TwoUp, Scheme::FourUp];
}

/// A page on a sheet: which (none is blank), column and row, and how far it moves to the right.
type Placed = (Option<usize>, i64, i64, Emu);

/// The sheets. All pages get the size of the largest.
pub(super) fn sheets(pages: &Pages, asked: Imposition) -> Pages {
    let width = pages.pages.iter().map(|page| page.size.width).max().unwrap_or(Emu::ZERO);
    let height = pages.pages.iter().map(|page| page.size.height).max().unwrap_or(Emu::ZERO);
    let rows = match asked.scheme {
        Scheme::Booklet | Scheme::TwoUp => 1,
        Scheme::FourUp => 2,
    };
    let size = Size::new(width * 2, height * rows);
    let sides = match asked.scheme {
        Scheme::Booklet => booklet(pages.pages.len(), asked.creep),
        Scheme::TwoUp => in_order(pages.pages.len(), 1),
        Scheme::FourUp => in_order(pages.pages.len(), 2),
    };
    let sheet = |(number, side): (usize, Vec<Placed>)| {
        let mut items = Vec::new();
        for (page, column, row, shift) in side {
            let Some(page) = page.and_then(|index| pages.pages.get(index)) else { continue };
            let by = Point::new(width * column + shift, height * row);
            items.extend(page.items.iter().map(|item| moved(item, by)));
        }
        Page { size, label: (number + 1).to_string(), area: Rect::default(), items }
    };
    Pages { pages: sides.into_iter().enumerate().map(sheet).collect(), ..Pages::default() }
}

/// Outer pages first: the last and the first share the outermost side.
fn booklet(count: usize, creep: Emu) -> Vec<Vec<Placed>> {
    let whole = count.next_multiple_of(4);
    let page = |index: usize| (index < count).then_some(index);
    let side = |number: usize| {
        let (left, right) =
            if number.is_multiple_of(2) { (whole - 1 - number, number) } else { (number, whole - 1 - number) };
        let shift = creep * (number / 2) as i64;
        vec![(page(left), 0, 0, shift), (page(right), 1, 0, -shift)]
    };
    (0..whole / 2).map(side).collect()
}

fn in_order(count: usize, rows: usize) -> Vec<Vec<Placed>> {
    let place = |first: usize, at: usize| {
        let index = first + at;
        ((index < count).then_some(index), (at % 2) as i64, (at / 2) as i64, Emu::ZERO)
    };
    (0..count).step_by(2 * rows).map(|first| (0..2 * rows).map(|at| place(first, at)).collect()).collect()
}

/// An item elsewhere. Sheets are for the press alone: nothing on them is tagged.
fn moved(item: &Item, by: Point) -> Item {
    let shift = |point: Point| Point::new(point.x + by.x, point.y + by.y);
    let kind = match &item.kind {
        ItemKind::Line { at, line } => ItemKind::Line { at: shift(*at), line: line.clone() },
        ItemKind::Shape(shape) => {
            let mut shape = shape.clone();
            for step in &mut shape.path {
                *step = match *step {
                    PathOp::Move(to) => PathOp::Move(shift(to)),
                    PathOp::Line(to) => PathOp::Line(shift(to)),
                    PathOp::Curve(a, b, to) => PathOp::Curve(shift(a), shift(b), shift(to)),
                    PathOp::Close => PathOp::Close,
                };
            }
            ItemKind::Shape(shape)
        }
        ItemKind::Image { rect, data } => {
            let rect = Rect::new(rect.x + by.x, rect.y + by.y, rect.width, rect.height);
            ItemKind::Image { rect: rect.into(), data: data.clone() }
        }
    };
    Item { owner: Owner::Decoration, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Page numbers from 1 on each side, 0 for blank.
    fn numbers(sides: &[Vec<Placed>]) -> Vec<Vec<usize>> {
        let number = |(page, ..): &Placed| page.map_or(0, |index| index + 1);
        sides.iter().map(|side| side.iter().map(number).collect()).collect()
    }

    #[test]
    fn a_booklet_folds_into_reading_order() {
        assert_eq!(numbers(&booklet(8, Emu::ZERO)), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(numbers(&booklet(5, Emu::ZERO)), [[0, 1], [2, 0], [0, 3], [4, 5]]);
        assert_eq!(numbers(&booklet(1, Emu::ZERO)), [[0, 1], [0, 0]]);
    }

    #[test]
    fn inner_sheets_move_towards_the_fold() {
        let sides = booklet(8, Emu(100));
        let shifts: Vec<[i64; 2]> = sides.iter().map(|side| [side[0].3.0, side[1].3.0]).collect();
        assert_eq!(shifts, [[0, 0], [0, 0], [100, -100], [100, -100]]);
    }

    #[test]
    fn reading_order_elsewhere() {
        assert_eq!(numbers(&in_order(5, 1)), [[1, 2], [3, 4], [5, 0]]);
        assert_eq!(numbers(&in_order(5, 2)), [[1, 2, 3, 4], [5, 0, 0, 0]]);
    }
}
