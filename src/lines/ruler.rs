//! Sums over items, so that any stretch of them is measured as a line in a few steps.

use super::class::Class;
use super::rules::{Hanging, Rules, TrimEnd, TrimStart};
use super::shape::Item;

/// Steps of reduction after the line-end mark, in CLREQ's order (3.3.2.1): word spaces to 1/4 em,
/// interpuncts to 1/2, brackets to 1/2, 、，；： to 1/2, Han–Latin gaps to 1/8, 。！？ last.
pub(crate) const STEPS: usize = 6;
/// Index of the word spaces' step.
pub(crate) const SPACES: usize = 0;
/// Index of the Han–Latin gaps' step.
pub(crate) const LATIN: usize = 4;

/// Items `start..end` as a line: natural width and what it can give and take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Natural {
    /// Natural width, edges cut.
    pub(crate) width: i64,
    /// What each step of reduction can give.
    pub(crate) shrink: [i32; STEPS],
    /// What word spaces can take, up to half an em each.
    pub(crate) space_up: i32,
    /// What Han–Latin gaps can take, up to the bound of the rules.
    pub(crate) latin_up: i32,
    /// Gaps that open in the last step of expansion.
    pub(crate) gaps: i32,
    /// What hangs beyond the line end.
    pub(crate) hangs: i32,
    /// Half an em that the line-end mark may still give (CSS: only when needed).
    pub(crate) end_give: i32,
}

impl Natural {
    /// The narrowest it can be set.
    pub(crate) fn narrowest(&self) -> i64 {
        self.width - i64::from(self.end_give) - self.shrink.iter().map(|give| i64::from(*give)).sum::<i64>()
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    // Differences over a line stay small (a line is shorter than 40 m); the sums themselves wrap.
    width: i32,
    // What is left of the width when every step of reduction has given all.
    least: i32,
    shrink: [i32; STEPS],
    space_up: i32,
    latin_up: i32,
    gaps: i32,
}

/// Measures stretches of items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ruler {
    sums: Vec<Sums>,
}

/// Whether an item gives and takes nothing, as what most text is made of.
fn plain(item: &Item) -> bool {
    item.left | item.right | item.latin_gap == 0 && item.class != Class::Space
}

/// What one item adds, its own gap before it included.
fn own(item: &Item, rules: &Rules) -> Sums {
    let width = item.width.saturating_add(item.gap);
    let mut own = Sums { width, least: width, gaps: i32::from(item.opens), ..Sums::default() };
    let mut give = |step: usize, amount: i32| {
        if let Some(slot) = own.shrink.get_mut(step) {
            *slot += amount;
        }
    };
    match item.class {
        Class::Space => give(SPACES, space_give(item)),
        Class::Han
        | Class::Open
        | Class::Close
        | Class::Comma
        | Class::Stop
        | Class::Connector
        | Class::ShortConnector
        | Class::Interpunct
        | Class::Solidus
        | Class::Dash
        | Class::Ellipsis
        | Class::IdeographicSpace
        | Class::Tab
        | Class::Newline
        | Class::Latin => give(usize::from(item.step), item.left + item.right),
    }
    give(LATIN, latin_give(item));
    own.least = own.width.saturating_sub(own.shrink.iter().sum());
    own.latin_up = latin_take(item, rules);
    own.space_up = space_take(item);
    own
}

/// Word spaces give way to a quarter em.
pub(crate) fn space_give(item: &Item) -> i32 {
    (item.width - item.em / 4).max(0)
}

/// Word spaces take up to half an em.
pub(crate) fn space_take(item: &Item) -> i32 {
    if item.class == Class::Space { (item.em / 2 - item.width).max(0) } else { 0 }
}

/// Han–Latin gaps give way to an eighth of an em.
pub(crate) fn latin_give(item: &Item) -> i32 {
    if item.latin_gap == 0 { 0 } else { (item.latin_gap - item.em / 8).max(0) }
}

/// Han–Latin gaps take up to the bound of the rules.
pub(crate) fn latin_take(item: &Item, rules: &Rules) -> i32 {
    if item.latin_gap == 0 {
        return 0;
    }
    let most = i64::from(item.em) * i64::from(rules.latin_most) / 1000;
    (most as i32 - item.latin_gap).max(0)
}

