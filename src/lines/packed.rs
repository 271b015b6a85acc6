//! A paragraph's glyphs, packed: three bytes for most instead of twelve. Pages hold every line until the file is
//! written, so what a glyph takes is most of what a page takes.
//!
//! In a run nearly every glyph stands for three bytes of text, begins where the text before it ended, and is as far from
//! its neighbour as that one from its own. What differs is written out; what does not is not.

use super::line::{Adornment, Extent, Fit, Fount, Glyph, Line};
use crate::base::Emu;
use crate::fonts::FaceId;
use std::ops::Range;
use std::sync::Arc;

/// What the lines of a paragraph share.
#[derive(Debug, Default)]
pub(super) struct Typeset {
    /// The paragraph's text.
    text: Arc<str>,
    founts: Vec<Fount>,
    runs: Vec<Head>,
    glyphs: Vec<u8>,
    lines: Vec<Extent>,
    /// What stands beside lines, by the number of the line.
    adornments: Vec<(u32, Vec<Adornment>)>,
}

/// Where a run begins.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// Index of its fount.
    fount: u32,
    /// One past its last packed byte; its first follows the run before it.
    end: u32,
    /// Origin of its first glyph.
    x: i32,
    /// First byte of its first glyph's text.
    text: u32,
}

/// Set in the first byte of a glyph that is written out.
const WRITTEN: u8 = 0x80;
/// Set in it when the text does not go on where it ended.
const SKIPS: u8 = 0x40;
/// The length in it, when that stands in the byte that follows.
const LONG: u8 = 0x3F;
/// Bytes of a character of Chinese text.
const HAN: u8 = 3;

/// What is expected of the next glyph.
#[derive(Clone, Copy, Debug)]
struct Pen {
    x: i64,
    step: i64,
    text: u32,
}

impl Pen {
    /// Before the first glyph of a run.
    fn new(x: i32, text: u32, fount: &Fount) -> Pen {
        Pen { x: i64::from(x) - fount.size.0, step: fount.size.0, text }
    }

    fn pass(&mut self, glyph: &Glyph) {
        self.step = i64::from(glyph.x) - self.x;
        self.x = i64::from(glyph.x);
        self.text = glyph.text.wrapping_add(u32::from(glyph.len));
    }

    fn pack(&mut self, glyph: &Glyph, out: &mut Vec<u8>) {
        let turn = zigzag(i64::from(glyph.x) - self.x - self.step);
        let skip = zigzag(i64::from(glyph.text) - i64::from(self.text));
        let [low, high] = glyph.id.to_le_bytes();
        if turn < u64::from(WRITTEN) && skip == 0 && glyph.len == HAN {
            out.extend_from_slice(&[turn as u8, low, high]);
        } else {
            let skips = if skip == 0 { 0 } else { SKIPS };
            out.push(WRITTEN | skips | glyph.len.min(LONG));
            if glyph.len >= LONG {
                out.push(glyph.len);
            }
            if skip != 0 {
                put(skip, out);
            }
            put(turn, out);
            out.extend_from_slice(&[low, high]);
        }
        self.pass(glyph);
    }

    fn unpack(&mut self, bytes: &mut &[u8]) -> Option<Glyph> {
        let first = take(bytes)?;
        let (mut len, mut text, mut turn) = (HAN, self.text, u64::from(first));
        if first & WRITTEN != 0 {
            len = first & LONG;
            if len == LONG {
                len = take(bytes)?;
            }
            if first & SKIPS != 0 {
                text = (i64::from(text) + unzigzag(get(bytes)?)) as u32;
            }
            turn = get(bytes)?;
        }
        let id = u16::from_le_bytes([take(bytes)?, take(bytes)?]);
        let x = self.x + self.step + unzigzag(turn);
        let glyph = Glyph { id, len, x: x as i32, text };
        self.pass(&glyph);
        Some(glyph)
    }
}

