//! One column tried: every place where it could end, and what that would cost.

use super::*;
use std::ops::Range;

/// A possible end of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub(super) pos: Pos,
    pub(super) lines: u32,
    /// Of settings and of the break.
    pub(super) cost: u32,
    pub(super) price: u32,
    pub(super) front: usize,
    pub(super) setting: u8,
    /// Free lines added before the piece in which it lies.
    pub(super) air: u8,
    pub(super) forced: bool,
    pub(super) overfull: bool,
}

/// What stands above the piece that is being tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    pub(super) lines: u32,
    notes: u32,
    pub(super) cost: u32,
    /// Setting of the piece that it ends with, free lines added before it, the front before that piece.
    pub(super) setting: u8,
    pub(super) air: u8,
    pub(super) prev: usize,
}

/// Lines by which the fullest end of a column may be short before all its ends are looked at.
pub(super) const NEAR_FOOT: u32 = 3;

/// Stops of one column, with the way to each.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) fronts: Vec<Front>,
    /// Those that cost no more than was asked.
    pub(super) stops: Vec<Stop>,
    /// Whether there is any, whatever it costs.
    pub(super) any: bool,
    /// Lines of the fullest of all, ...
    fullest: u32,
    /// ... and of the fullest of those at which a break is free.
    free: u32,
}

/// Where a column could end after a strip of a piece, whatever stands above it.
#[derive(Clone, Copy, Debug)]
struct End {
    /// Lines from the top of the piece, and the notes called on them.
    lines: u32,
    notes: u32,
    pos: Pos,
    price: u32,
}

