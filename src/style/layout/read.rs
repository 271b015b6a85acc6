//! Words of a layout → values, each bad one a finding with its place and what to write instead.

use super::file::Word;
use crate::base::diag::Words;
use crate::base::{Colour, Emu, Finding, Findings, Span, Stroke};
use crate::say;
use crate::style::units::{Measure, measure};
use crate::style::{Across, Reach, ink};

/// Reads words in one place of the cascade: what an em and a line of the grid are there.
pub struct Reader<'a> {
    /// Where faults go.
    pub findings: &'a mut Findings,
    /// The em that `2em` means.
    pub em: Emu,
    /// The line that `1行` means.
    pub pitch: Emu,
}

/// The words for a choice, and what each chooses.
pub type Choices<T> = [(&'static str, T)];

impl Reader<'_> {
    /// An absolute length.
    pub fn length(&mut self, word: &Word) -> Option<Emu> {
        let (em, pitch) = (self.em, self.pitch);
        self.measure(word).map(|measure| match measure {
            Measure::Fixed(length) => length,
            Measure::Ems(thousandths) => em.scale(i64::from(thousandths), 1000),
            Measure::Lines(thousandths) => pitch.scale(i64::from(thousandths), 1000),
        })
    }

    /// A length that must not be zero or less.
    pub fn positive(&mut self, word: &Word) -> Option<Emu> {
        let length = self.length(word)?;
        if length > Emu::ZERO {
            return Some(length);
        }
        self.fault(
            "L04",
            word.span,
            say!("这个长度必须大于零", "this length must be greater than zero"),
            say!("写 10.5pt、五号 等", "write 10.5pt, 五号 …"),
        );
        None
    }

    /// Thousandths of the em.
    pub fn ems(&mut self, word: &Word) -> Option<i32> {
        let (em, pitch) = (self.em, self.pitch);
        self.measure(word).map(|measure| match measure {
            Measure::Ems(thousandths) => thousandths,
            Measure::Fixed(length) => Emu(length.0.saturating_mul(1000)).scale(1, em.0.max(1)).0 as i32,
            Measure::Lines(thousandths) => pitch.scale(i64::from(thousandths), em.0.max(1)).0 as i32,
        })
    }

    /// A length in its own unit.
    pub fn measure(&mut self, word: &Word) -> Option<Measure> {
        match measure(&word.value) {
            Ok(measure) => Some(measure),
            Err(help) => {
                let written = &word.value;
                self.fault("L03", word.span, say!("看不懂的长度 {written}", "not a length: {written}"), help);
                None
            }
        }
    }

    /// A colour.
    pub fn colour(&mut self, word: &Word) -> Option<Colour> {
        let written = &word.value;
        match ink::colour(written) {
            Ok(colour) => Some(colour),
            Err(help) => {
                self.fault("L05", word.span, say!("看不懂的颜色 {written}", "not a colour: {written}"), help);
                None
            }
        }
    }

    /// A rule; the inner `None` is `none`.
    pub fn rule(&mut self, word: &Word) -> Option<Option<Stroke>> {
        let written = &word.value;
        match ink::rule(written) {
            Ok(stroke) => Some(stroke),
            Err(help) => {
                self.fault("L06", word.span, say!("看不懂的线 {written}", "not a rule: {written}"), help);
                None
            }
        }
    }

    /// One of a closed list of words.
    pub fn choice<T: Copy>(&mut self, word: &Word, choices: &Choices<T>) -> Option<T> {
        let written = word.value.trim();
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == written) {
            return Some(*value);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let help = suggestion(written, &names);
        self.fault("L07", word.span, say!("这里不能写 {written}", "{written} is not a choice here"), help);
        None
    }

    /// `one`, `all` or a number of columns.
    pub fn across(&mut self, word: &Word) -> Option<Across> {
        match word.value.trim().parse::<u8>() {
            Ok(1) => Some(Across::One),
            Ok(columns @ 2..=12) => Some(Across::Columns(columns)),
            Ok(_) | Err(_) => {
                self.choice(word, &[("one", Across::One), ("all", Across::All), ("2", Across::Columns(2))])
            }
        }
    }

    /// The same, or `auto`.
    pub fn reach(&mut self, word: &Word) -> Option<Reach> {
        if word.value.trim() == "auto" { Some(Reach::Auto) } else { self.across(word).map(Reach::Over) }
    }

    /// Reports a fault of the layout.
    pub fn fault(&mut self, code: &'static str, span: Span, message: Words, help: Words) {
        self.findings.push(Finding::input(code, span, message).help(help));
    }
}

/// Did-you-mean over a closed list, or the whole list when nothing is near.
pub fn suggestion(written: &str, names: &[&str]) -> Words {
    let near = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(name, written), *name))
        .filter(|(distance, name)| *distance <= (name.len() / 3).max(1))
        .min();
    match near {
        Some((_, name)) => say!("是不是 {name}？", "did you mean {name}?"),
        None => {
            let list = names.join(", ");
            say!("可写：{list}", "one of: {list}")
        }
    }
}
