//! Tab stops and leaders (制表与导引线): lines whose parts stand at the places their style names.
//!
//! A line with tabs is filled from its start and never justified: its parts have places of their own.

use super::adorn::circle;
use super::class::Class;
use super::line::Adornment;
use super::packed::Row;
use super::ruler::Edges;
use super::shape::Item;
use crate::base::{Colour, Emu, Paint, Point, Shape};
use crate::style::{Leader, TabAlign, TabStop};

/// Where no stop is left, a tab is one em wide.
const NO_STOP: i64 = 1000;
/// A leader keeps clear of the text at both its ends, 1/1000 em.
const CLEAR: i64 = 250;
/// From dot to dot, 1/1000 em: three to the em, as in ……
const DOT_STEP: i64 = 333;
/// Half a dot, 1/1000 em.
const DOT: i64 = 50;
/// Height of a leader's middle over the baseline, 1/1000 em: dots stand on it, middots in the middle of the square.
const ON_LINE: i64 = 50;
const IN_MIDDLE: i64 = 380;
/// A line as leader: below the baseline, and its width, 1/1000 em.
const RULE_BELOW: i64 = 100;
const RULE_WIDTH: i64 = 45;

/// The stops of a paragraph, EMU.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tabs {
    stops: Vec<TabStop>,
    em: i64,
}

/// A tab of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tab {
    /// Where it begins, EMU from the measure's start.
    pub(crate) x: i64,
    /// How wide it is.
    pub(crate) width: i64,
    leader: Leader,
}

impl Tabs {
    /// The stops of a style with this em.
    pub(crate) fn new(stops: &[TabStop], em: Emu) -> Tabs {
        Tabs { stops: stops.to_vec(), em: em.0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.stops.is_empty()
    }

    /// The tabs of a line that begins at `x`, in a measure that ends at `edge`, and where its last item ends. `point`
    /// tells how far into an item its decimal point stands.
    pub(crate) fn lay(
        &self,
        items: &[Item],
        edges: Edges,
        mut x: i64,
        edge: i64,
        point: &dyn Fn(usize) -> Option<i64>,
    ) -> (Vec<Tab>, i64) {
        let mut tabs = Vec::new();
        let ends = |at: usize| if at + 1 == items.len() { i64::from(edges.right) } else { 0 };
        for (at, item) in items.iter().enumerate() {
            x += if at == 0 { i64::from(edges.left) } else { i64::from(item.gap) };
            if item.class == Class::Tab {
                let part = items.get(at + 1..).unwrap_or_default();
                let part = part.split(|item| item.class == Class::Tab).next().unwrap_or_default();
                let last = at + part.len();
                let tab = self.to_next(x, part, ends(last), edge, &|inside| point(at + 1 + inside));
                tabs.push(tab);
                x += tab.width;
            } else {
                x += i64::from(item.width) + ends(at);
            }
        }
        (tabs, x)
    }

    /// A tab at `x` before the items of `part`.
    fn to_next(&self, x: i64, part: &[Item], right: i64, edge: i64, point: &dyn Fn(usize) -> Option<i64>) -> Tab {
        let place = |stop: &TabStop| stop.at.map_or(edge, |at| i64::from(at) * self.em / 1000);
        let next = self.stops.iter().map(|stop| (place(stop), stop)).filter(|(at, _)| *at > x && *at <= edge);
        let Some((at, stop)) = next.min_by_key(|(at, _)| *at) else {
            return Tab { x, width: self.em * NO_STOP / 1000, leader: Leader::None };
        };
        let wide = |items: &[Item]| items.iter().map(|item| i64::from(item.width) + i64::from(item.gap)).sum::<i64>();
        let all = wide(part) + right;
        let before = match stop.align {
            TabAlign::Start => 0,
            TabAlign::Centre => all / 2,
            TabAlign::End => all,
            TabAlign::Decimal => {
                let of = |at: usize| {
                    let gap = part.get(at).map_or(0, |item| i64::from(item.gap));
                    point(at).map(|inside| wide(part.get(..at).unwrap_or_default()) + gap + inside)
                };
                (0..part.len()).find_map(of).unwrap_or(all)
            }
        };
        Tab { x, width: (at - before - x).max(0), leader: stop.leader }
    }

    /// What leads over the tabs of a line.
    pub(crate) fn lead(&self, tabs: &[Tab], colour: &Colour, row: &mut Row) {
        let part = |thousandths: i64| self.em * thousandths / 1000;
        for tab in tabs {
            let (from, to) = (tab.x + part(CLEAR), tab.x + tab.width - part(CLEAR));
            // No room, nothing to lead over.
            if to <= from {
                continue;
            }
            match tab.leader {
                Leader::None => {}
                Leader::Rule => {
                    let at = |x: i64| Point::new(Emu(x), Emu(part(RULE_BELOW)));
                    let rule = Shape::rule(at(from), at(to), Emu(part(RULE_WIDTH)), colour.clone());
                    row.adornments.push(Adornment::Shape(rule));
                }
                Leader::Dots | Leader::Middots => {
                    let up = if tab.leader == Leader::Dots { ON_LINE } else { IN_MIDDLE };
                    // Counted from the measure's start, so that the dots of neighbouring lines stand under one another.
                    let (step, radius) = (part(DOT_STEP).max(1), part(DOT).max(1));
                    let first = (from + radius).div_euclid(step) + i64::from((from + radius).rem_euclid(step) > 0);
                    let last = (to - radius).div_euclid(step);
                    // One drawing for all of them.
                    let dots = (first..=last).flat_map(|dot| circle(dot * step, -part(up), radius));
                    let paint = Paint { fill: Some(colour.clone()), stroke: None };
                    row.adornments.push(Adornment::Shape(Shape { path: dots.collect(), paint }));
                }
            }
        }
    }
}
