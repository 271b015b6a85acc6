//! Charts drawn as vectors, their labels in the page's own faces.
//!
//! Black on white: what must be told apart is told by tint, hatching, pen and place, never by
//! colour, and is named where it stands; a key is drawn only where the names find no room.

mod bars;
mod columns;
mod fill;
mod key;
mod line;
mod pie;
mod turn;

use super::codes;
use super::galley::{Galley, Ink, Shop, Slack, Stack, below, shift, strip};
use super::grid::{baseline, lines};
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Colour, Emu, Findings, Point, Rect, Shape, Span};
use crate::content::ChartKind;
use crate::lines::Line;
use crate::style::{Chart, ChartPoint, NodeId, Para, ParaRole, ParaStyle, Run};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Pen of the axis.
const AXIS: Emu = Emu(6_350);

/// A chart's galley: the unit above, the drawing in whole lines of the grid, caption and source
/// below (CLREQ: the caption stands above a table and below a figure).
pub fn of_chart(
    chart: &Chart,
    id: NodeId,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'static> {
    let owner = |part| Owner::Node(id, part);
    let mut head = Stack::default();
    if let Some(unit) = &chart.unit_line {
        head.push(shop.stack(unit, measure, owner(Part::Unit), Emu::ZERO, findings));
        head.gap(shop.pitch().scale(1, 4));
    }
    let mut captions = Stack::default();
    if let Some(caption) = &chart.caption {
        captions.push(shop.stack(caption, measure, owner(Part::Caption), Emu::ZERO, findings));
    }
    captions.push(below(&chart.below, owner, measure, shop, findings));
    let page = &shop.sheet.page;
    let room = shop.pitch() * i64::from(lines(page)) - captions.height - head.height;
    let asked = shop.pitch() * i64::from(chart.lines.max(2));
    let height = asked.min(room).max(shop.pitch());
    if height < asked {
        findings.push(codes::shrunk(span));
    }
    let mut easel = Easel {
        chart,
        id,
        shop,
        style: shop.sheet.para(chart.label_style),
        measure,
        height,
        items: Vec::new(),
        lacks: Emu::ZERO,
    };
    match chart.kind {
        ChartKind::Bar | ChartKind::Stacked => easel.bars(),
        ChartKind::Column => easel.columns(),
        ChartKind::Line => easel.lines(),
        ChartKind::Pie => easel.pie(),
    }
    if easel.lacks > Emu::ZERO {
        findings.push(codes::too_narrow(span, measure + easel.lacks, measure));
    }
    let mut stack = head;
    stack.push(Stack { height: easel.height, items: easel.items });
    stack.push(captions);
    let pitch = shop.pitch().0;
    let whole = Emu((stack.height.0 + pitch - 1) / pitch * pitch);
    // What the captions leave of their last line opens the space between drawing and caption.
    let spare = (whole - stack.height).scale(1, 2);
    let captions =
        stack.items.iter_mut().filter(|item| matches!(item.owner, Owner::Node(_, Part::Caption | Part::Below(_))));
    captions.for_each(|item| shift(std::slice::from_mut(item), Point::new(Emu::ZERO, spare)));
    Galley::new(vec![(strip(whole, 0), Ink::Items(stack.items))], Slack::Below, span)
}

/// The drawing in the making.
struct Easel<'a, 's> {
    chart: &'a Chart,
    id: NodeId,
    shop: &'a Shop<'s>,
    style: &'a ParaStyle,
    measure: Emu,
    height: Emu,
    items: Vec<Item>,
    /// By how much the measure is too narrow.
    lacks: Emu,
}

/// A label, set.
struct Label {
    lines: Vec<Line>,
    width: Emu,
}

impl Label {
    fn height(&self, leading: Emu) -> Emu {
        leading * self.lines.len() as i64
    }
}

impl Easel<'_, '_> {
    /// One em of the labels.
    fn em(&self) -> Emu {
        self.style.size
    }

    /// Distance of a label's lines.
    fn leading(&self) -> Emu {
        self.em().scale(6, 5)
    }

