//! Characters that XML cannot hold are found before anything is written.

use super::Options;
use super::xml::{allowed, clean};
use crate::base::{Finding, Findings, Span};
use crate::content::Mark;
use crate::say;
use crate::style::{Node, NodeKind, Para, Styled};

/// Reports every character that cannot be written; whether there was one.
///
/// A carriage return is allowed by XML but comes back as a line feed (§2.11), so it is one of them.
pub(crate) fn check(styled: &Styled, options: &Options, findings: &mut Findings) -> bool {
    let mut found = Found { findings, any: false };
    let info = &styled.info;
    let facts = [&info.title, &info.subtitle, &info.issuer, &info.date, &info.language];
    for fact in facts.into_iter().chain(&info.authors).chain(&info.keywords) {
        found.text(fact, None);
    }
    let sheet = &styled.sheet;
    let names = sheet.paras.iter().map(|style| &style.name).chain(sheet.chars.iter().map(|style| &style.name));
    for name in names.chain(sheet.tables.iter().map(|style| &style.name)).chain([&sheet.name]) {
        found.text(name, None);
    }
    for (file, _) in &options.sources {
        found.text(file, None);
    }
    found.nodes(&styled.nodes);
    for note in &styled.notes {
        found.para(note, Span::default());
    }
    for figure in &styled.figures {
        found.text(&figure.id, None);
    }
    for piece in &sheet.furniture {
        found.text(&piece.text, None);
    }
    for comment in &options.comments {
        found.text(&comment.author, None);
        found.text(&comment.text, Some(comment.span));
    }
    found.any
}

struct Found<'f> {
    findings: &'f mut Findings,
    any: bool,
}

impl Found<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        let place = node.span;
        self.text(&node.block, Some(place));
        match &node.kind {
            NodeKind::Para(para) => self.para(para, place),
            NodeKind::Table(table) => {
                for para in table.caption.iter().chain(&table.unit).chain(&table.below) {
                    self.para(para, place);
                }
                for cell in table.head.iter().chain(&table.body).flat_map(|row| &row.cells) {
                    self.para(&cell.para, place);
                }
                self.text(&table.alt, Some(place));
            }
            NodeKind::Picture(picture) => {
                if let Some(para) = &picture.caption {
                    self.para(para, place);
                }
                self.text(&picture.alt, Some(place));
                self.text(&picture.path, Some(place));
            }
            NodeKind::Chart(chart) => {
                for para in chart.unit_line.iter().chain(&chart.caption).chain(&chart.below) {
                    self.para(para, place);
                }
                let names = chart.series.iter().map(|series| &series.name);
                let written = chart.series.iter().flat_map(|series| &series.points).map(|point| &point.written);
                for text in [&chart.alt, &chart.unit].into_iter().chain(&chart.labels).chain(names).chain(written) {
                    self.text(text, Some(place));
                }
            }
            NodeKind::Box(inner) => self.nodes(&inner.nodes),
            NodeKind::Contents(contents) => {
                for para in contents.head.iter().chain(contents.entries.iter().map(|(_, _, para)| para)) {
                    self.para(para, place);
                }
            }
            NodeKind::Break(_) => {}
        }
    }

    fn para(&mut self, para: &Para, place: Span) {
        for run in &para.runs {
            for mark in &run.marks {
                if let Mark::Ruby(words) = mark {
                    self.text(words, Some(if run.span == Span::default() { place } else { run.span }));
                }
            }
        }
        if fits(&para.text) {
            return;
        }
        for run in &para.runs {
            let text = para.text.get(run.range.start as usize..run.range.end as usize).unwrap_or("");
            let span = if run.span == Span::default() { place } else { run.span };
            self.text(text, Some(span));
        }
    }

    fn text(&mut self, text: &str, span: Option<Span>) {
        if fits(text) {
            return;
        }
        let Some(bad) = text.chars().find(|c| !kept(*c)) else { return };
        self.any = true;
        let code = u32::from(bad);
        let message = say!("Word 文件写不进字符 U+{code:04X}", "a Word file cannot hold the character U+{code:04X}");
        let finding = match span {
            Some(span) => Finding::input("D01", span, message),
            None => Finding { span: None, ..Finding::input("D01", Span::default(), message) },
        };
        self.findings.push(finding.help(say!("删去这个字符", "delete this character")));
    }
}

fn fits(text: &str) -> bool {
    clean(text) || text.chars().all(kept)
}

fn kept(c: char) -> bool {
    c != '\r' && allowed(c)
}
