//! The document divided into runs: stretches of nodes that flow together, over one set of columns.

use super::grid::columns_over;
use crate::style::{Break, Node, NodeKind, Styled};

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
    /// Columns that each of its nodes goes over.
    pub over: u8,
    /// Its nodes in order, and whether the column ends after each.
    pub nodes: Vec<(&'a Node, bool)>,
}

/// Divides the nodes: a node over more columns than the one before it begins a new run, and so does
/// a forced page.
pub fn divide(styled: &Styled) -> Vec<Run<'_>> {
    let all = styled.sheet.page.columns.max(1);
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = Start::Here;
    for node in styled.nodes.iter().filter(|node| !node.flow.foot) {
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
        let over = columns_over(node.flow.across, all);
        match runs.last_mut() {
            Some(run) if run.over == over && start == Start::Here => run.nodes.push((node, false)),
            Some(_) | None => {
                let mut run = Run { start, over, nodes: Vec::new() };
                if start == Start::Here {
                    take_heads(&mut runs, &mut run);
                }
                run.nodes.push((node, false));
                runs.push(run);
                start = Start::Here;
            }
        }
    }
    runs
}

/// Heads at the end of a run in columns go over the columns of the node that they stay with.
fn take_heads<'a>(runs: &mut Vec<Run<'a>>, next: &mut Run<'a>) {
    let Some(before) = runs.last_mut().filter(|before| before.over < next.over) else { return };
    let heads = before.nodes.iter().rev().take_while(|(node, ends)| node.flow.keep_with_next && !ends).count();
    next.nodes = before.nodes.split_off(before.nodes.len() - heads);
    if before.nodes.is_empty() {
        next.start = before.start;
        runs.pop();
    }
}

impl Start {
    fn max_of(self, other: Start) -> Start {
        if self == Start::Recto { self } else { other }
    }
}
