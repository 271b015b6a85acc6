//! `NAME.manifest.json`: what was made, and what a judge of its text must know.

use banxin::style::{Cell, Node, NodeKind, Para, Styled, Table, TableKey};
use banxin::{Made, Output};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Grows when a field changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    v: u32,
    /// Title of the document, for people.
    title: &'a str,
    outputs: Vec<OutputFacts>,
    /// Paragraph by paragraph from title to credit, cells of tables one by one, in reading order.
    text: Vec<String>,
    /// Strings drawn on the pages that are not text of the document: running heads, folios,
    /// labels of charts, in page order.
    furniture: Vec<String>,
    /// Notes, which stand at the foot of the page that calls them.
    notes: Vec<String>,
    /// Every place where a figure is stated.
    figures: Vec<FigureFacts<'a>>,
}

#[derive(Serialize)]
struct OutputFacts {
    file: String,
    bytes: usize,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

#[derive(Serialize)]
struct FigureFacts<'a> {
    id: &'a str,
    occurrence: u32,
}

/// The manifest as JSON text.
pub fn json(name: &str, outputs: &[Output], made: &Made) -> String {
    let styled = &made.styled;
    let outputs = outputs.iter().map(|output| OutputFacts {
        file: format!("{name}{}", output.suffix),
        bytes: output.bytes.len(),
        sha256: hex(&Sha256::digest(&output.bytes)),
        pages: output.pages,
    });
    let figures = styled.figures.iter().map(|mark| FigureFacts { id: &mark.id, occurrence: mark.occurrence });
    let manifest = Manifest {
        v: VERSION,
        title: &styled.info.title,
        outputs: outputs.collect(),
        text: text(styled),
        furniture: banxin::pages::furniture(&made.pages),
        notes: styled.notes.iter().map(|note| note.text.to_string()).collect(),
        figures: figures.collect(),
    };
    let mut json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    json.push('\n');
    json
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The resolved text in reading order.
pub fn text(styled: &Styled) -> Vec<String> {
    let mut out = Vec::new();
    for node in &styled.nodes {
        node_text(node, &mut out);
    }
    out
}

fn node_text(node: &Node, out: &mut Vec<String>) {
    let mut push = |para: &Para| out.push(para.text.to_string());
    match &node.kind {
        NodeKind::Para(para) => push(para),
        NodeKind::Table(table) => table_text(table, &mut push),
        NodeKind::Picture(picture) => picture.caption.iter().for_each(push),
        NodeKind::Chart(chart) => {
            chart.unit_line.iter().chain(&chart.caption).chain(&chart.below).for_each(push);
        }
        NodeKind::Box(frame) => frame.nodes.iter().for_each(|node| node_text(node, out)),
        NodeKind::Contents(contents) => {
            contents.head.iter().chain(contents.entries.iter().map(|(_, _, para)| para)).for_each(push);
        }
        NodeKind::Break(_) => {}
    }
}

fn table_text(table: &Table, push: &mut impl FnMut(&Para)) {
    table.caption.iter().chain(&table.unit).for_each(&mut *push);
    if table.style == TableKey::Numbers.id() {
        // Each large figure with its label below, as readers are told them.
        for pair in table.body.chunks(2) {
            let [values, labels] = pair else { continue };
            for (value, label) in values.cells.iter().zip(&labels.cells) {
                push(&value.para);
                push(&label.para);
            }
        }
        table.below.iter().for_each(push);
        return;
    }
    let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
    cells.map(|Cell { para, .. }| para).for_each(&mut *push);
    table.below.iter().for_each(push);
}
