//! Old texts into the system: which numbers of a plain text state which figures.
//!
//! A number is bound when a row writes exactly these characters in one of its forms, and the words
//! around it are those of the row's indicator. When two rows would do equally well, or the words
//! do not speak for the row, the number is left alone: a wrong binding is worse than none.

mod context;
mod numerals;

use super::forms::{Form, write};
use super::{Figure, FigureTable, Filled};
use crate::base::Span;
use context::{Evidence, Words};
use numerals::{Numeral, numerals};
use std::collections::BTreeMap;
use std::ops::Range;

/// A number that states a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Bytes of the text that the reference replaces.
    pub range: Range<usize>,
    /// The row.
    pub row: u32,
    /// What to write: `$(id)` or `$(id:form)`.
    pub reference: String,
    /// How well the words around it speak for the row, 0 to 1000.
    pub evidence: u32,
}

/// The numbers of a text that state figures of the table, in order.
pub fn bind(text: &str, table: &FigureTable) -> Vec<Suggestion> {
    // What each row may look like, by its digits.
    let words = Words::of(table);
    let faces = faces(table);
    let mut found: Vec<Suggestion> = Vec::new();
    for numeral in numerals(text) {
        // Rows that write these very characters here.
        let Some(rows) = faces.get(numeral.value.as_str()) else { continue };
        let taken = found.last().map_or(0, |last| last.range.end);
        let fits =
            rows.iter().filter_map(|face| face.fit(text, &numeral, table)).filter(|fit| fit.range.start >= taken);
        // The words around it choose.
        let evidence = Evidence::around(text, &numeral.range);
        let scored = fits.map(|fit| (words.score(fit.row, &evidence), fit));
        found.extend(choose(scored.collect(), &numeral, table));
    }
    found
}

/// A place in a source where `$(…)` may stand for what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The characters in the source.
    pub span: Span,
    /// The row.
    pub row: u32,
    /// What to write.
    pub reference: String,
}

/// The places of a source whose numbers state figures and are not bound yet, in order of place.
pub fn suggest(filled: &Filled) -> Vec<Place> {
    let mut places = Vec::new();
    for prose in &filled.prose {
        let bound: Vec<&Range<u32>> = prose
            .runs
            .iter()
            .filter(|run| matches!(run.origin, super::Origin::Figure { .. }))
            .map(|run| &run.range)
            .collect();
        for suggestion in bind(&prose.text, &filled.table) {
            let (start, end) = (suggestion.range.start as u32, suggestion.range.end as u32);
            let free = !bound.iter().any(|range| range.start < end && start < range.end);
            // Within one run, so that no mark is cut.
            let whole = prose.runs.iter().any(|run| run.range.start <= start && end <= run.range.end);
            if free && whole {
                let span = prose.place(suggestion.range);
                places.push(Place { span, row: suggestion.row, reference: suggestion.reference });
            }
        }
    }
    places.sort_by_key(|place| place.span);
    places
}

/// Numbers of a text that are not within one of these ranges: what is still to be bound or excused.
pub fn unbound(text: &str, bound: &[Range<usize>]) -> Vec<Range<usize>> {
    let free = |range: &Range<usize>| !bound.iter().any(|other| other.start < range.end && range.start < other.end);
    numerals(text).into_iter().filter(|numeral| !numeral.han).map(|numeral| numeral.range).filter(free).collect()
}

/// A row by one of its numbers.
struct Face {
    row: u32,
    /// Forms that show this number, the one to be preferred first.
    forms: &'static [(Form, &'static str)],
}

const OF_VALUE: &[(Form, &str)] =
    &[(Form::Trend, "trend"), (Form::Unit, "unit"), (Form::Plain, ""), (Form::HanUnit, "han-unit"), (Form::Han, "han")];
const OF_CHANGE: &[(Form, &str)] = &[(Form::Trend, "trend"), (Form::Yoy, "yoy")];

fn faces(table: &FigureTable) -> BTreeMap<&str, Vec<Face>> {
    let mut faces: BTreeMap<&str, Vec<Face>> = BTreeMap::new();
    for (row, figure) in table.rows.iter().enumerate() {
        let row = row as u32;
        faces.entry(&figure.value.value.written).or_default().push(Face { row, forms: OF_VALUE });
        if let Some(yoy) = &figure.yoy {
            faces.entry(&yoy.value.written).or_default().push(Face { row, forms: OF_CHANGE });
        }
    }
    faces
}

