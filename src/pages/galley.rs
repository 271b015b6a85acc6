//! Galleys: a node set to a measure, cut into strips that do not come apart, its place not yet known.

use super::chart::of_chart;
use super::codes;
use super::flow::{HEAD_AT_FOOT, LOOSE, Piece, SINGLE_LINE, Setting, Strip, TIGHT, TOGETHER};
use super::grid::{baseline, lines, pitch};
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Emu, Findings, PathOp, Point, Span};
use crate::content::Mark;
use crate::fonts::Fonts;
use crate::lines::{Line, Prepared, Setter};
use crate::style::{Align, BoxStyle, Chart, Node, NodeId, NodeKind, PageLabels, Para, ParaStyle, Run, Sheet, Styled};
use std::collections::BTreeMap;

/// Gaps of a paragraph set otherwise open no further, 1/1000 em: half of what everybody sees.
const LOOSEST: i32 = 60;

/// Price of a chart drawn a line higher or lower.
const DRAWN_OTHERWISE: u32 = 300;

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
        let mut lines = self.prepare(para, findings).set(measure.max(Emu(1)));
        report_overfull(para, &lines, findings);
        trim(&mut lines);
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

/// The document's notes, and the first one that each paragraph calls.
#[derive(Debug, Default)]
pub struct NoteBook<'s> {
    paras: &'s [Para],
    first: BTreeMap<(NodeId, Part), u32>,
}

