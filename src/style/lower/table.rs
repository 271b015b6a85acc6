//! Tables of figures: rows of figures.csv by section or id, figures on their decimal points.

use super::{Lowering, one, panels, prose::Setting};
use crate::content::{Block, Field, FigureTable, Selection, TableColumn, TableLook, Text};
use crate::figures::Figure;
use crate::figures::forms::{self, Form};
use crate::figures::words::{Stand, qualifier};
use crate::style::{Across, Cell, CellAlign, Column, Flow, Node, NodeKind, Para, ParaRole, Row, RowKind};
use crate::style::{Reach, Sheet, StyleKey, Table, TableKey, TableStyleId};

/// A table of figures; its caption, unit line, note and source go with it.
pub fn lower(block: &Block, source: &FigureTable, to: &mut Lowering<'_>) {
    let caption = source.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::TableCaption));
    let unit = source.unit.as_ref().map(|text| to.para(text, ParaRole::Remark, StyleKey::TableUnit));
    let alt = source.caption.as_ref().map_or_else(String::new, |text| to.prose(text).text.to_string());
    let head = vec![Row {
        kind: RowKind::Head,
        cells: source
            .columns
            .iter()
            .map(|column| one(to.para(&column.head, ParaRole::Cell, StyleKey::TableHead)))
            .collect(),
    }];
    let mut body = Vec::new();
    for group in groups(&source.rows, to) {
        if source.grouped {
            body.push(group_row(&group, source.columns.len(), to));
        }
        for figure in group.rows {
            // A row noted 其中 is part of the row above it.
            let kind = if figure.note.value == "其中" { RowKind::Part } else { RowKind::Plain };
            let mut cells: Vec<Cell> =
                source.columns.iter().map(|column| one(cell(figure, column, &source.columns, to))).collect();
            dress(&mut cells, kind);
            body.push(Row { kind, cells });
        }
    }
    let below = below(source.note.as_ref(), source.from.as_ref(), to);
    let columns = source.columns.iter().map(|column| Column { align: align(column.field) }).collect();
    let style = look(source.look, to);
    let table = Table { style, columns, head, body, caption, unit, below, alt };
    to.push_with(&block.id, block.span, Flow::default(), NodeKind::Table(Box::new(table)));
}

/// How a table is ruled: as its author says, or as the layout.
pub fn look(own: Option<TableLook>, to: &Lowering<'_>) -> TableStyleId {
    let key = own.map(|look| match look {
        TableLook::ThreeLine => TableKey::ThreeLine,
        TableLook::FullRule => TableKey::FullRule,
        TableLook::RowRule => TableKey::RowRule,
        TableLook::NoRule => TableKey::NoRule,
    });
    key.unwrap_or(to.sheet.blocks.table_style).id()
}

/// The looks of a part's name, and of a sum.
pub fn dress(cells: &mut [Cell], kind: RowKind) {
    match kind {
        RowKind::Part => cells.iter_mut().take(1).for_each(|cell| cell.para.style = StyleKey::TablePart.id()),
        RowKind::Total => cells.iter_mut().for_each(|cell| cell.para.style = StyleKey::TableTotal.id()),
        RowKind::Head | RowKind::Group | RowKind::Plain => {}
    }
}

/// Gives every table its place in the flow. Tables with nothing but heads between them, as appendices have
/// them, go on from column to column together, if one of them is long and the layout has columns for that.
pub fn settle(nodes: &mut [Node], sheet: &Sheet) {
    let split = sheet.blocks.long_tables;
    for row in nodes.chunk_by_mut(|a, b| in_a_row(a) && in_a_row(b)) {
        let tables = || row.iter().filter_map(table_of);
        if row.iter().any(|node| node.flow.band > 0) {
            continue;
        }
        let together = split > 0 && tables().count() > 1 && tables().any(|table| !is_short(table, sheet));
        for node in row {
            let NodeKind::Table(table) = &mut node.kind else {
                if let NodeKind::Box(inner) = &mut node.kind {
                    settle(&mut inner.nodes, sheet);
                }
                continue;
            };
            if !TableKey::is_ruled(table.style) {
                continue;
            }
            let flow = if together && holds_in(split, table, sheet) {
                let around = sheet.blocks.around(Across::One, is_short(table, sheet));
                Flow { split, ..around }
            } else {
                place(table, sheet)
            };
            node.flow = Flow { keep_with_next: node.flow.keep_with_next, ..flow };
        }
    }
}

