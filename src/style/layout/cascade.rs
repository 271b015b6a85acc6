//! The merged layout → [`Sheet`]: every question answered, every length absolute.

use super::file::*;
use super::read::{Choices, Reader};
use super::tabs;
use crate::base::{Emu, Rect, Size, Span};
use crate::say;
use crate::style::sense::Outline;
use crate::style::*;

/// Trimmed sizes by name, in millimetres.
const SIZES: [(&str, (i64, i64)); 12] = [
    ("A3", (297, 420)),
    ("A4", (210, 297)),
    ("A5", (148, 210)),
    ("B5", (176, 250)),
    ("16K", (184, 260)),
    ("16开", (184, 260)),
    ("大16开", (210, 285)),
    ("32开", (130, 184)),
    ("大32开", (140, 203)),
    ("tabloid", (275, 390)),
    ("broadsheet", (390, 550)),
    ("四开", (275, 390)),
];

const KINSOKU: &Choices<Kinsoku> =
    &[("none", Kinsoku::None), ("basic", Kinsoku::Basic), ("gb", Kinsoku::Gb), ("strict", Kinsoku::Strict)];
const MARKS: &Choices<MarkWidth> = &[
    ("full", MarkWidth::Full),
    ("kaiming", MarkWidth::Kaiming),
    ("half", MarkWidth::Half),
    ("half-at-end", MarkWidth::HalfAtEnd),
    ("none", MarkWidth::None),
];
const REGIONS: &Choices<Region> =
    &[("mainland", Region::Mainland), ("taiwan", Region::Taiwan), ("hong-kong", Region::HongKong)];
const ALIGNS: &Choices<Align> = &[
    ("justify", Align::Justify),
    ("start", Align::Start),
    ("centre", Align::Centre),
    ("center", Align::Centre),
    ("end", Align::End),
    ("even", Align::Even),
];
const ROLES: &Choices<&str> = &[
    ("song", "song"),
    ("song-bold", "song-bold"),
    ("hei", "hei"),
    ("hei-bold", "hei-bold"),
    ("kai", "kai"),
    ("fang", "fang"),
];
const PARTS: &Choices<HeadingParts> = &[("stacked", HeadingParts::Stacked), ("beside", HeadingParts::Beside)];
const TURNS: &Choices<Option<Outline>> =
    &[("none", None), ("even", Some(Outline::Even)), ("official", Some(Outline::Official))];
const OPENS: &Choices<Option<Break>> =
    &[("here", None), ("column", Some(Break::Column)), ("page", Some(Break::Page)), ("recto", Some(Break::Recto))];
const NOTES: &Choices<NotesPlace> =
    &[("foot", NotesPlace::Foot), ("end", NotesPlace::End), ("chapter", NotesPlace::Chapter)];
const ON: &Choices<OnPages> = &[
    ("all", OnPages::All),
    ("first", OnPages::First),
    ("rest", OnPages::Rest),
    ("odd", OnPages::Odd),
    ("even", OnPages::Even),
];
const FRONT: &Choices<bool> = &[("on", false), ("roman", true)];
const SPANNING: &Choices<bool> = &[("here", false), ("edges", true)];
const EDGES: &Choices<Edge> = &[("head", Edge::Head), ("foot", Edge::Foot)];

