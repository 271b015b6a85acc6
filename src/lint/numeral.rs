//! Numbers as they stand in text, in Arabic digits and in Han numerals (GB/T 15835).

use super::han::{HAN_DIGITS, han_digit, is_ideograph};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::LazyLock;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 0–9.
    Arabic,
    /// 一二三.
    Han,
}

/// What follows the digits as a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// A plain number.
    None,
    /// `%`.
    Percent,
    /// `‰`.
    Permille,
    /// 个百分点.
    Points,
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Digits, scale, 余 and sign of percent, in characters.
    pub range: Range<usize>,
    /// Digits alone, with sign and decimal point.
    pub digits: Range<usize>,
    /// Its script.
    pub script: Script,
    /// Its value, scale applied; percent as it is written.
    pub value: Decimal,
    /// Digits after the decimal point as written.
    pub decimals: u32,
    /// 百 千 万 亿 after Arabic digits.
    pub scale: Option<char>,
    /// 余, 多 or 来 after the digits or the scale.
    pub over: Option<char>,
    /// Percent, permille, percentage points.
    pub rate: Rate,
    /// The measure word or unit after it, in characters.
    pub unit: Range<usize>,
}

/// Units and measure words that follow a number, the longest first where one begins another.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "万千瓦",
    "标准煤",
    "个百分点",
    "人次",
    "站次",
    "场次",
    "艘次",
    "标箱",
    "载重吨",
    "℃",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "微克",
    "小时",
    "分钟",
    "分贝",
    "周年",
    "周岁",
    "年度",
    "季度",
    "个月",
    "美元",
    "欧元",
    "日元",
    "英镑",
    "港元",
    "马力",
    "海里",
    "英里",
    "台套",
    "台次",
    "架次",
    "车次",
    "班次",
    "件次",
    "户次",
    "家次",
    "例次",
    "剂次",
    "人天",
    "批次",
    "摄氏度",
    "度",
    "个",
    "项",
    "起",
    "件",
    "人",
    "名",
    "位",
    "家",
    "户",
    "所",
    "处",
    "座",
    "台",
    "辆",
    "部",
    "条",
    "次",
    "例",
    "宗",
    "桩",
    "种",
    "类",
    "批",
    "支",
    "只",
    "头",
    "匹",
    "棵",
    "株",
    "吨",
    "克",
    "斤",
    "亩",
    "米",
    "元",
    "角",
    "分",
    "年",
    "月",
    "日",
    "天",
    "时",
    "秒",
    "周",
    "岁",
    "届",
    "期",
    "级",
    "层",
    "间",
    "套",
    "本",
    "册",
    "份",
    "篇",
    "张",
    "幅",
    "架",
    "艘",
    "枚",
    "颗",
    "块",
    "片",
    "段",
    "节",
    "场",
    "轮",
    "遍",
    "趟",
    "回",
    "步",
    "点",
    "倍",
    "成",
    "折",
    "号",
    "路",
    "线",
    "门",
    "面",
    "把",
    "根",
    "粒",
    "袋",
    "箱",
    "桶",
    "瓶",
    "盒",
    "包",
    "对",
    "双",
    "组",
    "队",
    "班",
    "排",
    "连",
    "营",
    "团",
    "省",
    "市",
    "县",
    "区",
    "乡",
    "镇",
    "村",
    "国",
    "校",
    "院",
    "股",
    "手",
    "口",
    "字",
    "集",
    "卷",
    "章",
    "款",
    "代",
    "世",
    "道",
    "笔",
    "单",
    "票",
    "席",
    "升",
    "瓦",
    "伏",
    "帧",
    "辈",
    "孔",
    "亿元",
    "宿",
    "针",
    "剂",
    "堂",
    "课",
    "版",
    "列",
    "栋",
    "幢",
    "羽",
    "尾",
    "盏",
];

/// Every number of a text, from left to right.
pub fn scan(chars: &[char]) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if is_ideograph(c) && !HAN_DIGITS.contains(c) && c != '百' && c != '千' {
            at += 1;
            continue;
        }
        let read = if c.is_ascii_digit() {
            arabic(chars, at)
        } else if han_digit(c).is_some() && c != '○' || matches!(c, '百' | '千') {
            han(chars, at)
        } else {
            None
        };
        match read {
            Some(numeral) => {
                // 个百分点 and 千克 hold figures that are no numbers.
                at = numeral.range.end.max(numeral.unit.end).max(at + 1);
                found.push(numeral);
            }
            None => at += 1,
        }
    }
    found
}

fn at(chars: &[char], index: usize) -> char {
    chars.get(index).copied().unwrap_or('\0')
}

fn arabic(chars: &[char], start: usize) -> Option<Numeral> {
    let before = start.checked_sub(1).map_or('\0', |index| at(chars, index));
    let mut end = start;
    let mut written = String::new();
    while at(chars, end).is_ascii_digit() {
        written.push(at(chars, end));
        end += 1;
        // Thousands: a comma (or thin space) and exactly three digits.
        let grouped =
            matches!(at(chars, end), ',' | '\u{2009}') && (1..=3).all(|step| at(chars, end + step).is_ascii_digit());
        if grouped && !at(chars, end + 4).is_ascii_digit() {
            end += 1;
        }
    }
    let mut decimals = 0;
    if at(chars, end) == '.' && at(chars, end + 1).is_ascii_digit() {
        written.push('.');
        end += 1;
        while at(chars, end).is_ascii_digit() {
            written.push(at(chars, end));
            decimals += 1;
            end += 1;
        }
    }
    // A minus sign belongs to the number after a word, not between two numbers or letters.
    let two_back = start.checked_sub(2).map_or('\0', |index| at(chars, index));
    let minus =
        before == '−' || before == '-' && !two_back.is_ascii_alphanumeric() && !matches!(two_back, '%' | '-' | '—');
    let digits = if minus { start - 1..end } else { start..end };
    let mut value: Decimal = written.parse().ok()?;
    if minus {
        value = -value;
    }
    Some(finish(chars, digits, Script::Arabic, value, decimals))
}

