//! What beside a number speaks against a row: it is a label, a date, an end of a range, another
//! year's, a plan, or goes the other way.

use super::super::Figure;
use super::super::words::{DIRECTIONS, way};
use super::faces::{Fit, Part};
use super::numerals::Numeral;

/// Characters that end a clause.
const STOPS: &[char] = &['，', '。', '；', '：', '！', '？', '…', '\n', ',', ';', '（', '）'];
/// Characters that join the ends of a range.
const JOINS: &[char] = &['～', '~', '—', '–', '-', '－', '∶', ':', '：', '/', '至'];

/// Numbers that name or date something, or are ends of ranges: no row states them by itself.
pub(super) fn is_label(text: &str, numeral: &Numeral) -> bool {
    let before = text.get(..numeral.range.start).unwrap_or("");
    let after = text.get(numeral.range.end..).unwrap_or("");
    let last = before.chars().next_back();
    // “326”案, “110”, 〔2021〕5号, 《…1号…》.
    let quoted = !numeral.han && matches!(last, Some('“' | '‘' | '"' | '〔' | '[' | '〕' | ']' | '【' | '#'));
    // 3月, 15日, 5号文; 三分之一.
    let dated =
        after.starts_with('月') || after.starts_with('日') || after.starts_with('号') || after.starts_with("时许");
    let fraction = after.starts_with("分之") || before.ends_with("分之");
    // 5:3, 3～5; the far end of a range.
    let joined = last.is_some_and(|c| JOINS.contains(&c) && c != '：' && c != '—')
        && before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || "%万亿".contains(c));
    let dash =
        before.ends_with('—') && before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || "%万亿".contains(c));
    quoted || dated || fraction || joined || dash || follows_ratio(after)
}

