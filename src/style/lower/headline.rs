//! What is done to headlines before they are paragraphs: sizes that fit, turns by sense, numbers.

use super::{han, spaced};
use crate::base::Emu;
use crate::content::{BlockKind, Document};
use crate::figures::Filled;
use crate::style::sense;
use crate::style::{Across, PageSpec, ParaStyle, Sheet, StyleKey};
use std::collections::BTreeMap;

/// Where the lines of a text in this style turn, as bytes of the text; forced breaks stay and part
/// it into lines that are turned each by itself.
pub fn turns(text: &str, style: &ParaStyle, measure: Emu) -> Vec<usize> {
    let Some(outline) = style.habits.turn else { return Vec::new() };
    let room = room(style, measure);
    let mut places = Vec::new();
    let mut begin = 0;
    for line in text.split('\n') {
        // Tighter is better than a line more.
        let room = if spaced::holds(line, style, measure) { u32::MAX } else { room };
        places.extend(sense::lines(line, room, outline).into_iter().flatten().map(|at| begin + at));
        begin += line.len() + 1;
    }
    places
}

/// What a paragraph over so many columns has for its lines.
pub fn measure(style: &ParaStyle, across: Across, page: &PageSpec) -> Emu {
    let whole = match across {
        Across::One => page.column_width,
        Across::Columns(columns) => page.width(columns),
        Across::All => page.width(page.columns),
    };
    whole - style.size.scale(i64::from(style.indent_start + style.indent_end), 1000)
}

/// Half ems in a line of this style.
fn room(style: &ParaStyle, measure: Emu) -> u32 {
    let em = style.size.scale(i64::from(1000 + style.tracking), 1000).0.max(1);
    (measure.0 * 2 / em).max(0) as u32
}

/// Takes the title a size down, step by step, until its lines fit as the author broke them, or one
/// line of his fits in two turned by sense. There is one title, so its style may change with it.
pub fn fit(document: &Document, filled: &Filled, sheet: &mut Sheet) {
    let lines: Vec<&str> = document.title.main.iter().map(|line| &*filled.prose(line.id).text).collect();
    let page = sheet.page.clone();
    let Some(style) = sheet.paras.get_mut(usize::from(StyleKey::Title.id().0)) else { return };
    let most = if lines.len() > 1 { 0 } else { 1 };
    let mut steps = std::mem::take(&mut style.habits.sizes).into_iter();
    let fits = |style: &ParaStyle| {
        let measure = measure(style, style.flow.across, &page);
        let room = room(style, measure);
        let outline = style.habits.turn.unwrap_or_default();
        let turned = |line: &&&str| sense::lines(line, room, outline).is_some_and(|turns| turns.len() <= most);
        lines.iter().all(|line| turned(&line) || spaced::holds(line, style, measure))
    };
    while !fits(style) {
        let Some(size) = steps.next() else { break };
        style.size = size;
    }
}

/// Numbers of the headings (一、 （一） 1. （1）, GB/T 9704 7.3.3) where their styles ask for them, by block.
/// A heading that the author numbered himself keeps his number.
pub fn numbers(document: &Document, filled: &Filled, sheet: &Sheet) -> BTreeMap<String, String> {
    let mut counts = [0_u32; 4];
    let mut numbers = BTreeMap::new();
    for block in document.flow() {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        let level = usize::from(heading.level.clamp(1, 4)) - 1;
        for (at, count) in counts.iter_mut().enumerate().skip(level) {
            *count = if at == level { *count + 1 } else { 0 };
        }
        let key = [StyleKey::Heading1, StyleKey::Heading2, StyleKey::Heading3, StyleKey::Heading4].get(level).copied();
        let pattern = key.map_or("", |key| sheet.para(key.id()).habits.number.as_str());
        let count = counts.get(level).copied().unwrap_or(0);
        let number = pattern.replace("{han}", &han::number(count)).replace("{n}", &count.to_string());
        let first = heading.lead.as_ref().unwrap_or(&heading.main);
        if !number.is_empty() && !filled.prose(first.id).text.starts_with(&number) {
            numbers.insert(block.id.clone(), number);
        }
    }
    numbers
}
