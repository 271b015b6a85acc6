//! Runs set to their measure, ready to be put on pages.

use super::galley::Galley;
use super::grid::{lines, pitch};
use super::runs::Start;
use super::widen::Nodes;
use crate::base::{Emu, Findings};
use crate::style::{NodeId, PageSpec};

/// A run, set: ready to be put on pages.
#[derive(Debug)]
pub struct Ready<'n> {
    /// Where it begins.
    pub start: Start,
    /// Columns of the page here.
    pub columns: u8,
    /// The stretch in columns of its own to which it belongs; 0 for the flow of the page.
    pub band: u16,
    /// 栏线 between its columns, where that is not the layout's to say.
    pub ruled: Option<bool>,
    /// Whether it stands at the foot of its page.
    pub low: bool,
    /// Columns that each node goes over.
    pub over: u8,
    /// Its measure, in the middle of the page, where it is narrower than that.
    pub within: Option<Emu>,
    /// Its nodes; none where it may be set in no other columns.
    pub nodes: Nodes<'n>,
    /// The same, set.
    pub galleys: Vec<Galley<'n>>,
    /// What stands at the heads and feet of its pages.
    pub floats: Vec<Spanner<'n>>,
    /// What was found when it was set.
    pub findings: Findings,
}

/// Something over several columns, set to their measure.
#[derive(Debug)]
pub struct Spanner<'n> {
    /// The node before which it was written.
    pub before: NodeId,
    /// Columns that it goes over.
    pub over: u8,
    /// It, and the heads over it.
    pub galleys: Vec<Galley<'n>>,
}

impl<'n> Ready<'n> {
    /// The run, parted where something at its pages' edges is taller than a page: that stands where it
    /// was written.
    pub fn parted(mut self, spec: &PageSpec) -> Vec<Ready<'n>> {
        let Some(tall) = self.floats.iter().position(|float| float.lines(spec) > lines(spec)) else {
            return vec![self];
        };
        let rest = self.floats.split_off(tall + 1);
        let Some(float) = self.floats.pop() else { return vec![self] };
        let at = self.galleys.partition_point(|galley| galley.node < float.before);
        let galleys = self.galleys.split_off(at);
        let below =
            Ready { start: Start::Here, nodes: &[], galleys, floats: rest, findings: Findings::default(), ..self };
        let own = Ready {
            start: if at == 0 && self.floats.is_empty() { self.start } else { Start::Here },
            columns: self.columns,
            band: self.band,
            ruled: self.ruled,
            low: self.low,
            over: float.over,
            within: None,
            nodes: &[],
            galleys: float.galleys,
            floats: Vec::new(),
            findings: Findings::default(),
        };
        let above =
            Ready { start: self.start, galleys: self.galleys, floats: self.floats, findings: self.findings, ..below };
        [above, own].into_iter().chain(below.parted(spec)).collect()
    }
}

impl Spanner<'_> {
    /// Lines that it takes.
    pub fn lines(&self, spec: &PageSpec) -> u32 {
        let pitch = pitch(spec).0.max(1) as u32;
        let mut after = None;
        let mut sum = 0;
        for galley in &self.galleys {
            let piece = &galley.piece;
            let strips = piece.settings.first().map(|setting| setting.strips.as_slice()).unwrap_or_default();
            let height = strips.iter().fold(0_u32, |sum, strip| sum.saturating_add(strip.height));
            sum += height.div_ceil(pitch) + after.map_or(0, |after: u16| u32::from(after.max(piece.before)));
            after = Some(piece.after);
        }
        sum
    }
}

/// What a run needs at least to begin: its free lines, then lines to the first good break.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening {
    /// Free lines before it.
    pub before: u16,
    /// Lines.
    pub lines: u32,
}

impl Opening {
    /// Of a run's galleys.
    pub fn of(galleys: &[Galley<'_>], spec: &PageSpec) -> Opening {
        let pitch = pitch(spec).0.max(1) as u32;
        let mut lines = 0;
        for galley in galleys {
            let mut height = 0_u32;
            let Some(setting) = galley.piece.settings.first() else { continue };
            for strip in &setting.strips {
                height = height.saturating_add(strip.height);
                if strip.cost == 0 {
                    return Opening { before: first_before(galleys), lines: lines + height.div_ceil(pitch) };
                }
            }
            lines += height.div_ceil(pitch);
        }
        Opening { before: first_before(galleys), lines }
    }
}

fn first_before(galleys: &[Galley<'_>]) -> u16 {
    galleys.first().map_or(0, |galley| galley.piece.before)
}
