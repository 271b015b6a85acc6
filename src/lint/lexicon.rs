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
static KNOWN: &[u8] = include_bytes!("../../data/lint/known.bin");
static STRONG: &str = include_str!("../../data/lint/strong2.txt");
static SHAPES: &str = include_str!("../../data/lint/shapes.txt");

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

/// Whether two or three characters are a word that any dictionary knows, however rare. A word is
/// never denied; one in forty of what is none is granted (a Bloom filter, `data/lint/README.md`).
pub fn is_known(chars: &[char]) -> bool {
    let key = chars.iter().fold(0_u64, |key, c| key << 21 | u64::from(u32::from(*c)));
    let mut mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^= mixed >> 32;
    let (first, step) = (mixed & 0xffff_ffff, mixed >> 32 | 1);
    (0..5).all(|turn| {
        let bit = (first + turn * step) as usize & (KNOWN.len() * 8 - 1);
        KNOWN.get(bit >> 3).is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
    })
}

/// The word of official prose that these two characters miss by one which sounds or looks alike.
pub fn misspelt(a: char, b: char) -> Option<[char; 2]> {
    /// The words that begin, and that end, with a character.
    struct Ends(HashMap<char, Vec<char>>, HashMap<char, Vec<char>>);
    static WORDS_BY_END: LazyLock<Ends> = LazyLock::new(|| {
        let mut ends = Ends(HashMap::new(), HashMap::new());
        let mut chars = STRONG.chars();
        while let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            ends.0.entry(a).or_default().push(b);
            ends.1.entry(b).or_default().push(a);
        }
        ends
    });
    let like = |odd: char, right: &&char| {
        **right != odd && (sound(odd) != 0 && sound(odd) == sound(**right) || look_like(odd, **right))
    };
    let ends = &*WORDS_BY_END;
    let second = ends.0.get(&a).and_then(|words| words.iter().find(|right| like(b, right)).map(|right| [a, *right]));
    second
        .or_else(|| ends.1.get(&b).and_then(|words| words.iter().find(|right| like(a, right)).map(|right| [*right, b])))
}

/// Whether two characters are taken for one another by the eye.
fn look_like(a: char, b: char) -> bool {
    static GROUPS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
        let mut groups: HashMap<char, Vec<&'static str>> = HashMap::new();
        for group in SHAPES.lines() {
            group.chars().for_each(|c| groups.entry(c).or_default().push(group));
        }
        groups
    });
    GROUPS.get(&a).is_some_and(|groups| groups.iter().any(|group| group.contains(b)))
}

fn hash(a: char, b: char) -> usize {
    (u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca6b)) as usize >> 12 & 0xf_ffff
}

/// Whether four characters are a set phrase.
pub fn is_phrase(chars: &[char]) -> bool {
    phrases_of(key(chars.iter().copied())).any(|phrase| phrase.chars().eq(chars.iter().copied()))
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
    /// Fixed pairs with their sounds, in the order of both.
    static PAIRS: LazyLock<Vec<(u64, &'static str)>> = LazyLock::new(|| {
        let rows = COLLOCATIONS.lines().filter_map(|line| line.split('\t').next());
        let pairs = rows.map(|phrase| phrase.trim_start_matches('!')).filter(|phrase| phrase.len() == 12);
        let mut pairs: Vec<_> = pairs.map(|phrase| (key(phrase.chars()), phrase)).collect();
        pairs.sort_by_key(|(key, _)| *key);
        pairs
    });
    let wanted = key(chars.iter().copied());
    let from = PAIRS.partition_point(|(key, _)| *key < wanted);
    let pairs = PAIRS.iter().skip(from).take_while(|(key, _)| *key == wanted).map(|(_, phrase)| *phrase);
    let mut best = None;
    for phrase in phrases_of(wanted).chain(pairs) {
        match phrase.chars().zip(chars).filter(|(a, b)| a != *b).count() {
            0 => return None,
            1 => best = Some(phrase),
            _ => {}
        }
    }
    best
}

