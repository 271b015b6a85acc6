//! One resolved text, with what every rule asks of it found once.
//!
//! Ranges are in characters of the passage; [`Passage::span`] leads back to the source.

use super::{han, numeral, numeral::Numeral};
use crate::base::{Finding, Severity, Span, diag::Words};
use crate::content::Mark;
use crate::figures::{Origin, Prose};
use std::ops::Range;

/// What a text is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 引题, 主题 or 副题.
    Title,
    /// The first part of a two-part heading.
    HeadingLead,
    /// A heading, or its second part, with its level.
    Heading(u8),
    /// Running text: a paragraph or the lead.
    Paragraph,
    /// An item of a list: running text that may lack its final mark.
    Item,
    /// A note under the text.
    Note,
    /// The credit line.
    Credit,
    /// Heads, captions, units and remarks of tables and charts.
    Label,
}

/// A pair of marks: `“ ”`, `《 》`, `（ ）` …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the opening mark.
    pub open: usize,
    /// Index of the closing mark.
    pub close: usize,
    /// How many pairs are around it.
    pub depth: usize,
    /// The opening mark itself.
    pub mark: char,
}

impl Pair {
    /// What stands between the marks.
    pub fn inner(&self) -> Range<usize> {
        self.open + 1..self.close
    }
}

/// A text made ready for the rules.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The resolved text and its way home.
    pub prose: &'a Prose,
    /// What it is in the document.
    pub role: Role,
    /// How many passages stand before it in the document; 0 where it is read alone.
    pub place: usize,
    /// Its characters.
    pub chars: Vec<char>,
    /// Byte of each character, and the length of the text at the end.
    bytes: Vec<u32>,
    /// Which characters there are, by their last bits.
    held: [u64; HELD],
    /// Matched pairs of marks in order of their opening.
    pub pairs: Vec<Pair>,
    /// Marks without a partner.
    pub strays: Vec<usize>,
    /// Sentences: up to and including 。！？… and the closing marks after them.
    pub sentences: Vec<Range<usize>>,
    /// Clauses: between ，；：。！？—— … outside pairs of brackets; the stops are not in them.
    pub clauses: Vec<Range<usize>>,
    /// Numbers in Arabic digits and in Han numerals.
    pub numerals: Vec<Numeral>,
}

impl<'a> Passage<'a> {
    /// Makes a text ready.
    pub fn new(prose: &'a Prose, role: Role) -> Passage<'a> {
        let count = prose.text.chars().count();
        let (mut chars, mut bytes) = (Vec::with_capacity(count), Vec::with_capacity(count + 1));
        let mut held = [0; HELD];
        for (at, c) in prose.text.char_indices() {
            chars.push(c);
            bytes.push(at as u32);
            let (word, bit) = held_bit(c);
            if let Some(word) = held.get_mut(word) {
                *word |= bit;
            }
        }
        bytes.push(prose.text.len() as u32);
        let (pairs, strays) = han::pair_up(&chars);
        let sentences = han::sentences(&chars);
        let clauses = han::clauses(&chars);
        let numerals = numeral::scan(&chars);
        Passage { prose, role, place: 0, chars, bytes, held, pairs, strays, sentences, clauses, numerals }
    }

    /// Whether the text may hold these words: no, when one of their characters is not there. A look at a bit or
    /// two instead of a search.
    pub fn holds(&self, words: &str) -> bool {
        words.chars().all(|c| {
            let (word, bit) = held_bit(c);
            self.held.get(word).is_some_and(|word| word & bit != 0)
        })
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at an index; NUL outside the text.
    pub fn at(&self, index: usize) -> char {
        self.chars.get(index).copied().unwrap_or('\0')
    }

    /// The character before an index; NUL at the beginning.
    pub fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |at| self.at(at))
    }

