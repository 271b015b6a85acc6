//! The document divided into runs: stretches of nodes that flow together, in one set of columns.

use super::grid::columns_over;
use crate::style::{Break, Node, NodeId, NodeKind, Styled};

/// Where a run begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Below the run before it.
    #[default]
    Here,
    /// On a new page.
    Page,
    /// On a new odd page.
    Recto,
}

/// Nodes that flow together.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// Where it begins.
    pub start: Start,
    /// Columns of the page here: the layout's, or others (变栏).
    pub columns: u8,
    /// The stretch in columns of its own that it belongs to; 0 for the flow of the page.
    pub band: u16,
    /// 栏线 between its columns, where that is not the layout's to say.
    pub ruled: Option<bool>,
    /// Whether it stands at the foot of a page of its own.
    pub low: bool,
    /// Columns that each of its nodes goes over.
    pub over: u8,
    /// Its nodes in order, and whether the column ends after each.
    pub nodes: Vec<(&'a Node, bool)>,
    /// What stands over several columns at the head or foot of a page beside them.
    pub floats: Vec<Float<'a>>,
}

/// Something over several columns that need not stand where it was written.
#[derive(Clone, Debug)]
pub struct Float<'a> {
    /// The first of its nodes: it was written before all those after it.
    pub before: NodeId,
    /// Columns that it goes over.
    pub over: u8,
    /// It, below the heads that stay with it.
    pub nodes: Vec<&'a Node>,
}

/// Divides the nodes: a node over more columns than the one before it begins a new run, and so does
/// a forced page.
pub fn divide(styled: &Styled) -> Vec<Run<'_>> {
    let page = &styled.sheet.page;
    let all = page.columns.max(1);
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = Start::Here;
    let nodes: Vec<&Node> = styled.nodes.iter().filter(|node| !node.flow.foot).collect();
    for (index, node) in nodes.iter().copied().enumerate() {
        if let NodeKind::Break(kind) = &node.kind {
            match kind {
                Break::Column => {
                    if let Some((_, ends)) = runs.last_mut().and_then(|run| run.nodes.last_mut()) {
                        *ends = true;
                    }
                }
                Break::Page => start = start.max_of(Start::Page),
                Break::Recto => start = Start::Recto,
            }
            continue;
        }
        let columns = if node.flow.split > 0 { node.flow.split } else { all };
        let over = columns_over(node.flow.across, columns);
        let (band, ruled) = (node.flow.band, node.flow.ruled);
        let low = node.flow.low;
        // What has a page of its own begins one, and so does what follows.
        if low || runs.last().is_some_and(|run| run.low) {
            start = start.max_of(Start::Page);
        }
        let empty = Run { start, columns, band, ruled, low, over, nodes: Vec::new(), floats: Vec::new() };
        if page.edges && columns == all && band == 0 && may_float(node, over) {
            let own = Run { over: 1, ..empty };
            let flows = |run: &Run<'_>| run.over == 1 && run.columns == all && run.band == 0;
            if start != Start::Here || !runs.last().is_some_and(flows) {
                runs.push(own);
                start = Start::Here;
            }
            if let Some(run) = runs.last_mut() {
                run.float(node, over, nodes.get(index + 1).copied());
            }
            continue;
        }
        let mut run = empty;
        if start == Start::Here {
            take_heads(&mut runs, &mut run);
        }
        match runs.last_mut() {
            Some(before) if run.start == Start::Here && before.flows_into(&run) => {
                before.nodes.append(&mut run.nodes);
                before.nodes.push((node, false));
            }
            Some(_) | None => {
                run.nodes.push((node, false));
                runs.push(run);
            }
        }
        start = Start::Here;
    }
    runs.retain(|run| !run.nodes.is_empty() || !run.floats.is_empty());
    runs
}

/// Whether it may stand at the head or foot of a page: over several columns, not text, of one piece.
fn may_float(node: &Node, over: u8) -> bool {
    over > 1
        && match &node.kind {
            NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) | NodeKind::Box(_) => {
                node.flow.keep_together && !node.flow.keep_with_next && !node.flow.low
            }
            NodeKind::Para(_) | NodeKind::Contents(_) | NodeKind::Break(_) => false,
        }
}

impl<'a> Run<'a> {
    /// Whether another goes on in its columns.
    fn flows_into(&self, next: &Run<'_>) -> bool {
        (self.over, self.columns, self.band) == (next.over, next.columns, next.band)
    }

    /// Takes something over several columns; heads before it go with it unless text follows, whose they are.
    fn float(&mut self, node: &'a Node, over: u8, next: Option<&Node>) {
        let text_follows = next.is_some_and(|next| match &next.kind {
            NodeKind::Para(_) => !next.flow.keep_with_next,
            NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) | NodeKind::Box(_) => false,
            NodeKind::Contents(_) | NodeKind::Break(_) => false,
        });
        let heads = if text_follows { 0 } else { self.heads() };
        let heads = self.nodes.split_off(self.nodes.len() - heads);
        let nodes: Vec<&Node> = heads.into_iter().map(|(node, _)| node).chain([node]).collect();
        let before = nodes.first().map_or(node.id, |first| first.id);
        self.floats.push(Float { before, over, nodes });
    }

    /// How many heads at its end stay with what follows.
    fn heads(&self) -> usize {
        let is_head = |node: &Node| matches!(node.kind, NodeKind::Para(_)) && node.flow.keep_with_next;
        self.nodes.iter().rev().take_while(|(node, ends)| is_head(node) && !ends).count()
    }
}

/// Heads at the end of a run in columns go with the node that they stay with, over more columns or in others. What
/// stands over a stretch in columns of its own (变栏) goes over all of them.
fn take_heads<'a>(runs: &mut Vec<Run<'a>>, next: &mut Run<'a>) {
    let enters = |before: &Run<'a>| next.band > 0 && before.band != next.band;
    let other = |before: &Run<'a>| before.over < next.over || before.over == 1 && before.columns != next.columns;
    let takes = |before: &&mut Run<'a>| {
        if before.band == 0 { other(before) || enters(before) } else { before.over < next.over && !enters(before) }
    };
    let Some(before) = runs.last_mut().filter(takes) else { return };
    let heads = before.heads();
    let start = before.start;
    let apart = enters(before) && next.over < next.columns;
    let nodes = before.nodes.split_off(before.nodes.len() - heads);
    let emptied = before.nodes.is_empty() && before.floats.is_empty();
    if emptied {
        runs.pop();
    }
    let start = if emptied { start } else { Start::Here };
    if apart && !nodes.is_empty() {
        let Run { columns, band, ruled, .. } = *next;
        runs.push(Run { start, columns, band, ruled, low: false, over: columns, nodes, floats: Vec::new() });
    } else {
        next.nodes = nodes;
        next.start = start;
    }
}

impl Start {
    fn max_of(self, other: Start) -> Start {
        if self == Start::Recto { self } else { other }
    }
}