impl Ruler {
    pub(crate) fn new(items: &[Item], rules: &Rules) -> Ruler {
        let mut sums = Vec::with_capacity(items.len() + 1);
        let mut total = Sums::default();
        sums.push(total);
        for item in items {
            if plain(item) {
                let width = item.width.saturating_add(item.gap);
                total.width = total.width.wrapping_add(width);
                total.least = total.least.wrapping_add(width);
                total.gaps = total.gaps.wrapping_add(i32::from(item.opens));
                sums.push(total);
                continue;
            }
            let own = own(item, rules);
            total.width = total.width.wrapping_add(own.width);
            total.least = total.least.wrapping_add(own.least);
            for (sum, add) in total.shrink.iter_mut().zip(own.shrink) {
                *sum = sum.wrapping_add(add);
            }
            total.space_up = total.space_up.wrapping_add(own.space_up);
            total.latin_up = total.latin_up.wrapping_add(own.latin_up);
            total.gaps = total.gaps.wrapping_add(own.gaps);
            sums.push(total);
        }
        Ruler { sums }
    }

    /// Width of `start..end` with nothing cut at the edges: a bound that needs no care.
    pub(crate) fn rough(&self, start: usize, end: usize) -> i64 {
        match (self.sums.get(start), self.sums.get(end)) {
            (Some(a), Some(b)) => i64::from(b.width.wrapping_sub(a.width)),
            _ => 0,
        }
    }

    /// Natural width of a stretch of any length, edges cut.
    pub(crate) fn whole(&self, items: &[Item], start: usize, end: usize, rules: &Rules) -> i64 {
        let Some(items) = items.get(start..end) else { return 0 };
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return 0 };
        let width: i64 = items.iter().map(|item| i64::from(item.width) + i64::from(item.gap)).sum();
        let edges = edges(first, last, start == 0, rules);
        width - i64::from(first.gap) + i64::from(edges.left + edges.right)
    }

    /// The least width `start..end` can be set in, its first gap included; what hangs, or gives way
    /// at the line end only when needed, not taken off. Tells at a glance what cannot fit: a blank
    /// cut at an edge narrows the line and what it can give alike.
    pub(crate) fn least(&self, start: usize, end: usize) -> i64 {
        match (self.sums.get(start), self.sums.get(end)) {
            (Some(a), Some(b)) => i64::from(b.least.wrapping_sub(a.least)),
            _ => 0,
        }
    }

    /// The most that `start..end` can take, each gap opened by so many 1/1000 em.
    pub(crate) fn most(&self, start: usize, end: usize, em: i64, loosest: i32) -> i64 {
        let (Some(a), Some(b)) = (self.sums.get(start), self.sums.get(end)) else { return 0 };
        let taken = b.space_up.wrapping_sub(a.space_up).wrapping_add(b.latin_up.wrapping_sub(a.latin_up));
        let gaps = i64::from(b.gaps.wrapping_sub(a.gaps));
        self.rough(start, end) + i64::from(taken) + gaps * em * i64::from(loosest + 1) / 1000
    }

    /// A line that begins with item `start`, its end open.
    pub(crate) fn begin(&self, items: &[Item], start: usize, rules: &Rules) -> Begin {
        let first = items.get(start).copied().unwrap_or_default();
        let begins = start == 0 || items.get(start - 1).is_some_and(|before| before.class == Class::Newline);
        let left = left_edge(&first, begins, rules);
        Begin {
            start,
            begins,
            left,
            sums: self.sums.get(start).copied().unwrap_or_default(),
            width: i64::from(left) - i64::from(first.gap),
            latin_take: latin_take(&first, rules),
            latin_give: latin_give(&first),
            opens: i32::from(first.opens),
            opening: first.class == Class::Open,
            body: first.width,
            step: first.step,
        }
    }

    /// Items `start..end`, `end` after the line's last item that is not a space. What the steps of
    /// reduction can give is told only when the line is wider than `measure`.
    pub(crate) fn line(&self, items: &[Item], start: usize, end: usize, measure: i64, rules: &Rules) -> Natural {
        self.until(&self.begin(items, start, rules), items, end, measure, rules)
    }

    /// The same for a line whose beginning is known.
    #[inline(always)]
    pub(crate) fn until(&self, begin: &Begin, items: &[Item], end: usize, measure: i64, rules: &Rules) -> Natural {
        let (a, start) = (&begin.sums, begin.start);
        let (Some(b), Some(last)) = (self.sums.get(end), end.checked_sub(1).and_then(|last| items.get(last))) else {
            return Natural::default();
        };
        if end <= start {
            return Natural::default();
        }
        let right = right_edge(last, rules);
        let mut line = Natural {
            width: i64::from(b.width.wrapping_sub(a.width)) + begin.width + i64::from(right + last.hyphen),
            space_up: b.space_up.wrapping_sub(a.space_up),
            latin_up: b.latin_up.wrapping_sub(a.latin_up) - begin.latin_take,
            gaps: b.gaps.wrapping_sub(a.gaps) - begin.opens,
            ..Natural::default()
        };
        if line.width > measure {
            for ((slot, b), a) in line.shrink.iter_mut().zip(b.shrink).zip(a.shrink) {
                *slot = b.wrapping_sub(a);
            }
            let mut change = |step: usize, by: i32| {
                if let Some(slot) = line.shrink.get_mut(step) {
                    *slot += by;
                }
            };
            change(LATIN, -begin.latin_give);
            change(usize::from(begin.step), begin.left);
            change(usize::from(last.step), right);
            if rules.trim_end == TrimEnd::IfNeeded {
                change(usize::from(last.step), -last.right);
            }
        }
        if rules.trim_end == TrimEnd::IfNeeded {
            line.end_give = last.right;
        }
        if last.class == Class::IdeographicSpace {
            let spaces = items.get(start..end).unwrap_or_default().iter().rev();
            let spaces = spaces.take_while(|item| matches!(item.class, Class::Space | Class::IdeographicSpace));
            line.end_give = spaces.map(|item| item.width + item.gap).sum();
        }
        match rules.hanging {
            Hanging::Nothing => {}
            Hanging::Stops if hangs(items, start, end) => {
                line.hangs = last.width - last.right;
                line.width -= i64::from(line.hangs);
            }
            Hanging::StopsIfNeeded if matches!(last.class, Class::Comma | Class::Stop) => line.end_give = last.width,
            Hanging::First if begin.begins && begin.opening => line.width -= i64::from(begin.body + begin.left),
            Hanging::Last if end == items.len() && last.class == Class::Close => {
                line.width -= i64::from(last.width + right)
            }
            Hanging::Stops | Hanging::StopsIfNeeded | Hanging::First | Hanging::Last => {}
        }
        line
    }
}

