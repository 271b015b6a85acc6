//! What reckoning with numbers of a text needs: what they count, and how far rounding moved them.

use crate::lint::numeral::Numeral;
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

/// Whether a stated percentage lies between these, rounded as it is written.
pub fn percent_fits(stated: &Numeral, low: Decimal, high: Decimal) -> bool {
    let half = Decimal::new(5, stated.decimals + 1);
    let value = stated.value.abs();
    value + half >= low && value - half <= high
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
