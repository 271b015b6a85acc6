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
use super::ready::{Opening, Ready, Spanner};
use super::runs::Start;
use super::widen::{self, Levelled, Stubborn};
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

impl Fit {
    fn of(columns: &[Column], room: &Room, uneven: u32, left: u32) -> Fit {
        let last_page = columns.chunk_by(|a, b| a.page == b.page).next_back().map_or(0, <[Column]>::len);
        let empty = u32::from(room.columns).saturating_sub(last_page as u32);
        let hole = if columns.first().is_some_and(|column| column.page > 0) { room.first } else { 0 };
        Fit { uneven, hole: hole + left, empty, price: 0 }
    }
}

/// Something over the first columns of a page; the text goes on beside it and below it.
#[derive(Clone, Copy, Debug)]
struct Hangs {
    columns: u8,
    /// All columns there, and the stretch to which they belong.
    within: (u8, u16),
    lines: u32,
}

/// Fewest ems of a column that is levelled.
const LEVELLED: i64 = 4;

/// Galleys over which one may have been moved.
const MOVED: usize = 8;

/// Whether columns are too narrow to be made level: where every word breaks and every keep fails, weighing all
/// heights of a page against each other takes seconds and finds nothing better.
fn hopeless(spec: &PageSpec) -> bool {
    spec.columns > 1 && spec.column_width < spec.em * LEVELLED
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

    /// A pile that goes on on the last page of this one, or so many pages later on an empty one, to try something.
    pub fn go_on(&self, later: usize) -> Maker<'a> {
        let mut pile = Maker {
            earlier: self.last() + later,
            pages: self.pages.last().filter(|_| later == 0).cloned().into_iter().collect(),
            jumps: Vec::new(),
            widened: Vec::new(),
            ..*self
        };
        if later > 0 {
            pile.new_page();
        }
        pile
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
        if run.galleys.is_empty() && run.floats.is_empty() {
            return Fit::default();
        }
        let above = (self.columns, self.band);
        let mut stand = self.open(run);
        self.divide(&mut stand, next);
        #[cfg(test)]
        if self.widens {
            super::tests::record(&stand.pieces, &stand.room, &stand.columns, stand.uneven);
        }
        let wider = if stand.uneven > 1 && self.widens { self.wider(&stand, above, next) } else { None };
        match wider {
            Some(wider) => self.put_wider(stand, wider, findings),
            None => self.put(stand, findings),
        }
    }

    /// Where a run begins, and the room that it has.
    fn open<'n>(&mut self, mut run: Ready<'n>) -> Stand<'n> {
        let spec = self.spec.divided(run.columns).ruled(run.ruled);
        let spec = if let Some(measure) = run.within { spec.within(measure) } else { spec };
        let own = (run.columns, run.band);
        let here = run.over <= 1 && run.start == Start::Here;
        let hangs = self.hangs.take();
        let beside = hangs.filter(|hangs| here && hangs.within == own);
        if let (Some(hangs), None) = (hangs, beside) {
            self.line += hangs.lines;
        }
        self.begin(run.start);
        let full = lines(&spec);
        let pieces: Vec<Piece> = run.galleys.iter_mut().map(|galley| std::mem::take(&mut galley.piece)).collect();
        let before = pieces.first().map_or(0, |piece| piece.before);
        let taken = beside.map(|hangs| {
            let mut first = Taken::default();
            first.tops.iter_mut().take(usize::from(hangs.columns)).for_each(|top| *top = hangs.lines);
            first
        });
        // Columns of another stretch are parted by free lines, for they begin at one line.
        let other = own != (self.columns, self.band);
        let parted = u16::from(self.columns > 0 && other && run.over <= 1);
        self.band = run.band;
        self.columns = if run.over <= 1 { run.columns } else { 0 };
        let top = if beside.is_some() {
            self.line
        } else if self.line > 0 {
            self.line + u32::from(before.max(self.after).max(parted * 2))
        } else {
            0
        };
        let mut room = Room {
            columns: if run.over <= 1 { spec.columns.max(1) } else { 1 },
            pitch: pitch(&spec).0.max(1) as u32,
            first: full.saturating_sub(top),
            taken: taken.into_iter().collect(),
            full,
            note_gap: note_gap(&spec).0.max(0) as u32,
            balance: if spec.in_order || hopeless(&spec) { Balance::InOrder } else { Balance::Level },
        };
        let block = |float: &Spanner<'_>| Block {
            anchor: run.galleys.partition_point(|galley| galley.node < float.before),
            over: float.over,
            lines: float.lines(&spec),
        };
        let blocks: Vec<Block> = run.floats.iter().map(block).collect();
        let places = floats::place(&blocks, &pieces, &mut room);
        let jumps = run.over <= 1 && !self.spec.jump_to.is_empty();
        if jumps {
            jumps::reserve(&pieces, &run.galleys, &mut room);
        }
        Stand { run, spec, room, top, beside, pieces, places, jumps, columns: Vec::new(), uneven: 0, left: 0 }
    }

    /// Breaks a run into columns.
    fn divide(&mut self, stand: &mut Stand<'_>, next: Opening) {
        let Stand { run, spec, room, pieces, .. } = stand;
        let full = room.full;
        let mut broken = break_columns(pieces, room);
        // A spanning head that would stand alone at the page's foot begins the next page instead.
        let height = broken.columns.iter().map(|column| column.lines).max().unwrap_or(0);
        let one_page = broken.columns.iter().all(|column| column.page == 0);
        let last = pieces.last().and_then(|piece| piece.settings.first()?.strips.last());
        let keeps = last.is_some_and(|strip| strip.cost >= HEAD_AT_FOOT);
        let need = height + u32::from(next.before) + next.lines;
        if keeps && one_page && stand.top > 0 && stand.top + need > full && need <= full {
            stand.left = full.saturating_sub(stand.top);
            self.new_page();
            stand.top = 0;
            room.first = full;
            broken = break_columns(pieces, room);
        }
        if run.low && one_page && stand.top == 0 {
            stand.top = full.saturating_sub(height);
            room.first = full - stand.top;
        }
        let chosen = choose(&mut run.galleys, pieces, broken, room, spec.width(run.over), self.shop);
        stand.top += chosen.sunk;
        room.first -= chosen.sunk.min(room.first);
        stand.columns = chosen.broken.columns;
        let pages = stand.columns.chunk_by(|a, b| a.page == b.page);
        stand.uneven = pages.map(|page| room.uneven(page, pieces)).max().unwrap_or(0);
    }

    /// An uneven run with a part of it wider (see `widen`); `above` is what it stands below.
    fn wider(&self, stand: &Stand<'_>, above: (u8, u16), next: Opening) -> Option<Wider<'a>> {
        let Stand { run, room, beside, .. } = stand;
        // What its author put in columns of its own stays in them.
        let may = run.over <= 1 && run.band == 0 && !run.low && run.floats.is_empty() && beside.is_none();
        if !may || room.balance != Balance::Level {
            return None;
        }
        // Whole pages before the first uneven one stay as they are.
        let kept = stand.sound();
        let (from, to) = stand.uneven_nodes();
        let nodes = run.nodes.get(kept.nodes..).unwrap_or_default();
        let stubborn = Stubborn { nodes, columns: run.columns, ruled: run.ruled, from, to };
        let mut pile = self.go_on(kept.pages);
        if kept.pages == 0 {
            (pile.columns, pile.band) = above;
        }
        let levelled = widen::level(&pile, stubborn, next)?;
        Some((kept, levelled))
    }

    /// Puts what `wider` found.
    fn put_wider(&mut self, mut stand: Stand<'_>, (kept, levelled): Wider<'a>, findings: &mut Findings) -> Fit {
        if kept.pages > 0 {
            stand.columns.truncate(kept.columns);
            stand.uneven = 0;
            self.put(stand, findings);
            self.new_page();
        }
        findings.extend(levelled.findings);
        self.take_over(levelled.pile);
        levelled.fit
    }

    /// Puts a run on pages as it is broken.
    fn put(&mut self, stand: Stand<'_>, findings: &mut Findings) -> Fit {
        let Stand { run, spec, room, top, beside, pieces, places, jumps, columns, uneven, left } = stand;
        findings.extend(run.findings);
        report(&columns, &run.galleys, uneven, findings);
        let fit = Fit::of(&columns, &room, uneven, left);
        let after = pieces.last().map_or(0, |piece| piece.after);
        let page = self.count();
        if jumps {
            self.jumps.extend(jumps::of_run(&columns, &run.galleys, &room, &spec, self.last(), top));
        }
        let floats = run.floats.into_iter().zip(places).collect();
        let bands = Bands { spec: &spec, room: &room, top, measure: spec.width(run.over) };
        self.place(bands, &columns, &pieces, run.galleys, floats);
        self.after = after;
        // What hangs over some columns may reach farther down than the text beside it.
        if let Some(hangs) = beside.filter(|_| self.count() == page) {
            self.line = self.line.max(self.began + hangs.lines);
        }
        // 破栏: what goes over some of the columns leaves the others free beside it.
        if run.over > 1 && run.over < spec.columns {
            let lines = self.line - self.began + u32::from(self.after);
            self.line = self.began;
            self.after = 0;
            self.hangs = Some(Hangs { columns: run.over, within: (spec.columns, run.band), lines });
        }
        fit
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

/// A run at the place where it begins.
struct Stand<'n> {
    /// The run; its galleys' pieces are taken out.
    run: Ready<'n>,
    /// The page, in the run's own columns.
    spec: PageSpec,
    room: Room,
    /// The line of its first page at which it begins.
    top: u32,
    /// What hangs over some of its columns.
    beside: Option<Hangs>,
    pieces: Vec<Piece>,
    /// Where its floats stand.
    places: Vec<Place>,
    /// Whether 转版 lines stand in it.
    jumps: bool,
    columns: Vec<Column>,
    /// Lines by which they differ.
    uneven: u32,
    /// Lines that it left free on the page before.
    left: u32,
}

/// The pages of a run that stay as they are, and the rest of it on a pile of its own.
type Wider<'a> = (Kept, Levelled<'a>);

