//! The ink check: a glyph of a visible character that is blank is a missing glyph that nobody
//! reported (PDF/A-2 6.2.11.4.1 asks for glyphs, not for ink; readers want both).
//!
//! fontdue rasterises the *subset* faces: a few hundred outlines, read twice by two programs.

use super::faces::Subset;
use super::outline::each;
use crate::base::{Finding, Findings, Span};
use crate::pages::{ItemKind, Owner, Pages};
use crate::say;
use crate::style::Styled;

/// Pixels an em: enough for the thinnest stroke to leave something.
const SIZE: f32 = 24.0;

pub(super) fn inspect(subsets: &[Subset<'_>], pages: &Pages, styled: &Styled, findings: &mut Findings) {
    for subset in subsets {
        for text in blank(subset.bytes(), subset.characters()) {
            let face = &subset.face().name;
            let code = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ");
            let message =
                say!("字体 {face} 的“{text}”（{code}）是空白", "“{text}” ({code}) is blank in the face {face}");
            let help = say!(
                "给这个角色添一个有此字的字体，或在清单的 exclude 里写上它",
                "give the role a face that draws it, or name it under exclude in the manifest"
            );
            findings.push(Finding::resource("X02", place(text, pages, styled), message).help(help));
        }
    }
}

/// Characters whose glyphs leave no ink; none when the font cannot be read (which is another fault).
fn blank<'t>(font: &[u8], characters: impl Iterator<Item = (u16, &'t str)>) -> Vec<&'t str> {
    let characters: Vec<(u16, &str)> = characters.collect();
    let last = characters.iter().map(|(code, _)| *code).max().unwrap_or(0);
    let settings = fontdue::FontSettings { scale: SIZE, load_substitutions: false, ..fontdue::FontSettings::default() };
    let Ok(font) = fontdue::Font::from_bytes(mapped(font, last), settings) else { return Vec::new() };
    let inked =
        |code| code < font.glyph_count() && font.rasterize_indexed(code, SIZE).1.iter().any(|coverage| *coverage > 0);
    characters.into_iter().filter(|(code, text)| shows(text) && !inked(*code)).map(|(_, text)| text).collect()
}

/// The font with a character map: a subset for a PDF has none, and fontdue reads the outlines of
/// mapped glyphs alone. Glyph n is given to the private character U+F0000 + n.
fn mapped(font: &[u8], last: u16) -> Vec<u8> {
    let word = |at: usize| font.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_be_bytes);
    let count = word(4);
    let (head, body) = font.split_at_checked(12 + 16 * usize::from(count)).unwrap_or_default();
    let group = [12_u32 << 16, 28, 0, 1, 0xF_0000, 0xF_0000 + u32::from(last), 0].map(u32::to_be_bytes).concat();
    let map = [&[0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12][..], &group].concat();
    // One record more moves every table by 16 bytes.
    let mut records: Vec<Vec<u8>> = Vec::new();
    for record in head.get(12..).unwrap_or_default().chunks_exact(16) {
        let (name, place) = record.split_at(8);
        let (at, length) = place.split_at(4);
        let at = at.try_into().map_or(0, u32::from_be_bytes).wrapping_add(16);
        records.push([name, &at.to_be_bytes(), length].concat());
    }
    let place = [(font.len() + 16) as u32, map.len() as u32].map(u32::to_be_bytes).concat();
    records.push([&b"cmap\0\0\0\0"[..], &place].concat());
    records.sort();
    let count = (count + 1).to_be_bytes();
    [head.get(..4).unwrap_or_default(), &count, head.get(6..12).unwrap_or_default(), &records.concat(), body, &map]
        .concat()
}

/// Whether a text should leave ink.
fn shows(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}')
    };
    !text.is_empty() && !text.chars().all(unseen)
}

/// The first node that shows the text.
fn place(text: &str, pages: &Pages, styled: &Styled) -> Option<Span> {
    let mut items = pages.pages.iter().flat_map(|page| &page.items);
    let owner = items.find_map(|item| match (&item.kind, item.owner) {
        (ItemKind::Line { line, .. }, Owner::Node(node, _)) => line.text.contains(text).then_some(node),
        (ItemKind::Line { .. }, Owner::Decoration | Owner::Furniture) => None,
        (ItemKind::Shape(_) | ItemKind::Image { .. }, _) => None,
    })?;
    let mut span = None;
    each(&styled.nodes, &mut |node| {
        if node.id == owner {
            span = Some(node.span);
        }
    });
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_need_no_ink() {
        assert!(!shows(" ") && !shows("\u{3000}") && !shows("\u{200B}") && !shows(""));
        assert!(shows("一") && shows("——"));
    }

    #[test]
    fn what_is_no_font_has_no_blanks() {
        assert!(blank(b"no font", [(1, "一")].into_iter()).is_empty());
    }
}
