//! Line ends of a source text: between Han they vanish, between words they are a space
//! (CSS Text 4 §4.1.3, segment break transformation).

use super::rules::CssLanguage;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// Takes the line ends out of a text as CSS does; white space around them goes with them.
pub fn fold_newlines(text: &str, language: CssLanguage) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (head, tail) = rest.split_at(at);
        folded.push_str(head.trim_end_matches([' ', '\t']));
        rest = tail.trim_start_matches([' ', '\t', '\n']);
        let (before, after) = (folded.chars().next_back(), rest.chars().next());
        if let (Some(before), Some(after)) = (before, after)
            && !vanishes(before, after, language)
        {
            folded.push(' ');
        }
    }
    folded.push_str(rest);
    folded
}

/// Whether a line end between these two characters leaves nothing.
fn vanishes(before: char, after: char, language: CssLanguage) -> bool {
    if before == '\u{200B}' || after == '\u{200B}' {
        return true;
    }
    if square(before) && square(after) {
        return true;
    }
    let beside = |mark: char, other: char| {
        language == CssLanguage::JaZh && is_mark(mark) && (square(mark) || ambiguous(mark) && square(other))
    };
    beside(before, after) || beside(after, before)
}

/// East Asian width full, wide or half, and not Hangul.
fn square(c: char) -> bool {
    let half = matches!(c, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}');
    (half || c.width() == Some(2)) && !hangul(c)
}

fn hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}')
}

/// East Asian width ambiguous.
fn ambiguous(c: char) -> bool {
    c.width() != c.width_cjk()
}

/// Punctuation or a symbol, money aside.
fn is_mark(c: char) -> bool {
    match c.general_category_group() {
        GeneralCategoryGroup::Punctuation => true,
        GeneralCategoryGroup::Symbol => c.general_category() != GeneralCategory::CurrencySymbol,
        GeneralCategoryGroup::Letter
        | GeneralCategoryGroup::Mark
        | GeneralCategoryGroup::Number
        | GeneralCategoryGroup::Separator
        | GeneralCategoryGroup::Other => false,
    }
}
