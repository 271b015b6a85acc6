//! How many pixels a picture has, read from its first bytes: all that a layout needs to place it.

/// Kind and size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// PNG or JPEG: width and height in pixels.
    Raster(u32, u32),
    /// SVG: width and height in its own units, thousandths; it has no resolution.
    Vector(u32, u32),
}

impl Pixels {
    /// Width and height in the same unit.
    pub fn shape(self) -> (u32, u32) {
        match self {
            Pixels::Raster(width, height) | Pixels::Vector(width, height) => (width, height),
        }
    }
}

/// Reads PNG, JPEG or SVG; `None` for anything else, or for a size of nothing.
pub fn of(data: &[u8]) -> Option<Pixels> {
    let pixels = png(data).or_else(|| jpeg(data)).or_else(|| svg(data))?;
    let (width, height) = pixels.shape();
    (width > 0 && height > 0).then_some(pixels)
}

/// Whether a raster is all there: chunks of a PNG up to its end and unharmed (PNG 5.3), a JPEG
/// up to its end marker (T.81 B.1.1.3). A broken file would print as a black or half picture.
pub fn whole(data: &[u8]) -> bool {
    if data.starts_with(&[0xFF, 0xD8]) {
        return data.windows(2).rev().any(|end| end == [0xFF, 0xD9]);
    }
    if !data.starts_with(b"\x89PNG\r\n\x1a\n") {
        return true;
    }
    let mut at = 8;
    while let Some(length) = be32(data, at) {
        let Some(body) = data.get(at + 4..at + 8 + length as usize) else { return false };
        let mut crc = flate2::Crc::new();
        crc.update(body);
        if be32(data, at + 8 + length as usize) != Some(crc.sum()) {
            return false;
        }
        if body.starts_with(b"IEND") {
            return true;
        }
        at += 12 + length as usize;
    }
    false
}

fn be16(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?)))
}

fn be32(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// IHDR is the first chunk (PNG 11.2.2).
fn png(data: &[u8]) -> Option<Pixels> {
    if !data.starts_with(b"\x89PNG\r\n\x1a\n") || data.get(12..16)? != b"IHDR" {
        return None;
    }
    Some(Pixels::Raster(be32(data, 16)?, be32(data, 20)?))
}

/// The first frame header, SOF0 to SOF15 but DHT, JPG and DAC (T.81 B.1.1.3).
fn jpeg(data: &[u8]) -> Option<Pixels> {
    if !data.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        if *data.get(at)? != 0xFF {
            return None;
        }
        let marker = *data.get(at + 1)?;
        match marker {
            // Fill bytes before a marker.
            0xFF => at += 1,
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return Some(Pixels::Raster(be16(data, at + 7)?, be16(data, at + 5)?));
            }
            0xD0..=0xD7 | 0x01 => at += 2,
            _ => at += 2 + be16(data, at + 2)?.max(2) as usize,
        }
    }
}

/// `viewBox`, or `width` and `height`, of the outermost element.
fn svg(data: &[u8]) -> Option<Pixels> {
    let text = std::str::from_utf8(data).ok()?;
    let from = text.find("<svg")?;
    let tag = text.get(from..from + text.get(from..)?.find('>')?)?;
    let value = |name: &str| {
        let at = tag.find(&format!(" {name}="))? + name.len() + 2;
        let quote = tag.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        tag.get(at + 1..)?.split(quote).next()
    };
    if let Some(view) = value("viewBox") {
        let mut sides = view.split([' ', ',', '\n']).filter(|side| !side.is_empty()).skip(2);
        return Some(Pixels::Vector(thousandths(sides.next()?)?, thousandths(sides.next()?)?));
    }
    Some(Pixels::Vector(thousandths(value("width")?)?, thousandths(value("height")?)?))
}

/// A plain decimal with or without a unit; both sides carry the same one.
fn thousandths(written: &str) -> Option<u32> {
    let number = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    whole.checked_mul(1000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_each_kind() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02";
        assert_eq!(of(png), Some(Pixels::Raster(640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(of(jpeg), Some(Pixels::Raster(640, 480)));
        assert_eq!(of(br#"<?xml?><svg xmlns="x" viewBox="0 0 40.5 20">"#), Some(Pixels::Vector(40_500, 20_000)));
        assert_eq!(of(b"<svg width='40mm' height='20mm'>"), Some(Pixels::Vector(40_000, 20_000)));
    }

    #[test]
    fn a_torn_or_harmed_file_is_not_whole() {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 2, 2);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4]).unwrap();
        assert!(whole(&png));
        assert!(!whole(&png[..png.len() - 13]), "no end");
        png[45] ^= 1;
        assert!(!whole(&png), "a flipped bit");
        assert!(whole(b"\xff\xd8\xff\xe0\xff\xd9") && !whole(b"\xff\xd8\xff\xe0"));
    }

    #[test]
    fn what_is_no_picture() {
        for data in [&b""[..], b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0\xff", b"\x89PNG\r\n\x1a\n", b"<svg>"] {
            assert_eq!(of(data), None, "{data:?}");
        }
    }
}
