//! The shapes of the source as serde reads them, before texts are parsed.
//!
//! A `Node` stands where an author may write either a text or a mapping; `read` decides.

use super::yaml::Node;
use crate::base::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

pub(super) type Str = Spanned<String>;

#[derive(Deserialize, JsonSchema)]
pub(super) struct Source {
    #[schemars(with = "TitleForm")]
    pub(super) title: Node,
    #[serde(default)]
    pub(super) meta: Option<Meta>,
    #[serde(default)]
    pub(super) layout: Option<Str>,
    #[serde(default)]
    pub(super) figures: Option<Str>,
    /// Settings of the checks; `lint` reads them.
    #[serde(default)]
    #[schemars(with = "Option<Checks>")]
    pub(super) checks: Option<Node>,
    #[schemars(with = "Vec<Block>")]
    pub(super) body: Vec<Node>,
}

#[derive(Default, Deserialize, JsonSchema)]
pub(super) struct Meta {
    #[serde(default)]
    pub(super) language: Option<Str>,
    #[serde(default)]
    pub(super) issuer: Option<Str>,
    #[serde(default)]
    pub(super) date: Option<Str>,
    #[serde(default)]
    pub(super) number: Option<Str>,
    #[serde(default)]
    pub(super) year: Option<Str>,
    #[serde(default)]
    pub(super) series: Option<Str>,
    #[serde(default)]
    pub(super) section: Option<Str>,
    #[serde(default)]
    pub(super) signer: Option<Str>,
    #[serde(default)]
    pub(super) editors: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) authors: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) keywords: Option<Vec<Str>>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Title {
    #[serde(default)]
    pub(super) kicker: Option<Str>,
    #[schemars(with = "OneOrMore")]
    pub(super) main: Node,
    #[serde(default)]
    pub(super) sub: Option<Str>,
}

