//! Tables written by hand.

use super::Lowering;
use super::table::below;
use crate::content::{Block, Grid, GridAlign, GridCell};
use crate::style::{Cell, CellAlign, Column, Flow, NodeKind, ParaRole, Row, RowKind, StyleKey, Table};

/// Rows as they stand; 其中 and 合计 rows are known by their first cell.
pub fn lower(block: &Block, grid: &Grid, to: &mut Lowering<'_>) {
    let rows = || grid.head.iter().chain(&grid.rows);
    let wide = |row: &Vec<GridCell>| row.iter().map(|cell| usize::from(cell.across.max(1))).sum();
    let count = rows().map(wide).max().unwrap_or(1).max(grid.align.len());
    let caption = grid.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::TableCaption));
    let unit = grid.unit.as_ref().map(|text| to.para(text, ParaRole::Remark, StyleKey::TableUnit));
    let alt =
        grid.alt.as_ref().or(grid.caption.as_ref()).map_or_else(String::new, |text| to.prose(text).text.to_string());
    let head = grid.head.iter().map(|row| lower_row(row, RowKind::Head, StyleKey::TableHead, to)).collect();
    let mut body = Vec::with_capacity(grid.rows.len());
    for row in &grid.rows {
        let kind = kind(row, count, to);
        let style = if kind == RowKind::Group { StyleKey::TableGroup } else { StyleKey::TableCell };
        let mut row = lower_row(row, kind, style, to);
        super::table::dress(&mut row.cells, kind);
        body.push(row);
    }
    let columns = (0..count)
        .map(|index| Column {
            align: match grid.align.get(index).copied().unwrap_or_default() {
                GridAlign::Start => CellAlign::Start,
                GridAlign::Centre => CellAlign::Centre,
                GridAlign::End => CellAlign::End,
                GridAlign::Decimal => CellAlign::Decimal,
            },
        })
        .collect();
    let below = below(grid.note.as_ref(), grid.from.as_ref(), to);
    let style = super::table::look(grid.look, to);
    let table = Table { style, columns, head, body, caption, unit, below, alt };
    to.push_with(&block.id, block.span, Flow::default(), NodeKind::Table(Box::new(table)));
}

fn lower_row(row: &[GridCell], kind: RowKind, style: StyleKey, to: &mut Lowering<'_>) -> Row {
    let cells = row
        .iter()
        .map(|cell| Cell {
            across: cell.across.max(1),
            down: cell.down.max(1),
            para: to.para(&cell.text, ParaRole::Cell, style),
        })
        .collect();
    Row { kind, cells }
}

fn kind(row: &[GridCell], columns: usize, to: &Lowering<'_>) -> RowKind {
    let Some(first) = row.first() else { return RowKind::Plain };
    let words = to.prose(&first.text).text.trim();
    let spaced: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if row.len() == 1 && columns > 1 && usize::from(first.across) >= columns {
        RowKind::Group
    } else if spaced.starts_with("其中") {
        RowKind::Part
    } else if matches!(spaced.as_str(), "合计" | "总计" | "小计") {
        RowKind::Total
    } else {
        RowKind::Plain
    }
}
