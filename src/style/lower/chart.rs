//! Charts stay data: pages draws them, Word makes them native.

use super::Lowering;
use super::table::{below, select, written};
use crate::content::{Block, Chart as Source, ChartKind};
use crate::figures::forms::Form;
use crate::style::{Chart, ChartPoint, NodeKind, ParaRole, StyleKey};

/// One point a row; the author's labels stand instead of the indicators.
pub fn lower(block: &Block, source: &Source, to: &mut Lowering<'_>) {
    let rows = select(&source.rows, to);
    let labels: Vec<String> = source.labels.iter().map(|label| to.prose(label).text.clone()).collect();
    let points: Vec<ChartPoint> = rows
        .iter()
        .enumerate()
        .map(|(index, figure)| ChartPoint {
            label: labels.get(index).cloned().unwrap_or_else(|| figure.indicator.value.clone()),
            value: figure.value.value.value,
            written: written(figure, Form::Plain),
        })
        .collect();
    let unit = match &source.unit {
        Some(unit) => to.prose(unit).text.clone(),
        None => rows.first().map_or_else(String::new, |figure| figure.unit.value.clone()),
    };
    let caption_text = source.caption.as_ref().map_or_else(String::new, |text| to.prose(text).text.clone());
    let rules = &to.sheet.blocks;
    let lines = match source.kind {
        ChartKind::Bar => (points.len() as u16).saturating_mul(rules.chart_lines_per_bar).max(2),
        ChartKind::Column => rules.chart_lines,
    };
    let flow = rules.around(rules.chart_across, true);
    let alt = source.alt.as_ref().map_or_else(|| spoken(&caption_text, &points), |alt| to.prose(alt).text.clone());
    let chart = Chart {
        kind: source.kind,
        points,
        unit,
        series: caption_text,
        caption: source.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::FigureCaption)),
        below: below(None, source.from.as_ref(), to),
        alt,
        label_style: StyleKey::ChartLabel.id(),
        lines,
    };
    to.push_with(&block.id, block.span, flow, NodeKind::Chart(chart));
}

/// The chart in words, when the author gave none: 治安案件数 10.8%，黄赌警情数 31%.
fn spoken(caption: &str, points: &[ChartPoint]) -> String {
    let points: Vec<String> = points.iter().map(|point| format!("{} {}", point.label, point.written)).collect();
    let points = points.join("，");
    if caption.is_empty() { points } else { format!("{caption}：{points}") }
}
