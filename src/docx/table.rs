//! Tables: a grid whose widths agree everywhere, a repeated head, rows that do not split, figures
//! on their decimal points; and frames, which are tables of one cell.

use super::body::{self, node_elements};
use super::furniture::border;
use super::styles::{alignment, hex};
use super::xml::{El, el, val};
use super::{Job, inline, keeps};
use crate::base::{Colour, Emu, Stroke};
use crate::style::{Align, BoxNode, Cell, CellAlign, Column, Node, Row, RowKind, Table, TableStyle};

/// Caption, unit line, the table, and the lines below it.
pub(crate) fn elements(table: &Table, node: &Node, measure: Emu, job: &mut Job<'_>) -> Vec<El> {
    let flow = &node.flow;
    let mut out = Vec::new();
    if let Some(para) = &table.caption {
        let mut caption = body::caption(para, &node.block, true, job);
        body::room(&mut caption, flow.before, 0, Some(para), job);
        out.push(caption);
    }
    if let Some(para) = &table.unit {
        let mut unit = body::caption(para, "", true, job);
        if out.is_empty() {
            body::room(&mut unit, flow.before, 0, Some(para), job);
        }
        out.push(unit);
    }
    let mut element = grid(table, job.last_table == Some(node.id), measure, job);
    if flow.foot {
        // 版记 floats to the foot of the last page's text area.
        let place = el("w:tblpPr")
            .at("w:vertAnchor", "margin")
            .at("w:horzAnchor", "margin")
            .at("w:tblpXSpec", "center")
            .at("w:tblpYSpec", "bottom");
        if let Some(properties) = element.child_mut("w:tblPr") {
            properties.push(place);
        }
    }
    out.push(element);
    let count = table.below.len();
    for (index, para) in table.below.iter().enumerate() {
        let mut line = body::paragraph(para, None, job);
        if index + 1 < count {
            body::paragraph_properties(&mut line, el("w:keepNext"));
        }
        if index + 1 == count {
            body::room(&mut line, 0, flow.after, Some(para), job);
        }
        out.push(line);
    }
    out
}

/// `w:tbl`.
fn grid(table: &Table, ends: bool, measure: Emu, job: &mut Job<'_>) -> El {
    let style = job.styled.sheet.table(table.style).clone();
    let (widths, padding) = widths(table, &style, measure, job);
    let whole: i64 = widths.iter().sum();
    let mut properties = el("w:tblPr")
        .with_some(job.names.table(table.style).map(|name| val("w:tblStyle", &name.id)))
        .with(el("w:tblW").at("w:w", whole).at("w:type", "dxa"))
        .with(val("w:jc", "center"))
        .with(el("w:tblLayout").at("w:type", "fixed"))
        .with(
            el("w:tblLook")
                .at("w:val", "0620")
                .at("w:firstRow", "1")
                .at("w:lastRow", "0")
                .at("w:firstColumn", "0")
                .at("w:lastColumn", "0")
                .at("w:noHBand", "1")
                .at("w:noVBand", "1"),
        );
    if !table.alt.is_empty() {
        properties.push(val("w:tblDescription", &table.alt));
    }
    if padding != style.padding.to_twips() {
        let margin = |side| el(side).at("w:w", padding).at("w:type", "dxa");
        properties.push(el("w:tblCellMar").with_all(["w:left", "w:right"].map(margin)));
    }
    let columns = widths.iter().map(|width| el("w:gridCol").at("w:w", *width));
    let mut element = el("w:tbl").with(properties).with(el("w:tblGrid").with_all(columns));
    let points = decimal_points(table, &widths, padding, job);
    let mut covered: Vec<Covered> = vec![Covered::default(); widths.len()];
    let rows = table.head.len();
    let kept = keeps::rows(table, ends, &job.styled.sheet);
    for ((index, row), kept) in table.head.iter().chain(&table.body).enumerate().zip(kept) {
        let splits = index < rows || splits(row, &widths, padding, job);
        let place = Place { head: index < rows, last_of_head: rows > 1 && index + 1 == rows, kept, splits };
        element.push(self::row(row, &place, table, &style, &widths, &points, &mut covered, job));
    }
    element
}

/// Where a row stands.
struct Place {
    head: bool,
    last_of_head: bool,
    /// Not parted from the next row.
    kept: bool,
    /// Whether it is told to stay in one piece: a head, and what has more than one line.
    splits: bool,
}

