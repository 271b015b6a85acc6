//! Document + Filled + Sheet → [`Styled`]. One file a kind of block; each makes nodes, none looks at another's.

mod across;
#[cfg(test)]
mod cases;
mod chart;
mod colophon;
mod columns;
mod contents;
mod frame;
mod furniture;
mod grid;
mod han;
mod heading;
mod headline;
mod imprint;
mod inset;
mod list;
mod notes;
mod numbers;
mod panels;
mod picture;
mod prose;
mod pull;
mod quote;
mod signature;
mod spaced;
mod tabbed;
mod table;
#[cfg(test)]
mod tests;
mod title;

use super::*;
use crate::base::{Files, Findings, Span};
use crate::content::{Block, BlockKind, BreakKind, Document, Text};
use crate::figures::{Filled, Prose};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lowers a whole document; `files` gives the pictures. `None` when something it needs is not there.
pub fn lower(
    document: &Document,
    filled: &Filled,
    sheet: Sheet,
    files: &dyn Files,
    findings: &mut Findings,
) -> Option<Styled> {
    let mut sheet = sheet;
    let info = title::info(document, filled);
    furniture::fill(&mut sheet.furniture, &info);
    furniture::fit(&mut sheet);
    headline::fit(document, filled, &mut sheet);
    numbers::fit(document, filled, &mut sheet);
    signature::fit(document, filled, &mut sheet);
    let by_columns = columns::sheets(document, &sheet);
    let mut lowering = Lowering::new(document, filled, &sheet, &by_columns, files);
    title::lower(&document.title, &mut lowering);
    let mut body = None;
    for block in &document.blocks {
        // Contents that the author sets before his first words belong to the front.
        let front = match &block.kind {
            BlockKind::Contents(_) | BlockKind::Imprint(_) | BlockKind::Break(_) => true,
            BlockKind::Heading(_) | BlockKind::Inset(_) | BlockKind::Paragraph(_) | BlockKind::Lead(_) => false,
            BlockKind::FigureTable(_) | BlockKind::Chart(_) | BlockKind::Grid(_) | BlockKind::List(_) => false,
            BlockKind::Quote(_) | BlockKind::Picture(_) | BlockKind::Box(_) | BlockKind::Columns(_) => false,
            BlockKind::Numbers(_) | BlockKind::Signature(_) | BlockKind::Remark(_) | BlockKind::Tabbed(_) => false,
            BlockKind::Colophon(_) | BlockKind::Pull(_) | BlockKind::Credit(_) => false,
        };
        if !front && body.is_none() {
            body = Some(NodeId(lowering.next));
        }
        lower_block(block, &mut lowering);
    }
    notes::stand(&mut lowering);
    let Lowering { mut nodes, notes, figures, faults, .. } = lowering;
    table::settle(&mut nodes, &sheet);
    if faults.stop() {
        findings.extend(faults);
        return None;
    }
    findings.extend(faults);
    // They stay until the files are written: what the list grew beyond its nodes is given back.
    nodes.shrink_to_fit();
    Some(Styled { info, sheet, nodes, body, notes, figures })
}

fn lower_block(block: &Block, to: &mut Lowering<'_>) {
    match &block.kind {
        BlockKind::Heading(heading) => heading::lower(block, heading, to),
        BlockKind::Inset(inset) => inset::lower(block, inset, to),
        BlockKind::Paragraph(text) => to.text(block, text, ParaRole::Body, to.body),
        BlockKind::Lead(text) => to.text(block, text, ParaRole::Lead, StyleKey::Lead),
        BlockKind::FigureTable(figures) => table::lower(block, figures, to),
        BlockKind::Chart(chart) => chart::lower(block, chart, to),
        BlockKind::Credit(text) => to.text(block, text, ParaRole::Credit, StyleKey::Credit),
        BlockKind::Remark(text) => to.text(block, text, ParaRole::Remark, StyleKey::Remark),
        BlockKind::Grid(grid) => grid::lower(block, grid, to),
        BlockKind::List(list) => list::lower(block, list, to),
        BlockKind::Tabbed(lines) => tabbed::lower(block, lines, to),
        BlockKind::Quote(quote) => quote::lower(block, quote, to),
        BlockKind::Picture(picture) => picture::lower(block, picture, to),
        BlockKind::Box(inner) => frame::lower(block, inner, to),
        BlockKind::Columns(columns) => columns::lower(columns, to),
        BlockKind::Imprint(imprint) => imprint::lower(block, imprint, to),
        BlockKind::Numbers(numbers) => numbers::lower(block, numbers, to),
        BlockKind::Contents(contents) => contents::lower(block, contents, to),
        BlockKind::Colophon(colophon) => colophon::lower(block, colophon, to),
        BlockKind::Pull(quote) => pull::lower(block, quote, to),
        BlockKind::Signature(signature) => signature::lower(block, signature, to),
        BlockKind::Break(kind) => {
            let kind = match kind {
                BreakKind::Column => Break::Column,
                BreakKind::Page => Break::Page,
                BreakKind::Recto => Break::Recto,
            };
            to.push(&block.id, block.span, StyleKey::Body, NodeKind::Break(kind));
        }
    }
}

