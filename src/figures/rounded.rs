//! `$(id:万余-unit)`: an exact value written round, in the scale and with the qualifier asked for.
//! The words are computed from the value, so that they follow it, and what they claim is true.

use super::interval::ten;
use super::words::{QUALIFIERS, Relation, SCALES, Stand, power};
use super::{Figure, Refusal, Rounding};
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};

/// How to round, and how to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// 余, 近, 约 …; empty for none.
    pub mark: &'static str,
    /// What is written after the digits: 万, 亿, 万亿 or nothing (10 and 100 are written in digits).
    pub scale: &'static str,
    /// Power of ten of the last digit that counts, in units of the row.
    pub step: i32,
    /// Whether the unit follows.
    pub unit: bool,
}

/// Most decimals that a form may ask for.
const DECIMALS: i32 = 4;

impl Rounded {
    /// `[before][scale][.decimals][within or after][-unit]`: `万余-unit`, `约亿.2`, `.1`, `近百`.
    pub fn named(name: &str) -> Option<Rounded> {
        let (body, unit) = name.strip_suffix("-unit").map_or((name, false), |body| (body, true));
        let mark = |text: &str, before: bool| {
            let here = QUALIFIERS.iter().filter(|(word, stand, _)| {
                (*stand == Stand::Before) == before
                    && if before { text.starts_with(word) } else { !word.is_empty() && text == *word }
            });
            here.max_by_key(|(word, ..)| word.len()).map(|(word, ..)| *word)
        };
        let first = mark(body, true);
        let rest = body.get(first.map_or(0, str::len)..)?;
        let named = SCALES.iter().filter(|(name, _)| rest.starts_with(name)).max_by_key(|(name, _)| name.len());
        let rest = rest.get(named.map_or(0, |(name, _)| name.len())..)?;
        let (decimals, rest) = match rest.strip_prefix('.') {
            Some(tail) => {
                let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
                (Some(tail.get(..digits)?.parse::<i32>().ok().filter(|n| *n <= DECIMALS)?), tail.get(digits..)?)
            }
            None => (None, rest),
        };
        let last = if rest.is_empty() { None } else { Some(mark(rest, false)?) };
        if (first.is_some() && last.is_some()) || (named.is_none() && decimals.is_none()) {
            return None;
        }
        let power = named.map_or(0, |(_, power)| *power as i32);
        let (scale, written) = written_scale(power);
        if decimals.is_some() && written != power {
            return None;
        }
        Some(Rounded {
            mark: first.or(last).unwrap_or(""),
            scale,
            step: decimals.map_or(power, |decimals| power - decimals),
            unit,
        })
    }

    /// The name that asks for it.
    pub fn name(self) -> String {
        let power = power(self.scale).unwrap_or(0) as i32;
        let stand = super::words::qualifier(self.mark).map(|(stand, _)| stand);
        let before = if stand == Some(Stand::Before) { self.mark } else { "" };
        let after = if stand == Some(Stand::Before) { "" } else { self.mark };
        let scale = if self.step > power {
            SCALES.iter().find(|(_, known)| *known as i32 == self.step).map_or("", |(name, _)| *name)
        } else {
            self.scale
        };
        let decimals =
            if self.step < power || scale.is_empty() { format!(".{}", power - self.step) } else { String::new() };
        let unit = if self.unit { "-unit" } else { "" };
        format!("{before}{scale}{decimals}{after}{unit}")
    }

    /// The characters.
    pub fn write(self, figure: &Figure) -> Result<String, Refusal> {
        let id = &figure.id.value;
        let exact = figure.units().ok_or_else(|| Refusal {
            message: say!(
                "“{id}”本身是约数或范围，不能再取整",
                "`{id}` is itself about or a range; it cannot be rounded"
            ),
            help: say!("在表里填上 exact（准确值）", "give the row its exact value under exact"),
        })?;
        let number = self.round(exact, figure.rounding).ok_or_else(|| Refusal {
            message: say!("“{id}”的数太大", "the value of `{id}` is too large"),
            help: say!("写“$({id})”", "write `$({id})`"),
        })?;
        let digits = self.digits(number);
        let mark = self.mark;
        if !self.holds(exact, number) {
            let scale = self.scale;
            return Err(Refusal {
                message: say!(
                    "{exact} 不能写作“{mark}{digits}{scale}”：{mark}不成立",
                    "{exact} is not {mark} {digits}{scale}"
                ),
                help: say!("去掉“{mark}”，或取另一位数", "leave {mark} out, or round at another digit"),
            });
        }
        let (_, unit) = figure.measure();
        let unit = match (self.unit, figure.is_rate()) {
            (true, _) if unit.is_empty() => {
                return Err(Refusal {
                    message: say!("“{id}”没有单位", "`{id}` has no unit"),
                    help: say!("去掉“-unit”，或在表里填上单位", "leave -unit out, or give the row a unit"),
                });
            }
            (true, _) | (false, true) => unit,
            (false, false) => "",
        };
        Ok(self.dress(&digits, unit))
    }

