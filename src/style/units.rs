//! Sizes as people at a stone write them: 五号, 10.5pt, 3mm, 2em, 12Q, 2行.

use crate::base::Emu;
use crate::base::diag::Words;
use crate::say;

/// A length as a layout states it; what an em or a line is, only its place can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// An absolute length.
    Fixed(Emu),
    /// Thousandths of an em.
    Ems(i32),
    /// Thousandths of a line of the grid.
    Lines(i32),
}

/// 号 and points, as Word's list of sizes has them (CLREQ 2.2.2 gives the same series).
pub const HAO: [(&str, i64); 16] = [
    ("初号", 420),
    ("小初", 360),
    ("一号", 260),
    ("小一", 240),
    ("二号", 220),
    ("小二", 180),
    ("三号", 160),
    ("小三", 150),
    ("四号", 140),
    ("小四", 120),
    ("五号", 105),
    ("小五", 90),
    ("六号", 75),
    ("小六", 65),
    ("七号", 55),
    ("八号", 50),
];

/// The units after a number, each with what one of it is.
const UNITS: [(&str, Unit); 9] = [
    ("pt", Unit::Fixed(Emu::PER_PT)),
    ("磅", Unit::Fixed(Emu::PER_PT)),
    ("mm", Unit::Fixed(Emu::PER_MM)),
    ("cm", Unit::Fixed(10 * Emu::PER_MM)),
    ("in", Unit::Fixed(72 * Emu::PER_PT)),
    ("Q", Unit::Fixed(Emu::PER_MM / 4)),
    ("em", Unit::Em),
    ("字", Unit::Em),
    ("行", Unit::Line),
];

#[derive(Clone, Copy)]
enum Unit {
    Fixed(i64),
    Em,
    Line,
}

/// Longest length that a layout may state: ten metres, so that no sum of a page can overflow.
const LIMIT: i128 = 10_000 * Emu::PER_MM as i128;

/// Reads a length; the error says what to write instead.
pub fn measure(written: &str) -> Result<Measure, Words> {
    let text = written.trim();
    if let Some((_, tenths)) = HAO.iter().find(|(name, _)| *name == text) {
        return Ok(Measure::Fixed(Emu(tenths * Emu::PER_PT / 10)));
    }
    if text.ends_with('号') {
        return Err(unknown_size(text));
    }
    if let Some((whole, parts)) = text.split_once('/') {
        return share(whole, parts);
    }
    let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+')).unwrap_or(text.len());
    let (number, unit) = (text.get(..split).unwrap_or(""), text.get(split..).unwrap_or("").trim());
    if number.is_empty() {
        return Err(unknown_size(text));
    }
    let (digits, scale) = decimal(number).ok_or_else(|| unknown_size(text))?;
    if digits == 0 && unit.is_empty() {
        return Ok(Measure::Fixed(Emu::ZERO));
    }
    let Some((_, unit)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        return Err(say!(
            "长度要带单位：{number}pt、{number}mm、{number}em（字）、{number}行，或写字号如 五号",
            "a length needs a unit: {number}pt, {number}mm, {number}em, {number}行 (lines), or a size such as 五号"
        ));
    };
    let per = match unit {
        Unit::Fixed(per) => i128::from(*per),
        Unit::Em | Unit::Line => 1000,
    };
    let value = rounded(digits * per, scale);
    if value.abs() > LIMIT {
        return Err(say!("长度不能超过 10 米", "a length is at most 10 metres"));
    }
    Ok(match unit {
        Unit::Fixed(_) => Measure::Fixed(Emu(value as i64)),
        Unit::Em => Measure::Ems(value as i32),
        Unit::Line => Measure::Lines(value as i32),
    })
}

/// `225mm/22`: an even share, as GB/T 9704 gives the line of its 22.
fn share(whole: &str, parts: &str) -> Result<Measure, Words> {
    let count: i32 = match parts.trim().parse() {
        Ok(count @ 1..=1000) => count,
        Ok(_) | Err(_) => {
            return Err(say!("写 225mm/22：一个长度除以一个整数", "write 225mm/22: a length and a whole number"));
        }
    };
    Ok(match measure(whole)? {
        Measure::Fixed(length) => Measure::Fixed(length.scale(1, i64::from(count))),
        Measure::Ems(thousandths) => Measure::Ems(thousandths / count),
        Measure::Lines(thousandths) => Measure::Lines(thousandths / count),
    })
}

/// `-3.25` → (−325, 100). At most nine digits, so that products stay far from overflow.
fn decimal(written: &str) -> Option<(i128, i128)> {
    let (sign, body) = match written.strip_prefix('-') {
        Some(body) => (-1, body),
        None => (1, written.strip_prefix('+').unwrap_or(written)),
    };
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() + part.len() > 9 || !plain(whole) || !plain(part) {
        return None;
    }
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    Some((sign * digits, 10_i128.pow(part.len() as u32)))
}

/// Quotient rounded half away from zero.
fn rounded(product: i128, scale: i128) -> i128 {
    let half = if product < 0 { -(scale / 2) } else { scale / 2 };
    (product + half) / scale
}

fn unknown_size(text: &str) -> Words {
    // 伍号, 5号: the right size by the wrong numeral.
    let plain: String = text.chars().map(common_numeral).collect();
    match HAO.iter().find(|(name, _)| *name == plain) {
        Some((name, _)) => say!("是不是 {name}？", "did you mean {name}?"),
        None => say!("写 五号、10.5pt、3mm、2em 或 1行", "write 五号, 10.5pt, 3mm, 2em or 1行 (lines of the grid)"),
    }
}

fn common_numeral(c: char) -> char {
    match c {
        '1' | '壹' => '一',
        '2' | '贰' => '二',
        '3' | '叁' => '三',
        '4' | '肆' => '四',
        '5' | '伍' => '五',
        '6' | '陆' => '六',
        '7' | '柒' => '七',
        '8' | '捌' => '八',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_units() {
        let cases = [
            ("五号", Measure::Fixed(Emu(133_350))),
            ("10.5pt", Measure::Fixed(Emu(133_350))),
            ("初号", Measure::Fixed(Emu::pt(42))),
            ("3mm", Measure::Fixed(Emu::mm(3))),
            ("1.5 cm", Measure::Fixed(Emu::mm(15))),
            ("12Q", Measure::Fixed(Emu::mm(3))),
            ("2em", Measure::Ems(2000)),
            ("-0.25em", Measure::Ems(-250)),
            ("2字", Measure::Ems(2000)),
            ("1.5行", Measure::Lines(1500)),
            ("225mm/22", Measure::Fixed(Emu(368_182))),
            ("0", Measure::Fixed(Emu::ZERO)),
        ];
        for (written, expected) in cases {
            assert_eq!(measure(written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_to_write_instead() {
        let help = |written: &str| measure(written).unwrap_err().en;
        assert!(help("10.5").contains("10.5pt"));
        assert_eq!(help("伍号"), "did you mean 五号?".to_owned());
        assert_eq!(help("5号"), "did you mean 五号?".to_owned());
        assert!(help("10.5px").contains("needs a unit"));
        assert!(help("").contains("write 五号"));
        assert!(help("99999999mm").contains("10 metres"));
        assert!(help("225mm/0").contains("225mm/22") && help("x/2").contains("write 五号"));
        assert!(help("1.2.3mm").contains("write 五号"));
    }

    #[test]
    fn every_size_of_words_list() {
        for (name, tenths) in HAO {
            assert_eq!(measure(name), measure(&format!("{}.{}pt", tenths / 10, tenths % 10)), "{name}");
        }
    }
}
