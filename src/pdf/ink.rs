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
        let Some(font) = subset.font() else { continue };
        for text in blank(&font, subset.characters()) {
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
/// fontdue reads the outlines of mapped glyphs alone.
fn blank<'t>(font: &[u8], characters: impl Iterator<Item = (u16, &'t str)>) -> Vec<&'t str> {
    let settings = fontdue::FontSettings { scale: SIZE, load_substitutions: false, ..fontdue::FontSettings::default() };
    let Ok(font) = fontdue::Font::from_bytes(font, settings) else { return Vec::new() };
    let inked =
        |code| code < font.glyph_count() && font.rasterize_indexed(code, SIZE).1.iter().any(|coverage| *coverage > 0);
    characters.filter(|(code, text)| shows(text) && !inked(*code)).map(|(_, text)| text).collect()
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
        (ItemKind::Line { line, .. }, Owner::Node(node, _)) => line.text().contains(text).then_some(node),
        (ItemKind::Line { .. }, Owner::Decoration | Owner::Reading(..) | Owner::Furniture) => None,
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
