//! N04 and N09: one thing with two values; a change whose base nobody knows.

use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// N09: a year-on-year percentage with nothing to reckon it from.
pub fn without_base(reading: &Reading, p: &Passage, report: &mut Report) {
    for (byte, _) in p.prose.text.match_indices("同比") {
        let at = p.index_of_byte(byte);
        let clause = p.clause(at);
        let values: Vec<&Numeral> = p.numerals_in(at..clause.end).iter().filter(|n| n.rate == Rate::Percent).collect();
        let Some(last) = values.last() else { continue };
        let previous = p
            .clauses
            .get(p.clause_index(at).wrapping_sub(1))
            .filter(|previous| previous.start >= p.sentence(at).start)
            .map_or(clause.start, |previous| previous.start);
        let value = p.numerals_in(previous..at).iter().any(|n| {
            n.rate == Rate::None
                && n.script == Script::Arabic
                && !matches!(p.at(n.range.end), '年' | '月' | '日')
                && (!n.unit.is_empty() || n.scale.is_some())
        });
        let bound = values
            .iter()
            .filter_map(|n| reading.filled.bindings.get(p.binding(n.range.start)?))
            .any(|binding| reading.filled.table.rows.get(binding.row as usize).is_some_and(|row| row.yoy.is_some()));
        if !value && !bound {
            report.push(
                p.finding(
                    "N09",
                    at..last.range.end,
                    say!(
                        "同比没有给出本期数或上年数，无法复核",
                        "a year-on-year change with neither value nor base: it cannot be checked"
                    ),
                )
                .help(say!("在数据表中登记本期数和上年数", "enter both values in the table")),
            );
        }
    }
}

/// N04: the same words before a number in two paragraphs, and two numbers.
pub fn across(reading: &Reading, report: &mut Report) {
    let mut seen: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (index, p) in reading.passages.iter().enumerate().filter(|(_, p)| p.role == Role::Paragraph) {
        for (order, n) in p.numerals.iter().enumerate() {
            if n.script != Script::Arabic || n.rate == Rate::Points || p.quoted(n.range.start) {
                continue;
            }
            let Some(key) = stem(p, n) else { continue };
            match seen.get(&key) {
                // Within one paragraph only what looks like a slip of one figure: 34218, 34128.
                Some(&(first, earlier))
                    if first != index
                        || reading
                            .passages
                            .get(first)
                            .and_then(|p| p.numerals.get(earlier))
                            .is_some_and(|other| mistyped(p.text(n.digits.clone()), p.text(other.digits.clone()))) =>
                {
                    let Some(there) = reading.passages.get(first) else { continue };
                    let Some(other) = there.numerals.get(earlier) else { continue };
                    let time = |p: &Passage, n: &Numeral| {
                        times(
                            p,
                            if first == index { p.clause(n.range.start).start } else { p.sentence(n.range.start).start }
                                ..n.range.start,
                        )
                    };
                    if other.value != n.value && time(p, n) == time(there, other) {
                        report.push(
                            p.finding(
                                "N04",
                                n.range.start..n.unit.end.max(n.range.end),
                                say!(
                                    "“{}”这里是{}，前文是{}",
                                    "“{}” is {} here and {} before",
                                    key.0,
                                    p.text(n.range.clone()),
                                    there.text(other.range.clone())
                                ),
                            )
                            .help(say!(
                                "核对哪一个对，并绑定到数据表的同一行",
                                "check which is right, and bind both to one row of the table"
                            ))
                            .with(
                                there.span(other.range.start..other.unit.end.max(other.range.end)),
                                say!("前文", "before"),
                            ),
                        );
                    }
                }
                Some(_) => {}
                None => {
                    seen.insert(key, (index, order));
                }
            }
        }
    }
}

/// Whether two numbers of three figures and more differ in one figure, or by two that changed places.
fn mistyped(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() || a.len() < 4 {
        return false;
    }
    let odd: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
    match odd.as_slice() {
        [one] => *one > 0,
        [one, two] => two - one == 1 && a.get(*one) == b.get(*two) && a.get(*two) == b.get(*one),
        _ => false,
    }
}

/// What a number is of: the Han before it back to the last stop or number, and its unit.
fn stem<'p>(p: &'p Passage, n: &Numeral) -> Option<(&'p str, &'p str)> {
    let mut start = n.range.start;
    while start > 0 && (is_han(p.before(start)) || matches!(p.before(start), '“' | '”')) && n.range.start - start < 20
    {
        start -= 1;
    }
    // Digits just before belong to the same thing only when a stop lies between.
    if p.before(start).is_ascii_digit() || n.range.start - start >= 20 {
        return None;
    }
    let words = p.text(start..n.range.start);
    let unit = if n.rate == Rate::Percent { "%" } else { p.text(n.unit.clone()) };
    // 全市/共/累计 before, 了 after do not tell things apart.
    let mut words = words;
    for prefix in ["全市", "全省", "全县", "全区", "共", "全市共", "累计", "目前", "全年", "我市", "已"]
    {
        words = words.strip_prefix(prefix).unwrap_or(words);
    }
    let generic =
        ["同比", "环比", "其中", "增长", "下降", "上升", "占", "达", "平均", "新增", "比上年", "分别", "为", "较"]
            .iter()
            .any(|word| words.starts_with(word));
    let length = words.chars().count();
    let long_enough = if unit == "%" { length >= 7 } else { length >= 5 };
    (long_enough && !unit.is_empty() && !matches!(unit, "年" | "月" | "日") && !generic).then_some((words, unit))
}

/// Words and years that say when: two numbers of different times do not contradict.
fn times(p: &Passage, range: Range<usize>) -> Vec<String> {
    const WHEN: &[&str] = &[
        "上半年",
        "下半年",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "前三季度",
        "上年",
        "去年",
        "今年",
        "同期",
        "五年来",
        "十三五",
        "十四五",
        "截至",
        "累计",
        "近三年",
        "三年来",
        "过去五年",
        "上月",
        "本月",
        "当月",
        "当日",
        "市区",
        "各县",
        "春节",
        "国庆",
    ];
    let mut found: Vec<String> =
        WHEN.iter().filter(|word| p.find(range.clone(), word).is_some()).map(|word| (*word).to_owned()).collect();
    let dated = p.numerals_in(range).iter().filter(|n| {
        matches!(p.at(n.range.end), '年' | '月' | '日') && (n.script == Script::Arabic || n.digits.len() == 4)
    });
    found.extend(dated.map(|n| p.text(n.range.start..n.range.end + 1).to_owned()));
    // The year reported on is named in one place and understood in the other.
    found.retain(|word| !(word.ends_with('年') && word.chars().count() == 5));
    found
}
