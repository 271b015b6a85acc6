//! Rules of tables: where they stand, and that none goes through a cell.

use super::bench::*;
use crate::base::{Emu, PathOp, Point, Stroke};
use crate::pages::*;
use crate::style::*;

fn stroke() -> Option<Stroke> {
    Some(Stroke { width: Emu::pt(1), colour: crate::base::Colour::BLACK, dash: Vec::new() })
}

/// Three columns: a head cell over two, a first cell down over two rows, a group row over all.
fn spans() -> Table {
    let cell = |text: &str, across, down| Cell { across, down, para: para(CELL, ParaRole::Cell, text) };
    Table {
        columns: vec![Column::default(); 3],
        head: vec![
            Row { kind: RowKind::Head, cells: vec![cell("项目", 1, 2), cell("分配", 2, 1)] },
            Row { kind: RowKind::Head, cells: vec![cell("甲", 1, 1), cell("乙", 1, 1)] },
        ],
        body: vec![
            Row { kind: RowKind::Plain, cells: vec![cell("一", 1, 1), cell("1", 1, 1), cell("2", 1, 1)] },
            Row { kind: RowKind::Group, cells: vec![cell("组", 3, 1)] },
        ],
        ..Table::default()
    }
}

/// The two ends of a rule.
type Rule = (Point, Point);

/// Upright and lying rules of a page, as their two ends.
fn rules(pages: &Pages) -> (Vec<Rule>, Vec<Rule>) {
    let ends = |item: &Item| match &item.kind {
        ItemKind::Shape(shape) if item.owner == Owner::Decoration => match shape.path.as_slice() {
            [PathOp::Move(from), PathOp::Line(to)] => Some((*from, *to)),
            _ => None,
        },
        ItemKind::Shape(_) | ItemKind::Line { .. } | ItemKind::Image { .. } => None,
    };
    pages.pages[0].items.iter().filter_map(ends).partition(|(from, to)| from.x == to.x)
}

#[test]
fn a_full_ruled_table_frames_its_cells_and_no_rule_goes_through_one() {
    let mut sheet = sheet(1, 20);
    let lines = (stroke(), stroke(), stroke(), stroke());
    let table = &mut sheet.tables[0];
    (table.outer, table.rows, table.columns, table.sides) = lines;
    let document = styled(sheet, vec![(Flow::default(), NodeKind::Table(Box::new(spans())))]);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    let (upright, lying) = rules(&pages);
    let (left, right) =
        (upright.iter().map(|rule| rule.0.x).min().unwrap(), upright.iter().map(|rule| rule.0.x).max().unwrap());
    // Four rows: the sides of each; one rule in the first row of the head, two in the next two, none in the group.
    let inner = upright.iter().filter(|(from, _)| from.x > left && from.x < right).count();
    assert_eq!((upright.len() - inner, inner), (8, 5), "{upright:?}");
    // Above and below, under the second row of the head twice two; the rule in the head leaves out 项目.
    let short = lying.iter().filter(|(from, to)| to.x - from.x < right - left).count();
    assert_eq!(short, 1, "{lying:?}");
    let words = pages.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Line { at, line } if item.owner != Owner::Furniture => {
            Some((at.x + line.start, at.x + line.end, at.y - Emu::pt(3)))
        }
        _ => None,
    });
    for (start, end, middle) in words {
        let through = |(from, to): &&Rule| from.x > start && from.x < end && from.y < middle && to.y > middle;
        assert_eq!(upright.iter().filter(through).count(), 0, "a rule goes through a word");
    }
}

#[test]
fn a_three_line_table_has_three() {
    let mut sheet = sheet(1, 20);
    (sheet.tables[0].outer, sheet.tables[0].under_head) = (stroke(), stroke());
    let document = styled(sheet, vec![(Flow::default(), NodeKind::Table(Box::new(spans())))]);
    let (upright, lying) = rules(&make(&document, 1).0);
    assert_eq!((upright.len(), lying.len()), (0, 3));
}