/// Whether a row has more than one line, so that it could be split. One that cannot is not told so: LibreOffice 25.2
/// loses the rows that follow kept ones in a column when they must not split.
fn splits(row: &Row, widths: &[i64], padding: i64, job: &Job<'_>) -> bool {
    let mut at = 0;
    row.cells.iter().any(|cell| {
        let across = usize::from(cell.across.max(1));
        let width: i64 = widths.iter().skip(at).take(across).sum();
        at += across;
        let need = longest_line(&cell.para.text, Em::of(cell, job)) + 2 * padding;
        cell.down > 1 || need > width || cell.para.text.contains('\n')
    }) || row.cells.iter().map(|cell| usize::from(cell.across.max(1))).sum::<usize>() < widths.len()
}

/// Rows that a cell above still goes over, and how many columns it goes over.
#[derive(Clone, Copy, Debug, Default)]
struct Covered {
    rows: u16,
    across: u16,
}

#[expect(clippy::too_many_arguments, reason = "a row is where everything known of the table meets")]
fn row(
    row: &Row,
    place: &Place,
    table: &Table,
    style: &TableStyle,
    widths: &[i64],
    points: &[Option<i64>],
    covered: &mut [Covered],
    job: &mut Job<'_>,
) -> El {
    let mut element = el("w:tr");
    if place.splits {
        let head = place.head.then(|| el("w:tblHeader"));
        element.push(el("w:trPr").with(el("w:cantSplit")).with_some(head));
    }
    let mut cells = row.cells.iter();
    let mut at = 0;
    while at < widths.len() {
        let above = covered.get(at).copied().unwrap_or_default();
        if above.rows > 0 {
            // The cell above goes on: an empty cell that says so.
            let across = above.across.max(1);
            if let Some(slot) = covered.get_mut(at) {
                slot.rows -= 1;
            }
            let cell = tcpr(widths, at, across).with(el("w:vMerge"));
            element.push(el("w:tc").with(cell).with(el("w:p")));
            at += usize::from(across);
            continue;
        }
        let Some(cell) = cells.next() else {
            // A row with too few cells is filled up: Word repairs a ragged row by a guess.
            element.push(el("w:tc").with(tcpr(widths, at, 1)).with(el("w:p")));
            at += 1;
            continue;
        };
        let across = cell.across.clamp(1, (widths.len() - at).min(usize::from(u16::MAX)) as u16);
        let mut cell_properties = tcpr(widths, at, across).with(val("w:vAlign", "center"));
        if cell.down > 1 {
            cell_properties.push(val("w:vMerge", "restart"));
            if let Some(slot) = covered.get_mut(at) {
                *slot = Covered { rows: cell.down - 1, across };
            }
        }
        if place.last_of_head
            && let Some(stroke) = &style.under_head
        {
            cell_properties.push(el("w:tcBorders").with(border("w:bottom", stroke).at("w:space", 0)));
        }
        if let Some(fill) = fill(row.kind, style) {
            cell_properties.push(shade(fill));
        }
        let align = match row.kind {
            RowKind::Plain | RowKind::Part | RowKind::Total => table.columns.get(at).map(|column| column.align),
            RowKind::Head | RowKind::Group => None,
        };
        let point = points.get(at).copied().flatten();
        element.push(el("w:tc").with(cell_properties).with(cell_paragraph(cell, align, point, place.kept, job)));
        at += usize::from(across);
    }
    element
}

fn fill(kind: RowKind, style: &TableStyle) -> Option<&Colour> {
    match kind {
        RowKind::Group => style.group_fill.as_ref(),
        RowKind::Head | RowKind::Plain | RowKind::Part | RowKind::Total => None,
    }
}

/// `w:tcPr` with the width of its columns.
fn tcpr(widths: &[i64], at: usize, across: u16) -> El {
    let width: i64 = widths.iter().skip(at).take(usize::from(across)).sum();
    let properties = el("w:tcPr").with(el("w:tcW").at("w:w", width).at("w:type", "dxa"));
    properties.with_some((across > 1).then(|| val("w:gridSpan", across)))
}

