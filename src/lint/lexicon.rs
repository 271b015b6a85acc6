//! The dictionaries inside Banxin: words, phrases, sounds, and pairs of wrong and right.
//!
//! `data/lint/README.md` says where each comes from. Word lists are sorted text of fixed
//! width, searched in place: they cost nothing until they are asked.

use super::heads::{self, Head};
use super::passage::Passage;

/// What the build has made of the tables (`build.rs`).
mod made {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

static WORDS: &str = include_str!("../../data/lint/words2.txt");
static PHRASES: &str = include_str!("../../data/lint/phrases4.txt");
static CANONICAL: &str = include_str!("../../data/lint/canonical.txt");
static KNOWN: &[u8] = include_bytes!("../../data/lint/known.bin");
static STRONG: &str = include_str!("../../data/lint/strong2.txt");
static COMMON: &str = include_str!("../../data/lint/common2.txt");
static RARE: &str = include_str!("../../data/lint/rare2.txt");
static RARE_BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rare.bits"));
static PHRASE_KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.keys"));
static COMMON_ENDS: &str = include_str!(concat!(env!("OUT_DIR"), "/common_ends.txt"));
static STRONG_ENDS: &str = include_str!(concat!(env!("OUT_DIR"), "/strong_ends.txt"));
static SOUNDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sounds.bin"));
static NEARBY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/nearby.bin"));
static SIMPLIFIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/simplified.bin"));
static WORD_BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bits"));
static HEADS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/heads.bits"));
static PHRASE_BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bits"));
static TAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tails.bits"));

/// Whether a bit is set.
fn bit(bits: &[u8], bit: usize) -> bool {
    bits.get(bit >> 3).is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
}

/// The number that a table of ideographs has for a character; 0 for none.
fn of(table: &[u8], c: char) -> u16 {
    let at = (u32::from(c) as usize).wrapping_sub(0x4e00).wrapping_mul(2);
    match table.get(at..at.wrapping_add(2)) {
        Some(&[low, high]) => u16::from_le_bytes([low, high]),
        _ => 0,
    }
}

/// Whether two characters are a common word. One bit answers most questions with no, without a search.
pub fn is_word(a: char, b: char) -> bool {
    bit(WORD_BITS, hash(a, b) & 0xf_ffff) && find(WORDS, 6, &[a, b])
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

/// Whether two characters are a word so rare that a common one was meant.
pub fn is_rare(a: char, b: char) -> bool {
    bit(RARE_BITS, hash(a, b) & 0xffff) && find(RARE, 6, &[a, b])
}

/// The word that these two characters miss by one which sounds or looks alike, and whether it is one of
/// official prose.
pub fn misspelt(a: char, b: char) -> Option<([char; 2], bool)> {
    let like = |odd: char, right: char| {
        right != odd && (sound(odd) != 0 && sound(odd) == sound(right) || look_like(odd, right))
    };
    // z for zh, in for ing: asked only.
    let near = |odd: char, right: char| right != odd && of(NEARBY, odd) != 0 && of(NEARBY, odd) == of(NEARBY, right);
    let find = |words, ends, like: &dyn Fn(char, char) -> bool| {
        let second = partners(words, a).find(|right| like(b, *right)).map(|right| [a, right]);
        second.or_else(|| partners(ends, b).find(|right| like(a, *right)).map(|right| [right, b]))
    };
    let strong = find(STRONG, STRONG_ENDS, &like).map(|word| (word, true));
    let common = || find(COMMON, COMMON_ENDS, &like).map(|word| (word, false));
    strong.or_else(common).or_else(|| find(STRONG, STRONG_ENDS, &near).map(|word| (word, false)))
}

/// The second characters of the sorted pairs that begin with one.
fn partners(text: &'static str, first: char) -> impl Iterator<Item = char> {
    let pair = |index: usize| {
        let mut chars = text.get(index * 6..(index + 1) * 6)?.chars();
        Some((chars.next()?, chars.next()?))
    };
    let (mut low, mut high) = (0, text.len() / 6);
    while low < high {
        let middle = usize::midpoint(low, high);
        if pair(middle).is_some_and(|(head, _)| head < first) { low = middle + 1 } else { high = middle }
    }
    (low..).map_while(pair).take_while(move |(head, _)| *head == first).map(|(_, second)| second)
}

/// Whether two characters are taken for one another by the eye.
pub fn look_like(a: char, b: char) -> bool {
    let at = made::SHAPES.binary_search_by_key(&a, |(c, _)| *c);
    at.ok().and_then(|at| made::SHAPES.get(at)).is_some_and(|(_, group)| group.contains(b))
}

/// A number for two characters.
pub fn hash(a: char, b: char) -> usize {
    (u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca6b)) as usize >> 12
}

/// Whether four characters are a set phrase.
pub fn is_phrase(chars: &[char]) -> bool {
    let wanted = key(chars.iter().copied());
    probes(wanted).all(|at| bit(PHRASE_BITS, at))
        && phrases_of(wanted).any(|phrase| phrase.chars().eq(chars.iter().copied()))
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
    of(SOUNDS, c)
}

/// Whether a set phrase may have these four syllables.
pub fn may_be_phrase([a, b, c, d]: [u16; 4]) -> bool {
    let two = |a: u16, b: u16| usize::from(a) << 9 | usize::from(b);
    bit(HEADS, two(a, b)) && bit(TAILS, two(c, d))
}

/// The set phrase that sounds as these four characters do and is written otherwise in one.
pub fn sounds_like(chars: &[char]) -> Option<&'static str> {
    let &[a, b, c, d] = chars else { return None };
    if !may_be_phrase([sound(a), sound(b), sound(c), sound(d)]) {
        return None;
    }
    let wanted = key(chars.iter().copied());
    if !probes(wanted).all(|at| bit(PHRASE_BITS, at)) {
        return None;
    }
    let from = made::PAIRS.partition_point(|(key, _)| *key < wanted);
    let pairs = made::PAIRS.iter().skip(from).take_while(|(key, _)| *key == wanted).map(|(_, phrase)| *phrase);
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

/// The word of three characters with these sounds.
pub fn triple(sounds: [u16; 3]) -> Option<&'static str> {
    let wanted = sounds.iter().fold(0_u64, |key, sound| key << 10 | u64::from(*sound));
    if !bit(made::TRIPLE_BITS, (wanted.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize) {
        return None;
    }
    let at = made::TRIPLES.partition_point(|(key, _)| *key < wanted);
    made::TRIPLES.get(at).filter(|(key, _)| *key == wanted).map(|(_, word)| *word)
}

/// Whether a word may look like what begins with these three characters.
pub fn may_be_shaped(three: [char; 3]) -> bool {
    bit(made::SHAPED_HEADS, head(three))
}

/// The word that the head of a text looks like.
pub fn shaped(rest: &str) -> Option<&'static str> {
    let head = |count: usize| rest.char_indices().nth(count).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    [4, 3].into_iter().find_map(|count| {
        let found = made::SHAPED.binary_search_by_key(&head(count), |(wrong, _)| wrong);
        found.ok().and_then(|at| made::SHAPED.get(at)).map(|(_, right)| *right)
    })
}

