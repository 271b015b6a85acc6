//! Headers and footers: the layout's running heads and folios as parts with fields.

use super::package::{Package, kind};
use super::styles::{self, alignment, hex};
use super::xml::{El, Part, el, val};
use super::{Job, field, inline, section, types};
use crate::base::{Emu, Stroke};
use crate::style::{Align, Break, Edge, Furniture, NodeId, NodeKind, OnPages, Para, ParaRole, Styled};
use std::collections::BTreeMap;

/// Which kinds of page have furniture of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds {
    /// The first page differs.
    pub(crate) first: bool,
    /// Even pages differ.
    pub(crate) even: bool,
}

/// One header or footer part.
pub(crate) struct Reference {
    /// Header or footer.
    pub(crate) edge: Edge,
    /// `default`, `first` or `even`.
    pub(crate) kind: &'static str,
    /// Its relationship.
    pub(crate) id: String,
    name: String,
    data: Vec<u8>,
}

/// What the layout's furniture asks for.
pub(crate) fn kinds(furniture: &[Furniture]) -> Kinds {
    Kinds {
        first: furniture.iter().any(|piece| matches!(piece.on, OnPages::First | OnPages::Rest)),
        even: furniture.iter().any(|piece| matches!(piece.on, OnPages::Odd | OnPages::Even) || swaps(piece)),
    }
}

/// Whether a piece changes sides on even pages.
fn swaps(piece: &Furniture) -> bool {
    piece.outer && matches!(piece.align, Align::Start | Align::End)
}

/// Whether a piece names the chapter.
fn names_chapter(piece: &Furniture) -> bool {
    piece.text.contains("{heading}")
}

/// The heads of chapters where running heads name them and each begins a page: then each has a section of its own,
/// whose parts show its own name in a program that computes no STYLEREF. Before the first of them none is named.
pub(crate) fn chapters(styled: &Styled) -> BTreeMap<NodeId, &Para> {
    if !styled.sheet.furniture.iter().any(names_chapter) {
        return BTreeMap::new();
    }
    let pairs = styled.nodes.iter().zip(styled.nodes.iter().skip(1));
    let heads = pairs.filter_map(|(before, node)| match (&before.kind, &node.kind) {
        (NodeKind::Break(Break::Page | Break::Recto), NodeKind::Para(para)) if para.role == ParaRole::Heading(1) => {
            Some((node.id, para))
        }
        _ => None,
    });
    let chapters: BTreeMap<NodeId, &Para> = heads.collect();
    if chapters.len() > MOST_CHAPTERS { BTreeMap::new() } else { chapters }
}

/// Chapters that have sections of their own: a file of more would be parts above all.
const MOST_CHAPTERS: usize = 100;

/// The parts, each with its relationship, that come after some others: all of them, or only those that name the
/// chapter where one begins.
pub(crate) fn parts(job: &mut Job<'_>, kinds: Kinds, chapter: Chapter<'_>, before: &[Reference]) -> Vec<Reference> {
    let mut references = Vec::new();
    let sheet = &job.styled.sheet;
    for (edge, stem, relation) in [(Edge::Head, "header", kind::HEADER), (Edge::Foot, "footer", kind::FOOTER)] {
        let own = |piece: &&Furniture| piece.edge == edge;
        if !sheet.furniture.iter().any(|piece| own(&piece)) {
            continue;
        }
        let pages = [("default", true), ("first", kinds.first), ("even", kinds.even)];
        let mut count = before.iter().filter(|reference| reference.edge == edge).count();
        for (page, _) in pages.into_iter().filter(|(_, used)| *used) {
            let pieces = || sheet.furniture.iter().filter(own).filter(|piece| stands(piece.on, page));
            if matches!(chapter, Chapter::Of(_)) && (page == "first" || !pieces().any(names_chapter)) {
                continue;
            }
            // No chapter has begun on a first page that a break ends before the first heading.
            let named = match chapter {
                Chapter::None => false,
                Chapter::First => page != "first" || heads_first_page(job),
                Chapter::Of(_) => true,
            };
            let pieces: Vec<&Furniture> = pieces().filter(|piece| named || !names_chapter(piece)).collect();
            count += 1;
            let target = format!("{stem}{count}.xml");
            let data = part(edge, &pieces, page, chapter, job);
            let id = job.relations.add(relation, target.clone());
            references.push(Reference { edge, kind: page, id, name: format!("word/{target}"), data });
        }
    }
    references
}

