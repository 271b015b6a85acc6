//! Lists: each item a paragraph, its label real text at its beginning.

use super::prose::{Setting, circled};
use super::{Lowering, han};
use crate::content::{Block, Labels, List};
use crate::style::{CharKey, NodeKind, ParaRole, StyleKey};

/// A list and the lists in it, to four levels; deeper ones stay at the fourth.
pub fn lower(block: &Block, list: &List, to: &mut Lowering<'_>) {
    level(block, list, 1, to);
}

fn level(block: &Block, list: &List, depth: u8, to: &mut Lowering<'_>) {
    let style = match depth {
        0 | 1 => StyleKey::List1,
        2 => StyleKey::List2,
        3 => StyleKey::List3,
        4.. => StyleKey::List4,
    };
    let looks = (list.labels == Labels::Bullet).then_some(CharKey::Bullet.id());
    for (index, item) in list.items.iter().enumerate() {
        let prose = to.prose(&item.text);
        let setting = Setting::new(ParaRole::Item(depth.min(4)), style, to);
        let para =
            setting.plain(&label(list.labels, index as u32 + 1), item.text.span, looks).prose(prose, None).done();
        // The block's name belongs to its first paragraph alone: a name leads to one place.
        let name = if depth == 1 && index == 0 { block.id.as_str() } else { "" };
        to.push(name, item.text.span, style, NodeKind::Para(para));
        if let Some(inner) = &item.list {
            level(block, inner, depth.saturating_add(1), to);
        }
    }
}

/// The label with what parts it from the text (公文 order: 一、 （一） 1. （1）, GB/T 9704 7.3.3).
fn label(labels: Labels, number: u32) -> String {
    match labels {
        Labels::Bullet => "● ".to_owned(),
        Labels::Decimal => format!("{number}. "),
        Labels::Paren => format!("（{number}）"),
        Labels::Han => format!("{}、", han::number(number)),
        Labels::HanParen => format!("（{}）", han::number(number)),
        Labels::Circled => circled(number),
    }
}