/// Resolves a merged layout. `whole` is the place of faults that no one word has.
pub fn resolve(name: &str, file: &LayoutFile, whole: Span, reader: &mut Reader<'_>) -> Sheet {
    let page = page(&file.page, whole, reader);
    (reader.em, reader.pitch) = (page.em, page.pitch);
    let mut paras: Vec<ParaStyle> = Vec::with_capacity(StyleKey::ALL.len());
    for key in StyleKey::ALL {
        let stated = file.styles.get(key).cloned().unwrap_or_default();
        let parent = key.parent().and_then(|parent| paras.get(usize::from(parent.id().0)));
        let mut style = para(*key, &stated, parent, &page, reader);
        if *key == StyleKey::Body && stated.tracking.is_none() {
            style.tracking = page.tracking();
        }
        check_leading(&style, &stated, whole, reader);
        paras.push(style);
    }
    reader.em = page.em;
    let mut chars: Vec<CharStyle> = Vec::with_capacity(CharKey::ALL.len());
    for key in CharKey::ALL {
        let stated = file.characters.get(key).cloned().unwrap_or_default();
        let parent = key.parent().and_then(|parent| chars.get(usize::from(parent.id().0))).cloned();
        chars.push(character(*key, &stated, parent, reader));
    }
    let mut tables: Vec<TableStyle> = Vec::with_capacity(TableKey::ALL.len());
    for key in TableKey::ALL {
        let stated = file.tables.get(key).cloned().unwrap_or_default();
        let parent = key.parent().and_then(|parent| tables.get(usize::from(parent.id().0))).cloned();
        tables.push(table(*key, &stated, parent, reader));
    }
    let mut boxes: Vec<BoxStyle> = Vec::with_capacity(BoxKey::ALL.len());
    for key in BoxKey::ALL {
        let stated = file.boxes.get(key).cloned().unwrap_or_default();
        let parent = key.parent().and_then(|parent| boxes.get(usize::from(parent.id().0))).cloned();
        boxes.push(frame(*key, &stated, parent, reader));
    }
    let furniture = file.furniture.iter().flatten().map(|stated| furniture(stated, reader)).collect();
    let lines = line_rules(&file.lines, reader);
    let blocks = block_rules(&file.blocks, reader);
    Sheet { name: name.to_owned(), page, lines, paras, chars, tables, boxes, furniture, blocks }
}

/// Page, type area and grid (CLREQ 2.3: the type area is a whole number of ems by a whole number of lines).
fn page(stated: &PageFile, whole: Span, reader: &mut Reader<'_>) -> PageSpec {
    let size = stated.size.as_ref().and_then(|word| page_size(word, reader));
    let size = size.unwrap_or(Size::new(Emu::mm(210), Emu::mm(297)));
    let em = stated.em.as_ref().and_then(|word| reader.positive(word)).unwrap_or(Emu(133_350));
    reader.em = em;
    let pitch = stated.line.as_ref().and_then(|word| reader.positive(word)).unwrap_or(Emu::pt(18));
    reader.pitch = pitch;
    let columns = stated.columns.as_ref().map_or(1, |columns| columns.value);
    if !(1..=12).contains(&columns) {
        let span = stated.columns.as_ref().map_or(whole, |columns| columns.span);
        reader.fault("L08", span, say!("栏数要在 1 到 12 之间", "columns must be 1 to 12"), say!("写 2", "write 2"));
    }
    let columns = columns.clamp(1, 12);
    let column_width = stated.column.as_ref().and_then(|word| reader.positive(word)).unwrap_or(em * 20);
    let characters = stated.characters.as_ref().map_or(0, |characters| characters.value);
    if let Some(word) = &stated.column
        && characters == 0
        && column_width.0 % em.0 != 0
    {
        let ems = column_width / em;
        reader.fault(
            "L09",
            word.span,
            say!("栏宽 {} 不是整字数", "column width {} is not a whole number of ems", word.value),
            say!(
                "写 {ems}em；国标公文那样以字数定字距的，加 characters",
                "write {ems}em, or add `characters` where the count sets the pitch"
            ),
        );
    }
    let gutter = stated.gutter.as_ref().and_then(|word| reader.length(word)).unwrap_or(em * 2);
    let lines = stated.lines.as_ref().map_or(39, |lines| lines.value).clamp(1, 500);
    let width = column_width * i64::from(columns) + gutter * (i64::from(columns) - 1);
    let height = pitch * i64::from(lines);
    let left = edge(stated.inner.as_ref(), size.width, width, reader);
    let top = edge(stated.top.as_ref(), size.height, height, reader);
    let area = Rect::new(left, top, width, height);
    if !Rect::new(Emu::ZERO, Emu::ZERO, size.width, size.height).contains(area) {
        let span = stated.column.as_ref().map_or(whole, |word| word.span);
        let (w, h) = (width.to_mm(), height.to_mm());
        reader.fault(
            "L10",
            span,
            say!("版心 {w:.1}×{h:.1} mm 超出纸面", "the type area, {w:.1} × {h:.1} mm, leaves the page"),
            say!("减栏宽、栏数或行数，或改边距", "use narrower or fewer columns, fewer lines, or smaller margins"),
        );
    }
    if pitch < em {
        let span = stated.line.as_ref().map_or(whole, |word| word.span);
        reader.fault(
            "L11",
            span,
            say!("行距 {pitch} 小于字号 {em}", "the line, {pitch}, is smaller than the em, {em}"),
            say!("行距取字号的 1.5 到 2 倍", "take 1.5 to 2 times the em"),
        );
    }
    PageSpec {
        size,
        bleed: stated.bleed.as_ref().and_then(|word| reader.length(word)).unwrap_or(Emu::mm(3)),
        area,
        facing: stated.facing.as_ref().is_some_and(|facing| facing.value),
        edges: stated.spanning.as_ref().and_then(|word| reader.choice(word, SPANNING)).unwrap_or_default(),
        in_order: stated.level.as_ref().is_some_and(|level| !level.value),
        columns,
        column_width,
        characters,
        gutter,
        rule: stated.rule.as_ref().and_then(|word| reader.rule(word)).flatten(),
        em,
        pitch,
        lines,
        roman_front: stated.front.as_ref().and_then(|word| reader.choice(word, FRONT)).unwrap_or_default(),
        jump_to: words(&stated.jump_to),
        jump_from: words(&stated.jump_from),
        // Half the page at most: a first page is for reading too.
        sink: stated.sink.as_ref().map_or(0, |sink| sink.value.min(lines / 2)),
    }
}

