//! Reads the settings of the checks: `banxin.yaml` beside the source, then the source's `checks:`.

use super::config::{Allow, Config, Confusable, Level, Person};
use super::rules;
use crate::base::{FileError, Files, Finding, Findings, Severity, Sources, Span};
use crate::content::yaml::{self, Node, NodeKind, nearest};
use crate::say;

const KEYS: &[&str] =
    &["strict", "levels", "allow", "confusables", "accepted", "people", "banned", "abbreviations", "variants"];

/// The house's settings, beside the source.
pub const HOUSE: &str = "banxin.yaml";

/// The configuration that `banxin.yaml` gives; the plain one where there is none.
pub fn house(files: &dyn Files, sources: &mut Sources, findings: &mut Findings) -> Config {
    let config = Config::default();
    if matches!(files.read(HOUSE), Err(FileError::Missing)) {
        return config;
    }
    let Some(node) =
        yaml::open(HOUSE, files, sources, findings, None).and_then(|source| yaml::parse(source, sources, findings))
    else {
        return config;
    };
    // The file has the key of the source, so that its lines may move from one to the other.
    entries(&node)
        .filter(|(key, ..)| *key != "checks")
        .for_each(|(key, _, span)| unknown(key, span, &["checks"], findings));
    config.with(get(&node, "checks"), findings)
}

impl Config {
    /// This configuration with the document's own settings laid over it.
    pub fn with(&self, node: Option<&Node>, findings: &mut Findings) -> Config {
        let mut config = self.clone();
        let Some(node) = node else { return config };
        for (key, value, span) in entries(node) {
            match key {
                "strict" => match word(value).as_str() {
                    "true" => config.strict = true,
                    "false" => config.strict = false,
                    other => unknown(other, value.span, &["true", "false"], findings),
                },
                "levels" => levels(&mut config, value, findings),
                "allow" => config.allows.extend(list(value).iter().map(|node| allow(node, findings))),
                "confusables" => config.confusables.extend(list(value).iter().map(|node| {
                    keys(node, &["wrong", "right", "unless", "note"], findings);
                    Confusable {
                        wrong: field(node, "wrong"),
                        right: field(node, "right"),
                        unless: words(get(node, "unless")),
                        note: field(node, "note"),
                    }
                })),
                "accepted" => config.accepted.extend(words(Some(value))),
                "people" => config.people.extend(list(value).iter().map(|node| {
                    keys(node, &["name", "title", "titles"], findings);
                    let titles = words(get(node, "titles").or_else(|| get(node, "title")));
                    Person { name: field(node, "name"), titles }
                })),
                "banned" => config.banned.extend(words(Some(value))),
                "abbreviations" => config.abbreviations.extend(words(Some(value))),
                "variants" => {
                    config.variants.extend(entries(value).map(|(right, wrong, _)| (right.to_owned(), word(wrong))));
                }
                _ => unknown(key, span, KEYS, findings),
            }
        }
        config
    }
}

fn levels(config: &mut Config, node: &Node, findings: &mut Findings) {
    for (code, value, span) in entries(node) {
        let known = rules::rule(code).is_some() || matches!(code, "C" | "P" | "S" | "W" | "N");
        if !known {
            unknown(code, span, &rules::RULES.iter().map(|rule| rule.code).collect::<Vec<_>>(), findings);
            continue;
        }
        let level = match word(value).as_str() {
            "off" | "false" => Level::Off,
            "error" => Level::As(Severity::Error),
            "warning" => Level::As(Severity::Warning),
            "info" => Level::As(Severity::Info),
            other => {
                unknown(other, value.span, &["off", "error", "warning", "info"], findings);
                continue;
            }
        };
        config.levels.insert(code.to_owned(), level);
    }
}

/// Keys of an entry that are none of these.
fn keys(node: &Node, known: &[&str], findings: &mut Findings) {
    entries(node)
        .filter(|(key, ..)| !known.contains(key))
        .for_each(|(key, _, span)| unknown(key, span, known, findings));
}

fn allow(node: &Node, findings: &mut Findings) -> Allow {
    keys(node, &["code", "text", "reason", "until"], findings);
    let code = field(node, "code");
    if rules::rule(&code).is_none() {
        let codes: Vec<&str> = rules::RULES.iter().map(|rule| rule.code).collect();
        unknown(&code, get(node, "code").map_or(node.span, |node| node.span), &codes, findings);
    }
    let (text, reason, until) = (field(node, "text"), field(node, "reason"), field(node, "until"));
    // Dates compare as text, so their form must be this one.
    let date = |at: usize, b: u8| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if !until.is_empty() && (until.len() != 10 || !until.bytes().enumerate().all(|(at, b)| date(at, b))) {
        let span = get(node, "until").map_or(node.span, |node| node.span);
        let message = say!("“{until}”不是日期", "“{until}” is no date");
        let found = Finding::check("S13", Severity::Error, span, message);
        findings.push(found.help(say!("写作 2026-12-31", "write it as 2026-12-31")));
    }
    Allow { code, text, reason, until, span: Some(node.span) }
}

fn unknown(key: &str, span: Span, known: &[&str], findings: &mut Findings) {
    let found =
        Finding::check("S13", Severity::Error, span, say!("检查的设置里没有“{key}”", "the checks know no “{key}”"));
    findings.push(match nearest(key, known.iter().copied()) {
        Some(near) => found.help(say!("是不是“{near}”？", "did you mean “{near}”?")),
        None => found.help(say!(
            "可用的有：{}",
            "known are: {}",
            known.iter().take(9).copied().collect::<Vec<_>>().join(", ")
        )),
    });
}

fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node, Span)> {
    let map = match &node.kind {
        NodeKind::Map(entries) => entries.as_slice(),
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => &[],
    };
    map.iter().map(|(key, value)| (key.value.as_str(), value, key.span))
}

fn list(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::List(items) => items,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::Map(_) => &[],
    }
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).find(|(name, ..)| *name == key).map(|(_, value, _)| value)
}

fn word(node: &Node) -> String {
    node.text().map(|text| text.value).unwrap_or_default()
}

fn field(node: &Node, key: &str) -> String {
    get(node, key).map(word).unwrap_or_default()
}

/// A list of words, or one word.
fn words(node: Option<&Node>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    let items = list(node);
    if items.is_empty() {
        Some(word(node)).filter(|word| !word.is_empty()).into_iter().collect()
    } else {
        items.iter().map(word).collect()
    }
}
