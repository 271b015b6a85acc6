//! 版记: what stands at the foot of the last page, its last rule on the edge of the type area.

use super::galley::{Ink, Shop, Stack, shift};
use super::grid::Grid;
use super::page::{Item, ItemKind, Page, Pages};
use super::table::of_table;
use crate::base::{Emu, Findings, PathOp, Point};
use crate::style::{NodeKind, Styled};

/// Sets the nodes that belong at the foot (GB/T 9704 7.4), on a page of their own where the text
/// leaves no room for them and a free line above.
pub fn stand(pages: &mut Pages, styled: &Styled, shop: &Shop<'_>, findings: &mut Findings) {
    let spec = &styled.sheet.page;
    for node in styled.nodes.iter().filter(|node| node.flow.foot) {
        let NodeKind::Table(table) = &node.kind else { continue };
        let mut galley = of_table(table, node.id, spec.width(spec.columns), 0, shop, node.span, findings);
        let mut stack = Stack::default();
        let heights = galley.piece.settings.first().map(|setting| setting.strips.clone()).unwrap_or_default();
        for (strip, ink) in heights.into_iter().zip(galley.ink.drain(..).next().unwrap_or_default()) {
            let items = match ink {
                Ink::Items(items) => items,
                Ink::Line(owner, at, line) => vec![Item { owner, kind: ItemKind::Line { at, line } }],
            };
            stack.push(Stack { height: Emu(i64::from(strip.height)), items });
        }
        let room = stack.height + shop.pitch();
        if pages.pages.last().is_none_or(|page| reach(page) + room > page.area.bottom()) {
            let index = pages.pages.len();
            let area = Grid::of_page(spec, index).area;
            pages.pages.push(Page { size: spec.size, label: (index + 1).to_string(), area, items: Vec::new() });
        }
        if let Some(page) = pages.pages.last_mut() {
            shift(&mut stack.items, Point::new(page.area.x, page.area.bottom() - stack.height));
            page.items.append(&mut stack.items);
        }
    }
}

/// How far down the page is used.
fn reach(page: &Page) -> Emu {
    let lowest = page.items.iter().map(|item| match &item.kind {
        // The em box of a line reaches about a quarter of its size below the baseline.
        ItemKind::Line { at, .. } => at.y + Emu::pt(4),
        ItemKind::Image { rect, .. } => rect.bottom(),
        ItemKind::Shape(shape) => shape.path.iter().filter_map(end).max().unwrap_or_default(),
    });
    lowest.max().unwrap_or_default()
}

fn end(step: &PathOp) -> Option<Emu> {
    match step {
        PathOp::Move(to) | PathOp::Line(to) | PathOp::Curve(_, _, to) => Some(to.y),
        PathOp::Close => None,
    }
}
