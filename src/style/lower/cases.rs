//! Blocks of newspapers and books, and what the waist makes of them.

use super::tests::{dump, source};

#[test]
fn columns_of_their_own_are_bands_and_their_headings_count() {
    let yaml = "title: 题\nbody:\n  - contents: {depth: 1}\n  - heading: 各地简讯\n  - columns:\n      count: 3\n      rule: true\n      body:\n        - heading: 甲地\n        - paragraph: 甲文\n        - credit: 某某\n  - columns: {count: 1, body: [{paragraph: 乙文}]}\n";
    let (styled, faults) = source("{based-on: official, page: {columns: 2, column: 14em, characters: 0}}", yaml, &[]);
    assert_eq!(faults, "");
    let styled = styled.unwrap();
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 contents-1 One 0+0 contents to 1
          1 heading-1 contents-1: 一、各地简讯
          1 heading-2 contents-1: 二、甲地
        2 heading-1 One 0+0 heading-1: 一、各地简讯
        3 heading-2 One 0+0 heading-1: 二、甲地
        4 paragraph-1 One 0+0 body: 甲文
        5 credit-1 One 1+0 credit: 某某
        6 paragraph-2 One 0+0 body: 乙文
    "#]]
    .assert_eq(&dump(&styled));
    let bands: Vec<_> =
        styled.nodes.iter().map(|node| (node.flow.band, node.flow.split, node.flow.ruled)).skip(2).collect();
    expect_test::expect!["[(0, 0, None), (1, 3, Some(true)), (1, 3, Some(true)), (1, 3, Some(true)), (2, 1, None)]"]
        .assert_eq(&format!("{bands:?}"));
}

#[test]
fn columns_that_cannot_be_are_said() {
    let yaml = "title: 题\nbody:\n  - columns: {count: 10, body: []}\n  - box: {body: [{columns: {count: 2, body: []}}]}\n  - columns: {count: 2, body: [{columns: {count: 2, body: []}}]}\n  - columns: {cuont: 2, body: []}\n";
    let (_, faults) = source("about: x", yaml, &[]);
    expect_test::expect![[r#"
        3:22 Y30 10 columns cannot be made | write 1 to 9
        4:18 Y30 no columns inside a box or inside columns | move it out
        5:32 Y30 no columns inside a box or inside columns | move it out
        6:14 Y04 missing key `count` | add a line `count: …`
        6:15 Y03 unknown key `cuont` | did you mean `count`?
    "#]]
    .assert_eq(&faults);
    let narrow = "title: 题\nbody:\n  - columns: {count: 9, body: [{paragraph: 文}]}\n";
    let (styled, faults) = source("based-on: booklet", narrow, &[]);
    assert!(styled.is_none());
    expect_test::expect![[r#"
        3:22 L08 9 columns here are 2 ems wide each | a column wants 4 ems at least: make fewer
    "#]]
    .assert_eq(&faults);
}

#[test]
fn notes_stand_together_at_the_end_of_the_document_or_of_each_chapter() {
    let yaml = "title: 题\nbody:\n  - heading: 甲章\n  - paragraph: 正文$note[甲注]。\n  - heading: 乙章\n  - paragraph: 正文。\n  - heading: 丙章\n  - paragraph: 正文$note[丙注]再写$note[丁注]。\n";
    let lowered = |place: &str| {
        let (styled, faults) = source(&format!("blocks: {{notes: {place}, notes-title: 注释}}"), yaml, &[]);
        assert_eq!(faults, "");
        dump(&styled.unwrap())
    };
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 heading-1 One 0+0 heading-1: 甲章
        2 paragraph-1 One 0+0 body: 正文_①<note-call><Note>。
        3 heading-2 One 0+0 heading-1: 乙章
        4 paragraph-2 One 0+0 body: 正文。
        5 heading-3 One 0+0 heading-1: 丙章
        6 paragraph-3 One 0+0 body: 正文_②<note-call><Note>再写_③<note-call><Note>。
        7  All 0+0 notes-head: 注释
        8  One 0+0 end-note: _①<note-call><Note>甲注
        9  One 0+0 end-note: _②<note-call><Note>丙注
        10  One 0+0 end-note: _③<note-call><Note>丁注
        note end-note: _①<note-call><Note>甲注
        note end-note: _②<note-call><Note>丙注
        note end-note: _③<note-call><Note>丁注
    "#]]
    .assert_eq(&lowered("end"));
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 heading-1 One 0+0 heading-1: 甲章
        2 paragraph-1 One 0+0 body: 正文_①<note-call><Note>。
        3  All 0+0 notes-head: 注释
        4  One 0+0 end-note: _①<note-call><Note>甲注
        5 heading-2 One 0+0 heading-1: 乙章
        6 paragraph-2 One 0+0 body: 正文。
        7 heading-3 One 0+0 heading-1: 丙章
        8 paragraph-3 One 0+0 body: 正文_②<note-call><Note>再写_③<note-call><Note>。
        9  All 0+0 notes-head: 注释
        10  One 0+0 end-note: _②<note-call><Note>丙注
        11  One 0+0 end-note: _③<note-call><Note>丁注
        note end-note: _①<note-call><Note>甲注
        note end-note: _②<note-call><Note>丙注
        note end-note: _③<note-call><Note>丁注
    "#]]
    .assert_eq(&lowered("chapter"));
    let (_, faults) = source("blocks: {notes: middle}", yaml, &[]);
    expect_test::expect![[r#"
        1:17 L07 middle is not a choice here | one of: foot, end, chapter
    "#]]
    .assert_eq(&faults);
}
