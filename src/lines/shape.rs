//! Pieces → items with glyphs and natural widths. No measure.

use super::analyse::{Joint, Piece};
use super::class::{Cell, Class, cell, keeps_blank};
use super::rules::Rules;
use super::typefaces::{Faces, Shaped, Square, Writing};
use crate::base::{Colour, Emu};
use crate::fonts::{self, FaceId, RoleId};
use crate::style::MarkWidth;

/// How a run looks.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) role: RoleId,
    pub(crate) em: i32,
    pub(crate) rise: i32,
    pub(crate) tracking: i32,
    pub(crate) colour: Colour,
    /// Raised or lowered: stays with the word before it and takes no Latin gap.
    pub(crate) script: bool,
}

/// One glyph of an item.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ink {
    pub(crate) face: FaceId,
    pub(crate) glyph: u16,
    /// Bytes of the text it stands for.
    pub(crate) len: u8,
    /// Origin from the beginning of the item's uncut square, EMU.
    pub(crate) dx: i32,
    /// First byte.
    pub(crate) text: u32,
}

/// One item, measured. Widths in EMU.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Item {
    pub(crate) text: u32,
    pub(crate) run: u32,
    /// First of its glyphs.
    pub(crate) ink: u32,
    pub(crate) class: Class,
    /// Whether a line may begin with it.
    pub(crate) breaks: bool,
    /// Where it does not break freely: by how much a line must open, all its gaps together, in tenths of an em, for
    /// the next to begin with it all the same; 0 for never.
    pub(crate) loath: u8,
    /// Width of the hyphen that shows when a line ends with it, EMU.
    pub(crate) hyphen: i32,
    /// Whether the gap before it opens in CLREQ's last step of expansion.
    pub(crate) opens: bool,
    /// Step at which its blanks give way.
    pub(crate) step: u8,
    /// Whether it is kana, over which ruby may hang.
    pub(crate) kana: bool,
    /// Characters that are not marks, for the rule against short last lines.
    pub(crate) letters: u8,
    pub(crate) em: i32,
    /// Natural width with its blanks as cut by its neighbours.
    pub(crate) width: i32,
    pub(crate) left: i32,
    pub(crate) right: i32,
    /// The blanks uncut.
    pub(crate) full_left: i32,
    pub(crate) full_right: i32,
    /// Natural gap before it.
    pub(crate) gap: i32,
    /// Of that, what is a Han–Latin gap.
    pub(crate) latin_gap: i32,
}

impl Item {
    /// Whether it is an ideograph's square with nothing to give or take, no Han–Latin gap before it.
    #[inline]
    pub(crate) fn is_bare(&self) -> bool {
        self.class == Class::Han && self.left | self.right | self.full_left | self.latin_gap == 0
    }
}

/// A character that no face of the role has, or that came from a supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The character.
    pub character: char,
    /// Its byte.
    pub text: u32,
    /// The paragraph's run.
    pub run: u32,
    /// The supplement that gave it; `None` when nobody did.
    pub supplement: Option<FaceId>,
}

/// Items and glyphs of a paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShapedText {
    pub(crate) items: Vec<Item>,
    pub(crate) inks: Vec<Ink>,
    pub(crate) faults: Vec<Fault>,
}

