//! Authors' text: characters, references to figures, marks, and the way back to the source.

use crate::base::Span;
use std::ops::Range;

/// Which text of the document, in reading order; the index into `Filled`'s prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

/// One text of the source as it was written. Its pieces stand in [`super::Document::texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its number in reading order.
    pub id: TextId,
    /// The whole YAML scalar.
    pub span: Span,
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
    /// `$name[...]`: marked text. They are few, and stand apart so that the others take less room.
    Marked(Box<Marked>),
}

/// Marked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What the mark asks for.
    pub mark: Mark,
    /// The whole `$name[...]`.
    pub span: Span,
    /// The marked pieces.
    pub body: Vec<Piece>,
}

/// A place that refers to the table of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureRef {
    /// What it asks for: index into [`super::Document::references`].
    pub reference: u32,
    /// The whole `$(...)`.
    pub span: Span,
}

/// What may be asked of the table of figures: a document asks for the same many times over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The row's id.
    pub id: String,
    /// How to write it: the text after the colon, empty for the default form.
    pub form: String,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Stretches);

/// Each `(text, source)` begins a stretch in which both advance byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stretches {
    /// Most texts are one.
    One((u32, u32)),
    Many(Vec<(u32, u32)>),
}

impl Default for Stretches {
    fn default() -> Stretches {
        Stretches::Many(Vec::new())
    }
}

impl Places {
    /// A text that stands as it is at this byte of the source.
    pub fn at(source: u32) -> Places {
        Places(Stretches::One((0, source)))
    }

    /// Begins a stretch, behind those there are: a byte of the text, and where it stood.
    pub fn push(&mut self, text: u32, source: u32) {
        let next = (text, source);
        self.0 = match std::mem::take(&mut self.0) {
            Stretches::Many(stretches) if stretches.is_empty() => Stretches::One(next),
            Stretches::One(first) => Stretches::Many(vec![first, next]),
            Stretches::Many(mut stretches) => {
                stretches.push(next);
                Stretches::Many(stretches)
            }
        };
    }

    fn stretches(&self) -> &[(u32, u32)] {
        match &self.0 {
            Stretches::One(one) => std::slice::from_ref(one),
            Stretches::Many(stretches) => stretches,
        }
    }

    /// The source byte for a byte of the text.
    pub fn source(&self, text: u32) -> u32 {
        let stretches = self.stretches();
        let at = stretches.partition_point(|(start, _)| *start <= text);
        match at.checked_sub(1).and_then(|index| stretches.get(index)) {
            Some((start, source)) => source + (text - start),
            None => stretches.first().map_or(0, |(_, source)| *source),
        }
    }

    /// Adds the places of a range of another text that is appended at `offset`.
    pub fn append(&mut self, offset: u32, other: &Places, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        self.push(offset, other.source(range.start));
        let stretches = other.stretches();
        let inside = stretches.partition_point(|(start, _)| *start <= range.start);
        let rest = stretches.get(inside..).unwrap_or_default().iter().take_while(|(start, _)| *start < range.end);
        for (start, source) in rest {
            self.push(start - range.start + offset, *source);
        }
    }
}
