//! One block of the source → one [`Block`].

use super::charts::chart;
use super::read::Reader;
use super::shapes::{self, Str};
use super::yaml::{self, Node, NodeKind};
use super::*;
use crate::base::{Finding, Spanned};
use crate::say;

/// Reads a body. A block that is wrong is reported and left out; the others are read. Each node is let go
/// when it is read, so that the next ones' texts find room.
pub(super) fn read(reader: &mut Reader<'_>, body: Vec<Node>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(body.len());
    blocks.extend(body.into_iter().filter_map(|node| block(reader, &node)));
    blocks
}

fn block(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    // Most of a long text are paragraphs: these are read where they stand, not copied into their shape first.
    if let Some(paragraph) = node.only("paragraph") {
        let (id, kind) = one(reader, paragraph, "paragraph", BlockKind::Paragraph)?;
        return Some(Block { id, span: node.span, kind });
    }
    let shape: shapes::Block = yaml::read(node, reader.findings)?;
    let (id, kind) = match shape {
        shapes::Block::Heading(node) => heading(reader, &node)?,
        shapes::Block::Inset(node) => inset(reader, &node)?,
        shapes::Block::Paragraph(node) => one(reader, &node, "paragraph", BlockKind::Paragraph)?,
        shapes::Block::Lead(node) => one(reader, &node, "lead", BlockKind::Lead)?,
        shapes::Block::Note(node) => one(reader, &node, "note", BlockKind::Remark)?,
        shapes::Block::Credit(node) => one(reader, &node, "credit", BlockKind::Credit)?,
        shapes::Block::Table(shape) => table(reader, node, shape)?,
        shapes::Block::Chart(shape) => chart(reader, node, shape)?,
        shapes::Block::List(node) => {
            let (id, list) = list(reader, &node, 1)?;
            (reader.id("list", &id), BlockKind::List(list))
        }
        shapes::Block::Quote(node) => {
            let (id, quote) = quote(reader, &node, "quote")?;
            (id, BlockKind::Quote(quote))
        }
        shapes::Block::Picture(shape) => picture(reader, shape)?,
        shapes::Block::Box(shape) => {
            let id = reader.id("box", &shape.id);
            let title = reader.maybe(&shape.title);
            let look = shape.style.map(|look| match look {
                shapes::BoxLook::Plain => BoxLook::Plain,
                shapes::BoxLook::Double => BoxLook::Double,
                shapes::BoxLook::Tint => BoxLook::Tint,
                shapes::BoxLook::Ornament => BoxLook::Ornament,
            });
            (id, BlockKind::Box(BoxBlock { title, look, blocks: reader.inside(|reader| read(reader, shape.body)) }))
        }
        shapes::Block::Columns(shape) => columns_block(reader, node, shape)?,
        shapes::Block::Colophon(shape) => {
            let id = reader.id("colophon", &shape.id);
            let copies = reader.maybe(&shape.copies);
            let printer = reader.text(&shape.printer);
            (id, BlockKind::Colophon(Colophon { copies, printer, date: reader.maybe(&shape.date) }))
        }
        shapes::Block::Imprint(shape) => imprint(reader, node, &shape)?,
        shapes::Block::Pull(node) => {
            let (id, quote) = quote(reader, &node, "pull")?;
            (id, BlockKind::Pull(quote))
        }
        shapes::Block::Tabbed(node) => tabbed(reader, &node)?,
        shapes::Block::Numbers(shape) => numbers(reader, &shape),
        shapes::Block::Contents(node) => contents(reader, &node)?,
        shapes::Block::Signature(shape) => {
            let id = reader.id("signature", &shape.id);
            let issuers = reader.texts(&shape.issuer)?;
            (id, BlockKind::Signature(Signature { issuers, date: reader.maybe(&shape.date) }))
        }
        shapes::Block::Break(kind) => {
            let kind = match kind {
                shapes::Break::Column => BreakKind::Column,
                shapes::Break::Page => BreakKind::Page,
                shapes::Break::Recto => BreakKind::Recto,
            };
            (reader.id("break", &None), BlockKind::Break(kind))
        }
    };
    Some(Block { id, span: node.span, kind })
}

