//! Floor 7: the finished PDF → PNG. Knows nothing but PDF bytes: what it shows is what any reader
//! of the file will see, which proves that the file renders.

mod overlay;
mod picture;

pub use overlay::{Overlay, Region, overlay};
pub use picture::Picture;

use crate::base::{CodeNote, Finding, Findings};
use crate::say;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

/// Dots per inch when nobody says otherwise: a line of 五号 text is easily read.
pub const RESOLUTION: u16 = 150;

/// Codes of this room.
pub const CODES: &[CodeNote] = &[CodeNote {
    code: "X90",
    zh: "写成的 PDF 无法显示；这是程序的错误，请报告",
    en: "the finished PDF cannot be shown; this is a fault of the program, please report it",
}];

/// A PDF whose pages can be looked at, one at a time.
pub struct Viewer {
    pdf: Pdf,
    scale: f32,
}

impl Viewer {
    /// Opens a file to be shown at so many dots an inch; `None` when it cannot be read.
    pub fn open(pdf: &[u8], resolution: u16) -> Option<Viewer> {
        let scale = f32::from(resolution) / 72.0;
        Some(Viewer { pdf: Pdf::new(pdf.to_vec()).ok()?, scale })
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Every page as a picture, in order, each made when it is asked for.
    pub fn pictures(&self) -> impl Iterator<Item = Picture> {
        // Unhinted and uncached glyphs stand where the file puts them, to the fraction of a pixel.
        let render = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
        let pixels = PixmapSettings { x_scale: self.scale, y_scale: self.scale, bg_color: WHITE };
        let (interpreter, cache) = (InterpreterSettings::default(), RenderCache::new());
        let show = move |page| Picture::new(&hayro::render(page, &cache, &interpreter, &render, &pixels));
        self.pdf.pages().iter().map(show)
    }
}

/// Every page as a PNG file, in order.
pub fn pages(pdf: &[u8], resolution: u16, findings: &mut Findings) -> Option<Vec<Vec<u8>>> {
    let made = Viewer::open(pdf, resolution).map(|viewer| viewer.pictures().map(|page| page.png()).collect());
    made.unwrap_or_else(|| {
        let message = say!("写成的 PDF 无法显示", "the finished PDF cannot be shown");
        findings.push(
            Finding::io("X90", None, message)
                .help(say!("这是程序的错误，请报告", "this is a fault of the program, please report it")),
        );
        None
    })
}

/// Every page as a picture, in order; `None` when the file cannot be read.
pub fn pictures(pdf: &[u8], resolution: u16) -> Option<Vec<Picture>> {
    Some(Viewer::open(pdf, resolution)?.pictures().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_a_finding() {
        let mut findings = Findings::default();
        assert!(pages(b"no pdf", 72, &mut findings).is_none());
        assert!(findings.stop());
    }
}
