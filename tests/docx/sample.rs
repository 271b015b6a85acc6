//! Small documents built by hand, so that a test says what it writes.

use banxin::base::{Colour, Emu, Rect, Size, Span, Stroke};
use banxin::content::{ChartKind, Mark};
use banxin::style::*;

pub const BODY: ParaStyleId = ParaStyleId(0);
pub const TITLE: ParaStyleId = ParaStyleId(1);
pub const SUBTITLE: ParaStyleId = ParaStyleId(2);
pub const HEADING: ParaStyleId = ParaStyleId(3);
pub const CAPTION: ParaStyleId = ParaStyleId(4);
pub const CELL: ParaStyleId = ParaStyleId(5);
pub const HEAD: ParaStyleId = ParaStyleId(6);
pub const REMARK: ParaStyleId = ParaStyleId(7);
pub const CREDIT: ParaStyleId = ParaStyleId(8);
pub const RUNNING: ParaStyleId = ParaStyleId(9);
pub const FOLIO: ParaStyleId = ParaStyleId(10);

fn style(key: &str, name: &str, font: &str, size: Emu) -> ParaStyle {
    ParaStyle {
        key: key.into(),
        name: name.into(),
        font: FontRole(font.into()),
        size,
        leading: Emu::pt(18),
        orphans: 2,
        widows: 2,
        ..ParaStyle::default()
    }
}

fn rule(points_tenths: i64) -> Stroke {
    Stroke { width: Emu(Emu::PER_PT * points_tenths / 10), colour: Colour::BLACK, dash: Vec::new() }
}

/// A4, two columns of 20 em of 五号 on an 18 pt grid.
pub fn sheet() -> Sheet {
    let em = Emu(133_350);
    let body = ParaStyle { indent_first: 2000, ..style("body", "正文", "song", em) };
    let title = ParaStyle {
        align: Align::Centre,
        takes: 3,
        leading: Emu::pt(36),
        ..style("title", "主题", "song-bold", Emu::pt(26))
    };
    let subtitle = ParaStyle {
        align: Align::Centre,
        takes: 2,
        prefix: "——".into(),
        ..style("subtitle", "副题", "kai", Emu::pt(16))
    };
    let mut heading =
        ParaStyle { takes: 2, outline: 1, align: Align::Centre, ..style("heading-1", "标题 1", "hei", Emu::pt(14)) };
    heading.flow.keep_with_next = true;
    let caption = ParaStyle { align: Align::Centre, ..style("caption", "题注", "hei", Emu::pt(9)) };
    let cell =
        ParaStyle { leading: Emu::pt(14), align: Align::Start, ..style("table-cell", "表文", "song", Emu::pt(9)) };
    let head = ParaStyle { align: Align::Centre, ..ParaStyle { font: FontRole("hei".into()), ..cell.clone() } };
    let head = ParaStyle { key: "table-head".into(), name: "表头".into(), ..head };
    let remark = style("remark", "表注", "song", Emu::pt(8));
    let credit = ParaStyle { align: Align::End, ..style("credit", "署名", "kai", em) };
    let running = ParaStyle { align: Align::Justify, ..style("running-head", "页眉", "song", Emu::pt(9)) };
    let folio = ParaStyle { align: Align::Centre, ..style("folio", "页码", "song", Emu::pt(9)) };
    let width = em * 42;
    Sheet {
        name: "bulletin".into(),
        page: PageSpec {
            size: Size::new(Emu::mm(210), Emu::mm(297)),
            area: Rect::new((Emu::mm(210) - width).scale(1, 2), Emu::mm(25), width, Emu::pt(18) * 38),
            columns: 2,
            column_width: em * 20,
            gutter: em * 2,
            rule: Some(rule(5)),
            em,
            pitch: Emu::pt(18),
            lines: 38,
            ..PageSpec::default()
        },
        lines: LineRules { trim_start: true, latin_gap: 250, ..LineRules::default() },
        paras: vec![body, title, subtitle, heading, caption, cell, head, remark, credit, running, folio],
        chars: vec![
            CharStyle {
                key: "strong".into(),
                name: "加重".into(),
                font: Some(FontRole("hei".into())),
                ..CharStyle::default()
            },
            CharStyle {
                key: "heading-lead".into(), name: "标题引语".into(), scale: Some(800), ..CharStyle::default()
            },
        ],
        tables: vec![TableStyle {
            key: "three-line".into(),
            name: "三线表".into(),
            head: HEAD,
            group: HEAD,
            cell: CELL,
            outer: Some(rule(10)),
            under_head: Some(rule(5)),
            padding: Emu::pt(4),
            group_fill: Some(Colour::Gray(920)),
            ..TableStyle::default()
        }],
        furniture: vec![
            Furniture {
                edge: Edge::Head,
                offset: Emu::mm(18),
                text: "{title}".into(),
                style: RUNNING,
                rule: Some((Emu::pt(4), rule(5))),
                align: Align::Start,
                ..Furniture::default()
            },
            Furniture {
                edge: Edge::Head,
                offset: Emu::mm(18),
                text: "{issuer}".into(),
                style: RUNNING,
                align: Align::End,
                ..Furniture::default()
            },
            Furniture {
                edge: Edge::Foot,
                offset: Emu::mm(15),
                text: "— {page} —".into(),
                style: FOLIO,
                align: Align::Centre,
                ..Furniture::default()
            },
        ],
        ..Sheet::default()
    }
}

