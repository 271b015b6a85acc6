//! Numbers of a plain text: Arabic ones, and those in Chinese numerals.

use std::ops::Range;

/// A number as it stands.
pub(super) struct Numeral {
    /// Its bytes, without scale, qualifier and unit.
    pub(super) range: Range<usize>,
    /// Its decimal digits as a table would write them.
    pub(super) value: String,
    /// Whether it is written in Chinese numerals.
    pub(super) han: bool,
    /// Whether commas part its thousands.
    pub(super) grouped: bool,
}

impl Numeral {
    /// Evidence that it needs, 0 to 1000: the more digits, the less likely by chance.
    pub(super) fn needs(&self) -> u32 {
        let digits = self.value.bytes().filter(u8::is_ascii_digit).count();
        match (self.han, digits) {
            // 一个, 两次: the commonest words of all.
            (true, _) if matches!(self.value.as_str(), "1" | "2") => 400,
            (true, _) | (false, 0 | 1) => 260,
            (false, 2) => 200,
            (false, _) => 120,
        }
    }
}

/// All numbers in order. Ordinals (第一), dates of the calendar and parts of words of Latin
/// letters are not numbers that a table states.
pub(super) fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let (length, value, han) = if c.is_ascii_digit() {
            let length = arabic(rest);
            (length, rest.get(..length).map(|digits| digits.replace(',', "")), false)
        } else if value_of(c).is_some() {
            let length = rest.find(|c| value_of(c).is_none()).unwrap_or(rest.len());
            (length, rest.get(..length).and_then(parse).map(|value| value.to_string()), true)
        } else {
            at += c.len_utf8();
            before = Some(c);
            continue;
        };
        let part = matches!(before, Some('第' | '.' | '·' | '-' | '/' | '数')) && (han || before != Some('数'))
            || before.is_some_and(|c| c.is_ascii_alphabetic());
        let after = text.get(at + length..).and_then(|rest| rest.chars().next());
        let joined = after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '·' | '/'));
        if let Some(value) = value.filter(|_| !part && !joined) {
            let grouped = rest.get(..length).is_some_and(|digits| digits.contains(','));
            found.push(Numeral { range: at..at + length, value, han, grouped });
        }
        at += length;
        before = text.get(..at).and_then(|head| head.chars().next_back());
    }
    found
}

/// Bytes of an Arabic number at the beginning: digits, one point among them.
fn arabic(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut whole = digits(0);
    // Groups of three: 18,650.
    while (1..=3).contains(&whole) || bytes.get(..whole).is_some_and(|head| head.contains(&b',')) {
        if bytes.get(whole) != Some(&b',') || digits(whole + 1) != 3 {
            break;
        }
        whole += 4;
    }
    if bytes.get(whole) == Some(&b'.') {
        let fraction = digits(whole + 1);
        if fraction > 0 {
            return whole + 1 + fraction;
        }
    }
    whole
}

/// Digits and powers of ten of Chinese numerals.
fn value_of(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// A Chinese numeral below ten thousand; `None` for rows of digits (二〇二一) and what is no number.
fn parse(text: &str) -> Option<u64> {
    let (mut total, mut digit, mut digits) = (0, None, 0);
    for c in text.chars() {
        match value_of(c)? {
            power @ (10 | 100 | 1000) => {
                total += digit.take().unwrap_or(1) * power;
                digits = 0;
            }
            0 => digits = 0,
            value => {
                digit = Some(value);
                digits += 1;
                if digits > 1 {
                    return None;
                }
            }
        }
    }
    Some(total + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_text() {
        let shown = |text: &str| {
            let found = numerals(text);
            found
                .iter()
                .map(|numeral| format!("{}={}", &text[numeral.range.clone()], numeral.value))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(shown("共8起、57.4%，1.3万余个"), "8=8 57.4=57.4 1.3=1.3");
        assert_eq!(shown("两个、十二年、一百零三次、二十人"), "两=2 十二=12 一百零三=103 二十=20");
        assert_eq!(shown("第一时间，第3次，A4纸，5G，3·15"), "");
        assert_eq!(shown("二〇二一年。3.5.1"), "3.5=3.5");
        assert_eq!(shown("18,650元，1,234,567.5元，3,4个"), "18,650=18650 1,234,567.5=1234567.5 3=3 4=4");
    }
}
