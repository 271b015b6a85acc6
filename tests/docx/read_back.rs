//! An independent reader (docx-rs) gives back the same text and tables.

use crate::sample;
use banxin::base::Findings;
use banxin::content::Mark;
use banxin::docx::{Options, write};
use banxin::style::{NodeKind, PageLabels, Para, Run, Styled};
use docx_rs::{
    DocumentChild, InsertChild, Paragraph, ParagraphChild, RunChild, Table, TableCellContent, TableChild,
    TableRowChild, read_docx,
};

/// Writes, and puts the file beside the test binaries for a look.
pub fn written(name: &str, styled: &Styled) -> Vec<u8> {
    written_with(name, styled, &PageLabels::default(), Options::default())
}

/// The same with page labels and options.
pub fn written_with(name: &str, styled: &Styled, labels: &PageLabels, options: Options) -> Vec<u8> {
    let mut findings = Findings::default();
    let sources = vec![("review.yaml".into(), "0".repeat(64))];
    let options = Options { date: styled.info.date.clone(), sources, ..options };
    let bytes = write(styled, labels, &options, &mut findings).expect("written");
    assert!(findings.is_empty(), "{findings:?}");
    std::fs::write(format!("{}/{name}.docx", env!("CARGO_TARGET_TMPDIR")), &bytes).unwrap();
    bytes
}

fn runs(children: &[ParagraphChild]) -> String {
    children
        .iter()
        .map(|child| match child {
            ParagraphChild::Run(run) => run.children.iter().map(run_child).collect(),
            ParagraphChild::Hyperlink(link) => runs(&link.children),
            ParagraphChild::Insert(insert) => insert
                .children
                .iter()
                .map(|child| match child {
                    InsertChild::Run(run) => run.children.iter().map(run_child).collect(),
                    _ => String::new(),
                })
                .collect(),
            _ => String::new(),
        })
        .collect()
}

fn run_child(child: &RunChild) -> String {
    match child {
        RunChild::Text(text) => text.text.clone(),
        RunChild::Break(_) => "\n".into(),
        RunChild::Tab(_) => "\t".into(),
        _ => String::new(),
    }
}

fn paragraph(paragraph: &Paragraph) -> String {
    runs(&paragraph.children)
}

fn table(table: &Table) -> Vec<Vec<String>> {
    let cells = |row: &docx_rs::TableRow| {
        row.cells
            .iter()
            .map(|TableRowChild::TableCell(cell)| {
                let lines = cell.children.iter().map(|content| match content {
                    TableCellContent::Paragraph(inner) => paragraph(inner),
                    _ => String::new(),
                });
                lines.collect::<Vec<_>>().join("\n")
            })
            .collect()
    };
    table.rows.iter().map(|TableChild::TableRow(row)| cells(row)).collect()
}

/// What docx-rs read: the paragraphs that hold text, and the tables.
pub fn read(bytes: &[u8]) -> (Vec<String>, Vec<Vec<Vec<String>>>) {
    let docx = read_docx(bytes).expect("docx-rs reads it");
    let (mut paragraphs, mut tables) = (Vec::new(), Vec::new());
    for child in &docx.document.children {
        match child {
            DocumentChild::Paragraph(inner) => paragraphs.push(paragraph(inner)),
            DocumentChild::Table(inner) => tables.push(table(inner)),
            _ => {}
        }
    }
    paragraphs.retain(|text| !text.is_empty());
    (paragraphs, tables)
}

/// A paragraph as docx-rs sees it: a note's number is Word's own, and it knows no ruby.
pub fn seen(para: &Para) -> String {
    let shown = |run: &&Run| !run.marks.iter().any(|mark| matches!(mark, Mark::Note | Mark::Ruby(_)));
    let text = |run: &Run| para.text[run.range.start as usize..run.range.end as usize].to_owned();
    para.runs.iter().filter(shown).map(text).collect()
}

/// What the waist says should be there.
pub fn expected(styled: &Styled) -> Vec<String> {
    let text = seen;
    let mut out = Vec::new();
    for node in &styled.nodes {
        match &node.kind {
            NodeKind::Para(para) => out.push(text(para)),
            NodeKind::Table(table) => out.extend(table.caption.iter().chain(&table.unit).chain(&table.below).map(text)),
            NodeKind::Contents(contents) => {
                out.extend(contents.head.iter().map(text));
                // A leader before the page's label, which is empty where no pages were set.
                out.extend(contents.entries.iter().map(|(_, _, para)| format!("{}\t", para.text)));
            }
            NodeKind::Chart(chart) => {
                out.extend(chart.unit_line.iter().chain(&chart.caption).chain(&chart.below).map(text));
            }
            NodeKind::Picture(picture) => out.extend(picture.caption.iter().map(text)),
            _ => {}
        }
    }
    out
}

#[test]
fn the_bulletin_comes_back() {
    let styled = sample::bulletin();
    let (paragraphs, tables) = read(&written("bulletin", &styled));
    assert_eq!(paragraphs, expected(&styled));
    let rows: Vec<Vec<String>> = vec![
        ["指标", "数值", "单位"].map(String::from).to_vec(),
        vec!["打击犯罪".into()],
        ["破获刑事案件同比", "28.2", "%"].map(String::from).to_vec(),
        ["追赃挽损", "1370", "万余元"].map(String::from).to_vec(),
        ["视频监控点", "1.3", "万余个"].map(String::from).to_vec(),
    ];
    assert_eq!(tables, [rows]);
}

#[test]
fn everything_comes_back() {
    let mut styled = sample::everything();
    // As the set pages say: fields show what LibreOffice would count.
    let page = |block: &str, page: &str| (block.to_owned(), page.to_owned());
    let labels = PageLabels([page("table-1", "1"), page("heading-1", "1")].into());
    let bytes = written_with("everything", &styled, &labels, Options::default());
    let (paragraphs, tables) = read(&bytes);
    // docx-rs knows neither ruby nor frames inside; the words around them it does.
    let marked = paragraphs.iter().find(|text| text.starts_with("着重与")).expect("the marked paragraph");
    assert!(marked.contains("《内参》") && marked.contains("见表1，第") && marked.ends_with("，前文完。"), "{marked}");
    assert_eq!(tables.len(), 4);
    styled.nodes.retain(|node| node.block == "p-last");
    assert!(paragraphs.contains(&expected(&styled)[0]));
}
