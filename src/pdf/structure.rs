//! The structure tree, built from the waist in reading order, not from the pages
//! (ISO 32000-1, 14.7 and 14.8; PDF/UA-1 clause 7).

use super::file::File;
use super::tags::{InlineKind, Leaf, Tags};
use crate::base::Rect;
use crate::pages::Part;
use crate::style::{Node, NodeId, NodeKind, Para, ParaRole, Row, RowKind, Styled, Table, TableKey};
use pdf_writer::{Name, Obj, Ref, Str, TextStr};
use std::collections::BTreeMap;

/// An element of the tree.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) kind: &'static str,
    pub(super) kids: Vec<Kid>,
    pub(super) about: About,
}

/// What belongs to an element.
#[derive(Debug)]
pub(super) enum Kid {
    /// Another element.
    Element(Element),
    /// Marked content: page and number.
    Content(u32, u32),
    /// The annotations of a link: index into the inlines.
    Link(u32),
}

/// What is said of an element besides its content.
#[derive(Debug, Default)]
pub(super) enum About {
    /// Nothing.
    #[default]
    Nothing,
    /// A figure: alternative text, and its page and box.
    Figure(String, Option<(u32, Rect)>),
    /// A header or data cell: scope if header, columns, rows.
    Cell(Option<&'static str>, u16, u16),
    /// A table: what it shows.
    Summary(String),
    /// A note, with its name in the tree.
    Note(String),
    /// A reading: its words, for what is drawn may be signs one under the other.
    Reading(String),
    /// A list: how its items are numbered.
    List(&'static str),
}

impl Element {
    fn new(kind: &'static str) -> Element {
        Element { kind, kids: Vec::new(), about: About::Nothing }
    }

    fn of(kind: &'static str, kids: Vec<Kid>) -> Element {
        Element { kind, kids, about: About::Nothing }
    }

    fn push(&mut self, element: Element) {
        if !element.kids.is_empty() {
            self.kids.push(Kid::Element(element));
        }
    }

    /// The last element below it.
    fn last(&mut self) -> Option<&mut Element> {
        match self.kids.last_mut() {
            Some(Kid::Element(element)) => Some(element),
            Some(Kid::Content(..) | Kid::Link(_)) | None => None,
        }
    }
}

/// The tree of the document. Content is taken out of `tags` as it finds its place.
pub(super) fn tree(styled: &Styled, tags: &mut Tags<'_>) -> Element {
    let leaves = std::mem::take(&mut tags.leaves);
    let mut builder = Builder { tags, leaves };
    let mut document = Element::new("Document");
    builder.nodes(&styled.nodes, &mut document);
    // Content of nodes that the waist does not list (notes set at the foot, say) still has a
    // place in the tree: a reader must meet everything.
    while let Some(((node, _), _)) = builder.leaves.first_key_value() {
        let node = *node;
        builder.rest(node, &mut document);
    }
    document
}

struct Builder<'t, 's> {
    tags: &'t Tags<'s>,
    leaves: BTreeMap<(NodeId, Part), Vec<Leaf>>,
}

impl Builder<'_, '_> {
    fn nodes(&mut self, nodes: &[Node], into: &mut Element) {
        let mut lists: Vec<Element> = Vec::new();
        for node in nodes {
            let level = match &node.kind {
                NodeKind::Para(Para { role: ParaRole::Item(level), .. }) => usize::from((*level).max(1)),
                NodeKind::Para(_)
                | NodeKind::Table(_)
                | NodeKind::Picture(_)
                | NodeKind::Chart(_)
                | NodeKind::Box(_)
                | NodeKind::Contents(_)
                | NodeKind::Break(_) => 0,
            };
            fold(&mut lists, level, into);
            if level > 0 {
                let about = || About::List(numbering(&node.kind));
                lists.resize_with(level, || Element { kind: "L", kids: Vec::new(), about: about() });
                if let Some(list) = lists.last_mut() {
                    list.push(self.item(node.id));
                }
            } else {
                self.node(node, into);
            }
        }
        fold(&mut lists, 0, into);
    }

    /// 14.8.4.3.3: label and body, and nothing else.
    fn item(&mut self, node: NodeId) -> Element {
        let mut item = Element::new("LI");
        let mut kids = self.content(node, Part::Body).into_iter().peekable();
        while let Some(Kid::Element(label)) =
            kids.next_if(|kid| matches!(kid, Kid::Element(inner) if inner.kind == "Lbl"))
        {
            item.push(label);
        }
        item.push(Element::of("LBody", kids.collect()));
        item
    }

    fn node(&mut self, node: &Node, into: &mut Element) {
        match &node.kind {
            NodeKind::Para(para) => into.push(self.para(node.id, para)),
            NodeKind::Table(table) => {
                into.push(match table.style {
                    style if style == TableKey::Numbers.id() => self.numbers(node.id, table),
                    style if style == TableKey::Colophon.id() => self.colophon(node.id, table),
                    style if style == TableKey::Imprint.id() => self.imprint(node.id, table),
                    _ => self.table(node.id, table),
                });
                self.parts(node.id, into);
            }
            NodeKind::Picture(picture) => self.figure(node.id, &picture.alt, into),
            NodeKind::Chart(chart) => self.figure(node.id, &chart.alt, into),
            NodeKind::Box(framed) => {
                let mut sect = Element::new("Sect");
                self.nodes(&framed.nodes, &mut sect);
                into.push(sect);
            }
            NodeKind::Contents(contents) => {
                into.push(Element::of("P", self.content(node.id, Part::Caption)));
                let toc = self.contents(node.id, contents.entries.len() as u16);
                into.push(toc);
            }
            NodeKind::Break(_) => {}
        }
        self.rest(node.id, into);
    }

    /// 14.8.4.3.4: each entry a link to what it names, its page number with it.
    fn contents(&mut self, node: NodeId, entries: u16) -> Element {
        let mut toc = Element::new("TOC");
        let mut numbers = self.taken(node, Part::Label).into_iter().peekable();
        for entry in 0..entries {
            let mut line = Element::of("Reference", self.content(node, Part::Cell(entry, 0)));
            // Content comes in the order of the page: what stands before the next entry is this one's.
            let next = self.first(node, Part::Cell(entry + 1, 0));
            let own = |leaf: &Leaf| next.is_none_or(|next| (leaf.page, leaf.mcid) < next);
            while let Some(number) = numbers.next_if(own) {
                line.kids.push(Kid::Content(number.page, number.mcid));
            }
            if !line.kids.is_empty() {
                toc.push(Element::of("TOCI", vec![Kid::Element(line)]));
            }
        }
        toc
    }

    /// Large figures with their labels: no table to a reader, but one sentence a figure.
    fn numbers(&mut self, node: NodeId, table: &Table) -> Element {
        let mut panel = Element::new("Sect");
        panel.push(Element::of("P", self.content(node, Part::Caption)));
        for row in (0..table.body.len() as u16).step_by(2) {
            for place in 0..table.columns.len() as u16 {
                let mut kids = self.content(node, Part::Cell(row, place));
                kids.extend(self.content(node, Part::Cell(row + 1, place)));
                panel.push(Element::of("P", kids));
            }
        }
        panel
    }

    /// 版记: rules and places on the page, to a reader a few lines.
    fn colophon(&mut self, node: NodeId, table: &Table) -> Element {
        let mut lines = Element::new("Sect");
        for row in 0..table.body.len() as u16 {
            for place in 0..table.columns.len() as u16 {
                let kids = self.content(node, Part::Cell(row, place));
                if !kids.is_empty() {
                    lines.push(Element::of("P", kids));
                }
            }
        }
        lines
    }

    /// 版权页: to a reader a line each, its label and what it says.
    fn imprint(&mut self, node: NodeId, table: &Table) -> Element {
        let mut lines = Element::new("Sect");
        for row in 0..table.body.len() as u16 {
            let mut kids = self.content(node, Part::Cell(row, 0));
            kids.extend(self.content(node, Part::Cell(row, 1)));
            lines.push(Element::of("P", kids));
        }
        lines
    }

    fn para(&mut self, node: NodeId, para: &Para) -> Element {
        let kids = self.content(node, Part::Body);
        match para.role {
            ParaRole::Heading(1) => Element::of("H1", kids),
            ParaRole::Heading(2) => Element::of("H2", kids),
            ParaRole::Heading(3) => Element::of("H3", kids),
            ParaRole::Heading(_) => Element::of("H4", kids),
            ParaRole::Kicker => Element::of("Kicker", kids),
            ParaRole::Title => Element::of("Title", kids),
            ParaRole::Subtitle => Element::of("Subtitle", kids),
            ParaRole::Quote if kids.is_empty() => Element::new("BlockQuote"),
            ParaRole::Quote => Element::of("BlockQuote", vec![Kid::Element(Element::of("P", kids))]),
            ParaRole::Note => Element { kind: "Note", kids, about: About::Note(format!("note-node-{}", node.0)) },
            ParaRole::Caption => Element::of("Caption", kids),
            ParaRole::Body
            | ParaRole::Lead
            | ParaRole::Item(_)
            | ParaRole::Remark
            | ParaRole::Credit
            | ParaRole::Cell
            | ParaRole::Furniture => Element::of("P", kids),
        }
    }

    /// 7.3: a figure has an alternative text, and its caption stands beside it.
    fn figure(&mut self, node: NodeId, alt: &str, into: &mut Element) {
        // The unit of a chart stands above it, its caption below.
        into.push(Element::of("P", self.content(node, Part::Unit)));
        let mut kids = self.content(node, Part::Body);
        kids.extend(self.content(node, Part::Label));
        let room = self.tags.rooms.get(&node).copied();
        into.push(Element { kind: "Figure", kids, about: About::Figure(alt.to_owned(), room) });
        into.push(Element::of("Caption", self.content(node, Part::Caption)));
        self.parts(node, into);
    }

    /// 7.5: rows in head and body, header cells with their scope.
    fn table(&mut self, node: NodeId, table: &Table) -> Element {
        let mut element = Element::new("Table");
        if !table.alt.is_empty() {
            element.about = About::Summary(table.alt.clone());
        }
        let mut caption = Element::new("Caption");
        for part in [Part::Caption, Part::Unit] {
            let kids = self.content(node, part);
            caption.push(Element::of("P", kids));
        }
        element.push(caption);
        let (mut head, mut body) = (Element::new("THead"), Element::new("TBody"));
        for (number, row) in (0..).zip(table.head.iter().chain(&table.body)) {
            let cells = self.row(node, number, row);
            let group = if usize::from(number) < table.head.len() { &mut head } else { &mut body };
            group.push(cells);
        }
        element.push(head);
        element.push(body);
        element
    }

    fn row(&mut self, node: NodeId, number: u16, row: &Row) -> Element {
        let mut line = Element::new("TR");
        for (place, cell) in row.places() {
            let scope = match (row.kind, place) {
                (RowKind::Head, _) => Some("Column"),
                (RowKind::Group, _) | (RowKind::Plain | RowKind::Part | RowKind::Total, 0) => Some("Row"),
                (RowKind::Plain | RowKind::Part | RowKind::Total, _) => None,
            };
            let kids = self.content(node, Part::Cell(number, place));
            let about = About::Cell(scope, cell.across.max(1), cell.down.max(1));
            // An empty cell stays: without it the columns would shift.
            line.kids.push(Kid::Element(Element { kind: if scope.is_some() { "TH" } else { "TD" }, kids, about }));
        }
        line
    }

    /// Notes and sources below a table or figure.
    fn parts(&mut self, node: NodeId, into: &mut Element) {
        for part in self.left(node).into_iter().filter(|part| matches!(part, Part::Below(_))) {
            into.push(Element::of("P", self.content(node, part)));
        }
    }

    /// Whatever of a node has not found its place.
    fn rest(&mut self, node: NodeId, into: &mut Element) {
        for part in self.left(node) {
            let kids = self.content(node, part);
            into.push(match part {
                // 7.9: a note has a name of its own.
                Part::Note(note) => Element { kind: "Note", kids, about: About::Note(format!("note-{note}")) },
                Part::Body | Part::Caption | Part::Unit | Part::Below(_) | Part::Cell(..) | Part::Label => {
                    Element::of("P", kids)
                }
            });
        }
    }

    /// Takes the content of a part.
    fn taken(&mut self, node: NodeId, part: Part) -> Vec<Leaf> {
        self.leaves.remove(&(node, part)).unwrap_or_default()
    }

    /// Parts of a node that have not found their place. `Body` is the first part there can be.
    fn left(&self, node: NodeId) -> Vec<Part> {
        let parts = self.leaves.range((node, Part::Body)..);
        parts.map_while(|((owner, part), _)| (*owner == node).then_some(*part)).collect()
    }

    /// Where the content of a part begins: page and number.
    fn first(&self, node: NodeId, part: Part) -> Option<(u32, u32)> {
        let leaf = self.leaves.get(&(node, part))?.first()?;
        Some((leaf.page, leaf.mcid))
    }

    /// The content of a part, elements inside the paragraph in their places.
    fn content(&mut self, node: NodeId, part: Part) -> Vec<Kid> {
        let leaves = self.taken(node, part);
        let mut kids = Vec::with_capacity(leaves.len());
        for same in leaves.chunk_by(|a, b| a.inline == b.inline) {
            let inline = same.first().map_or(0, |leaf| leaf.inline);
            let content = same.iter().map(|leaf| Kid::Content(leaf.page, leaf.mcid));
            let Some(found) = inline.checked_sub(1).and_then(|index| self.tags.inlines.get(index as usize)) else {
                kids.extend(content);
                continue;
            };
            kids.push(Kid::Element(match &found.kind {
                InlineKind::Strong => Element::of("Strong", content.collect()),
                InlineKind::Emphasis => Element::of("Em", content.collect()),
                // 14.8.4.4.3: base and reading.
                InlineKind::Ruby(_, reading) => {
                    let base = Element::of("RB", content.collect());
                    let leaves = self.tags.readings.get(&(inline - 1)).into_iter().flatten();
                    let kids = leaves.map(|leaf| Kid::Content(leaf.page, leaf.mcid)).collect();
                    let reading = Element { kind: "RT", kids, about: About::Reading(reading.clone()) };
                    Element::of("Ruby", vec![Kid::Element(base), Kid::Element(reading)])
                }
                InlineKind::Label => Element::of("Lbl", content.collect()),
                // The number of a note and its call lead to each other.
                InlineKind::Number(_) | InlineKind::Call(_) => {
                    let kind = if matches!(found.kind, InlineKind::Call(_)) { "Reference" } else { "Lbl" };
                    if self.tags.other_end(&found.kind).is_some() {
                        let link = content.chain(std::iter::once(Kid::Link(inline - 1))).collect();
                        Element::of(kind, vec![Kid::Element(Element::of("Link", link))])
                    } else {
                        Element::of(kind, content.collect())
                    }
                }
                InlineKind::Address(_) | InlineKind::Block(_) => {
                    Element::of("Link", content.chain(std::iter::once(Kid::Link(inline - 1))).collect())
                }
            }));
        }
        kids
    }
}

/// How the items of a list are numbered (14.8.5.5): the standard knows no Han numerals.
fn numbering(item: &NodeKind) -> &'static str {
    match item {
        NodeKind::Para(para) if para.text.starts_with('●') => "Disc",
        NodeKind::Para(_)
        | NodeKind::Table(_)
        | NodeKind::Picture(_)
        | NodeKind::Chart(_)
        | NodeKind::Box(_)
        | NodeKind::Contents(_)
        | NodeKind::Break(_) => "Decimal",
    }
}

/// Closes lists deeper than `level`, each into the body of the last item of the one above it
/// (an item holds nothing but label and body).
fn fold(lists: &mut Vec<Element>, level: usize, into: &mut Element) {
    while lists.len() > level {
        let Some(list) = lists.pop() else { return };
        let item = lists.last_mut().and_then(Element::last);
        let body = item.and_then(Element::last);
        body.unwrap_or(&mut *into).push(list);
    }
}

/// Annotations of the links, so that elements and annotations find each other.
pub(super) type LinkRefs = Vec<Vec<(u32, Ref)>>;

/// Writes the tree; the reference is of its root. `links` holds, for each inline, its annotations and their pages; the parent
/// of the annotation with key `pages + n` is found under that key.
pub(super) fn write(
    file: &mut File,
    document: &Element,
    pages: &[Ref],
    counts: &[u32],
    links: &LinkRefs,
    box_of: &dyn Fn(u32, Rect) -> [f32; 4],
) -> Ref {
    let root = file.id();
    let mut out = Writer {
        file,
        pages,
        links,
        parents: counts.iter().map(|count| vec![root; *count as usize]).collect(),
        unplaced: counts.to_vec(),
        lists: vec![None; counts.len()],
        link_parents: vec![root; links.len()],
        notes: BTreeMap::new(),
        box_of,
    };
    let top = out.elements(document, root);
    (0..counts.len()).for_each(|page| out.list(page));
    let Writer { file, lists, link_parents, notes, .. } = out;

    let tree = file.id();
    file.object(tree, |obj| {
        let mut dict = obj.dict();
        let mut nums = dict.insert(Name(b"Nums")).array();
        let mut key = 0;
        // A page without content keeps its key free.
        for page in 0..pages.len() {
            if let Some(Some(list)) = lists.get(page) {
                nums.item(key).item(*list);
            }
            key += 1;
        }
        for (annotations, parent) in links.iter().zip(&link_parents) {
            for _ in annotations {
                nums.item(key).item(*parent);
                key += 1;
            }
        }
    });
    file.object(root, |obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"StructTreeRoot")).pair(Name(b"K"), top).pair(Name(b"ParentTree"), tree);
        let mut roles = dict.insert(Name(b"RoleMap")).dict();
        // Not standard in PDF 1.7; read as what they come nearest to.
        for (own, standard) in [("Kicker", "P"), ("Title", "P"), ("Subtitle", "P"), ("Strong", "Span"), ("Em", "Span")]
        {
            roles.pair(Name(own.as_bytes()), Name(standard.as_bytes()));
        }
        drop(roles);
        if !notes.is_empty() {
            let mut names = dict.insert(Name(b"IDTree")).dict();
            let mut entries = names.insert(Name(b"Names")).array();
            for (name, element) in &notes {
                entries.item(Str(name.as_bytes())).item(*element);
            }
        }
    });
    root
}

