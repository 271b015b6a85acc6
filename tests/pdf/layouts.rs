//! Real documents in every layout: archive and press files are written without a fault, printpdf
//! draws the same pictures, and another reader finds every glyph where we put it.

use crate::oracle;
use banxin::base::{Emu, FileError, Files, Findings, Severity};
use banxin::fonts::Fonts;
use banxin::lines::Line;
use banxin::pages::{ItemKind, Page};
use banxin::pdf::{Options, Profile, Stamp};
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
const LONG: &str = "tests/data/provident-fund-2023";
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
pub fn built(folder: &str, layout: &str, profiles: &[Profile]) -> Run {
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
        comments: false,
        pages: true,
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
    // The long document in two: `.ci/run` has it judged in all.
    let cases = LAYOUTS.map(|layout| (SAMPLE, layout)).into_iter().chain([(LONG, "bulletin"), (LONG, "newspaper")]);
    for (source, layout) in cases {
        let run = built(source, layout, &[Profile::Archive, Profile::Press]);
        // The press doubts small text and RGB pictures; what is wrong is an error.
        let run_findings = run.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let codes: Vec<String> =
            run_findings.map(|finding| format!("{} {}", finding.code, finding.message.en)).collect();
        let faults: Vec<&String> = codes.iter().filter(|code| code.starts_with('X')).collect();
        assert_eq!(faults, Vec::<&String>::new(), "{source} {layout}");
        assert_eq!(run.outputs.len(), 2, "{source} {layout}");
    }
}

/// Writes PDF/A-2a files, which have no attachments, of both documents in every layout into a folder.
pub fn without_attachments(folder: &std::path::Path) {
    let fonts = Folder::new("fonts");
    let fonts = Fonts::open(&fonts, &mut Default::default(), &mut Default::default()).unwrap();
    for (name, source) in [("sample", SAMPLE), ("long", LONG)] {
        for layout in LAYOUTS {
            let made = built(source, layout, &[Profile::Screen]).made.unwrap();
            let options = Options { profile: Profile::Archive, stamp: Stamp::from_epoch(EPOCH), ..Options::default() };
            let mut findings = Findings::default();
            let bytes = banxin::pdf::write(&made.pages, &made.styled, &fonts, &options, &mut findings);
            let bytes = bytes.unwrap_or_else(|| panic!("{name} {layout}: {findings:?}"));
            std::fs::write(folder.join(format!("{name}-{layout}.2a.pdf")), bytes).unwrap();
        }
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
        line.runs().flat_map(move |run| {
            let y = (at.y - run.fount.rise).to_pt();
            run.glyphs().map(move |glyph| ((at.x + Emu(i64::from(glyph.x))).to_pt(), y))
        })
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

/// The elements of a file's tree: kind, and the elements below in order.
pub fn elements(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let kind = |object: &lopdf::Object| {
        let dict = document.dereference(object).ok()?.1.as_dict().ok()?;
        Some(String::from_utf8_lossy(dict.get(b"S").ok()?.as_name().ok()?).into_owned())
    };
    let below = |dict: &lopdf::Dictionary| match dict.get(b"K") {
        Ok(lopdf::Object::Array(kids)) => kids.iter().filter_map(kind).collect(),
        Ok(kid) => kind(kid).into_iter().collect(),
        Err(_) => Vec::new(),
    };
    let parts = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has(b"P"));
    let parts = parts.filter(|dict| dict.get(b"S").is_ok());
    parts.map(|dict| (kind(&lopdf::Object::Dictionary(dict.clone())).unwrap(), below(dict))).collect()
}

/// ISO 32000-1, 14.8.4.3: what lists, contents and notes are made of.
#[test]
fn lists_contents_and_notes_have_their_parts() {
    let run = built(LONG, "booklet", &[Profile::Screen]);
    let found = elements(&run.outputs[0].bytes);
    let of =
        |kind: &str| found.iter().filter(|(name, _)| name == kind).map(|(_, below)| below.clone()).collect::<Vec<_>>();
    let (items, entries, notes) = (of("LI"), of("TOCI"), of("Note"));
    assert!(items.len() > 8 && items.iter().all(|below| below == &["Lbl", "LBody"]), "{items:?}");
    assert!(entries.len() > 10 && entries.iter().all(|below| below == &["Reference"]), "{entries:?}");
    let links = of("Reference").iter().filter(|below| below.as_slice() == ["Link"]).count();
    // Each entry leads to its heading, each call to its note.
    assert_eq!(links, entries.len() + notes.len());
    assert!(
        notes.len() > 2 && notes.iter().all(|below| below.first().is_some_and(|first| first == "Lbl")),
        "{notes:?}"
    );
    // Large figures are no table: whatever is one has a head.
    assert!(of("Table").iter().all(|below| below.contains(&"THead".to_owned())), "{:?}", of("Table"));
}
