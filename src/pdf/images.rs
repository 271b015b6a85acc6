//! Pictures: the same file goes in once, and as it is whenever a PDF can hold it so
//! (ISO 32000-1, 8.9.5; Annex on predictors 7.4.4.4).

use super::file::File;
use super::separate::Separation;
use super::{Profile, drawing, intent};
use crate::pictures::{Outlines, Pictures, Shown};
use pdf_writer::{Filter, Name, Ref};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pictures used so far: `/I0`, `/I1` …
#[derive(Default)]
pub(super) struct Images {
    drawings: Arc<Pictures>,
    found: Vec<Found>,
    by_hash: BTreeMap<[u8; 32], usize>,
}

/// A picture as it goes into the file.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// Samples.
    Pixels(Picture),
    /// Outlines.
    Drawing(Outlines),
}

/// Space of a picture's samples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Samples {
    /// One channel.
    Gray,
    /// Three channels.
    Rgb,
    /// Four channels; Adobe's JPEGs hold them inverted.
    Cmyk { inverted: bool },
    /// Indices into a table of RGB triples.
    Palette(Vec<u8>),
}

/// A picture, read as far as needed.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bits: u8,
    pub(super) samples: Samples,
    body: Body,
    /// Opacity, 8 bits a sample, when there is any.
    pub(super) alpha: Option<Vec<u8>>,
}

#[derive(Clone, Debug)]
enum Body {
    /// The JPEG file itself.
    Jpeg(Arc<[u8]>),
    /// The deflated rows of a PNG, its row filters left in place.
    PngRows(Vec<u8>),
    /// Decoded samples.
    Plain(Vec<u8>),
}

impl Images {
    /// Pictures among which are these drawings.
    pub(super) fn new(drawings: Arc<Pictures>) -> Images {
        Images { drawings, ..Images::default() }
    }

    /// The number of a picture; `None` when it is neither a sound PNG, nor a JPEG, nor a drawing.
    pub(super) fn take(&mut self, data: &Arc<[u8]>) -> Option<usize> {
        let hash: [u8; 32] = Sha256::digest(data).into();
        if let Some(known) = self.by_hash.get(&hash) {
            return Some(*known);
        }
        let picture = read(data, &self.drawings)?;
        self.found.push(picture);
        self.by_hash.insert(hash, self.found.len() - 1);
        Some(self.found.len() - 1)
    }

    /// Writes the pictures; the references are in the order of their numbers.
    /// A press file names what its RGB numbers mean, for its intent speaks of inks alone.
    pub(super) fn write(&self, file: &mut File, profile: Profile, separation: &mut Separation<'_>) -> Vec<Ref> {
        let rgb = |found: &Found| match found {
            Found::Pixels(picture) => matches!(picture.samples, Samples::Rgb | Samples::Palette(_)),
            Found::Drawing(_) => false,
        };
        let coloured = self.found.iter().any(rgb);
        let srgb = (coloured && profile == Profile::Press).then(|| intent::srgb_stream(file));
        let mut write = |found: &Found| match found {
            Found::Pixels(picture) => picture.write(file, srgb),
            Found::Drawing(outlines) => drawing::write(outlines, file, profile, separation),
        };
        self.found.iter().map(&mut write).collect()
    }
}

impl Picture {
    fn write(&self, file: &mut File, srgb: Option<Ref>) -> Ref {
        let mask = self.alpha.as_ref().map(|alpha| {
            let mask = file.id();
            file.stream(mask, alpha, |stream| self.dictionary(stream, &Samples::Gray, 8, None, srgb));
            mask
        });
        let id = file.id();
        match &self.body {
            Body::Jpeg(data) => file.raw_stream(id, data, |stream| {
                stream.filter(Filter::DctDecode);
                self.dictionary(stream, &self.samples, 8, mask, srgb);
            }),
            Body::PngRows(rows) => file.raw_stream(id, rows, |stream| {
                stream.filter(Filter::FlateDecode);
                let channels = if self.samples == Samples::Rgb { 3 } else { 1 };
                let mut parameters = stream.insert(Name(b"DecodeParms")).dict();
                parameters.pair(Name(b"Predictor"), 15).pair(Name(b"Colors"), channels);
                parameters
                    .pair(Name(b"BitsPerComponent"), i32::from(self.bits))
                    .pair(Name(b"Columns"), self.width as i32);
                drop(parameters);
                self.dictionary(stream, &self.samples, self.bits, mask, srgb);
            }),
            Body::Plain(samples) => {
                file.stream(id, samples, |stream| self.dictionary(stream, &self.samples, self.bits, mask, srgb))
            }
        }
        id
    }

