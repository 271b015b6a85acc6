//! P02, P07, P08, P11: quotation marks, brackets and titles.

use crate::lint::han::{is_han, is_mark, partner};
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// P08: marks without a partner, and nesting.
pub(super) fn unpaired(p: &Passage, next: Option<&Passage>, open_above: &mut Option<char>, report: &mut Report) {
    honours(p, report);
    let straight = p.chars.iter().filter(|c| **c == '"').count() % 2 == 1;
    for &at in &p.strays {
        let c = p.at(at);
        // “…": the straight mark is its other half, and told already.
        if straight && matches!(c, '“' | '”') {
            continue;
        }
        // 1） 一） （1）: a closing bracket after a sequence number.
        let numbered = matches!(c, '）' | ')') && {
            let mut start = at;
            while start > 0
                && (p.before(start).is_ascii_alphanumeric() || crate::lint::han::han_digit(p.before(start)).is_some())
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
    // ‘ ’ stands inside “ ” (4.8.3.4); within a quotation that a paragraph above opened it is at home.
    let inside = open_above.is_some() || p.strays.iter().any(|at| matches!(p.at(*at), '“' | '”'));
    for pair in p.pairs.iter().filter(|pair| pair.mark == '‘' && pair.depth == 0 && !inside) {
        let found = p
            .finding("P08", pair.open..pair.close + 1, say!("外层引号用了‘’", "‘ ’ as the outer quotation marks"))
            .help(say!("外层改用“”", "write “ ” outside"));
        report.push(fixed(found, [p.edit(pair.open..pair.open + 1, "“"), p.edit(pair.close..pair.close + 1, "”")]));
    }
}

/// P08: 被评为“先进集体，周敏被评为全市三八红旗手”: the name of an honour has no comma, so its second mark is another's.
fn honours(p: &Passage, report: &mut Report) {
    const GIVEN: &[&str] = &["被评为", "荣获", "获评", "获得", "授予", "评为", "命名为", "认定为", "列为", "入选"];
    for pair in p.pairs.iter().filter(|pair| pair.mark == '“' && pair.depth == 0) {
        let inner = p.slice(pair.inner());
        let again = || GIVEN.iter().any(|word| p.text(pair.inner()).contains(word));
        let clause = inner.contains(&'，') && !inner.iter().any(|c| matches!(c, '！' | '。' | '；'));
        if clause && p.ends_any(pair.open, GIVEN).is_some() && again() {
            report.push(
                p.finding(
                    "P08",
                    pair.open..pair.close + 1,
                    say!(
                        "引号里包进了另一分句：中间少了一对引号的两半",
                        "a clause of its own within the marks: two halves are missing between"
                    ),
                )
                .help(say!("核对引号在哪里关、在哪里开", "check where the marks close and open")),
            );
        }
    }
}

/// P11: 他说：“…，…”。: a whole sentence that is quoted keeps its stop.
pub(super) fn stop_after_quotes(p: &Passage, report: &mut Report) {
    for pair in p.pairs.iter().filter(|pair| pair.mark == '“' && pair.depth == 0) {
        let told = p.before(pair.open) == '：'
            && p.ends_any(pair.open - 1, &["说", "道", "介绍", "表示", "指出", "强调", "写道", "回答", "坦言", "认为"])
                .is_some();
        let whole = p.slice(pair.inner()).contains(&'，') && is_han(p.before(pair.close));
        if told && whole && p.at(pair.close + 1) == '。' {
            let found = p.finding(
                "P11",
                pair.close..pair.close + 2,
                say!("引的是完整的话，句号应在引号内", "a whole sentence is quoted: the full stop belongs inside"),
            );
            let found = found.help(say!("改为“。”在前", "put the stop before the mark"));
            report.push(fixed(found, [p.edit(pair.close..pair.close + 2, "。”")]));
        }
    }
}

/// P07: GB/T 15834 4.5.3.5.
pub(super) fn between_quotes(p: &Passage, at: usize, report: &mut Report) {
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

/// P11: a full stop inside quotation marks that are part of the sentence.
pub(super) fn stop_in_quotes(p: &Passage, at: usize, report: &mut Report) {
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

/// P02: straight quotation marks beside Han; a pair is reported once, at its opening.
pub(super) fn straight_quote(p: &Passage, at: usize, report: &mut Report) {
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
