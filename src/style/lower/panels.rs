//! 并列: a long narrow table laid in panels side by side, as newspapers and yearbooks set theirs.

use crate::style::{Cell, CellAlign, Column, Para, ParaRole, Row, RowKind, StyleKey, Table};

/// The table in as many panels as the layout lays it, an empty column between two; as it was, where it has
/// too few rows for that or rows that reach into one another.
///
/// A group's name is never the last row of its panel.
pub fn beside(table: Table, count: u8) -> Table {
    let count = usize::from(count);
    let reaches = table.body.iter().flat_map(|row| &row.cells).any(|cell| cell.down > 1);
    if count < 2 || table.body.len() < count * 2 || reaches {
        return table;
    }
    let Table { columns, head, body, .. } = table;
    let panels = divide(body, count);
    let tall = panels.iter().map(Vec::len).max().unwrap_or(0);
    let width = columns.len();
    let body =
        (0..tall).map(|index| join(panels.iter().map(|panel| panel.get(index)), width, RowKind::Plain)).collect();
    let head = head.iter().map(|row| join((0..count).map(|_| Some(row)), width, RowKind::Head)).collect();
    let gap = Column { align: CellAlign::Centre };
    let columns = (0..count).map(|_| columns.clone()).collect::<Vec<_>>().join(&gap);
    Table { columns, head, body, ..table }
}

/// Rows in reading order → panels of nearly equal height.
fn divide(body: Vec<Row>, count: usize) -> Vec<Vec<Row>> {
    let each = body.len().div_ceil(count);
    let mut panels: Vec<Vec<Row>> = vec![Vec::new()];
    for row in body {
        let here = panels.last().map_or(0, Vec::len);
        let heads_a_group = row.kind == RowKind::Group;
        // A group that would begin in the last line of a panel begins the next.
        let full = here >= each || (heads_a_group && here + 1 >= each);
        if full && panels.len() < count {
            panels.push(Vec::new());
        }
        if let Some(panel) = panels.last_mut() {
            panel.push(row);
        }
    }
    panels
}

/// One row of all panels; what is wanting is empty.
fn join<'r>(parts: impl Iterator<Item = Option<&'r Row>>, width: usize, kind: RowKind) -> Row {
    let mut cells: Vec<Cell> = Vec::new();
    for (index, part) in parts.enumerate() {
        if index > 0 {
            cells.push(empty(1));
        }
        match part {
            Some(row) => cells.extend(row.cells.iter().cloned()),
            None => cells.push(empty(width as u16)),
        }
    }
    Row { kind, cells }
}

fn empty(across: u16) -> Cell {
    let para = Para { role: ParaRole::Cell, style: StyleKey::TableCell.id(), ..Para::default() };
    Cell { across, down: 1, para }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: RowKind, words: &str) -> Row {
        let para = Para { text: words.into(), ..Para::default() };
        Row { kind, cells: vec![Cell { across: 1, down: 1, para }] }
    }

    #[test]
    fn a_group_begins_with_its_rows() {
        let plain = |words| row(RowKind::Plain, words);
        let body = vec![plain("a"), plain("b"), row(RowKind::Group, "G"), plain("c"), plain("d")];
        let Table { columns, body, .. } =
            beside(Table { columns: vec![Column::default()], body, ..Table::default() }, 2);
        let texts: Vec<Vec<&str>> =
            body.iter().map(|row| row.cells.iter().map(|cell| &*cell.para.text).collect()).collect();
        assert_eq!(columns.len(), 3);
        assert_eq!(texts, [["a", "", "G"], ["b", "", "c"], ["", "", "d"]]);
    }
}