    /// Digits, scale, qualifier and unit in their order.
    pub(super) fn dress(self, digits: &str, unit: &str) -> String {
        let Rounded { mark, scale, .. } = self;
        match super::words::qualifier(mark).map(|(stand, _)| stand) {
            None => format!("{digits}{scale}{unit}"),
            Some(Stand::Before) => format!("{mark}{digits}{scale}{unit}"),
            Some(Stand::Within) => format!("{digits}{scale}{mark}{unit}"),
            Some(Stand::After) => format!("{digits}{scale}{unit}{mark}"),
        }
    }

    /// The value at the last digit that counts: down for 余 and 超, up for 近, else the nearest.
    fn round(self, exact: Decimal, rule: Rounding) -> Option<Decimal> {
        let steps = exact.checked_mul(ten(-self.step)?)?;
        let whole = match super::words::qualifier(self.mark).map(|(_, relation)| relation) {
            Some(Relation::Above | Relation::Over | Relation::AtLeast) => steps.floor(),
            Some(Relation::Below | Relation::AtMost) => steps.ceil(),
            Some(Relation::About | Relation::Exactly) | None => steps.round_dp_with_strategy(0, rule.strategy()),
        };
        whole.checked_mul(ten(self.step)?)
    }

    /// Whether the qualifier is true of the exact value.
    fn holds(self, exact: Decimal, number: Decimal) -> bool {
        match super::words::qualifier(self.mark).map(|(_, relation)| relation) {
            Some(Relation::Above | Relation::Over) => exact > number && !number.is_zero(),
            Some(Relation::Below) => exact < number,
            Some(Relation::Exactly) => exact == number,
            Some(Relation::About | Relation::AtLeast | Relation::AtMost) | None => true,
        }
    }

    fn digits(self, number: Decimal) -> String {
        let power = power(self.scale).unwrap_or(0) as i32;
        let mut scaled = ten(-power).and_then(|scale| number.checked_mul(scale)).unwrap_or(number).normalize();
        scaled.rescale((power - self.step).max(0).unsigned_abs());
        scaled.to_string()
    }
}

/// What is written for a power of ten, and the power that it stands for (GB/T 15835 5.1.3: 万 and 亿).
fn written_scale(power: i32) -> (&'static str, i32) {
    match power {
        12.. => ("万亿", 12),
        8.. => ("亿", 8),
        4.. => ("万", 4),
        _ => ("", 0),
    }
}

impl Rounding {
    /// The words that a table may write.
    pub const WORDS: &[(&str, Rounding)] = &[
        ("四舍五入", Rounding::HalfUp),
        ("half-up", Rounding::HalfUp),
        ("四舍六入五成双", Rounding::HalfEven),
        ("half-even", Rounding::HalfEven),
        ("去尾", Rounding::Down),
        ("down", Rounding::Down),
        ("进一", Rounding::Up),
        ("up", Rounding::Up),
    ];

    /// As arithmetic knows it.
    pub fn strategy(self) -> RoundingStrategy {
        match self {
            Rounding::Unsaid | Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::Up => RoundingStrategy::AwayFromZero,
        }
    }
}

impl Figure {
    /// Scale and unit: 万元 under unit is 万 and 元.
    pub fn measure(&self) -> (&str, &str) {
        let (scale, unit) = (self.scale.value.as_str(), self.unit.value.as_str());
        if !scale.is_empty() {
            return (scale, unit);
        }
        let large = SCALES.iter().filter(|(name, power)| *power >= 4 && unit.starts_with(name));
        match large.max_by_key(|(name, _)| name.len()) {
            Some((name, _)) => unit.split_at(name.len()),
            None => ("", unit),
        }
    }

    /// The value in units, when it is known: the exact one, or one that no qualifier leaves open.
    pub fn units(&self) -> Option<Decimal> {
        if let Some(exact) = &self.exact {
            return Some(exact.value.value);
        }
        if self.upper.is_some() || !self.qualifier.value.is_empty() {
            return None;
        }
        self.value.value.value.checked_mul(ten(power(self.measure().0)? as i32)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_given_back() {
        for name in
            ["万余-unit", "约亿.2-unit", ".1", "近百-unit", "十万余", "万.1余", "超千-unit", "亿.2", "千万以上-unit"]
        {
            assert_eq!(Rounded::named(name).map(Rounded::name).as_deref(), Some(name), "{name}");
        }
        for name in ["unit", "余", "万余多", "约万余", "百.1", "", "万.9", "trend"] {
            assert_eq!(Rounded::named(name), None, "{name}");
        }
    }
}
