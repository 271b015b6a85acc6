//! The best columns that a run can have: its natural setting first, then free lines added where a
//! compositor adds them, then paragraphs a line looser or tighter, then pictures and boxes a
//! paragraph earlier or later. Each is tried only where the one before left columns bad.

use super::flow::{Broken, Piece, Room, UNEVEN, break_columns, in_trouble};
use super::galley::{Galley, Shop};
use crate::base::Emu;
use crate::style::ParaRole;

/// Price of moving something by one paragraph.
const MOVED: u64 = 300;
/// Runs longer than this keep their order: in them no single picture matters to the last page.
const LONGEST: usize = 160;
/// Loose things tried in a run, those tried again counted again.
const TRIED: usize = 12;
/// Paragraphs by which one is moved at most.
const FARTHEST: usize = 3;
/// What columns may cost before other settings are sought: a line of air or two.
const CHEAP: u64 = 900;

/// Price of beginning a line lower below what goes over all columns, times the square of the lines: less
/// than a free line in one column, for no column shows it against another.
const SUNK: u64 = 200;
/// Pages by which that is judged.
const JUDGED: u32 = 4;
/// Lines by which a run begins lower at most.
const MOST_SUNK: u32 = 2;

/// A run's columns, and the lines by which it begins lower than it could.
pub struct Chosen {
    /// Its columns.
    pub broken: Broken,
    /// Lines.
    pub sunk: u32,
}

/// Breaks a run, with other settings where they help.
pub fn choose(
    galleys: &mut Vec<Galley<'_>>,
    pieces: &mut Vec<Piece>,
    natural: Broken,
    room: &Room,
    measure: Emu,
    shop: &Shop<'_>,
) -> Chosen {
    let good = |broken: &Broken, trouble: &[bool]| broken.cost < CHEAP && !trouble.contains(&true);
    let trouble = in_trouble(&natural.columns, pieces, room);
    if !trouble.contains(&true) {
        return Chosen { broken: natural, sunk: 0 };
    }
    each_bad(galleys, pieces, &trouble, |galley, held| galley.open(held, shop));
    let opened = break_columns(pieces, room);
    let trouble = in_trouble(&opened.columns, pieces, room);
    if good(&opened, &trouble) {
        return Chosen { broken: opened, sunk: 0 };
    }
    // Below something that goes over all columns a free line more is a choice too.
    let may_sink = room.first < room.full && room.taken.is_empty();
    let goes_on = opened.columns.last().is_some_and(|column| column.page > 0)
        && opened.columns.iter().any(|column| column.page == 0 && column.lines < room.first);
    let sunk = if may_sink && goes_on { sink(pieces, &opened, room) } else { 0 };
    let high = room;
    let room = &lower(high, sunk);
    let (mut broken, mut trouble) = (opened, trouble);
    if sunk > 0 {
        broken = break_columns(pieces, room);
        trouble = in_trouble(&broken.columns, pieces, room);
    }
    if !good(&broken, &trouble) {
        broken = vary(galleys, pieces, &trouble, room, measure, shop);
    }
    let mut chosen = Chosen { broken, sunk };
    if sunk > 0 && chosen.broken.cost >= UNEVEN {
        // What was better before may be worse with other settings.
        let other = break_columns(pieces, high);
        if other.cost < chosen.broken.cost {
            chosen = Chosen { broken: other, sunk: 0 };
        }
    }
    for column in &chosen.broken.columns {
        let settings = galleys.iter_mut().skip(column.from.piece as usize).zip(&column.settings);
        for (galley, setting) in settings.filter(|(_, setting)| **setting > 0) {
            galley.ink_setting(usize::from(*setting), measure, shop);
        }
    }
    chosen
}

/// By how many lines a run had best begin lower: judged by its first pages, for those behind them hardly
/// know of it.
fn sink(pieces: &[Piece], opened: &Broken, room: &Room) -> u32 {
    let judged = opened.columns.partition_point(|column| column.page < JUDGED);
    let end = opened.columns.get(judged).map_or(pieces.len(), |column| column.from.piece as usize);
    let first = pieces.get(..end).unwrap_or(pieces);
    let natural = if end < pieces.len() { break_columns(first, room).cost } else { opened.cost };
    let lower = |by: u32| (break_columns(first, &lower(room, by)).cost + SUNK * u64::from(by * by), by);
    let lower = (1..=MOST_SUNK).filter(|by| room.first > *by).map(lower);
    lower.chain([(natural, 0)]).min().map_or(0, |(_, by)| by)
}

