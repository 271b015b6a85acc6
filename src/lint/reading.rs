//! The whole document as its reader meets it: passages in order, and what is known of its year.

use super::passage::{Passage, Role};
use crate::base::{Sources, Span};
use crate::content::{Block, BlockKind, Document, Text};
use crate::figures::Filled;

/// The document ready for the rules.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its texts and figures.
    pub filled: &'a Filled,
    /// The files, for places.
    pub sources: &'a Sources,
    /// Every text in reading order.
    pub passages: Vec<Passage<'a>>,
    /// The year reported on, from `meta.year` or the title.
    pub year: Option<i64>,
    /// Year, month and day of issue, from `meta.date`.
    pub date: Option<(i64, i64, i64)>,
}

impl<'a> Reading<'a> {
    /// Reads every text of the document.
    pub fn new(document: &'a Document, filled: &'a Filled, sources: &'a Sources) -> Reading<'a> {
        let mut reading = Reading { document, filled, sources, passages: Vec::new(), year: None, date: None };
        let title = &document.title;
        for text in title.kicker.iter().chain(&title.main).chain(&title.sub) {
            reading.take(text, Role::Title, None);
        }
        for (index, block) in document.blocks.iter().enumerate() {
            reading.block(block, index);
        }
        reading.date = document.meta.date.as_ref().and_then(|date| ymd(&date.value));
        let stated = document.meta.year.as_ref().and_then(|year| year.value.trim_end_matches('年').parse().ok());
        reading.year = stated.or_else(|| reading.year_of_title());
        reading
    }

    fn block(&mut self, block: &'a Block, index: usize) {
        let at = Some(index);
        match &block.kind {
            BlockKind::Heading(heading) => {
                if let Some(lead) = &heading.lead {
                    self.take(lead, Role::HeadingLead, at);
                }
                self.take(&heading.main, Role::Heading(heading.level), at);
            }
            BlockKind::Paragraph(text) | BlockKind::Lead(text) => self.take(text, Role::Paragraph, at),
            BlockKind::Credit(text) => self.take(text, Role::Credit, at),
            BlockKind::FigureTable(table) => {
                let heads = table.columns.iter().map(|column| &column.head);
                for text in table.caption.iter().chain(&table.unit).chain(heads).chain(&table.note).chain(&table.from) {
                    self.take(text, Role::Label, at);
                }
            }
            BlockKind::Chart(chart) => {
                let texts = chart.caption.iter().chain(&chart.unit).chain(&chart.labels).chain(&chart.from);
                for text in texts {
                    self.take(text, Role::Label, at);
                }
            }
        }
    }

    fn take(&mut self, text: &Text, role: Role, block: Option<usize>) {
        let prose = self.filled.prose(text.id);
        self.passages.push(Passage::new(prose, role, block));
        for note in &prose.notes {
            self.passages.push(Passage::new(note, Role::Note, block));
        }
    }

    /// The passages of running text.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.role == Role::Paragraph)
    }

    /// The one year that the headline stack names.
    fn year_of_title(&self) -> Option<i64> {
        let titles = self.passages.iter().filter(|passage| passage.role == Role::Title);
        titles.flat_map(|passage| passage.numerals.iter().map(move |n| (passage, n))).find_map(|(passage, n)| {
            let value: i64 = n.value.try_into().ok()?;
            (passage.at(n.range.end) == '年' && (1900..2200).contains(&value)).then_some(value)
        })
    }

    /// The place of a block.
    pub fn block_span(&self, index: usize) -> Option<Span> {
        self.document.blocks.get(index).map(|block| block.span)
    }
}

/// `2022-01-20` as numbers.
pub fn ymd(date: &str) -> Option<(i64, i64, i64)> {
    let mut parts = date.split('-').map(|part| part.trim().parse::<i64>().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}
