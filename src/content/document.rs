//! The document as its author wrote it: blocks, not looks.

use super::Text;
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
    /// The body in reading order.
    pub blocks: Vec<Block>,
    /// How many [`Text`]s there are; their ids are `0..texts`.
    pub texts: u32,
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
    /// Year reported on: what 去年 and 同比 are measured from.
    pub year: Option<Spanned<String>>,
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
    /// A paragraph of body text.
    Paragraph(Text),
    /// 导语: the opening paragraph, set apart.
    Lead(Text),
    /// A table drawn from the table of figures.
    FigureTable(FigureTable),
    /// A chart drawn from the table of figures.
    Chart(Chart),
    /// 本版文字图片由…提供: the credit line.
    Credit(Text),
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
    /// A group row with the section's name before each section's rows.
    pub grouped: bool,
    /// Columns from left to right.
    pub columns: Vec<TableColumn>,
    /// 注 under the table.
    pub note: Option<Text>,
    /// 资料来源 under the table.
    pub from: Option<Text>,
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
    /// Rows, one bar (slice, point) each.
    pub rows: Selection,
    /// Labels of the rows instead of the indicators, in the same order; empty for the indicators.
    pub labels: Vec<Text>,
    /// 资料来源.
    pub from: Option<Text>,
}

/// Shapes of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Horizontal bars.
    Bar,
    /// Upright columns.
    Column,
}
