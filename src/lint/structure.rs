//! S: paragraphs, headings, sequences, sections.

use super::han::{HAN_DIGITS, han_digit, is_close, is_end, is_han, is_ideograph};
use super::passage::{Passage, Role};
use super::reading::Reading;
use super::report::Report;
use crate::base::{Finding, Severity, Span};
use crate::content::{Block, BlockKind, BreakKind};
use crate::say;
use std::collections::BTreeMap;

/// A paragraph longer than this is hard to find one's way in.
const LONG_PARAGRAPH: usize = 400;
/// A sentence longer than this is not taken in at one reading.
const LONG_SENTENCE: usize = 220;

/// All rules of structure.
pub fn check(reading: &Reading, report: &mut Report) {
    for (index, passage) in reading.passages.iter().enumerate() {
        match passage.role {
            Role::Paragraph => {
                broken(passage, reading.passages.get(index + 1), report);
                long(passage, report);
                ordinals(passage, report);
                deixis(passage, report);
            }
            Role::Heading(_) | Role::HeadingLead | Role::Title => headline(passage, report),
            Role::Credit => {
                credit(reading, passage, report);
                deixis(passage, report);
            }
            Role::Item => {
                ordinals(passage, report);
                deixis(passage, report);
            }
            Role::Note | Role::Label => deixis(passage, report),
        }
    }
    parity(reading, report);
    sections(reading.document.flow(), report);
    numbering(reading, report);
    duplicates(reading, report);
}

/// S01: the paragraph ends without a final mark.
fn broken(p: &Passage, next: Option<&Passage>, report: &mut Report) {
    let mut end = p.len();
    while end > 0 && (is_close(p.before(end)) || p.before(end) == ' ') {
        end -= 1;
    }
    let last = p.before(end);
    let open_end = matches!(last, '，' | '、');
    // Short lines without stops are labels; a colon leads on to what follows.
    let sentence = p.len() >= 12 && (p.len() >= 30 || p.chars.iter().any(|c| matches!(c, '，' | '。' | '、')));
    if end == 0
        || last == '…'
        || last == '—'
        || is_end(last)
        || matches!(last, '：' | '；' | ')' | '.' | '!' | '?' | ':' | ';')
        || !(open_end || sentence)
    {
        return;
    }
    // （一）… a line that is a heading in the text; 附件：… a list.
    let numbered = p.at(0) == '（' || han_digit(p.at(0)).is_some() && p.at(1) == '、';
    if numbered && p.len() < 30 && !open_end || p.starts(0, "附件") || p.starts(0, "附：") {
        return;
    }
    let goes_on = next.is_some_and(|next| next.role == Role::Paragraph);
    // From the last mark on, so that the reader sees where it breaks off.
    let start = (0..end).rev().find(|at| matches!(p.at(*at), '，' | '。' | '；' | '、')).map_or(0, |at| at + 1);
    let found = p.finding(
        "S01",
        start.min(end - 1)..p.len(),
        say!("段落没有说完：段末没有句末标点", "the paragraph breaks off: no final mark at its end"),
    );
    report.push(if goes_on {
        found.help(say!("与下一段连成一段，或补上句号", "join it with the next paragraph, or end it with a stop"))
    } else {
        found.help(say!("补上句末标点", "end it with a stop"))
    });
}

/// S02, S03.
fn long(p: &Passage, report: &mut Report) {
    if p.len() > LONG_PARAGRAPH {
        report.push(
            p.finding("S02", 0..p.len(), say!("段落有{}字", "a paragraph of {} characters", p.len()))
                .help(say!("分成几段", "split it")),
        );
    }
    for sentence in p.sentences.iter().filter(|sentence| sentence.len() > LONG_SENTENCE) {
        report.push(
            p.finding("S03", sentence.clone(), say!("句子有{}字", "a sentence of {} characters", sentence.len()))
                .help(say!("断成几句", "split it")),
        );
    }
}

