//! N07: what is said to rise in one place and to fall in another.

use super::direction::{WAYS, Way, way_before};
use crate::lint::han::is_han;
use crate::lint::numeral::{Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// Every statement of the document against the others.
pub fn check(reading: &Reading, report: &mut Report) {
    let mut claims: Vec<Claim> = Vec::new();
    let running = |p: &&Passage| matches!(p.role, Role::Paragraph | Role::Item | Role::Note);
    for (index, p) in reading.passages.iter().enumerate().filter(|(_, p)| running(p)) {
        collect(p, index, &mut claims);
    }
    contradictions(reading, &claims, report);
}

/// A statement that something went up or down.
struct Claim {
    passage: usize,
    /// The thing.
    topic: Range<usize>,
    way: Way,
    /// The whole statement.
    shown: Range<usize>,
    /// Whether it is an item of a counted list (五个提升).
    counted: bool,
    /// The length of time compared with: 同比, 环比, a quarter …
    basis: String,
}

/// Collects claims: 甲同比上升5%, 甲、乙、丙实现“三个提升”.
fn collect(p: &Passage, index: usize, claims: &mut Vec<Claim>) {
    for n in &p.numerals {
        let quoted = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.open + 1 == n.range.start);
        if let Some(pair) = quoted {
            let rest = p.text(n.range.end..pair.close).trim_start_matches(['个', '项', '大']);
            let Some((_, way)) = WAYS.iter().find(|(word, _)| *word == rest) else { continue };
            let clause = p.clause(pair.open);
            let mut end = pair.open;
            for verb in ["呈现", "实现", "取得", "达到", "呈", "出现", "保持", "同比"] {
                if p.ends(end, verb) {
                    end -= verb.chars().count();
                }
            }
            if p.slice(clause.start..end).contains(&'、') {
                for topic in split(p, clause.start..end) {
                    claims.push(Claim {
                        passage: index,
                        topic,
                        way: *way,
                        shown: n.range.start..pair.close,
                        counted: true,
                        basis: String::new(),
                    });
                }
            }
            continue;
        }
        // 甲同比上升5%: the subject is the clause before 同比.
        let Some((way, word)) =
            way_before(p, n.range.start).filter(|_| n.rate == Rate::Percent && n.script == Script::Arabic)
        else {
            continue;
        };
        let clause = p.clause(n.range.start);
        let mut end = n.range.start - word.chars().count() - usize::from(p.before(n.range.start) == '了');
        let Some(basis) = ["同比", "环比"].iter().find(|basis| p.find(clause.start..end, basis).is_some()) else {
            continue;
        };
        end = p.find(clause.start..end, basis).unwrap_or(end);
        if end <= clause.start + 1 || p.slice(clause.start..end).contains(&'、') {
            continue;
        }
        claims.push(Claim {
            passage: index,
            topic: clause.start..end,
            way,
            shown: clause.start..n.range.end,
            counted: false,
            basis: (*basis).to_owned(),
        });
    }
}

/// The items of a list, each as a range.
fn split(p: &Passage, range: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if p.at(at) == '、' || matches!(p.at(at), '和' | '及') && at > start + 1 {
            items.push(start..at);
            start = at + 1;
        }
    }
    items.push(start..range.end);
    items
}

/// N07: two claims of one thing in opposite directions.
fn contradictions(reading: &Reading, claims: &[Claim], report: &mut Report) {
    let topic = |claim: &Claim| {
        reading.passages.get(claim.passage).map(|p| Topic::of(p.slice(claim.topic.clone()))).unwrap_or_default()
    };
    let topics: Vec<Topic> = claims.iter().map(topic).collect();
    // Counted lists, the first of each thing, deed and way: however long the document, they are few.
    let mut counted: BTreeMap<(&str, Option<&str>, Way), usize> = BTreeMap::new();
    for (index, (claim, topic)) in claims.iter().zip(&topics).enumerate().filter(|(_, (claim, _))| claim.counted) {
        counted.entry((&topic.thing, topic.deed, claim.way)).or_insert(index);
    }
    // Only counted lists against single statements, and single statements within one paragraph's reach.
    for (index, (claim, this)) in claims.iter().zip(&topics).enumerate() {
        if claim.counted {
            continue;
        }
        let opposite = |at: usize, counted: bool| {
            let (other, that) = (claims.get(at)?, topics.get(at)?);
            let near = counted || other.basis == claim.basis;
            (near && other.counted == counted && other.way != claim.way && this.same(that, counted)).then_some(at)
        };
        let earlier =
            claims.get(..index).unwrap_or(&[]).iter().rev().take_while(|other| other.passage == claim.passage);
        let here = (index - earlier.count()..index).find_map(|at| opposite(at, false));
        let listed = counted.values().filter_map(|at| opposite(*at, true)).min();
        let other = here.into_iter().chain(listed).min().and_then(|at| claims.get(at));
        if let (Some(other), Some(p)) = (other, reading.passages.get(claim.passage)) {
            let mut found = p.finding(
                "N07",
                claim.shown.clone(),
                say!("“{}”与另一处的升降方向相反", "“{}” goes the other way elsewhere", p.text(claim.shown.clone())),
            );
            if let Some(there) = reading.passages.get(other.passage) {
                found = found.with(
                    there.span(other.shown.clone()),
                    say!("这里说“{}”", "here it is “{}”", there.text(other.shown.clone())),
                );
            }
            report.push(found.help(say!(
                "核对哪一处对，或写清所指（发案、抓获、破案）",
                "check which is right, or say what is counted"
            )));
        }
    }
}

