//! A small sheet and documents made by hand, set with the real faces.

use crate::base::diag::Findings;
use crate::base::files::MemoryFiles;
use crate::base::{Emu, Rect, Size, Sources};
use crate::fonts::Fonts;
use crate::pages::{Pages, build};
use crate::style::*;
use std::sync::LazyLock;

pub const BODY: ParaStyleId = ParaStyleId(0);
pub const HEAD: ParaStyleId = ParaStyleId(1);
pub const TITLE: ParaStyleId = ParaStyleId(2);
pub const CAPTION: ParaStyleId = ParaStyleId(3);
pub const CELL: ParaStyleId = ParaStyleId(4);
pub const FOLIO: ParaStyleId = ParaStyleId(5);

/// Prose of any length, no two paragraphs alike.
pub fn prose(seed: u32, characters: usize) -> String {
    const WORDS: [&str; 24] = [
        "全市",
        "公安机关",
        "坚持",
        "以人民为中心",
        "，",
        "深入推进",
        "平安建设",
        "，",
        "破获",
        "刑事案件",
        "67起",
        "、",
        "抓获",
        "嫌疑人",
        "143人",
        "。",
        "群众",
        "满意度",
        "达到",
        "91.8%",
        "，",
        "不断提升",
        "服务水平",
        "。",
    ];
    let mut state = u64::from(seed).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let mut out = String::new();
    let mut mark = true;
    while out.chars().count() < characters {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        let is_mark = ["，", "、", "。"].contains(&word);
        if is_mark && mark {
            continue;
        }
        mark = is_mark;
        out.push_str(word);
    }
    out
}

pub fn sheet(columns: u8, lines: u16) -> Sheet {
    let em = Emu(133_350);
    let (column_width, gutter, pitch) = (em * 21, em * 2, Emu::pt(18));
    let width = column_width * i64::from(columns) + gutter * i64::from(columns.saturating_sub(1));
    let size = Size::new(width + Emu::mm(40), pitch * i64::from(lines) + Emu::mm(50));
    let page = PageSpec {
        size,
        area: Rect::new(Emu::mm(20), Emu::mm(26), width, pitch * i64::from(lines)),
        columns,
        column_width,
        gutter,
        em,
        pitch,
        lines,
        ..PageSpec::default()
    };
    let style = |key: &str, role: &str, size: Emu| ParaStyle {
        key: key.into(),
        font: FontRole(role.into()),
        size,
        leading: pitch,
        orphans: 2,
        widows: 2,
        ..ParaStyle::default()
    };
    let small = Emu::pt(9);
    let leading = Emu(171_450);
    let paras = vec![
        ParaStyle { indent_first: 2000, ..style("body", "song", em) },
        ParaStyle { takes: 3, align: Align::Centre, ..style("heading-1", "hei", Emu::pt(12)) },
        ParaStyle { leading: Emu::pt(45), takes: 1, align: Align::Centre, ..style("title", "song-bold", Emu::pt(36)) },
        ParaStyle { align: Align::Centre, takes: 1, ..style("caption", "hei", small) },
        ParaStyle { leading, align: Align::Start, ..style("cell", "song", small) },
        ParaStyle { leading, align: Align::Start, ..style("folio", "song", small) },
    ];
    let table = TableStyle {
        key: "three-line".into(),
        head: CELL,
        group: CELL,
        cell: CELL,
        padding: small.scale(1, 2),
        ..TableStyle::default()
    };
    let furniture = vec![Furniture {
        edge: Edge::Foot,
        offset: Emu::mm(13),
        align: Align::Centre,
        text: "— {page} —".into(),
        style: FOLIO,
        ..Furniture::default()
    }];
    Sheet { name: "bench".into(), page, paras, tables: vec![table], furniture, ..Sheet::default() }
}

pub fn para(style: ParaStyleId, role: ParaRole, text: &str) -> Para {
    let run = Run { range: 0..text.len() as u32, ..Run::default() };
    Para { role, style, text: text.into(), runs: vec![run] }
}

pub fn body(text: &str) -> (Flow, NodeKind) {
    (Flow::default(), NodeKind::Para(para(BODY, ParaRole::Body, text)))
}

pub fn heading(text: &str) -> (Flow, NodeKind) {
    let flow = Flow { keep_with_next: true, keep_together: true, ..Flow::default() };
    (flow, NodeKind::Para(para(HEAD, ParaRole::Heading(1), text)))
}

pub fn title(text: &str) -> (Flow, NodeKind) {
    let flow = Flow { across: Across::All, keep_with_next: true, after: 1, ..Flow::default() };
    (flow, NodeKind::Para(para(TITLE, ParaRole::Title, text)))
}

