//! What is known of a run's columns from one breaking to the next: most of its pieces stay as they are.

use super::Pos;
use std::collections::BTreeMap;

/// Ends of columns, by where they begin and how many lines they have.
#[derive(Debug, Default)]
pub struct Memo {
    columns: BTreeMap<(Pos, u32), Known>,
    /// Whether the run is broken once more after other settings were added: all that it knew is of use then.
    again: bool,
}

/// The ends of a column that are worth trying.
#[derive(Debug)]
pub(super) struct Known {
    /// The last piece that was looked at.
    last: u32,
    /// Whether it has any end at all.
    pub(super) any: bool,
    /// The cheapest way to each, and its price.
    pub(super) ends: Box<[(Pos, u32)]>,
}

impl Memo {
    /// For a run that is broken several times.
    pub fn of_many() -> Memo {
        Memo { again: true, ..Memo::default() }
    }

    /// Whether what is found is kept.
    pub(super) fn keeps(&self) -> bool {
        self.again
    }

    /// Forgets what was found of pieces that have changed since.
    pub fn forget(&mut self, changed: &[bool]) {
        let mut count = 0_u32;
        // Changed pieces before each.
        let before: Vec<u32> = changed
            .iter()
            .map(|changed| {
                count += u32::from(*changed);
                count - u32::from(*changed)
            })
            .collect();
        let until = |piece: u32| before.get(piece as usize).copied().unwrap_or(count);
        self.columns.retain(|(from, _), known| until(from.piece) == until(known.last + 1));
    }

    pub(super) fn get(&self, from: Pos, cap: u32) -> Option<&Known> {
        self.columns.get(&(from, cap))
    }

    /// Keeps the ends of a column whose pieces up to `last` were looked at.
    pub(super) fn put(&mut self, from: Pos, cap: u32, last: u32, any: bool, ends: impl Iterator<Item = (Pos, u64)>) {
        let mut cheapest: Vec<(Pos, u32)> = Vec::new();
        for (pos, price) in ends {
            let Ok(price) = u32::try_from(price) else { return };
            match cheapest.iter_mut().find(|(known, _)| *known == pos) {
                Some((_, known)) => *known = price.min(*known),
                None => cheapest.push((pos, price)),
            }
        }
        self.columns.insert((from, cap), Known { last, any, ends: cheapest.into() });
    }
}
