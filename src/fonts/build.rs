//! Refuses to embed a face whose hash is not the manifest's: checked here, once, so that a run
//! need not hash what it carries itself. Makes the dictionaries of the checks.

#![allow(missing_docs, clippy::disallowed_methods, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use sha2::{Digest, Sha256};
use std::fmt::Write;

#[path = "../lint/build.rs"]
mod tables;

fn main() {
    tables::write();
    println!("cargo::rerun-if-changed=src/fonts/build.rs");
    println!("cargo::rerun-if-changed=src/fonts/embedded.rs");
    println!("cargo::rerun-if-changed=fonts");
    let manifest = std::fs::read_to_string("fonts/manifest.yaml").expect("fonts/manifest.yaml");
    let embedded = std::fs::read_to_string("src/fonts/embedded.rs").expect("src/fonts/embedded.rs");
    for line in embedded.lines() {
        let Some(file) = line.trim().strip_prefix("face!(\"").and_then(|rest| rest.split('"').next()) else {
            continue;
        };
        let bytes = std::fs::read(format!("fonts/{file}")).unwrap_or_else(|error| panic!("fonts/{file}: {error}"));
        let hash = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes all");
            hex
        });
        let stated = manifest
            .lines()
            .skip_while(|line| line.trim() != format!("file: {file}"))
            .find_map(|line| line.trim().strip_prefix("sha256: "))
            .unwrap_or_else(|| panic!("fonts/manifest.yaml does not state a hash for {file}"));
        assert_eq!(stated, hash, "fonts/{file} is not the file that fonts/manifest.yaml names");
        assert!(embedded.contains(&hash), "src/fonts/embedded.rs names another hash for {file}");
    }
}
