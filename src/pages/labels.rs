//! On which page each block begins.

use super::page::{Owner, Pages};
use crate::style::{Node, NodeId, NodeKind, PageLabels, Styled};
use std::collections::BTreeMap;

/// The printed label of the page on which each block's first item stands.
pub fn labels(pages: &Pages, styled: &Styled) -> PageLabels {
    let mut blocks = BTreeMap::new();
    name(&styled.nodes, &mut blocks);
    let mut out = PageLabels::default();
    for page in &pages.pages {
        for item in &page.items {
            let Owner::Node(id, _) = item.owner else { continue };
            // Taken out when found: what follows of the same node is not its beginning.
            if let Some(block) = blocks.remove(&id) {
                out.0.entry(block.to_owned()).or_insert_with(|| page.label.clone());
            }
        }
    }
    out
}

/// The blocks of all nodes, those in boxes too.
fn name<'s>(nodes: &'s [Node], out: &mut BTreeMap<NodeId, &'s str>) {
    for node in nodes {
        if !node.block.is_empty() {
            out.insert(node.id, &node.block);
        }
        if let NodeKind::Box(framed) = &node.kind {
            name(&framed.nodes, out);
        }
    }
}

/// The node with this number. Nodes are in the order of their numbers, those of a box after it.
pub fn find(nodes: &[Node], id: NodeId) -> Option<&Node> {
    let at = nodes.partition_point(|node| node.id <= id).checked_sub(1)?;
    let node = nodes.get(at)?;
    if node.id == id {
        return Some(node);
    }
    match &node.kind {
        NodeKind::Box(framed) => find(&framed.nodes, id),
        NodeKind::Para(_)
        | NodeKind::Table(_)
        | NodeKind::Picture(_)
        | NodeKind::Chart(_)
        | NodeKind::Contents(_)
        | NodeKind::Break(_) => None,
    }
}
