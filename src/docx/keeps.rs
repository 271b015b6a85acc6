//! Which rows of a table stay with the row after them. Word has neither 续表 nor a rule where a table
//! breaks, so a table is broken only where its reader gains by it.

use crate::base::Emu;
use crate::style::{Node, NodeId, NodeKind, ParaRole, Row, RowKind, Sheet, Table};

/// A table of up to this share of the column is never broken: the hole it may leave is no higher.
const WHOLE: (i64, i64) = (1, 3);
/// A table that ends the document leaves no hole: it is kept whole as long as its caption and what
/// stands below have room too.
const WHOLE_AT_END: (i64, i64) = (4, 5);

/// The table that ends the document: after it come only a credit line and notes.
pub(crate) fn last_table(nodes: &[Node]) -> Option<NodeId> {
    let small = |node: &&Node| match &node.kind {
        NodeKind::Para(para) => matches!(para.role, ParaRole::Credit | ParaRole::Remark | ParaRole::Note),
        _ => false,
    };
    let last = nodes.iter().rev().find(|node| !small(node))?;
    matches!(last.kind, NodeKind::Table(_)).then_some(last.id)
}

/// For each row, head rows first, whether it stays with the next.
pub(crate) fn rows(table: &Table, ends: bool, sheet: &Sheet) -> Vec<bool> {
    let rows: Vec<&Row> = table.head.iter().chain(&table.body).collect();
    let count = rows.len();
    let column = sheet.page.pitch * i64::from(sheet.page.lines);
    let (part, of) = if ends { WHOLE_AT_END } else { WHOLE };
    let whole = height(&rows, sheet) <= column.scale(part, of);
    let name = |row: &&Row| matches!(row.kind, RowKind::Head | RowKind::Group);
    (0..count)
        .map(|at| {
            let last = at + 1 == count;
            // A head or a group's name not without its rows; not one row alone before or after a break.
            let bound = rows.get(at).is_some_and(name)
                || at > 0 && rows.get(at - 1).is_some_and(name)
                || at + 2 == count
                || rows.get(at + 2).is_some_and(name) && !rows.get(at + 1).is_some_and(name);
            // The last row not without the notes below.
            if last { !table.below.is_empty() } else { whole || bound }
        })
        .collect()
}

/// About how high the rows are: each as many lines as its cells were broken into, with the style's air.
fn height(rows: &[&Row], sheet: &Sheet) -> Emu {
    let tall = |row: &&Row| {
        let cells = row.cells.iter().map(|cell| {
            let style = sheet.para(cell.para.style);
            let lines = super::styles::lines_of(&cell.para) as i64;
            (style.leading * lines).max(style.size.scale(9, 5))
        });
        cells.max().unwrap_or_default()
    };
    rows.iter().map(tall).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{Cell, PageSpec, ParaStyle, ParaStyleId};

    fn sheet(lines: u16) -> Sheet {
        let cell = ParaStyle { size: Emu::pt(9), leading: Emu::pt(12), ..ParaStyle::default() };
        let page = PageSpec { pitch: Emu::pt(18), lines, ..PageSpec::default() };
        Sheet { page, paras: vec![cell], ..Sheet::default() }
    }

    fn table(kinds: &[RowKind]) -> Table {
        let row = |kind: &RowKind| {
            let para = crate::style::Para { style: ParaStyleId(0), ..Default::default() };
            Row { kind: *kind, cells: vec![Cell { across: 1, down: 1, para }] }
        };
        let (head, body) = kinds.split_at(1);
        Table { head: head.iter().map(row).collect(), body: body.iter().map(row).collect(), ..Table::default() }
    }

    #[test]
    fn a_long_table_breaks_between_its_rows_but_leaves_none_alone() {
        use RowKind::{Group, Head, Plain};
        let table = table(&[Head, Group, Plain, Plain, Plain, Plain, Plain, Group, Plain, Plain, Plain]);
        let kept = rows(&table, false, &sheet(20));
        assert_eq!(kept, [true, true, true, false, false, true, false, true, true, true, false]);
    }

    #[test]
    fn a_small_table_and_one_that_ends_the_document_stay_whole() {
        let kinds = [&[RowKind::Head][..], &[RowKind::Plain; 10]].concat();
        let whole = [vec![true; 10], vec![false]].concat();
        assert_eq!(rows(&table(&kinds), false, &sheet(39)), whole);
        assert_ne!(rows(&table(&kinds), false, &sheet(20)), whole);
        assert_eq!(rows(&table(&kinds), true, &sheet(20)), whole);
    }
}
