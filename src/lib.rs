//! Banxin (版心) sets Chinese bulletins and annual reviews: YAML prose, a table of figures, a
//! layout and CJK fonts become a print-ready PDF and a Word file that editors really edit.
//!
//! ```text
//! review.yaml ─content─▶ Document ─figures─▶ Filled ─style─▶ Styled ─┬─docx────────▶ review.docx
//! figures.csv ───────────────────┘     └─lint─▶ findings             └─lines,pages─▶ Pages ─pdf─▶ review.pdf
//! layouts/*.yaml ──────────────────────────────────┘                   (preview reads the finished PDF)
//! ```
//!
//! Rooms, from the ground up (each imports only rooms below it; `tests/floors.rs` proves it):
//!
//! | floor | room | does |
//! | --- | --- | --- |
//! | 0 | [`base`] | lengths, colours, places, findings, the [`Files`](base::Files) door |
//! | 1 | [`content`] | YAML → [`Document`](content::Document) |
//! | 2 | [`figures`] | the table of figures; every reference answered: [`Filled`](figures::Filled) |
//! | 2 | [`fonts`] | which face gives which character |
//! | 3 | [`style`] | the layout, and the waist: [`Styled`](style::Styled) |
//! | 4 | [`lines`] | a paragraph and a measure → lines of glyphs |
//! | 4 | [`lint`] | checks of text and figures |
//! | 5 | [`pages`] | nodes → frames: [`Pages`](pages::Pages) |
//! | 6 | [`pdf`], [`docx`] | the two exits |
//! | 7 | [`preview`] | finished PDF → pictures |
//! | 8 | this file | [`build`] and [`check`], and [`OUTPUTS`] |
//!
//! The library touches no disk, clock or environment: everything comes through
//! [`Files`](base::Files) and leaves as bytes and [`Findings`](base::Findings).

pub mod base;
pub mod content;
pub mod docx;
pub mod figures;
pub mod fonts;
pub mod lines;
pub mod lint;
pub mod pages;
pub mod pdf;
#[cfg(feature = "preview")]
pub mod preview;
pub mod style;

use base::{CodeNote, Files, Findings, Sources};
use pages::Pages;
use style::{PageLabels, Styled};

/// What a run is asked.
pub struct Job<'a> {
    /// The YAML source, relative to `files`.
    pub source: &'a str,
    /// The source's folder.
    pub files: &'a dyn Files,
    /// The folder of fonts; the embedded faces serve when it is empty.
    pub fonts: &'a dyn Files,
    /// Layout instead of the source's own.
    pub layout: Option<&'a str>,
    /// What to make, in this order.
    pub outputs: &'a [&'static OutputKind],
    /// Threads. No output depends on it.
    pub jobs: usize,
    /// Date of the outputs in seconds since 1970, when the source names none.
    pub epoch: Option<u64>,
    /// Told when a step begins.
    pub progress: &'a (dyn Fn(Step) + Sync),
}

/// The steps of a run that take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading source, table and layout.
    Read,
    /// Setting lines and pages.
    Set,
    /// Making the outputs.
    Write,
}

/// What a run gave.
#[derive(Debug, Default)]
pub struct Run {
    /// The texts the findings point into.
    pub sources: Sources,
    /// Everything found.
    pub findings: Findings,
    /// The outputs, all of them or none.
    pub outputs: Vec<Output>,
    /// What they were made from, when the run came so far.
    pub made: Option<Made>,
}

/// One finished file.
#[derive(Clone, Debug)]
pub struct Output {
    /// What follows the name (`.pdf`, `-1.png`).
    pub suffix: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it shows, when it knows.
    pub pages: Option<usize>,
}

/// The finished document, before ink.
#[derive(Debug)]
pub struct Made {
    /// The waist.
    pub styled: Styled,
    /// The set pages.
    pub pages: Pages,
    /// Page labels by block.
    pub labels: PageLabels,
}

/// A kind of output: its name on the command line, and what makes it.
#[derive(Debug)]
pub struct OutputKind {
    /// Name on the command line.
    pub key: &'static str,
    /// What it is, for the help.
    pub about: &'static str,
    make: fn(&Made, &Job<'_>, &mut Findings) -> Option<Vec<Output>>,
}

/// The table of outputs: a new kind of file is one line here.
pub static OUTPUTS: &[OutputKind] = &[
];

/// The whole job.
pub fn build(_: &Job<'_>) -> Run { Run::default() }
/// Check.
pub fn check(_: &Job<'_>) -> Run { Run::default() }
/// Every code of the rooms, for `banxin explain`.
pub fn codes() -> impl Iterator<Item = &'static CodeNote> {
    [content::CODES, figures::CODES, fonts::CODES, lines::CODES, lint::CODES, pdf::CODES].into_iter().flatten()
}
