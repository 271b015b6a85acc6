//! Floor 5: nodes → frames. Flow, columns, spanning heads, balance, keeps, tables, charts, furniture.

mod flow;
mod page;

pub use page::*;

#[cfg(test)]
mod tests;
