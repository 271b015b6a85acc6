//! 落款: who issues it, and when.

use super::{Lowering, prose::Setting};
use crate::base::{Emu, Span};
use crate::content::{Block, BlockKind, Document, Signature, Text};
use crate::figures::Filled;
use crate::style::sense::width;
use crate::style::{Align, NodeKind, ParaRole, Sheet, StyleKey};

/// Where the layout centres the lines over one another (GB/T 9704 7.3.5: 署名 over the middle of the
/// date, the date so many ems from the right), the indent that puts them there. A document is signed
/// once, so its style may change with it.
pub fn fit(document: &Document, filled: &Filled, sheet: &mut Sheet) {
    let of =
        |block: &Block| if let BlockKind::Signature(signature) = &block.kind { Some(signature.clone()) } else { None };
    let Some(signature) = document.flow().find_map(of) else { return };
    let wide = |text: &Text| width(&filled.prose(text.id).text);
    let date = signature.date.as_ref().map_or(0, wide);
    let widest = signature.issuers.iter().map(wide).max().unwrap_or(0).max(date);
    let measure = sheet.page.column_width;
    let tracking = sheet.page.tracking();
    let Some(style) = sheet.paras.get_mut(usize::from(StyleKey::Signature.id().0)) else { return };
    if style.align != Align::Centre || style.size <= Emu::ZERO {
        return;
    }
    // In thousandths of an em: what is free of the measure, less the room at the right.
    let em = style.size.scale(i64::from(1000 + style.tracking.max(tracking)), 1000).0.max(1);
    let free = (measure.0 * 1000 / em) as i32 - widest as i32 * 500;
    // The date keeps its place; a longer name reaches beyond it at both sides.
    let end = (style.indent_end - (widest - date) as i32 * 250).max(0);
    style.indent_end = end.min(free.max(0));
    // Half an em to spare, so that what the estimate does not see never turns the line.
    style.indent_start = (free - style.indent_end - 500).max(0);
}

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
