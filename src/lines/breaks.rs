//! Choice of breaks over the whole paragraph.
//!
//! Dynamic programming over the places where a line may begin: the cost of a line is the step of
//! CLREQ's order that it needs and how much of it (CLREQ 3.3.2), the cost of a paragraph their sum,
//! with a surcharge for neighbours set unlike each other and for short last lines. Only breaks
//! near the measure are looked at, so that the time is linear in the text.

mod search;

use super::class::Class;
use super::ruler::{Natural, Ruler};
use super::rules::{Breaks, Choice, Hanging, Rules, Taste, TrimEnd};
use super::shape::Item;

/// A line chosen: items `start..end` are set, `next` begins the line after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
    /// Whether it is the last of its paragraph or ends with a forced break.
    pub(crate) last: bool,
}

/// Room for the lines of one stretch of text between forced breaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Of the first line.
    pub(crate) first: i64,
    /// Of the others.
    pub(crate) rest: i64,
    /// Whether lines are stretched to their measure.
    pub(crate) justify: bool,
}

impl Room {
    fn of(&self, start: bool) -> i64 {
        if start { self.first } else { self.rest }
    }

    /// Whether lines may begin with what does so only for want of a better way.
    fn parts(&self, em: i64) -> bool {
        self.justify && self.rest >= LOATH_MEASURE * em
    }
}

/// Cost of a line that sticks out: more than any number of bad lines.
const OVERFULL: i64 = 1 << 42;
/// Cost of a break where none may be, which only a word wider than its line asks for.
const FORCED: i64 = 1 << 40;
/// Cost of a last line of one character (CLREQ 3.3.3, GB/T 15834 5.1.11).
const RUNT: i64 = 1 << 38;
/// A last line of two characters is as bad as gaps opened by so many 1/1000 em.
const THIN: i64 = 22;
/// In measures of fewer ems than this (cells, captions) gaps are wide anyway, and no unit parts.
const LOATH_MEASURE: i64 = 10;
/// A solidus begins a line rather than a line opens its gaps further than this, 1/1000 em.
const SHUNNED: i64 = 560;

/// What a line would cost, and how far its gaps open (1/1000 em).
#[derive(Clone, Copy, Debug)]
struct Price {
    cost: i64,
    stretch: i32,
}

/// The cost of setting `line` in `measure`; `None` when it does not fit.
#[inline(always)]
fn price(line: &Natural, measure: i64, em: i64, justify: bool, rules: &Rules) -> Option<Price> {
    let taste = &rules.taste;
    let mut rest = measure - line.width;
    // A step that is used up costs its weight, one used in part the square of that part.
    let step = |weight: i64, used: i64, all: i64| {
        let part = if used == all { 256 } else { used * 256 / all };
        weight * part * part / 65536
    };
    let mut cost = 0;
    if rest < 0 {
        rest += i64::from(line.end_give);
        let mut amount = 0;
        for (weight, give) in taste.steps.iter().zip(line.shrink) {
            if rest >= 0 {
                break;
            }
            let give = i64::from(give);
            if give <= 0 {
                continue;
            }
            let used = give.min(-rest);
            cost += step(*weight, used, give);
            amount += weight * used;
            rest += used;
        }
        return (rest >= 0).then(|| Price { cost: (cost + amount / em) * 16, stretch: 0 });
    }
    if !justify {
        // Ragged lines: the emptier the worse.
        let empty = rest * 1000 / em.max(1);
        return Some(Price { cost: empty * empty / 64, stretch: 0 });
    }
    for (weight, take) in [(taste.space, line.space_up), (taste.latin, line.latin_up)] {
        let take = i64::from(take);
        if take > 0 && rest > 0 {
            let used = take.min(rest);
            cost += step(weight, used, take);
            rest -= used;
        }
    }
    let gap = if rest <= 0 {
        0
    } else if line.gaps > 0 {
        evenly(line, rest, em, rules).min(4000)
    } else {
        4000
    };
    // 20/1000 em a gap is seen by nobody, 50 by some, 100 by all.
    Some(Price { cost: cost * 16 + open(gap, taste), stretch: gap as i32 })
}

