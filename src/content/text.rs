//! Authors' text: characters, references to figures, marks, and the way back to the source.

use crate::base::Span;
use std::ops::Range;

/// Which text of the document, in reading order; the index into `Filled`'s prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

/// One text of the source as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its number in reading order.
    pub id: TextId,
    /// The whole YAML scalar.
    pub span: Span,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Characters, escapes resolved.
    Plain {
        /// The characters.
        text: String,
        /// Where each stood.
        places: Places,
    },
    /// `$(id)` or `$(id:form)`.
    Figure(FigureRef),
    /// `$name[...]`: marked text.
    Marked {
        /// What the mark asks for.
        mark: Mark,
        /// The whole `$name[...]`.
        span: Span,
        /// The marked pieces.
        body: Vec<Piece>,
    },
}

/// A reference to a row of the table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRef {
    /// The row's id.
    pub id: String,
    /// How to write it: the text after the colon, empty for the default form.
    pub form: String,
    /// The whole `$(...)`.
    pub span: Span,
}

/// What is asked of marked text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `$strong[…]`: 黑体, or the bold of the role.
    Strong,
    /// `$kai[…]`: 楷体.
    Kai,
    /// `$dot[…]`: 着重号 (CLREQ 3.5).
    Dot,
    /// `$name[…]`: 专名号.
    Name,
    /// `$book[…]`: 书名号甲式.
    Book,
    /// `$late[…]`: 示亡号, a frame round the name of one who has died.
    Late,
    /// `$sup[…]`.
    Sup,
    /// `$sub[…]`.
    Sub,
    /// `$ruby[base|reading]`.
    Ruby(String),
    /// `$link[text](address)`.
    Link(String),
    /// `$note[text]`: the body is the note, set elsewhere; a number stands here.
    Note,
    /// `$ref[block-id]`: the label or page of another block.
    Ref(String),
}

/// From bytes of a resolved text to bytes of the source, in pieces of equal step.
///
/// Each entry `(text, source)` begins a stretch in which both advance byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub Vec<(u32, u32)>);

impl Places {
    /// The source byte for a byte of the text.
    pub fn source(&self, text: u32) -> u32 {
        let at = self.0.partition_point(|(start, _)| *start <= text);
        match at.checked_sub(1).and_then(|index| self.0.get(index)) {
            Some((start, source)) => source + (text - start),
            None => self.0.first().map_or(0, |(_, source)| *source),
        }
    }

    /// Adds the places of a range of another text that is appended at `offset`.
    pub fn append(&mut self, offset: u32, other: &Places, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        self.0.push((offset, other.source(range.start)));
        let inside = other.0.partition_point(|(start, _)| *start <= range.start);
        let rest = other.0.get(inside..).unwrap_or_default().iter().take_while(|(start, _)| *start < range.end);
        self.0.extend(rest.map(|(start, source)| (start - range.start + offset, *source)));
    }
}