/// Shapes the pieces of a text.
pub(crate) fn shape(text: &str, pieces: &[Piece], looks: &[Look], rules: &Rules, faces: &dyn Faces) -> ShapedText {
    let mut shaper = Shaper {
        text,
        rules,
        faces,
        out: ShapedText {
            items: Vec::with_capacity(pieces.len() + 1),
            inks: Vec::with_capacity(pieces.len()),
            faults: Vec::new(),
        },
        word: Vec::new(),
        upem: (FaceId::default(), 0),
    };
    for (at, piece) in pieces.iter().enumerate() {
        if shaper.ideograph(piece, pieces.get(at + 1), looks) {
            continue;
        }
        let parts = pieces.get(at + 1..).unwrap_or_default();
        let Some(look) = looks.get(piece.run as usize).filter(|_| piece.joint == Joint::None) else { continue };
        let parts = match parts.first() {
            Some(part) if part.joint != Joint::None => {
                let count = parts.iter().take_while(|part| part.joint != Joint::None).count();
                parts.get(..count).unwrap_or_default()
            }
            Some(_) | None => &[],
        };
        let end = pieces.get(at + 1 + parts.len()).map_or(text.len() as u32, |next| next.text);
        shaper.item(piece, end, look);
        if !parts.is_empty() {
            shaper.part(parts, look);
        }
    }
    super::spacing::space(pieces, &mut shaper.out.items, looks, rules);
    shaper.out
}

struct Shaper<'s> {
    text: &'s str,
    rules: &'s Rules,
    faces: &'s dyn Faces,
    out: ShapedText,
    word: Vec<Shaped>,
    upem: (FaceId, u16),
}

