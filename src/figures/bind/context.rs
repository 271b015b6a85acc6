//! Which row the words around a number speak for.
//!
//! A row's indicator is taken as pairs of neighbouring characters; a pair counts the more the
//! fewer rows have it, and the nearer it stands to the number.

use super::super::FigureTable;
use super::numerals::Numeral;
use std::collections::BTreeMap;
use std::ops::Range;

type Pair = (char, char);

/// The pairs of every row, with their weights.
pub(super) struct Words {
    rows: Vec<[Vec<(Pair, u32)>; 2]>,
}

impl Words {
    /// Of indicator and note of each row.
    pub(super) fn of(table: &FigureTable) -> Words {
        let pairs_of: Vec<[Vec<Pair>; 2]> =
            table.rows.iter().map(|row| [pairs(&row.indicator.value), pairs(&row.note.value)]).collect();
        let mut rows_with: BTreeMap<Pair, u32> = BTreeMap::new();
        for pairs in &pairs_of {
            let mut once: Vec<Pair> = pairs.iter().flatten().copied().collect();
            once.sort_unstable();
            once.dedup();
            for pair in once {
                *rows_with.entry(pair).or_default() += 1;
            }
        }
        let weigh = |pairs: Vec<Pair>| -> Vec<(Pair, u32)> {
            let weight = |pair: &Pair| match rows_with.get(pair).copied().unwrap_or(1) {
                1 => 6,
                2 => 5,
                3..=4 => 3,
                5..=8 => 2,
                _ => 1,
            };
            pairs.into_iter().map(|pair| (pair, weight(&pair))).collect()
        };
        Words { rows: pairs_of.into_iter().map(|pairs| pairs.map(weigh)).collect() }
    }

    /// How much of the row's words is near, 0 to 1000; a note counts for three quarters.
    pub(super) fn score(&self, row: u32, evidence: &Evidence) -> u32 {
        let Some([indicator, note]) = self.rows.get(row as usize) else { return 0 };
        let share = |pairs: &[(Pair, u32)]| {
            let all: u32 = pairs.iter().map(|(_, weight)| weight).sum();
            let near: u32 = pairs.iter().map(|(pair, weight)| weight * evidence.nearness(*pair)).sum();
            near.checked_div(all).unwrap_or(0)
        };
        let (indicator, note) = (share(indicator), if note.len() < 4 { 0 } else { share(note) * 3 / 4 });
        indicator.max(note) + indicator.min(note) / 4
    }
}

