//! The rules in force, from the layout, or from a profile of the trade's test cases.

use crate::style::{Kinsoku, LineRules, MarkWidth, Region};

/// How lines may break and how wide marks are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Who says where a line may break.
    pub breaks: Breaks,
    /// Widths of marks (CLREQ 3.1.4).
    pub marks: MarkWidth,
    /// Where marks stand in their squares.
    pub practice: Practice,
    /// · – ／ are half an em whatever the face says (GB/T 15834 5.1.6, 5.1.7, 5.1.9).
    pub half_marks: bool,
    /// When an opening mark at the line start is half an em (CLREQ 3.1.5).
    pub trim_start: TrimStart,
    /// Any full-width mark at the line end is half an em (GB/T 15834 5.1.10, "shall").
    pub trim_end: TrimEnd,
    /// What may hang beyond the line's edges (CLREQ 3.1.7).
    pub hanging: Hanging,
    /// Natural gap of Han and Latin, 1/1000 em.
    pub latin_gap: i32,
    /// How far that gap opens before all gaps open, 1/1000 em.
    pub latin_most: i32,
    /// Latin runs fill whole ems.
    pub em_grid: bool,
    /// Where Latin words part.
    pub hyphens: Hyphens,
    /// A word that is wider than a whole line breaks anywhere (CSS `overflow-wrap: anywhere`) instead of
    /// sticking out.
    pub anywhere: bool,
    /// How breaks are chosen.
    pub choice: Choice,
    /// What is thought worse than what when they are.
    pub taste: Taste,
    /// Latin letters and figures stand upright in vertical lines, square by square: no gap.
    pub upright: bool,
}

/// Who says where a line may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// CLREQ's levels; numbers keep their units.
    Clreq(Kinsoku),
    /// CSS Text's `line-break` and `word-break` as tailorings of UAX 14.
    Css(CssLevel, CssLanguage, CssWords),
}

/// CSS Text's `line-break`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CssLevel {
    /// `loose`.
    Loose,
    /// `normal` (and `auto`).
    Normal,
    /// `strict`.
    Strict,
    /// `anywhere`.
    Anywhere,
}

/// What CSS Text asks of the content language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CssLanguage {
    /// Chinese or Japanese.
    JaZh,
    /// Anything else.
    Other,
}

/// CSS Text's `word-break`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CssWords {
    /// `normal`.
    Normal,
    /// `break-all`.
    BreakAll,
    /// `keep-all`.
    KeepAll,
}

/// Where marks stand in their squares, and so which of their blanks may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// Mainland: stops lower left.
    Mainland,
    /// Taiwan and Hong Kong: stops in the middle.
    Centred,
    /// Japan: 、。 lower left, ：； in the middle, ！？ without blanks.
    Japan,
}

impl From<Region> for Practice {
    fn from(region: Region) -> Practice {
        match region {
            Region::Mainland => Practice::Mainland,
            Region::Taiwan | Region::HongKong => Practice::Centred,
        }
    }
}

/// When an opening mark at a line start is half an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrimStart {
    /// Never (CSS `text-spacing-trim: normal`).
    Never,
    /// In every line but a paragraph's first and those after a forced break (CSS `space-first`).
    NotFirst,
    /// In every line, after the indent too (CLREQ 3.1.5).
    Always,
}

/// What may hang beyond the line's edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hanging {
    /// Nothing.
    Nothing,
    /// A stop at the line end, unless it stands in a run of marks (CLREQ 3.1.7).
    Stops,
    /// A stop that would not fit otherwise (CSS `allow-end`).
    StopsIfNeeded,
    /// An opening mark at the beginning of the paragraph (CSS `first`).
    First,
    /// A closing mark at the end of the paragraph (CSS `last`).
    Last,
}

/// When the mark at a line end is half an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrimEnd {
    /// Always (GB/T 15834 5.1.10).
    Always,
    /// When it would not fit otherwise (CSS `text-spacing-trim: normal`).
    IfNeeded,
    /// Never.
    Never,
}

/// Where Latin words part (CSS `hyphens`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphens {
    /// Nowhere.
    Nowhere,
    /// At soft hyphens.
    Soft,
    /// At soft hyphens, and where the patterns of English say, rather than a line is torn open.
    English,
}

/// How breaks are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Over the whole paragraph.
    Best,
    /// Each line as full as it can be.
    First,
}

/// What is thought worse than what: the weights of the choice of breaks. The unit is the cost of a
/// paragraph's line that needs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taste {
    /// Each step of reduction used up: word spaces, interpuncts, brackets, commas, Han–Latin gaps,
    /// full stops.
    pub steps: [i64; 6],
    /// Word spaces opened as far as they go.
    pub space: i64,
    /// Han–Latin gaps opened as far as they go.
    pub latin: i64,
    /// Gaps opened by 1/100 em, squared.
    pub open: i64,
    /// Gaps opened by 1/100 em, cubed.
    pub wide: i64,
    /// Neighbouring lines whose gaps differ by 1/100 em, squared.
    pub unlike: i64,
}

impl Default for Taste {
    fn default() -> Taste {
        Taste { steps: [20, 40, 60, 90, 120, 260], space: 10, latin: 1000, open: 300, wide: 30, unlike: 40 }
    }
}

/// CLREQ lets the gap of Han and Latin open to a half or a third of an em before all gaps open. Both
/// are upper bounds, and a few gaps wide open among closed ones are holes: ours stays below them.
const LATIN_MOST: i32 = 275;

impl Rules {
    /// The rules of a layout.
    pub fn of(lines: &LineRules) -> Rules {
        Rules {
            breaks: Breaks::Clreq(lines.kinsoku),
            marks: lines.marks,
            practice: lines.region.into(),
            half_marks: true,
            trim_start: if lines.trim_start { TrimStart::Always } else { TrimStart::Never },
            trim_end: match lines.marks {
                MarkWidth::None => TrimEnd::Never,
                MarkWidth::Full | MarkWidth::Kaiming | MarkWidth::Half | MarkWidth::HalfAtEnd => TrimEnd::Always,
            },
            hanging: if lines.hanging { Hanging::Stops } else { Hanging::Nothing },
            latin_gap: i32::from(lines.latin_gap),
            latin_most: LATIN_MOST,
            em_grid: lines.em_grid,
            hyphens: if lines.hyphens { Hyphens::English } else { Hyphens::Soft },
            anywhere: lines.anywhere,
            choice: Choice::Best,
            taste: Taste::default(),
            upright: false,
        }
    }
}

impl Default for Rules {
    /// Mainland practice: GB prohibitions, half marks at both edges, a quarter em beside Latin.
    fn default() -> Rules {
        Rules::of(&LineRules { trim_start: true, latin_gap: 250, ..LineRules::default() })
    }
}
