//! Make-up: galleys broken into columns and put on pages.

use super::choose::choose;
use super::codes;
use super::flow::{Balance, Column, FAULT, HEAD_AT_FOOT, MOST_COLUMNS, Piece, Pos, Room, break_columns};
use super::galley::{Galley, Ink, Shop, Slack, Stack, shift, shift_item};
use super::grid::{Grid, lines, pitch};
use super::page::{Item, ItemKind, Owner, Page, Pages};
use super::runs::Start;
use crate::base::{Colour, Emu, Findings, Point, Shape};
use crate::style::PageSpec;

/// Pen of the rule above notes.
const NOTE_RULE: Emu = Emu(6_350);

/// Puts runs on pages, one below the other.
pub struct Maker<'a> {
    shop: &'a Shop<'a>,
    spec: &'a PageSpec,
    pages: Vec<Page>,
    /// The next free line of the last page.
    line: u32,
    /// The line at which the last band of the last page begins.
    began: u32,
    /// Lines to be left free below what stands there.
    after: u16,
    /// What stands over some of the columns from the next free line on (破栏).
    hangs: Option<Hangs>,
}

/// Something over the first columns of a page; the text goes on beside it and below it.
#[derive(Clone, Copy, Debug)]
struct Hangs {
    columns: u8,
    lines: u32,
}

/// What a run needs at least to begin: its free lines, then lines to the first good break.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening {
    /// Free lines before it.
    pub before: u16,
    /// Lines.
    pub lines: u32,
}

