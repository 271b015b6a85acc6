//! Floor 4: the checks of the text. Document + Filled → findings.
//!
//! A passage is one resolved text with its sentences, clauses, pairs of marks and numerals
//! found once; each family of rules walks the passages once and reports through one table of
//! rules ([`rules::RULES`]), from which `banxin explain` and the documentation are made.

mod chars;
mod config;
mod fix;
mod han;
mod heads;
mod lexicon;
mod marks;
mod numbers;
mod numeral;
mod passage;
mod reading;
mod report;
pub mod rules;
mod settings;
mod structure;
mod words;

pub use config::{Allow, Config, Confusable, Level, Person};
pub use fix::{apply, edit};
pub use rules::{CODES, RULES, Rule, explain};
pub use settings::{HOUSE, house};

use crate::base::{Findings, Sources};
use crate::content::Document;
use crate::figures::Filled;

/// Reads the text as a sub-editor does and says what is wrong with it.
pub fn check(document: &Document, filled: &Filled, sources: &Sources, config: &Config, findings: &mut Findings) {
    check_with(document, filled, sources, config, &|_| true, findings);
}

/// The same by someone who knows which characters the faces can draw. Only those are asked for that no
/// common face lacks.
pub fn check_with(
    document: &Document,
    filled: &Filled,
    sources: &Sources,
    config: &Config,
    drawn: &dyn Fn(char) -> bool,
    findings: &mut Findings,
) {
    // The settings of the document, over those of the caller.
    let mut config = config.with(document.checks.as_ref(), findings);
    // No clock is read: allowances end by the date of the document.
    config.today = config.today.or_else(|| document.meta.date.as_ref().map(|date| date.value.clone()));
    let config = &config;
    // Texts in reading order, each with its clauses, pairs and numerals.
    let reading = reading::Reading::new(document, filled);
    let mut report = report::Report::new(config);
    // One walk of the passages for each family.
    chars::check(&reading, &mut report);
    chars::undrawn(&reading, drawn, &mut report);
    marks::check(&reading, &mut report);
    structure::check(&reading, &mut report);
    words::check(&reading, config, &mut report);
    numbers::check(&reading, config.strict, &mut report);
    // Severities, one finding a cause, what the author allows.
    report.settle(sources, findings);
}
