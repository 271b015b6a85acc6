//! The best columns that a run can have: its natural setting first, then paragraphs a line looser
//! or tighter where columns come out badly, then pictures and boxes a paragraph earlier or later.

use super::flow::{Broken, Piece, Room, UNEVEN, break_columns, in_trouble};
use super::galley::{Galley, Shop};
use crate::base::Emu;
use crate::style::ParaRole;

/// Price of moving something by one paragraph.
const MOVED: u64 = 300;
/// Runs longer than this keep their order: in them no single picture matters to the last page.
const LONGEST: usize = 160;
/// Loose things tried in a run.
const TRIED: usize = 6;
/// Paragraphs by which one is moved at most.
const FARTHEST: usize = 2;

/// Breaks a run, with other settings where they help.
pub fn choose(
    galleys: &mut Vec<Galley<'_>>,
    pieces: &mut Vec<Piece>,
    natural: Broken,
    room: Room,
    measure: Emu,
    shop: &Shop<'_>,
) -> Broken {
    let trouble = in_trouble(&natural.columns, pieces, room);
    if !trouble.contains(&true) {
        return natural;
    }
    for ((galley, piece), _) in galleys.iter_mut().zip(pieces.iter_mut()).zip(&trouble).filter(|(_, bad)| **bad) {
        std::mem::swap(&mut galley.piece, piece);
        galley.vary(measure, shop);
        std::mem::swap(&mut galley.piece, piece);
    }
    let varied = break_columns(pieces, room);
    let best =
        if varied.cost < UNEVEN || pieces.len() > LONGEST { varied } else { rearrange(galleys, pieces, varied, room) };
    for column in &best.columns {
        let chosen = galleys.iter_mut().skip(column.from.piece as usize).zip(&column.settings);
        for (galley, setting) in chosen.filter(|(_, setting)| **setting > 0) {
            galley.ink_setting(usize::from(*setting), measure, shop);
        }
    }
    best
}

/// Tries each loose thing a paragraph or two earlier or later; keeps what levels the columns best.
fn rearrange(galleys: &mut Vec<Galley<'_>>, pieces: &mut Vec<Piece>, mut best: Broken, room: Room) -> Broken {
    let loose: Vec<usize> =
        (0..galleys.len()).filter(|at| galleys.get(*at).is_some_and(|galley| galley.loose)).collect();
    for from in loose.into_iter().take(TRIED) {
        let mut chosen = None;
        for to in targets(galleys, pieces, from) {
            let mut tried = pieces.clone();
            let piece = tried.remove(from);
            tried.insert(to, piece);
            let mut broken = break_columns(&tried, room);
            broken.cost += MOVED * from.abs_diff(to) as u64;
            if broken.cost < best.cost {
                best = broken;
                chosen = Some(to);
            }
        }
        if let Some(to) = chosen {
            let (piece, galley) = (pieces.remove(from), galleys.remove(from));
            pieces.insert(to, piece);
            galleys.insert(to, galley);
        }
    }
    best
}

/// Where a loose thing may stand instead: past body paragraphs only, and never after what is kept
/// with its next.
fn targets(galleys: &[Galley<'_>], pieces: &[Piece], from: usize) -> Vec<usize> {
    let body = |at: usize| {
        galleys.get(at).and_then(|galley| galley.para).is_some_and(|(para, _)| para.role == ParaRole::Body)
            && !keeps_with_next(pieces, at)
    };
    let mut out = Vec::new();
    if from.checked_sub(1).is_some_and(|above| keeps_with_next(pieces, above)) {
        return out;
    }
    for by in 1..=FARTHEST {
        let Some(at) = from.checked_sub(by).filter(|at| body(*at)) else { break };
        // It would stand before this paragraph: what is above must not be a head.
        if at.checked_sub(1).is_none_or(|above| !keeps_with_next(pieces, above)) {
            out.push(at);
        }
    }
    for by in 1..=FARTHEST {
        if !body(from + by) {
            break;
        }
        out.push(from + by);
    }
    out
}

fn keeps_with_next(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).and_then(|piece| piece.settings.first()?.strips.last()).is_some_and(|strip| strip.cost > 0)
}
