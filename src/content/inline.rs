//! Inline markup: one active sign, `$`. What `$` does not begin is itself.
//!
//! ```text
//! $(id) $(id:form)      a figure            $$               a dollar
//! $strong[…] $kai[…] $dot[…] $name[…] $book[…] $late[…] $sup[…] $sub[…]
//! $ruby[base|reading]   $link[text](address)   $note[…]   $ref[block-id]
//! ```

use super::segment::{Written, join};
use super::yaml::{align, nearest};
use super::{FigureRef, Mark, Marked, Piece, Places, Reference, Text, TextId};
use crate::base::{Finding, Findings, Sources, Span, Spanned};
use crate::say;
use std::collections::HashMap;

/// Deepest nesting of marks.
const DEPTH: usize = 8;

/// Names that a `$name[` may have.
const MARKS: &[&str] = &["strong", "kai", "dot", "name", "book", "late", "sup", "sub", "ruby", "link", "note", "ref"];

/// Reads the texts of one file, numbering them.
pub(super) struct Inline<'s> {
    sources: &'s Sources,
    /// The pieces of each text, by its number.
    pub(super) texts: Vec<Vec<Piece>>,
    /// What is asked of the table.
    pub(super) references: References,
    /// Every `$ref[…]`, to be looked up when all blocks are known.
    pub(super) refs: Vec<Spanned<String>>,
}

/// What is asked of the table of figures, each once.
#[derive(Default)]
pub(super) struct References {
    pub(super) list: Vec<Reference>,
    /// Where each is in the list, by what stands between the brackets; never walked through.
    known: HashMap<String, u32>,
}

