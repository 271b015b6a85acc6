//! The door: a setter for a sheet, a paragraph prepared, its lines at a measure.

use super::adorn::{Asked, adorn};
use super::analyse::analyse;
use super::breaks::{Counted, Room, Stretch, choose};
use super::class::Class;
use super::justify::{Body, Setting};
use super::line::{Fit, Line};
use super::packed::{Row, Stick};
use super::ruby::{self, Part};
use super::ruler::Ruler;
use super::rules::{Hanging, Rules, TrimEnd};
use super::shape::{Fault, Look, ShapedText, narrow, shape};
use super::tabs::Tabs;
use super::typefaces::{Faces, Typefaces};
use crate::base::Emu;
use crate::content::Mark;
use crate::fonts::Fonts;
use crate::style::{Align, CharStyle, Para, ParaStyle, Run, Sheet};
use std::ops::Range;
use std::sync::Arc;

/// Sets paragraphs by the rules of one sheet in the faces of one manifest.
pub struct Setter<'s> {
    sheet: &'s Sheet,
    faces: Arc<dyn Faces + 's>,
    rules: Rules,
}

/// A paragraph analysed and shaped, its widths known, its measure not.
pub struct Prepared<'s> {
    faces: Arc<dyn Faces + 's>,
    rules: Rules,
    text: Arc<str>,
    shaped: ShapedText,
    looks: Vec<Look>,
    /// What the runs' marks ask for; empty when none asks for anything.
    asked: Vec<Asked>,
    parts: Vec<Part>,
    ruler: Ruler,
    tabs: Tabs,
    align: Align,
    indent_first: i64,
    indent_start: i64,
    indent_end: i64,
}

impl<'s> Setter<'s> {
    /// With the sheet's own rules and the faces of the manifest.
    pub fn new(sheet: &'s Sheet, fonts: &'s Fonts<'s>) -> Setter<'s> {
        Setter::with(sheet, Arc::new(Typefaces::new(fonts)), Rules::of(&sheet.lines))
    }

    /// With rules and faces of one's own.
    pub fn with(sheet: &'s Sheet, faces: Arc<dyn Faces + 's>, rules: Rules) -> Setter<'s> {
        Setter { sheet, faces, rules }
    }

