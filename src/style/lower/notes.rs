//! 尾注: notes together at the end of the document or of a chapter. Each is a paragraph of its own there; Word,
//! which gathers its endnotes by itself, takes them from [`Styled::notes`](crate::style::Styled::notes).

use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::style::{Node, NodeKind, NotesPlace, Para, ParaRole, StyleKey};

/// The style of a note's text.
pub fn style(to: &Lowering<'_>) -> StyleKey {
    match to.sheet.blocks.notes {
        NotesPlace::Foot => StyleKey::Note,
        NotesPlace::End | NotesPlace::Chapter => StyleKey::EndNote,
    }
}

/// Sets the notes that stand nowhere yet here, under their head: at the end of a chapter, or of the document.
pub fn stand(to: &mut Lowering<'_>) {
    let rules = &to.sheet.blocks;
    let waiting = to.notes.get(to.noted..).unwrap_or_default().to_vec();
    if rules.notes == NotesPlace::Foot || waiting.is_empty() {
        return;
    }
    // A chapter's notes are a part of it, the document's a part beside its chapters.
    let is_chapter = |node: &Node| matches!(&node.kind, NodeKind::Para(para) if para.role == ParaRole::Heading(1));
    let level = if rules.notes == NotesPlace::Chapter && to.nodes.iter().any(is_chapter) { 2 } else { 1 };
    let title = rules.notes_title.clone();
    to.noted += waiting.len();
    if !title.is_empty() {
        let setting = Setting::new(ParaRole::Heading(level), StyleKey::NotesHead, to);
        let head = setting.plain(&title, Span::default(), None).done();
        to.push("", Span::default(), StyleKey::NotesHead, NodeKind::Para(head));
    }
    for note in waiting {
        let span = note.runs.iter().map(|run| run.span).find(|span| *span != Span::default()).unwrap_or_default();
        let own = Para { role: ParaRole::Note, ..note };
        to.push("", span, StyleKey::EndNote, NodeKind::Para(own));
    }
}
