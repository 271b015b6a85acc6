//! The part `word/document.xml`: nodes in order, sections where the number of columns changes.

use super::furniture::{self, Chapter, Kinds, Reference};
use super::inline::{self, caption_number, inline, plain};
use super::packing::{Data, Packing};
use super::section::{self, Start};
use super::styles;
use super::xml::{El, Part, el, val};
use super::{Job, chart, contents, ends, field, picture, table};
use crate::base::Emu;
use crate::content::Mark;
use crate::style::{Across, Break, Flow, Node, NodeId, NodeKind, Para, ParaRole, TableKey};
use std::collections::BTreeMap;

/// The part, and its SHA-256; the headers and footers that its sections name are added to `furniture`.
pub(crate) fn part(job: &mut Job<'_>, furniture: &mut Vec<Reference>, kinds: Kinds) -> Option<(Data, String)> {
    let styled = job.styled;
    let sheet = &styled.sheet;
    let root = el("w:document")
        .at("xmlns:w", super::NS_W)
        .at("xmlns:r", super::NS_R)
        .at("xmlns:wp", super::NS_WP)
        .at("xmlns:a", super::NS_A);
    let mut body =
        Body { part: Part::packed(Packing::new("word/document.xml", job.least(), true)), held: None, pending: None };
    body.part.open(&root);
    body.part.open(&el("w:body"));
    let mut start = Start::Page;
    let chapters = furniture::chapters(styled);
    let mut rest = styled.nodes.as_slice();
    let counts = sections(rest, &chapters, job);
    let mut chapter = None;
    let mut counts = counts.as_slice();
    // Whether the section before was one of the front.
    let mut counted = false;
    loop {
        let own = counts.first().copied().unwrap_or(Columns {
            count: sheet.page.columns,
            band: 0,
            ruled: None,
            part: 0,
            low: false,
            front: false,
            chapter: None,
        });
        let columns = own.count;
        let count = rest
            .iter()
            .zip(counts)
            .take_while(|(node, next)| matches!(node.kind, NodeKind::Break(_)) || **next == own)
            .count();
        // 另页起单页 begins a section of its own kind.
        let recto = rest.iter().take(count).position(|node| matches!(node.kind, NodeKind::Break(Break::Recto)));
        let (group, tail) = rest.split_at(recto.unwrap_or(count));
        write_group(group, columns, job, &mut body);
        let page = sheet.page.divided(columns).ruled(own.ruled);
        let first = furniture.is_empty() && kinds.first;
        let begun = furniture.len();
        if begun == 0 || own.chapter != chapter {
            let named = match own.chapter.and_then(|head| chapters.get(&head)) {
                Some(head) if begun > 0 => Chapter::Of(head),
                None if !chapters.is_empty() => Chapter::None,
                Some(_) | None => Chapter::First,
            };
            let parts = furniture::parts(job, kinds, named, furniture);
            furniture.extend(parts);
        }
        chapter = own.chapter;
        let references = furniture.get(begun..).unwrap_or_default();
        let mut properties = section::properties(sheet, &page, start, references, first, job.notes_in_use());
        (rest, start) = match recto {
            Some(_) => (tail.get(1..).unwrap_or_default(), Start::Recto),
            None => (tail, Start::Continuous),
        };
        counts = counts.get(counts.len() - rest.len()..).unwrap_or_default();
        // A chapter's notes wait for its last section.
        if ends::by_chapter(sheet) && counts.first().is_some_and(|next| next.part == own.part) {
            properties.push(el("w:noEndnote"));
        }
        if own.front || counted {
            let begins = own.front != counted;
            counted = own.front;
            properties.push(page_numbers(own.front, begins));
        }
        if own.low {
            properties.push(val("w:vAlign", "bottom"));
        }
        let turns = |next: &Columns| next.low || next.front != own.front || next.chapter != own.chapter;
        if start == Start::Continuous && (own.low || counts.first().is_some_and(turns)) {
            start = Start::Page;
            // The section begins the page that was to be begun.
            body.pending = None;
        }
        if rest.is_empty() {
            finish(properties, columns, job, &mut body);
            break;
        }
        body.end_section(properties);
    }
    body.part.pack()
}

