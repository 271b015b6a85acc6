//! Columns filled: what stands between two breaks, on the grid; notes at a column's foot.

use super::flow::{Column, Piece, Pos};
use super::galley::{Galley, Ink, Slack, Stack, shift, shift_item};
use super::grid::pitch;
use super::page::{Item, ItemKind, Owner};
use crate::base::{Colour, Emu, Point, Shape};
use crate::style::PageSpec;

/// Pen of the rule above notes.
const NOTE_RULE: Emu = Emu(6_350);

/// Gap above a column's notes, its short rule in it.
pub fn note_gap(spec: &PageSpec) -> Emu {
    pitch(spec).scale(1, 2)
}

/// Notes, the last one's foot at `foot`, under a short rule (脚注线).
pub fn put_notes(notes: Vec<Stack>, foot: Point, measure: Emu, spec: &PageSpec, out: &mut Vec<Item>) {
    if notes.is_empty() {
        return;
    }
    let mut stack = Stack::default();
    notes.into_iter().for_each(|note| stack.push(note));
    let top = foot.y - stack.height;
    let y = top - note_gap(spec).scale(1, 2);
    let end = Point::new(foot.x + measure.scale(1, 4), y);
    let rule = Shape::rule(Point::new(foot.x, y), end, NOTE_RULE, Colour::BLACK);
    out.push(Item { owner: Owner::Decoration, kind: ItemKind::Shape(rule.into()) });
    shift(&mut stack.items, Point::new(foot.x, top));
    out.append(&mut stack.items);
}

/// Puts into a column what stands between its two breaks; the notes that it calls.
pub fn fill(
    column: &Column,
    beside: u8,
    pieces: &[Piece],
    galleys: &mut [Galley<'_>],
    at: Point,
    pitch: Emu,
    out: &mut Vec<Item>,
) -> Vec<Stack> {
    let mut notes = Vec::new();
    let Pos { piece: first, strip: start, .. } = column.from;
    let mut line = 0_i64;
    let mut after = 0_u16;
    for (offset, setting) in column.settings.iter().enumerate() {
        let index = first as usize + offset;
        let (Some(piece), Some(galley)) = (pieces.get(index), galleys.get_mut(index)) else { break };
        let Some(strips) = piece.settings.get(usize::from(*setting)).map(|setting| &setting.strips) else { continue };
        let from = if offset == 0 { start as usize } else { 0 };
        let ends_inside = index == column.to.piece as usize;
        let to = if ends_inside { column.to.strip as usize } else { strips.len() };
        let begins_inside = from > 0;
        if offset > 0 {
            line += i64::from(after.max(piece.before)) + column.airs.get(offset).copied().map_or(0, i64::from);
        }
        after = piece.after;
        let repeated = if begins_inside { galley.repeated.height } else { Emu::ZERO };
        let part = strips.get(from..to).unwrap_or_default();
        // At a column's head the air above a head's ink is left out.
        let at_head = offset == 0 && from == 0 && beside > 1;
        let (rises, sheds) = if at_head { (galley.rises, Emu(i64::from(piece.sheds))) } else { Default::default() };
        let height: Emu = part.iter().map(|strip| Emu(i64::from(strip.height))).sum::<Emu>() + repeated - sheds;
        let taken = (height.0 + pitch.0 - 1) / pitch.0;
        let spare = pitch * taken - height;
        let mut y = at.y + pitch * line;
        // At a column's foot a table or picture ends with the lines beside it.
        let at_foot = offset > 0 && offset + 1 == column.settings.len() && beside > 1 && notes.is_empty();
        y += match galley.slack {
            _ if at_foot => spare,
            Slack::Centre => spare.scale(1, 2),
            Slack::Below => Emu::ZERO,
        };
        if let Some(frame) = &galley.frame {
            out.append(&mut frame.items(Point::new(at.x, y), y + height));
        }
        for call in galley.calls.iter().filter(|call| call.setting == *setting) {
            if (from..to).contains(&(call.strip as usize))
                && let Some(note) = galley.notes.get_mut(usize::from(call.note))
            {
                notes.push(std::mem::take(note));
            }
        }
        if begins_inside {
            let mut copy = galley.repeated.items.clone();
            shift(&mut copy, Point::new(at.x, y));
            out.append(&mut copy);
            y += repeated;
        }
        let inks = galley.ink.get_mut(usize::from(*setting)).and_then(|inks| inks.get_mut(from..to));
        for (ink, strip) in inks.into_iter().flatten().zip(part) {
            let top = Point::new(at.x, y - rises);
            match std::mem::replace(ink, Ink::Items(Vec::new())) {
                Ink::Line(owner, place, line) => {
                    let mut item = Item { owner, kind: ItemKind::Line { at: place, line } };
                    shift_item(&mut item, top);
                    out.push(item);
                }
                Ink::Items(mut items) => {
                    shift(&mut items, top);
                    out.append(&mut items);
                }
            }
            y += Emu(i64::from(strip.height));
        }
        if ends_inside {
            let mut closing = galley.closing.clone();
            shift(&mut closing, Point::new(at.x, y));
            out.append(&mut closing);
        } else {
            // All of it stands: its empty strips need not be kept until the run ends.
            galley.ink = Vec::new();
        }
        line += taken;
    }
    notes
}
