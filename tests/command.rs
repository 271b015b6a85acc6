//! The program end to end: every failure one message with place, code, help and exit code, old
//! outputs untouched; every success the same bytes, wherever and however it is run.

mod support;

use support::{Folder, Ran, project};

const BUILD: [&str; 4] = ["build", "review.yaml", "--format", "short"];

/// The old outputs, which no failure may touch.
fn with_old_outputs(folder: &Folder) {
    folder.write("out/review.pdf", "old pdf");
    folder.write("out/review.docx", "old docx");
}

/// Builds into out/ under the name `review`; the build must fail with exactly one message.
#[track_caller]
fn one_message(folder: &Folder, extra: &[&str], exit: i32, start: &str) {
    with_old_outputs(folder);
    let ran = folder.run(&[&BUILD[..], &["--name", "review"], extra].concat());
    assert_eq!(ran.code, Some(exit), "{ran:#?}");
    let messages: Vec<&str> = ran.err.lines().filter(|line| line.contains(": error[")).collect();
    let [message] = messages[..] else { panic!("one message, not {}: {ran:#?}", messages.len()) };
    assert!(message.starts_with(start), "{message}\n  is not at  {start}");
    assert!(ran.err.contains("\n  = help: "), "{ran:#?}");
    assert_eq!(folder.read("out/review.pdf"), b"old pdf");
    assert_eq!(folder.read("out/review.docx"), b"old docx");
    let leftovers: Vec<String> = names(folder, "out").into_iter().filter(|name| name.ends_with("tmp")).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

fn names(folder: &Folder, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path(name)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn edited(file: &str, from: &str, to: &str, exit: i32, code: &str) {
    let folder = Folder::with_source();
    let (line, column) = folder.edit(file, from, to);
    one_message(&folder, &[], exit, &format!("{file}:{line}:{column}: error[{code}]: "));
}

#[test]
fn the_small_source_builds() {
    let folder = Folder::with_source();
    let ran = folder.run(&["build", "review.yaml", "--name", "a"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let mut made = names(&folder, "out");
    made.sort();
    assert_eq!(made, ["a.docx", "a.pdf"]);
    assert!(folder.read("out/a.pdf").starts_with(b"%PDF-"));
    assert!(folder.read("out/a.docx").starts_with(b"PK"));
    assert!(ran.out.lines().all(|line| line.contains("bytes") && line.contains("figures bound")), "{ran:#?}");
}
