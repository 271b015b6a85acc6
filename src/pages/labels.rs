//! On which page each block begins.

use super::page::{Owner, Pages};
use crate::style::{PageLabels, Styled};

/// The printed label of the page on which each block's first item stands.
pub fn labels(pages: &Pages, styled: &Styled) -> PageLabels {
    let mut out = PageLabels::default();
    for page in &pages.pages {
        for item in &page.items {
            let Owner::Node(id, _) = item.owner else { continue };
            let Some(node) = styled.nodes.get(id.0 as usize).filter(|node| node.id == id) else { continue };
            if !node.block.is_empty() {
                out.0.entry(node.block.clone()).or_insert_with(|| page.label.clone());
            }
        }
    }
    out
}
