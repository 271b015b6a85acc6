//! Where columns and pages break: the whole run is weighed, not one column after another.
//!
//! The breaker knows no glyphs. It sees [`Piece`]s (a paragraph, a head, a table) made of strips
//! that do not come apart, and what a break after each strip would cost. Dynamic programming over
//! columns (Mittelbach 2017, after Plass) carries the best few states from column to column; the
//! last page of a run is levelled: the columns are equally high, the shorter ones last (CLREQ 2.4).
//!
//! Every break is possible at a price, so that a keep that cannot hold is broken where it hurts
//! least, and there is always an answer.

mod fill;
mod level;
mod scan;
mod weigh;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Breaking here leaves a single line at a column's head or foot.
pub const SINGLE_LINE: u32 = 10_000_000;
/// Breaking here parts what was asked to stay together.
pub const TOGETHER: u32 = 5_000_000;
/// Breaking here leaves a head, or a caption, alone at a column's foot.
pub const HEAD_AT_FOOT: u32 = 100_000_000;
/// Breaking here parts a short table among long ones, which go on from column to column: as bad as a column
/// short by two lines.
pub const AVOID: u32 = 12_000;
/// Any break at least this dear is reported.
pub const FAULT: u32 = TOGETHER;

/// Price of a line left empty at a column's foot, times the square of their number.
const SLACK: u64 = 1000;
/// Added where a column is short by two lines or more, which everybody sees: more than most of what
/// can be done about it.
pub const UNEVEN: u64 = 8 * SLACK;
/// Price of one line by which a levelled column is short: less than any other setting of a paragraph.
const REMAINDER: u64 = 100;
/// Price of a last page with next to nothing on it, times the square of the lines it lacks to `STUB`.
const NEARLY_EMPTY: u64 = 500;
/// A last page with fewer lines than this is hardly a page.
const STUB: u32 = 5;
/// Price of another setting of a paragraph, a line looser; how far its lines open is added.
pub const LOOSE: u32 = 300;
/// Price of another setting of a paragraph, one line tighter.
pub const TIGHT: u32 = 250;
/// Price of free lines added between two pieces (before a head, around a picture), times the square
/// of their number: a line of air is seen less than a column that is short by one.
const AIR: u32 = 350;
/// Free lines added in one place at most: more is a hole.
pub const MOST_AIR: u16 = 3;
/// Price of a strip that is taller than its column.
const OVERFULL: u64 = 10_000_000_000;
/// Settings of a piece whose heights are kept as a whole; hardly any has more.
const SETTINGS: usize = 7;
/// States carried from one column to the next. Columns are alike, so a handful is as good as all.
const BEAM: usize = 8;
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
    /// Free lines that may be added before it, where that makes columns level; none at a column's head.
    pub opens_before: u16,
    /// Free lines that may be added after it; none at a column's foot.
    pub opens_after: u16,
    /// Free lines that may be added after it where it begins a column.
    pub opens_below: u16,
    /// What its first strip gives up at a column's head, EMU: whole lines of air above its ink.
    pub sheds: u32,
    /// Fewest strips of it in a column that begins and ends inside it.
    pub least: u16,
    /// The column ends with it whatever is left.
    pub ends_column: bool,
}

impl Piece {
    /// Whether it must not be parted from the piece after it.
    pub fn keeps_with_next(&self) -> bool {
        self.settings.first().and_then(|setting| setting.strips.last()).is_some_and(|strip| strip.cost > 0)
    }
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
    InOrder,
}

/// Columns on a page at most.
pub const MOST_COLUMNS: usize = 12;

/// Lines of a page's columns taken at their heads and feet by what goes over several of them (破栏).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// At each column's head.
    pub tops: [u32; MOST_COLUMNS],
    /// At each column's foot.
    pub feet: [u32; MOST_COLUMNS],
}

/// The room that a run of pieces has.
#[derive(Clone, Debug)]
pub struct Room {
    /// Columns on a page.
    pub columns: u8,
    /// Height of a line of the grid, EMU.
    pub pitch: u32,
    /// Lines left on the page where the run begins.
    pub first: u32,
    /// Lines of a whole page.
    pub full: u32,
    /// What is taken of each page, from the one where the run begins; of those beyond, nothing.
    pub taken: Vec<Taken>,
    /// Height of the rule and gap above notes, EMU.
    pub note_gap: u32,
    /// How the last page is filled.
    pub balance: Balance,
}

impl Room {
    /// Lines of a page, from where the run begins on it.
    pub fn bottom(&self, page: u32) -> u32 {
        if page == 0 { self.first } else { self.full }
    }

    /// Lines taken at a column's head.
    pub fn top(&self, page: u32, column: u8) -> u32 {
        let taken = self.taken.get(page as usize);
        taken.and_then(|taken| taken.tops.get(usize::from(column))).copied().unwrap_or(0)
    }

