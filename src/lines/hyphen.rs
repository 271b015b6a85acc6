//! Where Latin words part (CLREQ 3.2.2: at hyphenation points alone): syllables of English words by Liang's
//! patterns, and every character of a word that no line holds.

use super::analyse::{Joint, Piece, attaches};
use super::class::Class;
use hypher::Lang;

/// A word parts rather than a line opens by more than this in all, 1/10 em: spread over twenty gaps that is seen by
/// few, a hyphen by all.
const WORD_PARTS: u8 = 6;
/// Words shorter than this, in letters, stay whole.
const SHORTEST: usize = 6;

/// Splits the words of a text where `find` says.
pub(crate) fn split(text: &str, pieces: &mut Vec<Piece>, find: impl Fn(&str, &mut Vec<Cut>)) {
    let mut cuts = Vec::new();
    let mut parted: Vec<Piece> = Vec::new();
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if piece.class != Class::Latin && parted.is_empty() {
            continue;
        }
        let piece = *piece;
        cuts.clear();
        if piece.class == Class::Latin {
            let end = pieces.get(at + 1).map_or(text.len(), |next| next.text as usize);
            find(text.get(piece.text as usize..end).unwrap_or_default(), &mut cuts);
        }
        if cuts.is_empty() {
            if !parted.is_empty() {
                parted.push(piece);
            }
            continue;
        }
        if parted.is_empty() {
            parted.reserve(pieces.len() + cuts.len());
            parted.extend_from_slice(pieces.get(..at).unwrap_or_default());
        }
        parted.push(piece);
        for Cut { at, before, after, joint, loath } in cuts.drain(..) {
            if let Some(open) = parted.last_mut() {
                open.last = before;
            }
            let text = piece.text + at;
            parted.push(Piece { text, first: after, last: piece.last, breaks: false, joint, loath, ..piece });
        }
    }
    if !parted.is_empty() {
        *pieces = parted;
    }
}

/// A place inside a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Byte of the word.
    at: u32,
    before: char,
    after: char,
    joint: Joint,
    loath: u8,
}

/// The syllables of an English word. A word with a capital is a name or an abbreviation and stays whole, as does
/// one with figures or signs in it.
pub(crate) fn syllables(word: &str, cuts: &mut Vec<Cut>) {
    let bare = word.trim_start_matches(['(', '"', '\'', '“', '‘', '[']);
    let start = word.len() - bare.len();
    let bare = bare.trim_end_matches(|c: char| !c.is_ascii_lowercase());
    if bare.len() < SHORTEST || !bare.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    let mut at = start;
    for syllable in hypher::hyphenate(bare, Lang::English) {
        let begin = at;
        at += syllable.len();
        let (Some(before), Some(after)) =
            (word.get(..begin).and_then(|word| word.chars().next_back()), syllable.chars().next())
        else {
            continue;
        };
        if begin > start {
            cuts.push(Cut { at: begin as u32, before, after, joint: Joint::Hyphen, loath: WORD_PARTS });
        }
    }
}

/// Every character of a word that another does not attach to.
pub(crate) fn characters(word: &str, cuts: &mut Vec<Cut>) {
    let mut before: Option<char> = None;
    for (at, after) in word.char_indices() {
        if let Some(before) = before.replace(after)
            && !attaches(after)
        {
            cuts.push(Cut { at: at as u32, before, after, joint: Joint::Bare, loath: 0 });
        }
    }
}
