//! 数字看板: figures set large, each over its label.

use super::table::below;
use super::{Lowering, one};
use crate::base::Emu;
use crate::content::{Block, Document, Numbers, Text};
use crate::figures::Filled;
use crate::style::sense::width;
use crate::style::{Across, Sheet};
use crate::style::{CellAlign, Column, NodeKind, ParaRole, Row, RowKind, StyleKey, Table, TableKey};

/// Takes the large figures a size down, step by step, until those of every panel fit their columns.
pub fn fit(document: &Document, filled: &Filled, sheet: &mut Sheet) {
    let widest: Vec<(u32, Emu)> = document.panels().into_iter().map(|panel| room(panel, filled, sheet)).collect();
    let padding = sheet.table(TableKey::Numbers.id()).padding * 2;
    let Some(style) = sheet.paras.get_mut(usize::from(StyleKey::NumberValue.id().0)) else { return };
    let mut steps = std::mem::take(&mut style.habits.sizes).into_iter();
    let fits = |size: Emu| widest.iter().all(|(halves, room)| size.scale(i64::from(*halves), 2) + padding <= *room);
    while !fits(style.size) {
        let Some(size) = steps.next() else { break };
        style.size = size;
    }
}

/// The widest figure of a panel in half ems, and the width of one of its columns.
fn room(numbers: &Numbers, filled: &Filled, sheet: &Sheet) -> (u32, Emu) {
    let page = &sheet.page;
    let measure = match sheet.blocks.numbers_across {
        Across::One => page.column_width,
        Across::Columns(columns) => page.width(columns),
        Across::All => page.width(page.columns),
    };
    let widths = numbers.items.iter().map(|(value, _)| width(&filled.prose(value.id).text));
    (widths.max().unwrap_or(0), measure / beside(numbers) as i64)
}

/// How many stand beside each other.
fn beside(numbers: &Numbers) -> usize {
    match numbers.columns {
        0 => numbers.items.len().clamp(1, 3),
        columns => usize::from(columns),
    }
}

/// A table without rules: a row of large figures, a row of labels, and so on; every exit sets tables.
pub fn lower(block: &Block, numbers: &Numbers, to: &mut Lowering<'_>) {
    let columns = beside(numbers);
    let caption = numbers.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::TableCaption));
    let alt = numbers.caption.as_ref().map_or_else(String::new, |text| to.prose(text).text.to_string());
    let mut body = Vec::new();
    for group in numbers.items.chunks(columns) {
        let mut row = |style: StyleKey, text: fn(&(Text, Text)) -> &Text| {
            let mut cells: Vec<_> = group.iter().map(|item| one(to.para(text(item), ParaRole::Cell, style))).collect();
            // The last row is filled up: a table's rows have all their cells.
            cells.resize_with(columns, || one(super::prose::Setting::new(ParaRole::Cell, style, to).done()));
            body.push(Row { kind: RowKind::Plain, cells });
        };
        row(StyleKey::NumberValue, |item| &item.0);
        row(StyleKey::NumberLabel, |item| &item.1);
    }
    let table = Table {
        style: TableKey::Numbers.id(),
        columns: vec![Column { align: CellAlign::Centre }; columns],
        head: Vec::new(),
        body,
        caption,
        unit: None,
        below: below(None, numbers.from.as_ref(), to),
        alt,
    };
    let flow = to.sheet.blocks.around(to.sheet.blocks.numbers_across, true);
    to.push_with(&block.id, block.span, flow, NodeKind::Table(Box::new(table)));
}