/// S06: words that point at the page.
fn deixis(p: &Passage, report: &mut Report) {
    const POINTERS: &[&str] = &[
        "本版",
        "本页",
        "左图",
        "右图",
        "上图",
        "下图",
        "左下图",
        "右下图",
        "左上图",
        "右上图",
        "上表",
        "下表",
        "下页",
        "上页",
        "转下版",
        "上接第",
    ];
    for at in 0..p.len() {
        if !matches!(p.at(at), '本' | '左' | '右' | '上' | '下' | '转') {
            continue;
        }
        if !matches!(p.at(at + 1), '版' | '页' | '图' | '表' | '下' | '上' | '接') {
            continue;
        }
        let Some((word, length)) = p.starts_any(at, POINTERS) else { continue };
        // 成本版…, 线上图书馆: the characters belong to other words.
        let after = p.at(at + length);
        if super::lexicon::is_word(p.before(at), p.at(at))
            || matches!(after, '书' | '案' | '权' | '面' | '达' | '彰' | '扬') && word != "本页"
        {
            continue;
        }
        report.push(
            p.finding("S06", at..at + length, say!("“{}”依赖版面", "“{}” depends on the page", word))
                .help(say!("改用编号（图1、表2）或不依赖版面的说法", "refer by number, or say it without the page")),
        );
    }
}

/// S07 for one headline: its own dash or final stop.
fn headline(p: &Passage, report: &mut Report) {
    if p.starts(0, "——") {
        report.push(
            p.finding("S07", 0..2, say!("副题自带破折号", "the subtitle brings its own dash"))
                .help(say!("删去：破折号由版式给出", "delete it: the layout sets the dash")),
        );
    }
    let last = p.len().saturating_sub(1);
    if matches!(p.at(last), '。' | '，' | '；' | '、') {
        let found = p.finding("S07", last..last + 1, say!("标题末尾用了“{}”", "a heading ends with “{}”", p.at(last)));
        report.push(super::passage::fixed(found.help(say!("删去", "delete it")), [p.edit(last..last + 1, "")]));
    }
}

/// S07: lengths of the parts of headings, where all but one agree.
fn parity(reading: &Reading, report: &mut Report) {
    let mut groups: BTreeMap<(u8, bool), Vec<&Passage>> = BTreeMap::new();
    let mut lead = false;
    for p in &reading.passages {
        match p.role {
            Role::HeadingLead => {
                lead = true;
                groups.entry((0, true)).or_default().push(p);
            }
            Role::Heading(level) => {
                if lead {
                    groups.entry((level, true)).or_default().push(p);
                }
                lead = false;
            }
            Role::Title | Role::Paragraph | Role::Item | Role::Note | Role::Credit | Role::Label => {}
        }
    }
    for group in groups.values().filter(|group| group.len() >= 4) {
        let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
        for p in group {
            *lengths.entry(p.len()).or_default() += 1;
        }
        let Some((common, _)) = lengths.iter().find(|(_, count)| **count + 1 == group.len()) else { continue };
        for p in group.iter().filter(|p| p.len() != *common) {
            report.push(
                p.finding(
                    "S07",
                    0..p.len(),
                    say!(
                        "这一标题{}字，其余各条都是{}字",
                        "this heading has {} characters, all others {}",
                        p.len(),
                        common
                    ),
                )
                .help(say!("核对是否漏字、多字", "check for a missing or extra character")),
            );
        }
    }
}

/// S05: a credit for pictures that are not there.
fn credit(reading: &Reading, p: &Passage, report: &mut Report) {
    let named = ["图片", "摄影", "摄", "照片", "图／", "图/"]
        .iter()
        .find_map(|word| Some((p.find(0..p.len(), word)?, word.chars().count())));
    let Some((at, length)) = named else { return };
    if !pictures(&reading.document.blocks) {
        // 文字图片 is one phrase.
        let start = if p.ends(at, "文字") { at - 2 } else { at };
        report.push(
            p.finding(
                "S05",
                start..at + length,
                say!(
                    "署名提到“{}”，文中没有图片",
                    "the credit names “{}”; there is no picture",
                    p.text(at..at + length)
                ),
            )
            .help(say!("配上图片，或改署名", "set the pictures, or change the credit")),
        );
    }
}

