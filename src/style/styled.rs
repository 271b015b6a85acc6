//! The waist: what the document is once its looks are known.

use super::{CharStyleId, ParaStyleId, Sheet, TableStyleId};
use crate::base::{Emu, Span};
use crate::content::{ChartKind, Mark};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// Everything both exits need.
#[derive(Clone, Debug, Default)]
pub struct Styled {
    /// Facts about the document.
    pub info: Info,
    /// The layout, resolved: page, grid, styles, furniture.
    pub sheet: Sheet,
    /// The nodes in reading order.
    pub nodes: Vec<Node>,
    /// The first node of the body: what stands before it is title, imprint and contents. `None` without any.
    pub body: Option<NodeId>,
    /// Notes called from the nodes, in order of their calls.
    pub notes: Vec<Para>,
    /// Places where figures are stated, for anchors: the index in [`Run::figure`].
    pub figures: Vec<FigureMark>,
}

/// Facts about the document, for metadata and furniture. Plain text, figures resolved.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// BCP 47.
    pub language: String,
    /// The main title in one line.
    pub title: String,
    /// The subtitle without its dash.
    pub subtitle: String,
    /// Issuing body.
    pub issuer: String,
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// 发文字号 or 期号, or empty.
    pub number: String,
    /// Name of the paper or series, or empty.
    pub series: String,
    /// Name of the page or section, or empty.
    pub section: String,
    /// 签发人, or empty.
    pub signer: String,
    /// 责任编辑.
    pub editors: Vec<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Keywords.
    pub keywords: Vec<String>,
}

/// A place where a figure is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureMark {
    /// Row id in the table of figures.
    pub id: Arc<str>,
    /// Counted from 1 for each figure.
    pub occurrence: u32,
}

/// Index into [`Styled::nodes`] (or, inside a box, counted on in reading order).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One node of the waist.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its number in reading order; unique in the document.
    pub id: NodeId,
    /// Name of the block it came from: bookmark, destination, page label. Empty for none.
    pub block: String,
    /// The block in the source.
    pub span: Span,
    /// How it stands in the flow.
    pub flow: Flow,
    /// What it is.
    pub kind: NodeKind,
}

/// How a node stands in the flow of columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// How many columns it goes over.
    pub across: Across,
    /// 变栏: the columns into which the type area is divided for it; 0 for the layout's.
    pub split: u8,
    /// Counts the document's stretches in columns of their own, from 1; 0 for the flow of the page. What stands
    /// in one is level by itself and flows into no other.
    pub band: u16,
    /// 栏线 between such columns; `None` for what the layout has.
    pub ruled: Option<bool>,
    /// Whole lines of the grid free before it (not at the head of a column).
    pub before: u16,
    /// Whole lines of the grid free after it.
    pub after: u16,
    /// Not parted from the node after it.
    pub keep_with_next: bool,
    /// Not broken inside.
    pub keep_together: bool,
    /// 版记: at the foot of the last page, whatever stands above.
    pub foot: bool,
    /// 版权页: at the foot of a page of its own.
    pub low: bool,
}

/// How many columns a node goes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Across {
    /// In its own column.
    #[default]
    One,
    /// 破栏: over this many columns.
    Columns(u8),
    /// 通栏: over all columns.
    All,
}

/// The seven kinds of node. Most nodes of a long document are paragraphs: what is larger stands apart, so that a
/// node takes no more room than these need.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Text.
    Para(Para),
    /// Rows and cells.
    Table(Box<Table>),
    /// A picture from a file.
    Picture(Box<Picture>),
    /// A chart: stays data, so that Word makes a native one.
    Chart(Box<Chart>),
    /// Nodes in a frame.
    Box(BoxNode),
    /// A contents list, filled in when pages are known.
    Contents(Contents),
    /// A forced break.
    Break(Break),
}

/// What a paragraph is to a reader: the tag in PDF, the outline in Word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParaRole {
    /// Body text.
    #[default]
    Body,
    /// 引题.
    Kicker,
    /// 主题: the document's title.
    Title,
    /// 副题.
    Subtitle,
    /// A heading of level 1 to 4.
    Heading(u8),
    /// 导语.
    Lead,
    /// Quotation.
    Quote,
    /// An item of a list, at level 1 to 4; its label is text at its beginning.
    Item(u8),
    /// Caption of a table, picture or chart.
    Caption,
    /// Unit line, note or source beside a table.
    Remark,
    /// Credit line.
    Credit,
    /// A note's text.
    Note,
    /// Text of a table's cell.
    Cell,
    /// Running head, folio: an artifact.
    Furniture,
}

