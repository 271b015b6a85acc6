//! Font programs: the outlines of the used glyphs, as they go into the file.

use super::cff;
use crate::fonts::Face;
use skrifa::{FontRef, Tag};
use subsetter::GlyphRemapper;

/// The outlines of the used glyphs, numbered by their codes.
#[derive(Debug)]
pub(super) enum Program {
    /// A bare CFF table, keyed by character.
    Cff(Vec<u8>),
    /// A TrueType font.
    TrueType(Vec<u8>),
}

impl Program {
    /// Whether codes of the face may be any: the program, or a map beside it, says which glyph each shows.
    pub(super) fn spreads(face: &Face) -> bool {
        let Some(font) = face.tables() else { return false };
        match font.table_data(Tag::new(b"CFF ")) {
            Some(table) => cff::keyed(table.as_bytes()),
            None => font.table_data(Tag::new(b"glyf")).is_some(),
        }
    }

    /// Cuts the face to these glyphs, which follow .notdef in this order, and have these codes.
    pub(super) fn cut(face: &Face, glyphs: &[u16], codes: &[u16]) -> Option<Program> {
        let font = face.tables()?;
        if let Some(table) = font.table_data(Tag::new(b"CFF ")) {
            let all = |list: &[u16]| [&[0], list].concat();
            if let Some(program) = cff::subset(table.as_bytes(), &all(glyphs), &all(codes)) {
                return Some(Program::Cff(program));
            }
            // The crate numbers characters one after another.
            if codes.iter().zip(1..).any(|(code, number)| *code != number) {
                return None;
            }
        }
        let mut remapper = GlyphRemapper::new();
        glyphs.iter().for_each(|glyph| {
            remapper.remap(*glyph);
        });
        let whole = subsetter::subset(face.bytes(), 0, &remapper).ok()?;
        let table = FontRef::new(&whole).ok()?.table_data(Tag::new(b"CFF ")).map(|table| table.as_bytes().to_vec());
        Some(table.map_or(Program::TrueType(whole), Program::Cff))
    }

    /// What stands in the file.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Program::Cff(bytes) | Program::TrueType(bytes) => bytes,
        }
    }

    /// The program as a font of its own, for programs that read fonts: character U+F0000 + n shows
    /// glyph n. A font in a PDF has no character map, a bare table not even a number of glyphs.
    pub(super) fn font(&self, face: &Face, last: u16) -> Option<Vec<u8>> {
        let group = [12_u32 << 16, 28, 0, 1, 0xF_0000, 0xF_0000 + u32::from(last), 0].map(u32::to_be_bytes).concat();
        let map = [&[0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12][..], &group].concat();
        match self {
            Program::TrueType(bytes) => {
                let font = FontRef::new(bytes).ok()?;
                let records = font.table_directory().table_records();
                let tables = records.iter().filter_map(|record| {
                    let tag = record.tag();
                    Some((tag, font.table_data(tag)?.as_bytes().to_vec()))
                });
                Some(sfnt(0x0001_0000, tables.chain([(Tag::new(b"cmap"), map)]).collect()))
            }
            Program::Cff(bytes) => {
                let font = face.tables()?;
                let count = last + 1;
                let own = |tag| Some((tag, font.table_data(tag)?.as_bytes().to_vec()));
                let mut tables = vec![own(Tag::new(b"head"))?, own(Tag::new(b"hhea"))?];
                // One width for all: no width of these is read.
                if let Some(widths) = tables.last_mut().and_then(|(_, table)| table.get_mut(34..36)) {
                    widths.copy_from_slice(&1_u16.to_be_bytes());
                }
                let widths = [face.upem().to_be_bytes().to_vec(), vec![0; 2 * usize::from(count)]].concat();
                let most = [0x5000_u32.to_be_bytes().to_vec(), count.to_be_bytes().to_vec()].concat();
                tables.extend([(Tag::new(b"hmtx"), widths), (Tag::new(b"maxp"), most), (Tag::new(b"cmap"), map)]);
                tables.push((Tag::new(b"CFF "), bytes.clone()));
                Some(sfnt(u32::from_be_bytes(*b"OTTO"), tables))
            }
        }
    }
}

