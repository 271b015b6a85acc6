//! A plain text as a document: what somebody has before there is a source.
//!
//! A line is a paragraph, blank lines part nothing. The first line is the title when it ends
//! without a mark; so does every heading after it.

use super::inline::Inline;
use super::{Block, BlockKind, Document, Heading, Meta, Title, yaml};
use crate::base::{Files, Findings, Sources, Span, Spanned};

/// Longest heading, in characters; a longer line that ends without a mark is a paragraph broken off.
const HEADING: usize = 40;

/// What a line of a plain text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The title.
    Title,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
}

/// Whether a path names a plain text.
pub fn is_plain(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| matches!(ending.to_ascii_lowercase().as_str(), "txt" | "text" | "md"))
}

/// The lines of a text that hold anything, without the white space around them: what each is, where
/// it begins, and its characters.
pub fn lines(text: &str) -> impl Iterator<Item = (Line, usize, &str)> {
    let mut at = 0;
    let mut first = true;
    text.split_inclusive('\n').filter_map(move |whole| {
        let start = at + (whole.len() - whole.trim_start().len());
        at += whole.len();
        let line = whole.trim();
        if line.is_empty() {
            return None;
        }
        let kind = match (std::mem::take(&mut first), level(line)) {
            (true, Some(_)) => Line::Title,
            (_, Some(level)) => Line::Heading(level),
            (_, None) => Line::Paragraph,
        };
        Some((kind, start, line))
    })
}

/// The level of a heading (一、 then （一）), or `None` for a paragraph.
fn level(line: &str) -> Option<u8> {
    let open = !line.ends_with(['。', '！', '？', '…', '：', '；', '，', '、', '）', '.', '!', '?', ':', ';']);
    (open && line.chars().count() <= HEADING).then(|| if line.starts_with(['（', '(']) { 2 } else { 1 })
}

/// Reads a plain text; its figures are in the table named.
pub fn read_plain(
    path: &str,
    table: Option<&str>,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Document> {
    let source = yaml::open(path, files, sources, findings, None)?;
    let mut inline = Inline::new(sources);
    let mut document = Document {
        source,
        meta: Meta { language: "zh-CN".into(), ..Meta::default() },
        figures: table.map(|table| Spanned { value: table.to_owned(), span: Span::new(source, 0..0) }),
        ..Document::default()
    };
    for (number, (kind, start, line)) in lines(sources.text(source)).enumerate() {
        let span = Span::new(source, start..start + line.len());
        let text = inline.text(line, span, findings);
        let kind = match kind {
            Line::Title => {
                document.title = Title { kicker: None, main: vec![text], sub: None };
                continue;
            }
            Line::Heading(level) => BlockKind::Heading(Heading { level, lead: None, main: text }),
            Line::Paragraph => BlockKind::Paragraph(text),
        };
        document.blocks.push(Block { id: format!("line-{}", number + 1), span, kind });
    }
    (document.texts, document.references) = (inline.texts, inline.references.list);
    Some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let text = "题目\r\n\r\n　第一段。\n一、小标题\n（一）又一层\n第二段没有写完，而且比一行标题长得多，后面还有许多许多许多许多许多许多许多许多许多许多许多许多许多字\n";
        let shown: Vec<(Line, &str)> = lines(text)
            .map(|(kind, start, line)| {
                assert_eq!(&text[start..start + line.len()], line);
                (kind, line)
            })
            .collect();
        assert_eq!(shown[0], (Line::Title, "题目"));
        assert_eq!(shown[1], (Line::Paragraph, "第一段。"));
        assert_eq!(shown[2], (Line::Heading(1), "一、小标题"));
        assert_eq!(shown[3], (Line::Heading(2), "（一）又一层"));
        assert_eq!(shown[4].0, Line::Paragraph);
    }
}