fn pictures(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Picture(_) => true,
        BlockKind::Box(framed) => pictures(&framed.blocks),
        BlockKind::Columns(columns) => pictures(&columns.blocks),
        BlockKind::Heading(_)
        | BlockKind::Inset(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Lead(_)
        | BlockKind::FigureTable(_)
        | BlockKind::Chart(_)
        | BlockKind::Grid(_)
        | BlockKind::List(_)
        | BlockKind::Quote(_)
        | BlockKind::Tabbed(_)
        | BlockKind::Numbers(_)
        | BlockKind::Contents(_)
        | BlockKind::Signature(_)
        | BlockKind::Colophon(_)
        | BlockKind::Pull(_)
        | BlockKind::Imprint(_)
        | BlockKind::Remark(_)
        | BlockKind::Break(_)
        | BlockKind::Credit(_) => false,
    })
}

/// S08 for heading levels, S09 for sections without content.
fn sections<'d>(blocks: impl Iterator<Item = &'d Block>, report: &mut Report) {
    let mut level_above: Option<u8> = None;
    let mut empty: Option<(u8, Span)> = None;
    let finding = |code: &'static str, span: Span, message| {
        Finding::check(code, super::rules::rule(code).map_or(Severity::Error, |rule| rule.severity), span, message)
    };
    let tell = |(_, span): (u8, Span), report: &mut Report| {
        report.push(
            finding("S09", span, say!("标题下没有内容", "an empty section"))
                .help(say!("写上内容，或删去标题", "write its text or delete the heading")),
        );
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                if level_above.is_some_and(|above| heading.level > above + 1) {
                    report.push(
                        finding(
                            "S08",
                            block.span,
                            say!(
                                "标题从{}级跳到{}级",
                                "headings go from level {} to level {}",
                                level_above.unwrap_or(0),
                                heading.level
                            ),
                        )
                        .help(say!("改为下一级", "use the next level")),
                    );
                }
                level_above = Some(heading.level);
                if let Some(waiting) = empty.filter(|(level, _)| heading.level <= *level) {
                    tell(waiting, report);
                }
                empty = Some((heading.level, heading.main.span));
            }
            BlockKind::Inset(_) | BlockKind::Break(BreakKind::Column | BreakKind::Page | BreakKind::Recto) => {}
            BlockKind::Imprint(_) => {}
            BlockKind::Credit(_) | BlockKind::Signature(_) | BlockKind::Colophon(_) => {
                if let Some(waiting) = empty.take() {
                    tell(waiting, report);
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Lead(_)
            | BlockKind::FigureTable(_)
            | BlockKind::Chart(_)
            | BlockKind::Grid(_)
            | BlockKind::List(_)
            | BlockKind::Quote(_)
            | BlockKind::Pull(_)
            | BlockKind::Picture(_)
            | BlockKind::Box(_)
            | BlockKind::Columns(_)
            | BlockKind::Tabbed(_)
            | BlockKind::Numbers(_)
            | BlockKind::Contents(_)
            | BlockKind::Remark(_) => empty = None,
        }
    }
    if let Some(waiting) = empty {
        tell(waiting, report);
    }
}

/// S08: 一是…三是…, within one paragraph.
fn ordinals(p: &Passage, report: &mut Report) {
    let counts = |c: char| HAN_DIGITS.contains(c) || !is_ideograph(c) && han_digit(c).is_some();
    let digits: Vec<usize> = p.chars.iter().enumerate().filter(|(_, c)| counts(**c)).map(|(at, _)| at).collect();
    for (word, before) in [("是", false), ("要", false), ("，", true), ("、", true)] {
        let mut last: Option<u32> = None;
        for at in digits.iter().copied() {
            let start = !before && matches!(p.before(at), '\0' | '。' | '；' | '：' | '，')
                || before
                    && p.before(at) == '第'
                    && matches!(at.checked_sub(2).map_or('\0', |at| p.at(at)), '\0' | '。' | '；' | '：');
            let Some(value) = han_digit(p.at(at)).filter(|value| (1..=10).contains(value) && start) else { continue };
            if !p.starts(at + 1, word) || p.at(at) == '两' || word == "要" && value == 1 && p.starts(at + 1, "要求")
            {
                continue;
            }
            match last {
                Some(above) if value > above + 1 || value == above => {
                    let message = if value == above {
                        say!("序号“{}”重复", "the ordinal “{}” comes twice", p.at(at))
                    } else {
                        say!("序号从“{}”跳到“{}”", "ordinals go from {} to “{}”", number(above), p.at(at))
                    };
                    report.push(
                        p.finding("S08", at..at + 2, message)
                            .help(say!("核对序号，或补上缺的一项", "check the sequence, or add the missing item")),
                    );
                }
                _ => {}
            }
            // A new series begins at one.
            last = if value == 1 || last.is_some() { Some(value) } else { None };
        }
    }
}

