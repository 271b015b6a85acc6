//! `banxin figures`: the ledger of a source, and its numbers that could be bound.

use super::args::{Figures, FontsFrom, Format, ListFormat, Report as ReportArgs};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, refuse, verdict};
use super::{draft, repair, say_err, say_out};
use banxin::base::diag::Fix;
use banxin::base::{Findings, Position, Sources, Span};
use banxin::figures::{Filled, bind, ledger, loose};
use banxin::lint;
use serde::Serialize;

/// Grows when a field of the JSON changes its meaning.
const VERSION: u32 = 1;

/// Runs it.
pub fn run(args: &Figures, lang: Lang) -> Exit {
    let typed = args.source.to_string_lossy();
    let format = match args.format {
        ListFormat::Human => Format::Human,
        ListFormat::Json => Format::Json,
    };
    let report = ReportArgs { format, deny: Vec::new(), verbose: true };
    let place = match Place::open(&args.source, &FontsFrom { folder: None }) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &typed, &report, lang),
    };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (place, read) = match &args.table {
        Some(table) => {
            let place = Place { disk: place.disk.with(table), ..place };
            let read = banxin::read_with(&place.job(), &table.to_string_lossy(), &mut sources, &mut findings);
            (place, read)
        }
        None => {
            let read = banxin::read(&place.job(), &mut sources, &mut findings);
            (place, read)
        }
    };
    let Some((_, filled)) = read else {
        let Verdict { text, exit, .. } = verdict(findings, &sources, Some(&place), &report, &[], lang, false);
        say_err(&text);
        return exit;
    };

    // Bound as asked, or listed.
    let suggestions = bind::suggest(&filled);
    let fix = |place: &bind::Place| Fix { edits: vec![(place.span, place.reference.clone())] };
    let fixes: Vec<Fix> = suggestions.iter().map(fix).collect();
    if args.yaml {
        let Some(source) = sources.ids().next() else { return Exit::Done };
        let (text, _) = lint::edit(source, sources.text(source), &fixes);
        let table = args.table.as_ref().map_or_else(|| "figures.csv".into(), |table| table.to_string_lossy());
        say_out(&draft::of(&text, &table));
        return Exit::Done;
    }
    if args.bind || args.diff {
        let repaired = repair::of(&sources, &place, &fixes.iter().collect::<Vec<_>>());
        if args.diff {
            repair::show(&repaired);
        } else if let Err(finding) = repair::write(&repaired, &place, lang) {
            return refuse(finding, &typed, &report, lang);
        }
        return Exit::Done;
    }
    let listing = Listing::of(&filled, &suggestions, &sources, &place);
    say_out(&match args.format {
        ListFormat::Human => listing.human(lang),
        ListFormat::Json => serde_json::to_string_pretty(&listing).unwrap_or_default() + "\n",
    });
    Exit::Done
}

/// What there is to tell.
#[derive(Serialize)]
struct Listing<'a> {
    v: u32,
    figures: Vec<Row<'a>>,
    unbound: Vec<Stated<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    indicator: &'a str,
    value: &'a str,
    unit: &'a str,
    places: Vec<Stated<'a>>,
}

/// Characters of the text and where they stand in the source.
#[derive(Serialize)]
struct Stated<'a> {
    file: String,
    line: usize,
    column: usize,
    written: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

impl<'a> Listing<'a> {
    fn of(filled: &'a Filled, suggestions: &'a [bind::Place], sources: &'a Sources, place: &Place) -> Listing<'a> {
        let stated = |span: Span, written: &'a str, suggestion: Option<&'a str>| {
            let Position { line, column } = sources.position(span);
            Stated { file: place.disk.shown(sources.name(span.source)), line, column, written, suggestion }
        };
        let figures = ledger(filled).into_iter().map(|entry| Row {
            id: &entry.figure.id.value,
            indicator: &entry.figure.indicator.value,
            value: &entry.figure.value.value.written,
            unit: &entry.figure.unit.value,
            places: entry.places.into_iter().map(|(span, written)| stated(span, written, None)).collect(),
        });
        // A number within a suggestion is told with it.
        let touches = |a: Span, b: Span| a.source == b.source && a.start < b.end && b.start < a.end;
        let free = |span: &Span| !suggestions.iter().any(|suggestion| touches(suggestion.span, *span));
        let mut unbound: Vec<(Span, &str, Option<&str>)> =
            loose(filled).into_iter().filter(|(span, _)| free(span)).map(|(span, text)| (span, text, None)).collect();
        let suggested = |place: &'a bind::Place| (place.span, sources.snippet(place.span), Some(&*place.reference));
        unbound.extend(suggestions.iter().map(suggested));
        unbound.sort_by_key(|(span, ..)| *span);
        let unbound = unbound.into_iter().map(|(span, written, suggestion)| stated(span, written, suggestion));
        Listing { v: VERSION, figures: figures.collect(), unbound: unbound.collect() }
    }

    fn human(&self, lang: Lang) -> String {
        let mut out = String::new();
        for Row { id, indicator, value, unit, places } in &self.figures {
            out.push_str(&format!("{id}  {indicator}  {value}{unit}\n"));
            places.iter().for_each(|place| out.push_str(&place.human()));
            if places.is_empty() {
                out.push_str(lang.pick("  正文没有引用\n", "  not stated in the text\n"));
            }
        }
        if !self.unbound.is_empty() {
            out.push_str(lang.pick("\n未绑定的数字\n", "\nnumbers not bound\n"));
            self.unbound.iter().for_each(|place| out.push_str(&place.human()));
        }
        out
    }
}

impl Stated<'_> {
    fn human(&self) -> String {
        let Stated { file, line, column, written, suggestion } = self;
        let suggestion = suggestion.map(|reference| format!(" → {reference}")).unwrap_or_default();
        format!("  {file}:{line}:{column}: {written}{suggestion}\n")
    }
}
