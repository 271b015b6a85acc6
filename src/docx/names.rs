//! Names of styles and bookmarks.
//!
//! Word knows its own styles by their English names in the file and shows them in the user's
//! language: `heading 1` *is* 标题 1. Writing 标题 1 would make a stranger of it, which the
//! outline, the contents list and the style gallery do not know.

use crate::style::{CharStyleId, ParaStyleId, Sheet, TableStyleId};
use std::collections::BTreeSet;

/// Names of paragraph styles in layouts, and what Word calls the same style in its files.
const PARAGRAPHS: &[(&str, &str)] = &[
    ("标题", "Title"),
    ("主题", "Title"),
    ("主标题", "Title"),
    ("副标题", "Subtitle"),
    ("副题", "Subtitle"),
    ("标题 1", "heading 1"),
    ("标题 2", "heading 2"),
    ("标题 3", "heading 3"),
    ("标题 4", "heading 4"),
    ("标题 5", "heading 5"),
    ("标题 6", "heading 6"),
    ("正文文本", "Body Text"),
    ("正文缩进", "Normal Indent"),
    ("题注", "caption"),
    ("页眉", "header"),
    ("页脚", "footer"),
    ("页码", "footer"),
    ("脚注", "footnote text"),
    ("脚注文本", "footnote text"),
    ("尾注", "endnote text"),
    ("尾注文本", "endnote text"),
    ("目录 1", "toc 1"),
    ("目录 2", "toc 2"),
    ("目录 3", "toc 3"),
    ("目录 4", "toc 4"),
    ("目录标题", "TOC Heading"),
    ("引用", "Quote"),
    ("列表段落", "List Paragraph"),
    ("日期", "Date"),
];

/// The same of character styles.
const CHARACTERS: &[(&str, &str)] = &[
    ("要点", "Strong"),
    ("强调", "Emphasis"),
    ("链接", "Hyperlink"),
    ("超链接", "Hyperlink"),
    ("注码", "footnote reference"),
    ("脚注引用", "footnote reference"),
];

/// The same of table styles.
const TABLES: &[(&str, &str)] = &[("网格型", "Table Grid")];

/// Styles that every document has: kind, id, name. The sheet's own come after them.
pub(crate) const FIXED: &[(&str, &str)] = &[
    ("Normal", "Normal"),
    ("DefaultParagraphFont", "Default Paragraph Font"),
    ("TableNormal", "Normal Table"),
    ("NoList", "No List"),
    ("Figure", "图"),
    ("SectionEnd", "节末"),
    ("EmphasisMark", "着重号"),
    ("ProperName", "专名号"),
    ("BookTitleMark", "书名号"),
    ("DeceasedName", "示亡号"),
];

/// A style's id and name in Word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StyleName {
    /// `w:styleId`.
    pub(crate) id: String,
    /// `w:name`.
    pub(crate) name: String,
    /// Whether Word has this style of its own.
    pub(crate) built_in: bool,
}

/// The names of all styles of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct StyleNames {
    paras: Vec<StyleName>,
    chars: Vec<StyleName>,
    tables: Vec<StyleName>,
}

impl StyleNames {
    /// Gives every style of the sheet an id and a name that no other has.
    pub(crate) fn of(sheet: &Sheet) -> StyleNames {
        let mut taken = Taken::default();
        for (id, name) in FIXED {
            taken.ids.insert(id.to_lowercase());
            taken.names.insert(name.to_lowercase());
        }
        let body = |name: &str, indented: bool| match name {
            // Tables, headers and notes inherit Normal, so it is never indented: an indented
            // body is Word's own 正文缩进.
            "正文" | "Normal" if indented => Some("Normal Indent"),
            "正文" | "Normal" => Some("Body Text"),
            _ => None,
        };
        let paras = sheet.paras.iter().map(|style| {
            let word = body(&style.name, style.indent_first != 0).or_else(|| known(PARAGRAPHS, &style.name));
            taken.give(&style.key, &style.name, word)
        });
        let paras = paras.collect();
        let chars = sheet.chars.iter().map(|style| taken.give(&style.key, &style.name, known(CHARACTERS, &style.name)));
        let chars = chars.collect();
        let tables = sheet.tables.iter().map(|style| taken.give(&style.key, &style.name, known(TABLES, &style.name)));
        StyleNames { paras, chars, tables: tables.collect() }
    }

