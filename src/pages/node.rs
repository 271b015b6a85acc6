//! Nodes → galleys, each in the measure of the columns that it goes over.

use super::chart::of_chart;
use super::codes;
use super::contents::of_contents;
use super::frame::enclose;
use super::galley::{Galley, Ink, Loose, Shop, Slack, Stack, of_para, strip};
use super::grid::{lines, pitch};
use super::page::{Item, ItemKind, Owner, Part};
use super::table::of_table;
use crate::base::{Emu, Findings, Rect, Span};
use crate::style::{Node, NodeId, NodeKind, Picture};

/// The galleys of a run's nodes, set by `jobs` threads; the result knows nothing of their number.
pub fn set_all<'n>(
    nodes: &[(&'n Node, bool)],
    measure: Emu,
    shop: &Shop<'_>,
    jobs: usize,
    findings: &mut Findings,
) -> Vec<Galley<'n>> {
    let set_chunk = |chunk: &[(&'n Node, bool)]| {
        let mut own = Findings::default();
        let mut galleys: Vec<Galley<'n>> = Vec::with_capacity(chunk.len());
        for (node, ends_column) in chunk {
            let begin = galleys.len();
            of_node(node, measure, shop, &mut galleys, &mut own);
            dress(galleys.get_mut(begin..).unwrap_or_default(), node, *ends_column);
        }
        (galleys, own)
    };
    let size = nodes.len().div_ceil(jobs.max(1)).max(8);
    let mut chunks = nodes.chunks(size);
    let first = chunks.next().unwrap_or_default();
    let set_chunk = &set_chunk;
    let done: Vec<(Vec<Galley<'n>>, Findings)> = std::thread::scope(|scope| {
        let others: Vec<_> = chunks.map(|chunk| scope.spawn(move || set_chunk(chunk))).collect();
        let mut done = vec![set_chunk(first)];
        for thread in others {
            match thread.join() {
                Ok(result) => done.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    let mut done = done.into_iter();
    let Some((mut out, own)) = done.next() else { return Vec::new() };
    findings.extend(own);
    for (galleys, own) in done {
        out.extend(galleys);
        findings.extend(own);
    }
    out
}

/// The node's place in the flow, on the galleys that it became.
fn dress(galleys: &mut [Galley<'_>], node: &Node, ends_column: bool) {
    if let Some(first) = galleys.first_mut() {
        first.piece.before = node.flow.before;
    }
    // The style of a contents list's head may ask for it; the list goes over pages all the same.
    if node.flow.keep_together && !matches!(node.kind, NodeKind::Contents(_)) {
        let among_long = node.flow.split > 0 && matches!(node.kind, NodeKind::Table(_));
        let keep = if among_long { Galley::avoid_breaks } else { Galley::keep_together };
        galleys.iter_mut().for_each(keep);
    }
    let loose = match &node.kind {
        _ if node.flow.keep_with_next || ends_column => None,
        NodeKind::Chart(_) | NodeKind::Picture(_) => Some(Loose::Figure),
        NodeKind::Table(_) => Some(Loose::Table),
        NodeKind::Box(_) => Some(Loose::Box),
        NodeKind::Para(_) | NodeKind::Contents(_) | NodeKind::Break(_) => None,
    };
    galleys.iter_mut().for_each(|galley| galley.node = node.id);
    if let Some(last) = galleys.last_mut() {
        last.loose = loose;
        last.piece.after = node.flow.after;
        last.piece.ends_column = ends_column;
        if node.flow.keep_with_next {
            last.keep_with_next();
        }
    }
}

fn of_node<'n>(node: &'n Node, measure: Emu, shop: &Shop<'_>, out: &mut Vec<Galley<'n>>, findings: &mut Findings) {
    let body = Owner::Node(node.id, Part::Body);
    match &node.kind {
        NodeKind::Para(para) => {
            let style = shop.sheet.para(para.style);
            if measure < style.size {
                findings.push(codes::too_narrow(node.span, style.size, measure));
            }
            out.push(of_para(para, body, measure, shop, node.span, findings));
        }
        NodeKind::Table(table) => {
            let galley = of_table(table, node.id, measure, 0, shop, node.span, findings);
            out.push(Galley { table: Some((table, node.id)), ..galley });
        }
        NodeKind::Chart(chart) => {
            let galley = of_chart(chart, node.id, measure, shop, node.span, findings);
            out.push(Galley { chart: Some((chart, node.id)), ..galley });
        }
        NodeKind::Picture(picture) => {
            let galley = of_picture(picture, node.id, measure, shop, node.span, findings);
            out.push(Galley { picture: Some((picture, node.id)), ..galley });
        }
        NodeKind::Box(framed) => {
            let style = shop.sheet.framed(&framed.style);
            let room = measure - style.padding * 2;
            let mut inner = Vec::new();
            for node in &framed.nodes {
                let begin = inner.len();
                of_node(node, room, shop, &mut inner, findings);
                dress(inner.get_mut(begin..).unwrap_or_default(), node, false);
            }
            out.push(enclose(inner, style, node, measure, shop));
        }
        NodeKind::Contents(contents) => out.extend(of_contents(contents, node.id, measure, shop, node.span, findings)),
        NodeKind::Break(_) => {}
    }
}

/// A picture in whole lines of the grid, made smaller when it would not fit the type area.
pub fn of_picture(
    picture: &Picture,
    id: NodeId,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'static> {
    let page = &shop.sheet.page;
    let mut caption = Stack::default();
    if let Some(para) = &picture.caption {
        caption = shop.stack(para, measure, Owner::Node(id, Part::Caption), Emu::ZERO, findings);
    }
    let room = pitch(page) * i64::from(lines(page)) - caption.height;
    let (mut width, mut height) = (picture.width.max(Emu(1)), picture.height.max(Emu(1)));
    if width > measure {
        height = height.scale(measure.0, width.0);
        width = measure;
        findings.push(codes::shrunk(span));
    }
    if height > room {
        width = width.scale(room.0.max(1), height.0.max(1));
        height = room;
        findings.push(codes::shrunk(span));
    }
    let rect = Rect::new((measure - width).scale(1, 2), Emu::ZERO, width, height);
    let owner = Owner::Node(id, Part::Body);
    let mut stack = Stack {
        height,
        items: vec![Item { owner, kind: ItemKind::Image { rect: rect.into(), data: picture.data.clone() } }],
    };
    stack.push(caption);
    Galley::new(vec![(strip(stack.height, 0), Ink::Items(stack.items))], Slack::Centre, span)
}