/// 变栏. Columns stand in the flow of the page alone: not in a box, nor in one another.
fn columns_block(reader: &mut Reader<'_>, node: &Node, shape: shapes::Columns) -> Option<(String, BlockKind)> {
    let Spanned { value: count, span } = shape.count;
    if !(1..=9).contains(&count) {
        reader.findings.push(
            Finding::input("Y30", span, say!("不能分成 {count} 栏", "{count} columns cannot be made"))
                .help(say!("写 1 到 9", "write 1 to 9")),
        );
        return None;
    }
    if reader.is_inside() {
        reader.findings.push(
            Finding::input("Y30", node.span, say!("框里、栏里不能再变栏", "no columns inside a box or inside columns"))
                .help(say!("移到外面", "move it out")),
        );
        return None;
    }
    let id = reader.id("columns", &None);
    let blocks = reader.inside(|reader| read(reader, shape.body));
    Some((id, BlockKind::Columns(ColumnsBlock { count, span, rule: shape.rule, blocks })))
}

fn inset(reader: &mut Reader<'_>, node: &Node) -> Option<(String, BlockKind)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Inset>(node, reader.findings)?,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::Inset { text: node.clone(), across: None, id: None }
        }
    };
    let id = reader.id("inset", &shape.id);
    let across = match &shape.across {
        Some(node) => Some(across(reader, node)?),
        None => None,
    };
    Some((id, BlockKind::Inset(Inset { lines: reader.texts(&shape.text)?, across })))
}

/// Columns that a block goes over; 0 for all.
fn across(reader: &mut Reader<'_>, node: &Node) -> Option<u8> {
    match node.text().as_ref().map(|text| text.value.as_str()) {
        Some("all") => Some(0),
        Some(number) if number.parse::<u8>().is_ok_and(|number| (1..=9).contains(&number)) => number.parse().ok(),
        Some(_) | None => {
            reader.findings.push(
                Finding::input("Y30", node.span, say!("across 要栏数", "across wants a number of columns"))
                    .help(say!("写 1 到 9，或 all（通栏）", "write 1 to 9, or all")),
            );
            None
        }
    }
}

/// 版权页: it has a page of its own, so it stands in no box and no columns.
fn imprint(reader: &mut Reader<'_>, node: &Node, shape: &shapes::Imprint) -> Option<(String, BlockKind)> {
    if reader.is_inside() {
        reader.findings.push(
            Finding::input("Y30", node.span, say!("版权页自成一页", "an imprint has a page of its own"))
                .help(say!("移到框、栏之外", "move it out of the box or columns")),
        );
        return None;
    }
    let id = reader.id("imprint", &shape.id);
    let mut lines = Vec::new();
    let fields = [&shape.title, &shape.issuer, &shape.editors, &shape.printer, &shape.date, &shape.size, &shape.run];
    let [title, issuer, editors, printer, date, size, run] = fields.map(|field| reader.maybe(field));
    let faces = reader.maybe(&shape.faces);
    for line in shape.lines.iter().flatten() {
        lines.push((reader.text(&line.label), reader.text(&line.text)));
    }
    Some((id, BlockKind::Imprint(Imprint { title, issuer, editors, printer, date, size, run, faces, lines })))
}

/// A block that is one text, in short or long form.
fn one(
    reader: &mut Reader<'_>,
    node: &Node,
    name: &'static str,
    kind: fn(Text) -> BlockKind,
) -> Option<(String, BlockKind)> {
    let (text, id) = match &node.kind {
        NodeKind::Text(text) => return Some((reader.id(name, &None), kind(reader.scalar(text, node.span)))),
        NodeKind::Map(_) => {
            let long: shapes::Long = yaml::read(node, reader.findings)?;
            (long.text, long.id)
        }
        NodeKind::Null | NodeKind::List(_) => (yaml::read::<Str>(node, reader.findings)?, None),
    };
    Some((reader.id(name, &id), kind(reader.text(&text))))
}