/// Which chapter running heads name before Word has looked for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Chapter<'d> {
    /// None: they stand before the first.
    None,
    /// The document's first.
    First,
    /// This one.
    Of(&'d Para),
}

/// Whether a piece stands on this kind of page. The first page is an odd one.
fn stands(on: OnPages, page: &str) -> bool {
    match on {
        OnPages::All => true,
        OnPages::First => page == "first",
        OnPages::Rest => page != "first",
        OnPages::Odd => page != "even",
        OnPages::Even => page == "even",
    }
}

fn part(edge: Edge, pieces: &[&Furniture], page: &str, chapter: Chapter<'_>, job: &Job<'_>) -> Vec<u8> {
    let root = el(match edge {
        Edge::Head => "w:hdr",
        Edge::Foot => "w:ftr",
    })
    .at("xmlns:w", super::NS_W)
    .at("xmlns:r", super::NS_R);
    let after = if edge == Edge::Head && page == "first" { below(pieces, job) } else { Emu::ZERO };
    Part::of(&root.with_all(lines(edge, pieces, page == "even", after, chapter, job)))
}

/// What the first page's head leaves free below itself, so that the text begins where the layout sinks it to.
fn below(pieces: &[&Furniture], job: &Job<'_>) -> Emu {
    let sheet = &job.styled.sheet;
    let page = &sheet.page;
    let Some(lowest) = pieces.iter().map(|piece| piece.offset).max().filter(|_| page.sink > 0) else {
        return Emu::ZERO;
    };
    let last = || pieces.iter().filter(|piece| piece.offset == lowest);
    let text = last().map(|piece| section::reach(piece, sheet) + sheet.para(piece.style).leading).max();
    // A rule takes its distance from the text above it, and its width.
    let ruled = last().filter_map(|piece| {
        let (distance, stroke) = piece.rule.as_ref()?;
        Some(*distance - sheet.para(piece.style).size.scale(12, 100) + stroke.width)
    });
    let foot = text.unwrap_or(lowest) + ruled.max().unwrap_or(Emu::ZERO).max(Emu::ZERO);
    (page.area.y + page.pitch * i64::from(page.sink) - foot).max(Emu::ZERO)
}

/// Whether two pieces stand on one line: their baselines are closer than half an em of the smaller, as a paper's name
/// beside its date is.
fn level(a: &Furniture, b: &Furniture, job: &Job<'_>) -> bool {
    let size = |piece: &Furniture| job.styled.sheet.para(piece.style).size;
    (a.offset - b.offset).0.abs() * 2 < size(a).min(size(b)).0
}

/// The piece whose style a line has: the tallest.
fn leader<'f>(pieces: &[&'f Furniture], job: &Job<'_>) -> Option<&'f Furniture> {
    pieces.iter().copied().rev().max_by_key(|piece| job.styled.sheet.para(piece.style).leading)
}