    /// Analyses and shapes a paragraph.
    pub fn prepare(&self, para: &Para) -> Prepared<'s> {
        let style = self.sheet.para(para.style);
        let looks = self.looks(para, style);
        let starts: Vec<u32> = para.runs.iter().map(|run| run.range.start).collect();
        let pieces = analyse(&para.text, &starts, &self.rules);
        let mut shaped = shape(&para.text, &pieces, &looks, &self.rules, self.faces.as_ref());
        let asked = asked(&para.runs);
        let parts = self.readings(para, &looks, &mut shaped);
        let ruler = Ruler::new(&shaped.items, &self.rules);
        let ems = |thousandths: i32| style.size.scale(i64::from(thousandths), 1000).0;
        Prepared {
            faces: self.faces.clone(),
            rules: self.rules.clone(),
            text: para.text.clone(),
            shaped,
            looks,
            asked,
            parts,
            ruler,
            tabs: Tabs::new(&style.tabs, style.size),
            align: style.align,
            indent_first: ems(style.indent_first),
            indent_start: ems(style.indent_start),
            indent_end: ems(style.indent_end),
        }
    }

    fn looks(&self, para: &Para, style: &ParaStyle) -> Vec<Look> {
        let role = self.faces.role(&style.font.0).unwrap_or_default();
        let em = narrow(style.size);
        let base = Look {
            role,
            em,
            rise: 0,
            tracking: narrow_signed(style.size.scale(i64::from(style.tracking), 1000)),
            colour: style.colour.clone(),
            script: false,
        };
        if para.runs.is_empty() {
            return vec![base];
        }
        para.runs.iter().map(|run| self.look(run, &base)).collect()
    }

    /// The readings of ruby runs, room made for them.
    fn readings(&self, para: &Para, looks: &[Look], shaped: &mut ShapedText) -> Vec<Part> {
        let mut parts = Vec::new();
        let of = |run: &'_ Run| run.marks.iter().any(|mark| matches!(mark, Mark::Ruby(_)));
        if !para.runs.iter().any(of) {
            return parts;
        }
        let read: Vec<bool> = para.runs.iter().map(of).collect();
        for (index, run) in para.runs.iter().enumerate() {
            let reading =
                run.marks.iter().find_map(|mark| if let Mark::Ruby(reading) = mark { Some(reading) } else { None });
            let Some(reading) = reading else { continue };
            let first = shaped.items.iter().position(|item| item.run as usize == index);
            let count = shaped.items.iter().filter(|item| item.run as usize == index).count();
            if let Some(first) = first {
                ruby::prepare(
                    reading,
                    first..first + count,
                    (looks, &read),
                    shaped,
                    &self.rules,
                    self.faces.as_ref(),
                    &mut parts,
                );
            }
        }
        parts
    }

    fn look(&self, run: &Run, base: &Look) -> Look {
        let mut look = base.clone();
        look.tracking = run.tracking.map_or(base.tracking, narrow_signed);
        let style = run.style.and_then(|id| self.sheet.chars.get(usize::from(id.0)));
        if let Some(style) = style {
            self.dress(&mut look, style);
        }
        for mark in &run.marks {
            let named = |key: &str| self.sheet.chars.iter().find(|style| style.key == key);
            match mark {
                Mark::Strong if style.is_none() => match named("strong") {
                    Some(style) => self.dress(&mut look, style),
                    None => look.role = self.faces.strong(look.role),
                },
                Mark::Kai if style.is_none() => match named("kai") {
                    Some(style) => self.dress(&mut look, style),
                    None => look.role = self.faces.role("kai").unwrap_or(look.role),
                },
                Mark::Sup | Mark::Note => self.raise(&mut look, base, style, "sup", 350),
                Mark::Sub => self.raise(&mut look, base, style, "sub", -150),
                Mark::Strong
                | Mark::Kai
                | Mark::Dot
                | Mark::Name
                | Mark::Late
                | Mark::Book
                | Mark::Ruby(_)
                | Mark::Link(_)
                | Mark::Ref(_) => {}
            }
        }
        look
    }

    /// Superscripts and subscripts: the layout's style for them, or three fifths of the size.
    fn raise(&self, look: &mut Look, base: &Look, own: Option<&CharStyle>, key: &str, rise: i64) {
        look.script = true;
        if own.is_some_and(|style| style.rise != 0 || style.scale.is_some()) {
            return;
        }
        if let Some(style) = self.sheet.chars.iter().find(|style| style.key == key) {
            return self.dress(look, style);
        }
        look.em = base.em / 5 * 3;
        look.rise = (i64::from(base.em) * rise / 1000) as i32;
    }

    fn dress(&self, look: &mut Look, style: &CharStyle) {
        if let Some(font) = &style.font {
            look.role = self.faces.role(&font.0).unwrap_or(look.role);
        }
        look.rise = (i64::from(look.em) * i64::from(style.rise) / 1000) as i32;
        if let Some(scale) = style.scale {
            look.em = (i64::from(look.em) * i64::from(scale) / 1000) as i32;
        }
        if let Some(colour) = &style.colour {
            look.colour = colour.clone();
        }
    }
}

/// What the runs' marks ask for; empty when none asks for anything.
fn asked(runs: &[Run]) -> Vec<Asked> {
    let ask = |run: &Run| {
        let mut asked = Asked::default();
        for mark in &run.marks {
            match mark {
                Mark::Dot => asked.dot = true,
                Mark::Name => asked.name = true,
                Mark::Book => asked.book = true,
                Mark::Late => asked.late = true,
                Mark::Strong | Mark::Kai | Mark::Sup | Mark::Sub | Mark::Note => {}
                Mark::Ruby(_) | Mark::Link(_) | Mark::Ref(_) => {}
            }
        }
        asked
    };
    let draws = |mark: &Mark| matches!(mark, Mark::Dot | Mark::Name | Mark::Book | Mark::Late);
    let any = runs.iter().any(|run| run.marks.iter().any(draws));
    if any { runs.iter().map(ask).collect() } else { Vec::new() }
}

fn narrow_signed(length: Emu) -> i32 {
    length.0.clamp(i64::from(i32::MIN / 4), i64::from(i32::MAX / 4)) as i32
}

