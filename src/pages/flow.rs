//! Where columns and pages break: the whole run is weighed, not one column after another.
//!
//! The breaker knows no glyphs. It sees [`Piece`]s (a paragraph, a head, a table) made of strips
//! that do not come apart, and what a break after each strip would cost. Dynamic programming over
//! columns (Mittelbach 2017, after Plass) carries the best few states from column to column; the
//! last page of a run is levelled: the columns are equally high, the shorter ones last (CLREQ 2.4).
//!
//! Every break is possible at a price, so that a keep that cannot hold is broken where it hurts
//! least, and there is always an answer.

use std::collections::BTreeMap;

/// Breaking here leaves a single line at a column's head or foot.
pub const SINGLE_LINE: u32 = 10_000_000;
/// Breaking here parts what was asked to stay together.
pub const TOGETHER: u32 = 5_000_000;
/// Breaking here leaves a head, or a caption, alone at a column's foot.
pub const HEAD_AT_FOOT: u32 = 100_000_000;
/// Any break at least this dear is reported.
pub const FAULT: u32 = TOGETHER;

/// Price of a line left empty at a column's foot, times the square of their number.
const SLACK: u64 = 1000;
/// Price of columns that a person sees to be uneven: two lines of difference.
pub const UNEVEN: u64 = 4 * SLACK;
/// Price of one line by which a levelled column is short: less than any other setting of a paragraph.
const REMAINDER: u64 = 100;
/// Price of a last page with next to nothing on it, times the square of the lines it lacks to `STUB`.
const NEARLY_EMPTY: u64 = 500;
/// A last page with fewer lines than this is hardly a page.
const STUB: u32 = 5;
/// Price of another setting of a paragraph, one line looser.
pub const LOOSE: u32 = 400;
/// Price of another setting of a paragraph, one line tighter.
pub const TIGHT: u32 = 500;
/// Price of a free line more at a head.
pub const OPEN_HEAD: u32 = 900;
/// Price of a strip that is taller than its column.
const OVERFULL: u64 = 10_000_000_000;
/// States carried from one column to the next. Columns are alike, so a handful is as good as all.
const BEAM: usize = 12;
/// How far back from the last break that fits others are tried, in lines.
const WINDOW: u32 = 8;

/// A part of a piece that does not come apart. Heights are EMU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// Its height.
    pub height: u32,
    /// Height of the notes called in it, which stand at the same column's foot.
    pub notes: u32,
    /// Price of a break after it; for a piece's last strip, the price of parting it from the next piece.
    pub cost: u32,
}

/// One way of setting a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Its strips from top to bottom; at least one.
    pub strips: Vec<Strip>,
    /// What this way costs: 0 for the natural one.
    pub cost: u32,
}

/// What stands in the flow: a paragraph, a head, a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Ways of setting it, the natural one first; at least one.
    pub settings: Vec<Setting>,
    /// Height repeated at the head of a column that begins inside it (a table's head).
    pub repeated: u32,
    /// Free lines before it, but not at a column's head.
    pub before: u16,
    /// Free lines after it.
    pub after: u16,
    /// Fewest strips of it in a column that begins and ends inside it.
    pub least: u16,
    /// The column ends with it whatever is left.
    pub ends_column: bool,
}

/// A place between two strips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pos {
    /// Index of the piece.
    pub piece: u32,
    /// Index of the next strip; 0 before the piece.
    pub strip: u32,
    /// Which setting the piece was begun in; 0 before the piece.
    pub setting: u8,
}

/// How the columns of the last page are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Balance {
    /// Level, the remainder in the last column.
    #[default]
    Level,
    /// In order, each as full as it can be.
    #[cfg_attr(not(test), expect(dead_code, reason = "no layout asks for it yet; the cases of web-platform-tests do"))]
    InOrder,
}

/// The room that a run of pieces has.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Columns on a page.
    pub columns: u8,
    /// Height of a line of the grid, EMU.
    pub pitch: u32,
    /// Lines left on the page where the run begins.
    pub first: u32,
    /// Lines of a whole page.
    pub full: u32,
    /// Height of the rule and gap above notes, EMU.
    pub note_gap: u32,
    /// How the last page is filled.
    pub balance: Balance,
}

