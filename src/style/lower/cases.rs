//! Blocks of newspapers and books, and what the waist makes of them.

use super::tests::{dump, source};
use crate::style::{Node, NodeKind, Run, StyleKey};

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

#[test]
fn heads_put_into_the_text_stand_a_level_below_and_go_over_columns_when_asked() {
    let yaml = "title: 题\nbody:\n  - inset: 无章之题\n  - heading: 章\n  - inset: {text: [两行, 插题], across: 2}\n  - inset: {text: 通栏, across: all}\n  - paragraph: 文\n";
    let (styled, faults) = source("based-on: newspaper", yaml, &[]);
    assert_eq!(faults, "");
    let styled = styled.unwrap();
    expect_test::expect![[r#"
        0 title All 0+1 title: 题
        1 inset-1 One 0+0 inset: 无章之题
        2 heading-1 One 0+0 heading-1: 章
        3 inset-2 Columns(2) 0+0 inset: 两行⏎插题
        4 inset-3 All 0+0 inset: 通栏
        5 paragraph-1 One 0+0 body: 文
    "#]]
    .assert_eq(&dump(&styled));
    let role = |node: &Node| if let NodeKind::Para(para) = &node.kind { Some(para.role) } else { None };
    expect_test::expect!["[Title, Heading(1), Heading(1), Heading(2), Heading(2), Body]"]
        .assert_eq(&format!("{:?}", styled.nodes.iter().filter_map(role).collect::<Vec<_>>()));
}

/// The letter-spacing of a paragraph's runs, in points, beside their words.
fn spacing(node: &Node) -> String {
    let NodeKind::Para(para) = &node.kind else { return String::new() };
    let of = |run: &Run| {
        let words = &para.text[run.range.start as usize..run.range.end as usize];
        format!("{words} {}", run.tracking.map_or("-".into(), |tracking| tracking.to_string()))
    };
    para.runs.iter().map(of).collect::<Vec<_>>().join(" | ")
}

#[test]
fn short_heads_are_spread_to_their_measure() {
    let spread = |words: &str| {
        let yaml = format!("title: 题\nbody:\n  - heading: {words}\n");
        let layout = "styles: {heading-1: {size: 10pt, spread: 5em}}";
        let (styled, faults) = source(layout, &yaml, &[]);
        assert_eq!(faults, "");
        spacing(&styled.unwrap().nodes[1])
    };
    assert_eq!(spread("前言"), "前 30pt | 言 0pt");
    assert_eq!(spread("编者按"), "编者 10pt | 按 0pt");
    assert_eq!(spread("编辑说明"), "编辑说 3.333pt | 明 0pt");
    assert_eq!(spread("编辑的说明"), "编辑的说明 -");
    assert_eq!(spread("A股"), "A股 -");
}

/// 48 pt on 684 pt hold 14 characters; by 0.06 em tighter, 15 stand in a line; 16 take a size less.
#[test]
fn a_headline_is_tightened_before_it_is_set_smaller() {
    let set_words = |words: &str| {
        let yaml = format!("title: [{words}, 战果]\nbody: []\n");
        let (styled, _) = source("based-on: newspaper", &yaml, &[]);
        let styled = styled.unwrap();
        (styled.sheet.para(StyleKey::Title.id()).size.to_string(), spacing(&styled.nodes[0]))
    };
    let set = |count: usize| set_words(&"数字见证平安业绩战果彰显忠诚担当".chars().take(count).collect::<String>());
    // Figures are wider than they seem, and stand off: this line would not hold.
    let (size, words) = set_words("云川市住房公积金2023年年度报告");
    assert_eq!((size.as_str(), words.contains("-2")), ("42pt", false), "{words}");
    expect_test::expect![[r#"
        ("48pt", "数字见证平安业绩战果彰显忠诚 - | \n - | 战果 -")
        ("48pt", "数字见证平安业绩战果彰显忠诚担 -2.571pt | \n -2.571pt | 战 -2.571pt | 果 0pt")
        ("42pt", "数字见证平安业绩战果彰显忠诚担当 - | \n - | 战果 -")"#]]
    .assert_eq(&format!("{:?}\n{:?}\n{:?}", set(14), set(15), set(16)));
}

#[test]
fn a_head_is_widened_within_its_limit_to_fill_its_columns() {
    let set = |words: &str| {
        let yaml = format!("title: 题\nbody:\n  - inset: {{text: {words}, across: 2}}\n");
        let (styled, _) = source("based-on: newspaper", &yaml, &[]);
        spacing(&styled.unwrap().nodes[1])
    };
    // 29.5 em of 9 pt are 265.5 pt: 25 characters of 10.5 pt nearly fill them, 10 reach their limit.
    expect_test::expect![[r#"
        严打整治保平安让城乡街头巷尾都有安全感夜夜都安 0.587pt | 宁 0pt
        严打整治保平安守好 2.625pt | 门 0pt"#]]
    .assert_eq(&format!(
        "{}\n{}",
        set("严打整治保平安让城乡街头巷尾都有安全感夜夜都安宁"),
        set("严打整治保平安守好门")
    ));
}

#[test]
fn columns_of_a_head_are_a_number_or_all() {
    let yaml = "title: 题\nbody:\n  - inset: {text: 题, across: none}\n  - inset: {text: 题, across: 12}\n";
    let (_, faults) = source("about: x", yaml, &[]);
    expect_test::expect![[r#"
        3:30 Y30 across wants a number of columns | write 1 to 9, or all
        4:30 Y30 across wants a number of columns | write 1 to 9, or all
    "#]]
    .assert_eq(&faults);
}

#[test]
fn a_table_is_ruled_as_its_author_says_or_as_the_layout() {
    let yaml = "title: 题\nbody:\n  - table: {rows: [[甲, 1]]}\n  - table: {style: full-rule, rows: [[甲, 1]]}\n  - table: {style: no-rule, rows: [[甲, 1]]}\n  - table: {style: fulrule, rows: [[甲, 1]]}\n";
    let (_, faults) = source("about: x", yaml, &[]);
    expect_test::expect![[r#"
        6:20 Y09 unknown choice `fulrule` | did you mean `full-rule`?
    "#]]
    .assert_eq(&faults);
    let good: String = yaml.lines().take(5).map(|line| format!("{line}\n")).collect();
    let (styled, faults) = source("blocks: {table-style: row-rule}", &good, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 table-1 One 1+1 table row-rule Start Start
          Plain: 甲 | 1
        2 table-2 One 1+1 table full-rule Start Start
          Plain: 甲 | 1
        3 table-3 One 1+1 table no-rule Start Start
          Plain: 甲 | 1
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
    let (_, faults) = source("blocks: {table-style: numbers}", &good, &[]);
    expect_test::expect![[r#"
        1:23 L07 numbers is not a choice here | one of: three-line, full-rule, row-rule, no-rule
    "#]]
    .assert_eq(&faults);
}

#[test]
fn an_imprint_stands_behind_the_cover_and_takes_what_is_known() {
    let yaml = "title: {main: [云川, 志稿]}\nmeta: {issuer: 某办, date: 2024-01-15, editors: [甲, 乙]}\nbody:\n  - heading: 章\n  - paragraph: 文\n  - imprint: {date: 二〇二四年一月, run: 500册, faces: 正文宋体, lines: [{label: 网址, text: example.cn}]}\n";
    let lowered = |layout: &str| {
        let (styled, faults) = source(layout, yaml, &[]);
        assert_eq!(faults, "");
        dump(&styled.unwrap())
    };
    expect_test::expect![[r#"
        0 title One 0+1 title: 云川⏎志稿
        1 imprint-1 All 0+0 table imprint Start Start
          Plain: 书名 | 云川志稿
          Plain: 编印 | 某办
          Plain: 责任编辑 | 甲　乙
          Plain: 日期 | 二〇二四年一月
          Plain: 印数 | 500册
          Plain: 字体 | 正文宋体
          Plain: 网址 | example.cn
        2  One 0+0 break Recto
        3 contents One 0+0 contents to 2
          Body contents-head: 目录
          1 heading-1 contents-1: 章
        4  One 0+0 break Recto
        5  One 0+0 break Page
        6 heading-1 One 0+0 heading-1: 章
        7 paragraph-1 One 0+0 body: 文
    "#]]
    .assert_eq(&lowered("based-on: booklet"));
    expect_test::expect![[r#"
        0 title One 0+1 title: 云川⏎志稿
        1 heading-1 One 0+0 heading-1: 章
        2 paragraph-1 One 0+0 body: 文
        3 imprint-1 All 0+0 table imprint Start Start
          Plain: 书名 | 云川志稿
          Plain: 编印 | 某办
          Plain: 责任编辑 | 甲　乙
          Plain: 日期 | 二〇二四年一月
          Plain: 印数 | 500册
          Plain: 字体 | 正文宋体
          Plain: 网址 | example.cn
    "#]]
    .assert_eq(&lowered("about: x"));
    let boxed = "title: 题\nbody:\n  - box: {body: [{imprint: {run: 1册}}]}\n";
    let (_, faults) = source("about: x", boxed, &[]);
    expect_test::expect![[r#"
        3:18 Y30 an imprint has a page of its own | move it out of the box or columns
    "#]]
    .assert_eq(&faults);
}
