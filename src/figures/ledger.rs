//! The ledger of a document's figures: each row with the places that state it, and the numbers of
//! the prose that no row answers for.

use super::bind::unbound;
use super::{Figure, Filled, Origin};
use crate::base::Span;
use std::ops::Range;

/// One row and where it is stated.
#[derive(Clone, Debug)]
pub struct Entry<'f> {
    /// The row.
    pub figure: &'f Figure,
    /// Each place: the `$(…)` in the source, and the characters that it wrote.
    pub places: Vec<(Span, &'f str)>,
}

/// Every row in the table's order with its places in reading order.
pub fn ledger(filled: &Filled) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> =
        filled.table.rows.iter().map(|figure| Entry { figure, places: Vec::new() }).collect();
    // Runs, not bindings, hold the characters: a note's place lies in the note.
    for prose in filled.prose.iter().flat_map(|prose| std::iter::once(prose).chain(&prose.notes)) {
        for run in &prose.runs {
            let Origin::Figure { binding, span } = run.origin else { continue };
            let Some(binding) = filled.bindings.get(binding as usize) else { continue };
            let written = prose.text.get(run.range.start as usize..run.range.end as usize).unwrap_or("");
            if let Some(entry) = entries.get_mut(binding.row as usize) {
                entry.places.push((span, written));
            }
        }
    }
    entries
}

/// Arabic numbers of the prose that are written by hand, with their places, in reading order.
pub fn loose(filled: &Filled) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    for prose in filled.prose.iter().flat_map(|prose| std::iter::once(prose).chain(&prose.notes)) {
        let figures = prose.runs.iter().filter(|run| matches!(run.origin, Origin::Figure { .. }));
        let bound: Vec<Range<usize>> = figures.map(|run| run.range.start as usize..run.range.end as usize).collect();
        for range in unbound(&prose.text, &bound) {
            let written = prose.text.get(range.clone()).unwrap_or("");
            found.push((prose.place(range), written));
        }
    }
    found
}
