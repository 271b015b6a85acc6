//! The document as its author wrote it: blocks, not looks.

use super::{Piece, Reference, Text};
use crate::base::{SourceId, Span, Spanned};

/// A whole source.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The YAML file.
    pub source: SourceId,
    /// Name, date and people.
    pub meta: Meta,
    /// The headline stack.
    pub title: Title,
    /// Name of the layout (`bulletin`), unless the command line overrides it.
    pub layout: Option<Spanned<String>>,
    /// Path of the table of figures, relative to the source.
    pub figures: Option<Spanned<String>>,
    /// Settings of the checks as they stand in the source, for `lint` to read.
    pub checks: Option<super::yaml::Node>,
    /// The body in reading order.
    pub blocks: Vec<Block>,
    /// The pieces of each [`Text`], by its id. They are let go when the figures are filled in.
    pub texts: Vec<Vec<Piece>>,
    /// What the texts ask of the table of figures, each once.
    pub references: Vec<Reference>,
}

/// What is known about the document besides its text.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// BCP 47, `zh-CN` by default.
    pub language: String,
    /// Issuing body.
    pub issuer: Option<Spanned<String>>,
    /// Date of issue, `YYYY-MM-DD`.
    pub date: Option<Spanned<String>>,
    /// 发文字号 or 期号 (淮公〔2022〕1号, 第12期).
    pub number: Option<Spanned<String>>,
    /// Year reported on: what 去年 and 同比 are measured from.
    pub year: Option<Spanned<String>>,
    /// Name of the paper or series that it appears in (报名, 刊名).
    pub series: Option<Spanned<String>>,
    /// Name of the page or section (版名).
    pub section: Option<Spanned<String>>,
    /// 签发人, on papers sent upwards.
    pub signer: Option<Spanned<String>>,
    /// 责任编辑.
    pub editors: Vec<Spanned<String>>,
    /// Authors.
    pub authors: Vec<Spanned<String>>,
    /// Keywords.
    pub keywords: Vec<Spanned<String>>,
}

/// The headline stack: 引题, 主题, 副题. All may be absent but the main title.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// 引题 (kicker), above.
    pub kicker: Option<Text>,
    /// 主题, one text a line by sense; a single one may be broken by the page builder.
    pub main: Vec<Text>,
    /// 副题, below; its dash belongs to the style.
    pub sub: Option<Text>,
}

/// One block of the body.
#[derive(Clone, Debug)]
pub struct Block {
    /// Stable name: the author's `id`, or made from kind and count; `[a-z0-9-]`.
    pub id: String,
    /// The block in the YAML.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block. Each has one file in `style/lower`.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// 插题: a head put into a long text.
    Inset(Inset),
    /// A paragraph of body text.
    Paragraph(Text),
    /// 导语: the opening paragraph, set apart.
    Lead(Text),
    /// A table drawn from the table of figures.
    FigureTable(FigureTable),
    /// A chart drawn from the table of figures.
    Chart(Chart),
    /// A table written by hand.
    Grid(Grid),
    /// A list, ordered or not.
    List(List),
    /// A quotation, set apart.
    Quote(Quote),
    /// A picture from a file.
    Picture(Picture),
    /// Blocks in a frame.
    Box(BoxBlock),
    /// 变栏: blocks in columns of their own number.
    Columns(ColumnsBlock),
    /// Lines whose parts stand at the tab stops of their style.
    Tabbed(Vec<TabbedLine>),
    /// 数字看板: figures set large, each with its label.
    Numbers(Numbers),
    /// A list of the headings with their pages.
    Contents(Contents),
    /// 落款: who issues it, and when.
    Signature(Signature),
    /// 注: a remark in small type, in the flow of the text.
    Remark(Text),
    /// 版记: to whom copies go, who printed it and when; at the foot of the last page.
    Colophon(Colophon),
    /// 版权页: who made the book, when, how many; on a page of its own.
    Imprint(Imprint),
    /// 引语: words taken out of the text and set large.
    Pull(Quote),
    /// A forced break.
    Break(BreakKind),
    /// 本版文字图片由…提供: the credit line.
    Credit(Text),
}

/// A line of parts that stand at tab stops.
#[derive(Clone, Debug)]
pub struct TabbedLine {
    /// The line in the source.
    pub span: Span,
    /// Its parts: the first at the line's beginning, each other at the next stop.
    pub parts: Vec<Text>,
}