/// How much of a run stays as it is.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    pages: usize,
    columns: usize,
    nodes: usize,
}

impl Stand<'_> {
    /// The pages up to the last one that begins with a node, none after it uneven, and all of whose nodes are on them.
    fn sound(&self) -> Kept {
        let (galleys, nodes) = (&self.run.galleys, self.run.nodes);
        let mut kept = Kept::default();
        let mut columns = 0;
        // The last node on the pages so far.
        let (mut galley, mut furthest) = (0, NodeId(0));
        for page in self.columns.chunk_by(|a, b| a.page == b.page) {
            let Some(first) = page.first() else { continue };
            let before = galleys.get(galley..first.from.piece as usize).unwrap_or_default();
            furthest = before.iter().map(|galley| galley.node).fold(furthest, NodeId::max);
            galley = first.from.piece as usize;
            let begins = galleys.get(galley).map(|galley| galley.node);
            // What was moved over this place must not be parted from its page.
            let below =
                galleys.get(galley..).unwrap_or_default().iter().take(MOVED).all(|galley| galley.node > furthest);
            if let Some(node) = begins.filter(|_| first.from.strip == 0 && columns > 0 && below) {
                let nodes = nodes.partition_point(|(other, _)| other.id < node);
                kept = Kept { pages: first.page as usize, columns, nodes };
            }
            if self.room.uneven(page, &self.pieces) > 1 {
                break;
            }
            columns += page.len();
        }
        kept
    }

    /// The first and the last node that stand on a page whose columns are uneven.
    fn uneven_nodes(&self) -> (NodeId, NodeId) {
        let galleys = &self.run.galleys;
        let pages = self.columns.chunk_by(|a, b| a.page == b.page);
        let piece = |at: u32| galleys.get(at as usize).or(galleys.last()).map(|galley| galley.node);
        // What begins the next page did not fit this one.
        let first = |page: &[Column]| page.first().map(|column| column.from.piece);
        let ends = |page: &[Column]| [first(page), page.last().map(|column| column.to.piece)];
        let uneven = pages.filter(|page| self.room.uneven(page, &self.pieces) > 1);
        let nodes = uneven.flat_map(ends).flatten().filter_map(piece);
        nodes.fold((NodeId(u32::MAX), NodeId(0)), |(from, to), node| (from.min(node), to.max(node)))
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
