//! Cases for the source format: texts, marks, line ends, ids; and one finding for each fault.

use super::yaml::tests::show;
use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Findings, Sources};

/// Reads a source; the findings as `line:column code message | help`.
fn document(text: &str) -> (Option<Document>, Sources, String) {
    let mut files = MemoryFiles::default();
    files.0.insert("a.yaml".into(), text.into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let document = read("a.yaml", &files, &mut sources, &mut findings);
    let faults = show(findings, &sources);
    (document, sources, faults)
}

/// A text as a person would write it down: marks in brackets, figures in angles.
fn flat(pieces: &[Piece], references: &[Reference]) -> String {
    let one = |piece: &Piece| match piece {
        Piece::Plain { text, .. } => text.clone(),
        Piece::Figure(FigureRef { reference, .. }) => {
            let Reference { id, form } = &references[*reference as usize];
            format!("<{id}|{form}>")
        }
        Piece::Marked(marked) => format!("[{:?} {}]", marked.mark, flat(&marked.body, references)),
    };
    pieces.iter().map(one).collect()
}

fn paragraph(text: &str) -> (String, String) {
    let (document, _, faults) = document(&format!("title: 题\nbody:\n  - paragraph: {text}\n"));
    let flat = document.and_then(|document| match document.blocks.first()?.kind {
        BlockKind::Paragraph(text) => Some(flat(&document.texts[text.id.0 as usize], &document.references)),
        _ => None,
    });
    (flat.unwrap_or_default(), faults)
}

#[test]
fn inline_markup() {
    let cases = [
        ("破案率$(rate:unit)，共$(n)起", "破案率<rate|unit>，共<n|>起"),
        ("价格$$5，$6，$x，US$", "价格$5，$6，$x，US$"),
        ("$strong[重$kai[点]]文", "[Strong 重[Kai 点]]文"),
        ("$ruby[行|háng]业", "[Ruby(\"háng\") 行]业"),
        ("见$link[官网](https://a.cn/b)。", "见[Link(\"https://a.cn/b\") 官网]。"),
        ("文$note[注$(n:unit)]末", "文[Note 注<n|unit>]末"),
        ("$dot[重[甲]点]", "[Dot 重[甲]点]"),
        ("H$sub[2]O", "H[Sub 2]O"),
        ("甲 [乙] 丙", "甲 [乙] 丙"),
    ];
    for (text, expected) in cases {
        assert_eq!(paragraph(text), (expected.into(), String::new()), "{text}");
    }
}

#[test]
fn line_ends_of_the_source() {
    let cases = [
        ("甲乙\n      丙丁", "甲乙丙丁"),
        ("甲乙，\n      “丙丁”", "甲乙，“丙丁”"),
        ("one two\n      three", "one two three"),
        ("甲乙\n      abc", "甲乙abc"),
        ("abc\n      甲", "abc甲"),
        ("共$(n)\n      起", "共<n|>起"),
        ("|\n      甲乙\n      丙 丁\n", "甲乙丙 丁"),
        (">-\n      甲乙\n      words\n      more", "甲乙words more"),
        ("\"甲\n      乙\"", "甲乙"),
        ("甲 乙", "甲 乙"),
    ];
    for (text, expected) in cases {
        assert_eq!(paragraph(text), (expected.into(), String::new()), "{text}");
    }
}

/// Every plain character is found in the file at its place, over line ends and escapes.
#[test]
fn plain_characters_know_their_place() {
    let text =
        "title: 题\nbody:\n  - paragraph: 前$$文$(a)后\n      续$strong[重\n      点]末\n  - paragraph: '引''号'\n";
    let (document, sources, faults) = document(text);
    assert_eq!(faults, "");
    fn walk(pieces: &[Piece], text: &str) {
        for piece in pieces {
            match piece {
                Piece::Plain { text: plain, places } => {
                    for (at, c) in plain.char_indices() {
                        assert!(text[places.source(at as u32) as usize..].starts_with(c), "{c} of {plain}");
                    }
                }
                Piece::Figure(figure) => {
                    assert_eq!(&text[figure.span.start as usize..figure.span.end as usize], "$(a)")
                }
                Piece::Marked(marked) => {
                    let Marked { body, span, .. } = &**marked;
                    assert_eq!(&text[span.start as usize..span.end as usize], "$strong[重\n      点]");
                    walk(body, text);
                }
            }
        }
    }
    let document = document.unwrap();
    for block in &document.blocks {
        let BlockKind::Paragraph(paragraph) = &block.kind else { panic!() };
        walk(&document.texts[paragraph.id.0 as usize], sources.text(document.source));
    }
    assert_eq!(document.texts.len(), 3);
}

#[test]
fn ids_are_unique_and_ascii() {
    let (document, _, faults) = document(
        "title: 题\nbody:\n  - paragraph: {text: 甲, id: paragraph-1}\n  - paragraph: 乙\n  - heading: 丙\n  - heading: {lead: 丁, main: 戊, level: 2}\n",
    );
    assert_eq!(faults, "");
    let ids: Vec<String> = document.unwrap().blocks.into_iter().map(|block| block.id).collect();
    assert_eq!(ids, ["paragraph-1", "paragraph-2", "heading-1", "heading-2"]);
}

/// Body, and what must be said of it.
#[test]
fn faults() {
    let cases: &[(&str, &str)] = &[
        ("- paragraph: 甲$(a", "4:17 Y25 `$(` has no closing `)` | write `$(id)`; write `$$(` for a plain `$(`"),
        (
            "- paragraph: 甲$(A)乙",
            "4:17 Y25 `A` cannot be a figure's id | an id has small letters, digits, `.` and `-`, as in `cases.yoy`",
        ),
        ("- paragraph: 甲$(a:)乙", "4:17 Y25 `` cannot be a form | as in `$(a:unit)`"),
        (
            "- paragraph: 甲$stron[乙]",
            "4:17 Y22 unknown mark `$stron[` | did you mean `$strong[…]`? write `$$` for a dollar",
        ),
        ("- paragraph: 甲$strong[乙", "4:17 Y21 `$strong[` has no closing `]` | add `]` where the mark ends"),
        ("- paragraph: $strong[]乙", "4:16 Y20 no text in `$strong[]` | write text, or remove the mark"),
        ("- paragraph: $ruby[甲]", "4:16 Y23 `$ruby[` wants `|` and the reading | write `$ruby[字|zì]`"),
        ("- paragraph: $link[甲]乙", "4:16 Y24 `$link[…]` wants `(address)` after it | write `$link[text](https://…)`"),
        (
            "- paragraph: $link[甲](javascript:x)",
            "4:24 Y24 the address `javascript:x` cannot be used | begin with https://, http:// or mailto: and leave no space",
        ),
        ("- paragraph: 见$ref[table-2]", "4:17 Y29 no block has the id `table-2` | give that block `id: table-2`"),
        (
            "- paragraph: 见$ref[fal]\n  - heading: {text: 乙, id: falls}",
            "4:17 Y29 no block has the id `fal` | did you mean `falls`?",
        ),
        ("- paragraph: \"\"", "4:16 Y20 no text here | write text, or remove the item"),
        ("- paragraph: [甲]", "4:16 Y05 expected text, found a list | write text here"),
        (
            "- paragraph: {txt: 甲}",
            "4:16 Y04 missing key `text` | add a line `text: …`\n4:17 Y03 unknown key `txt` | did you mean `text`?",
        ),
        ("- paragraf: 甲", "4:5 Y09 unknown choice `paragraf` | did you mean `paragraph`?"),
        (
            "- 甲",
            "4:5 Y09 unknown choice `甲` | use one of: heading, inset, paragraph, lead, table, chart, list, quote, picture, box, columns, tabbed, numbers, contents, signature, colophon, imprint, pull, note, break, credit",
        ),
        ("- heading: {text: 甲, level: 5}", "4:31 Y30 no headings of level 5 | write 1 to 4"),
        ("- heading: {lead: 甲}", "4:14 Y04 missing key `main` | add a line `main: …`"),
        (
            "- paragraph: {text: 甲, id: 乙}",
            "4:30 Y27 `乙` cannot be a block's id | begin with a small letter; use only a–z, 0–9 and `-`, at most 40",
        ),
        (
            "- paragraph: {text: 甲, id: a}\n  - paragraph: {text: 甲, id: a}",
            "5:30 Y28 two blocks have the id `a` | give one of them another id",
        ),
        (
            "- table: {caption: 甲}",
            "4:5 Y31 the table has no rows | name sections or ids of the table of figures, or write the rows under `rows`",
        ),
        ("- table: {ids: [a], columns: [{valu: 数}]}", "4:34 Y09 unknown choice `valu` | did you mean `value`?"),
        ("- chart: {caption: 甲}", "4:5 Y31 the chart has no data | name ids or sections of the table of figures"),
        (
            "- chart: {ids: [a, b], labels: [甲]}",
            "4:34 Y31 1 labels for 2 ids | one label for each id, in the same order",
        ),
        (
            "- chart: {kind: line, series: [{name: 甲, ids: [a, b]}, {name: 乙, ids: [a]}]}",
            "4:73 Y31 1 ids here, 2 in the first series | give each series one id for every label",
        ),
        (
            "- chart: {kind: pie, series: [{name: 甲, ids: [a]}, {name: 乙, ids: [b]}]}",
            "4:32 Y31 a pie has one series | use `stacked`, or make several charts of it",
        ),
        (
            "- chart: {ids: [a], series: [{name: 甲, ids: [a]}]}",
            "4:31 Y31 series cannot stand with ids or sections | move the ids into the series",
        ),
        (
            "- chart: {kind: area, ids: [a]}",
            "4:19 Y09 unknown choice `area` | use one of: bar, column, stacked, line, pie",
        ),
        ("- break: line", "4:12 Y09 unknown choice `line` | use one of: column, page, recto"),
        (
            "- paragraph: 甲$(\n  - chart: {kind: bar}",
            "4:17 Y25 `$(` has no closing `)` | write `$(id)`; write `$$(` for a plain `$(`\n5:5 Y31 the chart has no data | name ids or sections of the table of figures",
        ),
    ];
    let mut wrong = String::new();
    for (body, expected) in cases {
        let (_, _, faults) = document(&format!("title: 题\nmeta: {{year: \"2021\"}}\nbody:\n  {body}\n"));
        if &faults != expected {
            wrong += &format!("{body}\n  is  {faults}\n  not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn faults_of_the_whole() {
    let cases: &[(&str, &str)] = &[
        ("body: []", "1:1 Y04 missing key `title` | add a line `title: …`"),
        (
            "title: 题\nbody: 甲",
            "2:7 Y05 expected a list (each item after `- `), found text | write a list (each item after `- `) here",
        ),
        ("title: {kicker: 引}\nbody: []", "1:8 Y04 missing key `main` | add a line `main: …`"),
        (
            "title: 题\nmeta: {date: 2022-02-30}\nbody: []",
            "2:14 Y26 `2022-02-30` is not a date | write it as `2022-01-20`",
        ),
        ("title: 题\nmeta: {yeer: 2021}\nbody: []", "2:8 Y03 unknown key `yeer` | did you mean `year`?"),
        ("title: 题\nmeta: {year: 21}\nbody: []", "2:14 Y26 `21` is not a year | write four digits, as in `2021`"),
        ("title：题\nbody: []", "2:5 Y01"),
    ];
    for (text, expected) in cases {
        let (_, _, faults) = document(text);
        assert!(faults.starts_with(expected) && faults.lines().count() == 1, "{text}\n{faults}");
    }
}

/// Every kind of block is read, and texts are numbered in reading order.
#[test]
fn all_kinds_of_block() {
    let text = "\
title: {kicker: 引题, main: [主题一, 主题二], sub: 副题}
meta: {date: 2022-01-20, year: '2021', issuer: 市公安局, authors: [甲], keywords: [乙]}
layout: bulletin
figures: figures.csv
body:
  - lead: 导语
  - contents:
  - contents: {title: 目录, depth: 3}
  - list: [一, {text: 二, list: {labels: han-paren, items: [三]}}]
  - quote: 引文
  - quote: {text: [甲, 乙], from: 某人}
  - picture: {file: a.png, alt: 图, across: all, width: 60mm}
  - box: {title: 框, body: [{paragraph: 内文}]}
  - columns: {count: 3, rule: false, body: [{paragraph: 栏文}]}
  - numbers: {items: [{value: $(a:unit), label: 数}], columns: 3}
  - table: {head: [甲, 乙], rows: [[1, ], [{text: 2, across: 2}]], align: [start, decimal]}
  - break: page
  - imprint: {run: 500册, lines: [{label: 定价, text: 免费}]}
  - note: 注
  - inset: 插题
  - inset: {text: [两行, 插题], across: 2}
  - signature: {issuer: 某局, date: 2022年1月20日}
  - credit: 本版
";
    let (document, _, faults) = document(text);
    assert_eq!(faults, "");
    let document = document.unwrap();
    let ids: Vec<&str> = document.blocks.iter().map(|block| block.id.as_str()).collect();
    let expected = "lead-1 contents-1 contents-2 list-1 quote-1 quote-2 picture-1 box-1 columns-1 numbers-1 table-1 break-1 imprint-1 note-1 inset-1 inset-2 signature-1 credit-1";
    assert_eq!(ids.join(" "), expected);
    let BlockKind::Credit(last) = &document.blocks.last().unwrap().kind else { panic!() };
    assert_eq!(last.id.0 as usize + 1, document.texts.len());
}

#[test]
fn the_schema_is_written_from_the_types() {
    expect_test::expect_file!["../../data/schemas/review.json"].assert_eq(&schema());
}
