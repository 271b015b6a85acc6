//! The language of the messages.

use banxin::base::diag::Words;
use clap::ValueEnum;

/// Chinese or English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// From the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty (POSIX's order).
    pub fn from_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
        match set {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
            Some(_) | None => Lang::En,
        }
    }

    /// The words in this language.
    pub fn of(self, words: &Words) -> &str {
        match self {
            Lang::Zh => &words.zh,
            Lang::En => &words.en,
        }
    }

    /// One of two literals.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |vars: &[(&str, &str)]| {
            Lang::from_locale(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[]), Lang::En);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(of(&[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(of(&[("LC_MESSAGES", "zh_TW"), ("LANG", "en_GB")]), Lang::Zh);
    }
}