/// One block: a mapping of one key, the kind.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Block {
    Heading(#[schemars(with = "HeadingForm")] Node),
    Inset(#[schemars(with = "InsetForm")] Node),
    Paragraph(#[schemars(with = "LongForm")] Node),
    Lead(#[schemars(with = "LongForm")] Node),
    Table(Table),
    Chart(Chart),
    List(#[schemars(with = "ListForm")] Node),
    Quote(#[schemars(with = "QuoteForm")] Node),
    Picture(Picture),
    Box(BoxBlock),
    Columns(Columns),
    Tabbed(#[schemars(with = "TabbedForm")] Node),
    Numbers(Numbers),
    Contents(#[schemars(with = "ContentsForm")] Node),
    Signature(Signature),
    Colophon(Colophon),
    Imprint(Imprint),
    Pull(#[schemars(with = "QuoteForm")] Node),
    Note(#[schemars(with = "LongForm")] Node),
    Break(Break),
    Credit(#[schemars(with = "LongForm")] Node),
}

/// The long form of a block that is one text.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Long {
    pub(super) text: Str,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Heading {
    #[serde(default)]
    pub(super) lead: Option<Str>,
    #[serde(default)]
    pub(super) main: Option<Str>,
    #[serde(default)]
    pub(super) text: Option<Str>,
    #[serde(default)]
    pub(super) level: Option<Spanned<u8>>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

/// 插题.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Inset {
    #[schemars(with = "OneOrMore")]
    pub(super) text: Node,
    #[serde(default)]
    #[schemars(with = "Option<Across>")]
    pub(super) across: Option<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Table {
    #[serde(default)]
    pub(super) id: Option<Str>,
    #[serde(default)]
    pub(super) style: Option<TableLook>,
    #[serde(default)]
    pub(super) caption: Option<Str>,
    #[serde(default)]
    pub(super) unit: Option<Str>,
    #[serde(default)]
    pub(super) note: Option<Str>,
    #[serde(default)]
    pub(super) from: Option<Str>,
    // Drawn from the table of figures:
    #[serde(default)]
    pub(super) sections: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) ids: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) except: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) grouped: Option<bool>,
    #[serde(default)]
    pub(super) columns: Option<Vec<Column>>,
    // Written by hand:
    #[serde(default)]
    #[schemars(with = "Option<Rows>")]
    pub(super) head: Option<Node>,
    #[serde(default)]
    #[schemars(with = "Option<Vec<Vec<CellForm>>>")]
    pub(super) rows: Option<Spanned<Vec<Vec<Node>>>>,
    #[serde(default)]
    pub(super) align: Option<Vec<Align>>,
    #[serde(default)]
    pub(super) alt: Option<Str>,
}

/// How a table is ruled.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TableLook {
    ThreeLine,
    FullRule,
    RowRule,
    NoRule,
}

/// One column: what it shows, and its head.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Column {
    Indicator(Str),
    Value(Str),
    Unit(Str),
    #[serde(rename = "value-unit")]
    ValueUnit(Str),
    Trend(Str),
    Section(Str),
    Source(Str),
    Note(Str),
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Align {
    Start,
    Centre,
    End,
    Decimal,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Cell {
    #[serde(default)]
    pub(super) text: Option<Str>,
    #[serde(default)]
    pub(super) across: Option<Spanned<u16>>,
    #[serde(default)]
    pub(super) down: Option<Spanned<u16>>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Chart {
    #[serde(default)]
    pub(super) id: Option<Str>,
    #[serde(default)]
    pub(super) kind: Option<ChartKind>,
    #[serde(default)]
    pub(super) caption: Option<Str>,
    #[serde(default)]
    pub(super) alt: Option<Str>,
    #[serde(default)]
    pub(super) unit: Option<Str>,
    #[serde(default)]
    pub(super) sections: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) ids: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) except: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) labels: Option<Spanned<Vec<Str>>>,
    /// Several series instead of one selection.
    #[serde(default)]
    pub(super) series: Option<Spanned<Vec<Series>>>,
    #[serde(default)]
    pub(super) note: Option<Str>,
    #[serde(default)]
    pub(super) from: Option<Str>,
}

/// One series of a chart: its name, and its rows in the order of the labels.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Series {
    pub(super) name: Str,
    pub(super) ids: Spanned<Vec<Str>>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ChartKind {
    Bar,
    Column,
    Stacked,
    Line,
    Pie,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct List {
    #[serde(default)]
    pub(super) labels: Option<Labels>,
    #[schemars(with = "Vec<ItemForm>")]
    pub(super) items: Vec<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Labels {
    Bullet,
    Decimal,
    Paren,
    Han,
    HanParen,
    Circled,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Item {
    pub(super) text: Str,
    #[serde(default)]
    #[schemars(with = "Option<ListForm>")]
    pub(super) list: Option<Node>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Tabbed {
    /// Each a list of its parts.
    #[schemars(with = "Vec<Vec<CellText>>")]
    pub(super) lines: Vec<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Quote {
    #[schemars(with = "OneOrMore")]
    pub(super) text: Node,
    #[serde(default)]
    pub(super) from: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Picture {
    pub(super) file: Str,
    #[serde(default)]
    pub(super) alt: Option<Str>,
    #[serde(default)]
    pub(super) caption: Option<Str>,
    #[serde(default)]
    pub(super) credit: Option<Str>,
    #[serde(default)]
    #[schemars(with = "Option<Across>")]
    pub(super) across: Option<Node>,
    #[serde(default)]
    pub(super) width: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct BoxBlock {
    #[serde(default)]
    pub(super) title: Option<Str>,
    #[serde(default)]
    pub(super) style: Option<BoxLook>,
    #[schemars(with = "Vec<Block>")]
    pub(super) body: Vec<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

/// 变栏: blocks in columns of their own number.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Columns {
    pub(super) count: Spanned<u8>,
    #[serde(default)]
    pub(super) rule: Option<bool>,
    #[schemars(with = "Vec<Block>")]
    pub(super) body: Vec<Node>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Numbers {
    #[serde(default)]
    pub(super) caption: Option<Str>,
    #[serde(default)]
    pub(super) columns: Option<u8>,
    pub(super) items: Vec<Number>,
    #[serde(default)]
    pub(super) from: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Number {
    pub(super) value: Str,
    pub(super) label: Str,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Contents {
    #[serde(default)]
    pub(super) title: Option<Str>,
    #[serde(default)]
    pub(super) depth: Option<Spanned<u8>>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Signature {
    #[schemars(with = "OneOrMore")]
    pub(super) issuer: Node,
    #[serde(default)]
    pub(super) date: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

/// The frame of a box.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum BoxLook {
    Plain,
    Double,
    Tint,
    Ornament,
}

/// 版记 at the foot of the last page.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Colophon {
    #[serde(default)]
    pub(super) copies: Option<Str>,
    pub(super) printer: Str,
    #[serde(default)]
    pub(super) date: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

/// 版权页 on a page of its own.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Imprint {
    #[serde(default)]
    pub(super) title: Option<Str>,
    #[serde(default)]
    pub(super) issuer: Option<Str>,
    #[serde(default)]
    pub(super) editors: Option<Str>,
    #[serde(default)]
    pub(super) printer: Option<Str>,
    #[serde(default)]
    pub(super) date: Option<Str>,
    #[serde(default)]
    pub(super) size: Option<Str>,
    #[serde(default)]
    pub(super) run: Option<Str>,
    #[serde(default)]
    pub(super) faces: Option<Str>,
    #[serde(default)]
    pub(super) lines: Option<Vec<ImprintLine>>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

/// One line of it.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ImprintLine {
    pub(super) label: Str,
    pub(super) text: Str,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Break {
    Column,
    Page,
    Recto,
}

// What stands in the schema where the reader takes a `Node` and decides: no value is ever made of these.

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $($kind:ident($shape:ty))|+;)*) => {
        $($(#[$doc])*
        #[derive(JsonSchema)]
        #[serde(untagged)]
        #[expect(dead_code, reason = "only its schema is used")]
        pub(super) enum $name { $($kind($shape)),+ })*
    };
}

forms! {
    /// A text, or a text with an id.
    LongForm = Short(String) | Whole(Long);
    /// A heading's words, or its parts.
    HeadingForm = Short(String) | Whole(Heading);
    /// The words of a head put into the text, its lines, or all about it.
    InsetForm = Short(String) | Lines(Vec<String>) | Whole(Inset);
    /// The main title's words, or the whole stack.
    TitleForm = Short(String) | Whole(Title);
    /// One text, or one a line.
    OneOrMore = One(String) | More(Vec<String>);
    /// Items, or items with their labels.
    ListForm = Short(Vec<ItemForm>) | Whole(List);
    /// An item's words, or words with a list under them.
    ItemForm = Short(String) | Whole(Item);
    /// Lines of parts, or those with an id.
    TabbedForm = Short(Vec<Vec<CellText>>) | Whole(Tabbed);
    /// A part's words, or a number.
    CellText = Words(Option<String>) | Number(f64);
    /// A quotation's words, its paragraphs, or those with who said it.
    QuoteForm = Short(String) | Paragraphs(Vec<String>) | Whole(Quote);
    /// The head of the contents, or all about them.
    ContentsForm = Short(String) | Whole(Contents);
    /// One row of the head, or several.
    Rows = One(Vec<CellForm>) | More(Vec<Vec<CellForm>>);
    /// A cell's words, a number, or a cell over more than one place.
    CellForm = Short(String) | Number(f64) | Whole(Cell);
    /// Columns of the page: a number, or `all`.
    Across = Columns(u8) | All(String);
}

/// Settings of the checks; `lint` reads them.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Checks(std::collections::BTreeMap<String, serde_json::Value>);
