//! YAML with places: the only room that knows `serde_yaml` (serde-saphyr by its old name).
//!
//! [`open`] reads a file into [`Sources`]; [`from_str`] parses it and reads a typed value:
//!
//! - every type that derives `Deserialize` may be asked for; `base::Spanned<T>` gives the value's
//!   bytes in the file, [`Node`] defers the decision;
//! - scalars are their characters (`3.10` stays `3.10`; `yes` is text; booleans are true, false);
//! - unknown keys are found in every struct without `deny_unknown_fields`, all of them, each at the
//!   key with the key that was meant; a choice (`enum`) that is not known, likewise;
//! - a wrong shape, a missing key, a duplicate key and what else YAML may hide is one finding.

mod common;
mod faults;
mod node;
mod open;
mod places;
mod shape;
#[cfg(test)]
pub(crate) mod tests;

pub use node::{Node, NodeKind};
pub use open::{LIMIT, open, unreadable};
pub use places::align;
pub use shape::{nearest, read, wrong};

use crate::base::{Finding, Findings, SourceId, Sources};
use serde::de::DeserializeOwned;

/// Deepest nesting of a file: far beyond any text, far below any stack.
const DEPTH: usize = 64;
/// Most nodes of a file: a book of three million characters has about 100,000.
const NODES: usize = 2_000_000;

/// Parses a file to its tree of nodes.
pub fn parse(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<Node> {
    match tree(source, sources) {
        Ok(node) => Some(node),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// Parses a file and reads a typed value out of it.
pub fn from_str<T: DeserializeOwned>(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<T> {
    let node = parse(source, sources, findings)?;
    read(&node, findings)
}

fn tree(source: SourceId, sources: &Sources) -> Result<Node, Box<Finding>> {
    match common::read(sources.text(source), source) {
        Some(node) => Ok(node),
        None => whole(source, sources),
    }
}

/// Any YAML, and what is wrong with it.
fn whole(source: SourceId, sources: &Sources) -> Result<Node, Box<Finding>> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: DEPTH,
            flow_nesting_limit: DEPTH,
            max_nodes: NODES,
            max_events: 2 * NODES,
            max_aliases: 1_000,
            max_anchors: 1_000,
            max_recorded_anchor_events: 20_000,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 20_000,
            max_replay_stack_depth: 8,
        },
        emit_comments: false,
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        reject_unsupported_tags: true,
        with_snippet: false,
    };
    let text = sources.text(source);
    let blank = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if blank {
        return Err(Box::new(faults::empty(source)));
    }
    serde_yaml::from_str_with_options::<node::Raw>(text, options)
        .map(|raw| raw.node(source, sources))
        .map_err(|error| Box::new(faults::finding(&error, source, sources)))
}
