//! 折线图: a line a series, named at its end, every point with its value.

use super::turn::{TURN, arc, at as on_circle};
use super::{AXIS, Easel, Label, Scale, between, thousandths};
use crate::base::{Colour, Emu, Paint, PathOp, Point, Rect, Shape, Stroke};

/// Pen of the lines.
const PEN: Emu = Emu(11_430);

impl Easel<'_, '_> {
    /// Points over the axis, which is zero; names at the lines' ends.
    pub(super) fn lines(&mut self) {
        let em = self.em();
        let leading = self.leading();
        let count = self.chart.labels.len().max(1) as i64;
        let several = self.chart.series.len() > 1;
        let names: Vec<Label> = self
            .chart
            .series
            .iter()
            .map(|series| if several { self.turned(&series.name, Some(em * 5)) } else { self.label("") })
            .collect();
        let names_wide = names.iter().map(|name| name.width).max().unwrap_or_default();
        let margin = if several { names_wide + em.scale(4, 5) } else { Emu::ZERO };
        let width = self.measure - margin;
        let slot = width.scale(1, count);
        let labels: Vec<Label> =
            self.chart.labels.iter().map(|label| self.turned(label, Some(slot - em.scale(1, 4)))).collect();
        let wide = labels.iter().map(|label| label.width).max().unwrap_or_default();
        if wide > slot {
            self.lack((wide - slot) * count);
        }
        let labels_high = labels.iter().map(|label| label.height(leading)).max().unwrap_or_default();
        let scale = Scale::of(self.amounts());
        let foot = self.height - labels_high - em.scale(2, 5);
        let top = em.scale(3, 2);
        let length = (foot - top).max(em);
        let zero = foot - scale.place(0, length);
        let x = |at: usize| width.scale(2 * at as i64 + 1, 2 * count);
        for (at, label) in labels.into_iter().enumerate() {
            let high = label.height(leading);
            self.put_centred(label, x(at), self.height - labels_high + high.scale(1, 2));
            self.axis(Point::new(x(at), zero), Point::new(x(at), zero + em.scale(1, 5)));
        }
        self.axis(Point::new(Emu::ZERO, zero), Point::new(width, zero));
        let places: Vec<Vec<Point>> = self
            .chart
            .series
            .iter()
            .map(|series| {
                let points = series.points.iter().enumerate();
                points
                    .map(|(at, point)| Point::new(x(at), foot - scale.place(thousandths(point.value), length)))
                    .collect()
            })
            .collect();
        for (n, points) in places.iter().enumerate() {
            self.joined(points, n);
        }
        for (n, points) in places.iter().enumerate() {
            points.iter().for_each(|point| self.marker(*point, n));
        }
        self.values(&places);
        self.name_ends(names, &places, width);
    }

    /// The line of a series: pens differ in their dashes.
    fn joined(&mut self, points: &[Point], n: usize) {
        let path: Vec<PathOp> = points
            .iter()
            .enumerate()
            .map(|(at, point)| if at == 0 { PathOp::Move(*point) } else { PathOp::Line(*point) })
            .collect();
        if path.len() < 2 {
            return;
        }
        let dash = match n % 4 {
            0 => Vec::new(),
            1 => vec![PEN * 4, PEN * 2],
            2 => vec![PEN, PEN * 2],
            _ => vec![PEN * 6, PEN * 2, PEN, PEN * 2],
        };
        let stroke = Stroke { width: PEN, colour: Colour::BLACK, dash };
        self.shape(Shape { path, paint: Paint { fill: None, stroke: Some(stroke) } });
    }

