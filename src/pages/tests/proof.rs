//! Proofs read from the pages themselves: what must hold of every page of every document.

use crate::base::{Emu, Rect};
use crate::pages::grid::{Grid, baseline};
use crate::pages::*;
use crate::style::*;
use std::collections::{BTreeMap, BTreeSet};

/// A body line found on a page.
#[derive(Clone, Copy, Debug)]
struct Seen {
    node: u32,
    page: usize,
    column: u8,
}

/// Every fault of the pages, in words.
pub fn faults(pages: &Pages, styled: &Styled) -> Vec<String> {
    let mut out = Vec::new();
    let body = lines_of_body(pages, styled, &mut out);
    edges(&body, &mut out);
    inside(pages, styled, &mut out);
    apart(pages, styled, &mut out);
    heads(pages, styled, &mut out);
    whole(pages, styled, &mut out);
    out
}

fn node(styled: &Styled, id: NodeId) -> Option<&Node> {
    styled.nodes.get(index(styled, id)?)
}

/// The place of a node among those of the document; nodes in a box are numbered too.
fn index(styled: &Styled, id: NodeId) -> Option<usize> {
    styled.nodes.binary_search_by_key(&id, |node| node.id).ok()
}

/// The node after it.
fn next(styled: &Styled, id: NodeId) -> Option<&Node> {
    styled.nodes.get(index(styled, id)? + 1)
}

/// Body lines by column; each must stand on the grid.
fn lines_of_body(pages: &Pages, styled: &Styled, out: &mut Vec<String>) -> Vec<Seen> {
    let spec = &styled.sheet.page;
    let mut seen = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let grid = Grid::of_page(spec, number);
        for item in &page.items {
            let (Owner::Node(id, Part::Body), ItemKind::Line { at, line }) = (item.owner, &item.kind) else { continue };
            let Some(NodeKind::Para(para)) = node(styled, id).map(|node| &node.kind) else { continue };
            let style = styled.sheet.para(para.style);
            if style.takes > 0 || style.leading != spec.pitch {
                continue;
            }
            let drop = at.y - baseline(spec.pitch, style.size) - grid.line_y(0);
            if drop.0.rem_euclid(spec.pitch.0) != 0 {
                out.push(format!("page {}: off the grid: {:?} {} {}", number + 1, para.role, style.key, words(line)));
            }
            let column = (0..spec.columns).find(|c| grid.column_x(*c) == at.x);
            let column = column.unwrap_or(0);
            seen.push(Seen { node: id.0, page: number, column });
        }
    }
    seen
}

/// No single line of a paragraph in a column, unless the paragraph has only one.
fn edges(body: &[Seen], out: &mut Vec<String>) {
    let mut parts: BTreeMap<u32, BTreeMap<(usize, u8), usize>> = BTreeMap::new();
    for line in body {
        *parts.entry(line.node).or_default().entry((line.page, line.column)).or_default() += 1;
    }
    for (id, columns) in parts {
        if columns.len() > 1 && columns.values().any(|count| *count < 2) {
            out.push(format!("node {id}: a single line at a column's edge: {columns:?}"));
        }
    }
}

/// What is kept with the next node has that node below it on the same page.
fn heads(pages: &Pages, styled: &Styled, out: &mut Vec<String>) {
    // In reading order, for a picture may stand a paragraph later than written.
    let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        ends.extend(page.items.iter().filter_map(|item| match item.owner {
            Owner::Node(id, _) => Some((id.0, number)),
            Owner::Decoration | Owner::Reading(..) | Owner::Furniture => None,
        }));
    }
    let open = |id: NodeId| match next(styled, id).map(|next| &next.kind) {
        None | Some(NodeKind::Break(_)) => false,
        Some(_) => node(styled, id).is_some_and(|node| node.flow.keep_with_next),
    };
    for (number, page) in pages.pages.iter().enumerate() {
        let mut below: Option<(u32, Emu)> = None;
        for item in page.items.iter().rev() {
            let Owner::Node(id, _) = item.owner else { continue };
            let rect = bounds(item, styled);
            if below.is_none_or(|(after, y)| after != id.0 && y <= rect.y)
                && open(id)
                && ends.get(&id.0) == Some(&number)
            {
                out.push(format!("page {}: a head at a column's foot: node {}", number + 1, id.0));
            }
            below = Some((id.0, rect.y));
        }
    }
}

