//! Floor 3: the layout and the waist. `layouts/*.yaml` → [`Sheet`]; Document + Filled → [`Styled`].
//!
//! The waist is narrow on purpose: about fifteen block kinds are lowered (`lower/<kind>.rs`) to at
//! most seven node kinds. Paper and Word read only this.

mod codes;
mod ink;
mod keys;
mod layout;
mod lower;
mod pixels;
mod references;
pub mod sense;
mod sheet;
mod styled;
mod units;

pub use codes::CODES;
pub use keys::{BoxKey, CharKey, StyleKey, TableKey};
pub use layout::{load as load_layout, names as layout_names, schema as layout_schema, text as layout_text};
pub use lower::lower;
pub use references::{refer, refers};
pub use sheet::*;
pub use styled::*;
