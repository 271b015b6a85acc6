//! figures.csv → [`FigureTable`].

use super::cells::{Record, records};
use super::words::{DIRECTIONS, QUALIFIERS, SCALES, Way, power, qualifier, way};
use super::{Figure, FigureTable, Number};
use crate::base::{Files, Finding, Findings, Sources, Span, Spanned};
use crate::content::yaml::{self, nearest};
use crate::content::{Document, is_figure_id};
use crate::say;
use std::collections::BTreeMap;

/// Columns that a table must have, and those that it may have.
const REQUIRED: &[&str] = &["id", "indicator", "value", "unit"];
const OPTIONAL: &[&str] = &["qualifier", "scale", "yoy", "yoy_direction", "section", "source", "note"];

/// Reads the document's table of figures; an empty table when it names none.
///
/// Reports all that is wrong. `None` when the file cannot be read as a table at all.
pub fn load(
    document: &Document,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<FigureTable> {
    let Some(path) = &document.figures else { return Some(FigureTable::default()) };
    // The file, and its records.
    let source = yaml::open(&path.value, files, sources, findings, Some(path.span))?;
    let mut records = records(source, sources, findings)?.into_iter();
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
    let mut rows = Vec::new();
    for record in records {
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
    Some(FigureTable::new(source, rows))
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

fn row(
    record: &Record,
    columns: &BTreeMap<&'static str, usize>,
    head: &Record,
    findings: &mut Findings,
) -> Option<Figure> {
    let (found, wanted) = (record.cells.len(), head.cells.len());
    if found != wanted {
        findings.push(
            Finding::input(
                "F04",
                record.span,
                say!("这一行有 {found} 格，表头有 {wanted} 格", "this row has {found} cells, the head {wanted}"),
            )
            .help(say!(
                "含逗号的格要加引号；空格也要留逗号",
                "quote a cell that holds a comma; keep the commas of empty cells"
            )),
        );
        return None;
    }
    let end = Span { start: record.span.end, ..record.span };
    let cell = |name: &str| {
        let cell = columns.get(name).and_then(|at| record.cells.get(*at)).cloned();
        cell.unwrap_or(Spanned { value: String::new(), span: end })
    };
    let before = findings.iter().count();
    let (id, indicator) = (cell("id"), cell("indicator"));
    if id.value.is_empty() {
        findings.push(
            Finding::input("F11", id.span, say!("没有编号", "no id"))
                .help(say!("每行要有一个编号，如“cases.yoy”", "each row wants an id, as in `cases.yoy`")),
        );
    } else if !is_figure_id(&id.value) {
        let written = &id.value;
        findings.push(
            Finding::input("F05", id.span, say!("“{written}”不能作编号", "`{written}` cannot be an id")).help(say!(
                "用小写字母、数字、“.”“-”“_”，如“cases.yoy”",
                "use small letters, digits, `.`, `-` and `_`, as in `cases.yoy`"
            )),
        );
    }
    if indicator.value.is_empty() {
        findings.push(
            Finding::input("F11", indicator.span, say!("没有指标名", "no indicator"))
                .help(say!("写上指标的名称", "write the figure's name")),
        );
    }
    let value = number(cell("value"), findings);
    let yoy = cell("yoy");
    let yoy = if yoy.value.is_empty() { None } else { number(yoy, findings) };
    let scale = cell("scale");
    if power(&scale.value).is_none() {
        let written = &scale.value;
        let list = SCALES.iter().map(|(scale, _)| *scale).collect::<Vec<_>>().join("、");
        findings.push(
            Finding::input("F08", scale.span, say!("“{written}”不是数量级", "`{written}` is not a scale"))
                .help(say!("可用：{list}", "use one of: {list}")),
        );
    }
    let mark = cell("qualifier");
    if !mark.value.is_empty() && qualifier(&mark.value).is_none() {
        let written = &mark.value;
        let list = QUALIFIERS.iter().map(|(word, _, _)| *word).collect::<Vec<_>>().join("、");
        findings.push(
            Finding::input("F10", mark.span, say!("“{written}”不是约数词", "`{written}` is not a qualifier"))
                .help(say!("可用：{list}；其他的话写进 note", "use one of: {list}; write other words under note")),
        );
    }
    let direction = cell("yoy_direction");
    check_direction(&direction, yoy.as_ref().or(value.as_ref()), findings);
    if findings.iter().count() > before {
        return None;
    }
    Some(Figure {
        id,
        indicator,
        value: value?,
        unit: cell("unit"),
        qualifier: mark,
        scale,
        yoy,
        direction,
        section: cell("section"),
        origin: cell("source"),
        note: cell("note"),
        span: record.span,
        ..Figure::default()
    })
}

fn check_direction(direction: &Spanned<String>, of: Option<&Spanned<Number>>, findings: &mut Findings) {
    let word = &direction.value;
    if word.is_empty() {
        return;
    }
    let Some(way) = way(word) else {
        let list = DIRECTIONS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("、");
        findings.push(
            Finding::input("F09", direction.span, say!("“{word}”不是方向词", "`{word}` is not a direction"))
                .help(say!("可用：{list}", "use one of: {list}")),
        );
        return;
    };
    let Some(of) = of else { return };
    let written = &of.value.written;
    if of.value.value.is_sign_negative() && !of.value.value.is_zero() {
        findings.push(
            Finding::input("F09", of.span, say!("“{word}”后面的数不带负号", "no minus sign after `{word}`"))
                .help(say!(
                    "写“{}”，方向由“{word}”说",
                    "write `{}`; `{word}` says the direction",
                    written.trim_start_matches(['-', '−'])
                ))
                .with(direction.span, say!("方向在这里", "the direction is here")),
        );
    } else if way == Way::Level && !of.value.value.is_zero() {
        findings.push(
            Finding::input(
                "F09",
                direction.span,
                say!("“持平”而变动是 {written}", "持平 (no change), and yet {written}"),
            )
            .help(say!("写 0，或改方向词", "write 0, or another direction")),
        );
    }
}

/// An exact decimal; the digits are kept as written.
fn number(cell: Spanned<String>, findings: &mut Findings) -> Option<Spanned<Number>> {
    let Spanned { value: written, span } = cell;
    if let Some(number) = Number::parse(&written) {
        return Some(Spanned { value: number, span });
    }
    let finding = if written.is_empty() {
        Finding::input("F11", span, say!("没有数值", "no value")).help(say!("写上一个数", "write a number"))
    } else {
        Finding::input("F07", span, say!("“{written}”不是数", "`{written}` is not a number")).help(cure(&written))
    };
    findings.push(finding);
    None
}

/// What to write instead of something that is not a plain decimal.
fn cure(written: &str) -> crate::base::diag::Words {
    let plain: String = written.chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{3000}')).map(narrow).collect();
    if Number::parse(&plain).is_some() {
        return say!(
            "写“{plain}”，不加千分号、空格和全角数字",
            "write `{plain}`: no commas, spaces or full-width digits"
        );
    }
    let digits: String = plain.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    let rest = plain.get(digits.len()..).unwrap_or("");
    if Number::parse(&digits).is_some() {
        return say!(
            "写“{digits}”；“{rest}”放进 scale、qualifier 或 unit 列",
            "write `{digits}`; put `{rest}` under scale, qualifier or unit"
        );
    }
    say!("写十进制数，如 57.4", "write a decimal number, as in 57.4")
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' => '.',
        '－' | '−' => '-',
        other => other,
    }
}
