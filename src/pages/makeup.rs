//! Make-up: galleys broken into columns and put on pages.

use super::choose::choose;
use super::codes;
use super::floats::{self, Block, Place};
use super::flow::{Balance, Column, FAULT, HEAD_AT_FOOT, Piece, Room, Taken, break_columns};
use super::galley::{Galley, Shop};
use super::grid::{Grid, lines, pitch};
use super::jumps::{self, Jump};
use super::page::{Item, ItemKind, Owner, Page, Pages};
use super::pour::{fill, note_gap, put_notes};
use super::runs::Start;
use super::widen::{self, Nodes, Stubborn};
use crate::base::{Emu, Findings, Point, Shape};
use crate::style::{NodeId, PageSpec};

/// Puts runs on pages, one below the other.
pub struct Maker<'a> {
    shop: &'a Shop<'a>,
    spec: &'a PageSpec,
    /// Pages before these, on the pile that this one goes on from.
    earlier: usize,
    pages: Vec<Page>,
    /// The next free line of the last page.
    line: u32,
    /// The line at which the last band of the last page begins.
    began: u32,
    /// Columns of the last band; 0 where it went over several.
    columns: u8,
    /// The stretch in columns of its own to which that belongs; 0 for the flow of the page.
    band: u16,
    /// Lines to be left free below what stands there.
    after: u16,
    /// What stands over some of the columns from the next free line on (破栏).
    hangs: Option<Hangs>,
    /// 转版 lines so far.
    jumps: Vec<Jump>,
    /// Nodes that stand in other columns than they were to, so that columns are level; and in how many.
    widened: Vec<(NodeId, u8)>,
    /// Whether what is uneven is set wider.
    widens: bool,
}

/// How a run came out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fit {
    /// Lines by which its columns differ, at most.
    pub uneven: u32,
    /// Lines left free at the foot of the page on which it could have begun.
    pub hole: u32,
    /// Columns of its last page in which nothing stands.
    pub empty: u32,
    /// What it cost to set a part of it wider.
    pub price: i64,
}

/// Something over the first columns of a page; the text goes on beside it and below it.
#[derive(Clone, Copy, Debug)]
struct Hangs {
    columns: u8,
    /// All columns there, and the stretch to which they belong.
    within: (u8, u16),
    lines: u32,
}

/// A run, set: ready to be put on pages.
#[derive(Debug)]
pub struct Ready<'n> {
    /// Where it begins.
    pub start: Start,
    /// Columns of the page here.
    pub columns: u8,
    /// The stretch in columns of its own to which it belongs; 0 for the flow of the page.
    pub band: u16,
    /// 栏线 between its columns, where that is not the layout's to say.
    pub ruled: Option<bool>,
    /// Whether it stands at the foot of its page.
    pub low: bool,
    /// Columns that each node goes over.
    pub over: u8,
    /// Its measure, in the middle of the page, where it is narrower than that.
    pub within: Option<Emu>,
    /// Its nodes; none where it may be set in no other columns.
    pub nodes: Nodes<'n>,
    /// The same, set.
    pub galleys: Vec<Galley<'n>>,
    /// What stands at the heads and feet of its pages.
    pub floats: Vec<Spanner<'n>>,
    /// What was found when it was set.
    pub findings: Findings,
}

/// Something over several columns, set to their measure.
#[derive(Debug)]
pub struct Spanner<'n> {
    /// The node before which it was written.
    pub before: NodeId,
    /// Columns that it goes over.
    pub over: u8,
    /// It, and the heads over it.
    pub galleys: Vec<Galley<'n>>,
}

