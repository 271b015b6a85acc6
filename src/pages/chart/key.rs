//! The key of a chart: one swatch and one name a series, where names find no room at the bars.

use super::Easel;
use super::fill::{Fill, of_series};
use crate::base::{Emu, Point};
use crate::pages::chart::between;

impl Easel<'_, '_> {
    /// Rows of swatches and names at the head of the drawing; how high they are.
    pub(super) fn key(&mut self) -> Emu {
        let em = self.em();
        let row = em.scale(8, 5);
        let (mut x, mut y) = (Emu::ZERO, row.scale(1, 2));
        let names: Vec<String> = self.chart.series.iter().map(|series| series.name.clone()).collect();
        for (index, name) in names.iter().enumerate() {
            let label = self.label(name);
            let width = em.scale(9, 5) + label.width;
            if x > Emu::ZERO && x + width > self.measure {
                (x, y) = (Emu::ZERO, y + row);
            }
            if x + width > self.measure {
                self.lack(x + width - self.measure);
            }
            self.swatch(x, y, of_series(index));
            self.put_start(label, x + em.scale(3, 2), y);
            x += width + em;
        }
        y + row
    }

    fn swatch(&mut self, x: Emu, y: Emu, fill: Fill) {
        let half = self.em().scale(2, 5);
        self.fill_rect(between(Point::new(x, y - half), Point::new(x + self.em().scale(6, 5), y + half)), fill);
    }
}