fn heading(reader: &mut Reader<'_>, node: &Node) -> Option<(String, BlockKind)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Heading>(node, reader.findings)?,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
            let text = Some(yaml::read::<Str>(node, reader.findings)?);
            shapes::Heading { lead: None, main: None, text, level: None, id: None }
        }
    };
    let level = match shape.level {
        Some(Spanned { value: level, .. }) if (1..=4).contains(&level) => level,
        Some(Spanned { value: level, span }) => {
            reader.findings.push(
                Finding::input("Y30", span, say!("没有第 {level} 级标题", "no headings of level {level}"))
                    .help(say!("写 1 到 4", "write 1 to 4")),
            );
            return None;
        }
        None => 1,
    };
    let id = reader.id("heading", &shape.id);
    let lead = reader.maybe(&shape.lead);
    let main = match (&shape.main, &shape.text) {
        (Some(main), None) | (None, Some(main)) => reader.text(main),
        (Some(_), Some(both)) => {
            reader.findings.push(
                Finding::input("Y30", both.span, say!("text 与 main 只能写一个", "write text or main, not both")).help(
                    say!("两段的标题用 lead 和 main；一段的用 text", "lead and main for two parts; text for one"),
                ),
            );
            return None;
        }
        (None, None) => {
            reader.findings.push(
                Finding::input("Y04", node.span, say!("缺少键“main”", "missing key `main`"))
                    .help(say!("补上一行“main: …”", "add a line `main: …`")),
            );
            return None;
        }
    };
    Some((id, BlockKind::Heading(Heading { level, lead, main })))
}

pub(super) fn selection(sections: Option<Vec<Str>>, ids: Option<Vec<Str>>, except: Option<Vec<Str>>) -> Selection {
    Selection {
        sections: sections.unwrap_or_default(),
        ids: ids.unwrap_or_default(),
        except: except.unwrap_or_default(),
    }
}

/// A table: of figures when it names sections or ids, by hand when it has rows.
fn table(reader: &mut Reader<'_>, node: &Node, shape: shapes::Table) -> Option<(String, BlockKind)> {
    let id = reader.id("table", &shape.id);
    let drawn = shape.sections.is_some() || shape.ids.is_some();
    match &shape.rows {
        None if !drawn => {
            reader.findings.push(Finding::input("Y31", node.span, say!("表里没有行", "the table has no rows")).help(
                say!(
                    "写 sections 或 ids，从指标表取行；或写 rows，手写各行",
                    "name sections or ids of the table of figures, or write the rows under `rows`"
                ),
            ));
            None
        }
        Some(rows) if drawn => {
            reader.findings.push(
                Finding::input(
                    "Y31",
                    rows.span,
                    say!("rows 与 sections、ids 只能取一样", "rows cannot stand with sections or ids"),
                )
                .help(say!("分成两个表", "make two tables of it")),
            );
            None
        }
        Some(_) => Some((id, BlockKind::Grid(grid(reader, shape)?))),
        None => {
            let caption = reader.maybe(&shape.caption);
            let unit = reader.maybe(&shape.unit);
            let columns = columns(reader, shape.columns);
            let note = reader.maybe(&shape.note);
            let from = reader.maybe(&shape.from);
            let rows = selection(shape.sections, shape.ids, shape.except);
            let look = table_look(shape.style);
            let grouped = shape.grouped.unwrap_or(false);
            Some((id, BlockKind::FigureTable(FigureTable { caption, unit, rows, look, grouped, columns, note, from })))
        }
    }
}

fn table_look(look: Option<shapes::TableLook>) -> Option<TableLook> {
    look.map(|look| match look {
        shapes::TableLook::ThreeLine => TableLook::ThreeLine,
        shapes::TableLook::FullRule => TableLook::FullRule,
        shapes::TableLook::RowRule => TableLook::RowRule,
        shapes::TableLook::NoRule => TableLook::NoRule,
    })
}

/// The columns asked for, or 指标 and 数值.
fn columns(reader: &mut Reader<'_>, shapes: Option<Vec<shapes::Column>>) -> Vec<TableColumn> {
    let mut columns = Vec::new();
    for shape in shapes.unwrap_or_default() {
        let (field, head) = match shape {
            shapes::Column::Indicator(head) => (Field::Indicator, head),
            shapes::Column::Value(head) => (Field::Value, head),
            shapes::Column::Unit(head) => (Field::Unit, head),
            shapes::Column::ValueUnit(head) => (Field::ValueUnit, head),
            shapes::Column::Trend(head) => (Field::Trend, head),
            shapes::Column::Section(head) => (Field::Section, head),
            shapes::Column::Source(head) => (Field::Source, head),
            shapes::Column::Note(head) => (Field::Note, head),
        };
        columns.push(TableColumn { field, head: reader.text(&head) });
    }
    columns
}