impl Opening {
    /// Of a run's galleys.
    pub fn of(galleys: &[Galley<'_>], spec: &PageSpec) -> Opening {
        let pitch = pitch(spec).0.max(1) as u32;
        let mut lines = 0;
        for galley in galleys {
            let mut height = 0_u32;
            let Some(setting) = galley.piece.settings.first() else { continue };
            for strip in &setting.strips {
                height = height.saturating_add(strip.height);
                if strip.cost == 0 {
                    return Opening { before: first_before(galleys), lines: lines + height.div_ceil(pitch) };
                }
            }
            lines += height.div_ceil(pitch);
        }
        Opening { before: first_before(galleys), lines }
    }
}

fn first_before(galleys: &[Galley<'_>]) -> u16 {
    galleys.first().map_or(0, |galley| galley.piece.before)
}

impl<'a> Maker<'a> {
    /// An empty pile of pages.
    pub fn new(shop: &'a Shop<'a>) -> Maker<'a> {
        Maker { shop, spec: &shop.sheet.page, pages: Vec::new(), line: 0, began: 0, after: 0, hangs: None }
    }

    /// The pages; at least one.
    pub fn finish(mut self) -> Pages {
        if self.pages.is_empty() {
            self.new_page();
        }
        Pages { pages: self.pages }
    }

    fn new_page(&mut self) {
        if let Some(done) = self.pages.last_mut() {
            done.items.shrink_to_fit();
        }
        let index = self.pages.len();
        let area = Grid::of_page(self.spec, index).area;
        self.pages.push(Page { size: self.spec.size, label: (index + 1).to_string(), area, items: Vec::new() });
        self.line = if index == 0 { u32::from(self.spec.sink) } else { 0 };
        self.after = 0;
    }

    fn begin(&mut self, start: Start) {
        if self.pages.is_empty() {
            self.new_page();
        }
        match start {
            Start::Here => {}
            Start::Page | Start::Recto => {
                let used = self.pages.last().is_some_and(|page| !page.items.is_empty());
                if used {
                    self.new_page();
                }
                if start == Start::Recto && self.pages.len().is_multiple_of(2) {
                    self.new_page();
                }
            }
        }
    }

    /// Sets a run that goes over `over` columns a node.
    pub fn run(
        &mut self,
        start: Start,
        over: u8,
        mut galleys: Vec<Galley<'_>>,
        next: Opening,
        findings: &mut Findings,
    ) {
        if galleys.is_empty() {
            return;
        }
        let beside = over <= 1 && start == Start::Here;
        let hangs = self.hangs.take();
        if let Some(hangs) = hangs.filter(|_| !beside) {
            self.line += hangs.lines;
        }
        self.begin(start);
        let columns = if over <= 1 { self.spec.columns.max(1) } else { 1 };
        let full = lines(self.spec);
        let mut pieces: Vec<Piece> = galleys.iter_mut().map(|galley| std::mem::take(&mut galley.piece)).collect();
        let before = pieces.first().map_or(0, |piece| piece.before);
        let mut tops = [0; MOST_COLUMNS];
        if let Some(hangs) = hangs.filter(|_| beside) {
            tops.iter_mut().take(usize::from(hangs.columns)).for_each(|top| *top = hangs.lines);
        }
        let mut top = if beside && hangs.is_some() {
            self.line
        } else if self.line > 0 {
            self.line + u32::from(before.max(self.after))
        } else {
            0
        };
        let room = |top: u32, tops: [u32; MOST_COLUMNS]| Room {
            columns,
            pitch: pitch(self.spec).0.max(1) as u32,
            first: full.saturating_sub(top),
            tops,
            full,
            note_gap: note_gap(self.spec).0.max(0) as u32,
            balance: if self.spec.in_order { Balance::InOrder } else { Balance::Level },
        };
        let mut broken = break_columns(&pieces, room(top, tops));
        // A spanning head that would stand alone at the page's foot begins the next page instead.
        let height = broken.columns.iter().map(|column| column.lines).max().unwrap_or(0);
        let one_page = broken.columns.iter().all(|column| column.page == 0);
        let last = pieces.last().and_then(|piece| piece.settings.first()?.strips.last());
        let keeps = last.is_some_and(|strip| strip.cost >= HEAD_AT_FOOT);
        let need = height + u32::from(next.before) + next.lines;
        if keeps && one_page && top > 0 && top + need > full && need <= full {
            self.new_page();
            top = 0;
            broken = break_columns(&pieces, room(0, tops));
        }
        let measure = self.spec.width(over);
        let broken = choose(&mut galleys, &mut pieces, broken, room(top, tops), measure, self.shop).columns;
        #[cfg(test)]
        super::tests::record(&pieces, room(top, tops), &broken, unevenness(&broken, &pieces, columns));
        self.report(&broken, &pieces, &galleys, columns, findings);
        self.place(&broken, columns, &pieces, galleys, top, measure);
        self.after = pieces.last().map_or(0, |piece| piece.after);
        // 破栏: what goes over some of the columns leaves the others free beside it.
        if over > 1 && over < self.spec.columns {
            let lines = self.line - self.began + u32::from(self.after);
            self.line = self.began;
            self.after = 0;
            self.hangs = Some(Hangs { columns: over, lines });
        }
    }

    /// Every break that should not be, at the node that it breaks.
    fn report(
        &self,
        columns: &[Column],
        pieces: &[Piece],
        galleys: &[Galley<'_>],
        beside: u8,
        findings: &mut Findings,
    ) {
        let uneven = unevenness(columns, pieces, beside);
        if uneven > 1 {
            let first = columns.last().map_or(0, |column| column.from.piece);
            findings.push(codes::uneven(galleys.get(first as usize).map(|g| g.span).unwrap_or_default(), uneven));
        }
        let span = |piece: u32| galleys.get(piece as usize).map(|galley| galley.span).unwrap_or_default();
        for column in columns {
            if column.overfull {
                findings.push(codes::too_tall(span(column.from.piece)));
            }
            if column.price >= FAULT {
                let piece = if column.to.strip > 0 { column.to.piece } else { column.to.piece.saturating_sub(1) };
                findings.push(codes::broken(span(piece), column.price));
            }
        }
    }

    fn place(
        &mut self,
        columns: &[Column],
        beside: u8,
        pieces: &[Piece],
        mut galleys: Vec<Galley<'_>>,
        top: u32,
        measure: Emu,
    ) {
        let last = columns.last().map_or(0, |column| column.page);
        let mut number = 0;
        for page in columns.chunk_by(|a, b| a.page == b.page) {
            let Some(first) = page.first() else { continue };
            while number < first.page {
                self.new_page();
                number += 1;
            }
            let top = if number == 0 { top } else { 0 };
            let lines = page.iter().map(|column| column.top + column.lines).max().unwrap_or(0);
            // Notes stand at the foot of a full page, or of the levelled columns.
            let foot = if number < last { lines_left(self.spec, top).max(lines) } else { lines };
            let band = Band { top, lines, columns: page.iter().map(|column| column.column + 1).max().unwrap_or(1) };
            let grid = Grid::of_page(self.spec, self.pages.len().saturating_sub(1));
            let mut items = Vec::new();
            for column in page {
                let at = grid.at(column.column, top + column.top);
                let notes = fill(column, beside, pieces, &mut galleys, at, pitch(self.spec), &mut items);
                let bottom = grid.line_y(top + foot);
                put_notes(notes, Point::new(at.x, bottom), measure, self.spec, &mut items);
            }
            if let Some(page) = self.pages.last_mut() {
                page.items.append(&mut items);
            }
            self.rules(band, page);
            self.began = band.top;
            self.line = band.top + band.lines;
        }
    }

    /// 栏线: in the gutters, from the first line's ink to the last one's.
    fn rules(&mut self, band: Band, columns: &[Column]) {
        let Some(stroke) = &self.spec.rule else { return };
        let grid = Grid::of_page(self.spec, self.pages.len().saturating_sub(1));
        let Some(page) = self.pages.last_mut() else { return };
        let trim = (pitch(self.spec) - self.spec.em).scale(1, 2);
        let to = grid.line_y(band.top + band.lines) - trim;
        let top = |number: u8| columns.iter().find(|column| column.column == number).map_or(0, |column| column.top);
        for column in 1..band.columns {
            let from = grid.line_y(band.top + top(column - 1).min(top(column))) + trim;
            if to <= from {
                continue;
            }
            let x = grid.column_x(column) - self.spec.gutter.scale(1, 2);
            let mut shape = Shape::rule(Point::new(x, from), Point::new(x, to), stroke.width, stroke.colour.clone());
            shape.paint.stroke = Some(stroke.clone());
            page.items.push(Item { owner: Owner::Decoration, kind: ItemKind::Shape(shape) });
        }
    }
}

/// A stretch of a page over which columns stand side by side.
#[derive(Clone, Copy, Debug)]
struct Band {
    top: u32,
    lines: u32,
    columns: u8,
}

/// Lines from a line to the page's foot.
fn lines_left(spec: &PageSpec, top: u32) -> u32 {
    lines(spec).saturating_sub(top)
}

/// Gap above a column's notes, its short rule in it.
pub fn note_gap(spec: &PageSpec) -> Emu {
    pitch(spec).scale(1, 2)
}

/// Notes, the last one's foot at `foot`, under a short rule (脚注线).
fn put_notes(notes: Vec<Stack>, foot: Point, measure: Emu, spec: &PageSpec, out: &mut Vec<Item>) {
    if notes.is_empty() {
        return;
    }
    let mut stack = Stack::default();
    notes.into_iter().for_each(|note| stack.push(note));
    let top = foot.y - stack.height;
    let y = top - note_gap(spec).scale(1, 2);
    let end = Point::new(foot.x + measure.scale(1, 4), y);
    let rule = Shape::rule(Point::new(foot.x, y), end, NOTE_RULE, Colour::BLACK);
    out.push(Item { owner: Owner::Decoration, kind: ItemKind::Shape(rule) });
    shift(&mut stack.items, Point::new(foot.x, top));
    out.append(&mut stack.items);
}

/// Puts into a column what stands between its two breaks; the notes that it calls.
fn fill(
    column: &Column,
    beside: u8,
    pieces: &[Piece],
    galleys: &mut [Galley<'_>],
    at: Point,
    pitch: Emu,
    out: &mut Vec<Item>,
) -> Vec<Stack> {
    let mut notes = Vec::new();
    let Pos { piece: first, strip: start, .. } = column.from;
    let mut line = 0_i64;
    let mut after = 0_u16;
    for (offset, setting) in column.settings.iter().enumerate() {
        let index = first as usize + offset;
        let (Some(piece), Some(galley)) = (pieces.get(index), galleys.get_mut(index)) else { break };
        let Some(strips) = piece.settings.get(usize::from(*setting)).map(|setting| &setting.strips) else { continue };
        let from = if offset == 0 { start as usize } else { 0 };
        let ends_inside = index == column.to.piece as usize;
        let to = if ends_inside { column.to.strip as usize } else { strips.len() };
        let begins_inside = from > 0;
        if offset > 0 {
            line += i64::from(after.max(piece.before)) + column.airs.get(offset).copied().map_or(0, i64::from);
        }
        after = piece.after;
        let repeated = if begins_inside { galley.repeated.height } else { Emu::ZERO };
        let part = strips.get(from..to).unwrap_or_default();
        // At a column's head the air above a head's ink is left out.
        let at_head = offset == 0 && from == 0 && beside > 1;
        let (rises, sheds) = if at_head { (galley.rises, Emu(i64::from(piece.sheds))) } else { Default::default() };
        let height: Emu = part.iter().map(|strip| Emu(i64::from(strip.height))).sum::<Emu>() + repeated - sheds;
        let taken = (height.0 + pitch.0 - 1) / pitch.0;
        let spare = pitch * taken - height;
        let mut y = at.y + pitch * line;
        if galley.slack == Slack::Centre {
            y += spare.scale(1, 2);
        }
        if let Some(frame) = &galley.frame {
            out.append(&mut frame.items(Point::new(at.x, y), y + height));
        }
        for call in galley.calls.iter().filter(|call| call.setting == *setting) {
            if (from..to).contains(&(call.strip as usize))
                && let Some(note) = galley.notes.get_mut(usize::from(call.note))
            {
                notes.push(std::mem::take(note));
            }
        }
        if begins_inside {
            let mut copy = galley.repeated.items.clone();
            shift(&mut copy, Point::new(at.x, y));
            out.append(&mut copy);
            y += repeated;
        }
        let inks = galley.ink.get_mut(usize::from(*setting)).and_then(|inks| inks.get_mut(from..to));
        for (ink, strip) in inks.into_iter().flatten().zip(part) {
            let top = Point::new(at.x, y - rises);
            match std::mem::replace(ink, Ink::Items(Vec::new())) {
                Ink::Line(owner, place, line) => {
                    let mut item = Item { owner, kind: ItemKind::Line { at: place, line } };
                    shift_item(&mut item, top);
                    out.push(item);
                }
                Ink::Items(mut items) => {
                    shift(&mut items, top);
                    out.append(&mut items);
                }
            }
            y += Emu(i64::from(strip.height));
        }
        if ends_inside {
            let mut closing = galley.closing.clone();
            shift(&mut closing, Point::new(at.x, y));
            out.append(&mut closing);
        } else {
            // All of it stands: its empty strips need not be kept until the run ends.
            galley.ink = Vec::new();
        }
        line += taken;
    }
    notes
}

/// How many lines the columns of a page differ by, at most; none on a page where a column was ended by
/// order.
fn unevenness(columns: &[Column], pieces: &[Piece], beside: u8) -> u32 {
    let ends = |piece: u32| pieces.get(piece as usize).is_some_and(|piece| piece.ends_column);
    let forced = |column: &Column| column.to.strip == 0 && column.to.piece.checked_sub(1).is_some_and(ends);
    let of_page = |page: &[Column]| {
        let most = page.iter().map(|column| column.top + column.lines).max().unwrap_or(0);
        let least = page.iter().map(|column| column.top + column.lines).min().unwrap_or(0);
        match page.len() < usize::from(beside) {
            _ if page.iter().any(forced) => 0,
            true => most,
            false => most - least,
        }
    };
    columns.chunk_by(|a, b| a.page == b.page).map(of_page).max().unwrap_or(0)
}