impl<'n> Ready<'n> {
    /// The run, parted where something at its pages' edges is taller than a page: that stands where it
    /// was written.
    pub fn parted(mut self, spec: &PageSpec) -> Vec<Ready<'n>> {
        let Some(tall) = self.floats.iter().position(|float| float.lines(spec) > lines(spec)) else {
            return vec![self];
        };
        let rest = self.floats.split_off(tall + 1);
        let Some(float) = self.floats.pop() else { return vec![self] };
        let at = self.galleys.partition_point(|galley| galley.node < float.before);
        let galleys = self.galleys.split_off(at);
        let below =
            Ready { start: Start::Here, nodes: &[], galleys, floats: rest, findings: Findings::default(), ..self };
        let own = Ready {
            start: if at == 0 && self.floats.is_empty() { self.start } else { Start::Here },
            columns: self.columns,
            band: self.band,
            ruled: self.ruled,
            low: self.low,
            over: float.over,
            within: None,
            nodes: &[],
            galleys: float.galleys,
            floats: Vec::new(),
            findings: Findings::default(),
        };
        let above =
            Ready { start: self.start, galleys: self.galleys, floats: self.floats, findings: self.findings, ..below };
        [above, own].into_iter().chain(below.parted(spec)).collect()
    }
}

impl Spanner<'_> {
    /// Lines that it takes.
    pub fn lines(&self, spec: &PageSpec) -> u32 {
        let pitch = pitch(spec).0.max(1) as u32;
        let mut after = None;
        let mut sum = 0;
        for galley in &self.galleys {
            let piece = &galley.piece;
            let strips = piece.settings.first().map(|setting| setting.strips.as_slice()).unwrap_or_default();
            let height = strips.iter().fold(0_u32, |sum, strip| sum.saturating_add(strip.height));
            sum += height.div_ceil(pitch) + after.map_or(0, |after: u16| u32::from(after.max(piece.before)));
            after = Some(piece.after);
        }
        sum
    }
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

/// Fewest ems of a column that is levelled.
const LEVELLED: i64 = 4;

/// Whether columns are too narrow to be made level: where every word breaks and every keep fails, weighing all
/// heights of a page against each other takes seconds and finds nothing better.
fn hopeless(spec: &PageSpec) -> bool {
    spec.columns > 1 && spec.column_width < spec.em * LEVELLED
}

