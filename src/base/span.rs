//! Places in source files, exact to the byte.

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Which source file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// A range of bytes of a source file. Ordered by file, then place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from a file and a byte range.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, start: range.start as u32, end: range.end as u32 }
    }

    /// From the beginning of this span to the end of `other` (of the same file).
    pub fn to(self, other: Span) -> Span {
        Span { end: self.end.max(other.end), ..self }
    }
}

/// A value and where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// Names by which `content/yaml` knows that a place is asked for along with a value.
pub const SPANNED: &str = "$spanned";
/// Fields of the map that it answers with.
pub const SPANNED_FIELDS: &[&str] = &["source", "start", "end", "value"];

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spanned<T>, A::Error> {
                let field = |name: &'static str, map: &mut A| -> Result<u32, A::Error> {
                    map.next_entry::<IgnoredAny, u32>()?.map(|(_, n)| n).ok_or_else(|| A::Error::missing_field(name))
                };
                let source = SourceId(field("source", &mut map)? as u16);
                let span = Span { source, start: field("start", &mut map)?, end: field("end", &mut map)? };
                let value = map.next_entry::<IgnoredAny, T>()?.ok_or_else(|| A::Error::missing_field("value"))?.1;
                Ok(Spanned { value, span })
            }
        }
        deserializer.deserialize_struct(SPANNED, SPANNED_FIELDS, Fields(PhantomData))
    }
}

/// A line and column as people count: from 1, columns in characters (not bytes, not cells).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// The text of every source file read in this run, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

#[derive(Clone, Debug)]
struct Source {
    name: String,
    text: String,
    /// Byte offset of each line's first byte.
    lines: Vec<u32>,
    /// Name of the sheet, when the text is a sheet of a workbook written out: a row a line, a tab
    /// between cells.
    sheet: Option<String>,
}

impl Sources {
    /// Adds a file under the name to be shown in messages.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        self.files.push(Source { name: name.into(), text, lines, sheet: None });
        SourceId((self.files.len() - 1) as u16)
    }

    /// Adds a sheet of a workbook, a row a line, a tab between cells.
    pub fn add_sheet(&mut self, name: impl Into<String>, sheet: &str, text: impl Into<String>) -> SourceId {
        let id = self.add(name, text);
        if let Some(source) = self.files.last_mut() {
            source.sheet = Some(sheet.to_owned());
        }
        id
    }

    /// The cell under a span as people of workbooks say it: `Sheet1!C5`; none of other files.
    pub fn cell(&self, span: Span) -> Option<String> {
        let file = self.files.get(usize::from(span.source.0))?;
        let sheet = file.sheet.as_ref()?;
        let row = file.lines.partition_point(|start| *start <= span.start).max(1);
        let start = file.lines.get(row - 1).copied().unwrap_or(0);
        let before = file.text.get(start as usize..span.start as usize)?;
        // Columns are letters, 26 of them, without a nought: Z is followed by AA.
        let mut column = before.matches('\t').count() + 1;
        let mut letters = Vec::new();
        while column > 0 {
            letters.push(char::from(b'A' + ((column - 1) % 26) as u8));
            column = (column - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        Some(format!("{sheet}!{letters}{row}"))
    }

    /// The name to show for a file.
    pub fn name(&self, id: SourceId) -> &str {
        self.files.get(usize::from(id.0)).map_or("", |file| &file.name)
    }

    /// The whole text of a file.
    pub fn text(&self, id: SourceId) -> &str {
        self.files.get(usize::from(id.0)).map_or("", |file| &file.text)
    }

    /// The source text under a span, or nothing when the span does not fit its file.
    pub fn snippet(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// All files in the order in which they were read.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.files.len() as u16).map(SourceId)
    }

    /// Line and column of a span's beginning.
    pub fn position(&self, span: Span) -> Position {
        self.position_at(span.source, span.start)
    }

    /// Line and column of a byte offset; an offset inside a character counts as its beginning.
    pub fn position_at(&self, source: SourceId, offset: u32) -> Position {
        let Some(file) = self.files.get(usize::from(source.0)) else {
            return Position { line: 1, column: 1 };
        };
        let line = file.lines.partition_point(|start| *start <= offset).max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or(0) as usize;
        let mut end = (offset as usize).min(file.text.len());
        while !file.text.is_char_boundary(end) {
            end -= 1;
        }
        Position { line, column: file.text.get(start..end).unwrap_or("").chars().count() + 1 }
    }
}

/// In a schema a value is itself: its place is no business of who writes it.
impl<T: schemars::JsonSchema> schemars::JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<T>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_sheet_have_their_names() {
        let mut sources = Sources::default();
        let id = sources.add_sheet("f.xlsx", "数据", format!("id\tvalue\n甲\t8{}x\n", "\t".repeat(26)));
        let cell = |at: usize| sources.cell(Span::new(id, at..at + 1));
        assert_eq!(cell(3).as_deref(), Some("数据!B1"));
        assert_eq!(cell(13).as_deref(), Some("数据!B2"));
        assert_eq!(cell(40).as_deref(), Some("数据!AB2"));
        let plain = sources.add("a.csv", "a\tb");
        assert_eq!(sources.cell(Span::new(plain, 2..3)), None);
    }

    #[test]
    fn positions_count_characters() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "标题：x\n正文abc\n");
        let at = |offset| sources.position_at(id, offset);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(9), Position { line: 1, column: 4 });
        assert_eq!(at(11), Position { line: 2, column: 1 });
        assert_eq!(at(17), Position { line: 2, column: 3 });
        assert_eq!(at(1), Position { line: 1, column: 1 });
    }
}
