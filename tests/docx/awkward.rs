//! Every awkward character either arrives exactly or is a placed finding.

use crate::package::parts;
use crate::read_back::written;
use crate::sample::{self, BODY, node, para, runs};
use banxin::base::{Findings, SourceId, Span};
use banxin::content::Mark;
use banxin::docx::{Comment, Options, write};
use banxin::style::{Across, Chart, NodeKind, PageLabels, Para, ParaRole, Picture, Styled, Table};
use quick_xml::events::Event;

fn document(text: &str) -> Styled {
    let mut styled = sample::bulletin();
    let mut body = para(ParaRole::Body, BODY, text);
    body.runs[0].span = Span::new(SourceId(3), 17..17 + text.len());
    styled.nodes = vec![node(0, "p-1", Across::One, NodeKind::Para(body))];
    styled
}

/// The characters of the document part, read by quick-xml (docx-rs unescapes `&amp;amp;` twice).
fn text_of(bytes: &[u8]) -> String {
    let (_, data) = parts(bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let mut reader = quick_xml::Reader::from_reader(data.as_slice());
    let (mut buffer, mut out, mut inside) = (Vec::new(), String::new(), false);
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Start(start) => inside = start.name().as_ref() == "w:t",
            Event::End(_) => inside = false,
            Event::Empty(start) if start.name().as_ref() == "w:br" => out.push('\n'),
            Event::Empty(start) if start.name().as_ref() == "w:tab" => out.push('\t'),
            Event::Text(text) if inside => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside => match name.resolve_char_ref().unwrap() {
                Some(c) => out.push(c),
                None => out.push_str(quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).unwrap()),
            },
            Event::Eof => return out,
            _ => {}
        }
        buffer.clear();
    }
}

#[test]
fn what_xml_can_hold_arrives_exactly() {
    for text in [
        "&<>\"' ]]> &amp; &#0; <!-- --> <?x?>",
        "\u{202B}عربي\u{202C} \u{2067}אבג\u{2069} \u{200F}\u{200E}\u{061C}",
        "👨‍👩‍👧‍👦 🇨🇳 👍🏽 ☺️ ✊🏿",
        "𠀀𠮷𪚥𫝀𬺰 ㇀ ⿰亻尔",
        "\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}",
        "\u{FEFF}零宽\u{200B}\u{200C}\u{200D}\u{2060} 软\u{AD}连 不断\u{A0}格",
        "\u{7F}\u{80}\u{85}\u{9F}\u{2028}\u{2029}\u{FFFC}\u{FFFD}",
        " 前后有空格  两个 ",
        "　全角空格　",
        "制表\t符 换\n行",
        "e\u{301} 葛\u{E0100} ㍻ ﬁ",
    ] {
        assert_eq!(text_of(&written("awkward", &document(text))), text);
    }
}

#[test]
fn what_xml_cannot_hold_is_found_where_it_stands() {
    let controls = (0..0x20).filter(|code| ![0x09, 0x0A].contains(code)).chain([0xFFFE, 0xFFFF]);
    for bad in controls.filter_map(char::from_u32) {
        let styled = document(&format!("前{bad}后"));
        let mut findings = Findings::default();
        let bytes = write(&styled, &PageLabels::default(), &Options::default(), &mut findings);
        assert!(bytes.is_none(), "{bad:?}");
        let found: Vec<_> = findings.iter().map(|finding| (finding.code.0, finding.span.unwrap().start)).collect();
        assert_eq!(found, [("D01", 17)], "{bad:?}");
        assert!(findings.stop());
    }
}

#[test]
fn attributes_are_escaped_too() {
    let mut styled = sample::everything();
    let odd = "a\"b'c<d>&e\n\tf";
    styled.info.title = odd.into();
    for node in &mut styled.nodes {
        match &mut node.kind {
            NodeKind::Picture(picture) => (picture.alt, picture.path) = (odd.into(), odd.into()),
            NodeKind::Chart(chart) => {
                (chart.alt, chart.unit) = (odd.into(), odd.into());
                (chart.series[0].name, chart.labels[0]) = (odd.into(), odd.into());
            }
            NodeKind::Table(table) => table.alt = odd.into(),
            _ => {}
        }
        node.block = if node.block.is_empty() { String::new() } else { format!("{}{odd}", node.block) };
    }
    for (name, data) in parts(&written("odd", &styled)) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut reader = quick_xml::Reader::from_reader(data.as_slice());
            let mut buffer = Vec::new();
            while !matches!(
                reader.read_event_into(&mut buffer).unwrap_or_else(|error| panic!("{name}: {error}")),
                Event::Eof
            ) {
                buffer.clear();
            }
        }
    }
}

