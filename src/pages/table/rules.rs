//! Rules between the cells of a table: none goes through a cell that lies over several columns or rows.

use super::{Frame, SetRow, ruled};
use crate::base::{Emu, Point, Stroke};
use crate::pages::galley::Stack;
use crate::style::Table;

/// What a row's cells join.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// For each edge between two columns, counted from 1, whether a cell lies over it.
    edges: Vec<bool>,
    /// For each column, whether a cell from above goes on in it.
    above: Vec<bool>,
}

/// What each row's cells join; `places` are the columns in which they begin.
pub fn joined(table: &Table, places: &[Vec<usize>]) -> Vec<Joined> {
    let count = table.columns.len();
    let mut rows: Vec<Joined> =
        places.iter().map(|_| Joined { edges: vec![false; count + 1], above: vec![false; count] }).collect();
    for (number, (row, places)) in table.head.iter().chain(&table.body).zip(places).enumerate() {
        for (cell, column) in row.cells.iter().zip(places) {
            let (over, down) = (usize::from(cell.across.max(1)), usize::from(cell.down.max(1)));
            for (below, joined) in rows.iter_mut().skip(number).take(down).enumerate() {
                joined.edges.iter_mut().skip(column + 1).take(over - 1).for_each(|edge| *edge = true);
                if below > 0 {
                    joined.above.iter_mut().skip(*column).take(over).for_each(|column| *column = true);
                }
            }
        }
    }
    rows
}

impl Frame<'_, '_> {
    /// The upright rules of a row: at the table's sides, and between cells.
    pub(super) fn upright(&self, stack: &mut Stack, row: &SetRow, left: Emu) {
        let (top, foot) = (stack.height, stack.height + row.height);
        let mut put = |x: Emu, stroke: &Stroke| {
            stack.items.push(ruled(Point::new(left + x, top), Point::new(left + x, foot), stroke));
        };
        if let Some(stroke) = &self.style.sides {
            put(Emu::ZERO, stroke);
            put(self.width(), stroke);
        }
        if let Some(stroke) = &self.style.columns {
            let inner = self.edges.len().saturating_sub(2);
            for (number, edge) in self.edges.iter().enumerate().skip(1).take(inner) {
                if !row.joined.edges.get(number).copied().unwrap_or(false) {
                    put(*edge, stroke);
                }
            }
        }
    }

    /// The rule over a row at `y`, but not over cells that come from above.
    pub(super) fn over(&self, stack: &mut Stack, row: &Joined, y: Emu, left: Emu) {
        let Some(stroke) = &self.style.rows else { return };
        let count = self.edges.len().saturating_sub(1);
        let open = |column: usize| !row.above.get(column).copied().unwrap_or(false);
        let mut column = 0;
        while column < count {
            let from = column;
            while column < count && open(column) {
                column += 1;
            }
            if column > from {
                let (start, end) = (left + self.edge(from), left + self.edge(column));
                stack.items.push(ruled(Point::new(start, y), Point::new(end, y), stroke));
            } else {
                column += 1;
            }
        }
    }
}
