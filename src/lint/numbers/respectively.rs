//! N02 and N03: 分别, and the values that answer to it.

use super::lists::{items, outside, small, spoken};
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::ops::Range;

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    for (byte, _) in p.prose.text.match_indices("分别") {
        respectively(p, p.index_of_byte(byte), report);
    }
    decimals(p, report);
}

/// N02: the things before 分别 against the values after it.
fn respectively(p: &Passage, at: usize, report: &mut Report) {
    let clause = p.clause(at);
    // The values end with the clause; a comma inside the series of values ends it as well.
    let tail = at + 2..clause.end;
    let values: Vec<&Numeral> =
        p.numerals_in(tail.clone()).iter().filter(|n| outside(p, &tail, n.range.start) && !is_time(p, n)).collect();
    let mut subject = clause.start..at;
    for word in ["同比", "环比", "比上年", "较上年", "比去年", "较去年", "同期", "均", "人数", "，"]
    {
        while p.ends(subject.end, word) && word != "人数" {
            subject.end -= word.chars().count();
        }
    }
    if values.len() >= 2 && listed_above(p, at, &subject, &values, report) {
        return;
    }
    if values.len() >= 2
        && (stated_number(p, &subject, at, &values, report) || quantities_before(p, at, &subject, &values, report))
    {
        return;
    }
    alone(p, at, &subject, &values, report);
    if one_quantity(p, &subject, &values) {
        mismatch(p, at, &values, 1, report);
        return;
    }
    let Some(things) = items(p, subject.clone(), true).filter(|_| {
        p.slice(subject.clone()).contains(&'、')
            || ["和", "与", "及"].iter().any(|word| p.find(subject.clone(), word).is_some())
    }) else {
        return;
    };
    let listed = p.slice(subject.clone()).contains(&'、');
    if values.len() >= 2 {
        // Values in a row, joined by 、 and conjunctions alone (with words of direction between).
        let count = values.len();
        let quantities = values.iter().all(|n| n.script == Script::Arabic);
        let ends: Vec<String> = values.iter().map(|n| format!("{:?}{}", n.rate, p.text(n.unit.clone()))).collect();
        let uniform = ends.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
        let inner_numbers = p
            .numerals_in(subject.clone())
            .iter()
            .any(|n| n.script == Script::Arabic && !is_time(p, n) && !n.unit.is_empty());
        // 分别由5个、3个工作日压减至3个、1个工作日: two values each.
        let twice = matches!(p.at(at + 2), '由' | '从') && count.is_multiple_of(2) && things.contains(&(count / 2));
        let fits =
            twice || things.contains(&count) || things.contains(&(count / 2)) && count.is_multiple_of(2) && !uniform;
        if quantities
            && uniform
            && !fits
            && !inner_numbers
            && (listed || *things.end() >= 2)
            && count.abs_diff(*things.end()) <= 6
        {
            let last = values.last().map_or(at + 2, |n| n.range.end);
            report.push(
                p.finding(
                    "N02",
                    at..last,
                    say!(
                        "“分别”前有{}项，后有{}个数",
                        "{} things before 分别, {} values after it",
                        spoken(&things),
                        count
                    ),
                )
                .help(say!("核对两边是否一一对应", "make both sides answer each other")),
            );
        }
        return;
    }
    // 甲、乙、丙分别任…、…: plain lists on both sides.
    let verb = p.starts_any(at + 2, &["为", "是", "任", "获", "荣获", "获得", "担任", "位于", "位居", "位列"]);
    if let (Some((_, size)), true, true) = (verb, listed, values.is_empty()) {
        let object = at + 2 + size..clause.end;
        let conjunction = ["和", "与", "及", "等", "或"].iter().any(|word| p.find(clause.clone(), word).is_some());
        if conjunction || !p.slice(object.clone()).contains(&'、') {
            return;
        }
        if let Some(given) = items(p, object.clone(), true).filter(|given| {
            given.start() != things.start() && given.start() == given.end() && things.start() == things.end()
        }) {
            report.push(
                p.finding(
                    "N02",
                    at..object.end,
                    say!(
                        "“分别”前有{}项，后有{}项",
                        "{} things before 分别, {} after it",
                        spoken(&things),
                        spoken(&given)
                    ),
                )
                .help(say!("核对两边是否一一对应", "make both sides answer each other")),
            );
        }
    }
}

