//! Real documents in every layout: archive and press files are written without a fault, printpdf
//! draws the same pictures, and another reader finds every glyph where we put it.

use crate::oracle;
use banxin::base::{Emu, FileError, Files};
use banxin::fonts::Fonts;
use banxin::lines::Line;
use banxin::pages::{ItemKind, Page};
use banxin::pdf::Profile;
use banxin::{Job, Made, Run};
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::util::{RectExt, TransformExt};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::kurbo::BezPath;
use std::borrow::Cow;
use std::path::PathBuf;

/// Every layout that the project has, bases left out.
pub const LAYOUTS: [&str; 5] = ["bulletin", "newspaper", "official", "booklet", "broadsheet"];
const SAMPLE: &str = "data/annual-review-2021";
/// 2022-01-20: the sample states no date, and the press needs one.
const EPOCH: u64 = 1_642_636_800;

/// A folder of the project.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name))
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, FileError> {
        std::fs::read(self.0.join(path)).map(Cow::Owned).map_err(|_| FileError::Missing)
    }
}

/// A source of the project set in a layout, written for these purposes.
fn built(folder: &str, layout: &str, profiles: &[Profile]) -> Run {
    let (files, fonts) = (Folder::new(folder), Folder::new("fonts"));
    let outputs: Vec<_> = banxin::OUTPUTS.iter().filter(|kind| kind.key == "pdf").collect();
    banxin::build(&Job {
        source: "review.yaml",
        files: &files,
        fonts: &fonts,
        layout: Some(layout),
        outputs: &outputs,
        jobs: 1,
        epoch: Some(EPOCH),
        profiles,
        impose: None,
        checks: true,
        pages: false,
        progress: &|_| {},
    })
}

/// The sample in a layout, and its screen file.
fn sample(layout: &str) -> (Made, Vec<u8>) {
    let mut run = built(SAMPLE, layout, &[Profile::Screen]);
    (run.made.unwrap(), run.outputs.remove(0).bytes)
}

#[test]
fn archive_and_press_files_of_every_layout() {
    for layout in LAYOUTS {
        let run = built(SAMPLE, layout, &[Profile::Archive, Profile::Press]);
        let codes: Vec<String> =
            run.findings.iter().map(|finding| format!("{} {}", finding.code, finding.message.en)).collect();
        let faults: Vec<&String> = codes.iter().filter(|code| code.starts_with('X')).collect();
        assert_eq!(faults, Vec::<&String>::new(), "{layout}");
        assert_eq!(run.outputs.len(), 2, "{layout}");
    }
}

#[test]
fn printpdf_draws_every_layout_the_same() {
    let folder = Folder::new("fonts");
    let fonts = Fonts::open(&folder, &mut Default::default(), &mut Default::default()).unwrap();
    for layout in LAYOUTS {
        let (made, bytes) = sample(layout);
        println!("{layout}");
        oracle::compare(&made.pages, &fonts, &bytes);
    }
}

/// Where a reader draws glyphs, in points from the left top.
#[derive(Default)]
struct Seen(Vec<(f64, f64)>);

impl<'a> Device<'a> for Seen {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let places = run.glyphs().iter().map(|glyph| (props.transform * glyph.transform()).as_coeffs());
        self.0.extend(places.map(|[.., x, y]| (x, y)));
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Where a page puts its glyphs, in points.
fn put(page: &Page) -> Vec<(f64, f64)> {
    let lines = page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Line { at, line } => Some((at, line)),
        ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    });
    let glyphs = lines.flat_map(|(at, line): (_, &Line)| {
        let run = move |run: &banxin::lines::GlyphRun| {
            let y = (at.y - run.rise).to_pt();
            run.glyphs.iter().map(|glyph| ((at.x + Emu(i64::from(glyph.x))).to_pt(), y)).collect::<Vec<_>>()
        };
        line.runs.iter().flat_map(run)
    });
    glyphs.collect()
}

/// Half a pixel at 150 dpi is 0.24 pt; we promise a twelfth of that, 1/50 pt: 7 µm.
const NEAR: f64 = 0.02;

#[test]
fn another_reader_finds_every_glyph_in_its_place() {
    for layout in LAYOUTS {
        let (made, bytes) = sample(layout);
        let pdf = hayro::hayro_syntax::Pdf::new(bytes).unwrap();
        let mut farthest = 0.0_f64;
        for (ours, theirs) in made.pages.pages.iter().zip(pdf.pages().iter()) {
            let (cache, mut seen) = (InterpreterCache::new(), Seen::default());
            let transform = theirs.initial_transform(true).to_kurbo();
            let room = theirs.intersected_crop_box().to_kurbo();
            let mut context = Context::new(transform, room, &cache, theirs.xref(), InterpreterSettings::default());
            interpret_page(theirs, &mut context, &mut seen);
            let wanted = put(ours);
            assert_eq!(wanted.len(), seen.0.len(), "{layout}: as many glyphs");
            for ((x, y), (left, top)) in wanted.iter().zip(&seen.0) {
                farthest = farthest.max((x - left).abs()).max((y - top).abs());
            }
        }
        println!("{layout}: {farthest:.4} pt");
        assert!(farthest < NEAR, "{layout}: a glyph is {farthest} pt from its place");
    }
}
