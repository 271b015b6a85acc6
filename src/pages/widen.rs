//! 变栏 as the last resort: where no break, free line or other setting makes columns level, what keeps them from it
//! goes over more of the page, in fewer columns or over all of them (通栏), as a compositor would set it.
//!
//! The run is parted into what stands above, the part that is widened, and what stands below; each is level by itself.
//! Of all such partings those that change the page least are tried first: a head or a block over all columns before
//! text in fewer columns, text in columns of a readable measure before text over the whole page, one part before two.

use super::codes;
use super::galley::{Galley, Shop};
use super::makeup::{Fit, Maker};
use super::node::set_all;
use super::ready::{Opening, Ready};
use super::runs::Start;
use crate::base::{Emu, Findings};
use crate::style::{Node, NodeId, NodeKind, PageSpec};
use std::collections::BTreeMap;
use std::ops::Range;

/// Heads and blocks that may go over all columns together.
const TOGETHER: usize = 4;
/// Partings tried.
const TRIED: usize = 48;
/// Most nodes from the uneven page on: the text of many pages would have to be set again.
const LONGEST: usize = 400;
/// Partings of which a part is parted again.
const AGAIN: usize = 4;
/// Price of a line left free at a page's foot, beyond the two that nobody minds.
const HOLE: i64 = 6;
/// Ems of the longest comfortable line: on a page wider by a third, text over all columns stands in its middle.
const READABLE: i64 = 45;
/// Ems of the widest block, likewise.
const WIDEST: i64 = 60;
/// Price of a column in which nothing stands.
const EMPTY: i64 = 25;
/// Price of a border between parts in different columns.
const BORDER: i64 = 30;

/// A run's nodes, each with whether the column ends after it.
pub type Nodes<'n> = &'n [(&'n Node, bool)];

/// A run that did not come out level.
#[derive(Clone, Copy)]
pub struct Stubborn<'n> {
    /// Its nodes.
    pub nodes: Nodes<'n>,
    /// Columns of the page there.
    pub columns: u8,
    /// 栏线 between its columns.
    pub ruled: Option<bool>,
    /// The nodes that stand where columns are uneven, from one to another.
    pub from: NodeId,
    /// The last of them.
    pub to: NodeId,
}

/// Nodes that go over more of the page.
#[derive(Clone, Debug)]
struct Parting {
    nodes: Range<usize>,
    /// Columns in which they stand; 1 for the whole page.
    columns: u8,
    price: i64,
}

/// A pile of pages with the run on it, level, and what was found on the way.
pub struct Levelled<'a> {
    /// The pile.
    pub pile: Maker<'a>,
    /// What was found.
    pub findings: Findings,
    /// What was left free or uneven.
    pub fit: Fit,
}

/// The run set level with a part of it wider, the cheapest way; `None` where that makes nothing level.
pub fn level<'a>(maker: &Maker<'a>, run: Stubborn<'_>, next: Opening) -> Option<Levelled<'a>> {
    if run.nodes.len() > LONGEST {
        return None;
    }
    let spec = maker.shop().sheet.page.divided(run.columns);
    let mut sets = Sets { shop: maker.shop(), known: BTreeMap::new() };
    let mut best: Option<Levelled<'a>> = None;
    let mut open = Vec::new();
    for parting in partings(run, &spec, maker.shop()).into_iter().take(TRIED) {
        if best.as_ref().is_some_and(|best| best.fit.price <= parting.price) {
            break;
        }
        let (tried, only_below) = try_on(maker, run, &parting, next, &mut sets, false);
        if tried.fit.uneven <= 1 {
            keep_cheaper(&mut best, tried);
        } else if only_below {
            open.push(parting);
        }
    }
    // What stands below may be parted in its turn.
    for parting in open.into_iter().take(AGAIN) {
        if best.as_ref().is_none_or(|best| parting.price + BORDER < best.fit.price) {
            let (tried, _) = try_on(maker, run, &parting, next, &mut sets, true);
            if tried.fit.uneven <= 1 {
                keep_cheaper(&mut best, tried);
            }
        }
    }
    best
}