/// N02: 发病率同比分别下降6.3%: one thing, one value.
fn alone(p: &Passage, at: usize, subject: &Range<usize>, values: &[&Numeral], report: &mut Report) {
    let [value] = values else { return };
    let clause = p.clause(at);
    let end = value.range.end.max(value.unit.end);
    let way = super::direction::way_before(p, value.range.start);
    let plural = |range: Range<usize>| {
        p.slice(range.clone()).iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '各' | '均' | '两' | '等' | '”'))
            || p.numerals_in(range).iter().any(|n| n.script == Script::Han)
    };
    let above = p.clause_index(at).checked_sub(1).and_then(|at| p.clauses.get(at)).cloned().unwrap_or(clause.clone());
    // The things may stand in the clause before: 甲、乙两项指标，分别增长10%以上.
    let many = plural(subject.clone()) || subject.is_empty() && plural(above);
    if value.rate != Rate::None && end == clause.end && way.is_some() && value.script == Script::Arabic && !many {
        mismatch(p, at, values, 1, report);
    }
    // 城乡居民人均可支配收入分别达到46821元: two things, one value.
    let said = p.text(at + 2..value.range.start);
    let quantity = value.rate == Rate::None && !value.unit.is_empty() && value.script == Script::Arabic;
    let both = ["城乡", "男女", "省市", "市县", "昼夜"].iter().any(|word| p.find(subject.clone(), word).is_some());
    let listed = p.slice(subject.clone()).contains(&'、');
    if quantity
        && both
        && !listed
        && end == clause.end
        && matches!(said, "达到" | "达" | "为" | "是" | "达到了")
        && !p.at(clause.end + 1).is_ascii_digit()
        && clause.end + 1 != p.len() + 1
        && !p.slice(clause.end + 1..clause.end + 5).iter().any(|c| matches!(c, '和' | '与'))
    {
        mismatch(p, at, values, 2, report);
    }
}

/// 新办纳税人2.36万户，分别增长11.2%、8.5%: a sentence whose first quantity is alone, and two rates of it.
fn one_quantity(p: &Passage, subject: &Range<usize>, values: &[&Numeral]) -> bool {
    let above = p.clause_index(subject.start).checked_sub(1).and_then(|at| p.clauses.get(at));
    // Nothing was counted before in the sentence.
    let first = |above: &Range<usize>| p.numerals_in(p.sentence(above.start).start..above.start).is_empty();
    let Some(above) = above.filter(|above| subject.is_empty() && above.end + 1 == subject.start && first(above)) else {
        return false;
    };
    let rates = values.len() >= 2 && values.iter().all(|n| n.rate == Rate::Percent) && in_a_row(p, values);
    let plural =
        p.slice(above.clone()).iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '各' | '均' | '两' | '等'));
    let [only] = p.numerals_in(above.clone()) else { return false };
    rates && !plural && super::reckoning::is_quantity(p, only)
}

/// Whether values stand in a row, joined by 、 and conjunctions alone.
fn in_a_row(p: &Passage, values: &[&Numeral]) -> bool {
    values.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let gap = p.text(a.unit.end.max(a.range.end)..b.range.start);
        matches!(gap, "、" | "和" | "与" | "及" | "以及")
    })
}

fn mismatch(p: &Passage, at: usize, values: &[&Numeral], things: usize, report: &mut Report) {
    let last = values.last().map_or(at + 2, |n| n.unit.end.max(n.range.end));
    report.push(
        p.finding(
            "N02",
            at..last,
            say!("“分别”前有{}项，后有{}个数", "{} things before 分别, {} values after it", things, values.len()),
        )
        .help(say!("核对两边是否一一对应", "make both sides answer each other")),
    );
}

/// N02: 三大板块收入分别为a、b: the number of things is stated.
fn stated_number(p: &Passage, subject: &Range<usize>, at: usize, values: &[&Numeral], report: &mut Report) -> bool {
    let numbers: Vec<&Numeral> = p.numerals_in(subject.clone()).iter().filter(|n| !is_time(p, n)).collect();
    let [number] = numbers.as_slice() else { return false };
    let class =
        p.starts_any(number.range.end, &["大", "个", "项", "类", "种", "家", "级", "条", "科", "县", "区", "市", "省"]);
    let (Some(stated), Some((_, size))) = (small(number), class) else { return false };
    // 三个月内办理结果答复率: a length of time.
    let counted_time = p.starts_any(number.range.end, &["个月", "个工作日", "个小时"]).is_some();
    // 三级医院, 五保户 and the third class of a list are names.
    let name = p.before(number.range.start) == '第'
        || counted_time
        || !is_han(p.at(number.range.end + size))
        || p.quoted(number.range.start);
    if name || !in_a_row(p, values) || !values.iter().all(|n| n.script == Script::Arabic) {
        return false;
    }
    if stated != values.len() && stated.abs_diff(values.len()) <= 3 {
        mismatch(p, at, values, stated, report);
    }
    true
}