fn cell_paragraph(cell: &Cell, align: Option<CellAlign>, point: Option<i64>, kept: bool, job: &mut Job<'_>) -> El {
    let own = job.styled.sheet.para(cell.para.style).align;
    let mut properties = body::properties(&cell.para, None, job);
    if kept {
        properties.push(el("w:keepNext"));
    }
    let wanted = match align {
        None => own,
        Some(CellAlign::Start | CellAlign::Decimal) => Align::Start,
        Some(CellAlign::Centre) => Align::Centre,
        Some(CellAlign::End) => Align::End,
    };
    if wanted != own {
        properties.push(val("w:jc", alignment(wanted)));
    }
    if let (Some(CellAlign::Decimal), Some(at)) = (align, point) {
        // In a cell Word aligns on a decimal stop without a tab character. LibreOffice does not, so
        // the indent puts the point there too; Word then finds it where the stop wants it.
        properties.push(el("w:tabs").with(el("w:tab").at("w:val", "decimal").at("w:pos", at)));
        let (whole, _) = split_at_point(&cell.para.text);
        properties.push(el("w:ind").at("w:left", (at - set_width(whole, Em::of(cell, job))).max(0)));
    }
    el("w:p").with(properties).with_all(inline::inline(&cell.para, job))
}

/// A little more than the words, in twips: Word breaks a line that lacks one.
const SLACK: i64 = 20;

/// Widths in twips that add up to the measure, and the padding at each side of a cell. Each column gets what
/// its longest cell needs; what is left over is shared out in proportion. What lacks is taken from the
/// padding, down to a third, and then from the widest columns, whose words can turn; a number never turns.
fn widths(table: &Table, style: &TableStyle, measure: Emu, job: &Job<'_>) -> (Vec<i64>, i64) {
    let total = measure.to_twips();
    let bare = needs(table, job, longest_line);
    let sides = 2 * bare.len() as i64;
    let asked = style.padding.to_twips();
    let fitting = |widths: &[i64]| (total - widths.iter().sum::<i64>()).div_euclid(sides);
    let padded = |widths: &[i64], padding: i64| widths.iter().map(|width| width + 2 * padding).collect::<Vec<i64>>();
    if fitting(&bare) >= asked / 3 {
        let padding = fitting(&bare).min(asked);
        return (share(&padded(&bare, padding), total), padding);
    }
    let least = needs(table, job, longest_piece);
    let padding = fitting(&least).clamp(asked / 3, asked);
    (share(&squeeze(&padded(&bare, padding), &padded(&least, padding), total), total), padding)
}

/// Whether no number and no word of the table has to be torn in this measure.
pub(crate) fn fits(table: &Table, measure: Emu, job: &Job<'_>) -> bool {
    let padding = job.styled.sheet.table(table.style).padding.to_twips() / 3;
    let least = needs(table, job, longest_piece);
    least.iter().map(|width| width + 2 * padding).sum::<i64>() <= measure.to_twips()
}

/// The longest line of a cell, which its author broke or did not.
fn longest_line(text: &str, em: Em) -> i64 {
    text.split('\n').map(|line| set_width(line, em)).max().unwrap_or(0)
}

/// The longest piece of a cell that no line may break: a number, a word; of Han text two characters, for a
/// column of single ones is not read as words.
fn longest_piece(text: &str, em: Em) -> i64 {
    let words = text.split(|c: char| half_em(c) == 2 || c.is_whitespace());
    let han = text.chars().filter(|c| half_em(*c) == 2).count().min(2) as i64;
    words.map(|word| set_width(word, em)).max().unwrap_or(0).max(han * em.size)
}

/// What the cells of each column need, without padding, by what counts of their words.
fn needs(table: &Table, job: &Job<'_>, longest: fn(&str, Em) -> i64) -> Vec<i64> {
    let mut needs = vec![200; table.columns.len().max(1)];
    for row in table.head.iter().chain(&table.body) {
        let mut at = 0;
        for cell in &row.cells {
            if cell.across <= 1
                && let Some(need) = needs.get_mut(at)
            {
                *need = (*need).max(longest(&cell.para.text, Em::of(cell, job)) + SLACK);
            }
            at += usize::from(cell.across.max(1));
        }
    }
    for (need, (before, after)) in needs.iter_mut().zip(number_widths(table, job)) {
        *need = (*need).max(before + after + SLACK);
    }
    needs
}

/// Cuts the widest columns to one width, so that all fit into `total`: narrow ones keep what they need, and
/// none gets less than its `least` while these fit.
fn squeeze(needs: &[i64], least: &[i64], total: i64) -> Vec<i64> {
    let cut = |cap: i64| needs.iter().zip(least).map(move |(need, least)| (*need).min(cap.max(*least)).max(1));
    // The widest cap under which they fit; the sum grows with it.
    let (mut low, mut high) = (1, total.max(1));
    while low < high {
        let cap = low + (high - low + 1) / 2;
        if cut(cap).sum::<i64>() <= total { low = cap } else { high = cap - 1 }
    }
    cut(low).collect()
}

