//! What reckoning with numbers of a text needs: what they count, and how far rounding moved them.

use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use rust_decimal::Decimal;

/// The unit of what a number counts, scale apart: 起, 万元 → 元.
pub fn counted<'p>(p: &'p Passage, n: &Numeral) -> &'p str {
    p.text(n.unit.clone())
}

/// Half of the last digit written: how far rounding may have moved a number.
pub fn slack(n: &Numeral) -> Decimal {
    let digit = Decimal::new(5, n.decimals + 1);
    match n.scale {
        Some('亿') => digit * Decimal::from(100_000_000),
        Some('万') => digit * Decimal::from(10_000),
        Some('千') => digit * Decimal::from(1000),
        Some('百') => digit * Decimal::from(100),
        _ if n.decimals > 0 => digit,
        _ => Decimal::ZERO,
    }
}

/// A value as a number beside it is written: 39650000000 beside 386.5亿 is 396.5亿.
pub fn in_scale(n: &Numeral, value: Decimal) -> String {
    let (unit, word) = match n.scale {
        Some('亿') => (100_000_000, "亿"),
        Some('万') => (10_000, "万"),
        _ => (1, ""),
    };
    format!("{}{word}", (value / Decimal::from(unit)).normalize())
}

/// Whether a stated percentage lies between these, rounded as it is written.
pub fn percent_fits(stated: &Numeral, low: Decimal, high: Decimal) -> bool {
    let half = Decimal::new(5, stated.decimals + 1);
    let value = stated.value.abs();
    value + half >= low && value - half <= high
}

/// Whether a sentence says that its rates are reckoned on another basis than the values beside them.
pub fn on_another_basis(p: &Passage, at: usize) -> bool {
    let words = p.text(p.sentence(at));
    ["口径", "可比", "不变价", "扣除", "剔除", "折算"].iter().any(|word| words.contains(word))
}

/// Whether a percentage can be `part` of `whole`, all three rounded as they are written.
pub fn share_fits(stated: &Numeral, part: &Numeral, whole: &Numeral) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let most = whole.value + slack(whole);
    let least = whole.value - slack(whole);
    if least <= Decimal::ZERO || most <= Decimal::ZERO {
        return true;
    }
    percent_fits(stated, (part.value - slack(part)) * hundred / most, (part.value + slack(part)) * hundred / least)
}

/// A number of a date or a time of day, an ordinal, an age.
pub fn is_date(p: &Passage, n: &Numeral) -> bool {
    matches!(p.at(n.range.end), '年' | '月' | '日' | '时' | '岁' | '号') && n.decimals == 0 && n.scale.is_none()
        || p.before(n.range.start) == '第'
}

/// A number of things, as it can be added up and divided.
pub fn is_quantity(p: &Passage, n: &Numeral) -> bool {
    n.rate == Rate::None
        && n.script == Script::Arabic
        && n.over.is_none()
        && !n.unit.is_empty()
        && !is_date(p, n)
        && !p.quoted(n.range.start)
}

/// The words before a number, back to the stop, the 、 or the number before it.
pub fn label<'p>(p: &'p Passage, n: &Numeral) -> &'p str {
    let clause = p.clause(n.range.start);
    let before = p.numerals_in(clause.start..n.range.start).last();
    let before = before.map_or(clause.start, |n| n.unit.end.max(n.range.end)).min(n.range.start);
    let mark = (before..n.range.start).rev().find(|at| p.at(*at) == '、').map_or(before, |at| at + 1);
    p.text(mark..n.range.start)
}

/// Whether one slip of the hand turns these digits into that number: two neighbours changed places,
/// or one digit is another. What nearly adds up was meant to.
pub fn slipped(p: &Passage, n: &Numeral, meant: Decimal) -> bool {
    let (written, odd) = unlike(p, n, meant);
    odd.len() == 1 && written >= 2 || swapped(p, n, meant)
}

/// Two neighbours of the digits changed places.
pub fn swapped(p: &Passage, n: &Numeral, meant: Decimal) -> bool {
    matches!(unlike(p, n, meant).1.as_slice(), [(a, x, y), (b, z, w)] if b - a == 1 && x == w && y == z)
}

/// How many digits a number has, and which are others in the one that was meant: place, written, right.
fn unlike(p: &Passage, n: &Numeral, meant: Decimal) -> (usize, Vec<(usize, u8, u8)>) {
    let scale = match n.scale {
        Some('亿') => 100_000_000,
        Some('万') => 10_000,
        _ => 1,
    };
    let meant = (meant / Decimal::from(scale))
        .round_dp_with_strategy(n.decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let (written, right) = (digits(p.text(n.digits.clone())), digits(&format!("{meant:.*}", n.decimals as usize)));
    if written.len() != right.len() {
        return (written.len(), Vec::new());
    }
    let pairs = written.iter().zip(&right).enumerate().filter(|(_, (a, b))| a != b);
    (written.len(), pairs.map(|(at, (a, b))| (at, *a, *b)).collect())
}
