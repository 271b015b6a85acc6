//! A page as pixels.

use hayro::vello_cpu::Pixmap;

/// An opaque picture, eight bits a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<u8>,
}

impl Picture {
    pub(super) fn new(pixmap: &Pixmap) -> Picture {
        let rgb = pixmap.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        Picture { width: u32::from(pixmap.width()), height: u32::from(pixmap.height()), rgb }
    }

    /// As a PNG file: grey when nothing on it has a colour. `None` for a picture without pixels.
    pub fn png(&self) -> Option<Vec<u8>> {
        let grey = self.rgb.chunks_exact(3).all(|pixel| matches!(pixel, [r, g, b] if r == g && g == b));
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
        let mut writer = encoder.write_header().ok()?;
        if grey {
            let levels: Vec<u8> = self.rgb.iter().step_by(3).copied().collect();
            writer.write_image_data(&levels).ok()?;
        } else {
            writer.write_image_data(&self.rgb).ok()?;
        }
        writer.finish().ok()?;
        Some(out)
    }

    /// How much another picture of the same size differs, channel by channel; `None` when it has
    /// another size.
    pub fn differences(&self, other: &Picture) -> Option<impl Iterator<Item = u8>> {
        let same = self.width == other.width && self.height == other.height;
        same.then(|| self.rgb.iter().zip(&other.rgb).map(|(a, b)| a.abs_diff(*b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_pictures_are_grey_files() {
        let grey = Picture { width: 1, height: 1, rgb: vec![7, 7, 7] };
        let red = Picture { width: 1, height: 1, rgb: vec![255, 0, 0] };
        let colour = |picture: &Picture| {
            let file = picture.png().unwrap();
            png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap().info().color_type
        };
        assert_eq!(colour(&grey), png::ColorType::Grayscale);
        assert_eq!(colour(&red), png::ColorType::Rgb);
        assert_eq!(grey.differences(&red).unwrap().max(), Some(248));
    }
}
