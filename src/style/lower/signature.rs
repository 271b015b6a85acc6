//! 落款: who issues it, and when.

use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::content::{Block, Signature};
use crate::style::{NodeKind, ParaRole, StyleKey};

/// One paragraph, a line each, so that it is never parted.
pub fn lower(block: &Block, signature: &Signature, to: &mut Lowering<'_>) {
    let lines: Vec<_> = signature.issuers.iter().chain(&signature.date).map(|line| to.prose(line)).collect();
    let mut setting = Setting::new(ParaRole::Credit, StyleKey::Signature, to);
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            setting = setting.plain("\n", Span::default(), None);
        }
        setting = setting.prose(line, None);
    }
    let para = setting.done();
    // 落款 never stands on a page by itself: the text before it holds on to it (GB/T 9704 7.3.5).
    if let Some(before) = to.nodes.last_mut() {
        before.flow.keep_with_next = true;
    }
    to.push(&block.id, block.span, StyleKey::Signature, NodeKind::Para(para));
}