/// The bit of three characters in the filter of misshapen forms.
fn head([a, b, c]: [char; 3]) -> usize {
    let key = [a, b, c].iter().fold(0_u64, |key, c| key << 21 | u64::from(u32::from(*c)));
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 45) as usize
}

/// Three places of a filter: a phrase has all of them set, what is none seldom has.
fn probes(key: u64) -> impl Iterator<Item = usize> {
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    [44, 24, 4].into_iter().map(move |shift| (mixed >> shift) as usize & 0xf_ffff)
}

/// The set phrases of one sound, from the list, which is sorted by sound; the sounds themselves lie beside it.
fn phrases_of(wanted: u64) -> impl Iterator<Item = &'static str> {
    let phrase = |index: usize| PHRASES.get(index * 12..(index + 1) * 12);
    let sound = move |index: usize| {
        let bytes = PHRASE_KEYS.get(index * 8..).and_then(<[u8]>::first_chunk);
        bytes.map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes))
    };
    let (mut low, mut high) = (0, PHRASES.len() / 12);
    while low < high {
        let middle = usize::midpoint(low, high);
        if sound(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    (low..).take_while(move |index| sound(*index) == wanted).map_while(phrase)
}

/// Four syllables as one number; their order is that of the list of phrases.
fn key(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0, |key, c| key << 10 | u64::from(sound(c)))
}

/// The simplified form of a traditional character or variant.
pub fn simplified(c: char) -> Option<char> {
    match of(SIMPLIFIED, c) {
        0 => None,
        plain => char::from_u32(u32::from(plain)),
    }
}

