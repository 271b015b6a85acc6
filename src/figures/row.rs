//! One record → one [`Figure`].

use super::cells::Record;
use super::words::{BASES, DIRECTIONS, QUALIFIERS, SCALES, Way, power, qualifier, way};
use super::{Figure, Number, Recompute, Rounding};
use crate::base::{Finding, Findings, Span, Spanned};
use crate::content::is_figure_id;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Reads a row; every cell that is wrong is a finding, and then there is no row.
pub(super) fn row(
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
    let before = findings.len();
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
    let list = ids(&cell("list"));
    // A counted list may leave its value to be counted.
    let written = cell("value");
    let value = if written.value.is_empty() && !list.is_empty() {
        Some(Spanned { value: Number::from(Decimal::from(list.len())), span: written.span })
    } else {
        number(written, findings)
    };
    let mut maybe = |name: &str| {
        let cell = cell(name);
        if cell.value.is_empty() { None } else { number(cell, findings) }
    };
    let (yoy, exact, upper, prior) = (maybe("yoy"), maybe("exact"), maybe("upper"), maybe("prior"));
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
    let basis = cell("basis");
    one_of("basis", &basis, BASES, findings);
    let recompute = cell("recompute");
    one_of("recompute", &recompute, &["true", "false"], findings);
    let rounding = cell("rounding");
    one_of("rounding", &rounding, &Rounding::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>(), findings);
    let rounding = Rounding::WORDS.iter().find(|(word, _)| *word == rounding.value).map(|(_, rule)| *rule);
    if findings.len() > before {
        return None;
    }
    // At constant prices a change does not follow from values at current ones.
    let constant = matches!(basis.value.as_str(), "不变价" | "可比价");
    let recompute = if recompute.value == "false" || constant { Recompute::No } else { Recompute::Yes };
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
        exact,
        upper,
        prior,
        compare: cell("compare"),
        basis,
        recompute,
        rounding: rounding.unwrap_or_default(),
        period: cell("period"),
        adds_to: cell("adds_to"),
        part_of: cell("part_of"),
        ratio: cell("ratio"),
        list,
        span: record.span,
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
        if fits(&written) {
            return Some(Spanned { value: number, span });
        }
        findings.push(
            Finding::input("F07", span, say!("“{written}”的位数太多", "`{written}` has too many digits")).help(say!(
                "整数至多 {WHOLE} 位，小数至多 {DECIMALS} 位；大数用 scale 列的万、亿",
                "at most {WHOLE} digits before the point and {DECIMALS} after; give large numbers a scale (万, 亿)"
            )),
        );
        return None;
    }
    let finding = if written.is_empty() {
        Finding::input("F11", span, say!("没有数值", "no value")).help(say!("写上一个数", "write a number"))
    } else {
        Finding::input("F07", span, say!("“{written}”不是数", "`{written}` is not a number")).help(cure(&written))
    };
    findings.push(finding);
    None
}

/// Most digits before the point: with 亿 and a percentage it stays far below a decimal's 28.
const WHOLE: usize = 15;
/// Most digits after the point.
const DECIMALS: usize = 9;

/// Whether sums, shares and changes of such numbers cannot overflow.
pub(super) fn fits(written: &str) -> bool {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
    whole.trim_start_matches('-').len() <= WHOLE && decimals.len() <= DECIMALS
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

/// A cell that is empty or one of a few words.
fn one_of(name: &str, cell: &Spanned<String>, words: &[&str], findings: &mut Findings) {
    let written = &cell.value;
    if written.is_empty() || words.contains(&written.as_str()) {
        return;
    }
    let list = words.join("、");
    findings.push(
        Finding::input(
            "F15",
            cell.span,
            say!("“{written}”不能填在 {name} 列", "`{written}` cannot stand under {name}"),
        )
        .help(say!("可用：{list}", "use one of: {list}")),
    );
}

/// Ids of a list, parted by spaces or commas, each in its place.
fn ids(cell: &Spanned<String>) -> Vec<Spanned<String>> {
    let parts = cell.value.split([' ', ';', '；', '、', ',', '，']).filter(|id| !id.is_empty());
    parts
        .map(|id| {
            let at = cell.span.start as usize + (id.as_ptr() as usize - cell.value.as_ptr() as usize);
            let span = Span { start: at as u32, end: (at + id.len()) as u32, ..cell.span };
            Spanned { value: id.to_owned(), span }
        })
        .collect()
}
