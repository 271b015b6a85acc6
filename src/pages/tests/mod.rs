//! Cases of the page builder.

mod flow;
