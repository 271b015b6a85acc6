//! The page's grid: where columns stand and lines fall.

use crate::base::{Emu, Point, Rect};
use crate::style::{Across, PageSpec};

/// The grid of one page: its type area, columns and lines.
///
/// The grid begins at the type area's top; line `n` is the slot from `n · pitch` to
/// `(n + 1) · pitch`. Every body line of every column stands in a slot (CLREQ 2.2.2).
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    spec: &'a PageSpec,
    /// 版心 on this page.
    pub area: Rect,
}

impl<'a> Grid<'a> {
    /// The grid of a page, counted from 0; even-numbered pages mirror when pages face.
    pub fn of_page(spec: &'a PageSpec, index: usize) -> Grid<'a> {
        let mut area = spec.area;
        if spec.facing && index % 2 == 1 {
            area.x = spec.size.width - spec.area.right();
        }
        Grid { spec, area }
    }

    /// Left edge of a column.
    pub fn column_x(self, column: u8) -> Emu {
        self.area.x + (self.spec.column_width + self.spec.gutter) * i64::from(column)
    }

    /// Top of a line's slot.
    pub fn line_y(self, line: u32) -> Emu {
        self.area.y + self.spec.pitch * i64::from(line)
    }

    /// Top left corner of a column at a line.
    pub fn at(self, column: u8, line: u32) -> Point {
        Point::new(self.column_x(column), self.line_y(line))
    }
}

/// The pitch of the grid, never zero.
pub fn pitch(spec: &PageSpec) -> Emu {
    let em = if spec.em > Emu::ZERO { spec.em } else { Emu::pt(10) };
    if spec.pitch > Emu::ZERO { spec.pitch } else { em.scale(3, 2) }
}

/// Lines of the grid on a page, at least one.
pub fn lines(spec: &PageSpec) -> u32 {
    let fits = (spec.area.height / pitch(spec)).clamp(1, 10_000) as u32;
    if spec.lines == 0 { fits } else { u32::from(spec.lines) }
}

/// How many columns a node goes over, of `all`.
pub fn columns_over(across: Across, all: u8) -> u8 {
    match across {
        Across::One => 1,
        Across::Columns(n) => n.clamp(1, all.max(1)),
        Across::All => all.max(1),
    }
}

/// From the top of a slot to the baseline that centres the ink of Han characters in it.
///
/// The em box of a Han face reaches 0.88 em above the baseline and 0.12 em below it, so its
/// middle is 0.38 em above.
pub fn baseline(slot: Emu, size: Emu) -> Emu {
    slot.scale(1, 2) + size.scale(38, 100)
}
