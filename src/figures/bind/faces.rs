//! What a row may look like in a text: the forms that write exactly the characters that stand there.

use super::super::forms::{Form, write};
use super::super::interval::ten;
use super::super::words::{QUALIFIERS, SCALES, Stand, power};
use super::super::{Figure, FigureTable, Rounded};
use super::numerals::Numeral;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A row that writes what stands here.
pub(super) struct Fit {
    pub(super) row: u32,
    pub(super) range: Range<usize>,
    /// The form's name; empty for the plain one.
    pub(super) form: String,
    /// Evidence that this way of writing needs, 0 to 1000.
    pub(super) needs: u32,
    /// Which of the row's numbers it is.
    pub(super) of: Part,
}

/// One of a row's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its value.
    Value,
    /// The change beside it.
    Change,
    /// The value of the period before.
    Prior,
    /// The difference from it.
    Difference,
}

/// Rows by their digits, and by their values in units.
pub(super) struct Faces<'t> {
    written: BTreeMap<&'t str, Vec<(u32, Part)>>,
    /// Differences are computed; they are kept with their digits.
    differences: BTreeMap<String, Vec<u32>>,
    units: Vec<(Decimal, u32)>,
}

const OF_VALUE: &[Form] = &[Form::Trend, Form::Unit, Form::Plain, Form::HanUnit, Form::Han];
const OF_CHANGE: &[Form] = &[Form::Trend, Form::Yoy];
const OF_PRIOR: &[Form] = &[Form::PriorUnit];
const OF_DIFFERENCE: &[Form] = &[Form::Trend, Form::DiffUnit];
const IN_GROUPS: &[Form] = &[Form::ThousandsUnit, Form::Thousands];

/// A number that is not the row's own digits is only bound on good evidence.
const REMADE: u32 = 300;
/// So is one whose unit stands apart, or is another word for the same.
const BARE: u32 = 420;

impl<'t> Faces<'t> {
    pub(super) fn of(table: &'t FigureTable) -> Faces<'t> {
        let mut faces = Faces { written: BTreeMap::new(), differences: BTreeMap::new(), units: Vec::new() };
        for (row, figure) in table.rows.iter().enumerate() {
            let row = row as u32;
            let mut add = |written: &'t str, part| faces.written.entry(written).or_default().push((row, part));
            add(&figure.value.value.written, Part::Value);
            if let Some(yoy) = &figure.yoy {
                add(yoy.value.written.trim_start_matches('-'), Part::Change);
            }
            if let Some(prior) = &figure.prior {
                add(&prior.value.written, Part::Prior);
                if let Some(rise) = figure.value.value.value.checked_sub(prior.value.value) {
                    faces.differences.entry(rise.abs().to_string()).or_default().push(row);
                }
            }
            if let Some(units) = figure.units() {
                faces.units.push((units, row));
            }
        }
        faces.units.sort_unstable();
        faces
    }

    /// Rows that write what stands here, each with the first of its forms that does.
    pub(super) fn fits(&self, text: &str, numeral: &Numeral, table: &FigureTable) -> Vec<Fit> {
        let mut fits: Vec<Fit> = Vec::new();
        let mut add = |fit: Option<Fit>| {
            if let Some(fit) = fit.filter(|fit| fits.iter().all(|known| known.row != fit.row)) {
                fits.push(fit);
            }
        };
        let Some(digits) = text.get(numeral.range.clone()) else { return fits };
        let here = Here { text, numeral, digits };
        let rows = self.written.get(numeral.value.as_str()).into_iter().flatten();
        let differences = self.differences.get(numeral.value.as_str()).into_iter().flatten();
        for (row, part) in rows.copied().chain(differences.map(|row| (*row, Part::Difference))) {
            let Some(figure) = table.rows.get(row as usize) else { continue };
            let forms = match part {
                Part::Value if numeral.grouped => IN_GROUPS,
                Part::Value => OF_VALUE,
                Part::Change => OF_CHANGE,
                Part::Prior => OF_PRIOR,
                Part::Difference => OF_DIFFERENCE,
            };
            add(here.first(row, part, figure, forms));
            if part == Part::Value {
                add(here.bare(row, figure));
            }
        }
        // The same value in another scale, or written round.
        if !numeral.han {
            for rounded in here.roundings() {
                for row in self.near(&here, rounded) {
                    let Some(figure) = table.rows.get(row as usize) else { continue };
                    let forms = [Rounded { unit: true, ..rounded }, rounded].map(Form::Rounded);
                    add(here.first(row, Part::Value, figure, &forms));
                }
            }
        }
        fits
    }

    /// Rows whose values may be written so.
    fn near(&self, here: &Here<'_>, rounded: Rounded) -> impl Iterator<Item = u32> {
        let bounds = here.units(rounded.scale).and_then(|units| {
            let step = ten(rounded.step)?;
            Some((units.checked_sub(step)?, units.checked_add(step)?))
        });
        let (low, high) = bounds.unwrap_or((Decimal::ONE, Decimal::ZERO));
        let from = self.units.partition_point(|(units, _)| *units < low);
        self.units
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(units, _)| *units <= high)
            .map(|(_, row)| *row)
    }
}

