//! N01, N05: what a number counts, told out in brackets, in the next paragraphs, in two halves; nouns that stand
//! twice beside their number.

use super::lists::{items, small, spoken};
use super::reckoning::{counted, is_quantity};
use crate::base::Severity;
use crate::lint::han::{han_digit, is_han};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role, fixed};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    match n.script {
        Script::Han => {
            bracketed(p, n, report);
            two_halves(p, index, n, report);
        }
        Script::Arabic => {
            all_of_them(p, index, n, report);
            noun_twice(p, n, report);
        }
    }
}

fn miscounted(p: &Passage, shown: std::ops::Range<usize>, count: &str, report: &mut Report) {
    let told = p.text(shown.clone());
    report.push(
        p.finding("N01", shown, say!("说是“{}”，实际是{}项", "“{}” is stated, there are {}", told, count))
            .help(say!("核对项数", "count again")),
    );
}

/// “三教”（教师、教材、教法、教学）: each item holds the character that is counted.
fn bracketed(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(stated) = small(n) else { return };
    let word = p.at(n.range.end);
    if !is_han(word) || p.at(n.range.end + 1) != '”' || p.at(n.range.end + 2) != '（' || p.before(n.range.start) != '“'
    {
        return;
    }
    let open = n.range.end + 2;
    let Some(pair) = p.pairs.iter().find(|pair| pair.open == open) else { return };
    let inner = p.text(pair.inner());
    let list: Vec<&str> = inner.split('、').collect();
    let plain =
        list.len() >= 2 && list.iter().all(|item| item.contains(word) && (2..=6).contains(&item.chars().count()));
    if plain && !inner.contains('等') && list.len() != stated {
        miscounted(p, n.range.start..n.range.end + 1, &list.len().to_string(), report);
    }
}

/// 八大类商品和服务价格“六涨一降”: the two make the number of the kinds.
fn two_halves(p: &Passage, index: usize, up: &Numeral, report: &mut Report) {
    let single = |n: &Numeral| n.range.len() == 1 && n.unit.is_empty();
    let Some(down) = p.numerals.get(index + 1).filter(|down| down.script == Script::Han) else { return };
    let ways = [
        ('涨', '降'),
        ('升', '降'),
        ('增', '减'),
        ('涨', '跌'),
        ('升', '跌'),
        ('增', '降'),
        ('降', '涨'),
        ('降', '升'),
    ];
    let joined = single(up) && single(down) && down.range.start == up.range.end + 1;
    if !joined || !ways.contains(&(p.at(up.range.end), p.at(down.range.end))) {
        return;
    }
    // 七涨一降 may leave out 一平.
    if han_digit(p.at(down.range.end + 1)).is_some() {
        return;
    }
    let sentence = p.sentence(up.range.start);
    let kinds = p.numerals.get(..index).unwrap_or(&[]).iter().rev().find(|n| {
        n.range.start >= sentence.start && p.starts_any(n.range.end, &["大类", "类商品", "大行业", "项指标"]).is_some()
    });
    let Some(kinds) = kinds.filter(|n| p.clause_index(n.range.start) == p.clause_index(up.range.start)) else { return };
    let sum = up.value + down.value;
    if sum != kinds.value {
        miscounted(p, up.range.start..down.range.end + 1, &sum.normalize().to_string(), report);
    }
}

/// 年初确定的10件民生实事，9项全部完成: all of them are as many as were named.
fn all_of_them(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let all =
        p.starts_any(n.unit.end, &["全部完成", "全部办结", "全部落实", "全部兑现", "全部办理完毕", "全部整改到位"]);
    let Some(whole) = index.checked_sub(1).and_then(|at| p.numerals.get(at)).filter(|_| all.is_some()) else { return };
    let (clause, before) = (p.clause(n.range.start), p.clause(whole.range.start));
    let things = |n: &Numeral| is_quantity(p, n) && matches!(counted(p, n), "件" | "项" | "个" | "条");
    // Nothing but the number before it, and the whole was decided on.
    let bare = clause.start == n.range.start && before.end + 1 == clause.start && p.at(before.end) == '，';
    let decided = p
        .starts_any(whole.unit.end, &["民生实事", "实事", "重点工作", "重点任务", "议案", "建议", "提案", "目标任务"])
        .is_some();
    if things(n) && things(whole) && bare && decided && n.value < whole.value {
        let told = p.text(whole.range.start..whole.unit.end).to_owned();
        let shown = n.range.start..n.unit.end + 2;
        report.push(
            p.finding(
                "N01",
                shown,
                say!("前面说的是{}，这里不是全部", "{} were named before: these are not all", told),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// 精品课程8门课, 培训教师1260名人: the noun stands before its number and is begun again after it.
fn noun_twice(p: &Passage, n: &Numeral, report: &mut Report) {
    let end = n.unit.end;
    let (unit, after) = (p.text(n.unit.clone()), p.at(end));
    let again = match unit {
        "名" => after == '人',
        "门" => after == '课' && p.slice(n.range.start.saturating_sub(6)..n.range.start).contains(&'课'),
        "篇" => after == '文' && p.slice(n.range.start.saturating_sub(6)..n.range.start).contains(&'文'),
        _ => false,
    };
    let ends = !is_han(p.at(end + 1));
    if again && ends && n.rate == Rate::None && is_han(p.before(n.range.start)) {
        let mut found = p.finding(
            "N05",
            n.range.start..end + 1,
            say!("量词“{}”后多了“{}”", "after the measure word {} there is one {} too many", unit, after),
        );
        found.severity = Severity::Warning;
        report.push(fixed(found.help(say!("删去“{}”", "delete {}", after)), [p.edit(end..end + 1, "")]));
    }
}

/// N01: 重点抓好以下六个方面工作：and the paragraphs under it go from 一是 to 五是.
pub fn under_colon(reading: &Reading, p: &Passage, report: &mut Report) {
    if p.role != Role::Paragraph || p.before(p.len()) != '：' {
        return;
    }
    let Some(n) = p.numerals.last().filter(|n| n.script == Script::Han && n.range.start + 16 >= p.len()) else {
        return;
    };
    let (Some(stated), Some((_, size))) =
        (small(n), p.starts_any(n.range.end, &["个方面", "方面", "项", "件", "个重点"]))
    else {
        return;
    };
    let under = reading.passages.get(p.place + 1..).unwrap_or(&[]);
    let mut last = 0;
    for q in under.iter().take_while(|q| matches!(q.role, Role::Paragraph | Role::Item)) {
        let own = super::lists::ordinal_run(q, 0, last + 1);
        if own <= last {
            break;
        }
        last = own;
    }
    if last >= 2 && last != stated {
        let shown = n.range.start..n.range.end + size;
        miscounted(p, shown, &spoken(&(last..=last)), report);
    }
}

/// N01: 设有8个系：甲系、乙系、丙系，…: every item ends with the noun that is counted, whatever follows the list.
pub fn named_alike(p: &Passage, n: &Numeral, colon: usize) -> Option<usize> {
    let noun: Vec<char> = p.slice(n.unit.end..colon).to_vec();
    if !(1..=2).contains(&noun.len()) || !noun.iter().all(|c| is_han(*c)) {
        return None;
    }
    let end = p.clause(colon + 1).end;
    let list = p.text(colon + 1..end);
    let noun: String = noun.iter().collect();
    let whole = list.split(['、', '和']).all(|item| item.ends_with(&noun) && item.chars().count() <= 12);
    let count = items(p, colon + 1..end, false).filter(|count| count.start() == count.end());
    count.filter(|_| whole && !list.contains('等')).map(|count| *count.end())
}
