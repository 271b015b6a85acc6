//! Cases of whole pages.

use super::bench::*;
use super::exact::{can_be_level, recorded};
use super::proof::faults;
use crate::base::Emu;
use crate::pages::*;
use crate::style::Across;

#[test]
fn a_page_of_everything_holds_its_proofs() {
    let mut nodes = vec![title("数字见证平安业绩")];
    for n in 0..4 {
        nodes.push(heading("守正创新，提升效能\n警务改革取得新进展"));
        nodes.push(body(&prose(n, 260)));
        nodes.push(body(&prose(n + 100, 90)));
    }
    nodes.push(table(12, Across::One));
    nodes.push(body(&prose(7, 200)));
    let styled = styled(sheet(2, 39), nodes);
    let (pages, findings) = make(&styled, 1);
    assert_eq!(faults(&pages, &styled), Vec::<String>::new(), "{}", dump(&pages));
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn threads_change_nothing() {
    let nodes: Vec<_> = (0..40).map(|n| body(&prose(n, 150))).collect();
    let styled = styled(sheet(2, 30), nodes);
    assert_eq!(dump(&make(&styled, 1).0), dump(&make(&styled, 8).0));
}

#[test]
fn a_long_table_breaks_with_its_head_repeated_and_a_mark() {
    let styled = styled(sheet(2, 20), vec![body(&prose(1, 60)), table(40, Across::One)]);
    let (pages, findings) = make(&styled, 1);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(faults(&pages, &styled), Vec::<String>::new(), "{}", dump(&pages));
    let listed = furniture(&pages);
    assert!(listed.iter().any(|text| text == "续表"), "{listed:?}");
    assert!(listed.iter().any(|text| text == "指标"), "{listed:?}");
}

#[test]
fn blocks_are_labelled_with_their_page() {
    let nodes: Vec<_> = (0..30).map(|n| body(&prose(n, 200))).collect();
    let styled = styled(sheet(1, 20), nodes);
    let (pages, _) = make(&styled, 1);
    let labels = labels(&pages, &styled);
    assert_eq!(labels.0.get("block-0").map(String::as_str), Some("1"));
    assert_eq!(labels.0.len(), 30);
    assert_eq!(labels.0.get("block-29"), Some(&pages.pages.len().to_string()));
}

/// A document of shuffled blocks, always the same for a seed.
fn shuffled(seed: u32) -> crate::style::Styled {
    let mut state = u64::from(seed) * 2_654_435_761 + 12_345;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut nodes = Vec::new();
    if next(2) == 0 {
        nodes.push(title("数字见证平安业绩"));
    }
    for n in 0..2 + next(10) as u32 {
        let number = seed * 100 + n;
        match next(14) {
            0 | 1 => nodes.push(heading(["守正创新\n警务改革取得新进展", "党建引领"][next(2) as usize])),
            2 => nodes.push(table(3 + next(16) as u32, if next(3) == 0 { Across::All } else { Across::One })),
            3 => nodes.push(chart(6 + next(5) as u16)),
            4 => nodes.push(picture(Emu::mm(60), Emu::mm(20 + next(40) as i64), Across::One)),
            5 => nodes.push(framed(number)),
            6 => nodes.push(noted(&prose(number, 40 + next(200) as usize), next(40) as usize)),
            _ => nodes.push(body(&prose(number, 20 + next(260) as usize))),
        }
    }
    nodes.push(body(&prose(seed, 120)));
    styled(sheet(1 + next(4) as u8, 22 + next(16) as u16), nodes)
}

/// Issue 4: the proofs hold on 500 generated documents, all columns are level within a line, and wherever that took
/// other columns the exact search shows that no setting in their own makes them level, and it is said.
#[test]
fn shuffled_documents_hold_their_proofs() {
    let prove = |seeds: std::ops::Range<u32>| {
        let (mut wrong, mut widened) = (Vec::new(), 0);
        for seed in seeds {
            let document = shuffled(seed);
            recorded();
            let (pages, findings) = make(&document, 1);
            let mut faults = faults(&pages, &document);
            let bands: Vec<_> = recorded().into_iter().filter(|run| run.uneven > 1).collect();
            // What is set wider is said.
            let said = findings.iter().any(|finding| finding.code.0 == "G19");
            if said == pages.widened.is_empty() || said == bands.is_empty() {
                faults.push(format!("{} bands, widened {:?}: {said}", bands.len(), pages.widened));
            }
            faults.extend(
                bands
                    .iter()
                    .filter(|run| can_be_level(&run.pieces, &run.room))
                    .map(|run| format!("could be level: {:?}", run.columns)),
            );
            // The same read from the ink.
            let seen = super::proof::uneven(&pages, &document);
            if !seen.is_empty() {
                faults.push(format!("uneven by the ink: {seen:?}"));
            }
            let others: Vec<_> = findings.iter().filter(|finding| finding.code.0 != "G19").collect();
            widened += usize::from(said);
            if !faults.is_empty() || !others.is_empty() {
                wrong.push(format!("seed {seed}: {faults:#?} {others:?}"));
            }
        }
        (wrong, widened)
    };
    let (wrong, widened) = std::thread::scope(|scope| {
        let halves = [scope.spawn(|| prove(0..250)), scope.spawn(|| prove(250..500))];
        halves.into_iter().map(|half| half.join().unwrap()).fold((Vec::new(), 0), |(mut wrong, widened), (more, n)| {
            wrong.extend(more);
            (wrong, widened + n)
        })
    });
    assert!(wrong.is_empty(), "{} wrong: {}", wrong.len(), wrong.iter().take(3).cloned().collect::<String>());
    // Two in three of these have fewer than ten lines for a column, in which a chart or a paragraph of three lines
    // cannot be placed level.
    assert!(widened <= 81, "{widened} of 500 have a part that stands in other columns");
}

/// The same in the midst of long runs, and at their end: only what stands from the uneven page on is set again.
#[test]
fn long_documents_are_level_as_well() {
    for seed in [8, 12, 34, 46, 51] {
        let blocks = |seed| shuffled(seed).nodes.into_iter().map(|node| (node.flow, node.kind));
        let mut nodes: Vec<_> = (0..6).flat_map(|n| blocks(seed * 7 + n)).collect();
        let text = |n| body(&prose(seed * 1000 + n, 40 + ((n * 97 + seed * 31) % 260) as usize));
        nodes.extend((0..220).map(text));
        nodes.extend(blocks(seed * 7 + 9));
        nodes.retain(|(flow, _)| flow.across == Across::One);
        let document = styled(sheet(2 + (seed % 3) as u8, 22 + (seed % 16) as u16), nodes);
        let (pages, findings) = make(&document, 2);
        assert_eq!(faults(&pages, &document), Vec::<String>::new(), "seed {seed}");
        assert_eq!(super::proof::uneven(&pages, &document), Vec::new(), "seed {seed}");
        let said: Vec<&str> = findings.iter().map(|finding| finding.code.0).collect();
        assert!(!said.is_empty() && said.iter().all(|code| *code == "G19"), "seed {seed}: {said:?}");
        assert!(!pages.widened.is_empty() && pages.widened.len() < 9, "seed {seed}: {:?}", pages.widened);
    }
}

#[test]
fn a_head_over_two_of_four_columns_has_text_beside_it_and_all_end_level() {
    let mut head = heading("守正创新，提升效能\n警务改革取得新进展");
    head.0.across = Across::Columns(2);
    let nodes = vec![body(&prose(1, 300)), head, body(&prose(2, 900)), body(&prose(3, 500))];
    let document = styled(sheet(4, 40), nodes);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new(), "{}", dump(&pages));
    assert!(findings.is_empty(), "{findings:?}");
    let lines = |node: u32| {
        let mine = move |item: &&Item| item.owner == Owner::Node(crate::style::NodeId(node), Part::Body);
        pages.pages[0].items.iter().filter(mine).filter_map(|item| match &item.kind {
            ItemKind::Line { at, .. } => Some((at.x, at.y)),
            ItemKind::Shape(_) | ItemKind::Image { .. } => None,
        })
    };
    // The text begins under the head and goes on, two columns further, at the height of the head.
    let head_top = lines(1).map(|(_, y)| y).min().unwrap();
    let text = lines(2).chain(lines(3));
    let third = document.sheet.page.column_width * 2;
    let beside = text.clone().filter(|(x, _)| *x > document.sheet.page.area.x + third).map(|(_, y)| y).min().unwrap();
    assert!(beside <= head_top, "{beside} {head_top}");
    assert!(text.clone().next().is_some_and(|(_, y)| y > head_top));
}

