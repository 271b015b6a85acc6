//! `banxin check`: what can be said of a source; writes nothing but the repairs asked for.

use super::args::{Check, Format};
use super::deny::Deny;
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, count_words, refuse, verdict};
use super::write::{self, Target};
use super::{patch, say_err, say_out};
use banxin::base::{Finding, Severity};
use banxin::{Job, Run, lint, say};
use std::io::IsTerminal;

/// Runs it.
pub fn run(args: &Check, lang: Lang) -> Exit {
    let typed = args.source.to_string_lossy();
    let place = match Place::open(&args.source, &args.fonts) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &typed, &args.report, lang),
    };
    let job = Job { layout: args.layout.as_deref(), ..place.job() };
    let mut run = if args.set { banxin::build(&job) } else { banxin::check(&job) };

    // Repairs: shown as a patch, or written and looked at again.
    if args.fix || args.diff {
        let repaired = repaired(&run, &place);
        if args.diff {
            say_out(&repaired.iter().map(|file| patch::of(&file.shown, &file.before, &file.after)).collect::<String>());
            return Exit::Done;
        }
        let path = |file: &Repaired| place.disk.path(&file.name);
        let targets = repaired.iter().map(|file| Target { path: path(file), bytes: file.after.as_bytes() });
        if let Err(write::WriteError { path, error }) = write::all(&targets.collect::<Vec<_>>()) {
            let path = path.to_string_lossy();
            let finding = Finding::io("I03", None, say!("写不了“{path}”：{error}", "cannot write \"{path}\": {error}"));
            return refuse(finding, &typed, &args.report, lang);
        }
        for file in &repaired {
            let words = lang.pick("处已改", "repaired");
            say_err(&format!("{}: {} {words}\n", file.shown, file.count));
        }
        run = banxin::check(&job);
    }

    // Errors are always denied; --deny adds to them.
    let mut deny = vec![Deny::AtLeast(Severity::Error)];
    deny.extend(args.report.deny.iter().cloned());
    let colour = std::io::stdout().is_terminal();
    let Verdict { text, exit, counts } =
        verdict(run.findings, &run.sources, Some(&place), &args.report, &deny, lang, colour);
    say_out(&text);
    if args.report.format == Format::Human {
        say_err(&format!("{typed}: {}\n", lang.of(&count_words(counts))));
    }
    exit
}

/// A file with its safe repairs made.
struct Repaired {
    name: String,
    shown: String,
    before: String,
    after: String,
    count: usize,
}

/// The files of the source's folder that have repairs. Built-in layouts and the manifest of the
/// fonts are not the author's to repair.
fn repaired(run: &Run, place: &Place) -> Vec<Repaired> {
    let mut files = Vec::new();
    for id in run.sources.ids() {
        let (name, before) = (run.sources.name(id), run.sources.text(id));
        let (after, count) = lint::apply(id, before, run.findings.iter());
        if count > 0 && place.disk.path(name).is_file() {
            let shown = place.disk.shown(name);
            files.push(Repaired { name: name.to_owned(), shown, before: before.to_owned(), after, count });
        }
    }
    files
}
