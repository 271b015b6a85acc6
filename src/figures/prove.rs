//! The table proves itself: changes against prior values, parts against totals, shares against
//! what they are shares of, qualifiers against exact values. Every comparison is between the
//! ranges that rounding leaves, both ends included, so that no rounding is called a fault.

use super::interval::{Interval, decimals, ten};
use super::words::{Relation, Way, qualifier, way};
use super::{Figure, FigureTable, Number, Recompute, Rounding};
use crate::base::{Finding, Findings, Severity};
use crate::say;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Checks the arithmetic of the table.
pub fn prove(table: &FigureTable, findings: &mut Findings) {
    // Each row by itself.
    for row in &table.rows {
        change(row, findings);
        approximation(row, findings);
        ratio(row, table, findings);
        part(row, table, findings);
    }
    // Rows that add up to another.
    totals(table, findings);
}

/// A change in words: 上升12.5%, or 下降.
fn signed(amount: Interval, way: Way) -> Interval {
    match way {
        Way::Up => amount,
        Way::Down => Interval { low: -amount.high, high: -amount.low },
        Way::Level => Interval::point(Decimal::ZERO),
    }
}

/// 同比: what is stated, against value and prior value.
fn change(row: &Figure, findings: &mut Findings) {
    let Some(prior) = &row.prior else { return };
    if row.recompute == Recompute::No {
        return;
    }
    let Some(now) = Interval::value(row) else { return };
    let Some(then) = Interval::of(row, &prior.value) else { return };
    let direction = way(&row.direction.value);
    let Some(rise) = now.minus(then) else { return };
    // The word against the sign.
    let word = &row.direction.value;
    let wrong_way = match direction {
        Some(Way::Up) => rise.high <= Decimal::ZERO,
        Some(Way::Down) => rise.low >= Decimal::ZERO,
        Some(Way::Level) => row.yoy.is_none() && !rise.meets(Interval::point(Decimal::ZERO)),
        None => false,
    };
    let (value, before) = (&row.value.value.written, &prior.value.written);
    if wrong_way {
        let span = if row.direction.span.end > row.direction.span.start { row.direction.span } else { row.span };
        findings.push(
            Finding::check(
                "F31",
                Severity::Error,
                span,
                say!("由 {before} 到 {value}，不是“{word}”", "from {before} to {value} is not {word}"),
            )
            .help(say!("改方向词，或改本期、上期的数", "correct the direction, or one of the values"))
            .with(prior.span, say!("上期在这里", "the value before is here")),
        );
        return;
    }
    let Some(stated) = &row.yoy else { return };
    if stated.span == prior.span {
        return;
    }
    // A rate changes by 百分点.
    let points = row.is_rate();
    let measure = if points { "个百分点" } else { "%" };
    let rises = |now: Interval, then: Interval| if points { now.minus(then) } else { rise_percent(now, then) };
    let Some(computed) = rises(now, then) else {
        findings.push(
            Finding::check(
                "F32",
                Severity::Warning,
                stated.span,
                say!("上期为 {before}，算不出同比", "no percentage can be measured from {before}"),
            )
            .help(say!("删去同比，写两期的数", "leave the percentage out and state both values")),
        );
        return;
    };
    let Some(amount) = Interval::rounded_by(&stated.value, row.rounding) else { return };
    let claimed = signed(amount, direction.unwrap_or(Way::Up));
    if claimed.meets(computed) && rounds_so(&stated.value, computed, row) {
        return;
    }
    let written = &stated.value.written;
    let plain = Interval::point(row.exact.as_ref().map_or(row.value.value.value, |exact| exact.value.value));
    let base = if row.exact.is_some() { then } else { Interval::point(prior.value.value) };
    let answer = answer(rises(plain, base).unwrap_or(computed), decimals(&stated.value), row, measure);
    findings.push(
        Finding::check(
            "F30",
            Severity::Error,
            stated.span,
            say!(
                "由 {before} 到 {value}，应为{}，不是{word}{written}{measure}",
                "from {before} to {value} is {}, not {word}{written}{measure}",
                answer
            ),
        )
        .help(say!(
            "改为{answer}；口径不同时写 recompute: false",
            "write {answer}; or recompute: false when the values are not comparable"
        ))
        .with(prior.span, say!("上期在这里", "the value before is here")),
    );
}

/// Where the table says how it rounds, a number computed from exact ones is held to it.
fn rounds_so(stated: &Number, computed: Interval, row: &Figure) -> bool {
    let places = stated.decimals();
    let rounded = computed.low.round_dp_with_strategy(places, row.rounding.strategy());
    row.rounding == Rounding::Unsaid || !computed.is_point() || rounded.abs() == stated.value.abs()
}

/// The rise in percent of the value before.
fn rise_percent(now: Interval, then: Interval) -> Option<Interval> {
    // Growth falls as the base rises: the ends cross, which `percent_of` of the value sees to.
    let share = now.percent_of(then)?;
    share.minus(Interval::point(Decimal::ONE_HUNDRED))
}

