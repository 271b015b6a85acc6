//! Widths of a table's columns: no column narrower than its narrowest cell, the height as small as
//! the measure allows, what is left shared out evenly.
//!
//! Choosing column widths for least height is NP-complete (Anderson and Sobti 1999), but tables
//! here are small: with at most [`EXACT`] columns that want more than they can have, every
//! share-out in whole ems is tried; beyond that the columns are widened step by step, each time the
//! one that gains most (Hurst, Marriott and Moulder 2005).

use crate::base::Emu;
use crate::lines::Prepared;
use crate::pages::galley::Shop;
use crate::style::{Cell, Table, TableKey};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Columns up to which every share-out is tried.
const EXACT: usize = 3;
/// Characters up to which a head is not broken while there is room for it.
const SHORT_HEAD: usize = 5;

/// The chosen widths.
pub struct Widths {
    /// Of each column, padding included.
    pub widths: Vec<Emu>,
    /// At each side of a cell's text: the style's, or less where that saves lines.
    pub padding: Emu,
    /// How much the narrowest columns lack.
    pub short: Emu,
}

/// A cell as the widths see it.
struct Seen<'p, 's> {
    column: usize,
    over: usize,
    text: &'p Prepared<'s>,
    natural: Emu,
    narrowest: Emu,
}

impl<'p, 's> Seen<'p, 's> {
    fn of(cell: &Cell, text: &'p Prepared<'s>, column: usize, head: bool) -> Seen<'p, 's> {
        let natural = text.natural_width();
        let whole = head && cell.para.text.chars().count() <= SHORT_HEAD;
        let narrowest = if whole { natural } else { text.narrowest() };
        Seen { column, over: usize::from(cell.across.max(1)), text, natural, narrowest }
    }
}

/// What a column asks for, padding included.
#[derive(Clone, Copy, Debug)]
struct Ask {
    narrowest: Emu,
    natural: Emu,
}

