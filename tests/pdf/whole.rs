//! The whole file, read back by another reader (hayro).

use crate::bench::{Bench, words};
use banxin::pdf::Options;
use banxin::preview;
use banxin::style::ParaRole;

/// A page with a title, a heading and text.
fn page() -> Bench {
    let mut bench = Bench::new();
    bench.para(ParaRole::Title, "数字见证平安业绩");
    bench.para(ParaRole::Heading(1), "不负使命");
    bench.para(ParaRole::Body, &words(400));
    bench
}

#[test]
fn a_page_comes_out_and_shows_ink() {
    let bytes = page().write(&Options::default());
    let pictures = preview::pictures(&bytes, 72).unwrap();
    assert_eq!(pictures.len(), 1);
    assert_eq!((pictures[0].width, pictures[0].height), (595, 841));
    let dark = pictures[0].rgb.iter().filter(|channel| **channel < 128).count();
    assert!(dark > 10_000, "{dark}");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(page().write(&Options::default()), page().write(&Options::default()));
}