fn keep_cheaper<'a>(best: &mut Option<Levelled<'a>>, tried: Levelled<'a>) {
    if best.as_ref().is_none_or(|best| tried.fit.price < best.fit.price) {
        *best = Some(tried);
    }
}

/// Sets a run's parts on a pile that goes on where `maker` ends; tells whether only what stands below is not level.
fn try_on<'a, 'n>(
    maker: &Maker<'a>,
    run: Stubborn<'n>,
    parting: &Parting,
    next: Opening,
    sets: &mut Sets<'_, 'n>,
    last_resort: bool,
) -> (Levelled<'a>, bool) {
    let Range { start, end } = parting.nodes;
    let part = |nodes: Range<usize>| run.nodes.get(nodes).unwrap_or_default();
    let wide = part(start..end);
    // What is no text stands over all columns like any other 通栏; text begins a stretch of its own.
    let across = parting.columns == 1 && wide.iter().all(|(node, _)| !is_text(node));
    let (columns, over) = if across { (run.columns, run.columns) } else { (parting.columns, 1) };
    let above = (part(0..start), run.columns, 1, None, false);
    let below = (part(end..run.nodes.len()), run.columns, 1, None, last_resort);
    let mut ready = Vec::new();
    let within = if parting.columns == 1 { within(wide, &maker.shop().sheet.page) } else { None };
    let wide_part = (wide, columns, over, within, false);
    for (nodes, columns, over, within, widens) in [above, wide_part, below] {
        if nodes.is_empty() {
            continue;
        }
        let mut findings = Findings::default();
        let measure = within.unwrap_or_else(|| maker.shop().sheet.page.divided(columns).width(over));
        let galleys = sets.of(nodes, measure, &mut findings);
        let (band, ruled, floats) = (0, run.ruled, Vec::new());
        let run = Ready {
            start: Start::Here,
            columns,
            band,
            ruled,
            low: false,
            over,
            within,
            nodes,
            galleys,
            floats,
            findings,
        };
        ready.push((run, widens));
    }
    let spec = &maker.shop().sheet.page;
    let next = ready.iter().skip(1).map(|(run, _)| Opening::of(&run.galleys, spec)).chain([next]);
    let next: Vec<Opening> = next.collect();
    let mut out = Levelled { pile: maker.go_on(0), findings: Findings::default(), fit: Fit::default() };
    let (mut level_above, mut headed) = (true, false);
    for ((run, widens), next) in ready.into_iter().zip(next) {
        level_above = out.fit.uneven <= 1;
        if !level_above {
            break;
        }
        let heads = run.nodes.last().is_some_and(|(node, _)| node.flow.keep_with_next);
        out.pile.widen(widens);
        let fit = out.pile.run(run, next, &mut out.findings);
        out.fit.uneven = out.fit.uneven.max(fit.uneven);
        // Its text began on the next page: a head was left at the foot of this one.
        if std::mem::replace(&mut headed, heads) && fit.hole > 0 {
            return (Levelled { fit: Fit { uneven: u32::MAX, ..out.fit }, ..out }, false);
        }
        out.fit.hole += fit.hole;
        out.fit.price += fit.price + EMPTY * i64::from(fit.empty);
    }
    out.fit.price += parting.price + HOLE * i64::from(out.fit.hole.saturating_sub(2));
    for (node, _) in wide {
        out.pile.widened(node.id, parting.columns);
    }
    if let Some((first, _)) = wide.first() {
        out.findings.push(codes::widened(first.span, parting.columns));
    }
    (out, level_above && end < run.nodes.len())
}

