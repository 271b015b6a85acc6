//! The whole run weighed: the best few states of each column go on to the next.

use super::scan::{NEAR_FOOT, Scan, Stop};
use super::*;
use std::cmp::Reverse;

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

/// The cheapest ways to different places, the cheapest first; of ways as cheap the one that goes farther, and of such
/// to one place the first found.
#[derive(Default)]
struct Cheapest {
    ways: Vec<(u64, Reverse<Pos>, usize)>,
}

impl Cheapest {
    /// What a way may cost to be among them.
    fn most(&self) -> u64 {
        let full = self.ways.len() == BEAM;
        self.ways.last().filter(|_| full).map_or(u64::MAX, |(cost, ..)| *cost)
    }

    fn offer(&mut self, pos: Pos, cost: u64, from: usize) {
        let key = (cost, Reverse(pos));
        if self.ways.len() == BEAM && self.ways.last().is_some_and(|(cost, pos, _)| (*cost, *pos) <= key) {
            return;
        }
        if let Some(known) = self.ways.iter().position(|(_, other, _)| other.0 == pos) {
            if self.ways.get(known).is_some_and(|(known, ..)| *known <= cost) {
                return;
            }
            self.ways.remove(known);
        }
        let at = self.ways.partition_point(|(cost, pos, _)| (*cost, *pos) < key);
        self.ways.insert(at, (cost, Reverse(pos), from));
        self.ways.truncate(BEAM);
    }
}

impl Breaker<'_> {
    /// The whole run, weighed: the best few states of each column go on to the next; wherever what
    /// is left fits one page, that page is levelled and the run may end.
    pub(super) fn weigh(&self) -> Broken {
        let columns = self.columns();
        let mut arena: Vec<State> = Vec::new();
        arena.push(State { pos: Pos::default(), cost: 0, prev: usize::MAX, page: 0, column: 0, cap: 0 });
        let mut layer: Vec<usize> = vec![0];
        let mut best: Option<(u64, usize)> = None;
        let mut page = 0_u32;
        let mut scan = Scan::default();
        loop {
            let mut open = Vec::new();
            for index in &layer {
                let Some(state) = arena.get(*index).copied() else { continue };
                match self.level(state.pos, page) {
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
            let may_leave = (page == 0 || (page as usize) < self.room.taken.len())
                && (0..columns).any(|column| !self.fresh(page, column));
            if open.is_empty() && best.is_some() && (!may_leave || done < u64::from(FAULT)) {
                break;
            }
            layer = open;
            for column in 0..columns {
                layer = self.advance(&mut arena, &layer, page, column, &mut scan);
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
        if let Some((_, levelled)) = self.level(pos, page) {
            out.extend(levelled);
        }
        // A column left empty on a short first page is no column.
        out.retain(|column| column.from != column.to);
        Broken { columns: out, cost }
    }

    /// What a last page with only a few lines on it costs.
    fn stub(&self, from: Pos, page: u32) -> u64 {
        let left = self.below.get(from.piece as usize + 1).copied().unwrap_or(0) + self.remaining(from);
        let lines = left.div_ceil(u32::from(self.columns()));
        if page == 0 || lines >= STUB { 0 } else { u64::from(STUB - lines).pow(2) * NEARLY_EMPTY }
    }

    /// The states after one more column.
    fn advance(&self, arena: &mut Vec<State>, layer: &[usize], page: u32, column: u8, scan: &mut Scan) -> Vec<usize> {
        let cap = self.cap(page, column);
        let fresh = self.fresh(page, column);
        let mut list = Cheapest::default();
        for index in layer {
            let Some(state) = arena.get(*index).copied() else { continue };
            // They come from the cheapest on.
            let Some(bound) = list.most().checked_sub(state.cost) else { break };
            self.stops(state.pos, cap, WINDOW, bound, scan);
            if !scan.any && fresh && state.pos != self.end() {
                scan.stops.push(self.force(state.pos));
            }
            for stop in &scan.stops {
                list.offer(stop.pos, state.cost + self.price_of(*stop, cap), *index);
            }
            if !fresh {
                // Leaving the rest of a short first page empty is one of the choices; when all its columns
                // are, the page ends level, which costs less.
                let free = if state.pos == Pos::default() { short(cap) / 2 } else { short(cap) };
                list.offer(state.pos, state.cost + free, *index);
            }
        }
        list.ways
            .into_iter()
            .map(|(cost, Reverse(pos), prev)| {
                arena.push(State { pos, cost, prev, page, column, cap });
                arena.len() - 1
            })
            .collect()
    }

    /// What it costs to end a column of `cap` lines here.
    pub(super) fn price_of(&self, stop: Stop, cap: u32) -> u64 {
        if stop.overfull {
            return OVERFULL;
        }
        let slack = if stop.forced || stop.pos == self.end() { 0 } else { cap.saturating_sub(stop.lines) };
        u64::from(stop.cost) + short(slack)
    }

    /// The columns behind a state.
    fn retrace(&self, arena: &[State], last: usize) -> Vec<Column> {
        let mut out = Vec::new();
        let mut index = last;
        while let Some(state) = arena.get(index) {
            let Some(before) = arena.get(state.prev) else { break };
            out.push(self.cheapest((before.pos, state.pos), state.cap, state.page, state.column));
            index = state.prev;
        }
        out.reverse();
        out
    }

    /// What a column holds from one place to another: the way there that is the cheapest.
    pub(super) fn cheapest(&self, (from, to): (Pos, Pos), cap: u32, page: u32, column: u8) -> Column {
        let least = cap.saturating_sub(WINDOW + NEAR_FOOT);
        // Ends above cost more than one near the foot, where they cost by the lines they are short.
        let above = if to == self.end() { 0 } else { short(cap + 1 - least) };
        let price = |stop: &Stop| self.price_of(*stop, cap);
        let sure = |stop: &Stop| !stop.forced && price(stop) < above;
        self.column((from, to), cap, page, column, least, price, sure)
    }

    /// What a column holds from one place to another: the way there that is the cheapest by `price`; ends above `least`
    /// lines are looked at only where one below is not `sure` to be cheaper.
    #[expect(clippy::too_many_arguments, reason = "a column's place and what is asked of it")]
    pub(super) fn column<P: Ord>(
        &self,
        (from, to): (Pos, Pos),
        cap: u32,
        page: u32,
        column: u8,
        least: u32,
        price: impl Fn(&Stop) -> P,
        sure: impl Fn(&Stop) -> bool,
    ) -> Column {
        let mut out = Column {
            page,
            column,
            from,
            to,
            top: self.room.top(page, column),
            lines: 0,
            settings: Vec::new(),
            airs: Vec::new(),
            price: 0,
            overfull: false,
        };
        if from == to {
            return out;
        }
        let mut scan = Scan::default();
        let mut cheapest = |least: u32| {
            self.scan(from, cap, least, u64::MAX, true, &mut scan);
            scan.stops.iter().filter(|stop| stop.pos == to).min_by_key(|stop| price(stop)).copied()
        };
        let stop = cheapest(least).filter(|stop| sure(stop));
        let stop = stop.or_else(|| cheapest(0)).unwrap_or_else(|| self.force(from));
        out.lines = stop.lines;
        out.price = stop.price;
        out.overfull = stop.overfull;
        out.settings.push(stop.setting);
        out.airs.push(stop.air);
        let mut front = stop.front;
        while front > 0 {
            let Some(state) = scan.fronts.get(front) else { break };
            out.settings.push(state.setting);
            out.airs.push(state.air);
            front = state.prev;
        }
        out.settings.reverse();
        out.airs.reverse();
        out
    }
}
