//! N13: a value, how much it grew by, and the rate that is said of it.

use super::direction::{Way, way_before};
use super::reckoning::{counted, is_quantity, percent_fits, slack};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// Words by which the two values are not comparable, so that the rate is not theirs.
const OTHER_BASIS: &[&str] = &["口径", "可比", "不变价", "扣除", "剔除"];

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, amount: &Numeral, report: &mut Report) {
    if !is_quantity(p, amount) || amount.value <= Decimal::ZERO {
        return;
    }
    let Some((way, _)) = way_before(p, amount.range.start) else { return };
    added(p, index, amount, way, report);
    above_base(p, index, amount, way, report);
}

fn not_comparable(p: &Passage, range: Range<usize>) -> bool {
    let words = p.text(range);
    OTHER_BASIS.iter().any(|word| words.contains(word))
}

/// The quantity of the same unit that the clause right before ends with.
fn value_before<'p>(p: &'p Passage, clause: &Range<usize>, unit: &str) -> Option<&'p Numeral> {
    let before = p.clause_index(clause.start).checked_sub(1).and_then(|at| p.clauses.get(at))?;
    let own = p.numerals_in(before.clone());
    let value = own.last().filter(|n| is_quantity(p, n) && counted(p, n) == unit && n.unit.end == before.end)?;
    let listed = own.iter().filter(|n| is_quantity(p, n)).count() > 1;
    (before.end + 1 == clause.start && p.at(before.end) == '，' && !listed).then_some(value)
}

/// The rate of a change, told bare in the clause after its amount: ，增长9.2%. With its way and word.
fn rate_after<'p>(p: &'p Passage, index: usize, amount: &Numeral) -> Option<(&'p Numeral, Way, &'static str)> {
    let stated = p.numerals.get(index + 1)?;
    let plain = stated.rate == Rate::Percent && stated.script == Script::Arabic && stated.over.is_none();
    let (clause, next) = (p.clause(amount.range.start), p.clause(stated.range.start));
    let (way, word) = way_before(p, stated.range.start).filter(|_| plain)?;
    let bare = p.text(next.start..stated.range.start).trim_end_matches('了') == word && next.start == clause.end + 1;
    (bare && stated.range.end == next.end && !not_comparable(p, p.sentence(clause.start)))
        .then_some((stated, way, word))
}

/// The rate that an amount and its base give, where the one that is told cannot be it. `room` is how far rounding
/// may have moved the base.
fn another_rate(amount: &Numeral, (base, room): (Decimal, Decimal), stated: &Numeral) -> Option<Decimal> {
    if base <= room {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let low = (amount.value - slack(amount)) * hundred / (base + room);
    let high = (amount.value + slack(amount)) * hundred / (base - room);
    (!percent_fits(stated, low, high)).then(|| {
        let right = amount.value * hundred / base;
        right.round_dp_with_strategy(stated.decimals.max(1), RoundingStrategy::MidpointAwayFromZero)
    })
}

/// 缴存余额218.64亿元，比上年末增加20.12亿元，增长9.2%.
fn added(p: &Passage, index: usize, amount: &Numeral, way: Way, report: &mut Report) {
    let clause = p.clause(amount.range.start);
    let Some((stated, other, word)) = rate_after(p, index, amount) else { return };
    let compared = p.text(clause.start..amount.range.start);
    let to_last = ["比上年", "较上年", "比去年", "较去年", "同比", "比上月", "较上月", "比年初", "较年初", "环比"]
        .iter()
        .any(|word| compared.contains(word));
    let closed = p.at(clause.end) == '，' && amount.unit.end == clause.end;
    let value = value_before(p, &clause, counted(p, amount));
    let Some(value) = value.filter(|_| closed && to_last && way == other) else { return };
    // The base is what there is now, less what came to it.
    let sign = if way == Way::Up { Decimal::ONE } else { -Decimal::ONE };
    let base = (value.value - sign * amount.value, slack(value) + slack(amount));
    if let Some(right) = another_rate(amount, base, stated) {
        let (now, more) = (p.text(value.range.clone()), p.text(amount.range.clone()));
        report.push(
            p.finding(
                "N13",
                stated.range.start - word.chars().count()..stated.range.end,
                say!("由{}和变化的{}复算，应是{}%", "a value of {} and a change of {} give {}%", now, more, right),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// 收入28.6亿元，同比增长9.2%，比上年的26.8亿元净增2.4亿元: value less base is the amount.
fn above_base(p: &Passage, index: usize, amount: &Numeral, way: Way, report: &mut Report) {
    let clause = p.clause(amount.range.start);
    let Some(base) = index.checked_sub(1).and_then(|at| p.numerals.get(at)) else { return };
    let opening = p.text(clause.start..base.range.start);
    const FROM: &[&str] = &[
        "比上年的",
        "较上年的",
        "比去年的",
        "较去年的",
        "比上年同期的",
        "较上年同期的",
        "比去年同期的",
        "较去年同期的",
    ];
    // 参赛人数比上届的2680人增加606人: the thing may be named before.
    let from_last = FROM.contains(&opening) || opening.ends_with("比上届的") || opening.ends_with("比上次的");
    let joined = p.text(base.unit.end..amount.range.start).chars().count() <= 3;
    if !from_last || !joined || !is_quantity(p, base) || counted(p, base) != counted(p, amount) {
        return;
    }
    of_base(p, index, base, amount, report);
    // The value, with its rate between at most.
    let sentence = p.sentence(clause.start);
    let before: Vec<&Numeral> = p.numerals_in(sentence.start..clause.start).iter().collect();
    let value = match before.as_slice() {
        [.., value, rate] if rate.rate == Rate::Percent => value,
        [.., value] => value,
        [] => return,
    };
    let near = p.clause_index(value.range.start) + 2 >= p.clause_index(clause.start);
    if !near || !is_quantity(p, value) || counted(p, value) != counted(p, amount) {
        return;
    }
    let change = value.value - base.value;
    let signed = if way == Way::Up { change } else { -change };
    if (signed - amount.value).abs() > slack(value) + slack(base) + slack(amount) {
        report.push(
            p.finding(
                "N13",
                base.range.start..amount.unit.end,
                say!(
                    "{}与{}相差{}",
                    "between {} and {} there is {}",
                    p.text(base.range.clone()),
                    p.text(value.range.clone()),
                    super::reckoning::in_scale(amount, change.abs())
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// 比上届的2680人增加606人，增长26.2%: the rate is of the base.
fn of_base(p: &Passage, index: usize, base: &Numeral, amount: &Numeral, report: &mut Report) {
    let Some((stated, _, word)) = rate_after(p, index, amount) else { return };
    if let Some(right) = another_rate(amount, (base.value, slack(base)), stated) {
        let (more, before) = (p.text(amount.range.clone()), p.text(base.range.clone()));
        report.push(
            p.finding(
                "N13",
                stated.range.start - word.chars().count()..stated.range.end,
                say!("{}比{}，应是{}%", "{} of {} is {}%", more, before, right),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}