/// Words that may be left out, or taken back by `none`.
fn words(stated: &Option<Word>) -> String {
    stated.as_ref().map(|word| word.value.clone()).filter(|words| words != "none").unwrap_or_default()
}

/// `A4` or `210mm × 297mm`.
fn page_size(word: &Word, reader: &mut Reader<'_>) -> Option<Size> {
    if let Some((width, height)) = word.value.split_once(['×', 'x', 'X', '*']) {
        let mut side = |text: &str| reader.positive(&Word { value: text.trim().to_owned(), span: word.span });
        return Some(Size::new(side(width)?, side(height)?));
    }
    let (width, height) = reader.choice(word, &SIZES)?;
    Some(Size::new(Emu::mm(width), Emu::mm(height)))
}

/// Where the type area begins: `centre`, or a distance.
fn edge(stated: Option<&Word>, whole: Emu, part: Emu, reader: &mut Reader<'_>) -> Emu {
    let middle = (whole - part).scale(1, 2);
    match stated {
        Some(word) if !matches!(word.value.trim(), "centre" | "center") => reader.length(word).unwrap_or(middle),
        Some(_) | None => middle,
    }
}

/// A paragraph style over its parent.
fn para(
    key: StyleKey,
    stated: &StyleFile,
    parent: Option<&ParaStyle>,
    page: &PageSpec,
    reader: &mut Reader<'_>,
) -> ParaStyle {
    let mut style = parent.cloned().unwrap_or_else(|| ParaStyle {
        font: FontRole("song".to_owned()),
        size: page.em,
        leading: page.pitch,
        orphans: 2,
        widows: 2,
        ..ParaStyle::default()
    });
    style.key = key.key().to_owned();
    style.name = stated.name.as_ref().map_or_else(|| key.title().to_owned(), |word| word.value.clone());
    // What marks one style out is not its children's.
    (style.prefix, style.outline) = (String::new(), 0);
    style.habits = Habits { turn: style.habits.turn, ..Habits::default() };
    reader.em = page.em;
    set(&mut style.font, stated.font.as_ref().and_then(|word| role(word, reader)));
    set(&mut style.size, stated.size.as_ref().and_then(|word| reader.positive(word)));
    reader.em = style.size;
    set(&mut style.leading, stated.line.as_ref().and_then(|word| reader.positive(word)));
    set(&mut style.takes, stated.takes.as_ref().map(|takes| takes.value));
    set(&mut style.align, stated.align.as_ref().and_then(|word| reader.choice(word, ALIGNS)));
    set(&mut style.indent_first, stated.indent.as_ref().and_then(|word| reader.ems(word)));
    set(&mut style.indent_start, stated.start.as_ref().and_then(|word| reader.ems(word)));
    set(&mut style.indent_end, stated.end.as_ref().and_then(|word| reader.ems(word)));
    set(&mut style.tracking, stated.tracking.as_ref().and_then(|word| reader.ems(word)));
    set(
        &mut style.tabs,
        stated.tabs.as_ref().map(|stops| stops.iter().filter_map(|stop| tabs::stop(stop, reader)).collect()),
    );
    set(&mut style.colour, stated.colour.as_ref().and_then(|word| reader.colour(word)));
    set(&mut style.flow.across, stated.across.as_ref().and_then(|word| reader.across(word)));
    set(&mut style.flow.before, stated.before.as_ref().map(|lines| lines.value));
    set(&mut style.flow.after, stated.after.as_ref().map(|lines| lines.value));
    set(&mut style.flow.keep_with_next, stated.keep_with_next.as_ref().map(|keep| keep.value));
    set(&mut style.flow.keep_together, stated.keep_together.as_ref().map(|keep| keep.value));
    set(&mut style.outline, stated.outline.as_ref().map(|level| level.value.min(9)));
    set(&mut style.prefix, stated.prefix.as_ref().map(|word| word.value.clone()));
    set(&mut style.orphans, stated.orphans.as_ref().map(|lines| lines.value));
    set(&mut style.widows, stated.widows.as_ref().map(|lines| lines.value));
    style.habits.sizes = stated.sizes.iter().flatten().filter_map(|word| reader.positive(word)).collect();
    set(&mut style.habits.turn, stated.turn.as_ref().and_then(|word| reader.choice(word, TURNS)));
    // Letters closer than a third of an em would lie on one another; wider than four, no word is seen.
    let mut spacing = |word: &Option<Word>, most: i32| {
        word.as_ref().and_then(|word| reader.ems(word)).map_or(0, |ems| ems.clamp(0, most))
    };
    style.habits.spread = spacing(&stated.spread, 20_000);
    style.habits.tighten = spacing(&stated.tighten, 300);
    style.habits.widen = spacing(&stated.widen, 4_000);
    let number = stated.number.as_ref().map(|word| word.value.clone()).filter(|number| number != "none");
    style.habits.number = number.unwrap_or_default();
    style.habits.opens = stated.opens.as_ref().and_then(|word| reader.choice(word, OPENS)).flatten();
    style
}

