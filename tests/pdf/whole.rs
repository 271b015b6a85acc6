//! The whole file, read back by another reader (hayro).

use crate::bench::{Bench, change, words};
use banxin::lines::Glyph;
use banxin::pages::ItemKind;
use banxin::pdf::{Options, Profile};
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

/// The characters that a reader of the file gets, in the order of the content.
fn text(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn text_comes_back() {
    let mut bench = Bench::new();
    let written = "平安，“十四五”——开局；接报8起、57.4%……·𠙶";
    bench.para(ParaRole::Body, written);
    assert_eq!(text(&bench.write(&Options::default())), written);
}

#[test]
fn one_glyph_may_stand_for_two_characters() {
    let mut bench = Bench::new();
    let id = bench.para(ParaRole::Body, "甲——乙");
    // As the shaper gives it: one glyph for both dashes.
    for item in &mut bench.pages.pages[0].items {
        let ItemKind::Line { line, .. } = &mut item.kind else { continue };
        change(line, |runs| {
            let (_, glyphs) = runs.iter_mut().find(|(_, glyphs)| glyphs.iter().any(|glyph| glyph.text == 3)).unwrap();
            glyphs.retain(|glyph| glyph.text != 6);
            glyphs.iter_mut().filter(|glyph| glyph.text == 3).for_each(|glyph| glyph.len = 6);
        });
    }
    assert_eq!(id, banxin::style::NodeId(0));
    assert_eq!(text(&bench.write(&Options::default())), "甲——乙");
}

#[test]
fn two_characters_on_one_glyph_keep_their_text() {
    // ⼀ (a radical) has the glyph of 一: the second use states its own text.
    let mut bench = Bench::new();
    bench.para(ParaRole::Body, "一⼀");
    let ItemKind::Line { line, .. } = &mut bench.pages.pages[0].items[0].kind else { unreachable!() };
    let first = line.glyphs().next().unwrap();
    change(line, |runs| {
        runs.truncate(1);
        runs[0].1 = vec![first, Glyph { text: 3, x: first.x + 133_350, ..first }];
    });
    let document = lopdf::Document::load_mem(&bench.write(&Options::default())).unwrap();
    let page = document.get_pages()[&1];
    let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
    // U+2F00 in UTF-16.
    assert!(content.contains("/Span<</ActualText<FEFF2F00>>>BDC"), "{content}");
}

#[test]
fn broken_fonts_are_findings_not_panics() {
    use banxin::base::files::MemoryFiles;
    use banxin::base::{Findings, span::Sources};
    use banxin::fonts::Fonts;
    // A whole font with bytes changed here and there, under a manifest that vouches for it.
    let sound = crate::bench::FONTS
        .face(
            crate::bench::FONTS
                .faces()
                .iter()
                .position(|face| face.file.contains("LiberationSerif-Regular"))
                .map(|at| banxin::fonts::FaceId(at as u16))
                .unwrap(),
        )
        .unwrap();
    let bench = page();
    for step in 0..40_usize {
        let mut bytes = sound.bytes().to_vec();
        for at in 0..60 {
            let place = (step * 7919 + at * 104_729) % bytes.len();
            bytes[place] ^= (step * 31 + at * 17) as u8 | 1;
        }
        let hash: String =
            <sha2::Sha256 as sha2::Digest>::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let manifest = format!(
            "faces:\n  only:\n    file: only.ttf\n    sha256: {hash}\n    licence: OFL-1.1\nroles:\n  song:\n    name: 宋\n    strong: song\n    han: [only]\n    mark: [only]\n    latin: [only]\n"
        );
        let files =
            MemoryFiles([("manifest.yaml".to_owned(), manifest.into_bytes()), ("only.ttf".to_owned(), bytes)].into());
        let mut findings = Findings::default();
        let Some(fonts) = Fonts::open(&files, &mut Sources::default(), &mut findings) else { panic!("{findings:?}") };
        let mut pages = bench.pages.clone();
        for item in &mut pages.pages[0].items {
            let ItemKind::Line { line, .. } = &mut item.kind else { continue };
            change(line, |runs| {
                for (fount, glyphs) in runs {
                    fount.face = banxin::fonts::FaceId(0);
                    glyphs.iter_mut().for_each(|glyph| glyph.id %= 2000);
                }
            });
        }
        for profile in [Profile::Screen, Profile::Archive] {
            banxin::pdf::write(
                &pages,
                &bench.styled,
                &fonts,
                &Options { profile, ..Options::default() },
                &mut findings,
            );
        }
    }
}