/// Longest measure, EMU: 27 m.
const LONGEST: i64 = 1_000_000_000;
/// Longest paragraph, in lines, for which variants are sought.
const VARIANT_LINES: usize = 400;
/// Items of a paragraph whose width as a whole a sum holds.
const LONGEST_BOUND: usize = 8_000;

impl Prepared<'_> {
    /// The paragraph's lines in this measure.
    pub fn set(&self, measure: Emu) -> Vec<Line> {
        self.lines(&self.stretches(measure), measure)
    }

    /// Chosen lines, set.
    fn lines(&self, stretches: &[Stretch], measure: Emu) -> Vec<Line> {
        let mut stick = Stick::with_room(self.text.clone(), stretches.len(), self.shaped.inks.len());
        self.each_line(stretches, measure, |setting, stretch, indent, room| {
            let row = self.row(&mut stick, setting, stretch, indent, room);
            stick.end_row(row);
        });
        stick.lines()
    }

    /// One line with what its marks ask for.
    fn row(&self, stick: &mut Stick, setting: &Setting<'_>, stretch: &Stretch, indent: i64, room: i64) -> Row {
        if self.asked.is_empty() && self.parts.is_empty() {
            return setting.line(stick, stretch, indent, room, self.align, None);
        }
        let mut bodies = Vec::new();
        let mut row = setting.line(stick, stretch, indent, room, self.align, Some(&mut bodies));
        adorn(&mut row, setting, &bodies, stretch.start, &self.asked, &self.parts);
        row
    }

    /// The same, each line with the bodies of its items.
    pub fn set_with_bodies(&self, measure: Emu) -> Vec<(Line, Vec<Body>)> {
        let mut all = Vec::new();
        let mut stick = Stick::new(self.text.clone());
        self.each_line(&self.stretches(measure), measure, |setting, stretch, indent, room| {
            let mut bodies = Vec::with_capacity(stretch.end.saturating_sub(stretch.start));
            let row = setting.line(&mut stick, stretch, indent, room, self.align, Some(&mut bodies));
            stick.end_row(row);
            all.push(bodies);
        });
        stick.lines().into_iter().zip(all).collect()
    }

    /// Where the lines begin and end.
    fn stretches(&self, measure: Emu) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for (from, to, next) in self.segments() {
            let begin = stretches.len();
            let room = self.room(measure, from == 0);
            if self.has_tabs(from, to) {
                self.fill(from, to, room, &mut stretches);
            } else {
                choose(&self.shaped.items, &self.ruler, from, to, room, &self.rules, &mut stretches);
            }
            self.close(&mut stretches, begin, from, to, next);
        }
        stretches
    }

    /// Whether items `from..to` hold a tab that leads to a stop.
    fn has_tabs(&self, from: usize, to: usize) -> bool {
        let items = self.shaped.items.get(from..to).unwrap_or_default();
        !self.tabs.is_empty() && items.iter().any(|item| item.class == Class::Tab)
    }

    /// Fills lines with tabs one after another, each as far as it goes. A line begins with a tab rather than ends
    /// with one: what the tab leads to goes with it.
    fn fill(&self, from: usize, to: usize, room: Room, stretches: &mut Vec<Stretch>) {
        let items = &self.shaped.items;
        let setting = self.setting();
        let (mut start, mut first) = (from, from == 0);
        while start < to {
            let wide = if first { room.first } else { room.rest };
            let indent = self.indent_start + if first { self.indent_first } else { 0 };
            let class = |at: usize| items.get(at).map(|item| item.class);
            let mut chosen = None;
            for at in start + 1..=to {
                let ends = at == to
                    || class(at) == Some(Class::Tab)
                    || class(at - 1) != Some(Class::Tab) && items.get(at).is_some_and(|item| item.breaks);
                if !ends {
                    continue;
                }
                let stretch = Stretch { start, end: self.end(start, at), next: at, last: at == to };
                let end = match setting.tabbed(&stretch, indent, indent + wide) {
                    Some((_, end)) => end - indent,
                    None => self.ruler.line(items, start, stretch.end, wide, &self.rules).width,
                };
                if chosen.is_none() || end <= wide {
                    chosen = Some(stretch);
                }
                if self.ruler.rough(start, at) > wide {
                    break;
                }
            }
            let Some(stretch) = chosen else { break };
            (start, first) = (stretch.next, false);
            stretches.push(stretch);
        }
    }

    /// The paragraph in exactly so many lines, if that can be done with no line but the last opened further than
    /// `loosest`, 1/1000 em a gap: other settings that the page builder asks for.
    pub fn variant(&self, measure: Emu, count: usize, loosest: i32) -> Option<Vec<Line>> {
        Some(self.lines(&self.others(measure, loosest)?.stretches(count)?, measure))
    }

    /// Its other settings, in more or fewer lines; `None` when it has none.
    pub fn others(&self, measure: Emu, loosest: i32) -> Option<Others<'_>> {
        let segments = self.segments();
        if self.has_tabs(0, self.shaped.items.len()) {
            return None;
        }
        // The longest stretch between forced breaks takes the change.
        let longest = segments.iter().enumerate().max_by_key(|(_, (from, to, _))| to - from).map(|(index, _)| index)?;
        let mut parts: Vec<Vec<Stretch>> = Vec::with_capacity(segments.len());
        for (index, (from, to, next)) in segments.iter().copied().enumerate() {
            let mut part = Vec::new();
            if index != longest {
                let room = self.room(measure, from == 0);
                choose(&self.shaped.items, &self.ruler, from, to, room, &self.rules, &mut part);
                self.close(&mut part, 0, from, to, next);
            }
            parts.push(part);
        }
        let segment = segments.get(longest).copied()?;
        let room = self.room(measure, segment.0 == 0);
        let (items, span) = (self.shaped.items.as_slice(), (segment.0, segment.1));
        let counted = Counted::new(items, &self.ruler, span, room, &self.rules, loosest);
        Some(Others { prepared: self, measure, parts, longest, segment, counted })
    }

    /// Whether exactly so many lines are worth trying: a bound on what all of them together can give or take. What it
    /// denies cannot be had; what it allows may turn out not to be.
    pub fn may_have(&self, measure: Emu, count: usize, loosest: i32) -> bool {
        let items = &self.shaped.items;
        let plain = self.rules.hanging == Hanging::Nothing && self.rules.trim_end == TrimEnd::Always;
        if !plain || items.len() > LONGEST_BOUND || items.iter().any(|item| item.class == Class::Newline) {
            return true;
        }
        let room = self.room(measure, true);
        let lines = |count: usize| room.first + room.rest * (count as i64 - 1);
        let em = items.first().map_or(1, |item| i64::from(item.em));
        // What falls away where a line ends: a gap, a space.
        let lost = items.iter().map(|item| match item.class {
            Class::Space | Class::IdeographicSpace => i64::from(item.width + item.gap),
            _ => i64::from(item.gap),
        });
        let lost = lost.max().unwrap_or(0) * (count as i64 - 1);
        let fits = self.ruler.least(0, items.len()) - lost <= lines(count);
        let fills = count < 2 || self.ruler.most(0, items.len(), em, loosest) + em / 2 >= lines(count - 1);
        fits && fills
    }

    /// Width of the widest line when only forced breaks are made, indents included.
    pub fn natural_width(&self) -> Emu {
        let width = |(from, to, _): (usize, usize, usize)| {
            let end = self.end(from, to);
            let indent = if from == 0 { self.indent_first } else { 0 };
            self.ruler.whole(&self.shaped.items, from, end, &self.rules) + indent
        };
        let widest = self.segments().into_iter().map(width).max().unwrap_or(0);
        Emu(widest.max(0) + self.indent_start + self.indent_end)
    }

    /// Width of the widest stretch that breaks nowhere, indents included: in less, lines stick out.
    pub fn narrowest(&self) -> Emu {
        let items = &self.shaped.items;
        let mut widest = 0;
        let mut from = 0;
        for at in 1..=items.len() {
            if items.get(at).is_none_or(|item| item.breaks) {
                let indent = if from == 0 { self.indent_first.max(0) } else { 0 };
                widest =
                    widest.max(self.ruler.line(items, from, self.end(from, at), 0, &self.rules).narrowest() + indent);
                from = at;
            }
        }
        Emu(widest.max(0) + self.indent_start + self.indent_end)
    }

    /// Characters that no face has, or that a supplement gave.
    pub fn faults(&self) -> &[Fault] {
        &self.shaped.faults
    }

    /// One past the last item of `from..to` that is not a space.
    fn end(&self, from: usize, to: usize) -> usize {
        let items = self.shaped.items.get(from..to).unwrap_or_default();
        from + items
            .iter()
            .rposition(|item| !matches!(item.class, Class::Space | Class::IdeographicSpace | Class::Newline))
            .map_or(0, |at| at + 1)
    }

    /// Stretches between forced breaks: first item, one past the last, the item after the break.
    fn segments(&self) -> Vec<(usize, usize, usize)> {
        let items = &self.shaped.items;
        let mut segments = Vec::new();
        let mut from = 0;
        for (at, item) in items.iter().enumerate() {
            if item.class == Class::Newline {
                segments.push((from, at, at + 1));
                from = at + 1;
            }
        }
        if from < items.len() || segments.is_empty() || from > 0 {
            segments.push((from, items.len(), items.len()));
        }
        segments
    }

    /// The forced break belongs to the line before it; a stretch with nothing in it is a line too.
    fn close(&self, stretches: &mut Vec<Stretch>, begin: usize, from: usize, to: usize, next: usize) {
        if stretches.len() == begin {
            stretches.push(Stretch { start: from, end: to, next, last: true });
        }
        if let Some(last) = stretches.last_mut() {
            last.next = next;
        }
    }

    fn room(&self, measure: Emu, first: bool) -> Room {
        let rest = (measure.0.min(LONGEST) - self.indent_start - self.indent_end).max(1);
        let indent = if first { self.indent_first } else { 0 };
        let justify = match self.align {
            Align::Justify | Align::Even => true,
            Align::Start | Align::Centre | Align::End => false,
        };
        Room { first: (rest - indent).max(1), rest, justify }
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            text: &self.text,
            items: &self.shaped.items,
            inks: &self.shaped.inks,
            looks: &self.looks,
            ruler: &self.ruler,
            rules: &self.rules,
            lifts: self.faces.as_ref(),
            tabs: &self.tabs,
        }
    }

    /// Calls `set` for each line with the place and width of its room.
    fn each_line(&self, stretches: &[Stretch], measure: Emu, mut set: impl FnMut(&Setting<'_>, &Stretch, i64, i64)) {
        let setting = self.setting();
        let room = self.room(measure, true);
        for (index, stretch) in stretches.iter().enumerate() {
            if index == 0 {
                set(&setting, stretch, self.indent_start + self.indent_first, room.first);
            } else {
                set(&setting, stretch, self.indent_start, room.rest);
            }
        }
    }
}

