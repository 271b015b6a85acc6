//! The dictionaries inside Banxin: words, phrases, sounds, and pairs of wrong and right.
//!
//! `data/lint/README.md` says where each comes from. Word lists are sorted text of fixed
//! width, searched in place: they cost nothing until they are asked.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static WORDS: &str = include_str!("../../data/lint/words2.txt");
static PHRASES: &str = include_str!("../../data/lint/phrases4.txt");
static SOUNDS: &str = include_str!("../../data/lint/sounds.txt");
static TRADITIONAL: &str = include_str!("../../data/lint/traditional.txt");
static CANONICAL: &str = include_str!("../../data/lint/canonical.txt");
static CONFUSABLES: &str = include_str!("../../data/lint/confusables.tsv");
static VARIANTS: &str = include_str!("../../data/lint/variants.tsv");
static COLLOCATIONS: &str = include_str!("../../data/lint/collocations.tsv");

/// Whether two characters are a common word.
pub fn is_word(a: char, b: char) -> bool {
    /// One bit a word, by a cheap hash: most questions are answered no without a search.
    static SEEN: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut seen = vec![0_u64; 1 << 14];
        let mut chars = WORDS.chars();
        while let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            let bit = hash(a, b);
            if let Some(word) = seen.get_mut(bit >> 6) {
                *word |= 1 << (bit & 63);
            }
        }
        seen
    });
    let bit = hash(a, b);
    SEEN.get(bit >> 6).is_some_and(|word| word >> (bit & 63) & 1 == 1) && find(WORDS, 6, &[a, b])
}

fn hash(a: char, b: char) -> usize {
    (u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca6b)) as usize >> 12 & 0xf_ffff
}

/// Whether four characters are a set phrase.
pub fn is_phrase(chars: &[char]) -> bool {
    find(PHRASES, 12, chars)
}

/// Binary search for `chars` in sorted text whose entries are `width` bytes.
fn find(text: &str, width: usize, chars: &[char]) -> bool {
    let mut key = String::with_capacity(width);
    key.extend(chars);
    if key.len() != width {
        return false;
    }
    let (mut low, mut high) = (0, text.len() / width);
    while low < high {
        let middle = usize::midpoint(low, high);
        match text.get(middle * width..(middle + 1) * width).map(|entry| entry.cmp(&key)) {
            Some(std::cmp::Ordering::Less) => low = middle + 1,
            Some(std::cmp::Ordering::Equal) => return true,
            Some(std::cmp::Ordering::Greater) | None => high = middle,
        }
    }
    false
}

/// The syllable of a character as a number from 1, tones apart; 0 when unknown.
pub fn sound(c: char) -> u16 {
    static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let mut table = vec![0; 0x5200];
        for (index, line) in SOUNDS.lines().enumerate() {
            for c in line.split(' ').nth(1).unwrap_or("").chars() {
                if let Some(cell) = (u32::from(c) as usize).checked_sub(0x4e00).and_then(|at| table.get_mut(at)) {
                    *cell = index as u16 + 1;
                }
            }
        }
        table
    });
    (u32::from(c) as usize).checked_sub(0x4e00).and_then(|at| TABLE.get(at)).copied().unwrap_or(0)
}

/// The set phrase that sounds as these four characters do and is written otherwise in one.
pub fn sounds_like(chars: &[char]) -> Option<&'static str> {
    static PHRASES_BY_SOUND: LazyLock<BySound> = LazyLock::new(BySound::new);
    let wanted = key(chars.iter().copied());
    let mut best = None;
    for phrase in PHRASES_BY_SOUND.alike(wanted) {
        match phrase.chars().zip(chars).filter(|(a, b)| a != *b).count() {
            0 => return None,
            1 => best = Some(phrase),
            _ => {}
        }
    }
    best
}

/// Phrases chained by a hash of their sound: made in one walk, without a sort, since a bulletin
/// asks for few of them.
struct BySound {
    /// Fixed pairs, after the set phrases.
    pairs: Vec<&'static str>,
    /// First phrase of each chain, from 1; 0 for none.
    heads: Vec<u32>,
    /// The phrase after each in its chain, from 1; 0 for none.
    next: Vec<u32>,
}

