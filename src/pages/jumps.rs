//! 转版: where a text goes on from one page to the next, a line at the foot of the page says where to, and one at the
//! head of the next says where from.

use super::flow::{Column, Piece, Room, Taken, break_columns};
use super::galley::{Galley, Shop};
use super::grid::{Grid, baseline, pitch};
use super::page::{Item, ItemKind, Owner, Page};
use crate::base::{Emu, Point};
use crate::style::{Align, PageSpec, Para, ParaRole, Run, StyleKey};

/// How often room for these lines is taken anew: each page that the text needs more has lines of its own.
const ROUNDS: usize = 8;

/// A line to be set once pages have their names.
#[derive(Clone, Copy, Debug)]
pub struct Jump {
    /// Index of the page on which it stands.
    on: usize,
    /// Index of the page that it names.
    names: usize,
    /// Whether it says where the text goes on, and not where it comes from.
    ahead: bool,
    /// Top left corner of its line.
    at: Point,
    /// Width of its column.
    measure: Emu,
}

/// Takes a line of each page's last column, and one of the next page's first, where the text goes on: what a layout with
/// such lines asks for. Columns go on from page to page as long as no article begins there.
pub fn reserve(pieces: &[Piece], galleys: &[Galley<'_>], room: &mut Room) {
    let without = room.taken.clone();
    for _ in 0..ROUNDS {
        let columns = break_columns(pieces, room).columns;
        let mut taken = without.clone();
        for page in pages_left(&columns, galleys) {
            let wanted = page as usize + 2;
            if taken.len() < wanted {
                taken.resize(wanted, Taken::default());
            }
            let last = usize::from(room.columns.saturating_sub(1));
            if let Some(foot) = taken.get_mut(page as usize).and_then(|taken| taken.feet.get_mut(last)) {
                *foot += 1;
            }
            if let Some(top) = taken.get_mut(page as usize + 1).and_then(|taken| taken.tops.first_mut()) {
                *top += 1;
            }
        }
        if taken == room.taken {
            break;
        }
        room.taken = taken;
    }
}

/// The pages of a run from which the text goes on.
fn pages_left(columns: &[Column], galleys: &[Galley<'_>]) -> Vec<u32> {
    let leaves = |pair: &[Column]| match pair {
        [before, after] if before.page < after.page && goes_on(after, galleys) => Some(before.page),
        _ => None,
    };
    columns.windows(2).filter_map(leaves).collect()
}

/// Whether a column goes on with what stands before it: no head of the first level begins it.
fn goes_on(column: &Column, galleys: &[Galley<'_>]) -> bool {
    if column.from.strip > 0 {
        return true;
    }
    let para = galleys.get(column.from.piece as usize).and_then(|galley| galley.para);
    para.is_none_or(|(para, _)| !matches!(para.role, ParaRole::Heading(1) | ParaRole::Title | ParaRole::Kicker))
}

/// The lines of a run that begins on the page with this index, at this line of it.
pub fn of_run(
    columns: &[Column],
    galleys: &[Galley<'_>],
    room: &Room,
    spec: &PageSpec,
    first: usize,
    top: u32,
) -> Vec<Jump> {
    let mut jumps = Vec::new();
    let measure = spec.column_width;
    for page in pages_left(columns, galleys) {
        let last = room.columns.saturating_sub(1);
        let (on, names) = (first + page as usize, first + page as usize + 1);
        let begins = if page == 0 { top } else { 0 };
        let line = begins + room.bottom(page).saturating_sub(room.foot(page, last));
        let at = Grid::of_page(spec, on).at(last, line);
        jumps.push(Jump { on, names, ahead: true, at, measure });
        let line = room.top(page + 1, 0).saturating_sub(1);
        let at = Grid::of_page(spec, names).at(0, line);
        jumps.push(Jump { on: names, names: on, ahead: false, at, measure });
    }
    jumps
}

/// Sets the lines, now that pages have their names.
pub fn stand(jumps: &[Jump], pages: &mut [Page], shop: &Shop<'_>) {
    let spec = &shop.sheet.page;
    for jump in jumps {
        let Some(label) = pages.get(jump.names).map(|page| page.label.clone()) else { continue };
        let words = if jump.ahead { &spec.jump_to } else { &spec.jump_from };
        let text = words.replace("{page}", &label);
        let style = shop.sheet.para(StyleKey::Jump.id());
        let run = Run { range: 0..text.len() as u32, ..Run::default() };
        let para = Para { role: ParaRole::Furniture, style: StyleKey::Jump.id(), text: text.into(), runs: vec![run] };
        let prepared = shop.setter.prepare(&para);
        let line = prepared.set(prepared.natural_width().max(Emu(1))).into_iter().next();
        let (Some(line), Some(page)) = (line, pages.get_mut(jump.on)) else { continue };
        let spare = jump.measure - (line.end - line.start);
        let x = match style.align {
            Align::Justify | Align::Start => Emu::ZERO,
            Align::Centre | Align::Even => spare.scale(1, 2),
            Align::End => spare,
        };
        let at = Point::new(jump.at.x + x - line.start, jump.at.y + baseline(pitch(spec), style.size));
        page.items.push(Item { owner: Owner::Furniture, kind: ItemKind::Line { at, line } });
    }
}
