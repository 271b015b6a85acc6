//! The shapes of the source as serde reads them, before texts are parsed.
//!
//! A `Node` stands where an author may write either a text or a mapping; `read` decides.

use super::yaml::Node;
use crate::base::Spanned;
use serde::Deserialize;

pub(super) type Str = Spanned<String>;

#[derive(Deserialize)]
pub(super) struct Source {
    pub(super) title: Node,
    #[serde(default)]
    pub(super) meta: Option<Meta>,
    #[serde(default)]
    pub(super) layout: Option<Str>,
    #[serde(default)]
    pub(super) figures: Option<Str>,
    /// Settings of the checks; `lint` reads them.
    #[serde(default)]
    pub(super) checks: Option<Node>,
    pub(super) body: Vec<Node>,
}

#[derive(Default, Deserialize)]
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
    pub(super) authors: Option<Vec<Str>>,
    #[serde(default)]
    pub(super) keywords: Option<Vec<Str>>,
}

#[derive(Deserialize)]
pub(super) struct Title {
    #[serde(default)]
    pub(super) kicker: Option<Str>,
    pub(super) main: Node,
    #[serde(default)]
    pub(super) sub: Option<Str>,
}

/// One block: a mapping of one key, the kind.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Block {
    Heading(Node),
    Paragraph(Node),
    Lead(Node),
    Table(Table),
    Chart(Chart),
    List(Node),
    Quote(Node),
    Picture(Picture),
    Box(BoxBlock),
    Numbers(Numbers),
    Contents(Node),
    Signature(Signature),
    Note(Node),
    Break(Break),
    Credit(Node),
}

/// The long form of a block that is one text.
#[derive(Deserialize)]
pub(super) struct Long {
    pub(super) text: Str,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize)]
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

#[derive(Deserialize)]
pub(super) struct Table {
    #[serde(default)]
    pub(super) id: Option<Str>,
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
    pub(super) head: Option<Node>,
    #[serde(default)]
    pub(super) rows: Option<Spanned<Vec<Vec<Node>>>>,
    #[serde(default)]
    pub(super) align: Option<Vec<Align>>,
    #[serde(default)]
    pub(super) alt: Option<Str>,
}

/// One column: what it shows, and its head.
#[derive(Deserialize)]
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

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Align {
    Start,
    Centre,
    End,
    Decimal,
}

#[derive(Deserialize)]
pub(super) struct Cell {
    #[serde(default)]
    pub(super) text: Option<Str>,
    #[serde(default)]
    pub(super) across: Option<Spanned<u16>>,
    #[serde(default)]
    pub(super) down: Option<Spanned<u16>>,
}

#[derive(Deserialize)]
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
    #[serde(default)]
    pub(super) from: Option<Str>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ChartKind {
    Bar,
    Column,
}

#[derive(Deserialize)]
pub(super) struct List {
    #[serde(default)]
    pub(super) labels: Option<Labels>,
    pub(super) items: Vec<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Labels {
    Bullet,
    Decimal,
    Paren,
    Han,
    HanParen,
    Circled,
}

#[derive(Deserialize)]
pub(super) struct Item {
    pub(super) text: Str,
    #[serde(default)]
    pub(super) list: Option<Node>,
}

#[derive(Deserialize)]
pub(super) struct Quote {
    pub(super) text: Node,
    #[serde(default)]
    pub(super) from: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize)]
pub(super) struct Picture {
    pub(super) file: Str,
    #[serde(default)]
    pub(super) alt: Option<Str>,
    #[serde(default)]
    pub(super) caption: Option<Str>,
    #[serde(default)]
    pub(super) credit: Option<Str>,
    #[serde(default)]
    pub(super) across: Option<Node>,
    #[serde(default)]
    pub(super) width: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize)]
pub(super) struct BoxBlock {
    #[serde(default)]
    pub(super) title: Option<Str>,
    pub(super) body: Vec<Node>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize)]
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

#[derive(Deserialize)]
pub(super) struct Number {
    pub(super) value: Str,
    pub(super) label: Str,
}

#[derive(Deserialize)]
pub(super) struct Contents {
    #[serde(default)]
    pub(super) title: Option<Str>,
    #[serde(default)]
    pub(super) depth: Option<Spanned<u8>>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Deserialize)]
pub(super) struct Signature {
    pub(super) issuer: Node,
    #[serde(default)]
    pub(super) date: Option<Str>,
    #[serde(default)]
    pub(super) id: Option<Str>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Break {
    Column,
    Page,
    Recto,
}
