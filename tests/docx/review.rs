//! The sample and the long document, from their YAML to Word and back through an independent reader.

use crate::read_back::{expected, read, seen, written};
use banxin::base::files::MemoryFiles;
use banxin::base::{Findings, Sources};
use banxin::style::{NodeKind, Styled, Table};

const SAMPLE: &str = "data/annual-review-2021";
/// Chapters, nested lists, notes, long tables, pictures, charts, boxes.
const LONG: &str = "tests/data/provident-fund-2023";

/// A source's folder, and layouts, as the program would find them.
fn files(folder: &str) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for entry in std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        files.0.insert(name.to_owned(), std::fs::read(&path).unwrap());
    }
    let layouts = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts");
    for entry in std::fs::read_dir(layouts).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        files.0.insert(format!("layouts/{name}"), std::fs::read(&path).unwrap());
        files.0.insert(name.to_owned(), std::fs::read(&path).unwrap());
    }
    files
}

/// The sample in a layout.
pub fn styled(layout: &str) -> Styled {
    of(SAMPLE, layout)
}

/// A project's source in a layout, as lowered.
pub fn of(folder: &str, layout: &str) -> Styled {
    let files = files(folder);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut document = banxin::content::read("review.yaml", &files, &mut sources, &mut findings).unwrap();
    let table = banxin::figures::load(&document, &files, &mut sources, &mut findings).unwrap();
    let filled = banxin::figures::fill(&mut document, table, &mut findings).unwrap();
    let sheet = banxin::style::load_layout(layout, None, &files, &mut sources, &mut findings).unwrap();
    banxin::style::lower(&document, &filled, sheet, &files, &mut findings).unwrap()
}

/// Every layout that stands in `layouts/` by itself.
fn layouts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .filter(|name| name != "common")
        .collect();
    names.sort();
    assert!(names.contains(&"bulletin".to_owned()));
    names
}

#[test]
fn the_sample_comes_back_whole_in_every_layout() {
    for layout in layouts() {
        assert_eq!(comes_back("review", SAMPLE, &layout), 1);
    }
}

#[test]
fn the_long_document_comes_back_whole_in_every_layout() {
    for layout in layouts() {
        assert!(comes_back("long", LONG, &layout) > 5);
    }
}

/// Written, read by docx-rs, equal; how many tables there were.
fn comes_back(name: &str, folder: &str, layout: &str) -> usize {
    let styled = of(folder, layout);
    let (paragraphs, tables) = read(&written(&format!("{name}-{layout}"), &styled));
    let wanted = expected(&styled);
    let differs = paragraphs.iter().zip(&wanted).find(|(read, wanted)| read != wanted);
    assert_eq!((differs, paragraphs.len()), (None, wanted.len()), "{name} in {layout}");
    // A frame is a table of one cell, which may hold more than docx-rs gives back.
    let wanted = styled.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Table(table) => Some(Some(table.as_ref())),
        NodeKind::Box(_) => Some(None),
        _ => None,
    });
    let wanted: Vec<Option<&Table>> = wanted.collect();
    assert_eq!(wanted.len(), tables.len(), "{name} in {layout}");
    for (table, read) in wanted.iter().zip(&tables) {
        let Some(table) = table else { continue };
        // Rows that a cell above reaches into hold an empty cell that says so.
        let full = |cells: Vec<String>| cells.into_iter().filter(|text| !text.is_empty()).collect();
        let read: Vec<Vec<String>> = read.iter().cloned().map(full).collect();
        let rows = table.head.iter().chain(&table.body);
        let rows: Vec<Vec<String>> =
            rows.map(|row| full(row.cells.iter().map(|cell| seen(&cell.para)).collect())).collect();
        assert_eq!(rows, read, "{name} in {layout}");
    }
    tables.len()
}

#[test]
fn every_figure_of_the_sample_is_anchored() {
    let styled = styled("bulletin");
    let bytes = written("review-anchors", &styled);
    let document = crate::package::parts(&bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    let document = String::from_utf8(document).unwrap();
    for (index, figure) in styled.figures.iter().enumerate() {
        let name = format!("\"f_{}_{}\"", figure.id.replace(['.', '-'], "_"), figure.occurrence);
        assert_eq!(document.matches(&name).count(), 1, "{index}: {name}");
    }
}
