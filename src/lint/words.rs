//! W: words. Dictionaries in one walk each; repetition, names, redundancy, relative time.

mod alike;
pub(super) mod clashes;
mod halves;
pub(super) mod misfits;
mod names;
mod particles;
pub(super) mod phrases;
mod repeated;
mod spellings;
mod time;
mod titles;
mod triples;
mod typos;

use super::config::Config;
use super::han::{CharSet, is_han};
use super::heads::{self, Head};
use super::lexicon::{self, Dictionary, Entry};
use super::passage::{Passage, Role, fixed};
use super::reading::Reading;
use super::report::Report;
use crate::base::Severity;
use crate::say;

/// All rules of words.
pub fn check(reading: &Reading, config: &Config, report: &mut Report) {
    let own = own_words(config);
    let banned = Dictionary::new(config.banned.iter().map(|word| entry(word, "", &[])));
    let doubts: Vec<_> = reading.passages.iter().map(typos::find).collect();
    let mut written = std::collections::BTreeMap::new();
    reading.passages.iter().zip(&doubts).for_each(|(p, found)| typos::count(&mut written, p, found));
    let (mut heads, mut seen) = (Vec::new(), repeated::Seen::new());
    for (p, doubts) in reading.passages.iter().zip(&doubts) {
        let mut taken = vec![false; p.len()];
        heads::find(&p.chars, &mut heads);
        for dictionary in own.iter().chain([&lexicon::CONFUSABLE]) {
            confusable(p, dictionary, &heads, config, &mut taken, report);
        }
        let sounds: Vec<u16> = p.chars.iter().map(|c| lexicon::sound(*c)).collect();
        near_misses(p, &sounds, &mut taken, config, report);
        for (range, right) in triples::find(p, &sounds) {
            doubtful(p, range, (right.to_owned(), true), &mut taken, config, report);
        }
        for (range, right, sure) in doubts {
            let once = written.get(&[p.at(range.start), p.at(range.start + 1)]).is_some_and(|times| *times == 1);
            if once {
                let right = right.iter().collect();
                doubtful(p, range.clone(), (right, *sure), &mut taken, config, report);
            }
        }
        variants(p, &heads, config, report);
        for (at, entry) in banned.matches(p, &heads) {
            let found = p.finding(
                "W11",
                at..at + entry.wrong.chars().count(),
                say!("禁用词“{}”", "the banned word “{}”", entry.wrong),
            );
            report.push(found.help(say!("改用别的说法", "say it another way")));
        }
        repeated::check(p, &mut seen, report);
        alike::check(p, &taken, report);
        particles::check(p, report);
        phrases::check(p, &heads, config, report);
    }
    mixed_make(reading, report);
    let held = names::titles(reading);
    names::check(reading, &held, config, report);
    titles::check(&held, config, report);
    spellings::check(reading, report);
    time::check(reading, report);
}

fn entry<'a>(wrong: &'a str, right: &'a str, unless: &'a [String]) -> Entry<'a> {
    Entry { wrong, right, unless: unless.iter().map(String::as_str).collect(), level: "" }
}

fn own_words(config: &Config) -> Option<Dictionary<'_>> {
    let list = config.confusables.iter().map(|word| entry(&word.wrong, &word.right, &word.unless));
    (!config.confusables.is_empty()).then(|| Dictionary::new(list))
}

/// Whether the words at `at` are part of one of the longer texts in which they are right.
fn excused(p: &Passage, at: usize, wrong: &str, unless: &[impl AsRef<str>]) -> bool {
    unless.iter().map(AsRef::as_ref).any(|context| {
        context.match_indices(wrong).any(|(byte, _)| {
            let before = context.get(..byte).map_or(0, |text| text.chars().count());
            at.checked_sub(before).is_some_and(|start| p.starts(start, context))
        })
    })
}

/// Whether two characters belong to two words, one on each side: 公布|署名.
fn across_words(p: &Passage, at: usize, length: usize) -> bool {
    let left = lexicon::is_known(&[p.before(at), p.at(at)]);
    match length {
        2 => left && lexicon::is_known(&[p.at(at + 1), p.at(at + 2)]),
        // 自己|成为: what is left over is a word too.
        3 => left && lexicon::is_known(p.slice(at + 1..at + 3)),
        _ => false,
    }
}

/// W02 by dictionary.
fn confusable(
    p: &Passage,
    dictionary: &Dictionary<'_>,
    heads: &[Head],
    config: &Config,
    taken: &mut [bool],
    report: &mut Report,
) {
    for (at, entry) in dictionary.matches(p, heads) {
        let length = entry.wrong.chars().count();
        let skip = across_words(p, at, length)
            || excused(p, at, entry.wrong, &entry.unless)
            || accepted(p, at, length, config)
            || p.titled(at) && entry.level == "w";
        if skip || taken.get(at).copied().unwrap_or(true) {
            continue;
        }
        taken.iter_mut().skip(at).take(length).for_each(|mark| *mark = true);
        let mut found =
            p.finding("W02", at..at + length, say!("“{}”疑为“{}”", "“{}” is probably “{}”", entry.wrong, entry.right));
        match entry.level {
            "w" => found.severity = Severity::Warning,
            "i" => found.severity = Severity::Info,
            _ => {}
        }
        found = found.help(say!("改为“{}”", "write “{}”", entry.right));
        // What is only doubted is asked, never changed.
        report.push(if entry.level == "i" { found } else { fixed(found, [p.edit(at..at + length, entry.right)]) });
    }
}