/// `w:pgNumType`: Roman numerals before the body; counting begins anew where either begins.
fn page_numbers(front: bool, begins: bool) -> El {
    let numbers = el("w:pgNumType");
    let numbers = if front { numbers.at("w:fmt", "lowerRoman") } else { numbers };
    if begins { numbers.at("w:start", 1) } else { numbers }
}

/// The last section. Word levels the columns only of a section that another follows, so columns
/// are followed by an empty one of one column.
fn finish(properties: El, columns: u8, job: &Job<'_>, body: &mut Body) {
    if columns > 1 {
        body.end_section(properties);
        body.add(blank());
        let sheet = &job.styled.sheet;
        let tail =
            section::properties(sheet, &sheet.page.divided(1), Start::Continuous, &[], false, job.notes_in_use());
        body.flush();
        body.part.write(&tail);
        return;
    }
    if !body.ends_in_paragraph() {
        body.add(blank());
    }
    body.flush();
    body.part.write(&properties);
}

/// The columns of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    count: u8,
    /// The stretch in columns of its own (变栏) that it is; 0 for the flow of the page.
    band: u16,
    /// 栏线, where that is not the layout's to say.
    ruled: Option<bool>,
    /// How many heads of notes stand before it: what ends with one is a section of its own.
    part: u16,
    /// Whether it stands at the foot of a page of its own.
    low: bool,
    /// Whether it stands before the body, in pages counted by themselves.
    front: bool,
    /// The head of its chapter, where chapters have sections of their own.
    chapter: Option<NodeId>,
}

/// The columns of each node's section. Heads that stay with a stretch in columns of its own stand over it.
fn sections(nodes: &[Node], chapters: &BTreeMap<NodeId, &Para>, job: &Job<'_>) -> Vec<Columns> {
    let (styled, sheet) = (job.styled, &job.styled.sheet);
    let (mut part, mut chapter) = (0, None);
    let mut own = |(node, count): (&Node, u8)| {
        let head = ends::is_head(node);
        // Notes stand over the whole width, and their head with them.
        let count = if head { 1 } else { count };
        let Flow { band, ruled, low, .. } = node.flow;
        let front = sheet.page.roman_front && styled.body.is_some_and(|body| node.id < body);
        chapter = chapters.get_key_value(&node.id).map(|(head, _)| *head).or(chapter);
        let own = Columns { count, band, ruled, part, low, front, chapter };
        part += u16::from(head);
        own
    };
    let mut sections: Vec<Columns> = nodes.iter().zip(column_counts(nodes, job)).map(&mut own).collect();
    let mut over = false;
    for (node, section) in nodes.iter().zip(&mut sections).rev() {
        let is_head = matches!(node.kind, NodeKind::Para(_)) && node.flow.keep_with_next;
        if section.band > 0 {
            over = section.count > 1;
        } else if over && is_head {
            section.count = 1;
        } else {
            over = false;
        }
    }
    sections
}

