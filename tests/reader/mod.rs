//! What the tests of the checks share.

use std::fmt::Write;

/// A text as a double-quoted scalar of YAML.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => write!(out, "\\x{:02x}", u32::from(c)).expect("a string takes all"),
            c => out.push(c),
        }
    }
    out + "\""
}