fn take(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

/// Small numbers of either sign as small ones without.
fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Seven bits a byte, the lowest first.
fn put(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn get(bytes: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = take(bytes)?;
        value |= u64::from(byte & 0x7F).checked_shl(shift)?;
        shift += 7;
        if byte < 0x80 {
            return Some(value);
        }
    }
}

/// The lines of a paragraph on their way, as type goes into a composing stick.
pub struct Stick {
    set: Typeset,
    /// The first run of the line at hand.
    begin: u32,
    pen: Option<Pen>,
    /// Face of the run at hand, and the run of the paragraph it belongs to.
    open: (FaceId, u32),
}

/// A line for the stick.
#[derive(Default)]
pub(super) struct Row {
    pub(super) range: Range<u32>,
    pub(super) start: Emu,
    pub(super) end: Emu,
    pub(super) fit: Fit,
    pub(super) adornments: Vec<Adornment>,
}

impl Stick {
    /// An empty one for lines of this text.
    pub fn new(text: Arc<str>) -> Stick {
        Stick::with_room(text, 0, 0)
    }

    /// The same, with room for so many lines and glyphs.
    pub(super) fn with_room(text: Arc<str>, lines: usize, glyphs: usize) -> Stick {
        let (glyphs, lines) = (Vec::with_capacity(glyphs * 3), Vec::with_capacity(lines));
        let set = Typeset { text, glyphs, lines, ..Typeset::default() };
        Stick { set, begin: 0, pen: None, open: (FaceId::default(), 0) }
    }

    /// The fount of the run at hand.
    pub fn fount(&self) -> Option<&Fount> {
        let last = self.pen.and(self.set.runs.last())?;
        self.set.founts.get(last.fount as usize)
    }

    /// Whether the run at hand is in this face and belongs to this run of the paragraph.
    #[inline]
    pub(super) fn goes_on(&self, face: FaceId, run: u32) -> bool {
        self.pen.is_some() && self.open == (face, run)
    }

    /// Begins a run whose first glyph is this one.
    pub fn begin(&mut self, fount: Fount, first: Glyph) {
        let mut pen = Pen::new(first.x, first.text, &fount);
        pen.pack(&first, &mut self.set.glyphs);
        self.open = (fount.face, fount.run);
        let known = self.set.founts.iter().position(|known| *known == fount);
        let number = known.unwrap_or_else(|| {
            self.set.founts.push(fount);
            self.set.founts.len() - 1
        });
        let end = self.set.glyphs.len() as u32;
        self.set.runs.push(Head { fount: number as u32, end, x: first.x, text: first.text });
        self.pen = Some(pen);
    }

    /// Adds a glyph to the run at hand.
    pub fn push(&mut self, glyph: Glyph) {
        let (Some(pen), Some(run)) = (&mut self.pen, self.set.runs.last_mut()) else { return };
        pen.pack(&glyph, &mut self.set.glyphs);
        run.end = self.set.glyphs.len() as u32;
    }

    /// Ends the line at hand: its bytes of the text, where it begins and ends, how it was made to fit.
    pub fn end_line(&mut self, range: Range<u32>, start: Emu, end: Emu, fit: Fit) {
        self.end_row(Row { range, start, end, fit, ..Row::default() });
    }

    /// The same of a line with something beside it.
    pub fn end_adorned(&mut self, range: Range<u32>, start: Emu, end: Emu, fit: Fit, adornments: Vec<Adornment>) {
        self.end_row(Row { range, start, end, fit, adornments });
    }

    pub(super) fn end_row(&mut self, row: Row) {
        let end = self.set.runs.len() as u32;
        let Row { range, start, end: edge, fit, adornments } = row;
        if !adornments.is_empty() {
            self.set.adornments.push((self.set.lines.len() as u32, adornments));
        }
        self.set.lines.push(Extent { range, start, end: edge, fit, runs: self.begin..end });
        self.begin = end;
        self.pen = None;
    }

    /// The lines.
    pub fn lines(mut self) -> Vec<Line> {
        self.set.founts.shrink_to_fit();
        self.set.runs.shrink_to_fit();
        self.set.glyphs.shrink_to_fit();
        self.set.lines.shrink_to_fit();
        let count = self.set.lines.len() as u32;
        let set = Arc::new(self.set);
        (0..count).map(|number| Line { set: Arc::clone(&set), number }).collect()
    }
}

impl Typeset {
    pub(super) fn line(&self, number: u32) -> Option<&Extent> {
        self.lines.get(number as usize)
    }

    pub(super) fn adornments(&self, number: u32) -> &[Adornment] {
        let found = self.adornments.binary_search_by_key(&number, |(line, _)| *line);
        found.ok().and_then(|at| self.adornments.get(at)).map_or(&[], |(_, list)| list.as_slice())
    }

    pub(super) fn text(&self) -> &Arc<str> {
        &self.text
    }

    pub(super) fn run(&self, number: u32) -> Option<GlyphRun<'_>> {
        let head = self.runs.get(number as usize)?;
        let begin = number.checked_sub(1).and_then(|before| self.runs.get(before as usize)).map_or(0, |run| run.end);
        let packed = self.glyphs.get(begin as usize..head.end as usize)?;
        Some(GlyphRun { fount: self.founts.get(head.fount as usize)?, x: head.x, text: head.text, packed })
    }
}