/// A computed change in words, with as many decimals as the stated one.
fn answer(computed: Interval, decimals: i32, row: &Figure, measure: &str) -> String {
    let middle =
        computed.low.checked_add(computed.high).and_then(|sum| sum.checked_div(Decimal::TWO)).unwrap_or_default();
    let places = decimals.unsigned_abs();
    let rounded = middle.round_dp_with_strategy(places, row.rounding.strategy());
    let mut amount = rounded.abs();
    amount.rescale(places);
    match rounded {
        rounded if rounded.is_zero() => "持平".into(),
        rounded if rounded.is_sign_negative() => format!("下降{amount}{measure}"),
        _ => format!("上升{amount}{measure}"),
    }
}

/// 余, 近, 约, 超 and plain rounding, against the exact value.
fn approximation(row: &Figure, findings: &mut Findings) {
    let Some(exact) = &row.exact else { return };
    let Some(stated) = super::words::power(row.measure().0)
        .and_then(|power| ten(power as i32))
        .and_then(|scale| row.value.value.value.checked_mul(scale))
    else {
        return;
    };
    let Some(unit) = last_unit(row) else { return };
    let exactly = exact.value.value;
    let fits = |low: Option<Decimal>, high: Option<Decimal>| {
        low.is_none_or(|low| exactly >= low) && high.is_none_or(|high| exactly <= high)
    };
    let below = exactly < stated;
    let above = exactly > stated;
    let near = |times: Decimal| stated.checked_mul(times).unwrap_or(stated);
    let mark = &row.qualifier.value;
    let right = match qualifier(mark).map(|(_, relation)| relation) {
        // No more than one step of the last digit that counts: 1.3万余 is below 1.4万.
        Some(Relation::Above) => above && stated.checked_add(unit).is_some_and(|next| exactly < next),
        Some(Relation::Below) => below && exactly >= near(Decimal::new(9, 1)),
        Some(Relation::About) => fits(
            Some(near(Decimal::new(95, 2)).min(stated - unit)),
            Some(near(Decimal::new(105, 2)).max(stated + unit)),
        ),
        Some(Relation::Over) => above,
        Some(Relation::AtLeast) => !below,
        Some(Relation::AtMost) => !above,
        Some(Relation::Exactly) | None => {
            Interval::of(row, &row.value.value).is_none_or(|range| fits(Some(range.low), Some(range.high)))
        }
    };
    if right {
        return;
    }
    let (written, scale, precise) = (&row.value.value.written, &row.scale.value, &exact.value.written);
    let shown = match qualifier(mark) {
        Some((super::words::Stand::Before, _)) => format!("{mark}{written}{scale}"),
        Some(_) | None => format!("{written}{scale}{mark}"),
    };
    findings.push(
        Finding::check(
            "F33",
            Severity::Error,
            row.value.span,
            say!("“{shown}”与准确值 {precise} 不合", "“{shown}” does not fit the exact value {precise}"),
        )
        .help(say!(
            "改约数词或数值：余、超在其下，近、不足在其上",
            "correct the qualifier or the value: 余 and 超 stand on a smaller number, 近 and 不足 on a larger"
        ))
        .with(exact.span, say!("准确值在这里", "the exact value is here")),
    );
}

/// One step of the last digit that is not a trailing zero, in units.
fn last_unit(row: &Figure) -> Option<Decimal> {
    let number = row.value.value.value.normalize();
    let mut power = -(number.scale() as i32);
    if power == 0 {
        let mut whole = number.abs().to_u128()?;
        while whole != 0 && whole.is_multiple_of(10) {
            whole /= 10;
            power += 1;
        }
    }
    ten(power + super::words::power(row.measure().0)? as i32)
}

/// A percentage of a whole: recomputed, or at least possible.
fn ratio(row: &Figure, table: &FigureTable, findings: &mut Findings) {
    let Some((part, whole)) = row.ratio_ids() else { return };
    let (Some(part), Some(whole)) = (table.get(part), table.get(whole)) else { return };
    let (Some(a), Some(b)) = (Interval::value(part), Interval::value(whole)) else { return };
    let (Some(computed), Some(stated)) = (a.percent_of(b), Interval::rounded_by(&row.value.value, row.rounding)) else {
        return;
    };
    if stated.meets(computed) && rounds_so(&row.value.value, computed, row) || row.recompute == Recompute::No {
        return;
    }
    let written = &row.value.value.written;
    let plain = (part.measure().0 == whole.measure().0 && part.exact.is_none() && whole.exact.is_none())
        .then(|| Interval::point(part.value.value.value).percent_of(Interval::point(whole.value.value.value)))
        .flatten();
    let answer = percent(plain.unwrap_or(computed), decimals(&row.value.value), row);
    let (numerator, denominator) = (&part.value.value.written, &whole.value.value.written);
    findings.push(
        Finding::check(
            "F34",
            Severity::Error,
            row.value.span,
            say!(
                "{numerator} 占 {denominator} 的 {answer}，不是 {written}%",
                "{numerator} of {denominator} is {answer}, not {written}%"
            ),
        )
        .help(say!("改为 {answer}", "write {answer}"))
        .with(part.value.span, say!("分子在这里", "the part is here"))
        .with(whole.value.span, say!("分母在这里", "the whole is here")),
    );
}

