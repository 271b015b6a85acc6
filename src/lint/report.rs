//! Collects what the rules found; settles severities, causes and allowances.

use super::config::{Config, Level};
use super::rules;
use crate::base::{Code, Finding, Findings, Severity, Sources};
use crate::say;

/// Findings of one run, before they are settled.
#[derive(Debug)]
pub struct Report<'a> {
    config: &'a Config,
    found: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// An empty report.
    pub fn new(config: &'a Config) -> Report<'a> {
        Report { config, found: Vec::new() }
    }

    /// Adds a finding, unless its rule is off.
    pub fn push(&mut self, mut finding: Finding) {
        match self.config.level(finding.code.0) {
            Some(Level::Off) => return,
            Some(Level::As(severity)) => finding.severity = severity,
            None => {}
        }
        self.found.push(finding);
    }

    /// Sorts, keeps one finding a cause, and takes away what the author allows.
    pub fn settle(self, sources: &Sources, findings: &mut Findings) {
        let Report { config, mut found } = self;
        // The findings are large: their keys are sorted, and each is moved once.
        found.sort_by_cached_key(|finding| (finding.span, finding.severity, finding.code));
        found.dedup_by(|b, a| a.span == b.span && a.code == b.code);
        let mut used = vec![false; config.allows.len()];
        let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
        for finding in one_a_cause(found) {
            let snippet = finding.span.map_or("", |span| sources.snippet(span));
            let allowed = config.allows.iter().position(|allow| {
                allow.code == finding.code.0
                    && snippet.contains(&allow.text)
                    && !expired(&allow.until, config.today.as_deref())
            });
            match allowed.and_then(|index| used.get_mut(index)) {
                Some(mark) => *mark = true,
                None => kept.push(finding),
            }
        }
        for (allow, used) in config.allows.iter().zip(used) {
            let Some(span) = allow.span else { continue };
            let message = if expired(&allow.until, config.today.as_deref()) {
                say!("对 {} 的豁免已于 {} 到期", "the allowance for {} ended on {}", allow.code, allow.until)
            } else if allow.reason.trim().is_empty() {
                say!("对 {} 的豁免没有写明理由", "the allowance for {} gives no reason", allow.code)
            } else if !used {
                say!("对 {} 的豁免已无所指", "the allowance for {} allows nothing any more", allow.code)
            } else {
                continue;
            };
            // One that allows nothing harms nobody.
            let idle = !used && !allow.reason.trim().is_empty() && !expired(&allow.until, config.today.as_deref());
            let severity = if idle { Severity::Info } else { Severity::Warning };
            let finding = Finding::check("S12", severity, span, message);
            kept.push(
                finding.help(say!("续期、补写 reason，或删去此条", "renew it, give its reason, or take it away")),
            );
        }
        findings.extend(kept);
    }
}

/// ISO dates compare as text.
fn expired(until: &str, today: Option<&str>) -> bool {
    !until.is_empty() && today.is_some_and(|today| today > until)
}

/// Where two rules speak of the same characters, the one that the table ranks first stays.
fn one_a_cause(found: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        let yields =
            |loser: Code, winner: Code| rules::rule(loser.0).is_some_and(|rule| rule.yields_to.contains(&winner.0));
        let mut beaten = false;
        let mut index = kept.len();
        // Sorted by place: only the last few can still overlap.
        while let Some(at) = index.checked_sub(1).filter(|at| kept.len() - at <= 8) {
            index = at;
            let Some(other) = kept.get(at) else { break };
            if !overlap(other, &finding) {
                continue;
            }
            if yields(finding.code, other.code) {
                beaten = true;
                break;
            }
            if yields(other.code, finding.code) {
                kept.remove(at);
            }
        }
        if !beaten {
            kept.push(finding);
        }
    }
    kept
}

fn overlap(a: &Finding, b: &Finding) -> bool {
    match (a.span, b.span) {
        (Some(a), Some(b)) => a.source == b.source && a.start < b.end && b.start < a.end,
        _ => false,
    }
}