/// Lines of a paragraph must not lie on one another.
fn check_leading(style: &ParaStyle, stated: &StyleFile, whole: Span, reader: &mut Reader<'_>) {
    let place = stated.line.as_ref().or(stated.size.as_ref()).map_or(whole, |word| word.span);
    if style.leading < style.size {
        let (key, leading, size) = (&style.key, style.leading, style.size);
        reader.fault(
            "L11",
            place,
            say!(
                "{key} 的行距 {leading} 小于字号 {size}",
                "the line of {key}, {leading}, is smaller than its size, {size}"
            ),
            say!("给 {key} 写 line: 1.25em 或更大", "give {key} a line of 1.25em or more"),
        );
    }
}

fn character(key: CharKey, stated: &CharFile, parent: Option<CharStyle>, reader: &mut Reader<'_>) -> CharStyle {
    let mut style = parent.unwrap_or_default();
    style.key = key.key().to_owned();
    style.name = stated.name.as_ref().map_or_else(|| key.title().to_owned(), |word| word.value.clone());
    style.font = stated.font.as_ref().and_then(|word| role(word, reader)).or(style.font);
    let scale = stated.size.as_ref().and_then(|word| reader.ems(word));
    style.scale = scale.map(|thousandths| thousandths.clamp(100, 10_000) as u16).or(style.scale);
    set(&mut style.rise, stated.rise.as_ref().and_then(|word| reader.ems(word)));
    style.colour = stated.colour.as_ref().and_then(|word| reader.colour(word)).or(style.colour);
    style
}

