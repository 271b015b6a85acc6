//! The architecture, proved: each room imports only rooms below it, and there are no rooms
//! besides these. The table is the one of README.md ("Map of the rooms").

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the project's own files"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up. A room may name rooms on lower floors and itself.
const FLOORS: &[(&str, u8)] = &[
    ("base", 0),
    ("content", 1),
    ("figures", 2),
    ("fonts", 2),
    ("style", 3),
    ("lines", 4),
    ("lint", 4),
    ("pictures", 4),
    ("pages", 5),
    ("pdf", 6),
    ("docx", 6),
    ("preview", 7),
    ("lib", 8),
    ("app", 9),
];

/// What is forbidden though the floors would allow it: what a room must not know.
const BLIND: &[(&str, &[&str])] = &[
    ("docx", &["lines", "pages", "fonts"]),
    ("preview", &["content", "figures", "fonts", "style", "lines", "lint", "pages", "pdf", "docx"]),
    ("pages", &["figures"]),
    ("lint", &["style"]),
];

/// Names at the crate's root that belong to no room.
const ROOT_MACROS: &[&str] = &["say"];

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Every Rust file below src/, with its room and its code.
fn sources() -> Vec<(PathBuf, String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    assert!(files.len() > 20, "the sources were found");
    let read = |path: PathBuf| {
        let text = code(&fs::read_to_string(&path).unwrap());
        let relative = path.strip_prefix(&src).unwrap().to_owned();
        (relative.clone(), room_of(&relative), text)
    };
    files.into_iter().map(read).collect()
}

/// The room of a file: its folder below src/, or `lib` and `app` for the two roots.
fn room_of(relative: &Path) -> String {
    let first = relative.iter().next().unwrap().to_string_lossy().into_owned();
    match first.as_str() {
        "main.rs" => "app".into(),
        other => other.trim_end_matches(".rs").into(),
    }
}

/// The code without comments (a doc link to a higher room is not an import) and without the
/// test module at its end (a test may look at its room from above).
fn code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let kept = body.lines().map(|line| line.find("//").map_or(line, |at| &line[..at]));
    kept.collect::<Vec<_>>().join("\n")
}

/// Whether a file is no part of the library: nothing but tests, or the script that cargo runs
/// before it builds.
fn only_tests(relative: &Path) -> bool {
    matches!(relative.to_str(), Some("fonts/build.rs" | "lint/build.rs"))
        || relative.iter().any(|part| part == "tests" || part == "tests.rs")
}

/// Rooms named after `root`, the braces of `use root::{…}` taken apart.
fn rooms_used(code: &str, root: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices(root) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + root.len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![rest.to_owned()],
        };
        for item in list {
            let name: String = item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() {
                rooms.push(name);
            }
        }
    }
    rooms
}

/// The items between the braces, nested braces kept whole.
fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        items.last_mut().unwrap().push(c);
    }
    items
}

/// Why `room` may not name `used`, if it may not.
fn fault(room: &str, used: &str) -> Option<String> {
    let Some(own) = floor(room) else { return Some(format!("room `{room}` is not in the table of floors")) };
    // Types of lib.rs are named at the crate's root: only the rooms above it may.
    let target = if floor(used).is_some() { used } else { "lib" };
    if ROOT_MACROS.contains(&used) || target == room {
        return None;
    }
    let below = floor(target).is_some_and(|floor| floor < own);
    let blind = BLIND.iter().any(|(name, unseen)| *name == room && unseen.contains(&target));
    (!below || blind).then(|| format!("`{room}` (floor {own}) must not know `{used}`"))
}

#[test]
fn no_room_climbs() {
    let mut faults: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for (file, room, text) in sources() {
        if floor(&room).is_none() {
            faults.entry(file.clone()).or_default().push(format!("`{room}` has no floor"));
        }
        // In the program `crate` is the program itself, and the library is `banxin`.
        let root = if room == "app" { "banxin::" } else { "crate::" };
        if only_tests(&file) {
            continue;
        }
        let climbs = rooms_used(&text, root).into_iter().filter_map(|used| fault(&room, &used));
        let climbs: Vec<String> = climbs.collect();
        if !climbs.is_empty() {
            faults.entry(file).or_default().extend(climbs);
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_app_touches_disk_environment_and_clock() {
    let mut faults = Vec::new();
    for (file, room, text) in sources() {
        if room == "app" || only_tests(&file) {
            continue;
        }
        for name in ["std::fs", "std::env::", "std::time", "std::process", "std::net"] {
            if text.contains(name) {
                faults.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_test_sees_a_room_that_climbs() {
    let text = "use crate::{base::Emu, pages::{Page, Pages}};\nlet x = crate::pdf::write(); // crate::app";
    assert_eq!(rooms_used(&code(text), "crate::"), ["base", "pages", "pdf"]);
    assert!(fault("style", "pages").is_some());
    assert!(fault("style", "content").is_none());
    assert!(fault("docx", "pages").is_some());
    assert!(fault("lines", "Job").is_some(), "a type of lib.rs");
    assert!(fault("attic", "base").is_some());
    assert!(fault("app", "pages").is_none());
    assert!(fault("lines", "say").is_none());
}