    /// The characters of a range, as far as they exist.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        let end = range.end.min(self.chars.len());
        self.chars.get(range.start.min(end)..end).unwrap_or(&[])
    }

    /// The text of a range.
    pub fn text(&self, range: Range<usize>) -> &'a str {
        let byte = |index: usize| self.bytes.get(index).copied().unwrap_or(self.prose.text.len() as u32) as usize;
        self.prose.text.get(byte(range.start)..byte(range.end.max(range.start))).unwrap_or("")
    }

    /// The character index of a byte of the text.
    pub fn index_of_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|at| (*at as usize) < byte)
    }

    /// Whether `words` stand at an index. Asked more often than anything else: bytes are compared, the last first,
    /// for words of one list often begin alike.
    pub fn starts(&self, index: usize, words: &str) -> bool {
        let Some(at) = self.bytes.get(index) else { return words.is_empty() };
        let rest = self.prose.text.as_bytes().get(*at as usize..).unwrap_or_default();
        let last = words.len().checked_sub(1);
        last.is_none_or(|last| rest.get(last) == words.as_bytes().last() && rest.starts_with(words.as_bytes()))
    }

    /// Whether the text before an index ends with `words`.
    pub fn ends(&self, index: usize, words: &str) -> bool {
        let Some(at) = self.bytes.get(index) else { return words.is_empty() };
        let head = self.prose.text.as_bytes().get(..*at as usize).unwrap_or_default();
        words.is_empty() || head.last() == words.as_bytes().last() && head.ends_with(words.as_bytes())
    }

    /// The first of `list` that stands at an index, and its length in characters.
    pub fn starts_any<'w>(&self, index: usize, list: &[&'w str]) -> Option<(&'w str, usize)> {
        list.iter().find(|words| self.starts(index, words)).map(|words| (*words, words.chars().count()))
    }

    /// The first of `list` with which the text before an index ends, and its length.
    pub fn ends_any<'w>(&self, index: usize, list: &[&'w str]) -> Option<(&'w str, usize)> {
        list.iter().find(|words| self.ends(index, words)).map(|words| (*words, words.chars().count()))
    }

    /// Where `words` first stand within a range.
    pub fn find(&self, range: Range<usize>, words: &str) -> Option<usize> {
        let mut wanted = words.chars();
        let Some(first) = wanted.next() else {
            return (range.start <= range.end.min(self.len())).then_some(range.start);
        };
        let end = (range.end.min(self.len()) + 1).saturating_sub(1 + wanted.count());
        let heads = self.chars.get(range.start..end).unwrap_or_default();
        heads.iter().enumerate().find_map(|(step, c)| {
            let at = range.start + step;
            (*c == first && self.starts(at, words)).then_some(at)
        })
    }

    /// Where words stand in the text, from left to right, none in another.
    pub fn occurrences<'w>(&'w self, words: &'w str) -> impl Iterator<Item = usize> + 'w {
        let text = if self.holds(words) { self.prose.text.as_bytes() } else { &[] };
        memchr::memmem::find_iter(text, words).map(|byte| self.index_of_byte(byte))
    }

    /// The clause that holds an index.
    pub fn clause(&self, index: usize) -> Range<usize> {
        holding(&self.clauses, index).unwrap_or(index..index)
    }

    /// The number of the clause that holds an index.
    pub fn clause_index(&self, index: usize) -> usize {
        self.clauses.partition_point(|range| range.end <= index)
    }

    /// The sentence that holds an index.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        holding(&self.sentences, index).unwrap_or(0..self.len())
    }

    /// The numerals whose first character lies in a range.
    pub fn numerals_in(&self, range: Range<usize>) -> &[Numeral] {
        let from = self.numerals.partition_point(|n| n.range.start < range.start);
        let to = self.numerals.partition_point(|n| n.range.start < range.end);
        self.numerals.get(from..to).unwrap_or(&[])
    }

    /// The innermost pair around an index (its marks count as inside).
    pub fn around(&self, index: usize) -> Option<&Pair> {
        let upto = self.pairs.partition_point(|pair| pair.open <= index);
        self.pairs.get(..upto)?.iter().rev().take(24).find(|pair| pair.close >= index)
    }

    /// Whether an index lies within quotation marks.
    pub fn quoted(&self, index: usize) -> bool {
        let upto = self.pairs.partition_point(|pair| pair.open <= index);
        let near = self.pairs.get(..upto).unwrap_or(&[]);
        near.iter().rev().take(24).any(|pair| pair.close > index && matches!(pair.mark, '“' | '‘' | '「' | '『'))
    }

    /// Whether an index lies within 《》 or 〈〉.
    pub fn titled(&self, index: usize) -> bool {
        let upto = self.pairs.partition_point(|pair| pair.open <= index);
        let near = self.pairs.get(..upto).unwrap_or(&[]);
        near.iter().rev().take(24).any(|pair| pair.close > index && matches!(pair.mark, '《' | '〈'))
    }

    /// The binding whose figure was written out at an index.
    pub fn binding(&self, index: usize) -> Option<usize> {
        let byte = *self.bytes.get(index)?;
        let run = self.prose.runs.partition_point(|run| run.range.end <= byte);
        match &self.prose.runs.get(run)?.origin {
            Origin::Figure { binding, .. } => Some(*binding as usize),
            Origin::Source(_) => None,
        }
    }

    /// Whether an index lies in text that is not plain reading (an address, a note's call).
    pub fn marked(&self, index: usize, wanted: impl Fn(&Mark) -> bool) -> bool {
        let Some(byte) = self.bytes.get(index).copied() else { return false };
        let run = self.prose.runs.partition_point(|run| run.range.end <= byte);
        self.prose.runs.get(run).is_some_and(|run| run.marks.iter().any(wanted))
    }

    /// The bytes of the prose behind a range of characters.
    pub fn byte_range(&self, range: Range<usize>) -> Range<usize> {
        let byte = |index: usize| self.bytes.get(index).copied().unwrap_or(self.prose.text.len() as u32) as usize;
        byte(range.start)..byte(range.end)
    }

    /// The place in the source.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.prose.place(self.byte_range(range))
    }

    /// A finding of a rule here, at the severity of the table.
    pub fn finding(&self, code: &'static str, range: Range<usize>, message: Words) -> Finding {
        let severity = super::rules::rule(code).map_or(Severity::Warning, |rule| rule.severity);
        Finding::check(code, severity, self.span(range), message)
    }

    /// An edit of the source, when the range was written there by the author.
    pub fn edit(&self, range: Range<usize>, text: &str) -> Option<(Span, String)> {
        if (range.start..range.end.max(range.start + 1)).any(|at| self.binding(at).is_some()) {
            return None;
        }
        let span = self.span(range.clone());
        // A fold or an escape in between: the bytes do not say the same, so no edit is safe.
        let plain = self.byte_range(range).len() as u32 == span.end - span.start;
        plain.then(|| (span, text.to_owned()))
    }
}

