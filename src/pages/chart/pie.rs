//! 饼图: parts of a whole from twelve o'clock on, each named outside with a leader.

use super::fill::of_slice;
use super::turn::{TURN, arc, at, direction, points};
use super::{AXIS, Easel, Label, thousandths};
use crate::base::{Colour, Emu, Paint, PathOp, Point, Shape, Stroke};

/// A slice's label on its way to a side.
struct Tag {
    label: Label,
    /// The middle of the slice.
    angle: i64,
    y: Emu,
}

impl Easel<'_, '_> {
    /// The circle in the middle, names and values at both sides.
    pub(super) fn pie(&mut self) {
        let em = self.em();
        let Some(series) = self.chart.series.first() else { return };
        // A part of a whole is never less than nothing.
        let amounts: Vec<i64> = series.points.iter().map(|point| thousandths(point.value).max(0)).collect();
        let whole = amounts.iter().sum::<i64>().max(1);
        let words: Vec<String> = self
            .chart
            .labels
            .iter()
            .zip(&series.points)
            .map(|(label, point)| format!("{label} {}", point.written))
            .collect();
        let leader = em.scale(3, 2);
        let tallest = (self.height - em).scale(1, 2);
        let widest = |easel: &Self, room| words.iter().map(|w| easel.turned(w, room).width).max().unwrap_or_default();
        let radius_beside = |names: Emu| (self.measure.scale(1, 2) - names - leader).min(tallest);
        // On one line where the circle keeps a good size, else name above value.
        let room = (radius_beside(widest(self, None)) < tallest.scale(2, 3)).then_some(em * 5);
        let radius = radius_beside(widest(self, room));
        if radius < em * 2 {
            self.lack((em * 2 - radius) * 2);
        }
        let radius = radius.max(em * 2);
        // The drawing is no higher than its circle and its labels ask.
        let leading = self.leading();
        let labels: Emu = words.iter().map(|words| self.turned(words, room).height(leading)).sum();
        self.height = self.height.min((radius * 2 + em).max(labels.scale(2, 3)));
        let centre = Point::new(self.measure.scale(1, 2), self.height.scale(1, 2));
        let (mut sum, mut left, mut right) = (0, Vec::new(), Vec::new());
        let count = amounts.len();
        for (n, (amount, words)) in amounts.iter().zip(&words).enumerate() {
            let turn = |amount: i64| (i128::from(amount) * i128::from(TURN) / i128::from(whole)) as i64;
            let (from, to) = (turn(sum), turn(sum + amount));
            sum += amount;
            self.slice(centre, radius, (from, to), n, count);
            let angle = (from + to) / 2;
            let tag = Tag { label: self.turned(words, room), angle, y: at(centre, radius, angle).y };
            if angle < TURN / 2 { right.push(tag) } else { left.push(tag) }
        }
        left.reverse();
        self.tags(right, centre, radius, 1);
        self.tags(left, centre, radius, -1);
    }

    fn slice(&mut self, centre: Point, radius: Emu, (from, to): (i64, i64), n: usize, count: usize) {
        if to <= from {
            return;
        }
        let mut polygon = points(centre, radius, from, to);
        let mut path = vec![PathOp::Move(at(centre, radius, from))];
        arc(centre, radius, from, to, &mut path);
        if to - from < TURN {
            path.push(PathOp::Line(centre));
            polygon.push(centre);
        }
        path.push(PathOp::Close);
        self.fill_area(path, &polygon, of_slice(n, count));
    }

    /// Labels of one side from top to foot, none on another, each with a leader to its slice.
    fn tags(&mut self, mut tags: Vec<Tag>, centre: Point, radius: Emu, side: i64) {
        let (em, leading) = (self.em(), self.leading());
        let half = |tag: &Tag| tag.label.height(leading).scale(1, 2);
        let mut free = Emu::ZERO;
        for tag in &mut tags {
            tag.y = tag.y.max(free + half(tag));
            free = tag.y + half(tag);
        }
        // Those pushed past the foot push the ones above them up again.
        let mut free = self.height;
        for tag in tags.iter_mut().rev() {
            tag.y = tag.y.min(free - half(tag));
            free = tag.y - half(tag);
        }
        let edge = centre.x + (radius + em) * side;
        for tag in tags {
            let from = at(centre, radius, tag.angle);
            // Out of the circle first, then level to the words.
            let (out, _) = direction(tag.angle);
            let reach = Emu((em.0 as f64 * 0.4 * out).round() as i64);
            let elbow = Point::new(from.x + reach, tag.y);
            let path = vec![PathOp::Move(from), PathOp::Line(elbow), PathOp::Line(Point::new(edge, tag.y))];
            let stroke = Stroke { width: AXIS, colour: Colour::BLACK, dash: Vec::new() };
            self.shape(Shape { path, paint: Paint { fill: None, stroke: Some(stroke) } });
            let words = edge + em.scale(1, 4) * side;
            if side > 0 { self.put_start(tag.label, words, tag.y) } else { self.put_end(tag.label, words, tag.y) }
        }
    }
}
