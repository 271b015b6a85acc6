//! SARIF 2.1.0 (OASIS): the log that code-scanning services read. Columns count code points
//! (§3.14.17), URIs are relative to the working folder.

use super::{Report, keyword};
use banxin::base::{Finding, Severity, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn render(report: &Report<'_>) -> String {
    let mut rules: BTreeMap<&str, usize> = report.findings.iter().map(|finding| (finding.code.0, 0)).collect();
    for (index, slot) in rules.values_mut().enumerate() {
        *slot = index;
    }
    let results: Vec<Value> = report.findings.iter().map(|finding| result(report, finding, &rules)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "banxin",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|code| rule(report, code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(report: &Report<'_>, code: &str) -> Value {
    match crate::app::explain::note(code) {
        Some(note) => json!({"id": code, "shortDescription": {"text": report.lang.pick(note.zh, note.en)}}),
        None => json!({"id": code}),
    }
}

fn result(report: &Report<'_>, finding: &Finding, rules: &BTreeMap<&str, usize>) -> Value {
    let mut text = report.lang.of(&finding.message).to_owned();
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(report.lang.of(help));
    }
    let related = finding.related.iter().enumerate().map(|(id, (span, words))| {
        let mut location = location(report, Some(*span));
        if let Some(fields) = location.as_object_mut() {
            fields.insert("id".into(), json!(id));
            fields.insert("message".into(), json!({"text": report.lang.of(words)}));
        }
        location
    });
    json!({
        "ruleId": finding.code.0,
        "ruleIndex": rules.get(finding.code.0),
        "level": match finding.severity { Severity::Info => "note", Severity::Error | Severity::Warning => keyword(finding.severity) },
        "message": {"text": text},
        "locations": [location(report, finding.span)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(report: &Report<'_>, span: Option<Span>) -> Value {
    let place = report.place(span);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&place.file)},
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    }})
}

/// A path as a URI reference (RFC 3986): everything but its own characters in percent signs.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
