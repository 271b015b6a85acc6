//! CLREQ's classes of characters and the blanks that belong to each mark.

use super::rules::{Practice, Rules};
use crate::style::{Kinsoku, MarkWidth};

/// What a character is to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// Ideographs, kana and everything else that is one square by itself.
    #[default]
    Han,
    /// Opening quotes and brackets.
    Open,
    /// Closing quotes and brackets.
    Close,
    /// 、，；：, stops inside a sentence.
    Comma,
    /// 。．！？, stops at its end.
    Stop,
    /// ～ and a single —: one em.
    Connector,
    /// –: half an em.
    ShortConnector,
    /// · ・ ‧.
    Interpunct,
    /// ／.
    Solidus,
    /// —— ⸺.
    Dash,
    /// …… ⋯⋯.
    Ellipsis,
    /// U+3000.
    IdeographicSpace,
    /// A word space.
    Space,
    /// A tab.
    Tab,
    /// A forced line break.
    Newline,
    /// Letters, figures and their marks; other scripts.
    Latin,
}

impl Class {
    /// The class of a character that stands in Chinese text.
    pub(crate) fn of(c: char) -> Class {
        match c {
            '\u{4E00}'..='\u{9FFF}' => Class::Han,
            '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〖' | '〔' | '［' | '｛' | '｟' | '〘' | '〚'
            | '〝' | '｢' => Class::Open,
            '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〗' | '〕' | '］' | '｝' | '｠' | '〙' | '〛'
            | '〞' | '〟' | '｣' => Class::Close,
            '、' | '，' | '；' | '：' | '﹐' | '﹑' | '﹔' | '﹕' | '､' => Class::Comma,
            '。' | '．' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '﹒' | '﹗' | '﹖' | '｡' => {
                Class::Stop
            }
            '～' | '〜' | '—' | '－' | '―' => Class::Connector,
            '–' => Class::ShortConnector,
            '·' | '・' | '‧' | '•' => Class::Interpunct,
            '／' => Class::Solidus,
            '⸺' => Class::Dash,
            '…' | '⋯' => Class::Ellipsis,
            '\u{3000}' => Class::IdeographicSpace,
            ' ' => Class::Space,
            '\t' => Class::Tab,
            '\n' | '\u{2028}' => Class::Newline,
            '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' => {
                Class::Han
            }
            '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' => Class::Han,
            '\u{2460}'..='\u{24FF}'
            | '\u{2500}'..='\u{27BF}'
            | '\u{2190}'..='\u{21FF}'
            | '※'
            | '℃'
            | '℉'
            | '‰'
            | '№'
            | '\u{2160}'..='\u{217F}' => Class::Han,
            _ => Class::Latin,
        }
    }

    /// Whether it is a mark that CLREQ's width rules speak of.
    pub(crate) fn is_mark(self) -> bool {
        match self {
            Class::Open
            | Class::Close
            | Class::Comma
            | Class::Stop
            | Class::Connector
            | Class::ShortConnector
            | Class::Interpunct
            | Class::Solidus
            | Class::Dash
            | Class::Ellipsis => true,
            Class::Han | Class::IdeographicSpace | Class::Space | Class::Tab | Class::Newline | Class::Latin => false,
        }
    }

    /// Whether it stands in the squares of Chinese text.
    pub(crate) fn is_square(self) -> bool {
        self == Class::Han || self == Class::IdeographicSpace || self.is_mark()
    }

    /// Not at a line start (CLREQ 3.1.6; GB/T 15834 5.1).
    pub(crate) fn no_start(self, level: Kinsoku) -> bool {
        let basic = matches!(
            self,
            Class::Close | Class::Comma | Class::Stop | Class::Connector | Class::ShortConnector | Class::Interpunct
        );
        match level {
            Kinsoku::None => false,
            Kinsoku::Basic | Kinsoku::Gb => basic,
            Kinsoku::Strict => basic || matches!(self, Class::Dash | Class::Ellipsis),
        }
    }