struct Writer<'w> {
    file: &'w mut File,
    pages: &'w [Ref],
    links: &'w LinkRefs,
    /// Parents of marked content, by page and number.
    parents: Vec<Vec<Ref>>,
    /// How much of each page's content has not met its parent.
    unplaced: Vec<u32>,
    /// Where each page's parents are listed.
    lists: Vec<Option<Ref>>,
    link_parents: Vec<Ref>,
    notes: BTreeMap<String, Ref>,
    box_of: &'w dyn Fn(u32, Rect) -> [f32; 4],
}

impl Writer<'_> {
    /// Writes all elements, block by block and in each level by level; the reference of the topmost. Neighbours in
    /// the file are alike then, and their numbers follow each other. What a page lists as the parents of its content
    /// stands behind the rows that list the same as their children, near enough for the packer to find it again where the
    /// rows are few.
    fn elements(&mut self, document: &Element, root: Ref) -> Ref {
        let top = self.file.id();
        let mut blocks = Vec::new();
        self.element(document, top, root, &mut blocks);
        let mut listed = 0;
        for block in blocks {
            let mut level = vec![block];
            while !level.is_empty() {
                let mut next = Vec::new();
                for (element, id, parent) in level {
                    self.element(element, id, parent, &mut next);
                }
                level = next;
            }
            while self.unplaced.get(listed) == Some(&0) {
                self.list(listed);
                listed += 1;
            }
        }
        top
    }

    /// Writes the list of a page's parents, once.
    fn list(&mut self, page: usize) {
        let (Some(slot), Some(parents)) = (self.lists.get_mut(page), self.parents.get_mut(page)) else { return };
        if slot.is_none() {
            let parents = std::mem::take(parents);
            *slot = Some(self.file.add(|obj| {
                obj.array().items(parents);
            }));
        }
    }

    /// Writes one element; those below it get their numbers, and go to the next level.
    fn element<'e>(&mut self, element: &'e Element, id: Ref, parent: Ref, next: &mut Vec<(&'e Element, Ref, Ref)>) {
        let first = element.kids.iter().find_map(|kid| match kid {
            Kid::Content(page, _) => Some(*page),
            Kid::Element(_) | Kid::Link(_) => None,
        });
        let mut below = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(child) => {
                    let own = self.file.id();
                    below.push(own);
                    next.push((child, own, id));
                }
                Kid::Content(page, mcid) => {
                    let list = self.parents.get_mut(*page as usize);
                    if let Some(slot) = list.and_then(|list| list.get_mut(*mcid as usize)) {
                        *slot = id;
                        if let Some(left) = self.unplaced.get_mut(*page as usize) {
                            *left = left.saturating_sub(1);
                        }
                    }
                }
                Kid::Link(link) => {
                    if let Some(slot) = self.link_parents.get_mut(*link as usize) {
                        *slot = id;
                    }
                }
            }
        }
        if let About::Note(name) = &element.about {
            self.notes.insert(name.clone(), id);
        }
        let (pages, links, box_of) = (self.pages, self.links, self.box_of);
        let page_of = |page: u32| pages.get(page as usize).copied();
        self.file.object(id, |obj| {
            let mut dict = obj.dict();
            dict.pair(Name(b"S"), Name(element.kind.as_bytes())).pair(Name(b"P"), parent);
            if let Some(page) = first.and_then(page_of) {
                dict.pair(Name(b"Pg"), page);
            }
            about(&mut dict, &element.about, box_of);
            let mut below = below.into_iter();
            match element.kids.as_slice() {
                [] => {}
                [only] => kid(dict.insert(Name(b"K")), only, first, &mut below, links, &page_of),
                many => {
                    let mut kids = dict.insert(Name(b"K")).array();
                    for one in many {
                        match one {
                            Kid::Link(link) => {
                                for (page, annotation) in links.get(*link as usize).into_iter().flatten() {
                                    object(kids.push(), *annotation, page_of(*page));
                                }
                            }
                            Kid::Element(_) | Kid::Content(..) => {
                                kid(kids.push(), one, first, &mut below, links, &page_of)
                            }
                        }
                    }
                }
            }
        });
    }
}