/// How far the gaps of a line open, 1/1000 em, that wants `rest` after its Han–Latin gaps have opened to their bound: the
/// others first catch up, then all open together.
fn evenly(line: &Natural, rest: i64, em: i64, rules: &Rules) -> i64 {
    let (gaps, opened) = (i64::from(line.gaps), i64::from(line.latin_up));
    let bound = em * i64::from(rules.latin_most - rules.latin_gap) / 1000;
    let (rest, gaps) = if opened <= 0 || bound <= 0 {
        (rest, gaps)
    } else if rest + opened >= bound * gaps {
        (rest + opened, gaps)
    } else {
        (rest, (gaps - opened / bound).max(1))
    };
    rest * 1000 / (gaps * em)
}

/// What two neighbours cost that are set unlike each other.
fn unlike(one: i32, other: i32, taste: &Taste) -> i64 {
    let apart = i64::from(one - other);
    apart * apart * taste.unlike * 16 / 100
}

/// A place where a line may begin.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Index of the item.
    item: u32,
    /// One past the last item before it that is not a space.
    end: u32,
    /// Cost of the best way here.
    cost: i64,
    /// Node where its last line begins.
    from: u32,
    /// How far that line's gaps open.
    stretch: i32,
    /// Whether a line may begin here only when it could not be set otherwise.
    forced: bool,
    /// Whether it costs something to begin a line here.
    shuns: bool,
}

const FAR: i64 = i64::MAX / 4;

/// The items `from..to` (no forced break inside) as lines.
pub(crate) fn choose(
    items: &[Item],
    ruler: &Ruler,
    from: usize,
    to: usize,
    room: Room,
    rules: &Rules,
    lines: &mut Vec<Stretch>,
) {
    match rules.choice {
        Choice::First => first_fit(items, ruler, from, to, room, rules, lines),
        Choice::Best => search::best(items, ruler, from, to, room, rules, lines),
    }
}

fn nodes(items: &[Item], from: usize, to: usize, rules: &Rules, loath: bool) -> Vec<Node> {
    let clreq = matches!(rules.breaks, Breaks::Clreq(_));
    let mut nodes = Vec::with_capacity(to - from + 2);
    let node = |item: usize, end: usize, forced: bool, shuns: bool| Node {
        item: item as u32,
        end: end as u32,
        cost: FAR,
        from: 0,
        stretch: 0,
        forced,
        shuns,
    };
    let mut end = from;
    for (at, item) in items.iter().enumerate().take(to).skip(from) {
        let free = at == from || item.breaks || loath && item.loath > 0;
        if free || rules.anywhere || clreq && third_mark(items, from, at) {
            nodes.push(node(at, end, !free, !free || item.loath > 0 || shuns(item, rules)));
        }
        // Spaces at a line end hang unseen; CSS hangs ideographic ones only when they do not fit.
        if !(item.class == Class::Space || item.class == Class::IdeographicSpace && clreq) {
            end = at + 1;
        }
    }
    nodes.push(node(to, end, false, false));
    nodes
}

/// Whether an item is at least the third mark in a row: rather than a line sticks out, it begins one (CLREQ 3.1.6: a
/// row of three marks may be free of the prohibitions).
fn third_mark(items: &[Item], from: usize, at: usize) -> bool {
    let mark = |item: &Item| matches!(item.class, Class::Open | Class::Close | Class::Comma | Class::Stop);
    at >= from + 2 && items.get(at - 2..=at).is_some_and(|row| row.iter().all(mark))
}

/// What a last line costs by where it begins: one of a single character besides marks is forbidden, one of
/// two is allowed but thin.
#[derive(Clone, Copy, Debug)]
struct Endings {
    /// The last start that leaves two characters.
    two: usize,
    /// The last start that leaves three.
    three: usize,
    /// The cost of two.
    thin: i64,
}

impl Endings {
    fn of(items: &[Item], from: usize, to: usize, justify: bool, taste: &Taste) -> Endings {
        let mut endings = Endings { two: from, three: from, thin: if justify { open(THIN, taste) } else { 0 } };
        let mut letters = 0u32;
        for at in (from..to).rev() {
            let before = letters;
            letters += items.get(at).map_or(0, |item| u32::from(item.letters));
            if before < 2 && letters >= 2 {
                endings.two = at;
            }
            if letters >= 3 {
                endings.three = at;
                break;
            }
        }
        endings
    }

