//! The county's letter, which has each block of newspapers and books once: its archive files are sound, and what
//! leads somewhere leads there.

use crate::layouts::{LAYOUTS, built, elements};
use banxin::base::Severity;
use banxin::pdf::Profile;

const GAZETTE: &str = "tests/data/county-gazette";

#[test]
fn archive_and_press_files_have_no_fault() {
    for layout in LAYOUTS.into_iter().chain(["ends.yaml", "chapters.yaml", "roman.yaml"]) {
        let run = built(GAZETTE, layout, &[Profile::Archive, Profile::Press]);
        // G17, G19: a letter this short leaves a newspaper's columns ten lines, in which a head of three finds no level
        // place: it goes over them, or a stretch in columns of its own is left as it is.
        let errors: Vec<String> = run
            .findings
            .iter()
            .filter(|finding| {
                finding.severity == Severity::Error
                    || finding.code.0.starts_with('G') && !["G17", "G19"].contains(&finding.code.0)
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

/// ISO 32000-1, 14.8.4.4.3: base and reading; and what stands out is told apart.
#[test]
fn readings_and_emphasis_have_their_elements() {
    let run = built(GAZETTE, "bulletin", &[Profile::Screen]);
    let bytes = &run.outputs[0].bytes;
    let found = elements(bytes);
    let of = |kind: &'static str| found.iter().filter(move |(name, _)| name == kind).map(|(_, below)| below.clone());
    assert_eq!(of("Ruby").collect::<Vec<_>>(), [["RB", "RT"]]);
    assert_eq!((of("Em").count(), of("Strong").count()), (1, 1));
    // The reading is told whole, and no page draws it as an artifact.
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let text = |object: &lopdf::Object| match object {
        lopdf::Object::String(bytes, _) => lopdf::decode_text_string(object).unwrap_or_else(|_| format!("{bytes:?}")),
        other => panic!("{other:?}"),
    };
    let readings = document.objects.values().filter_map(|object| object.as_dict().ok());
    let readings =
        readings.filter(|dict| dict.get(b"S").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"RT")));
    let readings: Vec<_> = readings.map(|dict| (text(dict.get(b"ActualText").unwrap()), dict.has(b"K"))).collect();
    assert_eq!(readings, [("chóng xiū".to_owned(), true)]);
}

/// Pages before the body are counted i, ii, …: in the labels of the file, in the contents, on the pages.
#[test]
fn pages_before_the_body_are_counted_by_themselves() {
    let run = built(GAZETTE, "roman.yaml", &[Profile::Screen]);
    let made = run.made.unwrap();
    let labels: Vec<&str> = made.pages.pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels[..5], ["i", "ii", "iii", "iv", "1"], "{labels:?}");
    assert_eq!(made.labels.0.get("heading-1").map(String::as_str), Some("1"));
    assert_eq!(made.labels.0.get("imprint-1").map(String::as_str), Some("ii"));
    let document = lopdf::Document::load_mem(&run.outputs[0].bytes).unwrap();
    let catalog = document.catalog().unwrap();
    let labels = document.dereference(catalog.get(b"PageLabels").unwrap()).unwrap().1.as_dict().unwrap();
    let ranges = labels.get(b"Nums").unwrap().as_array().unwrap();
    let style = |at: usize| ranges[at].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap();
    assert_eq!(ranges.len(), 4, "{ranges:?}");
    assert_eq!((ranges[0].as_i64().unwrap(), style(1)), (0, b"r".as_slice()));
    assert_eq!((ranges[2].as_i64().unwrap(), style(3)), (4, b"D".as_slice()));
}