/// A field's name, and what puts a text into it.
type Field = (&'static str, fn(&mut Styled, &str));

/// Every field of a document that carries text, by name.
#[rustfmt::skip]
const FIELDS: &[Field] = &[
    ("title", |styled, text| styled.info.title = text.into()),
    ("subtitle", |styled, text| styled.info.subtitle = text.into()),
    ("issuer", |styled, text| styled.info.issuer = text.into()),
    ("author", |styled, text| styled.info.authors = vec![text.into()]),
    ("style's name", |styled, text| styled.sheet.paras[1].name = text.into()),
    ("layout's name", |styled, text| styled.sheet.name = text.into()),
    ("ruby", |styled, text| marked(styled, Mark::Ruby(text.into()))),
    ("linked words", |styled, text| replace(styled, "heading-1", runs(ParaRole::Heading(1), sample::HEADING, &[(text, &[Mark::Link("https://a.cn".into())], None)]))),
    ("words under a mark", |styled, text| replace(styled, "heading-1", runs(ParaRole::Heading(1), sample::HEADING, &[(text, &[Mark::Dot], None)]))),
    ("label of an item", |styled, text| replace(styled, "heading-1", para(ParaRole::Item(1), BODY, &format!("1. {text}")))),
    ("keyword", |styled, text| styled.info.keywords = vec![text.into()]),
    ("running head", |styled, text| styled.sheet.furniture[0].text = text.into()),
    ("folio", |styled, text| styled.sheet.furniture[2].text = text.into()),
    ("heading", |styled, text| replace(styled, "heading-1", para(ParaRole::Heading(1), sample::HEADING, text))),
    ("note", |styled, text| styled.notes = vec![para(ParaRole::Note, sample::REMARK, text)]),
    ("contents entry", |styled, text| each(styled, |kind| if let NodeKind::Contents(contents) = kind {
        contents.entries[0].2 = para(ParaRole::Body, sample::CREDIT, text);
    })),
    ("text in a frame", |styled, text| each(styled, |kind| if let NodeKind::Box(inner) = kind {
        inner.nodes[0].kind = NodeKind::Para(para(ParaRole::Body, BODY, text));
    })),
    ("table caption", |styled, text| table(styled, |table| table.caption = Some(para(ParaRole::Caption, sample::CAPTION, text)))),
    ("unit line", |styled, text| table(styled, |table| table.unit = Some(para(ParaRole::Remark, sample::REMARK, text)))),
    ("table note", |styled, text| table(styled, |table| table.below = vec![para(ParaRole::Remark, sample::REMARK, text)])),
    ("head cell", |styled, text| table(styled, |table| table.head[0].cells[0].para = para(ParaRole::Cell, sample::HEAD, text))),
    ("cell", |styled, text| table(styled, |table| table.body[1].cells[0].para = para(ParaRole::Cell, sample::CELL, text))),
    ("table's other words", |styled, text| table(styled, |table| table.alt = text.into())),
    ("picture's other words", |styled, text| picture(styled, |picture| picture.alt = text.into())),
    ("picture's name", |styled, text| picture(styled, |picture| picture.path = text.into())),
    ("picture caption", |styled, text| picture(styled, |picture| picture.caption = Some(para(ParaRole::Caption, sample::CAPTION, text)))),
    ("chart caption", |styled, text| chart(styled, |chart| chart.caption = Some(para(ParaRole::Caption, sample::CAPTION, text)))),
    ("chart's other words", |styled, text| chart(styled, |chart| chart.alt = text.into())),
    ("series", |styled, text| chart(styled, |chart| chart.series[0].name = text.into())),
    ("bar", |styled, text| chart(styled, |chart| chart.labels[0] = text.into())),
    ("block", |styled, text| styled.nodes[2].block = text.into()),
    ("figure", |styled, text| styled.figures[0].id = text.into()),
];

/// A heading of one marked character.
fn marked(styled: &mut Styled, mark: Mark) {
    replace(styled, "heading-1", runs(ParaRole::Heading(1), sample::HEADING, &[("字", &[mark], None)]));
}

fn each(styled: &mut Styled, change: impl Fn(&mut NodeKind)) {
    styled.nodes.iter_mut().for_each(|node| change(&mut node.kind));
}

fn replace(styled: &mut Styled, block: &str, with: Para) {
    let node = styled.nodes.iter_mut().find(|node| node.block == block).unwrap();
    node.kind = NodeKind::Para(with);
}

fn table(styled: &mut Styled, change: impl Fn(&mut Table)) {
    let first = styled
        .nodes
        .iter_mut()
        .find_map(|node| if let NodeKind::Table(table) = &mut node.kind { Some(table) } else { None });
    change(first.unwrap());
}

fn picture(styled: &mut Styled, change: impl Fn(&mut Picture)) {
    each(styled, |kind| {
        if let NodeKind::Picture(picture) = kind {
            change(picture)
        }
    });
}

fn chart(styled: &mut Styled, change: impl Fn(&mut Chart)) {
    each(styled, |kind| {
        if let NodeKind::Chart(chart) = kind {
            change(chart)
        }
    });
}

/// The texts of an XML part: what stands between tags, runs of a paragraph joined, and every attribute.
fn texts(data: &[u8]) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_reader(data);
    let (mut buffer, mut out, mut text) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    let value = attribute.unwrap().normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                    out.push(value.into_owned());
                }
                match start.name().as_ref() {
                    "w:br" => text.push('\n'),
                    "w:tab" => text.push('\t'),
                    _ => {}
                }
            }
            Event::End(end) if matches!(end.name().as_ref(), "w:r" | "w:t" | "w:rPr" | "w:rFonts") => {}
            Event::End(_) => out.push(std::mem::take(&mut text)),
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                Some(c) => text.push(c),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).unwrap()),
            },
            Event::Eof => return out,
            _ => {}
        }
        buffer.clear();
    }
}

