//! Blocks in a frame.

use super::{Lowering, lower_block};
use crate::content::{Block, BoxBlock, BoxLook};
use crate::style::{BoxKey, BoxNode, NodeKind, ParaRole, StyleKey};

/// The frame's own list of nodes; they are numbered on with the document's.
pub fn lower(block: &Block, inner: &BoxBlock, to: &mut Lowering<'_>) {
    let id = to.next_id();
    let outer = std::mem::take(&mut to.nodes);
    let body = std::mem::replace(&mut to.body, StyleKey::BoxBody);
    if let Some(title) = &inner.title {
        let para = to.para(title, ParaRole::Body, StyleKey::BoxTitle);
        to.push("", title.span, StyleKey::BoxTitle, NodeKind::Para(para));
    }
    inner.blocks.iter().for_each(|block| lower_block(block, to));
    to.body = body;
    let nodes = std::mem::replace(&mut to.nodes, outer);
    let flow = to.sheet.blocks.around(to.sheet.blocks.box_across, true);
    let look = inner.look.map(|look| match look {
        BoxLook::Plain => BoxKey::Plain,
        BoxLook::Double => BoxKey::Double,
        BoxLook::Tint => BoxKey::Tint,
        BoxLook::Ornament => BoxKey::Ornament,
    });
    let style = look.unwrap_or(to.sheet.blocks.box_style).key().to_owned();
    to.push_as(id, &block.id, block.span, flow, NodeKind::Box(BoxNode { nodes, style }));
}
