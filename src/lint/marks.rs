//! P: marks of punctuation (GB/T 15834—2011).

use super::han::{is_close, is_han, is_mark, is_open, is_stop, partner};
use super::numeral::{Numeral, Rate, Script};
use super::passage::{Passage, Role, fixed};
use super::reading::Reading;
use super::report::Report;
use crate::say;

/// All rules of marks.
pub fn check(reading: &Reading, report: &mut Report) {
    let mut open_above = None;
    for (index, passage) in reading.passages.iter().enumerate() {
        let next = reading.passages.get(index + 1);
        for at in 0..passage.len() {
            match passage.at(at) {
                '.' => {
                    dots(passage, at, report);
                    half_width(passage, at, report);
                }
                ',' | ';' | ':' | '?' | '!' | '(' | ')' => half_width(passage, at, report),
                '"' | '\'' => straight_quote(passage, at, report),
                '-' | '－' | '–' | '—' | '―' | '─' => dash(passage, at, report),
                '…' | '⋯' | '·' => ellipsis(passage, at, report),
                ' ' | '\t' => space(passage, at, report),
                '、' => {
                    doubled(passage, at, report);
                    between_quotes(passage, at, report);
                    approximate(passage, at, report);
                }
                '，' | '；' | '：' | '？' | '！' => doubled(passage, at, report),
                '。' => {
                    ellipsis(passage, at, report);
                    doubled(passage, at, report);
                    stop_in_quotes(passage, at, report);
                }
                _ => {}
            }
        }
        unpaired(passage, next, &mut open_above, report);
        event_dates(passage, report);
        sequence_marks(passage, report);
    }
    ranges(reading, report);
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

/// P02: straight quotation marks beside Han; a pair is reported once, at its opening.
fn straight_quote(p: &Passage, at: usize, report: &mut Report) {
    let mark = p.at(at);
    let chinese = |c: char| is_han(c) || is_mark(c);
    let earlier = p.slice(0..at).iter().filter(|c| **c == mark).count();
    if earlier % 2 == 1 {
        return;
    }
    let close = (at + 1..p.len()).find(|index| p.at(*index) == mark);
    let touches = |index: usize| chinese(p.before(index)) || chinese(p.at(index + 1));
    let inside = close.is_some_and(|close| p.slice(at..close).iter().any(|c| is_han(*c)));
    if !(touches(at) || close.is_some_and(touches) || inside)
        || mark == '\'' && !inside
        || p.before(at).is_ascii_digit()
    {
        return;
    }
    let (open, shut) = if mark == '"' { ("“", "”") } else { ("‘", "’") };
    let found = p.finding("P02", at..at + 1, say!("直引号", "a straight quotation mark")).help(say!(
        "改为{}…{}",
        "write {}…{}",
        open,
        shut
    ));
    report.push(match close {
        Some(close) => fixed(found, [p.edit(at..at + 1, open), p.edit(close..close + 1, shut)]),
        None => found,
    });
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
        && p.starts_any(at + 1, &["等待", "等候", "等级", "等于", "等同", "等额", "等值", "等量", "等距"]).is_none();
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

/// P07: GB/T 15834 4.5.3.5.
fn between_quotes(p: &Passage, at: usize, report: &mut Report) {
    let (before, after) = (p.before(at), p.at(at + 1));
    let quotes = before == '”' && after == '“' || before == '》' && after == '《';
    if quotes {
        let found = p.finding(
            "P07",
            at - 1..at + 2,
            say!("并列的{}之间用了顿号", "、 between adjacent {}", if before == '”' { "引号" } else { "书名号" }),
        );
        report.push(fixed(found.help(say!("删去顿号", "delete the 、")), [p.edit(at..at + 1, "")]));
    }
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

/// P11: a full stop inside quotation marks that are part of the sentence.
fn stop_in_quotes(p: &Passage, at: usize, report: &mut Report) {
    if p.at(at + 1) != '”' {
        return;
    }
    let Some(pair) = p.pairs.iter().find(|pair| pair.close == at + 1) else { return };
    let within = p.slice(pair.open..at).iter().any(|c| matches!(c, '。' | '？' | '！'));
    let before = p.before(pair.open);
    let after = p.at(at + 2);
    // A quotation after ： or at the beginning of a sentence stands for itself.
    if within
        || !is_han(before)
        || matches!(before, '道' | '说' | '曰' | '称')
        || !(is_han(after) || after == '\0')
        || pair.close - pair.open < 4
    {
        return;
    }
    if is_han(after)
        && p.starts_any(
            at + 2,
            &["的", "精神", "要求", "理念", "原则", "思想", "目标", "方针", "工作", "为", "和", "与", "等", "这", "是"],
        )
        .is_none()
    {
        return;
    }
    let found = p.finding(
        "P11",
        at..at + 2,
        say!("引文是句子的一部分，句号不放在引号内", "the quotation is part of the sentence: no full stop inside it"),
    );
    report.push(if after == '\0' {
        fixed(found.help(say!("改为“”。”的次序", "put the stop after the mark")), [p.edit(at..at + 2, "”。")])
    } else {
        fixed(found.help(say!("删去引号内的句号", "delete the stop")), [p.edit(at..at + 1, "")])
    });
}

/// P08: marks without a partner, and nesting.
fn unpaired(p: &Passage, next: Option<&Passage>, open_above: &mut Option<char>, report: &mut Report) {
    for &at in &p.strays {
        let c = p.at(at);
        // 1） 一） （1）: a closing bracket after a sequence number.
        let numbered = matches!(c, '）' | ')') && {
            let mut start = at;
            while start > 0
                && (p.before(start).is_ascii_alphanumeric() || super::han::han_digit(p.before(start)).is_some())
            {
                start -= 1;
            }
            start < at && (start == 0 || matches!(p.before(start), '：' | '；' | '。' | '，' | ' '))
        };
        // A quotation of several paragraphs opens each and closes the last (GB/T 15834 4.8.3.5).
        let carried = c == '“' && at == 0 && next.is_some_and(|next| next.at(0) == '“');
        let ends_carried = c == '”' && *open_above == Some('“');
        if carried {
            *open_above = Some('“');
            continue;
        }
        if ends_carried {
            *open_above = None;
            continue;
        }
        if numbered || matches!(c, '(' | ')') && p.len() < 3 {
            continue;
        }
        let wanted = partner(c);
        let reversed = p
            .strays
            .iter()
            .any(|other| *other != at && (partner(c) == Some(p.at(*other)) || partner(p.at(*other)) == Some(c)));
        let found = p.finding("P08", at..at + 1, say!("“{}”没有配对", "“{}” has no partner", c));
        let help = match wanted {
            _ if reversed => say!(
                "方向写反了，或与另一半不在一处：核对这一对",
                "reversed, or apart from its other half: check the pair"
            ),
            Some(close) => say!("补上“{}”，或删去它", "add “{}” or delete it", close),
            None => say!("补上前一半，或删去它", "add its first half or delete it"),
        };
        report.push(found.help(help));
    }
    // “ ” inside “ ” should be ‘ ’; 《 》 inside 《 》 should be 〈 〉 (4.8.3.4, 4.15.3).
    for (index, inner) in
        p.pairs.iter().enumerate().filter(|(_, pair)| pair.depth > 0 && matches!(pair.mark, '“' | '《'))
    {
        let outer = p.pairs.get(..index).unwrap_or(&[]).iter().rev().take(16).find(|pair| pair.close > inner.close);
        if outer.is_some_and(|outer| outer.mark == inner.mark) {
            let (open, close) = if inner.mark == '“' { ("‘", "’") } else { ("〈", "〉") };
            let found = p
                .finding("P08", inner.open..inner.close + 1, say!("{0}里又用{0}", "{0} nested in {0}", inner.mark))
                .help(say!("里层改用{}{}", "the inner pair is {}{}", open, close));
            report.push(fixed(
                found,
                [p.edit(inner.open..inner.open + 1, open), p.edit(inner.close..inner.close + 1, close)],
            ));
        }
    }
}

/// P09: GB/T 15834 4.14.3.3.
fn event_dates(p: &Passage, report: &mut Report) {
    const EVENTS: &[&str] = &[
        "案",
        "事件",
        "事故",
        "地震",
        "讲话",
        "火灾",
        "爆炸",
        "惨案",
        "晚会",
        "运动",
        "起义",
        "空难",
        "矿难",
        "海难",
        "洪灾",
        "车祸",
        "暴动",
        "政变",
        "血案",
        "枪击",
        "塌方",
        "滑坡",
        "泥石流",
        "踩踏",
    ];
    for pair in p.pairs.iter().filter(|pair| pair.mark == '“') {
        let inner = pair.inner();
        let mut end = inner.start;
        while end < inner.end
            && (p.at(end).is_ascii_digit() || matches!(p.at(end), '.' | '．' | '、' | '・' | '•' | '-' | '/'))
        {
            end += 1;
        }
        let written = p.text(inner.start..end);
        let rest_end = (pair.close + 1..p.len())
            .take(18)
            .find(|at| is_stop(p.at(*at)) || matches!(p.at(*at), '“' | '\n'))
            .unwrap_or(p.len().min(pair.close + 19));
        let after = p.text(end..rest_end);
        let event = EVENTS.iter().any(|word| after.contains(word))
            && !after.starts_with(['%', '万', '亿', '元', '个', '分', '小', '公']);
        if !event {
            han_event(p, inner.clone(), after, report);
            continue;
        }
        let Some((month, day)) = month_day(written) else {
            han_event(p, inner.clone(), after, report);
            continue;
        };
        let right = format!("{month}·{day}");
        // Numbers everybody dials are not dates.
        if matches!(written, "110" | "119" | "120" | "122" | "114" | "1210") {
            continue;
        }
        let found = p.finding(
            "P09",
            pair.open..end,
            say!(
                "以月、日为名的事件“{}”缺间隔号",
                "the event named “{}” by month and day lacks its interpunct",
                written
            ),
        );
        report.push(fixed(found.help(say!("改为“{}”", "write “{}”", right)), [p.edit(inner.start..end, &right)]));
    }
}

/// 326, 3.31, 0326 → month and day, when they can only be that.
fn month_day(written: &str) -> Option<(u32, u32)> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let (month, day) = match parts.as_slice() {
        [one] if one.len() == 3 => (one.get(..1)?, one.get(1..)?),
        [one] if one.len() == 4 => (one.get(..2)?, one.get(2..)?),
        [month, day] => (*month, *day),
        _ => return None,
    };
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// 一二·九, 一·二八 keep the interpunct; 五四, 七一 take none.
fn han_event(p: &Passage, inner: std::ops::Range<usize>, after: &str, report: &mut Report) {
    let event = ["运动", "惨案", "事变", "起义", "讲话", "大地震", "地震", "政变"]
        .iter()
        .any(|word| after.contains(word) || p.text(inner.clone()).ends_with(word));
    let right = match p.text(inner.clone()) {
        "一二九" | "一二九运动" | "一·二九" => "一二·九",
        "一二八" | "一二八事变" | "一二·八" => "一·二八",
        "一二一" => "一二·一",
        "五·四" => "五四",
        "七·一" => "七一",
        "八·一" => "八一",
        "九·一八" => "九一八",
        "七·七" => "七七",
        "五·卅" => "五卅",
        _ => return,
    };
    if event {
        let found = p.finding(
            "P09",
            inner.clone(),
            say!("“{}”的间隔号不合规定", "the interpunct of “{}”", p.text(inner.clone())),
        );
        report.push(found.help(say!(
            "改为“{}”：汉字只在一、十一、十二月后用间隔号",
            "write “{}”: in Han numerals only the months 1, 11, 12 take it",
            right
        )));
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

/// P10 and N16: numeric ranges, their sign and the percent or scale of their first number.
fn ranges(reading: &Reading, report: &mut Report) {
    let mut kinds: Vec<(char, &Passage, usize)> = Vec::new();
    for p in &reading.passages {
        for pair in p.numerals.windows(2) {
            let [first, second] = pair else { continue };
            let Some((sign, at)) = joined(p, first, second) else { continue };
            if matches!(sign, '～' | '—') && !year_like(p, second) {
                kinds.push((sign, p, at));
            }
            let lacks = second.rate == Rate::Percent && first.rate == Rate::None
                || second.scale.is_some_and(|scale| matches!(scale, '万' | '亿'))
                    && first.scale.is_none()
                    && first.unit.is_empty();
            if lacks && first.value < second.value && !matches!(sign, '-' if p.before(first.range.start) == '-') {
                let percent = second.rate == Rate::Percent;
                let what = if percent { "%".to_owned() } else { second.scale.map(String::from).unwrap_or_default() };
                let found = p.finding(
                    "N16",
                    first.range.start..second.range.end,
                    say!(
                        "范围“{}”的前一个数缺“{}”",
                        "the first number of the range “{}” lacks its {}",
                        p.text(first.range.start..second.range.end),
                        what
                    ),
                );
                let sign_right = if sign == '—' { "—" } else { "～" };
                let help = say!(
                    "改为“{}{}{}{}”",
                    "write “{}{}{}{}”",
                    p.text(first.range.clone()),
                    what,
                    sign_right,
                    p.text(second.range.clone())
                );
                report.push(fixed(
                    found.help(help),
                    [p.edit(first.range.end..second.range.start, &format!("{what}{sign_right}"))],
                ));
            } else if matches!(sign, '-' | '~' | '–' | '－') {
                let years = year_like(p, second);
                let right = if years { "—" } else { "～" };
                let found = p.finding(
                    "P10",
                    first.range.start..second.range.end,
                    say!("范围用了“{}”", "a range written with “{}”", sign),
                );
                report.push(fixed(
                    found.help(say!("改为“{}”", "write “{}”", right)),
                    [p.edit(first.range.end..second.range.start, right)],
                ));
            }
        }
    }
    let tilde = kinds.iter().filter(|(sign, ..)| *sign == '～').count();
    let rare = match (tilde, kinds.len() - tilde) {
        (0, _) | (_, 0) => return,
        (tildes, lines) if tildes < lines => '～',
        _ => '—',
    };
    for (_, p, at) in kinds.iter().filter(|(sign, ..)| *sign == rare) {
        report.push(
            p.finding("P10", *at..at + 1, say!("范围一处用～，一处用—", "ranges here with ～, there with —"))
                .help(say!("全文统一", "use one of them throughout")),
        );
    }
}

fn year_like(p: &Passage, second: &Numeral) -> bool {
    p.at(second.range.end) == '年' && second.digits.len() == 4
}

/// The sign between two numbers of a range, and its place.
fn joined(p: &Passage, first: &Numeral, second: &Numeral) -> Option<(char, usize)> {
    if first.script != Script::Arabic || second.script != Script::Arabic {
        return None;
    }
    // Between them stands the sign, after the unit of the first at most.
    let gap = first.range.end.max(first.unit.end)..second.digits.start;
    let minus = second.value.is_sign_negative();
    let (at, sign) = match gap.len() {
        1 => (gap.start, p.at(gap.start)),
        0 if minus => (second.digits.start, '-'),
        _ => return None,
    };
    if !matches!(sign, '-' | '~' | '～' | '–' | '—' | '－') {
        return None;
    }
    // Codes, telephone numbers, dates, scores: letters around, another hyphen, or no unit and no rate.
    let around = [p.before(first.range.start), p.at(second.range.end)];
    let code = around.iter().any(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '/' | '_' | '.' | '+' | '—' | '号'));
    let bare = second.rate == Rate::None && second.scale.is_none() && second.unit.is_empty();
    let hyphen = matches!(sign, '-' | '–' | '－');
    let leading_zero = p.at(first.digits.start) == '0' && first.decimals == 0
        || p.at(second.digits.start) == '0' && second.decimals == 0;
    if code
        || hyphen && bare
        || leading_zero
        || hyphen && p.text(second.unit.clone()) == "号"
        || first.value >= second.value && hyphen
    {
        return None;
    }
    Some((sign, at))
}