/// A paragraph of one run.
pub fn para(role: ParaRole, style: ParaStyleId, text: &str) -> Para {
    let run = Run { range: 0..text.len() as u32, ..Run::default() };
    Para { role, style, text: text.into(), runs: vec![run] }
}

/// A paragraph of runs: text, marks, figure.
pub fn runs(role: ParaRole, style: ParaStyleId, pieces: &[(&str, &[Mark], Option<u32>)]) -> Para {
    let mut text = String::new();
    let mut runs = Vec::new();
    for (piece, marks, figure) in pieces {
        let start = text.len() as u32;
        text.push_str(piece);
        let range = start..text.len() as u32;
        runs.push(Run { range, marks: marks.to_vec(), figure: *figure, ..Run::default() });
    }
    Para { role, style, text: text.into(), runs }
}

/// A node in the flow of its style.
pub fn node(id: u32, block: &str, across: Across, kind: NodeKind) -> Node {
    let own = match &kind {
        NodeKind::Para(para) => sheet().para(para.style).flow.clone(),
        _ => Flow::default(),
    };
    Node { id: NodeId(id), block: block.into(), span: Span::default(), flow: Flow { across, ..own }, kind }
}

fn cell(text: &str, style: ParaStyleId) -> Cell {
    Cell { across: 1, down: 1, para: para(ParaRole::Cell, style, text) }
}

pub fn row(kind: RowKind, style: ParaStyleId, texts: &[&str]) -> Row {
    Row { kind, cells: texts.iter().map(|text| cell(text, style)).collect() }
}

/// The year's figures, in three columns.
pub fn table() -> Table {
    let mut group = row(RowKind::Group, HEAD, &["打击犯罪"]);
    group.cells[0].across = 3;
    Table {
        style: TableStyleId(0),
        columns: vec![
            Column { align: CellAlign::Start },
            Column { align: CellAlign::Decimal },
            Column { align: CellAlign::Centre },
        ],
        head: vec![row(RowKind::Head, HEAD, &["指标", "数值", "单位"])],
        body: vec![
            group,
            row(RowKind::Plain, CELL, &["破获刑事案件同比", "28.2", "%"]),
            row(RowKind::Plain, CELL, &["追赃挽损", "1370", "万余元"]),
            row(RowKind::Plain, CELL, &["视频监控点", "1.3", "万余个"]),
        ],
        caption: Some(para(ParaRole::Caption, CAPTION, "表1　2021年主要数据")),
        unit: Some(para(ParaRole::Remark, REMARK, "单位：见各行")),
        below: vec![para(ParaRole::Remark, REMARK, "资料来源：市公安局")],
        alt: "2021年主要数据".into(),
    }
}

