//! CSV by RFC 4180, each cell with its bytes in the file.

use crate::base::{Finding, Findings, SourceId, Sources, Span, Spanned};
use crate::say;
use std::ops::Range;

/// Most rows of a table: the book of a province's year has a few thousand figures.
pub(super) const ROWS: usize = 200_000;

/// One record: its cells and its bytes without the line end.
pub(super) struct Record {
    pub(super) cells: Vec<Spanned<String>>,
    pub(super) span: Span,
}

/// The records of a file, blank lines left out. `None` when its quotes cannot be followed.
///
/// The `csv` crate decodes; it does not say where a cell stood, so the record's own bytes are
/// walked for that, and the two must agree.
pub(super) fn records(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<Vec<Record>> {
    let text = sources.text(source);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut row = csv::StringRecord::new();
    loop {
        let more = match reader.read_record(&mut row) {
            Ok(more) => more,
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::byte) as usize;
                findings.push(unquoted(Span::new(source, at..at)));
                return None;
            }
        };
        if !more {
            return Some(records);
        }
        // A record may begin with the line end of the one before it.
        let from = row.position().map_or(0, csv::Position::byte) as usize;
        let to = reader.position().byte() as usize;
        let raw = text.get(from..to).unwrap_or("");
        let from = from + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
        let raw = raw.trim_matches(['\r', '\n']);
        let places = match places(raw) {
            Ok(places) if places.len() == row.len() => places,
            Ok(_) => {
                findings.push(unquoted(Span::new(source, from..from + raw.len())));
                return None;
            }
            Err(at) => {
                findings.push(unquoted(Span::new(source, from + at..from + at + 1)));
                return None;
            }
        };
        let cells: Vec<Spanned<String>> = row
            .iter()
            .zip(places)
            .map(|(cell, place)| {
                // White space around a cell is not part of it.
                let value = cell.trim();
                let skipped = if value.is_empty() { 0 } else { cell.len() - cell.trim_start().len() };
                let start = from + place.start + skipped;
                let length = if cell.len() == place.len() { value.len() } else { place.len() - skipped };
                Spanned { value: value.to_owned(), span: Span::new(source, start..start + length) }
            })
            .collect();
        records.push(Record { cells, span: Span::new(source, from..from + raw.len()) });
    }
}

fn unquoted(span: Span) -> Finding {
    Finding::input(
        "F12",
        span,
        say!("引号没有收尾，或只括住了格的一部分", "a quote is not closed, or encloses part of a cell"),
    )
    .help(say!(
        "整格加引号，格内的引号写两个：\"甲 \"\"乙\"\"\"",
        "quote the whole cell and double the quotes inside it: \"a \"\"b\"\"\""
    ))
}

/// The bytes of each cell of a record (inside its quotes), or the byte where its quotes go wrong.
fn places(raw: &str) -> Result<Vec<Range<usize>>, usize> {
    let bytes = raw.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            let start = at + 1;
            let mut end = start;
            loop {
                match (bytes.get(end), bytes.get(end + 1)) {
                    (Some(b'"'), Some(b'"')) => end += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => end += 1,
                    (None, _) => return Err(at),
                }
            }
            places.push(start..end);
            at = end + 1;
            if !matches!(bytes.get(at), None | Some(b',')) {
                return Err(at);
            }
        } else {
            let end = bytes
                .get(at..)
                .unwrap_or_default()
                .iter()
                .position(|byte| *byte == b',')
                .map_or(bytes.len(), |n| at + n);
            places.push(at..end);
            at = end;
        }
        if at >= bytes.len() {
            return Ok(places);
        }
        at += 1;
    }
}
