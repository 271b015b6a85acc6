//! The last page levelled: columns as high as each other, the remainder in the last.

use super::*;

/// Where each column of a page ends, and its lines.
type Ends = Vec<(Pos, u32)>;

impl Breaker<'_> {
    /// The rest from `from` on one page, its columns as level as may be: the least height whose
    /// unevenness is not outweighed by a line more. `None` when it does not fit.
    pub(super) fn level(&self, from: Pos, page: u32) -> Option<(u64, Vec<Column>)> {
        let columns = u32::from(self.columns());
        let room: u32 = (0..self.columns()).map(|column| self.cap(page, column)).sum();
        let below = self.below.get(from.piece as usize + 1).copied().unwrap_or(0);
        if below > room {
            return None;
        }
        let total = below + self.remaining(from);
        let taken: u32 = (0..self.columns()).map(|column| self.room.top(page, column)).sum();
        let least = (total + taken).div_ceil(columns).max(1);
        let bottom = self.room.bottom(page);
        let mut best: Option<(u64, u32, Ends)> = None;
        for height in least..=bottom {
            let taller = u64::from(height - least) * SLACK;
            let limit = best.as_ref().map_or(u64::MAX, |(cost, ..)| *cost);
            if taller >= limit {
                break;
            }
            if let Some((cost, ends)) = self.level_at(from, page, height, limit - taller) {
                best = Some((cost + taller, height, ends));
            }
        }
        let (cost, height, ends) = best?;
        let mut start = from;
        let mut list = Vec::with_capacity(ends.len());
        for (number, (to, lines)) in (0_u8..).zip(ends) {
            let cap = self.room.cap(page, number, height);
            let price = |stop: &scan::Stop| (stop.lines != lines, stop.cost);
            let sure = |stop: &scan::Stop| stop.lines == lines;
            list.push(self.column((start, to), cap, page, number, lines, price, sure));
            start = to;
        }
        Some((cost, list))
    }

    /// Every end of a column that begins at `from`, whatever its height: the heights of a page are tried one
    /// after another, and each finds the same ends up to itself.
    fn tried(&self, from: Pos) -> Rc<[scan::Stop]> {
        let most = self.room.first.max(self.room.full);
        let known = self.tried.borrow().get(&from).cloned();
        known.unwrap_or_else(|| {
            let mut scan = scan::Scan::default();
            self.scan(from, most, 0, u64::MAX, false, &mut scan);
            let stops: Rc<[scan::Stop]> = scan.stops.into();
            self.tried.borrow_mut().insert(from, Rc::clone(&stops));
            stops
        })
    }

    /// Lines that are left of the piece in which `from` stands.
    pub(super) fn remaining(&self, from: Pos) -> u32 {
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

    /// All that is left in columns of at most `height` lines; the ends of the columns and
    /// their lines. `None` when it costs `limit` or more.
    fn level_at(&self, from: Pos, page: u32, height: u32, limit: u64) -> Option<(u64, Ends)> {
        let columns = usize::from(self.columns());
        let end = self.end();
        let mut layers: Vec<BTreeMap<Pos, (u64, Pos, u32)>> = vec![BTreeMap::from([(from, (0, from, 0))])];
        for number in 0..columns {
            let last = number + 1 == columns;
            let cap = self.room.cap(page, number as u8, height);
            let mut next: BTreeMap<Pos, (u64, Pos, u32)> = BTreeMap::new();
            let layer = layers.last()?;
            for (pos, (cost, ..)) in layer {
                let mut offer = |to: Pos, lines: u32, price: u64| {
                    let known = next.get(&to).map_or(limit, |(known, ..)| *known);
                    if cost + price < known {
                        next.insert(to, (cost + price, *pos, lines));
                    }
                };
                if *pos == end {
                    // One column of one page needs no levelling.
                    offer(end, 0, short(cap));
                    continue;
                }
                if cap == 0 && !last {
                    offer(*pos, 0, 0);
                }
                let stops = self.tried(*pos);
                let fits = || stops.iter().filter(|stop| stop.lines <= cap);
                let forced = fits().filter(|stop| stop.forced).min_by_key(|stop| (stop.cost, stop.lines));
                for stop in fits().filter(|stop| forced.is_none_or(|forced| std::ptr::eq(*stop, forced))) {
                    if last && stop.pos != end {
                        continue;
                    }
                    let slack = cap.saturating_sub(stop.lines);
                    // An earlier column that is short costs a little more: the remainder belongs in the last.
                    let earlier = (columns - 1 - number) as u64;
                    let price = match slack {
                        _ if columns == 1 || stop.forced => 0,
                        0 => 0,
                        1 => REMAINDER * (1 + 2 * earlier),
                        more => short(more) + u64::from(more * more) * earlier,
                    };
                    offer(stop.pos, stop.lines, u64::from(stop.cost) + price);
                }
            }
            layers.push(next);
        }
        let cost = layers.last()?.get(&end).map(|(cost, ..)| *cost).filter(|cost| *cost < limit)?;
        let mut ends = Vec::new();
        let mut pos = end;
        for layer in layers.iter().skip(1).rev() {
            let (_, before, lines) = *layer.get(&pos)?;
            ends.push((pos, lines));
            pos = before;
        }
        ends.reverse();
        Some((cost, ends))
    }
}
