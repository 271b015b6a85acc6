//! Galleys: a node set to a measure, cut into strips that do not come apart, its place not yet known.

mod notes;
mod vary;

pub use notes::{Call, NoteBook};

use super::codes;
use super::flow::{AVOID, HEAD_AT_FOOT, Piece, SINGLE_LINE, Setting, Strip, TOGETHER};
use super::grid::{baseline, lines, pitch};
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Emu, Findings, PathOp, Point, Span};
use crate::fonts::Fonts;
use crate::lines::{Line, Prepared, Setter};
use crate::style::{BoxStyle, Chart, NodeId, PageLabels, Para, ParaStyle, Picture, Sheet, Table};

/// What is needed to set anything.
pub struct Shop<'s> {
    /// The layout.
    pub sheet: &'s Sheet,
    /// The line setter.
    pub setter: Setter<'s>,
    /// The faces, for what is said of characters that none of them has.
    pub fonts: &'s Fonts<'s>,
    /// Notes, and where they are called.
    pub notes: NoteBook<'s>,
    /// Page labels of the blocks, as far as they are known: for the contents.
    pub labels: &'s PageLabels,
}

impl<'s> Shop<'s> {
    /// Pitch of the grid.
    pub fn pitch(&self) -> Emu {
        pitch(&self.sheet.page)
    }

    /// Distance of the baselines of a style: its leading, or the grid's.
    pub fn leading(&self, style: &ParaStyle) -> Emu {
        if style.leading > Emu::ZERO { style.leading } else { self.pitch() }
    }

    /// A paragraph analysed and shaped; a character that no face has is reported.
    pub fn prepare(&self, para: &Para, findings: &mut Findings) -> Prepared<'s> {
        let prepared = self.setter.prepare(para);
        findings.extend(prepared.findings(para, self.fonts));
        prepared
    }

    /// A paragraph's lines; one that sticks out is reported.
    pub fn set(&self, para: &Para, measure: Emu, findings: &mut Findings) -> Vec<Line> {
        self.lines(&self.prepare(para, findings), para, measure, findings)
    }

    /// The same of one that is shaped already.
    fn lines(&self, prepared: &Prepared<'_>, para: &Para, measure: Emu, findings: &mut Findings) -> Vec<Line> {
        let lines = prepared.set(measure.max(Emu(1)));
        report_overfull(para, &lines, findings);
        lines
    }

    /// A paragraph as a stack of lines whose slots are its leading, from the top at zero.
    pub fn stack(&self, para: &Para, measure: Emu, owner: Owner, x: Emu, findings: &mut Findings) -> Stack {
        let style = self.sheet.para(para.style);
        let slot = self.leading(style);
        let lines = self.set(para, measure, findings);
        let height = slot * lines.len() as i64;
        let items = lines
            .into_iter()
            .enumerate()
            .map(|(index, line)| {
                let at = Point::new(x, slot * index as i64 + baseline(slot, style.size));
                Item { owner, kind: ItemKind::Line { at, line } }
            })
            .collect();
        Stack { height, items }
    }
}

/// Reports every line that is wider than its measure, at the run that it begins in.
fn report_overfull(para: &Para, lines: &[Line], findings: &mut Findings) {
    for line in lines.iter().filter(|line| line.fit.overfull > Emu::ZERO) {
        let run = para.runs.iter().find(|run| run.range.end > line.range.start);
        let span = run.or(para.runs.first()).map_or_else(Span::default, |run| run.span);
        findings.push(codes::overfull_line(span, line.fit.overfull));
    }
}

/// Items that stand together, their places counted from the stack's top left.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// Height.
    pub height: Emu,
    /// What stands in it.
    pub items: Vec<Item>,
}

impl Stack {
    /// Puts another below this one.
    pub fn push(&mut self, mut below: Stack) {
        shift(&mut below.items, Point::new(Emu::ZERO, self.height));
        self.items.append(&mut below.items);
        self.height += below.height;
    }

    /// Free space below.
    pub fn gap(&mut self, height: Emu) {
        self.height += height;
    }
}

/// What is left over when a piece is filled up to whole lines of the grid goes here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slack {
    /// Half above, half below.
    Centre,
    /// Below.
    Below,
}

/// The ink of one strip.
#[derive(Clone, Debug)]
pub enum Ink {
    /// One line of text: the usual case, kept small.
    Line(Owner, Point, Line),
    /// Several things.
    Items(Vec<Item>),
}