impl Breaker<'_> {
    /// Tries every end of a column of `cap` lines that begins at `from`, if it is `least` lines high and costs no more
    /// than `bound`. The way to each is kept only where it is `traced`.
    pub(super) fn scan(&self, from: Pos, cap: u32, least: u32, bound: u64, traced: bool, scan: &mut Scan) {
        let Scratch { starts, ends, table } = &mut *self.scratch.borrow_mut();
        scan.stops.clear();
        scan.fronts.clear();
        (scan.any, scan.fullest, scan.free) = (false, 0, 0);
        scan.fronts.push(Front { lines: 0, notes: 0, cost: 0, setting: 0, air: 0, prev: 0 });
        let mut current = 0..1_usize;
        let (mut gap_before, mut opens) = (0_u16, 0_u16);
        let mut next = from.piece as usize;
        while next < self.pieces.len() {
            let mut index = next;
            let at_head = index == from.piece as usize;
            if !traced && !at_head && opens == 0 {
                index = self.skip(index, least, &mut current, scan);
                if index > next
                    && let Some(above) = self.pieces.get(index - 1)
                {
                    gap_before = above.after;
                }
            }
            next = index + 1;
            let Some(piece) = self.pieces.get(index) else { break };
            let (start, only) = if at_head && from.strip > 0 { (from.strip, Some(from.setting)) } else { (0, None) };
            let gap = if at_head { 0 } else { u32::from(gap_before.max(piece.before)) };
            let sheds = if at_head && start == 0 { self.sheds(piece) } else { 0 };
            scan.open(current, if at_head { 0 } else { opens.max(piece.opens_before) }, starts, table);
            let first = scan.fronts.len();
            table.clear();
            for (number, setting) in piece.settings.iter().enumerate() {
                if only.is_some_and(|only| usize::from(only) != number) {
                    continue;
                }
                let cost = if start > 0 { 0 } else { setting.cost };
                let whole = self.wholes.get(index).and_then(|wholes| wholes.get(number)).copied().flatten();
                let whole = whole.filter(|_| start == 0 && sheds == 0 && !piece.ends_column);
                ends.clear();
                for front in starts.iter() {
                    // All of it stands above where ends are worth trying.
                    if let Some(whole) = whole {
                        let lines = front.lines + gap + whole;
                        if lines + self.note_lines(front.notes) < least {
                            let cost = front.cost + cost;
                            table.merge(
                                &mut scan.fronts,
                                first,
                                Front { lines, cost, setting: number as u8, ..*front },
                            );
                            continue;
                        }
                    }
                    if ends.is_empty() {
                        self.ends(index as u32, number, start as usize, sheds, ends);
                    }
                    let top = front.lines + gap;
                    let high = |end: &End| top + end.lines + self.note_lines(front.notes.saturating_add(end.notes));
                    // The last one goes on to the next piece, wherever it stands.
                    let (inner, last) = match ends.split_last() {
                        Some((last, inner)) => (inner, last),
                        None => continue,
                    };
                    let stop = |scan: &mut Scan, end: &End, lines: u32, forced: bool| {
                        scan.see(lines, end.price);
                        let cost = front.cost + cost + end.price;
                        let slack = if end.pos == self.end() { 0 } else { cap - lines };
                        if !forced && u64::from(cost) + short(slack) > bound {
                            return;
                        }
                        scan.stops.push(Stop {
                            pos: end.pos,
                            lines,
                            cost,
                            price: end.price,
                            front: front.prev,
                            setting: number as u8,
                            air: front.air,
                            forced,
                            overfull: false,
                        });
                    };
                    let near = inner.partition_point(|end| high(end) < least);
                    let fit = near + inner.get(near..).unwrap_or_default().partition_point(|end| high(end) <= cap);
                    let fitting = inner.get(near..fit).unwrap_or_default();
                    if u64::from(front.cost + cost) > bound {
                        // None is worth having: what they tell of others is all that counts.
                        if let Some(end) = fitting.last() {
                            scan.see(high(end), end.price);
                        }
                        if let Some(end) = fitting.iter().rfind(|end| end.price == 0) {
                            scan.see(high(end), end.price);
                        }
                    } else {
                        fitting.iter().for_each(|end| stop(scan, end, high(end), false));
                    }
                    let lines = high(last);
                    if fit < inner.len() || lines > cap {
                        continue;
                    }
                    if lines >= least || piece.ends_column {
                        stop(scan, last, lines, piece.ends_column);
                    }
                    let (lines, notes) = (top + last.lines, front.notes.saturating_add(last.notes));
                    let cost = front.cost + cost;
                    let front = Front { lines, notes, cost, setting: number as u8, ..*front };
                    table.merge(&mut scan.fronts, first, front);
                }
            }
            if scan.fronts.len() == first || piece.ends_column {
                break;
            }
            (gap_before, opens) = (piece.after, piece.opens_after);
            if at_head && start == 0 && self.room.columns > 1 {
                opens = opens.max(piece.opens_below);
            }
            current = first..scan.fronts.len();
        }
    }

    /// Passes by pieces that are set in one way only and stand above where ends are worth trying; the piece after them.
    fn skip(&self, index: usize, least: u32, current: &mut Range<usize>, scan: &mut Scan) -> usize {
        let [front] = scan.fronts.get(current.clone()).unwrap_or_default() else { return index };
        if front.notes > 0 {
            return index;
        }
        let (to, lines) = self.plain.skip(index, front.lines, least);
        if to > index {
            scan.fronts.push(Front { lines, setting: 0, air: 0, ..*front });
            *current = scan.fronts.len() - 1..scan.fronts.len();
        }
        to
    }

    /// The ends of a column after each strip of a piece's setting, from strip `start` on.
    fn ends(&self, index: u32, number: usize, start: usize, sheds: u32, out: &mut Vec<End>) {
        let Some(piece) = self.pieces.get(index as usize) else { return };
        let Some(setting) = piece.settings.get(number) else { return };
        let pitch = self.room.pitch.max(1);
        let (mut height, mut notes) = (if start > 0 { piece.repeated } else { 0 }, 0_u32);
        for (at, strip) in setting.strips.iter().enumerate().skip(start) {
            height = height.saturating_add(if at == 0 { strip.height.saturating_sub(sheds) } else { strip.height });
            notes = notes.saturating_add(strip.notes);
            let last = at + 1 == setting.strips.len();
            let pos = if last {
                Pos { piece: index + 1, strip: 0, setting: 0 }
            } else {
                Pos { piece: index, strip: at as u32 + 1, setting: number as u8 }
            };
            // Between two breaks of one paragraph no line stands alone either.
            let alone = start > 0 && !last && at + 1 - start < usize::from(piece.least);
            let price = if alone { strip.cost.max(SINGLE_LINE) } else { strip.cost };
            let price = if pos == self.end() { 0 } else { price };
            out.push(End { lines: height.div_ceil(pitch), notes, pos, price });
        }
    }

    /// What a piece gives up at a column's head: with columns beside it, its first line begins where
    /// theirs do (CLREQ: lines of all columns stand on one grid).
    fn sheds(&self, piece: &Piece) -> u32 {
        if self.room.columns > 1 { piece.sheds } else { 0 }
    }

    pub(super) fn note_lines(&self, notes: u32) -> u32 {
        if notes == 0 { 0 } else { (notes.saturating_add(self.room.note_gap)).div_ceil(self.room.pitch.max(1)) }
    }

    /// A column that holds one strip taller than itself.
    pub(super) fn force(&self, from: Pos) -> Stop {
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
        Stop { pos, lines, cost: 0, price: 0, front: 0, setting: from.setting, air: 0, forced: false, overfull: true }
    }

    /// The ends of a column worth trying: those near its foot, and back to one that costs nothing.
    /// Of those that cost more than `bound`, none.
    pub(super) fn stops(&self, from: Pos, cap: u32, window: u32, bound: u64, scan: &mut Scan) {
        // Nearly always one near the foot costs nothing, and those above need not be seen.
        let least = cap.saturating_sub(window + NEAR_FOOT);
        self.scan(from, cap, least, bound, false, scan);
        if !scan.keep_worth_trying(window, least) {
            self.scan(from, cap, 0, bound, false, scan);
            scan.keep_worth_trying(window, 0);
        }
    }
}

