//! 着重号: which characters take a dot (CLREQ 3.5.1: not punctuation; CSS Text Decoration 3 §3.3).

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether a character of emphasised text takes a dot.
pub fn takes_dot(c: char) -> bool {
    if matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_ascii_alphanumeric() {
        return true;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Punctuation => is_word(c),
        GeneralCategoryGroup::Separator => false,
        GeneralCategoryGroup::Other => c.general_category() == GeneralCategory::PrivateUse,
        GeneralCategoryGroup::Letter
        | GeneralCategoryGroup::Mark
        | GeneralCategoryGroup::Number
        | GeneralCategoryGroup::Symbol => true,
    }
}

/// Signs that Unicode counts as punctuation but that are read as words: # % & @ and their like.
fn is_word(c: char) -> bool {
    matches!(
        c,
        '#' | '%'
            | '&'
            | '@'
            | '§'
            | '¶'
            | '٪'
            | '؉'
            | '؊'
            | '‰'
            | '‱'
            | '⁊'
            | '⁋'
            | '⁓'
            | '﹟'
            | '﹠'
            | '﹪'
            | '﹫'
            | '＃'
            | '％'
            | '＆'
            | '＠'
            | '〽'
    )
}