/// A box's frame around strips.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its look.
    pub style: BoxStyle,
    /// Its width, from the measure's start.
    pub width: Emu,
    /// How far inside the strips' edges it stands, above and below.
    pub inset: Emu,
}

/// What may stand a few paragraphs earlier or later; those of a kind keep their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loose {
    /// 图: a picture or a chart.
    Figure,
    /// 表.
    Table,
    /// A box.
    Box,
}

/// Another setting of a paragraph, to be set again when it is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Other {
    /// Index into the galley's settings.
    pub setting: usize,
    /// Its lines.
    pub lines: usize,
    /// How far their gaps may open, 1/1000 em.
    pub loosest: i32,
}

/// A node set to its measure.
#[derive(Clone, Debug)]
pub struct Galley<'n> {
    /// The paragraph that it was set from, when it can be set otherwise.
    pub para: Option<(&'n Para, Owner)>,
    /// The chart that it was drawn from: it can be drawn a little higher or lower.
    pub chart: Option<(&'n Chart, NodeId)>,
    /// The picture that it was made from: it can be a line smaller.
    pub picture: Option<(&'n Picture, NodeId)>,
    /// The table that it was set from: its rows can be opened a little.
    pub table: Option<(&'n Table, NodeId)>,
    /// What the breaker sees.
    pub piece: Piece,
    /// The ink of each setting's strips, in step with `piece.settings`.
    pub ink: Vec<Vec<Ink>>,
    /// Repeated at the head of a column that begins inside.
    pub repeated: Stack,
    /// Notes called in it, set; they stand at the foot of the column that calls them.
    pub notes: Vec<Stack>,
    /// Which strip of which setting calls which of the notes.
    pub calls: Vec<Call>,
    /// Drawn around the part of it that stands in a column.
    pub frame: Option<Frame>,
    /// Drawn at the end of a column that ends inside (a table's closing rule).
    pub closing: Vec<Item>,
    /// How far it moves up at a column's head that has columns beside it: the air above a head's ink.
    pub rises: Emu,
    /// Settings whose lines were not kept.
    pub others: Vec<Other>,
    /// Whether a paragraph may be had in a line less, in a line more: what is sure not to be is not sought.
    pub gives: [bool; 2],
    /// What it is when it may stand a few paragraphs earlier or later than written.
    pub loose: Option<Loose>,
    /// Where the rest of the last grid line goes.
    pub slack: Slack,
    /// The node in the source.
    pub span: Span,
    /// The node.
    pub node: NodeId,
}

impl<'n> Galley<'n> {
    /// A galley of one setting.
    pub fn new(strips: Vec<(Strip, Ink)>, slack: Slack, span: Span) -> Galley<'n> {
        let (sizes, ink) = strips.into_iter().unzip();
        Galley {
            para: None,
            chart: None,
            picture: None,
            table: None,
            loose: None,
            rises: Emu::ZERO,
            others: Vec::new(),
            gives: [true; 2],
            piece: Piece { settings: vec![Setting { strips: sizes, cost: 0 }], ..Piece::default() },
            ink: vec![ink],
            repeated: Stack::default(),
            notes: Vec::new(),
            calls: Vec::new(),
            frame: None,
            closing: Vec::new(),
            slack,
            span,
            node: NodeId::default(),
        }
    }

    /// Prices the break after the last strip.
    pub fn keep_with_next(&mut self) {
        for setting in &mut self.piece.settings {
            if let Some(last) = setting.strips.last_mut() {
                last.cost = last.cost.max(HEAD_AT_FOOT);
            }
        }
    }

    /// Prices all breaks inside.
    pub fn keep_together(&mut self) {
        self.price_inside(TOGETHER);
    }

    /// Prices all breaks inside as something to be avoided.
    pub fn avoid_breaks(&mut self) {
        self.price_inside(AVOID);
    }

    fn price_inside(&mut self, price: u32) {
        for setting in &mut self.piece.settings {
            let inner = setting.strips.len().saturating_sub(1);
            for strip in setting.strips.iter_mut().take(inner) {
                strip.cost = strip.cost.max(price);
            }
        }
    }
}

/// A strip's height for the breaker.
pub fn strip(height: Emu, cost: u32) -> Strip {
    Strip { height: height.0.clamp(0, i64::from(u32::MAX)) as u32, notes: 0, cost }
}

/// A paragraph's galley. A style that takes whole lines (占行) is one strip, its lines in the
/// middle; any other is a strip a line, with no single line parted from it (CLREQ 孤行).
pub fn of_para<'n>(
    para: &'n Para,
    owner: Owner,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'n> {
    let style = shop.sheet.para(para.style);
    let mut galley = if style.takes > 0 {
        of_head(para, owner, measure, shop, span, findings)
    } else {
        let prepared = shop.prepare(para, findings);
        let lines = shop.lines(&prepared, para, measure, findings);
        let loosest = vary::loosest(lines.iter().map(|line| line.fit));
        let may = |count: usize| prepared.may_have(measure, count, loosest);
        let gives = [lines.len() > 1 && may(lines.len() - 1), may(lines.len() + 1)];
        Galley { gives, ..Galley::new(of_lines(lines, owner, style, shop), Slack::Centre, span) }
    };
    galley.piece.least = u16::from(style.orphans.min(style.widows));
    galley.para = Some((para, owner));
    galley.set_notes(para, owner, measure, shop, findings);
    galley.call_natural(para);
    galley
}

/// A strip a line, each with its line.
fn of_lines(lines: Vec<Line>, owner: Owner, style: &ParaStyle, shop: &Shop<'_>) -> Vec<(Strip, Ink)> {
    let place = Point::new(Emu::ZERO, baseline(shop.leading(style), style.size));
    let strips = strips(lines.len(), style, shop);
    strips.zip(lines).map(|(strip, line)| (strip, Ink::Line(owner, place, line))).collect()
}

/// A strip a line; a break that would leave fewer lines than the style's orphans or widows is dear.
fn strips(count: usize, style: &ParaStyle, shop: &Shop<'_>) -> impl Iterator<Item = Strip> {
    let slot = shop.leading(style);
    let (orphans, widows) = (usize::from(style.orphans), usize::from(style.widows));
    (1..=count).map(move |before| {
        let single = before < count && (before < orphans || count - before < widows);
        strip(slot, if single { SINGLE_LINE } else { 0 })
    })
}

/// 占行: a head fills whole lines of the grid, its own lines in the middle of them.
fn of_head<'n>(
    para: &'n Para,
    owner: Owner,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'n> {
    let style = shop.sheet.para(para.style);
    let mut stack = shop.stack(para, measure, owner, Emu::ZERO, findings);
    let pitch = shop.pitch();
    let needs = (stack.height.0 + pitch.0 - 1) / pitch.0;
    let height = pitch * needs.max(i64::from(style.takes));
    // No column holds it: it is parted between its lines.
    if height > pitch * i64::from(lines(&shop.sheet.page)) {
        let lines = shop.set(para, measure, &mut Findings::default());
        let mut galley = Galley::new(of_lines(lines, owner, style, shop), Slack::Centre, span);
        galley.keep_together();
        return galley;
    }
    let above = (height - stack.height).scale(1, 2);
    shift(&mut stack.items, Point::new(Emu::ZERO, above));
    let mut galley = Galley::new(vec![(strip(height, 0), Ink::Items(stack.items))], Slack::Centre, span);
    galley.rises = above;
    galley.piece.sheds = strip(pitch * (above / pitch), 0).height;
    galley
}