/// The set phrases of one sound, from the list, which is sorted by sound: a search costs a few
/// looks, an index would cost a walk over 36,000 phrases in every run.
fn phrases_of(wanted: u64) -> impl Iterator<Item = &'static str> {
    let phrase = |index: usize| PHRASES.get(index * 12..(index + 1) * 12);
    let sound = move |index| phrase(index).map_or(u64::MAX, |phrase| key(phrase.chars()));
    let (mut low, mut high) = (0, PHRASES.len() / 12);
    while low < high {
        let middle = usize::midpoint(low, high);
        if sound(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    (low..).map_while(phrase).take_while(move |phrase| key(phrase.chars()) == wanted)
}

/// Four syllables as one number; their order is that of the list of phrases.
fn key(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0, |key, c| key << 10 | u64::from(sound(c)))
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
pub struct Entry<'a> {
    /// What is written.
    pub wrong: &'a str,
    /// What should be; may be empty.
    pub right: &'a str,
    /// Longer texts in which the wrong form is right.
    pub unless: Vec<&'a str>,
    /// `w`, `i` or empty for an error.
    pub level: &'a str,
}

/// Entries, found in one walk. An automaton of 2,700 entries costs more to make than a bulletin
/// costs to read: entries are sorted by their first character instead.
#[derive(Debug)]
pub struct Dictionary<'a> {
    /// By the first character of what is written, the longest first.
    entries: Vec<(char, Entry<'a>)>,
}

impl<'a> Dictionary<'a> {
    /// A dictionary of these entries; of two alike the first is found.
    pub fn new(entries: impl Iterator<Item = Entry<'a>>) -> Dictionary<'a> {
        let mut entries: Vec<_> = entries.filter_map(|entry| Some((entry.wrong.chars().next()?, entry))).collect();
        entries.sort_by_key(|(first, entry)| (*first, std::cmp::Reverse(entry.wrong.len())));
        Dictionary { entries }
    }

    fn parse(text: &'a str) -> Dictionary<'a> {
        let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        Dictionary::new(rows.map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (wrong, right, unless, level) = (cell(), cell(), cell(), cell());
            Entry { wrong, right, unless: unless.split('|').filter(|text| !text.is_empty()).collect(), level }
        }))
    }

    /// The entries that begin with a character.
    fn under(&self, first: char) -> impl Iterator<Item = &Entry<'a>> {
        let from = self.entries.partition_point(|(head, _)| *head < first);
        self.entries.iter().skip(from).take_while(move |(head, _)| *head == first).map(|(_, entry)| entry)
    }

    /// Every entry in a text, with the byte where it begins: leftmost, then longest, none in another.
    pub fn matches(&self, text: &str) -> Vec<(usize, &Entry<'a>)> {
        let mut found = Vec::new();
        let mut free = 0;
        for (at, first) in text.char_indices() {
            let Some(rest) = text.get(at..).filter(|_| at >= free) else { continue };
            if let Some(entry) = self.under(first).find(|entry| rest.starts_with(entry.wrong)) {
                free = at + entry.wrong.len();
                found.push((at, entry));
            }
        }
        found
    }
}

/// Wrong words of official prose.
pub fn confusables() -> &'static Dictionary<'static> {
    static TABLE: LazyLock<Dictionary<'static>> = LazyLock::new(|| Dictionary::parse(CONFUSABLES));
    &TABLE
}

/// 异形词: variants of which one is recommended.
pub fn variants() -> &'static Dictionary<'static> {
    static TABLE: LazyLock<Dictionary<'static>> = LazyLock::new(|| Dictionary::parse(VARIANTS));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_in_the_order_of_their_sounds() {
        let chars: Vec<char> = PHRASES.chars().collect();
        let keys: Vec<u64> = chars.chunks(4).map(|phrase| key(phrase.iter().copied())).collect();
        assert!(keys.is_sorted(), "sort phrases4.txt by sound, then by text");
        assert!(is_phrase(&['一', '丝', '不', '苟']) && !is_phrase(&['一', '丝', '不', '狗']));
        assert_eq!(sounds_like(&['一', '丝', '不', '狗']), Some("一丝不苟"));
    }
}
