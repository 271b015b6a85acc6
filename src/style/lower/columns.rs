//! 变栏: blocks in columns of another number than the page's, a band of their own.

use super::{Lowering, lower_block, table};
use crate::base::Finding;
use crate::content::{BlockKind, ColumnsBlock, Document};
use crate::say;
use crate::style::Sheet;
use std::collections::BTreeMap;

/// Fewest ems of a column in which text can be set: two characters and two marks.
const NARROWEST: i64 = 4;

/// The layout with its page in other columns, for each number of columns that the document asks for: what goes
/// over several of them, and what turns in them, is measured by these.
pub fn sheets(document: &Document, sheet: &Sheet) -> BTreeMap<u8, Sheet> {
    let mut sheets = BTreeMap::new();
    for block in &document.blocks {
        if let BlockKind::Columns(columns) = &block.kind {
            sheets.entry(columns.count).or_insert_with(|| {
                let mut own = sheet.clone();
                own.page = sheet.page.divided(columns.count);
                // Long tables go on from column to column here as it is.
                own.blocks.long_tables = 0;
                own
            });
        }
    }
    sheets
}

/// The blocks' nodes, each told its columns.
pub fn lower(columns: &ColumnsBlock, to: &mut Lowering<'_>) {
    let Some(own) = to.columns.get(&columns.count) else { return };
    let page = &own.page;
    if page.column_width < page.em * NARROWEST && columns.count > 1 {
        let count = columns.count;
        let ems = page.column_width.0 / page.em.0.max(1);
        to.faults.push(
            Finding::input(
                "L08",
                columns.span,
                say!("分成 {count} 栏，每栏只有 {ems} 字", "{count} columns here are {ems} ems wide each"),
            )
            .help(say!("每栏至少 {NARROWEST} 字：少分几栏", "a column wants {NARROWEST} ems at least: make fewer")),
        );
        return;
    }
    let outer = std::mem::replace(&mut to.sheet, own);
    let begin = to.nodes.len();
    columns.blocks.iter().for_each(|block| lower_block(block, to));
    to.sheet = outer;
    to.bands += 1;
    let nodes = to.nodes.get_mut(begin..).unwrap_or_default();
    table::settle(nodes, own);
    for node in nodes.iter_mut() {
        (node.flow.split, node.flow.band, node.flow.ruled) = (columns.count, to.bands, columns.rule);
    }
}
