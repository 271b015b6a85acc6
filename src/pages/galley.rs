//! Galleys: a node set to a measure, cut into strips that do not come apart, its place not yet known.

use super::codes;
use super::flow::{HEAD_AT_FOOT, Piece, SINGLE_LINE, Setting, Strip, TOGETHER};
use super::grid::{baseline, pitch};
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Emu, Findings, PathOp, Point, Span};
use crate::lines::{Line, Setter};
use crate::style::{Para, ParaStyle, Sheet};

/// What is needed to set anything.
pub struct Shop<'s> {
    /// The layout.
    pub sheet: &'s Sheet,
    /// The line setter.
    pub setter: Setter<'s>,
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

    /// A paragraph's lines; one that sticks out is reported.
    pub fn set(&self, para: &Para, measure: Emu, findings: &mut Findings) -> Vec<Line> {
        let prepared = self.setter.prepare(para);
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

/// A node set to its measure.
#[derive(Clone, Debug)]
pub struct Galley {
    /// What the breaker sees.
    pub piece: Piece,
    /// The ink of each setting's strips, in step with `piece.settings`.
    pub ink: Vec<Vec<Ink>>,
    /// Repeated at the head of a column that begins inside.
    pub repeated: Stack,
    /// Drawn at the end of a column that ends inside (a table's closing rule).
    pub closing: Vec<Item>,
    /// Where the rest of the last grid line goes.
    pub slack: Slack,
    /// The node in the source.
    pub span: Span,
}

impl Galley {
    /// A galley of one setting.
    pub fn new(strips: Vec<(Strip, Ink)>, slack: Slack, span: Span) -> Galley {
        let (sizes, ink) = strips.into_iter().unzip();
        Galley {
            piece: Piece { settings: vec![Setting { strips: sizes, cost: 0 }], ..Piece::default() },
            ink: vec![ink],
            repeated: Stack::default(),
            closing: Vec::new(),
            slack,
            span,
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
        for setting in &mut self.piece.settings {
            let inner = setting.strips.len().saturating_sub(1);
            for strip in setting.strips.iter_mut().take(inner) {
                strip.cost = strip.cost.max(TOGETHER);
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
pub fn of_para(
    para: &Para,
    owner: Owner,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley {
    let style = shop.sheet.para(para.style);
    let slot = shop.leading(style);
    if style.takes > 0 {
        return of_head(para, owner, measure, shop, span, findings);
    }
    let lines = shop.set(para, measure, findings);
    let count = lines.len();
    let (orphans, widows) = (usize::from(style.orphans), usize::from(style.widows));
    let strips = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let before = at + 1;
            let single = before < count && (before < orphans || count - before < widows);
            let place = Point::new(Emu::ZERO, baseline(slot, style.size));
            (strip(slot, if single { SINGLE_LINE } else { 0 }), Ink::Line(owner, place, line))
        })
        .collect();
    Galley::new(strips, Slack::Centre, span)
}

/// 占行: a head fills whole lines of the grid, its own lines in the middle of them.
fn of_head(para: &Para, owner: Owner, measure: Emu, shop: &Shop<'_>, span: Span, findings: &mut Findings) -> Galley {
    let style = shop.sheet.para(para.style);
    let mut stack = shop.stack(para, measure, owner, Emu::ZERO, findings);
    let pitch = shop.pitch();
    let needs = (stack.height.0 + pitch.0 - 1) / pitch.0;
    let height = pitch * needs.max(i64::from(style.takes));
    let above = (height - stack.height).scale(1, 2);
    shift(&mut stack.items, Point::new(Emu::ZERO, above));
    Galley::new(vec![(strip(height, 0), Ink::Items(stack.items))], Slack::Centre, span)
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
