//! P: marks of punctuation (GB/T 15834—2011).

mod events;
mod lists;
mod pairs;
mod ranges;

use super::han::{is_close, is_han, is_ideograph, is_mark, is_open, is_stop};
use super::passage::{Passage, Role, fixed};
use super::reading::Reading;
use super::report::Report;
use crate::say;

/// All rules of marks.
pub fn check(reading: &Reading, report: &mut Report) {
    let mut open_above = None;
    for (index, passage) in reading.passages.iter().enumerate() {
        let next = reading.passages.get(index + 1);
        for (at, c) in passage.chars.iter().copied().enumerate() {
            if is_ideograph(c) {
                continue;
            }
            match c {
                '.' => {
                    dots(passage, at, report);
                    half_width(passage, at, report);
                }
                ',' | ';' | ':' | '?' | '!' | '(' | ')' => half_width(passage, at, report),
                '"' | '\'' => pairs::straight_quote(passage, at, report),
                '-' | '－' | '–' | '—' | '―' | '─' => dash(passage, at, report),
                '…' | '⋯' | '·' => ellipsis(passage, at, report),
                ' ' | '\t' => space(passage, at, report),
                '、' => {
                    doubled(passage, at, report);
                    pairs::between_quotes(passage, at, report);
                    approximate(passage, at, report);
                    lists::between_clauses(passage, at, report);
                }
                '，' => {
                    doubled(passage, at, report);
                    lists::parted(passage, at, report);
                }
                '；' | '：' | '？' | '！' => doubled(passage, at, report),
                '。' => {
                    ellipsis(passage, at, report);
                    doubled(passage, at, report);
                    pairs::stop_in_quotes(passage, at, report);
                }
                _ => {}
            }
        }
        pairs::unpaired(passage, next, &mut open_above, report);
        pairs::stop_after_quotes(passage, report);
        events::event_dates(passage, report);
        sequence_marks(passage, report);
    }
    ranges::ranges(reading, report);
}

/// P01: half-width marks beside Han. Digits and Latin words keep theirs.
fn half_width(p: &Passage, at: usize, report: &mut Report) {
    let (before, after) = (p.before(at), p.at(at + 1));
    let chinese = |c: char| is_han(c) || is_mark(c);
    let c = p.at(at);
    let latin = |c: char| c.is_ascii_alphanumeric();
    let wide = match c {
        ',' if latin(before) && latin(after) => return,
        '.' if latin(before) && (latin(after) || chinese(after) || after == ' ') => return,
        ':' if latin(before) && (latin(after) || after == '/') => return,
        ',' => '，',
        '.' => '。',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        _ => '）',
    };
    // A run of points is an ellipsis gone wrong, another rule's.
    if c == '.' && (before == '.' || after == '.') {
        return;
    }
    let guilty = match c {
        '(' | ')' => {
            let pair = p.pairs.iter().find(|pair| pair.open == at || pair.close == at);
            let inside = pair.is_some_and(|pair| p.slice(pair.inner()).iter().any(|c| chinese(*c)));
            let outside = pair.map_or(chinese(before) || chinese(after), |pair| chinese(p.before(pair.open)));
            inside || outside && !latin(p.before(pair.map_or(at, |pair| pair.open)))
        }
        _ => chinese(before) || chinese(after) && (latin(before) || matches!(before, ')' | '%' | '‰' | '℃')),
    };
    if !guilty
        || p.marked(at, |mark| matches!(mark, crate::content::Mark::Link(_))) && p.text(at..at + 3).contains("//")
    {
        return;
    }
    let found = p
        .finding("P01", at..at + 1, say!("中文里用了半角标点“{}”", "half-width “{}” in Chinese", c))
        .help(say!("改为“{}”", "write “{}”", wide));
    report.push(fixed(found, [p.edit(at..at + 1, &wide.to_string())]));
}

/// P03: dashes (GB/T 15834 4.11). A single — between numbers or names joins and is right.
fn dash(p: &Passage, at: usize, report: &mut Report) {
    let dashes = |c: char| matches!(c, '-' | '－' | '–' | '—' | '―' | '─');
    if dashes(p.before(at)) {
        return;
    }
    let mut end = at + 1;
    while dashes(p.at(end)) {
        end += 1;
    }
    let (before, after) = (p.before(at), p.at(end));
    let chinese = |c: char| is_han(c) || is_mark(c);
    if !chinese(before) && !chinese(after) || (before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()) {
        return;
    }
    let run = p.text(at..end);
    let wrong = match end - at {
        1 => {
            run == "—"
                && (is_stop(before) || is_open(before) || is_stop(after))
                && before != '\0'
                && !after.is_ascii_digit()
        }
        2 => run != "——",
        // Longer runs of — are a dash and a dash (interrupted speech), or a rule; only even ones are whole.
        _ => run.chars().any(|c| c != '—') || (end - at) % 2 == 1,
    };
    if !wrong || p.marked(at, |mark| matches!(mark, crate::content::Mark::Link(_))) {
        return;
    }
    let found = p
        .finding("P03", at..end, say!("破折号写作“{}”", "a dash written “{}”", run))
        .help(say!("改为“——”", "write “——”"));
    report.push(fixed(found, [p.edit(at..end, "——")]));
}

