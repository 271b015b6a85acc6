//! Floor 1: YAML → [`Document`]. Every text knows its file, line and column.
//!
//! The values of figures and the looks of blocks are not known here: a `$(id)` is a
//! [`Piece::Figure`] with a place, nothing more.

mod blocks;
mod charts;
mod codes;
mod document;
mod inline;
mod plain;
mod read;
mod schema;
mod segment;
mod shapes;
#[cfg(test)]
mod tests;
mod text;
mod walk;
pub mod yaml;

pub use codes::CODES;
pub use document::*;
pub use inline::is_figure_id;
pub use plain::{Line, is_plain, lines, read_plain};
pub use read::read;
pub use schema::{schema, schema_of};
pub use text::*;
