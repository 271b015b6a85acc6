//! Cases of the page builder.

mod bench;
mod build;
mod exact;
mod flow;
mod proof;

pub use exact::record;
