//! 插题: a head put into a long text, in its column or over several of them.

use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::content::{Block, Inset};
use crate::style::{Across, NodeKind, ParaRole, StyleKey};

/// One paragraph, a level below the heading that it stands under.
pub fn lower(block: &Block, inset: &Inset, to: &mut Lowering<'_>) {
    let lines: Vec<_> = inset.lines.iter().map(|line| to.prose(line)).collect();
    let mut flow = to.sheet.para(StyleKey::Inset.id()).flow.clone();
    match inset.across {
        None => {}
        Some(0) => flow.across = Across::All,
        Some(1) => flow.across = Across::One,
        Some(columns) => flow.across = Across::Columns(columns),
    }
    let level = (to.level + 1).min(4);
    let mut setting = Setting::new(ParaRole::Heading(level), StyleKey::Inset, to);
    for (index, prose) in lines.into_iter().enumerate() {
        if index > 0 {
            setting = setting.plain("\n", Span::default(), None);
        }
        setting = setting.prose(prose, None);
    }
    let para = setting.turned_over(flow.across);
    to.push_with(&block.id, block.span, flow, NodeKind::Para(para));
}
