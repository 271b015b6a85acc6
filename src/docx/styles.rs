//! The part `word/styles.xml`: the sheet's styles under names that Word knows, so that a person
//! who changes 标题 1 changes every heading.
//!
//! Order: defaults, what Word knows latently, the fixed styles, paragraphs, characters, tables.

use super::Job;
use super::fonts;
use super::names::StyleName;
use super::section::whole_twips;
use super::table::{borders, shade};
use super::xml::{El, Part, el, val};
use crate::base::{Colour, Emu};
use crate::style::{
    Across, Align, BoxNode, CharStyle, CharStyleId, Flow, Leader, Node, NodeKind, Para, ParaRole, ParaStyle,
    ParaStyleId, Sheet, TabAlign, TabStop, TableStyle, TableStyleId,
};

/// The part.
pub(crate) fn part(job: &Job<'_>) -> Vec<u8> {
    let sheet = &job.styled.sheet;
    let body = body_style(&job.styled.nodes);
    let base = sheet.para(body);
    let mut root = el("w:styles").at("xmlns:w", super::NS_W).with(defaults(base)).with(latent()).with_all(fixed());
    for (index, style) in sheet.paras.iter().enumerate() {
        let id = ParaStyleId(index as u16);
        let next = if follows_itself(style, id, body) { None } else { job.names.para(body) };
        if let Some(name) = job.names.para(id) {
            root.push(paragraph(style, name, next, sheet, in_tables(sheet, id), job.usual_lines(id)));
        }
    }
    let sizes = sizes_of_first_use(&job.styled.nodes, sheet);
    for ((index, style), size) in sheet.chars.iter().enumerate().zip(sizes) {
        if let Some(name) = job.names.char(CharStyleId(index as u16)) {
            root.push(character(style, name, size));
        }
    }
    for (index, style) in sheet.tables.iter().enumerate() {
        if let Some(name) = job.names.table(TableStyleId(index as u16)) {
            root.push(table(style, name, sheet));
        }
    }
    Part::of(&root)
}

/// `w:docDefaults`: what a style is before it says anything.
fn defaults(base: &ParaStyle) -> El {
    let size = base.size.to_half_points();
    let run = el("w:rPr")
        .with(fonts::of(&base.font).element())
        .with(val("w:sz", size))
        .with(val("w:szCs", size))
        .with(el("w:lang").at("w:val", "en-US").at("w:eastAsia", "zh-CN").at("w:bidi", "ar-SA"));
    el("w:docDefaults").with(el("w:rPrDefault").with(run)).with(el("w:pPrDefault"))
}

/// What Word's gallery shows of the styles that the file does not define.
fn latent() -> El {
    let mut root = el("w:latentStyles")
        .at("w:defLockedState", "0")
        .at("w:defUIPriority", "99")
        .at("w:defSemiHidden", "0")
        .at("w:defUnhideWhenUsed", "0")
        .at("w:defQFormat", "0")
        .at("w:count", "376");
    for (name, priority) in
        [("Normal", 0), ("heading 1", 9), ("heading 2", 9), ("heading 3", 9), ("Title", 10), ("Subtitle", 11)]
    {
        root.push(el("w:lsdException").at("w:name", name).at("w:uiPriority", priority).at("w:qFormat", "1"));
    }
    root
}

fn style(kind: &'static str, id: &str, name: &str) -> El {
    el("w:style").at("w:type", kind).at("w:styleId", id.to_owned()).with(val("w:name", name.to_owned()))
}

