//! What the line setter gives: lines of placed glyphs.

use crate::base::{Colour, Emu, Point, Shape};
use crate::fonts::FaceId;
use std::ops::Range;
use std::sync::Arc;

/// One set line. Positions run along the advance axis from the measure's start, so that the
/// same line serves horizontal and vertical setting.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The paragraph's text.
    pub text: Arc<str>,
    /// Bytes of the text on this line (the forced break or the space at its end included).
    pub range: Range<u32>,
    /// Runs of glyphs in text order.
    pub runs: Vec<GlyphRun>,
    /// Where the first glyph's body begins: indent and alignment are in it.
    pub start: Emu,
    /// Where the last glyph's body ends. A justified line ends at the measure exactly.
    pub end: Emu,
    /// How it was made to fit.
    pub fit: Fit,
    /// What stands beside its glyphs: dots, lines under names and titles, ruby.
    pub adornments: Vec<Adornment>,
}

/// Something that stands beside a line's glyphs. Places are counted from the measure's start on the
/// baseline, y downwards.
#[derive(Clone, Debug)]
pub enum Adornment {
    /// A drawing.
    Shape(Shape),
    /// Small text with characters of its own: ruby.
    Text {
        /// Its measure's start on its baseline.
        at: Point,
        /// It.
        line: Box<Line>,
    },
}

/// How a line was made to fit its measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Whether it is the paragraph's last, or ends with a forced break.
    pub last: bool,
    /// How far it sticks out, when nothing could be done.
    pub overfull: Emu,
    /// Space added (positive) or taken away (negative) between Han characters, 1/1000 em.
    pub stretch: i32,
    /// CLREQ's step that was used: 0 none; 1–7 reduction; 1–3 expansion.
    pub step: u8,
}

/// Glyphs of one face, size and colour.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Face.
    pub face: FaceId,
    /// Size of the em.
    pub size: Emu,
    /// Colour.
    pub colour: Colour,
    /// Rise above the line's baseline (the face's lift included).
    pub rise: Emu,
    /// Index of the paragraph's run these glyphs belong to.
    pub run: u32,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
}

/// One placed glyph: 12 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Bytes of the text it stands for; 0 for a further glyph of the same cluster.
    pub len: u8,
    /// Reserved for marks of the writers; 0.
    pub flags: u8,
    /// Origin on the advance axis, EMU from the measure's start.
    pub x: i32,
    /// First byte of the text it stands for.
    pub text: u32,
}
