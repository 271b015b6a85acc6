//! The CFF program of a CID-keyed face, cut to the used glyphs (Adobe Technical Note 5176, The
//! Compact Font Format).
//!
//! Work goes with the glyphs that are kept, not with those of the face: charstrings are copied into
//! the new program as they are, called subroutines in their places ([`super::charstring`]); the
//! rest of a program is a few hundred bytes. A face keyed by names, or one that is odd, is left to
//! the subsetter crate ([`super::program`]).

use super::charstring;
use skrifa::GlyphId;
use skrifa::raw::ps::cff::fd_select::FdSelect;
use skrifa::raw::ps::cff::index::Index;
use skrifa::raw::{FontData, FontRead};

/// Strings that every program knows without listing them (5176, appendix A).
const STANDARD_STRINGS: i32 = 391;
/// Bytes of an offset among the charstrings: 16 MB of them.
const OFFSET: usize = 3;

// Operators of dictionaries (5176, tables 9, 10 and 23); an escape is 12 << 8.
const NOTICE: u16 = 1;
const FONT_BBOX: u16 = 5;
const CHARSET: u16 = 15;
const CHAR_STRINGS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBRS: u16 = 19;
const COPYRIGHT: u16 = 12 << 8;
const FONT_MATRIX: u16 = 12 << 8 | 7;
const ROS: u16 = 12 << 8 | 30;
const CID_COUNT: u16 = 12 << 8 | 34;
const FD_ARRAY: u16 = 12 << 8 | 36;
const FD_SELECT: u16 = 12 << 8 | 37;
const FONT_NAME: u16 = 12 << 8 | 38;

/// Whether the table is one that can be cut here, as far as its front tells.
pub(super) fn keyed(table: &[u8]) -> bool {
    Program::read(table).is_some()
}

/// The program with these glyphs of the face alone, in this order, the first of them .notdef, and the characters that
/// they are. `None` when the table is not one that can be cut here.
pub(super) fn subset(table: &[u8], glyphs: &[u16], characters: &[u16]) -> Option<Vec<u8>> {
    let face = Program::read(table)?;
    let (choice, fonts) = face.choose(glyphs)?;
    let mut strings = Strings { face: &face, own: vec![b"Adobe", b"Identity"] };

    // What the sizes of the front depend on; offsets that are stated later take five bytes, whatever they are.
    let fonts: Vec<FontDict<'_>> = fonts.iter().map(|font| face.font(*font, &mut strings)).collect::<Option<_>>()?;
    let mut top = face.top(&mut strings, characters.iter().max().map_or(1, |last| i32::from(*last) + 1))?;
    let names = face.names;
    let mut out = vec![1, 0, 4, 4];
    out.extend_from_slice(names);
    let front = out.len() + size(&[top.bytes.len()]) + strings.size() + EMPTY.len();

    // The parts whose places the dictionaries state, one after another.
    let charset = charset(characters);
    let select = select(&choice);
    let privates: Vec<Vec<u8>> = fonts.iter().map(|font| font.private()).collect();
    let mut at = front + charset.len() + select.len();
    let fonts: Vec<Vec<u8>> = fonts
        .iter()
        .zip(&privates)
        .map(|(font, private)| {
            let begin = at;
            at += private.len();
            font.dict(private.len(), begin)
        })
        .collect();
    let list = at;
    top.put(CHARSET, front);
    top.put(FD_SELECT, front + charset.len());
    top.put(FD_ARRAY, list);
    top.put(CHAR_STRINGS, list + size(&lengths(&fonts)));

    index(&mut out, &[&top.bytes]);
    index(&mut out, &strings.own);
    out.extend_from_slice(EMPTY);
    for part in [&charset, &select].into_iter().chain(&privates) {
        out.extend_from_slice(part);
    }
    index(&mut out, &fonts);
    face.charstrings(glyphs, &mut out)?;
    Some(out)
}

/// An INDEX of nothing.
const EMPTY: &[u8] = &[0, 0];

/// The parts of a face's program.
struct Program<'f> {
    table: &'f [u8],
    /// Its Name INDEX, as it stands.
    names: &'f [u8],
    top: &'f [u8],
    strings: Index<'f>,
    global: Index<'f>,
    glyphs: Index<'f>,
    fonts: Index<'f>,
    select: FdSelect<'f>,
}

