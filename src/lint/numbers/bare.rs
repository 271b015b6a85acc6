//! N16: changes and rates without their sign or unit.

use crate::lint::han::is_stop;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;

/// N16: 下降5.8，: a change in decimals without its sign or unit.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    // 回复率达到了100: of whole numbers only those that are named as rates of something.
    let rate = || {
        n.value <= rust_decimal::Decimal::ONE_HUNDRED && p.ends_any(n.range.start, &["率达到", "率达到了"]).is_some()
    };
    let plain = n.script == Script::Arabic && n.rate == Rate::None && n.scale.is_none() && (n.decimals > 0 || rate());
    let joined = matches!(p.at(n.range.end), '和' | '与' | '及');
    let open = n.unit.is_empty() && (joined || is_stop(p.at(n.range.end)) || p.at(n.range.end) == '\0');
    // 回落6.9、8.7和5.3个百分点: the last of a list has the unit of all.
    if !plain || !open {
        return;
    }
    let mut last = n;
    for next in p.numerals_in(n.range.end..p.len()) {
        if next.range.start != last.range.end + 1 || !matches!(p.at(last.range.end), '、' | '和' | '与' | '及') {
            break;
        }
        last = next;
    }
    // 分别提高2.1和1.4%: each of them takes the sign (GB/T 15835 5.1.6).
    let clause = p.clause(n.range.start);
    if last.range != n.range && last.rate == Rate::Percent && p.find(clause.start..n.range.start, "分别").is_some() {
        report.push(
            p.finding(
                "N16",
                n.range.start..last.range.end,
                say!("并列的百分数每个都要带百分号", "each of several percentages takes its sign"),
            )
            .help(say!("核对，如“{}%”", "check: {}%?", p.text(n.range.clone()))),
        );
        return;
    }
    let shared = joined || last.range != n.range && (last.rate != Rate::None || !last.unit.is_empty());
    if shared || p.quoted(n.range.start) {
        return;
    }
    let named = [
        "率达到了",
        "率达到",
        "率达",
        "率为",
        "率",
        "安全感达到",
        "安全感达",
        "安全感为",
        "满意度达到",
        "满意度达",
        "满意度为",
        "占比达到",
        "占比达",
        "占比为",
        "比重达到",
        "比重达",
        "比重为",
    ]
    .into_iter()
    .find(|word| p.ends(n.range.start, word));
    let way = super::direction::way_before(p, n.range.start).map(|(_, word)| word);
    let Some(word) = way.or(named.filter(|_| !p.ends(n.range.start, "汇率") && !p.ends(n.range.start, "汇率为")))
    else {
        return;
    };
    // Indices and scores move by points of their own.
    let sentence = p.sentence(n.range.start);
    let index = ["指数", "得分", "评分", "系数", "均分", "分值", "PMI", "比值", "倍数", "之比", "收入比"]
        .iter()
        .any(|word| p.find(sentence.clone(), word).is_some());
    let percents = p.numerals.iter().any(|n| n.rate == Rate::Percent);
    if !index && (percents || way.is_none()) {
        let from = n.range.start - word.chars().count();
        report.push(
            p.finding(
                "N16",
                from..n.range.end,
                say!("“{}”后缺百分号或单位", "{} lacks its percent sign or unit", p.text(from..n.range.end)),
            )
            .help(say!("核对，如“{}%”", "check: {}%?", p.text(n.range.clone()))),
        );
    }
}
