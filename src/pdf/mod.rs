//! Floor 6: Pages → PDF bytes: fonts, content, colour, boxes, tags, outline, metadata. Decides nothing about place.
//!
//! The file is PDF 1.7 (1.6 for the press). Objects go into compressed object streams; every
//! number in a content stream is written from integers; the identity of a file is a hash of its
//! content. What each standard asks for, clause by clause, stands in the ledgers beside this file.

mod attach;
mod catalog;
mod cff;
mod charstring;
mod codes;
mod colour;
mod content;
mod drawing;
mod faces;
mod file;
mod images;
mod impose;
mod ink;
mod intent;
mod leaf;
mod metadata;
mod number;
mod numbering;
mod ops;
mod outline;
mod preflight;
mod press;
mod program;
mod separate;
mod structure;
mod tags;
mod text;

pub use attach::{Attachment, Relation};
pub use codes::CODES;
pub use colour::on_screen;
pub use impose::{Imposition, Scheme};
pub use intent::Condition;
pub use metadata::Stamp;

use crate::base::{Findings, Rect};
use crate::fonts::Fonts;
use crate::pages::{ItemKind, Page, Pages};
use crate::pictures::Pictures;
use crate::style::{NodeId, Styled};
use content::Shared;
use file::File;
use ops::Ops;
use pdf_writer::{Name, Ref};
use std::borrow::Cow;
use std::sync::Arc;

/// What a file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Reading on a screen: tagged and small.
    #[default]
    Screen,
    /// The archive and the screen reader: PDF/A-3a (2a without attachments) and PDF/UA-1.
    Archive,
    /// The press: PDF/X-4.
    Press,
}

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 3] = [Profile::Screen, Profile::Archive, Profile::Press];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Profile::Screen => "screen",
            Profile::Archive => "archive",
            Profile::Press => "press",
        }
    }

    /// What follows the name of the output.
    pub fn suffix(self) -> &'static str {
        match self {
            Profile::Screen => ".pdf",
            Profile::Archive => ".archive.pdf",
            Profile::Press => ".press.pdf",
        }
    }
}

/// What the caller decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the file is for.
    pub profile: Profile,
    /// The moment stated in the file. Without one the date of the document is taken; without that
    /// either, the file states none. No clock is read.
    pub stamp: Option<Stamp>,
    /// Files that go along with an archive file; without any it is PDF/A-2a.
    pub attachments: Vec<Attachment>,
    /// What a press file is made for.
    pub condition: Condition,
    /// Most ink on one spot of a press file, per cent of one full ink.
    pub ink_limit: u16,
    /// Pages together on larger sheets, for the press: untagged, without outline and links.
    pub impose: Option<Imposition>,
    /// The document's SVG pictures, read.
    pub drawings: Arc<Pictures>,
}

impl Default for Options {
    fn default() -> Options {
        // 300 % suits coated sheets; newsprint takes 240 %.
        let condition = Condition::default();
        Options {
            profile: Profile::Screen,
            stamp: None,
            attachments: Vec::new(),
            condition,
            ink_limit: 300,
            impose: None,
            drawings: Arc::default(),
        }
    }
}

/// Writes the PDF; `None` when something stops it, which `findings` then say.
pub fn write(
    pages: &Pages,
    styled: &Styled,
    fonts: &Fonts<'_>,
    options: &Options,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    put(Cow::Borrowed(pages), styled, fonts, options, findings)
}

/// The same of pages that nobody reads afterwards: what stands on them is given back as soon as it is written.
pub fn write_last(
    pages: Pages,
    styled: &Styled,
    fonts: &Fonts<'_>,
    options: &Options,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    put(Cow::Owned(pages), styled, fonts, options, findings)
}

