//! What each piece of marked content belongs to, gathered while pages are written
//! (ISO 32000-1, 14.7.4; PDF/UA-1 7.1).

use super::outline::each;
use crate::base::Rect;
use crate::content::Mark as Asked;
use crate::pages::{Owner, Part};
use crate::style::{CharKey, Contents, Node, NodeId, NodeKind, Para, ParaRole, Run, Styled};
use std::collections::BTreeMap;

/// The marked content that an item stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Real content.
    Content(Key),
    /// The reading over a base: index of the base into [`Tags::inlines`].
    Reading(u32),
    /// Rules and tints: artifacts of the layout.
    Decoration,
    /// Running heads and folios: artifacts of pagination.
    Furniture,
}

/// Which element a piece of content belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) node: NodeId,
    pub(super) part: Part,
    /// 0, or index into [`Tags::inlines`] plus one.
    pub(super) inline: u32,
}

/// A piece of marked content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub(super) inline: u32,
    pub(super) page: u32,
    pub(super) mcid: u32,
}

/// An element inside a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Inline {
    node: NodeId,
    part: Part,
    pub(super) kind: InlineKind,
    /// What a link says, for who cannot see where it leads.
    pub(super) words: String,
    /// Where a link may be clicked: page and box, one for each line.
    pub(super) areas: Vec<(u32, Rect)>,
}

/// Kinds of element inside a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InlineKind {
    /// A link to an address.
    Address(String),
    /// A link to a block of this document.
    Block(String),
    /// Text in another face for its weight (黑体).
    Strong,
    /// Text with dots under it (着重号).
    Emphasis,
    /// The base of a reading: the run, and the reading.
    Ruby(u32, String),
    /// The label of a list's item.
    Label,
    /// The number of a note, at its text: which of the document's notes.
    Number(u16),
    /// The call of a note: which.
    Call(u16),
}

/// The gatherer.
pub(super) struct Tags<'s> {
    /// Whether the file is tagged at all: the press reads no tags.
    pub(super) tagged: bool,
    /// Paragraphs with something inside.
    paras: BTreeMap<(NodeId, Part), &'s Para>,
    notes: &'s [Para],
    /// The notes by their numbers as printed.
    numbers: BTreeMap<&'s str, u16>,
    contents: BTreeMap<NodeId, &'s Contents>,
    pub(super) inlines: Vec<Inline>,
    /// Page and box of the number of each note, and of its call.
    ends: BTreeMap<(bool, u16), (u32, Rect)>,
    /// Content by owner, in the order in which it was met.
    pub(super) leaves: BTreeMap<(NodeId, Part), Vec<Leaf>>,
    /// Content of readings, by the index of their base.
    pub(super) readings: BTreeMap<u32, Vec<Leaf>>,
    /// Marked content on each page.
    pub(super) counts: Vec<u32>,
    /// Page and room of each node: where its first item stands, grown over that page's others.
    pub(super) rooms: BTreeMap<NodeId, (u32, Rect)>,
    /// The last mark given, so that a link knows whose it is.
    last: Option<Key>,
}

