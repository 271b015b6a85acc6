//! NDJSON: one object a finding. `"v"` grows when a field changes its meaning; new fields may
//! come at any time.

use super::{Place, Report, keyword};
use banxin::base::{Span, diag::Class, diag::Words};
use serde::Serialize;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    code: &'a str,
    severity: &'static str,
    class: &'static str,
    #[serde(flatten)]
    place: Where,
    message: Both<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Both<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Where {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// Bytes of the file; absent when the finding has no place of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Where,
    message: Both<'a>,
}

pub fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let related = finding.related.iter();
        let line = Line {
            v: VERSION,
            code: finding.code.0,
            severity: keyword(finding.severity),
            class: class(finding.class),
            place: place(report, finding.span),
            message: both(&finding.message),
            help: finding.help.as_ref().map(both),
            related: related.map(|(s, w)| Related { place: place(report, Some(*s)), message: both(w) }).collect(),
        };
        if let Ok(json) = serde_json::to_string(&line) {
            out.push_str(&json);
            out.push('\n');
        }
    }
    out
}

fn place(report: &Report<'_>, span: Option<Span>) -> Where {
    let Place { file, start, end } = report.place(span);
    let bytes = span.map(|span| [span.start, span.end]);
    Where { file, line: start.line, column: start.column, end_line: end.line, end_column: end.column, bytes }
}

fn both(words: &Words) -> Both<'_> {
    Both { zh: &words.zh, en: &words.en }
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Check => "check",
        Class::Input => "input",
        Class::Resource => "resource",
        Class::Io => "io",
    }
}
