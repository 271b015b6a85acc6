//! How many columns a table or chart goes over, where the layout leaves it to each.
//!
//! Lowering knows no glyphs: a Han character counts two halves of an em, any other one.

use crate::base::Emu;
use crate::content::ChartKind;
use crate::style::sense::width;
use crate::style::{Across, Cell, Chart, PageSpec, Reach, Row, Sheet, Table};

/// A table's reach: over so many columns that it takes the least of the page.
pub fn of_table(table: &Table, reach: Reach, sheet: &Sheet) -> Across {
    let Reach::Over(fixed) = reach else {
        let page = &sheet.page;
        let area = |over: u8| lines(table, page.width(over), sheet) * usize::from(over);
        let best = (1..=page.columns.max(1)).min_by_key(|over| area(*over)).unwrap_or(1);
        return across(best, page);
    };
    fixed
}

/// Whether a table holds in a measure: no number, and no short head, is parted.
pub fn holds(table: &Table, measure: Emu, sheet: &Sheet) -> bool {
    lines(table, measure, sheet) < usize::from(u16::MAX)
}

/// A chart's reach: as few columns as hold its names and values.
pub fn of_chart(chart: &Chart, reach: Reach, sheet: &Sheet) -> Across {
    let Reach::Over(fixed) = reach else {
        let page = &sheet.page;
        let needs = sheet.para(chart.label_style).size.scale(i64::from(halves(chart)), 2);
        let fits = |over: &u8| needs <= page.width(*over);
        return across((1..=page.columns.max(1)).find(fits).unwrap_or(page.columns), page);
    };
    fixed
}

fn across(over: u8, page: &PageSpec) -> Across {
    match over {
        1 => Across::One,
        all if all >= page.columns => Across::All,
        some => Across::Columns(some),
    }
}

/// The narrowest room for a chart, in half ems of its labels.
fn halves(chart: &Chart) -> u32 {
    let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| width(text)).max().unwrap_or(0);
    let points = || chart.series.iter().flat_map(|series| &series.points).map(|point| &point.written);
    let (names, values) = (widest(&mut chart.labels.iter()), widest(&mut points()));
    let series = widest(&mut chart.series.iter().map(|series| &series.name));
    let count = chart.labels.len() as u32;
    // A name may turn once; beside it stand a gap and the drawing itself.
    let turned = names.div_ceil(2).max(names.min(8));
    match chart.kind {
        ChartKind::Bar => turned + values + 12,
        ChartKind::Stacked => turned + 2 + (values + 2) * chart.series.len() as u32,
        ChartKind::Column => count * (chart.series.len() as u32 * values).max(turned).saturating_add(1),
        ChartKind::Line => count * (values + 1).max(turned + 1) + series.min(10) + 2,
        ChartKind::Pie => 2 * (names.min(10) + 3) + 8,
    }
}

/// Lines that the rows take in a measure: columns that ask for little have it, the others share the rest.
fn lines(table: &Table, measure: Emu, sheet: &Sheet) -> usize {
    let style = sheet.table(table.style);
    let count = table.columns.len().max(1);
    let size = sheet.para(style.cell).size;
    let room = ((measure - style.padding * (2 * count as i64)).0 * 2 / size.0.max(1)).max(0) as usize;
    if narrowest(table, count) > room {
        return usize::from(u16::MAX);
    }
    let rows: Vec<Vec<(usize, usize)>> = table.head.iter().chain(&table.body).map(widths).collect();
    let mut asks = vec![0_usize; count];
    for (column, wide) in rows.iter().flatten() {
        if let Some(ask) = asks.get_mut(*column) {
            *ask = (*ask).max(*wide);
        }
    }
    let fair = room / count;
    let (small, large): (Vec<usize>, Vec<usize>) = asks.iter().partition(|ask| **ask <= fair);
    let (small, large): (usize, usize) = (small.iter().sum(), large.iter().sum::<usize>().max(1));
    let left = room.saturating_sub(small);
    let given = |column: usize| {
        let ask = asks.get(column).copied().unwrap_or(0);
        if ask <= fair { ask } else { (ask * left / large).min(ask) }.max(2)
    };
    let tall = |row: &Vec<(usize, usize)>| row.iter().map(|(column, wide)| wide.div_ceil(given(*column))).max();
    rows.iter().map(|row| tall(row).unwrap_or(1).max(1)).sum()
}

/// What the columns need at least: a short head stays whole, and so does a number.
fn narrowest(table: &Table, count: usize) -> usize {
    let mut least = vec![2_usize; count];
    let heads = table.head.len();
    for (number, row) in table.head.iter().chain(&table.body).enumerate() {
        let mut column = 0;
        for Cell { across, para, .. } in &row.cells {
            let words = para.text.chars().count();
            let whole = number < heads && words <= 5;
            let runs = para.text.split(|c: char| !c.is_ascii_alphanumeric() && !".,-%".contains(c));
            let run = runs.map(|run| width(run) as usize).max().unwrap_or(0);
            let need = if whole { width(&para.text) as usize } else { run };
            if let Some(least) = least.get_mut(column).filter(|_| *across <= 1) {
                *least = (*least).max(need);
            }
            column += usize::from((*across).max(1));
        }
    }
    least.iter().sum()
}

/// Column and width in half ems of each cell that stands in one column and one row.
fn widths(row: &Row) -> Vec<(usize, usize)> {
    let mut column = 0;
    let mut out = Vec::new();
    for cell in &row.cells {
        let Cell { across, down, para } = cell;
        if *across <= 1 && *down <= 1 {
            out.push((column, width(&para.text) as usize));
        }
        column += usize::from((*across).max(1));
    }
    out
}