fn accepted(p: &Passage, at: usize, length: usize, config: &Config) -> bool {
    let text = p.text(at..at + length);
    config.accepted.iter().any(|word| excused(p, at, text, std::slice::from_ref(word)) || word == text)
}

/// Words of one character that stand free between others; a slip is not presumed beside them.
static FREE: CharSet = CharSet::new(
    "的了在是和与及或将按对从以为把被让使等各该此其我你他她它们不未没无很更最也都还又再已曾正就才只仅共约近超达至到由于向往上下中内外前后左右多少大小新老高低好个这那有来去说做能会可要应须须需请如若因所之而且并则但虽即便均皆凡每某另本贵全总主副正原现今当时日月年省市县区镇乡村街路号第一二三四五六七八九十百千万亿两双单半几数些种类项件起次位名人家户所处座台辆部条",
);

fn free(c: char) -> bool {
    FREE.contains(c)
}

/// W02 by likeness: set phrases that sound right and are written wrong, fixed pairs with one
/// inner character amiss or missing.
fn near_misses(p: &Passage, sounds: &[u16], taken: &mut [bool], config: &Config, report: &mut Report) {
    let mut run = 0;
    for (end, &d) in p.chars.iter().enumerate() {
        run = if is_han(d) { run + 1 } else { 0 };
        if run < 4 {
            continue;
        }
        let at = end - 3;
        let (Some(window @ &[a, b, c, _]), Some(sounds)) = (p.chars.get(at..=end), sounds.get(at..=end)) else {
            continue;
        };
        let may = <[u16; 4]>::try_from(sounds).is_ok_and(lexicon::may_be_phrase);
        let near = lexicon::may_be_fixed(a, d) || lexicon::may_be_fixed(b, d);
        if !may && !near || taken.get(at..=end).is_some_and(|marks| marks.contains(&true)) {
            continue;
        }
        let mut tell = |range: std::ops::Range<usize>, right: String, asked: bool| {
            if accepted(p, range.start, range.len(), config)
                || p.titled(range.start)
                || p.binding(range.start).is_some()
            {
                return;
            }
            taken.iter_mut().skip(range.start).take(range.len()).for_each(|mark| *mark = true);
            let found = p.finding(
                "W02",
                range.clone(),
                say!("“{}”疑为“{}”", "“{}” is probably “{}”", p.text(range.clone()), right),
            );
            let found = found.help(if asked {
                say!("请核对：“{}”？", "ask: “{}”?", right)
            } else {
                say!("改为“{}”", "write “{}”", right)
            });
            report.push(if asked { found } else { fixed(found, [p.edit(range, &right)]) });
        };
        if let Some((pair, place)) = lexicon::miss([a, b, c, d]) {
            let odd = if place == 1 { b } else { c };
            let word = if place == 1 {
                lexicon::is_known(&[a, b]) || lexicon::is_known(&[b, c])
            } else {
                lexicon::is_known(&[c, d]) || lexicon::is_known(&[b, c])
            };
            // 消除|安全隐患: the second half begins (the first half ends) another fixed pair.
            let other = if place == 1 {
                [c, d, p.at(at + 4), p.at(at + 5)]
            } else {
                [at.checked_sub(2).map_or('\0', |at| p.at(at)), p.before(at), a, b]
            };
            // 生产|力发展, 办公|厅机关: the four begin within a word.
            let within = lexicon::is_known(&[p.before(at), a]) || lexicon::is_known(&[d, p.at(at + 4)]) && place == 2;
            if !free(odd) && odd != '地' && !within && (pair.strict && place == 1 || !word && !lexicon::is_whole(other))
            {
                tell(at..at + 4, pair.words.iter().collect(), true);
                continue;
            }
        }
        // 均统标识: the second character fell out, and the first hangs in the air.
        if let Some(pair) = lexicon::short(b, c, d) {
            let before_ok = lexicon::is_word(a, b) || lexicon::is_word(b, c) || free(b);
            if !before_ok {
                // 设置|统标识 keeps its 置; 均 that belongs to no word is part of the slip.
                let from = at + usize::from(lexicon::is_known(&[p.before(at), a]));
                tell(from..at + 4, pair.words.iter().collect(), true);
                continue;
            }
        }
        if let Some(right) = may.then(|| lexicon::sounds_like(window)).flatten() {
            let odd = right.chars().zip(window).position(|(x, y)| x != *y).unwrap_or(0);
            let c = window.get(odd).copied().unwrap_or('\0');
            // 监察机关, 结合起来: another word in its place is another thing.
            // 持续增近，: at the end of its clause a free character is a slip too.
            let near = matches!(c, '近' | '约' | '超' | '达' | '共' | '仅' | '至' | '到' | '为');
            let ends = odd == 3 && !is_han(p.at(at + 4)) && !(near && p.at(at + 4).is_ascii_digit());
            let plain = free(c) && !ends
                || lexicon::is_known(&[a, b]) && lexicon::is_known(&[window.get(2).copied().unwrap_or('\0'), d]);
            // Where the odd character makes a word with its outer neighbour, two words met by chance.
            let chance = odd == 0 && lexicon::is_word(p.before(at), a) || odd == 3 && lexicon::is_word(d, p.at(at + 4));
            if !plain && !chance {
                tell(at..at + 4, right.to_owned(), false);
            }
        }
    }
}