/// A row that writes what stands here.
struct Fit {
    row: u32,
    range: Range<usize>,
    form: &'static str,
}

impl Face {
    /// The first form whose characters stand here around the numeral.
    fn fit(&self, text: &str, numeral: &Numeral, table: &FigureTable) -> Option<Fit> {
        let figure = table.rows.get(self.row as usize)?;
        let digits = text.get(numeral.range.clone())?;
        for (form, name) in self.forms {
            if !offered(*form, figure, numeral, text) {
                continue;
            }
            let Ok(written) = write(figure, *form) else { continue };
            let Some(before) = written.find(digits) else { continue };
            let Some(start) = numeral.range.start.checked_sub(before) else { continue };
            let range = start..start + written.len();
            if text.get(range.clone()) == Some(written.as_str()) && whole_word(text, range.end, &figure.unit.value) {
                return Some(Fit { row: self.row, range, form: name });
            }
        }
        None
    }
}

/// Whether a form is right for this kind of numeral and row.
fn offered(form: Form, figure: &Figure, numeral: &Numeral, text: &str) -> bool {
    let unit = figure.unit.value.as_str();
    match form {
        // After 分别 the direction is that of all that follow, not of the first alone.
        Form::Trend => {
            let before = text.get(..numeral.range.start).unwrap_or("");
            let near: String = before.chars().rev().take(6).collect();
            !numeral.han && !near.contains("别分")
        }
        Form::Unit => !numeral.han && !unit.is_empty() && !figure.is_rate(),
        // A bare number says too little, but for a rate.
        Form::Plain => !numeral.han && (figure.is_rate() || unit.is_empty()),
        Form::Yoy => !numeral.han,
        Form::HanUnit => numeral.han && !unit.is_empty(),
        Form::Han => numeral.han && unit.is_empty(),
        // What only an author asks for.
        Form::Value
        | Form::Change
        | Form::Thousands
        | Form::ThousandsUnit
        | Form::Scaled
        | Form::ScaledUnit
        | Form::Exact
        | Form::ExactUnit
        | Form::Prior
        | Form::PriorUnit
        | Form::Diff
        | Form::DiffUnit => false,
    }
}

/// Whether the unit is not the beginning of a longer one: 3个 of 3个月, 97人 of 97人次.
fn whole_word(text: &str, end: usize, unit: &str) -> bool {
    let rest = text.get(end..).unwrap_or("");
    let longer: &[&str] = match unit {
        "个" => &["月", "小时", "百分点", "工作日", "季度", "星期", "多月"],
        "人" => &["次", "民", "均", "天"],
        "年" => &["级", "代", "龄"],
        "次" => &["年", "日"],
        "元" => &["/"],
        "%" => &["以上", "以下"],
        _ => &[],
    };
    !longer.iter().any(|longer| rest.starts_with(longer))
}

/// The row that the words speak for, if they speak clearly.
fn choose(mut scored: Vec<(u32, Fit)>, numeral: &Numeral, table: &FigureTable) -> Option<Suggestion> {
    scored.sort_by_key(|(score, fit)| (std::cmp::Reverse(*score), fit.row));
    let mut ranked = scored.into_iter();
    let (score, best) = ranked.next()?;
    let figure = table.rows.get(best.row as usize)?;
    let enough = if is_year(figure) { 0 } else { numeral.needs() };
    let second = ranked.find(|(_, fit)| fit.row != best.row).map_or(0, |(score, _)| score);
    if score < enough || (second > 0 && score < second + second / 4 + 60) {
        return None;
    }
    let id = &figure.id.value;
    let reference = if best.form.is_empty() { format!("$({id})") } else { format!("$({id}:{})", best.form) };
    Some(Suggestion { range: best.range, row: best.row, reference, evidence: score })
}

/// The year reported on: 2021年 is that year wherever it stands.
fn is_year(figure: &Figure) -> bool {
    figure.unit.value == "年" && figure.value.value.written.len() == 4 && figure.indicator.value.contains('年')
}