/// `total` in proportion to `needs`, to the last twip: each edge is rounded, not each width.
fn share(needs: &[i64], total: i64) -> Vec<i64> {
    let sum: i64 = needs.iter().sum::<i64>().max(1);
    let mut seen = 0;
    let mut edge = 0;
    needs
        .iter()
        .map(|need| {
            seen += need;
            let next = (total * seen + sum / 2) / sum;
            let width = next - edge;
            edge = next;
            width
        })
        .collect()
}

/// Half ems of a character: Han and their marks are square, the rest half.
fn half_em(c: char) -> i64 {
    let wide = c >= '\u{2E80}' || matches!(c, '\u{2010}'..='\u{2026}' | '·' | '×' | '①'..='⑳');
    if wide { 2 } else { 1 }
}

/// The em of a cell's text, in twips, and whether its Latin face is a sans serif.
#[derive(Clone, Copy)]
struct Em {
    size: i64,
    sans: bool,
}

impl Em {
    fn of(cell: &Cell, job: &Job<'_>) -> Em {
        let style = job.styled.sheet.para(cell.para.style);
        Em { size: style.size.to_twips(), sans: super::fonts::of(&style.font).sans() }
    }
}

/// The width of a number as Word sets it, in twips: in Times digits of half an em, points and commas of a
/// quarter, % of five sixths, in Arial a ninth more; and a quarter between Han and digits.
fn set_width(text: &str, em: Em) -> i64 {
    let (point, percent, half) = if em.sans { (278, 889, 556) } else { (250, 833, 500) };
    let mut width = 0;
    let mut before: Option<char> = None;
    for c in text.chars() {
        let gap = before.is_some_and(|b| half_em(b) != half_em(c) && (b.is_ascii_digit() || c.is_ascii_digit()));
        width += if gap { 250 } else { 0 };
        width += match c {
            '.' | ',' => point,
            '%' => percent,
            _ if half_em(c) == 1 => half,
            _ => 1000,
        };
        before = Some(c);
    }
    (width * em.size + 500) / 1000
}

/// For each column on its decimal points, the widest part before the point and the widest after it;
/// nothing for the others.
fn number_widths(table: &Table, job: &Job<'_>) -> Vec<(i64, i64)> {
    let mut out = vec![(0, 0); table.columns.len()];
    let rows = table.body.iter().filter(|row| !matches!(row.kind, RowKind::Group | RowKind::Head));
    for row in rows {
        let mut at = 0;
        for cell in &row.cells {
            let decimal = table.columns.get(at).is_some_and(|column| column.align == CellAlign::Decimal);
            if decimal
                && cell.across <= 1
                && let Some((before, after)) = out.get_mut(at)
            {
                let em = Em::of(cell, job);
                let (whole, part) = split_at_point(&cell.para.text);
                *before = (*before).max(set_width(whole, em));
                *after = (*after).max(set_width(part, em));
            }
            at += usize::from(cell.across.max(1));
        }
    }
    out
}

/// Where the point of each such column stands, in twips from the cell's text edge: the two widths
/// together in the middle.
fn decimal_points(table: &Table, widths: &[i64], padding: i64, job: &Job<'_>) -> Vec<Option<i64>> {
    let place = |(column, (width, (before, after))): (&Column, (&i64, (i64, i64)))| {
        let room = width - 2 * padding;
        let left = ((room - before - after) / 2).max(0);
        (column.align == CellAlign::Decimal).then(|| (left + before).clamp(1, room.max(1)))
    };
    table.columns.iter().zip(widths.iter().zip(number_widths(table, job))).map(place).collect()
}

