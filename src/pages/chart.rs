//! Charts drawn as vectors, their labels in the page's own faces.

use super::codes;
use super::galley::{Galley, Ink, Shop, Slack, Stack, below, shift, strip};
use super::grid::{baseline, lines};
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Colour, Emu, Findings, Point, Rect, Shape, Span};
use crate::content::ChartKind;
use crate::lines::Line;
use crate::style::{Chart, NodeId, Para, ParaRole, ParaStyle, Run};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Ink of the bars.
const BAR: Colour = Colour::Gray(450);
/// Pen of the axis.
const AXIS: Emu = Emu(6_350);

/// A chart's galley: the drawing in whole lines of the grid, caption and source below (CLREQ: the
/// caption stands above a table and below a figure).
pub fn of_chart(
    chart: &Chart,
    id: NodeId,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'static> {
    let owner = |part| Owner::Node(id, part);
    let mut captions = Stack::default();
    if let Some(caption) = &chart.caption {
        captions.push(shop.stack(caption, measure, owner(Part::Caption), Emu::ZERO, findings));
    }
    captions.push(below(&chart.below, owner, measure, shop, findings));
    let page = &shop.sheet.page;
    let room = shop.pitch() * i64::from(lines(page)) - captions.height;
    let asked = shop.pitch() * i64::from(chart.lines.max(2));
    let height = asked.min(room).max(shop.pitch());
    if height < asked {
        findings.push(codes::shrunk(span));
    }
    let easel = Easel { chart, id, shop, style: shop.sheet.para(chart.label_style), measure, height };
    let items = match chart.kind {
        ChartKind::Bar => easel.bars(),
        ChartKind::Column => easel.columns(),
    };
    let mut stack = Stack { height, items };
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

struct Easel<'a, 's> {
    chart: &'a Chart,
    id: NodeId,
    shop: &'a Shop<'s>,
    style: &'a ParaStyle,
    measure: Emu,
    height: Emu,
}

/// One bar: its name, its value as printed, its length in proportion.
struct Mark {
    name: Option<Label>,
    value: Option<Label>,
    amount: i64,
}

/// A label set on one line.
struct Label {
    line: Line,
    width: Emu,
}

impl Easel<'_, '_> {
    fn label(&self, text: &str) -> Option<Label> {
        if text.is_empty() {
            return None;
        }
        let para = Para {
            role: ParaRole::Furniture,
            style: self.chart.label_style,
            text: text.into(),
            runs: vec![Run { range: 0..text.len() as u32, ..Run::default() }],
        };
        let prepared = self.shop.setter.prepare(&para);
        let line = prepared.set(prepared.natural_width().max(Emu(1))).into_iter().next()?;
        let width = line.end - line.start;
        Some(Label { line, width })
    }

    /// Puts a label with its left edge at `x`, its ink's middle at `y`.
    fn put(&self, items: &mut Vec<Item>, label: Option<Label>, x: Emu, y: Emu) {
        let Some(label) = label else { return };
        let at = Point::new(x - label.line.start, y + baseline(Emu::ZERO, self.style.size));
        items.push(Item { owner: Owner::Node(self.id, Part::Label), kind: ItemKind::Line { at, line: label.line } });
    }

    fn shape(&self, items: &mut Vec<Item>, shape: Shape) {
        items.push(Item { owner: Owner::Node(self.id, Part::Label), kind: ItemKind::Shape(shape) });
    }

    fn labels(&self) -> Vec<Mark> {
        let points = self.chart.points.iter();
        points
            .map(|point| Mark {
                name: self.label(&point.label),
                value: self.label(&point.written),
                amount: thousandths(point.value),
            })
            .collect()
    }

    /// Horizontal bars: labels at the left, values at the bars' ends.
    fn bars(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let em = self.style.size;
        let rows = self.labels();
        let widest = |side: fn(&Mark) -> Option<&Label>| {
            rows.iter().filter_map(side).map(|label| label.width).max().unwrap_or_default()
        };
        let names = widest(|row| row.name.as_ref());
        let values = widest(|row| row.value.as_ref());
        let most = rows.iter().map(|row| row.amount.abs()).max().unwrap_or(0).max(1);
        let axis = names + em.scale(1, 2);
        let room = (self.measure - axis - values - em.scale(1, 2)).max(em);
        let count = rows.len().max(1) as i64;
        let slot = self.height.scale(1, count);
        let thick = slot.scale(1, 2).min(em.scale(3, 2));
        for (index, Mark { name, value, amount }) in rows.into_iter().enumerate() {
            let middle = self.height.scale(2 * index as i64 + 1, 2 * count);
            let length = room.scale(amount.abs(), most);
            let rect = Rect::new(axis, middle - thick.scale(1, 2), length, thick);
            self.shape(&mut items, Shape::filled(rect, BAR));
            let start = name.as_ref().map_or(Emu::ZERO, |label| names - label.width);
            self.put(&mut items, name, start, middle);
            self.put(&mut items, value, axis + length + em.scale(1, 3), middle);
        }
        let (top, foot) = (Point::new(axis, Emu::ZERO), Point::new(axis, self.height));
        self.shape(&mut items, Shape::rule(top, foot, AXIS, Colour::BLACK));
        items
    }

    /// Upright columns: values above, labels under the axis.
    fn columns(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let em = self.style.size;
        let rows = self.labels();
        let most = rows.iter().map(|row| row.amount.abs()).max().unwrap_or(0).max(1);
        let band = em.scale(3, 2);
        let axis = self.height - band;
        let room = (axis - band).max(em);
        let count = rows.len().max(1) as i64;
        let slot = self.measure.scale(1, count);
        let thick = slot.scale(1, 2).min(em * 3);
        for (index, Mark { name, value, amount }) in rows.into_iter().enumerate() {
            let middle = self.measure.scale(2 * index as i64 + 1, 2 * count);
            let length = room.scale(amount.abs(), most);
            let rect = Rect::new(middle - thick.scale(1, 2), axis - length, thick, length);
            self.shape(&mut items, Shape::filled(rect, BAR));
            let half = |label: &Option<Label>| label.as_ref().map_or(Emu::ZERO, |label| label.width.scale(1, 2));
            let (under, over) = (middle - half(&name), middle - half(&value));
            self.put(&mut items, name, under, axis + band.scale(3, 5));
            self.put(&mut items, value, over, axis - length - em.scale(7, 10));
        }
        let (left, right) = (Point::new(Emu::ZERO, axis), Point::new(self.measure, axis));
        self.shape(&mut items, Shape::rule(left, right, AXIS, Colour::BLACK));
        items
    }
}

/// A value in thousandths, for proportions only.
fn thousandths(value: Decimal) -> i64 {
    (value * Decimal::ONE_THOUSAND).round().to_i64().unwrap_or(0)
}
