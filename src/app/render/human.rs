//! The source text with the fault underlined; wide characters count two cells.

use super::{Report, short, tame};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use banxin::base::{Finding, Severity, Sources, Span};
use std::collections::BTreeMap;
use std::ops::Range;

pub fn render(report: &Report<'_>) -> String {
    let renderer = if report.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.findings {
        let count = shown.entry(finding.code.0).or_default();
        *count += 1;
        if *count <= WHOLE {
            out.push_str(&renderer.render(&[group(report, finding)]));
            out.push_str("\n\n");
        } else {
            short::line(report, finding, &mut out);
        }
    }
    out
}

/// Findings of one code that are shown with their text; of the rest each has its line. Who reads the
/// fifty-first needs its place, not the explanation again.
const WHOLE: usize = 50;

fn group<'a>(report: &'a Report<'_>, finding: &'a Finding) -> Group<'a> {
    let lang = report.lang;
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(lang.pick("错误", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("警告", "warning")),
        Severity::Info => Level::INFO.with_name(lang.pick("提示", "info")),
    };
    let title = level.primary_title(tame(lang.of(&finding.message))).id(finding.code.0);
    let mut group = Group::with_title(title);
    if finding.span.is_none() {
        group = group.element(Origin::path(tame(report.whole)));
    }
    if let Some(span) = finding.span {
        let same = finding.related.iter().filter(|(other, _)| near(report.sources, span, *other));
        let window = window(report.sources, same.clone().fold(span, |all, (other, _)| join(all, *other)));
        let mut snippet = snippet(report, span, &window).annotation(AnnotationKind::Primary.span(window.of(span)));
        for (other, words) in same {
            let label = tame(lang.of(words));
            snippet = snippet.annotation(AnnotationKind::Context.span(window.of(*other)).label(label));
        }
        group = group.element(snippet);
    }
    let far = |other: Span| finding.span.is_none_or(|span| !near(report.sources, span, other));
    for (other, words) in finding.related.iter().filter(|(other, _)| far(*other)) {
        let window = window(report.sources, *other);
        let annotation = AnnotationKind::Context.span(window.of(*other)).label(tame(lang.of(words)));
        group = group.element(snippet(report, *other, &window).annotation(annotation));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name(lang.pick("办法", "help")).message(tame(lang.of(help))));
    }
    group
}

fn snippet<'a>(
    report: &'a Report<'_>,
    span: Span,
    window: &Window<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut file = (report.shown)(report.sources.name(span.source));
    if let Some(cell) = report.sources.cell(span) {
        file = tame(&format!("{file}:{cell}"));
    }
    Snippet::source(window.text).line_start(window.line).path(file).fold(true)
}

/// Most lines between two places that are still shown in one piece.
const NEAR: usize = 6;

fn near(sources: &Sources, a: Span, b: Span) -> bool {
    a.source == b.source && sources.position(a).line.abs_diff(sources.position(b).line) <= NEAR
}

fn join(a: Span, b: Span) -> Span {
    Span { source: a.source, start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Most characters underlined: the beginning tells which sentence is meant, a paragraph of 500
/// characters printed whole hides the message.
const UNDERLINED: usize = 30;

/// The whole lines around a span: a source of nine megabytes is not laid out for one fault.
struct Window<'a> {
    text: &'a str,
    line: usize,
    start: usize,
}

impl Window<'_> {
    /// A span inside the window, on character edges; of a long one its beginning.
    fn of(&self, span: Span) -> Range<usize> {
        let inside = |at: u32| self.text.floor_char_boundary((at as usize).saturating_sub(self.start));
        let (start, end) = (inside(span.start), inside(span.end.max(span.start)));
        let shown = self.text.get(start..end).and_then(|text| text.char_indices().nth(UNDERLINED));
        start..shown.map_or(end, |(length, _)| start + length)
    }
}

fn window(sources: &Sources, span: Span) -> Window<'_> {
    let text = sources.text(span.source);
    let edge = |at: u32| text.floor_char_boundary(at as usize);
    let (first, last) = (edge(span.start), edge(span.end.max(span.start)));
    let start = text.get(..first).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| last + at);
    Window {
        text: text.get(start..end).unwrap_or(""),
        line: sources.position_at(span.source, start as u32).line,
        start,
    }
}
