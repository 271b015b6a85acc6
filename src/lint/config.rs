//! What an author or a house sets: rule sets, severities, allowances, dictionaries.

use crate::base::{Severity, Span};
use std::collections::BTreeMap;

/// How the checks run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Strict: every number must be bound to the table (N00).
    pub strict: bool,
    /// What a rule (`N03`) or a family (`N`) counts as, instead of the table's severity.
    pub levels: BTreeMap<String, Level>,
    /// What may stand, with the reason.
    pub allows: Vec<Allow>,
    /// Today, `YYYY-MM-DD`, for the expiry of allowances; none never expires.
    pub today: Option<String>,
    /// The house's own wrong words.
    pub confusables: Vec<Confusable>,
    /// Words that are right here although a dictionary doubts them.
    pub accepted: Vec<String>,
    /// Names with their titles, in the order of precedence.
    pub people: Vec<Person>,
    /// Words that must not stand.
    pub banned: Vec<String>,
    /// Abbreviations that need no gloss.
    pub abbreviations: Vec<String>,
    /// Pairs of variants: the form to use, the form not to use.
    pub variants: Vec<(String, String)>,
}

/// What a rule counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as this.
    As(Severity),
}

/// Lets findings of a rule stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allow {
    /// The rule's code.
    pub code: String,
    /// Only findings whose source text holds this; empty for all.
    pub text: String,
    /// Why.
    pub reason: String,
    /// The last day, `YYYY-MM-DD`; empty for no end.
    pub until: String,
    /// Where it was written.
    pub span: Option<Span>,
}

/// A wrong word and the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusable {
    /// What is written.
    pub wrong: String,
    /// What should be.
    pub right: String,
    /// Longer texts in which it is right after all.
    pub unless: Vec<String>,
    /// Why, for the message.
    pub note: String,
}

/// A person and the title that goes with the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Titles that may stand before the name.
    pub titles: Vec<String>,
}

impl Config {
    /// The level of a rule: its own, its family's, or none.
    pub fn level(&self, code: &str) -> Option<Level> {
        let family = code.get(..1).unwrap_or("");
        self.levels.get(code).or_else(|| self.levels.get(family)).copied()
    }
}
