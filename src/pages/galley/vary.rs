//! The other ways of setting what stands where columns came out badly: with air around it, lines
//! tighter or looser, charts drawn higher or lower, pictures a line smaller, rows of a table opened.

use super::{Galley, Ink, Other, Shop, of_lines, strips};
use crate::base::{Emu, Findings};
use crate::lines::Fit;
use crate::pages::chart::of_chart;
use crate::pages::flow::{LOOSE, Setting, Strip, TIGHT, TOGETHER};
use crate::pages::node::of_picture;
use crate::pages::table::of_table;
use crate::style::{Align, Chart, NodeId, Picture, Table};

/// Gaps of a paragraph set otherwise open no further, 1/1000 em: half of what everybody sees.
const LOOSEST: i32 = 60;

/// Price of a chart drawn, or of a table's rows opened, by a line.
const DRAWN_OTHERWISE: u32 = 300;
/// A chart is drawn higher or lower by one line for so many that it has: a third of its height, in which bars and lines
/// say the same.
const DRAWN_WITHIN: u16 = 3;
/// Price of a picture a line smaller: more than a line of air beside it.
const SHRUNK: u32 = 400;
/// It loses a tenth of its height at most.
const SMALLER: i64 = 10;
/// A table's rows are opened by a line for so many of them, ...
const ROWS_A_LINE: usize = 6;
/// ... by so many lines at most; ...
const MOST_OPENED: usize = 3;
/// ... and none of a table of more rows than this, which goes over several columns.
const MOST_ROWS: usize = 60;

impl Galley<'_> {
    /// Lets free lines be added around it, where that is what a compositor would do: before a head,
    /// around what is not text. `held` is whether the piece above must not be parted from it.
    pub fn open(&mut self, held: bool, shop: &Shop<'_>) {
        let (before, after) = match &self.para {
            Some((para, _)) => match shop.sheet.para(para.style).takes {
                0 => (self.piece.before.min(1), 0),
                1 | 2 => (1, 0),
                _ => (2, 0),
            },
            None => (3, 3),
        };
        self.piece.opens_before = if held { 0 } else { before };
        // A head at a column's head has given up the air above it: a line of that may stand below it.
        self.piece.opens_below = u16::from(self.piece.sheds > 0);
        self.piece.opens_after = if self.keeps_with_next() { 0 } else { after };
    }

    /// Whether it must not be parted from what follows.
    pub fn keeps_with_next(&self) -> bool {
        self.piece.keeps_with_next()
    }

    /// Adds the other ways of setting a paragraph of text: a line or two looser or tighter, no line of
    /// them opened so far that it is seen.
    pub fn vary(&mut self, measure: Emu, shop: &Shop<'_>) {
        if let Some((chart, id)) = self.chart {
            self.vary_chart(chart, id, measure, shop);
        }
        if let Some((picture, id)) = self.picture {
            self.vary_picture(picture, id, measure, shop);
        }
        if let Some((table, id)) = self.table {
            self.vary_table(table, id, measure, shop);
        }
        let Some((para, _)) = self.para else { return };
        let style = shop.sheet.para(para.style);
        let Some(natural) = self.piece.settings.first().cloned() else { return };
        if style.takes > 0 || self.piece.settings.len() > 1 {
            return;
        }
        // Only lines that fill their measure can be set tighter or looser: one that is centred would
        // turn where it need not.
        if style.align != Align::Justify {
            return;
        }
        let fits: Vec<Fit> = self.ink.first().into_iter().flatten().filter_map(fit).collect();
        let count = natural.strips.len();
        if fits.len() != count || self.gives == [false; 2] {
            return;
        }
        let end = natural.strips.last().map_or(0, |strip| strip.cost);
        let together = natural.strips.iter().rev().skip(1).any(|strip| strip.cost == TOGETHER);
        let (easy, loosest) = (unease(&fits), loosest(fits.iter().copied()));
        let prepared = shop.setter.prepare(para);
        let Some(mut others) = prepared.others(measure, loosest) else { return };
        let [mut fewer, mut more] = self.gives;
        for by in [1, 2] {
            for loose in [true, false] {
                // What is not to be had by one line is not to be had by two.
                let may = if loose { &mut more } else { &mut fewer };
                let lines = if loose { count + by } else { count.saturating_sub(by) };
                if !*may || lines == 0 {
                    continue;
                }
                let Some(sketch) = others.sketch(lines) else {
                    *may = false;
                    continue;
                };
                let fits: Vec<Fit> = sketch.iter().map(|(_, fit)| *fit).collect();
                let mut strips: Vec<Strip> = strips(lines, style, shop).collect();
                if let Some(last) = strips.last_mut() {
                    last.cost = end;
                }
                let base = if loose { LOOSE } else { TIGHT };
                let cost = base * by as u32 + unease(&fits).saturating_sub(easy) / TORN;
                let setting = self.piece.settings.len();
                self.piece.settings.push(Setting { strips, cost });
                let ends: Vec<u32> = sketch.iter().map(|(text, _)| text.end).collect();
                self.call_notes(setting, &ends, para);
                // Most are not chosen: the lines are set when they are needed.
                self.ink.push(Vec::new());
                self.others.push(Other { setting, lines, loosest });
            }
        }
        if together {
            self.keep_together();
        }
    }
}

/// A setting costs one more for each of so many squares of 1/1000 em by which its lines' gaps open: a line
/// torn by 60/1000 em is as dear as a free line at a head.
const TORN: u32 = 4;

