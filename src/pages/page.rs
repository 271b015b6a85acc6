//! What the page builder gives: pages of placed items, ready for ink.

use crate::base::{Point, Rect, Shape, Size};
use crate::lines::Line;
use crate::style::NodeId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All pages.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// In order.
    pub pages: Vec<Page>,
    /// Nodes that stand in fewer, wider columns than they were to, so that columns are level; and in how many.
    pub widened: BTreeMap<NodeId, u8>,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Trimmed size; the bleed lies outside.
    pub size: Size,
    /// Printed label (`1`, `ii`).
    pub label: String,
    /// 版心 on this page.
    pub area: Rect,
    /// What stands on it, in reading order; furniture last.
    pub items: Vec<Item>,
}

impl Page {
    /// The page, of which only size and label are left behind.
    pub fn take(&mut self) -> Page {
        let items = std::mem::take(&mut self.items);
        Page { items, ..self.clone() }
    }
}

/// One thing on a page.
#[derive(Clone, Debug)]
pub struct Item {
    /// Whose it is.
    pub owner: Owner,
    /// What it is.
    pub kind: ItemKind,
}

/// Whose an item is: the tag in the PDF, the place in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Part of a node.
    Node(NodeId, Part),
    /// The reading over a run of a part of a node (ruby): the run's index.
    Reading(NodeId, Part, u32),
    /// Rules, frames, tints: an artifact that belongs to the layout of a node.
    Decoration,
    /// Running head or folio: a pagination artifact.
    Furniture,
}

/// Which part of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The paragraph, picture or chart itself.
    Body,
    /// Caption.
    Caption,
    /// Unit line of a table.
    Unit,
    /// The n-th note or source below.
    Below(u16),
    /// A cell: its row, and its place there as [`Row::places`](crate::style::Row::places) counts; rows
    /// count from 0 through head and body. A repeated head is [`Owner::Decoration`].
    Cell(u16, u16),
    /// A note called in the node, by its index in `Styled::notes`.
    Note(u16),
    /// Text drawn in a chart (its alternative text stands for it), or a page number in the contents.
    Label,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A set line; `at` is the measure's start on the baseline.
    Line {
        /// Where.
        at: Point,
        /// The line.
        line: Line,
    },
    /// A drawing.
    Shape(Box<Shape>),
    /// A picture.
    Image {
        /// Where.
        rect: Box<Rect>,
        /// The file's bytes.
        data: Arc<[u8]>,
    },
}

/// The characters of a line, without the forced break at its end.
pub fn words(line: &Line) -> &str {
    let range = line.range.start as usize..line.range.end as usize;
    line.text().get(range).unwrap_or("").trim_end_matches('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_holds_many_of_is_small() {
        let sizes = [size_of::<Item>(), size_of::<Line>(), size_of::<Shape>()];
        assert!(sizes.iter().zip([56, 16, 96]).all(|(size, most)| *size <= most), "{sizes:?}");
    }
}
