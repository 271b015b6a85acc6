//! Texts with their figures written out, each byte knowing where it came from.

use super::FigureTable;
use crate::base::{SourceId, Span};
use crate::content::{Mark, Places, TextId};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The document's texts with every reference answered.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// One for each text of the document, by [`TextId`].
    pub prose: Vec<Prose>,
    /// Every place where a figure is stated, in reading order.
    pub bindings: Vec<Binding>,
    /// The table.
    pub table: FigureTable,
}

impl Filled {
    /// The resolved text.
    pub fn prose(&self, id: TextId) -> &Prose {
        static EMPTY: LazyLock<Prose> = LazyLock::new(Prose::default);
        self.prose.get(id.0 as usize).unwrap_or(&EMPTY)
    }
}

/// One place where a figure is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Index into the table's rows.
    pub row: u32,
    /// The text that states it.
    pub text: TextId,
    /// The bytes of the prose that state it.
    pub range: Range<u32>,
    /// The `$(...)` in the source.
    pub span: Span,
    /// The form asked for, shared by all who ask for it.
    pub form: Arc<str>,
    /// Counted from 1 for each figure, in reading order.
    pub occurrence: u32,
}

/// A resolved text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// File of all its places.
    pub source: SourceId,
    /// Its characters, shared with the paragraph that shows them.
    pub text: Arc<str>,
    /// Runs of equal origin and marks, covering the text in order.
    pub runs: Vec<ProseRun>,
    /// Notes called from this text, in order; a [`Mark::Note`] run stands at each call
    /// (its text is empty until numbering).
    pub notes: Vec<Prose>,
}

/// A stretch of a resolved text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseRun {
    /// Bytes of the text.
    pub range: Range<u32>,
    /// Where it came from.
    pub origin: Origin,
    /// Marks on it, outermost first.
    pub marks: Box<[Mark]>,
}

/// Where a stretch of resolved text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written by the author; places are relative to the run's beginning.
    Source(Places),
    /// Written out from the table: index into [`Filled::bindings`].
    Figure {
        /// Which place.
        binding: u32,
        /// The `$(...)`.
        span: Span,
    },
}

impl Prose {
    /// The source bytes behind a range of the text: of a figure, its whole `$(...)`.
    pub fn place(&self, range: Range<usize>) -> Span {
        let start = self.edge(range.start, false);
        let end = if range.end > range.start { self.edge(range.end - 1, true) } else { start };
        Span { source: self.source, start, end: end.max(start) }
    }

    /// The source byte of the text's byte `at`, or the byte after its character when `after`.
    fn edge(&self, at: usize, after: bool) -> u32 {
        let index = self.runs.partition_point(|run| run.range.end as usize <= at);
        let Some(run) = self.runs.get(index).or(self.runs.last()) else { return 0 };
        match &run.origin {
            Origin::Source(places) => {
                let inside = (at as u32).saturating_sub(run.range.start);
                places.source(inside) + u32::from(after)
            }
            Origin::Figure { span, .. } => {
                if after {
                    span.end
                } else {
                    span.start
                }
            }
        }
    }
}
