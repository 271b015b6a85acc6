//! Elements and the one place that turns them into bytes: every string is escaped here,
//! children are put into the schema's order here, and nothing XML forbids gets through.

use super::order;
use super::packing::{Data, Packing};
use crate::base::bytes;
use memchr::memmem;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use std::borrow::Cow;
use std::sync::LazyLock;

/// An element to be written. Names are the prefixed names that Word itself writes.
#[derive(Clone, Debug)]
pub(crate) struct El {
    pub(crate) name: &'static str,
    attributes: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug)]
enum Child {
    Element(El),
    Text(String),
    /// XML as it will stand.
    Written(String),
}

/// An element without content.
pub(crate) fn el(name: &'static str) -> El {
    El { name, attributes: Vec::new(), children: Vec::new() }
}

/// XML that is written as it grows: a long text is hundreds of thousands of runs, and building an element
/// of each costs more than the text. What stands in it goes through [`push_text`].
pub(crate) fn grow(out: &mut Vec<El>, write: impl FnOnce(&mut String)) {
    if out.last().is_none_or(|last| !last.name.is_empty()) {
        // Most of what grows is a paragraph's text, twice as long with its tags.
        out.push(El { children: vec![Child::Written(String::with_capacity(4096))], ..el("") });
    }
    if let Some(El { children, .. }) = out.last_mut()
        && let Some(Child::Written(xml)) = children.first_mut()
    {
        write(xml);
    }
}

/// A number in figures, without the machinery of formatting: there are as many as figures in a text.
pub(crate) fn push_number(into: &mut String, number: u32) {
    if number >= 10 {
        push_number(into, number / 10);
    }
    into.push(char::from(b'0' + (number % 10) as u8));
}

/// Characters between tags.
pub(crate) fn push_text(into: &mut String, text: &str) {
    plainly(into, text, |into, c| match c {
        '&' => into.push_str("&amp;"),
        '<' => into.push_str("&lt;"),
        '>' => into.push_str("&gt;"),
        '"' => into.push_str("&quot;"),
        '\'' => into.push_str("&apos;"),
        other => into.push(other),
    });
}

/// Copies a text; a character that may want escaping, and may stand at all, goes to `special`.
fn plainly(into: &mut String, text: &str, special: impl Fn(&mut String, char)) {
    if clean(text) {
        return into.push_str(text);
    }
    for c in text.chars().filter(|c| allowed(*c)) {
        special(into, c);
    }
}

/// Whether every character stands for itself everywhere in XML. Nothing is decoded and nothing branches: almost
/// every text of a document is such a one.
pub(crate) fn clean(text: &str) -> bool {
    !bytes::any(text.as_bytes(), |byte| (byte < b' ') | active(byte)) && !has_none(text)
}

/// The same without blanks: those at the ends of a run want an attribute.
pub(crate) fn bare(text: &str) -> bool {
    !bytes::any(text.as_bytes(), |byte| (byte <= b' ') | active(byte)) && !has_none(text)
}

fn active(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
}

/// Whether U+FFFE or U+FFFF is in a text. They share two bytes with few characters.
fn has_none(text: &str) -> bool {
    static BEGINNING: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(b"\xEF\xBF"));
    let text = text.as_bytes();
    BEGINNING.find_iter(text).any(|at| text.get(at + 2).is_some_and(|byte| *byte >= 0xBE))
}

/// A whole element, in place.
pub(crate) fn push_element(into: &mut String, element: &El) {
    let mut part = Part { writer: Writer::new(Vec::new()), open: Vec::new(), tag: String::new(), packing: None };
    part.write(element);
    into.push_str(&String::from_utf8_lossy(&part.writer.into_inner()));
}

/// An element with the one attribute `w:val`.
pub(crate) fn val(name: &'static str, value: impl Value) -> El {
    el(name).at("w:val", value)
}

/// What may stand in an attribute.
pub(crate) trait Value {
    /// Its characters, not yet escaped.
    fn characters(self) -> Cow<'static, str>;
}

impl Value for &'static str {
    fn characters(self) -> Cow<'static, str> {
        Cow::Borrowed(self)
    }
}

impl Value for String {
    fn characters(self) -> Cow<'static, str> {
        Cow::Owned(self)
    }
}

impl Value for &String {
    fn characters(self) -> Cow<'static, str> {
        Cow::Owned(self.clone())
    }
}