impl Ink {
    /// Moves it.
    pub fn shift(&mut self, by: Point) {
        match self {
            Ink::Line(_, at, _) => {
                at.x += by.x;
                at.y += by.y;
            }
            Ink::Items(items) => shift(items, by),
        }
    }
}

/// Moves items.
pub fn shift(items: &mut [Item], by: Point) {
    for item in items {
        shift_item(item, by);
    }
}

/// Moves one item.
pub fn shift_item(item: &mut Item, by: Point) {
    let moved = |point: &mut Point| {
        point.x += by.x;
        point.y += by.y;
    };
    match &mut item.kind {
        ItemKind::Line { at, .. } => moved(at),
        ItemKind::Shape(shape) => {
            for op in &mut shape.path {
                match op {
                    PathOp::Move(point) | PathOp::Line(point) => moved(point),
                    PathOp::Curve(a, b, c) => [a, b, c].into_iter().for_each(moved),
                    PathOp::Close => {}
                }
            }
        }
        ItemKind::Image { rect, .. } => {
            rect.x += by.x;
            rect.y += by.y;
        }
    }
}

/// A stack of paragraphs below a table or chart: notes and sources.
pub fn below(
    paras: &[Para],
    owner: impl Fn(Part) -> Owner,
    measure: Emu,
    shop: &Shop<'_>,
    findings: &mut Findings,
) -> Stack {
    let mut out = Stack::default();
    for (index, para) in paras.iter().enumerate() {
        out.push(shop.stack(para, measure, owner(Part::Below(index as u16)), Emu::ZERO, findings));
    }
    out
}