impl<'f> Program<'f> {
    fn read(table: &'f [u8]) -> Option<Program<'f>> {
        let mut at = usize::from(*table.get(2)?);
        let mut next = || {
            let from = table.get(at..)?;
            let index = read_index(from)?;
            // An empty INDEX is its count alone.
            let length = if index.count() == 0 { EMPTY.len() } else { index.size_in_bytes()? };
            at = at.checked_add(length)?;
            Some((index, from.get(..length)?))
        };
        let ((_, names), (tops, _), (strings, _), (global, _)) = (next()?, next()?, next()?, next()?);
        let top = tops.get(0)?;
        entry(top, ROS)?;
        let place = |operator| table.get(offset(entry(top, operator)?)?..);
        Some(Program {
            table,
            names,
            top,
            strings,
            global,
            glyphs: read_index(place(CHAR_STRINGS)?)?,
            fonts: read_index(place(FD_ARRAY)?)?,
            select: FdSelect::read(FontData::new(place(FD_SELECT)?)).ok()?,
        })
    }

    fn font_of(&self, glyph: u16) -> Option<u16> {
        self.select.font_index(GlyphId::new(u32::from(glyph)))
    }

    /// For each glyph the number of its font dictionary in the new program, and which those are.
    fn choose(&self, glyphs: &[u16]) -> Option<(Vec<u8>, Vec<u16>)> {
        let mut fonts: Vec<u16> = Vec::new();
        let mut choice = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            let font = self.font_of(*glyph)?;
            let known = fonts.iter().position(|known| *known == font).unwrap_or_else(|| {
                fonts.push(font);
                fonts.len() - 1
            });
            choice.push(u8::try_from(known).ok()?);
        }
        Some((choice, fonts))
    }

    /// The top dictionary: characters by number, and of the face's own what it says of its outlines and rights.
    fn top(&self, strings: &mut Strings<'_, 'f>, count: i32) -> Option<Dict> {
        let mut dict = Dict::default();
        // 5176, 9: this comes first. "Adobe" and "Identity" are the first strings.
        dict.entry(&[STANDARD_STRINGS, STANDARD_STRINGS + 1, 0], ROS);
        for operator in [NOTICE, COPYRIGHT] {
            if let Some(operands) = entry(self.top, operator) {
                dict.entry(&[strings.take(operands)?], operator);
            }
        }
        for operator in [FONT_MATRIX, FONT_BBOX] {
            if let Some(operands) = entry(self.top, operator) {
                dict.raw(operands, operator);
            }
        }
        dict.entry(&[count], CID_COUNT);
        for operator in [CHARSET, FD_SELECT, FD_ARRAY, CHAR_STRINGS] {
            dict.later(operator);
        }
        Some(dict)
    }

    fn font(&self, number: u16, strings: &mut Strings<'_, 'f>) -> Option<FontDict<'f>> {
        let dict = self.fonts.get(usize::from(number))?;
        let (length, start) = self.private(dict)?;
        let private = self.table.get(start..start.checked_add(length)?)?;
        let name = entry(dict, FONT_NAME).map(|operands| strings.take(operands));
        let name = if name.is_some() { Some(name??) } else { None };
        Some(FontDict { matrix: entry(dict, FONT_MATRIX), name, private })
    }

    /// Length and place of a private dictionary.
    fn private(&self, dict: &[u8]) -> Option<(usize, usize)> {
        let operands = entry(dict, PRIVATE)?;
        let (length, wide) = number(operands)?;
        let (start, _) = number(operands.get(wide..)?)?;
        Some((usize::try_from(length).ok()?, usize::try_from(start).ok()?))
    }

    /// Subroutines of a font dictionary.
    fn local(&self, font: u16) -> Option<Index<'f>> {
        let (length, start) = self.private(self.fonts.get(usize::from(font))?)?;
        let private = self.table.get(start..start.checked_add(length)?)?;
        match entry(private, SUBRS) {
            Some(operands) => read_index(self.table.get(start.checked_add(offset(operands)?)?..)?),
            None => Some(Index::Empty),
        }
    }

    /// Writes the INDEX of the charstrings.
    fn charstrings(&self, glyphs: &[u16], out: &mut Vec<u8>) -> Option<()> {
        out.extend_from_slice(&u16::try_from(glyphs.len()).ok()?.to_be_bytes());
        out.push(OFFSET as u8);
        let offsets = out.len();
        out.resize(offsets + OFFSET * (glyphs.len() + 1), 0);
        // Offsets count from the byte before the first object.
        let base = out.len() - 1;
        let locals: Vec<Option<Index<'_>>> = (0..self.fonts.count() as u16).map(|font| self.local(font)).collect();
        for (number, glyph) in glyphs.iter().enumerate() {
            put(out, offsets + OFFSET * number, OFFSET, base)?;
            let local = locals.get(usize::from(self.font_of(*glyph)?))?.as_ref()?;
            charstring::inline(self.glyphs.get(usize::from(*glyph))?, &self.global, local, out)?;
        }
        put(out, offsets + OFFSET * glyphs.len(), OFFSET, base)
    }
}

