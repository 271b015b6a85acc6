//! Small documents and what the waist makes of them.

use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Sources, Spanned};
use crate::content::{self, Chart as ChartBlock, ChartKind, Field, FigureTable as TableBlock, Selection, TableColumn};
use crate::content::{Heading, Mark, TextId, Title};
use crate::figures::{Binding, Figure, Number, Origin, ProseRun};
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
        let mut prose = Prose::default();
        for (words, row, marks) in pieces {
            let start = prose.text.len() as u32;
            prose.text.push_str(words);
            let range = start..prose.text.len() as u32;
            let origin = match row {
                None => Origin::Source(content::Places(vec![(0, start)])),
                Some(row) => {
                    let occurrence = 1 + self.filled.bindings.iter().filter(|other| other.row == *row).count() as u32;
                    let (text, span, form) = (id, Span::default(), String::new());
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
            prose.runs.push(ProseRun { range, origin, marks: marks.to_vec() });
        }
        self.filled.prose.push(prose);
        content::Text { id, ..content::Text::default() }
    }

    /// A row: id, indicator, value, unit, qualifier, scale, year-on-year, direction, section.
    fn row(&mut self, fields: [&str; 9]) {
        let [id, indicator, value, unit, qualifier, scale, yoy, direction, section] = fields.map(|field| word(field));
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
fn dump(styled: &Styled) -> String {
    let mut out = String::new();
    for node in &styled.nodes {
        let flow = &node.flow;
        let _ = write!(out, "{} {} {:?} {}+{} ", node.id.0, node.block, flow.across, flow.before, flow.after);
        match &node.kind {
            NodeKind::Para(para) => out.push_str(&line(styled, para)),
            NodeKind::Table(table) => {
                out.push_str(&rows(styled, table));
            }
            NodeKind::Chart(chart) => {
                let _ = write!(out, "chart {:?} {} lines, {}", chart.kind, chart.lines, chart.alt);
                chart.points.iter().for_each(|point| {
                    let _ = write!(out, "\n  {} {} {}", point.label, point.value, point.written);
                });
                parts(styled, &mut out, chart.caption.iter().chain(&chart.below));
            }
            NodeKind::Picture(_) | NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => {}
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
    let (alt, unit, from) = (None, None, None);
    let chart = ChartBlock { kind: ChartKind::Bar, caption: Some(caption), alt, unit, rows, labels: vec![label], from };
    desk.block("c", BlockKind::Chart(chart));
    expect_test::expect![[r#"
        0 c One 1+1 chart Bar 2 lines, 降幅：
          Caption figure-caption: 降幅
    "#]]
    .assert_eq(&dump(&desk.lower("based-on: bulletin")));
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
    let document = content::read("review.yaml", &files, &mut sources, &mut findings).unwrap();
    let table = crate::figures::load(&document, &files, &mut sources, &mut findings).unwrap();
    let filled = crate::figures::fill(&document, table, &mut findings).unwrap();
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
