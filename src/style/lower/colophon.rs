//! 版记: copies, printer and date between rules at the foot of the last page.

use super::{Lowering, one, prose::Setting};
use crate::base::Span;
use crate::content::{Block, Colophon};
use crate::style::{
    Across, Cell, CellAlign, Column, Flow, NodeKind, ParaRole, Row, RowKind, StyleKey, Table, TableKey,
};

/// GB/T 9704 7.4: 抄送 with a colon and a full stop; below it the printer at the left, the date with
/// 印发 at the right, each an em from the edge.
pub fn lower(block: &Block, colophon: &Colophon, to: &mut Lowering<'_>) {
    let role = ParaRole::Cell;
    let mut body = Vec::new();
    if let Some(copies) = &colophon.copies {
        let prose = to.prose(copies);
        let stop = if prose.text.ends_with('。') { "" } else { "。" };
        let mut setting = Setting::new(role, StyleKey::Colophon, to);
        if !prose.text.starts_with("抄送") {
            setting = setting.plain("抄送：", Span::default(), None);
        }
        setting = setting.prose(prose, None);
        if !stop.is_empty() {
            setting = setting.plain(stop, Span::default(), None);
        }
        let para = setting.done();
        body.push(Row { kind: RowKind::Plain, cells: vec![Cell { across: 2, down: 1, para }] });
    }
    let printer = to.para(&colophon.printer, role, StyleKey::Colophon);
    let mut setting = Setting::new(role, StyleKey::Colophon, to);
    if let Some(date) = &colophon.date {
        let prose = setting.lowering().prose(date);
        setting = setting.prose(prose, None);
        if !prose.text.ends_with("印发") {
            setting = setting.plain("印发", Span::default(), None);
        }
    }
    let date = setting.done();
    body.push(Row { kind: RowKind::Plain, cells: vec![one(printer), one(date)] });
    let columns = vec![Column { align: CellAlign::Start }, Column { align: CellAlign::End }];
    let table = Table { style: TableKey::Colophon.id(), columns, body, ..Table::default() };
    let flow = Flow { across: Across::All, keep_together: true, foot: true, ..Flow::default() };
    to.push_with(&block.id, block.span, flow, NodeKind::Table(Box::new(table)));
}