/// The styles that every document has ([`super::names::FIXED`]).
fn fixed() -> Vec<El> {
    let own = |kind, id: &str, name: &str| style(kind, id, name).at("w:customStyle", "1");
    let mark = |id: &str, name: &str, run: El| {
        own("character", id, name)
            .with(val("w:basedOn", "DefaultParagraphFont"))
            .with(val("w:uiPriority", 1))
            .with(el("w:qFormat"))
            .with(el("w:rPr").with(run))
    };
    let margin =
        |side| el(side).at("w:w", if matches!(side, "w:left" | "w:right") { 108 } else { 0 }).at("w:type", "dxa");
    let normal = el("w:pPr")
        .with(val("w:widowControl", "0"))
        // CLREQ 3.1.6: Word's own prohibition, on for everything that is not told otherwise.
        .with(el("w:kinsoku"))
        .with(el("w:overflowPunct"))
        .with(el("w:autoSpaceDE"))
        .with(el("w:autoSpaceDN"))
        .with(val("w:jc", "both"));
    let end = el("w:pPr")
        .with(val("w:snapToGrid", "0"))
        .with(el("w:spacing").at("w:before", 0).at("w:after", 0).at("w:line", 20).at("w:lineRule", "exact"));
    vec![
        style("paragraph", "Normal", "Normal")
            .at("w:default", "1")
            .with(el("w:qFormat"))
            .with(normal)
            .with(el("w:rPr").with(val("w:kern", 2))),
        style("character", "DefaultParagraphFont", "Default Paragraph Font")
            .at("w:default", "1")
            .with(val("w:uiPriority", 1))
            .with(el("w:semiHidden"))
            .with(el("w:unhideWhenUsed")),
        style("table", "TableNormal", "Normal Table")
            .at("w:default", "1")
            .with(val("w:uiPriority", 99))
            .with(el("w:semiHidden"))
            .with(el("w:unhideWhenUsed"))
            .with(
                el("w:tblPr")
                    .with(el("w:tblInd").at("w:w", 0).at("w:type", "dxa"))
                    .with(el("w:tblCellMar").with_all(["w:top", "w:left", "w:bottom", "w:right"].map(margin))),
            ),
        style("numbering", "NoList", "No List")
            .at("w:default", "1")
            .with(val("w:uiPriority", 99))
            .with(el("w:semiHidden"))
            .with(el("w:unhideWhenUsed")),
        // A picture's line is as high as the picture: exact leading would cut it to one line.
        own("paragraph", "Figure", "图")
            .with(val("w:basedOn", "Normal"))
            .with(val("w:uiPriority", 12))
            .with(el("w:qFormat"))
            .with(el("w:pPr").with(el("w:keepNext")).with(val("w:snapToGrid", "0")).with(val("w:jc", "center"))),
        // Holds a section break where a table would: as good as no height.
        own("paragraph", "SectionEnd", "节末")
            .with(val("w:basedOn", "Normal"))
            .with(val("w:uiPriority", 99))
            .with(el("w:semiHidden"))
            .with(end)
            .with(el("w:rPr").with(val("w:sz", 2)).with(val("w:szCs", 2))),
        mark("EmphasisMark", "着重号", val("w:em", "dot")),
        mark("ProperName", "专名号", val("w:u", "single")),
        mark("BookTitleMark", "书名号", val("w:u", "wave")),
        mark("DeceasedName", "示亡号", super::inline::deceased()),
    ]
}

/// A paragraph style.
fn paragraph(
    style: &ParaStyle,
    name: &StyleName,
    next: Option<&StyleName>,
    sheet: &Sheet,
    cell: bool,
    lines: usize,
) -> El {
    let mut element = self::style("paragraph", &name.id, &name.name)
        .with(val("w:basedOn", "Normal"))
        .with_some(next.map(|next| val("w:next", &next.id)))
        .with(val("w:uiPriority", priority(style)))
        .with(el("w:qFormat"));
    if !name.built_in {
        element = element.at("w:customStyle", "1");
    }
    let mut run = text(Some(&style.font), Some(style.size), Some(&style.colour));
    if style.tracking != 0 {
        run.push(val("w:spacing", letter_spacing(style)));
    }
    element.with(paragraph_properties(style, sheet, cell, lines)).with(run)
}

/// Letter-spacing in twips, never more than asked for: a twip too much on each of 28 characters and
/// the line holds 27 (GB/T 9704: −0.21 pt is −5, not −4).
fn letter_spacing(style: &ParaStyle) -> i64 {
    (style.size.0 * i64::from(style.tracking)).div_euclid(1000 * Emu::PER_TWIP)
}

fn priority(style: &ParaStyle) -> u32 {
    if style.outline > 0 { 9 } else { 10 }
}