fn kid(
    obj: Obj<'_>,
    kid: &Kid,
    first: Option<u32>,
    below: &mut impl Iterator<Item = Ref>,
    links: &LinkRefs,
    page_of: &impl Fn(u32) -> Option<Ref>,
) {
    match kid {
        Kid::Element(_) => {
            if let Some(child) = below.next() {
                obj.primitive(child);
            }
        }
        Kid::Content(page, mcid) if Some(*page) == first => obj.primitive(*mcid as i32),
        Kid::Content(page, mcid) => {
            let mut dict = obj.dict();
            dict.pair(Name(b"Type"), Name(b"MCR")).pair(Name(b"MCID"), *mcid as i32);
            if let Some(page) = page_of(*page) {
                dict.pair(Name(b"Pg"), page);
            }
        }
        Kid::Link(link) => {
            if let Some((page, annotation)) = links.get(*link as usize).and_then(|list| list.first()) {
                object(obj, *annotation, page_of(*page));
            }
        }
    }
}

/// A reference to an annotation (14.7.4.3).
fn object(obj: Obj<'_>, annotation: Ref, page: Option<Ref>) {
    let mut dict = obj.dict();
    dict.pair(Name(b"Type"), Name(b"OBJR")).pair(Name(b"Obj"), annotation);
    if let Some(page) = page {
        dict.pair(Name(b"Pg"), page);
    }
}

