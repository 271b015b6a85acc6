//! Lengths as whole EMUs, so that sums meet exactly.
//!
//! One point is 12,700 EMU, one millimetre 36,000, one twip 635; 10.5 pt and 1 Q (0.25 mm)
//! are whole. Fractions of an em are rounded *cumulatively* by the rooms that place glyphs,
//! never one by one, so that a justified line sums to its measure.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in English Metric Units (1/914,400 inch), the unit of DrawingML.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emu(pub i64);

impl Emu {
    /// No length.
    pub const ZERO: Emu = Emu(0);
    /// EMUs in a point (1/72 inch).
    pub const PER_PT: i64 = 12_700;
    /// EMUs in a millimetre.
    pub const PER_MM: i64 = 36_000;
    /// EMUs in a twip (1/20 point), Word's unit.
    pub const PER_TWIP: i64 = 635;

    /// Whole points.
    pub const fn pt(points: i64) -> Emu {
        Emu(points * Self::PER_PT)
    }

    /// Whole millimetres.
    pub const fn mm(millimetres: i64) -> Emu {
        Emu(millimetres * Self::PER_MM)
    }

    /// Whole twips.
    pub const fn twips(twips: i64) -> Emu {
        Emu(twips * Self::PER_TWIP)
    }

    /// `numerator/denominator` of this length, rounded half away from zero.
    ///
    /// The denominator must be positive.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Emu {
        // Nearly every product fits: wide division is slow.
        if let Some(product) = self.0.checked_mul(numerator)
            && let Some(rounded) = product.checked_add(if product >= 0 { denominator / 2 } else { -(denominator / 2) })
        {
            return Emu(rounded / denominator);
        }
        let product = self.0 as i128 * numerator as i128;
        let half = denominator as i128 / 2;
        let rounded = if product >= 0 { product + half } else { product - half };
        Emu((rounded / denominator as i128) as i64)
    }

    /// In points, for writers whose format speaks in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_PT as f64
    }

    /// In millimetres, for messages.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / Self::PER_MM as f64
    }

    /// In twips, rounded half away from zero.
    pub const fn to_twips(self) -> i64 {
        self.scale(1, Self::PER_TWIP).0
    }

    /// In half points (Word's `w:sz`), rounded.
    pub const fn to_half_points(self) -> i64 {
        self.scale(2, Self::PER_PT).0
    }

    /// The absolute length.
    pub const fn abs(self) -> Emu {
        Emu(self.0.abs())
    }
}

impl fmt::Debug for Emu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// In points, as short as exactness to a thousandth allows: `10.5pt`.
impl fmt::Display for Emu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.scale(1000, Self::PER_PT).0;
        let sign = if thousandths < 0 { "-" } else { "" };
        let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        if part == 0 {
            write!(f, "{sign}{whole}pt")
        } else {
            let digits = format!("{part:03}");
            write!(f, "{sign}{whole}.{}pt", digits.trim_end_matches('0'))
        }
    }
}

impl Add for Emu {
    type Output = Emu;
    fn add(self, other: Emu) -> Emu {
        Emu(self.0 + other.0)
    }
}

impl Sub for Emu {
    type Output = Emu;
    fn sub(self, other: Emu) -> Emu {
        Emu(self.0 - other.0)
    }
}

impl AddAssign for Emu {
    fn add_assign(&mut self, other: Emu) {
        self.0 += other.0;
    }
}

impl SubAssign for Emu {
    fn sub_assign(&mut self, other: Emu) {
        self.0 -= other.0;
    }
}

impl Neg for Emu {
    type Output = Emu;
    fn neg(self) -> Emu {
        Emu(-self.0)
    }
}

impl Mul<i64> for Emu {
    type Output = Emu;
    fn mul(self, by: i64) -> Emu {
        Emu(self.0 * by)
    }
}

/// Whole quotient, towards zero; use [`Emu::scale`] to round.
impl Div<i64> for Emu {
    type Output = Emu;
    fn div(self, by: i64) -> Emu {
        Emu(self.0 / by)
    }
}

/// How many whole times `other` goes into this length.
impl Div<Emu> for Emu {
    type Output = i64;
    fn div(self, other: Emu) -> i64 {
        self.0 / other.0
    }
}

impl Sum for Emu {
    fn sum<I: Iterator<Item = Emu>>(items: I) -> Emu {
        items.fold(Emu::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_meet_exactly() {
        assert_eq!(Emu::pt(1), Emu(12_700));
        assert_eq!(Emu::mm(1), Emu(36_000));
        assert_eq!(Emu::pt(72), Emu(914_400));
        assert_eq!(Emu::twips(20), Emu::pt(1));
    }

    #[test]
    fn scale_rounds_half_away_from_zero() {
        assert_eq!(Emu(5).scale(1, 2), Emu(3));
        assert_eq!(Emu(-5).scale(1, 2), Emu(-3));
        assert_eq!(Emu(4).scale(1, 3), Emu(1));
    }

    #[test]
    fn shows_points() {
        assert_eq!(Emu(133_350).to_string(), "10.5pt");
        assert_eq!(Emu::pt(-18).to_string(), "-18pt");
    }
}
