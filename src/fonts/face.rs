//! One face: opened when first asked for, hashed once, never parsed twice.

use super::FaceId;
use harfrust::{Font, GlyphId};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use std::borrow::Cow;
use std::sync::Arc;

/// An opened face.
pub struct Face {
    /// Its number in the manifest.
    pub id: FaceId,
    /// Its name in the manifest.
    pub name: String,
    /// Raise above the baseline, 1/1000 em, so that all faces' ink centres on one line.
    pub lift: i16,
    /// Whether a glyph from it deserves a warning.
    pub supplement: bool,
    bytes: Bytes,
    font: Font,
    upem: u16,
    exclude: Vec<char>,
}

/// Bytes inside the binary, or read.
#[derive(Clone)]
enum Bytes {
    Embedded(&'static [u8]),
    Read(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Embedded(bytes) => bytes,
            Bytes::Read(bytes) => bytes,
        }
    }
}

impl Face {
    /// Opens the bytes of a font file; `None` when they are not a font that can be set.
    pub(super) fn open(
        id: FaceId,
        name: &str,
        lift: i16,
        supplement: bool,
        exclude: &str,
        bytes: Cow<'static, [u8]>,
    ) -> Option<Face> {
        let bytes = match bytes {
            Cow::Borrowed(bytes) => Bytes::Embedded(bytes),
            // Kept as read: a face of eight megabytes is not copied.
            Cow::Owned(bytes) => Bytes::Read(Arc::new(bytes)),
        };
        let font = match &bytes {
            Bytes::Embedded(bytes) => Font::new(*bytes, 0)?,
            Bytes::Read(bytes) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Bytes::Read(bytes.clone()));
                Font::new(harfrust::font::Blob::from(shared), 0)?
            }
        };
        let upem = font.units_per_em();
        let mut exclude: Vec<char> = exclude.chars().collect();
        exclude.sort_unstable();
        (upem > 0).then(|| Face { id, name: name.into(), lift, supplement, bytes, font, upem, exclude })
    }

    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// The font as the shaper takes it; its caches live as long as the face.
    pub fn font(&self) -> &Font {
        &self.font
    }

    /// The font's tables.
    pub fn tables(&self) -> Option<FontRef<'_>> {
        FontRef::new(self.bytes()).ok()
    }

    /// Font units in an em.
    pub fn upem(&self) -> u16 {
        self.upem
    }

    /// The glyph of a character by the character map alone; none for an excluded character.
    pub fn glyph(&self, c: char) -> Option<u16> {
        if !self.exclude.is_empty() && self.exclude.binary_search(&c).is_ok() {
            return None;
        }
        let glyph = self.font.charmap().map_unicode(c)?;
        u16::try_from(glyph.to_u32()).ok().filter(|id| *id != 0)
    }

    /// The glyph's advance, font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        let advance = self.font.glyph_metrics().h_advance(GlyphId::new(u32::from(glyph)));
        advance.clamp(0.0, f32::from(u16::MAX)) as u16
    }

    /// PostScript name, for the font dictionary; the manifest's name when the file has none.
    pub fn postscript_name(&self) -> String {
        use skrifa::MetadataProvider;
        let found = self.tables().and_then(|tables| {
            let name = tables.localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME).english_or_first()?;
            Some(name.chars().filter(|c| c.is_ascii_graphic() && !"[](){}<>/%".contains(*c)).collect::<String>())
        });
        found.filter(|name| !name.is_empty()).unwrap_or_else(|| self.name.clone())
    }

    /// OS/2 fsType: what the licence bits say of embedding; 0 (installable) when absent.
    pub fn embedding_bits(&self) -> u16 {
        self.tables().and_then(|tables| tables.os2().ok().map(|os2| os2.fs_type())).unwrap_or(0)
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}