impl BySound {
    const CHAINS: usize = 1 << 16;

    fn new() -> BySound {
        let rows = COLLOCATIONS.lines().filter_map(|line| line.split('\t').next());
        let pairs: Vec<&str> =
            rows.map(|phrase| phrase.trim_start_matches('!')).filter(|phrase| phrase.len() == 12).collect();
        let count = PHRASES.len() / 12 + pairs.len();
        let mut table = BySound { pairs, heads: vec![0; Self::CHAINS], next: vec![0; count] };
        // Backwards, so that each chain runs in the order of the list.
        for index in (0..count).rev() {
            let chain = fold(table.phrase(index).map_or(0, |phrase| key(phrase.chars())));
            if let (Some(head), Some(next)) = (table.heads.get_mut(chain), table.next.get_mut(index)) {
                *next = std::mem::replace(head, index as u32 + 1);
            }
        }
        table
    }

    fn phrase(&self, index: usize) -> Option<&'static str> {
        let pair = || self.pairs.get(index.checked_sub(PHRASES.len() / 12)?).copied();
        PHRASES.get(index * 12..(index + 1) * 12).or_else(pair)
    }

    /// The phrases of this sound, in the order of the list.
    fn alike(&self, wanted: u64) -> impl Iterator<Item = &'static str> {
        let first = self.heads.get(fold(wanted)).copied().unwrap_or(0);
        let chain = std::iter::successors(Some(first), |at| self.next.get((*at as usize).checked_sub(1)?).copied());
        let phrases = chain.take_while(|at| *at != 0).filter_map(|at| self.phrase((at as usize).checked_sub(1)?));
        phrases.filter(move |phrase| key(phrase.chars()) == wanted)
    }
}

fn key(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0, |key, c| key << 10 | u64::from(sound(c)))
}

/// The chain of a sound.
fn fold(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

/// The simplified form of a traditional character or variant.
pub fn simplified(c: char) -> Option<char> {
    paired(TRADITIONAL, c)
}

/// The plain character behind a compatibility or radical one.
pub fn canonical(c: char) -> Option<char> {
    static TABLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let mut chars = CANONICAL.chars();
        std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).collect()
    });
    TABLE.iter().find(|(odd, _)| *odd == c).map(|(_, plain)| *plain)
}

fn paired(text: &str, c: char) -> Option<char> {
    let (mut low, mut high) = (0, text.len() / 6);
    while low < high {
        let middle = usize::midpoint(low, high);
        let mut pair = text.get(middle * 6..(middle + 1) * 6)?.chars();
        let (odd, plain) = (pair.next()?, pair.next()?);
        match odd.cmp(&c) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Some(plain),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The Latin letter that a Cyrillic or Greek one looks like.
pub fn look_alike(c: char) -> Option<char> {
    const PAIRS: &str = "АAВBЕEЗ3КKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiІIјjЈJѕsЅSԁdΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";
    let mut chars = PAIRS.chars();
    while let (Some(odd), Some(plain)) = (chars.next(), chars.next()) {
        if odd == c {
            return Some(plain);
        }
    }
    None
}

/// A pair of a wrong and a right form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is written.
    pub wrong: String,
    /// What should be; may be empty.
    pub right: String,
    /// Longer texts in which the wrong form is right.
    pub unless: Vec<String>,
    /// `w`, `i` or empty for an error.
    pub level: String,
}

/// Entries, found in one walk. An automaton of 2,700 entries costs more to make than a bulletin
/// costs to read: entries stand under their first character instead.
#[derive(Debug)]
pub struct Dictionary {
    /// Rows.
    pub entries: Vec<Entry>,
    /// Rows by the first character of what is written, the longest first. Looked up, never walked.
    heads: HashMap<char, Vec<u32>>,
}

impl Dictionary {
    /// A dictionary of these entries.
    pub fn new(entries: Vec<Entry>) -> Dictionary {
        let mut heads: HashMap<char, Vec<u32>> = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            if let Some(first) = entry.wrong.chars().next() {
                heads.entry(first).or_default().push(index as u32);
            }
        }
        let length = |index: &u32| entries.get(*index as usize).map_or(0, |entry| entry.wrong.len());
        heads.values_mut().for_each(|rows| rows.sort_by_key(|index| std::cmp::Reverse(length(index))));
        Dictionary { entries, heads }
    }

    fn parse(text: &str) -> Dictionary {
        let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let entries = rows.map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            let mut cell = || cells.next().unwrap_or_default();
            let (wrong, right, unless, level) = (cell(), cell(), cell(), cell());
            let unless = unless.split('|').filter(|text| !text.is_empty()).map(str::to_owned).collect();
            Entry { wrong, right, unless, level }
        });
        Dictionary::new(entries.collect())
    }

    /// Every entry in a text, with the byte where it begins: leftmost, then longest, none in another.
    pub fn matches<'d>(&'d self, text: &str) -> Vec<(usize, &'d Entry)> {
        let mut found = Vec::new();
        let mut free = 0;
        for (at, first) in text.char_indices() {
            let (Some(rows), Some(rest)) = (self.heads.get(&first), text.get(at..)) else { continue };
            let entry = |index: &u32| self.entries.get(*index as usize);
            if at < free {
                continue;
            }
            if let Some(entry) = rows.iter().filter_map(entry).find(|entry| rest.starts_with(&entry.wrong)) {
                free = at + entry.wrong.len();
                found.push((at, entry));
            }
        }
        found
    }
}