    fn dictionary(
        &self,
        stream: &mut pdf_writer::Stream<'_>,
        samples: &Samples,
        bits: u8,
        mask: Option<Ref>,
        srgb: Option<Ref>,
    ) {
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Image"));
        stream.pair(Name(b"Width"), self.width as i32).pair(Name(b"Height"), self.height as i32);
        stream.pair(Name(b"BitsPerComponent"), i32::from(bits));
        match samples {
            Samples::Gray => {
                stream.pair(Name(b"ColorSpace"), Name(b"DeviceGray"));
            }
            Samples::Rgb => {
                rgb(stream.insert(Name(b"ColorSpace")), srgb);
            }
            Samples::Cmyk { inverted } => {
                stream.pair(Name(b"ColorSpace"), Name(b"DeviceCMYK"));
                if *inverted {
                    stream.insert(Name(b"Decode")).array().items([1, 0, 1, 0, 1, 0, 1, 0]);
                }
            }
            Samples::Palette(table) => {
                let mut space = stream.insert(Name(b"ColorSpace")).array();
                space.item(Name(b"Indexed"));
                rgb(space.push(), srgb);
                space.item((table.len() / 3).saturating_sub(1) as i32).item(pdf_writer::Str(table));
            }
        }
        if let Some(mask) = mask {
            stream.pair(Name(b"SMask"), mask);
        }
    }
}

/// The space of RGB samples: the device's, or sRGB by its profile.
fn rgb(obj: pdf_writer::Obj<'_>, srgb: Option<Ref>) {
    match srgb {
        None => obj.primitive(Name(b"DeviceRGB")),
        Some(profile) => {
            obj.array().item(Name(b"ICCBased")).item(profile);
        }
    }
}

pub(super) fn read(data: &Arc<[u8]>, drawings: &Pictures) -> Option<Found> {
    let pixels = |data: &Arc<[u8]>| {
        let picture = if data.starts_with(b"\x89PNG\r\n\x1a\n") { png(data) } else { jpeg(data) };
        picture.map(Found::Pixels)
    };
    match drawings.shown(data) {
        Some(Shown::Outlines(outlines)) => Some(Found::Drawing(outlines.clone())),
        Some(Shown::Pixels(rendered)) => pixels(rendered),
        None => pixels(data),
    }
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_be_bytes)
}

/// A PNG: rows as they are when it has neither transparency nor interlacing, else decoded.
fn png(data: &Arc<[u8]>) -> Option<Picture> {
    let (width, height) = (u32_at(data, 16)?, u32_at(data, 20)?);
    let [bits, kind, _, _, interlaced] = data.get(24..29)? else { return None };
    let (mut rows, mut table, mut clear) = (Vec::new(), Vec::new(), false);
    let mut at = 8_usize;
    while let Some(length) = u32_at(data, at) {
        let name = data.get(at + 4..at + 8)?;
        let body = data.get(at + 8..(at + 8).checked_add(length as usize)?)?;
        match name {
            b"IDAT" => rows.extend_from_slice(body),
            b"PLTE" => table = body.to_vec(),
            b"tRNS" => clear = true,
            b"IEND" => break,
            _ => {}
        }
        at = at.checked_add(12)?.checked_add(length as usize)?;
    }
    let samples = match kind {
        0 => Samples::Gray,
        2 => Samples::Rgb,
        3 => Samples::Palette(table),
        _ => return decoded(data),
    };
    if clear || *interlaced != 0 {
        return decoded(data);
    }
    Some(Picture { width, height, bits: *bits, samples, body: Body::PngRows(rows), alpha: None })
}