    /// ● □ ▲ ○ ■ △ in turn.
    fn marker(&mut self, centre: Point, n: usize) {
        let r = self.em().scale(1, 4);
        let path = match n % 3 {
            0 => {
                let mut path = vec![PathOp::Move(on_circle(centre, r, 0))];
                arc(centre, r, 0, TURN, &mut path);
                path.push(PathOp::Close);
                path
            }
            1 => Shape::filled(Rect::new(centre.x - r, centre.y - r, r * 2, r * 2), Colour::BLACK).path,
            _ => {
                let corner = |third: i64| on_circle(centre, r.scale(5, 4), TURN * third / 3);
                vec![PathOp::Move(corner(0)), PathOp::Line(corner(1)), PathOp::Line(corner(2)), PathOp::Close]
            }
        };
        let fill = if n.is_multiple_of(2) { Colour::BLACK } else { Colour::WHITE };
        let stroke = Stroke { width: AXIS, colour: Colour::BLACK, dash: Vec::new() };
        self.shape(Shape { path, paint: Paint { fill: Some(fill), stroke: Some(stroke) } });
    }

    /// Each value where it meets neither another value, nor a line, nor a point: above its own, below
    /// it, or a little farther off.
    fn values(&mut self, places: &[Vec<Point>]) {
        let em = self.em();
        let markers: Vec<Point> = places.iter().flatten().copied().collect();
        let lines: Vec<(Point, Point)> =
            places.iter().flat_map(|points| points.iter().copied().zip(points.iter().copied().skip(1))).collect();
        let mut taken: Vec<Rect> = Vec::new();
        for (n, points) in places.iter().enumerate() {
            for (at, point) in points.iter().enumerate() {
                let Some(written) = self.point(n, at).map(|point| point.written.clone()) else { continue };
                let label = self.label(&written);
                let half = label.width.scale(1, 2);
                let lowest = places.iter().filter_map(|points| points.get(at)).all(|other| other.y <= point.y);
                let (near, far) = (em.scale(9, 10), em.scale(8, 5));
                let offsets =
                    if lowest && places.len() > 1 { [near, -near, far, -far] } else { [-near, near, -far, far] };
                let rect = |offset: Emu| {
                    let (y, high) = (point.y + offset, em.scale(9, 20));
                    between(Point::new(point.x - half, y - high), Point::new(point.x + half, y + high))
                };
                let clash = |offset: &Emu| {
                    let rect = rect(*offset);
                    let outside = rect.y < Emu::ZERO || rect.bottom() > self.height;
                    let near = |place: &&Point| rect.contains(Rect::new(place.x, place.y, Emu::ZERO, Emu::ZERO));
                    usize::from(outside) * 8
                        + taken.iter().filter(|other| other.overlaps(rect)).count() * 4
                        + markers.iter().filter(near).count() * 2
                        + lines.iter().filter(|(from, to)| crosses(rect, *from, *to)).count()
                };
                let offset = offsets.iter().min_by_key(|offset| clash(offset)).copied().unwrap_or(-near);
                taken.push(rect(offset));
                self.put_centred(label, point.x, point.y + offset);
            }
        }
    }

    /// The names at the ends of the lines, pushed apart where the lines end close together.
    fn name_ends(&mut self, names: Vec<Label>, places: &[Vec<Point>], width: Emu) {
        let leading = self.leading();
        let mut ends: Vec<(Emu, Emu, Label)> = names
            .into_iter()
            .zip(places)
            .filter_map(|(name, points)| points.last().map(|end| (end.y, end.x, name)))
            .filter(|(_, _, name)| !name.lines.is_empty())
            .collect();
        ends.sort_by_key(|(y, _, _)| *y);
        let mut free = Emu::ZERO;
        for (y, x, name) in ends {
            let high = name.height(leading);
            let middle = y.max(free + high.scale(1, 2)).min(self.height - high.scale(1, 2));
            free = middle + high.scale(1, 2);
            // Close to its line's end, past the value that stands at the last point.
            let beside = (x + self.em()).max(width);
            self.put_start(name, beside.min(self.measure), middle);
        }
    }
}

/// Whether a straight line meets a rectangle.
fn crosses(rect: Rect, from: Point, to: Point) -> bool {
    // Looked at in so many places that none is farther from the next than a label is high.
    (0..=32).any(|step| {
        let at = |a: Emu, b: Emu| a + (b - a).scale(step, 32);
        rect.contains(Rect::new(at(from.x, to.x), at(from.y, to.y), Emu::ZERO, Emu::ZERO))
    })
}
