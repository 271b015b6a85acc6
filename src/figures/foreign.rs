//! A table that was not written for us, given with `--table`: columns by other names, columns that
//! say nothing to us, a row for each place of a figure instead of one.

use super::Number;
use super::cells::Record;
use super::row::fits;
use super::words::qualifier;
use crate::base::{Finding, Findings, Severity, Spanned};
use crate::say;
use std::collections::BTreeSet;

/// Other names of columns.
const NAMES: &[(&str, &str)] = &[
    ("figure_id", "id"),
    ("key", "id"),
    ("编号", "id"),
    ("name", "indicator"),
    ("指标", "indicator"),
    ("指标名称", "indicator"),
    ("数值", "value"),
    ("值", "value"),
    ("单位", "unit"),
    ("计量单位", "unit"),
    ("约数", "qualifier"),
    ("数量级", "scale"),
    ("同比", "yoy"),
    ("方向", "yoy_direction"),
    ("direction", "yoy_direction"),
    ("上期", "prior"),
    ("分组", "section"),
    ("来源", "source"),
    ("备注", "note"),
];

/// The records as our own columns; what cannot be used is told and left out.
pub(super) fn adapt(records: Vec<Record>, known: &[&str], findings: &mut Findings) -> Vec<Record> {
    let mut records = records.into_iter();
    let Some(head) = records.next() else { return Vec::new() };
    // Columns that we know, under our names; each once.
    let mut columns: Vec<(usize, Spanned<String>)> = Vec::new();
    for (at, cell) in head.cells.iter().enumerate() {
        let lower = cell.value.to_ascii_lowercase();
        let own = NAMES.iter().find(|(other, _)| *other == lower).map_or(lower.as_str(), |(_, own)| own);
        if known.contains(&own) && columns.iter().all(|(_, name)| name.value != own) {
            columns.push((at, Spanned { value: own.to_owned(), span: cell.span }));
        } else {
            let name = &cell.value;
            findings.push(Finding::check(
                "F40",
                Severity::Info,
                cell.span,
                say!("不用列“{name}”", "the column `{name}` is not used"),
            ));
        }
    }
    let column = |name: &str| columns.iter().position(|(_, column)| column.value == name);
    let (id, value, mark) = (column("id"), column("value"), column("qualifier"));
    let mut adapted = vec![Record { cells: columns.iter().map(|(_, name)| name.clone()).collect(), span: head.span }];
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for record in records {
        let mut cells: Vec<Spanned<String>> = Vec::with_capacity(columns.len());
        for (at, _) in &columns {
            let empty = || Spanned { value: String::new(), span: record.span };
            cells.push(record.cells.get(*at).cloned().unwrap_or_else(empty));
        }
        // Words that are no qualifier are remarks.
        if let Some(cell) = mark.and_then(|at| cells.get_mut(at))
            && qualifier(&cell.value).is_none()
        {
            cell.value.clear();
        }
        let written = value.and_then(|at| cells.get(at));
        if written.is_none_or(|cell| Number::parse(&cell.value).is_none() || !fits(&cell.value)) {
            findings.push(Finding::check(
                "F40",
                Severity::Info,
                written.map_or(record.span, |cell| cell.span),
                say!("这一行没有数，不用", "this row has no number and is not used"),
            ));
            continue;
        }
        // One row a figure: later places of the same are left out; of another value they are an error.
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.value.as_str());
        if seen.insert((cell(id).to_owned(), cell(value).to_owned())) {
            adapted.push(Record { cells, span: record.span });
        }
    }
    adapted
}