/// A font of these tables. Nobody who reads it here asks for checksums.
fn sfnt(kind: u32, mut tables: Vec<(Tag, Vec<u8>)>) -> Vec<u8> {
    tables.sort_by_key(|(tag, _)| *tag);
    let mut head = kind.to_be_bytes().to_vec();
    head.extend_from_slice(&(tables.len() as u16).to_be_bytes());
    head.extend_from_slice(&[0; 6]);
    let mut body = Vec::new();
    let front = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        head.extend_from_slice(&tag.to_be_bytes());
        let place = [0, front + body.len(), table.len()].map(|value| (value as u32).to_be_bytes());
        head.extend_from_slice(&place.concat());
        body.extend_from_slice(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    head.append(&mut body);
    head
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::MemoryFiles;
    use crate::base::{Findings, Sources};
    use crate::fonts::{FaceId, Fonts};
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, pen::SvgPen};
    use skrifa::raw::TableProvider;
    use skrifa::{GlyphId, MetadataProvider};

    fn outline(font: &FontRef<'_>, glyph: u16) -> Option<String> {
        let mut pen = SvgPen::new();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?.draw(settings, &mut pen).ok()?;
        Some(pen.to_string())
    }

    /// Every embedded face with some of its glyphs, or all.
    fn each(step: usize, look: impl Fn(&Face, &[u16], Program)) {
        let files = MemoryFiles::default();
        let fonts = Fonts::open(&files, &mut Sources::default(), &mut Findings::default()).unwrap();
        let mut seen = 0;
        for id in (0..fonts.faces().len() as u16).map(FaceId) {
            let Some(face) = fonts.face(id) else { continue };
            let count = face.tables().unwrap().maxp().unwrap().num_glyphs();
            // Not in their order: a document meets them as it comes.
            let glyphs: Vec<u16> = (1..count).rev().step_by(step).collect();
            look(face, &glyphs, Program::cut(face, &glyphs, &(1..=glyphs.len() as u16).collect::<Vec<_>>()).unwrap());
            seen += 1;
        }
        assert!(seen >= 9);
    }

    #[test]
    fn every_glyph_keeps_its_outline() {
        each(7, |face, glyphs, program| {
            let bytes = program.font(face, glyphs.len() as u16).unwrap();
            let (whole, cut) = (face.tables().unwrap(), FontRef::new(&bytes).unwrap());
            for (glyph, code) in std::iter::once(&0).chain(glyphs).zip(0..) {
                let drawn = outline(&cut, code);
                assert!(drawn.is_some(), "{} {glyph}: not drawn", face.name);
                assert_eq!(drawn, outline(&whole, *glyph), "{} {glyph}", face.name);
            }
        });
    }

    #[test]
    fn a_cff_face_keeps_widths_and_rights() {
        each(150, |face, glyphs, program| {
            let Program::Cff(bytes) = &program else { return };
            let whole = face.tables().unwrap();
            let table = whole.table_data(Tag::new(b"CFF ")).unwrap();
            let all: Vec<u16> = std::iter::once(0).chain(glyphs.iter().copied()).collect();
            let codes: Vec<u16> = (0..all.len() as u16).collect();
            assert_eq!(
                cff::subset(table.as_bytes(), &all, &codes).as_ref(),
                Some(bytes),
                "{}: left to the crate",
                face.name
            );
            let cff = |bytes| skrifa::raw::ps::cff::CffFontRef::new(bytes, 0, None).unwrap();
            let (own, cut) = (cff(table.as_bytes()), cff(bytes));
            assert!(cut.is_cid() && cut.num_glyphs() == glyphs.len() as u32 + 1 && cut.global_subrs().count() == 0);
            let (said, kept) = (own.metadata().unwrap(), cut.metadata().unwrap());
            assert!(said.notice().is_some());
            assert_eq!((said.name(), said.notice(), said.copyright()), (kept.name(), kept.notice(), kept.copyright()));
            let width = |font: &skrifa::raw::ps::cff::CffFontRef<'_>, glyph: u16| {
                let glyph = GlyphId::new(u32::from(glyph));
                let part = font.subfont(font.subfont_index(glyph).unwrap(), &[]).unwrap();
                // Scale 0 leaves the widths in font units.
                font.evaluate_width(&part, glyph, &[]).ok().flatten().or(part.default_width())
            };
            for (glyph, code) in glyphs.iter().zip(1..) {
                assert_eq!(width(&own, *glyph), width(&cut, code), "{} {glyph}", face.name);
            }
        });
    }

    #[test]
    fn the_crate_cuts_what_is_not_keyed_by_character() {
        // The same faces through the crate draw the same: one oracle more, and the way for other faces.
        each(150, |face, glyphs, program| {
            let mut remapper = GlyphRemapper::new();
            glyphs.iter().for_each(|glyph| {
                remapper.remap(*glyph);
            });
            let theirs = subsetter::subset(face.bytes(), 0, &remapper).unwrap();
            let ours = program.font(face, glyphs.len() as u16).unwrap();
            let (theirs, ours) = (FontRef::new(&theirs).unwrap(), FontRef::new(&ours).unwrap());
            for code in 0..=glyphs.len() as u16 {
                assert_eq!(outline(&ours, code), outline(&theirs, code), "{} {code}", face.name);
            }
        });
    }

    #[test]
    fn damaged_tables_are_refused_or_cut() {
        let files = MemoryFiles::default();
        let fonts = Fonts::open(&files, &mut Sources::default(), &mut Findings::default()).unwrap();
        let face = fonts
            .face(
                fonts.faces().iter().position(|face| face.name == "noto-sans-sc").map(|at| FaceId(at as u16)).unwrap(),
            )
            .unwrap();
        let table = face.tables().unwrap().table_data(Tag::new(b"CFF ")).unwrap().as_bytes().to_vec();
        let glyphs: Vec<u16> = (0..9000).step_by(97).collect();
        let codes: Vec<u16> = (0..glyphs.len() as u16).map(|code| code * 300).collect();
        for at in (0..60_000).step_by(211) {
            let mut damaged = table.clone();
            damaged[at] ^= 0x5A;
            damaged[at * 7 % table.len()] ^= 0xFF;
            let _ = cff::subset(&damaged, &glyphs, &codes);
        }
        for length in (0..table.len()).step_by(table.len() / 50) {
            let _ = cff::subset(&table[..length], &glyphs, &codes);
        }
    }
}
