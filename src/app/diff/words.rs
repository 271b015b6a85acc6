//! What changed in the words of two sources: passages are laid beside each other, and within a
//! passage characters, words of Latin letters, numbers and figures.

use banxin::base::Span;
use banxin::figures::{Filled, Origin, Prose};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// One text of a source as it is printed.
pub struct Passage<'a> {
    /// Its characters.
    pub text: &'a str,
    /// The whole text in its source.
    pub span: Span,
    figures: Vec<Range<usize>>,
}

/// What became of a passage.
pub struct Changed<'p> {
    /// As it was.
    pub old: Option<&'p Passage<'p>>,
    /// As it is.
    pub new: Option<&'p Passage<'p>>,
    /// Its pieces in order.
    pub pieces: Vec<Piece<'p>>,
}

/// A stretch of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'p> {
    /// What became of it.
    pub fate: Fate,
    /// Its characters.
    pub text: &'p str,
}

/// Stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// In both.
    Same,
    /// Only in the old source.
    Gone,
    /// Only in the new one.
    Come,
}

/// Percentage of characters that two passages share before one counts as the other changed.
const ALIKE: usize = 40;
/// Longest island between two changes that is drawn into them, in characters.
const ISLAND: usize = 1;

/// The texts of a source in reading order, notes after their text.
pub fn passages(filled: &Filled) -> Vec<Passage<'_>> {
    let all = filled.prose.iter().flat_map(|prose| std::iter::once(prose).chain(&prose.notes));
    all.filter(|prose| !prose.text.is_empty()).map(passage).collect()
}

fn passage(prose: &Prose) -> Passage<'_> {
    let figures = prose.runs.iter().filter(|run| matches!(run.origin, Origin::Figure { .. }));
    Passage {
        text: &prose.text,
        span: prose.place(0..prose.text.len()),
        figures: figures.map(|run| run.range.start as usize..run.range.end as usize).collect(),
    }
}

/// The passages that differ, in order.
pub fn compare<'p>(old: &'p [Passage<'p>], new: &'p [Passage<'p>]) -> Vec<Changed<'p>> {
    let texts = |passages: &'p [Passage<'p>]| passages.iter().map(|passage| passage.text).collect::<Vec<_>>();
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (_, was, is) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        // Each old passage beside the first of the new ones that is like it.
        let mut rest = new.get(is).unwrap_or_default();
        for before in old.get(was).unwrap_or_default() {
            match rest.iter().position(|after| alike(before, after)) {
                Some(at) => {
                    let (come, others) = rest.split_at(at);
                    changes.extend(come.iter().map(whole_new));
                    changes.extend(others.first().map(|after| both(before, after)));
                    rest = others.get(1..).unwrap_or_default();
                }
                None => changes.push(Changed {
                    old: Some(before),
                    new: None,
                    pieces: vec![Piece { fate: Fate::Gone, text: before.text }],
                }),
            }
        }
        changes.extend(rest.iter().map(whole_new));
    }
    changes
}

fn whole_new<'p>(passage: &'p Passage<'p>) -> Changed<'p> {
    Changed { old: None, new: Some(passage), pieces: vec![Piece { fate: Fate::Come, text: passage.text }] }
}

fn both<'p>(old: &'p Passage<'p>, new: &'p Passage<'p>) -> Changed<'p> {
    Changed { old: Some(old), new: Some(new), pieces: pieces(old, new) }
}

/// Whether one passage is the other with changes.
fn alike(old: &Passage<'_>, new: &Passage<'_>) -> bool {
    let (a, b) = (tokens(old), tokens(new));
    let words = |passage: &Passage<'_>, tokens: &[Range<usize>]| -> Vec<String> {
        tokens.iter().map(|range| passage.text.get(range.clone()).unwrap_or("").to_owned()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &words(old, &a), &words(new, &b));
    let shared: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    shared * 200 >= ALIKE * (a.len() + b.len())
}

