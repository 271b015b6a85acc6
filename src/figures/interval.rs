//! Numbers that were rounded, as the exact values that they may stand for.

use super::words::power;
use super::{Figure, Number, Rounding};
use rust_decimal::Decimal;

/// From `low` to `high`, both ends included: a tie may have been rounded either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// Ten to this power, negative powers too.
pub(super) fn ten(power: i32) -> Option<Decimal> {
    match u32::try_from(power) {
        Ok(power) => Decimal::try_from_i128_with_scale(10i128.checked_pow(power)?, 0).ok(),
        Err(_) => Decimal::try_new(1, power.unsigned_abs()).ok(),
    }
}

/// Decimals that a number is written with.
pub(super) fn decimals(number: &Number) -> i32 {
    number.written.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32)
}

impl Interval {
    pub(super) fn point(value: Decimal) -> Interval {
        Interval { low: value, high: value }
    }

    /// A number rounded to the digits that it is written with.
    pub(super) fn rounded(number: &Number) -> Option<Interval> {
        let half = ten(-decimals(number))?.checked_div(Decimal::TWO)?;
        Some(Interval { low: number.value.checked_sub(half)?, high: number.value.checked_add(half)? })
    }

    /// The same, when it is said how: a number cut off may stand for any up to the next.
    pub(super) fn rounded_by(number: &Number, rule: Rounding) -> Option<Interval> {
        let unit = ten(-decimals(number))?;
        let (below, above) = match rule {
            Rounding::Unsaid | Rounding::HalfUp | Rounding::HalfEven => return Interval::rounded(number),
            Rounding::Down => (Decimal::ZERO, unit),
            Rounding::Up => (unit, Decimal::ZERO),
        };
        Some(Interval { low: number.value.checked_sub(below)?, high: number.value.checked_add(above)? })
    }

    /// Whether it is one value.
    pub(super) fn is_point(self) -> bool {
        self.low == self.high
    }

    /// A value of a row in units: a whole number of things without a scale is a count, and exact.
    pub(super) fn of(figure: &Figure, number: &Number) -> Option<Interval> {
        let power = power(figure.measure().0)?;
        let exact = power == 0 && decimals(number) == 0 && !figure.is_measured();
        let stated = if exact { Interval::point(number.value) } else { Interval::rounded(number)? };
        stated.times(ten(power as i32)?)
    }

    /// The row's value in units: its exact one if it has it, none when a qualifier leaves it open.
    pub(super) fn value(figure: &Figure) -> Option<Interval> {
        match &figure.exact {
            Some(exact) => Some(Interval::point(exact.value.value)),
            None if figure.qualifier.value.is_empty() => Interval::of(figure, &figure.value.value),
            None => None,
        }
    }

    pub(super) fn times(self, factor: Decimal) -> Option<Interval> {
        let (a, b) = (self.low.checked_mul(factor)?, self.high.checked_mul(factor)?);
        Some(Interval { low: a.min(b), high: a.max(b) })
    }

    pub(super) fn plus(self, other: Interval) -> Option<Interval> {
        Some(Interval { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    pub(super) fn minus(self, other: Interval) -> Option<Interval> {
        Some(Interval { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// The percentage of `base`, which must be above zero throughout.
    pub(super) fn percent_of(self, base: Interval) -> Option<Interval> {
        if base.low <= Decimal::ZERO {
            return None;
        }
        let quotient = |a: Decimal, b: Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b);
        let ends = [
            quotient(self.low, base.low)?,
            quotient(self.low, base.high)?,
            quotient(self.high, base.low)?,
            quotient(self.high, base.high)?,
        ];
        let low = ends.into_iter().min()?;
        let high = ends.into_iter().max()?;
        Some(Interval { low, high })
    }

    /// Whether one value may stand for both.
    pub(super) fn meets(self, other: Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}