    fn prepare(&self, text: &str) -> crate::lines::Prepared<'_> {
        let para = Para {
            role: ParaRole::Furniture,
            style: self.chart.label_style,
            text: text.into(),
            runs: vec![Run { range: 0..text.len() as u32, ..Run::default() }],
        };
        self.shop.setter.prepare(&para)
    }

    /// A label on one line.
    fn label(&self, text: &str) -> Label {
        self.turned(text, None)
    }

    /// A label, turned where it is wider than `room`.
    fn turned(&self, text: &str, room: Option<Emu>) -> Label {
        if text.is_empty() {
            return Label { lines: Vec::new(), width: Emu::ZERO };
        }
        let prepared = self.prepare(text);
        let natural = prepared.natural_width().max(Emu(1));
        let room = room.unwrap_or(natural).max(prepared.narrowest()).max(Emu(1));
        // Lines of nearly one length: 老旧小区｜改造, not 老旧小区改｜造.
        let count = (natural.0 + room.0 - 1) / room.0;
        let even = natural.scale(1, count.max(1)) + self.em();
        let lines = prepared.set(if count > 1 { even.min(room) } else { natural.min(room) });
        let width = lines.iter().map(|line| line.end - line.start).max().unwrap_or_default();
        Label { lines, width }
    }

    /// Puts a label's lines with their middles at `x`, the label's middle at `y`.
    fn put_centred(&mut self, label: Label, x: Emu, y: Emu) {
        let width = label.width;
        self.put(label, x - width.scale(1, 2), y, 1);
    }

    /// Puts a label that begins at `x`, its middle at `y`.
    fn put_start(&mut self, label: Label, x: Emu, y: Emu) {
        self.put(label, x, y, 0);
    }

    /// Puts a label that ends at `x`, its middle at `y`.
    fn put_end(&mut self, label: Label, x: Emu, y: Emu) {
        let width = label.width;
        self.put(label, x - width, y, 2);
    }

    /// Puts a label whose box begins at `x`; each line takes `side` halves of what it leaves free.
    fn put(&mut self, label: Label, x: Emu, y: Emu, side: i64) {
        let leading = self.leading();
        let top = y - label.height(leading).scale(1, 2);
        for (index, line) in label.lines.into_iter().enumerate() {
            let free = (label.width - (line.end - line.start)).scale(side, 2);
            let slot = top + leading * index as i64;
            let at = Point::new(x + free - line.start, slot + baseline(leading, self.em()));
            self.items.push(Item { owner: Owner::Node(self.id, Part::Label), kind: ItemKind::Line { at, line } });
        }
    }

    fn shape(&mut self, shape: Shape) {
        self.items.push(Item { owner: Owner::Node(self.id, Part::Label), kind: ItemKind::Shape(shape.into()) });
    }

    fn axis(&mut self, from: Point, to: Point) {
        self.shape(Shape::rule(from, to, AXIS, Colour::BLACK));
    }

    /// Notes that the drawing would need so much more room across.
    fn lack(&mut self, by: Emu) {
        self.lacks = self.lacks.max(by);
    }

    fn point(&self, series: usize, at: usize) -> Option<&ChartPoint> {
        self.chart.series.get(series)?.points.get(at)
    }

    /// All values, in thousandths.
    fn amounts(&self) -> impl Iterator<Item = i64> {
        self.chart.series.iter().flat_map(|series| &series.points).map(|point| thousandths(point.value))
    }
}

/// The values from the lowest to the highest that an axis shows; zero is always among them.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    fn of(amounts: impl Iterator<Item = i64>) -> Scale {
        let (low, high) = amounts.fold((0, 0), |(low, high), amount| (low.min(amount), high.max(amount)));
        Scale { low, high: if high == low { low + 1 } else { high } }
    }

    /// How far from the lowest a value stands on an axis of this length.
    fn place(self, amount: i64, length: Emu) -> Emu {
        length.scale(amount - self.low, self.high - self.low)
    }
}

/// A value in thousandths, for proportions only.
fn thousandths(value: Decimal) -> i64 {
    let most = i64::from(u32::MAX) * 1000;
    (value * Decimal::ONE_THOUSAND).round().to_i64().map_or(most, |amount| amount.clamp(-most, most))
}

/// A rectangle between two corners, whichever way they lie.
fn between(a: Point, b: Point) -> Rect {
    Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
}
