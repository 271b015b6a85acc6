//! Numbers stay whole (GB/T 15835-2011; CLREQ 3.2.2): digits with sign, point, separators, percent
//! sign, 万 and 亿, 余, the unit after them, and the two ends of a range.

use super::analyse::Piece;
use super::class::Class;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Forbids breaks inside numbers with their prefix, suffix and unit.
pub(crate) fn join(text: &str, pieces: &mut [Piece]) {
    let mut at = 0;
    while at < pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if piece.class == Class::Han && matches!(piece.first, '\u{4E00}'..='\u{9FFF}') {
            at += 1;
        } else if is_digit(piece.first) && piece.class == Class::Han {
            let end = wide_digits(pieces, at);
            prefix(pieces, at);
            glue(pieces, at + 1, end);
            let end = tail(text, pieces, end - 1);
            glue(pieces, at + 1, end);
            at = end.max(at + 1);
        } else if piece.class == Class::Latin && (piece.last.is_ascii_digit() || THIN.contains(&piece.last))
            || is_percent_end(text, pieces, at)
        {
            prefix(pieces, at);
            let last = groups(text, pieces, at);
            // The space between groups is part of the number: it neither opens nor gives way.
            let spaces = pieces.iter_mut().take(last).skip(at + 1).filter(|piece| piece.class == Class::Space);
            spaces.for_each(|piece| piece.class = Class::Latin);
            let end = tail(text, pieces, last);
            glue(pieces, at + 1, end);
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
}

/// A figure of either width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// One past the full-width figures that begin at `at`, points and separators between them included.
fn wide_digits(pieces: &[Piece], mut at: usize) -> usize {
    let first = |at: usize| pieces.get(at).map_or(' ', |piece| piece.first);
    while is_digit(first(at)) || matches!(first(at), '．' | '，' | '：') && is_digit(first(at + 1)) {
        at += 1;
    }
    at
}

/// Spaces of a quarter of an em and less.
const THIN: [char; 5] = ['\u{2005}', '\u{2006}', '\u{2009}', '\u{200A}', '\u{202F}'];

/// The last piece of a number written in groups of three with a space or a quarter em between them
/// (GB/T 15835-2011 5.1.3): 18 650, 1 234 567.
fn groups(text: &str, pieces: &[Piece], at: usize) -> usize {
    let word = |at: usize| {
        let piece = pieces.get(at).filter(|piece| piece.class == Class::Latin)?;
        let end = pieces.get(at + 1).map_or(text.len(), |next| next.text as usize);
        text.get(piece.text as usize..end)
    };
    let figures = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let mut last = at;
    loop {
        let Some(own) = word(last) else { return last };
        let bare = own.trim_end_matches(THIN);
        let spaced = pieces.get(last + 1).is_some_and(|piece| piece.class == Class::Space && piece.first == ' ');
        let next = if bare.len() < own.len() { last + 1 } else { last + 2 };
        let leads = if last == at { (1..=3).contains(&bare.len()) } else { bare.len() == 3 };
        if !(leads && figures(bare) == bare.len() && (spaced || next == last + 1)) || word(next).map(figures) != Some(3)
        {
            return last;
        }
        last = next;
    }
}

/// Forbids a line to begin with the pieces `from..to`.
fn glue(pieces: &mut [Piece], from: usize, to: usize) {
    for piece in pieces.iter_mut().take(to).skip(from) {
        piece.breaks = false;
    }
}

/// `57.4%`, `-36℃` and the like: the Latin piece ends with a sign of measure after digits.
fn is_percent_end(text: &str, pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at).filter(|piece| piece.class == Class::Latin) else { return false };
    if !matches!(piece.last, '%' | '°' | '\'' | '"' | '+') {
        return false;
    }
    let end = pieces.get(at + 1).map_or(text.len(), |next| next.text as usize);
    text.get(piece.text as usize..end).is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// 第1, ￥5, 约… : signs of money and order stay with the digits after them.
fn prefix(pieces: &mut [Piece], at: usize) {
    let before = at.checked_sub(1).and_then(|index| pieces.get(index)).map(|piece| piece.last);
    let sign = |c: char| {
        c.general_category() == GeneralCategory::CurrencySymbol
            || matches!(c, '第' | '＋' | '－' | '−' | '±' | '∓' | '×' | '№' | '＃' | '＞' | '＜' | '≥' | '≤' | '≈')
    };
    if before.is_some_and(sign)
        && let Some(piece) = pieces.get_mut(at)
    {
        piece.breaks = false;
    }
}

/// One past the last piece of the number that begins at `at`.
fn tail(text: &str, pieces: &mut [Piece], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        end = unit(text, pieces, end);
        // A range: 5万—10万, 63%～68%, 3·15.
        let linked = pieces.get(end).is_some_and(|piece| {
            matches!(piece.class, Class::Connector | Class::ShortConnector | Class::Interpunct | Class::Solidus)
        });
        let digits = pieces.get(end + 1).is_some_and(|piece| is_digit(piece.first));
        if !(linked && digits) {
            return end;
        }
        end += 2;
    }
}

