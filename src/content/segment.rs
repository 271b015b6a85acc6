//! Line ends of the source inside a text: between Han they vanish, between words they are a space
//! (CSS Text 4 §4.1.3; CLREQ 3.2.6 leaves the gap of Han and Latin to the line setter).

use super::Places;
use crate::base::bytes;
use std::borrow::Cow;

/// A text on its way from the file: characters and where each stood.
pub(super) struct Written<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) places: Places,
}

/// Takes the source's line ends out of a text, and white space off both its ends.
///
/// A line end is told by the source, not by the characters: YAML has folded some of them into
/// spaces by now.
pub(super) fn join<'t>(text: &'t str, places: Places, source: &str) -> Written<'t> {
    // Most texts have no white space at all.
    if !bytes::any(text.as_bytes(), white) {
        return Written { text: Cow::Borrowed(text), places };
    }
    let places = &places;
    let mut joined = Joined { text: String::with_capacity(text.len()), places: Places::default() };
    let mut at = 0;
    for (gap, length) in gaps(text) {
        joined.copy(text, at..gap, places);
        at = gap + length;
        let before = text.get(..gap).and_then(|head| head.chars().next_back());
        let after = text.get(at..).and_then(|tail| tail.chars().next());
        let (Some(before), Some(after)) = (before, after) else { continue };
        // The bytes of the source between the two characters that the gap parts.
        let from = places.source((gap - before.len_utf8()) as u32) as usize;
        let to = places.source(at as u32) as usize;
        let broken = source.get(from..to).is_some_and(|between| between.contains('\n'));
        if !broken {
            joined.copy(text, gap..at, places);
        } else if !vanishes(before, after) {
            joined.places.push(joined.text.len() as u32, places.source(gap as u32));
            joined.text.push(' ');
        }
    }
    joined.copy(text, at..text.len(), places);
    Written { text: Cow::Owned(joined.text), places: joined.places }
}

/// A text being put together.
struct Joined {
    text: String,
    places: Places,
}

impl Joined {
    fn copy(&mut self, text: &str, range: std::ops::Range<usize>, places: &Places) {
        let Some(piece) = text.get(range.clone()).filter(|piece| !piece.is_empty()) else { return };
        let offset = self.text.len() as u32;
        self.places.append(offset, places, range.start as u32..range.end as u32);
        self.text.push_str(piece);
    }
}

fn white(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r')
}

/// Runs of plain white space: their first byte and length.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| white(*byte)) {
        match gaps.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => gaps.push((at, 1)),
        }
    }
    gaps
}

/// Whether a line end between these two leaves nothing: Han on one side is enough, for a space
/// beside Han is never wanted; between two figures or words it is a space.
fn vanishes(before: char, after: char) -> bool {
    han(before) || han(after)
}

/// Characters of Chinese text: Han, its marks and full-width forms.
pub(super) fn han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
