//! 变栏 as the last resort: what keeps columns from being level goes over more of the page.

use super::bench::*;
use super::proof::{bounds, faults, uneven};
use crate::base::{Emu, Rect};
use crate::pages::*;
use crate::style::{Across, Flow, NodeId, NodeKind, Styled};

/// Sets it: level, sound, and what is said of it.
fn level(columns: u8, nodes: Vec<(Flow, NodeKind)>) -> (Styled, Pages, Vec<String>) {
    let document = styled(sheet(columns, 30), nodes);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new(), "{}", dump(&pages));
    assert_eq!(uneven(&pages, &document), Vec::new(), "{}", dump(&pages));
    let said = findings.iter().map(|finding| format!("{} {}", finding.code.0, finding.message.en)).collect();
    (document, pages, said)
}

/// The ink of a node on the first page.
fn ink(pages: &Pages, document: &Styled, node: u32) -> Rect {
    let mine = |item: &&Item| matches!(item.owner, Owner::Node(id, _) if id == NodeId(node));
    let boxes = pages.pages[0].items.iter().filter(mine).map(|item| bounds(item, document));
    boxes.reduce(Rect::union).unwrap()
}

#[test]
fn a_chart_alone_goes_over_all_columns() {
    let (document, pages, said) = level(3, vec![chart(9)]);
    assert_eq!(said, ["G19 set over all columns, so that they are level"]);
    assert_eq!(pages.widened.into_iter().collect::<Vec<_>>(), [(NodeId(0), 1)]);
    let (page, spec) = (&pages.pages[0], &document.sheet.page);
    let bars = page.items.iter().filter(|item| matches!(item.owner, Owner::Node(..)));
    let ink = bars.map(|item| bounds(item, &document)).reduce(Rect::union).unwrap();
    assert!(ink.width > spec.column_width * 2, "{ink:?}");
}

/// A head of three lines with six lines of text fits no three columns: it stands over them.
#[test]
fn a_head_stands_over_the_columns_of_its_text() {
    let (document, pages, said) = level(3, vec![heading("守正创新\n警务改革取得新进展"), body(&prose(3, 120))]);
    assert_eq!(said, ["G19 set over all columns, so that they are level"]);
    let (head, text) = (ink(&pages, &document, 0), ink(&pages, &document, 1));
    let area = pages.pages[0].area;
    let middle = head.x + head.width.scale(1, 2) - area.x - area.width.scale(1, 2);
    assert!(middle.0.abs() < Emu::pt(6).0 && head.bottom() < text.y, "{head:?} {text:?}");
    assert!(text.width > area.width.scale(9, 10), "the text stands in all three columns");
}

/// What stands above and below stays in its columns and in its order.
#[test]
fn a_block_in_the_middle_parts_the_run() {
    let text = |n: u32| body(&prose(n, 130));
    let (document, pages, said) = level(3, vec![text(1), text(2), chart(14), text(3)]);
    assert_eq!(said, ["G19 set over all columns, so that they are level"]);
    assert_eq!(pages.widened.keys().copied().collect::<Vec<_>>(), [NodeId(2)]);
    let at = |node| ink(&pages, &document, node);
    assert!(at(1).bottom() <= at(2).y && at(2).bottom() <= at(3).y, "{}", dump(&pages));
    assert!(at(3).width > pages.pages[0].area.width.scale(9, 10));
}

/// Two lines fit no three columns: they are set over the page, a line shorter than in two.
#[test]
fn a_short_paragraph_stands_in_fewer_columns() {
    let (_, pages, said) = level(3, vec![table(6, Across::All), body(&prose(5, 50)), table(6, Across::All)]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(pages.widened.len(), 1);
}

/// What is level, or is filled in order, or what the author ended stays in its columns.
#[test]
fn nothing_is_widened_without_need() {
    let (_, pages, said) = level(3, vec![body(&prose(1, 400)), body(&prose(2, 300))]);
    assert_eq!((pages.widened.len(), said), (0, Vec::new()));
    let mut sheet = sheet(3, 30);
    sheet.page.in_order = true;
    let document = styled(sheet, vec![chart(9)]);
    let (pages, findings) = make(&document, 1);
    assert_eq!((pages.widened.len(), findings.iter().count()), (0, 0));
}
