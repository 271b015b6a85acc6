//! Lying bars: one a row, one for each series, or the series one behind the other.

use super::fill::{Fill, PLAIN, of_series};
use super::{Easel, Label, Scale, between, thousandths};
use crate::base::{Colour, Emu, Point, Rect, Shape};
use crate::content::ChartKind;

/// Where the bars of a drawing stand.
struct Ground {
    /// Zero.
    axis: Emu,
    /// Where the lowest value stands.
    left: Emu,
    /// From the lowest value to the highest.
    length: Emu,
    scale: Scale,
    /// Height above the bars.
    top: Emu,
    /// Height for each category.
    slot: Emu,
}

impl Easel<'_, '_> {
    /// Labels at the left, values at the bars' ends or in them.
    pub(super) fn bars(&mut self) {
        let em = self.em();
        let gap = em.scale(1, 2);
        let most = self.measure.scale(9, 20);
        let names: Vec<Label> = self.chart.labels.iter().map(|name| self.turned(name, Some(most))).collect();
        let names_wide = names.iter().map(|label| label.width).max().unwrap_or_default();
        let stacked = self.chart.kind == ChartKind::Stacked;
        let scale = if stacked { self.sums() } else { Scale::of(self.amounts()) };
        // Values stand beyond the bars' ends; in stacked bars they stand in them.
        let values = if stacked { Emu::ZERO } else { self.widest_value() + gap };
        let before = if scale.low < 0 { values } else { Emu::ZERO };
        let left = names_wide + gap + before;
        let room = self.measure - left - values;
        if room < em * 2 {
            self.lack(em * 2 - room);
        }
        let length = room.max(em);
        let axis = left + scale.place(0, length);
        let several = self.chart.series.len() > 1;
        let named = stacked && self.names_fit(&scale, length);
        let top = if !several {
            Emu::ZERO
        } else if named {
            em.scale(3, 2)
        } else {
            self.key()
        };
        let count = names.len().max(1) as i64;
        let slot = (self.height - top).scale(1, count);
        let ground = Ground { axis, left, length, scale, top, slot };
        for (at, name) in names.into_iter().enumerate() {
            let middle = top + slot.scale(2 * at as i64 + 1, 2);
            self.put_end(name, names_wide, middle);
            if stacked {
                self.stack_of(at, middle, named && at == 0, &ground);
            } else {
                self.group_of(at, middle, &ground);
            }
        }
        self.axis(Point::new(axis, top), Point::new(axis, self.height));
    }

    fn widest_value(&self) -> Emu {
        let points = self.chart.series.iter().flat_map(|series| &series.points);
        points.map(|point| self.label(&point.written).width).max().unwrap_or_default()
    }

    /// From zero to the longest stack.
    fn sums(&self) -> Scale {
        let sum = |at| (0..self.chart.series.len()).map(move |n| self.amount(n, at)).sum::<i64>();
        Scale::of((0..self.chart.labels.len()).map(sum))
    }

    fn amount(&self, series: usize, at: usize) -> i64 {
        self.point(series, at).map_or(0, |point| thousandths(point.value))
    }

    /// Whether every series' name has room over its part of the first stack, and its value in it.
    fn names_fit(&self, scale: &Scale, length: Emu) -> bool {
        self.chart.series.iter().enumerate().all(|(n, series)| {
            let part = scale.place(self.amount(n, 0), length);
            let value = self.point(n, 0).map_or(Emu::ZERO, |point| self.label(&point.written).width);
            self.label(&series.name).width <= part && value + self.em().scale(1, 2) <= part
        })
    }

    /// The bars of one category, one under the other.
    fn group_of(&mut self, at: usize, middle: Emu, ground: &Ground) {
        let em = self.em();
        let count = self.chart.series.len().max(1) as i64;
        let thick = (ground.slot.scale(7, 10) / count).min(em.scale(3, 2)).min(ground.slot.scale(1, 2));
        let first = middle - (thick * count).scale(1, 2);
        for n in 0..self.chart.series.len() {
            let Some(point) = self.point(n, at) else { continue };
            let (amount, value) = (thousandths(point.value), self.label(&point.written));
            let y = first + thick * n as i64;
            let end = ground.left + ground.scale.place(amount, ground.length);
            let fill = if count > 1 { of_series(n) } else { PLAIN };
            let rect = between(Point::new(ground.axis, y), Point::new(end, y + thick));
            if count > 1 {
                self.fill_rect(rect, fill)
            } else {
                self.plain_bar(rect)
            }
            let place = y + thick.scale(1, 2);
            if amount < 0 {
                self.put_end(value, end - em.scale(1, 3), place);
            } else {
                self.put_start(value, end + em.scale(1, 3), place);
            }
        }
    }

    /// A bar that needs no edge.
    pub(super) fn plain_bar(&mut self, rect: Rect) {
        if let Fill::Tint(lightness) = PLAIN {
            self.shape(Shape::filled(rect, Colour::Gray(lightness)));
        }
    }

    /// One bar of all series, each with its value in it, or above it where it is too short.
    fn stack_of(&mut self, at: usize, middle: Emu, named: bool, ground: &Ground) {
        let em = self.em();
        let thick = ground.slot.scale(1, 2).min(em * 2).max(em.scale(5, 4).min(ground.slot));
        let (top, foot) = (middle - thick.scale(1, 2), middle + thick.scale(1, 2));
        let mut sum = 0;
        let mut above: Vec<(Emu, Label)> = Vec::new();
        for n in 0..self.chart.series.len() {
            let Some(point) = self.point(n, at) else { continue };
            let (amount, value) = (thousandths(point.value), self.label(&point.written));
            let from = ground.left + ground.scale.place(sum, ground.length);
            sum += amount;
            let to = ground.left + ground.scale.place(sum, ground.length);
            let fill = of_series(n);
            self.fill_rect(between(Point::new(from, top), Point::new(to, foot)), fill);
            let centre = (from + to).scale(1, 2);
            if value.width + em.scale(1, 2) <= to - from {
                if !fill.is_calm() {
                    let half = value.width.scale(1, 2) + em.scale(1, 5);
                    let tall = em.scale(3, 5).min(thick.scale(2, 5));
                    let white =
                        between(Point::new(centre - half, middle - tall), Point::new(centre + half, middle + tall));
                    self.shape(Shape::filled(white, Colour::WHITE));
                }
                self.put_centred(value, centre, middle);
            } else {
                above.push((centre, value));
            }
            if named {
                let name = self.chart.series.get(n).map_or(String::new(), |series| series.name.clone());
                let label = self.label(&name);
                self.put_centred(label, centre, ground.top - em.scale(3, 4));
            }
        }
        self.in_a_line(above, top - em.scale(7, 10));
    }

    /// Labels side by side, each as near to its place as the others and the edges let it.
    fn in_a_line(&mut self, mut labels: Vec<(Emu, Label)>, y: Emu) {
        let gap = self.em().scale(1, 4);
        let mut taken = Emu::ZERO;
        for (x, label) in &mut labels {
            *x = (*x).max(taken + label.width.scale(1, 2));
            taken = *x + label.width.scale(1, 2) + gap;
        }
        // Those pushed past the edge push the ones before them back again.
        let mut free = self.measure;
        for (x, label) in labels.iter_mut().rev() {
            *x = (*x).min(free - label.width.scale(1, 2));
            free = *x - label.width.scale(1, 2) - gap;
        }
        self.lack(-free - gap);
        for (x, label) in labels {
            self.put_centred(label, x, y);
        }
    }
}
