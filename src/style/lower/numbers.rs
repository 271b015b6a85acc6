//! 数字看板: figures set large, each over its label.

use super::table::below;
use super::{Lowering, one};
use crate::content::{Block, Numbers, Text};
use crate::style::{CellAlign, Column, NodeKind, ParaRole, Row, RowKind, StyleKey, Table, TableKey};

/// A table without rules: a row of large figures, a row of labels, and so on; every exit sets tables.
pub fn lower(block: &Block, numbers: &Numbers, to: &mut Lowering<'_>) {
    let columns = match numbers.columns {
        0 => numbers.items.len().clamp(1, 3),
        columns => usize::from(columns),
    };
    let caption = numbers.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::TableCaption));
    let alt = numbers.caption.as_ref().map_or_else(String::new, |text| to.prose(text).text.clone());
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
    to.push_with(&block.id, block.span, flow, NodeKind::Table(table));
}