/// Wrong words of official prose.
pub fn confusables() -> &'static Dictionary {
    static TABLE: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::parse(CONFUSABLES));
    &TABLE
}

/// 异形词: variants of which one is recommended.
pub fn variants() -> &'static Dictionary {
    static TABLE: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::parse(VARIANTS));
    &TABLE
}

/// Fixed pairs of words (安全隐患), for slips in one of their inner characters.
#[derive(Debug, Default)]
pub struct Collocations {
    /// `A?CD` and `AB?D` with NUL for the open place: the pairs that fit, strict or not.
    open: HashMap<[char; 4], Vec<Pairing>>,
    whole: HashSet<[char; 4]>,
    unless: HashSet<[char; 4]>,
}

/// A fixed pair of words.
#[derive(Clone, Copy, Debug)]
pub struct Pairing {
    /// The four characters.
    pub words: [char; 4],
    /// Whether another word in its place is a slip too.
    pub strict: bool,
}

/// The table of fixed pairs.
pub fn collocations() -> &'static Collocations {
    static TABLE: LazyLock<Collocations> = LazyLock::new(|| {
        let mut table = Collocations::default();
        for line in COLLOCATIONS.lines().filter(|line| !line.starts_with('#')) {
            let (phrase, unless) = line.split_once('\t').unwrap_or((line, ""));
            let strict = phrase.starts_with('!');
            let four = |text: &str| <[char; 4]>::try_from(text.trim().chars().collect::<Vec<_>>()).ok();
            if let Some(words @ [a, b, c, d]) = four(phrase.trim_start_matches('!')) {
                table.whole.insert(words);
                for key in [[a, '\0', c, d], [a, b, '\0', d]] {
                    table.open.entry(key).or_default().push(Pairing { words, strict });
                }
            }
            table.unless.extend(unless.split('|').filter_map(four));
        }
        table
    });
    &TABLE
}

impl Collocations {
    /// Whether these four characters are a fixed pair.
    pub fn is_whole(&self, chars: [char; 4]) -> bool {
        self.whole.contains(&chars)
    }

    /// The fixed pair that these four characters miss by one place, and the place (1 or 2).
    pub fn miss(&self, chars: [char; 4]) -> Option<(Pairing, usize)> {
        let [a, b, c, d] = chars;
        let found = [(1, [a, '\0', c, d]), (2, [a, b, '\0', d])]
            .into_iter()
            .find_map(|(place, key)| Some((*self.open.get(&key)?.first()?, place)));
        found.filter(|_| !self.whole.contains(&chars) && !self.unless.contains(&chars))
    }

    /// The strict pair of which these three are all but the second character.
    pub fn short(&self, a: char, c: char, d: char) -> Option<Pairing> {
        self.open.get(&[a, '\0', c, d])?.iter().find(|pair| pair.strict && pair.words.get(2) == Some(&c)).copied()
    }
}