/// Bars of the four falls.
pub fn chart() -> Chart {
    let point = |tenths: i64, written: &str| ChartPoint {
        value: rust_decimal::Decimal::new(tenths, 1),
        written: written.into(),
    };
    Chart {
        kind: ChartKind::Bar,
        labels: ["治安案件数", "黄赌警情数", "毒品案件数", "交通事故数"].map(String::from).to_vec(),
        series: vec![ChartSeries {
            name: "同比下降".into(),
            points: vec![point(108, "10.8%"), point(310, "31%"), point(243, "24.3%"), point(31, "3.1%")],
        }],
        unit: "%".into(),
        unit_line: None,
        caption: Some(para(ParaRole::Caption, CAPTION, "图1　四个下降")),
        below: Vec::new(),
        alt: "四类案件同比下降：治安10.8%，黄赌31%，毒品24.3%，交通3.1%".into(),
        label_style: CELL,
        lines: 8,
    }
}

/// The caption of a chart, with its number: Word counts it as a field.
fn numbered(number: u8) -> Para {
    para(ParaRole::Caption, CAPTION, &format!("图{number}　四个下降"))
}

/// Two series, their unit said once above.
fn several(kind: ChartKind, number: u8) -> Chart {
    let mut chart = Chart { kind, unit: "起".into(), caption: Some(numbered(number)), ..chart() };
    chart.unit_line = Some(para(ParaRole::Remark, REMARK, "单位：起"));
    let mut before = chart.series[0].clone();
    before.name = "上年".into();
    chart.series.push(before);
    chart
}

/// A bulletin with everything that the sample has, in small.
pub fn bulletin() -> Styled {
    let body = ParaRole::Body;
    let nodes = vec![
        node(
            0,
            "title",
            Across::All,
            NodeKind::Para(para(ParaRole::Title, TITLE, "数字见证平安业绩\n战果彰显忠诚担当")),
        ),
        node(
            1,
            "subtitle",
            Across::All,
            NodeKind::Para(para(ParaRole::Subtitle, SUBTITLE, "——2021年度淮南公安工作亮点回眸")),
        ),
        node(
            2,
            "p-1",
            Across::One,
            NodeKind::Para(runs(
                body,
                BODY,
                &[
                    ("数据显示，2021年全市", &[], None),
                    ("8起", &[], Some(0)),
                    ("现发命案全破；“一网通办”上网事项", &[], None),
                    ("200个", &[Mark::Dot], Some(1)),
                    ("，全程网办……", &[], None),
                ],
            )),
        ),
        node(
            3,
            "heading-1",
            Across::One,
            NodeKind::Para(para(ParaRole::Heading(1), HEADING, "不负使命，忠诚担当\n维护稳定再创新佳绩")),
        ),
        node(
            4,
            "p-2",
            Across::One,
            NodeKind::Para(para(body, BODY, &"过去一年，全市公安机关坚持总体国家安全观，聚焦“第一议题”。".repeat(12))),
        ),
        node(5, "chart-1", Across::One, NodeKind::Chart(Box::new(chart()))),
        node(
            6,
            "p-3",
            Across::One,
            NodeKind::Para(para(body, BODY, &"市公安局以全市10个警务驻勤工作站为支点。".repeat(12))),
        ),
        node(7, "table-1", Across::All, NodeKind::Table(Box::new(table()))),
        node(
            8,
            "credit",
            Across::One,
            NodeKind::Para(para(ParaRole::Credit, CREDIT, "本版文字图片由市公安局宣传处提供")),
        ),
    ];
    Styled {
        info: Info {
            language: "zh-CN".into(),
            title: "数字见证平安业绩 战果彰显忠诚担当".into(),
            subtitle: "2021年度淮南公安工作亮点回眸".into(),
            issuer: "淮南市公安局".into(),
            date: "2022-01-20".into(),
            ..Info::default()
        },
        sheet: sheet(),
        nodes,
        notes: Vec::new(),
        body: None,
        figures: vec![
            FigureMark { id: "homicide.current".into(), occurrence: 1 },
            FigureMark { id: "egov.online".into(), occurrence: 1 },
        ],
    }
}

/// A 2 × 1 picture: the smallest PNG that every reader takes.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1,
    0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A document that uses every feature of the room once.
