//! One column tried: every place where it could end, and what that would cost.

use super::*;

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
const NEAR_FOOT: u32 = 3;

/// All stops of one column, with the way to each.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) fronts: Vec<Front>,
    pub(super) stops: Vec<Stop>,
}

impl Breaker<'_> {
    /// Tries every end of a column of `cap` lines that begins at `from`, if it is `least` lines high.
    pub(super) fn scan(&self, from: Pos, cap: u32, least: u32) -> Scan {
        let pitch = self.room.pitch.max(1);
        let mut scan = Scan::default();
        scan.fronts.push(Front { lines: 0, notes: 0, cost: 0, setting: 0, air: 0, prev: 0 });
        let mut current = vec![0_usize];
        let (mut gap_before, mut opens) = (0_u16, 0_u16);
        for index in from.piece as usize..self.pieces.len() {
            let Some(piece) = self.pieces.get(index) else { break };
            let at_head = index == from.piece as usize;
            let (start, only) = if at_head && from.strip > 0 { (from.strip, Some(from.setting)) } else { (0, None) };
            let gap = if at_head { 0 } else { u32::from(gap_before.max(piece.before)) };
            let sheds = if at_head && start == 0 { self.sheds(piece) } else { 0 };
            let starts = scan.open(&current, if at_head { 0 } else { opens.max(piece.opens_before) });
            let mut next: Vec<Front> = Vec::new();
            for (number, setting) in piece.settings.iter().enumerate() {
                if only.is_some_and(|only| usize::from(only) != number) {
                    continue;
                }
                let cost = if start > 0 { 0 } else { setting.cost };
                let whole = self.wholes.get(index).and_then(|wholes| wholes.get(number)).copied().flatten();
                let whole = whole.filter(|_| start == 0 && sheds == 0 && !piece.ends_column);
                for front in &starts {
                    // All of it stands above where ends are worth trying.
                    if let Some(whole) = whole {
                        let lines = front.lines + gap + whole;
                        if lines + self.note_lines(front.notes) < least {
                            let cost = front.cost + cost;
                            merge(&mut next, Front { lines, cost, setting: number as u8, ..*front });
                            continue;
                        }
                    }
                    let mut height = if start > 0 { piece.repeated } else { 0 };
                    let mut notes = front.notes;
                    for (at, strip) in setting.strips.iter().enumerate().skip(start as usize) {
                        height = height.saturating_add(if at == 0 {
                            strip.height.saturating_sub(sheds)
                        } else {
                            strip.height
                        });
                        notes = notes.saturating_add(strip.notes);
                        let text = front.lines + gap + height.div_ceil(pitch);
                        let lines = text + self.note_lines(notes);
                        if lines > cap {
                            break;
                        }
                        let last = at + 1 == setting.strips.len();
                        if last {
                            let cost = front.cost + cost;
                            merge(&mut next, Front { lines: text, notes, cost, setting: number as u8, ..*front });
                        }
                        let forced = last && piece.ends_column;
                        if lines < least && !forced {
                            continue;
                        }
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
                            front: front.prev,
                            setting: number as u8,
                            air: front.air,
                            forced,
                            overfull: false,
                        });
                    }
                }
            }
            if next.is_empty() || piece.ends_column {
                break;
            }
            (gap_before, opens) = (piece.after, piece.opens_after);
            let first = scan.fronts.len();
            scan.fronts.extend(next);
            current = (first..scan.fronts.len()).collect();
        }
        scan
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
    pub(super) fn stops(&self, from: Pos, cap: u32, window: u32) -> Vec<Stop> {
        // Nearly always one near the foot costs nothing, and those above need not be seen.
        let least = cap.saturating_sub(window + NEAR_FOOT);
        worth_trying(self.scan(from, cap, least).stops, window, least)
            .unwrap_or_else(|| worth_trying(self.scan(from, cap, 0).stops, window, 0).unwrap_or_default())
    }
}

/// Those of a column's ends that are worth trying, when all from `seen` lines on are known; `None` when others may be.
fn worth_trying(mut stops: Vec<Stop>, window: u32, seen: u32) -> Option<Vec<Stop>> {
    if let Some(forced) = stops.iter().filter(|stop| stop.forced).min_by_key(|stop| (stop.cost, stop.lines)).copied() {
        return Some(vec![forced]);
    }
    let fullest = stops.iter().map(|stop| stop.lines).max().unwrap_or(0);
    let free = stops.iter().filter(|stop| stop.price == 0).map(|stop| stop.lines).max().unwrap_or(0);
    let least = fullest.saturating_sub(window).min(free);
    stops.retain(|stop| stop.lines >= least);
    (least >= seen).then_some(stops)
}

impl Scan {
    /// The fronts `current` as a piece below them finds them, each with up to `most` free lines added;
    /// `prev` is the front itself.
    fn open(&self, current: &[usize], most: u16) -> Vec<Front> {
        let mut out = Vec::with_capacity(current.len());
        for air in 0..=most.min(MOST_AIR) {
            for index in current {
                let Some(front) = self.fronts.get(*index) else { continue };
                let added = u32::from(air);
                let lines = front.lines + added;
                let cost = front.cost + AIR * added * added;
                merge(&mut out, Front { lines, cost, air: air as u8, prev: *index, ..*front });
            }
        }
        out
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