/// Neighbouring characters, marks and words that every indicator has left out.
fn pairs(text: &str) -> Vec<Pair> {
    let plain: String = text.replace("同比", "").replace("人数", "").chars().filter(|c| !is_mark(*c)).collect();
    let plain = plain.strip_suffix('数').unwrap_or(&plain);
    let chars: Vec<char> = plain.chars().collect();
    let mut pairs: Vec<Pair> = chars.iter().copied().zip(chars.iter().skip(1).copied()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || ('\u{2000}'..='\u{206f}').contains(&c)
        || ('\u{3000}'..='\u{303f}').contains(&c)
        || ('\u{ff00}'..='\u{ff0f}').contains(&c)
        || matches!(c, '：' | '；' | '·')
}

/// The characters around a number, each pair with its distance from it.
#[derive(Default)]
pub(super) struct Evidence {
    distance: BTreeMap<Pair, u32>,
}

/// How far around a number words are read.
const REACH: usize = 90;
/// How far off the words of the next thing begin, after a mark or a number.
const AHEAD: u32 = 12;
/// How far off the other things of a list count.
const ELSEWHERE: u32 = 40;

impl Evidence {
    /// Of the number `at` among all of a text's.
    pub(super) fn of(text: &str, numerals: &[Numeral], at: usize) -> Evidence {
        let Some(numeral) = numerals.get(at) else { return Evidence::default() };
        Evidence::in_parallel(text, numerals, at).unwrap_or_else(|| Evidence::around(text, &numeral.range))
    }

    fn near(&mut self, pair: Pair, far: u32) {
        self.distance.entry(pair).and_modify(|known| *known = far.min(*known)).or_insert(far);
    }

    /// Within the sentence, or the part of it between semicolons.
    fn around(text: &str, numeral: &Range<usize>) -> Evidence {
        let mut evidence = Evidence::default();
        let ends = |c: &char| matches!(c, '。' | '；' | '！' | '？' | '…' | '\n' | ';');
        let before = text.get(..numeral.start).unwrap_or("").chars().rev().take(REACH).take_while(|c| !ends(c));
        let mut last: Option<char> = None;
        for (far, c) in walk(before, 0) {
            if let Some(next) = last {
                evidence.near((c, next), far);
            }
            last = Some(c);
        }
        // What follows is this number's only until the next one's own words begin.
        let after = text.get(numeral.end..).unwrap_or("").chars().take(REACH).take_while(|c| !ends(c));
        let mut last: Option<char> = None;
        for (far, c) in walk(after, AHEAD) {
            if let Some(before) = last {
                evidence.near((before, c), far + 2);
            }
            last = Some(c);
        }
        evidence
    }

    /// 甲、乙、丙分别增长1%、2%、3%: the second number speaks of the second thing.
    fn in_parallel(text: &str, numerals: &[Numeral], at: usize) -> Option<Evidence> {
        let numeral = numerals.get(at)?;
        let before = text.get(..numeral.range.start)?;
        let sentence = before.rfind(['。', '；', '！', '？', '\n']).map_or(0, |at| at + 1);
        let sentence = text.ceil_char_boundary(sentence);
        let word = sentence + text.get(sentence..numeral.range.start)?.rfind("分别")?;
        // The numbers of the list, and which of them this is.
        let mut listed = 0;
        let mut place = None;
        let mut end = word + "分别".len();
        for (index, other) in numerals.iter().enumerate().filter(|(_, other)| other.range.start >= word) {
            let between = text.get(end..other.range.start)?;
            let joined = if listed == 0 {
                between.chars().count() <= 12 && !between.contains(['，', '。', '；'])
            } else {
                between.chars().count() <= 8
                    && between.contains(['、', '和', '与', '及'])
                    && !between.contains(['。', '；'])
            };
            if !joined {
                break;
            }
            if index == at {
                place = Some(listed);
            }
            listed += 1;
            end = other.range.end;
        }
        // The things, from the last comma on.
        let head = text.get(sentence..word)?;
        let start = head.rfind(['，', '：']).map_or(0, |at| head.ceil_char_boundary(at + 1));
        let things: Vec<&str> =
            head.get(start..)?.split(['、', '和', '与', '及']).filter(|thing| !thing.is_empty()).collect();
        let place = place.filter(|_| listed > 1 && things.len() == listed)?;
        let mut evidence = Evidence::default();
        let mut add = |thing: &str, far: u32| {
            let chars: Vec<char> = thing.chars().filter(|c| !is_mark(*c)).collect();
            for pair in chars.windows(2) {
                if let [a, b] = pair {
                    evidence.near((*a, *b), far);
                }
            }
        };
        for (number, thing) in things.iter().enumerate() {
            add(thing, if number == place { 0 } else { ELSEWHERE });
        }
        // 第一、二、三产业: what the list has in common is said once.
        if let (Some(first), Some(last), Some(own)) = (things.first(), things.last(), things.get(place)) {
            let tail: String = last.chars().skip(1).collect();
            match own.chars().count() {
                1 if first.starts_with('第') => add(&format!("第{own}{tail}"), 0),
                2 if own.starts_with('第') && place == 0 => add(&format!("{own}{tail}"), 0),
                _ => {}
            }
        }
        add(head.get(..start)?, ELSEWHERE);
        Some(evidence)
    }

    /// 1000 for a pair beside the number, less with distance, 0 for one that is not there.
    fn nearness(&self, pair: Pair) -> u32 {
        match self.distance.get(&pair) {
            None => 0,
            Some(0..=10) => 1000,
            Some(11..=18) => 850,
            Some(19..=30) => 650,
            Some(31..=50) => 450,
            Some(_) => 250,
        }
    }
}

/// Characters with their distance; marks are skipped, and each comma or number passed adds to it.
fn walk(chars: impl Iterator<Item = char>, ahead: u32) -> impl Iterator<Item = (u32, char)> {
    let mut far = 0;
    let mut digits = false;
    chars.filter_map(move |c| {
        far += match c {
            '，' | ',' => 6 + ahead,
            '、' => 1 + ahead,
            '0'..='9' if !digits => 8,
            _ => 1,
        };
        digits = c.is_ascii_digit() || (digits && c == '.');
        (!is_mark(c)).then_some((far, c))
    })
}
