//! Two states of a page, one over the other: red was, blue is, grey stayed.

use super::Picture;

/// A channel must differ by more than this (of 255) to count: less is the rasteriser's rounding.
const NOISE: u8 = 8;
/// Side of the cells by which changes are gathered into regions, pixels: about a line of text.
const CELL: usize = 16;
/// What stayed is shown at this share of its darkness, per cent, so that changes stand out.
const FAINT: u32 = 40;
const RED: [u8; 3] = [220, 0, 0];
const BLUE: [u8; 3] = [0, 60, 230];
/// The same darkness in another colour.
const VIOLET: [u8; 3] = [150, 0, 190];
const FRAME: [u8; 3] = [255, 150, 0];

/// A part of the page where something changed, pixels from the left top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Left.
    pub x: usize,
    /// Top.
    pub y: usize,
    /// Across.
    pub width: usize,
    /// Down.
    pub height: usize,
}

/// What became of a page.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Both states in one picture, the regions framed.
    pub picture: Picture,
    /// Where something changed, from the top down.
    pub regions: Vec<Region>,
    /// The page has another size, or is there on one side alone.
    pub resized: bool,
}

impl Overlay {
    /// Whether the two states differ.
    pub fn differs(&self) -> bool {
        self.resized || !self.regions.is_empty()
    }
}

/// Lays two states of a page over each other; one that is not there is white paper.
pub fn overlay(old: Option<&Picture>, new: Option<&Picture>) -> Overlay {
    let size = |picture: Option<&Picture>| picture.map_or((0, 0), |picture| (picture.width, picture.height));
    let (was, is) = (size(old), size(new));
    let (width, height) = (was.0.max(is.0), was.1.max(is.1));
    let (across, down) = (width as usize, height as usize);
    let mut rgb = Vec::with_capacity(across * down * 3);
    let columns = across.div_ceil(CELL);
    let mut cells: Vec<Option<Region>> = vec![None; columns * down.div_ceil(CELL)];
    for y in 0..down {
        for x in 0..across {
            let (was, is) = (pixel(old, x, y), pixel(new, x, y));
            let differs = was.iter().zip(is).any(|(was, is)| was.abs_diff(is) > NOISE);
            rgb.extend_from_slice(&if differs { changed(was, is) } else { stayed(is) });
            if differs && let Some(cell) = cells.get_mut(y / CELL * columns + x / CELL) {
                let here = Region { x, y, width: 1, height: 1 };
                *cell = Some(cell.map_or(here, |known| known.with(here)));
            }
        }
    }
    let mut picture = Picture { width, height, rgb };
    let regions = gathered(&mut cells, columns);
    regions.iter().for_each(|region| region.frame(&mut picture));
    Overlay { picture, regions, resized: was != is }
}

fn pixel(picture: Option<&Picture>, x: usize, y: usize) -> [u8; 3] {
    let inside = picture.filter(|picture| x < picture.width as usize && y < picture.height as usize);
    let found = inside.and_then(|picture| {
        let at = (y * picture.width as usize + x) * 3;
        picture.rgb.get(at..at + 3).and_then(|rgb| rgb.try_into().ok())
    });
    found.unwrap_or([255; 3])
}

/// Darkness of a pixel, by the usual weights of the eye.
fn dark([r, g, b]: [u8; 3]) -> i32 {
    255 - (i32::from(r) * 30 + i32::from(g) * 59 + i32::from(b) * 11) / 100
}

/// Ink that went is red, ink that came is blue; as strong as the change.
fn changed(was: [u8; 3], is: [u8; 3]) -> [u8; 3] {
    let (before, after) = (dark(was), dark(is));
    let (ink, strength) = match before - after {
        -8..=8 => (VIOLET, 255),
        more if more > 0 => (RED, more),
        less => (BLUE, -less),
    };
    // At least a third, so that a faint tint that came or went is seen.
    let strength = strength.max(85);
    ink.map(|channel| (255 - (255 - i32::from(channel)) * strength / 255) as u8)
}

fn stayed(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|channel| (255 - (255 - u32::from(channel)) * FAINT / 100) as u8)
}

