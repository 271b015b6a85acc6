//! Columns in order, for layouts that do not level.

use super::*;

impl Breaker<'_> {
    /// Columns in order, each as full as it can be without a fault.
    pub(super) fn fill(&self) -> Broken {
        let columns = self.columns();
        let mut out = Vec::new();
        let mut scan = scan::Scan::default();
        let (mut pos, mut page, mut column) = (Pos::default(), 0_u32, 0_u8);
        while pos != self.end() {
            let cap = self.cap(page, column);
            self.stops(pos, cap, WINDOW, u64::MAX, &mut scan);
            let stop = scan.stops.iter().min_by_key(|stop| (stop.cost, std::cmp::Reverse(stop.lines)));
            let to = match stop {
                Some(stop) if stop.price < FAULT || self.fresh(page, column) => stop.pos,
                None if self.fresh(page, column) => self.force(pos).pos,
                Some(_) | None => pos,
            };
            out.push(self.cheapest((pos, to), cap, page, column));
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
