//! The YAML that people write, read in one walk: block lists and mappings, texts on one line or folded, short
//! flow collections. What is not surely of this kind — an anchor, an escape, a tab, any fault — is left to
//! serde-saphyr, which reads everything and says what is wrong; on what both read they agree to the byte (a test
//! holds them together). A book is read in a twentieth of its time.

use super::node::{Node, NodeKind};
use super::{DEPTH, NODES};
use crate::base::{SourceId, Span, Spanned, bytes};

/// Most keys of a mapping: each is looked for among those before it.
const ENTRIES: usize = 200;

/// The tree of a file; `None` when it is to be read by the other reader.
pub(super) fn read(text: &str, source: SourceId) -> Option<Node> {
    if strange(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, at: 0, column: None, source, nodes: 0, depth: 0 };
    reader.seek()?;
    let node = (reader.column == Some(0)).then(|| reader.block(0, true))??;
    reader.column.is_none().then_some(node)
}

/// Whether there are characters that YAML treats in a way of its own: tabs, carriage returns, controls, the line
/// ends of Unicode, byte order marks.
fn strange(text: &[u8]) -> bool {
    let control = |byte: u8| (byte < b' ') & (byte != b'\n') | (byte == 0x7F);
    let special = |a: u8, b: u8, c: u8| {
        (a == 0xC2) & (b < 0xA0)
            | (a == 0xE2) & (b == 0x80) & (c | 1 == 0xA9)
            | (a == 0xEF) & ((b == 0xBB) & (c == 0xBF) | (b == 0xBF) & (c >= 0xBE))
    };
    bytes::any(text, control) || bytes::any_three(text, special)
}

