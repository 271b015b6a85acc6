//! Where words of the lists may begin: one walk over a text serves every list.
//!
//! A word is known by its first two characters. One byte for each hash of a pair holds a bit a list; what has
//! none set, most of a text, is asked no further.

use super::lexicon::{self, hash};
use super::words::{misfits, phrases};
use std::sync::LazyLock;

/// The wrong words.
pub const CONFUSABLE: u8 = 1;
/// The variants.
pub const VARIANT: u8 = 1 << 1;
/// First halves of what may not stand together.
pub const CLASH: u8 = 1 << 2;
/// Verbs that take some objects only.
pub const MISFIT: u8 = 1 << 3;
/// Subjects that take some verbs only.
pub const PREDICATE: u8 = 1 << 4;
/// Claims that need a source.
pub const SUPERLATIVE: u8 = 1 << 5;

/// A place where words of some lists may begin.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The character.
    pub at: usize,
    /// The lists, one bit each.
    lists: u8,
}

/// The lists of each pair.
static LISTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut table = vec![0; 1 << 16];
    let mut take = |list: u8, word: &str| {
        let mut chars = word.chars();
        if let (Some(a), Some(b)) = (chars.next(), chars.next())
            && let Some(lists) = table.get_mut(hash(a, b) & 0xffff)
        {
            *lists |= list;
        }
    };
    lexicon::CONFUSABLE.written().for_each(|word| take(CONFUSABLE, word));
    lexicon::VARIANT.written().for_each(|word| take(VARIANT, word));
    super::words::clashes::firsts().for_each(|word| take(CLASH, word));
    misfits::verbs().for_each(|word| take(MISFIT, word));
    misfits::subjects().for_each(|word| take(PREDICATE, word));
    phrases::SUPERLATIVES.iter().for_each(|word| take(SUPERLATIVE, word));
    table
});

/// Every place of a text where a word of a list may begin.
pub fn find(chars: &[char], found: &mut Vec<Head>) {
    found.clear();
    let table = LISTS.as_slice();
    for (at, pair) in chars.windows(2).enumerate() {
        let &[a, b] = pair else { continue };
        let lists = table.get(hash(a, b) & 0xffff).copied().unwrap_or(0);
        if lists != 0 {
            found.push(Head { at, lists });
        }
    }
}

/// The places that one list has.
pub fn of(heads: &[Head], list: u8) -> impl Iterator<Item = usize> {
    heads.iter().filter(move |head| head.lists & list != 0).map(|head| head.at)
}

/// Words found by their first two characters.
#[derive(Debug)]
pub struct Index {
    /// The two characters, and the number of the word.
    words: Vec<(u64, usize)>,
    /// A bit for each hash of two.
    bits: Vec<u64>,
}

/// Two characters as one number.
pub fn pair(a: char, b: char) -> u64 {
    u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))
}

/// Sixteen bits of two characters.
fn mixed(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

impl Index {
    /// Of these words; those of one or no character are left out. Of two under one pair that which `order` puts
    /// first comes first.
    pub fn new<'w, K: Ord>(words: impl Iterator<Item = &'w str>, order: impl Fn(&str) -> K) -> Index {
        let mut list: Vec<(u64, K, usize)> = words
            .enumerate()
            .filter_map(|(index, word)| {
                let mut chars = word.chars();
                Some((pair(chars.next()?, chars.next()?), order(word), index))
            })
            .collect();
        list.sort_unstable();
        let words: Vec<(u64, usize)> = list.into_iter().map(|(key, _, index)| (key, index)).collect();
        let mut bits = vec![0; 1 << 10];
        for at in words.iter().map(|(key, _)| mixed(*key)) {
            if let Some(word) = bits.get_mut(at >> 6) {
                *word |= 1 << (at & 63);
            }
        }
        Index { words, bits }
    }

    /// The places of a text where one of the words may begin.
    pub fn places<'t>(&'t self, chars: &'t [char]) -> impl Iterator<Item = usize> + 't {
        let begins = |key: u64| {
            let at = mixed(key);
            self.bits.get(at >> 6).is_some_and(|word| word >> (at & 63) & 1 == 1)
        };
        let pairs = chars.windows(2).enumerate();
        pairs.filter(move |(_, two)| matches!(**two, [a, b] if begins(pair(a, b)))).map(|(at, _)| at)
    }

    /// The numbers of the words that begin with two characters.
    pub fn under(&self, a: char, b: char) -> impl Iterator<Item = usize> {
        let key = pair(a, b);
        let from = self.words.partition_point(|(other, _)| *other < key);
        self.words.iter().skip(from).take_while(move |(other, _)| *other == key).map(|(_, index)| *index)
    }
}