    /// Lines taken at a column's foot.
    pub fn foot(&self, page: u32, column: u8) -> u32 {
        let taken = self.taken.get(page as usize);
        taken.and_then(|taken| taken.feet.get(usize::from(column))).copied().unwrap_or(0)
    }

    /// How far down a column can reach where its page is levelled at `height`, counted as `bottom` is.
    pub fn reach(&self, page: u32, column: u8, height: u32) -> u32 {
        height.min(self.bottom(page).saturating_sub(self.foot(page, column)))
    }

    /// Lines of a column between what is taken of it, its page levelled at `height`.
    pub fn cap(&self, page: u32, column: u8, height: u32) -> u32 {
        self.reach(page, column, height).saturating_sub(self.top(page, column))
    }

    /// How many lines the columns of one page end above where they should: level with the lowest of
    /// them, or above what stands at their foot. None where a column was ended by order.
    pub fn uneven(&self, columns: &[Column], pieces: &[Piece]) -> u32 {
        let Some(page) = columns.first().map(|column| column.page) else { return 0 };
        if self.balance == Balance::InOrder || columns.iter().any(|column| column.is_forced(pieces)) {
            return 0;
        }
        let lowest = columns.iter().map(Column::foot).max().unwrap_or(0);
        let missing = |number: u8| match columns.iter().find(|column| column.column == number) {
            Some(column) => self.reach(page, number, lowest).saturating_sub(column.foot()),
            None => self.cap(page, number, lowest),
        };
        (0..self.columns).map(missing).max().unwrap_or(0)
    }
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
    /// Lines above it that something over several columns takes.
    pub top: u32,
    /// Lines that it takes, notes included.
    pub lines: u32,
    /// The setting of each piece from `from.piece` on.
    pub settings: Vec<u8>,
    /// Free lines added before each of these pieces.
    pub airs: Vec<u8>,
    /// Price of the break at its end.
    pub price: u32,
    /// Its first strip is taller than the column.
    pub overfull: bool,
}

impl Column {
    /// The line below it, counted from where the run begins on its page.
    pub fn foot(&self) -> u32 {
        self.top + self.lines
    }

    /// All of some pieces, each in its natural setting, one below the other.
    pub fn whole(pieces: &[Piece], column: u8) -> Column {
        let count = pieces.len();
        let to = Pos { piece: count as u32, strip: 0, setting: 0 };
        Column {
            page: 0,
            column,
            from: Pos::default(),
            to,
            top: 0,
            lines: 0,
            settings: vec![0; count],
            airs: vec![0; count],
            price: 0,
            overfull: false,
        }
    }