/// Lines, pictures and drawings of a node: page and box.
fn boxes(pages: &Pages, node: u32, styled: &crate::style::Styled) -> Vec<(usize, crate::base::Rect)> {
    let mine = |item: &&Item| matches!(item.owner, Owner::Node(id, _) if id.0 == node);
    let of_page = |(number, page): (usize, &Page)| {
        page.items.iter().filter(mine).map(|item| (number, super::proof::bounds(item, styled))).collect::<Vec<_>>()
    };
    pages.pages.iter().enumerate().flat_map(of_page).collect()
}

/// 破栏 at the edges: the text beside a chart is not parted by it, and all columns of the page are full.
#[test]
fn what_goes_over_two_columns_stands_at_an_edge_of_the_page() {
    let mut nodes: Vec<_> = (0..30).map(|n| body(&prose(n, 260))).collect();
    let mut wide = chart(10);
    wide.0.across = Across::Columns(2);
    nodes.insert(6, wide);
    let mut sheet = sheet(4, 40);
    sheet.page.edges = true;
    let document = styled(sheet, nodes);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new());
    assert!(findings.is_empty(), "{findings:?}");
    let chart = boxes(&pages, 6, &document);
    let (page, area) = (chart[0].0, pages.pages[0].area);
    assert_eq!(page, 0);
    let (top, foot) = (chart.iter().map(|b| b.1.y).min().unwrap(), chart.iter().map(|b| b.1.bottom()).max().unwrap());
    let pitch = document.sheet.page.pitch;
    assert!(top < area.y + pitch * 2 || foot > area.bottom() - pitch * 2, "{top} {foot} in {area:?}");
    // Columns beside it reach from the head of the page to its foot.
    let lines: Vec<_> = (0..31).filter(|n| *n != 6).flat_map(|n| boxes(&pages, n, &document)).collect();
    for column in 0..4 {
        let x = area.x + (document.sheet.page.column_width + document.sheet.page.gutter) * column;
        let mine = || lines.iter().filter(|b| b.0 == 0 && b.1.x >= x && b.1.x < x + document.sheet.page.column_width);
        let reach = mine().map(|b| b.1.bottom()).max().unwrap() - mine().map(|b| b.1.y).min().unwrap();
        let beside = chart.iter().any(|b| b.1.overlaps(crate::base::Rect::new(x, area.y, pitch, area.height)));
        assert!(beside || reach > area.height - pitch * 2, "column {column}: {reach} of {}", area.height);
    }
}

