//! Shapes → [`Document`]: kinds, ids, texts in reading order.

use super::inline::Inline;
use super::yaml::{self, Node, NodeKind, nearest};
use super::{Document, Meta, Text, Title};
use super::{blocks, shapes};
use crate::base::{Files, Finding, Findings, Sources, Span, Spanned};
use crate::say;
use std::collections::BTreeMap;

/// Reads a source: the file, its YAML, its shapes, its texts.
///
/// Reports all it can. `None` when the file cannot be read as a document at all; when only some of
/// its parts are wrong, the rest is given, and `findings` say so.
pub fn read(path: &str, files: &dyn Files, sources: &mut Sources, findings: &mut Findings) -> Option<Document> {
    // The file's text.
    let source = yaml::open(path, files, sources, findings, None)?;
    // Its tree, and the top of its shape; the body is most of a file and is moved, not copied with the shape.
    let mut tree = yaml::parse(source, sources, findings)?;
    let body = tree.take_list("body");
    let shape: shapes::Source = yaml::read(&tree, findings)?;
    // Texts, in reading order.
    let mut reader =
        Reader { inline: Inline::new(sources), ids: BTreeMap::new(), counts: BTreeMap::new(), depth: 0, findings };
    let title = reader.title(&shape.title);
    let meta = reader.meta(shape.meta.unwrap_or_default());
    let blocks = blocks::read(&mut reader, body.unwrap_or(shape.body));
    // What only the whole can answer.
    reader.check_refs();
    let Inline { texts, references, .. } = reader.inline;
    Some(Document {
        source,
        meta,
        title,
        layout: shape.layout,
        figures: shape.figures,
        checks: shape.checks,
        blocks,
        texts,
        references: references.list,
    })
}

/// The state of one reading.
pub(super) struct Reader<'r> {
    pub(super) inline: Inline<'r>,
    /// Ids given by the author and made by us; true for the author's.
    ids: BTreeMap<String, bool>,
    counts: BTreeMap<&'static str, u32>,
    /// Boxes and columns around the block being read.
    depth: u32,
    pub(super) findings: &'r mut Findings,
}

