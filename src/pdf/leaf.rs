//! Pages as objects: boxes, resources, and the links that lie on them.

use super::content::Shared;
use super::file::File;
use super::number::milli;
use super::outline::{Target, each};
use super::structure::LinkRefs;
use super::tags::{Inline, InlineKind, Tags};
use crate::base::{Emu, Findings, Rect, Size};
use crate::pages::Page;
use crate::style::{NodeId, Styled};
use pdf_writer::{Name, Ref, Str, TextStr};
use std::collections::BTreeMap;

/// A page's numbers and boxes.
pub(super) struct Sheet {
    pub(super) page: Ref,
    pub(super) content: Ref,
    /// Left and top of the trimmed page in PDF space, 1/1000 pt.
    pub(super) corner: (i64, i64),
    size: Size,
}

impl Sheet {
    pub(super) fn new(file: &mut File, page: &Page) -> Sheet {
        Sheet { page: file.id(), content: file.id(), corner: (0, milli(page.size.height)), size: page.size }
    }

    fn x(&self, x: Emu) -> f32 {
        points(self.corner.0 + milli(x))
    }

    fn y(&self, y: Emu) -> f32 {
        points(self.corner.1 - milli(y))
    }

    /// The place of a point of the page.
    pub(super) fn target(&self, x: Emu, y: Emu) -> Target {
        Target { page: self.page, x: self.x(x), y: self.y(y) }
    }

    /// A rectangle as PDF has it: left, bottom, right, top (7.9.5).
    pub(super) fn area(&self, room: Rect) -> [f32; 4] {
        [self.x(room.x), self.y(room.bottom()), self.x(room.right()), self.y(room.y)]
    }

    pub(super) fn write(&self, file: &mut File, parent: Ref, resources: Ref, number: i32, annotations: &[Ref]) {
        file.object(self.page, |obj| {
            let mut dict = obj.dict();
            dict.pair(Name(b"Type"), Name(b"Page")).pair(Name(b"Parent"), parent);
            let whole = self.area(Rect::new(Emu::ZERO, Emu::ZERO, self.size.width, self.size.height));
            dict.insert(Name(b"MediaBox")).array().items(whole);
            dict.pair(Name(b"Resources"), resources).pair(Name(b"Contents"), self.content);
            // PDF/UA-1 7.18.3: the order of tabbing is the structure's.
            dict.pair(Name(b"StructParents"), number).pair(Name(b"Tabs"), Name(b"S"));
            if !annotations.is_empty() {
                dict.insert(Name(b"Annots")).array().items(annotations.iter().copied());
            }
        });
    }
}

fn points(milli: i64) -> f32 {
    (milli as f64 / 1000.0) as f32
}

/// The resources that all pages share.
pub(super) fn resources(file: &mut File, shared: &Shared<'_, '_>, findings: &mut Findings) -> Ref {
    let fonts = shared.faces.write(file, findings);
    let images = shared.images.write(file);
    file.add(|obj| {
        let mut dict = obj.dict();
        for (key, letter, list) in [("Font", 'F', &fonts), ("XObject", 'I', &images)] {
            if !list.is_empty() {
                let mut names = dict.insert(Name(key.as_bytes())).dict();
                for (number, reference) in list.iter().enumerate() {
                    names.pair(Name(format!("{letter}{number}").as_bytes()), *reference);
                }
            }
        }
    })
}

/// Writes the annotations of links: for each element inside a paragraph its annotations, and
/// for each page the annotations on it. Keys in the parent tree follow those of the pages.
pub(super) fn links(
    file: &mut File,
    tags: &Tags<'_>,
    sheets: &[Sheet],
    styled: &Styled,
    target: &dyn Fn(NodeId) -> Option<Target>,
) -> (LinkRefs, Vec<Vec<Ref>>) {
    let mut blocks: BTreeMap<&str, NodeId> = BTreeMap::new();
    if !tags.inlines.is_empty() {
        each(&styled.nodes, &mut |node| {
            blocks.entry(node.block.as_str()).or_insert(node.id);
        });
    }
    let mut on_page: Vec<Vec<Ref>> = sheets.iter().map(|_| Vec::new()).collect();
    let mut key = sheets.len() as i32;
    let mut found = LinkRefs::with_capacity(tags.inlines.len());
    for inline in &tags.inlines {
        let mut list = Vec::new();
        let leads = match &inline.kind {
            InlineKind::Emphasis => false,
            InlineKind::Address(_) => true,
            InlineKind::Block(block) => blocks.get(block.as_str()).is_some_and(|node| target(*node).is_some()),
        };
        for (page, room) in inline.areas.iter().filter(|_| leads) {
            let Some(sheet) = sheets.get(*page as usize) else { continue };
            let id = annotation(file, inline, sheet.area(*room), key);
            key += 1;
            list.push((*page, id));
            if let Some(page) = on_page.get_mut(*page as usize) {
                page.push(id);
            }
        }
        found.push(list);
    }
    (found, on_page)
}

/// A link annotation with words for who cannot see it (PDF/UA-1 7.18.5), printed as nothing
/// (PDF/A-2 6.3.2 wants the flag).
fn annotation(file: &mut File, inline: &Inline, area: [f32; 4], key: i32) -> Ref {
    file.add(|obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Annot")).pair(Name(b"Subtype"), Name(b"Link")).pair(Name(b"F"), 4);
        dict.insert(Name(b"Rect")).array().items(area);
        dict.insert(Name(b"Border")).array().items([0, 0, 0]);
        dict.pair(Name(b"StructParent"), key);
        match &inline.kind {
            InlineKind::Address(address) => {
                dict.pair(Name(b"Contents"), TextStr(address));
                dict.insert(Name(b"A"))
                    .dict()
                    .pair(Name(b"S"), Name(b"URI"))
                    .pair(Name(b"URI"), Str(address.as_bytes()));
            }
            InlineKind::Block(block) => {
                dict.pair(Name(b"Contents"), TextStr(block)).pair(Name(b"Dest"), Str(block.as_bytes()));
            }
            InlineKind::Emphasis => {}
        }
    })
}