fn first_before(galleys: &[Galley<'_>]) -> u16 {
    galleys.first().map_or(0, |galley| galley.piece.before)
}

impl<'a> Maker<'a> {
    /// An empty pile of pages.
    pub fn new(shop: &'a Shop<'a>) -> Maker<'a> {
        Maker {
            shop,
            spec: &shop.sheet.page,
            earlier: 0,
            pages: Vec::new(),
            line: 0,
            began: 0,
            columns: 0,
            band: 0,
            after: 0,
            hangs: None,
            jumps: Vec::new(),
            widened: Vec::new(),
            widens: true,
        }
    }

    /// What is needed to set anything.
    pub fn shop(&self) -> &'a Shop<'a> {
        self.shop
    }

    /// The pages, at least one; and the lines that name them.
    pub fn finish(mut self) -> (Pages, Vec<Jump>) {
        if self.pages.is_empty() {
            self.new_page();
        }
        (Pages { pages: self.pages, widened: self.widened.into_iter().collect() }, self.jumps)
    }

    /// A pile that goes on on the last page of this one, to try something.
    pub fn go_on(&self) -> Maker<'a> {
        Maker {
            earlier: self.count().saturating_sub(1),
            pages: self.pages.last().cloned().into_iter().collect(),
            jumps: Vec::new(),
            widened: Vec::new(),
            ..*self
        }
    }

    /// Takes over what stands on a pile that went on from this one.
    fn take_over(&mut self, mut other: Maker<'a>) {
        self.pages.pop();
        self.pages.append(&mut other.pages);
        self.jumps.append(&mut other.jumps);
        self.widened.append(&mut other.widened);
        let Maker { line, began, columns, band, after, hangs, .. } = other;
        (self.line, self.began, self.columns, self.band) = (line, began, columns, band);
        (self.after, self.hangs) = (after, hangs);
    }

    /// Whether what is uneven is set wider from now on.
    pub fn widen(&mut self, widens: bool) {
        self.widens = widens;
    }

    /// Takes note that a node stands in so many columns.
    pub fn widened(&mut self, node: NodeId, columns: u8) {
        self.widened.push((node, columns));
    }

    /// Pages so far.
    fn count(&self) -> usize {
        self.earlier + self.pages.len()
    }

    /// The last page, counted from 0.
    fn last(&self) -> usize {
        self.count().saturating_sub(1)
    }

    fn new_page(&mut self) {
        if let Some(done) = self.pages.last_mut() {
            done.items.shrink_to_fit();
        }
        let index = self.count();
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
                if start == Start::Recto && self.count().is_multiple_of(2) {
                    self.new_page();
                }
            }
        }
    }

    /// Puts a run on pages; `next` is what the run after it needs to begin.
    pub fn run(&mut self, run: Ready<'_>, next: Opening, findings: &mut Findings) -> Fit {
        let Ready { start, columns, band, ruled, low, over, within, nodes, mut galleys, floats, findings: found } = run;
        if galleys.is_empty() && floats.is_empty() {
            return Fit::default();
        }
        let before_it = (self.columns, self.band);
        let spec = self.spec.divided(columns).ruled(ruled);
        let spec = if let Some(measure) = within { spec.within(measure) } else { spec };
        let hangs = self.hangs.take();
        let here = over <= 1 && start == Start::Here;
        let beside = here && hangs.is_some_and(|hangs| hangs.within == (columns, band));
        if let Some(hangs) = hangs.filter(|_| !beside) {
            self.line += hangs.lines;
        }
        self.begin(start);
        let full = lines(&spec);
        let mut pieces: Vec<Piece> = galleys.iter_mut().map(|galley| std::mem::take(&mut galley.piece)).collect();
        let before = pieces.first().map_or(0, |piece| piece.before);
        let mut taken = Vec::new();
        if let Some(hangs) = hangs.filter(|_| beside) {
            let mut first = Taken::default();
            first.tops.iter_mut().take(usize::from(hangs.columns)).for_each(|top| *top = hangs.lines);
            taken.push(first);
        }
        // Columns of another stretch are parted by free lines, for they begin at one line.
        let other = columns != self.columns || band != self.band;
        let parted = u16::from(self.columns > 0 && other && over <= 1);
        self.band = band;
        self.columns = if over <= 1 { columns } else { 0 };
        let mut top = if beside && hangs.is_some() {
            self.line
        } else if self.line > 0 {
            self.line + u32::from(before.max(self.after).max(parted * 2))
        } else {
            0
        };
        let mut room = Room {
            columns: if over <= 1 { spec.columns.max(1) } else { 1 },
            pitch: pitch(&spec).0.max(1) as u32,
            first: full.saturating_sub(top),
            taken,
            full,
            note_gap: note_gap(&spec).0.max(0) as u32,
            balance: if spec.in_order || hopeless(&spec) { Balance::InOrder } else { Balance::Level },
        };
        let blocks: Vec<Block> = floats
            .iter()
            .map(|float| Block {
                anchor: galleys.partition_point(|galley| galley.node < float.before),
                over: float.over,
                lines: float.lines(&spec),
            })
            .collect();
        let places = floats::place(&blocks, &pieces, &mut room);
        let jumps = over <= 1 && !self.spec.jump_to.is_empty();
        if jumps {
            jumps::reserve(&pieces, &galleys, &mut room);
        }
        let mut broken = break_columns(&pieces, &room);
        // A spanning head that would stand alone at the page's foot begins the next page instead.
        let height = broken.columns.iter().map(|column| column.lines).max().unwrap_or(0);
        let one_page = broken.columns.iter().all(|column| column.page == 0);
        let last = pieces.last().and_then(|piece| piece.settings.first()?.strips.last());
        let keeps = last.is_some_and(|strip| strip.cost >= HEAD_AT_FOOT);
        let need = height + u32::from(next.before) + next.lines;
        let mut left = 0;
        if keeps && one_page && top > 0 && top + need > full && need <= full {
            left = full - top.min(full);
            self.new_page();
            top = 0;
            room.first = full;
            broken = break_columns(&pieces, &room);
        }
        if low && one_page && top == 0 {
            top = full.saturating_sub(height);
            room.first = full - top;
        }
        let measure = spec.width(over);
        let chosen = choose(&mut galleys, &mut pieces, broken, &room, measure, self.shop);
        top += chosen.sunk;
        room.first -= chosen.sunk.min(room.first);
        let columns = chosen.broken.columns;
        let uneven =
            columns.chunk_by(|a, b| a.page == b.page).map(|page| room.uneven(page, &pieces)).max().unwrap_or(0);
        #[cfg(test)]
        if self.widens {
            super::tests::record(&pieces, &room, &columns, uneven);
        }
        // What its author put in columns of its own stays in them.
        let may_widen = self.widens && over <= 1 && band == 0 && hangs.is_none() && floats.is_empty() && !low;
        if uneven > 1 && may_widen && room.balance == Balance::Level {
            let (from, to) = uneven_nodes(&columns, &pieces, &galleys, &room);
            let run = Stubborn { nodes, columns: spec.columns, ruled, from, to };
            let own = (self.columns, self.band);
            (self.columns, self.band) = before_it;
            if let Some(levelled) = widen::level(self, run, next) {
                findings.extend(levelled.findings);
                self.take_over(levelled.pile);
                return levelled.fit;
            }
            (self.columns, self.band) = own;
        }
        findings.extend(found);
        let last_page = columns.chunk_by(|a, b| a.page == b.page).next_back().map_or(0, <[Column]>::len);
        let empty = u32::from(room.columns).saturating_sub(last_page as u32);
        let hole = if columns.first().is_some_and(|column| column.page > 0) { room.first } else { 0 };
        report(&columns, &galleys, uneven, findings);
        let after = pieces.last().map_or(0, |piece| piece.after);
        let page = self.count();
        if jumps {
            self.jumps.extend(jumps::of_run(&columns, &galleys, &room, &spec, self.last(), top));
        }
        let floats = floats.into_iter().zip(places).collect();
        self.place(Bands { spec: &spec, room: &room, top, measure }, &columns, &pieces, galleys, floats);
        self.after = after;
        // What hangs over some columns may reach farther down than the text beside it.
        if let Some(hangs) = hangs.filter(|_| beside && self.count() == page) {
            self.line = self.line.max(self.began + hangs.lines);
        }
        // 破栏: what goes over some of the columns leaves the others free beside it.
        if over > 1 && over < spec.columns {
            let lines = self.line - self.began + u32::from(self.after);
            self.line = self.began;
            self.after = 0;
            self.hangs = Some(Hangs { columns: over, within: (spec.columns, band), lines });
        }
        Fit { uneven, hole: hole + left, empty, price: 0 }
    }

    /// Puts columns and what stands over several of them on pages.
    fn place(
        &mut self,
        bands: Bands<'_>,
        columns: &[Column],
        pieces: &[Piece],
        mut galleys: Vec<Galley<'_>>,
        mut floats: Vec<(Spanner<'_>, Place)>,
    ) {
        let Bands { spec, room, measure, .. } = bands;
        let text = columns.last().map_or(0, |column| column.page);
        let last = floats.iter().map(|(_, place)| place.page).max().unwrap_or(0).max(text);
        // A run that leaves the rest of its first page begins on the next.
        let first = columns.first().map_or(0, |column| column.page);
        for number in 0..=last {
            if number > 0 {
                self.new_page();
            }
            let top = if number == 0 { bands.top } else { 0 };
            let page: Vec<&Column> = columns.iter().filter(|column| column.page == number).collect();
            let here = |(_, place): &(Spanner<'_>, Place)| place.page == number;
            if page.is_empty() && !floats.iter().any(here) {
                continue;
            }
            let grid = Grid::of_page(spec, self.last());
            let reached = page.iter().map(|column| column.foot()).max().unwrap_or(0);
            let lines = if number < text && number >= first { room.bottom(number).max(reached) } else { reached };
            let mut items = Vec::new();
            let mut below = Vec::new();
            let mut lowest = lines;
            for (float, place) in floats.iter_mut().filter(|float| here(float)) {
                let tall = float.lines(spec);
                let pieces: Vec<Piece> =
                    float.galleys.iter_mut().map(|galley| std::mem::take(&mut galley.piece)).collect();
                let whole = Column::whole(&pieces, place.column);
                // Over all columns it follows where the text ends.
                let follows = number >= text && float.over >= room.columns && place.line > reached;
                let line = if follows { place.line.min(reached + floats::GAP) } else { place.line };
                let at = grid.at(place.column, top + line);
                let out = if line > lines / 2 { &mut below } else { &mut items };
                lowest = lowest.max(line + tall);
                let notes = fill(&whole, 1, &pieces, &mut float.galleys, at, pitch(spec), out);
                let foot = Point::new(at.x, at.y + pitch(spec) * i64::from(tall));
                put_notes(notes, foot, spec.width(float.over), spec, out);
            }
            for column in &page {
                let at = grid.at(column.column, top + column.top);
                let notes = fill(column, room.columns, pieces, &mut galleys, at, pitch(spec), &mut items);
                // Notes stand at the foot of a full page, or of the levelled columns.
                let foot = room.reach(number, column.column, lines).max(column.foot());
                put_notes(notes, Point::new(at.x, grid.line_y(top + foot)), measure, spec, &mut items);
            }
            items.append(&mut below);
            if let Some(page) = self.pages.last_mut() {
                page.items.append(&mut items);
            }
            if room.columns > 1 {
                self.rules(&bands, number, top, lines, &page);
            }
            self.began = top;
            self.line = top + lowest;
        }
    }

    /// 栏线: in the gutters, from the first line's ink to the last one's.
    fn rules(&mut self, bands: &Bands<'_>, number: u32, top: u32, lines: u32, columns: &[&Column]) {
        let Bands { spec, room, .. } = bands;
        let Some(stroke) = &spec.rule else { return };
        let grid = Grid::of_page(spec, self.last());
        let Some(page) = self.pages.last_mut() else { return };
        let trim = (pitch(spec) - spec.em).scale(1, 2);
        let right = columns.iter().map(|column| column.column).max().unwrap_or(0);
        for column in 1..=right {
            let head = room.top(number, column - 1).min(room.top(number, column));
            let foot = room.reach(number, column - 1, lines).max(room.reach(number, column, lines));
            let (from, to) = (grid.line_y(top + head) + trim, grid.line_y(top + foot) - trim);
            if to <= from {
                continue;
            }
            let x = grid.column_x(column) - spec.gutter.scale(1, 2);
            let mut shape = Shape::rule(Point::new(x, from), Point::new(x, to), stroke.width, stroke.colour.clone());
            shape.paint.stroke = Some(stroke.clone());
            page.items.push(Item { owner: Owner::Decoration, kind: ItemKind::Shape(shape.into()) });
        }
    }
}

/// The columns of a run and where they begin.
struct Bands<'r> {
    /// The page, in the run's own columns.
    spec: &'r PageSpec,
    room: &'r Room,
    /// The line of its first page at which it begins.
    top: u32,
    /// Measure of its nodes.
    measure: Emu,
}

/// The first and the last node that stand on a page whose columns are uneven.
fn uneven_nodes(columns: &[Column], pieces: &[Piece], galleys: &[Galley<'_>], room: &Room) -> (NodeId, NodeId) {
    let pages = columns.chunk_by(|a, b| a.page == b.page).filter(|page| room.uneven(page, pieces) > 1);
    let piece = |at: u32| galleys.get(at as usize).or(galleys.last()).map(|galley| galley.node);
    // What begins the next page did not fit this one.
    let ends =
        |page: &[Column]| [page.first().map(|column| column.from.piece), page.last().map(|column| column.to.piece)];
    let nodes = pages.flat_map(ends).flatten().filter_map(piece);
    nodes.fold((NodeId(u32::MAX), NodeId(0)), |(from, to), node| (from.min(node), to.max(node)))
}

/// Every break that should not be, at the node that it breaks.
fn report(columns: &[Column], galleys: &[Galley<'_>], uneven: u32, findings: &mut Findings) {
    let span = |piece: u32| galleys.get(piece as usize).map(|galley| galley.span).unwrap_or_default();
    if uneven > 1 {
        findings.push(codes::uneven(span(columns.last().map_or(0, |column| column.from.piece)), uneven));
    }
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
