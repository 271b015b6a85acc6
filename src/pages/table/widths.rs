//! Widths of a table's columns: no column narrower than its narrowest cell, the height as small as
//! the measure allows, what is left shared out evenly (Hurst, Marriott, Moulder 2005; tables here
//! are small enough to try whole ems one by one).

use crate::base::Emu;
use crate::lines::Prepared;
use crate::pages::galley::Shop;
use crate::style::Table;

/// The chosen widths.
pub struct Widths {
    /// Of each column, padding included.
    pub widths: Vec<Emu>,
    /// How much the narrowest columns lack.
    pub short: Emu,
}

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default)]
struct Ask {
    narrowest: Emu,
    natural: Emu,
}

/// Chooses the widths of the columns in a measure.
pub fn choose(table: &Table, rows: &[Vec<Prepared<'_>>], padding: Emu, measure: Emu, shop: &Shop<'_>) -> Widths {
    let count = table.columns.len();
    if count == 0 {
        return Widths { widths: Vec::new(), short: Emu::ZERO };
    }
    let asks = asks(table, rows, padding, count);
    let natural: Emu = asks.iter().map(|ask| ask.natural).sum();
    let narrowest: Emu = asks.iter().map(|ask| ask.narrowest).sum();
    if natural <= measure {
        // All cells in one line each: the least height there is. The rest is shared evenly.
        let widths = asks.iter().map(|ask| ask.natural).collect();
        return Widths { widths: share(widths, measure - natural), short: Emu::ZERO };
    }
    if narrowest >= measure {
        // No room: in proportion, and the lines that stick out are reported.
        let widths = asks.iter().map(|ask| ask.narrowest.scale(measure.0, narrowest.0.max(1))).collect();
        return Widths { widths, short: narrowest - measure };
    }
    let widths = widen(table, rows, padding, measure, &asks, shop);
    let used: Emu = widths.iter().copied().sum();
    Widths { widths: share(widths, measure - used), short: Emu::ZERO }
}

fn asks(table: &Table, rows: &[Vec<Prepared<'_>>], padding: Emu, count: usize) -> Vec<Ask> {
    let mut asks = vec![Ask { narrowest: padding * 2, natural: padding * 2 }; count];
    for (row, cells) in table.head.iter().chain(&table.body).zip(rows) {
        let mut column = 0_usize;
        for (cell, prepared) in row.cells.iter().zip(cells) {
            if cell.across <= 1
                && let Some(ask) = asks.get_mut(column)
            {
                ask.narrowest = ask.narrowest.max(prepared.narrowest() + padding * 2);
                ask.natural = ask.natural.max(prepared.natural_width() + padding * 2);
            }
            column += usize::from(cell.across.max(1));
        }
    }
    asks
}

/// From the narrowest, each step widens the column that gains the most height for its width.
fn widen(
    table: &Table,
    rows: &[Vec<Prepared<'_>>],
    padding: Emu,
    measure: Emu,
    asks: &[Ask],
    shop: &Shop<'_>,
) -> Vec<Emu> {
    let step = shop.sheet.page.em.max(Emu::pt(1));
    let mut widths: Vec<Emu> = asks.iter().map(|ask| ask.narrowest).collect();
    // Columns that ask for little get it at once.
    let fair = measure.scale(1, asks.len() as i64);
    for (width, ask) in widths.iter_mut().zip(asks) {
        if ask.natural <= fair.scale(2, 3) {
            *width = ask.natural;
        }
    }
    if widths.iter().copied().sum::<Emu>() > measure {
        widths = asks.iter().map(|ask| ask.narrowest).collect();
    }
    let mut left = measure - widths.iter().copied().sum::<Emu>();
    let mut height = total(table, rows, padding, &widths);
    while left >= step {
        let mut best: Option<(i64, i64, usize, i64)> = None;
        for column in 0..widths.len() {
            let natural = asks.get(column).map_or(Emu::ZERO, |ask| ask.natural);
            let mut steps = 0_i64;
            // Look a few ems ahead: one alone often changes nothing.
            while steps < 6 && step * (steps + 1) <= left {
                steps += 1;
                let mut tried = widths.clone();
                if let Some(width) = tried.get_mut(column) {
                    if *width >= natural {
                        break;
                    }
                    *width += step * steps;
                }
                let gain = height - total(table, rows, padding, &tried);
                if gain > 0 && best.is_none_or(|(g, s, _, _)| gain * s > g * steps) {
                    best = Some((gain, steps, column, steps));
                }
            }
        }
        let Some((gain, _, column, steps)) = best else { break };
        if let Some(width) = widths.get_mut(column) {
            *width += step * steps;
        }
        left -= step * steps;
        height -= gain;
    }
    widths
}

/// Lines that the rows take at these widths.
fn total(table: &Table, rows: &[Vec<Prepared<'_>>], padding: Emu, widths: &[Emu]) -> i64 {
    let mut sum = 0;
    for (row, cells) in table.head.iter().chain(&table.body).zip(rows) {
        let mut column = 0_usize;
        let mut tallest = 1;
        for (cell, prepared) in row.cells.iter().zip(cells) {
            let over = usize::from(cell.across.max(1));
            let width: Emu = widths.iter().skip(column).take(over).copied().sum::<Emu>() - padding * 2;
            if prepared.natural_width() > width {
                tallest = tallest.max(prepared.set(width.max(Emu(1))).len());
            }
            column += over;
        }
        sum += tallest as i64;
    }
    sum
}

/// What is left over goes to all columns alike, to the last EMU.
fn share(widths: Vec<Emu>, spare: Emu) -> Vec<Emu> {
    let count = widths.len().max(1) as i64;
    let part = |index: i64| spare.scale(index, count);
    widths.into_iter().enumerate().map(|(index, width)| width + part(index as i64 + 1) - part(index as i64)).collect()
}
