//! The county's letter, which has each block of newspapers and books once: its archive files are sound, and what
//! leads somewhere leads there.

use crate::layouts::{LAYOUTS, built, elements};
use banxin::base::Severity;
use banxin::pdf::Profile;

const GAZETTE: &str = "tests/data/county-gazette";

#[test]
fn archive_and_press_files_have_no_fault() {
    for layout in LAYOUTS.into_iter().chain(["ends.yaml", "chapters.yaml"]) {
        let run = built(GAZETTE, layout, &[Profile::Archive, Profile::Press]);
        // G17: a letter this short leaves a newspaper's columns ten lines, in which a head of three finds no level place.
        let errors: Vec<String> = run
            .findings
            .iter()
            .filter(|finding| {
                finding.severity == Severity::Error || finding.code.0.starts_with('G') && finding.code.0 != "G17"
            })
            .map(|finding| format!("{} {}", finding.code, finding.message.en))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{layout}");
        assert_eq!(run.outputs.len(), 2, "{layout}");
    }
}

/// A link within the document: page, box (left, bottom, right, top), page and point it leads to.
type Jump = (usize, [f32; 4], usize, [f32; 2]);

fn jumps(bytes: &[u8]) -> Vec<Jump> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let page_of = |id: lopdf::ObjectId| pages.iter().position(|page| *page == id).unwrap();
    let numbers = |list: &[lopdf::Object]| list.iter().map(|number| number.as_float().unwrap()).collect::<Vec<f32>>();
    let mut found = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for annotation in document.get_page_annotations(*page).unwrap() {
            let Ok(to) = annotation.get(b"Dest").and_then(|to| to.as_array()) else { continue };
            let rect = numbers(annotation.get(b"Rect").unwrap().as_array().unwrap());
            let point = numbers(&to[2..4]);
            found.push((
                number,
                rect.try_into().unwrap(),
                page_of(to[0].as_reference().unwrap()),
                point.try_into().unwrap(),
            ));
        }
    }
    found
}

#[test]
fn notes_and_their_calls_lead_to_each_other() {
    for layout in ["bulletin", "ends.yaml", "chapters.yaml"] {
        let run = built(GAZETTE, layout, &[Profile::Screen]);
        let bytes = &run.outputs[0].bytes;
        let jumps = jumps(bytes);
        assert_eq!(jumps.len(), 6, "{layout}: three notes, there and back: {jumps:?}");
        for (page, rect, to, point) in &jumps {
            let inside = |rect: &[f32; 4], point: &[f32; 2]| {
                (rect[0] - point[0]).abs() < 0.1 && (rect[3] - point[1]).abs() < 0.1
            };
            let back = jumps.iter().find(|(at, other, ..)| at == to && inside(other, point));
            let (_, _, home, place) = back.unwrap_or_else(|| panic!("{layout}: leads nowhere: {rect:?} {point:?}"));
            assert!(home == page && inside(rect, place), "{layout}: {rect:?} and back to {place:?}");
        }
        let found = elements(bytes);
        let of =
            |kind: &'static str| found.iter().filter(move |(name, _)| name == kind).map(|(_, below)| below.clone());
        assert_eq!(of("Note").count(), 3, "{layout}");
        assert!(of("Note").all(|below| below.first().is_some_and(|first| first == "Lbl")), "{layout}");
    }
}
