//! Cases of the page builder.

mod bench;
mod build;
mod exact;
mod flow;
mod layouts;
mod proof;

pub use exact::record;
