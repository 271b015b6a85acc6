//! Ways through the document: outline, named destinations, page labels, links
//! (ISO 32000-1, 12.3 and 12.4).

use super::file::File;
use crate::style::{Node, NodeId, NodeKind, ParaRole, Styled};
use pdf_writer::{Name, Obj, Ref, Str, TextStr};

/// A place to lead to: page and left top in PDF points.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) page: Ref,
    pub(super) x: f32,
    pub(super) y: f32,
}

impl Target {
    pub(super) fn write(self, obj: Obj<'_>) {
        let mut array = obj.array();
        array.item(self.page).item(Name(b"XYZ")).item(self.x).item(self.y).item(pdf_writer::Null);
    }
}

/// A heading of the outline.
struct Entry {
    level: u8,
    title: String,
    target: Target,
}

/// Writes the outline, nested as the headings are; `None` without headings.
pub(super) fn outline(file: &mut File, styled: &Styled, target: &dyn Fn(NodeId) -> Option<Target>) -> Option<Ref> {
    let mut entries = Vec::new();
    each(&styled.nodes, &mut |node| {
        if let NodeKind::Para(para) = &node.kind
            && let ParaRole::Heading(level) = para.role
            && let Some(target) = target(node.id)
        {
            // The parts of a heading stand on lines of their own; in the outline an em parts them.
            entries.push(Entry { level, title: para.text.trim().replace('\n', "\u{3000}"), target });
        }
    });
    if entries.is_empty() {
        return None;
    }
    let root = file.id();
    let ids: Vec<Ref> = entries.iter().map(|_| file.id()).collect();
    let parents = parents(&entries);
    for (index, (entry, id)) in entries.iter().zip(&ids).enumerate() {
        let parent = parents.get(index).copied().flatten();
        let siblings = |other: &usize| parents.get(*other).copied().flatten() == parent;
        let next = (index + 1..entries.len()).find(siblings);
        // A sibling after a deeper stretch ends the search: parents are nested.
        let before = (0..index).rev().find(siblings);
        let below = family(&parents, Some(index));
        let reference = |at: usize| ids.get(at).copied();
        file.object(*id, |obj| {
            let mut dict = obj.dict();
            dict.pair(Name(b"Title"), TextStr(&entry.title));
            dict.pair(Name(b"Parent"), parent.and_then(reference).unwrap_or(root));
            for (key, at) in [("Next", next), ("Prev", before), ("First", below.0), ("Last", below.1)] {
                if let Some(other) = at.and_then(reference) {
                    dict.pair(Name(key.as_bytes()), other);
                }
            }
            if below.2 > 0 {
                // Open at the first level, closed below (12.3.3: negative when closed).
                dict.pair(Name(b"Count"), if parent.is_none() { below.2 } else { -below.2 });
            }
            entry.target.write(dict.insert(Name(b"Dest")));
        });
    }
    let top = family(&parents, None);
    // Visible entries: the top ones and the children of the top ones.
    let visible =
        parents.iter().filter(|parent| parent.is_none_or(|at| parents.get(at).copied().flatten().is_none())).count();
    file.object(root, |obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Outlines")).pair(Name(b"Count"), visible as i32);
        for (key, at) in [("First", top.0), ("Last", top.1)] {
            if let Some(id) = at.and_then(|at| ids.get(at)) {
                dict.pair(Name(key.as_bytes()), *id);
            }
        }
    });
    Some(root)
}

/// The entry above each: the last one before it of a higher level.
fn parents(entries: &[Entry]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut found = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        while open.last().is_some_and(|(level, _)| *level >= entry.level) {
            open.pop();
        }
        found.push(open.last().map(|(_, index)| *index));
        open.push((entry.level, index));
    }
    found
}

/// First and last child of an entry and their number.
fn family(parents: &[Option<usize>], of: Option<usize>) -> (Option<usize>, Option<usize>, i32) {
    let mut children = parents.iter().enumerate().filter(|(_, parent)| **parent == of).map(|(index, _)| index);
    let first = children.next();
    let (mut last, mut count) = (first, i32::from(first.is_some()));
    for child in children {
        last = Some(child);
        count += 1;
    }
    (first, last, count)
}