/// The room left when a run begins so many lines lower.
fn lower(room: &Room, by: u32) -> Room {
    Room { first: room.first.saturating_sub(by), ..room.clone() }
}

/// Breaks a run with other settings of what stands in bad columns, then with things moved.
fn vary(
    galleys: &mut Vec<Galley<'_>>,
    pieces: &mut Vec<Piece>,
    trouble: &[bool],
    room: &Room,
    measure: Emu,
    shop: &Shop<'_>,
) -> Broken {
    each_bad(galleys, pieces, trouble, |galley, _| galley.vary(measure, shop));
    let varied = break_columns(pieces, room);
    if varied.cost < UNEVEN || pieces.len() > LONGEST { varied } else { rearrange(galleys, pieces, varied, room) }
}

/// Changes the galleys that stand where columns came out badly; tells each whether the piece above
/// must not be parted from it.
fn each_bad<'n>(
    galleys: &mut [Galley<'n>],
    pieces: &mut [Piece],
    trouble: &[bool],
    change: impl Fn(&mut Galley<'n>, bool),
) {
    let mut held = false;
    for ((galley, piece), bad) in galleys.iter_mut().zip(pieces.iter_mut()).zip(trouble) {
        if *bad {
            std::mem::swap(&mut galley.piece, piece);
            change(galley, held);
            std::mem::swap(&mut galley.piece, piece);
        }
        held = piece.keeps_with_next();
    }
}

/// Tries each loose thing a few paragraphs earlier or later, again as long as one of them helps;
/// keeps what levels the columns best.
fn rearrange(galleys: &mut Vec<Galley<'_>>, pieces: &mut Vec<Piece>, mut best: Broken, room: &Room) -> Broken {
    let mut tries = TRIED;
    let mut from = 0;
    while best.cost >= UNEVEN && from < galleys.len() {
        if galleys.get(from).is_none_or(|galley| galley.loose.is_none()) {
            from += 1;
            continue;
        }
        let mut chosen = None;
        for to in targets(galleys, pieces, from) {
            let mut tried = pieces.clone();
            let piece = tried.remove(from);
            tried.insert(to, piece);
            let mut broken = break_columns(&tried, room);
            broken.cost += MOVED * from.abs_diff(to) as u64;
            if broken.cost < best.cost {
                best = broken;
                chosen = Some(to);
            }
        }
        if let Some(to) = chosen {
            let (piece, galley) = (pieces.remove(from), galleys.remove(from));
            pieces.insert(to, piece);
            galleys.insert(to, galley);
        }
        // With this one moved, those before it may find a better place.
        tries -= 1;
        from = if chosen.is_some() { 0 } else { from + 1 };
        if tries == 0 {
            break;
        }
    }
    best
}

/// Where a loose thing may stand instead: past text and loose things of other kinds (those of its own
/// keep their order, for they are numbered), never past a head, nor between a head and its text.
fn targets(galleys: &[Galley<'_>], pieces: &[Piece], from: usize) -> Vec<usize> {
    let keeps = |at: usize| pieces.get(at).is_some_and(Piece::keeps_with_next);
    let kind = galleys.get(from).and_then(|galley| galley.loose);
    let passes = |at: usize| {
        !keeps(at)
            && galleys.get(at).is_some_and(|galley| {
                galley.loose.map_or_else(|| is_text(galley), |other| Some(other) != kind) && !galley.piece.ends_column
            })
    };
    let headed = |at: usize| at.checked_sub(1).is_some_and(keeps);
    let earlier = (1..=FARTHEST).map_while(|by| from.checked_sub(by).filter(|at| passes(*at)));
    let later = (1..=FARTHEST).map_while(|by| Some(from + by).filter(|at| passes(*at)));
    earlier.filter(|at| !headed(*at)).chain(later).collect()
}

/// Whether it is running text.
fn is_text(galley: &Galley<'_>) -> bool {
    galley.para.is_some_and(|(para, _)| match para.role {
        ParaRole::Body | ParaRole::Lead | ParaRole::Quote | ParaRole::Item(_) => true,
        ParaRole::Kicker | ParaRole::Title | ParaRole::Subtitle | ParaRole::Heading(_) | ParaRole::Caption => false,
        ParaRole::Remark | ParaRole::Credit | ParaRole::Note | ParaRole::Cell | ParaRole::Furniture => false,
    })
}