/// A paragraph: characters, and runs over them.
#[derive(Clone, Debug, Default)]
pub struct Para {
    /// What it is.
    pub role: ParaRole,
    /// Its style in the sheet.
    pub style: ParaStyleId,
    /// Its characters, shared with the lines set from them. `\n` is a forced line break.
    pub text: Arc<str>,
    /// Runs of equal style covering the text in order.
    pub runs: Vec<Run>,
}

/// A stretch of equal style.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Bytes of the paragraph's text.
    pub range: Range<u32>,
    /// Character style; `None` for the paragraph's own.
    pub style: Option<CharStyleId>,
    /// Marks that are not style: 着重号, ruby, links, notes.
    pub marks: Vec<Mark>,
    /// Index into [`Styled::figures`] when the run states a figure.
    pub figure: Option<u32>,
    /// Letter-spacing after each of its characters, where it is not its style's.
    pub tracking: Option<Emu>,
    /// Where it stood.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its style in the sheet.
    pub style: TableStyleId,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows of the head; repeated when the table breaks.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
    /// 表题 above.
    pub caption: Option<Para>,
    /// Unit line above, at the right.
    pub unit: Option<Para>,
    /// Notes and source below.
    pub below: Vec<Para>,
    /// What it shows, for who cannot see it.
    pub alt: String,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// How its cells align.
    pub align: CellAlign,
}

/// Alignment in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellAlign {
    /// At the start.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
    /// On the decimal point, the whole block in the middle.
    Decimal,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What kind of row.
    pub kind: RowKind,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Each cell with its place in the row: how many columns the cells before it go over.
    pub fn places(&self) -> impl Iterator<Item = (u16, &Cell)> {
        self.cells.iter().scan(0_u16, |next, cell| {
            let place = *next;
            *next = place.saturating_add(cell.across.max(1));
            Some((place, cell))
        })
    }
}

/// Kinds of table row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// Head.
    Head,
    /// A group's name over the rows after it.
    Group,
    /// Figures.
    #[default]
    Plain,
    /// 其中: part of the row above.
    Part,
    /// 合计.
    Total,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Columns it goes over; at least 1.
    pub across: u16,
    /// Rows it goes over; at least 1.
    pub down: u16,
    /// Its text.
    pub para: Para,
}

/// A picture from a file.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The file's bytes.
    pub data: Arc<[u8]>,
    /// Path as written.
    pub path: String,
    /// Width on the page; height follows.
    pub width: Emu,
    /// Height on the page.
    pub height: Emu,
    /// What it shows.
    pub alt: String,
    /// Caption below.
    pub caption: Option<Para>,
}

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its shape.
    pub kind: ChartKind,
    /// Names of the categories: one for each bar, slice or place on the axis.
    pub labels: Vec<String>,
    /// The series, each with a point for every label.
    pub series: Vec<ChartSeries>,
    /// Unit of the values.
    pub unit: String,
    /// 单位：… above the drawing, where the values are written without it.
    pub unit_line: Option<Para>,
    /// 图题 below.
    pub caption: Option<Para>,
    /// Note and source below.
    pub below: Vec<Para>,
    /// What it shows.
    pub alt: String,
    /// Style of the labels.
    pub label_style: ParaStyleId,
    /// Height in lines of the grid, captions not counted.
    pub lines: u16,
}

/// A series of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartSeries {
    /// Its name; the caption's words where it is the only one.
    pub name: String,
    /// Its points, in the order of the labels.
    pub points: Vec<ChartPoint>,
}

/// One bar, slice or point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPoint {
    /// Its value, exact, in the chart's unit.
    pub value: Decimal,
    /// Its value as printed.
    pub written: String,
}

/// Nodes in a frame.
#[derive(Clone, Debug, Default)]
pub struct BoxNode {
    /// What stands in it.
    pub nodes: Vec<Node>,
    /// Key of the frame's style: [`super::BoxStyle::key`].
    pub style: String,
}

/// A contents list.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Its head.
    pub head: Option<Para>,
    /// Deepest heading level listed.
    pub depth: u8,
    /// Entries, each the block it points to, the level and the text.
    pub entries: Vec<(String, u8, Para)>,
}

/// Forced breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// To the next column.
    Column,
    /// To the next page.
    Page,
    /// To the next odd page.
    Recto,
}

/// The printed label of the page on which each block begins: all that `docx` learns of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLabels(pub std::collections::BTreeMap<String, String>);