fn about(dict: &mut pdf_writer::Dict<'_>, about: &About, box_of: &dyn Fn(u32, Rect) -> [f32; 4]) {
    match about {
        About::Nothing => {}
        About::Reading(words) => {
            dict.pair(Name(b"ActualText"), TextStr(words));
        }
        About::Figure(alt, room) => {
            if !alt.is_empty() {
                dict.pair(Name(b"Alt"), TextStr(alt));
            }
            if let Some((page, room)) = room {
                let mut layout = dict.insert(Name(b"A")).dict();
                layout.pair(Name(b"O"), Name(b"Layout")).pair(Name(b"Placement"), Name(b"Block"));
                layout.insert(Name(b"BBox")).array().items(box_of(*page, *room));
            }
        }
        About::Cell(scope, across, down) => {
            if scope.is_some() || *across > 1 || *down > 1 {
                let mut table = dict.insert(Name(b"A")).dict();
                table.pair(Name(b"O"), Name(b"Table"));
                if let Some(scope) = scope {
                    table.pair(Name(b"Scope"), Name(scope.as_bytes()));
                }
                for (name, span) in [("ColSpan", across), ("RowSpan", down)] {
                    if *span > 1 {
                        table.pair(Name(name.as_bytes()), i32::from(*span));
                    }
                }
            }
        }
        About::Summary(text) => {
            let mut table = dict.insert(Name(b"A")).dict();
            table.pair(Name(b"O"), Name(b"Table")).pair(Name(b"Summary"), TextStr(text));
        }
        About::Note(name) => {
            dict.pair(Name(b"ID"), Str(name.as_bytes()));
        }
        About::List(numbering) => {
            let mut list = dict.insert(Name(b"A")).dict();
            list.pair(Name(b"O"), Name(b"List")).pair(Name(b"ListNumbering"), Name(numbering.as_bytes()));
        }
    }
}