impl<'s> Inline<'s> {
    pub(super) fn new(sources: &'s Sources) -> Inline<'s> {
        Inline { sources, texts: Vec::new(), references: References::default(), refs: Vec::new() }
    }

    /// A text of no characters: an empty cell.
    pub(super) fn nothing(&mut self, span: Span) -> Text {
        self.numbered(Vec::new(), span)
    }

    fn numbered(&mut self, pieces: Vec<Piece>, span: Span) -> Text {
        self.texts.push(pieces);
        Text { id: TextId((self.texts.len() - 1) as u32), span }
    }

    /// A scalar as a text.
    pub(super) fn text(&mut self, value: &str, span: Span, findings: &mut Findings) -> Text {
        let places = align(value, self.sources.snippet(span), span.start);
        let written = join(value, places, self.sources.text(span.source));
        if written.text.is_empty() {
            findings.push(
                Finding::input("Y20", span, say!("这里没有文字", "no text here"))
                    .help(say!("写上文字，或删去这一项", "write text, or remove the item")),
            );
        }
        let (references, refs) = (&mut self.references, &mut self.refs);
        let mut reader = Reader { written: &written, whole: span, at: 0, depth: 0, references, refs, findings };
        let pieces = reader.pieces(&[]);
        self.numbered(pieces, span)
    }
}

/// One text being read.
struct Reader<'t> {
    written: &'t Written<'t>,
    whole: Span,
    at: usize,
    depth: usize,
    references: &'t mut References,
    refs: &'t mut Vec<Spanned<String>>,
    findings: &'t mut Findings,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.written.text.get(self.at..).unwrap_or("")
    }

    /// The source of bytes of the text.
    fn span(&self, from: usize, to: usize) -> Span {
        let places = &self.written.places;
        let start = places.source(from as u32);
        let end = if to > from { places.source(to as u32 - 1) + 1 } else { start };
        Span { start, end: end.max(start), ..self.whole }
    }

    fn fault(
        &mut self,
        code: &'static str,
        from: usize,
        to: usize,
        message: crate::base::diag::Words,
        help: crate::base::diag::Words,
    ) {
        let span = self.span(from, to);
        self.findings.push(Finding::input(code, span, message).help(help));
    }

    /// Pieces up to one of the `ends` (outside of plain brackets) or the end of the text.
    fn pieces(&mut self, ends: &[char]) -> Vec<Piece> {
        // Each sign makes a piece and parts two others; a mark's body is seldom more than one.
        let signs = if ends.is_empty() { memchr::memchr_iter(b'$', self.rest().as_bytes()).count() } else { 0 };
        let mut pieces = Vec::with_capacity(2 * signs + 1);
        let mut plain = Plain::default();
        let mut open = 0usize;
        while let Some(c) = self.rest().chars().next() {
            if open == 0 && ends.contains(&c) {
                break;
            }
            if c == '$' {
                if self.rest().starts_with("$$") {
                    plain.push(self.written, self.at..self.at + 1);
                    self.at += 2;
                    continue;
                }
                let before = self.at;
                if let Some(piece) = self.active() {
                    plain.finish(&mut pieces);
                    pieces.push(piece);
                    continue;
                }
                if self.at > before {
                    continue;
                }
            } else if !ends.is_empty() && c == '[' {
                open += 1;
            } else if c == ']' {
                open = open.saturating_sub(1);
            }
            // As far as nothing can be active: outside of marks brackets are none.
            let rest = self.rest();
            let tail = rest.get(c.len_utf8()..).unwrap_or("");
            let active = match ends {
                [] => memchr::memchr(b'$', tail.as_bytes()),
                _ => tail.bytes().position(|byte| matches!(byte, b'$' | b'[' | b']' | b'|')),
            };
            let length = active.map_or(rest.len(), |at| at + c.len_utf8());
            plain.push(self.written, self.at..self.at + length);
            self.at += length;
        }
        plain.finish(&mut pieces);
        pieces
    }

    /// What a `$` begins, if anything. A fault is reported, and stepped over.
    fn active(&mut self) -> Option<Piece> {
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with("$(") {
            return self.figure();
        }
        let name: String = rest.chars().skip(1).take_while(char::is_ascii_alphabetic).collect();
        if name.is_empty() || !rest.get(1 + name.len()..)?.starts_with('[') {
            return None;
        }
        let after_name = start + 1 + name.len();
        if !MARKS.contains(&name.as_str()) {
            let help = match nearest(&name, MARKS.iter().copied()) {
                Some(meant) => {
                    say!("是不是“${meant}[…]”？要印“$”就写“$$”", "did you mean `${meant}[…]`? write `$$` for a dollar")
                }
                None => say!("可用：{}；要印“$”就写“$$”", "use one of: {}; write `$$` for a dollar", MARKS.join(", ")),
            };
            self.fault("Y22", start, after_name, say!("不认识标记“${name}[”", "unknown mark `${name}[`"), help);
            self.at = after_name;
            return None;
        }
        self.at = after_name + 1;
        if self.depth >= DEPTH {
            self.fault(
                "Y21",
                start,
                after_name,
                say!("标记嵌套过深", "marks are nested too deeply"),
                say!("嵌套不超过 {DEPTH} 层", "nest no deeper than {DEPTH}"),
            );
            return None;
        }
        self.depth += 1;
        let piece = self.marked(&name, start);
        self.depth -= 1;
        piece
    }

    /// The rest of a mark, after its `[`.
    fn marked(&mut self, name: &str, start: usize) -> Option<Piece> {
        let body = self.pieces(if name == "ruby" { &['|', ']'] } else { &[']'] });
        let mark = match name {
            "strong" => Mark::Strong,
            "kai" => Mark::Kai,
            "dot" => Mark::Dot,
            "name" => Mark::Name,
            "book" => Mark::Book,
            "late" => Mark::Late,
            "sup" => Mark::Sup,
            "sub" => Mark::Sub,
            "note" => Mark::Note,
            "ruby" => {
                if !self.rest().starts_with('|') {
                    self.fault(
                        "Y23",
                        start,
                        self.at,
                        say!("“$ruby[”里缺“|”和注音", "`$ruby[` wants `|` and the reading"),
                        say!("写成“$ruby[字|zì]”", "write `$ruby[字|zì]`"),
                    );
                    self.at += usize::from(self.rest().starts_with(']'));
                    return None;
                }
                self.at += 1;
                let from = self.at;
                self.at += self.rest().find(']').unwrap_or(self.rest().len());
                Mark::Ruby(self.written.text.get(from..self.at).unwrap_or("").to_owned())
            }
            "ref" => {
                let id: String = body.iter().filter_map(plain_of).collect();
                Mark::Ref(id)
            }
            _ => Mark::Link(String::new()),
        };
        if !self.rest().starts_with(']') {
            self.fault(
                "Y21",
                start,
                start + 2 + name.len(),
                say!("“${name}[”没有收尾的“]”", "`${name}[` has no closing `]`"),
                say!("在标记的末尾加“]”", "add `]` where the mark ends"),
            );
            return None;
        }
        self.at += 1;
        let mark = match mark {
            Mark::Link(_) => Mark::Link(self.address(start)?),
            Mark::Ref(id) => {
                let span = self.span(start, self.at);
                self.refs.push(Spanned { value: id.clone(), span });
                return Some(Piece::Marked(Box::new(Marked { mark: Mark::Ref(id), span, body: Vec::new() })));
            }
            other => other,
        };
        if body.is_empty() {
            self.fault(
                "Y20",
                start,
                self.at,
                say!("“${name}[]”里没有文字", "no text in `${name}[]`"),
                say!("写上文字，或删去标记", "write text, or remove the mark"),
            );
        }
        Some(Piece::Marked(Box::new(Marked { mark, span: self.span(start, self.at), body })))
    }

    /// The `(address)` of a link.
    fn address(&mut self, start: usize) -> Option<String> {
        let rest = self.rest();
        let address =
            rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).map(|(address, _)| address.to_owned());
        let Some(address) = address.filter(|address| !address.is_empty()) else {
            self.fault(
                "Y24",
                start,
                self.at,
                say!("“$link[…]”后面缺“(网址)”", "`$link[…]` wants `(address)` after it"),
                say!("写成“$link[文字](https://…)”", "write `$link[text](https://…)`"),
            );
            return None;
        };
        let end = self.at + address.len() + 2;
        // The address ends in the files as it stands here: only schemes that a reader may follow.
        if !["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
            || address.contains(char::is_whitespace)
        {
            self.fault(
                "Y24",
                self.at,
                end,
                say!("不能用的网址“{address}”", "the address `{address}` cannot be used"),
                say!(
                    "以 https://、http:// 或 mailto: 开头，不含空格",
                    "begin with https://, http:// or mailto: and leave no space"
                ),
            );
        }
        self.at = end;
        Some(address)
    }

    /// `$(id)` or `$(id:form)`.
    fn figure(&mut self) -> Option<Piece> {
        let start = self.at;
        let written = self.written;
        let inner = written.text.get(start + 2..).unwrap_or("");
        // An id and its form are mostly ASCII: then nothing is to be decoded.
        let near = inner.bytes().position(|byte| matches!(byte, b')' | b'(' | b'$' | 0x80..));
        let far = || inner.find([')', '(', '$', '，', '。', '、', '）']);
        let length = near.filter(|at| inner.as_bytes().get(*at).is_some_and(u8::is_ascii));
        let length = length.or_else(far).unwrap_or(inner.len());
        let body = inner.get(..length).unwrap_or("");
        if !inner.get(length..).unwrap_or("").starts_with(')') {
            self.at += 2;
            self.fault(
                "Y25",
                start,
                start + 2,
                say!("“$(”没有收尾的“)”", "`$(` has no closing `)`"),
                say!("写成“$(编号)”；要印“$(”就写“$$(”", "write `$(id)`; write `$$(` for a plain `$(`"),
            );
            return None;
        }
        self.at += 2 + length + 1;
        let end = self.at;
        if let Some(known) = self.references.known.get(body) {
            return Some(Piece::Figure(FigureRef { reference: *known, span: self.span(start, end) }));
        }
        let (id, form) = body.split_once(':').unwrap_or((body, ""));
        if !is_figure_id(id) {
            self.fault(
                "Y25",
                start,
                end,
                say!("“{id}”不能作指标编号", "`{id}` cannot be a figure's id"),
                say!(
                    "编号用小写字母、数字、“.”和“-”，如“cases.yoy”",
                    "an id has small letters, digits, `.` and `-`, as in `cases.yoy`"
                ),
            );
            return None;
        }
        if body.contains(':')
            && (form.is_empty()
                || !form.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '.')))
        {
            self.fault(
                "Y25",
                start,
                end,
                say!("“{form}”不能作写法", "`{form}` cannot be a form"),
                say!("如“$({id}:unit)”", "as in `$({id}:unit)`"),
            );
            return None;
        }
        let reference = self.references.list.len() as u32;
        self.references.list.push(Reference { id: id.to_owned(), form: form.to_owned() });
        self.references.known.insert(body.to_owned(), reference);
        Some(Piece::Figure(FigureRef { reference, span: self.span(start, end) }))
    }
}

/// `[a-z0-9]` with `.`, `-` and `_` between.
pub fn is_figure_id(id: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
    let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    id.bytes().all(inside) && id.starts_with(edge) && id.ends_with(edge) && id.len() <= 64
}

/// Characters of a plain piece.
fn plain_of(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Plain { text, .. } => Some(text),
        Piece::Figure(_) | Piece::Marked(_) => None,
    }
}

/// Plain characters being gathered.
#[derive(Default)]
struct Plain {
    text: String,
    places: Places,
}

impl Plain {
    fn push(&mut self, written: &Written<'_>, range: std::ops::Range<usize>) {
        let Some(more) = written.text.get(range.clone()) else { return };
        self.places.append(self.text.len() as u32, &written.places, range.start as u32..range.end as u32);
        self.text.push_str(more);
    }

    fn finish(&mut self, pieces: &mut Vec<Piece>) {
        if !self.text.is_empty() {
            let Plain { text, places } = std::mem::take(self);
            pieces.push(Piece::Plain { text, places });
        }
    }
}
