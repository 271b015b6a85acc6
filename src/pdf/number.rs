//! Numbers as short as a PDF allows, from integers alone: no float meets the file.

/// Decimal places of the content's coordinates: thousandths of a point, 0.35 µm.
pub(super) const MILLI: u32 = 3;

/// Writes `value / 10^places` without trailing zeros and without a leading zero before the
/// point (`.5`, `-12.25`, `7`), as PDF 32000-1, 7.3.3 allows.
pub(super) fn push(out: &mut Vec<u8>, value: i64, places: u32) {
    let scale = 10_u64.saturating_pow(places);
    let size = value.unsigned_abs();
    let (whole, mut part) = (size / scale, size % scale);
    if value < 0 {
        out.push(b'-');
    }
    if whole > 0 || part == 0 {
        digits(out, whole, 0);
    }
    if part > 0 {
        let mut wide = places;
        while part.is_multiple_of(10) {
            part /= 10;
            wide -= 1;
        }
        out.push(b'.');
        digits(out, part, wide);
    }
}

/// Decimal digits, padded with zeros to at least `wide`.
fn digits(out: &mut Vec<u8>, mut value: u64, wide: u32) {
    let start = out.len();
    let mut count = 0;
    while value > 0 || count < wide || count == 0 {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
        count += 1;
    }
    if let Some(new) = out.get_mut(start..) {
        new.reverse();
    }
}

/// A length in thousandths of a point, rounded half away from zero.
pub(super) fn milli(length: crate::base::Emu) -> i64 {
    length.scale(1000, crate::base::Emu::PER_PT).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: i64, places: u32) -> String {
        let mut out = Vec::new();
        push(&mut out, value, places);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn as_short_as_allowed() {
        assert_eq!(shown(0, 3), "0");
        assert_eq!(shown(10_500, 3), "10.5");
        assert_eq!(shown(-250, 3), "-.25");
        assert_eq!(shown(7, 3), ".007");
        assert_eq!(shown(-12_000, 3), "-12");
        assert_eq!(shown(595_276, 3), "595.276");
        assert_eq!(shown(42, 0), "42");
    }
}