impl<'s> Tags<'s> {
    pub(super) fn new(styled: &'s Styled, tagged: bool) -> Tags<'s> {
        let mut contents = BTreeMap::new();
        each(&styled.nodes, &mut |node| {
            if let NodeKind::Contents(found) = &node.kind {
                contents.insert(node.id, found);
            }
        });
        Tags {
            tagged,
            paras: paras(styled).into_iter().filter(|(_, para)| parted(para)).collect(),
            notes: &styled.notes,
            numbers: (0..).zip(&styled.notes).filter_map(|(at, note)| Some((number(note)?, at))).collect(),
            contents,
            inlines: Vec::new(),
            ends: BTreeMap::new(),
            leaves: BTreeMap::new(),
            readings: BTreeMap::new(),
            counts: Vec::new(),
            rooms: BTreeMap::new(),
            last: None,
        }
    }

    /// The mark of an item, or of one run of a line.
    pub(super) fn mark(&mut self, owner: Owner, run: Option<u32>) -> Mark {
        self.last = None;
        match owner {
            Owner::Reading(node, part, run) => match self.base(node, part, run) {
                Some(base) => Mark::Reading(base),
                None => Mark::Decoration,
            },
            Owner::Decoration => Mark::Decoration,
            Owner::Furniture => Mark::Furniture,
            Owner::Node(node, part) => {
                let inline = run.map_or(0, |run| self.inline(node, part, run));
                let key = Key { node, part, inline };
                self.last = Some(key);
                Mark::Content(key)
            }
        }
    }

    /// Begins marked content: the tag it is written with and its number on the page.
    pub(super) fn begin(&mut self, mark: Mark, page: u32) -> (&'static str, u32) {
        if !matches!(mark, Mark::Content(_) | Mark::Reading(_)) {
            return ("Artifact", 0);
        }
        let at = page as usize;
        if self.counts.len() <= at {
            self.counts.resize(at + 1, 0);
        }
        let Some(count) = self.counts.get_mut(at) else { return ("P", 0) };
        let mcid = *count;
        *count += 1;
        match mark {
            Mark::Content(key) => {
                let leaf = Leaf { inline: key.inline, page, mcid };
                self.leaves.entry((key.node, key.part)).or_default().push(leaf);
                (if key.inline > 0 { "Span" } else { "P" }, mcid)
            }
            Mark::Reading(base) => {
                self.readings.entry(base).or_default().push(Leaf { inline: 0, page, mcid });
                ("Span", mcid)
            }
            Mark::Decoration | Mark::Furniture => ("Artifact", 0),
        }
    }

    /// Notes the room of an item: where links and the outline lead, and the box of a figure.
    pub(super) fn cover(&mut self, owner: Owner, page: u32, room: Rect) {
        let Owner::Node(node, part) = owner else { return };
        let (first, known) = self.rooms.entry(node).or_insert((page, room));
        let figure = matches!(part, Part::Body | Part::Label);
        if *first == page && figure {
            let (right, bottom) = (known.right().max(room.right()), known.bottom().max(room.bottom()));
            let (x, y) = (known.x.min(room.x), known.y.min(room.y));
            *known = Rect::new(x, y, right - x, bottom - y);
        }
    }

    /// Notes the room of a run that was just marked, if it is a link.
    pub(super) fn link(&mut self, page: u32, room: Rect) {
        let inline = self.last.and_then(|key| key.inline.checked_sub(1));
        let Some(inline) = inline.and_then(|index| self.inlines.get_mut(index as usize)) else { return };
        match &inline.kind {
            InlineKind::Strong | InlineKind::Emphasis | InlineKind::Ruby(..) | InlineKind::Label => {}
            InlineKind::Address(_) | InlineKind::Block(_) | InlineKind::Number(_) | InlineKind::Call(_) => {
                match inline.areas.last_mut() {
                    Some((known, area)) if *known == page && area.y == room.y && area.height == room.height => {
                        area.width = room.right().max(area.right()) - area.x;
                    }
                    Some(_) | None => {
                        if let Some(end) = end(&inline.kind) {
                            self.ends.entry(end).or_insert((page, room));
                        }
                        inline.areas.push((page, room));
                    }
                }
            }
        }
    }

    /// The base of a run's reading, if it was marked as one.
    fn base(&self, node: NodeId, part: Part, run: u32) -> Option<u32> {
        let is_base = |inline: &Inline| {
            inline.node == node
                && inline.part == part
                && matches!(&inline.kind, InlineKind::Ruby(own, _) if *own == run)
        };
        self.inlines.iter().rposition(is_base).map(|at| at as u32)
    }

    /// The element inside the paragraph that a run belongs to: 0 for none.
    fn inline(&mut self, node: NodeId, part: Part, run: u32) -> u32 {
        let Some((kind, words)) = self.asked(node, part, run) else { return 0 };
        // A link over several lines or runs is one element.
        let open = self.inlines.last().is_some_and(|last| last.node == node && last.part == part && last.kind == kind);
        if !(open && self.adjoins(node, part)) {
            let words = words.to_owned();
            self.inlines.push(Inline { node, part, kind, words, areas: Vec::new() });
        }
        self.inlines.len() as u32
    }

    /// What a run asks for inside its paragraph, and the words of it.
    fn asked(&self, node: NodeId, part: Part, run: u32) -> Option<(InlineKind, &'s str)> {
        let para = match part {
            Part::Note(note) => self.notes.get(usize::from(note)),
            Part::Body | Part::Caption | Part::Unit | Part::Below(_) | Part::Label => {
                self.paras.get(&(node, part)).copied()
            }
            Part::Cell(entry, _) => match self.paras.get(&(node, part)) {
                Some(para) => Some(*para),
                None => {
                    let (block, _, para) = self.contents.get(&node)?.entries.get(usize::from(entry))?;
                    return Some((InlineKind::Block(block.clone()), &para.text));
                }
            },
        }?;
        let asked = para.runs.get(run as usize)?;
        let words = para.text.get(asked.range.start as usize..asked.range.end as usize).unwrap_or_default();
        let note = || self.numbers.get(words).copied();
        // The first run of an item is its label; of a note, its number.
        let kind = match (run, para.role) {
            (0, ParaRole::Item(_)) => InlineKind::Label,
            (0, ParaRole::Note) => note().map_or(InlineKind::Label, InlineKind::Number),
            _ => kind(asked, run, note)?,
        };
        Some((kind, words))
    }

    /// Whether the last content of this owner belongs to the last element inside a paragraph.
    fn adjoins(&self, node: NodeId, part: Part) -> bool {
        let last = self.leaves.get(&(node, part)).and_then(|leaves| leaves.last());
        last.is_some_and(|leaf| leaf.inline as usize == self.inlines.len())
    }

    /// Where the number of a note and its call lead to each other: page and box of the other one.
    pub(super) fn other_end(&self, kind: &InlineKind) -> Option<(u32, Rect)> {
        let (is_call, note) = end(kind)?;
        self.ends.get(&(!is_call, note)).copied()
    }

    /// Blocks that some text refers to.
    pub(super) fn referred(&self) -> std::collections::BTreeSet<&str> {
        let paras = self.paras.values().copied().chain(self.notes);
        let targets = paras.flat_map(|para| &para.runs).flat_map(|run| &run.marks);
        targets.filter_map(|mark| if let Asked::Ref(id) = mark { Some(id.as_str()) } else { None }).collect()
    }
}

/// Whether a paragraph has elements inside.
fn parted(para: &Para) -> bool {
    matches!(para.role, ParaRole::Item(_)) || para.runs.iter().any(|run| !run.marks.is_empty() || is_strong(run))
}

/// What the marks of a run ask for inside its paragraph; a link is stronger than emphasis.
fn kind(asked: &Run, run: u32, note: impl Fn() -> Option<u16>) -> Option<InlineKind> {
    let marks = &asked.marks;
    let link = marks.iter().find_map(|mark| match mark {
        Asked::Link(address) => Some(InlineKind::Address(address.clone())),
        Asked::Ref(block) => Some(InlineKind::Block(block.clone())),
        Asked::Strong
        | Asked::Kai
        | Asked::Dot
        | Asked::Name
        | Asked::Book
        | Asked::Late
        | Asked::Sup
        | Asked::Sub
        | Asked::Ruby(_)
        | Asked::Note => None,
    });
    let call = || if marks.contains(&Asked::Note) { note().map(InlineKind::Call) } else { None };
    let link = link.or_else(call);
    let ruby = || {
        marks.iter().find_map(|mark| match mark {
            Asked::Ruby(reading) => Some(InlineKind::Ruby(run, reading.clone())),
            Asked::Link(_) | Asked::Ref(_) | Asked::Strong | Asked::Kai | Asked::Dot => None,
            Asked::Name | Asked::Book | Asked::Sup | Asked::Sub | Asked::Late | Asked::Note => None,
        })
    };
    let emphasis = || marks.contains(&Asked::Dot).then_some(InlineKind::Emphasis);
    link.or_else(ruby).or_else(emphasis).or_else(|| is_strong(asked).then_some(InlineKind::Strong))
}

/// Whether a run is set strong: lowering has made a style of the mark.
fn is_strong(run: &Run) -> bool {
    run.style == Some(CharKey::Strong.id()) || run.marks.contains(&Asked::Strong)
}

/// Whether this is the call of a note or its number, and of which note.
fn end(kind: &InlineKind) -> Option<(bool, u16)> {
    match kind {
        InlineKind::Call(note) => Some((true, *note)),
        InlineKind::Number(note) => Some((false, *note)),
        InlineKind::Strong | InlineKind::Emphasis | InlineKind::Ruby(..) | InlineKind::Label => None,
        InlineKind::Address(_) | InlineKind::Block(_) => None,
    }
}

/// The number that a note's text begins with.
fn number(note: &Para) -> Option<&str> {
    let first = note.runs.first().filter(|run| run.marks.contains(&Asked::Note))?;
    note.text.get(first.range.start as usize..first.range.end as usize)
}

/// The paragraph of every part of every node.
pub(super) fn paras(styled: &Styled) -> BTreeMap<(NodeId, Part), &Para> {
    let mut paras = BTreeMap::new();
    for node in &styled.nodes {
        index(node, &mut paras);
    }
    paras
}

/// Finds the paragraph of every part of a node.
fn index<'s>(node: &'s Node, paras: &mut BTreeMap<(NodeId, Part), &'s Para>) {
    let mut put = |part, para: &'s Para| {
        paras.insert((node.id, part), para);
    };
    match &node.kind {
        NodeKind::Para(para) => put(Part::Body, para),
        NodeKind::Table(table) => {
            table.caption.iter().for_each(|para| put(Part::Caption, para));
            table.unit.iter().for_each(|para| put(Part::Unit, para));
            (0..).zip(&table.below).for_each(|(n, para)| put(Part::Below(n), para));
            for (row, cells) in (0..).zip(table.head.iter().chain(&table.body)) {
                for (place, cell) in cells.places() {
                    put(Part::Cell(row, place), &cell.para);
                }
            }
        }
        NodeKind::Picture(picture) => picture.caption.iter().for_each(|para| put(Part::Caption, para)),
        NodeKind::Chart(chart) => {
            chart.unit_line.iter().for_each(|para| put(Part::Unit, para));
            chart.caption.iter().for_each(|para| put(Part::Caption, para));
            (0..).zip(&chart.below).for_each(|(n, para)| put(Part::Below(n), para));
        }
        NodeKind::Box(framed) => framed.nodes.iter().for_each(|node| index(node, paras)),
        NodeKind::Contents(contents) => contents.head.iter().for_each(|para| put(Part::Caption, para)),
        NodeKind::Break(_) => {}
    }
}
