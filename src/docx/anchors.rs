//! Anchors for the way back from an editor: bookmarks, a custom XML part, custom properties.
//!
//! Bookmarks, style names, custom XML and custom properties survive LibreOffice's open and save;
//! content controls, paragraph ids and style ids do not, so none of those is an anchor.

use super::inline::caption_number;
use super::names;
use super::package::{Package, Relations, kind};
use super::packing::{Data, Packing};
use super::xml::{El, Part, el, grow, push_number};
use super::{Job, Options, types};
use crate::style::{FigureMark, Node, NodeKind, Para, ParaRole, Styled};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Namespace of the custom XML part.
const NS: &str = "urn:banxin:source:1";

/// The names of all bookmarks, and the ids given so far.
#[derive(Debug, Default)]
pub(crate) struct Bookmarks {
    /// Asked for by name and never walked through, so that its order is nobody's: a book has ten thousand.
    blocks: HashMap<String, Block>,
    /// What the names of a figure's bookmarks begin with, and how often it is stated.
    stems: Vec<(String, u32)>,
    /// Where in `stems` a figure is, by its id.
    figures: BTreeMap<Arc<str>, usize>,
    /// The same by where the id lies in memory: places of one row share it, and a number is soon found.
    addresses: BTreeMap<usize, usize>,
    next: u32,
}

/// The bookmarks of a block.
#[derive(Debug, Default)]
struct Block {
    /// Round its content.
    name: String,
    /// Round 表1 of its caption.
    label: Option<String>,
    opened: bool,
}

impl Bookmarks {
    /// Names for every block and every figure stated.
    pub(crate) fn of(styled: &Styled) -> Bookmarks {
        let mut taken = HashSet::new();
        let mut bookmarks = Bookmarks::default();
        bookmarks.collect(&styled.nodes, &mut taken);
        for figure in &styled.figures {
            let address = figure.id.as_ptr().addr();
            let at = bookmarks.addresses.get(&address).copied().unwrap_or_else(|| {
                let at = bookmarks.figures.get(&figure.id).copied().unwrap_or_else(|| {
                    let stem = unique(&mut taken, "f_", &figure.id, OCCURRENCE);
                    bookmarks.stems.push((stem, 0));
                    bookmarks.figures.insert(Arc::clone(&figure.id), bookmarks.stems.len() - 1);
                    bookmarks.stems.len() - 1
                });
                bookmarks.addresses.insert(address, at);
                at
            });
            if let Some((_, count)) = bookmarks.stems.get_mut(at) {
                *count = figure.occurrence.max(*count);
            }
        }
        bookmarks
    }

    fn collect(&mut self, nodes: &[Node], taken: &mut HashSet<String>) {
        for node in nodes {
            if !node.block.is_empty() && !self.blocks.contains_key(&node.block) {
                let name = unique(taken, "b_", &node.block, 0);
                let numbered = caption(node).is_some_and(|caption| caption_number(&caption.text).is_some());
                let label = numbered.then(|| unique(taken, "l_", &node.block, 0));
                self.blocks.insert(node.block.clone(), Block { name, label, opened: false });
            }
            if let NodeKind::Box(inner) = &node.kind {
                self.collect(&inner.nodes, taken);
            }
        }
    }

    /// The bookmark round a block.
    pub(crate) fn block(&self, block: &str) -> Option<String> {
        self.blocks.get(block).map(|block| block.name.clone())
    }

    /// The bookmark round 表1 of a block's caption.
    pub(crate) fn label(&self, block: &str) -> Option<String> {
        self.blocks.get(block)?.label.clone()
    }

    /// The pair round a block, the first time it is asked for.
    pub(crate) fn open_block(&mut self, block: &str) -> Option<(El, El)> {
        let block = self.blocks.get_mut(block).filter(|block| !block.opened)?;
        block.opened = true;
        let name = block.name.clone();
        Some(self.pair(name))
    }