/// Whether a node may stand in a row of tables.
fn in_a_row(node: &Node) -> bool {
    match &node.kind {
        _ if node.flow.band > 0 => false,
        NodeKind::Para(para) => matches!(para.role, ParaRole::Heading(_)),
        NodeKind::Table(_) => table_of(node).is_some(),
        NodeKind::Picture(_) | NodeKind::Chart(_) | NodeKind::Box(_) => false,
        NodeKind::Contents(_) | NodeKind::Break(_) => false,
    }
}

/// A node's table, unless it is a panel of large figures.
fn table_of(node: &Node) -> Option<&Table> {
    match &node.kind {
        NodeKind::Table(table) if TableKey::is_ruled(table.style) => Some(table),
        _ => None,
    }
}

/// Whether it takes a third of the type area or less.
fn is_short(table: &Table, sheet: &Sheet) -> bool {
    (table.head.len() + table.body.len() + table.below.len() + 1) * 3 <= usize::from(sheet.page.lines)
}

/// Whether it holds in one of so many columns of the page.
fn holds_in(columns: u8, table: &Table, sheet: &Sheet) -> bool {
    super::across::holds(table, sheet.page.divided(columns).column_width, sheet)
}

/// A table's place by itself. A short one stays together. A longer one is laid in panels, if that makes it
/// short; or it goes on from column to column, in columns of its own where the layout has such.
fn place(table: &mut Table, sheet: &Sheet) -> Flow {
    let rules = &sheet.blocks;
    let (panels, split) = (rules.table_panels, rules.long_tables);
    let fixed = matches!(rules.table_across, Reach::Over(_));
    if panels > 1 && (fixed || !is_short(table, sheet)) {
        let laid = panels::beside(table.clone(), panels);
        let short = is_short(&laid, sheet);
        if fixed || (short && holds_in(panels, table, sheet)) {
            *table = laid;
            let across = if fixed { super::across::of_table(table, rules.table_across, sheet) } else { Across::All };
            return rules.around(across, short);
        }
    }
    let short = is_short(table, sheet);
    if !short && split > 0 && holds_in(split, table, sheet) {
        return Flow { split, ..rules.around(Across::One, false) };
    }
    rules.around(super::across::of_table(table, rules.table_across, sheet), short)
}

/// Note and source under a table or chart.
pub fn below(note: Option<&Text>, from: Option<&Text>, to: &mut Lowering<'_>) -> Vec<Para> {
    let note = note.map(|text| to.para(text, ParaRole::Remark, StyleKey::Remark));
    let from = from.map(|text| to.para(text, ParaRole::Remark, StyleKey::Source));
    note.into_iter().chain(from).collect()
}

/// Rows under one section's name.
struct Group<'a> {
    section: &'a str,
    rows: Vec<&'a Figure>,
}

/// The selected rows, in the order that the author asked for: the sections', then the single ids'.
fn groups<'a>(selection: &Selection, to: &Lowering<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for figure in select(selection, to) {
        let section = figure.section.value.as_str();
        match groups.last_mut() {
            Some(group) if group.section == section => group.rows.push(figure),
            Some(_) | None => groups.push(Group { section, rows: vec![figure] }),
        }
    }
    groups
}

