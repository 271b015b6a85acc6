//! Floor 6: Styled → DOCX bytes, part by part.
//!
//! Reads only the waist. One part a file; every string goes through `xml`, which escapes, sorts
//! children into the schema's order (`order`) and lets no forbidden character through. What was
//! found about Word, WPS and LibreOffice is told feature by feature in `src/docx/docs/`.

mod anchors;
mod body;
mod characters;
mod chart;
mod codes;
mod comments;
mod contents;
mod drawing;
mod ends;
mod field;
mod fonts;
mod furniture;
mod inline;
mod keeps;
mod labels;
mod names;
mod notes;
mod numbering;
mod order;
mod package;
mod packing;
mod picture;
mod plots;
mod props;
mod section;
mod settings;
mod styles;
mod table;
mod workbook;
mod xml;

pub use codes::CODES;

use crate::base::{Findings, Span};
use crate::content::Mark;
use crate::pictures::Pictures;
use crate::style::{Node, NodeId, NodeKind, PageLabels, Para, ParaStyleId, Styled};
use names::StyleNames;
use package::{Package, Relations, kind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// WordprocessingML.
const NS_W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// References to relationships.
const NS_R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// DrawingML.
const NS_A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Drawings in WordprocessingML.
const NS_WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// A neutral theme: no style refers to it, but Word makes one up where there is none.
const THEME: &[u8] = include_bytes!("theme1.xml");

/// What the outside knows and the waist does not.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `YYYY-MM-DD` or a whole `YYYY-MM-DDThh:mm:ssZ`, from the source or SOURCE_DATE_EPOCH; empty for none.
    pub date: String,
    /// Name and SHA-256 (hex) of each source file, for the way back.
    pub sources: Vec<(String, String)>,
    /// Remarks on the text, written as Word's comments.
    pub comments: Vec<Comment>,
    /// Where notes stand.
    pub notes: NotePlace,
    /// The document's SVG pictures, read.
    pub drawings: Arc<Pictures>,
}

/// A remark on a place of the source. One whose place is not in the text is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// The place.
    pub span: Span,
    /// Who says it.
    pub author: String,
    /// What is said, in lines.
    pub text: String,
}

/// Where notes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotePlace {
    /// 脚注: at the foot of the page.
    #[default]
    Foot,
    /// 尾注: after the text.
    End,
}

/// Whether the document tells page numbers that only set pages know: in a contents list, in a reference, or
/// as their count in a running head.
pub fn tells_pages(styled: &Styled) -> bool {
    fn in_para(para: &Para) -> bool {
        para.runs.iter().any(|run| run.marks.iter().any(|mark| matches!(mark, Mark::Ref(_))))
    }
    fn in_node(node: &Node) -> bool {
        match &node.kind {
            NodeKind::Contents(_) => true,
            NodeKind::Para(para) => in_para(para),
            NodeKind::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
                let lines = table.caption.iter().chain(&table.unit).chain(&table.below);
                lines.chain(cells.map(|cell| &cell.para)).any(in_para)
            }
            NodeKind::Picture(picture) => picture.caption.iter().any(in_para),
            NodeKind::Chart(chart) => chart.unit_line.iter().chain(&chart.caption).chain(&chart.below).any(in_para),
            NodeKind::Box(inner) => inner.nodes.iter().any(in_node),
            NodeKind::Break(_) => false,
        }
    }
    styled.sheet.furniture.iter().any(|piece| piece.text.contains("{pages}"))
        || styled.nodes.iter().any(in_node)
        || styled.notes.iter().any(in_para)
}