    /// Begins the bookmark round a figure; [`close`] ends it.
    pub(crate) fn open_figure(&mut self, figure: &FigureMark, out: &mut Vec<El>) -> Option<u32> {
        let at = self.addresses.get(&figure.id.as_ptr().addr()).or_else(|| self.figures.get(&figure.id))?;
        let (stem, _) = self.stems.get(*at)?;
        let id = self.next;
        self.next += 1;
        grow(out, |xml| {
            xml.push_str("<w:bookmarkStart w:id=\"");
            push_number(xml, id);
            xml.push_str("\" w:name=\"");
            xml.push_str(stem);
            xml.push('_');
            push_number(xml, figure.occurrence);
            xml.push_str("\"/>");
        });
        Some(id)
    }

    /// A pair of bookmark ends with a new id.
    pub(crate) fn pair(&mut self, name: String) -> (El, El) {
        let id = self.next;
        self.next += 1;
        (el("w:bookmarkStart").at("w:id", id).at("w:name", name), el("w:bookmarkEnd").at("w:id", id))
    }
}

/// Ends a bookmark.
pub(crate) fn close(id: u32, out: &mut Vec<El>) {
    grow(out, |xml| {
        xml.push_str("<w:bookmarkEnd w:id=\"");
        push_number(xml, id);
        xml.push_str("\"/>");
    });
}

/// A name no other bookmark has: ids that differ only in `-` and `.` meet in ASCII.
fn unique(taken: &mut HashSet<String>, prefix: &str, id: &str, tail: usize) -> String {
    let mut name = names::bookmark(prefix, id, tail);
    let mut salt = 0;
    while !taken.insert(name.to_ascii_lowercase()) {
        salt += 1;
        name = names::bookmark(prefix, &format!("{id}{}", "#".repeat(salt)), tail);
    }
    name
}

/// Characters that the occurrence takes at a name's end: `_` and seven digits, more than a book has figures.
const OCCURRENCE: usize = 8;

fn caption(node: &Node) -> Option<&Para> {
    match &node.kind {
        NodeKind::Table(table) => table.caption.as_ref(),
        NodeKind::Picture(picture) => picture.caption.as_ref(),
        NodeKind::Chart(chart) => chart.caption.as_ref(),
        NodeKind::Para(_) | NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => None,
    }
}

/// SHA-256 in hex.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Custom properties: who made the file, by which layout, and the hash of its text part.
pub(crate) fn properties(styled: &Styled, hash: String) -> Vec<(&'static str, String)> {
    vec![
        ("Banxin.Version", env!("CARGO_PKG_VERSION").to_owned()),
        ("Banxin.Layout", styled.sheet.name.clone()),
        ("Banxin.Build", hash),
    ]
}

