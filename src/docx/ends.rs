//! 尾注 in Word: it gathers endnotes by itself, at the end of the document or of sections, so that the paragraphs
//! that stand for them on paper are left out; their head stays, and where chapters have their own notes a
//! section ends with each.

use super::NotePlace;
use crate::style::{Node, NodeKind, NotesPlace, ParaRole, Sheet, StyleKey, Styled};
use std::borrow::Cow;

/// Where Word is to set the notes of a layout.
pub(crate) fn place(sheet: &Sheet, asked: NotePlace) -> NotePlace {
    match sheet.blocks.notes {
        NotesPlace::Foot => asked,
        NotesPlace::End | NotesPlace::Chapter => NotePlace::End,
    }
}

/// The document without the notes' own paragraphs.
pub(crate) fn without_notes(styled: &Styled) -> Cow<'_, Styled> {
    let is_note = |node: &Node| matches!(&node.kind, NodeKind::Para(para) if para.role == ParaRole::Note);
    if styled.sheet.blocks.notes == NotesPlace::Foot || !styled.nodes.iter().any(is_note) {
        return Cow::Borrowed(styled);
    }
    let nodes = styled.nodes.iter().filter(|node| !is_note(node)).cloned().collect();
    let Styled { info, sheet, body, notes, figures, .. } = styled;
    let (info, sheet, notes, figures) = (info.clone(), sheet.clone(), notes.clone(), figures.clone());
    Cow::Owned(Styled { info, sheet, nodes, body: *body, notes, figures })
}

/// Whether a node is the head of notes at an end.
pub(crate) fn is_head(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Para(para) if para.style == StyleKey::NotesHead.id())
}

/// Whether each chapter has its own notes.
pub(crate) fn by_chapter(sheet: &Sheet) -> bool {
    sheet.blocks.notes == NotesPlace::Chapter
}