/// A unit parts from a numeral that ends in an ideograph (1.3万余|个), or from its own second word (1.35分|钟), rather
/// than a line opens by more than this in all, 1/10 em: 0.08 em a gap in lines of 15 em, 0.06 in 20.
const UNIT_PARTS: u8 = 12;
/// A unit parts right after a figure (200|个) rather than a line opens by more than this in all, 1/10 em.
const FIGURE_PARTS: u8 = 15;
/// 余 and 多 part from 万 and 亿 rather than a line opens by more than this in all, 1/10 em.
const ROUND_PARTS: u8 = 20;

/// Multipliers, 余 and 多, then one unit of measure. Where the unit may part from what is before it
/// when the line would be torn open otherwise is marked: after the numeral's own characters
/// (1.3万余|个, 1.3万|余个), inside a unit of two words (2.3个|百分点), and, worse, after a figure (200|个).
fn unit(text: &str, pieces: &mut [Piece], mut at: usize) -> usize {
    let begin = at;
    loop {
        let Some(piece) = pieces.get(at).filter(|piece| piece.class == Class::Han) else { return at };
        let (c, rest) = (piece.first, text.get(piece.text as usize..).unwrap_or_default());
        let words =
            UNITS.iter().filter(|words| words.chars().next().is_some_and(|first| first == c)).find_map(|words| {
                let (one, other) = words.split_once('|').unwrap_or((words, ""));
                rest.strip_prefix(one)?.strip_prefix(other)?;
                Some((one.chars().count(), other.chars().count()))
            });
        let (one, other) = match words {
            Some(words) => words,
            None if matches!(c, '十' | '百' | '千' | '万' | '亿' | '余' | '多' | '来' | '几') || is_sign(c) => {
                if matches!(c, '余' | '多') && at > begin {
                    pieces.get_mut(at).into_iter().for_each(|piece| piece.loath = ROUND_PARTS);
                }
                at += 1;
                continue;
            }
            None if MEASURES.contains(c) => (1, 0),
            None => return at,
        };
        let mut part = |at: usize, loath: u8| pieces.get_mut(at).into_iter().for_each(|piece| piece.loath = loath);
        part(at, if at > begin { UNIT_PARTS } else { FIGURE_PARTS });
        if other > 0 {
            part(at + one, UNIT_PARTS);
        }
        return at + one + other;
    }
}

/// Signs of measure after a figure that stand in squares: per cent, degrees, money, ㎡ and ㎏.
fn is_sign(c: char) -> bool {
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return false;
    }
    matches!(c, '％' | '‰' | '‱' | '℃' | '℉' | '\u{3300}'..='\u{3357}' | '\u{3371}'..='\u{33DF}' | '\u{33FF}')
        || c.general_category() == GeneralCategory::CurrencySymbol
}

/// Units of several characters, the longer before the shorter; those of two words with their seam.
const UNITS: [&str; 45] = [
    "个|百分点",
    "百分点",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公斤",
    "千克",
    "公顷",
    "公分",
    "小时",
    "分|钟",
    "秒|钟",
    "人|次",
    "车|次",
    "架|次",
    "件|次",
    "班|次",
    "场|次",
    "户|次",
    "美元",
    "欧元",
    "英镑",
    "日元",
    "港元",
    "千瓦",
    "兆瓦",
    "摄氏度",
    "英里",
    "英尺",
    "英寸",
    "个|小时",
    "个|月",
    "周|年",
    "周|岁",
    "年|度",
    "月|份",
    "世纪",
    "年代",
    "年|级",
    "届|次",
];

/// Measure words and units of one character.
const MEASURES: &str = "年月日时分秒点刻周岁届期季度号起个人名位件项次处张台辆家所户元角分厘吨米里升克斤两亩尺寸丈平倍成折倍例宗桩批条款章节页篇幅册卷本份种类级等层座栋幢间套部架艘列节根支枝把只头匹口颗粒株棵片块面门道场轮局届班组队支排连营团师军街村镇乡县市省区州国代世股手笔单票箱桶瓶袋包盒罐杯碗盘串束捆堆副双对排行段句字词首曲集回遍趟番阵顿餐枚发声枪幕盏顶床件线路站号线楼室";