    /// The cost of a last line that begins with this item, not being the first.
    fn cost(&self, start: u32) -> i64 {
        let start = start as usize;
        if start > self.two {
            RUNT
        } else if start > self.three {
            self.thin
        } else {
            0
        }
    }
}

/// The price of beginning a line with an item that should not, though it may.
fn shunned(items: &[Item], node: &Node, measure: i64, em: i64, rules: &Rules) -> i64 {
    let Some(item) = items.get(node.item as usize) else { return 0 };
    if node.forced {
        return FORCED;
    }
    if item.loath > 0 {
        // As a line of that many gaps that opens so far.
        return open(i64::from(item.loath) * 100 * em / measure.max(em), &rules.taste);
    }
    if shuns(item, rules) { open(SHUNNED, &rules.taste) } else { 0 }
}

/// Whether a line should rather not begin with it.
fn shuns(item: &Item, rules: &Rules) -> bool {
    match rules.breaks {
        Breaks::Clreq(level) => item.class.shuns_start(level),
        Breaks::Css(..) => false,
    }
}

/// The cost of gaps opened by so many 1/1000 em.
fn open(gap: i64, taste: &Taste) -> i64 {
    (taste.open * gap * gap + taste.wide * gap * gap * gap / 10) * 16 / 100
}

/// Walks back from the last node.
fn trace(nodes: &[Node], lines: &mut Vec<Stretch>) {
    let begin = lines.len();
    let mut at = nodes.len().saturating_sub(1);
    while at > 0 {
        let (Some(node), last) = (nodes.get(at), at + 1 == nodes.len()) else { break };
        let Some(start) = nodes.get(node.from as usize) else { break };
        lines.push(Stretch {
            start: start.item as usize,
            end: (node.end as usize).max(start.item as usize),
            next: node.item as usize,
            last,
        });
        if node.from as usize >= at {
            break;
        }
        at = node.from as usize;
    }
    if let Some(chosen) = lines.get_mut(begin..) {
        chosen.reverse();
    }
}

/// Each line as full as it can be: CSS's way, and the yardstick for the other.
fn first_fit(
    items: &[Item],
    ruler: &Ruler,
    from: usize,
    to: usize,
    room: Room,
    rules: &Rules,
    lines: &mut Vec<Stretch>,
) {
    let nodes = nodes(items, from, to, rules, false);
    let mut start = 0;
    while start + 1 < nodes.len() {
        let measure = room.of(start == 0);
        // The last free break that fits; else the last forced one; else the next of any kind.
        let (mut take, mut forced) = (start, start);
        for at in start + 1..nodes.len() {
            let (Some(begin), Some(next)) = (nodes.get(start), nodes.get(at)) else { break };
            let line = ruler.line(items, begin.item as usize, next.end as usize, measure, rules);
            let width = if room.justify { line.narrowest() } else { line.width - i64::from(line.end_give) };
            if width > measure {
                break;
            }
            (take, forced) = if next.forced { (take, at) } else { (at, at) };
        }
        if take == start {
            take = if forced > start { forced } else { start + 1 };
        }
        let (Some(begin), Some(goal)) = (nodes.get(start), nodes.get(take)) else { break };
        lines.push(Stretch {
            start: begin.item as usize,
            end: (goal.end as usize).max(begin.item as usize),
            next: goal.item as usize,
            last: take + 1 == nodes.len(),
        });
        start = take;
    }
}

/// A way to a place: its node, what it costs, its index in the layer before, how far the gaps of its last line open.
type Way = (usize, i64, usize, i32);

/// The items `from..to` in exactly so many lines, for every number asked for, no line looser than `loosest` (1/1000 em a
/// gap): the variants the page builder asks for. A number is found after those below it, whose places it goes on from.
pub(crate) struct Counted<'p> {
    items: &'p [Item],
    ruler: &'p Ruler,
    rules: &'p Rules,
    room: Room,
    loosest: i32,
    em: i64,
    nodes: Vec<Node>,
    endings: Endings,
    /// Places reached with as many lines as the layer's index, none of them the end.
    layers: Vec<Vec<Way>>,
}

