//! Tables of figures: column widths of least height, figures on their decimal points, heads that
//! repeat with a 续表 mark where the table breaks.

use super::codes;
use super::flow::{HEAD_AT_FOOT, SINGLE_LINE, Strip};
use super::galley::{Galley, Ink, Shop, Slack, Stack, below, shift, strip};
use super::grid::{baseline, lines};
use super::page::{Item, ItemKind, Owner, Part, words};
use crate::base::{Emu, Findings, Point, Rect, Shape, Span, Stroke};
use crate::lines::{Line, Prepared};
use crate::style::{CellAlign, NodeId, Para, ParaRole, Row, RowKind, Run, Table, TableStyle};

mod rules;
mod widths;

/// A table's galley in a measure, its body's rows opened by so many lines of the grid altogether.
pub fn of_table(
    table: &Table,
    id: NodeId,
    measure: Emu,
    opened: u16,
    shop: &Shop<'_>,
    span: Span,
    findings: &mut Findings,
) -> Galley<'static> {
    let style = shop.sheet.table(table.style);
    let prepared = prepare(table, shop, findings);
    let places = places(table);
    let widths = widths::choose(table, &prepared, &places, style.padding, measure, shop);
    if widths.short > Emu::ZERO {
        findings.push(codes::too_narrow(span, measure + widths.short, measure));
    }
    let mut edges = vec![Emu::ZERO];
    for width in &widths.widths {
        let last = edges.last().copied().unwrap_or_default();
        edges.push(last + *width);
    }
    let frame = Frame { table, id, style, padding: widths.padding, edges, shop };
    let rows = table.head.iter().chain(&table.body).zip(&prepared).zip(&places);
    let rows = rows.enumerate().map(|(number, ((row, cells), places))| frame.set_row(row, number, cells, places));
    let rows = rows.zip(rules::joined(table, &places)).map(|(row, joined)| SetRow { joined, ..row }).collect();
    frame.assemble(rows, opened, measure, span, findings)
}

/// Every cell analysed and shaped once, for all widths that are tried.
fn prepare<'s>(table: &Table, shop: &Shop<'s>, findings: &mut Findings) -> Vec<Vec<Prepared<'s>>> {
    let cells = |row: &Row| row.cells.iter().map(|cell| shop.prepare(&cell.para, findings)).collect();
    table.head.iter().chain(&table.body).map(cells).collect()
}

/// The column in which each cell begins: cells that reach down from above push those beside them on.
fn places(table: &Table) -> Vec<Vec<usize>> {
    let mut held: Vec<u16> = vec![0; table.columns.len()];
    let mut out = Vec::new();
    for row in table.head.iter().chain(&table.body) {
        let mut column = 0_usize;
        let mut line = Vec::new();
        let mut next: Vec<u16> = held.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in &row.cells {
            while held.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            line.push(column);
            let over = usize::from(cell.across.max(1));
            for slot in next.iter_mut().skip(column).take(over) {
                *slot = cell.down.saturating_sub(1);
            }
            column += over;
        }
        held = next;
        out.push(line);
    }
    out
}

/// A cell, set.
#[derive(Clone)]
struct SetCell {
    owner: Owner,
    column: usize,
    left: Emu,
    measure: Emu,
    lines: Vec<Line>,
    leading: Emu,
    size: Emu,
    align: CellAlign,
    down: usize,
    /// Height with air.
    tall: Emu,
}

/// A row, set.
#[derive(Default)]
struct SetRow {
    height: Emu,
    cells: Vec<SetCell>,
    kind: RowKind,
    joined: rules::Joined,
}

impl SetRow {
    /// Whether a cell of this row reaches into the next.
    fn reaches(&self) -> usize {
        self.cells.iter().map(|cell| cell.down).max().unwrap_or(1)
    }