/// The units that are compared: a figure, a word of Latin letters, a number, or one character.
fn tokens(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut figures = passage.figures.iter().peekable();
    let mut at = 0;
    while let Some(c) = passage.text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(figure) = figures.next_if(|figure| figure.start <= at) {
            if figure.end > at {
                tokens.push(at..figure.end);
                at = figure.end;
            }
            continue;
        }
        let limit = figures.peek().map_or(passage.text.len(), |figure| figure.start);
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
        let rest = passage.text.get(at..limit).unwrap_or("");
        let length =
            if c.is_ascii_alphanumeric() { rest.find(|c| !word(c)).unwrap_or(rest.len()) } else { c.len_utf8() };
        tokens.push(at..at + length.max(1));
        at += length.max(1);
    }
    tokens
}

/// Token by token; short islands between changes belong to them.
fn pieces<'p>(old: &'p Passage<'p>, new: &'p Passage<'p>) -> Vec<Piece<'p>> {
    let (a, b) = (tokens(old), tokens(new));
    let words = |text: &'p str, tokens: &[Range<usize>]| -> Vec<&'p str> {
        tokens.iter().map(|range| text.get(range.clone()).unwrap_or("")).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &words(old.text, &a), &words(new.text, &b));
    // Bytes of both sides, and whether they are equal.
    let bytes = |tokens: &[Range<usize>], range: Range<usize>, length: usize| {
        let start = tokens.get(range.start).map_or(length, |token| token.start);
        let end = range.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(start, |token| token.end);
        start..end.max(start)
    };
    let mut spans: Vec<(bool, Range<usize>, Range<usize>)> = Vec::new();
    let last = ops.len().saturating_sub(1);
    for (number, op) in ops.iter().enumerate() {
        let (_, was, is) = op.as_tag_tuple();
        let equal = matches!(op, DiffOp::Equal { .. });
        let island = equal && was.len() <= ISLAND && number > 0 && number < last;
        let (was, is) = (bytes(&a, was, old.text.len()), bytes(&b, is, new.text.len()));
        let same = equal && !island;
        match spans.last_mut() {
            Some((false, before, after)) if !same => {
                before.end = before.end.max(was.end);
                after.end = after.end.max(is.end);
            }
            _ => spans.push((same, was, is)),
        }
    }
    let mut pieces = Vec::new();
    for (same, was, is) in spans {
        let (was, is) = (old.text.get(was).unwrap_or(""), new.text.get(is).unwrap_or(""));
        if same {
            pieces.push(Piece { fate: Fate::Same, text: is });
        } else {
            pieces.push(Piece { fate: Fate::Gone, text: was });
            pieces.push(Piece { fate: Fate::Come, text: is });
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Passage<'_> {
        Passage { text, span: Span::default(), figures: Vec::new() }
    }

    fn shown(old: &[&str], new: &[&str]) -> Vec<String> {
        let (old, new): (Vec<Passage<'_>>, Vec<Passage<'_>>) =
            (old.iter().map(|text| plain(text)).collect(), new.iter().map(|text| plain(text)).collect());
        let show = |changed: &Changed<'_>| {
            let piece = |piece: &Piece<'_>| match piece.fate {
                Fate::Same => piece.text.to_owned(),
                Fate::Gone => format!("[-{}-]", piece.text),
                Fate::Come => format!("{{+{}+}}", piece.text),
            };
            changed.pieces.iter().map(piece).collect()
        };
        compare(&old, &new).iter().map(show).collect()
    }

    #[test]
    fn changes_of_chinese_text_are_by_character_and_number() {
        let cases: &[(&[&str], &[&str], &[&str])] = &[
            (&["全市共建13.5万个点。"], &["全市共建13.7万个点。"], &["全市共建[-13.5-]{+13.7+}万个点。"]),
            (&["加强安排隐患排查。"], &["加强安全隐患排查。"], &["加强安[-排-]{+全+}隐患排查。"]),
            (&["甲乙丙丁。", "戊己庚辛。"], &["甲乙丙丁。"], &["[-戊己庚辛。-]"]),
            (&["甲乙丙丁。"], &["子丑寅卯。", "甲乙丙丁。"], &["{+子丑寅卯。+}"]),
            // An island of one character is not a reading help.
            (&["做到一个不少的目标。"], &["实现一批不少的目标。"], &["[-做到一个-]{+实现一批+}不少的目标。"]),
            (&["相同。"], &["相同。"], &[]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(&shown(old, new), expected);
        }
    }
}
