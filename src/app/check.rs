//! `banxin check`: what can be said of a source; writes nothing but the repairs asked for.

use super::args::{Check, Format, Report};
use super::deny::Deny;
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, count_words, refuse, verdict};
use super::{repair, say_err, say_out};
use banxin::Job;
use banxin::base::Severity;
use std::io::IsTerminal;

/// Runs it.
pub fn run(args: &Check, lang: Lang) -> Exit {
    let typed = args.source.to_string_lossy();
    let place = match Place::open(&args.source, &args.fonts) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &typed, &args.report, lang),
    };
    let job = Job { layout: args.layout.as_deref(), pages: args.set, ..place.job() };
    let mut run = if args.set { banxin::build(&job) } else { banxin::check(&job) };

    // Repairs: shown as a patch, or written and looked at again.
    if args.fix || args.diff {
        let fixes = run.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let repaired = repair::of(&run.sources, &place, &fixes.collect::<Vec<_>>());
        if args.diff {
            repair::show(&repaired);
            return Exit::Done;
        }
        if let Err(finding) = repair::write(&repaired, &place, lang) {
            return refuse(finding, &typed, &args.report, lang);
        }
        run = banxin::check(&job);
    }

    // Errors are always denied; --deny adds to them.
    let mut deny = vec![Deny::AtLeast(Severity::Error)];
    deny.extend(args.report.deny.iter().cloned());
    let colour = std::io::stdout().is_terminal();
    let Verdict { text, exit, counts } = verdict(
        run.findings,
        &run.sources,
        Some(&place),
        &Report { verbose: true, ..args.report.clone() },
        &deny,
        lang,
        colour,
    );
    say_out(&text);
    if args.report.format == Format::Human {
        say_err(&format!("{typed}: {}\n", lang.of(&count_words(counts))));
    }
    exit
}
