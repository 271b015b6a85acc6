//! `file:line:col: error[code]: message`, and the help below: for editors and for grep.

use super::{Report, keyword, tame};
use banxin::base::Finding;
use std::fmt::Write as _;

pub fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        line(report, finding, &mut out);
    }
    out
}

/// One finding, and its help on a line of its own.
pub fn line(report: &Report<'_>, finding: &Finding, out: &mut String) {
    let (file, start) = report.beginning(finding.span);
    out.push_str(&tame(&file));
    // Writing to a text never fails.
    let _ = match finding.span.and_then(|span| report.sources.cell(span)) {
        Some(cell) => write!(out, ":{}", tame(&cell)),
        None => write!(out, ":{}:{}", start.line, start.column),
    };
    let message = tame(report.lang.of(&finding.message));
    let _ = writeln!(out, ": {}[{}]: {message}", keyword(finding.severity), finding.code);
    if let Some(help) = &finding.help {
        out.push_str("  = help: ");
        out.push_str(&tame(report.lang.of(help)));
        out.push('\n');
    }
}
