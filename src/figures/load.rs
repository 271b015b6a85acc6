//! figures.csv → [`FigureTable`].

use super::cells::{self, Record};
use super::row::row;
use super::{FigureTable, derive, foreign, prove, rows_yaml, xlsx};
use crate::base::{Files, Finding, Findings, SourceId, Sources, Span};
use crate::content::Document;
use crate::content::yaml::{self, nearest};
use crate::say;
use std::collections::BTreeMap;

/// Columns that a table must have.
const REQUIRED: &[&str] = &["id", "indicator", "value", "unit"];
/// Columns that it may have.
const OPTIONAL: &[&str] = &[
    "qualifier",
    "scale",
    "yoy",
    "yoy_direction",
    "section",
    "source",
    "note",
    "exact",
    "upper",
    "prior",
    "compare",
    "basis",
    "recompute",
    "rounding",
    "period",
    "adds_to",
    "part_of",
    "ratio",
    "list",
];

/// Reads the document's table of figures; an empty table when it names none.
///
/// Reports all that is wrong. `None` when something is: a row left out would make every place that
/// states it look wrong too.
pub fn load(
    document: &Document,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<FigureTable> {
    open(document, files, sources, findings, |records, _| records)
}

/// The same for a table that was not written for us.
pub fn load_foreign(
    document: &Document,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<FigureTable> {
    let known: Vec<&str> = REQUIRED.iter().chain(OPTIONAL).copied().collect();
    open(document, files, sources, findings, |records, findings| foreign::adapt(records, &known, findings))
}

/// The table that the document names, its records adapted.
fn open(
    document: &Document,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
    adapt: impl FnOnce(Vec<Record>, &mut Findings) -> Vec<Record>,
) -> Option<FigureTable> {
    let Some(path) = &document.figures else { return Some(FigureTable::default()) };
    let (source, records) = records(&path.value, path.span, files, sources, findings)?;
    let records = adapt(records, findings);
    table(source, records, findings)
}

/// Records → table.
fn table(source: SourceId, records: Vec<Record>, findings: &mut Findings) -> Option<FigureTable> {
    let mut records = records.into_iter();
    // Its head says which cell is what.
    let Some(head) = records.next() else {
        findings.push(
            Finding::input("F13", Span::new(source, 0..0), say!("指标表是空的", "the table of figures is empty"))
                .help(say!("第一行写列名：id,indicator,value,unit", "begin with the columns: id,indicator,value,unit")),
        );
        return None;
    };
    let columns = columns(&head, findings)?;
    // Its rows.
    let mut ids: BTreeMap<String, Span> = BTreeMap::new();
    let (mut rows, mut count) = (Vec::new(), 0);
    for record in records {
        count += 1;
        if let Some(row) = row(&record, &columns, &head, findings) {
            if let Some(first) = ids.get(&row.id.value) {
                let id = &row.id.value;
                findings.push(
                    Finding::input("F06", row.id.span, say!("编号“{id}”用了两次", "id `{id}` is used twice"))
                        .help(say!("换一个编号，或删去一行", "give one row another id, or remove it"))
                        .with(*first, say!("第一次在这里", "first used here")),
                );
                continue;
            }
            ids.insert(row.id.value.clone(), row.id.span);
            rows.push(row);
        }
    }
    if rows.len() < count {
        return None;
    }
    // What one row says of others, and what follows from prior values.
    derive::derive(&mut rows, findings);
    let table = FigureTable::new(source, rows);
    // What its own numbers prove.
    prove(&table, findings);
    Some(table)
}

/// The records of the file, by the ending of its name.
fn records(
    path: &str,
    blame: Span,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(SourceId, Vec<Record>)> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "xlsx" => xlsx::records(path, blame, files, sources, findings),
        "yaml" | "yml" => {
            let source = yaml::open(path, files, sources, findings, Some(blame))?;
            Some((source, rows_yaml::records(source, sources, findings)?))
        }
        "csv" => {
            let source = yaml::open(path, files, sources, findings, Some(blame))?;
            Some((source, cells::records(source, sources, findings)?))
        }
        _ => {
            findings.push(
                Finding::input("F14", blame, say!("读不了“{path}”这种表", "tables like `{path}` cannot be read"))
                    .help(say!("用 .csv、.yaml 或 .xlsx", "use .csv, .yaml or .xlsx")),
            );
            None
        }
    }
}

/// Where each column stands.
fn columns(head: &Record, findings: &mut Findings) -> Option<BTreeMap<&'static str, usize>> {
    let mut columns = BTreeMap::new();
    for (at, cell) in head.cells.iter().enumerate() {
        let name = cell.value.as_str();
        let known = REQUIRED.iter().chain(OPTIONAL).copied();
        match known.clone().find(|known| *known == name) {
            Some(known) => {
                if columns.insert(known, at).is_some() {
                    findings.push(
                        Finding::input("F03", cell.span, say!("列“{name}”有两个", "there are two columns `{name}`"))
                            .help(say!("删去一个", "remove one")),
                    );
                }
            }
            None => {
                let list = known.clone().collect::<Vec<_>>().join(", ");
                let help = match nearest(name, known) {
                    Some(meant) => say!("是不是“{meant}”？", "did you mean `{meant}`?"),
                    None => say!("可用的列：{list}", "known columns: {list}"),
                };
                findings.push(
                    Finding::input("F03", cell.span, say!("未知的列“{name}”", "unknown column `{name}`")).help(help),
                );
            }
        }
    }
    let mut complete = true;
    for name in REQUIRED.iter().filter(|name| !columns.contains_key(**name)) {
        complete = false;
        findings.push(
            Finding::input("F02", head.span, say!("缺少列“{name}”", "missing column `{name}`"))
                .help(say!("在表头里加上“{name}”", "add `{name}` to the head")),
        );
    }
    complete.then_some(columns)
}