fn paragraph_properties(style: &ParaStyle, sheet: &Sheet, cell: bool, lines: usize) -> El {
    let mut properties = el("w:pPr");
    flow(&mut properties, &style.flow);
    // CLREQ: no single line of a paragraph at a column's head or foot.
    properties.push(val("w:widowControl", u32::from(style.orphans > 1 || style.widows > 1)));
    if !style.tabs.is_empty() {
        properties.push(el("w:tabs").with_all(style.tabs.iter().map(|stop| tab_stop(stop, style, sheet))));
    }
    if sheet.lines.trim_start {
        properties.push(el("w:topLinePunct"));
    }
    let (before, after) = around(style, &style.flow, sheet, lines);
    let line = whole_twips(style.leading);
    // Exact leading keeps text on the grid; in a table it would cut a row that needs more.
    let rule = if cell { "atLeast" } else { "exact" };
    let mut spacing = el("w:spacing").at("w:before", before.to_twips()).at("w:after", after.to_twips());
    if line > 0 {
        spacing = spacing.at("w:line", line).at("w:lineRule", rule);
    }
    if cell || !on_grid(style, sheet) {
        properties.push(val("w:snapToGrid", "0"));
    }
    properties.push(spacing);
    if let Some(indent) = indents(style) {
        properties.push(indent);
    }
    properties.push(val("w:jc", alignment(style.align)));
    if (1..=9).contains(&style.outline) {
        properties.push(val("w:outlineLvl", u32::from(style.outline) - 1));
    }
    properties
}

/// A tab stop: its place in twips from the margin.
fn tab_stop(stop: &TabStop, style: &ParaStyle, sheet: &Sheet) -> El {
    let page = &sheet.page;
    let edge = match style.flow.across {
        Across::One => page.column_width,
        Across::Columns(columns) => page.width(columns),
        Across::All => page.width(page.columns),
    };
    let place = stop.at.map_or(edge, |at| style.size.scale(i64::from(at), 1000));
    let align = match stop.align {
        TabAlign::Start => "left",
        TabAlign::Centre => "center",
        TabAlign::End => "right",
        TabAlign::Decimal => "decimal",
    };
    let leader = match stop.leader {
        Leader::None => None,
        Leader::Dots => Some("dot"),
        Leader::Middots => Some("middleDot"),
        Leader::Rule => Some("underscore"),
    };
    let element = el("w:tab").at("w:val", align);
    let element = match leader {
        Some(leader) => element.at("w:leader", leader),
        None => element,
    };
    element.at("w:pos", place.to_twips())
}

/// Keep rules: 标题不孤悬 (CLREQ: a heading is never last in a column).
pub(crate) fn flow(properties: &mut El, flow: &Flow) {
    if flow.keep_with_next {
        properties.push(el("w:keepNext"));
    }
    if flow.keep_together {
        properties.push(el("w:keepLines"));
    }
}

/// Whether a style's lines may snap to the grid. Word lets exact leading go its own way; LibreOffice
/// rounds a face's own height (about one and a half em) up to whole lines of the grid.
pub(crate) fn on_grid(style: &ParaStyle, sheet: &Sheet) -> bool {
    style.leading == sheet.page.pitch && style.size.scale(3, 2) <= sheet.page.pitch
}

/// Room before and after: free lines of the grid, and half of what 占行 leaves on each side of so
/// many lines of text.
pub(crate) fn around(style: &ParaStyle, flow: &Flow, sheet: &Sheet, lines: usize) -> (Emu, Emu) {
    let pitch = sheet.page.pitch;
    let text = style.leading * lines.max(1) as i64;
    let spare = match style.takes {
        0 => Emu::ZERO,
        takes => {
            let needs = if pitch.0 > 0 { (text.0 + pitch.0 - 1) / pitch.0 } else { 0 };
            pitch * i64::from(takes).max(needs) - text
        }
    };
    let above = Emu(spare.0.max(0) / 2);
    (above + pitch * i64::from(flow.before), Emu(spare.0.max(0)) - above + pitch * i64::from(flow.after))
}