/// The plain character behind a compatibility or radical one.
pub fn canonical(c: char) -> Option<char> {
    let mut chars = CANONICAL.chars();
    let mut pairs = std::iter::from_fn(|| Some((chars.next()?, chars.next()?)));
    pairs.find(|(odd, _)| *odd == c).map(|(_, plain)| plain)
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

/// The entries of a user, found in one walk, and those of the tables made by the build.
#[derive(Debug)]
pub enum Dictionary<'a> {
    /// By the first character of what is written, the longest first.
    Own(Vec<(char, Entry<'a>)>),
    /// The rows of a table sorted by the first two characters, the longest first; these two of each row; and the
    /// bit under which its heads are found.
    Made(&'static [[&'static str; 4]], &'static [u64], u8),
}

impl<'a> Dictionary<'a> {
    /// A dictionary of these entries; of two alike the first is found.
    pub fn new(entries: impl Iterator<Item = Entry<'a>>) -> Dictionary<'a> {
        let mut entries: Vec<_> = entries.filter_map(|entry| Some((entry.wrong.chars().next()?, entry))).collect();
        entries.sort_by_key(|(first, entry)| (*first, std::cmp::Reverse(entry.wrong.len())));
        Dictionary::Own(entries)
    }

    /// What is written in each row of a table.
    pub fn written(&self) -> impl Iterator<Item = &'static str> {
        let rows: &'static [[&'static str; 4]] = match self {
            Dictionary::Own(_) => &[],
            Dictionary::Made(rows, ..) => rows,
        };
        rows.iter().map(|[wrong, ..]| *wrong)
    }

    /// The entry that stands at an index.
    fn at(&self, p: &Passage, at: usize) -> Option<Entry<'a>> {
        match self {
            Dictionary::Own(entries) => {
                let first = p.at(at);
                let from = entries.partition_point(|(head, _)| *head < first);
                let under = entries.iter().skip(from).take_while(|(head, _)| *head == first);
                under.map(|(_, entry)| entry).find(|entry| p.starts(at, entry.wrong)).cloned()
            }
            Dictionary::Made(rows, keys, _) => {
                let key = heads::pair(p.at(at), p.at(at + 1));
                let from = keys.partition_point(|other| *other < key);
                let mut under = rows.iter().zip(*keys).skip(from).take_while(|(_, other)| **other == key);
                let ([wrong, right, unless, level], _) = under.find(|([wrong, ..], _)| p.starts(at, wrong))?;
                let unless = unless.split('|').filter(|text| !text.is_empty()).collect();
                Some(Entry { wrong, right, unless, level })
            }
        }
    }

    /// Every entry in a passage, with the character where it begins: leftmost, then longest, none in another.
    pub fn matches(&self, p: &Passage, heads: &[Head]) -> Vec<(usize, Entry<'a>)> {
        let mut found = Vec::new();
        let mut free = 0;
        let mut look = |at: usize| {
            if at >= free
                && let Some(entry) = self.at(p, at)
            {
                free = at + entry.wrong.chars().count();
                found.push((at, entry));
            }
        };
        match self {
            Dictionary::Own(entries) if entries.is_empty() => {}
            Dictionary::Own(_) => (0..p.len()).for_each(look),
            Dictionary::Made(.., list) => heads::of(heads, *list).for_each(&mut look),
        }
        found
    }
}

/// Wrong words of official prose.
pub const CONFUSABLE: Dictionary<'static> =
    Dictionary::Made(made::CONFUSABLES, made::CONFUSABLES_KEYS, heads::CONFUSABLE);

/// 异形词: variants of which one is recommended.
pub const VARIANT: Dictionary<'static> = Dictionary::Made(made::VARIANTS, made::VARIANTS_KEYS, heads::VARIANT);

/// A fixed pair of words (安全隐患), for slips in one of its inner characters.
#[derive(Clone, Copy, Debug)]
pub struct Pairing {
    /// The four characters.
    pub words: [char; 4],
    /// Whether another word in its place is a slip too.
    pub strict: bool,
}

/// Whether these four characters are a fixed pair.
pub fn is_whole(chars: [char; 4]) -> bool {
    made::WHOLE.binary_search(&chars).is_ok()
}

/// Whether these characters are four and a fixed pair.
pub fn is_whole_of(chars: &[char]) -> bool {
    <[char; 4]>::try_from(chars).is_ok_and(is_whole)
}

/// Whether a fixed pair may begin and end with two characters.
pub fn may_be_fixed(a: char, d: char) -> bool {
    bit(made::NEAR, hash(a, d) & 0xffff)
}

/// The pairs under an open form, `A?CD` or `AB?D` with NUL for the open place.
fn open(form: [char; 4]) -> impl Iterator<Item = Pairing> {
    let [a, .., d] = form;
    let from =
        if may_be_fixed(a, d) { made::OPEN.partition_point(|(other, ..)| *other < form) } else { made::OPEN.len() };
    let under = made::OPEN.iter().skip(from).take_while(move |(other, ..)| *other == form);
    under.map(|(_, words, strict)| Pairing { words: *words, strict: *strict })
}

/// The fixed pair that these four characters miss by one place, and the place (1 or 2).
pub fn miss(chars: [char; 4]) -> Option<(Pairing, usize)> {
    let [a, b, c, d] = chars;
    if !may_be_fixed(a, d) {
        return None;
    }
    let found = [(1, [a, '\0', c, d]), (2, [a, b, '\0', d])]
        .into_iter()
        .find_map(|(place, form)| Some((open(form).next()?, place)));
    found.filter(|_| !is_whole(chars) && made::UNLESS.binary_search(&chars).is_err())
}

/// The strict pair of which these three are all but the second character.
pub fn short(a: char, c: char, d: char) -> Option<Pairing> {
    open([a, '\0', c, d]).find(|pair| pair.strict && pair.words.get(2) == Some(&c))
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