/// A table of so many rows: an indicator and a figure.
pub fn table(rows: u32, across: Across) -> (Flow, NodeKind) {
    let cell = |text: &str| Cell { across: 1, down: 1, para: para(CELL, ParaRole::Cell, text) };
    let row = |kind, left: &str, right: &str| Row { kind, cells: vec![cell(left), cell(right)] };
    let table = Table {
        columns: vec![Column { align: CellAlign::Start }, Column { align: CellAlign::Decimal }],
        head: vec![row(RowKind::Head, "指标", "数值")],
        body: (0..rows)
            .map(|n| row(RowKind::Plain, &format!("指标第{n}项"), &format!("{}.{}", n * 37, n % 10)))
            .collect(),
        caption: Some(para(CAPTION, ParaRole::Caption, "主要指标")),
        unit: Some(para(CELL, ParaRole::Remark, "单位：起")),
        below: vec![para(CELL, ParaRole::Remark, "注：按年末统计")],
        ..Table::default()
    };
    (Flow { across, before: 1, after: 1, ..Flow::default() }, NodeKind::Table(Box::new(table)))
}

/// Four bars.
pub fn chart(lines: u16) -> (Flow, NodeKind) {
    let point = |n: i64| ChartPoint {
        value: rust_decimal::Decimal::new(n * 37, 1),
        written: format!("{}.{}%", n * 37 / 10, n * 37 % 10),
    };
    let chart = Chart {
        kind: crate::content::ChartKind::Bar,
        labels: (1..5).map(|n| format!("案件{n}")).collect(),
        series: vec![ChartSeries { name: "降幅".into(), points: (1..5).map(point).collect() }],
        unit: "%".into(),
        unit_line: None,
        caption: Some(para(CAPTION, ParaRole::Caption, "四个下降")),
        below: Vec::new(),
        alt: String::new(),
        label_style: CELL,
        lines,
    };
    (Flow { before: 1, after: 1, keep_together: true, ..Flow::default() }, NodeKind::Chart(Box::new(chart)))
}

/// A picture of this size, with a caption.
pub fn picture(width: Emu, height: Emu, across: Across) -> (Flow, NodeKind) {
    let caption = Some(para(CAPTION, ParaRole::Caption, "驻警街面"));
    let picture = Picture { width, height, caption, ..Picture::default() };
    (Flow { across, before: 1, after: 1, keep_together: true, ..Flow::default() }, NodeKind::Picture(Box::new(picture)))
}

/// A box of two paragraphs.
pub fn framed(seed: u32) -> (Flow, NodeKind) {
    let node = |n: u32| {
        let (flow, kind) = body(&prose(seed + n, 60));
        // Numbered far from the others: the document's own are counted from zero.
        Node { id: NodeId(1_000_000 + seed * 10 + n), block: String::new(), span: Default::default(), flow, kind }
    };
    let inner = BoxNode { nodes: vec![node(0), node(1)], style: "box".into() };
    (Flow { before: 1, after: 1, keep_together: true, ..Flow::default() }, NodeKind::Box(inner))
}

/// A paragraph that calls a note after its first characters; the note is `styled.notes`' affair.
pub fn noted(text: &str, after: usize) -> (Flow, NodeKind) {
    let at = text.char_indices().nth(after).map_or(text.len(), |(at, _)| at);
    let text = format!("{}①{}", &text[..at], &text[at..]);
    let (call, rest) = (at as u32, at as u32 + 3);
    let run = |range, marks| Run { range, marks, ..Run::default() };
    let runs = vec![
        run(0..call, vec![]),
        run(call..rest, vec![crate::content::Mark::Note]),
        run(rest..text.len() as u32, vec![]),
    ];
    (Flow::default(), NodeKind::Para(Para { role: ParaRole::Body, style: BODY, text: text.into(), runs }))
}

pub fn styled(sheet: Sheet, nodes: Vec<(Flow, NodeKind)>) -> Styled {
    let node = |(index, (flow, kind)): (usize, (Flow, NodeKind))| Node {
        id: NodeId(index as u32),
        block: format!("block-{index}"),
        span: crate::base::Span { start: index as u32, end: index as u32 + 1, ..Default::default() },
        flow,
        kind,
    };
    let calls = nodes.iter().filter(|(_, kind)| calls_note(kind)).count();
    let notes = (0..calls).map(|n| para(CELL, ParaRole::Note, &format!("①{}", prose(n as u32, 50)))).collect();
    Styled { sheet, notes, nodes: nodes.into_iter().enumerate().map(node).collect(), ..Styled::default() }
}

/// Runs the room over a document; the findings come with the pages.
pub fn make(styled: &Styled, jobs: usize) -> (Pages, Findings) {
    static FILES: LazyLock<MemoryFiles> = LazyLock::new(MemoryFiles::default);
    static FONTS: LazyLock<Fonts<'static>> = LazyLock::new(|| {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        Fonts::open(&*FILES, &mut sources, &mut findings).expect("embedded fonts")
    });
    let mut findings = Findings::default();
    let pages = build(styled, &FONTS, jobs, &mut findings);
    (pages, findings)
}

fn calls_note(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::Para(para) if para.runs.iter().any(|run| run.marks.contains(&crate::content::Mark::Note)))
}
