//! Floor 4: a paragraph and a measure → lines of glyphs.
//!
//! Analyse (no fonts) → shape (no width) → choose breaks → justify.

mod adorn;
mod analyse;
mod breaks;
mod class;
mod codes;
mod emphasis;
mod hyphen;
mod justify;
mod line;
mod newline;
mod number;
mod packed;
mod ruby;
mod ruler;
mod rules;
mod setter;
mod shape;
mod spacing;
mod tabs;
mod typefaces;
mod uax14;

#[cfg(test)]
mod tests;

pub use codes::CODES;
pub use emphasis::takes_dot;
pub use justify::Body;
pub use line::*;
pub use newline::fold_newlines;
pub use packed::{GlyphRun, Glyphs, Stick};
pub use rules::{
    Breaks, Choice, CssLanguage, CssLevel, CssWords, Hanging, Hyphens, Practice, Rules, Taste, TrimEnd, TrimStart,
};
pub use setter::{Others, Prepared, Setter};
pub use shape::Fault;
pub use typefaces::{Faces, Shaped, Square, Typefaces, Writing};
