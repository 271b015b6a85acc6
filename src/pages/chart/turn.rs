//! Arcs, by angles without the platform's sine.

use crate::base::turn::eighth;
pub use crate::base::turn::{TURN, direction};
use crate::base::{Emu, PathOp, Point};

/// The place at an angle and a distance from a centre.
pub fn at(centre: Point, radius: Emu, angle: i64) -> Point {
    let (right, down) = direction(angle);
    let far = |share: f64| Emu((radius.0 as f64 * share).round() as i64);
    Point::new(centre.x + far(right), centre.y + far(down))
}

/// An arc clockwise from the pen's place at `from`, as curves of at most an eighth of a turn.
pub fn arc(centre: Point, radius: Emu, from: i64, to: i64, out: &mut Vec<PathOp>) {
    let steps = ((to - from).max(0) * 8 / TURN + 1).max(1);
    let angle = |step: i64| from + (to - from) * step / steps;
    for step in 0..steps {
        let (begin, end) = (angle(step), angle(step + 1));
        // 4/3 · tan(θ/4), the handle that follows a circle to three parts in a million.
        let (sine, cosine) = eighth((end - begin) / 4);
        let handle = Emu((radius.0 as f64 * 4.0 / 3.0 * sine / cosine).round() as i64);
        let quarter = TURN / 4;
        let (start, stop) = (at(centre, radius, begin), at(centre, radius, end));
        let one = at(start, handle, begin + quarter);
        let two = at(stop, handle, end - quarter);
        out.push(PathOp::Curve(one, two, stop));
    }
}

/// Points along an arc, close enough for a hatching to end on it.
pub fn points(centre: Point, radius: Emu, from: i64, to: i64) -> Vec<Point> {
    let steps = ((to - from) * 96 / TURN).max(2);
    (0..=steps).map(|step| at(centre, radius, from + (to - from) * step / steps)).collect()
}

/// Whether a place lies in a polygon.
pub fn inside(place: Point, polygon: &[Point]) -> bool {
    let mut inside = false;
    for (a, b) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
        if (a.y > place.y) != (b.y > place.y) {
            let x = a.x + (b.x - a.x).scale((place.y - a.y).0, (b.y - a.y).0);
            inside ^= place.x < x;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_thirds_stand_where_they_should() {
        let near = |(x, y): (f64, f64), right: f64, down: f64| (x - right).abs() < 1e-9 && (y - down).abs() < 1e-9;
        assert!(near(direction(0), 0.0, -1.0));
        assert!(near(direction(TURN / 4), 1.0, 0.0));
        assert!(near(direction(TURN / 2), 0.0, 1.0));
        assert!(near(direction(TURN * 3 / 4), -1.0, 0.0));
        assert!(near(direction(TURN / 8), 0.5_f64.sqrt(), -0.5_f64.sqrt()));
        let length = |angle| {
            let (x, y) = direction(angle);
            x * x + y * y
        };
        assert!((0..TURN).step_by(997).all(|angle| (length(angle) - 1.0).abs() < 1e-9));
    }
}
