//! Floor 4: a paragraph and a measure → lines of glyphs.
//!
//! Analyse (no fonts) → shape (no width) → choose breaks → justify.

mod line;

pub use line::*;
