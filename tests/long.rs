//! The long document: every kind of block over twenty pages, in every layout, without a fault of fit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the project's own files"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Builds the document in a layout: the dump of its pages, and the codes of fit that were reported.
fn build(layout: &str) -> (String, BTreeMap<String, usize>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = std::env::temp_dir().join(format!("banxin-long-{layout}-{}", std::process::id()));
    let run = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .arg("build")
        .arg(root.join("tests/data/provident-fund-2023/review.yaml"))
        .args(["--layout", layout, "--formats", "txt", "--lang", "en", "--out"])
        .arg(&out)
        .output()
        .expect("banxin runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{layout}: {said}");
    let dump = std::fs::read_to_string(out.join("provident-fund-2023.txt")).expect("a dump");
    std::fs::remove_dir_all(&out).expect("the folder goes");
    let mut codes = BTreeMap::new();
    for code in said.match_indices("[G").filter_map(|(at, _)| said.get(at + 1..at + 4)) {
        *codes.entry(code.to_owned()).or_insert(0) += 1;
    }
    (dump, codes)
}

#[test]
fn it_fits_where_columns_are_few() {
    for (layout, least) in [("bulletin", 20), ("official", 40), ("booklet", 40)] {
        let (dump, codes) = build(layout);
        let pages = dump.lines().filter(|line| line.starts_with("page ")).count();
        assert!(codes.is_empty(), "{layout}: {codes:?}");
        assert!(pages >= least, "{layout}: {pages} pages");
        // 见第N页: the number is that of the page where the table stands.
        let mut page = 0;
        let mut stands = 0;
        for line in dump.lines() {
            page += usize::from(line.starts_with("page "));
            if line.ends_with("2004—2023年主要业务") && stands == 0 {
                stands = page;
            }
        }
        let words: String = dump.lines().filter_map(|line| line.split(' ').next_back()).collect();
        assert!(words.contains(&format!("见第{stands}页附表一")), "{layout}: the table is on page {stands}");
        // 版记 is the last of the document, on its last page.
        let last = dump.rsplit("\npage ").next().unwrap();
        assert!(last.contains("抄送：") && last.contains("印发"), "{layout}: {last}");
    }
}

#[test]
fn it_fits_newspapers() {
    for layout in ["newspaper", "broadsheet"] {
        let (dump, codes) = build(layout);
        assert!(codes.is_empty(), "{layout}: {codes:?}");
        let last = dump.rsplit("\npage ").next().unwrap();
        assert!(last.contains("抄送：") && last.contains("印发"), "{layout}: {last}");
    }
}