/// Every node, those in frames too, in reading order.
pub(super) fn each<'s>(nodes: &'s [Node], see: &mut impl FnMut(&'s Node)) {
    for node in nodes {
        see(node);
        if let NodeKind::Box(framed) = &node.kind {
            each(&framed.nodes, see);
        }
    }
}

/// Writes the named destinations: every block that is more than a paragraph, and every paragraph
/// that some text refers to. `None` when there are none.
pub(super) fn destinations(
    file: &mut File,
    styled: &Styled,
    referred: &std::collections::BTreeSet<&str>,
    target: &dyn Fn(NodeId) -> Option<Target>,
) -> Option<Ref> {
    let mut named = std::collections::BTreeMap::new();
    each(&styled.nodes, &mut |node| {
        let plain = matches!(&node.kind, NodeKind::Para(para) if matches!(para.role, ParaRole::Body));
        let wanted = !node.block.is_empty() && (!plain || referred.contains(node.block.as_str()));
        if wanted && let Some(target) = target(node.id) {
            named.entry(node.block.as_str()).or_insert(target);
        }
    });
    if named.is_empty() {
        return None;
    }
    Some(file.add(|obj| {
        let mut dict = obj.dict();
        let mut names = dict.insert(Name(b"Names")).array();
        for (name, target) in &named {
            names.item(Str(name.as_bytes()));
            target.write(names.push());
        }
    }))
}

/// Numbering style (12.4.2: D or r) and number of a label that is counted.
type Counted = Option<(&'static str, i32)>;

/// Writes the page labels: a range begins wherever counting does not simply go on.
pub(super) fn labels(file: &mut File, labels: &[&str]) -> Option<Ref> {
    if labels.is_empty() {
        return None;
    }
    let mut ranges: Vec<(usize, Counted, &str)> = Vec::new();
    let mut expected: Counted = None;
    for (index, label) in labels.iter().enumerate() {
        let number = label.parse::<i32>().ok().filter(|number| *number > 0 && number.to_string() == *label);
        let number = number.map(|number| ("D", number)).or_else(|| Some(("r", roman(label)?)));
        if number.is_none() || number != expected {
            ranges.push((index, number, label));
        }
        expected = number.map(|(style, number)| (style, number + 1));
    }
    Some(file.add(|obj| {
        let mut dict = obj.dict();
        let mut nums = dict.insert(Name(b"Nums")).array();
        for (index, number, label) in ranges {
            nums.item(index as i32);
            let mut range = nums.push().dict();
            match number {
                Some((style, start)) => {
                    range.pair(Name(b"S"), Name(style.as_bytes()));
                    if start != 1 {
                        range.pair(Name(b"St"), start);
                    }
                }
                // Any other label is its own prefix, without a number.
                None => {
                    range.pair(Name(b"P"), TextStr(label));
                }
            }
        }
    }))
}

/// The number that small Roman numerals stand for (12.4.2: style r).
fn roman(label: &str) -> Option<i32> {
    let value = |sign: char| match sign {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        'd' => Some(500),
        'm' => Some(1000),
        _ => None,
    };
    let values: Vec<i32> = label.chars().map(value).collect::<Option<_>>()?;
    let of =
        |(at, value): (usize, &i32)| if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value };
    Some(values.iter().enumerate().map(of).sum()).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_labels_are_counted_by_the_viewer() {
        let numbers: Vec<Option<i32>> = ["i", "iv", "xcix", "", "7", "第3页"].into_iter().map(roman).collect();
        assert_eq!(numbers, [Some(1), Some(4), Some(99), None, None, None]);
    }

    #[test]
    fn headings_nest_by_level() {
        let target = Target { page: Ref::new(1), x: 0.0, y: 0.0 };
        let entry = |level| Entry { level, title: String::new(), target };
        let found = parents(&[1, 2, 2, 1, 3, 2].map(entry));
        assert_eq!(found, [None, Some(0), Some(0), None, Some(3), Some(3)]);
        assert_eq!(family(&found, Some(0)), (Some(1), Some(2), 2));
        assert_eq!(family(&found, None), (Some(0), Some(3), 2));
    }
}