/// Each selected row once.
pub fn select<'a>(selection: &Selection, to: &Lowering<'a>) -> Vec<&'a Figure> {
    let table = &to.filled.table;
    let of_sections = selection.sections.iter().flat_map(|section| {
        let left_out = |figure: &&Figure| selection.except.iter().any(|id| id.value == figure.id.value);
        table.rows.iter().filter(|row| row.section.value == section.value).filter(move |row| !left_out(row))
    });
    let of_ids = selection.ids.iter().filter_map(|id| table.get(&id.value));
    let mut rows: Vec<&Figure> = Vec::new();
    for row in of_sections.chain(of_ids) {
        if !rows.iter().any(|have| have.id.value == row.id.value) {
            rows.push(row);
        }
    }
    rows
}

fn group_row(group: &Group<'_>, columns: usize, to: &mut Lowering<'_>) -> Row {
    let span = group.rows.first().map_or_else(Default::default, |row| row.section.span);
    let para = Setting::new(ParaRole::Cell, StyleKey::TableGroup, to).plain(group.section, span, None).done();
    Row { kind: RowKind::Group, cells: vec![Cell { across: columns.max(1) as u16, down: 1, para }] }
}

fn cell(figure: &Figure, column: &TableColumn, columns: &[TableColumn], to: &mut Lowering<'_>) -> Para {
    let beside = columns.iter().any(|column| column.field == Field::Unit);
    let setting = Setting::new(ParaRole::Cell, StyleKey::TableCell, to);
    let setting = match column.field {
        Field::Indicator => setting.plain(&figure.indicator.value, figure.indicator.span, None),
        Field::Value if beside => setting.figure(&figure.id.value, &digits(figure), figure.value.span),
        Field::Value => setting.figure(&figure.id.value, &written(figure, Form::Plain), figure.value.span),
        Field::ValueUnit => setting.figure(&figure.id.value, &written(figure, Form::Unit), figure.value.span),
        Field::Unit => setting.plain(&unit(figure), figure.unit.span, None),
        Field::Trend if figure.yoy.is_some() => setting.figure(&figure.id.value, &trend(figure), figure.direction.span),
        Field::Trend => setting.plain(&trend(figure), figure.direction.span, None),
        Field::Section => setting.plain(&figure.section.value, figure.section.span, None),
        Field::Source => setting.plain(&figure.origin.value, figure.origin.span, None),
        Field::Note => setting.plain(&figure.note.value, figure.note.span, None),
    };
    setting.done()
}

/// The digits alone, with a qualifier that stands before them: what a column with its units beside it
/// shows, so that the decimal points stand in line.
fn digits(figure: &Figure) -> String {
    let digits = &figure.value.value.written;
    match qualifier(&figure.qualifier.value) {
        Some((Stand::Before, _)) => format!("{}{digits}", figure.qualifier.value),
        Some((Stand::Within | Stand::After, _)) | None => digits.clone(),
    }
}

/// What stands beside `digits`: 万余个. Read together the two are the figure as prose writes it.
fn unit(figure: &Figure) -> String {
    let (scale, unit, mark) = (&figure.scale.value, &figure.unit.value, &figure.qualifier.value);
    match qualifier(mark) {
        Some((Stand::Within, _)) => format!("{scale}{mark}{unit}"),
        Some((Stand::After, _)) => format!("{scale}{unit}{mark}"),
        Some((Stand::Before, _)) | None => format!("{scale}{unit}"),
    }
}

/// 上升57.4%; the direction alone where the row's own value is the change, which stands in its column.
fn trend(figure: &Figure) -> String {
    match figure.yoy {
        Some(_) => written(figure, Form::Trend),
        None => figure.direction.value.clone(),
    }
}

/// As prose would write it; the bare digits where the form does not suit the row.
pub fn written(figure: &Figure, form: Form) -> String {
    forms::write(figure, form).unwrap_or_else(|_| figure.value.value.written.clone())
}

fn align(field: Field) -> CellAlign {
    match field {
        Field::Value | Field::ValueUnit => CellAlign::Decimal,
        Field::Unit | Field::Trend => CellAlign::Centre,
        Field::Indicator | Field::Section | Field::Source | Field::Note => CellAlign::Start,
    }
}