/// A heading, in one part or in two.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 for the highest in the body, to 4.
    pub level: u8,
    /// The first part of a two-part heading (不负使命，忠诚担当).
    pub lead: Option<Text>,
    /// The heading, or its second part.
    pub main: Text,
}

/// 插题: a head put into a long text, in its column or over several.
#[derive(Clone, Debug)]
pub struct Inset {
    /// Its lines, broken by sense; a single one may be broken by the page builder.
    pub lines: Vec<Text>,
    /// How many columns it goes over; 0 for all, `None` for what the layout says.
    pub across: Option<u8>,
}

/// Which rows of the table of figures, in which order.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Sections, in this order; their rows in file order.
    pub sections: Vec<Spanned<String>>,
    /// Single ids, in this order (after the sections).
    pub ids: Vec<Spanned<String>>,
    /// Ids left out of the sections.
    pub except: Vec<Spanned<String>>,
}

/// A table drawn from the table of figures.
#[derive(Clone, Debug)]
pub struct FigureTable {
    /// 表题 above the table.
    pub caption: Option<Text>,
    /// The unit line at the right above the table (单位：…).
    pub unit: Option<Text>,
    /// Rows.
    pub rows: Selection,
    /// How it is ruled, where that is not the layout's to say.
    pub look: Option<TableLook>,
    /// A group row with the section's name before each section's rows.
    pub grouped: bool,
    /// Columns from left to right.
    pub columns: Vec<TableColumn>,
    /// 注 under the table.
    pub note: Option<Text>,
    /// 资料来源 under the table.
    pub from: Option<Text>,
}

/// Ways of ruling a table that an author may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableLook {
    /// 三线表.
    ThreeLine,
    /// 全线表.
    FullRule,
    /// 横线表.
    RowRule,
    /// 无线表.
    NoRule,
}

/// One column of a table of figures.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// What of the row it shows.
    pub field: Field,
    /// Its head.
    pub head: Text,
}

/// A field of a row of the table of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 指标.
    Indicator,
    /// The value as printed (scale and qualifier with it).
    Value,
    /// The unit.
    Unit,
    /// Value and unit together.
    ValueUnit,
    /// Year-on-year with its direction.
    Trend,
    /// Section.
    Section,
    /// Source.
    Source,
    /// Note.
    Note,
}

/// A chart drawn from the table of figures.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Shape of the chart.
    pub kind: ChartKind,
    /// 图题 below the chart.
    pub caption: Option<Text>,
    /// What it shows, in words, for who cannot see it.
    pub alt: Option<Text>,
    /// Unit of the axis (%).
    pub unit: Option<Text>,
    /// What it draws, one series after the other; a plain chart has one, without a name.
    pub series: Vec<Series>,
    /// Labels of the rows instead of the indicators, in the same order; empty for the indicators.
    pub labels: Vec<Text>,
    /// 注 under the chart.
    pub note: Option<Text>,
    /// 资料来源.
    pub from: Option<Text>,
}

/// A series of a chart: rows of the table of figures, one bar (slice, point) each.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Its name; a chart of one series needs none.
    pub name: Option<Text>,
    /// Rows.
    pub rows: Selection,
}

/// A table written by hand.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// 表题 above the table.
    pub caption: Option<Text>,
    /// How it is ruled, where that is not the layout's to say.
    pub look: Option<TableLook>,
    /// The unit line at the right above the table.
    pub unit: Option<Text>,
    /// Rows of the head, repeated when the table breaks; may be none.
    pub head: Vec<Vec<GridCell>>,
    /// Rows of the body.
    pub rows: Vec<Vec<GridCell>>,
    /// How the columns align; those not said are at the start.
    pub align: Vec<GridAlign>,
    /// 注 under the table.
    pub note: Option<Text>,
    /// 资料来源 under the table.
    pub from: Option<Text>,
    /// What it shows, for who cannot see it.
    pub alt: Option<Text>,
}

/// A cell of a table written by hand.
#[derive(Clone, Debug, Default)]
pub struct GridCell {
    /// Its text.
    pub text: Text,
    /// Columns it goes over; at least 1.
    pub across: u16,
    /// Rows it goes over; at least 1.
    pub down: u16,
}