/// Words of 64 bits that tell which characters a text holds.
const HELD: usize = 32;

/// The bit of a character.
fn held_bit(c: char) -> (usize, u64) {
    let at = u32::from(c) as usize;
    (at >> 6 & (HELD - 1), 1 << (at & 63))
}

fn holding(ranges: &[Range<usize>], index: usize) -> Option<Range<usize>> {
    let at = ranges.partition_point(|range| range.end <= index);
    ranges.get(at).filter(|range| range.start <= index).cloned()
}

/// Adds a repair to a finding, when every edit of it can be made.
pub fn fixed(finding: Finding, edits: impl IntoIterator<Item = Option<(Span, String)>>) -> Finding {
    match edits.into_iter().collect::<Option<Vec<_>>>() {
        Some(edits) => finding.fix(edits),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_their_characters_do() {
        let prose =
            Prose { text: "全市8起，同比下降57.4%——“一网通办”Ab é".into(), ..Prose::default() };
        let p = Passage::new(&prose, Role::Paragraph);
        let chars = &p.chars;
        let mut words: Vec<String> =
            vec![String::new(), "无".into(), "市9".into(), "全市8起，同比下降57.4%——“一网通办”Ab éa".into()];
        words.extend(
            (0..chars.len()).flat_map(|from| (from..=chars.len()).map(move |to| chars[from..to].iter().collect())),
        );
        for word in &words {
            let wanted: Vec<char> = word.chars().collect();
            for index in 0..chars.len() + 3 {
                let after = chars.get(index..).unwrap_or_default();
                let before = if index <= chars.len() { &chars[..index] } else { &[] };
                assert_eq!(p.starts(index, word), after.starts_with(&wanted), "{word} at {index}");
                assert_eq!(p.ends(index, word), before.ends_with(&wanted), "{word} before {index}");
            }
        }
    }
}