fn grid(reader: &mut Reader<'_>, shape: shapes::Table) -> Option<Grid> {
    let look = table_look(shape.style);
    let caption = reader.maybe(&shape.caption);
    let unit = reader.maybe(&shape.unit);
    // One row of head may be written without its outer list.
    let head: Vec<Vec<Node>> = match &shape.head {
        None => Vec::new(),
        Some(node) => match &node.kind {
            NodeKind::List(items) if !items.iter().any(|item| matches!(item.kind, NodeKind::List(_))) => {
                vec![items.clone()]
            }
            NodeKind::Null | NodeKind::Text(_) | NodeKind::Map(_) | NodeKind::List(_) => {
                yaml::read(node, reader.findings)?
            }
        },
    };
    let rows = shape.rows.map(|rows| rows.value).unwrap_or_default();
    let head = cells(reader, &head)?;
    let rows = cells(reader, &rows)?;
    let align = shape.align.unwrap_or_default().into_iter().map(|align| match align {
        shapes::Align::Start => GridAlign::Start,
        shapes::Align::Centre => GridAlign::Centre,
        shapes::Align::End => GridAlign::End,
        shapes::Align::Decimal => GridAlign::Decimal,
    });
    let align = align.collect();
    let note = reader.maybe(&shape.note);
    let from = reader.maybe(&shape.from);
    let alt = reader.maybe(&shape.alt);
    Some(Grid { caption, look, unit, head, rows, align, note, from, alt })
}

fn cells(reader: &mut Reader<'_>, rows: &[Vec<Node>]) -> Option<Vec<Vec<GridCell>>> {
    rows.iter().map(|row| row.iter().map(|node| cell(reader, node)).collect()).collect()
}

/// A cell: a text, nothing, or a text with the columns and rows that it goes over.
fn cell(reader: &mut Reader<'_>, node: &Node) -> Option<GridCell> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Cell>(node, reader.findings)?,
        NodeKind::Null => shapes::Cell { text: None, across: None, down: None },
        NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::Cell { text: Some(yaml::read(node, reader.findings)?), across: None, down: None }
        }
    };
    let mut span_of = |given: Option<Spanned<u16>>| match given {
        None => 1,
        Some(Spanned { value, .. }) if (1..=100).contains(&value) => value,
        Some(Spanned { value, span }) => {
            reader.findings.push(
                Finding::input("Y31", span, say!("单元格不能跨 {value} 格", "a cell cannot go over {value}"))
                    .help(say!("写 1 到 100", "write 1 to 100")),
            );
            1
        }
    };
    let (across, down) = (span_of(shape.across), span_of(shape.down));
    let text = match shape.text.filter(|text| !text.value.trim().is_empty()) {
        Some(text) => reader.text(&text),
        None => reader.inline.nothing(node.span),
    };
    Some(GridCell { text, across, down })
}

/// A list: its items alone, or a mapping with labels and items.
fn list(reader: &mut Reader<'_>, node: &Node, depth: usize) -> Option<(Option<Str>, List)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::List>(node, reader.findings)?,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::List { labels: None, items: yaml::read(node, reader.findings)?, id: None }
        }
    };
    if depth > 4 {
        reader.findings.push(
            Finding::input("Y30", node.span, say!("列表嵌套超过 4 层", "a list is nested deeper than 4 levels"))
                .help(say!("改成标题和段落", "make headings and paragraphs of it")),
        );
        return None;
    }
    let labels = match shape.labels {
        None | Some(shapes::Labels::Bullet) => Labels::Bullet,
        Some(shapes::Labels::Decimal) => Labels::Decimal,
        Some(shapes::Labels::Paren) => Labels::Paren,
        Some(shapes::Labels::Han) => Labels::Han,
        Some(shapes::Labels::HanParen) => Labels::HanParen,
        Some(shapes::Labels::Circled) => Labels::Circled,
    };
    let mut items = Vec::new();
    for node in &shape.items {
        let shape = match &node.kind {
            NodeKind::Map(_) => yaml::read::<shapes::Item>(node, reader.findings)?,
            NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
                shapes::Item { text: yaml::read(node, reader.findings)?, list: None }
            }
        };
        let text = reader.text(&shape.text);
        let list = match &shape.list {
            Some(node) => Some(list(reader, node, depth + 1)?.1),
            None => None,
        };
        items.push(Item { text, list });
    }
    Some((shape.id, List { labels, items }))
}

