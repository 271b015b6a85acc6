//! Tints and hatchings that stay apart in black print.

use super::Easel;
use super::turn::inside;
use crate::base::{Colour, Emu, Paint, PathOp, Point, Rect, Shape, Stroke};

/// Pen of an area's edge.
const EDGE: Emu = Emu(4_445);
/// Pen of a hatching.
const HATCH: Emu = Emu(4_445);
/// Distance of its lines.
const STEP: Emu = Emu(34_290);

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A grey, by its lightness in thousandths.
    Tint(u16),
    /// Lines rising to the right.
    Rising,
    /// Lines falling to the right.
    Falling,
    /// Both.
    Crossed,
    /// The paper.
    Paper,
}

/// The only series of bars.
pub const PLAIN: Fill = Fill::Tint(450);

/// The fill of the `n`-th series: neighbours differ in tint or in kind.
pub fn of_series(n: usize) -> Fill {
    const FILLS: [Fill; 6] =
        [Fill::Tint(550), Fill::Rising, Fill::Tint(850), Fill::Crossed, Fill::Tint(300), Fill::Falling];
    FILLS.get(n % FILLS.len()).copied().unwrap_or(PLAIN)
}

/// The fill of the `n`-th slice of `count`: no two neighbours alike, the last beside the first too.
pub fn of_slice(n: usize, count: usize) -> Fill {
    const FILLS: [Fill; 5] = [Fill::Tint(500), Fill::Tint(850), Fill::Rising, Fill::Tint(700), Fill::Paper];
    // The last slice meets the first: it takes the fill that neither neighbour has.
    let n = if n > 0 && n + 1 == count && n.is_multiple_of(FILLS.len()) { 1 + n % 3 } else { n };
    FILLS.get(n % FILLS.len()).copied().unwrap_or(PLAIN)
}

impl Fill {
    /// Whether black words stand on it without a white ground.
    pub fn is_calm(self) -> bool {
        matches!(self, Fill::Tint(550..) | Fill::Paper)
    }
}

impl Easel<'_, '_> {
    /// A filled rectangle with a thin edge.
    pub(super) fn fill_rect(&mut self, rect: Rect, fill: Fill) {
        if rect.width <= Emu::ZERO || rect.height <= Emu::ZERO {
            return;
        }
        let path = Shape::filled(rect, Colour::BLACK).path;
        let corners = [
            Point::new(rect.x, rect.y),
            Point::new(rect.right(), rect.y),
            Point::new(rect.right(), rect.bottom()),
            Point::new(rect.x, rect.bottom()),
        ];
        self.fill_area(path, &corners, fill);
    }

    /// A filled area: its outline, and the same as a polygon for the hatching.
    pub(super) fn fill_area(&mut self, path: Vec<PathOp>, polygon: &[Point], fill: Fill) {
        let ground = match fill {
            Fill::Tint(lightness) => Colour::Gray(lightness),
            Fill::Rising | Fill::Falling | Fill::Crossed | Fill::Paper => Colour::WHITE,
        };
        self.shape(Shape { path: path.clone(), paint: Paint { fill: Some(ground), stroke: None } });
        let (rising, falling) = match fill {
            Fill::Tint(_) | Fill::Paper => (false, false),
            Fill::Rising => (true, false),
            Fill::Falling => (false, true),
            Fill::Crossed => (true, true),
        };
        let mut lines = Vec::new();
        if rising {
            hatch(polygon, 1, &mut lines);
        }
        if falling {
            hatch(polygon, -1, &mut lines);
        }
        let pen = |width| Some(Stroke { width, colour: Colour::BLACK, dash: Vec::new() });
        if !lines.is_empty() {
            self.shape(Shape { path: lines, paint: Paint { fill: None, stroke: pen(HATCH) } });
        }
        self.shape(Shape { path, paint: Paint { fill: None, stroke: pen(EDGE) } });
    }
}

/// Lines at 45° through a polygon, each from edge to edge. `lean` is 1 for lines that rise to the right.
fn hatch(polygon: &[Point], lean: i64, out: &mut Vec<PathOp>) {
    // On a line that rises, x + y is one number; on one that falls, x − y.
    let key = |point: Point| point.x.0 + lean * point.y.0;
    let (Some(low), Some(high)) = (polygon.iter().map(|p| key(*p)).min(), polygon.iter().map(|p| key(*p)).max()) else {
        return;
    };
    let mut at = low.div_euclid(STEP.0) * STEP.0 + STEP.0 / 2;
    while at < high {
        let mut cuts: Vec<Point> = Vec::new();
        for (from, to) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
            let (a, b) = (key(*from), key(*to));
            if (a < at) != (b < at) {
                let share = |from: Emu, to: Emu| from + (to - from).scale(at - a, b - a);
                cuts.push(Point::new(share(from.x, to.x), share(from.y, to.y)));
            }
        }
        cuts.sort_by_key(|point| point.x);
        for pair in cuts.windows(2) {
            let [from, to] = pair else { continue };
            let middle = Point::new((from.x + to.x).scale(1, 2), (from.y + to.y).scale(1, 2));
            if inside(middle, polygon) {
                out.extend([PathOp::Move(*from), PathOp::Line(*to)]);
            }
        }
        at += STEP.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_slices_differ() {
        for count in 2..40 {
            for n in 0..count {
                assert_ne!(of_slice(n, count), of_slice((n + 1) % count, count), "{n} of {count}");
            }
        }
    }

    #[test]
    fn a_hatching_stays_inside() {
        let at = |x, y| Point::new(Emu(x), Emu(y));
        let square = [at(0, 0), at(400_000, 0), at(400_000, 400_000), at(0, 400_000)];
        let mut lines = Vec::new();
        hatch(&square, 1, &mut lines);
        hatch(&square, -1, &mut lines);
        assert!(lines.len() > 40, "{}", lines.len());
        for step in lines {
            let (PathOp::Move(point) | PathOp::Line(point)) = step else { panic!("{step:?}") };
            assert!((0..=400_000).contains(&point.x.0) && (0..=400_000).contains(&point.y.0), "{point:?}");
        }
    }
}
