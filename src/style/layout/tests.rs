//! Layouts as people write them, well and badly.

use super::*;
use crate::base::Emu;
use crate::base::files::MemoryFiles;
use crate::style::{Align, StyleKey};

/// Loads `mine.yaml` with this text.
fn load_text(text: &str) -> (Option<Sheet>, String) {
    let files = MemoryFiles([("mine.yaml".to_owned(), text.as_bytes().to_vec())].into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let sheet = load("mine.yaml", None, &files, &mut sources, &mut findings);
    (sheet, report(findings, &sources))
}

/// One line a finding: `file:line:col code message | help`.
fn report(findings: Findings, sources: &Sources) -> String {
    let lines = findings.sorted(sources).into_iter().map(|finding| {
        let place = finding.span.map_or_else(
            || "-".to_owned(),
            |span| {
                let at = sources.position(span);
                format!("{}:{}:{}", sources.name(span.source), at.line, at.column)
            },
        );
        let help = finding.help.map_or_else(String::new, |help| format!(" | {}", help.en));
        format!("{place} {} {}{help}\n", finding.code, finding.message.en)
    });
    lines.collect()
}

#[track_caller]
fn wrong(text: &str, expected: expect_test::Expect) {
    let (sheet, report) = load_text(text);
    assert!(sheet.is_none());
    expected.assert_eq(&report);
}

#[test]
fn every_built_in_layout_loads_without_a_finding() {
    for name in names() {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let sheet = load(name, None, &MemoryFiles::default(), &mut sources, &mut findings);
        assert_eq!(report(findings, &sources), "", "{name}");
        let sheet = sheet.unwrap();
        assert_eq!(sheet.name, name);
        assert_eq!(sheet.paras.len(), StyleKey::ALL.len());
        for (style, key) in sheet.paras.iter().zip(StyleKey::ALL) {
            assert_eq!(style.key, key.key());
        }
    }
}

#[test]
fn the_bulletins_grid_is_whole() {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let sheet = load("bulletin", None, &MemoryFiles::default(), &mut sources, &mut findings).unwrap();
    let page = &sheet.page;
    assert_eq!(page.column_width, page.em * 21);
    assert_eq!(page.area.width, page.column_width * 2 + page.gutter);
    assert_eq!(page.area.height, page.pitch * 39);
    assert_eq!(page.area.x + page.area.width + page.area.x, page.size.width);
    let title = sheet.para(StyleKey::Title.id());
    assert_eq!((title.leading * 2).0 % page.pitch.0, 0, "two lines of the title fill whole lines of the grid");
}

#[test]
fn what_a_layout_leaves_out_its_base_answers() {
    let (sheet, report) = load_text("based-on: bulletin\nstyles:\n  credit: {align: start, size: 小四}\n");
    assert_eq!(report, "");
    let sheet = sheet.unwrap();
    let credit = sheet.para(StyleKey::Credit.id());
    assert_eq!((credit.align, credit.size, credit.font.0.as_str()), (Align::Start, Emu::pt(12), "song"));
    assert_eq!(sheet.page.columns, 2);
    assert_eq!(sheet.para(StyleKey::Heading3.id()).outline, 3);
}

#[test]
fn an_em_in_a_style_is_of_its_own_size() {
    let (sheet, report) = load_text("styles:\n  lead: {size: 小四, line: 1.5em, start: 24pt}\npage: {column: 40em}\n");
    assert_eq!(report, "");
    let sheet = sheet.unwrap();
    let lead = sheet.para(StyleKey::Lead.id());
    assert_eq!((lead.leading, lead.indent_start), (Emu::pt(18), 2000));
}

#[test]
fn characters_set_the_pitch() {
    let (sheet, report) =
        load_text("page: {size: A4, em: 三号, line: 28.9pt, lines: 22, column: 156mm, characters: 28, columns: 1}\n");
    assert_eq!(report, "");
    let body = sheet.unwrap().para(StyleKey::Body.id()).clone();
    let line = body.size * 28 + body.size.scale(i64::from(body.tracking), 1000) * 28;
    assert!(line <= Emu::mm(156) && Emu::mm(156) - line < Emu(Emu::PER_PT), "{line}");
}

#[test]
fn unknown_key() {
    wrong(
        "page:\n  colums: 2\n",
        expect_test::expect![[r#"
        mine.yaml:2:3 Y03 unknown key `colums` | did you mean `columns`?
    "#]],
    );
}

#[test]
fn unknown_style() {
    wrong(
        "styles:\n  heading1: {font: hei}\n",
        expect_test::expect![[r#"
        mine.yaml:2:3 Y03 unknown key `heading1` | did you mean `heading-1`?
    "#]],
    );
}

#[test]
fn every_bad_value_is_reported() {
    wrong(
        "page:\n  column: 210pt\n  em: 伍号\n  rule: 0.1pt\nlines: {kinsoku: gp}\nstyles:\n  title: {size: 48, colour: pink}\n  body: {font: sogn}\n",
        expect_test::expect![[r#"
            mine.yaml:3:7 L03 not a length: 伍号 | did you mean 五号?
            mine.yaml:4:9 L06 not a rule: 0.1pt | a rule is at least 0.25pt; write none for no rule
            mine.yaml:5:18 L07 gp is not a choice here | did you mean gb?
            mine.yaml:7:17 L03 not a length: 48 | a length needs a unit: 48pt, 48mm, 48em, 48行 (lines), or a size such as 五号
            mine.yaml:7:29 L05 not a colour: pink | write K60 (grey), C0 M100 Y90 K0 (inks), #c8102e or red
            mine.yaml:8:16 L07 sogn is not a choice here | did you mean song?
        "#]],
    );
}

#[test]
fn a_column_of_broken_ems() {
    wrong(
        "page: {column: 205pt}\n",
        expect_test::expect![[r#"
        mine.yaml:1:16 L09 column width 205pt is not a whole number of ems | write 19em, or add `characters` where the count sets the pitch
    "#]],
    );
}

#[test]
fn type_area_larger_than_the_page() {
    wrong(
        "page: {size: A5, columns: 2, column: 30em}\n",
        expect_test::expect![[r#"
        mine.yaml:1:38 L10 the type area, 229.7 × 247.7 mm, leaves the page | use narrower or fewer columns, fewer lines, or smaller margins
    "#]],
    );
}

#[test]
fn lines_that_would_overlap() {
    wrong(
        "styles:\n  title: {size: 初号, line: 1行}\n",
        expect_test::expect![[r#"
        mine.yaml:2:27 L11 the line of title, 18pt, is smaller than its size, 42pt | give title a line of 1.25em or more
    "#]],
    );
}

#[test]
fn bases_in_a_circle() {
    wrong(
        "based-on: mine.yaml\n",
        expect_test::expect![[r#"
        mine.yaml:1:11 L12 based-on goes in a circle or deeper than 8 | write based-on: common
    "#]],
    );
}

#[test]
fn layouts_that_are_not_there() {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let files = MemoryFiles::default();
    assert!(load("buletin", None, &files, &mut sources, &mut findings).is_none());
    assert!(load("layouts/mine.yaml", None, &files, &mut sources, &mut findings).is_none());
    assert!(load("../mine.yaml", None, &files, &mut sources, &mut findings).is_none());
    expect_test::expect![[r#"
        - L01 there is no layout named buletin | did you mean bulletin?
        - L02 layout file ../mine.yaml lies outside the source's directory | copy it beside the source
        - L02 layout file layouts/mine.yaml is missing | the path is relative to the source; built in: bulletin, newspaper, broadsheet, official, booklet
    "#]]
    .assert_eq(&report(findings, &sources));
}

#[test]
fn the_schema_is_written_from_the_types() {
    expect_test::expect_file!["../../../data/schemas/layout.json"].assert_eq(&schema());
}

/// What the schema allows at each place of a layout, and the layout's own keys there.
#[test]
fn every_built_in_layout_keeps_to_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    for (name, text) in BUILT_IN {
        let layout: serde_json::Value = serde_yaml::from_str(text).unwrap();
        keep_to(&layout, &schema, &schema, name);
    }
}

fn keep_to(value: &serde_json::Value, schema: &serde_json::Value, root: &serde_json::Value, at: &str) {
    let schema = match schema.get("$ref").and_then(|name| name.as_str()) {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    let alternatives = schema.get("anyOf").or(schema.get("allOf")).and_then(|list| list.as_array());
    if let Some(first) = alternatives.and_then(|list| list.first()) {
        return keep_to(value, first, root, at);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = format!("{at}.{key}");
        let known = schema.get("properties").and_then(|known| known.get(key)).or(schema.get("additionalProperties"));
        keep_to(value, known.unwrap_or_else(|| panic!("{at} is not in the schema")), root, &at);
    }
    for value in value.as_array().into_iter().flatten() {
        keep_to(value, schema.get("items").unwrap_or_else(|| panic!("{at} is no list")), root, at);
    }
}
