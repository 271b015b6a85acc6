//! Old texts into the system: which numbers of a plain text state which figures.
//!
//! A number is bound when a row writes exactly these characters in one of its forms, when nothing
//! beside it speaks against the row (another direction, another year, a plan), and when the words
//! around it are those of the row's indicator. When two rows would do equally well, or the words
//! do not speak for the row, the number is left alone: a wrong binding is worse than none.

mod against;
mod context;
mod faces;
mod numerals;

use super::{Figure, FigureTable, Filled};
use crate::base::Span;
use context::{Evidence, Words};
use faces::{Faces, Fit};
use numerals::{Numeral, numerals};
use std::ops::Range;

/// A number that states a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Bytes of the text that the reference replaces.
    pub range: Range<usize>,
    /// The row.
    pub row: u32,
    /// What to write: `$(id)` or `$(id:form)`.
    pub reference: String,
    /// How well the words around it speak for the row, 0 to 1000.
    pub evidence: u32,
}

/// What a table is asked again and again; made once for many texts.
pub struct Binder<'t> {
    table: &'t FigureTable,
    words: Words,
    faces: Faces<'t>,
    /// The year reported on, when a row says it.
    year: Option<&'t str>,
}

impl<'t> Binder<'t> {
    /// For the rows of a table.
    pub fn new(table: &'t FigureTable) -> Binder<'t> {
        let year = table.rows.iter().find(|row| is_year(row)).map(|row| row.value.value.written.as_str());
        Binder { table, words: Words::of(table), faces: Faces::of(table), year }
    }

    /// The numbers of a text that state figures of the table, in order.
    pub fn bind(&self, text: &str) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = Vec::new();
        let numerals = numerals(text);
        for (at, numeral) in numerals.iter().enumerate() {
            if against::is_label(text, numeral) {
                continue;
            }
            // Rows that write these very characters here.
            let taken = found.last().map_or(0, |last| last.range.end);
            let mut fits = self.faces.fits(text, numeral, self.table);
            fits.retain(|fit| fit.range.start >= taken && self.stands(text, fit));
            if fits.is_empty() {
                continue;
            }
            // The words around it choose.
            let evidence = Evidence::of(text, &numerals, at);
            let scored = fits.into_iter().map(|fit| (self.words.score(fit.row, &evidence), fit)).collect();
            found.extend(choose(scored, numeral, self.table));
        }
        found
    }

    /// Whether nothing beside the number speaks against the row.
    fn stands(&self, text: &str, fit: &Fit) -> bool {
        let Some(row) = self.table.rows.get(fit.row as usize) else { return false };
        if is_year(row) {
            return !against::is_day(text, fit.range.end);
        }
        !against::speaks_against(text, fit, row, self.year)
    }
}

/// The numbers of a text that state figures of the table, in order.
pub fn bind(text: &str, table: &FigureTable) -> Vec<Suggestion> {
    Binder::new(table).bind(text)
}

/// A place in a source where `$(…)` may stand for what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The characters in the source.
    pub span: Span,
    /// The row.
    pub row: u32,
    /// What to write.
    pub reference: String,
}

/// The places of a source whose numbers state figures and are not bound yet, in order of place.
pub fn suggest(filled: &Filled) -> Vec<Place> {
    let binder = Binder::new(&filled.table);
    let mut places = Vec::new();
    for prose in &filled.prose {
        let bound: Vec<&Range<u32>> = prose
            .runs
            .iter()
            .filter(|run| matches!(run.origin, super::Origin::Figure { .. }))
            .map(|run| &run.range)
            .collect();
        for suggestion in binder.bind(&prose.text) {
            let (start, end) = (suggestion.range.start as u32, suggestion.range.end as u32);
            let free = !bound.iter().any(|range| range.start < end && start < range.end);
            // Within one run, so that no mark is cut.
            let whole = prose.runs.iter().any(|run| run.range.start <= start && end <= run.range.end);
            if free && whole {
                let span = prose.place(suggestion.range);
                places.push(Place { span, row: suggestion.row, reference: suggestion.reference });
            }
        }
    }
    places.sort_by_key(|place| place.span);
    places
}

/// Numbers of a text that are not within one of these ranges: what is still to be bound or excused.
pub fn unbound(text: &str, bound: &[Range<usize>]) -> Vec<Range<usize>> {
    let free = |range: &Range<usize>| !bound.iter().any(|other| other.start < range.end && range.start < other.end);
    numerals(text).into_iter().filter(|numeral| !numeral.han).map(|numeral| numeral.range).filter(free).collect()
}

/// The row that the words speak for, if they speak clearly.
fn choose(mut scored: Vec<(u32, Fit)>, numeral: &Numeral, table: &FigureTable) -> Option<Suggestion> {
    scored.sort_by_key(|(score, fit)| (std::cmp::Reverse(*score), fit.row));
    let mut ranked = scored.into_iter();
    let (score, best) = ranked.next()?;
    let figure = table.rows.get(best.row as usize)?;
    let enough = if is_year(figure) { 0 } else { numeral.needs().max(best.needs) };
    let second = ranked.find(|(_, fit)| fit.row != best.row).map_or(0, |(score, _)| score);
    if score < enough || (second > 0 && score < second + second / 4 + 60) {
        return None;
    }
    let (id, form) = (&figure.id.value, &best.form);
    let reference = if form.is_empty() { format!("$({id})") } else { format!("$({id}:{form})") };
    Some(Suggestion { range: best.range, row: best.row, reference, evidence: score })
}

/// The year reported on: 2021年 is that year wherever it stands.
fn is_year(figure: &Figure) -> bool {
    figure.unit.value == "年" && figure.value.value.written.len() == 4 && figure.indicator.value.contains('年')
}