/// How many columns the section of each node has. A few headings or a credit line between blocks over all
/// columns are not spread over columns: they stand over what follows them, or under what ends there.
fn column_counts(nodes: &[Node], job: &Job<'_>) -> Vec<u8> {
    let mut counts: Vec<u8> = nodes.iter().map(|node| columns_of(node, job)).collect();
    let mut at = 0;
    for run in nodes.chunk_by(|a, b| columns_of(a, job) == columns_of(b, job)) {
        let small = |node: &Node| match &node.kind {
            NodeKind::Para(para) => matches!(para.role, ParaRole::Heading(_) | ParaRole::Credit),
            _ => false,
        };
        if run.len() < nodes.len() && run.iter().all(small) {
            let next = nodes.get(at + run.len()).filter(|next| next.flow.split > 0);
            let own = next.map_or(1, |next| next.flow.split);
            counts.iter_mut().skip(at).take(run.len()).for_each(|count| *count = own);
        }
        at += run.len();
    }
    // A head that columns end with belongs to what follows it, in the columns of that.
    let heads = nodes.iter().map(|node| match &node.kind {
        NodeKind::Para(para) => matches!(para.role, ParaRole::Heading(_)) && node.flow.keep_with_next,
        _ => false,
    });
    let mut next = None;
    for (count, is_head) in counts.iter_mut().zip(heads.collect::<Vec<_>>()).rev() {
        if let Some(next) = next.filter(|next| is_head && *count > 1 && *next != *count) {
            *count = next;
        }
        next = Some(*count);
    }
    counts
}

/// How many columns the section of a node has. Word cannot lay one column over two of three, so
/// a node over several columns but not all stays in its own; a table, which would be crowded there, has the
/// whole width, and so has a panel of figures that one column would tear.
fn columns_of(node: &Node, job: &Job<'_>) -> u8 {
    let columns = job.styled.sheet.page.columns.max(1);
    let table = matches!(&node.kind, NodeKind::Table(table) if TableKey::is_ruled(table.style));
    match node.flow.across {
        Across::All => 1,
        Across::Columns(over) if node.flow.split > 0 && over >= node.flow.split => 1,
        _ if node.flow.split > 0 => node.flow.split,
        Across::Columns(over) if over >= columns || table => 1,
        Across::Columns(_) => match &node.kind {
            NodeKind::Table(table) if !table::fits(table, job.styled.sheet.page.column_width, job) => 1,
            NodeKind::Para(_) | NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => columns,
            NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => columns,
        },
        Across::One => columns,
    }
}

/// A paragraph of next to no height.
fn blank() -> El {
    el("w:p").with(el("w:pPr").with(val("w:pStyle", "SectionEnd")))
}

/// The body in the making; the last element is held back, for a section's end goes into it.
pub(crate) struct Body {
    part: Part,
    held: Option<El>,
    pending: Option<Break>,
}

impl Body {
    /// Adds a block element.
    pub(crate) fn add(&mut self, mut element: El) {
        if let Some(pending) = self.pending.take() {
            if element.name != "w:p" {
                self.flush();
                self.held = Some(blank());
            }
            match pending {
                Break::Column => {
                    let run = el("w:r").with(el("w:br").at("w:type", "column"));
                    match &mut self.held {
                        Some(held) if element.name != "w:p" => held.push(run),
                        Some(_) | None => insert_run(&mut element, run),
                    }
                }
                Break::Page | Break::Recto => {
                    let target = match &mut self.held {
                        Some(held) if element.name != "w:p" => held,
                        Some(_) | None => &mut element,
                    };
                    paragraph_properties(target, el("w:pageBreakBefore"));
                }
            }
        }
        self.flush();
        self.held = Some(element);
    }

    fn flush(&mut self) {
        if let Some(element) = self.held.take() {
            self.part.write(&element);
            self.part.spill();
        }
    }

    fn ends_in_paragraph(&self) -> bool {
        self.held.as_ref().is_some_and(|element| element.name == "w:p")
    }

    /// Ends the section in the last paragraph, or in an empty one after a table.
    fn end_section(&mut self, properties: El) {
        if !self.ends_in_paragraph() {
            self.add(blank());
        }
        if let Some(paragraph) = &mut self.held {
            paragraph_properties(paragraph, properties);
        }
        self.flush();
    }
}

/// Puts a property into a paragraph.
pub(crate) fn paragraph_properties(paragraph: &mut El, property: El) {
    match paragraph.child_mut("w:pPr") {
        Some(properties) => properties.push(property),
        None => paragraph.push_front(el("w:pPr").with(property)),
    }
}

