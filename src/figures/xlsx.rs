//! A table of figures in the first sheet of an Excel workbook.
//!
//! A workbook has no lines and columns of characters, so its cells are written out as text, a row
//! a line, and findings point into that; they are shown as cells (`Sheet1!C3`), line 3 being row 3. Excel keeps numbers in binary: trailing
//! zeros (3.10) are lost unless the cell is formatted as text.

use super::cells::{ROWS, Record};
use crate::base::{FileError, Files, Finding, Findings, SourceId, Sources, Span, Spanned};
use crate::content::yaml::unreadable;
use crate::say;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// Largest workbook that is opened.
const LIMIT: usize = 16 << 20;
/// Most columns.
const COLUMNS: usize = 100;

/// The rows of the first sheet.
pub(super) fn records(
    path: &str,
    blame: Span,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(SourceId, Vec<Record>)> {
    let bytes = match files.read(path) {
        Ok(bytes) if bytes.len() <= LIMIT => bytes,
        Ok(_) => {
            findings.push(unreadable(path, &FileError::TooLarge { limit: LIMIT as u64 }, Some(blame)));
            return None;
        }
        Err(error) => {
            findings.push(unreadable(path, &error, Some(blame)));
            return None;
        }
    };
    let mut broken = |why: String| {
        findings.push(
            Finding::input(
                "F14",
                blame,
                say!("读不了工作簿“{path}”：{why}", "the workbook `{path}` cannot be read: {why}"),
            )
            .help(say!("用 Excel 另存为 .xlsx，或导出 CSV", "save it as .xlsx again, or export CSV")),
        );
    };
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            broken(error.to_string());
            return None;
        }
    };
    let sheet = match book.worksheet_range_at(0) {
        Some(Ok(sheet)) => sheet,
        Some(Err(error)) => {
            broken(error.to_string());
            return None;
        }
        None => {
            broken(String::from("no sheet"));
            return None;
        }
    };
    if sheet.height() > ROWS || sheet.width() > COLUMNS {
        broken(format!("{} × {}", sheet.height(), sheet.width()));
        return None;
    }
    let name = book.sheet_names().into_iter().next().unwrap_or_default();
    Some(write_out(path, &name, &sheet, sources))
}

/// The sheet as text, and its records with their places in that text.
fn write_out(path: &str, name: &str, sheet: &calamine::Range<Data>, sources: &mut Sources) -> (SourceId, Vec<Record>) {
    let (first, left) = sheet.start().unwrap_or((0, 0));
    // Rows above the first that is used keep their lines, so that line numbers are row numbers.
    let mut text = "\n".repeat(first as usize);
    let mut rows: Vec<(usize, Vec<(String, usize)>)> = Vec::new();
    for row in sheet.rows() {
        let start = text.len();
        text.push_str(&"\t".repeat(left as usize));
        let mut cells = Vec::new();
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            let written = written(cell);
            cells.push((written.clone(), text.len()));
            text.push_str(&written);
        }
        if cells.iter().any(|(cell, _)| !cell.is_empty()) {
            rows.push((start, cells));
        }
        text.push('\n');
    }
    let source = sources.add_sheet(path, name, text);
    let records = rows.into_iter().map(|(start, cells)| {
        let end = cells.last().map_or(start, |(cell, at)| at + cell.len());
        let cells = cells
            .into_iter()
            .map(|(value, at)| Spanned { span: Span::new(source, at..at + value.len()), value })
            .collect();
        Record { cells, span: Span::new(source, start..end) }
    });
    (source, records.collect())
}

/// A cell's characters on one line.
fn written(cell: &Data) -> String {
    match cell {
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().replace(['\t', '\n', '\r'], " ")
        }
        Data::DateTime(date) => date.as_f64().to_string(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
