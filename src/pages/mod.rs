//! Floor 5: nodes → frames. Flow, columns, spanning heads, balance, keeps, tables, charts, furniture.

mod page;

pub use page::*;