impl<'p> Counted<'p> {
    pub(crate) fn new(
        items: &'p [Item],
        ruler: &'p Ruler,
        (from, to): (usize, usize),
        room: Room,
        rules: &'p Rules,
        loosest: i32,
    ) -> Counted<'p> {
        let em = items.get(from).map_or(1, |item| i64::from(item.em)).max(1);
        let nodes = nodes(items, from, to, rules, room.parts(em));
        let endings = Endings::of(items, from, to, room.justify, &rules.taste);
        Counted { items, ruler, rules, room, loosest, em, nodes, endings, layers: vec![vec![(0, 0, 0, 0)]] }
    }

    /// The places that a further line reaches; with `ends` the end alone, the text's last line being that one.
    fn next(&self, layer: &[Way], ends: bool) -> Vec<Way> {
        let Counted { items, ruler, rules, room, loosest, em, nodes, endings, .. } = self;
        let (loosest, em) = (*loosest, *em);
        let mut next: Vec<Way> = Vec::new();
        let mut low = 1;
        for (index, (k, so_far, _, stretch)) in layer.iter().copied().enumerate() {
            let Some(start) = nodes.get(k) else { continue };
            let measure = room.of(k == 0);
            // What all its gaps opened do not fill is too short a line. Places are in order: what one line does not
            // reach, the next, which begins later, does not either.
            let mut at = low.max(k + 1);
            let reach = |node: &Node| ruler.most(start.item as usize, node.end as usize, em, loosest) + em / 2;
            while at + 1 < nodes.len() && nodes.get(at).is_some_and(|node| reach(node) < measure) {
                at += 1;
            }
            if k > 0 {
                low = at;
            }
            if ends {
                // Nothing but the end is sought: what cannot reach it for its width is not measured.
                let Some(end) = nodes.last() else { break };
                if ruler.least(start.item as usize, end.end as usize) > measure + em && self.plain() {
                    continue;
                }
            }
            let begin = ruler.begin(items, start.item as usize, rules);
            while let Some(goal) = nodes.get(at) {
                let last = at + 1 == nodes.len();
                let line = ruler.until(&begin, items, goal.end as usize, measure, rules);
                let priced = if last && line.width <= measure {
                    Price { cost: 0, stretch }
                } else {
                    let Some(price) = price(&line, measure, em, room.justify, rules) else { break };
                    price
                };
                let ending = if last && k > 0 { endings.cost(start.item) } else { 0 };
                if priced.stretch <= loosest && last == ends && ending < RUNT {
                    let contrast = if k == 0 { 0 } else { unlike(priced.stretch, stretch, &rules.taste) };
                    let shunned = if goal.shuns { shunned(items, goal, measure, em, rules) } else { 0 };
                    let cost = so_far + priced.cost + contrast + ending + shunned;
                    match next.iter_mut().rev().find(|(node, ..)| *node == at) {
                        Some(known) if known.1 <= cost => {}
                        Some(known) => *known = (at, cost, index, priced.stretch),
                        None => next.push((at, cost, index, priced.stretch)),
                    }
                }
                at += 1;
            }
        }
        next.sort_unstable_by_key(|(node, ..)| *node);
        next
    }

    /// Whether nothing at the text's end hangs or gives way.
    fn plain(&self) -> bool {
        let end = self.nodes.last().and_then(|node| (node.end as usize).checked_sub(1));
        let last = end.and_then(|end| self.items.get(end)).map(|item| item.class);
        let gives = self.rules.trim_end == TrimEnd::IfNeeded || last == Some(Class::IdeographicSpace);
        self.rules.hanging == Hanging::Nothing && !gives
    }

    /// The lines, when there are `count`; `None` when that cannot be done.
    pub(crate) fn lines(&mut self, count: usize) -> Option<Vec<Stretch>> {
        while self.layers.len() < count {
            let layer = self.next(self.layers.last()?, false);
            if layer.is_empty() {
                return None;
            }
            self.layers.push(layer);
        }
        let nodes = &self.nodes;
        let mut way = *self.next(self.layers.get(count.checked_sub(1)?)?, true).first()?;
        let mut lines = Vec::with_capacity(count);
        for layer in self.layers.get(..count)?.iter().rev() {
            let (node, _, from, _) = way;
            way = *layer.get(from)?;
            let (goal, begin) = (nodes.get(node)?, nodes.get(way.0)?);
            lines.push(Stretch {
                start: begin.item as usize,
                end: (goal.end as usize).max(begin.item as usize),
                next: goal.item as usize,
                last: node + 1 == nodes.len(),
            });
        }
        lines.reverse();
        Some(lines)
    }
}
