//! Points, sizes and rectangles in page space: origin at the top left of the trimmed page,
//! x to the right, y down, in [`Emu`].

use super::Emu;

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// From the left edge.
    pub x: Emu,
    /// From the top edge, downwards.
    pub y: Emu,
}

impl Point {
    /// A place from its two distances.
    pub const fn new(x: Emu, y: Emu) -> Point {
        Point { x, y }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Across.
    pub width: Emu,
    /// Down.
    pub height: Emu,
}

impl Size {
    /// A size from width and height.
    pub const fn new(width: Emu, height: Emu) -> Size {
        Size { width, height }
    }
}

/// A rectangle with its sides along the page's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Left edge.
    pub x: Emu,
    /// Top edge.
    pub y: Emu,
    /// Across.
    pub width: Emu,
    /// Down.
    pub height: Emu,
}

impl Rect {
    /// A rectangle from its top left corner and its size.
    pub const fn new(x: Emu, y: Emu, width: Emu, height: Emu) -> Rect {
        Rect { x, y, width, height }
    }

    /// The right edge.
    pub fn right(self) -> Emu {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Emu {
        self.y + self.height
    }

    /// Whether `inner` lies wholly inside, edges included.
    pub fn contains(self, inner: Rect) -> bool {
        inner.x >= self.x && inner.y >= self.y && inner.right() <= self.right() && inner.bottom() <= self.bottom()
    }

    /// The least rectangle that holds both.
    pub fn union(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// Whether the two share an area (touching edges do not count).
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}
