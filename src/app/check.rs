//! `banxin check`: everything that can be said of a source without writing anything.

use super::args::{Check, Format};
use super::deny::Deny;
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, count_words, refuse, verdict};
use super::{say_err, say_out};
use banxin::Job;
use banxin::base::Severity;
use std::io::IsTerminal;

/// Runs it.
pub fn run(args: &Check, lang: Lang) -> Exit {
    let place = match Place::open(&args.source, &args.fonts) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &args.source.to_string_lossy(), &args.report, lang),
    };
    let job = Job {
        source: &place.name,
        files: &place.disk,
        fonts: place.fonts.as_ref(),
        layout: args.layout.as_deref(),
        outputs: &[],
        jobs: 1,
        epoch: None,
        profiles: &[],
        impose: None,
        progress: &|_| {},
    };
    let run = banxin::check(&job);
    // Errors are always denied; --deny adds to them.
    let mut deny = vec![Deny::AtLeast(Severity::Error)];
    deny.extend(args.report.deny.iter().cloned());
    let colour = std::io::stdout().is_terminal();
    let Verdict { text, exit, counts } =
        verdict(run.findings, &run.sources, Some(&place), &args.report, &deny, lang, colour);
    say_out(&text);
    if args.report.format == Format::Human {
        say_err(&format!("{}: {}\n", place.typed, lang.of(&count_words(counts))));
    }
    exit
}
