//! Mutations of a sound document: our own inspection must catch each before anything is written.

use crate::bench::{Bench, FONTS, Runs, change, reset};
use crate::judged::attachments;
use crate::specimen::specimen;
use banxin::base::{Colour, Emu, Findings, Point, Rect, Shape, Spot};
use banxin::content::Mark;
use banxin::pages::{Item, ItemKind, Owner};
use banxin::pdf::{self, Options, Profile};
use banxin::style::{Node, NodeKind, Para, ParaRole};
use std::borrow::Cow;
use std::sync::Arc;

pub fn plain_options(profile: Profile) -> Options {
    let attachments = if profile == Profile::Archive { attachments() } else { Vec::new() };
    Options { profile, attachments, ..Options::default() }
}

/// The codes found, and whether a file was written.
fn found(bench: &Bench, options: &Options) -> (Vec<String>, bool) {
    let mut findings = Findings::default();
    let written = pdf::write(&bench.pages, &bench.styled, &FONTS, options, &mut findings).is_some();
    let mut codes: Vec<String> = findings.iter().map(|finding| finding.code.to_string()).collect();
    codes.dedup();
    (codes, written)
}

/// The mutated document must give this code, and must not be written.
fn caught(code: &str, profile: Profile, change: impl FnOnce(&mut Bench, &mut Options)) {
    let (mut bench, mut options) = (specimen(), plain_options(profile));
    change(&mut bench, &mut options);
    let (codes, written) = found(&bench, &options);
    assert!(codes.iter().any(|found| found == code), "{code} is not among {codes:?}");
    assert!(!written, "{code}: a file was written all the same");
}

/// The mutated document must give this code as a warning, and is written.
fn doubted(code: &str, profile: Profile, change: impl FnOnce(&mut Bench, &mut Options)) {
    let (mut bench, mut options) = (specimen(), plain_options(profile));
    change(&mut bench, &mut options);
    let (codes, written) = found(&bench, &options);
    assert!(codes.iter().any(|found| found == code), "{code} is not among {codes:?}");
    assert!(written, "{code}: the file was not written");
}

fn node(bench: &mut Bench, wanted: impl Fn(&Node) -> bool) -> &mut NodeKind {
    &mut bench.styled.nodes.iter_mut().find(|node| wanted(node)).unwrap().kind
}

fn para(bench: &mut Bench, role: ParaRole) -> &mut Para {
    let kind = node(bench, |node| matches!(&node.kind, NodeKind::Para(para) if para.role == role));
    let NodeKind::Para(para) = kind else { unreachable!() };
    para
}

fn lines(bench: &mut Bench) -> impl Iterator<Item = &mut banxin::lines::Line> {
    let items = bench.pages.pages.iter_mut().flat_map(|page| &mut page.items);
    items.filter_map(|item| match &mut item.kind {
        ItemKind::Line { line, .. } => Some(line),
        ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    })
}

/// Changes the runs of the fourth line.
fn fourth(bench: &mut Bench, what: impl FnOnce(&mut Runs)) {
    change(lines(bench).nth(3).unwrap(), what);
}

fn shape(colour: Colour) -> Item {
    let rect = Rect::new(Emu::mm(40), Emu::mm(40), Emu::mm(20), Emu::mm(20));
    Item { owner: Owner::Decoration, kind: ItemKind::Shape(Shape::filled(rect, colour).into()) }
}

#[test]
fn a_sound_document_passes() {
    assert_eq!(found(&specimen(), &plain_options(Profile::Screen)), (vec![], true));
    assert_eq!(found(&specimen(), &plain_options(Profile::Archive)), (vec![], true));
    // The specimen has an RGB chart and a coarse RGB picture, which the press doubts.
    assert_eq!(
        found(&specimen(), &plain_options(Profile::Press)),
        (vec!["X45".into(), "X47".into(), "X48".into()], true)
    );
}

#[test]
fn what_the_document_says_of_itself() {
    use Profile::{Archive, Press};
    caught("X10", Archive, |bench, _| bench.styled.info.title.clear());
    caught("X10", Press, |bench, _| bench.styled.info.title.clear());
    caught("X11", Archive, |bench, _| bench.styled.info.language.clear());
    caught("X11", Archive, |bench, _| bench.styled.info.language = "中文".into());
    caught("X12", Press, |bench, _| bench.styled.info.date.clear());
    caught("X13", Press, |_, options| options.condition.profile = Cow::Borrowed(b"not a profile"));
    caught("X13", Press, |_, options| options.condition.identifier.clear());
    caught("X14", Archive, |_, options| options.attachments[0].media.clear());
    caught("X14", Archive, |_, options| options.attachments[1].name = "review.yaml".into());
    caught("X15", Archive, |bench, _| bench.styled.info.title.push('\u{7}'));
    caught("X17", Profile::Screen, |bench, _| bench.pages.pages[0].size.width = Emu::pt(2));
}