/// The pieces at one distance from the edge are a line; lines stand in the order of the page, as far apart as
/// their distances say; so much is free below the last.
fn lines(edge: Edge, pieces: &[&Furniture], even: bool, after: Emu, chapter: Chapter<'_>, job: &Job<'_>) -> Vec<El> {
    let mut pieces = pieces.to_vec();
    pieces.sort_by_key(|piece| match edge {
        Edge::Head => piece.offset,
        Edge::Foot => Emu(-piece.offset.0),
    });
    if pieces.is_empty() {
        return vec![el("w:p")];
    }
    let groups: Vec<&[&Furniture]> = pieces.chunk_by(|a, b| level(a, b, job)).collect();
    let mut above: Option<Emu> = None;
    let set = |(index, group): (usize, &&[&Furniture])| {
        let mut paragraph = line(group, even, chapter, job);
        let leader = leader(group, job);
        let first = leader.map_or(Emu::ZERO, |piece| piece.offset);
        let leading = leader.map_or(Emu::ZERO, |piece| job.styled.sheet.para(piece.style).leading);
        let apart = match above {
            Some(above) => Emu((first - above).0.abs()) - leading,
            // A head that begins lower than the running heads do comes down to its place by itself.
            None if edge == Edge::Head => {
                let top = leader.map_or(Emu::ZERO, |piece| section::reach(piece, &job.styled.sheet));
                top - section::edge(&job.styled.sheet, edge)
            }
            None => Emu::ZERO,
        };
        let apart = apart.max(Emu::ZERO);
        above = Some(first);
        let after = if index + 1 == groups.len() { after } else { Emu::ZERO };
        if apart > Emu::ZERO || after > Emu::ZERO {
            let spacing = el("w:spacing").at("w:before", apart.to_twips());
            let spacing = if after > Emu::ZERO { spacing.at("w:after", after.to_twips()) } else { spacing };
            super::body::paragraph_properties(&mut paragraph, spacing);
        }
        paragraph
    };
    groups.iter().enumerate().map(set).collect()
}

/// One paragraph: a piece alone by its alignment, several on one line by tab stops.
fn line(pieces: &[&Furniture], even: bool, chapter: Chapter<'_>, job: &Job<'_>) -> El {
    let sheet = &job.styled.sheet;
    let side = |piece: &Furniture| match piece.align {
        Align::Start if even && swaps(piece) => Align::End,
        Align::End if even && swaps(piece) => Align::Start,
        other => other,
    };
    let mut properties = el("w:pPr");
    let Some(leader) = leader(pieces, job) else { return el("w:p") };
    let style = sheet.para(leader.style);
    if let Some(name) = job.names.para(leader.style) {
        properties.push(val("w:pStyle", &name.id));
    }
    let rules: Vec<_> = pieces.iter().filter_map(|piece| piece.rule.as_ref()).collect();
    if let Some(rules) = rule(&rules, style.size.scale(12, 100)) {
        properties.push(el("w:pBdr").with(rules));
    }
    let mut paragraph = el("w:p");
    let mut content = Vec::new();
    if let [piece] = pieces {
        if side(piece) != style.align {
            properties.push(val("w:jc", alignment(side(piece))));
        }
        content.extend(words(&piece.text, None, chapter, job));
    } else {
        let width = sheet.page.area.width;
        let stop = |kind: &'static str, at: Emu| el("w:tab").at("w:val", kind).at("w:pos", at.to_twips());
        properties.push(el("w:tabs").with(stop("center", width.scale(1, 2))).with(stop("right", width)));
        if style.align != Align::Start {
            properties.push(val("w:jc", "left"));
        }
        for (place, wanted) in [Align::Start, Align::Centre, Align::End].into_iter().enumerate() {
            let here = |align: Align| align == wanted || place == 0 && matches!(align, Align::Justify | Align::Even);
            if place > 0 {
                content.push(field::run(None).with(el("w:tab")));
            }
            for piece in pieces.iter().filter(|piece| here(side(piece))) {
                let other = (piece.style != leader.style).then(|| styles::looks(sheet.para(piece.style)));
                content.extend(words(&piece.text, other.as_ref(), chapter, job));
            }
        }
    }
    paragraph.push(properties);
    paragraph.with_all(content)
}

