//! What the line setter gives: lines of placed glyphs.

use super::packed::{GlyphRun, Typeset};
use crate::base::{Colour, Emu, Point, Shape};
use crate::fonts::FaceId;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// One set line. Positions run along the advance axis from the measure's start, so that the
/// same line serves horizontal and vertical setting. What it is lies with its paragraph's other lines.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The paragraph's text, lines and glyphs.
    pub(super) set: Arc<Typeset>,
    /// Which of the lines.
    pub(super) number: u32,
}

/// A line's text and extent.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    /// Bytes of the text on this line (the forced break or the space at its end included).
    pub range: Range<u32>,
    /// Where the first glyph's body begins: indent and alignment are in it.
    pub start: Emu,
    /// Where the last glyph's body ends. A justified line ends at the measure exactly.
    pub end: Emu,
    /// How it was made to fit.
    pub fit: Fit,
    /// Its runs among those of the paragraph.
    pub(super) runs: Range<u32>,
}

/// A line of no paragraph.
static NOWHERE: Extent = Extent {
    range: 0..0,
    start: Emu::ZERO,
    end: Emu::ZERO,
    fit: Fit { last: false, overfull: Emu::ZERO, stretch: 0, step: 0 },
    runs: 0..0,
};

impl Deref for Line {
    type Target = Extent;

    fn deref(&self) -> &Extent {
        self.set.line(self.number).unwrap_or(&NOWHERE)
    }
}

impl Line {
    /// What stands beside its glyphs: dots, lines under names and titles, ruby.
    pub fn adornments(&self) -> &[Adornment] {
        self.set.adornments(self.number)
    }

    /// The paragraph's text.
    pub fn text(&self) -> &Arc<str> {
        self.set.text()
    }

    /// Runs of glyphs in text order.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = GlyphRun<'_>> + Clone {
        self.runs.clone().filter_map(|number| self.set.run(number))
    }

    /// All its glyphs.
    pub fn glyphs(&self) -> impl Iterator<Item = Glyph> + '_ {
        self.runs().flat_map(|run| run.glyphs())
    }

    /// The characters that a glyph of it stands for.
    pub fn shown(&self, glyph: &Glyph) -> &str {
        let begin = glyph.text as usize;
        self.text().get(begin..begin + usize::from(glyph.len)).unwrap_or_default()
    }
}

/// Something that stands beside a line's glyphs. Places are counted from the measure's start on the
/// baseline, y downwards.
#[derive(Clone, Debug)]
pub enum Adornment {
    /// A drawing.
    Shape(Shape),
    /// Small text with characters of its own: ruby.
    Text {
        /// Index of the paragraph's run whose reading it is.
        run: u32,
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

/// What the glyphs of a run have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fount {
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
}

/// One placed glyph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Bytes of the text it stands for; 0 for a further glyph of the same cluster.
    pub len: u8,
    /// Origin on the advance axis, EMU from the measure's start.
    pub x: i32,
    /// First byte of the text it stands for.
    pub text: u32,
}
