//! Small documents and what the waist makes of them.

use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Sources, Spanned};
use crate::content::{self, Chart as ChartBlock, ChartKind, Field, FigureTable as TableBlock, Selection, TableColumn};
use crate::content::{Heading, Mark, TextId, Title};
use crate::figures::{Binding, Figure, Number, Origin, ProseRun};
use crate::style::sense::width;
use crate::style::{Leader, TabAlign, TabStop};
use std::fmt::Write as _;

/// A document and its figures, put together by hand.
#[derive(Default)]
struct Desk {
    document: Document,
    filled: Filled,
}

impl Desk {
    /// A text without figures.
    fn text(&mut self, words: &str) -> content::Text {
        self.runs(&[(words, None, &[])])
    }

    /// A text of pieces: words, the row of the table they state, their marks.
    fn runs(&mut self, pieces: &[(&str, Option<u32>, &[Mark])]) -> content::Text {
        let id = TextId(self.filled.prose.len() as u32);
        let (mut prose, mut written) = (Prose::default(), String::new());
        for (words, row, marks) in pieces {
            let start = written.len() as u32;
            written.push_str(words);
            let range = start..written.len() as u32;
            let origin = match row {
                None => Origin::Source(content::Places::at(start)),
                Some(row) => {
                    let occurrence = 1 + self.filled.bindings.iter().filter(|other| other.row == *row).count() as u32;
                    let (text, span, form) = (id, Span::default(), "".into());
                    self.filled.bindings.push(Binding {
                        row: *row,
                        text,
                        range: range.clone(),
                        span,
                        form,
                        occurrence,
                    });
                    Origin::Figure { binding: self.filled.bindings.len() as u32 - 1, span }
                }
            };
            prose.runs.push(ProseRun { range, origin, marks: (*marks).into() });
        }
        prose.text = written.into();
        self.filled.prose.push(prose);
        content::Text { id, ..content::Text::default() }
    }

    /// A row: id, indicator, value, unit, qualifier, scale, year-on-year, direction, section.
    fn row(&mut self, fields: [&str; 9]) {
        let [id, indicator, value, unit, qualifier, scale, yoy, direction, section] = fields.map(word);
        let number = |written: &Spanned<String>| Spanned {
            value: Number { value: written.value.parse().unwrap(), written: written.value.clone() },
            span: Span::default(),
        };
        let yoy = (!yoy.value.is_empty()).then(|| number(&yoy));
        let (origin, note, span) = Default::default();
        let value = number(&value);
        let figure = Figure {
            id,
            indicator,
            value,
            unit,
            qualifier,
            scale,
            yoy,
            direction,
            section,
            origin,
            note,
            span,
            ..Figure::default()
        };
        self.filled.table.rows.push(figure);
    }

    fn block(&mut self, id: &str, kind: BlockKind) {
        self.document.blocks.push(Block { id: id.to_owned(), span: Span::default(), kind });
    }

    fn lower(&self, layout: &str) -> Styled {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let files = MemoryFiles([("mine.yaml".to_owned(), layout.as_bytes().to_vec())].into());
        let sheet = load_layout("mine.yaml", None, &files, &mut sources, &mut findings).unwrap();
        let styled = lower(&self.document, &self.filled, sheet, &files, &mut findings).unwrap();
        assert!(findings.is_empty());
        styled
    }
}

fn word(value: &str) -> Spanned<String> {
    Spanned { value: value.to_owned(), span: Span::default() }
}

/// The waist as text: one line a node, a part or a row; `*` a figure, `_` a change of style.
pub fn dump(styled: &Styled) -> String {
    let mut out = nodes(styled, &styled.nodes);
    for note in &styled.notes {
        let _ = writeln!(out, "note {}", line(styled, note));
    }
    out
}