impl Reader<'_> {
    /// Reads what stands in a box or in columns.
    pub(super) fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Whether the block being read stands in a box or in columns.
    pub(super) fn is_inside(&self) -> bool {
        self.depth > 0
    }

    pub(super) fn text(&mut self, scalar: &shapes::Str) -> Text {
        self.scalar(&scalar.value, scalar.span)
    }

    pub(super) fn scalar(&mut self, value: &str, span: Span) -> Text {
        self.inline.text(value, span, self.findings)
    }

    pub(super) fn maybe(&mut self, scalar: &Option<shapes::Str>) -> Option<Text> {
        scalar.as_ref().map(|scalar| self.text(scalar))
    }

    /// One text, or a list of texts.
    pub(super) fn texts(&mut self, node: &Node) -> Option<Vec<Text>> {
        match &node.kind {
            NodeKind::List(_) => {
                let scalars: Vec<shapes::Str> = yaml::read(node, self.findings)?;
                Some(scalars.iter().map(|scalar| self.text(scalar)).collect())
            }
            NodeKind::Null | NodeKind::Text(_) | NodeKind::Map(_) => {
                let scalar: shapes::Str = yaml::read(node, self.findings)?;
                Some(vec![self.text(&scalar)])
            }
        }
    }

    /// The headline stack; a plain text is the main title alone.
    fn title(&mut self, node: &Node) -> Title {
        match &node.kind {
            NodeKind::Map(_) => {
                let Some(shape) = yaml::read::<shapes::Title>(node, self.findings) else { return Title::default() };
                let kicker = self.maybe(&shape.kicker);
                let main = self.texts(&shape.main).unwrap_or_default();
                if main.is_empty() {
                    self.findings.push(
                        Finding::input("Y20", shape.main.span, say!("没有主标题", "no main title"))
                            .help(say!("写一行，或按意思分成几行", "write one line, or several broken by sense")),
                    );
                }
                Title { kicker, main, sub: self.maybe(&shape.sub) }
            }
            NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
                Title { kicker: None, main: self.texts(node).unwrap_or_default(), sub: None }
            }
        }
    }

    fn meta(&mut self, shape: shapes::Meta) -> Meta {
        if let Some(date) = shape.date.as_ref().filter(|date| !is_date(&date.value)) {
            let written = &date.value;
            self.findings.push(
                Finding::input("Y26", date.span, say!("“{written}”不是日期", "`{written}` is not a date"))
                    .help(say!("写成“2022-01-20”", "write it as `2022-01-20`")),
            );
        }
        if let Some(year) = shape.year.as_ref().filter(|year| year.value.len() != 4 || !digits(&year.value)) {
            let written = &year.value;
            self.findings.push(
                Finding::input("Y26", year.span, say!("“{written}”不是年份", "`{written}` is not a year"))
                    .help(say!("写四位数字，如“2021”", "write four digits, as in `2021`")),
            );
        }
        if let Some(language) = shape.language.as_ref().filter(|language| !is_language(&language.value)) {
            let written = &language.value;
            self.findings.push(
                Finding::input(
                    "Y26",
                    language.span,
                    say!("“{written}”不是语言代码", "`{written}` is not a language tag"),
                )
                .help(say!("如“zh-CN”", "as in `zh-CN`")),
            );
        }
        Meta {
            language: shape.language.map_or_else(|| "zh-CN".into(), |language| language.value),
            issuer: shape.issuer,
            date: shape.date,
            number: shape.number,
            year: shape.year,
            series: shape.series,
            section: shape.section,
            signer: shape.signer,
            editors: shape.editors.unwrap_or_default(),
            authors: shape.authors.unwrap_or_default(),
            keywords: shape.keywords.unwrap_or_default(),
        }
    }

    /// A block's stable name: the author's, or kind and count.
    pub(super) fn id(&mut self, kind: &'static str, given: &Option<shapes::Str>) -> String {
        if let Some(given) = given {
            let Spanned { value: id, span } = given;
            let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            let inside = id.chars().all(|c| edge(c) || c == '-');
            if !inside || !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.ends_with(edge) || id.len() > 40 {
                self.findings.push(
                    Finding::input("Y27", *span, say!("“{id}”不能作块的名字", "`{id}` cannot be a block's id")).help(
                        say!(
                            "以小写字母开头，只用 a–z、0–9 和“-”，不超过 40 个",
                            "begin with a small letter; use only a–z, 0–9 and `-`, at most 40"
                        ),
                    ),
                );
            } else if self.ids.insert(id.clone(), true).is_some() {
                self.findings.push(
                    Finding::input("Y28", *span, say!("块的名字“{id}”用了两次", "two blocks have the id `{id}`"))
                        .help(say!("换一个名字", "give one of them another id")),
                );
            } else {
                return id.clone();
            }
        }
        loop {
            let count = self.counts.entry(kind).or_default();
            *count += 1;
            let id = format!("{kind}-{count}");
            if !self.ids.contains_key(&id) {
                self.ids.insert(id.clone(), false);
                return id;
            }
        }
    }

    fn check_refs(&mut self) {
        for Spanned { value: id, span } in std::mem::take(&mut self.inline.refs) {
            if self.ids.contains_key(&id) {
                continue;
            }
            let named = self.ids.iter().filter(|(_, author)| **author).map(|(id, _)| id.as_str());
            let help = match nearest(&id, named) {
                Some(meant) => say!("是不是“{meant}”？", "did you mean `{meant}`?"),
                None => say!("给那一块加上“id: {id}”", "give that block `id: {id}`"),
            };
            self.findings
                .push(Finding::input("Y29", span, say!("没有名为“{id}”的块", "no block has the id `{id}`")).help(help));
        }
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `YYYY-MM-DD`, a day that exists.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || ![year, month, day].iter().all(|part| digits(part)) {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let length = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=length).contains(&day)
}

/// BCP 47 as far as letters, digits and hyphens go.
fn is_language(text: &str) -> bool {
    text.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
