//! Floor 2: the table of figures, and the proof that every reference has an answer.
//!
//! [`Filled`] holds each text of the document with its figures written out ([`Prose`]), and a
//! [`Binding`] for each place where a figure is stated.

pub mod bind;
mod cells;
mod codes;
pub mod compare;
mod derive;
mod fill;
mod filled;
mod foreign;
pub mod forms;
pub mod han;
mod interval;
mod ledger;
mod load;
mod proofs;
mod prove;
mod rounded;
mod row;
mod rows_yaml;
mod table;
#[cfg(test)]
mod tests;
pub mod words;
mod xlsx;

pub use codes::CODES;
pub use fill::fill;
pub use filled::*;
pub use forms::Refusal;
pub use ledger::{Entry, ledger, loose};
pub use load::{load, load_foreign};
pub use proofs::{Proof, computed, proofs};
pub use prove::prove;
pub use rounded::Rounded;
pub use table::*;
