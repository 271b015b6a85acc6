//! Numbers of headings and items that Word counts on: a SEQ field in the label (1. （1）), whose result is the
//! label's own text. And the part `word/numbering.xml`: numbering that an editor can apply.
//!
//! 一、 and ① stay plain text: Word would count them (`CHINESENUM3`, `CIRCLENUM`), but LibreOffice 7.4 sets every
//! SEQ in Arabic figures, so that 一、 would read 1、.
//!
//! Word's list numbering (`w:numPr`) in the label's place would take it out of the text that others
//! read, search and compare; over it, it would print it twice. A field does neither.

use super::xml::{El, Part, el, val};
use crate::style::{Node, NodeId, NodeKind, Para, ParaRole, Run};
use std::collections::BTreeMap;
use std::ops::Range;

/// GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）, and on from there.
const LEVELS: [(&str, &str); 6] = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
    ("lowerLetter", "%6."),
];

/// The part.
pub(crate) fn part() -> Vec<u8> {
    let level = |(index, (format, text)): (usize, &(&'static str, &'static str))| -> El {
        el("w:lvl")
            .at("w:ilvl", index)
            .with(val("w:start", 1))
            .with(val("w:numFmt", *format))
            .with(val("w:suff", "nothing"))
            .with(val("w:lvlText", *text))
            .with(val("w:lvlJc", "left"))
            .with(el("w:pPr").with(el("w:ind").at("w:left", 0).at("w:firstLine", 0)))
    };
    let definition = el("w:abstractNum")
        .at("w:abstractNumId", 0)
        .with(val("w:nsid", "42580001"))
        .with(val("w:multiLevelType", "multilevel"))
        .with(val("w:tmpl", "42580002"))
        .with(val("w:name", "公文层次"))
        .with_all(LEVELS.iter().enumerate().map(level));
    let list = el("w:num").at("w:numId", 1).with(val("w:abstractNumId", 0));
    Part::of(&el("w:numbering").at("xmlns:w", super::NS_W).with(definition).with(list))
}

/// A number inside a label, that Word counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The number's bytes in the paragraph's text.
    pub(crate) range: Range<usize>,
    /// The field that gives it.
    pub(crate) instruction: String,
}

/// One label of a series.
struct Member {
    node: NodeId,
    range: Range<usize>,
    /// The name of what is counted.
    series: String,
    /// Whether the counting begins anew here.
    begins: bool,
}

/// The labels of headings and items that count: 1, 2, 3 … in order, each series by itself. A label that
/// does not fit into its series, or stands alone, stays plain text.
pub(crate) fn counted(nodes: &[Node]) -> BTreeMap<NodeId, Counted> {
    let mut series = Series::default();
    series.visit(nodes);
    series.end(|_, _| true);
    let field = |member: Member| {
        let Member { node, range, series, begins } = member;
        let again = if begins { " \\r 1" } else { "" };
        (node, Counted { range, instruction: format!("SEQ {series} \\* ARABIC{again}") })
    };
    series.groups.into_iter().flatten().map(field).collect()
}

/// Labels being gathered.
#[derive(Default)]
struct Series {
    /// By kind (headings or items) and level: the last number and the labels up to it.
    open: BTreeMap<(bool, u8), (u32, Vec<Member>)>,
    /// Those that have ended.
    groups: Vec<Vec<Member>>,
}

impl Series {
    fn visit(&mut self, nodes: &[Node]) {
        let lists = |heading: bool, _: u8| !heading;
        for node in nodes {
            match &node.kind {
                NodeKind::Para(para) => match para.role {
                    ParaRole::Heading(level) => {
                        self.add(node.id, para, true, level);
                        // What a heading is over counts anew below it, headings and lists alike.
                        self.end(|heading, other| !heading || other > level);
                    }
                    ParaRole::Item(level) => {
                        self.add(node.id, para, false, level);
                        self.end(|heading, other| !heading && other > level);
                    }
                    ParaRole::Body | ParaRole::Kicker | ParaRole::Title | ParaRole::Subtitle => self.end(lists),
                    ParaRole::Lead | ParaRole::Quote | ParaRole::Caption | ParaRole::Remark => self.end(lists),
                    ParaRole::Credit | ParaRole::Note | ParaRole::Cell | ParaRole::Furniture => self.end(lists),
                },
                NodeKind::Box(inner) => self.visit(&inner.nodes),
                NodeKind::Table(_) | NodeKind::Picture(_) | NodeKind::Chart(_) => {}
                NodeKind::Contents(_) | NodeKind::Break(_) => {}
            }
        }
    }

    fn add(&mut self, node: NodeId, para: &Para, heading: bool, level: u8) {
        let Some((range, number)) = label(&para.text) else { return };
        // A number out of the table of figures, or under a mark, is not for Word to change.
        let plain = |run: &Run| run.figure.is_none() && run.marks.is_empty() && run.range.end as usize >= range.end;
        if !para.runs.iter().find(|run| run.range.end as usize > range.start).is_some_and(plain) {
            return;
        }
        let open = self.open.entry((heading, level)).or_default();
        let begins = number == 1;
        if begins {
            keep(&mut open.1, &mut self.groups);
        } else if number != open.0 + 1 || open.1.is_empty() {
            return;
        }
        let series = format!("{}{level}", if heading { "标题" } else { "列表" });
        open.0 = number;
        open.1.push(Member { node, range, series, begins });
    }

