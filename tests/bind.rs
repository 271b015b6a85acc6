//! An old text brought into the system: from its words and the table alone.

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
use banxin::figures::bind::{Suggestion, bind};
use banxin::figures::{FigureTable, Filled};
use std::collections::BTreeMap;

const REVIEW: &str = include_str!("../data/annual-review-2021/review.yaml");
const FIGURES: &str = include_str!("../data/annual-review-2021/figures.csv");
const ORIGINAL: &str = include_str!("data/annual-review-2021/source.txt");
/// A second text, of another trade, whose right bindings are written into it as `$(id:form)`.
const SECOND: &str = include_str!("data/harvest-report/report.yaml");
const SECOND_FIGURES: &str = include_str!("data/harvest-report/figures.csv");

fn filled(review: &str, figures: &str) -> Filled {
    let mut files = MemoryFiles::default();
    files.0.insert("review.yaml".into(), review.into());
    files.0.insert("figures.csv".into(), figures.into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut document = banxin::content::read("review.yaml", &files, &mut sources, &mut findings).expect("it reads");
    let table = banxin::figures::load(&document, &files, &mut sources, &mut findings);
    let told: Vec<String> = findings.iter().map(|finding| finding.message.en.clone()).collect();
    let filled = banxin::figures::fill(&mut document, table.expect("its table reads"), &mut findings);
    filled.unwrap_or_else(|| panic!("{told:?}"))
}

/// Ids by the digits' place in the text: the right answers, from a source that is bound.
fn answers(filled: &Filled, text: &str) -> BTreeMap<usize, String> {
    let mut answers = BTreeMap::new();
    let mut from = 0;
    for (number, prose) in filled.prose.iter().enumerate() {
        // The paragraph in the plain text; captions, labels and heads of the table are not in it.
        if !filled.bindings.iter().any(|binding| binding.text.0 as usize == number) {
            continue;
        }
        let Some(at) = text.get(from..).and_then(|rest| rest.find(&*prose.text)) else { continue };
        let start = from + at;
        for binding in filled.bindings.iter().filter(|binding| binding.text.0 as usize == number) {
            let written = &prose.text[binding.range.start as usize..binding.range.end as usize];
            let digits =
                written.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c)).unwrap_or(0);
            let place = start + binding.range.start as usize + digits;
            answers.insert(place, filled.table.rows[binding.row as usize].id.value.clone());
        }
        from = start + prose.text.len();
    }
    answers
}

/// Right, wrong and missed bindings.
fn score(
    text: &str,
    table: &FigureTable,
    answers: &BTreeMap<usize, String>,
    counted: impl Fn(&str) -> bool,
) -> (usize, Vec<String>, Vec<String>) {
    let found = bind(text, table);
    let place = |suggestion: &Suggestion| {
        let written = &text[suggestion.range.clone()];
        suggestion.range.start
            + written.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c)).unwrap_or(0)
    };
    let mut wrong = Vec::new();
    let mut right = Vec::new();
    for suggestion in &found {
        let id = &table.rows[suggestion.row as usize].id.value;
        match answers.get(&place(suggestion)) {
            Some(answer) if answer == id => right.push(place(suggestion)),
            answer => wrong.push(format!("{} → {id}, not {answer:?}", &text[suggestion.range.clone()])),
        }
    }
    let missed = answers.iter().filter(|(at, id)| !right.contains(at) && counted(id));
    let missed = missed.map(|(at, id)| format!("{id}: {}", text[*at..].chars().take(12).collect::<String>())).collect();
    (right.iter().filter(|at| counted(&answers[at])).count(), wrong, missed)
}

#[test]
fn the_sample_is_bound_from_its_plain_text() {
    let filled = filled(REVIEW, FIGURES);
    let text = ORIGINAL.replace("李建中\n\n先后", "李建中先后");
    let answers = answers(&filled, &text);
    let data = |id: &str| !["year.report", "count.down", "count.up", "links"].contains(&id);
    assert_eq!(answers.values().filter(|id| data(id)).count(), 52);
    let (right, wrong, missed) = score(&text, &filled.table, &answers, data);
    assert!(wrong.is_empty(), "wrong: {wrong:#?}");
    assert!(right >= 50, "{right} right; missed: {missed:#?}");
}

#[test]
fn the_sample_is_bound_with_its_break_too() {
    let filled = filled(REVIEW, FIGURES);
    let text = ORIGINAL;
    let found = bind(text, &filled.table);
    assert!(found.iter().any(|suggestion| suggestion.reference == "$(leader.notes:han-unit)"));
}