/// `5∶3`: a number on its other side.
fn follows_ratio(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('∶' | ':')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// 2021年7月: the day of something, not the year reported on.
pub(super) fn is_day(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("末") || rest.starts_with("底")
}

/// Whether the number cannot be this row's.
pub(super) fn speaks_against(text: &str, fit: &Fit, row: &Figure, year: Option<&str>) -> bool {
    let before = text.get(..fit.range.start).unwrap_or("");
    let clause = clause(before);
    // The near end of a range that the row does not have.
    let after = text.get(fit.range.end..).unwrap_or("");
    let range = after.starts_with(['～', '~', '–', '－', '至', '—', '-'])
        && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if range || is_plan(before, row, year) {
        return true;
    }
    let written = text.get(fit.range.clone()).unwrap_or("");
    // 比上年增长: the words of the change itself.
    let goes = DIRECTIONS.iter().any(|(word, _)| written.starts_with(word));
    let own = |word: &str| row.indicator.value.contains(word) || row.note.value.contains(word);
    match fit.of {
        Part::Value | Part::Change => {
            let change = fit.of == Part::Change || row.is_rate() || row.unit.value.starts_with("个百分点");
            (change && ((!goes && turned(clause, row)) || other_base(clause, row)))
                || (!goes && is_of_another_year(clause, year, own))
                // 均增长2.8% speaks of several.
                || clause.ends_with(['均', '都', '各']) || clause.ends_with("均为")
                || ["全国", "全省"].iter().any(|place| near(clause, place) && !own(place))
        }
        // A value of the period before is told as such.
        Part::Prior => {
            !(clause.ends_with('由') || clause.ends_with('从') || PAST.iter().any(|word| near(clause, word)))
        }
        // A difference stands after its word.
        Part::Difference => {
            // 分别减少3起、3人: the word stands before the first.
            let listed = clause.rfind("分别").and_then(|at| clause.get(at..)).unwrap_or("");
            let shown =
                |word: &str| clause.ends_with(word) || clause.ends_with(&format!("{word}了")) || listed.contains(word);
            let told = goes || DIRECTIONS.iter().any(|(word, _)| shown(word));
            !told || (!goes && turned(clause, row)) || other_base(clause, row)
        }
    }
}

const PAST: &[&str] = &["上年", "去年", "上年同期", "去年同期", "上月", "上季度"];

/// The text since the last mark that ends a clause.
fn clause(before: &str) -> &str {
    let start = before
        .rfind(STOPS)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    before.get(start..).unwrap_or("")
}

/// Whether a word stands within the last eight characters.
fn near(clause: &str, word: &str) -> bool {
    let tail: Vec<char> = clause.chars().rev().take(8).collect();
    tail.iter().rev().collect::<String>().contains(word)
}

/// What is to be done is not what was done: 力争…达到50万亩.
fn is_plan(before: &str, row: &Figure, year: Option<&str>) -> bool {
    const PLANS: &[&str] = &[
        "力争",
        "计划",
        "预计",
        "拟",
        "目标",
        "预期",
        "今后",
        "明年",
        "来年",
        "到2025年",
        "到2030年",
        "规划",
        "将继续",
        "将坚持",
        "将围绕",
        "将聚焦",
        "将深入",
        "将全面",
        "将着力",
        "将以",
        "将推动",
    ];
    // A plan that the number is measured by: 比计划多, 完成计划的.
    const MEASURES: &[&str] =
        &["比计划", "完成计划", "超计划", "占计划", "完成目标", "比预期", "年度目标", "目标任务", "完成年度计划"];
    // What opens a passage of plans: all that follows in the paragraph belongs to it.
    const OPENINGS: &[&str] = &["下一步", "新的一年", "下一年"];
    let after = |stops: &[char]| {
        let start = before.rfind(stops).map_or(0, |at| before.ceil_char_boundary(at + 1));
        before.get(start..).unwrap_or("")
    };
    let (sentence, paragraph) = (after(&['。', '\n', '！', '？']), after(&['\n']));
    let next = year.and_then(|year| year.parse::<u32>().ok()).map(|year| format!("{}年", year + 1));
    let opened =
        next.is_some_and(|next| paragraph.contains(&next)) || OPENINGS.iter().any(|word| paragraph.contains(word));
    let planned = PLANS.iter().any(|word| sentence.contains(word) && !row.indicator.value.contains(word));
    (opened || planned) && !MEASURES.iter().any(|word| sentence.contains(word))
}

/// Whether the text says up where the row says down.
fn turned(clause: &str, row: &Figure) -> bool {
    let Some(stated) = way(&row.direction.value) else { return false };
    let last = DIRECTIONS
        .iter()
        .filter(|(word, _)| word.chars().count() > 1)
        .filter_map(|(word, way)| clause.rfind(word).map(|at| (at, *way)))
        .max_by_key(|(at, _)| *at);
    last.is_some_and(|(_, way)| way != stated)
}

/// Whether the text measures against another period than the row.
fn other_base(clause: &str, row: &Figure) -> bool {
    const BASES: &[&str] = &["同比", "环比"];
    let said = BASES.iter().filter_map(|word| clause.rfind(word).map(|at| (at, *word))).max_by_key(|(at, _)| *at);
    let own = |word: &&&str| row.compare.value.contains(**word) || row.indicator.value.contains(**word);
    let own = BASES.iter().find(own);
    matches!((said, own), (Some((_, said)), Some(own)) if said != *own)
        || matches!((said, own), (Some((_, "环比")), None))
}

/// 上年的12起, 2019年为8起: what was, not what is.
fn is_of_another_year(clause: &str, year: Option<&str>, own: impl Fn(&str) -> bool) -> bool {
    let turns = |rest: &str| DIRECTIONS.iter().any(|(word, _)| rest.contains(word));
    for word in PAST {
        let Some(at) = clause.rfind(word) else { continue };
        let rest = clause.get(at + word.len()..).unwrap_or("");
        let head = clause.get(..at).unwrap_or("");
        let told = rest.starts_with('的')
            || rest.starts_with('为')
            || rest.starts_with("同期")
            || head.ends_with(['由', '从', '比', '较']);
        if told && !turns(rest) && rest.chars().count() < 8 && !own(word) {
            return true;
        }
    }
    let Some(year) = year else { return false };
    let Some(at) = clause.rfind('年') else { return false };
    let head = clause.get(..at).unwrap_or("");
    let digits = head.get(head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..).unwrap_or("");
    let rest = clause.get(at + '年'.len_utf8()..).unwrap_or("");
    digits.len() == 4 && digits != year && !turns(rest) && rest.chars().count() < 12 && !own(digits)
}
