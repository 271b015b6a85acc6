//! Files for judges that are no Rust libraries: `.ci/run` writes them with this and calls
//! qpdf, poppler, Ghostscript and veraPDF on them.

use crate::bench::{Bench, words};
use crate::specimen::specimen;
use banxin::base::{Colour, Emu, Rect, Shape};
use banxin::pages::{ItemKind, Owner};
use banxin::pdf::{Attachment, Options, Profile, Relation};
use banxin::style::ParaRole;
use std::sync::Arc;

/// The attachments of a review.
pub fn attachments() -> Vec<Attachment> {
    let file = |name: &str, media: &str, about: &str, relation, data: &str| Attachment {
        name: name.into(),
        media: media.into(),
        about: about.into(),
        relation,
        data: Arc::from(data.as_bytes()),
    };
    vec![
        file("review.yaml", "application/yaml", "原稿", Relation::Source, "title: {main: 平安}\n"),
        file("figures.csv", "text/csv", "数字", Relation::Data, "id,value\na,1\n"),
    ]
}

#[test]
#[ignore = "writes files for the outside judges of .ci/run"]
fn files_for_the_judges() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("judged");
    std::fs::create_dir_all(&folder).unwrap();
    let bench = specimen();
    let archive = Options { profile: Profile::Archive, ..Options::default() };
    let attached = Options { attachments: attachments(), ..archive.clone() };
    let press = Options { profile: Profile::Press, ..Options::default() };
    let files = [("screen", Options::default()), ("archive-2a", archive), ("archive-3a", attached), ("press", press)];
    for (name, options) in files {
        std::fs::write(folder.join(name).with_extension("pdf"), bench.write(&options)).unwrap();
    }
    let layouts = folder.join("layouts");
    std::fs::create_dir_all(&layouts).unwrap();
    crate::layouts::without_attachments(&layouts);
    // Plates: black text alone; a tint of cyan alone; the text over the tint.
    for (name, text, tint) in [("text", true, false), ("tint", false, true), ("both", true, true)] {
        let options = Options { profile: Profile::Press, ..Options::default() };
        std::fs::write(folder.join(format!("plate-{name}.pdf")), plate(text, tint).write(&options)).unwrap();
    }
}

/// A page with text, a tint, or the text over the tint.
fn plate(text: bool, tint: bool) -> Bench {
    let mut bench = Bench::new();
    if tint {
        let room = Rect::new(Emu::mm(25), Emu::mm(25), Emu::mm(160), Emu::mm(80));
        bench.item(Owner::Decoration, ItemKind::Shape(Shape::filled(room, Colour::Cmyk(300, 0, 0, 0)).into()));
    }
    if text {
        bench.para(ParaRole::Body, &words(300));
    }
    bench
}