/// The rules under a paragraph whose foot is so far below its baseline, as one border: a thick one and a thin one
/// below it (粗细双线) are a kind of their own. Word counts its distance in points, at most 31.
fn rule(rules: &[&(Emu, Stroke)], foot: Emu) -> Option<El> {
    let (distance, stroke) = rules.iter().min_by_key(|(distance, _)| *distance)?;
    let pair = rules.len() == 2 && rules.iter().all(|(_, stroke)| stroke.dash.is_empty());
    let thinner = rules.iter().any(|(_, other)| other.width < stroke.width);
    let kind = if pair && thinner { "thickThinSmallGap" } else { drawn(stroke) };
    Some(edged("w:bottom", kind, stroke).at("w:space", (*distance - foot).scale(1, Emu::PER_PT).0.clamp(0, 31)))
}

/// A border: its width in eighths of a point, between Word's 2 and 96.
pub(crate) fn border(side: &'static str, stroke: &Stroke) -> El {
    edged(side, drawn(stroke), stroke)
}

fn drawn(stroke: &Stroke) -> &'static str {
    if stroke.dash.is_empty() { "single" } else { "dashed" }
}

fn edged(side: &'static str, kind: &'static str, stroke: &Stroke) -> El {
    el(side)
        .at("w:val", kind)
        .at("w:sz", stroke.width.scale(8, Emu::PER_PT).0.clamp(2, 96))
        .at("w:color", hex(&stroke.colour))
}

/// Text with `{page}`, `{pages}` and `{heading}` as fields, and the document's facts written out.
fn words(template: &str, looks: Option<&El>, chapter: Chapter<'_>, job: &Job<'_>) -> Vec<El> {
    let info = &job.styled.info;
    let mut out = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((key, tail)) = after.split_once('}') else { break };
        out.extend(inline::plain(before, looks));
        match key {
            "page" => out.extend(field::plain("PAGE", looks, "1")),
            "pages" => out.extend(field::plain("NUMPAGES", looks, &last_page(job))),
            "heading" => out.extend(heading(looks, chapter, job)),
            "title" => out.extend(inline::plain(&info.title, looks)),
            "subtitle" => out.extend(inline::plain(&info.subtitle, looks)),
            "issuer" => out.extend(inline::plain(&info.issuer, looks)),
            "date" => out.extend(inline::plain(&info.date, looks)),
            _ => out.extend(inline::plain(&format!("{{{key}}}"), looks)),
        }
        rest = tail;
    }
    out.extend(inline::plain(rest, looks));
    out
}

/// Whether the first heading comes before the first forced break.
fn heads_first_page(job: &Job<'_>) -> bool {
    let first = job.styled.nodes.iter().find(|node| match &node.kind {
        NodeKind::Para(para) => para.role == ParaRole::Heading(1),
        NodeKind::Break(kind) => *kind != Break::Column,
        NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => false,
        NodeKind::Box(_) | NodeKind::Contents(_) => false,
    });
    first.is_some_and(|node| matches!(node.kind, NodeKind::Para(_)))
}

/// STYLEREF: the heading in force on the page.
fn heading(looks: Option<&El>, chapter: Chapter<'_>, job: &Job<'_>) -> Vec<El> {
    let mut paras = job.styled.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Para(para) if para.role == ParaRole::Heading(1) => Some(para),
        NodeKind::Para(_) | NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => None,
        NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => None,
    });
    let para = match chapter {
        Chapter::None => None,
        Chapter::First => paras.next(),
        Chapter::Of(para) => Some(para),
    };
    let Some(para) = para else { return Vec::new() };
    let name = job.names.para(para.style).map_or("heading 1", |name| name.name.as_str());
    field::plain(format!("STYLEREF \"{name}\""), looks, &para.text.replace('\n', " "))
}

/// The highest page number known, for the field's result until Word counts for itself.
fn last_page(job: &Job<'_>) -> String {
    let last = job.labels.0.values().filter_map(|label| label.parse::<u32>().ok()).max();
    last.unwrap_or(1).to_string()
}

/// Adds the parts.
pub(crate) fn add(references: Vec<Reference>, package: &mut Package) {
    for reference in references {
        let content_type = match reference.edge {
            Edge::Head => types::HEADER,
            Edge::Foot => types::FOOTER,
        };
        package.part(reference.name, content_type, reference.data);
    }
}