/// What a claim is about: the thing counted and what was done to it.
#[derive(Debug, Default)]
struct Topic {
    thing: String,
    deed: Option<&'static str>,
    person: bool,
}

impl Topic {
    fn of(chars: &[char]) -> Topic {
        const DEEDS: &[(&str, &str)] = &[
            ("破获", "破"),
            ("侦破", "破"),
            ("破", "破"),
            ("抓获", "抓"),
            ("抓捕", "抓"),
            ("打掉", "打"),
            ("查处", "查"),
            ("查获", "查"),
            ("立案", "立"),
            ("受理", "受"),
            ("受案", "受"),
            ("发案", "发"),
            ("发生", "发"),
            ("提请逮捕", "捕"),
            ("逮捕", "捕"),
            ("批捕", "捕"),
            ("刑事拘留", "拘"),
            ("移送起诉", "诉"),
            ("起诉", "诉"),
            ("审结", "结"),
            ("办结", "结"),
            ("结案", "结"),
            ("收案", "受"),
            ("新收", "受"),
            ("执结", "结"),
            ("调解", "调"),
            ("化解", "调"),
            ("抓", "抓"),
            ("查", "查"),
            ("立", "立"),
        ];
        let mut text: String = chars.iter().filter(|c| is_han(**c)).collect();
        for prefix in [
            "其中",
            "今年",
            "全年",
            "全市",
            "全省",
            "全国",
            "全县",
            "全区",
            "我市",
            "我省",
            "全市公安机关",
            "公安机关",
            "各类",
            "共",
            "上半年",
            "现",
            "实现",
        ] {
            if let Some(rest) = text.strip_prefix(prefix) {
                text = rest.to_owned();
            }
        }
        for suffix in ["数量", "总数", "总量", "起数", "件数", "人数", "数", "量"] {
            if let Some(rest) = text.strip_suffix(suffix) {
                text = rest.to_owned();
                break;
            }
        }
        let deed = DEEDS.iter().find(|(word, _)| holds(&text, word)).map(|(word, deed)| (*word, *deed));
        let thing = deed.map_or(text.clone(), |(word, _)| text.replacen(word, "", 1));
        let person = ["嫌疑人", "人员", "逃犯", "干部", "民警", "学生", "患者", "旅客", "游客", "职工", "党员"]
            .iter()
            .any(|word| thing.ends_with(word));
        Topic { thing, deed: deed.map(|(_, deed)| deed), person }
    }

    /// Whether both speak of one thing. Cases fall while solved cases rise: for events the deed
    /// must agree; of persons nobody counts any but those caught, so a missing deed is the same.
    fn same(&self, other: &Topic, counted: bool) -> bool {
        if self.thing.chars().count() < 3 || other.thing.chars().count() < 3 {
            return false;
        }
        let deeds = self.deed == other.deed
            || counted && self.person && other.person && (self.deed.is_none() || other.deed.is_none());
        let (short, long) = if self.thing.len() <= other.thing.len() {
            (&self.thing, &other.thing)
        } else {
            (&other.thing, &self.thing)
        };
        let alike = if counted && self.person {
            long.ends_with(short.as_str()) || common_tail(short, long) >= 4
        } else {
            self.thing == other.thing
        };
        deeds && alike
    }
}

/// Whether a few words hold one, without the cost of making a searcher.
fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // Of a character of three bytes the last tells most: it is compared before the rest is.
    text.windows(word.len()).any(|part| part.get(2) == word.get(2) && part == word)
}

fn common_tail(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count()
}
