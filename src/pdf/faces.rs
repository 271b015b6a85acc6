//! Faces: which glyphs are used and for which characters, and the subset fonts made of them
//! (ISO 32000-1, 9.7; PDF/A-2 6.2.11).

use super::file::File;
use super::number;
use super::numbering::Spread;
use super::program::Program;
use crate::base::{Finding, Findings};
use crate::fonts::{Face, FaceId, Fonts};
use crate::pages::{ItemKind, Pages};
use crate::say;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Ref, Str};
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use skrifa::raw::TableProvider;

/// Codes are characters of the font: two bytes, as they stand.
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
    /// Codes to come: any order, or `None` when they must follow each other.
    next: Option<Spread>,
    /// By glyph of the face: index into `glyphs` plus one, 0 while unused.
    slots: Vec<u16>,
    /// In the order in which they got their codes.
    glyphs: Vec<GlyphUse>,
}

/// A used glyph.
struct GlyphUse {
    /// Its number in the face.
    id: u16,
    /// Its code in the file.
    code: u16,
    /// Its advance, font units.
    advance: u16,
    /// The characters that it is the glyph of, at its first use.
    text: Box<str>,
    /// The same, for a quick comparison; 0 when they do not fit.
    packed: u64,
}

/// What stands for the characters of a glyph that has a code and is not shown yet.
const UNSEEN: u64 = u64::MAX;

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
    // Nearly every one is an ideograph.
    if let [one, two, three] = *text.as_bytes() {
        return 4 << 24 | u64::from(one) << 16 | u64::from(two) << 8 | u64::from(three);
    }
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
        let next = Program::spreads(face).then(Spread::new);
        self.used.push(Used { face, next, slots: Vec::new(), glyphs: Vec::new() });
        if let Some(slot) = self.index.get_mut(at) {
            *slot = number + 1;
        }
        Some((number, face.upem()))
    }

    /// Gives every glyph of the pages its code, those of the most used first.
    pub(super) fn number(&mut self, pages: &Pages) {
        let mut counts: Vec<Vec<u32>> = Vec::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let ItemKind::Line { line, .. } = &item.kind else { continue };
            for run in line.runs() {
                let Some((number, _)) = self.take(run.fount.face) else { continue };
                counts.resize(self.used.len(), Vec::new());
                let Some(counts) = counts.get_mut(usize::from(number)) else { continue };
                for glyph in run.glyphs() {
                    let at = usize::from(glyph.id);
                    if counts.len() <= at {
                        counts.resize((at + 1).next_multiple_of(1024), 0);
                    }
                    if let Some(count) = counts.get_mut(at) {
                        *count += 1;
                    }
                }
            }
        }
        for (used, counts) in self.used.iter_mut().zip(counts) {
            let mut order: Vec<(u16, u32)> = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
            order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            for (glyph, _) in order {
                used.number(glyph);
            }
        }
    }

    /// The code of a glyph, given the characters it stands for here.
    pub(super) fn show(&mut self, number: u16, glyph: u16, text: &str) -> Option<Shown> {
        let used = self.used.get_mut(usize::from(number))?;
        let packed = pack(text);
        let slot = used.slots.get(usize::from(glyph)).copied().unwrap_or(0).checked_sub(1);
        let slot = slot.or_else(|| used.number(glyph))?;
        let known = used.glyphs.get_mut(usize::from(slot))?;
        if known.packed == UNSEEN {
            (known.text, known.packed) = (text.into(), packed);
        }
        let other = if packed == 0 { *known.text != *text } else { known.packed != packed };
        Some(Shown { code: known.code, advance: known.advance, other })
    }

    /// Takes the used glyphs out of each face, in the order of their codes.
    pub(super) fn subsets(&self, findings: &mut Findings) -> Vec<Subset<'_>> {
        self.used.iter().map(|used| used.subset(findings)).collect()
    }
}