/// Writes at `place` how far the end of `out` is from `base`.
fn put(out: &mut [u8], place: usize, wide: usize, base: usize) -> Option<()> {
    let bytes = u32::try_from(out.len() - base).ok()?.to_be_bytes();
    let (over, bytes) = bytes.split_at(bytes.len() - wide);
    out.get_mut(place..place + wide)?.copy_from_slice(bytes);
    over.iter().all(|byte| *byte == 0).then_some(())
}

/// A font dictionary of the new program.
struct FontDict<'f> {
    matrix: Option<&'f [u8]>,
    name: Option<i32>,
    /// The face's private dictionary.
    private: &'f [u8],
}

impl FontDict<'_> {
    /// The private dictionary without its subroutines.
    fn private(&self) -> Vec<u8> {
        let mut dict = Dict::default();
        for (operator, operands) in entries(self.private).filter(|(operator, _)| *operator != SUBRS) {
            dict.raw(operands, operator);
        }
        dict.bytes
    }

    fn dict(&self, length: usize, start: usize) -> Vec<u8> {
        let mut dict = Dict::default();
        if let Some(matrix) = self.matrix {
            dict.raw(matrix, FONT_MATRIX);
        }
        if let Some(name) = self.name {
            dict.entry(&[name], FONT_NAME);
        }
        dict.entry(&[length as i32, start as i32], PRIVATE);
        dict.bytes
    }
}

/// Strings of the new program.
struct Strings<'p, 'f> {
    face: &'p Program<'f>,
    own: Vec<&'f [u8]>,
}

impl Strings<'_, '_> {
    /// The new number of the string that these operands name.
    fn take(&mut self, operands: &[u8]) -> Option<i32> {
        let (known, _) = number(operands)?;
        let Ok(own) = usize::try_from(known - STANDARD_STRINGS) else { return Some(known) };
        self.own.push(self.face.strings.get(own)?);
        Some(STANDARD_STRINGS + self.own.len() as i32 - 1)
    }

    fn size(&self) -> usize {
        size(&lengths(&self.own))
    }
}

/// A dictionary on its way.
#[derive(Default)]
struct Dict {
    bytes: Vec<u8>,
    /// Offsets that will be known later: operator and place.
    later: Vec<(u16, usize)>,
}

impl Dict {
    /// Operands as they stood.
    fn raw(&mut self, operands: &[u8], operator: u16) {
        self.bytes.extend_from_slice(operands);
        let [escape, code] = operator.to_be_bytes();
        if escape > 0 {
            self.bytes.push(escape);
        }
        self.bytes.push(code);
    }

    /// Whole numbers, as short as may be.
    fn entry(&mut self, operands: &[i32], operator: u16) {
        let operands: Vec<u8> = operands.iter().flat_map(|value| short(*value)).collect();
        self.raw(&operands, operator);
    }

    fn later(&mut self, operator: u16) {
        self.later.push((operator, self.bytes.len()));
        self.raw(&long(0), operator);
    }

    fn put(&mut self, operator: u16, value: usize) {
        let place = self.later.iter().find(|(known, _)| *known == operator).map(|(_, place)| *place);
        if let Some(room) = place.and_then(|place| self.bytes.get_mut(place..place + 5)) {
            room.copy_from_slice(&long(value as i32));
        }
    }
}

/// A number of five bytes.
fn long(value: i32) -> [u8; 5] {
    let [a, b, c, d] = value.to_be_bytes();
    [29, a, b, c, d]
}

/// A number of one to five bytes (5176, table 3).
fn short(value: i32) -> Vec<u8> {
    match value {
        -107..=107 => vec![(value + 139) as u8],
        108..=1131 => vec![((value - 108) / 256 + 247) as u8, ((value - 108) % 256) as u8],
        -1131..=-108 => vec![((-value - 108) / 256 + 251) as u8, ((-value - 108) % 256) as u8],
        -32768..=32767 => [&[28][..], &(value as i16).to_be_bytes()].concat(),
        _ => long(value).to_vec(),
    }
}

fn read_index(bytes: &[u8]) -> Option<Index<'_>> {
    match bytes {
        [0, 0, ..] => Some(Index::Empty),
        _ => Index::new(bytes, false).ok(),
    }
}

/// The operands of an operator of a dictionary, if it is there.
fn entry(dict: &[u8], operator: u16) -> Option<&[u8]> {
    entries(dict).find(|(known, _)| *known == operator).map(|(_, operands)| operands)
}

/// Operators of a dictionary, each with its operands.
fn entries(dict: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = dict;
    std::iter::from_fn(move || {
        let mut at = 0;
        loop {
            match *rest.get(at)? {
                code @ 0..=21 => {
                    let operands = rest.get(..at)?;
                    let (operator, wide) =
                        if code == 12 { (12 << 8 | u16::from(*rest.get(at + 1)?), 2) } else { (u16::from(code), 1) };
                    rest = rest.get(at + wide..)?;
                    return Some((operator, operands));
                }
                // A decimal fraction ends with a half byte of ones.
                30 => at += 2 + rest.get(at + 1..)?.iter().position(|byte| byte & 15 == 15 || byte >> 4 == 15)?,
                _ => at += number(rest.get(at..)?)?.1,
            }
        }
    })
}