fn put(
    pages: Cow<'_, Pages>,
    styled: &Styled,
    fonts: &Fonts<'_>,
    options: &Options,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let stamp = options.stamp.or_else(|| Stamp::parse(&styled.info.date));
    preflight::inspect(&pages, styled, fonts, options, stamp, findings);
    if findings.stop() {
        return None;
    }
    let (mut pages, tagged) = match options.impose {
        Some(asked) => (Cow::Owned(impose::sheets(&pages, asked)), false),
        None => (pages, options.profile != Profile::Press),
    };
    let mut file = File::new(if options.profile == Profile::Press { 6 } else { 7 });
    let mut shared = Shared {
        profile: options.profile,
        faces: faces::Faces::new(fonts),
        images: images::Images::new(Arc::clone(&options.drawings)),
        spots: colour::Spots::default(),
        separation: separate::Separation::new(&options.condition),
        tags: tags::Tags::new(styled, tagged),
    };

    shared.faces.number(&pages);

    // 1. Content streams, in order; fonts, pictures and tags gather what they meet.
    let bleed = (options.profile == Profile::Press).then_some(styled.sheet.page.bleed);
    let slug = |page: &Page| slug(styled, options, stamp, &page.label);
    let mut sheets = Vec::with_capacity(pages.pages.len());
    for number in 0..pages.pages.len() {
        // The ink of archive and press files is looked at once more when their fonts are made.
        let given = match &mut pages {
            Cow::Owned(own) if options.profile == Profile::Screen => own.pages.get_mut(number).map(Page::take),
            Cow::Owned(_) | Cow::Borrowed(_) => None,
        };
        let Some(page) = given.as_ref().or(pages.pages.get(number)) else { break };
        let sheet = leaf::Sheet::new(&mut file, page, bleed);
        let mut ops = Ops::new(sheet.corner.0, sheet.corner.1);
        if let Some(bleed) = bleed {
            press::marks(&mut ops, page, bleed, &slug(page), fonts, &mut shared);
        }
        let stream = content::stream(page, number as u32, ops, &mut shared);
        file.stream(sheet.content, &stream, |_| {});
        sheets.push(sheet);
    }

    // 2. Where things stand.
    let resources = file.id();
    let ids: Vec<Ref> = sheets.iter().map(|sheet| sheet.page).collect();
    let target = |node: NodeId| {
        let (page, room) = shared.tags.rooms.get(&node)?;
        sheets.get(*page as usize).map(|sheet| sheet.target(room.x, room.y))
    };

    // 3. Links: their annotations, and the keys under which their elements are found.
    let (links, annotations) = leaf::links(&mut file, &shared.tags, &sheets, styled, &target);
    let destinations = outline::destinations(&mut file, styled, &shared.tags.referred(), &target);
    let outline = outline::outline(&mut file, styled, &target);

    // 4. Pages and their tree.
    let tree = file.id();
    for (number, (sheet, annotations)) in (0..).zip(sheets.iter().zip(&annotations)) {
        sheet.write(&mut file, tree, resources, number, annotations);
    }
    file.object(tree, |obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Pages")).pair(Name(b"Count"), ids.len() as i32);
        dict.insert(Name(b"Kids")).array().items(ids.iter().copied());
    });
    let printed: Vec<&str> = pages.pages.iter().map(|page| page.label.as_str()).collect();
    let labels = outline::labels(&mut file, &printed);

    // 5. The structure tree, from the waist. The press reads no tags.
    let document = structure::tree(styled, &mut shared.tags);
    let box_of = |page: u32, room: Rect| sheets.get(page as usize).map_or([0.0; 4], |sheet| sheet.area(room));
    let structure = tagged.then(|| structure::write(&mut file, &document, &ids, &shared.tags.counts, &links, &box_of));
    drop(document);

    // 6. What the pages share, when the tree is written and gone: subsetting takes memory of its own.
    let subsets = shared.faces.subsets(findings);
    match options.profile {
        Profile::Screen => {}
        Profile::Archive | Profile::Press => ink::inspect(&subsets, &pages, styled, findings),
    }
    let images = shared.images.write(&mut file, options.profile, &mut shared.separation);
    leaf::resources(&mut file, resources, options.profile, &shared.spots, &images, &subsets);
    drop(subsets);

    // 7. What the colours mean, what goes along, what the file says of itself.
    let intent = match options.profile {
        Profile::Screen => None,
        Profile::Archive => Some(intent::archive(&mut file)),
        Profile::Press => Some(intent::press(&mut file, &options.condition)),
    };
    let attached = match options.profile {
        Profile::Archive => attach::write(&mut file, &options.attachments, stamp),
        Profile::Screen | Profile::Press => Vec::new(),
    };
    let info = metadata::info(&mut file, &styled.info, options.profile, stamp);
    let identity = file.fingerprint();
    let metadata = metadata::xmp(&mut file, &styled.info, options.profile, !attached.is_empty(), stamp, identity);
    let parts = catalog::Parts { pages: tree, metadata, outline, labels, destinations, structure, intent, attached };
    let catalog = catalog::write(&mut file, &styled.info, options.profile, &parts, &options.attachments);
    (!findings.stop()).then(|| file.finish(catalog, Some(info), identity))
}

/// Looks whether every character of the pages leaves ink, without writing a file: for `check`.
pub fn ink(pages: &Pages, styled: &Styled, fonts: &Fonts<'_>, findings: &mut Findings) {
    let mut faces = faces::Faces::new(fonts);
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Line { line, .. } = &item.kind else { continue };
        for run in line.runs() {
            let Some((number, _)) = faces.take(run.fount.face) else { continue };
            for glyph in run.glyphs() {
                faces.show(number, glyph.id, line.shown(&glyph));
            }
        }
    }
    ink::inspect(&faces.subsets(findings), pages, styled, findings);
}

/// The slug line: what a sheet on the floor of the press room must say.
fn slug(styled: &Styled, options: &Options, stamp: Option<Stamp>, label: &str) -> String {
    let date = stamp.map_or(String::new(), |stamp| format!("{:04}-{:02}-{:02}", stamp.year, stamp.month, stamp.day));
    let title = &styled.info.title;
    let condition = &options.condition.identifier;
    format!("{title} {label} {date} {condition} CMYK")
}
