//! Where the labels of a chart's points stand. Word and LibreOffice put each at its point and look at no other: the
//! labels of lines that run close, of short parts of a bar and of thin slices come to lie on one another. A hand that
//! makes the chart moves them apart, and so is it done here: by `c:dLblPos` where a side is enough, else by
//! `c:manualLayout`, whose `c:x` and `c:y` shift a label by a share of the chart's width and height from where it would
//! stand. Both draw a leader to a slice whose label was moved.
//!
//! Neither says how it lays a chart out, so that places are estimates; they need hold to a third of an em.

use crate::base::Emu;
use crate::base::turn::{TURN, direction};
use crate::content::ChartKind;
use crate::style::Chart;
use crate::style::sense::width;
use rust_decimal::prelude::ToPrimitive;

/// Share of a bar's place that is left free beside it, as `c:gapWidth` has it of the bar.
pub(crate) const GAP: i64 = 60;

/// How the labels of a chart stand.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// The circle of a pie whose labels are moved: left, top, width and height of its square.
    pub(crate) plot: Option<[Share; 4]>,
    /// By series and point.
    moved: Vec<Vec<Place>>,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// Where its series has them.
    #[default]
    Usual,
    /// Below its point, not above.
    Below,
    /// Moved right and down, by shares of the chart.
    Moved(Share, Share),
}

/// A ten-thousandth of the chart's width or height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share(i64);

impl Share {
    fn of(part: Emu, whole: Emu) -> Share {
        Share(part.scale(10_000, whole.0.max(1)).0)
    }

    /// As DrawingML writes it.
    pub(crate) fn written(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.abs();
        format!("{sign}{}.{:04}", size / 10_000, size % 10_000)
    }
}

impl Labels {
    /// The labels of a chart of this width and height, in letters of this size.
    pub(crate) fn of(chart: &Chart, (wide, high): (Emu, Emu), em: Emu) -> Labels {
        let sheet = Sheet { wide, high, em };
        match chart.kind {
            ChartKind::Bar | ChartKind::Column => Labels::default(),
            ChartKind::Line => Labels { plot: None, moved: sides(chart) },
            ChartKind::Stacked => Labels { plot: None, moved: sheet.raised(chart) },
            ChartKind::Pie => sheet.fanned(chart),
        }
    }

    /// Where the label of a point stands.
    pub(crate) fn place(&self, series: usize, point: usize) -> Place {
        self.moved.get(series).and_then(|series| series.get(point)).copied().unwrap_or_default()
    }
}

/// Of lines above one another the lowest has its label below, the highest above, and one between them on the side
/// where the next line is farther.
fn sides(chart: &Chart) -> Vec<Vec<Place>> {
    let value = |series: usize, point: usize| chart.series.get(series)?.points.get(point).map(|point| point.value);
    let side = |series: usize, point: usize| {
        let own = value(series, point)?;
        let others = (0..chart.series.len()).filter(|other| *other != series);
        let others: Vec<_> = others.filter_map(|other| Some((value(other, point)?, other))).collect();
        // Of equal ones the first counts as the higher.
        let above = others.iter().filter(|(value, at)| (*value, series) > (own, *at)).map(|(value, _)| *value).min();
        let below = others.iter().filter(|(value, at)| (*value, series) < (own, *at)).map(|(value, _)| *value).max();
        match (above, below) {
            (None, _) => None,
            (Some(_), None) => Some(Place::Below),
            (Some(above), Some(below)) => (above - own < own - below).then_some(Place::Below),
        }
    };
    let points = |(at, series): (usize, &crate::style::ChartSeries)| {
        (0..series.points.len()).map(|point| side(at, point).unwrap_or_default()).collect()
    };
    chart.series.iter().enumerate().map(points).collect()
}

/// The room of a chart and the size of its letters.
struct Sheet {
    wide: Emu,
    high: Emu,
    em: Emu,
}

/// A label of a pie on its way.
struct Tag {
    at: usize,
    /// Centre, where it would stand.
    x: Emu,
    y: Emu,
    wide: Emu,
    /// Height of the middle of its slice's edge.
    edge: Emu,
}

impl Sheet {
    /// Width of some characters: figures are a little wider than half an em.
    fn width(&self, text: &str) -> Emu {
        self.em.scale(i64::from(width(text)) * 56, 100)
    }