/// What one column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Counted from the page where the run begins.
    pub page: u32,
    /// Counted from the left.
    pub column: u8,
    /// Where it begins.
    pub from: Pos,
    /// Where it ends.
    pub to: Pos,
    /// Lines that it takes, notes included.
    pub lines: u32,
    /// The setting of each piece from `from.piece` on.
    pub settings: Vec<u8>,
    /// Price of the break at its end.
    pub price: u32,
    /// Its first strip is taller than the column.
    pub overfull: bool,
}

/// A state at the end of a column.
#[derive(Clone, Copy, Debug)]
struct State {
    pos: Pos,
    cost: u64,
    /// The state before, in the arena; itself for the first.
    prev: usize,
    page: u32,
    column: u8,
    /// Height to which the column was filled.
    cap: u32,
}

/// A possible end of a column.
#[derive(Clone, Copy, Debug)]
struct Stop {
    pos: Pos,
    lines: u32,
    /// Of settings and of the break.
    cost: u32,
    price: u32,
    front: usize,
    setting: u8,
    forced: bool,
    overfull: bool,
}

/// What stands above the piece that is being tried.
#[derive(Clone, Copy, Debug)]
struct Front {
    lines: u32,
    notes: u32,
    cost: u32,
    /// Setting of the piece that it ends with, and the front before that piece.
    setting: u8,
    prev: usize,
}

/// All stops of one column, with the way to each.
#[derive(Default)]
struct Scan {
    fronts: Vec<Front>,
    stops: Vec<Stop>,
}

/// A run in columns, and what its breaks cost together.
#[derive(Clone, Debug, Default)]
pub struct Broken {
    /// The columns in order.
    pub columns: Vec<Column>,
    /// Price of all breaks, settings and empty lines.
    pub cost: u64,
}

/// Breaks a run of pieces into columns and pages.
pub fn break_columns(pieces: &[Piece], room: Room) -> Broken {
    let breaker = Breaker { pieces, room, below: heights_below(pieces, room.pitch) };
    if pieces.is_empty() {
        return Broken::default();
    }
    match room.balance {
        Balance::Level => breaker.weigh(),
        Balance::InOrder => breaker.fill(),
    }
}

/// For each piece, a height in lines that it and all after it take at least.
fn heights_below(pieces: &[Piece], pitch: u32) -> Vec<u32> {
    let mut below = vec![0_u32; pieces.len() + 1];
    let mut sum = 0_u32;
    for (index, piece) in pieces.iter().enumerate().rev() {
        let least = piece.settings.iter().map(|setting| lines_of(setting.strips.iter().map(|s| s.height), pitch)).min();
        sum = sum.saturating_add(least.unwrap_or(0));
        if let Some(slot) = below.get_mut(index) {
            *slot = sum;
        }
    }
    below
}

/// Whole lines that hold these heights.
fn lines_of(heights: impl Iterator<Item = u32>, pitch: u32) -> u32 {
    heights.fold(0_u32, u32::saturating_add).div_ceil(pitch.max(1))
}

/// Pieces that stand where columns came out badly (short of their page, uneven on the last page, or
/// broken where they should not be): for these, other settings are worth having.
pub fn in_trouble(columns: &[Column], pieces: &[Piece], room: Room) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    let last_page = columns.last().map_or(0, |column| column.page);
    for (index, column) in columns.iter().enumerate() {
        let begin = columns.partition_point(|other| other.page < column.page);
        let end = columns.partition_point(|other| other.page <= column.page);
        let page = columns.get(begin..end).unwrap_or_default();
        let forced = column.to.strip == 0
            && column
                .to
                .piece
                .checked_sub(1)
                .and_then(|at| pieces.get(at as usize))
                .is_some_and(|piece| piece.ends_column);
        let cap = if column.page == 0 { room.first } else { room.full };
        let tallest = page.iter().map(|other| other.lines).max().unwrap_or(0);
        let missing = page.len() < usize::from(room.columns);
        let bad = if column.page < last_page {
            column.lines < cap && !forced
        } else {
            let uneven = room.columns > 1 && (tallest - column.lines > 1 || missing);
            (uneven && !forced) || (last_page > 0 && tallest < STUB)
        };
        if !bad && column.price < FAULT {
            continue;
        }
        // The columns before can give or take as well, on the last page those after it too.
        let from = columns.get(index.saturating_sub(2)).map_or(0, |before| before.from.piece);
        let to = page.last().map_or(column.to, |end| end.to).max(column.to);
        for slot in out.iter_mut().take(to.piece as usize + 1).skip(from as usize) {
            *slot = true;
        }
    }
    out
}

