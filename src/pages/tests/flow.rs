//! Cases of column breaking, over lines that are only counted.

use crate::pages::flow::*;

const PITCH: u32 = 100;

/// A paragraph of so many lines.
fn para(lines: u32, orphans: u32, widows: u32) -> Piece {
    let strip = |at: u32| {
        let broken = at + 1 < lines && (at + 1 < orphans || lines - at - 1 < widows);
        Strip { height: PITCH, notes: 0, cost: if broken { SINGLE_LINE } else { 0 } }
    };
    Piece { settings: vec![Setting { strips: (0..lines).map(strip).collect(), cost: 0 }], ..Piece::default() }
}

/// A head that takes so many lines and stays with what follows.
fn head(lines: u32) -> Piece {
    let strip = Strip { height: PITCH * lines, notes: 0, cost: HEAD_AT_FOOT };
    Piece { settings: vec![Setting { strips: vec![strip], cost: 0 }], ..Piece::default() }
}

fn room(columns: u8, full: u32) -> Room {
    Room { columns, pitch: PITCH, first: full, taken: Vec::new(), full, note_gap: 50, balance: Balance::Level }
}

fn heights(pieces: &[Piece], room: Room) -> Vec<u32> {
    break_columns(pieces, &room).columns.iter().map(|column| column.lines).collect()
}

#[test]
fn column_cases_of_web_platform_tests() {
    let cases = include_str!("../../../tests/cases/columns.jsonl");
    let mut ran = 0;
    for line in cases.lines().skip(1) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |key: &str| case[key].as_u64().map(|n| n as u32);
        let (orphans, widows) = (number("orphans").unwrap_or(2), number("widows").unwrap_or(2));
        let lines: Vec<u32> =
            case["paragraph_lines"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as u32).collect();
        let pieces: Vec<Piece> = lines.iter().map(|n| para(*n, orphans, widows)).collect();
        let balance = if case["balance"].as_bool().unwrap() { Balance::Level } else { Balance::InOrder };
        let full = number("column_height_lines").unwrap_or(100);
        let got = heights(&pieces, Room { balance, ..room(number("columns").unwrap() as u8, full) });
        let want: Vec<u32> =
            case["expected_lines_per_column"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as u32).collect();
        assert_eq!(got, want, "{}", case["id"]);
        ran += 1;
    }
    assert_eq!(ran, 6);
}

#[test]
fn columns_are_level_and_the_remainder_is_last() {
    assert_eq!(heights(&[para(6, 2, 2), para(11, 2, 2)], room(2, 40)), [9, 8]);
    assert_eq!(heights(&[para(20, 2, 2)], room(3, 40)), [7, 7, 6]);
    assert_eq!(heights(&[para(7, 2, 2)], room(3, 40)), [3, 2, 2]);
}

#[test]
fn no_head_at_a_foot_and_no_single_line() {
    // Level would be 10 and 10 with the head last in the first column.
    let columns = break_columns(&[para(8, 2, 2), head(2), para(10, 2, 2)], &room(2, 40)).columns;
    assert!(columns.iter().all(|column| column.price == 0), "{columns:?}");
    assert_eq!(columns[0].lines, 12);
    // Level would be 5 and 5 with one line of the second paragraph alone.
    let columns = break_columns(&[para(4, 2, 2), para(6, 2, 2)], &room(2, 40)).columns;
    assert_eq!(columns.iter().map(|column| column.lines).collect::<Vec<_>>(), [6, 4]);
}

#[test]
fn a_head_that_begins_a_column_may_have_a_line_below_it() {
    // It gives up a line above its ink there: level would be 10 and 8.
    let begins = |opens_below| Piece { sheds: PITCH, opens_below, ..head(3) };
    let with = |opens_below| heights(&[para(10, 2, 2), begins(opens_below), para(6, 2, 2)], room(2, 40));
    assert_eq!((with(0), with(1)), (vec![10, 8], vec![10, 9]));
}

#[test]
fn a_looser_setting_levels_the_columns() {
    let mut first = para(4, 2, 2);
    first.settings.push(Setting { strips: para(5, 2, 2).settings[0].strips.clone(), cost: 200 });
    let columns = break_columns(&[first, para(5, 2, 2)], &room(2, 40)).columns;
    assert_eq!(columns.iter().map(|column| column.lines).collect::<Vec<_>>(), [5, 5]);
    assert_eq!(columns[0].settings, [1]);
}

#[test]
fn pages_fill_in_order_and_the_last_is_level() {
    let pieces: Vec<Piece> = (0..30).map(|n| para(3 + n % 7, 2, 2)).collect();
    let columns = break_columns(&pieces, &room(2, 20)).columns;
    let (last, before): (Vec<_>, Vec<_>) =
        columns.iter().partition(|column| column.page == columns.last().unwrap().page);
    assert!(before.iter().all(|column| column.lines >= 19), "{before:?}");
    assert_eq!(last.len(), 2);
    assert!(last[0].lines.abs_diff(last[1].lines) <= 1, "{last:?}");
    // Nothing is lost between columns.
    for pair in columns.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
    }
    assert_eq!(columns.last().unwrap().to.piece, 30);
}

#[test]
fn a_strip_taller_than_the_page_is_set_all_the_same() {
    let columns = break_columns(&[para(5, 2, 2), head(50), para(5, 2, 2)], &room(1, 20)).columns;
    assert!(columns.iter().any(|column| column.overfull));
    assert_eq!(columns.last().unwrap().to.piece, 3);
}

#[test]
fn a_keep_that_cannot_hold_is_broken_and_priced() {
    let mut keep = para(30, 2, 2);
    for strip in &mut keep.settings[0].strips {
        strip.cost = TOGETHER;
    }
    let columns = break_columns(&[keep], &room(1, 20)).columns;
    assert_eq!(columns.len(), 2);
    assert!(columns[0].price >= FAULT);
}

#[test]
fn notes_stand_at_the_foot_of_their_column() {
    let mut called = para(10, 2, 2);
    called.settings[0].strips[0].notes = 150;
    let columns = break_columns(&[called], &room(1, 8)).columns;
    // 8 lines less the two that the note with its rule takes.
    assert_eq!(columns.iter().map(|column| column.lines).collect::<Vec<_>>(), [8, 4]);
}

#[test]
fn a_short_first_page_is_used_or_left() {
    let columns = break_columns(&[head(2), para(10, 2, 2)], &Room { first: 3, ..room(1, 20) }).columns;
    assert_eq!((columns.len(), columns[0].page), (1, 1));
    let columns = break_columns(&[head(2), para(10, 2, 2)], &Room { first: 4, ..room(1, 20) }).columns;
    assert_eq!(columns.iter().map(|column| column.page).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn columns_under_a_spanning_head_end_level_with_those_beside_it() {
    let mut taken = Taken::default();
    taken.tops[..2].fill(4);
    let columns = break_columns(&[para(20, 2, 2), para(16, 2, 2)], &Room { taken: vec![taken], ..room(4, 40) }).columns;
    // 36 lines and twice four lines of head: eleven lines to each of four columns.
    assert_eq!(
        columns.iter().map(|column| (column.top, column.lines)).collect::<Vec<_>>(),
        [(4, 7), (4, 7), (0, 11), (0, 11)]
    );
}
