//! 目录: the headings, each with the block that it leads to.

use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::content::{Block, BlockKind, Contents as Source, Heading};
use crate::style::{Contents, NodeKind, Para, ParaRole, StyleKey};

/// Entries as far as the depth asked for; page numbers come when pages are known.
pub fn lower(block: &Block, source: &Source, to: &mut Lowering<'_>) {
    let head = source.title.as_ref().map(|text| to.para(text, ParaRole::Body, StyleKey::ContentsHead));
    push(&block.id, block.span, head, source.depth.clamp(1, 4), to);
}

/// The contents that a layout sets of itself, unless the author has set his own.
pub fn after_title(depth: u8, title: &str, to: &mut Lowering<'_>) {
    let own = to.document.flow().any(|block| matches!(block.kind, BlockKind::Contents(_)));
    if !own {
        let setting = Setting::new(ParaRole::Body, StyleKey::ContentsHead, to);
        let head = setting.plain(title, Span::default(), None).done();
        push("contents", Span::default(), Some(head), depth, to);
    }
}

fn push(name: &str, span: Span, head: Option<Para>, depth: u8, to: &mut Lowering<'_>) {
    let document = to.document;
    let mut entries = Vec::new();
    for block in document.flow() {
        if let BlockKind::Heading(heading) = &block.kind
            && heading.level <= depth
        {
            entries.push((block.id.clone(), heading.level.max(1), entry(&block.id, heading, to)));
        }
    }
    let mut flow = to.sheet.para(StyleKey::Contents1.id()).flow.clone();
    // A list longer than half a page breaks between its entries.
    flow.keep_together &= entries.len() * 2 <= usize::from(to.sheet.page.lines);
    let contents = Contents { head, depth, entries };
    to.push_with(name, span, flow, NodeKind::Contents(contents));
}

/// A heading in one line. Plain text: its notes and figures are called where it stands.
fn entry(block: &str, heading: &Heading, to: &mut Lowering<'_>) -> Para {
    let style = match heading.level {
        0 | 1 => StyleKey::Contents1,
        2 => StyleKey::Contents2,
        3 => StyleKey::Contents3,
        4.. => StyleKey::Contents4,
    };
    let lead = heading.lead.as_ref().map(|lead| format!("{}\u{3000}", to.prose(lead).text)).unwrap_or_default();
    let number = to.numbers.get(block).cloned().unwrap_or_default();
    let words = format!("{number}{lead}{}", to.prose(&heading.main).text);
    Setting::new(ParaRole::Body, style, to).plain(&words, heading.main.span, None).done()
}
