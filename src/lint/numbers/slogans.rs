//! N01: a label that counts, and the list that follows it.

use super::lists::{items, small, spoken};
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Script};
use crate::lint::passage::{Pair, Passage};
use crate::lint::report::Report;
use crate::say;
use std::ops::Range;

/// “四大”专项行动：甲、乙和丙; “五进”活动：进企业、进学校; “四个百分之百”，甲率、乙率均达到100%.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(pair) = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.open + 1 == n.range.start) else {
        return;
    };
    let Some(stated) = small(n).filter(|_| n.script == Script::Han) else { return };
    let counted = p.text(n.range.end..pair.close);
    let list = after_colon(p, pair);
    let count = match (counted, list) {
        ("大" | "项" | "个" | "类" | "个方面" | "大行动" | "项行动", Some(list)) => whole_list(p, list),
        (_, Some(list)) if pair.close == n.range.end + 1 => alike(p, list, p.at(n.range.end)),
        ("个百分之百" | "个100%", None) => all_full(p, pair),
        _ => None,
    };
    let Some(count) = count.filter(|count| !count.contains(&stated) && count.start().abs_diff(stated) <= 3) else {
        return;
    };
    let shown = n.range.start..pair.close;
    let told = p.text(shown.clone());
    report.push(
        p.finding(
            "N01",
            shown,
            say!("说是“{}”，后面列举了{}项", "“{}” is stated, {} items are listed", told, spoken(&count)),
        )
        .help(say!("核对项数", "count again")),
    );
}

/// What stands between the colon after a label and the end of its sentence.
fn after_colon(p: &Passage, pair: &Pair) -> Option<Range<usize>> {
    let colon = (pair.close + 1..p.len()).take(12).find(|at| p.at(*at) == '：')?;
    let plain = p.slice(pair.close + 1..colon).iter().all(|c| is_han(*c));
    let end = p.sentence(colon).end.saturating_sub(1);
    (plain && colon + 1 < end).then_some(colon + 1..end)
}

/// A list that fills its sentence, with nothing left open.
fn whole_list(p: &Passage, list: Range<usize>) -> Option<std::ops::RangeInclusive<usize>> {
    let open = p.slice(list.clone()).iter().any(|c| matches!(c, '，' | '；' | '：' | '等' | '…'));
    let counted = p.numerals_in(list.clone()).iter().any(|n| n.script == Script::Arabic);
    if open || counted || list.len() > 80 {
        return None;
    }
    items(p, list, true).filter(|count| *count.end() > 1)
}

/// Items that all begin with the word that the label counts.
fn alike(p: &Passage, list: Range<usize>, word: char) -> Option<std::ops::RangeInclusive<usize>> {
    let end = list.clone().find(|at| matches!(p.at(*at), '，' | '；' | '。')).unwrap_or(list.end);
    let text = p.text(list.start..end);
    let mut count = 0;
    for item in text.split('、') {
        if !item.starts_with(word) || item.contains('等') {
            return None;
        }
        count += 1;
    }
    (count > 1).then_some(count..=count)
}

/// …，甲率、乙率、丙率均达到100%: each of them is full.
fn all_full(p: &Passage, pair: &Pair) -> Option<std::ops::RangeInclusive<usize>> {
    let next = p.clauses.get(p.clause_index(pair.close) + 1)?;
    let end = ["均", "都", "全部"].iter().filter_map(|word| p.find(next.clone(), word)).min()?;
    let full = p.numerals_in(end..next.end).iter().any(|n| n.value == rust_decimal::Decimal::ONE_HUNDRED);
    full.then(|| items(p, next.start..end, true)).flatten().filter(|count| *count.end() > 1)
}
