//! Headings, in one part or in two.

use super::{Lowering, notes, prose::Setting};
use crate::base::Span;
use crate::content::{Block, Heading};
use crate::style::{CharKey, HeadingParts, NodeKind, NotesPlace, ParaRole, StyleKey};

/// A two-part heading (不负使命，忠诚担当 / 维护稳定再创新佳绩) is one paragraph, so that it is one entry of
/// the outline in both files; its parts are two lines by a forced break, or one line with an em
/// between, as the layout says. Either is white space: no character is invented.
pub fn lower(block: &Block, heading: &Heading, to: &mut Lowering<'_>) {
    let style = match heading.level {
        0 | 1 => StyleKey::Heading1,
        2 => StyleKey::Heading2,
        3 => StyleKey::Heading3,
        4.. => StyleKey::Heading4,
    };
    to.level = heading.level.clamp(1, 4);
    let between = match to.sheet.blocks.heading_parts {
        HeadingParts::Stacked => "\n",
        HeadingParts::Beside => "\u{3000}",
    };
    let lead = heading.lead.as_ref().map(|lead| to.prose(lead));
    let main = to.prose(&heading.main);
    if style == StyleKey::Heading1 && to.body == StyleKey::Body && to.sheet.blocks.notes == NotesPlace::Chapter {
        notes::stand(to);
    }
    if let Some(kind) = to.sheet.para(style.id()).habits.opens {
        to.push("", block.span, StyleKey::Body, NodeKind::Break(kind));
    }
    let number = to.numbers.get(&block.id).cloned().unwrap_or_default();
    let mut setting = Setting::new(ParaRole::Heading(heading.level.clamp(1, 4)), style, to);
    if !number.is_empty() {
        setting = setting.plain(&number, block.span, None);
    }
    if let Some(prose) = lead {
        setting = setting.prose(prose, Some(CharKey::HeadingLead.id())).plain(between, Span::default(), None);
    }
    let para = setting.prose(main, None).turned();
    to.push(&block.id, block.span, style, NodeKind::Para(para));
}
