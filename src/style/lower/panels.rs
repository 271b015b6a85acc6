//! 并列: a long narrow table laid in panels side by side, as newspapers and yearbooks set theirs.

use crate::style::{Cell, CellAlign, Column, Para, ParaRole, Row, RowKind, StyleKey};

/// Columns, head and body as so many panels, an empty column between two; as they were for one.
///
/// A group's name is never the last row of its panel.
pub fn beside(columns: Vec<Column>, head: Vec<Row>, body: Vec<Row>, count: u8) -> (Vec<Column>, Vec<Row>, Vec<Row>) {
    let count = usize::from(count);
    if count < 2 || body.len() < count * 2 {
        return (columns, head, body);
    }
    let panels = divide(body, count);
    let tall = panels.iter().map(Vec::len).max().unwrap_or(0);
    let width = columns.len();
    let rows =
        (0..tall).map(|index| join(panels.iter().map(|panel| panel.get(index)), width, RowKind::Plain)).collect();
    let head = head.iter().map(|row| join((0..count).map(|_| Some(row)), width, RowKind::Head)).collect();
    let gap = Column { align: CellAlign::Centre };
    let columns = (0..count).map(|_| columns.clone()).collect::<Vec<_>>().join(&gap);
    (columns, head, rows)
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
        let (columns, _, rows) = beside(vec![Column::default()], Vec::new(), body, 2);
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| &*cell.para.text).collect()).collect();
        assert_eq!(columns.len(), 3);
        assert_eq!(texts, [["a", "", "G"], ["b", "", "c"], ["", "", "d"]]);
    }
}