/// 通栏 at the edges follows the text where that ends.
#[test]
fn what_goes_over_all_columns_follows_a_text_that_ends_on_its_page() {
    let mut sheet = sheet(3, 40);
    sheet.page.edges = true;
    let mut nodes: Vec<_> = (0..6).map(|n| body(&prose(n, 200))).collect();
    nodes.push(table(6, Across::All));
    nodes[6].0.keep_together = true;
    let document = styled(sheet, nodes);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!((pages.pages.len(), faults(&pages, &document)), (1, Vec::new()));
    let text = (0..6).flat_map(|n| boxes(&pages, n, &document)).map(|b| b.1.bottom()).max().unwrap();
    let top = boxes(&pages, 6, &document).iter().map(|b| b.1.y).min().unwrap();
    let pitch = document.sheet.page.pitch;
    assert!(top > text && top < text + pitch * 3, "{text} {top}");
}

/// One taller than a page stands where it was written, and is said.
#[test]
fn what_no_page_holds_is_not_put_at_its_edge() {
    let mut sheet = sheet(3, 10);
    sheet.page.edges = true;
    let mut tall = framed(1);
    tall.0.across = Across::Columns(2);
    if let crate::style::NodeKind::Box(inner) = &mut tall.1 {
        for n in 2..8 {
            let (flow, kind) = body(&prose(n, 300));
            let id = crate::style::NodeId(2_000_000 + n);
            inner.nodes.push(crate::style::Node { id, block: String::new(), span: Default::default(), flow, kind });
        }
    }
    let document = styled(sheet, vec![body(&prose(1, 300)), tall, body(&prose(2, 300))]);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new());
    assert!(findings.iter().any(|finding| finding.code.0 == "G12"), "{findings:?}");
}

/// 变栏: a long table goes on from column to column in two columns of a page of three, level at the end.
#[test]
fn a_long_table_stands_in_columns_of_its_own() {
    let mut nodes = vec![body(&prose(1, 400)), heading("附表"), table(50, Across::One), body(&prose(2, 400))];
    nodes[2].0.split = 2;
    let document = styled(sheet(3, 40), nodes);
    let (pages, findings) = make(&document, 1);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(faults(&pages, &document), Vec::<String>::new());
    assert_eq!(super::proof::uneven(&pages, &document), Vec::new());
    let spec = document.sheet.page.divided(2);
    let middle = spec.area.x + spec.column_width + spec.gutter.scale(1, 2);
    let table = boxes(&pages, 2, &document);
    assert!(table.iter().any(|b| b.1.right() <= middle) && table.iter().any(|b| b.1.x >= middle));
    assert!(table.iter().all(|b| b.1.right() <= middle || b.1.x >= middle), "nothing in the gutter");
    // Its head goes with it, over the table's first column.
    assert!(boxes(&pages, 1, &document).iter().all(|b| b.1.right() <= middle));
}

