//! P13: 、 where ， is wanted, and ， where nothing is (GB/T 15834 4.4, 4.5).

use crate::lint::han::{is_han, is_stop};
use crate::lint::numeral::Rate;
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// P13 for one 、.
pub(super) fn between_clauses(p: &Passage, at: usize, report: &mut Report) {
    let stop = (at + 1..p.len()).find(|at| is_stop(p.at(*at))).unwrap_or(p.len());
    let leads = p.starts(at + 1, "其中");
    if leads || after_set_phrases(p, at, stop) || after_numbers(p, at, stop) {
        let found = p.finding("P13", at..at + 1, say!("分句之间用了顿号", "a 、 between clauses"));
        report.push(fixed(found.help(say!("改为“，”", "write “，”")), [p.edit(at..at + 1, "，")]));
    }
}

/// 教书育人、为人师表、无私奉献、涌现出了一大批先进典型: after items of four characters a clause with its own 了.
fn after_set_phrases(p: &Passage, at: usize, stop: usize) -> bool {
    if p.at(stop) == '、' || stop - at < 10 {
        return false;
    }
    let item = |end: usize| {
        let start = end.checked_sub(4)?;
        let whole = p.slice(start..end).iter().all(|c| is_han(*c));
        (whole && matches!(p.before(start), '、' | '，' | '。' | '；' | '\0')).then_some(start)
    };
    let Some(second) = item(at) else { return false };
    if p.before(second) != '、' || item(second - 1).is_none() {
        return false;
    }
    // Its own verb with 了 or 出了, and nothing parallel to the items.
    let words = p.text(at + 1..stop);
    let early: String = words.chars().take(5).collect();
    early.contains('了') || early.contains("出一") || words.starts_with("较好") || words.starts_with("涌现")
}

/// 查获侵权货物46批次、开展“国门利剑”行动，: a number ends the list, and what follows counts nothing.
fn after_numbers(p: &Passage, at: usize, stop: usize) -> bool {
    let Some(n) = p.numerals_in(at.saturating_sub(14)..at).last() else { return false };
    let clause = p.clause(at);
    let counted = n.unit.end.max(n.range.end) == at && (!n.unit.is_empty() || n.rate != Rate::None);
    let list = p.numerals_in(clause.start..at).len() >= 2;
    let verb = p
        .starts_any(
            at + 1,
            &[
                "开展",
                "确保",
                "有力",
                "有效",
                "切实",
                "进一步",
                "促使",
                "推动",
                "促进",
                "为",
                "使",
                "实现了",
                "全面",
                "持续",
            ],
        )
        .is_some();
    let plain = p.numerals_in(at..stop).is_empty() && p.at(stop) != '、' && stop - at >= 6;
    counted && list && verb && plain
}

/// P13: 第二产业投资下降，4.6%: a comma parts the word and its number.
pub(super) fn parted(p: &Passage, at: usize, report: &mut Report) {
    const VERBS: &[&str] = &[
        "增长",
        "下降",
        "上升",
        "提高",
        "提升",
        "减少",
        "增加",
        "回落",
        "上涨",
        "下跌",
        "达到",
        "高达",
        "占比为",
        "降低",
    ];
    if !p.at(at + 1).is_ascii_digit() {
        return;
    }
    let Some((word, size)) = p.ends_any(at, VERBS) else { return };
    let next = p.clause(at + 1);
    let [n] = p.numerals_in(next.clone()) else { return };
    let alone = n.range.start == at + 1 && n.unit.end.max(n.range.end) == next.end && n.rate != Rate::None;
    if alone && next.start == at + 1 {
        let found = p.finding(
            "P13",
            at - size..next.end,
            say!("“{}”与它的数之间用了逗号", "a comma between {} and its number", word),
        );
        report.push(fixed(found.help(say!("删去逗号", "delete the comma")), [p.edit(at..at + 1, "")]));
    }
}