pub fn everything() -> Styled {
    let body = ParaRole::Body;
    let mut styled = bulletin();
    let marked = runs(
        body,
        BODY,
        &[
            ("着重", &[Mark::Dot], None),
            ("与", &[], None),
            ("淮南", &[Mark::Name], None),
            ("《内参》", &[Mark::Book], None),
            ("，注音", &[], None),
            ("淮", &[Mark::Ruby("huái".into())], None),
            ("，见", &[], None),
            ("表1", &[Mark::Ref("table-1".into())], None),
            ("，第", &[], None),
            ("", &[Mark::Ref("table-1".into())], None),
            ("页；网址", &[], None),
            ("市公安局", &[Mark::Link("https://例.cn/?a=1&b=<2>".into())], None),
            ("，前文", &[Mark::Link("#heading-1".into())], None),
            ("①", &[Mark::Note], None),
            ("完。", &[], None),
        ],
    );
    let mut spanned = table();
    spanned.caption = Some(para(ParaRole::Caption, CAPTION, "表2　跨行跨列"));
    let mut tall = row(RowKind::Plain, CELL, &["跨两行", "1.5", "个"]);
    tall.cells[0].down = 2;
    let mut wide = row(RowKind::Plain, CELL, &["跨两列"]);
    wide.cells[0].across = 2;
    spanned.body = vec![tall, wide, row(RowKind::Total, CELL, &["合计", "20", "个"])];
    spanned.head.push(row(RowKind::Head, HEAD, &["第二行", "表头", "也重复"]));
    let third = Table { caption: Some(para(ParaRole::Caption, CAPTION, "表3　框中之表")), ..table() };
    let boxed = BoxNode {
        nodes: vec![
            node(20, "p-box", Across::One, NodeKind::Para(para(body, BODY, "框中一段。"))),
            node(21, "", Across::One, NodeKind::Table(Box::new(third))),
        ],
        style: "frame".into(),
    };
    let picture = Picture {
        data: PNG.into(),
        path: "pictures/a.png".into(),
        width: Emu::mm(40),
        height: Emu::mm(20),
        alt: "一张\"图片\" & 说明".into(),
        caption: Some(para(ParaRole::Caption, CAPTION, "图2　现场")),
    };
    let again = Picture { caption: Some(para(ParaRole::Caption, CAPTION, "图3　又一处")), ..picture.clone() };
    let mut column = chart();
    column.kind = ChartKind::Column;
    column.caption = Some(numbered(4));
    column.series[0].points[0].written = "10.8余%".into();
    let contents = Contents {
        head: Some(para(body, HEADING, "目录")),
        depth: 2,
        entries: vec![
            ("heading-1".into(), 1, para(body, CREDIT, "不负使命，忠诚担当 维护稳定再创新佳绩")),
            ("table-1".into(), 2, para(body, CREDIT, "主要数据")),
        ],
    };
    let more = [
        ("p-marks", Across::One, NodeKind::Para(marked)),
        ("", Across::One, NodeKind::Break(Break::Column)),
        ("table-2", Across::One, NodeKind::Table(Box::new(spanned))),
        ("box-1", Across::One, NodeKind::Box(boxed)),
        ("", Across::One, NodeKind::Break(Break::Page)),
        ("picture-1", Across::One, NodeKind::Picture(Box::new(picture))),
        ("picture-2", Across::Columns(2), NodeKind::Picture(Box::new(again))),
        ("chart-2", Across::One, NodeKind::Chart(Box::new(column))),
        ("chart-3", Across::One, NodeKind::Chart(Box::new(several(ChartKind::Stacked, 5)))),
        ("chart-4", Across::One, NodeKind::Chart(Box::new(several(ChartKind::Line, 6)))),
        (
            "chart-5",
            Across::One,
            NodeKind::Chart(Box::new(Chart { kind: ChartKind::Pie, caption: Some(numbered(7)), ..chart() })),
        ),
        ("", Across::One, NodeKind::Break(Break::Page)),
        (
            "table-3",
            Across::All,
            NodeKind::Table(Box::new(Table { caption: None, unit: None, below: Vec::new(), ..table() })),
        ),
        ("", Across::One, NodeKind::Break(Break::Recto)),
        ("contents", Across::All, NodeKind::Contents(contents)),
        ("p-last", Across::One, NodeKind::Para(para(body, BODY, "末段。"))),
    ];
    for (index, (block, across, kind)) in more.into_iter().enumerate() {
        styled.nodes.push(node(30 + index as u32, block, across, kind));
    }
    styled.notes = vec![para(ParaRole::Note, REMARK, "注文一条。")];
    styled
}
