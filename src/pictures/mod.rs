//! Floor 4: drawings from files: SVG → filled outlines for paper, and pixels for readers that know no SVG.
//!
//! A drawing is read by `usvg`, which resolves its styles, uses and text; nothing it names outside
//! itself is read, and what would be (scripts, references, entities) is refused before it is parsed.
//! Strokes become outlines, so that paper needs one operation: to fill. What a fill cannot say
//! (gradients, patterns, masks, filters, blends) makes the whole drawing pixels at 300 an inch.

mod codes;
mod outline;
mod safe;
mod typeface;

pub use codes::CODES;

use crate::base::diag::Words;
use crate::base::{Colour, Emu, Finding, Findings, PathOp, Span};
use crate::fonts::Fonts;
use crate::style::{Node, NodeKind, Styled};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, OnceLock};

/// Pixels an inch of a drawing that cannot be outlines: what print asks of a photograph.
const PIXELS_AN_INCH: i64 = 300;
/// Most pixels of a drawing: A3 at 300 an inch.
const MOST_PIXELS: i64 = 18_000_000;

/// The drawings of a document, each file once.
#[derive(Debug, Default)]
pub struct Pictures {
    drawings: Vec<Drawing>,
}

/// One SVG file, read.
#[derive(Debug)]
struct Drawing {
    data: Arc<[u8]>,
    tree: usvg::Tree,
    outlines: Option<Outlines>,
    /// Width on the page, of the widest place where it stands.
    width: Emu,
    pixels: OnceLock<Option<Arc<[u8]>>>,
}

/// A drawing as outlines, in a space of its own: origin top left, y down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlines {
    /// Width of the drawing's canvas.
    pub width: Emu,
    /// Height of the drawing's canvas.
    pub height: Emu,
    /// What is drawn, from the back to the front.
    pub steps: Vec<Step>,
}

/// A step of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An outline filled with one colour.
    Fill {
        /// The outline.
        path: Vec<PathOp>,
        /// Whether overlaps are holes (even-odd) instead of filled (non-zero).
        even_odd: bool,
        /// Ink.
        colour: Colour,
        /// Opacity in 1/1000.
        opacity: u16,
    },
    /// What follows, up to the matching [`Step::Restore`], shows only inside this outline.
    Clip {
        /// The outline.
        path: Vec<PathOp>,
        /// Its filling rule.
        even_odd: bool,
    },
    /// Ends a clip.
    Restore,
}

/// How a reader of pages shows a drawing.
#[derive(Clone, Debug)]
pub enum Shown<'a> {
    /// By filling outlines.
    Outlines(&'a Outlines),
    /// As this PNG.
    Pixels(&'a Arc<[u8]>),
}

impl Pictures {
    /// Reads every SVG picture of a document. What cannot be drawn is a finding at its block.
    pub fn read(styled: &Styled, fonts: &Fonts<'_>, findings: &mut Findings) -> Pictures {
        let mut pictures = Pictures::default();
        pictures.nodes(&styled.nodes, fonts, findings);
        pictures
    }

    fn nodes(&mut self, nodes: &[Node], fonts: &Fonts<'_>, findings: &mut Findings) {
        for node in nodes {
            match &node.kind {
                NodeKind::Picture(picture) if is_svg(&picture.data) => {
                    self.add(&picture.data, picture.width, &picture.path, node.span, fonts, findings);
                }
                NodeKind::Box(inner) => self.nodes(&inner.nodes, fonts, findings),
                NodeKind::Picture(_)
                | NodeKind::Para(_)
                | NodeKind::Table(_)
                | NodeKind::Chart(_)
                | NodeKind::Contents(_)
                | NodeKind::Break(_) => {}
            }
        }
    }

    fn add(
        &mut self,
        data: &Arc<[u8]>,
        width: Emu,
        path: &str,
        span: Span,
        fonts: &Fonts<'_>,
        findings: &mut Findings,
    ) {
        if let Some(known) = self.drawings.iter_mut().find(|drawing| drawing.data == *data) {
            known.width = known.width.max(width);
            return;
        }
        let read = safe::inspect(data).and_then(|text| {
            let types = typeface::Typefaces::new(fonts);
            let tree = usvg::Tree::from_str(text, &types.options()).map_err(|error| codes::broken(&error))?;
            types.missing(&tree).map_or(Ok(tree), Err)
        });
        match read {
            Ok(tree) => {
                let outlines = outline::outlines(&tree);
                let (data, pixels) = (Arc::clone(data), OnceLock::new());
                self.drawings.push(Drawing { data, tree, outlines, width, pixels });
            }
            Err(fault) => {
                let Words { zh, en } = fault.words;
                let message = Words { zh: format!("图片 {path}：{zh}"), en: format!("picture {path}: {en}") };
                findings.push(Finding::input(fault.code, span, message).help(fault.help));
            }
        }
    }

    /// How a drawing is shown; `None` for what is no drawing, or could not be read.
    pub fn shown(&self, data: &Arc<[u8]>) -> Option<Shown<'_>> {
        let drawing = self.drawings.iter().find(|drawing| drawing.data == *data)?;
        match &drawing.outlines {
            Some(outlines) => Some(Shown::Outlines(outlines)),
            None => drawing.pixels().map(Shown::Pixels),
        }
    }

    /// A drawing as PNG, its ground clear, for readers that know no SVG.
    pub fn png(&self, data: &Arc<[u8]>) -> Option<&Arc<[u8]>> {
        self.drawings.iter().find(|drawing| drawing.data == *data)?.pixels()
    }
}

impl Drawing {
    fn pixels(&self) -> Option<&Arc<[u8]>> {
        self.pixels.get_or_init(|| self.render()).as_ref()
    }

    fn render(&self) -> Option<Arc<[u8]>> {
        let size = self.tree.size();
        let asked = self.width.0 * PIXELS_AN_INCH / (72 * Emu::PER_PT);
        let tall = f64::from(size.height()) / f64::from(size.width());
        let most = (MOST_PIXELS as f64 / tall).sqrt() as i64;
        let across = asked.clamp(1, most.max(1)) as u32;
        let down = ((f64::from(across) * tall).round() as u32).max(1);
        let mut canvas = tiny_skia::Pixmap::new(across, down)?;
        let scale = tiny_skia::Transform::from_scale(across as f32 / size.width(), down as f32 / size.height());
        resvg::render(&self.tree, scale, &mut canvas.as_mut());
        encode(&canvas)
    }
}

fn encode(canvas: &tiny_skia::Pixmap) -> Option<Arc<[u8]>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, canvas.width(), canvas.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let plain: Vec<u8> = canvas
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let colour = pixel.demultiply();
            [colour.red(), colour.green(), colour.blue(), colour.alpha()]
        })
        .collect();
    encoder.write_header().ok()?.write_image_data(&plain).ok()?;
    Some(out.into())
}

fn is_svg(data: &[u8]) -> bool {
    !data.starts_with(b"\x89PNG") && !data.starts_with(&[0xFF, 0xD8])
}

#[cfg(test)]
mod tests;