fn table(key: TableKey, stated: &TableFile, parent: Option<TableStyle>, reader: &mut Reader<'_>) -> TableStyle {
    let mut style = parent.unwrap_or_default();
    style.key = key.key().to_owned();
    style.name = stated.name.as_ref().map_or_else(|| key.title().to_owned(), |word| word.value.clone());
    style.head = StyleKey::TableHead.id();
    style.group = StyleKey::TableGroup.id();
    style.cell = StyleKey::TableCell.id();
    set(&mut style.outer, stated.outer.as_ref().and_then(|word| reader.rule(word)));
    set(&mut style.under_head, stated.under_head.as_ref().and_then(|word| reader.rule(word)));
    set(&mut style.rows, stated.rows.as_ref().and_then(|word| reader.rule(word)));
    set(&mut style.sides, stated.sides.as_ref().and_then(|word| reader.rule(word)));
    set(&mut style.columns, stated.columns.as_ref().and_then(|word| reader.rule(word)));
    set(&mut style.head_fill, stated.head_fill.as_ref().and_then(|word| fill(word, reader)));
    set(&mut style.group_fill, stated.group_fill.as_ref().and_then(|word| fill(word, reader)));
    set(&mut style.padding, stated.padding.as_ref().and_then(|word| reader.length(word)));
    style
}

const ORNAMENTS: &Choices<Option<Ornament>> =
    &[("none", None), ("diamonds", Some(Ornament::Diamonds)), ("squares", Some(Ornament::Squares))];

fn frame(key: BoxKey, stated: &BoxFile, parent: Option<BoxStyle>, reader: &mut Reader<'_>) -> BoxStyle {
    let mut style = parent.unwrap_or_default();
    style.key = key.key().to_owned();
    style.name = stated.name.as_ref().map_or_else(|| key.title().to_owned(), |word| word.value.clone());
    set(&mut style.stroke, stated.rule.as_ref().and_then(|word| reader.rule(word)));
    let distance = stated.inner_distance.as_ref().and_then(|word| reader.positive(word)).unwrap_or(Emu::pt(2));
    let inner = stated.inner_rule.as_ref().and_then(|word| reader.rule(word));
    set(&mut style.open, stated.open.as_ref().map(|open| open.value));
    set(&mut style.ornament, stated.ornament.as_ref().and_then(|word| reader.choice(word, ORNAMENTS)));
    set(&mut style.inner, inner.map(|stroke| stroke.map(|stroke| (distance, stroke))));
    set(&mut style.fill, stated.fill.as_ref().and_then(|word| fill(word, reader)));
    set(&mut style.padding, stated.padding.as_ref().and_then(|word| reader.length(word)));
    style
}

/// A tint, or `none`.
fn fill(word: &Word, reader: &mut Reader<'_>) -> Option<Option<crate::base::Colour>> {
    if matches!(word.value.trim(), "none" | "无") { Some(None) } else { reader.colour(word).map(Some) }
}

fn furniture(stated: &FurnitureFile, reader: &mut Reader<'_>) -> Furniture {
    let rule = stated.rule.as_ref().and_then(|word| reader.rule(word)).flatten();
    let below = stated.rule_distance.as_ref().and_then(|word| reader.length(word)).unwrap_or(Emu::pt(4));
    let style = stated.style.as_ref().and_then(|word| {
        let names: Vec<(&str, StyleKey)> = StyleKey::ALL.iter().map(|key| (key.key(), *key)).collect();
        reader.choice(word, &names)
    });
    Furniture {
        on: stated.on.as_ref().and_then(|word| reader.choice(word, ON)).unwrap_or_default(),
        edge: stated.edge.as_ref().and_then(|word| reader.choice(word, EDGES)).unwrap_or_default(),
        offset: stated.offset.as_ref().and_then(|word| reader.positive(word)).unwrap_or(Emu::mm(15)),
        align: stated.align.as_ref().and_then(|word| reader.choice(word, ALIGNS)).unwrap_or(Align::Centre),
        outer: stated.outer.as_ref().is_some_and(|outer| outer.value),
        text: stated.text.as_ref().map_or_else(String::new, |word| word.value.clone()),
        when: stated.when.as_ref().map_or_else(String::new, |word| word.value.trim().to_owned()),
        unless: stated.unless.as_ref().map_or_else(String::new, |word| word.value.trim().to_owned()),
        style: style.unwrap_or(StyleKey::RunningHead).id(),
        rule: rule.map(|stroke| (below, stroke)),
    }
}

