//! What the line setter asks of typefaces, and the real ones behind it.

use crate::fonts::{Class, FaceId, Fonts, RoleId};
use harfrust::{Buffer, Direction, Language, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{OnceLock, RwLock};

/// A glyph for one square: its face, number and advance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Square {
    /// Face.
    pub face: FaceId,
    /// Glyph; 0 when no face has the character.
    pub glyph: u16,
    /// Advance, 1/65536 em... of the face's own em, in font units.
    pub advance: u16,
    /// Whether the face is a supplement.
    pub supplement: bool,
}

/// One glyph of a shaped word, in font units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shaped {
    /// Glyph.
    pub glyph: u16,
    /// Byte in the word of the character it begins.
    pub cluster: u32,
    /// Advance.
    pub advance: i32,
    /// Shift along the advance axis.
    pub shift: i32,
}

/// Writing system of a word, for the shaper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Script Hani, language zh-Hans.
    Chinese,
    /// Guessed from the letters.
    Other,
}

/// What the line setter asks of typefaces. [`Typefaces`] asks the real ones; a test may answer
/// that every character is one em wide.
pub trait Faces: Send + Sync {
    /// The role with this key.
    fn role(&self, key: &str) -> Option<RoleId>;
    /// The role that stands for it when emphasised.
    fn strong(&self, role: RoleId) -> RoleId;
    /// The glyph of one character by itself, with the forms of Chinese text.
    fn square(&self, role: RoleId, c: char, class: Class) -> Square;
    /// Shapes a word in one face.
    fn shape(&self, face: FaceId, word: &str, writing: Writing, out: &mut Vec<Shaped>);
    /// Font units in the face's em.
    fn upem(&self, face: FaceId) -> u16;
    /// Raise above the baseline, 1/1000 em.
    fn lift(&self, face: FaceId) -> i32;
}

/// The faces of `fonts/`, with what shaping needs kept between paragraphs: plans, and the
/// character maps' answers for single squares.
pub struct Typefaces<'f> {
    fonts: &'f Fonts<'f>,
    plans: Vec<OnceLock<Option<ShapePlan>>>,
    latin: Vec<OnceLock<ShapePlan>>,
    /// Per role: packed [`Square`]s of the basic plane in blocks of 256; 0 for not asked yet. A text asks for
    /// a few blocks: memory that is not asked for is not touched.
    squares: Vec<[OnceLock<Box<[AtomicU64; 256]>>; 256]>,
    /// Short words of ASCII, shaped: a report writes the same figures again and again.
    words: RwLock<Words>,
    chinese: Option<Language>,
}

/// Shaped words, by face and packed word.
type Words = BTreeMap<(FaceId, u64), Box<[Shaped]>>;

/// Words kept shaped at most.
const MOST_WORDS: usize = 4096;

/// A word of ASCII of up to seven bytes, in one number; `None` for another.
fn packed(word: &str) -> Option<u64> {
    let short = word.len() <= 7 && word.is_ascii();
    short.then(|| word.bytes().fold(1, |packed, byte| packed << 8 | u64::from(byte)))
}

const KNOWN: u64 = 1 << 63;
const SUPPLEMENT: u64 = 1 << 62;

impl<'f> Typefaces<'f> {
    /// Over the faces of a manifest.
    pub fn new(fonts: &'f Fonts<'f>) -> Typefaces<'f> {
        Typefaces {
            fonts,
            plans: fonts.faces().iter().map(|_| OnceLock::new()).collect(),
            latin: fonts.faces().iter().map(|_| OnceLock::new()).collect(),
            squares: fonts.roles().iter().map(|_| [const { OnceLock::new() }; 256]).collect(),
            words: RwLock::default(),
            chinese: Language::new("zh-Hans"),
        }
    }

    /// A short word that was shaped before.
    fn known(&self, face: FaceId, word: u64, out: &mut Vec<Shaped>) -> bool {
        let Ok(words) = self.words.read() else { return false };
        let Some(shaped) = words.get(&(face, word)) else { return false };
        out.extend_from_slice(shaped);
        true
    }

    /// Whether the character map alone gives the glyph that shaping gives: true for ideographs
    /// (a test compares every one of every face).
    fn plain(c: char) -> bool {
        matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
    }

    fn look_up(&self, role: RoleId, c: char, class: Class) -> Square {
        let Some(pick) = self.fonts.pick(role, c, class) else {
            let face =
                self.fonts.roles().get(usize::from(role.0)).and_then(|role| role.faces(Class::Han).first().copied());
            let face = face.unwrap_or_default();
            return Square { face, glyph: 0, advance: self.upem(face), supplement: false };
        };
        let mut square = Square { face: pick.face, glyph: pick.glyph, advance: 0, supplement: pick.supplement };
        if Self::plain(c) || class == Class::Latin {
            square.advance = self.fonts.face(pick.face).map_or(0, |face| face.advance(pick.glyph));
            return square;
        }
        let mut shaped = Vec::new();
        self.shape(pick.face, c.encode_utf8(&mut [0; 4]), Writing::Chinese, &mut shaped);
        if let Some(first) = shaped.first() {
            square.glyph = first.glyph;
            square.advance = first.advance.clamp(0, i32::from(u16::MAX)) as u16;
        }
        square
    }
}