#[test]
fn a_second_text_is_bound_as_well() {
    let filled = filled(SECOND, SECOND_FIGURES);
    let text: String = filled.prose.iter().map(|prose| prose.text.to_string() + "\n").collect();
    let answers = answers(&filled, &text);
    assert!(answers.len() >= 40, "{}", answers.len());
    let (right, wrong, missed) = score(&text, &filled.table, &answers, |_| true);
    assert!(wrong.is_empty(), "wrong: {wrong:#?}");
    assert!(right * 100 >= answers.len() * 95, "{right} of {}; missed: {missed:#?}", answers.len());
}

/// Further texts of the kinds that are written every year, each with its traps; the right answers
/// stand in them as `$(id:form)`, the text that is bound has none.
const TEXTS: &[(&str, &str, &str)] = &[
    (
        "statistics-bulletin",
        include_str!("data/statistics-bulletin/report.yaml"),
        include_str!("data/statistics-bulletin/figures.csv"),
    ),
    ("court-report", include_str!("data/court-report/report.yaml"), include_str!("data/court-report/figures.csv")),
    (
        "transport-review",
        include_str!("data/transport-review/report.yaml"),
        include_str!("data/transport-review/figures.csv"),
    ),
];

#[test]
fn texts_with_traps_are_bound_and_nothing_wrongly() {
    let mut report = String::new();
    let mut failed = false;
    for (name, review, figures) in TEXTS {
        let filled = filled(review, figures);
        let text: String = filled.prose.iter().map(|prose| prose.text.to_string() + "\n").collect();
        let answers = answers(&filled, &text);
        assert!(answers.len() >= 40, "{name}: {}", answers.len());
        let (right, wrong, missed) = score(&text, &filled.table, &answers, |_| true);
        failed |= !wrong.is_empty() || right * 100 < answers.len() * 95;
        report += &format!("{name}: {right} of {}; wrong {wrong:#?}; missed {missed:#?}\n", answers.len());
    }
    eprintln!("{report}");
    assert!(!failed, "{report}");
}

/// What is suggested writes the same characters.
#[test]
fn a_suggestion_changes_no_character() {
    let filled = filled(REVIEW, FIGURES);
    for suggestion in bind(ORIGINAL, &filled.table) {
        let name = suggestion.reference.trim_start_matches("$(").trim_end_matches(')');
        let form = name.split_once(':').map_or("", |(_, form)| form);
        let form = banxin::figures::forms::Form::named(form).expect("a form");
        let written =
            banxin::figures::forms::write(&filled.table.rows[suggestion.row as usize], form).ok().expect("it writes");
        assert_eq!(written, ORIGINAL[suggestion.range.clone()]);
    }
}

/// Every row with its places; and the numbers that are left to hand: names, labels, ordinals.
#[test]
fn the_ledger_of_the_sample() {
    let filled = filled(REVIEW, FIGURES);
    let ledger = banxin::figures::ledger(&filled);
    let places = |id: &str| -> Vec<&str> {
        let entry = ledger.iter().find(|entry| entry.figure.id.value == id).expect("its row");
        entry
            .places
            .iter()
            .map(|(span, written)| {
                assert!(REVIEW[span.start as usize..span.end as usize].starts_with(&format!("$({id}")));
                *written
            })
            .collect()
    };
    assert_eq!(places("cctv.points"), ["1.3万余个", "1.3万余个"]);
    assert_eq!(places("suspects.yoy"), ["下降9.6%"]);
    assert!(ledger.iter().all(|entry| !entry.places.is_empty()), "every row is stated");
    let loose: Vec<&str> = banxin::figures::loose(&filled).into_iter().map(|(_, written)| written).collect();
    assert_eq!(loose, ["100", "1.35", "100", "326", "3.31", "110", "110", "1.35"]);
}

/// A source half bound: what is still free is suggested where it stands, and nothing twice.
#[test]
fn the_rest_of_a_source_is_suggested_in_its_place() {
    let source = REVIEW.replacen("$(school.posts:unit)", "380个", 1).replacen("$(leader.notes:han-unit)", "三次", 1);
    let filled = filled(&source, FIGURES);
    let found = banxin::figures::bind::suggest(&filled);
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|place| (&source[place.span.start as usize..place.span.end as usize], place.reference.as_str()))
        .collect();
    assert_eq!(shown, [("三次", "$(leader.notes:han-unit)"), ("380个", "$(school.posts:unit)")]);
}
