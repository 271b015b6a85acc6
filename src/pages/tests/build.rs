//! Cases of whole pages.

use super::bench::*;
use super::proof::faults;
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