/// The whole number that operands begin with, and its length.
fn number(operands: &[u8]) -> Option<(i32, usize)> {
    let at = |offset: usize| operands.get(offset).copied().map(i32::from);
    let first = at(0)?;
    match first {
        28 => Some((at(1)? << 24 >> 16 | at(2)?, 3)),
        29 => Some((i32::from_be_bytes(operands.get(1..5)?.try_into().ok()?), 5)),
        32..=246 => Some((first - 139, 1)),
        247..=250 => Some(((first - 247) * 256 + at(1)? + 108, 2)),
        251..=254 => Some(((251 - first) * 256 - at(1)? - 108, 2)),
        _ => None,
    }
}

fn offset(operands: &[u8]) -> Option<usize> {
    usize::try_from(number(operands)?.0).ok()
}

/// The character of each glyph but the first: by ranges (5176, table 20, format 2) when they follow each other, or one
/// by one (table 17, format 0).
fn charset(characters: &[u16]) -> Vec<u8> {
    let rest = characters.get(1..).unwrap_or_default();
    if rest.iter().zip(1..).all(|(character, number)| *character == number) {
        return match rest.len().checked_sub(1) {
            Some(more) => [&[2, 0, 1][..], &(more as u16).to_be_bytes()].concat(),
            None => vec![0],
        };
    }
    std::iter::once(0).chain(rest.iter().flat_map(|character| character.to_be_bytes())).collect()
}

/// Which font dictionary each glyph has: by ranges (5176, table 28) or one by one, whichever is shorter.
fn select(choice: &[u8]) -> Vec<u8> {
    let ranges = choice.chunk_by(|a, b| a == b).count();
    if 4 + 3 * ranges >= choice.len() {
        return [&[0], choice].concat();
    }
    let mut bytes = vec![3];
    bytes.extend_from_slice(&(ranges as u16).to_be_bytes());
    let mut first = 0_u16;
    for range in choice.chunk_by(|a, b| a == b) {
        bytes.extend_from_slice(&first.to_be_bytes());
        bytes.extend(range.first());
        first += range.len() as u16;
    }
    bytes.extend_from_slice(&first.to_be_bytes());
    bytes
}

fn lengths(objects: &[impl AsRef<[u8]>]) -> Vec<usize> {
    objects.iter().map(|object| object.as_ref().len()).collect()
}

/// Bytes of an INDEX of objects of these lengths; it is not empty.
fn size(lengths: &[usize]) -> usize {
    3 + 4 * (lengths.len() + 1) + lengths.iter().sum::<usize>()
}

/// Writes an INDEX that is not empty, four bytes an offset.
fn index(out: &mut Vec<u8>, objects: &[impl AsRef<[u8]>]) {
    out.extend_from_slice(&(objects.len() as u16).to_be_bytes());
    out.push(4);
    let mut end = 1_u32;
    out.extend_from_slice(&end.to_be_bytes());
    for object in objects {
        end += object.as_ref().len() as u32;
        out.extend_from_slice(&end.to_be_bytes());
    }
    for object in objects {
        out.extend_from_slice(object.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_read_operator_by_operator() {
        // -1 real(-2.25) 8, 1000 1, 5 (12 7).
        let dict = [138, 30, 0xE2, 0xA2, 0x5F, 8, 28, 3, 0xE8, 1, 144, 12, 7];
        let read: Vec<(u16, &[u8])> = entries(&dict).collect();
        assert_eq!(read, [(8, &dict[..5]), (1, &dict[6..9]), (FONT_MATRIX, &dict[10..11])]);
        assert_eq!(number(&dict[6..]), Some((1000, 3)));
        assert_eq!(number(&[28, 0xFF, 0xFE]), Some((-2, 3)));
        assert_eq!(number(&[254, 255]), Some((-1131, 2)));
        assert_eq!(number(&long(-70_000)), Some((-70_000, 5)));
        for value in [0, -107, 107, 108, 363, 364, 1131, 1132, -108, -1131, -1132, 32_767, -32_768, 32_768, -32_769] {
            assert_eq!(number(&short(value)), Some((value, short(value).len())), "{value}");
        }
    }

    #[test]
    fn the_shorter_way_to_choose_a_font() {
        assert_eq!(select(&[0, 1]), [0, 0, 1]);
        assert_eq!(select(&[4; 20]), [3, 0, 1, 0, 0, 4, 0, 20]);
    }
}