impl Faces for Typefaces<'_> {
    fn role(&self, key: &str) -> Option<RoleId> {
        self.fonts.role(key)
    }

    fn strong(&self, role: RoleId) -> RoleId {
        self.fonts.roles().get(usize::from(role.0)).map_or(role, |role| role.strong)
    }

    fn square(&self, role: RoleId, c: char, class: Class) -> Square {
        let slot = self.squares.get(usize::from(role.0)).and_then(|blocks| {
            let block = blocks.get(c as usize >> 8)?.get_or_init(|| Box::new([const { AtomicU64::new(0) }; 256]));
            block.get(c as usize & 0xFF)
        });
        let Some(slot) = slot else { return self.look_up(role, c, class) };
        let packed = slot.load(Ordering::Relaxed);
        if packed & KNOWN != 0 {
            return Square {
                face: FaceId((packed >> 32) as u16 & 0x3FFF),
                glyph: (packed >> 16) as u16,
                advance: packed as u16,
                supplement: packed & SUPPLEMENT != 0,
            };
        }
        let square = self.look_up(role, c, class);
        let supplement = if square.supplement { SUPPLEMENT } else { 0 };
        let packed = KNOWN
            | supplement
            | u64::from(square.face.0) << 32
            | u64::from(square.glyph) << 16
            | u64::from(square.advance);
        slot.store(packed, Ordering::Relaxed);
        square
    }

    fn shape(&self, face: FaceId, word: &str, writing: Writing, out: &mut Vec<Shaped>) {
        let short = packed(word).filter(|_| writing == Writing::Other);
        if short.is_some_and(|short| self.known(face, short, out)) {
            return;
        }
        let begin = out.len();
        self.shape_anew(face, word, writing, out);
        if let (Some(short), Ok(mut words)) = (short, self.words.write())
            && words.len() < MOST_WORDS
        {
            words.insert((face, short), out.get(begin..).unwrap_or_default().into());
        }
    }

    fn upem(&self, face: FaceId) -> u16 {
        self.fonts.face(face).map_or(1000, |face| face.upem())
    }

    fn lift(&self, face: FaceId) -> i32 {
        self.fonts.face(face).map_or(0, |face| i32::from(face.lift))
    }
}

impl Typefaces<'_> {
    fn shape_anew(&self, face: FaceId, word: &str, writing: Writing, out: &mut Vec<Shaped>) {
        let Some(opened) = self.fonts.face(face) else { return };
        let mut buffer = Buffer::new();
        buffer.push_str(word);
        let font = ShaperFont::new(opened.font());
        let done = match writing {
            Writing::Chinese => {
                let plan = self.plans.get(usize::from(face.0)).and_then(|plan| {
                    let make = || {
                        Some(ShapePlan::new(
                            opened.font(),
                            Direction::LeftToRight,
                            Some(Script::HAN),
                            self.chinese.as_ref(),
                            &[],
                        ))
                    };
                    plan.get_or_init(make).as_ref()
                });
                buffer.set_direction(Direction::LeftToRight);
                buffer.set_script(Some(Script::HAN));
                buffer.set_language(self.chinese.clone());
                shape(&font, &mut buffer, ShapeOptions::new().plan(plan))
            }
            Writing::Other if word.is_ascii() => {
                let plan = self.latin.get(usize::from(face.0)).map(|plan| {
                    plan.get_or_init(|| {
                        ShapePlan::new(opened.font(), Direction::LeftToRight, Some(Script::LATIN), None, &[])
                    })
                });
                buffer.set_direction(Direction::LeftToRight);
                buffer.set_script(Some(Script::LATIN));
                shape(&font, &mut buffer, ShapeOptions::new().plan(plan))
            }
            Writing::Other => {
                buffer.guess_segment_properties();
                buffer.set_direction(Direction::LeftToRight);
                shape(&font, &mut buffer, ShapeOptions::new())
            }
        };
        if done.is_err() {
            return;
        }
        out.extend(buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, position)| Shaped {
            glyph: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance: position.x_advance,
            shift: position.x_offset,
        }));
    }
}
