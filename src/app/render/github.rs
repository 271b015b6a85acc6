//! GitHub's workflow commands: each finding stands beside its line in the pull request.

use super::{Report, tame};
use banxin::base::Severity;

pub fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let place = report.place(finding.span);
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut message = tame(report.lang.of(&finding.message));
        if let Some(help) = &finding.help {
            message.push('\n');
            message.push_str(&tame(report.lang.of(help)));
        }
        // GitHub takes columns only when the range stays on one line.
        let columns = if place.start.line == place.end.line {
            format!(",col={},endColumn={}", place.start.column, place.end.column)
        } else {
            String::new()
        };
        out.push_str(&format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(&place.file),
            place.start.line,
            place.end.line,
            finding.code,
            data(&message),
        ));
    }
    out
}

/// Escapes what ends or splits a command's text.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what ends or splits a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
