//! The rules in force, from the layout, or from a profile of the trade's test cases.

use crate::style::{Kinsoku, LineRules, MarkWidth, Region};

/// How lines may break and how wide marks are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Who says where a line may break.
    pub breaks: Breaks,
    /// Widths of marks (CLREQ 3.1.4).
    pub marks: MarkWidth,
    /// Where stops stand in their square.
    pub region: Region,
    /// Opening mark at the line start is half an em, after the indent too (CLREQ 3.1.5).
    pub trim_start: bool,
    /// Any full-width mark at the line end is half an em (GB/T 15834 5.1.10, "shall").
    pub trim_end: TrimEnd,
    /// Stops may hang beyond the line end (CLREQ 3.1.7).
    pub hanging: bool,
    /// Natural gap of Han and Latin, 1/1000 em.
    pub latin_gap: i32,
    /// Latin runs fill whole ems.
    pub em_grid: bool,
    /// How breaks are chosen.
    pub choice: Choice,
    /// Advance axis: true for vertical setting, where upright characters take no Latin gap.
    pub vertical: bool,
}

/// Who says where a line may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// CLREQ's levels; numbers keep their units.
    Clreq(Kinsoku),
    /// CSS Text levels as tailorings of UAX 14.
    Css(CssLevel, CssLanguage),
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

/// How breaks are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Over the whole paragraph.
    Best,
    /// Each line as full as it can be.
    First,
}

impl Rules {
    /// The rules of a layout.
    pub fn of(lines: &LineRules) -> Rules {
        Rules {
            breaks: Breaks::Clreq(lines.kinsoku),
            marks: lines.marks,
            region: lines.region,
            trim_start: lines.trim_start,
            trim_end: match lines.marks {
                MarkWidth::None => TrimEnd::Never,
                MarkWidth::Full | MarkWidth::Kaiming | MarkWidth::Half | MarkWidth::HalfAtEnd => TrimEnd::Always,
            },
            hanging: lines.hanging,
            latin_gap: i32::from(lines.latin_gap),
            em_grid: lines.em_grid,
            choice: Choice::Best,
            vertical: false,
        }
    }
}

impl Default for Rules {
    /// Mainland practice: GB prohibitions, half marks at both edges, a quarter em beside Latin.
    fn default() -> Rules {
        Rules::of(&LineRules { trim_start: true, latin_gap: 250, ..LineRules::default() })
    }
}