/// Glyphs of one fount, in text order.
#[derive(Clone, Copy, Debug)]
pub struct GlyphRun<'l> {
    /// Their face, size and colour.
    pub fount: &'l Fount,
    /// Origin of the first on the advance axis, EMU from the measure's start.
    pub x: i32,
    text: u32,
    packed: &'l [u8],
}

impl<'l> GlyphRun<'l> {
    /// The glyphs; at least one.
    pub fn glyphs(&self) -> Glyphs<'l> {
        Glyphs { pen: Pen::new(self.x, self.text, self.fount), packed: self.packed }
    }
}

/// The glyphs of a run, one after another.
#[derive(Clone, Debug)]
pub struct Glyphs<'l> {
    pen: Pen,
    packed: &'l [u8],
}

impl Iterator for Glyphs<'_> {
    type Item = Glyph;

    #[inline]
    fn next(&mut self) -> Option<Glyph> {
        self.pen.unpack(&mut self.packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Colour;
    use proptest::prelude::*;

    fn fount(face: u16) -> Fount {
        Fount { face: FaceId(face), size: Emu(133_350), colour: Colour::BLACK, rise: Emu::ZERO, run: 0 }
    }

    /// Sets each run of each line; what the lines then show.
    fn through(lines: &[Vec<(u16, Vec<Glyph>)>]) -> Vec<Vec<(u16, Vec<Glyph>)>> {
        let mut stick = Stick::new("".into());
        for runs in lines {
            for (face, glyphs) in runs {
                let mut glyphs = glyphs.iter().copied();
                stick.begin(fount(*face), glyphs.next().unwrap());
                glyphs.for_each(|glyph| stick.push(glyph));
            }
            stick.end_line(0..0, Emu::ZERO, Emu::ZERO, Fit::default());
        }
        let run = |run: GlyphRun<'_>| (run.fount.face.0, run.glyphs().collect());
        stick.lines().iter().map(|line| line.runs().map(run).collect()).collect()
    }

    #[test]
    fn even_text_takes_three_bytes_a_glyph() {
        let glyph = |at: i32| Glyph { id: 60_000 - at as u16, len: 3, x: at * 134_000 + at % 2, text: at as u32 * 3 };
        let mut stick = Stick::new("".into());
        stick.begin(fount(0), glyph(0));
        (1..40).for_each(|at| stick.push(glyph(at)));
        // The second glyph tells how far they are apart.
        assert_eq!(stick.set.glyphs.len(), 40 * 3 + 2);
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_again(
            lines in prop::collection::vec(
                prop::collection::vec(
                    (0_u16..3, prop::collection::vec((any::<u16>(), any::<u8>(), any::<i32>(), any::<u32>()), 1..9)),
                    0..4,
                ),
                1..4,
            ),
        ) {
            let glyph = |(id, len, x, text)| Glyph { id, len, x, text };
            let run = |(face, glyphs): (u16, Vec<_>)| (face, glyphs.into_iter().map(glyph).collect::<Vec<_>>());
            let lines: Vec<Vec<_>> = lines.into_iter().map(|runs| runs.into_iter().map(run).collect()).collect();
            prop_assert_eq!(through(&lines), lines);
        }
    }
}
