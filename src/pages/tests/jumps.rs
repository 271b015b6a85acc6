//! 转版 lines, and what has a page of its own.

use super::bench::*;
use super::proof::faults;
use crate::pages::*;
use crate::style::*;

/// A sheet whose texts name the page where they go on.
fn jumping(columns: u8, lines: u16) -> Sheet {
    let mut sheet = sheet(columns, lines);
    sheet.page.jump_to = "（下转第{page}版）".into();
    sheet.page.jump_from = "（上接第{page}版）".into();
    // The style's place in the list of all styles.
    let at = usize::from(StyleKey::Jump.id().0);
    let style = ParaStyle { key: "jump".into(), align: Align::End, ..sheet.paras[0].clone() };
    sheet.paras.resize(at + 1, style);
    sheet
}

/// The lines of a page that are no text of its own, with the column and the line of the grid where they stand.
fn jumps(pages: &Pages, page: usize, spec: &PageSpec) -> Vec<(String, i64, i64)> {
    let area = pages.pages[page].area;
    let of = |item: &Item| match &item.kind {
        ItemKind::Line { at, line } if item.owner == Owner::Furniture && words(line).starts_with('（') => {
            let column = (at.x + line.end - area.x).0 / (spec.column_width + spec.gutter).0;
            Some((words(line).to_owned(), column, (at.y - area.y).0 / spec.pitch.0))
        }
        ItemKind::Line { .. } | ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    };
    pages.pages[page].items.iter().filter_map(of).collect()
}

#[test]
fn a_text_that_goes_on_says_where_to_and_where_from() {
    let nodes = (0..18).map(|n| body(&prose(n, 200))).collect();
    let document = styled(jumping(3, 20), nodes);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(faults(&pages, &document), Vec::<String>::new(), "{}", dump(&pages));
    assert!(pages.pages.len() > 2, "{}", pages.pages.len());
    let spec = &document.sheet.page;
    let line = |words: &str, column, line| (words.to_owned(), column, line);
    assert_eq!(jumps(&pages, 0, spec), [line("（下转第2版）", 2, 19)]);
    assert_eq!(jumps(&pages, 1, spec), [line("（上接第1版）", 0, 0), line("（下转第3版）", 2, 19)]);
    // No text stands on these lines.
    let text = pages.pages[1].items.iter().filter_map(|item| match (&item.kind, item.owner) {
        (ItemKind::Line { at, .. }, Owner::Node(..)) => Some((at.x, (at.y - pages.pages[1].area.y).0 / spec.pitch.0)),
        (_, _) => None,
    });
    let first = text.filter(|(x, _)| *x < pages.pages[1].area.x + spec.column_width).map(|(_, line)| line).min();
    assert_eq!(first, Some(1));
    let last = pages.pages.len() - 1;
    assert_eq!(jumps(&pages, last, spec).len(), 1, "the last page leads nowhere");
}

#[test]
fn a_text_that_ends_on_its_page_and_one_that_begins_an_article_say_nothing() {
    let document = styled(jumping(2, 30), vec![body(&prose(1, 300))]);
    assert_eq!(jumps(&make(&document, 1).0, 0, &document.sheet.page), []);
    // An article that begins the next page is not the one before it going on.
    let mut head = heading("又一篇");
    head.0.keep_with_next = true;
    let filled =
        vec![body(&prose(1, 21 * 9)), (Flow::default(), NodeKind::Break(Break::Page)), head, body(&prose(2, 100))];
    let document = styled(jumping(1, 10), filled);
    let (pages, _) = make(&document, 1);
    assert_eq!((pages.pages.len(), jumps(&pages, 0, &document.sheet.page)), (2, vec![]));
}

#[test]
fn what_has_a_page_of_its_own_stands_at_its_foot() {
    let mut own = table(4, Across::All);
    (own.0.low, own.0.before, own.0.after) = (true, 0, 0);
    let document = styled(sheet(2, 30), vec![body(&prose(1, 100)), own, body(&prose(2, 100))]);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(pages.pages.len(), 3, "{}", dump(&pages));
    let area = pages.pages[1].area;
    let inside = |item: &&Item| matches!(item.owner, Owner::Node(..));
    let boxes: Vec<_> =
        pages.pages[1].items.iter().filter(inside).map(|item| super::proof::bounds(item, &document)).collect();
    let foot = boxes.iter().map(|rect| rect.bottom()).max().unwrap();
    assert!(area.bottom() - foot < document.sheet.page.pitch, "{foot} of {}", area.bottom());
    assert!(boxes.iter().all(|rect| rect.y > area.y + area.height.scale(1, 2)));
    // It carries no folio, but it is counted.
    let folios: Vec<Vec<&str>> = pages.pages.iter().map(folio).collect();
    assert_eq!(folios, [vec!["— 1 —"], vec![], vec!["— 3 —"]]);
}

/// The running heads and folios of a page.
fn folio(page: &Page) -> Vec<&str> {
    let of = |item: &'_ Item| item.owner == Owner::Furniture;
    page.items.iter().filter(|item| of(item)).filter_map(text).collect()
}

fn text(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Line { line, .. } => Some(words(line)),
        ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    }
}