/// The partings of a run, the least change first.
fn partings(run: Stubborn<'_>, spec: &PageSpec, shop: &Shop<'_>) -> Vec<Parting> {
    let mut out = Vec::new();
    let units = units(run.nodes);
    let id = |at: usize| run.nodes.get(at).map_or(run.to, |(node, _)| node.id);
    let concerned = |unit: &&Range<usize>| id(unit.start) <= run.to && id(unit.end - 1) >= run.from;
    let concerned: Vec<&Range<usize>> = units.iter().filter(concerned).collect();
    let mut offer = |nodes: Range<usize>| {
        let some = run.nodes.get(nodes.clone()).unwrap_or_default();
        if some.iter().any(|(_, ends)| *ends) {
            return;
        }
        let borders = i64::from(nodes.start > 0) + i64::from(nodes.end < run.nodes.len());
        // Heads at the end stand over the text below, and so over all columns.
        let headed = some.last().is_some_and(|(node, _)| node.flow.keep_with_next);
        let all = if !headed { run.columns - 1 } else { u8::from(!some.iter().any(|(node, _)| is_text(node))) };
        for columns in 1..=all {
            let wide = shop.sheet.page.divided(columns);
            let ems = wide.column_width.0 / spec.em.0.max(1);
            let ems = if columns == 1 && within(some, spec).is_some() { READABLE } else { ems };
            let price: i64 = some.iter().map(|(node, _)| price(node, ems, columns)).sum();
            let price = price + 5 * i64::from(run.columns - columns);
            out.push(Parting { nodes: nodes.clone(), columns, price: price + BORDER * borders });
        }
    };
    for (at, first) in concerned.iter().enumerate() {
        // Heads alone over their text.
        let own = heads(run.nodes, first);
        if own > 0 && first.start + own < first.end {
            offer(first.start..first.start + own);
        }
        for last in concerned.iter().skip(at).take(TOGETHER) {
            offer(first.start..last.end);
            let own = heads(run.nodes, last);
            if own > 0 && last.start > first.start {
                offer(first.start..last.start + own);
            }
        }
    }
    offer(0..run.nodes.len());
    out.sort_by_key(|parting| parting.price);
    out.dedup_by_key(|parting| (parting.nodes.clone(), parting.columns));
    out
}

/// What it costs to set a node in columns of so many ems.
fn price(node: &Node, ems: i64, columns: u8) -> i64 {
    match &node.kind {
        NodeKind::Para(_) if node.flow.keep_with_next => 10,
        NodeKind::Para(para) => {
            let long = para.text.chars().count() as i64;
            20 + long * (READABLE + (ems - READABLE).max(0) * 2) / READABLE / 4
        }
        // Blocks go over all columns or stay as they are.
        NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => 10 + 30 * i64::from(columns - 1),
        NodeKind::Box(_) => 20 + 15 * i64::from(columns - 1),
        NodeKind::Contents(_) | NodeKind::Break(_) => 1000,
    }
}

/// Nodes that stay together: each with the heads above it.
fn units(nodes: Nodes<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, (node, _)) in nodes.iter().enumerate() {
        if !node.flow.keep_with_next || at + 1 == nodes.len() {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    out
}

/// Heads with which a unit begins.
fn heads(nodes: Nodes<'_>, unit: &Range<usize>) -> usize {
    let some = nodes.get(unit.clone()).unwrap_or_default();
    some.iter().take_while(|(node, _)| node.flow.keep_with_next && matches!(node.kind, NodeKind::Para(_))).count()
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Para(_)) && !node.flow.keep_with_next
}

/// The measure of what stands over all columns, where the page is too wide for it.
fn within(nodes: Nodes<'_>, page: &PageSpec) -> Option<Emu> {
    let ems = if nodes.iter().any(|(node, _)| is_text(node)) { READABLE } else { WIDEST };
    (page.area.width > page.em * (ems * 4 / 3)).then(|| page.em * ems)
}

/// Nodes set to several measures, each only once.
struct Sets<'s, 'n> {
    shop: &'s Shop<'s>,
    known: BTreeMap<(NodeId, Emu), (Vec<Galley<'n>>, Findings)>,
}

impl<'n> Sets<'_, 'n> {
    fn of(&mut self, nodes: Nodes<'n>, measure: Emu, findings: &mut Findings) -> Vec<Galley<'n>> {
        let mut out = Vec::new();
        for node in nodes {
            let set = self.known.entry((node.0.id, measure)).or_insert_with(|| {
                let mut findings = Findings::default();
                (set_all(std::slice::from_ref(node), measure, self.shop, 1, &mut findings), findings)
            });
            out.extend(set.0.iter().cloned());
            findings.extend(set.1.clone());
        }
        out
    }
}
