//! Notes: where each paragraph's calls begin, and what a galley knows of its own.

use super::{Galley, Ink, Shop, strip};
use crate::base::{Emu, Findings};
use crate::content::Mark;
use crate::pages::page::{Owner, Part};
use crate::style::{Node, NodeId, NodeKind, NotesPlace, Para, Run, Styled};
use std::collections::BTreeMap;

/// The document's notes, and the first one that each paragraph calls.
#[derive(Debug, Default)]
pub struct NoteBook<'s> {
    paras: &'s [Para],
    first: BTreeMap<(NodeId, Part), u32>,
}

impl<'s> NoteBook<'s> {
    /// Numbers the calls of all nodes in reading order.
    pub fn of(styled: &'s Styled) -> NoteBook<'s> {
        let mut book = NoteBook { paras: &styled.notes, first: BTreeMap::new() };
        // Notes at an end are paragraphs of their own there.
        if !styled.notes.is_empty() && styled.sheet.blocks.notes == NotesPlace::Foot {
            let mut next = 0;
            styled.nodes.iter().for_each(|node| book.count(node, &mut next));
        }
        book
    }

    fn count(&mut self, node: &Node, next: &mut u32) {
        let mut call = |part: Part, para: &Para| {
            let count = para.runs.iter().filter(|run| is_call(run)).count() as u32;
            if count > 0 {
                self.first.insert((node.id, part), *next);
                *next += count;
            }
        };
        match &node.kind {
            NodeKind::Para(para) => call(Part::Body, para),
            NodeKind::Table(table) => {
                table.caption.iter().for_each(|para| call(Part::Caption, para));
                table.unit.iter().for_each(|para| call(Part::Unit, para));
                for (number, row) in (0..).zip(table.head.iter().chain(&table.body)) {
                    let mut column = 0;
                    for cell in &row.cells {
                        call(Part::Cell(number, column), &cell.para);
                        column += cell.across.max(1);
                    }
                }
                (0..).zip(&table.below).for_each(|(at, para)| call(Part::Below(at), para));
            }
            NodeKind::Picture(picture) => picture.caption.iter().for_each(|para| call(Part::Caption, para)),
            NodeKind::Chart(chart) => {
                chart.unit_line.iter().for_each(|para| call(Part::Unit, para));
                chart.caption.iter().for_each(|para| call(Part::Caption, para));
                (0..).zip(&chart.below).for_each(|(at, para)| call(Part::Below(at), para));
            }
            NodeKind::Box(inner) => inner.nodes.iter().for_each(|node| self.count(node, next)),
            NodeKind::Contents(_) | NodeKind::Break(_) => {}
        }
    }
}

/// Whether a note is called here.
fn is_call(run: &Run) -> bool {
    run.marks.contains(&Mark::Note)
}

/// A note called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Index into the galley's settings.
    pub setting: u8,
    /// The strip that calls it.
    pub strip: u32,
    /// Index into the galley's notes.
    pub note: u16,
}

impl Galley<'_> {
    /// Sets the notes that the paragraph calls.
    pub(super) fn set_notes(
        &mut self,
        para: &Para,
        owner: Owner,
        measure: Emu,
        shop: &Shop<'_>,
        findings: &mut Findings,
    ) {
        let Owner::Node(id, part) = owner else { return };
        let Some(first) = shop.notes.first.get(&(id, part)) else { return };
        let count = para.runs.iter().filter(|run| is_call(run)).count();
        for (at, note) in shop.notes.paras.iter().enumerate().skip(*first as usize).take(count) {
            self.notes.push(shop.stack(note, measure, Owner::Node(id, Part::Note(at as u16)), Emu::ZERO, findings));
        }
    }

    /// Gives each strip of the natural setting the height of the notes that are called in it.
    pub(super) fn call_natural(&mut self, para: &Para) {
        if self.notes.is_empty() {
            return;
        }
        let end = |ink: &Ink| match ink {
            Ink::Line(_, _, line) => line.range.end,
            Ink::Items(_) => 0,
        };
        let ends: Vec<u32> = self.ink.first().into_iter().flatten().map(end).collect();
        self.call_notes(0, &ends, para);
    }

    /// The same of any setting, whose lines end at these bytes of the text.
    pub(super) fn call_notes(&mut self, setting: usize, ends: &[u32], para: &Para) {
        let Some(sizes) = self.piece.settings.get_mut(setting) else { return };
        let last = ends.len().saturating_sub(1);
        let calls = para.runs.iter().filter(|run| is_call(run));
        for (note, run) in calls.enumerate().take(self.notes.len()) {
            let at = ends.iter().position(|end| *end > run.range.start).unwrap_or(last);
            let height = self.notes.get(note).map_or(0, |stack| strip(stack.height, 0).height);
            if let Some(strip) = sizes.strips.get_mut(at) {
                strip.notes += height;
            }
            self.calls.push(Call { setting: setting as u8, strip: at as u32, note: note as u16 });
        }
    }
}
