//! 引语: words taken out of the text, set large between rules.

use super::Lowering;
use crate::content::{Block, Quote};
use crate::style::{BoxKey, BoxNode, NodeKind, ParaRole, StyleKey};

/// A box with open sides; its words stand in it once more, so no figure is counted again.
pub fn lower(block: &Block, quote: &Quote, to: &mut Lowering<'_>) {
    let id = to.next_id();
    let outer = std::mem::take(&mut to.nodes);
    for text in &quote.texts {
        let para = to.para(text, ParaRole::Quote, StyleKey::Pull);
        to.push("", text.span, StyleKey::Pull, NodeKind::Para(para));
    }
    if let Some(from) = &quote.from {
        let para = to.para(from, ParaRole::Quote, StyleKey::PullSource);
        to.push("", from.span, StyleKey::PullSource, NodeKind::Para(para));
    }
    let nodes = std::mem::replace(&mut to.nodes, outer);
    let flow = to.sheet.blocks.around(Default::default(), true);
    let style = BoxKey::Pull.key().to_owned();
    to.push_as(id, &block.id, block.span, flow, NodeKind::Box(BoxNode { nodes, style }));
}