/// N02: 管理高血压患者38.6万人、糖尿病患者12.4万人，管理率分别为a、b和c: one name, the things in the clause before.
fn listed_above(p: &Passage, at: usize, subject: &Range<usize>, values: &[&Numeral], report: &mut Report) -> bool {
    let clause = p.clause(at);
    let name = p.text(subject.clone());
    let single = subject.start == clause.start
        && (2..=8).contains(&name.chars().count())
        && name.ends_with(['率', '额', '量', '数', '值', '积', '龄', '价'])
        && !name.contains(['、', '和', '与', '及', '均', '各', '两']);
    let Some(above) = p.clause_index(at).checked_sub(1).and_then(|index| p.clauses.get(index)) else { return false };
    let things: Vec<&Numeral> = p.numerals_in(above.clone()).iter().filter(|n| !is_time(p, n)).collect();
    let quantity = |n: &&Numeral| n.rate == Rate::None && n.script == Script::Arabic && !n.unit.is_empty();
    let marks = p.slice(above.clone()).iter().filter(|c| **c == '、').count();
    let listed = things.len() >= 2
        && things.iter().all(quantity)
        && marks + 1 == things.len()
        && things.last().is_some_and(|n| n.unit.end == above.end)
        && above.end + 1 == clause.start
        && p.at(above.end) == '，';
    if !single || !listed || !in_a_row(p, values) || things.len() == values.len() {
        return false;
    }
    mismatch(p, at, values, things.len(), report);
    true
}

/// N02: 单位4215家，职工28.4万人，缴存额52.3亿元，分别增长10.1%、3.0%.
fn quantities_before(p: &Passage, at: usize, subject: &Range<usize>, values: &[&Numeral], report: &mut Report) -> bool {
    // 分别 opens its clause: what it speaks of are the quantities in the clauses before.
    if !p.text(subject.clone()).trim_start_matches(['同', '环', '比']).is_empty() || !in_a_row(p, values) {
        return false;
    }
    if !values.iter().all(|n| n.rate == Rate::Percent && n.script == Script::Arabic) {
        return false;
    }
    let mut things = 0;
    let mut index = p.clause_index(at);
    let sentence = p.sentence(at);
    while let Some(clause) = index.checked_sub(1).and_then(|above| p.clauses.get(above)) {
        if clause.start < sentence.start || p.at(clause.end) != '，' {
            break;
        }
        let own: Vec<&Numeral> = p.numerals_in(clause.clone()).iter().filter(|n| !is_time(p, n)).collect();
        let quantity = |n: &&Numeral| {
            n.rate == Rate::None && n.script == Script::Arabic && (!n.unit.is_empty() || n.scale.is_some())
        };
        let listed = p.slice(clause.clone()).contains(&'、');
        let [n] = own.as_slice() else {
            // A list of quantities is counted as a whole, and nothing before it.
            if own.len() >= 2 && own.iter().all(quantity) && listed {
                things += own.len();
            }
            break;
        };
        if !quantity(n) || n.unit.end.max(n.range.end) != clause.end || listed {
            break;
        }
        things += 1;
        index -= 1;
    }
    if things < 2 {
        return false;
    }
    // 收入30亿元，利税5亿元，利润2亿元，分别…: fewer values may speak of the last alone.
    if things != values.len() && values.len() > 1 {
        mismatch(p, at, values, things, report);
    }
    true
}

fn is_time(p: &Passage, n: &Numeral) -> bool {
    matches!(p.at(n.range.end), '年' | '月' | '日' | '时') && n.decimals == 0 && n.digits.len() <= 4
        || p.before(n.range.start) == '第'
}

/// N03: percentages of one list with different decimals.
fn decimals(p: &Passage, report: &mut Report) {
    let mut start = 0;
    while start < p.numerals.len() {
        let mut end = start;
        while let (Some(a), Some(b)) = (p.numerals.get(end), p.numerals.get(end + 1)) {
            let gap = p.text(a.range.end.max(if a.rate == Rate::Points { a.unit.end } else { 0 })..b.range.start);
            let near = matches!(gap, "、" | "和" | "与" | "及" | "，" | "；" | "、和" | "以及");
            let joined = near
                && a.rate == b.rate
                && a.rate != Rate::None
                && a.script == Script::Arabic
                && b.script == Script::Arabic;
            // A comma between two percentages joins them only after 分别.
            let comma_ok =
                !matches!(gap, "，" | "；") || p.text(p.sentence(a.range.start).start..a.range.start).contains("分别");
            if !(joined && comma_ok) {
                break;
            }
            end += 1;
        }
        if let Some(list) = p.numerals.get(start..=end).filter(|list| list.len() >= 2) {
            let most = list.iter().map(|n| n.decimals).max().unwrap_or(0);
            // 100% and 0 are exact whatever their neighbours.
            let odd: Vec<&Numeral> = list
                .iter()
                .filter(|n| n.decimals != most && n.value != Decimal::ONE_HUNDRED && !n.value.is_zero())
                .collect();
            if let (Some(first), Some(last), false) = (list.first(), list.last(), odd.is_empty()) {
                let shown: Vec<&str> = odd.iter().map(|n| p.text(n.range.clone())).collect();
                report.push(
                    p.finding(
                        "N03",
                        first.range.start..last.range.end,
                        say!("同一列举中小数位不一：{}", "decimals differ within one list: {}", shown.join("、")),
                    )
                    .help(say!(
                        "统一为{}位小数（末尾的0要写出）",
                        "give all of them {} decimals, zeros included",
                        most
                    )),
                );
            }
        }
        start = end + 1;
    }
}