/// P04: ellipses (GB/T 15834 4.10).
fn ellipsis(p: &Passage, at: usize, report: &mut Report) {
    let c = p.at(at);
    if p.before(at) == c {
        return;
    }
    let mut end = at + 1;
    while p.at(end) == c {
        end += 1;
    }
    let length = end - at;
    let wrong = match c {
        '…' | '⋯' => !(length == 2 || length == 4) || c == '⋯',
        _ => length >= 3,
    };
    let found = if wrong {
        p.finding("P04", at..end, say!("省略号写作“{}”", "an ellipsis written “{}”", p.text(at..end)))
            .help(say!("改为“……”", "write “……”"))
    } else if c == '…' && (p.ends(at, "等") || p.at(end) == '等' && !p.starts(end, "等待")) {
        // 等 after an ellipsis, or before it, says the same twice.
        let from = if p.ends(at, "等") { at - 1 } else { at };
        let to = if p.ends(at, "等") { end } else { end + 1 };
        return report.push(
            p.finding("P04", from..to, say!("省略号与“等”并用", "an ellipsis together with 等"))
                .help(say!("留一个", "keep one of them")),
        );
    } else {
        return;
    };
    report.push(fixed(found, [p.edit(at..end, "……")]));
}

/// P04 for points written one by one: `...`, `。。。` are met at their first character.
fn dots(p: &Passage, at: usize, report: &mut Report) {
    if p.before(at) == '.' {
        return;
    }
    let mut end = at + 1;
    while p.at(end) == '.' {
        end += 1;
    }
    let chinese = |c: char| is_han(c) || is_mark(c);
    if end - at >= 3 && (chinese(p.before(at)) || chinese(p.at(end))) {
        let found = p
            .finding("P04", at..end, say!("省略号写作“{}”", "an ellipsis written “{}”", p.text(at..end)))
            .help(say!("改为“……”", "write “……”"));
        report.push(fixed(found, [p.edit(at..end, "……")]));
    }
}

/// P05: two stops in a row; ？！ and up to three ！ or ？ may stand together (GB/T 15834 4.2–4.3).
fn doubled(p: &Passage, at: usize, report: &mut Report) {
    let (c, before) = (p.at(at), p.before(at));
    if is_stop(before) {
        return;
    }
    // 安全、保供、等工作: 等 closes a list without a 、.
    let closes = p.at(at + 1) == '等'
        && is_han(before)
        && p.starts_any(at + 1, &["等待", "等价", "等候", "等级", "等于", "等同", "等额", "等值", "等量", "等距"])
            .is_none();
    if c == '、' && closes {
        let found = p.finding("P05", at..at + 2, say!("“等”前不用顿号", "no 、 before 等"));
        report.push(fixed(found.help(say!("删去顿号", "delete the 、")), [p.edit(at..at + 1, "")]));
        return;
    }
    let mut end = at + 1;
    while is_stop(p.at(end)) {
        end += 1;
    }
    if end == at + 1 {
        // 。”。: the quotation has ended the sentence already.
        let close = p.at(end);
        if is_close(close) && close != '）' && matches!(c, '。' | '，') && is_stop(p.at(end + 1)) {
            let (inner, outer) = (at..at + 1, p.at(end + 1));
            let found = p.finding(
                "P05",
                at..end + 2,
                say!("引号内外都有点号“{}{}{}”", "stops both inside and outside: “{}{}{}”", c, close, outer),
            );
            let found = found.help(say!("只留引号外的“{}”", "keep only the outer “{}”", outer));
            report.push(fixed(found, [p.edit(inner, "")]));
        }
        return;
    }
    let run = p.text(at..end);
    let shouts = run.chars().all(|c| matches!(c, '！' | '？')) && end - at <= 3;
    let ellipsis = run.chars().all(|c| c == '。') && end - at >= 3;
    if shouts || ellipsis {
        return;
    }
    let keep = run.chars().find(|c| matches!(c, '。' | '？' | '！')).unwrap_or(c);
    let found =
        p.finding("P05", at..end, say!("标点叠用“{}”", "doubled marks “{}”", run)).help(say!("只留一个", "keep one"));
    // Which of two different stops was meant is the author's to say.
    let same = run.chars().all(|mark| mark == c);
    report.push(if same { fixed(found, [p.edit(at..end, &keep.to_string())]) } else { found });
}

