//! Running heads and folios, set once the pages are known.

use super::galley::Shop;
use super::grid::Grid;
use super::labels::find;
use super::page::{Item, ItemKind, Owner, Pages, words};
use crate::base::{Emu, Point, Shape};
use crate::style::{Align, Edge, Furniture, NodeId, NodeKind, OnPages, Para, ParaRole, Run, Styled};

/// Puts the furniture on every page.
pub fn furnish(pages: &mut Pages, styled: &Styled, shop: &Shop<'_>) {
    let total = pages.pages.len();
    let mut heading = String::new();
    let told = styled.sheet.furniture.iter().any(|piece| piece.text.contains("{heading}"));
    let heading_of = |item: &Item| if told { heading_of(item, styled) } else { None };
    let own: Vec<NodeId> = styled.nodes.iter().filter(|node| node.flow.low).map(|node| node.id).collect();
    let is_own = |item: &Item| matches!(item.owner, Owner::Node(id, _) if own.binary_search(&id).is_ok());
    for (index, page) in pages.pages.iter_mut().enumerate() {
        // A page left blank is blank (CLREQ 2.6: the white page before a chapter); 版权页, a page of its own, carries
        // neither running head nor folio, though it is counted.
        if page.items.is_empty() || page.items.iter().any(is_own) {
            continue;
        }
        let on_page = page.items.iter().find_map(heading_of);
        let shown = on_page.unwrap_or_else(|| heading.clone());
        let mut items = Vec::new();
        for piece in styled.sheet.furniture.iter().filter(|piece| stands_on(piece.on, index)) {
            let words = Words { page: &page.label, total, heading: &shown };
            put(piece, index, words, styled, shop, &mut items);
        }
        if let Some(last) = page.items.iter().rev().find_map(heading_of) {
            heading = last;
        }
        // Pages are many, and hardly anything comes after this.
        page.items.reserve_exact(items.len());
        page.items.append(&mut items);
    }
}

struct Words<'a> {
    page: &'a str,
    total: usize,
    heading: &'a str,
}

/// Whether furniture stands on a page, counted from 0.
fn stands_on(on: OnPages, index: usize) -> bool {
    match on {
        OnPages::All => true,
        OnPages::First => index == 0,
        OnPages::Rest => index > 0,
        OnPages::Odd => index.is_multiple_of(2),
        OnPages::Even => index % 2 == 1,
    }
}

/// The text of the heading that an item begins with, lines joined.
fn heading_of(item: &Item, styled: &Styled) -> Option<String> {
    let Owner::Node(id, _) = item.owner else { return None };
    let node = find(&styled.nodes, id)?;
    match &node.kind {
        NodeKind::Para(para) => matches!(para.role, ParaRole::Heading(1)).then(|| para.text.replace('\n', "\u{3000}")),
        NodeKind::Table(_)
        | NodeKind::Picture(_)
        | NodeKind::Chart(_)
        | NodeKind::Box(_)
        | NodeKind::Contents(_)
        | NodeKind::Break(_) => None,
    }
}

fn put(piece: &Furniture, index: usize, words: Words<'_>, styled: &Styled, shop: &Shop<'_>, out: &mut Vec<Item>) {
    let info = &styled.info;
    let text = piece
        .text
        .replace("{title}", &info.title)
        .replace("{subtitle}", &info.subtitle)
        .replace("{issuer}", &info.issuer)
        .replace("{date}", &info.date)
        .replace("{heading}", words.heading)
        .replace("{pages}", &words.total.to_string())
        .replace("{page}", words.page);
    let page = &styled.sheet.page;
    let area = Grid::of_page(page, index).area;
    let y = match piece.edge {
        Edge::Head => piece.offset,
        Edge::Foot => page.size.height - piece.offset,
    };
    if !text.trim().is_empty() {
        let para = Para {
            role: ParaRole::Furniture,
            style: piece.style,
            runs: vec![Run { range: 0..text.len() as u32, ..Run::default() }],
            text: text.into(),
        };
        let prepared = shop.setter.prepare(&para);
        let measure = prepared.natural_width().max(Emu(1));
        if let Some(line) = prepared.set(measure).into_iter().next() {
            let spare = area.width - (line.end - line.start);
            let x = match turned(piece, index) {
                Align::Justify | Align::Start => Emu::ZERO,
                Align::Centre | Align::Even => spare.scale(1, 2),
                Align::End => spare,
            };
            let at = Point::new(area.x + x - line.start, y);
            out.push(Item { owner: Owner::Furniture, kind: ItemKind::Line { at, line } });
        }
    }
    if let Some((below, stroke)) = &piece.rule {
        let mut shape = Shape::rule(
            Point::new(area.x, y + *below),
            Point::new(area.right(), y + *below),
            stroke.width,
            stroke.colour.clone(),
        );
        shape.paint.stroke = Some(stroke.clone());
        out.push(Item { owner: Owner::Furniture, kind: ItemKind::Shape(shape.into()) });
    }
}

/// The alignment on this page: what stands outside changes sides on even pages.
fn turned(piece: &Furniture, index: usize) -> Align {
    if !piece.outer || index.is_multiple_of(2) {
        return piece.align;
    }
    match piece.align {
        Align::Start => Align::End,
        Align::End => Align::Start,
        Align::Justify => Align::Justify,
        Align::Centre => Align::Centre,
        Align::Even => Align::Even,
    }
}

/// Every string on the pages that is not source text: running heads, folios, repeated table heads,
/// 续表 marks and chart labels, in page order.
pub fn listed(pages: &Pages) -> Vec<String> {
    let mut out = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Line { line, .. } = &item.kind else { continue };
        let foreign = match item.owner {
            Owner::Furniture | Owner::Decoration | Owner::Reading(..) => true,
            Owner::Node(_, part) => part == super::page::Part::Label,
        };
        if foreign {
            out.push(words(line).to_owned());
        }
    }
    out
}
