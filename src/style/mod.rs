//! Floor 3: the layout and the waist. `layouts/*.yaml` → [`Sheet`]; Document + Filled → [`Styled`].
//!
//! The waist is narrow on purpose: about fifteen block kinds are lowered (`lower/<kind>.rs`) to at
//! most seven node kinds. Paper and Word read only this.

mod sheet;
mod styled;

pub use sheet::*;
pub use styled::*;
