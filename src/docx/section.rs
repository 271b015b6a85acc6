//! Sections: page, type area, columns, grid.

use super::NotePlace;
use super::furniture::Reference;
use super::xml::{El, el, val};
use crate::base::Emu;
use crate::style::{Edge, Furniture, OnPages, PageSpec, Sheet};

/// How a section begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// On a new page, as the first one does.
    Page,
    /// Below the section before it.
    Continuous,
    /// On the next odd page.
    Recto,
}

/// `w:sectPr` of a section whose columns are those of `page`. It names the headers and footers that it begins with;
/// others it inherits. The document's first page alone may have some of its own (`first`).
pub(crate) fn properties(
    sheet: &Sheet,
    page: &PageSpec,
    start: Start,
    references: &[Reference],
    first: bool,
    notes: Option<NotePlace>,
) -> El {
    let mut section = el("w:sectPr");
    for reference in references {
        section.push(
            el(match reference.edge {
                Edge::Head => "w:headerReference",
                Edge::Foot => "w:footerReference",
            })
            .at("w:type", reference.kind)
            .at("r:id", &reference.id),
        );
    }
    if first {
        section.push(el("w:titlePg"));
    }
    section = section.with_some(notes.map(super::notes::numbering));
    match start {
        // What a section does where nothing is said.
        Start::Page => {}
        Start::Continuous => section.push(val("w:type", "continuous")),
        Start::Recto => section.push(val("w:type", "oddPage")),
    }
    section.push(paper(sheet));
    section.push(margins(sheet));
    section.push(columns(page));
    section.push(grid(sheet));
    section
}

fn paper(sheet: &Sheet) -> El {
    let size = sheet.page.size;
    let paper = el("w:pgSz").at("w:w", size.width.to_twips()).at("w:h", size.height.to_twips());
    if size.width > size.height { paper.at("w:orient", "landscape") } else { paper }
}

/// Margins from the type area. Word drops a line that lacks a twip of its pitch, so the area is
/// at least its lines times the pitch high.
fn margins(sheet: &Sheet) -> El {
    let page = &sheet.page;
    let height = page.area.height.max(Emu::twips(whole_twips(page.pitch)) * i64::from(page.lines));
    let bottom = (page.size.height - page.area.y - height).max(Emu::ZERO);
    el("w:pgMar")
        .at("w:top", page.area.y.to_twips())
        .at("w:right", (page.size.width - page.area.right()).to_twips().max(0))
        .at("w:bottom", bottom.to_twips())
        .at("w:left", page.area.x.to_twips())
        .at("w:header", edge(sheet, Edge::Head).to_twips())
        .at("w:footer", edge(sheet, Edge::Foot).to_twips())
        .at("w:gutter", 0)
}

/// How far heads and feet stand from their edges of the page. What stands on the first page alone does not count: Word
/// keeps one distance for all pages of a section, and a red head's would push the text down on each of them.
pub(crate) fn edge(sheet: &Sheet, edge: Edge) -> Emu {
    let all = || sheet.furniture.iter().filter(|piece| piece.edge == edge);
    let usual = Emu::mm(15);
    let running = all().filter(|piece| piece.on != OnPages::First).map(|piece| reach(piece, sheet)).min();
    running.unwrap_or_else(|| all().map(|piece| reach(piece, sheet)).min().map_or(usual, |first| first.min(usual)))
}

/// Where the line of a running head (or foot) begins (ends), from the distance of its baseline:
/// a Han em stands 88 hundredths above its baseline and 12 below, in the middle of its leading.
pub(crate) fn reach(piece: &Furniture, sheet: &Sheet) -> Emu {
    let style = sheet.para(piece.style);
    let slack = (style.leading - style.size).max(Emu::ZERO).scale(1, 2);
    let share = match piece.edge {
        Edge::Head => 88,
        Edge::Foot => 12,
    };
    (piece.offset - style.size.scale(share, 100) - slack).max(Emu::ZERO)
}

/// `w:cols`: equal columns, the gutter between them, a line in it when they are ruled.
fn columns(page: &PageSpec) -> El {
    let gutter = page.gutter.to_twips();
    if page.columns <= 1 {
        return el("w:cols").at("w:space", gutter.max(0));
    }
    let columns = el("w:cols").at("w:num", page.columns);
    let columns = if page.rule.is_some() { columns.at("w:sep", "1") } else { columns };
    columns.at("w:space", gutter)
}

/// Whole twips, never more than the length: 22 lines of 225/22 mm are to fit into 225 mm.
pub(crate) fn whole_twips(length: Emu) -> i64 {
    length.0.div_euclid(Emu::PER_TWIP)
}

/// `w:docGrid` (网格): lines for a layout in whole ems, lines and characters where the count of
/// characters sets the pitch (GB/T 9704: 22 lines of 28).
fn grid(sheet: &Sheet) -> El {
    el("w:docGrid").at("w:type", "lines").at("w:linePitch", whole_twips(sheet.page.pitch).max(1))
}