    /// A row taller than the page, a line of its cells at a time: it goes on in the next column.
    fn slices(self) -> Vec<SetRow> {
        let count = self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let leading = self.cells.iter().map(|cell| cell.leading).max().unwrap_or_default();
        let mut slices: Vec<SetRow> = (0..count)
            .map(|_| SetRow { height: leading, kind: self.kind, joined: self.joined.clone(), ..SetRow::default() })
            .collect();
        if let Some(last) = slices.last_mut() {
            last.height += (self.height - leading * count as i64).max(Emu::ZERO);
        }
        for mut cell in self.cells {
            for (slice, line) in slices.iter_mut().zip(std::mem::take(&mut cell.lines)) {
                slice.cells.push(SetCell { lines: vec![line], ..cell.clone() });
            }
        }
        slices
    }

    /// Whether its figures stand on the column's axis.
    fn aligned(&self) -> bool {
        match self.kind {
            RowKind::Head | RowKind::Group => false,
            RowKind::Plain | RowKind::Part | RowKind::Total => true,
        }
    }
}

/// Opens rows evenly by so much altogether.
fn share(rows: &mut [SetRow], spare: Emu) {
    let count = rows.len() as i64;
    for (index, row) in (0..).zip(rows) {
        row.height += Emu(spare.0 * (index + 1) / count - spare.0 * index / count);
    }
}

struct Frame<'a, 's> {
    table: &'a Table,
    id: NodeId,
    style: &'a TableStyle,
    /// At each side of a cell's text.
    padding: Emu,
    edges: Vec<Emu>,
    shop: &'a Shop<'s>,
}

impl Frame<'_, '_> {
    fn edge(&self, column: usize) -> Emu {
        self.edges.get(column).or(self.edges.last()).copied().unwrap_or_default()
    }

    fn width(&self) -> Emu {
        self.edges.last().copied().unwrap_or_default()
    }

    /// Air above and below a row's text: what lifts a row of one line to about 1.8 times its size.
    fn air(&self, leading: Emu, size: Emu) -> Emu {
        ((size.scale(9, 5) - leading).scale(1, 2)).max(Emu::ZERO)
    }

