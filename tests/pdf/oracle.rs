//! The oracle: the same pages, written plainly through printpdf, one text matrix a glyph, must
//! give the same picture as ours. printpdf chooses no spacing, no adjustment, no subset of ours.

use crate::bench::{Bench, FONTS, words};
use banxin::base::{Colour, Emu, PathOp, Point, Rect, Shape, Stroke};
use banxin::fonts::FaceId;
use banxin::pages::{ItemKind, Owner, Page, Pages};
use banxin::pdf::Options;
use banxin::preview::{Picture, pictures};
use banxin::style::ParaRole;
use printpdf as plain;
use std::collections::BTreeMap;

/// The pages as printpdf writes them.
fn written(pages: &Pages) -> Vec<u8> {
    let mut document = plain::PdfDocument::new("oracle");
    let mut faces = BTreeMap::new();
    let sheets = pages.pages.iter().map(|page| sheet(page, &mut document, &mut faces)).collect();
    let options = plain::PdfSaveOptions { subset_fonts: false, ..plain::PdfSaveOptions::default() };
    document.with_pages(sheets).save(&options, &mut Vec::new())
}

fn sheet(
    page: &Page,
    document: &mut plain::PdfDocument,
    faces: &mut BTreeMap<FaceId, plain::FontId>,
) -> plain::PdfPage {
    let mut ops = Vec::new();
    let place = |x: Emu, y: Emu| (plain::Pt(x.to_pt() as f32), plain::Pt((page.size.height - y).to_pt() as f32));
    for item in &page.items {
        match &item.kind {
            ItemKind::Line { at, line } => {
                for run in &line.runs {
                    let font = faces.entry(run.face).or_insert_with(|| {
                        let bytes = FONTS.face(run.face).unwrap().bytes();
                        document.add_font(&plain::ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).unwrap())
                    });
                    ops.push(plain::Op::StartTextSection);
                    ops.push(plain::Op::SetFillColor { col: colour(&run.colour) });
                    let size = plain::Pt(run.size.to_pt() as f32);
                    ops.push(plain::Op::SetFont { font: plain::PdfFontHandle::External(font.clone()), size });
                    for glyph in &run.glyphs {
                        let (x, y) = place(at.x + Emu(i64::from(glyph.x)), at.y - run.rise);
                        ops.push(plain::Op::SetTextMatrix {
                            matrix: plain::TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x.0, y.0]),
                        });
                        ops.push(plain::Op::ShowText {
                            items: vec![plain::TextItem::GlyphIds(vec![plain::Codepoint::new(glyph.id, 0.0)])],
                        });
                    }
                    ops.push(plain::Op::EndTextSection);
                }
            }
            ItemKind::Shape(shape) => self::shape(shape, &place, &mut ops),
            ItemKind::Image { .. } => panic!("the oracle draws no pictures"),
        }
    }
    let mm = |length: Emu| plain::Mm(length.to_mm() as f32);
    plain::PdfPage::new(mm(page.size.width), mm(page.size.height), ops)
}

fn colour(colour: &Colour) -> plain::Color {
    let [r, g, b] = colour.to_srgb8().map(|channel| f32::from(channel) / 255.0);
    plain::Color::Rgb(plain::Rgb { r, g, b, icc_profile: None })
}

fn shape(shape: &Shape, place: &impl Fn(Emu, Emu) -> (plain::Pt, plain::Pt), ops: &mut Vec<plain::Op>) {
    let points = shape.path.iter().filter_map(|step| match *step {
        PathOp::Move(to) | PathOp::Line(to) => Some(to),
        PathOp::Curve(..) => panic!("the oracle draws no curves"),
        PathOp::Close => None,
    });
    let points: Vec<plain::LinePoint> = points
        .map(|Point { x, y }| {
            let (x, y) = place(x, y);
            plain::LinePoint { p: plain::Point { x, y }, bezier: false }
        })
        .collect();
    if let Some(fill) = &shape.paint.fill {
        ops.push(plain::Op::SetFillColor { col: colour(fill) });
        let rings = vec![plain::PolygonRing { points: points.clone() }];
        let polygon =
            plain::Polygon { rings, mode: plain::PaintMode::Fill, winding_order: plain::WindingOrder::NonZero };
        ops.push(plain::Op::DrawPolygon { polygon });
    }
    if let Some(stroke) = &shape.paint.stroke {
        ops.push(plain::Op::SetOutlineColor { col: colour(&stroke.colour) });
        ops.push(plain::Op::SetOutlineThickness { pt: plain::Pt(stroke.width.to_pt() as f32) });
        let is_closed = shape.path.last() == Some(&PathOp::Close);
        ops.push(plain::Op::DrawLine { line: plain::Line { points, is_closed } });
    }
}

/// No pixel may differ by more than 32 of 255, and at most one in a thousand by more than 8.
fn same(ours: &[Picture], theirs: &[Picture]) {
    assert_eq!(ours.len(), theirs.len());
    for (number, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        let all: Vec<u8> = ours.differences(theirs).unwrap().collect();
        let most = all.iter().max().copied().unwrap_or(0);
        let many = all.iter().filter(|difference| **difference > 8).count();
        println!("page {}: greatest difference {most}, {many} of {} channels over 8", number + 1, all.len());
        assert!(most <= 32, "page {}: a pixel differs by {most}", number + 1);
        assert!(many * 1000 <= all.len(), "page {}: {many} channels differ by more than 8", number + 1);
    }
}

#[test]
fn printpdf_draws_the_same_picture() {
    let mut bench = Bench::new();
    bench.para(ParaRole::Title, "数字见证平安业绩");
    bench.para(ParaRole::Body, &words(600));
    bench.para(ParaRole::Body, "接报治安案件8起，同比下降57.4%；Public Security Bureau，“十四五”——开局之年……");
    let tint =
        Shape::filled(Rect::new(Emu::mm(30), Emu::mm(200), Emu::mm(50), Emu::mm(12)), Colour::Rgb(900, 950, 1000));
    bench.item(Owner::Decoration, ItemKind::Shape(tint));
    let ends = (Point::new(Emu::mm(30), Emu::mm(220)), Point::new(Emu::mm(180), Emu::mm(220)));
    bench.item(Owner::Decoration, ItemKind::Shape(Shape::rule(ends.0, ends.1, Emu::pt(1), Colour::BLACK)));
    let triangle = [(100, 200), (120, 200), (110, 215)].map(|(x, y)| Point::new(Emu::mm(x), Emu::mm(y)));
    let path = vec![PathOp::Move(triangle[0]), PathOp::Line(triangle[1]), PathOp::Line(triangle[2]), PathOp::Close];
    let pen = Stroke { width: Emu::pt(2), colour: Colour::Rgb(800, 0, 0), dash: Vec::new() };
    let paint = banxin::base::Paint { fill: Some(Colour::Gray(700)), stroke: Some(pen) };
    bench.item(Owner::Decoration, ItemKind::Shape(Shape { path, paint }));

    let ours = pictures(&bench.write(&Options::default()), 150).unwrap();
    let theirs = pictures(&written(&bench.pages), 150).unwrap();
    same(&ours, &theirs);
}