struct Reader<'t> {
    text: &'t str,
    /// The byte that comes next; never inside a character.
    at: usize,
    /// Indent of the content at which [`Reader::seek`] stopped; none at the end.
    column: Option<usize>,
    source: SourceId,
    nodes: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// How many spaces stand here.
    fn spaces(&self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b' ').count()
    }

    /// The rest of the line.
    fn rest(&self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or("");
        first_line(rest)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.source, from..to)
    }

    fn node(&mut self, kind: NodeKind, from: usize, to: usize) -> Option<Node> {
        self.nodes += 1;
        (self.nodes < NODES).then(|| Node { span: self.span(from, to), kind })
    }

    /// Leaves the line after its content (only spaces and a comment may follow) for the next content.
    fn leave(&mut self) -> Option<()> {
        let rest = self.rest();
        let tail = rest.trim_start_matches(' ');
        let spaced = tail.len() < rest.len() || self.text.get(..self.at).is_some_and(|before| before.ends_with(' '));
        if !(tail.is_empty() || tail.starts_with('#') && spaced) {
            return None;
        }
        self.at = self.text.len().min(self.at + rest.len() + 1);
        self.seek()
    }

    /// From a line's beginning to the next content.
    fn seek(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            let content = rest.trim_start_matches(' ');
            let indent = rest.len() - content.len();
            if content.is_empty() || content.starts_with('#') {
                self.at += rest.len();
                if self.peek(0).is_none() {
                    self.column = None;
                    return Some(());
                }
                self.at += 1;
                continue;
            }
            // Documents and directives are another matter.
            if indent == 0 && ["---", "...", "%"].iter().any(|mark| content.starts_with(mark)) {
                return None;
            }
            self.at += indent;
            self.column = Some(indent);
            return Some(());
        }
    }

    /// The length of the key that stands here, if one does.
    fn key(&self) -> Option<usize> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'-' | b'_' | b'.');
        let length = bytes.iter().position(|byte| !inside(byte))?;
        let first = bytes.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        let ends = bytes.get(length) == Some(&b':') && matches!(bytes.get(length + 1), Some(b' ' | b'\n') | None);
        // Longer ones are none by YAML (1,024 characters).
        (first && ends && length < 256).then_some(length)
    }

    fn dash(&self) -> bool {
        self.peek(0) == Some(b'-') && matches!(self.peek(1), Some(b' ' | b'\n') | None)
    }

    /// A list or mapping whose first line begins here, in this column.
    fn block(&mut self, indent: usize, deeper: bool) -> Option<Node> {
        self.depth += 1;
        // The other reader has the last word on what is too deep.
        if self.depth >= DEPTH / 2 {
            return None;
        }
        let node = if self.dash() { self.list(indent, deeper) } else { self.mapping(indent) };
        self.depth -= 1;
        node
    }

    fn list(&mut self, indent: usize, deeper: bool) -> Option<Node> {
        let mut from = self.at;
        let mut items = Vec::new();
        loop {
            self.at += 1;
            let spaces = self.spaces();
            self.at += spaces;
            // A list right below its key begins behind its first dash, as the other reader has it.
            if items.is_empty() && !deeper {
                from = self.at;
            }
            let item = match self.peek(0) {
                None | Some(b'\n' | b'#') => self.below(indent, false)?,
                Some(_) if self.dash() || self.key().is_some() => self.block(indent + 1 + spaces, true)?,
                Some(_) => self.value(indent)?,
            };
            items.push(item);
            if !self.goes_on(indent)? || !self.dash() {
                break;
            }
        }
        let to = items.last().map_or(from, |item| item.span.end as usize);
        self.node(NodeKind::List(items), from, to)
    }

    /// The key of a further entry, its colon passed. One written twice is a fault.
    fn entry(&mut self, entries: &[(Spanned<String>, Node)]) -> Option<Spanned<String>> {
        let length = self.key()?;
        let name = self.text.get(self.at..self.at + length)?;
        let key = Spanned { value: name.to_owned(), span: self.span(self.at, self.at + length) };
        self.nodes += 1;
        if entries.len() > ENTRIES || entries.iter().any(|(known, _)| known.value == key.value) {
            return None;
        }
        self.at += length + 1;
        Some(key)
    }

    fn mapping(&mut self, indent: usize) -> Option<Node> {
        let from = self.at;
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        loop {
            let key = self.entry(&entries)?;
            self.at += self.spaces();
            let value = match self.peek(0) {
                None | Some(b'\n' | b'#') => self.below(indent, true)?,
                Some(_) => self.value(indent)?,
            };
            entries.push((key, value));
            if !self.goes_on(indent)? || self.dash() {
                break;
            }
        }
        let to = entries.last().map_or(from, |(_, value)| value.span.end as usize);
        self.node(NodeKind::Map(entries), from, to)
    }

    /// A collection on the lines below its key or dash, deeper than these; a list may stand right below a key.
    fn below(&mut self, indent: usize, key: bool) -> Option<Node> {
        self.leave()?;
        let column = self.column.filter(|column| *column > indent || *column == indent && key && self.dash())?;
        self.block(column, column > indent)
    }

    /// Whether the next content stands in the column of this collection. What stands deeper belongs to nothing.
    fn goes_on(&self, indent: usize) -> Option<bool> {
        match self.column {
            Some(column) if column > indent => None,
            column => Some(column == Some(indent)),
        }
    }

    /// A value that begins on the line of its key or dash; then on to the next content.
    fn value(&mut self, indent: usize) -> Option<Node> {
        let node = match self.peek(0)? {
            b'[' | b'{' => self.flow(indent)?,
            quote @ (b'"' | b'\'') => self.quoted(quote)?,
            mark @ (b'>' | b'|') => self.folded(mark == b'>', indent)?,
            _ => self.plain(indent)?,
        };
        self.leave()?;
        Some(node)
    }

    /// Characters as they are, on one line or folded over several.
    fn plain(&mut self, indent: usize) -> Option<Node> {
        let from = self.at;
        let rest = self.rest();
        let (first, commented) = one_line(rest).filter(|_| begins(rest))?;
        let mut to = from + first.len();
        let mut text = first.to_owned();
        self.at = to;
        // Lines that stand deeper go on with it.
        while let Some(next) = self.text.get(self.at + self.rest().len() + 1..).filter(|_| !commented) {
            let line_end = self.text.len() - next.len() - 1;
            let line = first_line(next);
            let content = line.trim_start_matches(' ');
            let deeper = line.len() - content.len() > indent;
            if content.is_empty() {
                let more = next.lines().find(|line| !line.trim_start_matches(' ').is_empty());
                let deeper = more.is_some_and(|line| line.len() - line.trim_start_matches(' ').len() > indent);
                if deeper {
                    return None;
                }
                break;
            }
            if !deeper || content.starts_with('#') {
                break;
            }
            let (more, comment) = one_line(content)?;
            if comment || !begins(content) {
                return None;
            }
            text.push(' ');
            text.push_str(more);
            self.at = line_end + 1 + (line.len() - content.len()) + more.len();
            to = self.at;
        }
        let kind = if null(&text) { NodeKind::Null } else { NodeKind::Text(text) };
        self.node(kind, from, to)
    }

    /// Between quotes, without an escape.
    fn quoted(&mut self, quote: u8) -> Option<Node> {
        let from = self.at;
        let inner = self.rest().get(1..)?;
        let length = inner.bytes().position(|byte| byte == quote || byte == b'\\')?;
        let bytes = inner.as_bytes();
        if bytes.get(length) != Some(&quote) || quote == b'\'' && bytes.get(length + 1) == Some(&b'\'') {
            return None;
        }
        let text = inner.get(..length)?.to_owned();
        self.at += length + 2;
        self.node(NodeKind::Text(text), from, from + length + 2)
    }

    /// `>-`, `>`, `|-` or `|`: the lines below it, all of one indent, none empty.
    fn folded(&mut self, joined: bool, indent: usize) -> Option<Node> {
        let header = self.rest();
        let stripped = match header.get(1..)?.trim_end_matches(' ') {
            "-" => true,
            "" => false,
            _ => return None,
        };
        self.at += header.len();
        let mut text = String::new();
        let mut column = None;
        let mut from = self.at;
        while let Some(next) = self.text.get(self.at + 1..).filter(|next| !next.is_empty()) {
            let line = first_line(next);
            let content = line.trim_start_matches(' ');
            let own = line.len() - content.len();
            if content.is_empty() || own <= indent {
                break;
            }
            if *column.get_or_insert(own) != own || content.ends_with(' ') {
                return None;
            }
            if text.is_empty() {
                from = self.at + 1 + own;
            } else {
                text.push(if joined { ' ' } else { '\n' });
            }
            text.push_str(content);
            self.at += 1 + line.len();
        }
        let column = column?;
        // Its place ends where the next content begins, as the other reader has it.
        let tail = self.text.get(self.at + 1..).unwrap_or("");
        let mut to = self.text.len() - tail.len();
        for line in tail.split_inclusive('\n') {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if line.trim_matches([' ', '\n']).is_empty() {
                // Deeper spaces belong to the text.
                if spaces > column {
                    return None;
                }
                to += line.len();
            } else {
                to += spaces;
                break;
            }
        }
        // What stands deeper behind an empty line belongs to it.
        let next = self.text.get(to..).filter(|rest| !rest.is_empty());
        let start = self.text.get(..to)?.rfind('\n').map_or(0, |end| end + 1);
        if next.is_some() && to - start > indent {
            return None;
        }
        if !stripped {
            text.push('\n');
        }
        self.node(NodeKind::Text(text), from, to)
    }

    /// `[…]` or `{…}`, its lines deeper than its parent.
    fn flow(&mut self, indent: usize) -> Option<Node> {
        self.depth += 1;
        if self.depth >= DEPTH / 2 {
            return None;
        }
        let from = self.at;
        let list = self.peek(0) == Some(b'[');
        let end = if list { b']' } else { b'}' };
        let (mut items, mut entries): (Vec<Node>, Vec<(Spanned<String>, Node)>) = (Vec::new(), Vec::new());
        self.at += 1;
        self.gap(indent)?;
        while self.peek(0)? != end {
            if list {
                items.push(self.flow_value(indent)?);
            } else {
                let key = self.entry(&entries)?;
                self.gap(indent)?;
                entries.push((key, self.flow_value(indent)?));
            }
            self.gap(indent)?;
            match self.peek(0)? {
                b',' => {
                    self.at += 1;
                    self.gap(indent)?;
                    if self.peek(0)? == end {
                        return None;
                    }
                }
                other if other == end => {}
                _ => return None,
            }
        }
        self.at += 1;
        self.depth -= 1;
        let kind = if list { NodeKind::List(items) } else { NodeKind::Map(entries) };
        let to = match &kind {
            NodeKind::List(items) => items.last().map(|item| item.span.end as usize),
            NodeKind::Map(entries) => entries.last().map(|(_, value)| value.span.end as usize),
            NodeKind::Null | NodeKind::Text(_) => None,
        };
        self.node(kind, from, to.unwrap_or(from + 1))
    }

    fn flow_value(&mut self, indent: usize) -> Option<Node> {
        match self.peek(0)? {
            b'[' | b'{' => self.flow(indent),
            quote @ (b'"' | b'\'') => {
                let node = self.quoted(quote)?;
                // A key in quotes.
                (self.peek(0) != Some(b':')).then_some(node)
            }
            _ => {
                let from = self.at;
                let rest = self.rest();
                let length = rest
                    .bytes()
                    .position(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}'))
                    .unwrap_or(rest.len());
                let text = rest.get(..length)?.trim_end_matches(' ');
                if !begins(text) || text.contains(": ") || text.contains(" #") || text.ends_with(':') {
                    return None;
                }
                self.at += text.len();
                // A text that goes on in the next line.
                let closed = rest.get(length..).is_some_and(|tail| !tail.is_empty());
                if !closed {
                    let mut ahead = Reader { text: self.text, at: self.at, ..*self };
                    ahead.gap(indent)?;
                    if !matches!(ahead.peek(0)?, b',' | b']' | b'}') {
                        return None;
                    }
                }
                let kind = if null(text) { NodeKind::Null } else { NodeKind::Text(text.to_owned()) };
                self.node(kind, from, from + text.len())
            }
        }
    }

    /// Spaces and line ends inside a flow collection.
    fn gap(&mut self, indent: usize) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let tail = rest.trim_start_matches([' ', '\n']);
        let passed = rest.get(..rest.len() - tail.len())?;
        self.at += passed.len();
        match passed.rsplit_once('\n') {
            Some((_, own)) if own.len() <= indent || tail.starts_with('#') => None,
            _ if tail.starts_with('#') => None,
            _ => Some(()),
        }
    }
}

/// A text up to its first line end.
fn first_line(text: &str) -> &str {
    memchr::memchr(b'\n', text.as_bytes()).and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Whether a text may begin like this: with no sign that means something else.
fn begins(text: &str) -> bool {
    match text.as_bytes() {
        [b'-', next, ..] => *next != b' ',
        [first, ..] => !matches!(
            first,
            b'-' | b'?'
                | b':'
                | b','
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'#'
                | b'&'
                | b'*'
                | b'!'
                | b'|'
                | b'>'
                | b'\''
                | b'"'
                | b'%'
                | b'@'
                | b'`'
                | b' '
                | b'='
                | b'<'
        ),
        [] => false,
    }
}

/// The text of a line up to its comment, and whether there is one; `None` where a colon makes it a key.
fn one_line(line: &str) -> Option<(&str, bool)> {
    // Most have none; to be asked whether is cheaper than where.
    let comment = if line.contains(" #") { line.find(" #") } else { None };
    let text = comment.and_then(|at| line.get(..at)).unwrap_or(line);
    let commented = text.len() < line.len();
    let text = text.trim_end_matches(' ');
    (!text.contains(": ") && !text.ends_with(':')).then_some((text, commented))
}

/// YAML's words for nothing.
fn null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}
