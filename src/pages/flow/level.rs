//! The last page levelled: columns as high as each other, the remainder in the last.

use super::*;
use std::collections::BTreeMap;

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
        let taken: u32 = (0..self.columns()).map(|column| self.top(page, column)).sum();
        let least = (total + taken).div_ceil(columns).max(1);
        let bottom = if page == 0 { self.room.first } else { self.room.full };
        let mut best: Option<(u64, u32)> = None;
        for height in least..=bottom {
            let taller = u64::from(height - least) * SLACK;
            if best.is_some_and(|(cost, _)| taller >= cost) {
                break;
            }
            if let Some(cost) = self.level_at(from, page, height).map(|(cost, _)| cost + taller)
                && best.is_none_or(|(least, _)| cost < least)
            {
                best = Some((cost, height));
            }
        }
        let (cost, height) = best?;
        self.level_at(from, page, height).map(|(_, stops)| {
            let mut start = from;
            let list = stops.into_iter().enumerate().map(|(number, to)| {
                let number = number as u8;
                let cap = height.saturating_sub(self.top(page, number));
                let column = self.column(start, to, cap, page, number);
                start = to;
                column
            });
            (cost, list.collect())
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

    /// All that is left in columns of at most `height` lines; the ends of the columns.
    fn level_at(&self, from: Pos, page: u32, height: u32) -> Option<(u64, Vec<Pos>)> {
        let columns = usize::from(self.columns());
        let end = self.end();
        let mut layers: Vec<BTreeMap<Pos, (u64, Pos)>> = vec![BTreeMap::from([(from, (0, from))])];
        for number in 0..columns {
            let last = number + 1 == columns;
            let cap = height.saturating_sub(self.top(page, number as u8));
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
                    offer(end, u64::from(cap).pow(2) * weight);
                    continue;
                }
                if cap == 0 && !last {
                    offer(*pos, 0);
                }
                for stop in self.stops(*pos, cap, cap) {
                    if last && stop.pos != end {
                        continue;
                    }
                    let slack = u64::from(cap.saturating_sub(stop.lines));
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
}
