//! An exact search beside the breaker's: whether columns can be level at all. It weighs nothing and
//! drops nothing, so what it does not find is not to be had.

use crate::pages::flow::{Column, FAULT, MOST_AIR, Piece, Pos, Room};
use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static KEPT: RefCell<Vec<Run>> = const { RefCell::new(Vec::new()) };
}

/// A run as the breaker left it.
#[derive(Debug)]
pub struct Run {
    pub pieces: Vec<Piece>,
    pub room: Room,
    pub columns: Vec<Column>,
    /// Lines by which its columns differ.
    pub uneven: u32,
}

/// Keeps a run for the proof.
pub fn record(pieces: &[Piece], room: &Room, columns: &[Column], uneven: u32) {
    KEPT.with_borrow_mut(|kept| {
        kept.push(Run { pieces: pieces.to_vec(), room: room.clone(), columns: columns.to_vec(), uneven })
    });
}

/// The runs kept since the last call.
pub fn recorded() -> Vec<Run> {
    KEPT.take()
}

/// Whether some setting of the run breaks without a fault and leaves the columns of every page level
/// within a line: full on all pages but the last, equal on the last one. (To leave the rest of a page
/// empty would be level too; that is the breaker's to weigh.)
pub fn can_be_level(pieces: &[Piece], room: &Room) -> bool {
    let mut starts = BTreeSet::from([Pos::default()]);
    for page in 0..40 {
        let bottom = room.bottom(page);
        if (1..=bottom).any(|height| ends_level(pieces, room, &starts, page, height)) {
            return true;
        }
        // All columns of a page that is not the last are full, or a line short.
        starts = page_of(pieces, room, &starts, page, bottom);
        if starts.is_empty() {
            return false;
        }
    }
    false
}

fn end(pieces: &[Piece]) -> Pos {
    Pos { piece: pieces.len() as u32, strip: 0, setting: 0 }
}

fn ends_level(pieces: &[Piece], room: &Room, starts: &BTreeSet<Pos>, page: u32, height: u32) -> bool {
    page_of(pieces, room, starts, page, height).contains(&end(pieces))
}

/// Where a page may end whose columns all reach to `height`, or to a line above it.
fn page_of(pieces: &[Piece], room: &Room, starts: &BTreeSet<Pos>, page: u32, height: u32) -> BTreeSet<Pos> {
    let mut at = starts.clone();
    for column in 0..room.columns {
        let cap = room.cap(page, column, height);
        let mut next = BTreeSet::new();
        for from in &at {
            if cap <= 1 && *from == end(pieces) {
                next.insert(*from);
            }
            column_of(pieces, room, *from, cap, &mut next);
        }
        at = next;
    }
    at
}

/// Where a column of `cap` lines, or one line fewer, may end.
fn column_of(pieces: &[Piece], room: &Room, from: Pos, cap: u32, out: &mut BTreeSet<Pos>) {
    // (piece, lines above it, notes above it): everything that was reached.
    let mut open = BTreeSet::from([(from.piece as usize, 0_u32, 0_u32)]);
    while let Some((index, above, notes_above)) = open.pop_first() {
        let Some(piece) = pieces.get(index) else { continue };
        let head = index == from.piece as usize;
        let before = index.checked_sub(1).and_then(|at| pieces.get(at)).filter(|_| !head);
        let gap = before.map_or(0, |above| above.after.max(piece.before));
        let begins = index == from.piece as usize + 1 && from.strip == 0 && room.columns > 1;
        let below = |above: &Piece| above.opens_after.max(if begins { above.opens_below } else { 0 });
        let opens = before.map_or(0, |above| below(above).max(piece.opens_before)).min(MOST_AIR);
        let begun = head && from.strip > 0;
        for air in 0..=opens {
            for (number, setting) in piece.settings.iter().enumerate() {
                if begun && number != usize::from(from.setting) {
                    continue;
                }
                let first = if begun { from.strip as usize } else { 0 };
                let mut height = if begun { piece.repeated } else { 0 };
                let mut notes = notes_above;
                for (at, strip) in setting.strips.iter().enumerate().skip(first) {
                    height += strip.height;
                    if at == 0 && head && room.columns > 1 {
                        height -= piece.sheds;
                    }
                    notes += strip.notes;
                    let text = above + u32::from(gap) + u32::from(air) + height.div_ceil(room.pitch);
                    let foot = if notes > 0 { (notes + room.note_gap).div_ceil(room.pitch) } else { 0 };
                    if text + foot > cap {
                        break;
                    }
                    let last = at + 1 == setting.strips.len();
                    let to = if last {
                        Pos { piece: index as u32 + 1, strip: 0, setting: 0 }
                    } else {
                        Pos { piece: index as u32, strip: at as u32 + 1, setting: number as u8 }
                    };
                    let alone = begun && !last && at + 1 - first < usize::from(piece.least);
                    let holds = to == end(pieces) || strip.cost < FAULT && !alone;
                    if holds && text + foot + 1 >= cap {
                        out.insert(to);
                    }
                    if last {
                        open.insert((index + 1, text, notes));
                    }
                }
            }
        }
    }
}
