//! `banxin diff`: what changed between two states, of sources in figures and words, of PDFs with
//! `--pages` in pictures.

#[cfg(feature = "preview")]
mod pages;
mod show;
mod words;

use super::args::{Diff, FontsFrom, Format, Report};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, refuse, verdict};
use super::{say_err, say_out, write};
use banxin::base::{Findings, Position, Sources, Span};
use banxin::figures::{Filled, compare};
use std::path::Path;

/// Runs it.
pub fn run(args: &Diff, lang: Lang) -> Exit {
    #[cfg(feature = "preview")]
    if args.pages || [&args.old, &args.new].iter().all(|path| path.extension().is_some_and(|ending| ending == "pdf")) {
        return pages::run(args, lang);
    }
    sources(args, lang)
}

/// A source, read and resolved.
struct State {
    place: Place,
    sources: Sources,
    filled: Filled,
}

impl State {
    fn read(path: &Path, lang: Lang) -> Result<State, Exit> {
        let report = Report { format: Format::Human, deny: Vec::new(), verbose: true };
        let place = Place::open(path, &FontsFrom { folder: None })
            .map_err(|finding| refuse(finding, &path.to_string_lossy(), &report, lang))?;
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        match banxin::read(&place.job(), &mut sources, &mut findings) {
            Some((_, filled)) => Ok(State { place, sources, filled }),
            None => {
                let Verdict { text, exit, .. } = verdict(findings, &sources, Some(&place), &report, &[], lang, false);
                say_err(&text);
                Err(exit)
            }
        }
    }

    /// `file:line:column` of a place.
    fn shown(&self, span: Span) -> String {
        let Position { line, column } = self.sources.position(span);
        format!("{}:{line}:{column}", self.place.disk.shown(self.sources.name(span.source)))
    }
}

/// Two sources.
fn sources(args: &Diff, lang: Lang) -> Exit {
    let (old, new) = match (State::read(&args.old, lang), State::read(&args.new, lang)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let figures = compare::compare(&old.filled.table, &new.filled.table);
    let (was, is) = (words::passages(&old.filled), words::passages(&new.filled));
    let changes = words::compare(&was, &is);
    let differences = show::Differences { old: &old, new: &new, figures: &figures, words: &changes, lang };

    if let Some(path) = &args.html {
        let html = differences.html(&args.old.to_string_lossy(), &args.new.to_string_lossy());
        if let Err(finding) = write::one(path, html.as_bytes()) {
            let report = Report { format: Format::Human, deny: Vec::new(), verbose: true };
            return refuse(finding, &path.to_string_lossy(), &report, lang);
        }
    }
    say_out(&differences.text());
    if figures.is_empty() && changes.is_empty() { Exit::Done } else { Exit::Denied }
}