#[test]
fn every_field_arrives_exactly() {
    let odd = "甲&<>\"'乙 ]]> &amp; \u{202B}ع\u{202C}\u{2067}א\u{2069}👨‍👩‍👧👍🏽𠀀𪚥葛\u{E0100}\u{E000}\u{10FFFD}丙";
    for (field, set) in FIELDS {
        let mut styled = sample::everything();
        set(&mut styled, odd);
        let written = parts(&written("odd-fields", &styled));
        let found = written.iter().filter(|(name, _)| name.ends_with(".xml")).flat_map(|(_, data)| texts(data));
        assert!(found.into_iter().any(|text| text.contains(odd)), "{field} did not arrive");
    }
}

#[test]
fn every_field_is_searched_for_what_xml_cannot_hold() {
    for (field, set) in FIELDS {
        for bad in ["前\u{0}后", "前\u{1F}后", "前\r后", "前\u{FFFE}后"] {
            let mut styled = sample::everything();
            set(&mut styled, bad);
            let mut findings = Findings::default();
            let bytes = write(&styled, &PageLabels::default(), &Options::default(), &mut findings);
            assert!(bytes.is_none(), "{field}: {bad:?} was written");
            assert!(findings.iter().any(|finding| finding.code.0 == "D01"), "{field}: {bad:?} was not found");
        }
    }
}

/// What stands beside the document: remarks, and the names of its files.
fn beside(text: &str) -> [(&'static str, Options); 3] {
    let comment = Comment { span: Span::new(SourceId(3), 17..20), author: "版心".into(), text: "改".into() };
    [
        ("remark", Options { comments: vec![Comment { text: text.into(), ..comment.clone() }], ..Options::default() }),
        ("its author", Options { comments: vec![Comment { author: text.into(), ..comment }], ..Options::default() }),
        ("source's name", Options { sources: vec![(text.into(), "0".repeat(64))], ..Options::default() }),
    ]
}

#[test]
fn remarks_and_names_of_files_are_fields_too() {
    let odd = "甲&<>\"'乙 ]]> \u{202B}ع\u{202C}👨\u{200D}👩👍🏽𠀀\u{E000}丙";
    for (field, options) in beside(odd) {
        let bytes = write(&document("正文"), &PageLabels::default(), &options, &mut Findings::default()).unwrap();
        let found: Vec<String> = parts(&bytes).iter().flat_map(|(_, data)| texts(data)).collect();
        assert!(found.iter().any(|text| text.contains(odd)), "{field} did not arrive");
    }
    for (field, options) in beside("前\u{0}后") {
        let mut findings = Findings::default();
        assert!(write(&document("正文"), &PageLabels::default(), &options, &mut findings).is_none(), "{field}");
        assert_eq!(findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>(), ["D01"], "{field}");
    }
}

/// An address is a URI: what is not ASCII goes percent-encoded, byte for byte, and comes back whole.
#[test]
fn addresses_come_back_whole() {
    for address in [
        "https://例.cn/a b?x=<1>&y=\"'",
        "mailto:甲@例.cn",
        "https://a.cn/\u{0}\u{1F}\u{FFFE}𠀀\u{202B}",
        "文件%20.pdf",
    ] {
        let mut styled = sample::everything();
        marked(&mut styled, Mark::Link(address.into()));
        let (_, relations) = parts(&written("addresses", &styled))
            .into_iter()
            .find(|(name, _)| name == "word/_rels/document.xml.rels")
            .unwrap();
        let decoded: Vec<String> = texts(&relations).iter().map(|target| percent_decoded(target)).collect();
        let wanted = percent_decoded(address);
        assert!(decoded.contains(&wanted), "{wanted:?} not in {decoded:?}");
    }
}

fn percent_decoded(text: &str) -> String {
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => (out.push(code), rest = &tail[2..]),
            _ => (out.push(*first), rest = tail),
        };
    }
    String::from_utf8(out).unwrap()
}
