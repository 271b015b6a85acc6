//! Document + Filled + Sheet → [`Styled`]. One file a kind of block; each makes nodes, none looks at another's.

mod chart;
mod heading;
mod prose;
mod table;
#[cfg(test)]
mod tests;
mod title;

use super::*;
use crate::base::{Files, Finding, Findings, Span};
use crate::content::{Block, BlockKind, Document, Text};
use crate::figures::{Filled, Prose};
use crate::say;
use std::collections::BTreeMap;

/// Lowers a whole document; `files` gives the pictures. `None` when something it needs is not there.
pub fn lower(
    document: &Document,
    filled: &Filled,
    sheet: Sheet,
    files: &dyn Files,
    findings: &mut Findings,
) -> Option<Styled> {
    let mut lowering = Lowering::new(filled, &sheet, files);
    title::lower(&document.title, &mut lowering);
    for block in &document.blocks {
        lower_block(block, &mut lowering);
    }
    let Lowering { nodes, notes, figures, faults, .. } = lowering;
    if faults.stop() {
        findings.extend(faults);
        return None;
    }
    findings.extend(faults);
    Some(Styled { info: title::info(document, filled), sheet, nodes, notes, figures })
}

fn lower_block(block: &Block, to: &mut Lowering<'_>) {
    match &block.kind {
        BlockKind::Heading(heading) => heading::lower(block, heading, to),
        BlockKind::Paragraph(text) => to.text(block, text, ParaRole::Body, StyleKey::Body),
        BlockKind::Lead(text) => to.text(block, text, ParaRole::Lead, StyleKey::Lead),
        BlockKind::FigureTable(figures) => table::lower(block, figures, to),
        BlockKind::Chart(chart) => chart::lower(block, chart, to),
        BlockKind::Credit(text) => to.text(block, text, ParaRole::Credit, StyleKey::Credit),
        BlockKind::Remark(text) => to.text(block, text, ParaRole::Remark, StyleKey::Body),
        BlockKind::Grid(_)
        | BlockKind::List(_)
        | BlockKind::Quote(_)
        | BlockKind::Picture(_)
        | BlockKind::Box(_)
        | BlockKind::Numbers(_)
        | BlockKind::Contents(_)
        | BlockKind::Signature(_)
        | BlockKind::Break(_) => to.faults.push(
            Finding::input("L90", block.span, say!("还不会排这种块", "this kind of block cannot be set yet"))
                .help(say!("先改成段落", "make a paragraph of it for now")),
        ),
    }
}

/// What lowering has made so far, and what it looks things up in.
pub struct Lowering<'a> {
    filled: &'a Filled,
    sheet: &'a Sheet,
    #[expect(dead_code, reason = "no kind lowered so far reads a file; pictures will")]
    files: &'a dyn Files,
    faults: Findings,
    nodes: Vec<Node>,
    notes: Vec<Para>,
    figures: Vec<FigureMark>,
    /// The last occurrence of each figure: the prose's are counted already, tables count on from there.
    stated: BTreeMap<String, u32>,
}

impl<'a> Lowering<'a> {
    fn new(filled: &'a Filled, sheet: &'a Sheet, files: &'a dyn Files) -> Lowering<'a> {
        let (nodes, notes, figures) = Default::default();
        let mut stated = BTreeMap::new();
        for binding in &filled.bindings {
            if let Some(row) = filled.table.rows.get(binding.row as usize) {
                let last: &mut u32 = stated.entry(row.id.value.clone()).or_default();
                *last = binding.occurrence.max(*last);
            }
        }
        Lowering { filled, sheet, files, faults: Findings::default(), nodes, notes, figures, stated }
    }

    /// A block that is one paragraph.
    fn text(&mut self, block: &Block, text: &Text, role: ParaRole, style: StyleKey) {
        let para = self.para(text, role, style);
        self.push(&block.id, block.span, style, NodeKind::Para(para));
    }

    /// A text as a paragraph of this style.
    fn para(&mut self, text: &Text, role: ParaRole, style: StyleKey) -> Para {
        let prose = self.filled.prose(text.id);
        // An author who writes 资料来源： himself gets it once.
        let prefix = !prose.text.starts_with(&self.sheet.para(style.id()).prefix);
        prose::Setting::with(prefix, role, style, self).prose(prose, None).done()
    }

    /// The resolved text behind an author's text.
    fn prose(&self, text: &Text) -> &'a Prose {
        self.filled.prose(text.id)
    }

    /// Adds a node with the flow of its style.
    fn push(&mut self, block: &str, span: Span, style: StyleKey, kind: NodeKind) {
        let flow = self.sheet.para(style.id()).flow.clone();
        self.push_with(block, span, flow, kind);
    }

    /// Adds a node.
    fn push_with(&mut self, block: &str, span: Span, flow: Flow, kind: NodeKind) {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { id, block: block.to_owned(), span, flow, kind });
    }

    /// Notes that a table states a figure here; the index for [`Run::figure`].
    fn state(&mut self, id: &str) -> u32 {
        let count = self.stated.entry(id.to_owned()).or_default();
        *count += 1;
        let occurrence = *count;
        self.mark(FigureMark { id: id.to_owned(), occurrence })
    }

    /// Adds a place where a figure is stated.
    fn mark(&mut self, mark: FigureMark) -> u32 {
        self.figures.push(mark);
        (self.figures.len() - 1) as u32
    }
}
