//! Faces: which glyphs are used and for which characters, and the subset fonts made of them
//! (ISO 32000-1, 9.7; PDF/A-2 6.2.11).

use super::file::File;
use super::number;
use super::program::Program;
use crate::base::{Finding, Findings};
use crate::fonts::{Face, FaceId, Fonts};
use crate::say;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Ref, Str};
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use skrifa::raw::TableProvider;

/// Glyph numbers in the file *are* the character codes: two bytes, as they stand.
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The faces used so far, in order of first use: `/F0`, `/F1` …
pub(super) struct Faces<'f> {
    fonts: &'f Fonts<'f>,
    used: Vec<Used<'f>>,
    /// By [`FaceId`]: index into `used` plus one.
    index: Vec<u16>,
}

/// One face and what is used of it.
struct Used<'f> {
    face: &'f Face,
    /// By glyph of the face: code in the file, 0 while unused.
    codes: Vec<u16>,
    /// By code less one.
    glyphs: Vec<GlyphUse>,
}

/// A used glyph.
struct GlyphUse {
    /// Its number in the face.
    id: u16,
    /// Its advance, font units.
    advance: u16,
    /// The characters that it is the glyph of, at its first use.
    text: Box<str>,
    /// The same, for a quick comparison; 0 when they do not fit.
    packed: u64,
}

/// A glyph as the content stream needs it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Its code.
    pub(super) code: u16,
    /// Its advance, font units.
    pub(super) advance: u16,
    /// Whether the file's map from codes to characters gives other characters than the text has
    /// here, so that the text must be stated (⼀ and 一 on one glyph).
    pub(super) other: bool,
}

/// Up to seven bytes and their number in one word; 0 for a longer text.
fn pack(text: &str) -> u64 {
    if text.len() > 7 {
        return 0;
    }
    text.bytes().fold(text.len() as u64 + 1, |word, byte| (word << 8) | u64::from(byte))
}

impl<'f> Faces<'f> {
    pub(super) fn new(fonts: &'f Fonts<'f>) -> Faces<'f> {
        Faces { fonts, used: Vec::new(), index: Vec::new() }
    }

    /// The number of the face among those used, and its font units in an em.
    pub(super) fn take(&mut self, id: FaceId) -> Option<(u16, u16)> {
        let at = usize::from(id.0);
        if let Some(known) = self.index.get(at).and_then(|slot| slot.checked_sub(1)) {
            return Some((known, self.used.get(usize::from(known))?.face.upem()));
        }
        let face = self.fonts.face(id)?;
        if self.index.len() <= at {
            self.index.resize(at + 1, 0);
        }
        let number = self.used.len() as u16;
        self.used.push(Used { face, codes: Vec::new(), glyphs: Vec::new() });
        if let Some(slot) = self.index.get_mut(at) {
            *slot = number + 1;
        }
        Some((number, face.upem()))
    }

    /// The code of a glyph, given the characters it stands for here.
    pub(super) fn show(&mut self, number: u16, glyph: u16, text: &str) -> Option<Shown> {
        let used = self.used.get_mut(usize::from(number))?;
        let at = usize::from(glyph);
        if used.codes.len() <= at {
            used.codes.resize((at + 1).next_multiple_of(1024), 0);
        }
        let packed = pack(text);
        let code = used.codes.get(at).copied().unwrap_or(0);
        if let Some(known) = usize::from(code).checked_sub(1).and_then(|index| used.glyphs.get(index)) {
            let other = if packed == 0 { *known.text != *text } else { known.packed != packed };
            return Some(Shown { code, advance: known.advance, other });
        }
        let advance = used.face.advance(glyph);
        used.glyphs.push(GlyphUse { id: glyph, advance, text: text.into(), packed });
        let code = used.glyphs.len() as u16;
        if let Some(slot) = used.codes.get_mut(at) {
            *slot = code;
        }
        Some(Shown { code, advance, other: false })
    }

    /// Takes the used glyphs out of each face, in the order of their numbers.
    pub(super) fn subsets(&self, findings: &mut Findings) -> Vec<Subset<'_>> {
        let take = |used: &'_ Used<'_>| {
            Program::cut(used.face, used.glyphs.iter().map(|glyph| glyph.id)).unwrap_or_else(|| {
                findings.push(unusable(used.face));
                Program::TrueType(Vec::new())
            })
        };
        let programs: Vec<Program> = self.used.iter().map(take).collect();
        self.used.iter().zip(programs).map(|(used, program)| Subset { used, program }).collect()
    }
}

/// A face with the used glyphs alone.
pub(super) struct Subset<'u> {
    used: &'u Used<'u>,
    /// Empty when the face could not be cut, which is a finding.
    program: Program,
}

impl Subset<'_> {
    pub(super) fn face(&self) -> &Face {
        self.used.face
    }

    /// The face as a font of its own: character U+F0000 + n shows code n.
    pub(super) fn font(&self) -> Option<Vec<u8>> {
        self.program.font(self.used.face, self.used.glyphs.len() as u16)
    }

    /// Codes, and the characters they stand for.
    pub(super) fn characters(&self) -> impl Iterator<Item = (u16, &str)> {
        self.used.characters()
    }

    /// Writes the font.
    pub(super) fn write(&self, file: &mut File) -> Ref {
        self.used.write(file, &self.program)
    }
}