/// The lines of a paragraph as far as its author broke them.
pub(crate) fn lines_of(para: &Para) -> usize {
    para.text.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// How many lines the paragraphs of each style have most often: what the style's room is made for.
/// Only 占行 asks for it.
pub(crate) fn usual_lines(nodes: &[Node], styles: &[ParaStyle]) -> Vec<usize> {
    let mut counts: Vec<std::collections::BTreeMap<usize, usize>> = vec![Default::default(); styles.len()];
    for node in nodes {
        if let NodeKind::Para(para) = &node.kind
            && let Some(count) = counts.get_mut(usize::from(para.style.0))
            && styles.get(usize::from(para.style.0)).is_some_and(|style| style.takes > 0)
        {
            *count.entry(lines_of(para)).or_default() += 1;
        }
    }
    let usual = |count: std::collections::BTreeMap<usize, usize>| {
        count.into_iter().max_by_key(|(lines, times)| (*times, std::cmp::Reverse(*lines))).map_or(1, |(lines, _)| lines)
    };
    counts.into_iter().map(usual).collect()
}

/// Indents in characters, so that they follow the size, with the lengths for readers that know only those.
fn indents(style: &ParaStyle) -> Option<El> {
    if style.indent_first == 0 && style.indent_start == 0 && style.indent_end == 0 {
        return None;
    }
    // Word counts characters in hundredths of the style's em.
    let hundredths = |thousandths: i32| i64::from(thousandths) / 10;
    let length = |thousandths: i32| style.size.scale(i64::from(thousandths), 1000).to_twips();
    let mut indent = el("w:ind");
    if style.indent_start != 0 {
        indent = indent.at("w:leftChars", hundredths(style.indent_start)).at("w:left", length(style.indent_start));
    }
    if style.indent_end != 0 {
        indent = indent.at("w:rightChars", hundredths(style.indent_end)).at("w:right", length(style.indent_end));
    }
    Some(match style.indent_first {
        0 => indent,
        first if first > 0 => indent.at("w:firstLineChars", hundredths(first)).at("w:firstLine", length(first)),
        hang => indent.at("w:hangingChars", hundredths(-hang)).at("w:hanging", length(-hang)),
    })
}

/// `w:jc`: 均排 is Word's 分散对齐.
pub(crate) fn alignment(align: Align) -> &'static str {
    match align {
        Align::Justify => "both",
        Align::Start => "left",
        Align::Centre => "center",
        Align::End => "right",
        Align::Even => "distribute",
    }
}

/// The looks of a style's characters, for a run in a paragraph of another, which may be bold.
pub(crate) fn looks(style: &ParaStyle) -> El {
    let looks = text(Some(&style.font), Some(style.size), Some(&style.colour));
    if fonts::of(&style.font).bold { looks } else { looks.with(val("w:b", 0)).with(val("w:bCs", 0)) }
}

/// `w:rPr` of what is stated.
fn text(font: Option<&crate::style::FontRole>, size: Option<Emu>, colour: Option<&Colour>) -> El {
    let mut run = el("w:rPr");
    if let Some(role) = font {
        let faces = fonts::of(role);
        run.push(faces.element());
        if faces.bold {
            run.push(el("w:b"));
            run.push(el("w:bCs"));
        }
    }
    if let Some(size) = size.filter(|size| size.0 > 0) {
        run.push(val("w:sz", size.to_half_points()));
        run.push(val("w:szCs", size.to_half_points()));
    }
    match colour {
        Some(colour) if *colour != Colour::BLACK => run.push(val("w:color", hex(colour))),
        Some(_) | None => {}
    }
    run
}

/// `RRGGBB`.
pub(crate) fn hex(colour: &Colour) -> String {
    let [red, green, blue] = colour.to_srgb8();
    format!("{red:02X}{green:02X}{blue:02X}")
}

/// A character style. Word's are absolute, so a size that is relative to the paragraph's is
/// taken from the paragraph where the style is first used.
fn character(style: &CharStyle, name: &StyleName, paragraph: Option<Emu>) -> El {
    let size = match (style.rise, style.scale, paragraph) {
        (0, Some(scale), Some(size)) => Some(size.scale(i64::from(scale), 1000)),
        _ => None,
    };
    let mut run = text(style.font.as_ref(), size, style.colour.as_ref());
    match style.rise {
        0 => {}
        up if up > 0 => run.push(val("w:vertAlign", "superscript")),
        _ => run.push(val("w:vertAlign", "subscript")),
    }
    let mut element = self::style("character", &name.id, &name.name)
        .with(val("w:basedOn", "DefaultParagraphFont"))
        .with(val("w:uiPriority", 11))
        .with(el("w:qFormat"))
        .with_some(run.unless_bare());
    if !name.built_in {
        element = element.at("w:customStyle", "1");
    }
    element
}

