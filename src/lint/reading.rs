//! The whole document as its reader meets it: passages in order, and what is known of its year.

use super::passage::{Passage, Role};
use crate::content::{Block, BlockKind, BreakKind, Document, List, Text};
use crate::figures::Filled;

/// The document ready for the rules.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its texts and figures.
    pub filled: &'a Filled,
    /// Every text in reading order.
    pub passages: Vec<Passage<'a>>,
    /// The year reported on, from `meta.year` or the title.
    pub year: Option<i64>,
    /// Year, month and day of issue, from `meta.date`.
    pub date: Option<(i64, i64, i64)>,
}

impl<'a> Reading<'a> {
    /// The passages right before one of these, so many at most: what they have named may be meant in it.
    pub fn above(&self, p: &Passage<'_>, most: usize) -> &[Passage<'a>] {
        self.passages.get(p.place.saturating_sub(most)..p.place).unwrap_or(&[])
    }

    /// Reads every text of the document.
    pub fn new(document: &'a Document, filled: &'a Filled) -> Reading<'a> {
        let mut reading = Reading { document, filled, passages: Vec::new(), year: None, date: None };
        let title = &document.title;
        for text in title.kicker.iter().chain(&title.main).chain(&title.sub) {
            reading.take(text, Role::Title);
        }
        for block in &document.blocks {
            reading.block(block);
        }
        reading.date = document.meta.date.as_ref().and_then(|date| ymd(&date.value));
        let stated = document.meta.year.as_ref().and_then(|year| year.value.trim_end_matches('年').parse().ok());
        reading.year = stated.or_else(|| reading.year_of_title());
        reading
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                if let Some(lead) = &heading.lead {
                    self.take(lead, Role::HeadingLead);
                }
                self.take(&heading.main, Role::Heading(heading.level));
            }
            BlockKind::Inset(inset) => {
                for line in &inset.lines {
                    self.take(line, Role::Heading(2));
                }
            }
            BlockKind::Paragraph(text) | BlockKind::Lead(text) => self.take(text, Role::Paragraph),
            BlockKind::Credit(text) => self.take(text, Role::Credit),
            BlockKind::FigureTable(table) => {
                let heads = table.columns.iter().map(|column| &column.head);
                for text in table.caption.iter().chain(&table.unit).chain(heads).chain(&table.note).chain(&table.from) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Chart(chart) => {
                let names = chart.series.iter().filter_map(|series| series.name.as_ref());
                let texts = chart.caption.iter().chain(&chart.unit).chain(&chart.labels).chain(names);
                let texts = texts.chain(&chart.note).chain(&chart.from);
                for text in texts {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Grid(grid) => {
                let cells = grid.head.iter().chain(&grid.rows).flatten().map(|cell| &cell.text);
                for text in grid.caption.iter().chain(&grid.unit).chain(cells).chain(&grid.note).chain(&grid.from) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Tabbed(lines) => {
                for text in lines.iter().flat_map(|line| &line.parts) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Colophon(colophon) => {
                for text in colophon.copies.iter().chain([&colophon.printer]).chain(&colophon.date) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Imprint(imprint) => {
                let crate::content::Imprint { title, issuer, editors, printer, date, size, run, faces, lines } =
                    imprint;
                let fields = [title, issuer, editors, printer, date, size, run, faces].into_iter().flatten();
                for text in fields.chain(lines.iter().flat_map(|(label, text)| [label, text])) {
                    self.take(text, Role::Label);
                }
            }
            // Words that stand in the text already are read there.
            BlockKind::Pull(_) => {}
            BlockKind::Quote(quote) => {
                for text in &quote.texts {
                    self.take(text, Role::Paragraph);
                }
                if let Some(text) = &quote.from {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Picture(picture) => {
                for text in picture.caption.iter().chain(&picture.credit) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Box(framed) => {
                if let Some(text) = &framed.title {
                    self.take(text, Role::Label);
                }
                for block in &framed.blocks {
                    self.block(block);
                }
            }
            BlockKind::Columns(columns) => {
                for block in &columns.blocks {
                    self.block(block);
                }
            }
            BlockKind::Numbers(numbers) => {
                let items = numbers.items.iter().flat_map(|(value, label)| [value, label]);
                for text in numbers.caption.iter().chain(items).chain(&numbers.from) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Contents(contents) => {
                if let Some(text) = &contents.title {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Signature(signature) => {
                for text in signature.issuers.iter().chain(&signature.date) {
                    self.take(text, Role::Label);
                }
            }
            BlockKind::Remark(text) => self.take(text, Role::Note),
            BlockKind::Break(BreakKind::Column | BreakKind::Page | BreakKind::Recto) => {}
        }
    }

    fn list(&mut self, list: &'a List) {
        for item in &list.items {
            self.take(&item.text, Role::Item);
            if let Some(inner) = &item.list {
                self.list(inner);
            }
        }
    }

    fn take(&mut self, text: &Text, role: Role) {
        let prose = self.filled.prose(text.id);
        self.push(Passage::new(prose, role));
        for note in &prose.notes {
            self.push(Passage::new(note, Role::Note));
        }
    }

    fn push(&mut self, mut passage: Passage<'a>) {
        passage.place = self.passages.len();
        self.passages.push(passage);
    }

    /// The one year that the headline stack names.
    fn year_of_title(&self) -> Option<i64> {
        let titles = self.passages.iter().filter(|passage| passage.role == Role::Title);
        titles.flat_map(|passage| passage.numerals.iter().map(move |n| (passage, n))).find_map(|(passage, n)| {
            let value: i64 = n.value.try_into().ok()?;
            (passage.at(n.range.end) == '年' && (1900..2200).contains(&value)).then_some(value)
        })
    }
}

/// `2022-01-20` as numbers.
pub fn ymd(date: &str) -> Option<(i64, i64, i64)> {
    let mut parts = date.split('-').map(|part| part.trim().parse::<i64>().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}
