//! The sample's pages in every layout, line by line with their places: what moves shows in a diff.
//!
//! `UPDATE_EXPECT=1 cargo test --test dumps` blesses what was meant.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the project's own files"
)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_samples_pages_stand_as_blessed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = std::env::temp_dir().join(format!("banxin-dumps-{}", std::process::id()));
    for layout in ["bulletin", "newspaper", "broadsheet", "official", "booklet"] {
        let run = Command::new(env!("CARGO_BIN_EXE_banxin"))
            .args(["build", "--no-check", "--formats", "txt", "--layout", layout, "--out"])
            .arg(&out)
            .arg(root.join("data/annual-review-2021/review.yaml"))
            .output()
            .expect("banxin runs");
        assert!(run.status.success(), "{layout}: {}", String::from_utf8_lossy(&run.stderr));
        let dump = std::fs::read_to_string(out.join("annual-review-2021.txt")).expect("a dump");
        expect_test::expect_file![root.join(format!("tests/dumps/{layout}.txt"))].assert_eq(&dump);
    }
    std::fs::remove_dir_all(&out).expect("the folder goes");
}
