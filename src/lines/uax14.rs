//! UAX 14 underneath: Latin and other scripts, and CSS Text's levels as its tailorings.

use super::rules::{Breaks, CssLanguage, CssLevel, CssWords};
use icu_segmenter::LineSegmenter;
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};

/// Break opportunities of a text, found when first asked for.
pub(crate) struct Uax14<'t> {
    text: &'t str,
    breaks: Breaks,
    found: Option<Found>,
}

impl<'t> Uax14<'t> {
    pub(crate) fn new(text: &'t str, breaks: Breaks) -> Uax14<'t> {
        Uax14 { text, breaks, found: None }
    }

    /// Whether a line may break at byte `at`, between `before` and `after`.
    pub(crate) fn breaks(&mut self, at: usize, before: char, after: char) -> bool {
        let clreq = matches!(self.breaks, Breaks::Clreq(_));
        if clreq {
            // What most Latin in Chinese text is made of needs no table.
            if before.is_ascii_alphanumeric()
                && (after.is_ascii_alphanumeric() || matches!(after, '.' | ',' | '%' | ':' | '\''))
            {
                return false;
            }
            if matches!(before, '.' | ',' | '+' | '-' | '\'') && after.is_ascii_digit() {
                return false;
            }
        }
        if let Breaks::Css(level, language, _) = self.breaks
            && let Some(answer) = tailored(level, language, before, after)
        {
            return answer;
        }
        if !self.found.as_ref().is_some_and(|found| found.start < at && at < found.end) {
            let (start, end) = if clreq { self.stretch(at) } else { (0, self.text.len()) };
            let bits = opportunities(self.text.get(start..end).unwrap_or_default(), self.breaks);
            self.found = Some(Found { start, end, bits });
        }
        let Some(Found { start, bits, .. }) = &self.found else { return false };
        let at = at.saturating_sub(*start);
        bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// What stands between two ideographs around byte `at`, both included: no rule of UAX 14 looks
    /// beyond an ideograph.
    fn stretch(&self, at: usize) -> (usize, usize) {
        let (before, after) = self.text.split_at_checked(at).unwrap_or_default();
        let start = before.char_indices().rev().find(|(_, c)| ideograph(*c)).map_or(0, |(start, _)| start);
        let end = after
            .char_indices()
            .find(|(_, c)| ideograph(*c))
            .map_or(self.text.len(), |(end, c)| at + end + c.len_utf8());
        (start, end)
    }
}

/// The opportunities of a stretch of the text.
struct Found {
    start: usize,
    end: usize,
    bits: Vec<u64>,
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Where CSS Text's levels differ from what the segmenter knows of them (CSS Text 3 §5.3).
fn tailored(level: CssLevel, language: CssLanguage, before: char, after: char) -> Option<bool> {
    let ideograph = ideograph(before);
    match level {
        // Inseparable characters (class IN) part from an ideograph in loose text.
        CssLevel::Loose if ideograph && inseparable(after) => Some(true),
        // Prefixes (class PR) stay with an ideograph before them in Chinese and Japanese,
        // unless the text is loose.
        CssLevel::Normal | CssLevel::Strict if language == CssLanguage::JaZh && ideograph && prefix(after) => {
            Some(false)
        }
        // An opening quote begins a word of ideographs (UAX 14 revision 53, LB19a).
        CssLevel::Loose | CssLevel::Normal | CssLevel::Strict if ideograph && matches!(after, '“' | '‘') => {
            Some(true)
        }
        CssLevel::Loose | CssLevel::Normal | CssLevel::Strict | CssLevel::Anywhere => None,
    }
}

/// UAX 14 class IN.
fn inseparable(c: char) -> bool {
    matches!(c, '\u{2024}'..='\u{2026}' | '\u{22EF}' | '\u{FE19}')
}

/// UAX 14 class PR.
fn prefix(c: char) -> bool {
    matches!(
        c,
        '$' | '+' | '\\' | '£' | '¤' | '¥' | '±' | '\u{20A0}'
            ..='\u{20CF}' | '№' | '−' | '∓' | '﹩' | '＄' | '￡' | '￥' | '￦'
    )
}

/// One bit a byte: whether a line may break before it.
fn opportunities(text: &str, breaks: Breaks) -> Vec<u64> {
    let mut bits = vec![0u64; text.len() / 64 + 1];
    let segmenter = segmenter(breaks);
    for at in segmenter.segment_str(text) {
        if let Some(word) = bits.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }
    bits
}

fn segmenter(breaks: Breaks) -> LineSegmenterBorrowed<'static> {
    let zh = icu_segmenter_zh();
    let mut options = LineBreakOptions::default();
    let (strictness, ja_zh) = match breaks {
        Breaks::Clreq(_) => (LineBreakStrictness::Normal, true),
        Breaks::Css(level, language, words) => {
            options.word_option = Some(match words {
                CssWords::Normal => LineBreakWordOption::Normal,
                CssWords::BreakAll => LineBreakWordOption::BreakAll,
                CssWords::KeepAll => LineBreakWordOption::KeepAll,
            });
            let strictness = match level {
                CssLevel::Loose => LineBreakStrictness::Loose,
                CssLevel::Normal => LineBreakStrictness::Normal,
                CssLevel::Strict => LineBreakStrictness::Strict,
                CssLevel::Anywhere => LineBreakStrictness::Anywhere,
            };
            (strictness, language == CssLanguage::JaZh)
        }
    };
    options.strictness = Some(strictness);
    options.content_locale = ja_zh.then_some(&zh);
    LineSegmenter::new_auto(options)
}

fn icu_segmenter_zh() -> icu_locale_core::LanguageIdentifier {
    icu_locale_core::langid!("zh")
}
