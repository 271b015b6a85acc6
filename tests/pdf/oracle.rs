//! The oracle: the same pages, written plainly through printpdf, one text matrix a glyph, must
//! give the same picture as ours. printpdf chooses no spacing, no adjustment, no subset of ours.

use crate::bench::{Bench, FONTS, words};
use banxin::base::{Colour, Emu, PathOp, Point, Rect, Shape, Stroke};
use banxin::fonts::{FaceId, Fonts};
use banxin::pages::{ItemKind, Owner, Page, Pages};
use banxin::pdf::Options;
use banxin::preview::{Picture, Viewer};
use banxin::style::ParaRole;
use printpdf as plain;
use std::collections::BTreeMap;

/// The pages as printpdf writes them.
fn written(pages: &Pages, fonts: &Fonts<'_>) -> Vec<u8> {
    let mut document = plain::PdfDocument::new("oracle");
    let mut faces = BTreeMap::new();
    let sheets = pages.pages.iter().map(|page| sheet(page, fonts, &mut document, &mut faces)).collect();
    let options = plain::PdfSaveOptions { subset_fonts: false, ..plain::PdfSaveOptions::default() };
    document.with_pages(sheets).save(&options, &mut Vec::new())
}

fn sheet(
    page: &Page,
    fonts: &Fonts<'_>,
    document: &mut plain::PdfDocument,
    faces: &mut BTreeMap<FaceId, plain::FontId>,
) -> plain::PdfPage {
    let mut ops = Vec::new();
    // Thousandths of a point, the unit of our files, and so the same height of the page to the float: a page taller
    // by half a thousandth of a point moves every baseline, and made a pixel of three glyphs differ by up to 35.
    let unit = |length: Emu| (length.to_pt() * 1000.0).round() / 1000.0;
    let place = |x: Emu, y: Emu| (plain::Pt(unit(x) as f32), plain::Pt((unit(page.size.height) - unit(y)) as f32));
    for item in &page.items {
        match &item.kind {
            ItemKind::Line { at, line } => {
                for run in line.runs() {
                    let fount = run.fount;
                    let font = faces.entry(fount.face).or_insert_with(|| {
                        let bytes = fonts.face(fount.face).unwrap().bytes();
                        document.add_font(&plain::ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).unwrap())
                    });
                    ops.push(plain::Op::StartTextSection);
                    ops.push(plain::Op::SetFillColor { col: colour(&fount.colour) });
                    let size = plain::Pt(fount.size.to_pt() as f32);
                    ops.push(plain::Op::SetFont { font: plain::PdfFontHandle::External(font.clone()), size });
                    for glyph in run.glyphs() {
                        let (x, y) = place(at.x + Emu(i64::from(glyph.x)), at.y - fount.rise);
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
    let mm = |length: Emu| plain::Mm((unit(length) * 25.4 / 72.0) as f32);
    plain::PdfPage::new(mm(page.size.width), mm(page.size.height), ops)
}

fn colour(colour: &Colour) -> plain::Color {
    let [r, g, b] = banxin::pdf::on_screen(colour).map(|channel| f32::from(channel) / 1000.0);
    plain::Color::Rgb(plain::Rgb { r, g, b, icc_profile: None })
}

fn shape(shape: &Shape, place: &impl Fn(Emu, Emu) -> (plain::Pt, plain::Pt), ops: &mut Vec<plain::Op>) {
    let point = |Point { x, y }: Point, bezier: bool| {
        let (x, y) = place(x, y);
        plain::LinePoint { p: plain::Point { x, y }, bezier }
    };
    // One ring a subpath.
    let mut rings: Vec<Vec<plain::LinePoint>> = Vec::new();
    for step in &shape.path {
        match *step {
            PathOp::Move(to) => rings.push(vec![point(to, false)]),
            PathOp::Line(to) => rings.last_mut().unwrap().push(point(to, false)),
            PathOp::Curve(a, b, to) => {
                rings.last_mut().unwrap().extend([point(a, true), point(b, true), point(to, false)])
            }
            PathOp::Close => {}
        }
    }
    if let Some(fill) = &shape.paint.fill {
        ops.push(plain::Op::SetFillColor { col: colour(fill) });
        let (mode, winding_order) = (plain::PaintMode::Fill, plain::WindingOrder::NonZero);
        match rings.as_slice() {
            // The rasteriser shades the corners of a rectangle and of the same polygon differently (by up to 35).
            [ring] if let Some((low, high)) = upright(ring) => {
                let (width, height) = (plain::Pt(high.x.0 - low.x.0), plain::Pt(high.y.0 - low.y.0));
                let (mode, winding_order) = (Some(mode), Some(winding_order));
                let rectangle = plain::Rect { x: low.x, y: low.y, width, height, mode, winding_order };
                ops.push(plain::Op::DrawRectangle { rectangle });
            }
            rings => {
                let rings = rings.iter().map(|points| plain::PolygonRing { points: points.clone() }).collect();
                ops.push(plain::Op::DrawPolygon { polygon: plain::Polygon { rings, mode, winding_order } });
            }
        }
    }
    if let Some(stroke) = &shape.paint.stroke {
        assert!(stroke.dash.is_empty(), "the oracle draws no dashes");
        ops.push(plain::Op::SetOutlineColor { col: colour(&stroke.colour) });
        ops.push(plain::Op::SetOutlineThickness { pt: plain::Pt(stroke.width.to_pt() as f32) });
        let is_closed = shape.path.last() == Some(&PathOp::Close);
        for points in rings {
            ops.push(plain::Op::DrawLine { line: plain::Line { points, is_closed } });
        }
    }
}

/// Left bottom and right top of a ring that is a rectangle.
fn upright(ring: &[plain::LinePoint]) -> Option<(plain::Point, plain::Point)> {
    let [a, b, c, d] = ring else { return None };
    let (a, b, c, d) = (a.p, b.p, c.p, d.p);
    (a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x).then_some((d, b))
}

/// Our file must show what printpdf's shows, at 150 dots an inch: no channel of a pixel may differ by more
/// than 32 of 255, and at most one in a thousand by more than 8.
pub fn compare(pages: &Pages, fonts: &Fonts<'_>, ours: &[u8]) {
    let theirs = written(pages, fonts);
    let view = |file: &[u8]| Viewer::open(file, 150).unwrap();
    let (mine, other) = (view(ours), view(&theirs));
    assert_eq!(mine.count(), other.count());
    for (number, (mine, other)) in mine.pictures().zip(other.pictures()).enumerate() {
        let (most, many, all) = differences(&mine, &other);
        println!("page {}: greatest difference {most}, {many} of {all} channels over 8", number + 1);
        assert!(most <= 32, "page {}: a pixel differs by {most}", number + 1);
        assert!(many * 1000 <= all, "page {}: {many} channels differ by more than 8", number + 1);
    }
}

/// The greatest difference, how many are over 8, and how many channels there are.
fn differences(ours: &Picture, theirs: &Picture) -> (u8, usize, usize) {
    let all: Vec<u8> = ours.differences(theirs).unwrap().collect();
    let many = all.iter().filter(|difference| **difference > 8).count();
    (all.iter().max().copied().unwrap_or(0), many, all.len())
}

#[test]
fn printpdf_draws_the_same_picture() {
    let mut bench = Bench::new();
    bench.para(ParaRole::Title, "数字见证平安业绩");
    bench.para(ParaRole::Body, &words(600));
    bench.para(ParaRole::Body, "接报治安案件8起，同比下降57.4%；Public Security Bureau，“十四五”——开局之年……");
    let tint =
        Shape::filled(Rect::new(Emu::mm(30), Emu::mm(200), Emu::mm(50), Emu::mm(12)), Colour::Rgb(900, 950, 1000));
    bench.item(Owner::Decoration, ItemKind::Shape(tint.into()));
    let ends = (Point::new(Emu::mm(30), Emu::mm(220)), Point::new(Emu::mm(180), Emu::mm(220)));
    bench.item(Owner::Decoration, ItemKind::Shape(Shape::rule(ends.0, ends.1, Emu::pt(1), Colour::BLACK).into()));
    let triangle = [(100, 200), (120, 200), (110, 215)].map(|(x, y)| Point::new(Emu::mm(x), Emu::mm(y)));
    let path = vec![PathOp::Move(triangle[0]), PathOp::Line(triangle[1]), PathOp::Line(triangle[2]), PathOp::Close];
    let pen = Stroke { width: Emu::pt(2), colour: Colour::Rgb(800, 0, 0), dash: Vec::new() };
    let paint = banxin::base::Paint { fill: Some(Colour::Gray(700)), stroke: Some(pen) };
    bench.item(Owner::Decoration, ItemKind::Shape(Shape { path, paint }.into()));

    compare(&bench.pages, &FONTS, &bench.write(&Options::default()));
}