fn han(chars: &[char], start: usize) -> Option<Numeral> {
    let mut end = start;
    while han_digit(at(chars, end)).is_some() || matches!(at(chars, end), '百' | '千') {
        end += 1;
    }
    let value = han_value(chars.get(start..end)?)?;
    Some(finish(chars, start..end, Script::Han, Decimal::from(value), 0))
}

/// 二〇二一 by place, 三百二十 by multiplier.
pub fn han_value(chars: &[char]) -> Option<u64> {
    let multiplied = chars.iter().any(|c| matches!(c, '十' | '百' | '千'));
    if !multiplied {
        return (chars.len() < 16)
            .then(|| chars.iter().filter_map(|c| han_digit(*c)).fold(0, |sum, digit| sum * 10 + u64::from(digit)));
    }
    let (mut total, mut digit) = (0_u64, None);
    for c in chars {
        let step = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                digit = han_digit(*c).map(u64::from);
                continue;
            }
        };
        total += digit.take().unwrap_or(1) * step;
    }
    Some(total + digit.unwrap_or(0))
}

fn finish(chars: &[char], digits: Range<usize>, script: Script, value: Decimal, decimals: u32) -> Numeral {
    let mut end = digits.end;
    let mut factor = 1_u64;
    let mut scale = None;
    let mut over = None;
    loop {
        match at(chars, end) {
            c @ ('余' | '多') if over.is_none() && !(c == '多' && at(chars, end + 1) == '种') => over = Some(c),
            c @ ('百' | '千')
                if script == Script::Arabic
                    && scale.is_none()
                    && !c.is_ascii()
                    && at(chars, end + 1) != '克'
                    && at(chars, end + 1) != '米'
                    && at(chars, end + 1) != '瓦'
                    && at(chars, end + 1) != '分' =>
            {
                factor = factor.saturating_mul(if c == '百' { 100 } else { 1000 });
                scale = Some(c);
            }
            c @ ('万' | '亿') => {
                factor = factor.saturating_mul(if c == '万' { 10_000 } else { 100_000_000 });
                scale = Some(c);
            }
            _ => break,
        }
        end += 1;
        if end > digits.end + 4 {
            break;
        }
    }
    let value = value.checked_mul(Decimal::from(factor)).unwrap_or(value);
    let rate = match at(chars, end) {
        '%' | '％' => Rate::Percent,
        '‰' => Rate::Permille,
        '个' if chars.get(end..end + 4).is_some_and(|word| word == ['个', '百', '分', '点']) => Rate::Points,
        _ => Rate::None,
    };
    if matches!(rate, Rate::Percent | Rate::Permille) {
        end += 1;
    }
    let unit = unit(chars, end);
    Numeral { range: digits.start..end, digits, script, value, decimals, scale, over, rate, unit }
}

fn unit(chars: &[char], start: usize) -> Range<usize> {
    /// By their first character, each in the order of the list.
    static BY_HEAD: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
        let mut list: Vec<_> = UNITS.iter().filter_map(|unit| Some((unit.chars().next()?, *unit))).collect();
        list.sort_by_key(|(head, _)| *head);
        list
    });
    let first = at(chars, start);
    let from = BY_HEAD.partition_point(|(head, _)| *head < first);
    let under = BY_HEAD.iter().skip(from).take_while(|(head, _)| *head == first);
    let length = under.map(|(_, unit)| unit).find_map(|unit| {
        let mut index = start;
        unit.chars()
            .all(|c| {
                index += 1;
                at(chars, index - 1) == c
            })
            .then_some(index - start)
    });
    let end = start + length.unwrap_or(0);
    // 微克/立方米, 人/平方公里: one unit by another.
    if end > start && matches!(at(chars, end), '/' | '／') && !unit(chars, end + 1).is_empty() {
        return start..unit(chars, end + 1).end;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let chars: Vec<char> = text.chars().collect();
        let part = |range: Range<usize>| chars[range].iter().collect::<String>();
        scan(&chars)
            .into_iter()
            .map(|n| (part(n.range.clone()), n.value.normalize().to_string(), part(n.unit)))
            .collect()
    }

    #[test]
    fn numbers_with_scale_and_unit() {
        let table = |cells: &[(&str, &str, &str)]| {
            cells.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(read("共建1.3万余个点"), table(&[("1.3万余", "13000", "个")]));
        assert_eq!(read("下降-5.0%，三百二十人"), table(&[("-5.0%", "-5", ""), ("三百二十", "320", "人")]));
        assert_eq!(read("2021-2022年"), table(&[("2021", "2021", ""), ("2022", "2022", "年")]));
        assert_eq!(
            read("1,234,567元 二〇二一年"),
            table(&[("1,234,567", "1234567", "元"), ("二〇二一", "2021", "年")])
        );
        assert_eq!(read("3个百分点、5千克"), table(&[("3", "3", "个百分点"), ("5", "5", "千克")]));
    }
}
