//! The sample, proved: its text is the original's, character for character, and its figures are bound.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the project's own files"
)]

use banxin::base::files::MemoryFiles;
use banxin::base::{Findings, Sources};
use banxin::content::{Block, BlockKind, Document, Text};
use banxin::figures::Filled;
use std::collections::BTreeSet;

const REVIEW: &str = include_str!("../data/annual-review-2021/review.yaml");
const FIGURES: &str = include_str!("../data/annual-review-2021/figures.csv");
/// The original as it was handed in.
const ORIGINAL: &str = include_str!("data/annual-review-2021/source.txt");

/// Rows that are not data figures: the year, and the lengths of lists.
const OTHERS: &[&str] = &["year.report", "count.down", "count.up", "links"];

fn read(figures: &str) -> (Document, Filled) {
    let mut files = MemoryFiles::default();
    files.0.insert("review.yaml".into(), REVIEW.into());
    files.0.insert("figures.csv".into(), figures.into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut document =
        banxin::content::read("review.yaml", &files, &mut sources, &mut findings).expect("the sample reads");
    let table = banxin::figures::load(&document, &files, &mut sources, &mut findings).expect("its table reads");
    let filled = banxin::figures::fill(&mut document, table, &mut findings).expect("every figure is there");
    let faults: Vec<String> = findings.iter().map(|finding| finding.message.en.clone()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    (document, filled)
}

/// The texts of the original: title, subtitle, headings, paragraphs, credit.
fn told(document: &Document) -> Vec<Vec<&Text>> {
    fn part(block: &Block) -> Option<Vec<&Text>> {
        match &block.kind {
            BlockKind::Heading(heading) => Some(heading.lead.iter().chain([&heading.main]).collect()),
            BlockKind::Paragraph(text) | BlockKind::Credit(text) => Some(vec![text]),
            _ => None,
        }
    }
    let mut told = vec![document.title.main.iter().collect(), document.title.sub.iter().collect()];
    told.extend(document.blocks.iter().filter_map(part));
    told
}

/// The resolved text, a paragraph a line; parts of headings and lines of the title part by a space.
fn resolved(document: &Document, filled: &Filled) -> String {
    let line = |parts: &Vec<&Text>| parts.iter().map(|text| &*filled.prose(text.id).text).collect::<Vec<_>>().join(" ");
    told(document).iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The original with its broken paragraph joined; the dash before the subtitle belongs to the style.
fn original() -> String {
    let joined = ORIGINAL.replace("李建中\n\n先后", "李建中先后").replace("\n——", "\n");
    joined.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_text_is_the_originals() {
    let (document, filled) = read(FIGURES);
    for (ours, theirs) in resolved(&document, &filled).lines().zip(original().lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(resolved(&document, &filled), original());
}

#[test]
fn every_figure_is_bound() {
    let (document, filled) = read(FIGURES);
    let told: BTreeSet<u32> = told(&document).iter().flatten().map(|text| text.id.0).collect();
    let stated: Vec<&str> = filled
        .bindings
        .iter()
        .filter(|binding| told.contains(&binding.text.0))
        .map(|binding| filled.table.rows[binding.row as usize].id.value.as_str())
        .filter(|id| !OTHERS.contains(id))
        .collect();
    assert_eq!(stated.len(), 52, "places");
    assert_eq!(stated.iter().collect::<BTreeSet<_>>().len(), 40, "distinct figures");
    assert_eq!(filled.table.rows.iter().filter(|row| !OTHERS.contains(&row.id.value.as_str())).count(), 40, "rows");
}

/// Another value in a cell is another value in every place, and nowhere else.
#[test]
fn a_changed_cell_changes_every_place() {
    let (document, filled) = read(FIGURES);
    let before = resolved(&document, &filled);
    // The length of a counted list is not free: the list counts it.
    for row in filled.table.rows.iter().filter(|row| row.list.is_empty()) {
        let line = FIGURES.lines().find(|line| line.starts_with(&format!("{},", row.id.value))).expect("its line");
        let changed = format!(",{},{},", "7", row.unit.value);
        let cell = format!(",{},{},", row.value.value.written, row.unit.value);
        let figures = FIGURES.replace(line, &line.replacen(&cell, &changed, 1));
        let (document, after) = read(&figures);
        let places = |filled: &Filled| {
            filled.bindings.iter().filter(|binding| filled.table.rows[binding.row as usize].id == row.id).count()
        };
        assert_eq!(places(&filled), places(&after), "{}", row.id.value);
        for binding in &after.bindings {
            let of = &after.table.rows[binding.row as usize];
            let text = &after.prose(binding.text).text[binding.range.start as usize..binding.range.end as usize];
            if of.id.value == row.id.value {
                assert!(text.contains('7') || text.contains('七'), "{} is stated as {text}", row.id.value);
            }
        }
        assert_ne!(before, resolved(&document, &after), "{}", row.id.value);
    }
}

/// Every place in the prose leads back to its `$(…)`, and every other character to itself.
#[test]
fn places_lead_back() {
    let (_, filled) = read(FIGURES);
    for prose in &filled.prose {
        for run in &prose.runs {
            let (start, end) = (run.range.start as usize, run.range.end as usize);
            let place = prose.place(start..end);
            let there = &REVIEW[place.start as usize..place.end as usize];
            match &run.origin {
                banxin::figures::Origin::Figure { .. } => {
                    assert!(there.starts_with("$(") && there.ends_with(')'), "{there}")
                }
                banxin::figures::Origin::Source(_) => assert_eq!(there, &prose.text[start..end]),
            }
        }
    }
}
