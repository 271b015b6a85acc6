//! Ruby: pinyin above, zhuyin to the right of its base (CLREQ 3.3).
//!
//! A reading with as many syllables (parted by spaces) as its base has characters is set character
//! by character; any other over the whole base, which then does not break. One that is wider than its
//! base hangs over the blanks of the marks and over the kana beside it, never over an ideograph, and never
//! over the line's edges; what that does not hold widens the base.

use super::analyse::analyse;
use super::breaks::Stretch;
use super::class::Class;
use super::justify::Setting;
use super::line::{Adornment, Line};
use super::packed::Stick;
use super::ruler::Ruler;
use super::rules::Rules;
use super::shape::{Item, Look, ShapedText, shape};
use super::tabs::Tabs;
use super::typefaces::Faces;
use crate::base::{Emu, Point};
use crate::style::Align;
use std::ops::Range;
use std::sync::Arc;

/// A reading over (or beside) some items.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its base.
    pub(crate) items: Range<usize>,
    glyphs: Vec<Placed>,
    /// Its width; the base with what it hangs over is at least as wide.
    width: i64,
    /// How far it hangs over what is before and after its base.
    over: [i64; 2],
    /// Whether it stands to the right of its base instead of above.
    beside: bool,
}

/// A piece of a reading: where, from the reading's left end and the baseline of the base.
#[derive(Clone, Debug)]
struct Placed {
    x: i64,
    y: i64,
    line: Line,
}

/// Baseline of a reading above the base's baseline, 1/1000 em of the base: over the square's top
/// (880) with a little air for descenders.
const ABOVE: i64 = 960;

impl Part {
    /// Sets the reading of a run over a base that lies between `from` and `to`, in a line whose bodies lie in `edges`.
    pub(crate) fn set(&self, run: u32, from: i64, to: i64, edges: [i64; 2], out: &mut Vec<Adornment>) {
        let begin = if self.beside {
            to - self.width
        } else {
            let [before, after] = self.over;
            let begin = from - before + (to + after - from + before - self.width) / 2;
            // Nothing hangs over a line's edge (JLREQ 3.3.8).
            begin.min(edges[1] - self.width).max(edges[0])
        };
        for piece in &self.glyphs {
            let at = Point::new(Emu(begin + piece.x), Emu(piece.y));
            out.push(Adornment::Text { run, at, line: Box::new(piece.line.clone()) });
        }
    }
}

/// Prepares the readings of a run whose items are `items`, and makes room for them in the bases.
pub(crate) fn prepare(
    reading: &str,
    items: Range<usize>,
    (looks, read): (&[Look], &[bool]),
    shaped: &mut ShapedText,
    rules: &Rules,
    faces: &dyn Faces,
    parts: &mut Vec<Part>,
) {
    let Some(look) = shaped.items.get(items.start).and_then(|item| looks.get(item.run as usize)) else { return };
    let syllables: Vec<&str> = reading.split_whitespace().collect();
    let each = syllables.len() == items.len();
    let bases: Vec<(Range<usize>, &str)> = if each {
        items.clone().zip(syllables).map(|(at, syllable)| (at..at + 1, syllable)).collect()
    } else {
        for at in items.clone().skip(1) {
            if let Some(item) = shaped.items.get_mut(at) {
                item.breaks = false;
            }
        }
        vec![(items, reading)]
    };
    for (base, reading) in bases {
        let beside = base.len() == 1 && reading.chars().any(is_zhuyin);
        let (glyphs, width) =
            if beside { zhuyin(reading, look, rules, faces) } else { pinyin(reading, look, rules, faces) };
        let over = if beside { [0; 2] } else { overhang(&base, width, look, shaped, read) };
        make_room(&base, width, over, look, beside, shaped);
        parts.push(Part { items: base, glyphs, width, over, beside });
    }
}

/// Pinyin: half the size of its base (CLREQ 3.3.2).
fn pinyin(reading: &str, look: &Look, rules: &Rules, faces: &dyn Faces) -> (Vec<Placed>, i64) {
    let (line, width) = small(reading, look.em / 2, look, rules, faces);
    (vec![Placed { x: 0, y: -i64::from(look.em) * ABOVE / 1000, line }], width)
}

