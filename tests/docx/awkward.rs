//! Every awkward character either arrives exactly or is a placed finding.

use crate::package::parts;
use crate::read_back::written;
use crate::sample::{self, BODY, node, para};
use banxin::base::{Findings, SourceId, Span};
use banxin::docx::{Options, write};
use banxin::style::{Across, NodeKind, PageLabels, ParaRole, Styled};
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