    fn set_row(&self, row: &Row, number: usize, cells: &[Prepared<'_>], places: &[usize]) -> SetRow {
        let mut out = SetRow { kind: row.kind, ..SetRow::default() };
        let mut counted = 0_u16;
        for ((cell, prepared), column) in row.cells.iter().zip(cells).zip(places.iter().copied()) {
            let over = usize::from(cell.across.max(1));
            let (left, right) = (self.edge(column), self.edge(column + over));
            let measure = (right - left - self.padding * 2).max(Emu(1));
            let lines = prepared.set(measure);
            let style = self.shop.sheet.para(cell.para.style);
            let leading = self.shop.leading(style);
            let tall = leading * lines.len().max(1) as i64 + self.air(leading, style.size) * 2;
            if cell.down <= 1 {
                out.height = out.height.max(tall);
            }
            let spec = self.table.columns.get(column).map(|column| column.align).unwrap_or_default();
            out.cells.push(SetCell {
                owner: Owner::Node(self.id, Part::Cell(number as u16, counted)),
                column,
                left,
                measure,
                lines,
                leading,
                size: style.size,
                align: if out.aligned() && over == 1 { spec } else { CellAlign::Start },
                down: usize::from(cell.down.max(1)),
                tall,
            });
            counted += cell.across.max(1);
        }
        out
    }

    /// Where the decimal points of each column stand: the widest figure is in the column's middle.
    fn axes(&self, rows: &[SetRow]) -> Vec<Emu> {
        (0..self.table.columns.len())
            .map(|column| {
                let (mut before, mut after) = (Emu::ZERO, Emu::ZERO);
                let cells = rows.iter().flat_map(|row| &row.cells);
                for cell in cells.filter(|cell| cell.column == column && cell.align == CellAlign::Decimal) {
                    for line in &cell.lines {
                        if let Some(point) = decimal_point(line) {
                            before = before.max(point - line.start);
                            after = after.max(line.end - point);
                        }
                    }
                }
                let left = self.edge(column);
                left + (self.edge(column + 1) - left - before - after).scale(1, 2) + before
            })
            .collect()
    }

    /// Where a line's measure begins.
    fn line_x(&self, cell: &SetCell, line: &Line, axes: &[Emu]) -> Emu {
        let left = cell.left + self.padding;
        let spare = cell.measure - (line.end - line.start);
        match cell.align {
            CellAlign::Start => left,
            CellAlign::Centre => left + spare.scale(1, 2) - line.start,
            CellAlign::End => left + spare - line.start,
            CellAlign::Decimal => match (decimal_point(line), axes.get(cell.column)) {
                (Some(point), Some(axis)) => *axis - point,
                (_, _) => left + spare.scale(1, 2) - line.start,
            },
        }
    }

    /// A row whose cells reach down is as high as they need together with the rows below.
    fn stretch(rows: &mut [SetRow]) {
        for at in 0..rows.len() {
            let Some(row) = rows.get(at) else { continue };
            let deep: Vec<(usize, Emu)> =
                row.cells.iter().filter(|cell| cell.down > 1).map(|cell| (cell.down, cell.tall)).collect();
            for (down, tall) in deep {
                let have: Emu = rows.iter().skip(at).take(down).map(|row| row.height).sum();
                let last = (at + down).min(rows.len()).saturating_sub(1);
                if tall > have
                    && let Some(row) = rows.get_mut(last)
                {
                    row.height += tall - have;
                }
            }
        }
    }

    /// Caption, head, rows, notes and rules as strips; row heights opened a little so that the
    /// whole ends on a line of the grid.
    fn assemble(
        &self,
        mut rows: Vec<SetRow>,
        opened: u16,
        measure: Emu,
        span: Span,
        findings: &mut Findings,
    ) -> Galley<'static> {
        let axes = self.axes(&rows);
        Self::stretch(&mut rows);
        let left = (measure - self.width()).scale(1, 2).max(Emu::ZERO);
        let title = self.title(measure, findings);
        let notes = self.notes(measure, findings);
        self.open_rows(&mut rows, title.height + notes.height);
        let heads = self.table.head.len().min(rows.len());
        if let Some(body) = rows.get_mut(heads..) {
            share(body, self.shop.pitch() * i64::from(opened));
        }
        let heights: Vec<Emu> = rows.iter().map(|row| row.height).collect();
        let below = |at: usize| heights.get(at + 1..).unwrap_or_default();
        let body_rows = rows.split_off(heads);
        let mut head = Stack::default();
        for (at, row) in rows.into_iter().enumerate() {
            let (above, joined) = (head.height, row.joined.clone());
            self.put_row(&mut head, row, below(at), &axes, left);
            if at > 0 {
                self.over(&mut head, &joined, above, left);
            }
        }
        let rows = body_rows;
        self.rule(&mut head, Emu::ZERO, left, self.style.outer.as_ref());
        let under = head.height;
        if heads > 0 {
            self.rule(&mut head, under, left, self.style.under_head.as_ref());
        }
        let mut first = title;
        let repeated = self.continued(&head, measure);
        first.push(head);
        let mut strips: Vec<(Strip, Ink)> = Vec::new();
        let count = rows.len();
        let mut notes = Some(notes);
        let mut open = Some(first);
        let mut bound = 0_usize;
        let room = self.shop.pitch() * i64::from(lines(&self.shop.sheet.page)) - repeated.height;
        for (index, row) in rows.into_iter().enumerate() {
            let last = index + 1 == count;
            let mut row = row;
            if row.height > room && row.reaches() == 1 {
                findings.push(codes::tall_row(span));
                let mut slices = row.slices();
                row = slices.pop().unwrap_or_default();
                for slice in slices {
                    let joined = slice.joined.clone();
                    let mut stack = open.take().unwrap_or_default();
                    let above = stack.height;
                    self.put_row(&mut stack, slice, &[], &axes, left);
                    if index > 0 && above == Emu::ZERO && strips.len() == index {
                        self.over(&mut stack, &joined, above, left);
                    }
                    strips.push((strip(stack.height, 0), Ink::Items(stack.items)));
                }
            }
            let (kind, joined) = (row.kind, row.joined.clone());
            let mut stack = open.take().unwrap_or_default();
            let above = stack.height;
            bound = bound.max(row.reaches()).saturating_sub(1);
            self.put_row(&mut stack, row, below(heads + index), &axes, left);
            // A group's name needs no rule over it, but where every cell has its frame.
            if index > 0 && (kind != RowKind::Group || self.style.columns.is_some()) {
                self.over(&mut stack, &joined, above, left);
            }
            if last {
                let foot = stack.height;
                self.rule(&mut stack, foot, left, self.style.outer.as_ref());
                if let Some(notes) = notes.take() {
                    stack.push(notes);
                }
            }
            // A group's name stays with its rows; the first and the last row are not left alone.
            let cost = if kind == RowKind::Group || bound > 0 {
                HEAD_AT_FOOT
            } else if !last && (index == 0 || index + 2 == count || (count > 7 && (index == 1 || index + 3 == count))) {
                SINGLE_LINE
            } else {
                0
            };
            strips.push((strip(stack.height, cost), Ink::Items(stack.items)));
        }
        if let Some(mut rest) = open.take() {
            if let Some(notes) = notes.take() {
                rest.push(notes);
            }
            strips.push((strip(rest.height, 0), Ink::Items(rest.items)));
        }
        let mut galley = Galley::new(strips, Slack::Below, span);
        galley.piece.repeated = strip(repeated.height, 0).height;
        galley.piece.least = 2;
        galley.repeated = repeated;
        let mut closing = Stack::default();
        self.rule(&mut closing, Emu::ZERO, left, self.style.outer.as_ref());
        galley.closing = closing.items;
        galley
    }