impl Scan {
    /// Takes note of an end.
    #[inline]
    fn see(&mut self, lines: u32, price: u32) {
        self.any = true;
        self.fullest = self.fullest.max(lines);
        if price == 0 {
            self.free = self.free.max(lines);
        }
    }

    /// Keeps those of a column's ends that are worth trying, when all from `seen` lines on are known; false when others
    /// may be.
    fn keep_worth_trying(&mut self, window: u32, seen: u32) -> bool {
        let forced = self.stops.iter().filter(|stop| stop.forced).min_by_key(|stop| (stop.cost, stop.lines)).copied();
        if let Some(forced) = forced {
            self.stops.clear();
            self.stops.push(forced);
            return true;
        }
        let least = self.fullest.saturating_sub(window).min(self.free);
        self.stops.retain(|stop| stop.lines >= least);
        least >= seen
    }

    /// The fronts `current` as a piece below them finds them, each with up to `most` free lines added;
    /// `prev` is the front itself.
    fn open(&self, current: Range<usize>, most: u16, out: &mut Vec<Front>, table: &mut Table) {
        out.clear();
        table.clear();
        for air in 0..=most.min(MOST_AIR) {
            let added = u32::from(air);
            for index in current.clone() {
                let Some(front) = self.fronts.get(index) else { continue };
                let lines = front.lines + added;
                let cost = front.cost + AIR * added * added;
                table.merge(out, 0, Front { lines, cost, air: air as u8, prev: index, ..*front });
            }
        }
    }
}

/// What scanning needs and need not find anew each time.
#[derive(Default)]
pub(super) struct Scratch {
    starts: Vec<Front>,
    ends: Vec<End>,
    table: Table,
}

/// Finds the front of so many lines that calls no notes.
#[derive(Default)]
struct Table {
    /// By lines: for which list, and the place in it.
    places: Vec<(u32, u32)>,
    list: u32,
}

impl Table {
    /// Begins another list.
    fn clear(&mut self) {
        self.list = self.list.wrapping_add(1);
    }

    /// Adds a front to the list that begins at `first`, unless one as high, with the same notes, is as cheap.
    fn merge(&mut self, fronts: &mut Vec<Front>, first: usize, front: Front) {
        let known = if front.notes > 0 {
            let list = fronts.get(first..).unwrap_or_default();
            list.iter().position(|old| old.lines == front.lines && old.notes == front.notes).map(|at| first + at)
        } else {
            let lines = front.lines as usize;
            if self.places.len() <= lines {
                self.places.resize(lines + 1, (self.list.wrapping_sub(1), 0));
            }
            let Some(place) = self.places.get_mut(lines) else { return };
            let known = (place.0 == self.list).then_some(place.1 as usize);
            if known.is_none() {
                *place = (self.list, fronts.len() as u32);
            }
            known
        };
        match known.and_then(|known| fronts.get_mut(known)) {
            Some(old) if front.cost < old.cost => *old = front,
            Some(_) => {}
            None => fronts.push(front),
        }
    }
}
