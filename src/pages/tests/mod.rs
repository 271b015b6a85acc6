//! Cases of the page builder.

mod bench;
mod build;
mod flow;
mod proof;
