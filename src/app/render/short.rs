//! `file:line:col: error[code]: message`, and the help below: for editors and for grep.

use super::{Report, keyword, tame};
use banxin::base::Finding;

pub fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        line(report, finding, &mut out);
    }
    out
}

/// One finding, and its help on a line of its own.
pub fn line(report: &Report<'_>, finding: &Finding, out: &mut String) {
    let place = report.place(finding.span);
    let at = finding.span.and_then(|span| report.sources.cell(span));
    out.push_str(&format!(
        "{}:{}: {}[{}]: {}\n",
        tame(&place.file),
        at.map_or_else(|| format!("{}:{}", place.start.line, place.start.column), |cell| tame(&cell)),
        keyword(finding.severity),
        finding.code,
        tame(report.lang.of(&finding.message)),
    ));
    if let Some(help) = &finding.help {
        out.push_str(&format!("  = help: {}\n", tame(report.lang.of(help))));
    }
}