/// A table style with its conditional formats: 三线表 is two outer rules and one under the head.
fn table(style: &TableStyle, name: &StyleName, sheet: &Sheet) -> El {
    let cell = sheet.para(style.cell);
    let air = ((cell.size.scale(9, 5) - cell.leading).scale(1, 2)).max(Emu::ZERO).to_twips();
    let margin = |side| el(side).at("w:w", style.padding.to_twips()).at("w:type", "dxa");
    let properties = el("w:tblPr")
        .with(el("w:tblInd").at("w:w", 0).at("w:type", "dxa"))
        .with_some(
            borders(
                "w:tblBorders",
                &[
                    ("w:top", style.outer.as_ref()),
                    ("w:left", style.sides.as_ref()),
                    ("w:bottom", style.outer.as_ref()),
                    ("w:right", style.sides.as_ref()),
                    ("w:insideH", style.rows.as_ref()),
                    ("w:insideV", style.columns.as_ref()),
                ],
            )
            .unless_bare(),
        )
        .with(
            el("w:tblCellMar")
                // What lifts a row of one line to about 1.8 times its size, as on paper.
                .with(el("w:top").at("w:w", air).at("w:type", "dxa"))
                .with(margin("w:left"))
                .with(el("w:bottom").at("w:w", air).at("w:type", "dxa"))
                .with(margin("w:right")),
        );
    let mut head =
        el("w:tcPr").with_some(borders("w:tcBorders", &[("w:bottom", style.under_head.as_ref())]).unless_bare());
    if let Some(fill) = &style.head_fill {
        head.push(shade(fill));
    }
    let mut element = self::style("table", &name.id, &name.name)
        .with(val("w:basedOn", "TableNormal"))
        .with(val("w:uiPriority", 59))
        .with(el("w:qFormat"))
        .with(properties)
        .with_some(head.unless_bare().map(|cell| {
            el("w:tblStylePr").at("w:type", "firstRow").with(el("w:trPr").with(el("w:tblHeader"))).with(cell)
        }));
    if !name.built_in {
        element = element.at("w:customStyle", "1");
    }
    element
}

/// The style that most of the text is set in: what Normal measures itself by and what follows a heading.
fn body_style(nodes: &[Node]) -> ParaStyleId {
    let mut count: std::collections::BTreeMap<ParaStyleId, usize> = std::collections::BTreeMap::new();
    for node in nodes {
        if let NodeKind::Para(para) = &node.kind
            && para.role == ParaRole::Body
        {
            *count.entry(para.style).or_default() += para.text.len();
        }
    }
    count.into_iter().max_by_key(|(id, length)| (*length, std::cmp::Reverse(*id))).map_or(ParaStyleId(0), |(id, _)| id)
}

fn follows_itself(style: &ParaStyle, id: ParaStyleId, body: ParaStyleId) -> bool {
    id == body || style.outline == 0 && !style.flow.keep_with_next
}

fn in_tables(sheet: &Sheet, id: ParaStyleId) -> bool {
    sheet.tables.iter().any(|table| [table.head, table.group, table.cell].contains(&id))
}

/// The size of the paragraph in which each character style is first used.
fn sizes_of_first_use(nodes: &[Node], sheet: &Sheet) -> Vec<Option<Emu>> {
    fn uses(para: &Para, sheet: &Sheet, sizes: &mut [Option<Emu>]) {
        for style in para.runs.iter().filter_map(|run| run.style) {
            if let Some(size) = sizes.get_mut(usize::from(style.0)) {
                size.get_or_insert(sheet.para(para.style).size);
            }
        }
    }
    fn visit(nodes: &[Node], sheet: &Sheet, sizes: &mut [Option<Emu>]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Para(para) => uses(para, sheet, sizes),
                NodeKind::Box(BoxNode { nodes, .. }) => visit(nodes, sheet, sizes),
                NodeKind::Table(table) => {
                    let rows = table.head.iter().chain(&table.body);
                    rows.flat_map(|row| &row.cells).for_each(|cell| uses(&cell.para, sheet, sizes));
                }
                NodeKind::Picture(_) | NodeKind::Chart(_) | NodeKind::Contents(_) | NodeKind::Break(_) => {}
            }
        }
    }
    let mut sizes = vec![None; sheet.chars.len()];
    visit(nodes, sheet, &mut sizes);
    sizes
}
