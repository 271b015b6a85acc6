//! 版权页: what the book is called, who made it, when, how many, in which type; at the foot of a page of its own.

use super::{Lowering, furniture, one, prose::Setting};
use crate::base::Spanned;
use crate::content::{Block, BlockKind, Imprint};
use crate::style::{
    Across, Cell, CellAlign, Column, Flow, NodeKind, Para, ParaRole, Row, RowKind, StyleKey, Table, TableKey,
};

/// The document's imprint, where the layout has a cover behind which it belongs.
pub fn behind_cover(to: &mut Lowering<'_>) {
    let document = to.document;
    for block in &document.blocks {
        if let BlockKind::Imprint(imprint) = &block.kind {
            stand(block, imprint, to);
        }
    }
}

/// An imprint where it was written, unless it stands behind the cover.
pub fn lower(block: &Block, imprint: &Imprint, to: &mut Lowering<'_>) {
    if to.sheet.blocks.cover.is_none() {
        stand(block, imprint, to);
    }
}

/// A line each: the label, spread to its measure, and what it says. What the author leaves out is taken from what is
/// known of the document.
fn stand(block: &Block, imprint: &Imprint, to: &mut Lowering<'_>) {
    let meta = &to.document.meta;
    let known = |field: &Option<Spanned<String>>| field.as_ref().map_or_else(String::new, |f| f.value.clone());
    let editors = meta.editors.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("　");
    let (issuer, date) = (known(&meta.issuer), furniture::long_date(&known(&meta.date)));
    let title = to.document.title.main.iter().map(|line| &*to.prose(line).text).collect::<Vec<_>>().concat();
    let mut body = Vec::new();
    let lines = [
        ("书名", &imprint.title, title),
        ("编印", &imprint.issuer, issuer),
        ("责任编辑", &imprint.editors, editors),
        ("印刷", &imprint.printer, String::new()),
        ("日期", &imprint.date, date),
        ("开本", &imprint.size, String::new()),
        ("印数", &imprint.run, String::new()),
        ("字体", &imprint.faces, String::new()),
    ];
    for (label, own, known) in lines {
        let label = Setting::new(ParaRole::Cell, StyleKey::ImprintLabel, to).plain(label, block.span, None).done();
        let text = match own {
            Some(text) => to.para(text, ParaRole::Cell, StyleKey::Imprint),
            None if known.is_empty() => continue,
            None => Setting::new(ParaRole::Cell, StyleKey::Imprint, to).plain(&known, block.span, None).done(),
        };
        body.push(row(one(label), text));
    }
    for (label, text) in &imprint.lines {
        let label = to.para(label, ParaRole::Cell, StyleKey::ImprintLabel);
        let text = to.para(text, ParaRole::Cell, StyleKey::Imprint);
        body.push(row(one(label), text));
    }
    let columns = vec![Column { align: CellAlign::Start }, Column { align: CellAlign::Start }];
    let table = Table { style: TableKey::Imprint.id(), columns, body, ..Table::default() };
    let flow = Flow { across: Across::All, keep_together: true, low: true, ..Flow::default() };
    to.push_with(&block.id, block.span, flow, NodeKind::Table(Box::new(table)));
}

fn row(label: Cell, text: Para) -> Row {
    Row { kind: RowKind::Plain, cells: vec![label, one(text)] }
}
