//! Recall and noise on whole bulletins: `tests/lint/slips/*.txt`, each slip marked `⟦wrong⇒right|CODE/CODE⟧`;
//! a `⏎` in the wrong words breaks the paragraph there.
//!
//! Every text is read twice. With the wrong words in it, the checks must find the marked places;
//! with the right words, an error or a warning is noise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs
)]

mod reader;

use banxin::base::files::MemoryFiles;
use banxin::base::{Finding, Findings, Severity, Sources};
use banxin::lint::{self, Config};
use reader::quoted;
use std::fmt::Write as _;
use std::fs;

/// A slip as planted: where it stands in the wrong text, and the codes that may name it.
#[derive(Debug)]
struct Slip {
    line: usize,
    /// Characters of the line, from 0, end exclusive.
    from: usize,
    to: usize,
    wrong: String,
    right: String,
    codes: Vec<String>,
}

/// One bulletin, with its slips and without.
struct Bulletin {
    name: String,
    year: Option<String>,
    figures: String,
    wrong: Vec<String>,
    right: Vec<String>,
    slips: Vec<Slip>,
}

fn bulletins(text: &str) -> Vec<Bulletin> {
    let mut all: Vec<Bulletin> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            all.push(Bulletin {
                name: name.into(),
                year: None,
                figures: String::new(),
                wrong: vec![],
                right: vec![],
                slips: vec![],
            });
            continue;
        }
        let Some(bulletin) = all.last_mut() else { continue };
        if let Some(year) = line.strip_prefix("year: ") {
            bulletin.year = Some(year.into());
        } else if let Some(row) = line.strip_prefix("= ") {
            bulletin.figures += row;
            bulletin.figures.push('\n');
        } else if !line.is_empty() {
            bulletin.take(line);
        }
    }
    all
}

impl Bulletin {
    fn take(&mut self, line: &str) {
        let (mut wrong, mut right) = (String::new(), String::new());
        let mut rest = line;
        while let Some((before, mark)) = rest.split_once('⟦') {
            let (mark, after) = mark.split_once('⟧').unwrap_or_else(|| panic!("⟦ left open: {line}"));
            let (bad, cure) = mark.split_once('⇒').unwrap_or_else(|| panic!("no ⇒ in {mark}"));
            let (good, codes) = cure.rsplit_once('|').unwrap_or_else(|| panic!("no code in {mark}"));
            wrong += before;
            right += before;
            let from = wrong.chars().count();
            wrong += bad;
            right += good;
            self.slips.push(Slip {
                line: self.wrong.len(),
                from,
                to: from + bad.chars().take_while(|&c| c != '⏎').count(),
                wrong: bad.into(),
                right: good.into(),
                // A wrong word and a variant that is not recommended are one thing to the reader.
                codes: codes.replace("W02", "W03").replace("W03", "W02/W03").split('/').map(str::to_owned).collect(),
            });
            rest = after;
            // A paragraph broken where it should go on.
            while let Some((paragraph, next)) = wrong.split_once('⏎') {
                self.wrong.push(paragraph.to_owned());
                wrong = next.to_owned();
            }
        }
        self.wrong.push(wrong + rest);
        self.right.push(right + rest);
    }

    fn check(&self, lines: &[String]) -> Checked {
        let meta = self.year.as_ref().map_or(String::new(), |year| format!("  year: \"{year}\"\n"));
        let mut source = format!("title: {}\nmeta:\n  language: zh-CN\n{meta}layout: bulletin\n", quoted(&self.name));
        let mut files = MemoryFiles::default();
        if !self.figures.is_empty() {
            source += "figures: figures.csv\n";
            files.0.insert("figures.csv".into(), self.figures.clone().into_bytes());
        }
        source += "body:\n";
        let first = source.lines().count();
        // Column, less one, at which a line's own text begins in the source.
        let mut starts = Vec::new();
        for line in lines {
            let (shape, text) = if let Some(text) = line.strip_prefix("## ") {
                ("  - heading: ", quoted(text))
            } else if let Some(text) = line.strip_prefix("### ") {
                ("  - heading: {level: 2, main: ", quoted(text) + "}")
            } else if let Some(text) = line.strip_prefix(": ") {
                ("  - ", text.to_owned())
            } else {
                ("  - paragraph: ", quoted(line))
            };
            let marks = if line.starts_with('#') { line.chars().take_while(|&c| c != ' ').count() + 1 } else { 0 };
            let marks = if line.starts_with(": ") { 2 } else { marks };
            let quote = usize::from(!line.starts_with(": "));
            starts.push((shape.chars().count() + quote, marks));
            writeln!(source, "{shape}{text}").unwrap();
        }
        files.0.insert("a.yaml".into(), source.into_bytes());
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let mut document = banxin::content::read("a.yaml", &files, &mut sources, &mut findings)
            .unwrap_or_else(|| panic!("{}: {findings:?}", self.name));
        let table = banxin::figures::load(&document, &files, &mut sources, &mut findings)
            .unwrap_or_else(|| panic!("{}: {findings:?}", self.name));
        let filled = banxin::figures::fill(&mut document, table, &mut findings)
            .unwrap_or_else(|| panic!("{}: {findings:?}", self.name));
        let mut checks = Findings::default();
        lint::check(&document, &filled, &sources, &Config::default(), &mut checks);
        let found = checks
            .sorted(&sources)
            .into_iter()
            .map(|finding| {
                let at = finding.span.map(|span| sources.position(span));
                let shown = finding.span.map_or(String::new(), |span| sources.snippet(span).to_owned());
                let (line, column) = at.map_or((0, 0), |at| (at.line, at.column));
                let line = (line as isize - first as isize - 1).max(-1);
                let (line, from) = match usize::try_from(line).ok().and_then(|line| starts.get(line).map(|s| (line, s)))
                {
                    Some((line, &(start, marks))) => (Some(line), (column + marks).saturating_sub(start + 1)),
                    None => (None, 0),
                };
                Found { line, from, to: from + shown.chars().count(), shown, finding }
            })
            .collect();
        Checked { found }
    }
}