/// W02 by model: asked, never changed.
fn doubtful(
    p: &Passage,
    range: std::ops::Range<usize>,
    (right, sure): (String, bool),
    taken: &mut [bool],
    config: &Config,
    report: &mut Report,
) {
    let held = taken.iter().skip(range.start).take(range.len()).any(|mark| *mark);
    if held
        || p.titled(range.start)
        || p.binding(range.start).is_some()
        || accepted(p, range.start, range.len(), config)
    {
        return;
    }
    taken.iter_mut().skip(range.start).take(range.len()).for_each(|mark| *mark = true);
    let mut found =
        p.finding("W02", range.clone(), say!("“{}”疑为“{}”", "“{}” is probably “{}”", p.text(range.clone()), right));
    found.severity = if sure { Severity::Warning } else { Severity::Info };
    report.push(found.help(say!("请核对：“{}”？", "ask: “{}”?", right)));
}

/// W03 by table.
fn variants(p: &Passage, heads: &[Head], config: &Config, report: &mut Report) {
    for (at, entry) in lexicon::VARIANT.matches(p, heads) {
        let length = entry.wrong.chars().count();
        if across_words(p, at, length)
            || excused(p, at, entry.wrong, &entry.unless)
            || accepted(p, at, length, config)
            || p.titled(at)
        {
            continue;
        }
        let found = p.finding("W03", at..at + length, say!("异形词“{}”", "the variant “{}”", entry.wrong)).help(say!(
            "推荐写作“{}”",
            "write “{}”",
            entry.right
        ));
        report.push(fixed(found, [p.edit(at..at + length, entry.right)]));
    }
    for (right, wrong) in &config.variants {
        let length = wrong.chars().count();
        for (byte, _) in p.prose.text.match_indices(wrong.as_str()) {
            let at = p.index_of_byte(byte);
            let found = p.finding("W03", at..at + length, say!("异形词“{}”", "the variant “{}”", wrong)).help(say!(
                "本文统一作“{}”",
                "this text writes “{}”",
                right
            ));
            report.push(fixed(found, [p.edit(at..at + length, right)]));
        }
    }
}

/// W03: 做出贡献. 作出 goes with abstract nouns, 做出 with things made by hand.
fn mixed_make(reading: &Reading, report: &mut Report) {
    const ABSTRACT: &[&str] = &[
        "贡献", "决定", "批示", "指示", "部署", "安排", "判断", "承诺", "规定", "决策", "努力", "牺牲", "反应", "回应",
        "答复", "解释", "说明", "处理", "处罚", "裁决", "判决", "裁定", "评价", "评估", "选择", "调整", "让步", "表率",
        "成绩", "业绩", "榜样", "示范", "要求", "结论", "修改", "改变", "约定", "限制", "表态", "建议", "预测", "推断",
        "检讨", "检查", "姿态", "突破", "探索", "响应", "报告", "鉴定", "决议", "布置", "阐述", "概括", "论述",
    ];
    let holding = |words: &'static str| reading.passages.iter().filter(move |p| p.holds(words));
    let written: usize = holding("作出").map(|p| p.prose.text.matches("作出").count()).sum();
    for p in holding("做出").filter(|p| p.role != Role::Label) {
        for (byte, _) in p.prose.text.match_indices("做出") {
            let at = p.index_of_byte(byte);
            let clause = p.clause(at);
            let tail = at + 2..clause.end.min(at + 16);
            let noun = ABSTRACT.iter().filter_map(|noun| p.find(tail.clone(), noun)).min();
            if noun.is_none() {
                continue;
            }
            let message = if written > 0 {
                say!("“做出”与“作出”混用", "做出 and 作出 are mixed")
            } else {
                say!("后接抽象名词，宜用“作出”", "before an abstract noun 作出 is the form")
            };
            let found = p.finding("W03", at..at + 2, message).help(say!("改为“作出”", "write 作出"));
            report.push(fixed(found, [p.edit(at..at + 2, "作出")]));
        }
    }
}