/// The squares of the lines' gaps, 1/1000 em: a few torn lines are worse than many opened a little.
fn unease(fits: &[Fit]) -> u32 {
    let stretch = |fit: &Fit| fit.stretch.unsigned_abs().min(1000);
    fits.iter().map(stretch).fold(0, |sum, stretch| sum.saturating_add(stretch * stretch))
}

/// How a strip's line is made to fit.
fn fit(ink: &Ink) -> Option<Fit> {
    match ink {
        Ink::Line(_, _, line) => Some(line.fit),
        Ink::Items(_) => None,
    }
}

/// How far the gaps of a paragraph set otherwise may open, 1/1000 em: as far as those of its worst line already do.
pub(super) fn loosest(fits: impl Iterator<Item = Fit>) -> i32 {
    fits.filter(|fit| !fit.last).map(|fit| fit.stretch).max().unwrap_or(0).max(LOOSEST)
}

impl Galley<'_> {
    /// Adds the chart drawn some lines higher or lower.
    fn vary_chart(&mut self, chart: &Chart, id: NodeId, measure: Emu, shop: &Shop<'_>) {
        let Some(end) = self.piece.settings.first().and_then(|natural| natural.strips.last()).map(|last| last.cost)
        else {
            return;
        };
        if self.piece.settings.len() > 1 {
            return;
        }
        for delta in [1_i16, -1, 2, -2, 3, -3] {
            if delta.unsigned_abs() * DRAWN_WITHIN > chart.lines {
                break;
            }
            let lines = chart.lines.saturating_add_signed(delta);
            let other = Chart { lines, ..chart.clone() };
            let mut drawn = of_chart(&other, id, measure, shop, self.span, &mut Findings::default());
            let Some(mut setting) = drawn.piece.settings.pop() else { return };
            setting.cost = DRAWN_OTHERWISE * u32::from(delta.unsigned_abs());
            if let Some(last) = setting.strips.last_mut() {
                last.cost = end;
            }
            self.piece.settings.push(setting);
            self.ink.append(&mut drawn.ink);
        }
    }
}

impl Galley<'_> {
    /// Adds the picture a line smaller, its sides in proportion, by a tenth at most.
    fn vary_picture(&mut self, picture: &Picture, id: NodeId, measure: Emu, shop: &Shop<'_>) {
        let Some([strip]) = self.piece.settings.first().map(|natural| natural.strips.as_slice()) else { return };
        let (whole, end, pitch) = (Emu(i64::from(strip.height)), strip.cost, shop.pitch());
        if self.piece.settings.len() > 1 || pitch <= Emu::ZERO {
            return;
        }
        // Down to the next line of the grid.
        let lines = (whole.0 - 1).div_euclid(pitch.0);
        let less = whole - pitch * lines;
        let (width, height) = shown(picture, measure);
        if lines < 1 || less.0 * SMALLER > height.0 {
            return;
        }
        let other =
            Picture { width: width.scale((height - less).0, height.0), height: height - less, ..picture.clone() };
        let mut set = of_picture(&other, id, measure, shop, self.span, &mut Findings::default());
        let Some(mut setting) = set.piece.settings.pop() else { return };
        setting.cost = SHRUNK;
        if let Some(last) = setting.strips.last_mut() {
            last.cost = end;
        }
        self.piece.settings.push(setting);
        self.ink.append(&mut set.ink);
    }
}

/// The size of a picture in a measure.
fn shown(picture: &Picture, measure: Emu) -> (Emu, Emu) {
    let (width, height) = (picture.width.max(Emu(1)), picture.height.max(Emu(1)));
    if width > measure { (measure, height.scale(measure.0, width.0).max(Emu(1))) } else { (width, height) }
}

impl Galley<'_> {
    /// Adds the table with its rows opened by a line or more altogether, which nobody sees.
    fn vary_table(&mut self, table: &Table, id: NodeId, measure: Emu, shop: &Shop<'_>) {
        let rows = table.body.len();
        if self.piece.settings.len() > 1 || rows > MOST_ROWS {
            return;
        }
        let costs = |setting: &Setting| setting.strips.iter().map(|strip| strip.cost).collect::<Vec<_>>();
        let natural = self.piece.settings.first().map(costs).unwrap_or_default();
        for lines in 1..=(rows / ROWS_A_LINE).min(MOST_OPENED) as u16 {
            let mut opened = of_table(table, id, measure, lines, shop, self.span, &mut Findings::default());
            let Some(mut setting) = opened.piece.settings.pop() else { return };
            setting.cost = DRAWN_OTHERWISE * u32::from(lines);
            setting.strips.iter_mut().zip(&natural).for_each(|(strip, cost)| strip.cost = *cost);
            self.piece.settings.push(setting);
            self.ink.append(&mut opened.ink);
        }
    }
}

impl Galley<'_> {
    /// Sets the lines of the chosen setting again, when they were not kept.
    pub fn ink_setting(&mut self, setting: usize, measure: Emu, shop: &Shop<'_>) {
        let other = self.others.iter().find(|other| other.setting == setting).copied();
        let (Some(other), Some((para, owner))) = (other, self.para) else { return };
        if self.ink.get(setting).is_none_or(|ink| !ink.is_empty()) {
            return;
        }
        let Some(lines) = shop.setter.prepare(para).variant(measure, other.lines, other.loosest) else { return };
        let style = shop.sheet.para(para.style);
        let ink = of_lines(lines, owner, style, shop).into_iter().map(|(_, ink)| ink).collect();
        for (number, slot) in self.ink.iter_mut().enumerate() {
            // What was not chosen will not be drawn.
            if number != setting {
                *slot = Vec::new();
            }
        }
        if let Some(slot) = self.ink.get_mut(setting) {
            *slot = ink;
        }
    }
}