fn nodes(styled: &Styled, list: &[Node]) -> String {
    let mut out = String::new();
    for node in list {
        let flow = &node.flow;
        let _ = write!(out, "{} {} {:?} {}+{} ", node.id.0, node.block, flow.across, flow.before, flow.after);
        match &node.kind {
            NodeKind::Para(para) => out.push_str(&line(styled, para)),
            NodeKind::Table(table) => {
                out.push_str(&rows(styled, table));
            }
            NodeKind::Chart(chart) => {
                let _ = write!(out, "chart {:?} {} lines, {}", chart.kind, chart.lines, chart.alt);
                for series in &chart.series {
                    for (label, point) in chart.labels.iter().zip(&series.points) {
                        let _ = write!(out, "\n  {label} {} {}", point.value, point.written);
                    }
                }
                parts(styled, &mut out, chart.unit_line.iter().chain(&chart.caption).chain(&chart.below));
            }
            NodeKind::Picture(picture) => {
                let _ = write!(out, "picture {} {}×{} {}", picture.path, picture.width, picture.height, picture.alt);
                parts(styled, &mut out, picture.caption.iter());
            }
            NodeKind::Box(inner) => {
                let _ = write!(out, "box {} {{\n{}}}", inner.style, nodes(styled, &inner.nodes));
            }
            NodeKind::Contents(contents) => {
                let _ = write!(out, "contents to {}", contents.depth);
                parts(styled, &mut out, contents.head.iter());
                for (block, level, para) in &contents.entries {
                    let _ = write!(out, "\n  {level} {block} {}", line(styled, para));
                }
            }
            NodeKind::Break(kind) => {
                let _ = write!(out, "break {kind:?}");
            }
        }
        out.push('\n');
    }
    out
}

fn rows(styled: &Styled, table: &Table) -> String {
    let mut out = format!("table {}", styled.sheet.table(table.style).key);
    table.columns.iter().for_each(|column| {
        let _ = write!(out, " {:?}", column.align);
    });
    parts(styled, &mut out, table.caption.iter().chain(&table.unit));
    for row in table.head.iter().chain(&table.body) {
        let cells: Vec<String> = row.cells.iter().map(|cell| line(styled, &cell.para)).collect();
        let _ = write!(out, "\n  {:?}: {}", row.kind, cells.join(" | "));
    }
    parts(styled, &mut out, table.below.iter());
    out
}

fn parts<'a>(styled: &Styled, out: &mut String, paras: impl Iterator<Item = &'a Para>) {
    paras.for_each(|para| {
        let _ = write!(out, "\n  {:?} {}", para.role, line(styled, para));
    });
}

fn line(styled: &Styled, para: &Para) -> String {
    let mut out = String::new();
    if para.role != ParaRole::Cell {
        let _ = write!(out, "{}: ", styled.sheet.para(para.style).key);
    }
    let mut end = 0;
    for run in &para.runs {
        assert_eq!(run.range.start, end, "runs cover the text in order");
        end = run.range.end;
        let words = &para.text[run.range.start as usize..run.range.end as usize];
        match (run.figure, run.style) {
            (Some(figure), _) => {
                let mark = &styled.figures[figure as usize];
                let _ = write!(out, "*{words}<{}#{}>", mark.id, mark.occurrence);
            }
            (None, Some(style)) => {
                let _ = write!(out, "_{words}<{}>", styled.sheet.char(style).key);
            }
            (None, None) => out.push_str(&words.replace('\n', "⏎")),
        }
        run.marks.iter().for_each(|mark| {
            let _ = write!(out, "<{mark:?}>");
        });
    }
    assert_eq!(end as usize, para.text.len(), "runs cover the whole text");
    out
}

