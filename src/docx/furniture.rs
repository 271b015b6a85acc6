//! Headers and footers: the layout's running heads and folios as parts with fields.

use super::package::{Package, kind};
use super::styles::{alignment, hex};
use super::xml::{El, Part, el, val};
use super::{Job, field, inline, section, types};
use crate::base::{Emu, Stroke};
use crate::style::{Align, Break, Edge, Furniture, NodeKind, OnPages, ParaRole};

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

/// The parts, each with its relationship.
pub(crate) fn parts(job: &mut Job<'_>, kinds: Kinds) -> Vec<Reference> {
    let mut references = Vec::new();
    let sheet = &job.styled.sheet;
    for (edge, stem, relation) in [(Edge::Head, "header", kind::HEADER), (Edge::Foot, "footer", kind::FOOTER)] {
        if !sheet.furniture.iter().any(|piece| piece.edge == edge) {
            continue;
        }
        let pages = [("default", true), ("first", kinds.first), ("even", kinds.even)];
        for (count, (page, _)) in (1_u32..).zip(pages.into_iter().filter(|(_, used)| *used)) {
            let pieces: Vec<&Furniture> =
                sheet.furniture.iter().filter(|piece| piece.edge == edge && stands(piece.on, page)).collect();
            let target = format!("{stem}{count}.xml");
            // No chapter has begun on a first page that a break ends before the first heading.
            let pieces: Vec<&Furniture> = pieces
                .into_iter()
                .filter(|piece| page != "first" || !piece.text.contains("{heading}") || heads_first_page(job))
                .collect();
            let data = part(edge, &pieces, page, job);
            let id = job.relations.add(relation, target.clone());
            references.push(Reference { edge, kind: page, id, name: format!("word/{target}"), data });
        }
    }
    references
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

fn part(edge: Edge, pieces: &[&Furniture], page: &str, job: &Job<'_>) -> Vec<u8> {
    let root = el(match edge {
        Edge::Head => "w:hdr",
        Edge::Foot => "w:ftr",
    })
    .at("xmlns:w", super::NS_W)
    .at("xmlns:r", super::NS_R);
    let after = if edge == Edge::Head && page == "first" { below(pieces, job) } else { Emu::ZERO };
    Part::of(&root.with_all(lines(edge, pieces, page == "even", after, job)))
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

/// The pieces at one distance from the edge are a line; lines stand in the order of the page, as far apart as
/// their distances say; so much is free below the last.
fn lines(edge: Edge, pieces: &[&Furniture], even: bool, after: Emu, job: &Job<'_>) -> Vec<El> {
    let mut pieces = pieces.to_vec();
    pieces.sort_by_key(|piece| match edge {
        Edge::Head => piece.offset,
        Edge::Foot => Emu(-piece.offset.0),
    });
    if pieces.is_empty() {
        return vec![el("w:p")];
    }
    let groups: Vec<&[&Furniture]> = pieces.chunk_by(|a, b| a.offset == b.offset).collect();
    let mut above: Option<Emu> = None;
    let set = |(index, group): (usize, &&[&Furniture])| {
        let mut paragraph = line(group, even, job);
        let first = group.first().map_or(Emu::ZERO, |piece| piece.offset);
        let leading = group.first().map_or(Emu::ZERO, |piece| job.styled.sheet.para(piece.style).leading);
        let apart = match above {
            Some(above) => Emu((first - above).0.abs()) - leading,
            // A head that begins lower than the running heads do comes down to its place by itself.
            None if edge == Edge::Head => {
                let top = group.first().map_or(Emu::ZERO, |piece| section::reach(piece, &job.styled.sheet));
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
fn line(pieces: &[&Furniture], even: bool, job: &Job<'_>) -> El {
    let sheet = &job.styled.sheet;
    let side = |piece: &Furniture| match piece.align {
        Align::Start if even && swaps(piece) => Align::End,
        Align::End if even && swaps(piece) => Align::Start,
        other => other,
    };
    let mut properties = el("w:pPr");
    let Some(first) = pieces.first() else { return el("w:p") };
    let style = sheet.para(first.style);
    if let Some(name) = job.names.para(first.style) {
        properties.push(val("w:pStyle", &name.id));
    }
    if let Some((distance, stroke)) = pieces.iter().find_map(|piece| piece.rule.as_ref()) {
        properties.push(el("w:pBdr").with(rule(*distance - style.size.scale(12, 100), stroke)));
    }
    let mut paragraph = el("w:p");
    let mut content = Vec::new();
    if let [piece] = pieces {
        if side(piece) != style.align {
            properties.push(val("w:jc", alignment(side(piece))));
        }
        content.extend(words(&piece.text, job));
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
                content.extend(words(&piece.text, job));
            }
        }
    }
    paragraph.push(properties);
    paragraph.with_all(content)
}

/// A rule under a paragraph; Word counts its distance in points, at most 31.
fn rule(distance: Emu, stroke: &Stroke) -> El {
    border("w:bottom", stroke).at("w:space", distance.scale(1, Emu::PER_PT).0.clamp(0, 31))
}

/// A border: its width in eighths of a point, between Word's 2 and 96.
pub(crate) fn border(side: &'static str, stroke: &Stroke) -> El {
    let kind = if stroke.dash.is_empty() { "single" } else { "dashed" };
    el(side)
        .at("w:val", kind)
        .at("w:sz", stroke.width.scale(8, Emu::PER_PT).0.clamp(2, 96))
        .at("w:color", hex(&stroke.colour))
}

/// Text with `{page}`, `{pages}` and `{heading}` as fields, and the document's facts written out.
fn words(template: &str, job: &Job<'_>) -> Vec<El> {
    let info = &job.styled.info;
    let mut out = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((key, tail)) = after.split_once('}') else { break };
        out.extend(inline::plain(before, None));
        match key {
            "page" => out.extend(field::plain("PAGE", None, "1")),
            "pages" => out.extend(field::plain("NUMPAGES", None, &last_page(job))),
            "heading" => out.extend(heading(job)),
            "title" => out.extend(inline::plain(&info.title, None)),
            "subtitle" => out.extend(inline::plain(&info.subtitle, None)),
            "issuer" => out.extend(inline::plain(&info.issuer, None)),
            "date" => out.extend(inline::plain(&info.date, None)),
            _ => out.extend(inline::plain(&format!("{{{key}}}"), None)),
        }
        rest = tail;
    }
    out.extend(inline::plain(rest, None));
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
fn heading(job: &Job<'_>) -> Vec<El> {
    let first = job.styled.nodes.iter().find_map(|node| match &node.kind {
        NodeKind::Para(para) if para.role == ParaRole::Heading(1) => Some(para),
        NodeKind::Para(_) | NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => None,
        NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => None,
    });
    let Some(para) = first else { return Vec::new() };
    let name = job.names.para(para.style).map_or("heading 1", |name| name.name.as_str());
    field::plain(format!("STYLEREF \"{name}\""), None, &para.text.replace('\n', " "))
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