impl Used<'_> {
    fn characters(&self) -> impl Iterator<Item = (u16, &str)> {
        self.glyphs.iter().zip(1..).map(|(glyph, code)| (code, &*glyph.text))
    }

    fn write(&self, file: &mut File, program: &Program) -> Ref {
        let cff = matches!(program, Program::Cff(_));
        let (font, descendant, descriptor, embedded, unicode) = (file.id(), file.id(), file.id(), file.id(), file.id());
        let name = format!("{}+{}", tag(program.bytes()), self.face.postscript_name());
        // 9.7.6.2: a Type 0 font over a CFF program carries the encoding in its name.
        let whole = if cff { format!("{name}-Identity-H") } else { name.clone() };

        file.object(font, |obj| {
            let mut dict = obj.start::<pdf_writer::writers::Type0Font<'_>>();
            dict.base_font(Name(whole.as_bytes())).encoding_predefined(Name(b"Identity-H"));
            dict.descendant_font(descendant).to_unicode(unicode);
        });
        file.object(descendant, |obj| self.descendant(obj, &name, descriptor, cff));
        file.object(descriptor, |obj| self.descriptor(obj, &name, embedded, cff));
        file.quick_stream(embedded, program.bytes(), |stream| {
            match program {
                Program::Cff(_) => stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C")),
                Program::TrueType(bytes) => stream.pair(Name(b"Length1"), bytes.len() as i32),
            };
        });
        let cmap = self.unicode_map();
        file.stream(unicode, &cmap, |_| {});
        font
    }

    /// CIDFont: widths are exact, fractions included (PDF/A-2 6.2.11.5).
    fn descendant(&self, obj: pdf_writer::Obj<'_>, name: &str, descriptor: Ref, cff: bool) {
        let mut dict = obj.start::<pdf_writer::writers::CidFont<'_>>();
        dict.subtype(if cff { CidFontType::Type0 } else { CidFontType::Type2 });
        dict.base_font(Name(name.as_bytes())).system_info(IDENTITY).font_descriptor(descriptor);
        if !cff {
            dict.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let upem = self.face.upem();
        let width = |advance: u16| (f64::from(advance) * 1000.0 / f64::from(upem)) as f32;
        let mut widths = dict.widths();
        let notdef = self.face.advance(0);
        let all: Vec<u16> = std::iter::once(notdef).chain(self.glyphs.iter().map(|glyph| glyph.advance)).collect();
        let mut code = 0_usize;
        for stretch in all.chunk_by(|a, b| (*a == upem) == (*b == upem)) {
            // 1000 is what a reader takes for a code without an entry.
            if stretch.first().is_some_and(|advance| *advance != upem) {
                widths.consecutive(code as u16, stretch.iter().map(|advance| width(*advance)));
            }
            code += stretch.len();
        }
        widths.finish();
    }

    fn descriptor(&self, obj: pdf_writer::Obj<'_>, name: &str, program: Ref, cff: bool) {
        let mut dict = obj.start::<pdf_writer::writers::FontDescriptor<'_>>();
        let tables = self.face.tables();
        let upem = f32::from(self.face.upem());
        let scale = |value: f32| (value * 1000.0 / upem).round();
        let metrics = tables
            .as_ref()
            .map(|tables| tables.metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default()));
        let bounds = metrics.as_ref().and_then(|m| m.bounds);
        let bbox = bounds.map_or(pdf_writer::Rect::new(0.0, -250.0, 1000.0, 1000.0), |b| {
            pdf_writer::Rect::new(scale(b.x_min), scale(b.y_min), scale(b.x_max), scale(b.y_max))
        });
        let weight = tables.as_ref().and_then(|t| t.os2().ok()).map_or(400, |os2| os2.us_weight_class());
        dict.name(Name(name.as_bytes())).flags(FontFlags::SYMBOLIC).bbox(bbox);
        dict.italic_angle(metrics.as_ref().map_or(0.0, |m| m.italic_angle));
        dict.ascent(metrics.as_ref().map_or(880.0, |m| scale(m.ascent)));
        dict.descent(metrics.as_ref().map_or(-120.0, |m| scale(m.descent)));
        dict.cap_height(metrics.as_ref().and_then(|m| m.cap_height).map_or(700.0, scale));
        // No face states its stems; the usual estimate from the weight class.
        dict.stem_v(10.0 + 220.0 * (f32::from(weight) - 50.0).max(0.0) / 900.0);
        if cff {
            dict.font_file3(program);
        } else {
            dict.font_file2(program);
        }
    }

    /// From codes to characters: one glyph may stand for several (—— is one glyph of two ems).
    fn unicode_map(&self) -> Vec<u8> {
        let mut map = UnicodeCmap::new(Name(b"Banxin-UCS"), IDENTITY);
        for (code, text) in self.characters() {
            if text.is_empty() {
                // A further glyph of a cluster: its text is stated where it is used.
                map.pair(code, char::REPLACEMENT_CHARACTER);
            } else {
                map.pair_with_multiple(code, text.chars());
            }
        }
        map.finish().into_vec()
    }
}

fn unusable(face: &Face) -> Finding {
    let name = &face.name;
    Finding::resource(
        "X01",
        None,
        say!("字体 {name} 无法取子集，不能嵌入 PDF", "the face {name} cannot be subset, so it cannot go into the PDF"),
    )
    .help(say!("换一个完好的字体文件", "put a sound font file in its place"))
}

/// Six capitals that name the subset: a hash of face and glyphs (9.6.4).
fn tag(program: &[u8]) -> String {
    let digest: [u8; 32] = Sha256::digest(program).into();
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Resource name of a face: `F3`.
pub(super) fn name(out: &mut Vec<u8>, number: u16) {
    out.push(b'F');
    number::push(out, i64::from(number), 0);
}
