//! W02: words of three characters (保卫战) and fixed pairs that one character misses by sound or by look.

use crate::lint::han::is_han;
use crate::lint::lexicon::{is_known, is_word, may_be_shaped, shaped, triple};
use crate::lint::passage::Passage;
use std::ops::Range;

/// Places where such a word is misspelt, and the word.
pub fn find(p: &Passage, sounds: &[u16]) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for at in 0..p.len().saturating_sub(2) {
        // What has no sound is no ideograph.
        let Some(&[one, two, three]) = sounds.get(at..at + 3) else { continue };
        if one == 0 || two == 0 || three == 0 {
            continue;
        }
        let heard = triple([one, two, three]);
        let heard = heard.filter(|right| one_odd(p, at, right).is_some());
        let three = [p.at(at), p.at(at + 1), p.at(at + 2)];
        let seen = || may_be_shaped(three).then(|| shaped(p.text(at..p.len()))).flatten();
        let Some(right) = heard.or_else(seen) else { continue };
        let length = right.chars().count();
        if let Some(odd) = one_odd(p, at, right)
            && !chance(p, at, odd, length)
        {
            found.push((at..at + length, right));
        }
    }
    found
}

/// The place of the one character by which the text at an index differs from a word.
fn one_odd(p: &Passage, at: usize, right: &str) -> Option<usize> {
    let mut odd = right.chars().enumerate().filter(|(step, c)| p.at(at + step) != *c).map(|(step, _)| step);
    let first = odd.next()?;
    odd.next().is_none().then_some(first)
}

/// Whether the odd character belongs to another word: 环境保卫|站岗.
fn chance(p: &Passage, at: usize, odd: usize, length: usize) -> bool {
    let c = p.at(at + odd);
    let (before, after) = (p.before(at), p.at(at + length));
    let outer = odd == 0 && is_han(before) && is_known(&[before, c])
        || odd + 1 == length && is_han(after) && is_known(&[c, after]);
    // A word of its own, whole or with its neighbour: 适用率 is no 使用率.
    let whole = length == 3 && is_known(p.slice(at..at + 3));
    let pair = |from: usize| is_word(p.at(from), p.at(from + 1));
    let inner = match (length, odd) {
        (3, 0) => pair(at),
        (3, 1) => pair(at) || pair(at + 1),
        (3, _) => pair(at + 1),
        (_, 0 | 1) => pair(at),
        _ => pair(at + 2),
    };
    // 参与|这四项: a word of grammar begins the next phrase.
    let grammar = super::free(c) || matches!(c, '着' | '得' | '地' | '们' | '吗' | '呢' | '啊');
    // 工业源、生活源: where pollution comes from.
    let source = c == '源' && odd == 2;
    outer || source || whole || inner || grammar || p.binding(at).is_some() || p.titled(at)
}