/// Alignment in a column of a table written by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridAlign {
    /// At the start.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
    /// On the decimal point.
    Decimal,
}

/// A list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Its labels.
    pub labels: Labels,
    /// Its items.
    pub items: Vec<Item>,
}

/// Labels of a list's items (公文 order: 一、 （一） 1. （1）).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// A bullet.
    #[default]
    Bullet,
    /// 1. 2. 3.
    Decimal,
    /// （1）（2）（3）
    Paren,
    /// 一、二、三、
    Han,
    /// （一）（二）（三）
    HanParen,
    /// ①②③
    Circled,
}

/// An item of a list.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its text.
    pub text: Text,
    /// A list under it.
    pub list: Option<List>,
}

/// A quotation, set apart.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    /// Its paragraphs.
    pub texts: Vec<Text>,
    /// Who said it, or where it stands.
    pub from: Option<Text>,
}

/// A picture from a file.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Path relative to the source.
    pub path: Spanned<String>,
    /// What it shows, for who cannot see it.
    pub alt: Option<Text>,
    /// 图题 below.
    pub caption: Option<Text>,
    /// Who took or drew it.
    pub credit: Option<Text>,
    /// How many columns it goes over; 0 for all.
    pub across: u8,
    /// Width as written (`60mm`, `20em`, `100%`), for `style` to read; the full measure by default.
    pub width: Option<Spanned<String>>,
}

/// Blocks in a frame.
#[derive(Clone, Debug, Default)]
pub struct BoxBlock {
    /// Its head.
    pub title: Option<Text>,
    /// Its frame; the layout's when the author names none.
    pub look: Option<BoxLook>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Frames that an author may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxLook {
    /// 线框.
    Plain,
    /// 双线.
    Double,
    /// 底纹.
    Tint,
    /// 花边.
    Ornament,
}

/// 变栏: blocks in columns of their own number, level among themselves, apart from the text above and below.
#[derive(Clone, Debug, Default)]
pub struct ColumnsBlock {
    /// Into how many columns the type area is divided for them, 1 to 9.
    pub count: u8,
    /// Where the author wrote the number.
    pub span: Span,
    /// 栏线 between them; as the layout has it when the author does not say.
    pub rule: Option<bool>,
    /// What stands in them.
    pub blocks: Vec<Block>,
}

/// 数字看板: figures set large, each with its label.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Head of the panel.
    pub caption: Option<Text>,
    /// How many stand beside each other; 0 for the style to choose.
    pub columns: u8,
    /// Value and label of each.
    pub items: Vec<(Text, Text)>,
    /// 资料来源.
    pub from: Option<Text>,
}

/// A list of the headings with their pages.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Its head (目录).
    pub title: Option<Text>,
    /// Deepest level listed, 1 to 4.
    pub depth: u8,
}

/// 落款.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// Who issues it, one a line.
    pub issuers: Vec<Text>,
    /// When, as it is to be printed.
    pub date: Option<Text>,
}

/// 版记 (GB/T 9704 7.4).
#[derive(Clone, Debug, Default)]
pub struct Colophon {
    /// 抄送 with those who get copies.
    pub copies: Option<Text>,
    /// 印发机关.
    pub printer: Text,
    /// 印发日期, as it is to be printed.
    pub date: Option<Text>,
}

/// 版权页. What is not said is taken from the document's title and `meta`, if it is known there.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// 书名.
    pub title: Option<Text>,
    /// 编印.
    pub issuer: Option<Text>,
    /// 责任编辑.
    pub editors: Option<Text>,
    /// 印刷.
    pub printer: Option<Text>,
    /// 日期, as it is to be printed.
    pub date: Option<Text>,
    /// 开本.
    pub size: Option<Text>,
    /// 印数.
    pub run: Option<Text>,
    /// 字体: the typefaces that it is set in.
    pub faces: Option<Text>,
    /// Further lines, each a label and what it says.
    pub lines: Vec<(Text, Text)>,
}

/// Forced breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// To the next column.
    Column,
    /// To the next page.
    Page,
    /// To the next odd page.
    Recto,
}

/// Shapes of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Horizontal bars.
    Bar,
    /// Upright columns.
    Column,
    /// Horizontal bars, the series one behind the other in each.
    Stacked,
    /// 折线: points joined by lines, for years and months.
    Line,
    /// 饼图: parts of a whole.
    Pie,
}