    /// Whether the author ended it.
    pub fn is_forced(&self, pieces: &[Piece]) -> bool {
        let ends = |piece: u32| pieces.get(piece as usize).is_some_and(|piece| piece.ends_column);
        self.to.strip == 0 && self.to.piece.checked_sub(1).is_some_and(ends)
    }
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
pub fn break_columns(pieces: &[Piece], room: &Room) -> Broken {
    if pieces.is_empty() {
        return Broken::default();
    }
    let (below, wholes) = (heights_below(pieces, room.pitch), wholes(pieces, room.pitch));
    let plain = Plain::of(pieces, &wholes);
    let breaker =
        Breaker { pieces, room, below, wholes, plain, tried: RefCell::default(), scratch: RefCell::default() };
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

/// For each piece, the lines of its natural setting and of the others, as far as they call no notes.
fn wholes(pieces: &[Piece], pitch: u32) -> Vec<[Option<u32>; SETTINGS]> {
    let whole = |setting: &Setting| {
        let noted = setting.strips.iter().any(|strip| strip.notes > 0);
        (!noted && !setting.strips.is_empty()).then(|| lines_of(setting.strips.iter().map(|strip| strip.height), pitch))
    };
    let of = |piece: &Piece| {
        let mut out = [None; SETTINGS];
        out.iter_mut().zip(&piece.settings).for_each(|(slot, setting)| *slot = whole(setting));
        out
    };
    pieces.iter().map(of).collect()
}

/// Stretches of pieces that are set in one way only and call no notes: one column after another holds such, and
/// their heights together are known.
struct Plain {
    /// For each piece, the lines of all before it and the free lines between them, itself included.
    above: Vec<u32>,
    /// For each piece, the next from it on that is not such a one.
    ends: Vec<u32>,
}

impl Plain {
    fn of(pieces: &[Piece], wholes: &[[Option<u32>; SETTINGS]]) -> Plain {
        let count = pieces.len();
        let mut out = Plain { above: Vec::with_capacity(count + 1), ends: Vec::with_capacity(count) };
        out.above.push(0);
        let (mut sum, mut after) = (0_u32, 0_u16);
        for (piece, whole) in pieces.iter().zip(wholes) {
            let lines = whole.first().copied().flatten().unwrap_or(0);
            sum = sum.saturating_add(u32::from(after.max(piece.before)) + lines);
            after = piece.after;
            out.above.push(sum);
        }
        let plain = |(piece, whole): (&Piece, &[Option<u32>; SETTINGS])| {
            let one = matches!(piece.settings.as_slice(), [only] if only.cost == 0);
            let still = piece.opens_before == 0 && piece.opens_after == 0 && !piece.ends_column;
            one && still && whole.first().is_some_and(Option::is_some)
        };
        let mut next = pieces.len();
        for (at, pair) in pieces.iter().zip(wholes).enumerate().rev() {
            next = if plain(pair) { next } else { at };
            out.ends.push(next as u32);
        }
        out.ends.reverse();
        out
    }

    /// The piece up to which all from `index` on stand above `least` lines, when the first begins at `lines`; and the
    /// lines down to it.
    fn skip(&self, index: usize, lines: u32, least: u32) -> (usize, u32) {
        let end = self.ends.get(index).map_or(index, |end| *end as usize);
        let above = self.above.get(index).copied().unwrap_or(0);
        let inside = self.above.get(index + 1..=end).unwrap_or_default();
        let count = inside.partition_point(|sum| lines + (sum - above) < least);
        let to = index + count;
        (to, lines + self.above.get(to).map_or(0, |sum| sum - above))
    }
}

/// Whole lines that hold these heights.
fn lines_of(heights: impl Iterator<Item = u32>, pitch: u32) -> u32 {
    heights.fold(0_u32, u32::saturating_add).div_ceil(pitch.max(1))
}

/// Pieces that stand where columns came out badly (short of their page, uneven on the last page, or
/// broken where they should not be): for these, other settings are worth having.
pub fn in_trouble(columns: &[Column], pieces: &[Piece], room: &Room) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    let last_page = columns.last().map_or(0, |column| column.page);
    for (index, column) in columns.iter().enumerate() {
        let begin = columns.partition_point(|other| other.page < column.page);
        let end = columns.partition_point(|other| other.page <= column.page);
        let page = columns.get(begin..end).unwrap_or_default();
        let forced = column.is_forced(pieces);
        let tallest = page.iter().map(Column::foot).max().unwrap_or(0);
        let missing = (0..room.columns).any(|number| {
            room.cap(column.page, number, tallest) > 0 && !page.iter().any(|column| column.column == number)
        });
        let bad = if column.page < last_page {
            column.foot() < room.reach(column.page, column.column, u32::MAX) && !forced
        } else {
            let short = room.reach(column.page, column.column, tallest).saturating_sub(column.foot());
            let uneven = room.columns > 1 && (short > 1 || missing);
            (uneven && !forced) || (last_page > 0 && tallest < STUB)
        };
        if !bad && column.price < FAULT {
            continue;
        }
        // The columns before can give or take as well, on the last page all of them.
        let first = if column.page < last_page { index.saturating_sub(2) } else { index.saturating_sub(2).min(begin) };
        let from = columns.get(first).map_or(0, |before| before.from.piece);
        let to = page.last().map_or(column.to, |end| end.to).max(column.to);
        for slot in out.iter_mut().take(to.piece as usize + 1).skip(from as usize) {
            *slot = true;
        }
    }
    out
}

/// Price of a column that is short by so many lines.
fn short(lines: u32) -> u64 {
    let lines = u64::from(lines);
    lines * lines * SLACK + if lines > 1 { UNEVEN } else { 0 }
}

struct Breaker<'a> {
    pieces: &'a [Piece],
    room: &'a Room,
    below: Vec<u32>,
    /// For each piece, the lines of its settings that call no notes.
    wholes: Vec<[Option<u32>; SETTINGS]>,
    plain: Plain,
    /// Ends of columns where the last page is levelled, by where they begin.
    tried: RefCell<BTreeMap<Pos, Rc<[scan::Stop]>>>,
    scratch: RefCell<scan::Scratch>,
}

impl Breaker<'_> {
    fn end(&self) -> Pos {
        Pos { piece: self.pieces.len() as u32, strip: 0, setting: 0 }
    }

    /// Lines of a column of a page.
    fn cap(&self, page: u32, column: u8) -> u32 {
        self.room.cap(page, column, u32::MAX)
    }

    /// Whether a column of this page is as high as any can be.
    fn fresh(&self, page: u32, column: u8) -> bool {
        self.cap(page, column) >= self.room.full
    }

    fn columns(&self) -> u8 {
        self.room.columns.clamp(1, MOST_COLUMNS as u8)
    }
}
