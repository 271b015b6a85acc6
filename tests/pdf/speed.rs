//! How long a thousand dense pages take. Run in release, alone:
//! `cargo test --release --test pdf thousand -- --ignored --nocapture`.

use crate::bench::{Bench, words};
use banxin::pdf::Options;
use banxin::style::ParaRole;

/// Peak memory of this process in kB, by the system's own count.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown").to_owned()
}

#[test]
#[ignore = "a measurement"]
fn a_thousand_pages() {
    let stock = stock();
    let mut bench = Bench::new();
    let mut at = 0;
    while bench.pages.pages.len() < 1000 {
        let text: String = (0..600).map(|step| stock[(at + step * 37 + step * step * 11) % stock.len()]).collect();
        at += 13;
        if at % 10 == 3 {
            bench.para(ParaRole::Heading(1), &words(12));
        }
        bench.para(ParaRole::Body, &text);
    }
    let glyphs: usize = bench.pages.pages.iter().flat_map(|page| &page.items).map(crate::bench::glyphs).sum();
    let before = peak();
    let start = std::time::Instant::now();
    let bytes = bench.write(&Options::default());
    let time = start.elapsed();
    println!(
        "{} pages, {glyphs} glyphs: {time:?}, {} bytes; {before} before, {} after",
        bench.pages.pages.len(),
        bytes.len(),
        peak()
    );
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("thousand.pdf"), bytes).unwrap();
}

/// 641 characters, as many as the sample has.
fn stock() -> Vec<char> {
    ('\u{4e00}'..'\u{9fff}').step_by(13).filter(|c| crate::bench::has(*c)).take(641).collect()
}
