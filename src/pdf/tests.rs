//! The whole file, from pages made by hand and read back by another reader (hayro).

use super::bench::{Bench, words};
use super::*;
use crate::style::ParaRole;
use hayro::hayro_syntax::Pdf;

#[test]
fn a_page_comes_out_and_is_read_again() {
    let mut bench = Bench::new();
    bench.para(ParaRole::Title, "数字见证平安业绩");
    bench.para(ParaRole::Heading(1), "不负使命");
    bench.para(ParaRole::Body, &words(400));
    let bytes = bench.write(&Options::default());
    let pdf = Pdf::new(bytes).unwrap();
    assert_eq!(pdf.pages().len(), 1);
}
