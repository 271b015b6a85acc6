//! Floor 2: the table of figures, and the proof that every reference has an answer.
//!
//! [`Filled`] holds each text of the document with its figures written out ([`Prose`]), and a
//! [`Binding`] for each place where a figure is stated.

mod filled;
mod table;

pub use filled::*;
pub use table::*;