/// P06 and S04: spaces beside full-width marks and between Han.
fn space(p: &Passage, at: usize, report: &mut Report) {
    let blank = |c: char| matches!(c, ' ' | '\t');
    if blank(p.before(at)) {
        return;
    }
    let mut end = at + 1;
    while blank(p.at(end)) {
        end += 1;
    }
    let (before, after) = (p.before(at), p.at(end));
    let mark = is_mark(before) && before != '·' || is_mark(after) && after != '·';
    let han = is_han(before) && is_han(after);
    let edge = before == '\0' || after == '\0';
    if !mark && !han && !edge
        || (mark
            && (before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric())
            && matches!((before, after), ('—', _) | (_, '—')))
    {
        return;
    }
    if matches!(p.role, Role::Heading(_) | Role::HeadingLead | Role::Title) && han {
        report.push(p.finding("S04", at..end, say!("标题用空格分成两截", "a heading split by a bare space")).help(
            say!(
                "分写为 lead 和 main（主标题分行写成列表）",
                "write lead and main (or the lines of the title as a list)"
            ),
        ));
        return;
    }
    let found = p
        .finding("P06", at..end, say!("标点旁或汉字间有空格", "a space beside a mark or between Han"))
        .help(say!("删去空格", "delete it"));
    report.push(fixed(found, [p.edit(at..end, "")]));
}

/// P12: 三、四个 (GB/T 15834 4.5.3: no 、 in an approximate number).
fn approximate(p: &Passage, at: usize, report: &mut Report) {
    const COUNTED: &[&str] = &[
        "个", "名", "位", "人", "天", "次", "家", "岁", "里", "百", "千", "万", "十", "米", "公里", "分钟", "小时",
        "辆", "件", "条", "户", "间", "张", "斤", "亩", "只", "年", "倍",
    ];
    let digit = |c: char| super::han::han_digit(c).filter(|value| (1..=9).contains(value) && c != '两');
    let (Some(first), Some(second)) = (digit(p.before(at)), digit(p.at(at + 1))) else { return };
    let listed = |c: char| c == '、' || super::han::han_digit(c).is_some() || c == '第';
    let back = at.checked_sub(2).map_or('\0', |index| p.at(index));
    if second != first + 1
        || listed(back) && back != '十'
        || p.at(at + 2) == '、'
        || p.starts(at + 2, "年级")
        || p.starts(at + 2, "个月") && p.starts(at + 4, "份")
    {
        return;
    }
    if p.starts_any(at + 2, COUNTED).is_some() {
        let found = p.finding(
            "P12",
            at - 1..at + 2,
            say!("概数“{}”中间用了顿号", "、 inside the approximate number “{}”", p.text(at - 1..at + 2)),
        );
        report.push(fixed(found.help(say!("删去顿号", "delete the 、")), [p.edit(at..at + 1, "")]));
    }
}

/// P11: the mark after a sequence number at the head of a paragraph or heading.
fn sequence_marks(p: &Passage, report: &mut Report) {
    if !matches!(p.role, Role::Paragraph | Role::Heading(_) | Role::HeadingLead) {
        return;
    }
    let mut end = 0;
    let digits = p.at(0).is_ascii_digit();
    let bracket = matches!(p.at(0), '（' | '(');
    if bracket {
        end = 1;
    }
    let ordinal = p.at(0) == '第';
    if ordinal {
        end = 1;
    }
    let from = end;
    while if digits || bracket && p.at(from).is_ascii_digit() {
        p.at(end).is_ascii_digit()
    } else {
        super::han::han_digit(p.at(end)).is_some()
    } {
        end += 1;
    }
    if end == from || end - from > 2 {
        return;
    }
    if bracket {
        if !matches!(p.at(end), '）' | ')') {
            return;
        }
        end += 1;
    }
    let mark = p.at(end);
    let wanted = match mark {
        '、' if digits && is_han(p.at(end + 1)) && !p.slice(end + 1..end + 8).iter().any(|c| c.is_ascii_digit()) => {
            "."
        }
        '、' if bracket => "",
        '、' if ordinal => "，",
        '，' | '.' | '．' | ','
            if !digits && !bracket && !ordinal && end - from <= 2 && is_han(p.at(end + 1)) && mark != '，' =>
        {
            "、"
        }
        '，' if !digits && !bracket && !ordinal && matches!(p.role, Role::Heading(_) | Role::HeadingLead) => "、",
        _ => return,
    };
    let found = p.finding(
        "P11",
        0..end + 1,
        say!("层次序数“{}”后的标点不合规定", "the mark after the sequence number “{}”", p.text(0..end)),
    );
    let help = if wanted.is_empty() {
        say!("括号后不加标点", "no mark after brackets")
    } else {
        say!("改用“{}”", "write “{}”", wanted)
    };
    report.push(fixed(found.help(help), [p.edit(end..end + 1, wanted)]));
}