/// Every fault of fit is a finding, and a page all the same.
#[test]
fn what_does_not_fit_is_said_and_set() {
    let codes = |document: &crate::style::Styled| {
        let (pages, findings) = make(document, 1);
        assert!(!pages.pages.is_empty() && pages.pages.iter().any(|page| !page.items.is_empty()));
        let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.0).collect();
        codes.dedup();
        codes
    };
    // A picture larger than the page.
    let large = styled(sheet(1, 20), vec![picture(Emu::mm(2000), Emu::mm(3000), Across::One), body("正文。")]);
    assert_eq!(codes(&large), ["G16"]);
    // A chart of more lines than the page has.
    assert_eq!(codes(&styled(sheet(1, 20), vec![chart(60), body("正文。")])), ["G16"]);
    // A box that may not break and is higher than the page.
    assert_eq!(codes(&styled(sheet(1, 6), vec![framed(1)])), ["G12"]);
    // A head of more lines than the page: parted, nothing of it lost.
    let document = styled(sheet(1, 8), vec![heading(&"一\n".repeat(30)), body("正文。")]);
    assert_eq!(codes(&document), ["G12"]);
    assert_eq!(faults(&make(&document, 1).0, &document), Vec::<String>::new());
    // A column narrower than a character.
    let mut narrow = sheet(1, 20);
    narrow.page.column_width = Emu::pt(3);
    assert!(codes(&styled(narrow, vec![body("正文。"), table(3, Across::One)])).contains(&"G15"));
    // A row taller than the page.
    let mut row = table(1, Across::One);
    if let crate::style::NodeKind::Table(table) = &mut row.1 {
        table.body[0].cells[0].para.text = prose(1, 3000).into();
        table.body[0].cells[0].para.runs[0].range = 0..table.body[0].cells[0].para.text.len() as u32;
    }
    // It goes on from page to page, nothing of it outside the type area, its table's head repeated.
    let document = styled(sheet(1, 12), vec![row]);
    assert_eq!(codes(&document), ["G18"]);
    let pages = make(&document, 1).0;
    assert!(pages.pages.len() > 5);
    assert_eq!(faults(&pages, &document), Vec::<String>::new());
    let text: String = pages.pages.iter().flat_map(|page| &page.items).filter_map(first_cell).collect();
    assert_eq!(text, prose(1, 3000));
    // A sheet with nothing in it.
    let mut empty = sheet(1, 0);
    empty.page = crate::style::PageSpec::default();
    codes(&styled(empty, vec![heading("标题"), body(&prose(1, 50)), chart(10)]));
}

/// The text of a line of a row's first cell.
fn first_cell(item: &Item) -> Option<&str> {
    match (&item.kind, item.owner) {
        (ItemKind::Line { line, .. }, Owner::Node(_, Part::Cell(1.., 0))) => Some(words(line)),
        _ => None,
    }
}

#[test]
fn notes_stand_at_the_foot_of_the_column_that_calls_them() {
    let nodes = vec![body(&prose(1, 200)), noted(&prose(2, 400), 20), body(&prose(3, 900))];
    let document = styled(sheet(2, 24), nodes);
    let (pages, findings) = make(&document, 1);
    assert_eq!(faults(&pages, &document), Vec::<String>::new(), "{}", dump(&pages));
    assert!(findings.is_empty(), "{findings:?}");
    let note = pages.pages[0].items.iter().rev().find(|item| matches!(item.owner, Owner::Node(_, Part::Note(0))));
    let Some(Item { kind: ItemKind::Line { at, .. }, .. }) = note else { panic!("no note on the first page") };
    let area = pages.pages[0].area;
    assert!(area.bottom() - at.y < document.sheet.page.pitch, "at {} of {}", at.y, area.bottom());
}

#[test]
fn columns_of_paragraphs_alone_are_level() {
    let mut widened = Vec::new();
    for seed in 0..120 {
        let paragraphs = 3 + seed % 9;
        let nodes =
            (0..paragraphs).map(|n| body(&prose(seed * 50 + n, 60 + (seed * 37 + n * 91) as usize % 240))).collect();
        let document = styled(sheet(2 + (seed % 3) as u8, 36), nodes);
        let (pages, findings) = make(&document, 1);
        assert_eq!(faults(&pages, &document), Vec::<String>::new(), "seed {seed}");
        assert_eq!(super::proof::uneven(&pages, &document), Vec::new(), "seed {seed}");
        widened
            .extend(findings.iter().map(|finding| format!("seed {seed}: {} {}", finding.code.0, finding.message.en)));
    }
    // Where short paragraphs allow no level break even a line looser or tighter.
    assert!(widened.len() <= 4 && widened.iter().all(|said| said.contains("G19")), "{widened:?}");
}