impl Used<'_> {
    /// Gives a glyph its code; its slot.
    fn number(&mut self, glyph: u16) -> Option<u16> {
        let at = usize::from(glyph);
        if self.slots.len() <= at {
            self.slots.resize((at + 1).next_multiple_of(1024), 0);
        }
        let count = u16::try_from(self.glyphs.len()).ok().filter(|count| *count < u16::MAX)?;
        let code = match &mut self.next {
            Some(next) => next.next()?,
            None => count + 1,
        };
        let advance = self.face.advance(glyph);
        self.glyphs.push(GlyphUse { id: glyph, code, advance, text: "".into(), packed: UNSEEN });
        *self.slots.get_mut(at)? = count + 1;
        Some(count)
    }

    fn subset(&self, findings: &mut Findings) -> Subset<'_> {
        let mut glyphs: Vec<&GlyphUse> = self.glyphs.iter().collect();
        glyphs.sort_unstable_by_key(|glyph| glyph.code);
        let (ids, codes): (Vec<u16>, Vec<u16>) = glyphs.iter().map(|glyph| (glyph.id, glyph.code)).unzip();
        let program = Program::cut(self.face, &ids, &codes).unwrap_or_else(|| {
            findings.push(unusable(self.face));
            Program::TrueType(Vec::new())
        });
        Subset { face: self.face, glyphs, program }
    }
}

/// A face with the used glyphs alone.
pub(super) struct Subset<'u> {
    face: &'u Face,
    /// In the order of their codes: the program's glyphs after .notdef.
    glyphs: Vec<&'u GlyphUse>,
    /// Empty when the face could not be cut, which is a finding.
    program: Program,
}

impl Subset<'_> {
    pub(super) fn face(&self) -> &Face {
        self.face
    }

    /// The face as a font of its own: character U+F0000 + n shows its glyph n.
    pub(super) fn font(&self) -> Option<Vec<u8>> {
        self.program.font(self.face, self.glyphs.len() as u16)
    }

    /// Glyphs of the program, and the characters they stand for.
    pub(super) fn characters(&self) -> impl Iterator<Item = (u16, &str)> {
        self.glyphs.iter().zip(1..).map(|(glyph, number)| (number, &*glyph.text))
    }

    /// Writes the font.
    pub(super) fn write(&self, file: &mut File) -> Ref {
        let program = &self.program;
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
        let map = if cff { None } else { self.map(file) };
        file.object(descendant, |obj| self.descendant(obj, &name, descriptor, cff, map));
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

    /// From codes to the glyphs of a TrueType program (9.7.4.3); `None` when each is the other.
    fn map(&self, file: &mut File) -> Option<Ref> {
        let plain = self.glyphs.iter().zip(1..).all(|(glyph, number)| glyph.code == number);
        let last = self.glyphs.last().filter(|_| !plain)?;
        let mut map = vec![0; 2 * (usize::from(last.code) + 1)];
        for (glyph, number) in self.glyphs.iter().zip(1_u16..) {
            let at = 2 * usize::from(glyph.code);
            if let Some(slot) = map.get_mut(at..at + 2) {
                slot.copy_from_slice(&number.to_be_bytes());
            }
        }
        let id = file.id();
        file.quick_stream(id, &map, |_| {});
        Some(id)
    }

    /// CIDFont: widths are exact, fractions included (PDF/A-2 6.2.11.5).
    fn descendant(&self, obj: pdf_writer::Obj<'_>, name: &str, descriptor: Ref, cff: bool, map: Option<Ref>) {
        let mut dict = obj.start::<pdf_writer::writers::CidFont<'_>>();
        dict.subtype(if cff { CidFontType::Type0 } else { CidFontType::Type2 });
        dict.base_font(Name(name.as_bytes())).system_info(IDENTITY).font_descriptor(descriptor);
        match map {
            Some(map) => {
                dict.cid_to_gid_map_stream(map);
            }
            None if !cff => {
                dict.cid_to_gid_map_predefined(Name(b"Identity"));
            }
            None => {}
        }
        let upem = self.face.upem();
        let width = |advance: u16| (f64::from(advance) * 1000.0 / f64::from(upem)) as f32;
        let mut widths = dict.widths();
        let notdef = std::iter::once((0, self.face.advance(0)));
        let all: Vec<(u16, u16)> = notdef.chain(self.glyphs.iter().map(|glyph| (glyph.code, glyph.advance))).collect();
        // 1000 is what a reader takes for a code without an entry.
        let stated = |(_, advance): &(u16, u16)| *advance != upem;
        for stretch in all.chunk_by(|a, b| a.0 + 1 == b.0 && stated(a) == stated(b)) {
            if let Some(first) = stretch.first().filter(|first| stated(first)) {
                widths.consecutive(first.0, stretch.iter().map(|(_, advance)| width(*advance)));
            }
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
        for glyph in &self.glyphs {
            if glyph.text.is_empty() {
                // A further glyph of a cluster: its text is stated where it is used.
                map.pair(glyph.code, char::REPLACEMENT_CHARACTER);
            } else {
                map.pair_with_multiple(glyph.code, glyph.text.chars());
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
