//! A contents list: entries with leaders and the page on which each block begins.

use super::flow::SINGLE_LINE;
use super::galley::{Galley, Ink, Shop, Slack, of_para, strip};
use super::grid::baseline;
use super::page::{Item, ItemKind, Owner, Part};
use crate::base::{Emu, Findings, Point, Span};
use crate::lines::Line;
use crate::style::{Contents, NodeId, Para, ParaRole, ParaStyleId, Run};

/// What leads from an entry to its page.
const LEADER: &str = "·";

/// Head and entries. The page numbers come from [`Shop::labels`]; on the first pass there are none.
pub fn of_contents<'n>(
    contents: &'n Contents,
    id: NodeId,
    measure: Emu,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Vec<Galley<'n>> {
    let mut out = Vec::new();
    if let Some(head) = &contents.head {
        let mut galley = of_para(head, Owner::Node(id, Part::Caption), measure, shop, span, findings);
        galley.keep_with_next();
        out.push(galley);
    }
    let mut strips = Vec::new();
    let count = contents.entries.len();
    for (number, (block, _, para)) in contents.entries.iter().enumerate() {
        let owner = Owner::Node(id, Part::Cell(number as u16, 0));
        let label = shop.labels.0.get(block).map_or("", String::as_str);
        let items = entry(para, label, owner, Owner::Node(id, Part::Label), measure, shop, findings);
        let slot = shop.leading(shop.sheet.para(para.style)) * items.1;
        let single = count > 3 && (number == 0 || number + 2 == count);
        strips.push((strip(slot, if single { SINGLE_LINE } else { 0 }), Ink::Items(items.0)));
    }
    if !strips.is_empty() {
        out.push(Galley::new(strips, Slack::Below, span));
    }
    out
}

/// One entry: its lines, then leader and page number at the end of the last. Items and line count.
fn entry(
    para: &Para,
    label: &str,
    owner: Owner,
    beside: Owner,
    measure: Emu,
    shop: &Shop<'_>,
    findings: &mut Findings,
) -> (Vec<Item>, i64) {
    let style = shop.sheet.para(para.style);
    let slot = shop.leading(style);
    // Three ems are kept free at the end for the number.
    let lines = shop.set(para, measure - style.size * 3, findings);
    let count = lines.len().max(1) as i64;
    let ends = lines.last().map_or(Emu::ZERO, |line| line.end);
    let place = |index: i64| slot * index + baseline(slot, style.size);
    let mut items: Vec<Item> = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| Item { owner, kind: ItemKind::Line { at: Point::new(Emu::ZERO, place(at as i64)), line } })
        .collect();
    let y = place(count - 1);
    let mut put = |owner: Owner, line: Line, left: Emu| {
        let at = Point::new(left - line.start, y);
        items.push(Item { owner, kind: ItemKind::Line { at, line } });
    };
    let mut number_starts = measure;
    if let Some(line) = one_line(label, para.style, shop) {
        number_starts = measure - (line.end - line.start);
        put(beside, line, number_starts);
    }
    // Leaders: as many dots as there is room for, counted from the number, so that they stand in line.
    let half = style.size.scale(1, 2).max(Emu(1));
    let room = number_starts - half - (ends + half);
    let width = |dots: usize| one_line(&LEADER.repeat(dots), para.style, shop).map(|line| line.end - line.start);
    let (one, many) = (width(1).unwrap_or(half), width(11).unwrap_or(half * 11));
    let step = (many - one).scale(1, 10).max(Emu(1));
    let dots = ((room - one).0 / step.0 + 1).clamp(0, 400);
    if room > one
        && dots > 2
        && let Some(line) = one_line(&LEADER.repeat(dots as usize), para.style, shop)
    {
        let left = number_starts - half - (line.end - line.start);
        // No words: a reader who hears the page goes from the entry to its number.
        put(Owner::Decoration, line, left);
    }
    (items, count)
}

/// A few characters of one's own, set on one line.
fn one_line(text: &str, style: ParaStyleId, shop: &Shop<'_>) -> Option<Line> {
    if text.is_empty() {
        return None;
    }
    let run = Run { range: 0..text.len() as u32, ..Run::default() };
    let para = Para { role: ParaRole::Furniture, style, text: text.into(), runs: vec![run] };
    let prepared = shop.setter.prepare(&para);
    prepared.set(prepared.natural_width().max(Emu(1))).into_iter().next()
}