impl Shaper<'_> {
    /// What most text is made of: an ideograph whose glyph fills its square. False for what is not.
    #[inline]
    fn ideograph(&mut self, piece: &Piece, next: Option<&Piece>, looks: &[Look]) -> bool {
        if piece.class != Class::Han
            || !matches!(piece.first, '\u{4E00}'..='\u{9FFF}')
            || next.map_or(self.text.len() as u32, |next| next.text) - piece.text != 3
        {
            return false;
        }
        let Some(look) = looks.get(piece.run as usize) else { return false };
        let square = self.faces.square(look.role, piece.first, fonts::Class::Han);
        if square.glyph == 0 || square.supplement || square.advance != self.upem(square.face) {
            return false;
        }
        self.out.items.push(Item {
            text: piece.text,
            run: piece.run,
            ink: self.out.inks.len() as u32,
            class: Class::Han,
            breaks: piece.breaks,
            loath: piece.loath,
            em: look.em,
            width: look.em,
            letters: 1,
            ..Item::default()
        });
        self.ink(square, piece.text, 3, 0);
        true
    }

    fn item(&mut self, piece: &Piece, end: u32, look: &Look) {
        let em = look.em;
        let mut item = Item {
            text: piece.text,
            run: piece.run,
            ink: self.out.inks.len() as u32,
            class: piece.class,
            breaks: piece.breaks,
            loath: piece.loath,
            step: piece.class.step() as u8,
            em,
            ..Item::default()
        };
        let single = end - piece.text == piece.first.len_utf8() as u32;
        match piece.class {
            Class::Newline | Class::Tab => {}
            Class::Space => {
                let square = self.faces.square(look.role, ' ', fonts::Class::Latin);
                item.width = self.scaled(i32::from(square.advance), square.face, em);
                self.ink(square, piece.text, 1, 0);
            }
            Class::Latin => {
                item.width = self.word(piece, end, look, fonts::Class::Latin, Writing::Other);
                let word = self.text.get(piece.text as usize..end as usize).unwrap_or_default();
                item.letters = word.chars().take(3).count() as u8;
            }
            Class::Dash | Class::Ellipsis if !single => {
                item.width = self.word(piece, end, look, fonts::Class::Mark, Writing::Chinese);
            }
            Class::Han if !single => {
                item.width = self.word(piece, end, look, face_class(piece.first), Writing::Chinese);
                item.letters = 1;
            }
            Class::Han
            | Class::Open
            | Class::Close
            | Class::Comma
            | Class::Stop
            | Class::Connector
            | Class::ShortConnector
            | Class::Interpunct
            | Class::Solidus
            | Class::Dash
            | Class::Ellipsis
            | Class::IdeographicSpace => self.square(piece, end, look, &mut item),
        }
        self.out.items.push(item);
    }

    /// Parts the word shaped last, so that a line may end inside it. Where a ligature spans the seam, or no
    /// hyphen of the word's face can be had, it stays whole there.
    fn part(&mut self, parts: &[Piece], look: &Look) {
        let hyphen = self.faces.square(look.role, '-', fonts::Class::Latin);
        let hyphen_width = self.scaled(i32::from(hyphen.advance), hyphen.face, look.em);
        let Some(word) = self.out.items.last().copied() else { return };
        // The part that is still open, and where it begins in the word.
        let (mut open, mut begin) = (self.out.items.len() - 1, 0);
        for piece in parts {
            let inks = self.out.inks.get(word.ink as usize..).unwrap_or_default();
            let at = word.ink as usize + inks.iter().take_while(|ink| ink.text < piece.text).count();
            let first = self.out.inks.get(at).copied().filter(|ink| ink.text == piece.text);
            let before = at.checked_sub(1).and_then(|at| self.out.inks.get(at));
            let marked = hyphen.glyph != 0 && before.is_some_and(|before| before.face == hyphen.face);
            let mut item = Item { text: piece.text, ink: u32::MAX, width: 0, breaks: false, loath: 0, ..word };
            if let Some(first) = first.filter(|_| marked || piece.joint == Joint::Bare) {
                (item.ink, item.breaks, item.loath) = (at as u32, piece.breaks, piece.loath);
                if let Some(open) = self.out.items.get_mut(open) {
                    (item.width, open.width) = (open.width - (first.dx - begin), first.dx - begin);
                }
                if let (Joint::Hyphen, Some(before)) = (piece.joint, self.out.items.last_mut()) {
                    before.hyphen = hyphen_width;
                }
                (open, begin) = (self.out.items.len(), first.dx);
            }
            self.out.items.push(item);
        }
        // A part that could not be is empty and stands before the next; origins are counted from each part's own
        // beginning.
        let mut next = self.out.inks.len() as u32;
        for item in self.out.items.iter_mut().rev().take(parts.len()) {
            if item.ink == u32::MAX {
                item.ink = next;
            } else if let Some(inks) = self.out.inks.get_mut(item.ink as usize..next as usize) {
                let base = inks.first().map_or(0, |ink| ink.dx);
                inks.iter_mut().for_each(|ink| ink.dx -= base);
                next = item.ink;
            }
        }
    }

    /// One character in its square.
    fn square(&mut self, piece: &Piece, end: u32, look: &Look, item: &mut Item) {
        let em = look.em;
        let class = if piece.class == Class::Han { face_class(piece.first) } else { fonts::Class::Mark };
        let square = self.faces.square(look.role, piece.first, class);
        let advance = self.scaled(i32::from(square.advance), square.face, em);
        let Cell { full, left, right } = cell(piece.class, piece.first, self.rules);
        let of_em = |thousandths: i32| match thousandths {
            0 => 0,
            500 => em / 2,
            1000 => em,
            other => (i64::from(em) * i64::from(other) / 1000) as i32,
        };
        // 楷 and 仿 faces give full squares too; a glyph narrower than its square stands in the middle.
        let full =
            if full == 0 || piece.class == Class::Han && !is_ideograph(piece.first) { advance } else { of_em(full) };
        let (left, right) = (of_em(left), of_em(right));
        item.width = full;
        (item.full_left, item.full_right) = (left, right);
        let keeps = keeps_blank(piece.class, piece.first, self.rules.marks);
        if keeps {
            (item.left, item.right) = (left, right);
        } else {
            item.width -= left + right;
            (item.full_left, item.full_right) = (0, 0);
        }
        if piece.class == Class::Han {
            item.letters = 1;
            item.kana = matches!(piece.first, '\u{3041}'..='\u{30FF}');
        }
        // The glyph's origin is counted from the uncut square.
        let middle = (full - advance) / 2;
        let dx = if keeps { middle } else { middle - left };
        self.fault(piece.first, piece, square);
        self.ink(square, piece.text, (end - piece.text) as u8, dx);
    }

    /// A word of several characters; its width.
    fn word(&mut self, piece: &Piece, end: u32, look: &Look, class: fonts::Class, writing: Writing) -> i32 {
        let word = self.text.get(piece.text as usize..end as usize).unwrap_or_default();
        let mut x = 0i64;
        let mut from = 0;
        let mut face: Option<FaceId> = None;
        let mut ends = word.char_indices().map(|(at, c)| {
            let keep =
                matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
            (at, c, keep)
        });
        let mut stretches: Vec<(FaceId, usize, usize)> = Vec::new();
        for (at, c, keep) in ends.by_ref() {
            if keep && face.is_some() {
                continue;
            }
            let square = self.faces.square(look.role, c, class);
            self.fault(c, &Piece { text: piece.text + at as u32, ..*piece }, square);
            if let Some(open) = face
                && open != square.face
            {
                stretches.push((open, from, at));
                from = at;
            }
            face = Some(square.face);
        }
        if let Some(open) = face {
            stretches.push((open, from, word.len()));
        }
        for (face, from, to) in stretches {
            let mut shaped = std::mem::take(&mut self.word);
            shaped.clear();
            self.faces.shape(face, word.get(from..to).unwrap_or_default(), writing, &mut shaped);
            let upem = i64::from(self.faces.upem(face)).max(1);
            let mut units = 0i64;
            for (index, glyph) in shaped.iter().enumerate() {
                let next = shaped.get(index + 1).map_or((to - from) as u32, |next| next.cluster);
                let origin = x + (units + i64::from(glyph.shift)) * i64::from(look.em) / upem;
                self.out.inks.push(Ink {
                    face,
                    glyph: glyph.glyph,
                    len: next.saturating_sub(glyph.cluster).min(255) as u8,
                    dx: origin as i32,
                    text: piece.text + from as u32 + glyph.cluster,
                });
                units += i64::from(glyph.advance);
                if look.tracking != 0 && index + 1 < shaped.len() {
                    x += i64::from(look.tracking);
                }
            }
            x += units * i64::from(look.em) / upem;
            self.word = shaped;
        }
        x.clamp(0, i64::from(i32::MAX / 4)) as i32
    }

    fn ink(&mut self, square: Square, text: u32, len: u8, dx: i32) {
        self.out.inks.push(Ink { face: square.face, glyph: square.glyph, len, dx, text });
    }

    /// The face's em, asked for once as long as the face stays the same.
    fn upem(&mut self, face: FaceId) -> u16 {
        if self.upem.0 != face || self.upem.1 == 0 {
            self.upem = (face, self.faces.upem(face));
        }
        self.upem.1
    }

    fn scaled(&self, units: i32, face: FaceId, em: i32) -> i32 {
        scaled(units, self.faces.upem(face), em)
    }

    fn fault(&mut self, character: char, piece: &Piece, square: Square) {
        if square.glyph == 0 || square.supplement {
            let supplement = (square.glyph != 0).then_some(square.face);
            self.out.faults.push(Fault { character, text: piece.text, run: piece.run, supplement });
        }
    }
}

fn scaled(units: i32, upem: u16, em: i32) -> i32 {
    let upem = i32::from(upem).max(1);
    if units == upem { em } else { (i64::from(units) * i64::from(em) / i64::from(upem)) as i32 }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn face_class(c: char) -> fonts::Class {
    if is_ideograph(c) { fonts::Class::Han } else { fonts::Class::Mark }
}

/// Whether pairs of marks are cut in this style (xeCJK's 行末半角 and none leave them).
pub(crate) fn cuts_pairs(style: MarkWidth) -> bool {
    match style {
        MarkWidth::Full | MarkWidth::Kaiming | MarkWidth::Half => true,
        MarkWidth::HalfAtEnd | MarkWidth::None => false,
    }
}

/// EMU as the 32 bits of a glyph's place.
pub(crate) fn narrow(length: Emu) -> i32 {
    length.0.clamp(0, i64::from(i32::MAX / 4)) as i32
}