impl<'s> NoteBook<'s> {
    /// Numbers the calls of all nodes in reading order.
    pub fn of(styled: &'s Styled) -> NoteBook<'s> {
        let mut book = NoteBook { paras: &styled.notes, first: BTreeMap::new() };
        if !styled.notes.is_empty() {
            let mut next = 0;
            styled.nodes.iter().for_each(|node| book.count(node, &mut next));
        }
        book
    }

    fn count(&mut self, node: &Node, next: &mut u32) {
        let mut call = |part: Part, para: &Para| {
            let count = para.runs.iter().filter(|run| is_call(run)).count() as u32;
            if count > 0 {
                self.first.insert((node.id, part), *next);
                *next += count;
            }
        };
        match &node.kind {
            NodeKind::Para(para) => call(Part::Body, para),
            NodeKind::Table(table) => {
                table.caption.iter().for_each(|para| call(Part::Caption, para));
                table.unit.iter().for_each(|para| call(Part::Unit, para));
                for (number, row) in (0..).zip(table.head.iter().chain(&table.body)) {
                    let mut column = 0;
                    for cell in &row.cells {
                        call(Part::Cell(number, column), &cell.para);
                        column += cell.across.max(1);
                    }
                }
                (0..).zip(&table.below).for_each(|(at, para)| call(Part::Below(at), para));
            }
            NodeKind::Picture(picture) => picture.caption.iter().for_each(|para| call(Part::Caption, para)),
            NodeKind::Chart(chart) => {
                chart.unit_line.iter().for_each(|para| call(Part::Unit, para));
                chart.caption.iter().for_each(|para| call(Part::Caption, para));
                (0..).zip(&chart.below).for_each(|(at, para)| call(Part::Below(at), para));
            }
            NodeKind::Box(inner) => inner.nodes.iter().for_each(|node| self.count(node, next)),
            NodeKind::Contents(_) | NodeKind::Break(_) => {}
        }
    }
}

/// Whether a note is called here.
fn is_call(run: &Run) -> bool {
    run.marks.contains(&Mark::Note)
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

/// A note called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Index into the galley's settings.
    pub setting: u8,
    /// The strip that calls it.
    pub strip: u32,
    /// Index into the galley's notes.
    pub note: u16,
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

/// A node set to its measure.
#[derive(Clone, Debug)]
pub struct Galley<'n> {
    /// The paragraph that it was set from, when it can be set otherwise.
    pub para: Option<(&'n Para, Owner)>,
    /// The chart that it was drawn from: it can be drawn a little higher or lower.
    pub chart: Option<(&'n Chart, NodeId)>,
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
    /// Settings whose lines were not kept, with how many lines they have more than the natural one.
    pub deltas: Vec<(usize, i32)>,
    /// What it is when it may stand a few paragraphs earlier or later than written.
    pub loose: Option<Loose>,
    /// Where the rest of the last grid line goes.
    pub slack: Slack,
    /// The node in the source.
    pub span: Span,
}

impl<'n> Galley<'n> {
    /// A galley of one setting.
    pub fn new(strips: Vec<(Strip, Ink)>, slack: Slack, span: Span) -> Galley<'n> {
        let (sizes, ink) = strips.into_iter().unzip();
        Galley {
            para: None,
            chart: None,
            loose: None,
            rises: Emu::ZERO,
            deltas: Vec::new(),
            piece: Piece { settings: vec![Setting { strips: sizes, cost: 0 }], ..Piece::default() },
            ink: vec![ink],
            repeated: Stack::default(),
            notes: Vec::new(),
            calls: Vec::new(),
            frame: None,
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
        let lines = shop.set(para, measure, findings);
        Galley::new(of_lines(lines, owner, style, shop), Slack::Centre, span)
    };
    galley.piece.least = u16::from(style.orphans.min(style.widows));
    galley.para = Some((para, owner));
    galley.set_notes(para, owner, measure, shop, findings);
    galley.call_notes(0, para);
    galley
}

/// A strip a line; a break that would leave fewer lines than the style's orphans or widows is dear.
fn of_lines(lines: Vec<Line>, owner: Owner, style: &ParaStyle, shop: &Shop<'_>) -> Vec<(Strip, Ink)> {
    let slot = shop.leading(style);
    let count = lines.len();
    let (orphans, widows) = (usize::from(style.orphans), usize::from(style.widows));
    let place = Point::new(Emu::ZERO, baseline(slot, style.size));
    let of_line = |(at, line)| {
        let before = at + 1;
        let single = before < count && (before < orphans || count - before < widows);
        (strip(slot, if single { SINGLE_LINE } else { 0 }), Ink::Line(owner, place, line))
    };
    lines.into_iter().enumerate().map(of_line).collect()
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

impl Galley<'_> {
    /// Sets the notes that the paragraph calls.
    fn set_notes(&mut self, para: &Para, owner: Owner, measure: Emu, shop: &Shop<'_>, findings: &mut Findings) {
        let Owner::Node(id, part) = owner else { return };
        let Some(first) = shop.notes.first.get(&(id, part)) else { return };
        let count = para.runs.iter().filter(|run| is_call(run)).count();
        for (at, note) in shop.notes.paras.iter().enumerate().skip(*first as usize).take(count) {
            self.notes.push(shop.stack(note, measure, Owner::Node(id, Part::Note(at as u16)), Emu::ZERO, findings));
        }
    }

    /// Gives each strip of a setting the height of the notes that are called in it.
    fn call_notes(&mut self, setting: usize, para: &Para) {
        if self.notes.is_empty() {
            return;
        }
        let (Some(inks), Some(sizes)) = (self.ink.get(setting), self.piece.settings.get_mut(setting)) else { return };
        let last = inks.len().saturating_sub(1);
        let ends_after = |ink: &Ink, at: u32| matches!(ink, Ink::Line(_, _, line) if line.range.end > at);
        let calls = para.runs.iter().filter(|run| is_call(run));
        for (note, run) in calls.enumerate().take(self.notes.len()) {
            let at = inks.iter().position(|ink| ends_after(ink, run.range.start)).unwrap_or(last);
            let height = self.notes.get(note).map_or(0, |stack| strip(stack.height, 0).height);
            if let Some(strip) = sizes.strips.get_mut(at) {
                strip.notes += height;
            }
            self.calls.push(Call { setting: setting as u8, strip: at as u32, note: note as u16 });
        }
    }

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
        let Some((para, owner)) = self.para else { return };
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
        let end = natural.strips.last().map_or(0, |strip| strip.cost);
        let together = natural.strips.iter().rev().skip(1).any(|strip| strip.cost == TOGETHER);
        let easy = self.ink.first().map_or(0, |ink| unease(ink));
        let loosest = self.ink.first().map_or(0, |inks| worst(inks.iter())).max(LOOSEST);
        let prepared = shop.setter.prepare(para);
        for delta in [1_i32, -1, 2, -2] {
            // What is not to be had by one line is not to be had by two.
            if delta.abs() > 1 && !self.deltas.iter().any(|(_, known)| known * 2 == delta) {
                continue;
            }
            let Some(lines) = prepared.variant(measure, delta) else { continue };
            let (mut strips, ink): (Vec<Strip>, Vec<Ink>) = of_lines(lines, owner, style, shop).into_iter().unzip();
            let opened = worst(ink.iter());
            if opened > loosest {
                continue;
            }
            if let Some(last) = strips.last_mut() {
                last.cost = end;
            }
            let base = if delta > 0 { LOOSE } else { TIGHT };
            let cost = base * delta.unsigned_abs() + unease(&ink).saturating_sub(easy) / TORN;
            self.piece.settings.push(Setting { strips, cost });
            self.ink.push(ink);
            self.call_notes(self.ink.len() - 1, para);
            // Most are not chosen: only the heights are kept, the lines are set again when needed.
            if let Some(ink) = self.ink.last_mut() {
                *ink = Vec::new();
            }
            self.deltas.push((self.ink.len() - 1, delta));
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
fn unease(ink: &[Ink]) -> u32 {
    let stretch = |ink: &Ink| match ink {
        Ink::Line(_, _, line) => line.fit.stretch.unsigned_abs().min(1000),
        Ink::Items(_) => 0,
    };
    ink.iter().map(stretch).fold(0, |sum, stretch| sum.saturating_add(stretch * stretch))
}

impl Galley<'_> {
    /// Adds the chart drawn a line or two higher or lower, a fifth of its height at most.
    fn vary_chart(&mut self, chart: &Chart, id: NodeId, measure: Emu, shop: &Shop<'_>) {
        let Some(end) = self.piece.settings.first().and_then(|natural| natural.strips.last()).map(|last| last.cost)
        else {
            return;
        };
        if self.piece.settings.len() > 1 {
            return;
        }
        for delta in [1_i16, -1, 2, -2] {
            if delta.unsigned_abs() * 5 > chart.lines {
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

/// How far the gaps of the worst line are opened, 1/1000 em.
fn worst<'i>(inks: impl Iterator<Item = &'i Ink>) -> i32 {
    let opened = |ink: &Ink| match ink {
        Ink::Line(_, _, line) if !line.fit.last => line.fit.stretch,
        Ink::Line(..) | Ink::Items(_) => 0,
    };
    inks.map(opened).max().unwrap_or(0)
}

impl Galley<'_> {
    /// Sets the lines of the chosen setting again, when they were not kept.
    pub fn ink_setting(&mut self, setting: usize, measure: Emu, shop: &Shop<'_>) {
        let delta = self.deltas.iter().find(|(number, _)| *number == setting).map(|(_, delta)| *delta);
        let (Some(delta), Some((para, owner))) = (delta, self.para) else { return };
        if self.ink.get(setting).is_none_or(|ink| !ink.is_empty()) {
            return;
        }
        let Some(mut lines) = shop.setter.prepare(para).variant(measure, delta) else { return };
        trim(&mut lines);
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

/// Pages hold every line until the file is written: no room is kept to grow.
fn trim(lines: &mut [Line]) {
    for line in lines {
        line.runs.shrink_to_fit();
        line.runs.iter_mut().for_each(|run| run.glyphs.shrink_to_fit());
    }
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