/// What a line's first item says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Begin {
    start: usize,
    /// Whether it is the first of its paragraph or comes after a forced break.
    begins: bool,
    /// Change of the first item's blank before its ink.
    left: i32,
    sums: Sums,
    /// What its edge and the gap before it change in the line's width.
    width: i64,
    latin_take: i32,
    latin_give: i32,
    opens: i32,
    /// Whether it is an opening mark.
    opening: bool,
    /// Width of the first item.
    body: i32,
    step: u8,
}

/// By how much the blanks at a line's edges differ from those inside.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Edges {
    /// Change of the first item's blank before its ink.
    pub(crate) left: i32,
    /// Change of the last item's blank after its ink.
    pub(crate) right: i32,
}

pub(crate) fn edges(first: &Item, last: &Item, begins: bool, rules: &Rules) -> Edges {
    Edges { left: left_edge(first, begins, rules), right: right_edge(last, rules) }
}

/// An opening mark at the line start is half an em (CLREQ 3.1.5).
fn left_edge(first: &Item, begins: bool, rules: &Rules) -> i32 {
    let cut = match rules.trim_start {
        TrimStart::Never => false,
        TrimStart::NotFirst => !begins,
        TrimStart::Always => true,
    };
    if cut && first.class == Class::Open { -first.left } else { first.full_left - first.left }
}

/// A mark at the line end is half an em (GB/T 15834 5.1.10).
fn right_edge(last: &Item, rules: &Rules) -> i32 {
    match rules.trim_end {
        TrimEnd::Always => -last.right,
        TrimEnd::IfNeeded | TrimEnd::Never => last.full_right - last.right,
    }
}

/// Stops may hang, but never one of a run of marks (CLREQ 3.1.7).
fn hangs(items: &[Item], start: usize, end: usize) -> bool {
    let stop = |item: Option<&Item>| item.is_some_and(|item| matches!(item.class, Class::Comma | Class::Stop));
    let Some(last) = end.checked_sub(1) else { return false };
    let alone = last.checked_sub(1).and_then(|before| items.get(before)).is_none_or(|before| !before.class.is_mark());
    last > start && stop(items.get(last)) && alone
}
