//! Findings: what is wrong, where, and what to write instead. Data only; `app/` renders them.
//!
//! Families of codes: `Y` the YAML and its shapes, `F` figures, `L` layouts, `T` typefaces,
//! `G` fit of lines and pages, `D` Word, `X` PDF and preflight, `I` files; and the checks of
//! the text `C` characters, `P` punctuation, `S` structure, `W` words, `N` numbers.
//! A code, once released, keeps its meaning.

use super::{Span, span::Sources};
use std::fmt;

/// A stable code such as `N02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// What a code means, for `banxin explain`. Each room lists its own in `pub const CODES: &[CodeNote]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeNote {
    /// The code.
    pub code: &'static str,
    /// Meaning and cure in Chinese.
    pub zh: &'static str,
    /// Meaning and cure in English.
    pub en: &'static str,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The result would be wrong or cannot be made.
    Error,
    /// Probably wrong; a person should look.
    Warning,
    /// Worth knowing.
    Info,
}

/// The same words in the two languages of the messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// `say!("未知的键 {key}", "unknown key {key}")` → [`Words`].
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::base::diag::Words {
            zh: format!($zh $(, $($arg)*)?),
            en: format!($en $(, $($arg)*)?),
        }
    };
}

/// Which class of failure a finding means for the process when it stops the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A check of the text or of fit: reported, and denied only when asked (exit 1).
    Check,
    /// The source, table or layout is not valid (exit 3).
    Input,
    /// A font or picture is missing or is not the one named (exit 4).
    Resource,
    /// The system would not read or write (exit 5).
    Io,
}

/// A safe repair: every edit or none. The edits do not overlap and stand in order of place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// What to put in place of which bytes of the source.
    pub edits: Vec<(Span, String)>,
}

/// One fault, placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What kind of failure it is when it stops the run.
    pub class: Class,
    /// Where. `None` only when no file is to blame.
    pub span: Option<Span>,
    /// What is wrong here.
    pub message: Words,
    /// What to write instead.
    pub help: Option<Words>,
    /// Other places that belong to it, each with its words.
    pub related: Vec<(Span, Words)>,
    /// A repair that is safe to make without asking.
    pub fix: Option<Fix>,
}

impl Finding {
    /// An error of the source's or layout's shape: stops the run with exit code 3.
    pub fn input(code: &'static str, span: Span, message: Words) -> Finding {
        Finding::new(code, Severity::Error, Class::Input, Some(span), message)
    }

    /// A missing or wrong resource: stops the run with exit code 4.
    pub fn resource(code: &'static str, span: Option<Span>, message: Words) -> Finding {
        Finding::new(code, Severity::Error, Class::Resource, span, message)
    }

    /// A failure of the system: stops the run with exit code 5.
    pub fn io(code: &'static str, span: Option<Span>, message: Words) -> Finding {
        Finding::new(code, Severity::Error, Class::Io, span, message)
    }

    /// Something a check found: reported, does not stop the run.
    pub fn check(code: &'static str, severity: Severity, span: Span, message: Words) -> Finding {
        Finding::new(code, severity, Class::Check, Some(span), message)
    }

    fn new(code: &'static str, severity: Severity, class: Class, span: Option<Span>, message: Words) -> Finding {
        Finding { code: Code(code), severity, class, span, message, help: None, related: Vec::new(), fix: None }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: Words) -> Finding {
        self.help = Some(help);
        self
    }

    /// Adds a repair that is safe to make without asking.
    #[must_use]
    pub fn fix(mut self, edits: Vec<(Span, String)>) -> Finding {
        self.fix = Some(Fix { edits });
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn with(mut self, span: Span, words: Words) -> Finding {
        self.related.push((span, words));
        self
    }

    /// Whether it stops the run at the next door.
    pub fn stops(&self) -> bool {
        self.class != Class::Check
    }
}

/// Everything found so far. A room reports all it can and stops at its door.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    items: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.items.push(finding);
    }

    /// Adds many.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.items.extend(findings);
    }

    /// Whether one of them stops the run.
    pub fn stop(&self) -> bool {
        self.items.iter().any(Finding::stops)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// In the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.items.iter()
    }

    /// Sorted by place, then severity, then code; one of each.
    pub fn sorted(mut self, sources: &Sources) -> Vec<Finding> {
        // By the names of the files, whatever the order in which they were read.
        let mut names: Vec<_> = sources.ids().map(|id| (sources.name(id), id)).collect();
        names.sort_unstable();
        let rank = |span: Span| names.iter().position(|(_, id)| *id == span.source);
        let ranks: Vec<Option<usize>> = sources.ids().map(|id| rank(Span { source: id, ..Span::default() })).collect();
        let file = |span: Span| ranks.get(usize::from(span.source.0)).copied().flatten();
        self.items.sort_by(|a, b| {
            let key = |f: &Finding| (f.span.map(file), f.span, f.severity, f.code);
            key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
        });
        self.items.dedup();
        self.items
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
