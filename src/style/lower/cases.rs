//! Blocks of newspapers and books, and what the waist makes of them.

use super::tests::{dump, source};

#[test]
fn columns_of_their_own_are_bands_and_their_headings_count() {
    let yaml = "title: 题\nbody:\n  - contents: {depth: 1}\n  - heading: 各地简讯\n  - columns:\n      count: 3\n      rule: true\n      body:\n        - heading: 甲地\n        - paragraph: 甲文\n        - credit: 某某\n  - columns: {count: 1, body: [{paragraph: 乙文}]}\n";
    let (styled, faults) = source("{based-on: official, page: {columns: 2, column: 14em, characters: 0}}", yaml, &[]);
    assert_eq!(faults, "");
    let styled = styled.unwrap();
    expect_test::expect![[r#""#]].assert_eq(&dump(&styled));
    let bands: Vec<_> =
        styled.nodes.iter().map(|node| (node.flow.band, node.flow.split, node.flow.ruled)).skip(2).collect();
    expect_test::expect![[r#""#]].assert_eq(&format!("{bands:?}"));
}

#[test]
fn columns_that_cannot_be_are_said() {
    let yaml = "title: 题\nbody:\n  - columns: {count: 10, body: []}\n  - box: {body: [{columns: {count: 2, body: []}}]}\n  - columns: {count: 2, body: [{columns: {count: 2, body: []}}]}\n  - columns: {cuont: 2, body: []}\n";
    let (_, faults) = source("about: x", yaml, &[]);
    expect_test::expect![[r#""#]].assert_eq(&faults);
    let narrow = "title: 题\nbody:\n  - columns: {count: 9, body: [{paragraph: 文}]}\n";
    let (styled, faults) = source("based-on: booklet", narrow, &[]);
    assert!(styled.is_none());
    expect_test::expect![[r#""#]].assert_eq(&faults);
}
