//! Cases of the page builder.

mod bands;
mod bench;
mod build;
mod exact;
mod flow;
mod jumps;
mod layouts;
mod proof;
mod rules;
mod widen;

pub use exact::record;
