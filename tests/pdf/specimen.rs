//! One document with everything a page can hold, for the judges.

use crate::bench::{Bench, change, plain, words};
use banxin::base::{Colour, Emu, Point, Rect, Shape};
use banxin::content::{ChartKind, Mark};
use banxin::lines::Fount;
use banxin::pages::{ItemKind, Owner, Part};
use banxin::style::{BoxNode, Cell, Chart, Column, NodeId, NodeKind, ParaRole, Picture, Row, RowKind, Run, Table};
use std::sync::Arc;

/// A red and a white pixel.
pub fn png() -> Arc<[u8]> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 2, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&[200, 0, 0, 255, 255, 255]).unwrap();
    out.into()
}

/// Everything.
pub fn specimen() -> Bench {
    let mut bench = Bench::new();
    bench.styled.info.authors = vec!["张三".into(), "李四".into()];
    bench.styled.info.keywords = vec!["平安".into(), "R&D <年>".into()];
    bench.para(ParaRole::Kicker, "忠诚履职");
    bench.para(ParaRole::Title, "数字见证平安业绩");
    bench.para(ParaRole::Subtitle, "——2021年度工作回眸");
    bench.para(ParaRole::Heading(1), "不负使命\n维护稳定");
    bench.para(ParaRole::Body, &words(700));
    bench.para(ParaRole::Item(1), "一、其一");
    bench.para(ParaRole::Item(2), "（一）其中之一");
    bench.para(ParaRole::Item(1), "二、其二");
    bench.para(ParaRole::Quote, "引一段话。");
    bench.para(ParaRole::Heading(2), "二级标题");
    link(&mut bench);
    table(&mut bench);
    chart(&mut bench);
    picture(&mut bench);
    framed(&mut bench);
    bench.para(ParaRole::Heading(1), "续写新篇");
    bench.para(ParaRole::Body, &words(1500));
    bench.para(ParaRole::Note, "①注文。");
    bench.para(ParaRole::Credit, "本版文字由市公安局提供");
    for page in 0..bench.pages.pages.len() {
        let at = Point::new(Emu::mm(100), Emu::mm(285));
        let line = crate::bench::set(&format!("— {} —", page + 1).into(), Emu::pt(9), Emu::mm(60)).remove(0);
        let item = banxin::pages::Item { owner: Owner::Furniture, kind: ItemKind::Line { at, line } };
        bench.pages.pages[page].items.push(item);
    }
    bench
}

/// A paragraph with a link out, a link within and emphasis.
fn link(bench: &mut Bench) {
    let text = "详见网站，又见前表；切记。";
    let mut para = plain(ParaRole::Body, text);
    let at = |part: &str| {
        let start = text.find(part).unwrap() as u32;
        start..start + part.len() as u32
    };
    let run =
        |part: &str, mark: Option<Mark>| Run { range: at(part), marks: mark.into_iter().collect(), ..Run::default() };
    para.runs = vec![
        run("详见", None),
        run("网站", Some(Mark::Link("https://example.org/年?a=1&b=(2)".into()))),
        run("，又见", None),
        run("前表", Some(Mark::Ref("figures".into()))),
        run("；", None),
        run("切记", Some(Mark::Strong)),
        run("。", None),
    ];
    let runs = para.runs.clone();
    let text = para.text.clone();
    let id = bench.node("linked", NodeKind::Para(para));
    bench.lines(Owner::Node(id, Part::Body), &text, Emu::pt(10));
    // The plain setter knows no runs: part its glyphs as the paragraph's runs ask.
    for page in &mut bench.pages.pages {
        for item in &mut page.items {
            if item.owner != Owner::Node(id, Part::Body) {
                continue;
            }
            let ItemKind::Line { line, .. } = &mut item.kind else { continue };
            change(line, |parts| {
                let parted = parts.iter().flat_map(|(fount, glyphs)| {
                    let pieces = (0..).zip(&runs).map(|(run, asked)| {
                        let own = glyphs.iter().filter(|glyph| asked.range.contains(&glyph.text));
                        (Fount { run, ..fount.clone() }, own.copied().collect::<Vec<_>>())
                    });
                    pieces.filter(|(_, glyphs)| !glyphs.is_empty()).collect::<Vec<_>>()
                });
                *parts = parted.collect();
                parts.sort_by_key(|(_, glyphs)| glyphs[0].x);
            });
        }
    }
}