    /// Labels of parts too short for them stand over their bar, side by side.
    fn raised(&self, chart: &Chart) -> Vec<Vec<Place>> {
        let amount = |series: usize, point: usize| {
            let value = chart.series.get(series).and_then(|series| series.points.get(point));
            value.and_then(|point| point.value.to_f64()).unwrap_or(0.0).max(0.0)
        };
        let count = chart.labels.len();
        let total = |point: usize| (0..chart.series.len()).map(|series| amount(series, point)).sum::<f64>();
        // An axis ends at the next round number.
        let end = (0..count).map(total).fold(0.0, f64::max) * 1.1;
        let mut places = vec![vec![Place::Usual; count]; chart.series.len()];
        let names = chart.labels.iter().map(|label| self.width(label)).max().unwrap_or_default();
        let (left, right) = (names + self.em, self.wide - self.em.scale(1, 2));
        let slot = (self.high - self.em.scale(5, 2)).scale(1, count.max(1) as i64);
        let bar = slot.scale(100, 100 + GAP);
        // A line of labels wants its height between two bars.
        if end <= 0.0 || slot - bar < self.em || right <= left {
            return places;
        }
        let long = |amount: f64| Emu(((right - left).0 as f64 * amount / end).round() as i64);
        let up = Share::of(Emu::ZERO - bar.scale(1, 2) - self.em.scale(2, 3), self.high);
        for point in 0..count {
            let mut begin = left;
            // Series, its part's middle, its label's width.
            let mut short: Vec<(usize, Emu, Emu)> = Vec::new();
            for (at, series) in chart.series.iter().enumerate() {
                let part = long(amount(at, point));
                let label = series.points.get(point).map_or(Emu::ZERO, |point| self.width(&point.written));
                if label + self.em.scale(1, 4) > part {
                    short.push((at, begin + part.scale(1, 2), label));
                }
                begin += part;
            }
            let mut centres: Vec<Emu> = short.iter().map(|(_, centre, _)| *centre).collect();
            let gap = self.em.scale(1, 2);
            let mut free = Emu::ZERO;
            for (centre, (_, _, label)) in centres.iter_mut().zip(&short) {
                *centre = (*centre).max(free + label.scale(1, 2));
                free = *centre + label.scale(1, 2) + gap;
            }
            // Those pushed over the edge push the ones before them back.
            let mut free = self.wide;
            for (centre, (_, _, label)) in centres.iter_mut().zip(&short).rev() {
                *centre = (*centre).min(free - label.scale(1, 2));
                free = *centre - label.scale(1, 2) - gap;
            }
            for (centre, (at, middle, _)) in centres.iter().zip(&short) {
                if let Some(place) = places.get_mut(*at).and_then(|series| series.get_mut(point)) {
                    *place = Place::Moved(Share::of(*centre - *middle, self.wide), up);
                }
            }
        }
        places
    }

