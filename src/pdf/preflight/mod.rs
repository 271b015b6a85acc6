//! Preflight: what would make the file wrong for its purpose, found before a byte is written.
//!
//! A screen file is looked at only where it could not be read at all; the archive and the press
//! pay for the whole inspection. Each rule cites what it obeys; the ledgers list them all.

mod document;
mod paper;
mod structure;
mod text;

use super::metadata::Stamp;
use super::outline::each;
use super::{Options, Profile};
use crate::base::diag::{Class, Words};
use crate::base::{Finding, Findings, Severity, Span};
use crate::fonts::Fonts;
use crate::pages::{Owner, Pages, Part};
use crate::style::{Node, NodeId, Para, Styled};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is inspected.
struct Inspection<'a> {
    pages: &'a Pages,
    styled: &'a Styled,
    fonts: &'a Fonts<'a>,
    options: &'a Options,
    stamp: Option<Stamp>,
    /// By number, and every paragraph; none for the screen, whose files are looked at only as pages.
    nodes: BTreeMap<NodeId, &'a Node>,
    paras: BTreeMap<(NodeId, Part), &'a Para>,
    /// One finding of a code for a node is enough.
    said: BTreeSet<(&'static str, Option<NodeId>)>,
    findings: &'a mut Findings,
}

/// Inspects the document; faults that stop the run are in `findings`.
pub(super) fn inspect(
    pages: &Pages,
    styled: &Styled,
    fonts: &Fonts<'_>,
    options: &Options,
    stamp: Option<Stamp>,
    findings: &mut Findings,
) {
    let (mut nodes, mut paras) = (BTreeMap::new(), BTreeMap::new());
    if options.profile != Profile::Screen {
        each(&styled.nodes, &mut |node| {
            nodes.insert(node.id, node);
        });
        paras = super::tags::paras(styled);
    }
    let said = BTreeSet::new();
    let mut inspection = Inspection { pages, styled, fonts, options, stamp, nodes, paras, said, findings };
    document::inspect(&mut inspection);
    structure::inspect(&mut inspection);
    text::inspect(&mut inspection);
    paper::inspect(&mut inspection);
}

impl Inspection<'_> {
    /// The file would not be what it says it is: stops the run.
    fn fault(&mut self, code: &'static str, node: Option<NodeId>, message: Words, help: Words) {
        self.say(code, node, Severity::Error, Class::Input, message, help);
    }

    /// The file is sound, but a person should look.
    fn doubt(&mut self, code: &'static str, node: Option<NodeId>, message: Words, help: Words) {
        self.say(code, node, Severity::Warning, Class::Check, message, help);
    }

    fn say(
        &mut self,
        code: &'static str,
        node: Option<NodeId>,
        severity: Severity,
        class: Class,
        message: Words,
        help: Words,
    ) {
        if !self.said.insert((code, node)) {
            return;
        }
        let mut finding = Finding::resource(code, node.and_then(|node| self.span(node)), message).help(help);
        finding.severity = severity;
        finding.class = class;
        self.findings.push(finding);
    }

    fn span(&self, node: NodeId) -> Option<Span> {
        let mut found = self.nodes.get(&node).map(|node| node.span);
        if self.nodes.is_empty() {
            each(&self.styled.nodes, &mut |other| {
                if other.id == node {
                    found = Some(other.span);
                }
            });
        }
        found
    }
}

/// The node that an item belongs to.
fn node_of(owner: Owner) -> Option<NodeId> {
    match owner {
        Owner::Node(node, _) => Some(node),
        Owner::Decoration | Owner::Reading(..) | Owner::Furniture => None,
    }
}
