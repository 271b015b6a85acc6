//! The sample, from its YAML to Word and back through an independent reader.

use crate::read_back::{expected, read, written};
use banxin::base::files::MemoryFiles;
use banxin::base::{Findings, Sources};
use banxin::style::{NodeKind, Styled};

const REVIEW: &str = include_str!("../../data/annual-review-2021/review.yaml");
const FIGURES: &str = include_str!("../../data/annual-review-2021/figures.csv");

/// Sources and layouts as the program would find them.
fn files() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    files.0.insert("review.yaml".into(), REVIEW.into());
    files.0.insert("figures.csv".into(), FIGURES.into());
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
    let files = files();
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let document = banxin::content::read("review.yaml", &files, &mut sources, &mut findings).unwrap();
    let table = banxin::figures::load(&document, &files, &mut sources, &mut findings).unwrap();
    let filled = banxin::figures::fill(&document, table, &mut findings).unwrap();
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
        comes_back(&layout);
    }
}

fn comes_back(layout: &str) {
    let styled = styled(layout);
    let (paragraphs, tables) = read(&written(&format!("review-{layout}"), &styled));
    assert_eq!(paragraphs, expected(&styled));
    let wanted = styled.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Table(table) => Some(table),
        _ => None,
    });
    for (table, read) in wanted.zip(&tables) {
        let rows: Vec<Vec<String>> = table
            .head
            .iter()
            .chain(&table.body)
            .map(|row| row.cells.iter().map(|cell| cell.para.text.to_string()).collect())
            .collect();
        assert_eq!(&rows, read);
    }
    assert_eq!(tables.len(), 1);
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