    fn end(&mut self, which: impl Fn(bool, u8) -> bool) {
        for ((heading, level), (last, group)) in &mut self.open {
            if which(*heading, *level) {
                *last = 0;
                keep(group, &mut self.groups);
            }
        }
    }
}

/// A series that has ended, if it is one: a label alone counts nothing.
fn keep(group: &mut Vec<Member>, groups: &mut Vec<Vec<Member>>) {
    let group = std::mem::take(group);
    if group.len() > 1 {
        groups.push(group);
    }
}

/// The number at the beginning of a text, when it is a label's: 1. （1）.
fn label(text: &str) -> Option<(Range<usize>, u32)> {
    let opening = text.chars().next().filter(|c| matches!(c, '（' | '('));
    let start = opening.map_or(0, char::len_utf8);
    let body = text.get(start..)?;
    let length = body.bytes().take_while(u8::is_ascii_digit).count();
    let digits = body.get(..length).filter(|digits| (1..4).contains(&digits.len()) && !digits.starts_with('0'))?;
    let mut after = body.get(length..)?.chars();
    let (next, then) = (after.next(), after.next());
    let closed = if opening.is_some() {
        matches!(next, Some('）' | ')'))
    } else {
        // 1.5 is no label.
        matches!(next, Some('.' | '．' | '、')) && !then.is_some_and(|c| c.is_ascii_digit())
    };
    Some((start..start + length, digits.parse().ok()?)).filter(|_| closed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::ParaStyleId;

    #[test]
    fn labels_are_read() {
        let number = |text: &str| label(text).map(|(range, number)| (text[range].to_owned(), number));
        assert_eq!(number("12. 甲"), Some(("12".into(), 12)));
        assert_eq!(number("（3）乙"), Some(("3".into(), 3)));
        assert_eq!(number("3、丙"), Some(("3".into(), 3)));
        for none in ["一、总体情况", "③丙", "1.5万人", "2021年", "（2021）", "（上）", "0. 甲", "", "● 甲"]
        {
            assert_eq!(number(none), None, "{none}");
        }
    }

    fn fields(texts: &[(ParaRole, &str)]) -> Vec<String> {
        let node = |(at, (role, text)): (usize, &(ParaRole, &str))| Node {
            id: NodeId(at as u32),
            block: String::new(),
            span: Default::default(),
            flow: Default::default(),
            kind: NodeKind::Para(Para {
                role: *role,
                style: ParaStyleId(0),
                text: (*text).into(),
                runs: vec![Run { range: 0..text.len() as u32, ..Run::default() }],
            }),
        };
        let nodes: Vec<Node> = texts.iter().enumerate().map(node).collect();
        let counted = counted(&nodes);
        let said = |id: u32| counted.get(&NodeId(id)).map_or("", |counted| counted.instruction.as_str()).to_owned();
        (0..texts.len() as u32).map(said).collect()
    }

    #[test]
    fn what_counts_is_counted() {
        use ParaRole::{Body, Heading, Item};
        let (one, two) = ("SEQ 标题1 \\* ARABIC \\r 1", "SEQ 标题1 \\* ARABIC");
        let (first, second) = ("SEQ 标题2 \\* ARABIC \\r 1", "SEQ 标题2 \\* ARABIC");
        assert_eq!(
            fields(&[
                (Heading(1), "1. 甲"),
                (Heading(2), "（1）子"),
                (Body, "文"),
                (Heading(2), "（2）丑"),
                (Heading(1), "2. 乙"),
                (Heading(2), "（1）寅"),
                (Heading(2), "（2）卯"),
            ]),
            [one, first, "", second, two, first, second]
        );
        let (one, two) = ("SEQ 列表1 \\* ARABIC \\r 1", "SEQ 列表1 \\* ARABIC");
        assert_eq!(
            fields(&[(Item(1), "1. 甲"), (Item(1), "2. 乙"), (Body, "文"), (Item(1), "1. 丙"), (Item(1), "2. 丁")]),
            [one, two, "", one, two]
        );
    }

    #[test]
    fn what_does_not_count_stays_text() {
        use ParaRole::{Body, Heading, Item};
        assert_eq!(fields(&[(Heading(1), "1. 甲"), (Heading(1), "3. 乙")]), ["", ""]);
        assert_eq!(fields(&[(Item(1), "1. 甲"), (Body, "文"), (Item(1), "2. 乙")]), ["", "", ""]);
        assert_eq!(fields(&[(Body, "1. 甲"), (Body, "2. 乙")]), ["", ""]);
        assert_eq!(fields(&[(Heading(1), "一、甲"), (Heading(1), "二、乙")]), ["", ""]);
    }
}