#[test]
fn what_a_reader_is_told() {
    let archive = Profile::Archive;
    caught("X20", archive, |bench, _| para(bench, ParaRole::Heading(2)).role = ParaRole::Heading(3));
    caught("X20", archive, |bench, _| para(bench, ParaRole::Heading(1)).role = ParaRole::Heading(2));
    caught("X21", archive, |bench, _| para(bench, ParaRole::Heading(1)).text = " ".into());
    caught("X22", archive, |bench, _| {
        let NodeKind::Picture(picture) = node(bench, |node| node.block == "picture") else { unreachable!() };
        picture.alt.clear();
    });
    caught("X22", archive, |bench, _| {
        let NodeKind::Chart(chart) = node(bench, |node| node.block == "chart") else { unreachable!() };
        chart.alt = " ".into();
    });
    let table = |bench: &mut Bench, change: &dyn Fn(&mut banxin::style::Table)| {
        let NodeKind::Table(table) = node(bench, |node| node.block == "figures") else { unreachable!() };
        change(table);
    };
    caught("X23", archive, |bench, _| table(bench, &|table| table.head.clear()));
    caught("X24", archive, |bench, _| table(bench, &|table| drop(table.body[1].cells.pop())));
    caught("X24", archive, |bench, _| table(bench, &|table| table.body[1].cells[0].across = 2));
    caught("X24", archive, |bench, _| table(bench, &|table| table.body[2].cells[0].down = 2));
    let mark = |bench: &mut Bench, mark: Mark| {
        let NodeKind::Para(para) = node(bench, |node| node.block == "linked") else { unreachable!() };
        para.runs[1].marks = vec![mark];
    };
    caught("X25", archive, |bench, _| mark(bench, Mark::Link("example.org".into())));
    caught("X26", archive, |bench, _| mark(bench, Mark::Ref("nowhere".into())));
}

#[test]
fn text_that_would_not_arrive() {
    use Profile::{Archive, Press};
    for profile in [Archive, Press] {
        caught("X30", profile, |bench, _| {
            let last = bench.pages.pages[0].items.len() / 2;
            bench.pages.pages[0].items.remove(last);
        });
        caught("X31", profile, |bench, _| fourth(bench, |runs| runs[0].1[0].id = 0));
    }
    caught("X32", Archive, |bench, _| fourth(bench, |runs| runs[0].1[0].len = 0));
    let put = |bench: &mut Bench, c: char| {
        let line = lines(bench).nth(3).unwrap();
        let mut text = line.text().to_string();
        let at = line.glyphs().next().unwrap().text as usize;
        text.replace_range(at..at + 3, &c.to_string());
        reset(line, text.into(), |runs| {
            runs[0].1.truncate(1);
            runs[0].1[0].len = c.len_utf8() as u8;
        });
    };
    caught("X33", Archive, |bench, _| put(bench, '\u{E001}'));
    caught("X34", Archive, |bench, _| put(bench, '\u{FEFF}'));
    caught("X36", Archive, |bench, _| fourth(bench, |runs| runs[0].0.face = banxin::fonts::FaceId(999)));
    // A visible character on the glyph of the ideographic space.
    for profile in [Archive, Press] {
        caught("X02", profile, |bench, _| {
            fourth(bench, |runs| {
                let (fount, glyphs) = &mut runs[0];
                glyphs[0].id = FONTS.face(fount.face).unwrap().glyph('\u{3000}').unwrap();
            });
        });
    }
    doubted("X37", Archive, |bench, _| fourth(bench, |runs| runs[0].0.size = Emu::pt(7)));
}

#[test]
fn ink_and_paper() {
    use Profile::{Archive, Press};
    let add = |bench: &mut Bench, item: Item| bench.pages.pages[0].items.push(item);
    caught("X40", Archive, |bench, _| {
        let rect = Rect::new(Emu::mm(400), Emu::mm(40), Emu::mm(20), Emu::mm(20));
        bench.item(Owner::Decoration, ItemKind::Shape(Shape::filled(rect, Colour::BLACK).into()));
    });
    doubted("X41", Press, |bench, _| {
        bench.styled.sheet.page.bleed = Emu::mm(3);
        let rect = Rect::new(Emu::ZERO, Emu::mm(40), Emu::mm(20), Emu::mm(20));
        bench.item(Owner::Decoration, ItemKind::Shape(Shape::filled(rect, Colour::BLACK).into()));
    });
    doubted("X42", Press, |bench, _| {
        let first = bench.pages.pages[0].items.iter_mut().next().unwrap();
        let ItemKind::Line { at, .. } = &mut first.kind else { unreachable!() };
        *at = Point::new(Emu::ZERO, Emu::mm(20));
    });
    doubted("X43", Press, |bench, _| {
        let (from, to) = (Point::new(Emu::mm(30), Emu::mm(40)), Point::new(Emu::mm(90), Emu::mm(40)));
        add(
            bench,
            Item {
                owner: Owner::Decoration,
                kind: ItemKind::Shape(Shape::rule(from, to, Emu(1270), Colour::BLACK).into()),
            },
        );
    });
    doubted("X44", Press, |bench, _| add(bench, shape(Colour::Cmyk(1000, 900, 800, 700))));
    doubted("X45", Press, |bench, _| add(bench, shape(Colour::Rgb(900, 0, 0))));
    let spot =
        |name: &str, cyan| Colour::Spot(Box::new(Spot { name: name.into(), tint: 1000, alternate: [cyan, 0, 0, 0] }));
    caught("X49", Press, |bench, _| add(bench, shape(spot("All", 0))));
    caught("X49", Press, |bench, _| {
        add(bench, shape(spot("大红", 0)));
        add(bench, shape(spot("大红", 10)));
    });
    let picture = |bench: &mut Bench, bytes: &[u8]| {
        let all = bench.pages.pages.iter_mut().flat_map(|page| &mut page.items);
        for item in all {
            if let ItemKind::Image { data, .. } = &mut item.kind {
                *data = Arc::from(bytes);
            }
        }
    };
    for profile in [Profile::Screen, Archive, Press] {
        caught("X46", profile, |bench, _| picture(bench, b"GIF89a"));
    }
    let cmyk = [&[0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 1, 0, 1, 4][..], &[0; 12], &[0xFF, 0xD9]].concat();
    caught("X39", Archive, |bench, _| picture(bench, &cmyk));
}