/// Adds `customXml/item1.xml` with its properties: source hashes, blocks with their base text, figures.
/// `hash` is the text part's: with the names and hashes of the sources it decides all that the part says.
/// `None` when no zip can hold it.
pub(crate) fn add(job: &mut Job<'_>, options: &Options, hash: &str, package: &mut Package) -> Option<()> {
    let data = item(job, options)?;
    let mut content = format!("{hash} {}", job.styled.sheet.name);
    for (name, hash) in &options.sources {
        content.extend([" ", name, " ", hash]);
    }
    let id = guid(content.as_bytes());
    let properties = el("ds:datastoreItem")
        .at("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
        .at("ds:itemID", id)
        .with(el("ds:schemaRefs").with(el("ds:schemaRef").at("ds:uri", NS)));
    job.relations.add(kind::CUSTOM_XML, "../customXml/item1.xml");
    let mut relations = Relations::default();
    relations.add(kind::CUSTOM_XML_PROPS, "itemProps1.xml");
    package.add("customXml/item1.xml", "application/xml", data);
    package.relations_of("customXml/item1.xml", &relations);
    package.part("customXml/itemProps1.xml", types::XML_PROPS, Part::of(&properties));
    Some(())
}

fn item(job: &Job<'_>, options: &Options) -> Option<Data> {
    let mut part = Part::packed(Packing::new("customXml/item1.xml", job.least(), false));
    part.open(&el("banxin").at("xmlns", NS).at("version", "1").at("layout", &job.styled.sheet.name));
    part.open(&el("sources"));
    for (name, hash) in &options.sources {
        part.write(&el("source").at("name", name).at("sha256", hash));
    }
    part.close();
    part.open(&el("blocks"));
    blocks(&job.styled.nodes, job, &mut part);
    part.close();
    part.open(&el("figures"));
    for (id, at) in &job.bookmarks.figures {
        let Some((stem, count)) = job.bookmarks.stems.get(*at) else { continue };
        part.write(&el("figure").at("id", id.to_string()).at("bookmarks", stem).at("count", *count));
    }
    Some(part.pack()?.0)
}

fn blocks(nodes: &[Node], job: &Job<'_>, part: &mut Part) {
    for node in nodes {
        if let Some(Block { name, .. }) = job.bookmarks.blocks.get(&node.block) {
            let (kind, text) = base(node);
            let block = el("block").at("id", &node.block).at("kind", kind).at("bookmark", name);
            if text.is_empty() {
                part.write(&block);
            } else {
                part.open(&block);
                part.open(&el("text").at("xml:space", "preserve"));
                part.text(&text);
                part.close();
                part.close();
            }
            part.spill();
        }
        if let NodeKind::Box(inner) = &node.kind {
            blocks(&inner.nodes, job, part);
        }
    }
}

/// What a block is and what its text was when it left: an editor's change is the difference.
fn base(node: &Node) -> (&'static str, Cow<'_, str>) {
    let caption = |para: &Option<Para>| para.as_ref().map_or(String::new(), |para| para.text.to_string());
    match &node.kind {
        NodeKind::Para(para) => (role(para.role), Cow::Borrowed(&*para.text)),
        NodeKind::Table(table) => {
            let mut lines: Vec<String> =
                table.caption.iter().chain(&table.unit).map(|para| para.text.to_string()).collect();
            for row in table.head.iter().chain(&table.body) {
                let cells: Vec<&str> = row.cells.iter().map(|cell| &*cell.para.text).collect();
                lines.push(cells.join("\t"));
            }
            lines.extend(table.below.iter().map(|para| para.text.to_string()));
            ("table", lines.join("\n").into())
        }
        NodeKind::Picture(picture) => ("picture", caption(&picture.caption).into()),
        NodeKind::Chart(chart) => {
            let lines: Vec<String> = chart
                .unit_line
                .iter()
                .chain(&chart.caption)
                .chain(&chart.below)
                .map(|para| para.text.to_string())
                .collect();
            ("chart", lines.join("\n").into())
        }
        NodeKind::Box(_) => ("box", "".into()),
        NodeKind::Contents(_) => ("contents", "".into()),
        NodeKind::Break(_) => ("break", "".into()),
    }
}

fn role(role: ParaRole) -> &'static str {
    match role {
        ParaRole::Body => "paragraph",
        ParaRole::Kicker => "kicker",
        ParaRole::Title => "title",
        ParaRole::Subtitle => "subtitle",
        ParaRole::Heading(_) => "heading",
        ParaRole::Lead => "lead",
        ParaRole::Quote => "quote",
        ParaRole::Item(_) => "item",
        ParaRole::Caption => "caption",
        ParaRole::Remark => "remark",
        ParaRole::Credit => "credit",
        ParaRole::Note => "note",
        ParaRole::Cell => "cell",
        ParaRole::Furniture => "furniture",
    }
}

/// A GUID that the content alone decides, so that no two documents share one and no build differs.
fn guid(data: &[u8]) -> String {
    let hex = hash(data).to_uppercase();
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or("").to_owned();
    format!("{{{}-{}-4{}-8{}-{}}}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}