struct Breaker<'a> {
    pieces: &'a [Piece],
    room: Room,
    below: Vec<u32>,
}

impl Breaker<'_> {
    fn end(&self) -> Pos {
        Pos { piece: self.pieces.len() as u32, strip: 0, setting: 0 }
    }

    fn cap(&self, page: u32) -> u32 {
        if page == 0 { self.room.first } else { self.room.full }
    }

    /// Tries every end of a column of `cap` lines that begins at `from`.
    fn scan(&self, from: Pos, cap: u32) -> Scan {
        let pitch = self.room.pitch.max(1);
        let mut scan = Scan::default();
        scan.fronts.push(Front { lines: 0, notes: 0, cost: 0, setting: 0, prev: 0 });
        let mut current = vec![0_usize];
        let mut gap_before = 0_u16;
        for index in from.piece as usize..self.pieces.len() {
            let Some(piece) = self.pieces.get(index) else { break };
            let at_head = index == from.piece as usize;
            let (start, only) = if at_head && from.strip > 0 { (from.strip, Some(from.setting)) } else { (0, None) };
            let gap = if at_head { 0 } else { u32::from(gap_before.max(piece.before)) };
            let mut next: Vec<Front> = Vec::new();
            for (number, setting) in piece.settings.iter().enumerate() {
                if only.is_some_and(|only| usize::from(only) != number) {
                    continue;
                }
                let cost = if start > 0 { 0 } else { setting.cost };
                for front_index in &current {
                    let Some(front) = scan.fronts.get(*front_index).copied() else { continue };
                    let mut height = if start > 0 { piece.repeated } else { 0 };
                    let mut notes = front.notes;
                    for (at, strip) in setting.strips.iter().enumerate().skip(start as usize) {
                        height = height.saturating_add(strip.height);
                        notes = notes.saturating_add(strip.notes);
                        let text = front.lines + gap + height.div_ceil(pitch);
                        let lines = text + self.note_lines(notes);
                        if lines > cap {
                            break;
                        }
                        let last = at + 1 == setting.strips.len();
                        let pos = if last {
                            Pos { piece: index as u32 + 1, strip: 0, setting: 0 }
                        } else {
                            Pos { piece: index as u32, strip: at as u32 + 1, setting: number as u8 }
                        };
                        // Between two breaks of one paragraph no line stands alone either.
                        let alone = start > 0 && !last && at + 1 - (start as usize) < usize::from(piece.least);
                        let price = if alone { strip.cost.max(SINGLE_LINE) } else { strip.cost };
                        let price = if pos == self.end() { 0 } else { price };
                        scan.stops.push(Stop {
                            pos,
                            lines,
                            cost: front.cost + cost + price,
                            price,
                            front: *front_index,
                            setting: number as u8,
                            forced: last && piece.ends_column,
                            overfull: false,
                        });
                        if last {
                            let cost = front.cost + cost;
                            merge(
                                &mut next,
                                Front { lines: text, notes, cost, setting: number as u8, prev: *front_index },
                            );
                        }
                    }
                }
            }
            if next.is_empty() || piece.ends_column {
                break;
            }
            gap_before = piece.after;
            let first = scan.fronts.len();
            scan.fronts.extend(next);
            current = (first..scan.fronts.len()).collect();
        }
        scan
    }

    fn note_lines(&self, notes: u32) -> u32 {
        if notes == 0 { 0 } else { (notes.saturating_add(self.room.note_gap)).div_ceil(self.room.pitch.max(1)) }
    }

    /// A column that holds one strip taller than itself.
    fn force(&self, from: Pos) -> Stop {
        let piece = self.pieces.get(from.piece as usize);
        let strips = piece.and_then(|p| p.settings.get(usize::from(from.setting))).map_or(1, |s| s.strips.len() as u32);
        let height = piece
            .and_then(|p| p.settings.get(usize::from(from.setting)))
            .and_then(|s| s.strips.get(from.strip as usize))
            .map_or(0, |strip| strip.height);
        let pos = if from.strip + 1 >= strips {
            Pos { piece: from.piece + 1, strip: 0, setting: 0 }
        } else {
            Pos { strip: from.strip + 1, ..from }
        };
        let lines = height.div_ceil(self.room.pitch.max(1));
        Stop { pos, lines, cost: 0, price: 0, front: 0, setting: from.setting, forced: false, overfull: true }
    }

    /// The ends of a column worth trying: those near its foot, and back to one that costs nothing.
    fn stops(&self, from: Pos, cap: u32, window: u32) -> Vec<Stop> {
        let mut stops = self.scan(from, cap).stops;
        if stops.is_empty() {
            return stops;
        }
        if let Some(forced) =
            stops.iter().filter(|stop| stop.forced).min_by_key(|stop| (stop.cost, stop.lines)).copied()
        {
            return vec![forced];
        }
        let fullest = stops.iter().map(|stop| stop.lines).max().unwrap_or(0);
        let free = stops.iter().filter(|stop| stop.price == 0).map(|stop| stop.lines).max().unwrap_or(0);
        let least = fullest.saturating_sub(window).min(free);
        stops.retain(|stop| stop.lines >= least);
        stops
    }

    /// The whole run, weighed: the best few states of each column go on to the next; wherever what
    /// is left fits one page, that page is levelled and the run may end.
    fn weigh(&self) -> Broken {
        let columns = self.room.columns.max(1);
        let mut arena: Vec<State> = Vec::new();
        arena.push(State { pos: Pos::default(), cost: 0, prev: usize::MAX, page: 0, column: 0, cap: 0 });
        let mut layer: Vec<usize> = vec![0];
        let mut best: Option<(u64, usize)> = None;
        let mut page = 0_u32;
        loop {
            let cap = self.cap(page);
            let mut open = Vec::new();
            for index in &layer {
                let Some(state) = arena.get(*index).copied() else { continue };
                match self.level(state.pos, cap, page > 0 || self.room.first >= self.room.full) {
                    Some((cost, _)) => {
                        let total = state.cost + cost + self.stub(state.pos, page);
                        if best.is_none_or(|(least, _)| total < least) {
                            best = Some((total, *index));
                        }
                        if cost >= u64::from(FAULT) && state.pos != self.end() {
                            open.push(*index);
                        }
                    }
                    None => open.push(*index),
                }
            }
            let done = best.map_or(u64::MAX, |(cost, _)| cost);
            open.retain(|index| arena.get(*index).is_some_and(|state| state.cost < done));
            let may_leave = page == 0 && self.room.first < self.room.full;
            if open.is_empty() && best.is_some() && (!may_leave || done < u64::from(FAULT)) {
                break;
            }
            layer = open;
            for column in 0..columns {
                layer = self.advance(&mut arena, &layer, page, column, cap);
            }
            page += 1;
            if layer.is_empty() && page > 1 {
                break;
            }
        }
        let Some((cost, last)) = best else { return Broken::default() };
        let mut out = self.retrace(&arena, last);
        let (pos, page) = arena.get(last).map_or((Pos::default(), 0), |state| (state.pos, state.page));
        let page = if last == 0 { page } else { page + 1 };
        let cap = self.cap(page);
        let fresh = page > 0 || self.room.first >= self.room.full;
        if let Some((_, levelled)) = self.level(pos, cap, fresh) {
            out.extend(levelled.into_iter().map(|column| Column { page, ..column }));
        }
        // A column left empty on a short first page is no column.
        out.retain(|column| column.from != column.to);
        Broken { columns: out, cost }
    }

    /// What a last page with only a few lines on it costs.
    fn stub(&self, from: Pos, page: u32) -> u64 {
        let left = self.below.get(from.piece as usize + 1).copied().unwrap_or(0) + self.remaining(from);
        let lines = left.div_ceil(u32::from(self.room.columns.max(1)));
        if page == 0 || lines >= STUB { 0 } else { u64::from(STUB - lines).pow(2) * NEARLY_EMPTY }
    }

    /// The states after one more column.
    fn advance(&self, arena: &mut Vec<State>, layer: &[usize], page: u32, column: u8, cap: u32) -> Vec<usize> {
        let fresh = cap >= self.room.full;
        let mut found: BTreeMap<Pos, (u64, usize)> = BTreeMap::new();
        for index in layer {
            let Some(state) = arena.get(*index).copied() else { continue };
            let mut stops = self.stops(state.pos, cap, WINDOW);
            if stops.is_empty() && fresh && state.pos != self.end() {
                stops.push(self.force(state.pos));
            }
            let mut offer = |pos: Pos, cost: u64| {
                let slot = found.entry(pos).or_insert((u64::MAX, *index));
                if cost < slot.0 {
                    *slot = (cost, *index);
                }
            };
            for stop in stops {
                offer(stop.pos, state.cost + self.price_of(stop, cap));
            }
            if !fresh {
                // Leaving the rest of a short first page empty is one of the choices.
                let empty = u64::from(cap);
                offer(state.pos, state.cost + empty * empty * SLACK);
            }
        }
        let mut list: Vec<(Pos, u64, usize)> = found.into_iter().map(|(pos, (cost, prev))| (pos, cost, prev)).collect();
        list.sort_by_key(|(pos, cost, _)| (*cost, std::cmp::Reverse(*pos)));
        list.truncate(BEAM);
        list.into_iter()
            .map(|(pos, cost, prev)| {
                arena.push(State { pos, cost, prev, page, column, cap });
                arena.len() - 1
            })
            .collect()
    }

    /// What it costs to end a column of `cap` lines here.
    fn price_of(&self, stop: Stop, cap: u32) -> u64 {
        if stop.overfull {
            return OVERFULL;
        }
        let slack = if stop.forced || stop.pos == self.end() { 0 } else { u64::from(cap.saturating_sub(stop.lines)) };
        u64::from(stop.cost) + slack * slack * SLACK
    }

    /// The columns behind a state.
    fn retrace(&self, arena: &[State], last: usize) -> Vec<Column> {
        let mut out = Vec::new();
        let mut index = last;
        while let Some(state) = arena.get(index) {
            let Some(before) = arena.get(state.prev) else { break };
            out.push(self.column(before.pos, state.pos, state.cap, state.page, state.column));
            index = state.prev;
        }
        out.reverse();
        out
    }

    /// What the column from `from` to `to` holds: the cheapest way there.
    fn column(&self, from: Pos, to: Pos, cap: u32, page: u32, column: u8) -> Column {
        let mut out = Column { page, column, from, to, lines: 0, settings: Vec::new(), price: 0, overfull: false };
        if from == to {
            return out;
        }
        let scan = self.scan(from, cap);
        let stop =
            scan.stops.iter().filter(|stop| stop.pos == to).min_by_key(|stop| self.price_of(**stop, cap)).copied();
        let stop = stop.unwrap_or_else(|| self.force(from));
        out.lines = stop.lines;
        out.price = stop.price;
        out.overfull = stop.overfull;
        out.settings.push(stop.setting);
        let mut front = stop.front;
        while front > 0 {
            let Some(state) = scan.fronts.get(front) else { break };
            out.settings.push(state.setting);
            front = state.prev;
        }
        out.settings.reverse();
        out
    }

    /// The rest from `from` on one page, its columns as level as may be: the least height whose
    /// unevenness is not outweighed by a line more. `None` when it does not fit.
    fn level(&self, from: Pos, cap: u32, fresh: bool) -> Option<(u64, Vec<Column>)> {
        let columns = u32::from(self.room.columns.max(1));
        let below = self.below.get(from.piece as usize + 1).copied().unwrap_or(0);
        if below > cap.saturating_mul(columns) {
            return None;
        }
        let begun = self.remaining(from);
        let total = below + begun;
        if total > cap.saturating_mul(columns) && !fresh {
            return None;
        }
        let least = total.div_ceil(columns).max(1);
        let mut best: Option<(u64, u32)> = None;
        for height in least..=cap {
            let taller = u64::from(height - least) * SLACK;
            if best.is_some_and(|(cost, _)| taller >= cost) {
                break;
            }
            if let Some(cost) = self.level_at(from, height).map(|(cost, _)| cost + taller)
                && best.is_none_or(|(least, _)| cost < least)
            {
                best = Some((cost, height));
            }
        }
        let (cost, height) = best?;
        self.level_at(from, height).map(|(_, stops)| {
            let mut start = from;
            let list = stops.into_iter().enumerate().map(|(number, to)| {
                let column = self.column(start, to, height, 0, number as u8);
                start = to;
                column
            });
            (cost, list.collect())
        })
    }

    /// Lines that are left of the piece in which `from` stands.
    fn remaining(&self, from: Pos) -> u32 {
        let Some(piece) = self.pieces.get(from.piece as usize) else { return 0 };
        let least = |setting: &Setting| {
            lines_of(setting.strips.iter().skip(from.strip as usize).map(|strip| strip.height), self.room.pitch)
        };
        if from.strip > 0 {
            piece.settings.get(usize::from(from.setting)).map_or(0, least)
        } else {
            piece.settings.iter().map(least).min().unwrap_or(0)
        }
    }

    /// All that is left in columns of at most `height` lines; the ends of the columns.
    fn level_at(&self, from: Pos, height: u32) -> Option<(u64, Vec<Pos>)> {
        let columns = usize::from(self.room.columns.max(1));
        let end = self.end();
        let mut layers: Vec<BTreeMap<Pos, (u64, Pos)>> = vec![BTreeMap::from([(from, (0, from))])];
        for number in 0..columns {
            let last = number + 1 == columns;
            let mut next: BTreeMap<Pos, (u64, Pos)> = BTreeMap::new();
            // An earlier column that is short costs a little more: the remainder belongs in the last.
            let weight = SLACK + (columns - number) as u64;
            let layer = layers.last()?;
            for (pos, (cost, _)) in layer {
                let mut offer = |to: Pos, price: u64| {
                    let slot = next.entry(to).or_insert((u64::MAX, *pos));
                    if cost + price < slot.0 {
                        *slot = (cost + price, *pos);
                    }
                };
                if *pos == end {
                    // One column of one page needs no levelling.
                    offer(end, u64::from(height).pow(2) * weight);
                    continue;
                }
                for stop in self.stops(*pos, height, height) {
                    if last && stop.pos != end {
                        continue;
                    }
                    let slack = u64::from(height.saturating_sub(stop.lines));
                    let price = match slack {
                        _ if columns == 1 || stop.forced => 0,
                        0 => 0,
                        1 => REMAINDER + (columns - number) as u64,
                        more => more * more * weight,
                    };
                    offer(stop.pos, u64::from(stop.cost) + price);
                }
            }
            layers.push(next);
        }
        let cost = layers.last()?.get(&end)?.0;
        let mut ends = vec![end];
        let mut pos = end;
        for layer in layers.iter().skip(2).rev() {
            pos = layer.get(&pos)?.1;
            ends.push(pos);
        }
        ends.reverse();
        Some((cost, ends))
    }

    /// Columns in order, each as full as it can be without a fault.
    fn fill(&self) -> Broken {
        let columns = self.room.columns.max(1);
        let mut out = Vec::new();
        let (mut pos, mut page, mut column) = (Pos::default(), 0_u32, 0_u8);
        while pos != self.end() {
            let cap = self.cap(page);
            let stops = self.stops(pos, cap, WINDOW);
            let stop = stops.into_iter().min_by_key(|stop| (stop.cost, std::cmp::Reverse(stop.lines)));
            let to = match stop {
                Some(stop) if stop.price < FAULT || cap >= self.room.full => stop.pos,
                None if cap >= self.room.full => self.force(pos).pos,
                Some(_) | None => pos,
            };
            out.push(self.column(pos, to, cap, page, column));
            pos = to;
            column += 1;
            if column == columns {
                column = 0;
                page += 1;
            }
        }
        let cost = out.iter().map(|column| u64::from(column.price)).sum();
        Broken { columns: out, cost }
    }
}

/// Adds a front unless one as high, with the same notes, is as cheap.
fn merge(fronts: &mut Vec<Front>, front: Front) {
    match fronts.iter_mut().find(|old| old.lines == front.lines && old.notes == front.notes) {
        Some(old) if front.cost < old.cost => *old = front,
        Some(_) => {}
        None => fronts.push(front),
    }
}