    /// Not at a line start unless the line before would have to open its gaps by half an em: the
    /// solidus, which GB/T 15834 5.1.9 bans from the line end with more force.
    pub(crate) fn shuns_start(self, level: Kinsoku) -> bool {
        self == Class::Solidus && level != Kinsoku::None
    }

    /// Not at a line end (CLREQ 3.1.6; the solidus by GB/T 15834 5.1.9).
    pub(crate) fn no_end(self, level: Kinsoku) -> bool {
        match level {
            Kinsoku::None => false,
            Kinsoku::Basic => self == Class::Open,
            Kinsoku::Gb | Kinsoku::Strict => matches!(self, Class::Open | Class::Solidus),
        }
    }

    /// CLREQ's step at which its blank gives way: index into the setter's steps of reduction.
    pub(crate) fn step(self) -> usize {
        match self {
            Class::Interpunct => 1,
            Class::Open | Class::Close => 2,
            Class::Comma => 3,
            Class::Stop => 5,
            Class::Han
            | Class::Connector
            | Class::ShortConnector
            | Class::Solidus
            | Class::Dash
            | Class::Ellipsis
            | Class::IdeographicSpace
            | Class::Space
            | Class::Tab
            | Class::Newline
            | Class::Latin => 0,
        }
    }
}

/// A mark's square: blank before, ink, blank after, in 1/1000 em; and what of the blanks stays
/// when the style has had its say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Width of the square in the face, blanks included; 0 for as wide as the glyph is.
    pub(crate) full: i32,
    /// Blank before the ink.
    pub(crate) left: i32,
    /// Blank after the ink.
    pub(crate) right: i32,
}

/// The blanks of a mark by region (CLREQ 3.1.2, 3.1.4).
pub(crate) fn cell(class: Class, c: char, rules: &Rules) -> Cell {
    let blanks = |left, right| Cell { full: 1000, left, right };
    let half = Cell { full: if rules.half_marks { 500 } else { 1000 }, left: 0, right: 0 };
    match class {
        // Half-width forms are as wide as they are drawn.
        Class::Open | Class::Close | Class::Comma | Class::Stop if matches!(c, '\u{FF61}'..='\u{FF64}') => {
            Cell { full: 0, left: 0, right: 0 }
        }
        Class::Open => blanks(500, 0),
        Class::Close => blanks(0, 500),
        Class::Comma | Class::Stop if matches!(c, '‼' | '⁇' | '⁈' | '⁉') => blanks(0, 0),
        Class::Comma | Class::Stop => match rules.practice {
            Practice::Mainland => blanks(0, 500),
            Practice::Centred => blanks(250, 250),
            Practice::Japan if matches!(c, '：' | '；') => blanks(250, 250),
            Practice::Japan if matches!(c, '！' | '？') => blanks(0, 0),
            Practice::Japan => blanks(0, 500),
        },
        Class::Interpunct => match rules.practice {
            Practice::Mainland => half,
            Practice::Centred | Practice::Japan => blanks(250, 250),
        },
        Class::ShortConnector | Class::Solidus => half,
        Class::Connector | Class::Han | Class::IdeographicSpace => blanks(0, 0),
        Class::Dash | Class::Ellipsis | Class::Space | Class::Tab | Class::Newline | Class::Latin => {
            Cell { full: 0, left: 0, right: 0 }
        }
    }
}

/// What the style of widths leaves of a blank: 开明 keeps it at the end of a sentence alone, 半角 never.
pub(crate) fn keeps_blank(class: Class, c: char, style: MarkWidth) -> bool {
    match style {
        MarkWidth::Full | MarkWidth::HalfAtEnd | MarkWidth::None => true,
        MarkWidth::Kaiming => class == Class::Stop && c != '．',
        MarkWidth::Half => false,
    }
}