    /// Labels of a pie, name over value: on a side where some would lie on one another they stand below each other.
    fn fanned(&self, chart: &Chart) -> Labels {
        let Some(series) = chart.series.first() else { return Labels::default() };
        let amounts: Vec<f64> =
            series.points.iter().map(|point| point.value.to_f64().unwrap_or(0.0).max(0.0)).collect();
        let whole: f64 = amounts.iter().sum();
        let words = chart.labels.iter().zip(&series.points);
        let widths: Vec<Emu> = words.map(|(name, point)| self.width(name).max(self.width(&point.written))).collect();
        if whole <= 0.0 {
            return Labels::default();
        }
        let mut sum = 0.0;
        let angles = amounts.iter().map(|amount| {
            sum += amount;
            ((sum - amount / 2.0) / whole * TURN as f64).round() as i64
        });
        let angles: Vec<i64> = angles.collect();
        let beside = |right: bool| {
            let here = angles.iter().zip(&widths).filter(|(angle, _)| (**angle < TURN / 2) == right);
            here.map(|(_, wide)| *wide).max().unwrap_or_default()
        };
        // The circle stands between the labels of both sides, which need not be alike.
        let (height, leader) = (self.em.scale(12, 5), self.em);
        let (first, second) = (beside(false), beside(true));
        let across = self.wide - first - second - leader * 2;
        let radius = across.scale(1, 2).min(self.high.scale(1, 2) - height);
        if radius < self.em.scale(3, 2) {
            return Labels::default();
        }
        let centre_x = first + leader + across.scale(1, 2);
        let centre_y = self.high.scale(1, 2);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (at, (angle, wide)) in angles.iter().copied().zip(&widths).enumerate() {
            let (across, down) = direction(angle);
            let far = |share: f64| Emu((radius.0 as f64 * share).round() as i64);
            // By a corner at its point, but straight above, below and beside the circle (LibreOffice: within five
            // degrees, a sine of 0.087).
            let side = |share: f64| if share.abs() < 0.087 { 0 } else { share.signum() as i64 };
            let x = centre_x + far(across) + wide.scale(side(across), 2);
            let edge = centre_y + far(down);
            let tag = Tag { at, x, y: edge + height.scale(side(down), 2), wide: *wide, edge };
            if angle < TURN / 2 { right.push(tag) } else { left.push(tag) }
        }
        left.reverse();
        let mut places = vec![Place::Usual; widths.len()];
        for (side, tags) in [(1, right), (-1, left)] {
            let crowded = tags
                .iter()
                .zip(tags.iter().skip(1))
                .any(|(a, b)| (a.y - b.y).abs() < height && (a.x - b.x).abs() < (a.wide + b.wide).scale(1, 2));
            if !crowded {
                continue;
            }
            let mut levels: Vec<Emu> = tags.iter().map(|tag| tag.edge).collect();
            let half = height.scale(1, 2);
            let mut free = Emu::ZERO;
            for level in &mut levels {
                *level = (*level).max(free + half);
                free = *level + half;
            }
            let mut free = self.high;
            for level in levels.iter_mut().rev() {
                *level = (*level).min(free - half);
                free = *level - half;
            }
            let begin = centre_x + (radius + leader) * side;
            for (tag, level) in tags.iter().zip(levels) {
                let x = begin + tag.wide.scale(side, 2) - tag.x;
                if let Some(place) = places.get_mut(tag.at) {
                    *place = Place::Moved(Share::of(x, self.wide), Share::of(level - tag.y, self.high));
                }
            }
        }
        if places.iter().all(|place| *place == Place::Usual) {
            return Labels::default();
        }
        let square = [
            Share::of(centre_x - radius, self.wide),
            Share::of(centre_y - radius, self.high),
            Share::of(radius * 2, self.wide),
            Share::of(radius * 2, self.high),
        ];
        Labels { plot: Some(square), moved: vec![places] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{ChartPoint, ChartSeries, ParaStyleId};

    fn chart(kind: ChartKind, values: &[&[i64]]) -> Chart {
        let point = |value: &i64| ChartPoint { value: (*value).into(), written: value.to_string() };
        let one = |values: &&[i64]| ChartSeries { name: "甲".into(), points: values.iter().map(point).collect() };
        Chart {
            kind,
            labels: vec!["某项名称".into(); values.first().map_or(0, |values| values.len())],
            series: values.iter().map(one).collect(),
            unit: String::new(),
            unit_line: None,
            caption: None,
            below: Vec::new(),
            alt: String::new(),
            label_style: ParaStyleId::default(),
            lines: 12,
        }
    }

    fn labels(chart: &Chart) -> Labels {
        Labels::of(chart, (Emu::mm(52), Emu::mm(52)), Emu::pt(8))
    }

    #[test]
    fn shares_are_decimals() {
        assert_eq!(Share::of(Emu(-1), Emu(8)).written(), "-0.1250");
        assert_eq!(Share::of(Emu(9), Emu(8)).written(), "1.1250");
    }

    #[test]
    fn the_lowest_line_is_labelled_below() {
        let labels = labels(&chart(ChartKind::Line, &[&[72, 9], &[44, 8], &[38, 2]]));
        let places = [0, 1, 2].map(|series| [0, 1].map(|point| labels.place(series, point)));
        let (usual, below) = (Place::Usual, Place::Below);
        assert_eq!(places, [[usual, usual], [usual, below], [below, below]]);
        let one = chart(ChartKind::Line, &[&[1, 2]]);
        assert_eq!(super::Labels::of(&one, (Emu::mm(52), Emu::mm(52)), Emu::pt(8)).place(0, 1), Place::Usual);
    }

    #[test]
    fn short_parts_are_labelled_over_their_bar() {
        let labels = labels(&chart(ChartKind::Stacked, &[&[60, 40], &[4, 40], &[3, 1]]));
        assert_eq!([labels.place(0, 0), labels.place(1, 1)], [Place::Usual, Place::Usual]);
        let (Place::Moved(a, up), Place::Moved(b, _)) = (labels.place(1, 0), labels.place(2, 0)) else { panic!() };
        assert!(up.0 < 0 && a.0 < b.0, "{a:?} {b:?}");
    }

    #[test]
    fn thin_slices_have_their_labels_below_each_other() {
        let thin = labels(&chart(ChartKind::Pie, &[&[50, 40, 2, 2, 2]]));
        assert!(thin.plot.is_some());
        // The right side has room enough.
        assert_eq!(thin.place(0, 0), Place::Usual);
        assert!((1..5).all(|point| matches!(thin.place(0, point), Place::Moved(..))));
        assert!(labels(&chart(ChartKind::Pie, &[&[50, 25, 25]])).plot.is_none());
        // In a narrow column the circle gives way to the side with the longer labels.
        let mut narrow = chart(ChartKind::Pie, &[&[50, 40, 2, 2, 2]]);
        narrow.labels = ["甲", "某项名称", "乙", "丙", "丁"].map(String::from).to_vec();
        let Some([left, _, wide, _]) = Labels::of(&narrow, (Emu::mm(36), Emu::mm(52)), Emu::pt(8)).plot else {
            panic!()
        };
        assert!(left.0 + wide.0 / 2 > 5_000, "{left:?} {wide:?}");
    }
}