/// A numeral in its text.
struct Here<'a> {
    text: &'a str,
    numeral: &'a Numeral,
    digits: &'a str,
}

impl Here<'_> {
    fn before(&self) -> &str {
        self.text.get(..self.numeral.range.start).unwrap_or("")
    }

    fn after(&self) -> &str {
        self.text.get(self.numeral.range.end..).unwrap_or("")
    }

    /// The first form whose characters stand here around the numeral.
    fn first(&self, row: u32, of: Part, figure: &Figure, forms: &[Form]) -> Option<Fit> {
        for form in forms {
            if !self.offers(*form, figure) {
                continue;
            }
            let Ok(written) = write(figure, *form) else { continue };
            let Some(before) = written.find(self.digits) else { continue };
            let Some(start) = self.numeral.range.start.checked_sub(before) else { continue };
            let range = start..start + written.len();
            let unit = figure.measure().1;
            if self.text.get(range.clone()) == Some(written.as_str()) && self.whole_word(range.end, unit) {
                let remade = matches!(form, Form::Rounded(_)) || matches!(of, Part::Prior | Part::Difference);
                let needs = if remade { REMADE } else { 0 };
                return Some(Fit { row, range, form: form.name(), needs, of });
            }
        }
        None
    }

    /// The digits alone, where the unit stands apart (8 起) or is another word for it (97名 of 人).
    fn bare(&self, row: u32, figure: &Figure) -> Option<Fit> {
        let (scale, unit) = figure.measure();
        let exact = figure.qualifier.value.is_empty() && figure.upper.is_none() && scale.is_empty();
        if self.numeral.han || self.numeral.grouped || !exact || unit.is_empty() || figure.is_rate() {
            return None;
        }
        let after = self.after();
        let apart = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(unit));
        let same = ALIKE.iter().find(|words| words.contains(&unit));
        let other = same.is_some_and(|words| {
            words
                .iter()
                .any(|word| after.starts_with(word) && self.whole_word(self.numeral.range.end + word.len(), word))
        });
        (apart || other).then(|| Fit {
            row,
            range: self.numeral.range.clone(),
            form: Form::Value.name(),
            needs: BARE,
            of: Part::Value,
        })
    }

    /// Whether a form is right for this kind of numeral and row.
    fn offers(&self, form: Form, figure: &Figure) -> bool {
        let (unit, han) = (figure.unit.value.as_str(), self.numeral.han);
        match form {
            // After 分别 the direction is that of all that follow, not of the first alone.
            Form::Trend => {
                let near: String = self.before().chars().rev().take(6).collect();
                !han && !near.contains("别分")
            }
            Form::Unit => !han && !unit.is_empty() && !figure.is_rate(),
            // A bare number says too little, but for a rate.
            Form::Plain => !han && (figure.is_rate() || unit.is_empty()),
            Form::HanUnit => han && !unit.is_empty(),
            Form::Han => han && unit.is_empty(),
            Form::Yoy | Form::PriorUnit | Form::DiffUnit | Form::Thousands | Form::ThousandsUnit => !han,
            Form::Rounded(rounded) => rounded.unit != (figure.is_rate() || unit.is_empty()),
            // What only an author asks for.
            Form::Value
            | Form::Change
            | Form::Scaled
            | Form::ScaledUnit
            | Form::Exact
            | Form::ExactUnit
            | Form::Prior
            | Form::Diff => false,
        }
    }

    /// The number in units, read in this scale.
    fn units(&self, scale: &str) -> Option<Decimal> {
        let value: Decimal = self.numeral.value.parse().ok()?;
        value.checked_mul(ten(power(scale)? as i32)?)
    }

    /// The ways of rounding that may have written what stands here.
    fn roundings(&self) -> Vec<Rounded> {
        if self.numeral.grouped {
            return Vec::new();
        }
        let (before, after) = (self.before(), self.after());
        let large = SCALES.iter().filter(|(name, power)| matches!(power, 4 | 8 | 12) && after.starts_with(name));
        let scale = large.max_by_key(|(name, _)| name.len()).map_or("", |(name, _)| *name);
        let rest = after.get(scale.len()..).unwrap_or("");
        let mut marks = vec![""];
        for (mark, stand, _) in QUALIFIERS {
            let stands = match stand {
                Stand::Before => before.ends_with(mark),
                Stand::Within => rest.starts_with(mark),
                // After the unit: within a few characters.
                Stand::After => rest.chars().take(6).collect::<String>().contains(mark),
            };
            if stands {
                marks.insert(0, mark);
            }
        }
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
        let power = power(scale).unwrap_or(0) as i32;
        let value = &self.numeral.value;
        let decimals = value.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
        let zeros = if decimals > 0 { 0 } else { value.bytes().rev().take_while(|byte| *byte == b'0').count() as i32 };
        let mut roundings = Vec::new();
        for mark in marks {
            // Zeros at the end may count or not, when a word says that the number is round.
            let zeros = if mark.is_empty() { 0 } else { zeros };
            for up in 0..=zeros {
                let rounded = Rounded { mark, scale, step: power - decimals + up, unit: false };
                if Rounded::named(&rounded.name()) == Some(rounded) {
                    roundings.push(rounded);
                }
            }
        }
        roundings
    }

    /// Whether the unit is not the beginning of a longer one: 3个 of 3个月, 97人 of 97人次.
    fn whole_word(&self, end: usize, unit: &str) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        let longer: &[&str] = match unit {
            "个" => {
                &["月", "小时", "百分点", "工作日", "季度", "星期", "多月", "基点", "方面", "以上", "以内", "左右"]
            }
            "人" => &["次", "民", "均", "天", "·", "以上", "左右"],
            "年" => &["级", "代", "龄", "期", "以上", "左右"],
            "次" => &["年", "日", "方", "以上"],
            "户" => &["次", "以上", "籍"],
            "元" => &["/", "以上", "左右", "以下"],
            "家" => &["次", "庭", "以上"],
            "台" => &["次", "套"],
            "件" => &["次", "套"],
            "吨" => &["公里"],
            "公里" => &["/", "每"],
            "%" => &["以上", "以下", "左右", "的目标"],
            _ => &["以上", "以内", "左右", "以下"],
        };
        !longer.iter().any(|longer| rest.starts_with(longer)) || unit.is_empty()
    }
}

/// Measure words that stand for each other.
const ALIKE: &[&[&str]] =
    &[&["人", "名", "位"], &["起", "件", "宗", "例"], &["家", "户"], &["座", "处"], &["辆", "台"]];

impl Form {
    /// The name by which `$(id:form)` asks for it.
    pub fn name(self) -> String {
        match self {
            Form::Rounded(rounded) => rounded.name(),
            listed => {
                let names = super::super::forms::FORMS;
                names.iter().find(|(_, form)| *form == listed).map_or_else(String::new, |(name, _)| (*name).to_owned())
            }
        }
    }
}
