//! N11 and N13: averages, and what they are of.

use super::reckoning::{counted, is_quantity, slipped};
use crate::lint::numeral::Numeral;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Every rule of this file for one number.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    if !is_quantity(p, n) || n.value.is_zero() {
        return;
    }
    let clause = p.clause(n.range.start);
    let words = p.text(clause.start..n.range.start);
    if !words.contains(['均', '产', '每']) {
        return;
    }
    if words.contains("日均") || words.contains("平均每天") || words.contains("月均") {
        by_time(p, n, words, report);
    } else if words.ends_with("亩产")
        || words.ends_with("单产")
        || words.ends_with("亩产为")
        || words.ends_with("亩产达")
    {
        yields(p, n, report);
    }
}

/// Numbers before this one in its sentence.
fn earlier<'p>(p: &'p Passage, n: &Numeral) -> Vec<&'p Numeral> {
    let sentence = p.sentence(n.range.start);
    p.numerals_in(sentence.start..n.range.start).iter().filter(|n| is_quantity(p, n)).collect()
}

/// N11: 完成客运量8640万人次，日均客运量47.5人次: no span of days or months lies between them.
fn by_time(p: &Passage, n: &Numeral, words: &str, report: &mut Report) {
    let before = earlier(p, n);
    let Some(total) = before.last().filter(|total| {
        counted(p, total) == counted(p, n) && p.clause_index(total.range.start) + 1 == p.clause_index(n.range.start)
    }) else {
        return;
    };
    let most = if words.contains("月均") { 13 } else { 380 };
    let times = total.value / n.value;
    if times < Decimal::ONE || times > Decimal::from(most * 3) {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!(
                    "总量是均数的{}倍，像是写错了位数",
                    "the total is {} times the average: a digit or a scale may be wrong",
                    times.round_dp(1).normalize()
                ),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
    }
}

/// N13: 总产42.6万吨，面积92.6万亩，平均亩产460公斤. Told when one slip explains it: the output of a year
/// may be of another area than the last one named.
fn yields(p: &Passage, n: &Numeral, report: &mut Report) {
    let weight = |n: &Numeral| match counted(p, n) {
        "吨" => Some(n.value * Decimal::ONE_THOUSAND),
        "公斤" | "千克" => Some(n.value),
        "斤" => Some(n.value / Decimal::TWO),
        _ => None,
    };
    let area = |n: &Numeral| match counted(p, n) {
        "亩" => Some(n.value),
        "公顷" => Some(n.value * Decimal::from(15)),
        _ => None,
    };
    let Some(stated) = weight(n) else { return };
    let before: Vec<&Numeral> = p.numerals_in(0..n.range.start).iter().filter(|n| is_quantity(p, n)).collect();
    let Some(fields) = before.iter().rev().find_map(|n| area(n)).filter(|fields| *fields > Decimal::ZERO) else {
        return;
    };
    let each = before.iter().filter_map(|n| weight(n)).map(|crop| crop / fields).collect::<Vec<_>>();
    let near = |right: &Decimal| (right - stated).abs() * Decimal::from(50) <= stated;
    let per = stated / n.value;
    let meant = each.iter().find(|right| slipped(p, n, **right / per));
    if let Some(right) = meant.filter(|_| !each.iter().any(near)) {
        report.push(
            p.finding(
                "N13",
                n.range.start..n.unit.end,
                say!("由总产和面积复算，每亩{}公斤", "output and area give {} kg a mu", right.round().normalize()),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}