fn table(bench: &mut Bench) -> NodeId {
    let cell = |text: &str| Cell { across: 1, down: 1, para: plain(ParaRole::Cell, text) };
    let row = |kind, cells: &[&str]| Row { kind, cells: cells.iter().map(|text| cell(text)).collect() };
    let mut group = row(RowKind::Group, &["打击"]);
    group.cells[0].across = 3;
    let table = Table {
        columns: vec![Column::default(); 3],
        head: vec![row(RowKind::Head, &["指标", "数值", "单位"])],
        body: vec![group, row(RowKind::Plain, &["破案", "57.4", "%"]), row(RowKind::Plain, &["起诉", "8", "起"])],
        caption: Some(plain(ParaRole::Caption, "表1 主要数字")),
        unit: Some(plain(ParaRole::Remark, "单位：起")),
        below: vec![plain(ParaRole::Remark, "来源：市局")],
        alt: "两项数字".into(),
        ..Table::default()
    };
    let parts: Vec<(Part, Arc<str>)> = {
        let mut parts = vec![(Part::Caption, Arc::from("表1 主要数字")), (Part::Unit, Arc::from("单位：起"))];
        for (number, row) in table.head.iter().chain(&table.body).enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                parts.push((Part::Cell(number as u16, column as u16), cell.para.text.clone()));
            }
        }
        parts.push((Part::Below(0), Arc::from("来源：市局")));
        parts
    };
    let id = bench.node("figures", NodeKind::Table(Box::new(table)));
    for (part, text) in parts {
        bench.lines(Owner::Node(id, part), &text, Emu::pt(9));
    }
    bench.item(
        Owner::Decoration,
        ItemKind::Shape(Box::new(Shape::rule(
            Point::new(Emu::mm(30), Emu::mm(31)),
            Point::new(Emu::mm(180), Emu::mm(31)),
            Emu::pt(1),
            Colour::BLACK,
        ))),
    );
    id
}

fn chart(bench: &mut Bench) {
    let chart = Chart {
        kind: ChartKind::Bar,
        labels: Vec::new(),
        unit_line: None,
        unit: "%".into(),
        series: Vec::new(),
        caption: Some(plain(ParaRole::Caption, "图1 四个下降")),
        below: Vec::new(),
        alt: "四项指标都下降".into(),
        label_style: banxin::style::ParaStyleId::default(),
        lines: 6,
    };
    let id = bench.node("chart", NodeKind::Chart(Box::new(chart)));
    let bar = Shape::filled(Rect::new(Emu::mm(30), Emu::mm(250), Emu::mm(60), Emu::mm(5)), Colour::Rgb(200, 300, 700));
    bench.item(Owner::Node(id, Part::Body), ItemKind::Shape(bar.into()));
    bench.lines(Owner::Node(id, Part::Label), &"治安".into(), Emu::pt(8));
    bench.lines(Owner::Node(id, Part::Caption), &"图1 四个下降".into(), Emu::pt(9));
}

fn picture(bench: &mut Bench) {
    let data = png();
    let picture = Picture {
        data: data.clone(),
        path: "a.png".into(),
        width: Emu::mm(10),
        height: Emu::mm(5),
        alt: "红与白".into(),
        caption: Some(plain(ParaRole::Caption, "图2 红与白")),
    };
    let id = bench.node("picture", NodeKind::Picture(Box::new(picture)));
    let rect = Rect::new(Emu::mm(150), Emu::mm(250), Emu::mm(10), Emu::mm(5));
    bench.item(Owner::Node(id, Part::Body), ItemKind::Image { rect: rect.into(), data });
    bench.lines(Owner::Node(id, Part::Caption), &"图2 红与白".into(), Emu::pt(9));
}

fn framed(bench: &mut Bench) {
    let before = bench.styled.nodes.len();
    bench.para(ParaRole::Body, "框中一段。");
    let mut nodes = bench.styled.nodes.split_off(before);
    nodes[0].id = NodeId(9000);
    bench.node("box", NodeKind::Box(BoxNode { nodes, style: String::new() }));
    for item in bench.pages.pages.iter_mut().flat_map(|page| &mut page.items) {
        if item.owner == Owner::Node(NodeId(before as u32), Part::Body) {
            item.owner = Owner::Node(NodeId(9000), Part::Body);
        }
    }
}