/// A PNG decoded to 8-bit samples, its opacity apart.
fn decoded(data: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(data));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut buffer = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut buffer).ok()?;
    let pixels = buffer.get(..info.buffer_size())?;
    let (samples, channels, opaque) = match info.color_type {
        png::ColorType::Grayscale => (Samples::Gray, 1, true),
        png::ColorType::GrayscaleAlpha => (Samples::Gray, 2, false),
        png::ColorType::Rgb => (Samples::Rgb, 3, true),
        png::ColorType::Rgba => (Samples::Rgb, 4, false),
        png::ColorType::Indexed => return None,
    };
    let colours = if opaque { channels } else { channels - 1 };
    let body = pixels.chunks(channels).flat_map(|pixel| pixel.iter().take(colours)).copied().collect();
    let alpha: Option<Vec<u8>> =
        (!opaque).then(|| pixels.chunks(channels).filter_map(|pixel| pixel.last()).copied().collect());
    let alpha = alpha.filter(|alpha| alpha.iter().any(|value| *value != u8::MAX));
    Some(Picture { width: info.width, height: info.height, bits: 8, samples, body: Body::Plain(body), alpha })
}

/// A JPEG: its frame header tells all that the dictionary needs.
fn jpeg(data: &Arc<[u8]>) -> Option<Picture> {
    if !data.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let (mut at, mut adobe) = (2_usize, false);
    loop {
        if *data.get(at)? != 0xFF {
            return None;
        }
        let marker = *data.get(at + 1)?;
        match marker {
            0xFF => {
                at += 1;
                continue;
            }
            // Frames: baseline, extended, progressive (not DHT, JPG, DAC).
            0xC0..=0xC2 => {
                let (height, width) = (u32::from(u16_at(data, at + 5)?), u32::from(u16_at(data, at + 7)?));
                let samples = match data.get(at + 9)? {
                    1 => Samples::Gray,
                    3 => Samples::Rgb,
                    4 => Samples::Cmyk { inverted: adobe },
                    _ => return None,
                };
                let body = Body::Jpeg(Arc::clone(data));
                return (width > 0 && height > 0).then_some(Picture {
                    width,
                    height,
                    bits: 8,
                    samples,
                    body,
                    alpha: None,
                });
            }
            0xEE => adobe = data.get(at + 4..at + 9) == Some(b"Adobe"),
            0xD9 | 0xDA => return None,
            _ => {}
        }
        at += 2 + usize::from(u16_at(data, at + 2)?.max(2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(colour: png::ColorType, pixels: &[u8]) -> Arc<[u8]> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 2, 1);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
        out.into()
    }

    #[test]
    fn an_opaque_png_goes_in_as_it_is_and_once() {
        let mut images = Images::default();
        let picture = made(png::ColorType::Rgb, &[255, 0, 0, 0, 255, 0]);
        assert_eq!(images.take(&picture), Some(0));
        assert_eq!(images.take(&picture.to_vec().into()), Some(0));
        assert!(matches!(&images.found[0], Found::Pixels(Picture { body: Body::PngRows(_), .. })));
    }

    #[test]
    fn opacity_goes_apart() {
        let mut images = Images::default();
        images.take(&made(png::ColorType::Rgba, &[255, 0, 0, 128, 0, 255, 0, 255]));
        let Found::Pixels(picture) = &images.found[0] else { panic!("no pixels") };
        assert_eq!(picture.alpha, Some(vec![128, 255]));
        assert!(matches!(&picture.body, Body::Plain(samples) if samples == &[255, 0, 0, 0, 255, 0]));
    }

    #[test]
    fn what_is_no_picture_is_none() {
        let mut images = Images::default();
        for bad in [&b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", &[0xFF, 0xD8, 0xFF, 0xC0, 0, 0]] {
            assert_eq!(images.take(&bad.to_vec().into()), None);
        }
    }
}