    /// Of a paragraph style.
    pub(crate) fn para(&self, id: ParaStyleId) -> Option<&StyleName> {
        self.paras.get(usize::from(id.0))
    }

    /// Of a character style.
    pub(crate) fn char(&self, id: CharStyleId) -> Option<&StyleName> {
        self.chars.get(usize::from(id.0))
    }

    /// Of a table style.
    pub(crate) fn table(&self, id: TableStyleId) -> Option<&StyleName> {
        self.tables.get(usize::from(id.0))
    }
}

fn known(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(zh, word)| *zh == name || word.eq_ignore_ascii_case(name)).map(|(_, word)| *word)
}

/// Ids and names given so far, in lower case: Word compares without it.
#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Taken {
    fn give(&mut self, key: &str, shown: &str, word: Option<&'static str>) -> StyleName {
        let shown = if shown.trim().is_empty() { key } else { shown };
        let wanted = word.unwrap_or(shown);
        let name = free(&mut self.names, wanted, " ");
        let built_in = word.is_some() && name == wanted;
        let stem = camel(if built_in { wanted } else { key });
        let id = free(&mut self.ids, if stem.is_empty() { "Style" } else { &stem }, "");
        StyleName { id, name, built_in }
    }
}

/// `wanted`, or `wanted` with the first number that makes it new.
fn free(taken: &mut BTreeSet<String>, wanted: &str, join: &str) -> String {
    let mut name = wanted.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wanted}{join}{count}");
    }
    name
}

/// `heading-1`, `heading 1` → `Heading1`.
fn camel(key: &str) -> String {
    let word = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    key.split(|c: char| !c.is_ascii_alphanumeric()).map(word).collect()
}

/// A bookmark's name as Word takes it: ASCII letters, digits and `_`, at most 40 characters.
///
/// `tail` characters are left free at its end. A name that had to be changed ends in a checksum of the whole,
/// so that two never meet.
pub(crate) fn bookmark(prefix: &str, id: &str, tail: usize) -> String {
    let room = 40usize.saturating_sub(prefix.len() + tail);
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let faithful = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    if faithful && plain.len() <= room && !id.contains("__") {
        return format!("{prefix}{plain}");
    }
    let keep: String = plain.chars().take(room.saturating_sub(9)).collect();
    format!("{prefix}{keep}_{:08x}", checksum(id))
}

/// FNV-1a, 32 bits: short and the same everywhere.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::ParaStyle;

    #[test]
    fn word_knows_its_own_styles() {
        let para = |key: &str, name: &str, indent_first| ParaStyle {
            key: key.into(),
            name: name.into(),
            indent_first,
            ..ParaStyle::default()
        };
        let sheet = Sheet {
            paras: vec![
                para("body", "正文", 2000),
                para("heading-1", "标题 1", 0),
                para("kicker", "引题", 0),
                para("note", "引题", 0),
            ],
            ..Sheet::default()
        };
        let names = StyleNames::of(&sheet);
        let shown = |n: u16| names.para(ParaStyleId(n)).map(|name| (name.id.as_str(), name.name.as_str())).unwrap();
        assert_eq!(shown(0), ("NormalIndent", "Normal Indent"));
        assert_eq!(shown(1), ("Heading1", "heading 1"));
        assert_eq!(shown(2), ("Kicker", "引题"));
        assert_eq!(shown(3), ("Note", "引题 2"));
    }

    #[test]
    fn bookmarks_are_ascii_and_short() {
        assert_eq!(bookmark("b_", "heading-1", 0), "b_heading_1");
        assert_eq!(bookmark("f_", "fraud.solved.yoy", 8), "f_fraud_solved_yoy");
        let long = bookmark("f_", &"a-very-long-figure-id".repeat(3), 8);
        assert!(long.len() <= 32 && long.is_ascii(), "{long}");
        assert!(bookmark("b_", "治安", 0).is_ascii());
        assert_ne!(bookmark("b_", "治安", 0), bookmark("b_", "交通", 0));
    }
}