struct Checked {
    found: Vec<Found>,
}

struct Found {
    line: Option<usize>,
    from: usize,
    to: usize,
    shown: String,
    finding: Finding,
}

impl Found {
    /// Whether it speaks of the slip's own characters; a slip of something left out may be told at its neighbour.
    fn meets(&self, slip: &Slip) -> bool {
        self.line == Some(slip.line) && self.from <= slip.to && slip.from <= self.to
    }
}

/// What a set gives: slips found by a code that names them, slips missed, findings that are noise.
#[derive(Default)]
struct Measure {
    slips: usize,
    named: usize,
    met: usize,
    noise: usize,
    extra: usize,
    told: String,
}

fn measure(path: &str) -> Measure {
    let mut of = Measure::default();
    for bulletin in bulletins(&fs::read_to_string(path).unwrap()) {
        let name = bulletin.name.clone();
        let wrong = bulletin.check(&bulletin.wrong);
        for slip in &bulletin.slips {
            of.slips += 1;
            let here: Vec<&Found> = wrong
                .found
                .iter()
                .filter(|found| {
                    // Told at the other half: the mark that is there, the total, the number of a list.
                    let code = found.finding.code.0;
                    let halves = ["P08", "N14", "N01"].contains(&code) && found.line == Some(slip.line);
                    found.meets(slip) || halves && slip.codes.iter().any(|other| other == code)
                })
                .filter(|found| {
                    found.finding.severity < Severity::Info
                        || slip.codes.iter().any(|code| code == found.finding.code.0)
                })
                .collect();
            let named = here.iter().any(|found| slip.codes.iter().any(|code| code == found.finding.code.0));
            of.named += usize::from(named);
            of.met += usize::from(!here.is_empty());
            if !named {
                let codes: Vec<&str> = here.iter().map(|found| found.finding.code.0).collect();
                writeln!(of.told, "{name}: missed {} → {} {:?}, told {codes:?}", slip.wrong, slip.right, slip.codes)
                    .unwrap();
            }
        }
        for found in &wrong.found {
            if found.finding.severity < Severity::Info
                && !bulletin.slips.iter().any(|slip| {
                    found.meets(slip)
                        || found.line == Some(slip.line) && slip.codes.iter().any(|code| code == found.finding.code.0)
                })
            {
                of.extra += 1;
                writeln!(
                    of.told,
                    "{name}: elsewhere {} «{}» {}",
                    found.finding.code, found.shown, found.finding.message.zh
                )
                .unwrap();
            }
        }
        for found in &bulletin.check(&bulletin.right).found {
            if found.finding.severity < Severity::Info {
                of.noise += 1;
                writeln!(
                    of.told,
                    "{name}: noise {} «{}» {}",
                    found.finding.code, found.shown, found.finding.message.zh
                )
                .unwrap();
            }
        }
    }
    of
}

/// What is told of a set: `-- --nocapture` shows what was missed.
fn holds(path: &str, least: usize) {
    let of = measure(path);
    println!("{}", of.told);
    println!(
        "{path}: {} slips, {} found by name, {} met; {} found elsewhere; {} noise",
        of.slips, of.named, of.met, of.extra, of.noise
    );
    assert!(of.named >= least, "{} of {} slips found, {least} are the least:\n{}", of.named, of.slips, of.told);
    assert_eq!((of.extra, of.noise), (0, 0), "noise:\n{}", of.told);
}

#[test]
fn the_first_set() {
    holds("tests/lint/slips/first.txt", 144);
}

#[test]
fn the_second_set() {
    holds("tests/lint/slips/second.txt", 108);
}

#[test]
fn the_third_set() {
    holds("tests/lint/slips/third.txt", 197);
}

#[test]
fn the_fourth_set() {
    holds("tests/lint/slips/fourth.txt", 70);
}

#[test]
fn the_fifth_set() {
    holds("tests/lint/slips/fifth.txt", 91);
}

#[test]
fn the_sixth_set() {
    holds("tests/lint/slips/sixth.txt", 110);
}

#[test]
fn the_seventh_set() {
    holds("tests/lint/slips/seventh.txt", 93);
}

#[test]
fn the_eighth_set() {
    holds("tests/lint/slips/eighth.txt", 77);
}

#[test]
fn the_ninth_set() {
    holds("tests/lint/slips/ninth.txt", 65);
}

#[test]
fn the_tenth_set() {
    holds("tests/lint/slips/tenth.txt", 56);
}

#[test]
fn the_eleventh_set() {
    holds("tests/lint/slips/eleventh.txt", 42);
}

#[test]
fn the_twelfth_set() {
    holds("tests/lint/slips/twelfth.txt", 75);
}

#[test]
fn bulletins_without_slips_are_silent() {
    holds("tests/lint/slips/clean.txt", 0);
}

#[test]
fn the_thirteenth_set() {
    holds("tests/lint/slips/thirteenth.txt", 72);
}

/// Prints what is found in a text from elsewhere: `SLIPS_TEXT=file cargo test --test slips -- --ignored --nocapture`.
#[test]
#[ignore = "a tool: it needs a text"]
fn elsewhere() {
    let Ok(path) = std::env::var("SLIPS_TEXT") else { return };
    let of = measure(&path);
    println!("{}", of.told);
    println!(
        "{} slips, {} found by name, {} met; {} elsewhere; {} noise",
        of.slips, of.named, of.met, of.extra, of.noise
    );
}
