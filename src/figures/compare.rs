//! Two states of a table: which figures came, went, or say something else.

use super::forms::{Form, write};
use super::{Figure, FigureTable, Number};
use crate::base::Spanned;

/// What happened to a figure.
#[derive(Clone, Debug)]
pub struct Change<'t> {
    /// The row as it was.
    pub old: Option<&'t Figure>,
    /// The row as it is.
    pub new: Option<&'t Figure>,
    /// The columns that differ: name, old cell, new cell.
    pub cells: Vec<(&'static str, String, String)>,
}

/// What a figure says, with its unit where it has one.
pub fn stated(figure: &Figure) -> String {
    write(figure, Form::Unit).or_else(|_| write(figure, Form::Plain)).unwrap_or_default()
}

/// The figures that differ, in the new table's order, those that went at the end.
pub fn compare<'t>(old: &'t FigureTable, new: &'t FigureTable) -> Vec<Change<'t>> {
    let mut changes = Vec::new();
    for row in &new.rows {
        match old.get(&row.id.value) {
            None => changes.push(Change { old: None, new: Some(row), cells: Vec::new() }),
            Some(before) => {
                let cells = differing(before, row);
                if !cells.is_empty() {
                    changes.push(Change { old: Some(before), new: Some(row), cells });
                }
            }
        }
    }
    let gone = old.rows.iter().filter(|row| new.find(&row.id.value).is_none());
    changes.extend(gone.map(|row| Change { old: Some(row), new: None, cells: Vec::new() }));
    changes
}

/// The columns of a row, by name, as text.
fn cells(row: &Figure) -> Vec<(&'static str, String)> {
    let number =
        |cell: &Option<Spanned<Number>>| cell.as_ref().map_or_else(String::new, |cell| cell.value.written.clone());
    let list: Vec<&str> = row.list.iter().map(|id| id.value.as_str()).collect();
    vec![
        ("indicator", row.indicator.value.clone()),
        ("value", row.value.value.written.clone()),
        ("upper", number(&row.upper)),
        ("scale", row.scale.value.clone()),
        ("unit", row.unit.value.clone()),
        ("qualifier", row.qualifier.value.clone()),
        ("exact", number(&row.exact)),
        ("prior", number(&row.prior)),
        ("compare", row.compare.value.clone()),
        ("yoy_direction", row.direction.value.clone()),
        ("yoy", number(&row.yoy)),
        ("basis", row.basis.value.clone()),
        ("period", row.period.value.clone()),
        ("adds_to", row.adds_to.value.clone()),
        ("part_of", row.part_of.value.clone()),
        ("ratio", row.ratio.value.clone()),
        ("list", list.join(" ")),
        ("source", row.origin.value.clone()),
        ("note", row.note.value.clone()),
    ]
}

fn differing(old: &Figure, new: &Figure) -> Vec<(&'static str, String, String)> {
    let both = cells(old).into_iter().zip(cells(new));
    both.filter(|(a, b)| a.1 != b.1).map(|((name, a), (_, b))| (name, a, b)).collect()
}
