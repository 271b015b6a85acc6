//! 见第N页: the page numbers that `$ref[…]` stands for, written into the waist once pages are known,
//! so that both exits print the same.

use super::{Node, NodeKind, PageLabels, Para, Styled};
use crate::content::Mark;

/// Whether any text refers to a page.
pub fn refers(styled: &Styled) -> bool {
    let mut found = false;
    let mut copy = |para: &Para| found |= para.runs.iter().any(|run| target(&run.marks).is_some());
    styled.nodes.iter().for_each(|node| look(node, &mut copy));
    styled.notes.iter().for_each(&mut copy);
    found
}

/// The same with every reference answered by these labels; what has none keeps its place empty.
pub fn refer(styled: &Styled, labels: &PageLabels) -> Styled {
    let mut styled = styled.clone();
    let mut write = |para: &mut Para| answer(para, labels);
    styled.nodes.iter_mut().for_each(|node| change(node, &mut write));
    styled.notes.iter_mut().for_each(write);
    styled
}

fn target(marks: &[Mark]) -> Option<&str> {
    marks.iter().find_map(|mark| if let Mark::Ref(block) = mark { Some(block.as_str()) } else { None })
}

fn answer(para: &mut Para, labels: &PageLabels) {
    if !para.runs.iter().any(|run| target(&run.marks).is_some()) {
        return;
    }
    let mut text = String::with_capacity(para.text.len() + 8);
    for run in &mut para.runs {
        let start = text.len() as u32;
        match target(&run.marks).and_then(|block| labels.0.get(block)) {
            Some(label) => text.push_str(label),
            None => text.push_str(para.text.get(run.range.start as usize..run.range.end as usize).unwrap_or("")),
        }
        run.range = start..text.len() as u32;
    }
    para.text = text.into();
}

fn look(node: &Node, with: &mut impl FnMut(&Para)) {
    match &node.kind {
        NodeKind::Para(para) => with(para),
        NodeKind::Table(table) => {
            table.caption.iter().chain(&table.unit).chain(&table.below).for_each(&mut *with);
            table.head.iter().chain(&table.body).flat_map(|row| &row.cells).for_each(|cell| with(&cell.para));
        }
        NodeKind::Picture(picture) => picture.caption.iter().for_each(with),
        NodeKind::Chart(chart) => chart.caption.iter().chain(&chart.below).for_each(with),
        NodeKind::Box(framed) => framed.nodes.iter().for_each(|node| look(node, with)),
        NodeKind::Contents(_) | NodeKind::Break(_) => {}
    }
}

fn change(node: &mut Node, with: &mut impl FnMut(&mut Para)) {
    match &mut node.kind {
        NodeKind::Para(para) => with(para),
        NodeKind::Table(table) => {
            table.caption.iter_mut().chain(&mut table.unit).chain(&mut table.below).for_each(&mut *with);
            let rows = table.head.iter_mut().chain(&mut table.body);
            rows.flat_map(|row| &mut row.cells).for_each(|cell| with(&mut cell.para));
        }
        NodeKind::Picture(picture) => picture.caption.iter_mut().for_each(with),
        NodeKind::Chart(chart) => chart.caption.iter_mut().chain(&mut chart.below).for_each(with),
        NodeKind::Box(framed) => framed.nodes.iter_mut().for_each(|node| change(node, with)),
        NodeKind::Contents(_) | NodeKind::Break(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Run;

    #[test]
    fn a_reference_is_answered_and_the_runs_still_cover_the_text() {
        let marks = vec![Mark::Ref("falls".into())];
        let runs = vec![
            Run { range: 0..6, ..Run::default() },
            Run { range: 6..6, marks, ..Run::default() },
            Run { range: 6..9, ..Run::default() },
        ];
        let para = Para { text: "见第页".into(), runs, ..Para::default() };
        let node = Node {
            id: Default::default(),
            block: String::new(),
            span: Default::default(),
            flow: Default::default(),
            kind: NodeKind::Para(para),
        };
        let styled = Styled { nodes: vec![node], ..Styled::default() };
        assert!(refers(&styled));
        let labels = PageLabels([("falls".to_owned(), "12".to_owned())].into());
        // Twice, as when pages move: the second answer takes the place of the first.
        let twice = refer(&refer(&styled, &labels), &PageLabels([("falls".to_owned(), "7".to_owned())].into()));
        let Some(NodeKind::Para(para)) = twice.nodes.first().map(|node| &node.kind) else { panic!("lost") };
        assert_eq!(&*para.text, "见第7页");
        let ranges: Vec<_> = para.runs.iter().map(|run| run.range.clone()).collect();
        assert_eq!(ranges, [0..6, 6..7, 7..10]);
    }
}