/// A paragraph in more or fewer lines: what all its other settings have in common is found once.
pub struct Others<'p> {
    prepared: &'p Prepared<'p>,
    measure: Emu,
    /// The lines of the stretches between forced breaks, but of the longest.
    parts: Vec<Vec<Stretch>>,
    /// Index of the stretch that takes the change, and the stretch.
    longest: usize,
    segment: (usize, usize, usize),
    counted: Counted<'p>,
}

impl Others<'_> {
    /// Without glyphs: the text of each of exactly so many lines, and how it would be made to fit. `None` when that
    /// cannot be done.
    pub fn sketch(&mut self, count: usize) -> Option<Vec<(Range<u32>, Fit)>> {
        let stretches = self.stretches(count)?;
        let mut lines = Vec::with_capacity(stretches.len());
        let prepared = self.prepared;
        prepared.each_line(&stretches, self.measure, |setting, stretch, _, room| {
            lines.push(setting.sketch(stretch, room, prepared.align));
        });
        Some(lines)
    }

    fn stretches(&mut self, count: usize) -> Option<Vec<Stretch>> {
        if count > VARIANT_LINES {
            return None;
        }
        let others = self.parts.iter().map(Vec::len).sum();
        let wanted = count.checked_sub(others).filter(|wanted| *wanted > 0)?;
        let (from, to, next) = self.segment;
        let mut part = self.counted.lines(wanted)?;
        self.prepared.close(&mut part, 0, from, to, next);
        let [before, after] = [self.parts.get(..self.longest)?, self.parts.get(self.longest..)?];
        Some([&before.concat(), &part, &after.concat()].into_iter().flatten().copied().collect())
    }
}