/// Puts a run before the content of a paragraph.
fn insert_run(paragraph: &mut El, run: El) {
    match paragraph.child_mut("w:pPr") {
        Some(_) => paragraph.insert(1, run),
        None => paragraph.push_front(run),
    }
}

/// The nodes of one section; each block begins with its bookmark.
fn write_group(nodes: &[Node], columns: u8, job: &mut Job<'_>, body: &mut Body) {
    for node in nodes {
        let mark = if node.block.is_empty() { None } else { job.bookmarks.open_block(&node.block) };
        let mut elements = Vec::new();
        let page = &job.styled.sheet.page;
        let measure = if columns > 1 { page.divided(columns).column_width } else { page.width(page.columns) };
        if let NodeKind::Break(kind) = &node.kind {
            body.pending = Some(*kind);
        } else {
            elements = node_elements(node, measure, job);
        }
        if let Some((start, end)) = mark {
            enclose(&mut elements, start, end);
        }
        for element in elements {
            body.add(element);
        }
    }
}

/// Puts a bookmark round the content of the block's first paragraph. One that went over several
/// would be lost in LibreOffice where a page or a section ends between them.
fn enclose(elements: &mut [El], start: El, end: El) {
    let paragraph = match elements.iter().position(|element| element.name == "w:p") {
        Some(at) => elements.get_mut(at),
        None => elements.first_mut().and_then(|table| table.descendant_mut("w:p")),
    };
    if let Some(paragraph) = paragraph {
        insert_run(paragraph, start);
        paragraph.push(end);
    }
}

/// The block elements of a node, in a measure.
pub(crate) fn node_elements(node: &Node, measure: Emu, job: &mut Job<'_>) -> Vec<El> {
    match &node.kind {
        NodeKind::Para(para) => match job.counted.remove(&node.id) {
            Some(label) => {
                let properties = properties(para, Some(&node.flow), job);
                vec![el("w:p").with(properties).with_all(with_field(para, label.range, label.instruction, job))]
            }
            None => vec![paragraph(para, Some(&node.flow), job)],
        },
        NodeKind::Table(table) => table::elements(table, node, measure, job),
        NodeKind::Picture(picture) => picture::elements(picture, &node.flow, &node.block, job),
        NodeKind::Chart(chart) => chart::elements(chart, &node.flow, &node.block, measure, job),
        NodeKind::Box(inner) => table::frame(inner, measure, job),
        NodeKind::Contents(contents) => contents::elements(contents, measure, job),
        NodeKind::Break(_) => Vec::new(),
    }
}

/// A paragraph in its style; the flow is written only where it differs from the style's.
pub(crate) fn paragraph(para: &Para, flow: Option<&Flow>, job: &mut Job<'_>) -> El {
    let properties = properties(para, flow, job);
    el("w:p").with(properties).with_all(inline(para, job))
}

/// `w:pPr` of a paragraph.
pub(crate) fn properties(para: &Para, flow: Option<&Flow>, job: &Job<'_>) -> El {
    let sheet = &job.styled.sheet;
    let style = sheet.para(para.style);
    let mut properties = el("w:pPr");
    if let Some(name) = job.names.para(para.style) {
        properties.push(val("w:pStyle", &name.id));
    }
    if taller(para) && styles::on_grid(style, sheet) {
        properties.push(val("w:snapToGrid", "0"));
    }
    if let Some(flow) = flow {
        let own = &style.flow;
        if flow.keep_with_next != own.keep_with_next {
            properties.push(val("w:keepNext", u32::from(flow.keep_with_next)));
        }
        if flow.keep_together != own.keep_together {
            properties.push(val("w:keepLines", u32::from(flow.keep_together)));
        }
        let other = || styles::lines_of(para) != job.usual_lines(para.style);
        if (flow.before, flow.after) != (own.before, own.after) || style.takes > 0 && other() {
            let lines = styles::lines_of(para);
            let (before, after) = styles::around(style, flow, sheet, lines);
            properties.push(el("w:spacing").at("w:before", before.to_twips()).at("w:after", after.to_twips()));
        }
    }
    properties
}

