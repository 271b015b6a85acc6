//! Numbers of headings and items that Word counts on: a SEQ field in the label (一、 （一） 1. ①), whose
//! result is the label's own text. And the part `word/numbering.xml`: numbering that an editor can apply.
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

/// What a label counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    /// 一, 十二
    Han,
    /// 1, 12
    Arabic,
    /// ①
    Circled,
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
    script: Script,
    /// Whether the counting begins anew here.
    begins: bool,
}

/// The labels of headings and items that count: 1, 2, 3 … in order, each series by itself. A label that
/// does not fit into its series, or stands alone (一、二季度情况), stays plain text.
pub(crate) fn counted(nodes: &[Node]) -> BTreeMap<NodeId, Counted> {
    let mut series = Series::default();
    series.visit(nodes);
    series.end(|_, _| true);
    let field = |member: Member| {
        let Member { node, range, series, script, begins } = member;
        let format = match script {
            Script::Han => "CHINESENUM3",
            Script::Arabic => "ARABIC",
            Script::Circled => "CIRCLENUM",
        };
        let again = if begins { " \\r 1" } else { "" };
        (node, Counted { range, instruction: format!("SEQ {series} \\* {format}{again}") })
    };
    series.groups.into_iter().flatten().map(field).collect()
}

/// Labels being gathered.
#[derive(Default)]
struct Series {
    /// By kind (headings or items), level and script: the last number and the labels up to it.
    open: BTreeMap<(bool, u8, Script), (u32, Vec<Member>)>,
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
        let Some((range, number, script)) = label(&para.text) else { return };
        // A number out of the table of figures, or under a mark, is not for Word to change.
        let plain = |run: &Run| run.figure.is_none() && run.marks.is_empty() && run.range.end as usize >= range.end;
        if !para.runs.iter().find(|run| run.range.end as usize > range.start).is_some_and(plain) {
            return;
        }
        let open = self.open.entry((heading, level, script)).or_default();
        let begins = number == 1;
        if begins {
            keep(&mut open.1, &mut self.groups);
        } else if number != open.0 + 1 || open.1.is_empty() {
            return;
        }
        // 一、 and 1. of one level count apart, so Word must not count them by one name.
        let kind = if heading { "标题" } else { "列表" };
        let series = match script {
            Script::Han => format!("{kind}{level}"),
            Script::Arabic => format!("{kind}{level}数"),
            Script::Circled => format!("{kind}{level}圈"),
        };
        open.0 = number;
        open.1.push(Member { node, range, series, script, begins });
    }

    fn end(&mut self, which: impl Fn(bool, u8) -> bool) {
        for ((heading, level, _), (last, group)) in &mut self.open {
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

/// The number at the beginning of a text, when it is a label's: 一、 （一） 1. （1） ①.
fn label(text: &str) -> Option<(Range<usize>, u32, Script)> {
    let opening = text.chars().next().filter(|c| matches!(c, '（' | '('));
    let start = opening.map_or(0, char::len_utf8);
    let body = text.get(start..)?;
    let (number, length, script) = circled(body).or_else(|| arabic(body)).or_else(|| han(body))?;
    let mut after = body.get(length..)?.chars();
    let (next, then) = (after.next(), after.next());
    let closed = match (opening.is_some(), script) {
        (true, Script::Han | Script::Arabic) => matches!(next, Some('）' | ')')),
        (false, Script::Han) => next == Some('、'),
        // 1.5 is no label.
        (false, Script::Arabic) => matches!(next, Some('.' | '．' | '、')) && !then.is_some_and(|c| c.is_ascii_digit()),
        (opened, Script::Circled) => !opened,
    };
    closed.then_some((start..start + length, number, script))
}

fn arabic(text: &str) -> Option<(u32, usize, Script)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let digits = text.get(..length).filter(|digits| (1..4).contains(&digits.len()) && !digits.starts_with('0'))?;
    Some((digits.parse().ok()?, length, Script::Arabic))
}

/// ① to ⑳, as far as Word counts with them.
fn circled(text: &str) -> Option<(u32, usize, Script)> {
    let first = text.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    Some((u32::from(first) - 0x2460 + 1, first.len_utf8(), Script::Circled))
}

/// 一 to 九十九; beyond it Word says 一百 where lowering writes 一〇〇.
fn han(text: &str) -> Option<(u32, usize, Script)> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: Option<&char>| c.and_then(|c| DIGITS.iter().position(|d| d == c)).map(|at| at as u32 + 1);
    let letters: Vec<char> = text.chars().take(4).take_while(|c| *c == '十' || DIGITS.contains(c)).collect();
    let number = match letters.as_slice() {
        ['十'] => 10,
        ['十', ones] => 10 + digit(Some(ones))?,
        [tens, '十'] => digit(Some(tens)).filter(|tens| *tens > 1)? * 10,
        [tens, '十', ones] => digit(Some(tens)).filter(|tens| *tens > 1)? * 10 + digit(Some(ones))?,
        [ones] => digit(Some(ones))?,
        _ => return None,
    };
    Some((number, letters.iter().map(|c| c.len_utf8()).sum(), Script::Han))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::ParaStyleId;

    #[test]
    fn labels_are_read() {
        let number = |text: &str| label(text).map(|(range, number, _)| (text[range].to_owned(), number));
        assert_eq!(number("一、总体情况"), Some(("一".into(), 1)));
        assert_eq!(number("（二十一）其他"), Some(("二十一".into(), 21)));
        assert_eq!(number("12. 甲"), Some(("12".into(), 12)));
        assert_eq!(number("（3）乙"), Some(("3".into(), 3)));
        assert_eq!(number("③丙"), Some(("③".into(), 3)));
        for none in ["一是抓好", "1.5万人", "2021年", "（上）", "十里河", "一二、", "一十、", "", "● 甲"]
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
        let (one, two) = ("SEQ 标题1 \\* CHINESENUM3 \\r 1", "SEQ 标题1 \\* CHINESENUM3");
        let (first, second) = ("SEQ 标题2 \\* CHINESENUM3 \\r 1", "SEQ 标题2 \\* CHINESENUM3");
        assert_eq!(
            fields(&[
                (Heading(1), "一、甲"),
                (Heading(2), "（一）子"),
                (Body, "文"),
                (Heading(2), "（二）丑"),
                (Heading(1), "二、乙"),
                (Heading(2), "（一）寅"),
                (Heading(2), "（二）卯"),
            ]),
            [one, first, "", second, two, first, second]
        );
        let (one, two) = ("SEQ 列表1数 \\* ARABIC \\r 1", "SEQ 列表1数 \\* ARABIC");
        assert_eq!(
            fields(&[(Item(1), "1. 甲"), (Item(1), "2. 乙"), (Body, "文"), (Item(1), "1. 丙"), (Item(1), "2. 丁")]),
            [one, two, "", one, two]
        );
    }

    #[test]
    fn what_does_not_count_stays_text() {
        use ParaRole::{Body, Heading, Item};
        assert_eq!(fields(&[(Heading(1), "一、二季度情况"), (Heading(1), "三、四季度情况")]), ["", ""]);
        assert_eq!(fields(&[(Item(1), "1. 甲"), (Body, "文"), (Item(1), "2. 乙")]), ["", "", ""]);
        assert_eq!(fields(&[(Body, "一、甲"), (Body, "二、乙")]), ["", ""]);
    }
}
