//! Cases for YAML: places of every scalar style, and one finding for each kind of fault.

use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Spanned, diag::Finding};
use serde::Deserialize;

/// `line:column code message | help` in English, a line each, in order of place.
pub(crate) fn show(findings: Findings, sources: &Sources) -> String {
    let line = |finding: Finding| {
        let place = finding.span.map_or("-".into(), |span| {
            let at = sources.position(span);
            format!("{}:{}", at.line, at.column)
        });
        let help = finding.help.map_or(String::new(), |help| format!(" | {}", help.en));
        format!("{place} {} {}{help}", finding.code, finding.message.en)
    };
    findings.sorted(sources).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Sample {
    title: Spanned<String>,
    #[serde(default)]
    columns: Option<u8>,
    #[serde(default)]
    wide: bool,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Item {
    Paragraph(Spanned<String>),
    Rule,
    Box { head: String, body: Vec<Item> },
}

fn sample(text: &str) -> (Option<Sample>, String) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source = sources.add("a.yaml", text);
    let value = from_str(source, &sources, &mut findings);
    (value, show(findings, &sources))
}

#[test]
fn values_and_their_bytes() {
    let text = "title: 标题：甲 乙\ncolumns: 2\nwide: true\nitems:\n  - paragraph: 3.10\n  - rule\n  - box: {head: 0326, body: [rule]}\n";
    let (value, faults) = sample(text);
    assert_eq!(faults, "");
    let value = value.unwrap();
    assert_eq!(value.title.value, "标题：甲 乙");
    assert_eq!(&text[value.title.span.start as usize..value.title.span.end as usize], "标题：甲 乙");
    assert_eq!((value.columns, value.wide), (Some(2), true));
    let Item::Paragraph(number) = &value.items[0] else { panic!() };
    assert_eq!(number.value, "3.10");
    assert_eq!(value.items[2], Item::Box { head: "0326".into(), body: vec![Item::Rule] });
}

#[test]
fn one_finding_for_each_fault() {
    let deep = format!("title: {}甲{}", "[".repeat(80), "]".repeat(80));
    let bomb = {
        let mut text = String::from("title: 甲\na: &a [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n");
        for (name, of) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")] {
            text += &format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n");
        }
        text
    };
    let cases: &[(&str, &str)] = &[
        ("titel: 甲\ntitle: 乙", "1:1 Y03 unknown key `titel` | did you mean `title`?"),
        (
            "title: 甲\n颜色: 红\ncolums: 2",
            "2:1 Y03 unknown key `颜色` | known keys: title, columns, wide, items\n3:1 Y03 unknown key `colums` | did you mean `columns`?",
        ),
        ("wide: true", "1:1 Y04 missing key `title` | add a line `title: …`"),
        ("title: [甲]", "1:8 Y05 expected text, found a list | write text here"),
        ("title:", "1:6 Y05 expected text, found nothing | write text here"),
        (
            "title: 甲\ncolumns: 两",
            "2:10 Y05 expected a whole number of 0 or more, found `两` | write a whole number of 0 or more here",
        ),
        (
            "title: 甲\ncolumns: 300",
            "2:10 Y05 expected a whole number of 0 or more, found `300` | write a whole number of 0 or more here",
        ),
        ("title: 甲\nwide: yes", "2:7 Y05 expected true or false, found `yes` | write true or false"),
        (
            "title: 甲\nitems: 段",
            "2:8 Y05 expected a list (each item after `- `), found text | write a list (each item after `- `) here",
        ),
        ("title: 甲\nitems:\n  - paragrph: 段", "3:5 Y09 unknown choice `paragrph` | did you mean `paragraph`?"),
        (
            "title: 甲\nitems:\n  - paragraph: 段\n    rule:",
            "4:5 Y05 expected one key here, found 2 | one key an item; indent the others under it, or begin a new `- `",
        ),
        ("title: 甲\ntitle: 乙", "2:1 Y02 key `title` is written twice | remove one of the two"),
        (
            "title: 甲\nitems:\n  - box: {head: 甲, head: 乙, body: []}",
            "3:20 Y02 key `head` is written twice | remove one of the two",
        ),
        ("title: !x 甲", "1:11 Y07 the tag `!x` is not accepted | remove the tag; quote a text that begins with `!`"),
        ("a: &a {b: 甲}\ntitle: 乙\n<<: *a", "3:1 Y07 merge keys (`<<`) are not accepted | write the keys out"),
        ("", "1:1 Y11 the file is empty | write at least title and body"),
        (
            "title: 甲\n---\ntitle: 乙",
            "3:1 Y01 two YAML documents in one file (---) | remove the `---`, or use two files",
        ),
        (&deep, "1:72 Y06 nested too deeply | nest no deeper than 64 levels"),
        (&bomb, "2:1 Y06 "),
    ];
    let mut wrong = String::new();
    for (text, expected) in cases {
        let (value, faults) = sample(text);
        assert!(value.is_none(), "{text}");
        if expected.ends_with(' ') {
            let (line, code) = (faults.lines().count(), faults.split(' ').nth(1).unwrap_or_default().to_owned());
            assert_eq!((line, code.as_str()), (1, "Y06"), "{text}\n{faults}");
        } else if &faults != expected {
            wrong += &format!("{text}\n  is  {faults}\n  not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for broken in ["title: \"甲", "title: 甲\n  b: 乙: 丙", "title: [甲", "title: @甲", "title: *甲"] {
        let (value, faults) = sample(broken);
        assert!(value.is_none(), "{broken}");
        assert_eq!(faults.lines().count(), 1, "{broken}\n{faults}");
        assert!(faults.contains(" Y01 "), "{broken}\n{faults}");
    }
}

#[test]
fn files_that_are_not_text() {
    let mut files = MemoryFiles::default();
    let mut put = |name: &str, bytes: &[u8]| files.0.insert(name.into(), bytes.to_vec());
    put("bom.yaml", b"\xef\xbb\xbftitle: a\n");
    put("gbk.yaml", b"title: ab\xb1\xea\xcc\xe2\n");
    put("utf16.yaml", b"\xff\xfet\0");
    put("cr.yaml", b"title: a\rb: c\n");
    put("crlf.yaml", b"title: a\r\nwide: true\r\n");
    let read = |name: &str| {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let source = open(name, &files, &mut sources, &mut findings, None);
        let value: Option<Sample> = source.and_then(|source| from_str(source, &sources, &mut findings));
        (value.map(|sample| sample.title.value), show(findings, &sources))
    };
    assert_eq!(read("bom.yaml"), (Some("a".into()), String::new()));
    assert_eq!(
        read("crlf.yaml"),
        (Some("a".into()), "1:9 Y13 lines end with CRLF | it works; LF makes versions easier to compare".into())
    );
    assert_eq!(read("gbk.yaml"), (None, "1:10 Y12 not UTF-8 here | it may be GBK; save it as UTF-8".into()));
    assert_eq!(read("utf16.yaml"), (None, "1:1 Y12 not UTF-8 here | the file is UTF-16; save it as UTF-8".into()));
    assert_eq!(read("cr.yaml"), (None, "1:9 Y12 a lone carriage return (CR) | end lines with LF".into()));
    assert_eq!(read("none.yaml").1, "- I01 no file `none.yaml` | paths begin at the source's folder; check the name");
    assert_eq!(
        read("../x").1,
        "- I01 `../x` lies outside the source's folder | put the file into the source's folder and write a relative path"
    );
}

/// Every character of every scalar style is found again in the file.
#[test]
fn places_of_every_scalar_style() {
    let cases: &[&str] = &[
        "title: 明文 abc\n",
        "title: 明文\n  续行\n  abc\n",
        "title: 明文\n\n  另段\n",
        "title: \"引\\u4e2d号\\\"\\t末\"\n",
        "title: \"引号\n  续行\\\n  紧接\"\n",
        "title: '单''引号''\n\n  末'\n",
        "title: |\n  字面\n    二\n\n  三\n",
        "title: |-\n\n  前空\n",
        "title: |2-\n   缩进\n",
        "title: >\n  折叠\n  续行\n\n  另段\n    缩进\n",
        "title: >+ # 注\n  折叠\n\n",
        "title: |\n  “甲”\n  \"乙\"\n",
        "title: 明文\r\n  续行\r\nwide: true\r\n",
    ];
    for text in cases {
        let (value, faults) = sample(text);
        assert!(!faults.contains(" Y"), "{text}: {faults}");
        let Spanned { value, span } = value.unwrap().title;
        let snippet = &text[span.start as usize..span.end as usize];
        let places = align(&value, snippet, span.start);
        for (at, wanted) in value.char_indices() {
            let there = text[places.source(at as u32) as usize..].chars().next();
            let escaped = matches!(there, Some('\\' | '\''));
            let folded = wanted.is_whitespace();
            assert!(there == Some(wanted) || escaped || folded, "{text:?}: {wanted:?} at {at} found {there:?}");
        }
        assert_ne!(places, crate::content::Places::default(), "{text:?}");
    }
}

/// A tree on one line, its places in bytes.
fn tell(node: &Node) -> String {
    let place = format!("{}..{}", node.span.start, node.span.end);
    match &node.kind {
        NodeKind::Null => format!("{place}~"),
        NodeKind::Text(text) => format!("{place}{text:?}"),
        NodeKind::List(items) => format!("{place}{:?}", items.iter().map(tell).collect::<Vec<_>>()),
        NodeKind::Map(entries) => {
            let entry = |(key, value): &(Spanned<String>, Node)| {
                format!("{}..{}{}: {}", key.span.start, key.span.end, key.value, tell(value))
            };
            format!("{place}{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The common reader against the whole one: what it reads, and whether that is the same.
fn both(text: &str) -> Option<bool> {
    let mut sources = Sources::default();
    let source = sources.add("a.yaml", text);
    let common = common::read(text, source)?;
    let whole = whole(source, &sources);
    if whole.as_ref().ok() != Some(&common) {
        let whole = whole.as_ref().map_or_else(|finding| finding.message.en.clone(), tell);
        eprintln!("{text}\n--- common\n{}\n--- whole\n{whole}\n", tell(&common));
    }
    Some(whole.ok() == Some(common))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests read the project's own files")]
fn the_common_reader_reads_our_own_files() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    let mut folders = vec![root.join("data"), root.join("layouts"), root.join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                assert_eq!(both(&text), Some(true), "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn what_the_common_reader_knows() {
    let cases = [
        ("a: 1\nb: 3.10\nc: yes\nd: ~\ne: null\nf: 0326\ng: 2022-01-20\nh: -5\ni: 1e3\nj: .inf\n", true),
        ("a:\n- 甲\n- 乙：丙\nb:\n  - - 1\n    - 2\n  - c: 1\n    d: 2\n", true),
        ("a: 甲 # 注\n# 注\n\nb: 乙#丙\nc: # 注\n  d: e\n", true),
        ("a: 甲\n  乙\n  丙 丁\nb: x\n  y\n", true),
        ("a: >-\n  甲\n  乙\nb: |\n  丙\n  丁\nc: >\n    戊\nd: |-\n  己", true),
        ("a: [1, \"二\", '三', [四], {b: 五, c: []}]\nb: {}\nc: {d: http://x.cn/?a=1, e: 10:30}\n", true),
        ("a: [甲,\n  乙,\n  丙]\n", true),
        ("a: \"甲: #乙\"\nb: '丙'\n", true),
        ("- a\n- b: c\n-\n  d: e\n", true),
        ("a: $(x:unit)和$strong[粗]、$ref[b]\n", true),
        ("年: 2021\n账户: 帐户\n", true),
        ("a: |\n  甲\n\n  乙\n", false),
        ("a: \"甲\\n\"\n", false),
        ("a: &x 甲\nb: *x\n", false),
        ("a: 甲\na: 乙\n", false),
        ("a: b: c\n", false),
        ("a:\tb\n", false),
        ("a: 甲\r\n", false),
        ("a: [甲,\n乙]\n", false),
        ("a:\nb: 乙\n", false),
        ("a: 甲\n---\nb: 乙\n", false),
        ("a: 甲\n b: 乙\n", false),
        ("a: \u{2028}甲\n", false),
        ("<<: 甲\n", false),
    ];
    let wrong: Vec<&str> =
        cases.iter().filter(|(text, known)| both(text) != known.then_some(true)).map(|(text, _)| *text).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 4000, failure_persistence: None, ..Default::default() })]

    /// Pieces put together by chance: most are no YAML at all, and then only the whole reader says so.
    #[test]
    fn two_readers_agree(pieces in proptest::collection::vec(0..PIECES.len(), 0..14)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        proptest::prop_assert_ne!(both(&text), Some(false), "{}", text);
    }

    /// Files as people write them, by chance: most are read by both.
    #[test]
    fn two_readers_agree_on_files(choices in proptest::collection::vec(proptest::prelude::any::<u8>(), 1..60)) {
        let mut file = File { choices: choices.into_iter(), text: String::new() };
        file.collection(0, 0);
        let text = file.text;
        proptest::prop_assert_ne!(both(&text), Some(false), "{}", text);
    }
}

/// What a file may be put together of.
const PIECES: &[&str] = &[
    "a: ", "b: ", "甲: ", "c:", "- ", "-", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n- ", "\n  - ", " ", "甲", "乙丙",
    "x y", "3.10", "~", "null", "true", "[", "]", "{", "}", ", ", ",", ": ", ":", "#", " # ", "\"", "'", "\"丁\"",
    "'戊'", ">-", "|", ">", "|-", "\\", "$(a)", "&a ", "*a", "!t ", "%", "@", "？", "\n---\n", "...", "\t", "=", "<<",
    "\n\n", "d: 1\n", "e: 二\n", "- f: 3\n", "[1, 二]", "{g: 4}",
];

/// Scalars as they may stand after a key, and some that may not.
const SCALARS: &[&str] = &[
    "甲",
    "乙，丙。",
    "3.10",
    "0326",
    "yes",
    "~",
    "null",
    "-5",
    "x y z",
    "\"丁: #\"",
    "'戊'",
    "$(a:unit)和$b[c]",
    "http://x.cn/?a=1",
    "10:30",
    "2022-01-20",
    "己#庚",
    "辛 # 注",
    "\"a\\n\"",
    "&x 壬",
    "*x",
    "- 癸",
    "a: b",
    "\"\"",
    "''",
    "",
    "？",
    "%",
    "\u{3000}甲",
    "[一, 二]",
    "[]",
    "{k: v}",
    "{}",
    "[\"三\", '四', {k: [五]}, http://x]",
    "[六,\n          七,\n          八]",
];

/// A file in the making: every choice is taken from a list of numbers.
struct File {
    choices: std::vec::IntoIter<u8>,
    text: String,
}

impl File {
    fn choose(&mut self, of: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % of
    }

    fn line(&mut self, indent: usize) {
        match self.choose(24) {
            0 => self.text.push('\n'),
            1 => self.text.push_str("# 注\n"),
            2 => self.text.push_str(&format!("{}# 注\n", " ".repeat(indent))),
            3 => self.text.push_str("   \n"),
            _ => {}
        }
        self.text.push_str(&" ".repeat(indent));
    }

    fn collection(&mut self, indent: usize, depth: usize) {
        let list = self.choose(2) == 0;
        for at in 0..=self.choose(4) {
            self.line(indent);
            // Seldom a key twice.
            let key = ["a:", "b:", "甲:", "d-e:", "f_g:"][(at + self.choose(8) / 7) % 5];
            self.text.push_str(if list { "-" } else { key });
            self.value(indent, depth, list);
        }
    }

    fn value(&mut self, indent: usize, depth: usize, in_list: bool) {
        match self.choose(if depth < 3 { 8 } else { 5 }) {
            0..3 => {
                let scalar = SCALARS[self.choose(SCALARS.len())];
                self.text.push_str(&format!(" {scalar}\n"));
            }
            3 => {
                let head = [" >-\n", " >\n", " |\n", " |-\n"][self.choose(4)];
                self.text.push_str(head);
                let own = indent + 1 + self.choose(3);
                for _ in 0..=self.choose(3) {
                    self.line(own);
                    let words = ["甲乙", "# 丙", "- 丁", "a: 戊", "己 ", " 庚"][self.choose(6)];
                    self.text.push_str(&format!("{words}\n"));
                }
            }
            4 => {
                self.text.push_str(" 甲");
                for _ in 0..=self.choose(2) {
                    let own = " ".repeat(indent + self.choose(3));
                    self.text.push_str(&format!("\n{own}乙，"));
                }
                self.text.push('\n');
            }
            5 if in_list => {
                // A mapping on the line of its dash.
                self.text.push_str(" k:");
                self.value(indent + 2, depth + 1, false);
                if self.choose(2) == 0 {
                    self.line(indent + 2);
                    self.text.push_str("l: 辛\n");
                }
            }
            5 => {
                self.text.push('\n');
                for _ in 0..=self.choose(2) {
                    self.line(indent);
                    self.text.push('-');
                    self.value(indent, depth + 1, true);
                }
            }
            _ => {
                self.text.push('\n');
                let own = indent + 1 + self.choose(3);
                self.collection(own, depth + 1);
            }
        }
    }
}
