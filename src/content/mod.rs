//! Floor 1: YAML → [`Document`]. Every text knows its file, line and column.
//!
//! The values of figures and the looks of blocks are not known here: a `$(id)` is a
//! [`Piece::Figure`] with a place, nothing more.

mod document;
pub mod yaml;
mod text;

pub use document::*;
pub use text::*;