/// Nothing but furniture outside the type area (a rule's pen may straddle its edge).
fn inside(pages: &Pages, styled: &Styled, out: &mut Vec<String>) {
    for (number, page) in pages.pages.iter().enumerate() {
        for item in page.items.iter().filter(|item| item.owner != Owner::Furniture) {
            let rect = bounds(item, styled);
            let slop = Emu(2);
            let area = Rect::new(
                page.area.x - slop,
                page.area.y - slop,
                page.area.width + slop * 2,
                page.area.height + slop * 2,
            );
            if !area.contains(rect) {
                out.push(format!("page {}: outside the type area: {:?} {rect:?}", number + 1, item.owner));
            }
        }
    }
}

/// No two lines overlap.
fn apart(pages: &Pages, styled: &Styled, out: &mut Vec<String>) {
    for (number, page) in pages.pages.iter().enumerate() {
        let mut rects: Vec<(Rect, Owner)> = page
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Line { .. }) && item.owner != Owner::Furniture)
            .map(|item| (bounds(item, styled), item.owner))
            .collect();
        rects.sort_by_key(|(rect, _)| (rect.y, rect.x));
        for (at, (rect, owner)) in rects.iter().enumerate() {
            for (other, whose) in rects.iter().skip(at + 1).take_while(|(other, _)| other.y < rect.bottom()) {
                if rect.overlaps(*other) {
                    out.push(format!("page {}: overlap: {owner:?} {rect:?} and {whose:?} {other:?}", number + 1));
                }
            }
        }
    }
}

/// Every character of every paragraph stands on the pages once, in order.
fn whole(pages: &Pages, styled: &Styled, out: &mut Vec<String>) {
    let mut found: BTreeMap<u32, String> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Owner::Node(id, Part::Body), ItemKind::Line { line, .. }) = (item.owner, &item.kind) {
            let range = line.range.start as usize..line.range.end as usize;
            found.entry(id.0).or_default().push_str(line.text().get(range).unwrap_or("?"));
        }
    }
    for node in &styled.nodes {
        if let NodeKind::Para(para) = &node.kind {
            let text = found.get(&node.id.0).map_or("", String::as_str);
            if text != &*para.text {
                out.push(format!("node {}: text lost or doubled: {text:?}", node.id.0));
            }
        }
    }
}

/// The box of an item: of a line, its em box.
pub fn bounds(item: &Item, _styled: &Styled) -> Rect {
    match &item.kind {
        ItemKind::Line { at, line } => {
            let size = line.runs().map(|run| run.fount.size).max().unwrap_or_default();
            let top = at.y - size.scale(88, 100);
            Rect::new(at.x + line.start, top, line.end - line.start, size)
        }
        ItemKind::Shape(shape) => {
            let (low, high) = crate::pages::dump::bounds(&shape.path);
            Rect::new(low.x, low.y, high.x - low.x, high.y - low.y)
        }
        ItemKind::Image { rect, .. } => **rect,
    }
}

