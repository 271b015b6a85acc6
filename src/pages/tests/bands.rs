//! 变栏: stretches in columns of their own number.

use super::bench::*;
use super::proof::{faults, uneven};
use crate::base::{Emu, Rect};
use crate::pages::*;
use crate::style::*;

/// A node in a stretch of so many columns.
fn within(band: u16, split: u8, node: (Flow, NodeKind)) -> (Flow, NodeKind) {
    (Flow { band, split, ..node.0 }, node.1)
}

/// The boxes of a node's items on the first page.
fn boxes(pages: &Pages, node: usize, styled: &Styled) -> Vec<Rect> {
    let mine = |item: &&Item| matches!(item.owner, Owner::Node(id, _) if id.0 as usize == node);
    pages.pages[0].items.iter().filter(mine).map(|item| super::proof::bounds(item, styled)).collect()
}

fn top(boxes: &[Rect]) -> Emu {
    boxes.iter().map(|rect| rect.y).min().unwrap()
}

fn bottom(boxes: &[Rect]) -> Emu {
    boxes.iter().map(|rect| rect.bottom()).max().unwrap()
}

#[test]
fn a_stretch_in_three_columns_is_level_by_itself_and_its_head_stands_over_it() {
    let nodes = vec![
        body(&prose(1, 420)),
        heading("各地简讯"),
        within(1, 3, body(&prose(2, 200))),
        within(1, 3, body(&prose(3, 250))),
        body(&prose(4, 420)),
    ];
    let document = styled(sheet(2, 39), nodes);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new(), "{}", dump(&pages));
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(uneven(&pages, &document), Vec::new());
    let all: Vec<Vec<Rect>> = (0..5).map(|node| boxes(&pages, node, &document)).collect();
    // One below the other: text, head, stretch, text.
    assert!(bottom(&all[0]) < top(&all[1]) && bottom(&all[1]) < top(&all[2]) && bottom(&all[3]) < top(&all[4]));
    // The head in the middle of the type area, the stretch in three columns.
    let area = pages.pages[0].area;
    let middle = |rect: &Rect| rect.x + rect.width.scale(1, 2);
    assert!((middle(&all[1][0]) - area.x - area.width.scale(1, 2)).0.abs() < 10, "{:?}", all[1]);
    let own = document.sheet.page.divided(3);
    let starts: std::collections::BTreeSet<Emu> = all[2]
        .iter()
        .chain(&all[3])
        .map(|rect| rect.x)
        .filter(|x| (*x - area.x).0 % (own.column_width + own.gutter).0 < 4)
        .collect();
    assert_eq!(starts.len(), 3, "{starts:?}");
}

#[test]
fn stretches_of_one_number_do_not_flow_together() {
    let nodes = vec![within(1, 2, body(&prose(1, 300))), within(2, 2, body(&prose(2, 300))), body(&prose(3, 300))];
    let document = styled(sheet(2, 39), nodes);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    let all: Vec<Vec<Rect>> = (0..3).map(|node| boxes(&pages, node, &document)).collect();
    assert!(bottom(&all[0]) < top(&all[1]) && bottom(&all[1]) < top(&all[2]), "{}", dump(&pages));
}

#[test]
fn rules_stand_between_columns_where_they_are_asked_for() {
    let rules = |ruled| {
        let mut node = within(1, 3, body(&prose(1, 500)));
        node.0.ruled = ruled;
        let document = styled(sheet(2, 39), vec![node]);
        let (pages, _) = make(&document, 1);
        let is_rule = |item: &&Item| item.owner == Owner::Decoration && matches!(item.kind, ItemKind::Shape(_));
        pages.pages[0].items.iter().filter(is_rule).count()
    };
    assert_eq!((rules(None), rules(Some(false)), rules(Some(true))), (0, 0, 2));
}

/// Within a stretch a head may go over some of its columns, the text beside it.
#[test]
fn a_head_over_two_of_three_columns_of_a_stretch_has_text_beside_it() {
    let mut head = within(1, 3, heading("守正创新，提升效能"));
    head.0.across = Across::Columns(2);
    let nodes = vec![body(&prose(1, 300)), head, within(1, 3, body(&prose(2, 400)))];
    let document = styled(sheet(2, 39), nodes);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    let (head, text) = (boxes(&pages, 1, &document), boxes(&pages, 2, &document));
    assert!(top(&text) <= top(&head), "the third column begins beside the head: {}", dump(&pages));
}

/// Columns of an em hold nothing that could be levelled: they are filled in order, which takes no time.
#[test]
fn columns_too_narrow_to_be_level_are_filled_in_order() {
    let mut sheet = sheet(9, 32);
    (sheet.page.column_width, sheet.page.gutter) = (sheet.page.em, sheet.page.em);
    let nodes = (0..4).map(|n| body(&prose(n, 100))).collect();
    let document = styled(sheet, nodes);
    let (pages, _) = make(&document, 1);
    let spec = &document.sheet.page;
    let feet = |column: i64| {
        let x = pages.pages[0].area.x + (spec.column_width + spec.gutter) * column;
        let in_column = |rect: &Rect| rect.x >= x && rect.x < x + spec.column_width;
        let all: Vec<Rect> = (0..4).flat_map(|node| boxes(&pages, node, &document)).filter(in_column).collect();
        all.iter().map(|rect| (rect.bottom() - pages.pages[0].area.y).0 / spec.pitch.0).max().unwrap_or(-1)
    };
    let feet: Vec<i64> = (0..9).map(feet).collect();
    assert!(feet[..8].iter().all(|foot| *foot >= 30), "full, but for what must not be parted: {feet:?}");
}

/// A picture that keeps two columns from ending level is set a line smaller, its sides in proportion.
#[test]
fn a_picture_a_line_smaller_levels_the_columns() {
    let size = |document: &Styled| {
        let (pages, findings) = make(document, 1);
        let image = pages.pages[0].items.iter().find_map(|item| match &item.kind {
            ItemKind::Image { rect, .. } => Some(**rect),
            ItemKind::Line { .. } | ItemKind::Shape(_) => None,
        });
        (image.unwrap(), findings.iter().filter(|finding| finding.code.0 == "G17").count())
    };
    let (width, height) = (Emu::mm(60), Emu::mm(66));
    let mut smaller = 0;
    for count in (20..400).step_by(20) {
        let nodes = vec![picture(width, height, Across::One), body(&prose(count, count as usize))];
        let (shown, uneven) = size(&styled(sheet(2, 39), nodes));
        let less = height - shown.height;
        assert!(less.0 * 10 <= height.0, "{count}: {shown:?}");
        assert!((shown.width.0 * height.0 - width.0 * shown.height.0).abs() < height.0 * 2, "{count}: in proportion");
        smaller += usize::from(less > Emu::ZERO && uneven == 0);
    }
    assert!(smaller > 0, "no picture was set smaller");
}
