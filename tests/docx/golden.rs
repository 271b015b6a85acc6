//! Parts of a small document, compared one by one. `UPDATE_EXPECT=1 cargo test --test docx` blesses;
//! read the difference before it is committed.

use crate::package::parts;
use crate::read_back::written;
use crate::sample;
use expect_test::expect_file;

/// One element a line, so that a difference shows what changed.
fn lines(data: &[u8]) -> String {
    let text = String::from_utf8(data.to_vec()).expect("UTF-8");
    let mut out = text.replace("\r\n", "\n").replace("><", ">\n<");
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

#[test]
fn parts_are_as_they_were() {
    let mut styled = sample::bulletin();
    // One body paragraph is enough to read.
    styled.nodes.retain(|node| !["p-2", "p-3"].contains(&node.block.as_str()));
    let mut names = Vec::new();
    for (name, data) in parts(&written("golden", &styled)) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let file = name.trim_start_matches('_').replace(['/', '[', ']'], "_");
            expect_file![format!("golden/{}", file.trim_start_matches('_'))].assert_eq(&lines(&data));
        }
        names.push(name);
    }
    expect_file!["golden/parts.txt"].assert_eq(&(names.join("\n") + "\n"));
}