/// Joins cells that touch; what is joined reads from the top down.
fn gathered(cells: &mut [Option<Region>], columns: usize) -> Vec<Region> {
    let mut regions = Vec::new();
    for start in 0..cells.len() {
        let Some(mut region) = cells.get_mut(start).and_then(Option::take) else { continue };
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let (row, column) = (at / columns, at % columns);
            for row in row.saturating_sub(1)..=row + 1 {
                for column in column.saturating_sub(1)..=(column + 1).min(columns - 1) {
                    let next = row * columns + column;
                    if let Some(found) = cells.get_mut(next).and_then(Option::take) {
                        region = region.with(found);
                        open.push(next);
                    }
                }
            }
        }
        regions.push(region);
    }
    regions.sort_by_key(|region| (region.y, region.x));
    regions
}

impl Region {
    fn with(self, other: Region) -> Region {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) =
            ((self.x + self.width).max(other.x + other.width), (self.y + self.height).max(other.y + other.height));
        Region { x, y, width: right - x, height: bottom - y }
    }

    /// Draws a frame two pixels wide, four pixels outside the region.
    fn frame(&self, picture: &mut Picture) {
        let (width, height) = (picture.width as usize, picture.height as usize);
        let (left, top) = (self.x.saturating_sub(6), self.y.saturating_sub(6));
        let (right, bottom) = ((self.x + self.width + 6).min(width), (self.y + self.height + 6).min(height));
        for y in top..bottom {
            for x in left..right {
                let inner = x >= left + 2 && x + 2 < right && y >= top + 2 && y + 2 < bottom;
                if !inner && let Some(pixel) = picture.rgb.get_mut((y * width + x) * 3..(y * width + x) * 3 + 3) {
                    pixel.copy_from_slice(&FRAME);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White paper with black squares of 4 pixels at these places.
    fn page(width: u32, squares: &[(usize, usize)]) -> Picture {
        let mut picture = Picture { width, height: 100, rgb: vec![255; width as usize * 300] };
        for (x, y) in squares {
            for row in *y..y + 4 {
                let at = (row * width as usize + x) * 3;
                picture.rgb[at..at + 12].fill(0);
            }
        }
        picture
    }

    fn at(overlay: &Overlay, x: usize, y: usize) -> [u8; 3] {
        pixel(Some(&overlay.picture), x, y)
    }

    #[test]
    fn a_page_is_itself() {
        let same = page(100, &[(10, 10)]);
        let over = overlay(Some(&same), Some(&same));
        assert!(!over.differs());
        assert_eq!((at(&over, 11, 11), at(&over, 50, 50)), ([153; 3], [255; 3]));
    }

    #[test]
    fn what_moved_is_red_where_it_was_and_blue_where_it_is() {
        let (old, new) = (page(100, &[(10, 10), (90, 90)]), page(100, &[(10, 70), (90, 90)]));
        let over = overlay(Some(&old), Some(&new));
        assert_eq!(
            over.regions,
            [Region { x: 10, y: 10, width: 4, height: 4 }, Region { x: 10, y: 70, width: 4, height: 4 }]
        );
        assert_eq!((at(&over, 11, 11), at(&over, 11, 71)), (RED, BLUE));
        assert_eq!(at(&over, 8, 4), FRAME);
    }

    #[test]
    fn neighbours_are_one_region() {
        let over = overlay(Some(&page(100, &[])), Some(&page(100, &[(10, 10), (18, 12)])));
        assert_eq!(over.regions, [Region { x: 10, y: 10, width: 12, height: 6 }]);
    }

    #[test]
    fn another_colour_of_the_same_darkness_is_seen() {
        let (mut old, mut new) = (page(20, &[]), page(20, &[]));
        old.rgb[..3].copy_from_slice(&[200, 0, 0]);
        new.rgb[..3].copy_from_slice(&[0, 102, 0]);
        let over = overlay(Some(&old), Some(&new));
        assert_eq!(over.regions, [Region { x: 0, y: 0, width: 1, height: 1 }]);
    }

    #[test]
    fn a_page_that_came_or_has_another_size_differs() {
        assert!(overlay(None, Some(&page(40, &[]))).differs());
        let wider = overlay(Some(&page(40, &[])), Some(&page(60, &[])));
        assert!(wider.resized && wider.regions.is_empty() && wider.picture.width == 60);
    }
}