    /// Opens the rows evenly until caption, rows and notes fill whole lines of the grid.
    fn open_rows(&self, rows: &mut [SetRow], beside: Emu) {
        let pitch = self.shop.pitch();
        let sum: Emu = rows.iter().map(|row| row.height).sum::<Emu>() + beside;
        let over = sum.0.rem_euclid(pitch.0);
        if over == 0 || rows.is_empty() {
            return;
        }
        share(rows, pitch - Emu(over));
    }

    fn put_row(&self, stack: &mut Stack, row: SetRow, below: &[Emu], axes: &[Emu], left: Emu) {
        let fill = match row.kind {
            RowKind::Head => self.style.head_fill.as_ref(),
            RowKind::Group => self.style.group_fill.as_ref(),
            RowKind::Plain | RowKind::Part | RowKind::Total => None,
        };
        let top = stack.height;
        if let Some(colour) = fill {
            let rect = Rect::new(left, top, self.width(), row.height);
            stack.items.push(Item {
                owner: Owner::Decoration,
                kind: ItemKind::Shape(Shape::filled(rect, colour.clone()).into()),
            });
        }
        self.upright(stack, &row, left);
        for cell in row.cells {
            let over: Emu = row.height + below.iter().copied().take(cell.down - 1).sum::<Emu>();
            let first = top + (over - cell.leading * cell.lines.len() as i64).scale(1, 2);
            let xs: Vec<Emu> = cell.lines.iter().map(|line| self.line_x(&cell, line, axes)).collect();
            for (at, (line, x)) in cell.lines.into_iter().zip(xs).enumerate() {
                let y = first + cell.leading * at as i64 + baseline(cell.leading, cell.size);
                let item = ItemKind::Line { at: Point::new(left + x, y), line };
                stack.items.push(Item { owner: cell.owner, kind: item });
            }
        }
        stack.height += row.height;
    }

    fn rule(&self, stack: &mut Stack, y: Emu, left: Emu, stroke: Option<&Stroke>) {
        if let Some(stroke) = stroke {
            stack.items.push(ruled(Point::new(left, y), Point::new(left + self.width(), y), stroke));
        }
    }