fn line_rules(stated: &LinesFile, reader: &mut Reader<'_>) -> LineRules {
    let gap = stated.latin_gap.as_ref().and_then(|word| reader.ems(word));
    LineRules {
        kinsoku: stated.kinsoku.as_ref().and_then(|word| reader.choice(word, KINSOKU)).unwrap_or_default(),
        marks: stated.marks.as_ref().and_then(|word| reader.choice(word, MARKS)).unwrap_or_default(),
        region: stated.region.as_ref().and_then(|word| reader.choice(word, REGIONS)).unwrap_or_default(),
        trim_start: stated.trim_start.as_ref().is_some_and(|trim| trim.value),
        hanging: stated.hanging.as_ref().is_some_and(|hanging| hanging.value),
        // CLREQ 3.2.2: up to a quarter of an em between Han and Latin.
        latin_gap: gap.map_or(250, |thousandths| thousandths.clamp(0, 1000) as u16),
        em_grid: stated.em_grid.as_ref().is_some_and(|grid| grid.value),
        hyphens: stated.hyphens.as_ref().is_some_and(|hyphens| hyphens.value),
        anywhere: stated.anywhere.as_ref().is_some_and(|anywhere| anywhere.value),
    }
}

fn block_rules(stated: &BlocksFile, reader: &mut Reader<'_>) -> BlockRules {
    let frames: Vec<(&str, BoxKey)> = BoxKey::ALL.iter().map(|key| (key.key(), *key)).collect();
    let looks: Vec<(&str, TableKey)> = TableKey::RULED.iter().map(|key| (key.key(), *key)).collect();
    BlockRules {
        heading_parts: stated.heading_parts.as_ref().and_then(|word| reader.choice(word, PARTS)).unwrap_or_default(),
        table_style: stated.table_style.as_ref().and_then(|word| reader.choice(word, &looks)).unwrap_or_default(),
        table_across: stated.table_across.as_ref().and_then(|word| reader.reach(word)).unwrap_or_default(),
        table_panels: stated.table_panels.as_ref().map_or(1, |panels| panels.value.clamp(1, 6)),
        long_tables: stated.long_tables.as_ref().map_or(0, |columns| columns.value.min(12)),
        chart_across: stated.chart_across.as_ref().and_then(|word| reader.reach(word)).unwrap_or_default(),
        numbers_across: stated.numbers_across.as_ref().and_then(|word| reader.across(word)).unwrap_or_default(),
        box_style: stated.box_style.as_ref().and_then(|word| reader.choice(word, &frames)).unwrap_or(BoxKey::Plain),
        box_across: stated.box_across.as_ref().and_then(|word| reader.across(word)).unwrap_or_default(),
        chart_lines_per_bar: stated.chart_lines_per_bar.as_ref().map_or(2, |lines| lines.value.clamp(1, 10)),
        chart_lines: stated.chart_lines.as_ref().map_or(10, |lines| lines.value.clamp(4, 60)),
        cover: stated.cover.as_ref().and_then(|word| reader.choice(word, OPENS)).flatten(),
        contents: stated.contents.as_ref().map_or(0, |depth| depth.value.min(4)),
        contents_title: stated.contents_title.as_ref().map_or_else(String::new, |word| word.value.clone()),
        notes: stated.notes.as_ref().and_then(|word| reader.choice(word, NOTES)).unwrap_or_default(),
        notes_title: stated.notes_title.as_ref().map_or_else(String::new, |word| word.value.clone()),
        space_around: stated.space_around.as_ref().map_or(1, |lines| lines.value.min(20)),
    }
}

fn role(word: &Word, reader: &mut Reader<'_>) -> Option<FontRole> {
    reader.choice(word, ROLES).map(|name| FontRole(name.to_owned()))
}

fn set<T>(slot: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *slot = value;
    }
}
