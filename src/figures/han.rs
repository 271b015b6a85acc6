//! Chinese numerals (GB/T 15835 §5.2).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A whole number below 10^12 in Chinese numerals. Before a measure word 2 is 两.
pub fn numeral(value: Decimal, measured: bool) -> Option<String> {
    if !value.fract().is_zero() || value.is_sign_negative() {
        return None;
    }
    let whole = value.to_u64().filter(|whole| *whole < 1_000_000_000_000)?;
    if whole == 0 {
        return Some("零".into());
    }
    if whole == 2 && measured {
        return Some("两".into());
    }
    let (hundred_millions, rest) = (whole / 100_000_000, whole % 100_000_000);
    let groups = [(hundred_millions, "亿"), (rest / 10_000, "万"), (rest % 10_000, "")];
    let mut text = String::new();
    for (group, name) in groups {
        if group == 0 {
            continue;
        }
        // A gap between the groups is one 零: 一万零一.
        if !text.is_empty() && group < 1000 {
            text.push('零');
        }
        let first = text.is_empty();
        text.push_str(&four_digits(group as u16, first));
        text.push_str(name);
    }
    Some(text)
}

/// Up to 9999; 10 to 19 at the head of a number are 十, not 一十.
fn four_digits(number: u16, first: bool) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty() && first) {
            text.extend(DIGITS.get(usize::from(digit)));
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let cases = [
            (0, "零"),
            (1, "一"),
            (2, "二"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (10_000, "一万"),
            (10_001, "一万零一"),
            (12_345, "一万二千三百四十五"),
            (100_000, "十万"),
            (1_000_010, "一百万零一十"),
            (100_000_001, "一亿零一"),
            (345_000_000, "三亿四千五百万"),
        ];
        for (number, expected) in cases {
            assert_eq!(numeral(Decimal::from(number), false).as_deref(), Some(expected), "{number}");
        }
        assert_eq!(numeral(Decimal::from(2), true).as_deref(), Some("两"));
        assert_eq!(numeral(Decimal::from(12), true).as_deref(), Some("十二"));
        assert_eq!(numeral(Decimal::new(15, 1), false), None);
        assert_eq!(numeral(Decimal::from(-1), false), None);
    }
}