/// Writes the document; `None` when something was found that Word cannot hold.
pub fn write(styled: &Styled, labels: &PageLabels, options: &Options, findings: &mut Findings) -> Option<Vec<u8>> {
    let styled = &*ends::without_notes(styled);
    // What XML cannot hold is said now, with its place.
    if characters::check(styled, options, findings) {
        return None;
    }
    let mut job = Job::new(styled, labels, options);
    let mut package = Package::default();
    // The text first: it finds out which other parts there are.
    let kinds = furniture::kinds(&styled.sheet.furniture);
    let mut furniture = Vec::new();
    let (document, hash) = body::part(&mut job, &mut furniture, kinds)?;
    let notes = notes::parts(&mut job);
    // Then the parts in the order in which a reader wants them.
    package.relations.add(kind::DOCUMENT, "word/document.xml");
    package.relations.add(kind::CORE, "docProps/core.xml");
    package.relations.add(kind::APP, "docProps/app.xml");
    package.relations.add(kind::CUSTOM, "docProps/custom.xml");
    package.add("word/document.xml", types::DOCUMENT, document);
    for (name, target, kind, content_type, data) in [
        ("word/styles.xml", "styles.xml", kind::STYLES, types::STYLES, styles::part(&job)),
        ("word/settings.xml", "settings.xml", kind::SETTINGS, types::SETTINGS, settings::part(&job, kinds)),
        ("word/numbering.xml", "numbering.xml", kind::NUMBERING, types::NUMBERING, numbering::part()),
        ("word/fontTable.xml", "fontTable.xml", kind::FONTS, types::FONTS, fonts::part()),
        ("word/theme/theme1.xml", "theme/theme1.xml", kind::THEME, types::THEME, THEME.to_vec()),
    ] {
        job.relations.add(kind, target);
        package.part(name, content_type, data);
    }
    furniture::add(furniture, &mut package);
    notes::add(notes, &mut job, &mut package);
    chart::add(&mut job, &mut package);
    picture::add(&mut job, &mut package);
    comments::add(&mut job, options, &mut package);
    anchors::add(&mut job, options, &hash, &mut package)?;
    package.relations_of("word/document.xml", &job.relations);
    package.part("docProps/core.xml", types::CORE, props::core(&styled.info, options));
    package.part("docProps/app.xml", types::APP, props::app(&styled.info));
    package.part("docProps/custom.xml", types::CUSTOM, props::custom(&anchors::properties(styled, hash)));
    package.finish()
}

/// A document in the making: what its parts share.
struct Job<'a> {
    styled: &'a Styled,
    labels: &'a PageLabels,
    names: StyleNames,
    /// Of the part being written.
    relations: Relations,
    bookmarks: anchors::Bookmarks,
    /// Drawings so far: `wp:docPr` ids are unique in the document.
    drawings: u32,
    charts: Vec<chart::Parts>,
    media: picture::Media,
    /// Notes called so far, by index.
    called: BTreeSet<usize>,
    /// Whether the notes themselves are being written.
    in_notes: bool,
    /// Lines that the paragraphs of each style have most often.
    lines: Vec<usize>,
    comments: comments::Comments<'a>,
    notes: NotePlace,
    /// SVG pictures, read.
    pictures: &'a Pictures,
    /// Numbers of headings and items that Word counts, by node.
    counted: BTreeMap<NodeId, numbering::Counted>,
    /// The table that ends the document.
    last_table: Option<NodeId>,
}

impl<'a> Job<'a> {
    fn new(styled: &'a Styled, labels: &'a PageLabels, options: &'a Options) -> Job<'a> {
        Job {
            styled,
            labels,
            names: StyleNames::of(&styled.sheet),
            relations: Relations::default(),
            bookmarks: anchors::Bookmarks::of(styled),
            drawings: 0,
            charts: Vec::new(),
            media: picture::Media::default(),
            called: BTreeSet::new(),
            in_notes: false,
            lines: styles::usual_lines(&styled.nodes, &styled.sheet.paras),
            comments: comments::Comments::of(options),
            notes: ends::place(&styled.sheet, options.notes),
            pictures: &options.drawings,
            counted: numbering::counted(&styled.nodes),
            last_table: keeps::last_table(&styled.nodes),
        }
    }

    /// Fewest bytes of a part that holds the text: its characters, and some tags round each paragraph.
    fn least(&self) -> usize {
        const TAGS: usize = 48;
        let texts = self.styled.nodes.iter().map(|node| match &node.kind {
            NodeKind::Para(para) => para.text.len() + TAGS,
            NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => 0,
            NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => 0,
        });
        texts.sum()
    }

    /// Where notes stand, if there are any.
    fn notes_in_use(&self) -> Option<NotePlace> {
        self.has_notes().then_some(self.notes)
    }

    fn has_notes(&self) -> bool {
        !self.styled.notes.is_empty()
    }

    fn usual_lines(&self, style: ParaStyleId) -> usize {
        self.lines.get(usize::from(style.0)).copied().unwrap_or(1)
    }

    /// The id of the next drawing.
    fn drawing_id(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }
}

/// Content types.
mod types {
    macro_rules! wordprocessing {
        ($($name:ident = $tail:literal;)*) => {$(
            pub(super) const $name: &str =
                concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $tail, "+xml");
        )*};
    }
    wordprocessing! {
        DOCUMENT = "document.main";
        STYLES = "styles";
        SETTINGS = "settings";
        NUMBERING = "numbering";
        FONTS = "fontTable";
        HEADER = "header";
        FOOTER = "footer";
        FOOTNOTES = "footnotes";
        ENDNOTES = "endnotes";
        COMMENTS = "comments";
    }
    pub(super) const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
    pub(super) const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    pub(super) const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    pub(super) const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    pub(super) const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    pub(super) const XML_PROPS: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
}