/// Chooses the widths of the columns in a measure.
pub fn choose(
    table: &Table,
    rows: &[Vec<Prepared<'_>>],
    places: &[Vec<usize>],
    padding: Emu,
    measure: Emu,
    shop: &Shop<'_>,
) -> Widths {
    let count = table.columns.len();
    if count == 0 {
        return Widths { widths: Vec::new(), padding, short: Emu::ZERO };
    }
    let heads = table.head.len();
    let cells: Vec<Vec<Seen<'_, '_>>> = table
        .head
        .iter()
        .chain(&table.body)
        .zip(rows)
        .zip(places)
        .enumerate()
        .map(|(number, ((row, texts), columns))| {
            let cells = row.cells.iter().zip(texts).zip(columns);
            cells.map(|((cell, text), column)| Seen::of(cell, text, *column, number < heads)).collect()
        })
        .collect();
    // Where all cells fit one line each with somewhat less air between the columns, they do.
    let bare: Emu = asks(&cells, Emu::ZERO, count).iter().map(|ask| ask.natural).sum();
    let fitting = Emu((measure - bare).0.div_euclid(2 * count as i64));
    let padding = if fitting < padding && fitting >= padding.scale(1, 3) { fitting } else { padding };
    let asks = asks(&cells, padding, count);
    // Labels of an imprint keep their words close.
    let ragged = table.style == TableKey::Imprint.id();
    let natural: Emu = asks.iter().map(|ask| ask.natural).sum();
    let narrowest: Emu = asks.iter().map(|ask| ask.narrowest).sum();
    if natural <= measure {
        // All cells in one line each: the least height there is. The rest is shared evenly.
        let widths = asks.iter().map(|ask| ask.natural).collect();
        return Widths { widths: share(widths, measure - natural, ragged), padding, short: Emu::ZERO };
    }
    if narrowest >= measure {
        // No room: in proportion, and the lines that stick out are reported.
        let widths = asks.iter().map(|ask| ask.narrowest.scale(measure.0, narrowest.0.max(1))).collect();
        return Widths { widths, padding, short: narrowest - measure };
    }
    let step = shop.sheet.page.em.scale(1, 2).max(Emu::pt(1));
    let chooser = Chooser { cells, padding, measure, step, known: RefCell::default() };
    let widths = chooser.choose(&asks);
    let used: Emu = widths.iter().copied().sum();
    Widths { widths: share(widths, measure - used, ragged), padding, short: Emu::ZERO }
}

fn asks(cells: &[Vec<Seen<'_, '_>>], padding: Emu, count: usize) -> Vec<Ask> {
    let mut asks = vec![Ask { narrowest: padding * 2, natural: padding * 2 }; count];
    for cell in cells.iter().flatten().filter(|cell| cell.over == 1) {
        if let Some(ask) = asks.get_mut(cell.column) {
            ask.narrowest = ask.narrowest.max(cell.narrowest + padding * 2);
            ask.natural = ask.natural.max(cell.natural + padding * 2);
        }
    }
    asks
}

struct Chooser<'p, 's> {
    cells: Vec<Vec<Seen<'p, 's>>>,
    padding: Emu,
    measure: Emu,
    step: Emu,
    /// Lines of a cell (row, number in it) at a width, as far as they have been tried.
    known: RefCell<BTreeMap<(usize, usize, Emu), usize>>,
}

impl Chooser<'_, '_> {
    fn choose(&self, asks: &[Ask]) -> Vec<Emu> {
        // Columns that ask for little have it at once; the others begin at their narrowest.
        let fair = self.measure.scale(2, 3 * asks.len() as i64);
        let mut widths: Vec<Emu> =
            asks.iter().map(|ask| if ask.natural <= fair { ask.natural } else { ask.narrowest }).collect();
        if widths.iter().copied().sum::<Emu>() > self.measure {
            widths = asks.iter().map(|ask| ask.narrowest).collect();
        }
        let wants = |column: &usize| {
            asks.get(*column).is_some_and(|ask| widths.get(*column).is_some_and(|width| *width < ask.natural))
        };
        let open: Vec<usize> = (0..asks.len()).filter(wants).collect();
        let spare = self.measure - widths.iter().copied().sum::<Emu>();
        let steps = (spare / self.step).max(0);
        if open.len() <= EXACT { self.try_all(widths, &open, steps) } else { self.widen(widths, asks, steps) }
    }

    /// Every share-out of the spare ems among the open columns.
    fn try_all(&self, widths: Vec<Emu>, open: &[usize], steps: i64) -> Vec<Emu> {
        let mut best = (self.lines(&widths), widths.clone());
        let mut shares = vec![0_i64; open.len()];
        self.share_out(&widths, open, 0, steps, &mut shares, &mut best);
        best.1
    }

    fn share_out(
        &self,
        base: &[Emu],
        open: &[usize],
        at: usize,
        left: i64,
        shares: &mut Vec<i64>,
        best: &mut (usize, Vec<Emu>),
    ) {
        let last = at + 1 >= open.len();
        for steps in if last { left..=left } else { 0..=left } {
            if let Some(slot) = shares.get_mut(at) {
                *slot = steps;
            }
            if !last {
                self.share_out(base, open, at + 1, left - steps, shares, best);
                continue;
            }
            let mut widths = base.to_vec();
            for (column, steps) in open.iter().zip(shares.iter()) {
                if let Some(width) = widths.get_mut(*column) {
                    *width += self.step * *steps;
                }
            }
            let lines = self.lines(&widths);
            if lines < best.0 {
                *best = (lines, widths);
            }
        }
    }

    /// From the narrowest, each step widens the column that gains the most for its width.
    fn widen(&self, mut widths: Vec<Emu>, asks: &[Ask], mut left: i64) -> Vec<Emu> {
        let mut lines = self.lines(&widths);
        while left > 0 {
            let mut best: Option<(usize, i64, usize)> = None;
            for (column, ask) in asks.iter().enumerate() {
                // A few ems ahead: one alone often changes nothing.
                for steps in 1..=left.min(12) {
                    let mut tried = widths.clone();
                    let Some(width) = tried.get_mut(column).filter(|width| **width < ask.natural) else { break };
                    *width += self.step * steps;
                    let gain = lines.saturating_sub(self.lines(&tried));
                    if gain > 0 && best.is_none_or(|(g, s, _)| gain as i64 * s > g as i64 * steps) {
                        best = Some((gain, steps, column));
                    }
                }
            }
            let Some((gain, steps, column)) = best else { break };
            if let Some(width) = widths.get_mut(column) {
                *width += self.step * steps;
            }
            left -= steps;
            lines -= gain;
        }
        widths
    }

    /// Lines that the rows take at these widths.
    fn lines(&self, widths: &[Emu]) -> usize {
        let tall = |row: usize, number: usize, cell: &Seen<'_, '_>| {
            let width: Emu = widths.iter().skip(cell.column).take(cell.over).copied().sum();
            let inner = (width - self.padding * 2).max(Emu(1));
            if cell.natural <= inner {
                return 1;
            }
            let mut known = self.known.borrow_mut();
            *known.entry((row, number, inner)).or_insert_with(|| cell.text.set(inner).len())
        };
        let row = |(at, cells): (usize, &Vec<Seen<'_, '_>>)| {
            cells.iter().enumerate().map(|(number, cell)| tall(at, number, cell)).max().unwrap_or(1)
        };
        self.cells.iter().enumerate().map(row).sum()
    }
}

/// What is left over goes to all columns alike, to the last EMU.
/// Gives what is left to all columns alike, or to the last.
fn share(mut widths: Vec<Emu>, spare: Emu, ragged: bool) -> Vec<Emu> {
    if ragged {
        widths.iter_mut().rev().take(1).for_each(|width| *width += spare);
        return widths;
    }
    let count = widths.len().max(1) as i64;
    let part = |index: i64| spare.scale(index, count);
    widths.into_iter().enumerate().map(|(index, width)| width + part(index as i64 + 1) - part(index as i64)).collect()
}
