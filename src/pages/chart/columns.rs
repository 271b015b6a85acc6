//! Upright columns.

use super::fill::of_series;
use super::{Easel, Label, Scale, between, thousandths};
use crate::base::{Emu, Point};

impl Easel<'_, '_> {
    /// Values above the columns, labels under the axis.
    pub(super) fn columns(&mut self) {
        let em = self.em();
        let count = self.chart.labels.len().max(1) as i64;
        let slot = self.measure.scale(1, count);
        let series = self.chart.series.len().max(1) as i64;
        let top = if series > 1 { self.key() } else { Emu::ZERO };
        let scale = Scale::of(self.amounts());
        let room = slot - em.scale(1, 3);
        let names: Vec<Label> = self.chart.labels.iter().map(|name| self.turned(name, Some(room))).collect();
        let leading = self.leading();
        let names_high = names.iter().map(|label| label.height(leading)).max().unwrap_or_default();
        let wide = names.iter().map(|label| label.width).max().unwrap_or_default();
        if wide > slot {
            self.lack((wide - slot) * count);
        }
        let band = em.scale(3, 2);
        let under = if scale.low < 0 { band } else { Emu::ZERO };
        let foot = self.height - names_high - em.scale(2, 5) - under;
        let length = (foot - top - band).max(em);
        let zero = foot - scale.place(0, length);
        let thick = (slot.scale(7, 10) / series).min(em * 3).min(slot.scale(1, 2));
        for (at, name) in names.into_iter().enumerate() {
            let middle = self.measure.scale(2 * at as i64 + 1, 2 * count);
            let first = middle - (thick * series).scale(1, 2);
            for n in 0..self.chart.series.len() {
                let Some(point) = self.point(n, at) else { continue };
                let (amount, value) = (thousandths(point.value), self.label(&point.written));
                let x = first + thick * n as i64;
                let end = foot - scale.place(amount, length);
                let rect = between(Point::new(x, zero), Point::new(x + thick, end));
                if series > 1 {
                    self.fill_rect(rect, of_series(n))
                } else {
                    self.plain_bar(rect)
                }
                if series > 1 && value.width > thick + em.scale(1, 5) {
                    let lacks = (value.width - thick) * (series * count);
                    self.lack(lacks);
                }
                let beyond = em.scale(7, 10);
                let y = if amount < 0 { end + beyond } else { end - beyond };
                self.put_centred(value, x + thick.scale(1, 2), y);
            }
            let high = name.height(leading);
            self.put_centred(name, middle, self.height - names_high + high.scale(1, 2));
        }
        self.axis(Point::new(Emu::ZERO, zero), Point::new(self.measure, zero));
    }
}
