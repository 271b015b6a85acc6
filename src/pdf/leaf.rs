//! Pages as objects: boxes, resources, and the links that lie on them.

use super::colour::Spots;
use super::faces::Subset;
use super::file::File;
use super::number::milli;
use super::outline::{Target, each};
use super::structure::LinkRefs;
use super::tags::{Inline, InlineKind, Tags};
use super::{Profile, press};
use crate::base::{Emu, Rect, Size};
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
    /// From the trim to the edge of the sheet, and how far ink goes on beyond the trim.
    around: Option<(Emu, Emu)>,
}

impl Sheet {
    /// A page as it is, or one on a larger sheet with room for marks and this much bleed.
    pub(super) fn new(file: &mut File, page: &Page, bleed: Option<Emu>) -> Sheet {
        let around = bleed.map(|bleed| (press::margin(bleed), bleed));
        let margin = around.map_or(0, |(margin, _)| milli(margin));
        let corner = (margin, margin + milli(page.size.height));
        Sheet { page: file.id(), content: file.id(), corner, size: page.size, around }
    }

    /// The trimmed page grown on every side.
    fn grown(&self, by: Emu) -> [f32; 4] {
        self.area(Rect::new(-by, -by, self.size.width + by * 2, self.size.height + by * 2))
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
            dict.pair(Name(b"Resources"), resources).pair(Name(b"Contents"), self.content);
            match self.around {
                // PDF/UA-1 7.18.3: the order of tabbing is the structure's.
                None => {
                    dict.insert(Name(b"MediaBox")).array().items(self.grown(Emu::ZERO));
                    dict.pair(Name(b"StructParents"), number).pair(Name(b"Tabs"), Name(b"S"));
                }
                // PDF/X-4 6.5: trim within bleed within the sheet.
                Some((margin, bleed)) => {
                    dict.insert(Name(b"MediaBox")).array().items(self.grown(margin));
                    dict.insert(Name(b"BleedBox")).array().items(self.grown(bleed));
                    dict.insert(Name(b"TrimBox")).array().items(self.grown(Emu::ZERO));
                }
            }
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
pub(super) fn resources(
    file: &mut File,
    id: Ref,
    profile: Profile,
    spots: &Spots,
    images: &[Ref],
    subsets: &[Subset<'_>],
) {
    let fonts: Vec<Ref> = subsets.iter().map(|subset| subset.write(file)).collect();
    file.object(id, |obj| {
        let mut dict = obj.dict();
        for (key, letter, list) in [("Font", 'F', fonts.as_slice()), ("XObject", 'I', images)] {
            if !list.is_empty() {
                let mut names = dict.insert(Name(key.as_bytes())).dict();
                for (number, reference) in list.iter().enumerate() {
                    names.pair(Name(format!("{letter}{number}").as_bytes()), *reference);
                }
            }
        }
        if profile == Profile::Press {
            let mut spaces = dict.insert(Name(b"ColorSpace")).dict();
            // 8.6.6.4: /All marks every plate.
            separation(spaces.insert(Name(b"SA")), "All", [1000; 4]);
            for (number, (name, alternate)) in spots.0.iter().enumerate() {
                separation(spaces.insert(Name(format!("S{number}").as_bytes())), name, *alternate);
            }
            drop(spaces);
            // Black text lies over what is under it; everything else knocks out (8.6.7, OPM 1).
            let mut states = dict.insert(Name(b"ExtGState")).dict();
            for (name, over) in [("GO", true), ("GK", false)] {
                let mut state = states.insert(Name(name.as_bytes())).dict();
                state.pair(Name(b"OP"), over).pair(Name(b"op"), over).pair(Name(b"OPM"), 1);
            }
        }
    });
}

/// A named ink, with the CMYK that stands for it, tint by tint.
fn separation(obj: pdf_writer::Obj<'_>, name: &str, alternate: [u16; 4]) {
    let mut space = obj.array();
    space.item(Name(b"Separation")).item(Name(name.as_bytes())).item(Name(b"DeviceCMYK"));
    let mut tint = space.push().dict();
    tint.pair(Name(b"FunctionType"), 2).pair(Name(b"N"), 1);
    tint.insert(Name(b"Domain")).array().items([0, 1]);
    tint.insert(Name(b"C0")).array().items([0; 4]);
    tint.insert(Name(b"C1")).array().items(alternate.map(|ink| f32::from(ink) / 1000.0));
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
        // PDF/X-4 6.13: nothing but paint lies on the page.
        let leads = tags.tagged
            && match &inline.kind {
                InlineKind::Strong | InlineKind::Emphasis | InlineKind::Ruby(..) | InlineKind::Label => false,
                InlineKind::Number(_) | InlineKind::Call(_) => tags.other_end(&inline.kind).is_some(),
                InlineKind::Address(_) => true,
                InlineKind::Block(block) => blocks.get(block.as_str()).is_some_and(|node| target(*node).is_some()),
            };
        for (page, room) in inline.areas.iter().filter(|_| leads) {
            let Some(sheet) = sheets.get(*page as usize) else { continue };
            let to = tags.other_end(&inline.kind).and_then(|(page, room)| {
                let other = sheets.get(page as usize)?;
                Some(other.target(room.x, room.y))
            });
            let id = annotation(file, inline, sheet.area(*room), to, key);
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
fn annotation(file: &mut File, inline: &Inline, area: [f32; 4], to: Option<Target>, key: i32) -> Ref {
    file.add(|obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Annot")).pair(Name(b"Subtype"), Name(b"Link")).pair(Name(b"F"), 4);
        dict.insert(Name(b"Rect")).array().items(area);
        dict.insert(Name(b"Border")).array().items([0, 0, 0]);
        dict.pair(Name(b"StructParent"), key);
        dict.pair(
            Name(b"Contents"),
            TextStr(match &inline.kind {
                InlineKind::Address(address) => address,
                InlineKind::Block(_) | InlineKind::Strong | InlineKind::Emphasis => &inline.words,
                InlineKind::Ruby(..) | InlineKind::Label => &inline.words,
                InlineKind::Number(_) | InlineKind::Call(_) => &inline.words,
            }),
        );
        match &inline.kind {
            InlineKind::Address(address) => {
                dict.insert(Name(b"A"))
                    .dict()
                    .pair(Name(b"S"), Name(b"URI"))
                    .pair(Name(b"URI"), Str(ascii(address).as_bytes()));
            }
            InlineKind::Block(block) => {
                dict.pair(Name(b"Dest"), Str(block.as_bytes()));
            }
            InlineKind::Number(_) | InlineKind::Call(_) => {
                if let Some(target) = to {
                    target.write(dict.insert(Name(b"Dest")));
                }
            }
            InlineKind::Strong | InlineKind::Emphasis | InlineKind::Ruby(..) | InlineKind::Label => {}
        }
    })
}

/// An address in 7-bit ASCII, as 12.6.4.7 asks: other bytes are escaped (RFC 3987, 3.1).
fn ascii(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(ascii("https://a.cn/年?b=1"), "https://a.cn/%E5%B9%B4?b=1");
    }
}