/// Lines with tab stops: the lines alone, or a mapping with an id.
fn tabbed(reader: &mut Reader<'_>, node: &Node) -> Option<(String, BlockKind)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Tabbed>(node, reader.findings)?,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::Tabbed { lines: yaml::read(node, reader.findings)?, id: None }
        }
    };
    let id = reader.id("tabbed", &shape.id);
    let mut lines = Vec::with_capacity(shape.lines.len());
    for line in &shape.lines {
        let nodes: Vec<Node> = yaml::read(line, reader.findings)?;
        let mut parts = Vec::with_capacity(nodes.len());
        for node in &nodes {
            parts.push(match &node.kind {
                NodeKind::Null => reader.inline.nothing(node.span),
                NodeKind::Text(_) | NodeKind::Map(_) | NodeKind::List(_) => {
                    let text: Str = yaml::read(node, reader.findings)?;
                    if text.value.trim().is_empty() { reader.inline.nothing(node.span) } else { reader.text(&text) }
                }
            });
        }
        lines.push(TabbedLine { span: line.span, parts });
    }
    Some((id, BlockKind::Tabbed(lines)))
}

fn quote(reader: &mut Reader<'_>, node: &Node, name: &'static str) -> Option<(String, Quote)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Quote>(node, reader.findings)?,
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::Quote { text: node.clone(), from: None, id: None }
        }
    };
    let id = reader.id(name, &shape.id);
    let texts = reader.texts(&shape.text)?;
    Some((id, Quote { texts, from: reader.maybe(&shape.from) }))
}

fn picture(reader: &mut Reader<'_>, shape: shapes::Picture) -> Option<(String, BlockKind)> {
    let id = reader.id("picture", &shape.id);
    let across = match &shape.across {
        None => 1,
        Some(node) => across(reader, node)?,
    };
    let alt = reader.maybe(&shape.alt);
    let caption = reader.maybe(&shape.caption);
    let credit = reader.maybe(&shape.credit);
    Some((id, BlockKind::Picture(Picture { path: shape.file, alt, caption, credit, across, width: shape.width })))
}

fn numbers(reader: &mut Reader<'_>, shape: &shapes::Numbers) -> (String, BlockKind) {
    let id = reader.id("numbers", &shape.id);
    let caption = reader.maybe(&shape.caption);
    let mut items = Vec::new();
    for item in &shape.items {
        items.push((reader.text(&item.value), reader.text(&item.label)));
    }
    let from = reader.maybe(&shape.from);
    (id, BlockKind::Numbers(Numbers { caption, columns: shape.columns.unwrap_or(0), items, from }))
}

/// A contents list: its head alone, or a mapping, or nothing at all.
fn contents(reader: &mut Reader<'_>, node: &Node) -> Option<(String, BlockKind)> {
    let shape = match &node.kind {
        NodeKind::Map(_) => yaml::read::<shapes::Contents>(node, reader.findings)?,
        NodeKind::Null => shapes::Contents { title: None, depth: None, id: None },
        NodeKind::Text(_) | NodeKind::List(_) => {
            shapes::Contents { title: Some(yaml::read(node, reader.findings)?), depth: None, id: None }
        }
    };
    let depth = match shape.depth {
        None => 2,
        Some(Spanned { value: depth, .. }) if (1..=4).contains(&depth) => depth,
        Some(Spanned { value: depth, span }) => {
            reader.findings.push(
                Finding::input("Y30", span, say!("没有第 {depth} 级标题", "no headings of level {depth}"))
                    .help(say!("写 1 到 4", "write 1 to 4")),
            );
            return None;
        }
    };
    let id = reader.id("contents", &shape.id);
    Some((id, BlockKind::Contents(Contents { title: reader.maybe(&shape.title), depth })))
}