    /// Caption above, the unit at the right of its line when both fit, else on its own.
    fn title(&self, measure: Emu, findings: &mut Findings) -> Stack {
        let mut out = Stack::default();
        let owner = |part| Owner::Node(self.id, part);
        let unit =
            self.table.unit.as_ref().map(|unit| self.shop.stack(unit, measure, owner(Part::Unit), Emu::ZERO, findings));
        if let Some(caption) = &self.table.caption {
            out.push(self.shop.stack(caption, measure, owner(Part::Caption), Emu::ZERO, findings));
        }
        let Some(mut unit) = unit else {
            if out.height > Emu::ZERO {
                out.gap(self.shop.pitch().scale(1, 6));
            }
            return out;
        };
        let ends = last_line(&out).map(|line| line.end);
        let starts = last_line(&unit).map(|line| line.start);
        let room = self.shop.sheet.page.em * 2;
        match (ends, starts) {
            (Some(end), Some(start)) if end + room <= start => {
                // On the caption's own line, both on one baseline.
                let down = last_baseline(&out) - last_baseline(&unit);
                shift(&mut unit.items, Point::new(Emu::ZERO, down));
                out.items.append(&mut unit.items);
            }
            (_, _) => out.push(unit),
        }
        out.gap(self.shop.pitch().scale(1, 6));
        out
    }

    fn notes(&self, measure: Emu, findings: &mut Findings) -> Stack {
        let mut out = below(&self.table.below, |part| Owner::Node(self.id, part), measure, self.shop, findings);
        if out.height > Emu::ZERO {
            let gap = self.shop.pitch().scale(1, 4);
            shift(&mut out.items, Point::new(Emu::ZERO, gap));
            out.height += gap;
        }
        out
    }

    /// 续表 and the head once more, for a column that begins inside the table.
    fn continued(&self, head: &Stack, measure: Emu) -> Stack {
        let mut out = Stack::default();
        let sample = self.table.unit.as_ref().or(self.table.below.first());
        let cell = self.table.body.first().and_then(|row| row.cells.first()).map(|cell| &cell.para);
        if let Some(style) = sample.or(cell).map(|para| para.style) {
            let mark = Para {
                role: ParaRole::Furniture,
                style,
                text: "续表".into(),
                runs: vec![Run { range: 0..6, ..Run::default() }],
            };
            let mut unreported = Findings::default();
            let mut stack = self.shop.stack(&mark, measure, Owner::Furniture, Emu::ZERO, &mut unreported);
            for item in &mut stack.items {
                if let ItemKind::Line { at, line } = &mut item.kind {
                    at.x = measure - line.end;
                }
            }
            out.push(stack);
        }
        let mut copy = head.clone();
        for item in &mut copy.items {
            if let ItemKind::Line { .. } = &item.kind {
                item.owner = Owner::Decoration;
            }
        }
        out.push(copy);
        out
    }
}

fn ruled(from: Point, to: Point, stroke: &Stroke) -> Item {
    let mut shape = Shape::rule(from, to, stroke.width, stroke.colour.clone());
    shape.paint.stroke = Some(stroke.clone());
    Item { owner: Owner::Decoration, kind: ItemKind::Shape(shape.into()) }
}

fn last_line(stack: &Stack) -> Option<&Line> {
    stack.items.iter().rev().find_map(|item| match &item.kind {
        ItemKind::Line { line, .. } => Some(line),
        ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    })
}

fn last_baseline(stack: &Stack) -> Emu {
    let y = stack.items.iter().rev().find_map(|item| match &item.kind {
        ItemKind::Line { at, .. } => Some(at.y),
        ItemKind::Shape(_) | ItemKind::Image { .. } => None,
    });
    y.unwrap_or_default()
}

/// Where a figure's integer part ends, on the line's axis: before the first point after a digit, or
/// after the last digit of the first number. `None` for a line without digits.
fn decimal_point(line: &Line) -> Option<Emu> {
    let text = words(line);
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(first..)?;
    let inside = rest.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len());
    let at = line.range.start + (first + inside) as u32;
    let next = line.glyphs().filter(|glyph| glyph.text >= at && glyph.len > 0).min_by_key(|glyph| glyph.text);
    Some(next.map_or(line.end, |glyph| Emu(i64::from(glyph.x))))
}