/// Zhuyin: its signs 3/10 of the base, one under the other in the middle of the base's height, the
/// tone mark to the right of the last, the light tone above the first (CLREQ 3.3.3).
fn zhuyin(reading: &str, look: &Look, rules: &Rules, faces: &dyn Faces) -> (Vec<Placed>, i64) {
    let size = look.em * 3 / 10;
    let step = i64::from(size);
    let signs: Vec<char> = reading.chars().filter(|c| is_zhuyin(*c)).collect();
    let tone = reading.chars().find(|c| matches!(c, 'ˊ' | 'ˇ' | 'ˋ'));
    let light = reading.contains('˙');
    // The square's middle lies 380/1000 em above the baseline.
    let top = -i64::from(look.em) * 380 / 1000 - step * signs.len() as i64 / 2;
    let mut placed = Vec::new();
    let mut put = |text: String, x: i64, y: i64| {
        let (line, _) = small(&text, size, look, rules, faces);
        placed.push(Placed { x, y, line });
    };
    for (index, sign) in signs.iter().enumerate() {
        // A sign's baseline lies 880/1000 of its square below the square's top.
        put(sign.to_string(), 0, top + step * index as i64 + step * 88 / 100);
    }
    if light {
        put('˙'.to_string(), 0, top);
    }
    if let Some(tone) = tone {
        put(tone.to_string(), step, top + step * (signs.len() as i64 - 1) + step / 2);
    }
    (placed, step * 3 / 2)
}

/// A reading set by itself, and its width.
fn small(reading: &str, size: i32, look: &Look, rules: &Rules, faces: &dyn Faces) -> (Line, i64) {
    let text: Arc<str> = reading.into();
    let look = Look { em: size, rise: 0, tracking: 0, ..look.clone() };
    let looks = [look];
    let pieces = analyse(&text, &[0], rules);
    let shaped = shape(&text, &pieces, &looks, rules, faces);
    let ruler = Ruler::new(&shaped.items, rules);
    let setting = Setting {
        text: &text,
        items: &shaped.items,
        inks: &shaped.inks,
        looks: &looks,
        ruler: &ruler,
        rules,
        lifts: faces,
        tabs: &Tabs::default(),
    };
    let all = shaped.items.len();
    let stretch = Stretch { start: 0, end: all, next: all, last: true };
    let mut stick = Stick::new(text.clone());
    let row = setting.line(&mut stick, &stretch, 0, i64::MAX / 4, Align::Start, None);
    let width = row.end.0;
    stick.end_row(row);
    (stick.lines().pop().unwrap_or_default(), width)
}

/// How far a reading hangs over its neighbours: over the blank of a mark and over a space as far as they
/// go, over kana by one of its own ems, never over an ideograph or over what has a reading itself
/// (JLREQ 3.3.8; CLREQ 3.3.2 keeps neighbouring readings apart).
fn overhang(base: &Range<usize>, width: i64, look: &Look, shaped: &ShapedText, read: &[bool]) -> [i64; 2] {
    let own: i64 = shaped.items.get(base.clone()).unwrap_or_default().iter().map(|item| i64::from(item.width)).sum();
    let need = (width + air(look) - own).max(0);
    let room = |item: Option<&Item>, blank: fn(&Item) -> i32| {
        let Some(item) = item.filter(|item| !read.get(item.run as usize).copied().unwrap_or(false)) else { return 0 };
        let most = match item.class {
            Class::Space | Class::IdeographicSpace => item.width,
            Class::Han if item.kana => look.em / 2,
            _ if item.class.is_mark() => blank(item),
            _ => 0,
        };
        i64::from(most.min(look.em / 2))
    };
    let before = room(base.start.checked_sub(1).and_then(|at| shaped.items.get(at)), |item| item.right);
    let after = room(shaped.items.get(base.end), |item| item.left);
    [before.min(need / 2), after.min(need - need / 2)]
}

/// Free between a reading and the next: a quarter of its em (CLREQ 3.3.2).
fn air(look: &Look) -> i64 {
    i64::from(look.em) / 8
}

/// Widens a base that is narrower than its reading and a quarter of the reading's em (CLREQ 3.3.2).
fn make_room(base: &Range<usize>, width: i64, over: [i64; 2], look: &Look, beside: bool, shaped: &mut ShapedText) {
    let items = shaped.items.get(base.clone()).unwrap_or_default();
    let own: i64 = items.iter().map(|item| i64::from(item.width)).sum();
    let extra = if beside { width } else { (width + air(look) - own).max(0) };
    if extra == 0 {
        return;
    }
    let before = if beside { 0 } else { extra / 2 - over[0] };
    let extra = extra - over[0] - over[1];
    let ink = |shaped: &ShapedText, at: usize| shaped.items.get(at).map_or(shaped.inks.len(), |item| item.ink as usize);
    let inks = ink(shaped, base.start)..ink(shaped, base.start + 1);
    if let Some(first) = shaped.items.get_mut(base.start) {
        first.width += before as i32;
    }
    for ink in shaped.inks.get_mut(inks).unwrap_or_default() {
        ink.dx += before as i32;
    }
    if let Some(last) = base.end.checked_sub(1).and_then(|last| shaped.items.get_mut(last)) {
        last.width += (extra - before) as i32;
    }
}

fn is_zhuyin(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}')
}