impl Value for Cow<'static, str> {
    fn characters(self) -> Cow<'static, str> {
        self
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl Value for $kind {
            fn characters(self) -> Cow<'static, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}
whole_numbers!(i64, u64, u32, i32, u16, u8, usize);

impl El {
    /// Adds an attribute.
    #[must_use]
    pub(crate) fn at(mut self, name: &'static str, value: impl Value) -> El {
        self.attributes.push((Cow::Borrowed(name), value.characters()));
        self
    }

    /// Adds a child.
    #[must_use]
    pub(crate) fn with(mut self, child: El) -> El {
        self.children.push(Child::Element(child));
        self
    }

    /// Adds a child if there is one.
    #[must_use]
    pub(crate) fn with_some(mut self, child: Option<El>) -> El {
        self.children.extend(child.map(Child::Element));
        self
    }

    /// Adds children.
    #[must_use]
    pub(crate) fn with_all(mut self, children: impl IntoIterator<Item = El>) -> El {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// Adds characters.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<String>) -> El {
        self.children.push(Child::Text(text.into()));
        self
    }

    /// Adds a child in place.
    pub(crate) fn push(&mut self, child: El) {
        self.children.push(Child::Element(child));
    }

    /// Puts an element before all children.
    pub(crate) fn push_front(&mut self, child: El) {
        self.children.insert(0, Child::Element(child));
    }

    /// Puts an element before the `at`-th child.
    pub(crate) fn insert(&mut self, at: usize, child: El) {
        self.children.insert(at.min(self.children.len()), Child::Element(child));
    }

    /// The first element of this name below this one, in document order.
    pub(crate) fn descendant_mut(&mut self, name: &'static str) -> Option<&mut El> {
        for child in &mut self.children {
            let Child::Element(element) = child else { continue };
            if element.name == name {
                return Some(element);
            }
            if let Some(found) = element.descendant_mut(name) {
                return Some(found);
            }
        }
        None
    }

    /// The first child element of this name.
    pub(crate) fn child_mut(&mut self, name: &'static str) -> Option<&mut El> {
        self.children.iter_mut().find_map(|child| match child {
            Child::Element(element) if element.name == name => Some(element),
            Child::Element(_) | Child::Text(_) | Child::Written(_) => None,
        })
    }

    /// Whether it has no children.
    pub(crate) fn is_bare(&self) -> bool {
        self.children.is_empty()
    }

    /// The element when it has children: properties that say nothing are not written.
    pub(crate) fn unless_bare(self) -> Option<El> {
        (!self.is_bare()).then_some(self)
    }
}

/// A part in the making: elements in, bytes out.
pub(crate) struct Part {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    /// The start tag or text in the making; kept to spare an allocation an element.
    tag: String,
    /// Where a long part goes as it grows.
    packing: Option<Packing>,
}

impl Part {
    /// A part that begins with the XML declaration.
    pub(crate) fn new() -> Part {
        let mut part = Part { writer: Writer::new(Vec::new()), open: Vec::new(), tag: String::new(), packing: None };
        part.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        part.writer.get_mut().extend_from_slice(b"\r\n");
        part
    }

    /// A part that is packed as it grows, if it grows long; [`Part::pack`] ends it.
    pub(crate) fn packed(packing: Packing) -> Part {
        Part { packing: Some(packing), ..Part::new() }
    }

    /// Lets what has been written be packed: to be called now and then.
    pub(crate) fn spill(&mut self) {
        if let Some(packing) = &mut self.packing {
            packing.offer(self.writer.get_mut());
        }
    }

    /// The finished part, every open element ended, and its SHA-256 if it was asked for; `None` when no zip can
    /// hold it.
    pub(crate) fn pack(mut self) -> Option<(Data, String)> {
        match self.packing.take() {
            Some(packing) => packing.end(self.finish()),
            None => Some((Data::Plain(self.finish()), String::new())),
        }
    }

    /// A whole part of one root element.
    pub(crate) fn of(root: &El) -> Vec<u8> {
        let mut part = Part::new();
        part.write(root);
        part.finish()
    }

    /// Writes the start tag of an element (and the children it has so far); [`Part::close`] ends it.
    pub(crate) fn open(&mut self, element: &El) {
        self.start(element, false);
        self.open.push(element.name);
        self.children(element);
    }

    /// Ends the innermost open element.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes a whole element.
    pub(crate) fn write(&mut self, element: &El) {
        if element.name.is_empty() {
            return self.children(element);
        }
        if element.children.is_empty() {
            self.start(element, true);
            return;
        }
        self.start(element, false);
        self.children(element);
        self.event(Event::End(BytesEnd::new(element.name)));
    }

    /// Writes XML as it is.
    pub(crate) fn written(&mut self, xml: &str) {
        self.writer.get_mut().extend_from_slice(xml.as_bytes());
    }

    /// The bytes, every open element ended.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }

    fn children(&mut self, element: &El) {
        let Some(order) = order::of(element.name) else {
            for child in &element.children {
                self.child(child);
            }
            return;
        };
        let mut ranked: Vec<(usize, &Child)> = element
            .children
            .iter()
            .map(|child| match child {
                Child::Element(inner) => (order::rank(element.name, order, inner.name), child),
                Child::Text(_) | Child::Written(_) => (0, child),
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        for (_, child) in ranked {
            self.child(child);
        }
    }

    fn child(&mut self, child: &Child) {
        match child {
            Child::Element(inner) => self.write(inner),
            Child::Text(text) => self.text(text),
            Child::Written(xml) => self.written(xml),
        }
    }

    fn start(&mut self, element: &El, empty: bool) {
        let mut tag = std::mem::take(&mut self.tag);
        tag.clear();
        tag.push_str(element.name);
        for (name, value) in &element.attributes {
            tag.push(' ');
            tag.push_str(name);
            tag.push_str("=\"");
            escape_attribute(&mut tag, value);
            tag.push('"');
        }
        let start = BytesStart::from_content(tag.as_str(), element.name.len());
        let event = if empty { Event::Empty(start) } else { Event::Start(start) };
        // Borrowing `tag` (a local) and the writer at once is what the `take` above is for.
        self.event(event);
        self.tag = tag;
    }

    /// Writes characters, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        if clean(text) {
            return self.written(text);
        }
        self.tag.clear();
        push_text(&mut self.tag, text);
        self.writer.get_mut().extend_from_slice(self.tag.as_bytes());
    }

    fn event(&mut self, event: Event<'_>) {
        // A Vec<u8> takes every byte; there is no error to report.
        let _ = self.writer.write_event(event);
    }
}

/// Escapes for a double-quoted attribute: a line break or tab would be read back as a space if
/// it stood there as itself (XML 1.0 §3.3.3).
fn escape_attribute(into: &mut String, value: &str) {
    plainly(into, value, |into, c| match c {
        '&' => into.push_str("&amp;"),
        '<' => into.push_str("&lt;"),
        '>' => into.push_str("&gt;"),
        '"' => into.push_str("&quot;"),
        '\n' => into.push_str("&#10;"),
        '\t' => into.push_str("&#9;"),
        '\r' => into.push_str("&#13;"),
        other => into.push(other),
    });
}

/// Whether XML 1.0 may hold this character at all (§2.2, production Char).
pub(crate) fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(element: &El) -> String {
        let bytes = Part::of(element);
        String::from_utf8(bytes).unwrap().split_once("\r\n").unwrap().1.to_owned()
    }

    #[test]
    fn escapes_text_and_attributes() {
        let element = el("a").at("b", "<\"&'\n>".to_owned()).with(el("c").text("1 < 2 && \"x\" > 'y'"));
        assert_eq!(
            written(&element),
            "<a b=\"&lt;&quot;&amp;'&#10;&gt;\"><c>1 &lt; 2 &amp;&amp; &quot;x&quot; &gt; &apos;y&apos;</c></a>"
        );
    }

    #[test]
    fn forbidden_characters_never_get_through() {
        assert_eq!(
            written(&el("a").at("b", "x\u{0}y".to_owned()).text("1\u{1}2\u{FFFE}3\u{7F}")),
            "<a b=\"xy\">123\u{7F}</a>"
        );
    }

    #[test]
    fn full_width_marks_stay() {
        // They begin with the byte of U+FFFE and U+FFFF.
        assert_eq!(written(&el("a").text("甲，乙\u{FFFF}：（丙）\u{FFFD}")), "<a>甲，乙：（丙）\u{FFFD}</a>");
    }

    #[test]
    fn properties_come_in_the_schemas_order() {
        let element = el("w:pPr").with(val("w:jc", "both")).with(el("w:keepNext")).with(val("w:pStyle", "a"));
        assert_eq!(written(&element), "<w:pPr><w:pStyle w:val=\"a\"/><w:keepNext/><w:jc w:val=\"both\"/></w:pPr>");
    }
}
