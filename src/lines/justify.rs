//! A chosen line → placed glyphs: CLREQ's order of reduction and expansion (3.3.2), every member of
//! a step equally, rounded cumulatively so that the line sums to its measure exactly.

use super::breaks::Stretch;
use super::class::Class;
use super::line::{Fit, Fount, Glyph};
use super::packed::{Row, Stick};
use super::ruler::{
    Edges, LATIN, Natural, Ruler, SPACES, STEPS, edges, latin_give, latin_take, space_give, space_take,
};
use super::rules::Rules;
use super::shape::{Ink, Item, Look};
use super::tabs::{Tab, Tabs};
use super::typefaces::Faces;
use crate::base::Emu;
use crate::style::Align;
use std::ops::Range;
use std::sync::Arc;

/// Shares an amount over members in proportion to what each can give, exact in the sum.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    amount: i64,
    whole: i64,
    seen: i64,
    given: i64,
}

impl Share {
    fn new(amount: i64, whole: i64) -> Share {
        Share { amount, whole, seen: 0, given: 0 }
    }

    /// The part of a member that can give `part` of the whole.
    fn take(&mut self, part: i64) -> i64 {
        if self.amount == 0 || self.whole == 0 || part == 0 {
            return 0;
        }
        self.seen += part;
        let due = match self.amount.checked_mul(self.seen) {
            Some(product) => product / self.whole,
            None => (i128::from(self.amount) * i128::from(self.seen) / i128::from(self.whole)) as i64,
        };
        let now = due - self.given;
        self.given = due;
        now
    }
}

/// Shares an amount over members that take alike, exact in the sum: what [`Share`] gives parts of one, without dividing
/// for each.
#[derive(Clone, Copy, Debug, Default)]
struct Even {
    each: i64,
    over: i64,
    count: i64,
    carried: i64,
}

impl Even {
    /// An amount, not negative, over so many members.
    fn new(amount: i64, count: i64) -> Even {
        if count <= 0 {
            Even::default()
        } else {
            Even { each: amount / count, over: amount % count, count, carried: 0 }
        }
    }

    /// The part of the next member.
    fn take(&mut self) -> i64 {
        self.carried += self.over;
        if self.count > 0 && self.carried >= self.count {
            self.carried -= self.count;
            return self.each + 1;
        }
        self.each
    }
}

/// How a line is brought to its measure.
#[derive(Clone, Copy, Debug, Default)]
struct Plan {
    shrink: [Share; STEPS],
    space_up: Share,
    latin_up: Share,
    gaps: Even,
    /// Whether Han–Latin gaps, which have opened already, take no part in `gaps`: the others catch up with them first.
    others: bool,
    /// Tabs push what is between them apart, to the end of the measure.
    tabs: Even,
    /// What the line-end mark gives (CSS: only when needed).
    end_cut: i64,
    fit: Fit,
}

/// `latin` are the Han–Latin gaps of the line that can open, and how far each can.
fn plan(line: &Natural, measure: i64, stretch: bool, last: bool, em: i64, latin: (i64, i64)) -> Plan {
    let mut plan = Plan { fit: Fit { last, ..Fit::default() }, ..Plan::default() };
    let mut rest = measure - line.width;
    if rest < 0 {
        plan.end_cut = i64::from(line.end_give);
        rest += plan.end_cut;
        for (step, (share, give)) in plan.shrink.iter_mut().zip(line.shrink).enumerate() {
            let give = i64::from(give).max(0);
            let used = give.min(-rest);
            if used > 0 {
                *share = Share::new(used, give);
                rest += used;
                plan.fit.step = step as u8 + 2;
            }
        }
        if plan.fit.step == 0 {
            plan.fit.step = 1;
        }
        plan.fit.overfull = Emu((-rest).max(0));
        // A cut of the whole half em may leave room over: it goes back to the gaps.
        if rest <= 0 || !stretch {
            return plan;
        }
    }
    if !stretch {
        return plan;
    }
    for (step, (share, take)) in
        [(&mut plan.space_up, line.space_up), (&mut plan.latin_up, line.latin_up)].into_iter().enumerate()
    {
        let used = i64::from(take).min(rest);
        if used > 0 {
            *share = Share::new(used, i64::from(take));
            rest -= used;
            plan.fit.step = step as u8 + 1;
        }
    }
    let mut gaps = i64::from(line.gaps);
    if rest > 0 && gaps > 0 {
        // CLREQ 3.3.2.2: after Han–Latin gaps all gaps open equally. Those that are open already wait for the others.
        let all = rest + i64::from(line.latin_up);
        if latin.0 > 0 && all >= latin.1 * gaps {
            (plan.latin_up, rest) = (Share::default(), all);
        } else if latin.0 > 0 && gaps > latin.0 {
            (plan.others, gaps) = (true, gaps - latin.0);
        }
        plan.gaps = Even::new(rest, gaps);
        plan.fit.stretch = (rest * 1000 / (gaps * em.max(1))) as i32;
        plan.fit.step = 3;
    }
    plan
}