/// Whether something stands above or below its characters: LibreOffice makes such a line two lines
/// of the grid high unless the paragraph leaves the grid, which its exact leading keeps anyway.
fn taller(para: &Para) -> bool {
    para.runs.iter().flat_map(|run| &run.marks).any(|mark| match mark {
        Mark::Dot | Mark::Ruby(_) => true,
        Mark::Strong | Mark::Kai | Mark::Name | Mark::Book | Mark::Late | Mark::Sup | Mark::Sub => false,
        Mark::Link(_) | Mark::Note | Mark::Ref(_) => false,
    })
}

/// A caption: its number, when it has one, is a SEQ field in a bookmark of its own, so that Word
/// counts it and references name it. `before` and `keep` come from the node's flow.
pub(crate) fn caption(para: &Para, block: &str, keep_next: bool, job: &mut Job<'_>) -> El {
    let style = job.styled.sheet.para(para.style);
    let mut properties = properties(para, None, job);
    if keep_next && !style.flow.keep_with_next {
        properties.push(el("w:keepNext"));
    }
    let content = match caption_number(&para.text) {
        Some((kind, digits)) => numbered(para, block, kind, digits, job),
        None => inline(para, job),
    };
    el("w:p").with(properties).with_all(content)
}

fn numbered(para: &Para, block: &str, kind: &str, digits: std::ops::Range<usize>, job: &mut Job<'_>) -> Vec<El> {
    let part = |range: std::ops::Range<usize>| para.text.get(range).unwrap_or("");
    let mut out = Vec::new();
    let pair = job.bookmarks.label(block).map(|name| job.bookmarks.pair(name));
    out.extend(pair.iter().map(|(start, _)| start.clone()));
    out.extend(plain(part(0..digits.start), None));
    out.extend(field::plain(format!("SEQ {kind} \\* ARABIC"), None, part(digits.clone())));
    out.extend(pair.map(|(_, end)| end));
    out.extend(inline(&clipped(para, digits.end, para.text.len()), job));
    out
}

/// The paragraph's runs with the characters of a range as a field's result.
fn with_field(para: &Para, range: std::ops::Range<usize>, instruction: String, job: &mut Job<'_>) -> Vec<El> {
    let mut out = inline(&clipped(para, 0, range.start), job);
    let run = para.runs.iter().find(|run| run.range.end as usize > range.start);
    let looks = run.and_then(|run| inline::properties(run, job));
    out.extend(field::plain(instruction, looks.as_ref(), para.text.get(range.clone()).unwrap_or("")));
    out.extend(inline(&clipped(para, range.end, para.text.len()), job));
    out
}

/// The paragraph with its runs from one byte to another.
fn clipped(para: &Para, from: usize, to: usize) -> Para {
    let (from, to) = (from as u32, to as u32);
    let inside = para.runs.iter().filter(|run| run.range.end > from && run.range.start < to);
    let runs = inside.cloned().map(|mut run| {
        run.range = run.range.start.max(from)..run.range.end.min(to);
        run
    });
    Para { runs: runs.collect(), ..para.clone() }
}

/// Room before a table, chart or picture: its flow's free lines, on its first paragraph.
pub(crate) fn room(paragraph: &mut El, before: u16, after: u16, para: Option<&Para>, job: &Job<'_>) {
    let sheet = &job.styled.sheet;
    if before == 0 && after == 0 {
        return;
    }
    let own = para.map_or((Emu::ZERO, Emu::ZERO), |para| {
        let style = sheet.para(para.style);
        styles::around(style, &style.flow, sheet, styles::lines_of(para))
    });
    let pitch = sheet.page.pitch;
    let spacing = el("w:spacing")
        .at("w:before", (own.0 + pitch * i64::from(before)).to_twips())
        .at("w:after", (own.1 + pitch * i64::from(after)).to_twips());
    paragraph_properties(paragraph, spacing);
}
