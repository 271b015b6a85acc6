//! Runs typesetting cases (`tests/cases/*.jsonl`) through the real line setter.
//!
//! `cargo run --release --example cases -- FILE.jsonl… [--failed]`
//!
//! Each file's first line is its `meta`, whose profile (`css` or `gb`) its cases assume. The faces
//! are synthetic (every ideograph and full-width mark one em), the setter is the real one.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a command-line tool")]

#[path = "cases/run.rs"]
mod run;

use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments.iter().any(|argument| argument == "--failed");
    let (mut passed, mut failed, mut disputed_passed, mut disputed) = (0, 0, 0, 0);
    for file in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(4);
            }
        };
        let mut kinds: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for verdict in run::file(&text) {
            if verdict.disputed {
                disputed += 1;
                disputed_passed += u32::from(verdict.failure.is_none());
                continue;
            }
            let kind = kinds.entry(verdict.kind).or_default();
            kind.1 += 1;
            match verdict.failure {
                None => {
                    kind.0 += 1;
                    passed += 1;
                }
                Some(why) => {
                    failed += 1;
                    if show {
                        println!("failed {}: {why}", verdict.id);
                    }
                }
            }
        }
        for (kind, (good, all)) in kinds {
            println!("{file}: {kind} {good}/{all}");
        }
    }
    println!("disputed (every engine tried fails them): {disputed_passed} of {disputed} passed, not counted");
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
