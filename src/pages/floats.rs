//! 破栏 and 通栏 at the edges: what goes over several columns stands at the head or foot of a page's
//! columns, near the place where it was written, so that the text beside it is not parted into bands.

use super::flow::{Column, MOST_COLUMNS, Piece, Room, Taken, break_columns};

/// Fewest lines of text left in a column above or below: less is a scrap.
const LEAST_TEXT: u32 = 8;
/// Free lines between it and the text.
pub const GAP: u32 = 1;
/// Of a page with text at most so many hundredths are given to what is no text.
const MOST_TAKEN: u32 = 60;

/// Something over several columns.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Index of the piece before which it was written.
    pub anchor: usize,
    /// Columns that it goes over.
    pub over: u8,
    /// Lines that it takes.
    pub lines: u32,
}

/// Where one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from the page where the run begins.
    pub page: u32,
    /// Its first column.
    pub column: u8,
    /// Lines above it, counted as the columns' are; where the text of a page ends above what goes over all
    /// its columns, that follows it.
    pub line: u32,
}

/// Gives each block its place, in order, none on a page before the one that comes before it; what is
/// taken of the pages is noted in the room.
pub fn place(blocks: &[Block], pieces: &[Piece], room: &mut Room) -> Vec<Place> {
    let mut places = Vec::with_capacity(blocks.len());
    let mut first = 0;
    for block in blocks {
        let columns = break_columns(pieces, room).columns;
        let last = columns.last().map_or(0, |column| column.page);
        let wish = Wish::of(block, &columns, pieces, room);
        let mut page = wish.page.max(first);
        let slot = loop {
            // Where the text ends the columns end level below what stands at their heads.
            let ends = page >= last;
            if let Some(slot) = Slot::best(block, &wish, page, ends, room) {
                break slot;
            }
            page += 1;
        };
        slot.take(block, page, room);
        first = page;
        places.push(Place { page, column: slot.column, line: slot.line });
    }
    places
}

/// Where a block would stand if it stood where it was written.
struct Wish {
    page: u32,
    column: u8,
    /// How far down the column, in hundredths.
    down: u32,
}

impl Wish {
    fn of(block: &Block, columns: &[Column], pieces: &[Piece], room: &Room) -> Wish {
        let holds = |column: &&Column| column.to.piece as usize > block.anchor;
        let Some(column) = columns.iter().find(holds).or(columns.last()) else {
            return Wish { page: 0, column: 0, down: 0 };
        };
        let natural = |piece: &Piece| {
            let strips = piece.settings.first().map(|setting| setting.strips.as_slice()).unwrap_or_default();
            strips.iter().map(|strip| strip.height / room.pitch.max(1)).sum::<u32>()
        };
        let above = pieces.get(column.from.piece as usize..block.anchor.max(column.from.piece as usize));
        let above: u32 = above.unwrap_or_default().iter().map(natural).sum();
        let beside = columns.iter().filter(|other| other.page == column.page);
        let height = beside.map(Column::foot).max().unwrap_or(0).max(1);
        Wish { page: column.page, column: column.column, down: ((column.top + above) * 100 / height).min(100) }
    }
}

/// A free place on a page.
#[derive(Clone, Copy, Debug)]
struct Slot {
    column: u8,
    line: u32,
    at_foot: bool,
    cost: u32,
}

impl Slot {
    /// The best place of a page, if it has one.
    fn best(block: &Block, wish: &Wish, page: u32, ends: bool, room: &Room) -> Option<Slot> {
        let over = block.over.clamp(1, room.columns);
        let columns = 0..=room.columns - over;
        let slots = columns.flat_map(|column| [false, true].map(|at_foot| (column, at_foot)));
        let slots = slots.filter(|(_, at_foot)| !(*at_foot && ends && over < room.columns));
        slots.filter_map(|(column, foot)| Slot::at(block, column, foot, wish, page, ends, room)).min_by_key(|s| s.cost)
    }

    fn at(block: &Block, column: u8, at_foot: bool, wish: &Wish, page: u32, ends: bool, room: &Room) -> Option<Slot> {
        let over = block.over.clamp(1, room.columns);
        let covered = column..column + over;
        let base = |column: u8| if at_foot { room.foot(page, column) } else { room.top(page, column) };
        let under = base(column);
        // It stands on one edge: all its columns are taken as far.
        if covered.clone().any(|column| base(column) != under) {
            return None;
        }
        let left = covered.clone().map(|column| room.cap(page, column, u32::MAX)).min().unwrap_or(0);
        let whole_page = page > 0 && left == room.full;
        let left = left.checked_sub(block.lines)?;
        if left < LEAST_TEXT + GAP && !whole_page {
            return None;
        }
        let area = room.bottom(page) * u32::from(room.columns);
        let free: u32 = (0..room.columns).map(|column| room.cap(page, column, u32::MAX)).sum();
        let taken = area - free.min(area) + block.lines * u32::from(over);
        if taken * 100 > area * MOST_TAKEN && !ends {
            return None;
        }
        // Twice the distance of its middle from the column where it was written.
        let middle = u32::from(column) * 2 + u32::from(over) - 1;
        let aside = middle.abs_diff(u32::from(wish.column) * 2);
        let aside = if over == room.columns { 0 } else { aside * 10 };
        let away = if page > wish.page { 0 } else { wish.down.abs_diff(if at_foot { 100 } else { 0 }) };
        // Two at one edge are parted by text, where there is room; one under the other is worse.
        let stands = |column: u8| (if at_foot { room.foot(page, column) } else { room.top(page, column) }) > 0;
        let beside = [column.checked_sub(1), Some(column + over).filter(|next| *next < room.columns)];
        let crowded = beside.into_iter().flatten().filter(|column| stands(*column)).count() as u32 * 15;
        let same_edge = (0..room.columns).filter(|column| stands(*column)).count() as u32 * 10;
        let stacked = if under > 0 { 120 } else { 0 };
        let line = if at_foot { room.bottom(page) - under - block.lines } else { under };
        Some(Slot { column, line, at_foot, cost: aside + away + crowded + same_edge + stacked })
    }

    /// Notes what it takes.
    fn take(self, block: &Block, page: u32, room: &mut Room) {
        let whole = (0..room.columns).map(|column| room.cap(page, column, u32::MAX)).collect::<Vec<_>>();
        let wanted = page as usize + 1;
        if room.taken.len() < wanted {
            room.taken.resize(wanted, Taken::default());
        }
        let Some(taken) = room.taken.get_mut(page as usize) else { return };
        for column in self.column..self.column + block.over.clamp(1, room.columns) {
            let at = usize::from(column).min(MOST_COLUMNS - 1);
            let left = whole.get(at).copied().unwrap_or(0);
            // A scrap of a column is left empty.
            let lines = if left < block.lines + GAP + LEAST_TEXT { left } else { block.lines + GAP };
            let slot = if self.at_foot { taken.feet.get_mut(at) } else { taken.tops.get_mut(at) };
            if let Some(slot) = slot {
                *slot += lines;
            }
        }
    }
}