/// Where the body of an item lies on its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// First byte of its text.
    pub text: u32,
    /// Where it begins, from the measure's start.
    pub x: Emu,
    /// Its width as set, blanks included.
    pub width: Emu,
}

/// What a line is set from.
pub(crate) struct Setting<'s> {
    pub(crate) text: &'s Arc<str>,
    pub(crate) items: &'s [Item],
    pub(crate) inks: &'s [Ink],
    pub(crate) looks: &'s [Look],
    pub(crate) ruler: &'s Ruler,
    pub(crate) rules: &'s Rules,
    pub(crate) lifts: &'s dyn Faces,
    /// Where tabs lead.
    pub(crate) tabs: &'s Tabs,
}

impl Setting<'_> {
    /// Sets one line in `room`, whose beginning lies `indent` from the measure's start: its glyphs into the stick.
    pub(super) fn line(
        &self,
        stick: &mut Stick,
        stretch: &Stretch,
        indent: i64,
        room: i64,
        align: Align,
        bodies: Option<&mut Vec<Body>>,
    ) -> Row {
        if let Some((tabs, end)) = self.tabbed(stretch, indent, indent + room) {
            return self.with_tabs(stick, stretch, indent, (&tabs, end - indent - room), bodies);
        }
        let (mut plan, natural, spread, tabs) = self.plan(stretch, room, align);
        let free = if tabs > 0 { 0 } else { (room - natural.width).max(0) };
        let begin = indent
            + match align {
                Align::Justify | Align::Start => 0,
                Align::Even => {
                    if spread {
                        0
                    } else {
                        free / 2
                    }
                }
                Align::Centre => free / 2,
                Align::End => free,
            };
        let end = self.place(stretch, begin, &mut plan, &[], stick, bodies);
        Row { range: self.range(stretch), start: Emu(begin), end: Emu(end), fit: plan.fit, ..Row::default() }
    }

    /// A line without its glyphs: its text, and how it is made to fit.
    pub(super) fn sketch(&self, stretch: &Stretch, room: i64, align: Align) -> (Range<u32>, Fit) {
        (self.range(stretch), self.plan(stretch, room, align).0.fit)
    }

    /// How a line is brought to its measure, its natural measures, whether it is spread over the measure, its tabs.
    fn plan(&self, stretch: &Stretch, room: i64, align: Align) -> (Plan, Natural, bool, i64) {
        let natural = self.ruler.line(self.items, stretch.start, stretch.end, room, self.rules);
        let em = self.items.get(stretch.start).map_or(1, |item| i64::from(item.em));
        let spread = match align {
            Align::Justify => !stretch.last,
            Align::Even => natural.gaps > 0,
            Align::Start | Align::Centre | Align::End => false,
        };
        let tabs = self.items.get(stretch.start..stretch.end).unwrap_or_default();
        let tabs = tabs.iter().filter(|item| item.class == Class::Tab).count() as i64;
        let spread = spread && tabs == 0;
        let mut plan = plan(&natural, room, spread, stretch.last, em, self.latin(stretch));
        if tabs > 0 {
            plan.tabs = Even::new((room - natural.width).max(0), tabs);
        }
        (plan, natural, spread, tabs)
    }

    /// The tabs of a line that begins `indent` from the measure's start, and where it ends; `None` when it has none.
    pub(crate) fn tabbed(&self, stretch: &Stretch, indent: i64, edge: i64) -> Option<(Vec<Tab>, i64)> {
        let items = self.items.get(stretch.start..stretch.end)?;
        if self.tabs.is_empty() || !items.iter().any(|item| item.class == Class::Tab) {
            return None;
        }
        let edges = self.edges(stretch)?;
        Some(self.tabs.lay(items, edges, indent, edge, &|at| self.point(stretch.start + at)))
    }

    /// A line whose parts stand at tab stops.
    fn with_tabs(
        &self,
        stick: &mut Stick,
        stretch: &Stretch,
        indent: i64,
        (tabs, over): (&[Tab], i64),
        bodies: Option<&mut Vec<Body>>,
    ) -> Row {
        let fit = Fit { last: stretch.last, overfull: Emu(over.max(0)), ..Fit::default() };
        let end = self.place(stretch, indent, &mut Plan::default(), tabs, stick, bodies);
        let mut row = Row { range: self.range(stretch), start: Emu(indent), end: Emu(end), fit, ..Row::default() };
        if let Some(look) = self.items.get(stretch.start).and_then(|item| self.looks.get(item.run as usize)) {
            self.tabs.lead(tabs, &look.colour, &mut row);
        }
        row
    }

    /// How far into an item its decimal point stands, or the end of its figure.
    fn point(&self, at: usize) -> Option<i64> {
        let item = self.items.get(at)?;
        let next = self.items.get(at + 1);
        let (end, inks) = (next.map_or(self.text.len(), |next| next.text as usize), next.map(|next| next.ink as usize));
        let word = self.text.get(item.text as usize..end)?;
        let digits = word.find(|c: char| c.is_ascii_digit())?;
        let rest = word.get(digits..)?;
        let point = digits + rest.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len());
        let inks = self.inks.get(item.ink as usize..inks.unwrap_or(self.inks.len()))?;
        let ink = inks.iter().find(|ink| ink.text as usize >= item.text as usize + point);
        Some(ink.map_or(i64::from(item.width), |ink| i64::from(ink.dx)))
    }

    fn edges(&self, stretch: &Stretch) -> Option<Edges> {
        let items = self.items.get(stretch.start..stretch.end)?;
        let before = stretch.start.checked_sub(1).and_then(|before| self.items.get(before));
        let begins = before.is_none_or(|before| before.class == Class::Newline);
        Some(edges(items.first()?, items.last()?, begins, self.rules))
    }

    /// The Han–Latin gaps of a line that open with all others too: how many, and how far the first step opens one at
    /// most.
    fn latin(&self, stretch: &Stretch) -> (i64, i64) {
        let items = self.items.get(stretch.start + 1..stretch.end).unwrap_or_default();
        items
            .iter()
            .filter(|item| item.latin_gap > 0 && item.opens)
            .map(|item| i64::from(latin_take(item, self.rules)))
            .filter(|take| *take > 0)
            .fold((0, 0), |(count, most), take| (count + 1, take.max(most)))
    }

    fn range(&self, stretch: &Stretch) -> Range<u32> {
        let byte = |at: usize| self.items.get(at).map_or(self.text.len() as u32, |item| item.text);
        byte(stretch.start)..byte(stretch.next)
    }

    /// Places the glyphs from `x`; where the last body ends.
    fn place(
        &self,
        stretch: &Stretch,
        mut x: i64,
        plan: &mut Plan,
        tabs: &[Tab],
        stick: &mut Stick,
        mut bodies: Option<&mut Vec<Body>>,
    ) -> i64 {
        let Some(items) = self.items.get(stretch.start..stretch.end) else { return x };
        let Some(edges) = self.edges(stretch) else { return x };
        let mut tabs = tabs.iter();
        let count = items.len();
        for (index, item) in items.iter().enumerate() {
            // What most text is made of: a square that gives and takes nothing.
            if item.is_bare() && index > 0 && index + 1 < count && bodies.is_none() {
                x += i64::from(item.gap);
                if item.opens {
                    x += plan.gaps.take();
                }
                self.draw(stretch.start + index, item, x, stick);
                x += i64::from(item.width);
                continue;
            }
            let (mut left, mut right) = (i64::from(item.left), i64::from(item.right));
            if index == 0 {
                left += i64::from(edges.left);
            } else {
                x += i64::from(item.gap);
                if item.latin_gap > 0 {
                    x += plan.latin_up.take(i64::from(latin_take(item, self.rules)));
                    x -= plan.shrink.get_mut(LATIN).map_or(0, |share| share.take(i64::from(latin_give(item))));
                }
                if item.opens && !(plan.others && latin_take(item, self.rules) > 0) {
                    x += plan.gaps.take();
                }
            }
            let mut hyphen = 0;
            if index + 1 == count {
                right += i64::from(edges.right) - plan.end_cut;
                hyphen = i64::from(item.hyphen);
            }
            let mut width =
                i64::from(item.width) + hyphen + left - i64::from(item.left) + right - i64::from(item.right);
            if item.class == Class::Tab {
                width += tabs.next().map_or_else(|| plan.tabs.take(), |tab| tab.width);
            } else if item.class == Class::Space {
                width += plan.space_up.take(i64::from(space_take(item)));
                width -= plan.shrink.get_mut(SPACES).map_or(0, |share| share.take(i64::from(space_give(item))));
            } else if left + right > 0 && !(index + 1 == count && plan.end_cut > 0) {
                let cut = plan.shrink.get_mut(usize::from(item.step)).map_or(0, |share| share.take(left + right));
                left -= cut * left / (left + right);
                width -= cut;
            }
            let origin = x - (i64::from(item.full_left) - left);
            self.draw(stretch.start + index, item, origin, stick);
            if hyphen > 0 {
                self.hyphenate(item, stretch.next, x + width - hyphen, stick);
            }
            if let Some(bodies) = &mut bodies {
                bodies.push(Body { text: item.text, x: Emu(x), width: Emu(width) });
            }
            x += width;
        }
        x
    }

    /// The hyphen of a word that goes on in the next line: a further glyph of the word's last character.
    fn hyphenate(&self, item: &Item, next: usize, x: i64, stick: &mut Stick) {
        let Some(look) = self.looks.get(item.run as usize) else { return };
        let hyphen = self.lifts.square(look.role, '-', crate::fonts::Class::Latin);
        let text = self.items.get(next).map_or(item.text, |next| next.text);
        let x = x.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
        stick.push(Glyph { id: hyphen.glyph, len: 0, x, text });
    }

    /// The glyphs of one item, its uncut square beginning at `origin`.
    fn draw(&self, index: usize, item: &Item, origin: i64, stick: &mut Stick) {
        let end = self.items.get(index + 1).map_or(self.inks.len(), |next| next.ink as usize);
        let Some(look) = self.looks.get(item.run as usize) else { return };
        for ink in self.inks.get(item.ink as usize..end).unwrap_or_default() {
            let x = (origin + i64::from(ink.dx)).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
            let glyph = Glyph { id: ink.glyph, len: ink.len, x, text: ink.text };
            if stick.goes_on(ink.face, item.run) {
                stick.push(glyph);
                continue;
            }
            let lift = i64::from(look.em) * i64::from(self.lifts.lift(ink.face)) / 1000;
            let fount = Fount {
                face: ink.face,
                size: Emu(i64::from(look.em)),
                colour: look.colour.clone(),
                rise: Emu(i64::from(look.rise) + lift),
                run: item.run,
            };
            stick.begin(fount, glyph);
        }
    }
}
