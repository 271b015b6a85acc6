//! Lines whose parts stand at the tab stops of their style.

use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::content::{Block, TabbedLine};
use crate::style::{NodeKind, ParaRole, StyleKey};

/// A paragraph for each line, a tab between its parts.
pub fn lower(block: &Block, lines: &[TabbedLine], to: &mut Lowering<'_>) {
    for (index, line) in lines.iter().enumerate() {
        let parts: Vec<_> = line.parts.iter().map(|part| to.prose(part)).collect();
        let mut setting = Setting::new(ParaRole::Body, StyleKey::Tabbed, to);
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                setting = setting.plain("\t", Span::default(), None);
            }
            setting = setting.prose(part, None);
        }
        let para = setting.done();
        // The block's name belongs to its first line alone: a name leads to one place.
        let name = if index == 0 { block.id.as_str() } else { "" };
        to.push(name, line.span, StyleKey::Tabbed, NodeKind::Para(para));
    }
}