/// How many lines the columns of each band differ by, where that is more than one: page, lines.
///
/// A band is what stands between two things that go over all columns, or in columns of one number. Its
/// columns' feet are read from the ink: the last line of the grid that something of the column reaches into,
/// or what stands below it over several columns.
pub fn uneven(pages: &Pages, styled: &Styled) -> Vec<(usize, u32)> {
    let spec = &styled.sheet.page;
    let mut out = Vec::new();
    let floats: BTreeSet<NodeId> = crate::pages::runs::divide(styled)
        .iter()
        .flat_map(|run| &run.floats)
        .flat_map(|float| float.nodes.iter().map(|node| node.id))
        .collect();
    let line = |page: &Page, y: Emu| (y - page.area.y).0.max(0) as u64;
    let above = |page: &Page, y: Emu| line(page, y).div_ceil(spec.pitch.0 as u64) as u32;
    for (number, page) in pages.pages.iter().enumerate() {
        let mut bands: Vec<Band> = Vec::new();
        let mut blocks: BTreeMap<NodeId, Rect> = BTreeMap::new();
        let mut going = false;
        for item in page.items.iter() {
            let Owner::Node(id, _) = item.owner else { continue };
            let Some(node) = node_of(styled, id) else { continue };
            let rect = bounds(item, styled);
            if floats.contains(&node.id) {
                let whole = blocks.entry(node.id).or_insert(rect);
                *whole = whole.union(rect);
                continue;
            }
            // 破栏 leaves the band going on beside it: its columns end level below.
            let widened = pages.widened.get(&node.id).copied();
            if widened.map_or_else(|| spanning(styled, node), |columns| columns == 1) {
                going = false;
                continue;
            }
            let own = spec.divided(widened.unwrap_or_else(|| columns_of(styled, node)));
            if own.columns < 2 {
                going = false;
                continue;
            }
            let grid = Grid::of_page(&own, number);
            let column = (0..own.columns).rev().find(|c| grid.column_x(*c) <= rect.x + Emu(2)).unwrap_or(0);
            // A box's frame stands around its text.
            let frame = if node.id == id { Emu::ZERO } else { spec.pitch };
            if !going || bands.last().is_none_or(|band| band.feet.len() != usize::from(own.columns)) {
                bands.push(Band { top: u32::MAX, feet: vec![0; usize::from(own.columns)], spec: own });
                going = true;
            }
            let Some(band) = bands.last_mut() else { continue };
            band.top = band.top.min((line(page, rect.y) / spec.pitch.0 as u64) as u32);
            if let Some(slot) = band.feet.get_mut(usize::from(column)) {
                *slot = above(page, rect.bottom() + frame).max(*slot);
            }
        }
        for band in bands {
            let grid = Grid::of_page(&band.spec, number);
            let most = band.feet.iter().max().copied().unwrap_or(0);
            let foot = |(column, foot): (u8, &u32)| {
                let x = grid.column_x(column);
                let mut foot = (*foot).max(band.top);
                let mut below: Vec<&Rect> =
                    blocks.values().filter(|rect| rect.x < x + spec.em && rect.right() > x).collect();
                below.sort_by_key(|rect| rect.y);
                for rect in below {
                    if above(page, rect.y) <= foot + 3 {
                        foot = foot.max(above(page, rect.bottom()));
                    }
                }
                foot
            };
            let least = (0..).zip(&band.feet).map(foot).min().unwrap_or(0);
            if most > least + 1 {
                out.push((number + 1, most - least));
            }
        }
    }
    out
}

/// A stretch of a page in columns of one number, as the ink shows it.
struct Band {
    top: u32,
    feet: Vec<u32>,
    spec: PageSpec,
}

/// Columns of the page where a node stands: heads stand in those of what they stay with.
fn columns_of(styled: &Styled, node: &Node) -> u8 {
    let own = |node: &Node| if node.flow.split > 0 { node.flow.split } else { styled.sheet.page.columns };
    match next(styled, node.id) {
        Some(next) if node.flow.keep_with_next && matches!(node.kind, NodeKind::Para(_)) => columns_of(styled, next),
        _ => own(node),
    }
}

/// Whether it goes over several columns, as heads do with what they stay with.
fn spanning(styled: &Styled, node: &Node) -> bool {
    let is_head = |node: &Node| node.flow.keep_with_next && matches!(node.kind, NodeKind::Para(_));
    let after = |node: &Node| next(styled, node.id).filter(|_| is_head(node));
    let all = styled.sheet.page.columns;
    crate::pages::grid::columns_over(node.flow.across, all) == all
        || after(node).is_some_and(|next| spanning(styled, next))
}

/// The node of an item, a box's for what stands in it.
fn node_of(styled: &Styled, id: NodeId) -> Option<&Node> {
    let inside = |node: &&Node| matches!(&node.kind, NodeKind::Box(inner) if inner.nodes.iter().any(|n| n.id == id));
    node(styled, id).or_else(|| styled.nodes.iter().find(inside))
}