/// What lowering has made so far, and what it looks things up in.
pub struct Lowering<'a> {
    document: &'a Document,
    filled: &'a Filled,
    sheet: &'a Sheet,
    /// The layout in other columns, by their number (变栏).
    columns: &'a BTreeMap<u8, Sheet>,
    /// How many blocks in columns of their own there were.
    bands: u16,
    files: &'a dyn Files,
    faults: Findings,
    nodes: Vec<Node>,
    /// Nodes are numbered through boxes, so that the list's length does not tell.
    next: u32,
    /// The style of plain paragraphs here: the body's, or a box's.
    body: StyleKey,
    /// Level of the heading that stands above; 0 for none.
    level: u8,
    /// Numbers of headings, by block.
    numbers: BTreeMap<String, String>,
    notes: Vec<Para>,
    /// How many of them stand at an end already.
    noted: usize,
    figures: Vec<FigureMark>,
    /// The ids of the table's rows.
    ids: Vec<Arc<str>>,
    /// The last occurrence of each figure: the prose's are counted already, tables count on from there.
    stated: BTreeMap<Arc<str>, u32>,
}

impl<'a> Lowering<'a> {
    fn new(
        document: &'a Document,
        filled: &'a Filled,
        sheet: &'a Sheet,
        columns: &'a BTreeMap<u8, Sheet>,
        files: &'a dyn Files,
    ) -> Lowering<'a> {
        let notes = Vec::new();
        let figures = Vec::with_capacity(filled.bindings.len());
        // A title and some furniture stand around the blocks.
        let nodes = Vec::with_capacity(document.blocks.len() + 16);
        let mut last = vec![0; filled.table.rows.len()];
        for binding in &filled.bindings {
            if let Some(last) = last.get_mut(binding.row as usize) {
                *last = binding.occurrence.max(*last);
            }
        }
        let ids: Vec<Arc<str>> = filled.table.rows.iter().map(|row| row.id.value.as_str().into()).collect();
        let stated = ids.iter().cloned().zip(last).collect();
        Lowering {
            document,
            filled,
            sheet,
            columns,
            bands: 0,
            files,
            faults: Findings::default(),
            nodes,
            next: 0,
            body: StyleKey::Body,
            level: 0,
            numbers: headline::numbers(document, filled, sheet),
            notes,
            noted: 0,
            figures,
            ids,
            stated,
        }
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
        prose::Setting::with(prefix, role, style, self).prose(prose, None).turned()
    }

    /// The resolved text behind an author's text.
    fn prose(&self, text: &Text) -> &'a Prose {
        self.filled.prose(text.id)
    }

    /// The next node's number.
    fn next_id(&mut self) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        id
    }

    /// Adds a node with the flow of its style.
    fn push(&mut self, block: &str, span: Span, style: StyleKey, kind: NodeKind) {
        let flow = self.sheet.para(style.id()).flow.clone();
        self.push_with(block, span, flow, kind);
    }

    /// Adds a node.
    fn push_with(&mut self, block: &str, span: Span, flow: Flow, kind: NodeKind) {
        let id = self.next_id();
        self.push_as(id, block, span, flow, kind);
    }

    /// Adds a node under a number taken before.
    fn push_as(&mut self, id: NodeId, block: &str, span: Span, flow: Flow, kind: NodeKind) {
        self.nodes.push(Node { id, block: block.to_owned(), span, flow, kind });
    }

    /// Notes that a table states a figure here; the index for [`Run::figure`].
    fn state(&mut self, id: &str) -> u32 {
        let id: Arc<str> = id.into();
        let count = self.stated.entry(Arc::clone(&id)).or_default();
        *count += 1;
        let occurrence = *count;
        self.mark(FigureMark { id, occurrence })
    }

    /// Adds a place where a figure is stated.
    fn mark(&mut self, mark: FigureMark) -> u32 {
        self.figures.push(mark);
        (self.figures.len() - 1) as u32
    }
}

/// A cell of one column and one row.
fn one(para: Para) -> Cell {
    Cell { across: 1, down: 1, para }
}
