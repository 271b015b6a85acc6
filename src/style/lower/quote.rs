//! Quotations set apart from the text.

use super::Lowering;
use crate::content::{Block, Quote};
use crate::style::{NodeKind, ParaRole, StyleKey};

/// Its paragraphs, then who said it.
pub fn lower(block: &Block, quote: &Quote, to: &mut Lowering<'_>) {
    for (index, text) in quote.texts.iter().enumerate() {
        let para = to.para(text, ParaRole::Quote, StyleKey::Quote);
        let name = if index == 0 { block.id.as_str() } else { "" };
        to.push(name, text.span, StyleKey::Quote, NodeKind::Para(para));
    }
    if let Some(from) = &quote.from {
        // The last paragraph holds on to the line that says whose it is.
        if let Some(last) = to.nodes.last_mut() {
            last.flow.keep_with_next = true;
        }
        let para = to.para(from, ParaRole::Quote, StyleKey::QuoteSource);
        to.push("", from.span, StyleKey::QuoteSource, NodeKind::Para(para));
    }
}
