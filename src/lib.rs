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
//! [`base`], [`content`], [`figures`] and [`fonts`], [`style`], [`lines`] and [`lint`], [`pages`],
//! [`pdf`] and [`docx`], [`preview`].

pub mod base;
pub mod content;
pub mod docx;
pub mod figures;
pub mod fonts;
pub mod lines;
pub mod lint;
pub mod pages;
pub mod pdf;
pub mod preview;
pub mod style;