fn number(value: u32) -> char {
    "零一二三四五六七八九十".chars().nth(value as usize).unwrap_or('？')
}

/// S08: 一、二、四、 at the heads of paragraphs and headings.
fn numbering(reading: &Reading, report: &mut Report) {
    let mut last: BTreeMap<u8, u32> = BTreeMap::new();
    for p in
        reading.passages.iter().filter(|p| matches!(p.role, Role::Heading(_) | Role::HeadingLead | Role::Paragraph))
    {
        let Some((kind, value, end)) = sequence(p) else { continue };
        // A deeper sequence begins anew under each item.
        last.retain(|other, _| *other <= kind);
        if let Some(above) = last.get(&kind).copied() {
            if value != above + 1 && value != 1 {
                report.push(
                    p.finding(
                        "S08",
                        0..end,
                        say!("序号不连续：上一个是{}，这里是{}", "the sequence goes from {} to {}", above, value),
                    )
                    .help(say!("核对序号", "check the sequence")),
                );
            } else if value == 1 && above == 1 && kind < 4 {
                report.push(
                    p.finding("S08", 0..end, say!("序号{}重复", "the number {} comes twice", value))
                        .help(say!("核对序号", "check the sequence")),
                );
            }
        }
        last.insert(kind, value);
    }
}

/// The kind of sequence number at the head of a passage (一、 0, （一） 1, 1. 2, （1） 3), its value and end.
fn sequence(p: &Passage) -> Option<(u8, u32, usize)> {
    let bracket = matches!(p.at(0), '（' | '(');
    // 附件：1.名单: the list begins on the line of its word.
    let from = if p.starts(0, "附件：") && p.at(3).is_ascii_digit() { 3 } else { usize::from(bracket) };
    let arabic = p.at(from).is_ascii_digit();
    let mut end = from;
    while end - from < 3 && if arabic { p.at(end).is_ascii_digit() } else { han_digit(p.at(end)).is_some() } {
        end += 1;
    }
    let digits = p.slice(from..end);
    let value = if arabic { p.text(from..end).parse().ok()? } else { super::numeral::han_value(digits)? as u32 };
    let closed = match (bracket, arabic) {
        (true, _) => matches!(p.at(end), '）' | ')') && is_han(p.at(end + 1)),
        (false, false) => p.at(end) == '、' && han_digit(p.at(end + 1)).is_none(),
        (false, true) => matches!(p.at(end), '.' | '．') && is_han(p.at(end + 1)),
    };
    // 四是… at the head of a paragraph, the next of them not within it.
    if !bracket && !arabic && p.at(end) == '是' && p.role == Role::Paragraph && (1..=9).contains(&value) {
        let next = format!("{}是", number(value + 1));
        return (!p.prose.text.contains(&next)).then_some((4, value, end + 1));
    }
    let listed = p.slice(end + 1..end + 4).contains(&'、') && !bracket && !arabic;
    (end > from && value > 0 && closed && !listed).then_some((u8::from(bracket) + 2 * u8::from(arabic), value, end + 1))
}

/// S10: the same text twice.
fn duplicates(reading: &Reading, report: &mut Report) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, p) in reading.passages.iter().enumerate() {
        let heading = matches!(p.role, Role::Heading(_));
        if !(heading && p.len() >= 6 || p.role == Role::Paragraph && p.len() >= 12) {
            continue;
        }
        let text = p.prose.text.trim();
        match seen.get(text).and_then(|first| reading.passages.get(*first)) {
            Some(first) => report.push(
                p.finding("S10", 0..p.len(), say!("与前文重复", "the same as an earlier block"))
                    .help(say!("删去一处", "delete one of them"))
                    .with(first.span(0..first.len()), say!("前一处", "the earlier one")),
            ),
            None => {
                seen.insert(text, index);
            }
        }
    }
}