fn percent(computed: Interval, decimals: i32, row: &Figure) -> String {
    let middle =
        computed.low.checked_add(computed.high).and_then(|sum| sum.checked_div(Decimal::TWO)).unwrap_or_default();
    let mut rounded = middle.round_dp_with_strategy(decimals.unsigned_abs(), row.rounding.strategy());
    rounded.rescale(decimals.unsigned_abs());
    format!("{rounded}%")
}

/// 其中: no part is more than what it is part of.
fn part(row: &Figure, table: &FigureTable, findings: &mut Findings) {
    let Some(whole) = table.get(&row.part_of.value) else { return };
    if different_units(row, whole, findings) {
        return;
    }
    let (Some(a), Some(b)) = (Interval::value(row), Interval::value(whole)) else { return };
    if a.low <= b.high {
        return;
    }
    let (name, part, total) = (&whole.indicator.value, &row.value.value.written, &whole.value.value.written);
    findings.push(
        Finding::check(
            "F35",
            Severity::Error,
            row.value.span,
            say!("其中项 {part} 大于“{name}”{total}", "the part {part} is more than {name}, {total}"),
        )
        .help(say!("改其中一个数", "correct one of the two"))
        .with(whole.value.span, say!("总数在这里", "the whole is here")),
    );
}

/// Parts against their total, and the rounding note when they differ by rounding.
fn totals(table: &FigureTable, findings: &mut Findings) {
    let mut parts: BTreeMap<u32, Vec<&Figure>> = BTreeMap::new();
    for row in &table.rows {
        if let Some(total) = table.find(&row.adds_to.value) {
            parts.entry(total).or_default().push(row);
        }
    }
    for (total, parts) in parts {
        let Some(total) = table.rows.get(total as usize) else { continue };
        if parts.iter().any(|part| different_units(part, total, findings)) {
            continue;
        }
        let sum = parts.iter().try_fold(Interval::point(Decimal::ZERO), |sum, part| sum.plus(Interval::value(part)?));
        let (Some(sum), Some(stated)) = (sum, Interval::value(total)) else { continue };
        let (name, written) = (&total.indicator.value, &total.value.value.written);
        let plain = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(in_scale(part, total)?));
        let Some(plain) = plain else { continue };
        let shown = plain.normalize();
        if !sum.meets(stated) {
            let mut finding = Finding::check(
                "F36",
                Severity::Error,
                total.value.span,
                say!("“{name}”为 {written}，各分项之和为 {shown}", "{name} is {written}, its parts add up to {shown}"),
            )
            .help(say!("改总数或分项", "correct the total or a part"));
            for part in parts.iter().take(8) {
                finding = finding.with(part.value.span, say!("分项在这里", "a part is here"));
            }
            findings.push(finding);
        } else if plain != total.value.value.value {
            findings.push(
                Finding::check(
                    "F37",
                    Severity::Info,
                    total.value.span,
                    say!(
                        "“{name}”为 {written}，各分项之和为 {shown}，相差在修约之内",
                        "{name} is {written}, its parts add up to {shown}: rounding explains it"
                    ),
                )
                .help(say!(
                    "在表下注明“部分数据因四舍五入，分项之和与总数略有出入”",
                    "say under the table that parts may not add up because of rounding"
                )),
            );
        }
    }
}

/// A part's value in the total's scale.
fn in_scale(part: &Figure, total: &Figure) -> Option<Decimal> {
    let power = |row: &Figure| super::words::power(row.measure().0).map(|power| power as i32);
    part.value.value.value.checked_mul(ten(power(part)? - power(total)?)?)
}

/// Parts and wholes are counted in the same unit.
fn different_units(part: &Figure, whole: &Figure, findings: &mut Findings) -> bool {
    if part.measure().1 == whole.measure().1 {
        return false;
    }
    let (a, b) = (&part.unit.value, &whole.unit.value);
    findings.push(
        Finding::check(
            "F38",
            Severity::Warning,
            part.unit.span,
            say!("分项的单位是“{a}”，总数的是“{b}”", "the part is counted in `{a}`, the whole in `{b}`"),
        )
        .help(say!("统一单位；万、亿放进 scale", "use one unit; put 万 and 亿 under scale"))
        .with(whole.unit.span, say!("总数在这里", "the whole is here")),
    );
    true
}

impl Number {
    /// Decimals that it is written with.
    pub fn decimals(&self) -> u32 {
        decimals(self).unsigned_abs()
    }
}
