//! Which findings make a run fail.

use banxin::base::{Finding, Severity};

/// One word of `--deny`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deny {
    /// This bad or worse.
    AtLeast(Severity),
    /// A code, or a family by its letter.
    Code(String),
}

/// Reads one word of `--deny`.
pub fn parse(word: &str) -> Result<Deny, String> {
    match word {
        "error" | "errors" => return Ok(Deny::AtLeast(Severity::Error)),
        "warning" | "warnings" => return Ok(Deny::AtLeast(Severity::Warning)),
        "info" | "all" => return Ok(Deny::AtLeast(Severity::Info)),
        _ => {}
    }
    let code = word.to_ascii_uppercase();
    let mut letters = code.chars();
    let family = letters.next().is_some_and(|c| c.is_ascii_uppercase());
    let digits = letters.as_str();
    if family && (digits.is_empty() || (digits.len() == 2 && digits.chars().all(|c| c.is_ascii_digit()))) {
        Ok(Deny::Code(code))
    } else {
        Err("expected error, warning, info, a code such as N02 or a family such as N".into())
    }
}

/// Whether one of the words means this finding.
pub fn denied(finding: &Finding, words: &[Deny]) -> bool {
    words.iter().any(|word| match word {
        Deny::AtLeast(severity) => finding.severity <= *severity,
        Deny::Code(code) => finding.code.0.starts_with(code.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin::{base::Span, say};

    fn finding(code: &'static str, severity: Severity) -> Finding {
        Finding::check(code, severity, Span::default(), say!("错", "wrong"))
    }

    #[test]
    fn severities_deny_themselves_and_worse() {
        let warning = finding("P01", Severity::Warning);
        assert!(denied(&warning, &[Deny::AtLeast(Severity::Warning)]));
        assert!(denied(&warning, &[Deny::AtLeast(Severity::Info)]));
        assert!(!denied(&warning, &[Deny::AtLeast(Severity::Error)]));
        assert!(!denied(&warning, &[]));
    }

    #[test]
    fn codes_and_families_are_denied_by_name() {
        let n02 = finding("N02", Severity::Info);
        assert_eq!(parse("n02"), Ok(Deny::Code("N02".into())));
        assert!(denied(&n02, &[Deny::Code("N02".into())]));
        assert!(denied(&n02, &[Deny::Code("N".into())]));
        assert!(!denied(&n02, &[Deny::Code("N03".into()), Deny::Code("P".into())]));
        assert!(parse("N2").is_err() && parse("").is_err() && parse("nonsense").is_err());
    }
}
