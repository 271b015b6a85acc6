//! A chart of the source → [`Chart`]: one selection of rows, or several series of equal length.

use super::blocks::selection;
use super::read::Reader;
use super::shapes;
use super::yaml::Node;
use super::{BlockKind, Chart, ChartKind, Selection, Series};
use crate::base::diag::Words;
use crate::base::{Finding, Span};
use crate::say;

/// Reads a chart; `None` when what it should draw is not said, or said twice.
pub(super) fn chart(reader: &mut Reader<'_>, node: &Node, shape: shapes::Chart) -> Option<(String, BlockKind)> {
    let id = reader.id("chart", &shape.id);
    let kind = match shape.kind {
        None | Some(shapes::ChartKind::Bar) => ChartKind::Bar,
        Some(shapes::ChartKind::Column) => ChartKind::Column,
        Some(shapes::ChartKind::Stacked) => ChartKind::Stacked,
        Some(shapes::ChartKind::Line) => ChartKind::Line,
        Some(shapes::ChartKind::Pie) => ChartKind::Pie,
    };
    let rows = selection(shape.sections, shape.ids, shape.except);
    let plain = !rows.sections.is_empty() || !rows.ids.is_empty();
    let series = match shape.series {
        Some(series) if plain => {
            return refuse(
                reader,
                series.span,
                say!("series 与 ids、sections 只能写一样", "series cannot stand with ids or sections"),
                say!("把编号都写进各 series", "move the ids into the series"),
            );
        }
        Some(series) => several(reader, kind, series.span, series.value)?,
        None if plain => vec![Series { name: None, rows }],
        None => Vec::new(),
    };
    let Some(first) = series.first() else {
        return refuse(
            reader,
            node.span,
            say!("图里没有数据", "the chart has no data"),
            say!("写 ids 或 sections，从指标表取行", "name ids or sections of the table of figures"),
        );
    };
    if let Some(labels) = &shape.labels
        && first.rows.sections.is_empty()
        && labels.value.len() != first.rows.ids.len()
    {
        let (found, wanted) = (labels.value.len(), first.rows.ids.len());
        return refuse(
            reader,
            labels.span,
            say!("{wanted} 个数据，{found} 个标签", "{found} labels for {wanted} ids"),
            say!("一个编号写一个标签，次序相同", "one label for each id, in the same order"),
        );
    }
    let caption = reader.maybe(&shape.caption);
    let alt = reader.maybe(&shape.alt);
    let unit = reader.maybe(&shape.unit);
    let labels = shape.labels.map(|labels| labels.value).unwrap_or_default();
    let labels = labels.iter().map(|label| reader.text(label)).collect();
    let note = reader.maybe(&shape.note);
    let from = reader.maybe(&shape.from);
    Some((id, BlockKind::Chart(Chart { kind, caption, alt, unit, series, labels, note, from })))
}

/// The series of a chart: as many points in each, and one only where parts of a whole are drawn.
fn several(reader: &mut Reader<'_>, kind: ChartKind, span: Span, shapes: Vec<shapes::Series>) -> Option<Vec<Series>> {
    if kind == ChartKind::Pie && shapes.len() > 1 {
        return refuse(
            reader,
            span,
            say!("饼图只能有一组数据", "a pie has one series"),
            say!("改用 stacked，或分成几张图", "use `stacked`, or make several charts of it"),
        );
    }
    let wanted = shapes.first().map_or(0, |first| first.ids.value.len());
    let mut series = Vec::new();
    for shape in shapes {
        let found = shape.ids.value.len();
        if found != wanted || found == 0 {
            return refuse(
                reader,
                shape.ids.span,
                say!(
                    "各组数据要一样多：首组 {wanted} 个，这里 {found} 个",
                    "{found} ids here, {wanted} in the first series"
                ),
                say!("每组按 labels 的次序写全", "give each series one id for every label"),
            );
        }
        let rows = Selection { ids: shape.ids.value, ..Selection::default() };
        series.push(Series { name: Some(reader.text(&shape.name)), rows });
    }
    Some(series)
}

fn refuse<T>(reader: &mut Reader<'_>, span: Span, message: Words, help: Words) -> Option<T> {
    reader.findings.push(Finding::input("Y31", span, message).help(help));
    None
}