/// Before the decimal point, and from it on. Where there is none the number ends at its last digit.
fn split_at_point(text: &str) -> (&str, &str) {
    let end = text
        .find('.')
        .or_else(|| {
            let digit = text.find(|c: char| c.is_ascii_digit())?;
            let tail = text.get(digit..)?;
            let length = tail.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(tail.len());
            Some(digit + length)
        })
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Borders of these sides, where there is a stroke.
pub(crate) fn borders(name: &'static str, sides: &[(&'static str, Option<&Stroke>)]) -> El {
    let stroke =
        |(side, stroke): &(&'static str, Option<&Stroke>)| stroke.map(|stroke| border(side, stroke).at("w:space", 0));
    el(name).with_all(sides.iter().filter_map(stroke))
}

/// A tint.
pub(crate) fn shade(fill: &Colour) -> El {
    el("w:shd").at("w:val", "clear").at("w:color", "auto").at("w:fill", hex(fill))
}

/// A side of a frame: 双线 is Word's double, whose lines are as wide as their gap.
fn frame_line(side: &'static str, kind: &'static str, stroke: &Stroke) -> El {
    match kind {
        "double" => el(side).at("w:val", kind).at("w:sz", 4).at("w:space", 0).at("w:color", hex(&stroke.colour)),
        _ => border(side, stroke).at("w:space", 0),
    }
}

/// A frame: a table of one cell with a rule round it, which every editor can move and fill.
pub(crate) fn frame(inner: &BoxNode, measure: Emu, job: &mut Job<'_>) -> Vec<El> {
    let width = measure.to_twips();
    let style = job.styled.sheet.framed(&inner.style).clone();
    let sides = ["w:top", "w:left", "w:bottom", "w:right"];
    let padding = style.padding.to_twips().max(0);
    // Above and below Word's own leading leaves half of the room that the sides need.
    let room_at = |side| if matches!(side, "w:left" | "w:right") { padding } else { padding / 2 };
    let margin = |side| el(side).at("w:w", room_at(side)).at("w:type", "dxa");
    let line = style.stroke.as_ref().map(|stroke| {
        let kind = if style.inner.is_some() { "double" } else { "single" };
        let drawn = sides.into_iter().filter(|side| !style.open || matches!(*side, "w:top" | "w:bottom"));
        el("w:tblBorders").with_all(drawn.map(|side| frame_line(side, kind, stroke)))
    });
    let properties = el("w:tblPr")
        .with(el("w:tblW").at("w:w", width).at("w:type", "dxa"))
        .with(val("w:jc", "center"))
        .with_some(line)
        .with(el("w:tblLayout").at("w:type", "fixed"))
        .with(el("w:tblCellMar").with_all(sides.map(margin)));
    let mut properties_of_cell = el("w:tcPr").with(el("w:tcW").at("w:w", width).at("w:type", "dxa"));
    if let Some(fill) = &style.fill {
        properties_of_cell.push(shade(fill));
    }
    let mut cell = el("w:tc").with(properties_of_cell);
    let room = measure - style.padding * 2;
    let mut paragraph_last = false;
    for node in &inner.nodes {
        for element in node_elements(node, room, job) {
            paragraph_last = element.name == "w:p";
            cell.push(element);
        }
    }
    if !paragraph_last {
        cell.push(el("w:p").with(el("w:pPr").with(val("w:pStyle", "SectionEnd"))));
    }
    let columns = el("w:tblGrid").with(el("w:gridCol").at("w:w", width));
    vec![el("w:tbl").with(properties).with(columns).with(el("w:tr").with(cell))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert_eq!(share(&[1, 1, 1], 100), [33, 34, 33]);
        assert_eq!(share(&[300, 100, 177], 8391).iter().sum::<i64>(), 8391);
    }

    #[test]
    fn the_widest_gives_way() {
        assert_eq!(squeeze(&[900, 200, 100], &[0; 3], 700), [400, 200, 100]);
        assert_eq!(squeeze(&[500, 500], &[0; 2], 600), [300, 300]);
        assert_eq!(squeeze(&[10, 10], &[0; 2], 600), [10, 10]);
        // A number of 450 does not turn; the words beside it do.
        assert_eq!(squeeze(&[500, 500], &[100, 450], 600), [150, 450]);
    }

    #[test]
    fn numbers_and_words_are_whole_pieces() {
        let serif = Em { size: 200, sans: false };
        assert_eq!(longest_piece("108.72", serif), set_width("108.72", serif));
        assert_eq!(longest_piece("违反条例1370起", serif), 400);
        assert_eq!(longest_piece("个", serif), 200);
        assert_eq!(longest_piece("E网通 APP", serif), 400);
        // Arial's figures are a ninth wider.
        assert_eq!((set_width("108.72", serif), set_width("108.72", Em { sans: true, ..serif })), (550, 612));
    }

    #[test]
    fn numbers_end_where_word_ends_them() {
        assert_eq!(split_at_point("57.4%"), ("57", ".4%"));
        assert_eq!(split_at_point("1370万余"), ("1370", "万余"));
        assert_eq!(split_at_point("约100"), ("约100", ""));
        assert_eq!(split_at_point("—"), ("—", ""));
    }
}