#[test]
fn the_title_stack() {
    let mut desk = Desk::default();
    desk.row(["year", "年度", "2021", "年", "", "", "", "", ""]);
    desk.document.title = Title {
        kicker: Some(desk.text("引题")),
        main: vec![desk.text("数字见证平安业绩"), desk.text("战果彰显忠诚担当")],
        sub: Some(desk.runs(&[("2021", Some(0), &[]), ("年度亮点", None, &[])])),
    };
    let styled = desk.lower("based-on: bulletin");
    expect_test::expect![[r#"
        0 kicker All 0+0 kicker: 引题
        1 title All 0+0 title: 数字见证平安业绩⏎战果彰显忠诚担当
        2 subtitle All 0+1 subtitle: ——*2021<year#1>年度亮点
    "#]]
    .assert_eq(&dump(&styled));
    assert_eq!(styled.info.title, "数字见证平安业绩 战果彰显忠诚担当");
    assert_eq!((styled.info.subtitle.as_str(), styled.info.language.as_str()), ("2021年度亮点", "zh-CN"));
}

#[test]
fn two_part_headings_invent_no_character() {
    let mut desk = Desk::default();
    let (lead, main) = (Some(desk.text("不负使命，忠诚担当")), desk.text("维护稳定再创新佳绩"));
    desk.block("h1", BlockKind::Heading(Heading { level: 1, lead, main }));
    let main = desk.text("二级标题");
    desk.block("h2", BlockKind::Heading(Heading { level: 2, lead: None, main }));
    expect_test::expect![[r#"
        0 h1 One 0+0 heading-1: _不负使命，忠诚担当<heading-lead>⏎维护稳定再创新佳绩
        1 h2 One 0+0 heading-2: 二级标题
    "#]]
    .assert_eq(&dump(&desk.lower("based-on: bulletin")));
    expect_test::expect![[r#"
        0 h1 One 0+0 heading-1: _不负使命，忠诚担当<heading-lead>　⏎维护稳定再创新佳绩
        1 h2 One 0+0 heading-2: 二级标题
    "#]]
    .assert_eq(&dump(&desk.lower("blocks: {heading-parts: beside}")));
}

#[test]
fn figures_and_marks_become_runs() {
    let mut desk = Desk::default();
    desk.row(["cases", "案件", "8", "起", "", "", "", "", ""]);
    let text = desk.runs(&[
        ("全市", None, &[]),
        ("8起", Some(0), &[]),
        ("全破", None, &[Mark::Strong, Mark::Dot]),
        ("，又", None, &[]),
        ("8", Some(0), &[Mark::Kai]),
    ]);
    desk.block("p1", BlockKind::Paragraph(text));
    expect_test::expect![[r#"
        0 p1 One 0+0 body: 全市*8起<cases#1>_全破<strong><Dot>，又*8<cases#2>
    "#]]
    .assert_eq(&dump(&desk.lower("about: plain")));
}

#[test]
fn a_table_of_figures() {
    let mut desk = Desk::default();
    desk.row(["solved", "命案", "8", "起", "", "", "", "", "打击"]);
    desk.row(["money", "追赃", "1370", "元", "余", "万", "", "", "打击"]);
    desk.row(["fraud", "破案数同比", "57.4", "%", "", "", "", "上升", "打击"]);
    desk.row(["people", "集体", "128", "个", "约", "", "3.1", "下降", "队伍"]);
    let stated = desk.runs(&[("8", Some(0), &[])]);
    let fields = [("指标", Field::Indicator), ("数值", Field::Value), ("单位", Field::Unit), ("比上年", Field::Trend)];
    let columns = fields.map(|(head, field)| TableColumn { field, head: desk.text(head) });
    let rows = Selection { sections: vec![word("队伍"), word("打击")], ids: vec![word("solved")], except: vec![] };
    let (caption, note, from) = (desk.text("主要数字"), desk.text("资料截至年底。"), desk.text("资料来源：市局"));
    let table = TableBlock {
        caption: Some(caption),
        unit: None,
        rows: rows.clone(),
        look: None,
        grouped: true,
        columns: columns.to_vec(),
        note: Some(note),
        from: Some(from),
    };
    desk.block("t1", BlockKind::FigureTable(table.clone()));
    let columns = columns.into_iter().filter(|column| column.field != Field::Unit).collect();
    let rows = Selection { except: vec![word("money")], ..rows };
    desk.block("t2", BlockKind::FigureTable(TableBlock { columns, rows, grouped: false, ..table }));
    desk.block("p", BlockKind::Paragraph(stated));
    expect_test::expect![[r#"
        0 t1 One 1+1 table three-line Start Decimal Centre Centre
          Caption table-caption: 主要数字
          Head: 指标 | 数值 | 单位 | 比上年
          Group: 队伍
          Plain: 集体 | *约128<people#1> | 个 | *下降3.1%<people#2>
          Group: 打击
          Plain: 命案 | *8<solved#2> | 起 | 
          Plain: 追赃 | *1370<money#1> | 万余元 | 
          Plain: 破案数同比 | *57.4<fraud#1> | % | 上升
          Remark remark: 注：资料截至年底。
          Remark source: 资料来源：市局
        1 t2 One 1+1 table three-line Start Decimal Centre
          Caption table-caption: 主要数字
          Head: 指标 | 数值 | 比上年
          Plain: 集体 | *约128<people#3> | *下降3.1%<people#4>
          Plain: 命案 | *8<solved#3> | 
          Plain: 破案数同比 | *57.4%<fraud#2> | 上升
          Remark remark: 注：资料截至年底。
          Remark source: 资料来源：市局
        2 p One 0+0 body: *8<solved#1>
    "#]]
    .assert_eq(&dump(&desk.lower("based-on: bulletin")));
}

#[test]
fn a_chart_stays_data() {
    let mut desk = Desk::default();
    desk.row(["a", "治安案件数同比", "10.8", "%", "", "", "", "下降", ""]);
    desk.row(["b", "黄赌警情数同比", "31", "%", "", "", "", "下降", ""]);
    let (caption, label) = (desk.text("降幅"), desk.text("治安案件数"));
    let rows = Selection { ids: vec![word("a"), word("b")], ..Selection::default() };
    let (alt, unit, note, from) = (None, None, None, None);
    let (kind, caption, labels) = (ChartKind::Bar, Some(caption), vec![label]);
    let series = vec![content::Series { name: None, rows }];
    let chart = ChartBlock { kind, caption, alt, unit, series, labels, note, from };
    desk.block("c", BlockKind::Chart(chart));
    expect_test::expect![[r#"
        0 c One 1+1 chart Bar 2 lines, 降幅：
          Caption figure-caption: 降幅
    "#]]
    .assert_eq(&dump(&desk.lower("based-on: bulletin")));
}

#[test]
fn a_unit_that_all_values_share_is_said_once() {
    let yaml = "title: 题\nfigures: f.csv\nbody:\n  - chart: {kind: line, caption: 两年, labels: [甲年, 乙年], series: [{name: 收, ids: [a, b]}, {name: 支, ids: [b, c]}]}\n  - chart: {ids: [a, d]}\n";
    let table = "id,indicator,value,unit,qualifier,scale,yoy,yoy_direction,section,source,note\na,收入,1.20,元,,亿,,,,,\nb,支出,3.4,元,,亿,,,,,\nc,结余,5,元,,亿,,,,,\nd,补助,300,元,,万,,,,,\n";
    let (styled, faults) = source("based-on: bulletin", yaml, &[("f.csv", table.as_bytes())]);
    assert_eq!(faults, "");
    let Some(styled) = styled else { panic!("not lowered") };
    expect_test::expect![[r#"
        0 title All 0+1 title: 题
        1 chart-1 One 1+1 chart Line 11 lines, 两年（单位：亿元）：收：甲年 1.20，乙年 3.4；支：甲年 3.4，乙年 5
          甲年 1.20 1.20
          乙年 3.4 3.4
          甲年 3.4 3.4
          乙年 5 5
          Remark table-unit: 单位：亿元
          Caption figure-caption: 两年
        2 chart-2 One 1+1 chart Bar 4 lines, 收入 1.20亿，补助 300万
          收入 120000000.00 1.20亿
          补助 3000000 300万
    "#]]
    .assert_eq(&dump(&styled));
}

#[test]
fn tabbed_lines_are_paragraphs_with_stops() {
    let layout = "based-on: bulletin\nstyles:\n  tabbed: {tabs: [6em, 10em decimal, edge dots, edge centre rule]}";
    let yaml = "title: 题\nbody:\n  - tabbed: {id: names, lines: [[张三, 主任, \"1.5\"], [李四, \"\", \"12\"]]}\n";
    let (styled, faults) = source(layout, yaml, &[]);
    assert_eq!(faults, "");
    let Some(styled) = styled else { panic!("not lowered") };
    expect_test::expect![[r#"
        0 title All 0+1 title: 题
        1 names One 0+0 tabbed: 张三	主任	1.5
        2  One 0+0 tabbed: 李四		12
    "#]]
    .assert_eq(&dump(&styled));
    let stops = &styled.sheet.para(StyleKey::Tabbed.id()).tabs;
    let stop = |at, align, leader| TabStop { at, align, leader };
    assert_eq!(
        stops.as_slice(),
        [
            stop(Some(6_000), TabAlign::Start, Leader::None),
            stop(Some(10_000), TabAlign::Decimal, Leader::None),
            stop(None, TabAlign::End, Leader::Dots),
            stop(None, TabAlign::Centre, Leader::Rule),
        ]
    );
    let (_, faults) = source("based-on: bulletin\nstyles: {tabbed: {tabs: [6em dot, wide]}}", yaml, &[]);
    expect_test::expect![[r#"
        2:26 L07 dot is not a choice here | did you mean dots?
        2:35 L03 not a length: wide | write 五号, 10.5pt, 3mm, 2em or 1行 (lines of the grid)
    "#]]
    .assert_eq(&faults);
}

#[test]
fn blocks_of_official_papers_and_newspapers() {
    let yaml = "title: 题\nmeta: {issuer: 市府办, number: 云府〔2024〕1号, signer: 王某}\nbody:\n  - pull: {text: 一句话, from: 某人}\n  - box: {style: ornament, body: [{paragraph: 框}]}\n  - table: {rows: [[收入, \"1\"], [其中：税, \"1\"], [合计, \"1\"]]}\n  - signature: {issuer: 云川市人民政府办公室, date: 2024年3月1日}\n  - colophon: {copies: 甲局，乙局, printer: 市府办, date: 2024年3月2日}\n";
    let (styled, faults) = source("based-on: official", yaml, &[]);
    assert_eq!(faults, "");
    let Some(styled) = styled else { panic!("not lowered") };
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 pull-1 One 1+1 box pull {
        2  One 0+0 pull: 一句话
        3  One 0+0 pull-source: ——某人
        }
        4 box-1 One 1+1 box ornament {
        5 paragraph-1 One 0+0 box-body: 框
        }
        6 table-1 One 1+1 table three-line Start Start
          Plain: 收入 | 1
          Part: 其中：税 | 1
          Total: 合计 | 1
        7 signature-1 One 2+0 signature: 云川市人民政府办公室⏎2024年3月1日
        8 colophon-1 All 0+0 table colophon Start End
          Plain: 抄送：甲局，乙局。
          Plain: 市府办 | 2024年3月2日印发
    "#]]
    .assert_eq(&dump(&styled));
    // The signer moves the number to the left and stands at the right (GB/T 9704 7.2.6).
    let first: Vec<&str> = styled.sheet.furniture.iter().map(|piece| piece.text.as_str()).take(3).collect();
    assert_eq!(first, ["市府办文件", "　云府〔2024〕1号", "签发人：王某　"]);
    assert!(styled.nodes.last().is_some_and(|node| node.flow.foot), "版记 stands at the foot");
    // 7.3.5: the date four ems from the right, the longer name over its middle.
    let style = styled.sheet.para(StyleKey::Signature.id());
    let reach = (width("云川市人民政府办公室") - width("2024年3月1日")) as i32 * 250;
    assert_eq!(style.indent_end, 4000 - reach);
}

/// A source written for one case, lowered.
pub fn source(layout: &str, yaml: &str, others: &[(&str, &[u8])]) -> (Option<Styled>, String) {
    let own = [("a.yaml", yaml.as_bytes()), ("mine.yaml", layout.as_bytes())];
    let all = others.iter().chain(&own).map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    let files = MemoryFiles(all.collect());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let styled = (|| {
        let mut document = content::read("a.yaml", &files, &mut sources, &mut findings)?;
        let table = crate::figures::load(&document, &files, &mut sources, &mut findings)?;
        let filled = crate::figures::fill(&mut document, table, &mut findings)?;
        let sheet = load_layout("mine.yaml", None, &files, &mut sources, &mut findings)?;
        lower(&document, &filled, sheet, &files, &mut findings)
    })();
    let lines = findings.sorted(&sources).into_iter().map(|finding| {
        let at = sources.position(finding.span.unwrap_or_default());
        let help = finding.help.map_or_else(String::new, |help| help.en);
        format!("{}:{} {} {} | {help}\n", at.line, at.column, finding.code, finding.message.en)
    });
    (styled, lines.collect())
}

/// The annual review as it lies in data/, lowered with this layout.
fn review(layout: &str) -> Styled {
    let files = MemoryFiles(
        [
            ("review.yaml", include_str!("../../../data/annual-review-2021/review.yaml")),
            ("figures.csv", include_str!("../../../data/annual-review-2021/figures.csv")),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into(),
    );
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut document = content::read("review.yaml", &files, &mut sources, &mut findings).unwrap();
    let table = crate::figures::load(&document, &files, &mut sources, &mut findings).unwrap();
    let filled = crate::figures::fill(&mut document, table, &mut findings).unwrap();
    let sheet = load_layout(layout, None, &files, &mut sources, &mut findings).unwrap();
    lower(&document, &filled, sheet, &files, &mut findings).unwrap()
}

/// Long lines cut: the whole text is the business of other tests.
#[test]
fn the_waist_of_the_sample() {
    let cut = |line: &str| line.chars().take(72).collect::<String>() + "\n";
    let dump: String = dump(&review("bulletin")).lines().map(cut).collect();
    expect_test::expect_file!["waist.txt"].assert_eq(&dump);
}

#[test]
fn every_bound_figure_is_marked_in_the_waist() {
    let styled = review("bulletin");
    let mut marks = styled.figures.clone();
    marks.sort_by(|a, b| (&a.id, a.occurrence).cmp(&(&b.id, b.occurrence)));
    let before = marks.len();
    marks.dedup();
    assert_eq!(marks.len(), before, "each place has its own number");
    assert!(before > 52 + 30, "{before}");
}

#[test]
fn lists_carry_their_labels_as_text() {
    let yaml = "title: 题\nbody:\n  - list:\n      labels: han\n      items:\n        - 甲\n        - text: 乙\n          list: {labels: paren, items: [丙, 丁]}\n  - list: [戊]\n";
    let (styled, faults) = source("about: x", yaml, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 list-1 One 0+0 list-1: 一、甲
        2  One 0+0 list-1: 二、乙
        3  One 0+0 list-2: （1）丙
        4  One 0+0 list-2: （2）丁
        5 list-2 One 0+0 list-1: _● <bullet>戊
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
}

#[test]
fn notes_are_numbered_in_the_order_of_their_calls() {
    let yaml = "title: 题\nbody:\n  - paragraph: 正文$note[甲注]再写$note[乙注]。\n  - quote: {text: ['引文$note[丙注]'], from: 某人}\n";
    let (styled, faults) = source("about: x", yaml, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 paragraph-1 One 0+0 body: 正文_①<note-call><Note>再写_②<note-call><Note>。
        2 quote-1 One 0+0 quote: 引文_③<note-call><Note>
        3  One 0+0 quote-source: ——某人
        note note: _①<note-call><Note>甲注
        note note: _②<note-call><Note>乙注
        note note: _③<note-call><Note>丙注
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
}

#[test]
fn boxes_panels_signatures_and_breaks() {
    let yaml = "title: 题\nbody:\n  - box: {title: 框题, body: [{paragraph: 框文}]}\n  - numbers: {caption: 数字, columns: 2, items: [{value: 8起, label: 命案}, {value: 100%, label: 破案率}, {value: 12年, label: 连续}]}\n  - break: page\n  - note: 说明文字\n  - signature: {issuer: 市公安局, date: 2022年1月20日}\n";
    let (styled, faults) = source("about: x", yaml, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 box-1 One 1+1 box plain {
        2  One 0+0 box-title: 框题
        3 paragraph-1 One 0+0 box-body: 框文
        }
        4 numbers-1 One 1+1 table numbers Centre Centre
          Caption table-caption: 数字
          Plain: 8起 | 100%
          Plain: 命案 | 破案率
          Plain: 12年 | 
          Plain: 连续 | 
        5 break-1 One 0+0 break Page
        6 note-1 One 0+0 remark: 注：说明文字
        7 signature-1 One 1+0 signature: 市公安局⏎2022年1月20日
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
}

#[test]
fn tables_by_hand_know_their_rows() {
    let yaml = "title: 题\nbody:\n  - table:\n      caption: 表\n      head: [项目, 数]\n      rows: [[案件, 12], [其中：命案, 1], [合 计, 13]]\n      align: [start, decimal]\n";
    let (styled, faults) = source("about: x", yaml, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 题
        1 table-1 One 1+1 table three-line Start Decimal
          Caption table-caption: 表
          Head: 项目 | 数
          Plain: 案件 | 12
          Part: 其中：命案 | 1
          Total: 合 计 | 13
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
}

#[test]
fn official_headings_are_numbered() {
    let yaml = "title: 淮南市公安局关于进一步加强道路交通安全管理工作的通知\nbody:\n  - contents: {depth: 2}\n  - heading: 总体要求\n  - heading: {text: 目标, level: 2}\n  - heading: {text: 原则, level: 2}\n  - heading: 二、主要任务\n  - heading: {text: 重点, level: 2}\n";
    let (styled, faults) = source("based-on: official", yaml, &[]);
    assert_eq!(faults, "");
    expect_test::expect![[r#"
        0 title One 0+1 title: 淮南市公安局⏎关于进一步加强道路交通安全管理工作的通知
        1 contents-1 One 0+0 contents to 2
          1 heading-1 contents-1: 一、总体要求
          2 heading-2 contents-2: （一）目标
          2 heading-3 contents-2: （二）原则
          1 heading-4 contents-1: 二、主要任务
          2 heading-5 contents-2: （一）重点
        2 heading-1 One 0+0 heading-1: 一、总体要求
        3 heading-2 One 0+0 heading-2: （一）目标
        4 heading-3 One 0+0 heading-2: （二）原则
        5 heading-4 One 0+0 heading-1: 二、主要任务
        6 heading-5 One 0+0 heading-2: （一）重点
    "#]]
    .assert_eq(&dump(&styled.unwrap()));
}

#[test]
fn a_title_takes_a_size_down_until_it_fits() {
    let size = |title: &str| {
        let (styled, _) = source("based-on: bulletin", &format!("title: {title}\nbody: []\n"), &[]);
        let styled = styled.unwrap();
        let text = match &styled.nodes[0].kind {
            NodeKind::Para(para) => para.text.to_string(),
            other => panic!("{other:?}"),
        };
        (styled.sheet.para(StyleKey::Title.id()).size.to_string(), text.replace('\n', "⏎"))
    };
    assert_eq!(size("数字见证平安业绩"), ("36pt".into(), "数字见证平安业绩".into()));
    assert_eq!(size("数字见证平安业绩，战果彰显忠诚担当").1, "数字见证平安业绩，⏎战果彰显忠诚担当");
    let long = size("全市公安机关深入开展夏季治安打击整治行动暨隐患排查治理");
    assert_ne!(long.0, "36pt");
    assert_eq!(long.1.matches('⏎').count(), 1, "{long:?}");
}

#[test]
fn pictures_are_measured_and_judged() {
    let mut png = Vec::new();
    let encoder = png::Encoder::new(&mut png, 640, 480);
    encoder.write_header().unwrap().write_image_data(&[0; 640 * 480]).unwrap();
    let (torn, huge) = (&png[..png.len() - 12], {
        let mut huge = png.clone();
        huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        huge
    });
    let yaml = "title: 题\nbody:\n  - picture: {file: a.png, caption: 图题, credit: 王某 摄, alt: 说明, width: 50%}\n  - picture: {file: a.png, width: 20cm}\n  - picture: {file: b.png}\n  - picture: {file: c.gif}\n  - picture: {file: a.png, width: wide}\n  - picture: {file: torn.png}\n  - picture: {file: huge.png}\n";
    let files: [(&str, &[u8]); 4] = [("a.png", &png), ("c.gif", b"GIF89a"), ("torn.png", torn), ("huge.png", &huge)];
    let (styled, faults) = source("about: x", yaml, &files);
    assert!(styled.is_none(), "a picture that is not there stops the run");
    expect_test::expect![[r#"
        4:21 L22 the picture has only 81 dpi at this size | use a larger picture, or a width of at most 108mm
        5:21 L20 picture b.png is missing | the path is relative to the source
        6:21 L21 c.gif is not a PNG, JPEG or SVG picture | convert it to PNG or JPEG
        7:35 L03 not a width: wide | write 五号, 10.5pt, 3mm, 2em or 1行 (lines of the grid)
        8:21 L24 picture torn.png is damaged or cut off | export or copy it again
        9:21 L23 picture huge.png has 65536 by 65536 pixels, too many | save it at its printed size and 300 dpi
    "#]]
    .assert_eq(&faults);
    let good: String = yaml.lines().take(4).map(|line| format!("{line}\n")).collect();
    let (styled, faults) = source("about: x", &good, &[("a.png", &png)]);
    expect_test::expect![[r#"
        4:21 L22 the picture has only 81 dpi at this size | use a larger picture, or a width of at most 108mm
        0 title One 0+1 title: 题
        1 picture-1 One 1+1 picture a.png 105pt×78.75pt 说明
          Caption figure-caption: 图题　_王某 摄<kai>
        2 picture-2 One 1+1 picture a.png 566.929pt×425.197pt 
    "#]]
    .assert_eq(&(faults + &dump(&styled.unwrap())));
}
