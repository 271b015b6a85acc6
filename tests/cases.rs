//! The typesetting cases of `tests/cases/` through the real line setter.
//!
//! A case that fails must stand in `KNOWN`, with its reason, and must fail.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../examples/cases/run.rs"]
mod run;

/// Cases we fail, and why; all of them are in `src/lines/CLREQ.md` too.
const KNOWN: &[(&str, &str)] = &[
    ("E/word-break-break-all-010#1", "the source of the test holds a space that the case has lost"),
    ("E/word-break-break-all-012#1", "the source of the test holds a space that the case has lost"),
    (
        "E/word-break-break-all-inline-004.tentative#1",
        "the source holds spans with another white-space, which the case has lost",
    ),
    ("E/word-break-break-all-inline-005#1", "the source holds spans with another word-break, which the case has lost"),
    (
        "E/word-break-break-all-inline-007.tentative#1",
        "the source holds spans with another white-space, which the case has lost",
    ),
    ("H/hanging-punctuation-first-001#4", "expects adjacent marks uncut, though text-spacing-trim is normal"),
    ("J/hyphens-manual-010#1", "the source of the test holds a no-break space that the case has lost"),
];

fn check(name: &str, fewest: usize) {
    let path = format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    let verdicts = run::file(&std::fs::read_to_string(path).unwrap());
    assert!(verdicts.len() >= fewest, "{} cases", verdicts.len());
    let mut wrong = Vec::new();
    for verdict in &verdicts {
        let known = KNOWN.iter().any(|(id, _)| *id == verdict.id);
        match (&verdict.failure, known || verdict.disputed) {
            (Some(why), false) => wrong.push(format!("{} {}: {why}", verdict.kind, verdict.id)),
            (None, true) if known => wrong.push(format!("{} passes now: take it off the list", verdict.id)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn gb() {
    check("gb.jsonl", 330);
}

#[test]
fn css() {
    check("wpt.jsonl", 1454);
}

#[test]
fn columns() {
    check("columns.jsonl", 6);
}
