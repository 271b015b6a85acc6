//! Charts stay data: pages draws them, Word makes them native.

use super::table::{below, select, written};
use super::{Lowering, prose::Setting};
use crate::base::Span;
use crate::content::{Block, Chart as Source, ChartKind};
use crate::figures::Figure;
use crate::figures::forms::Form;
use crate::figures::words::power;
use crate::style::{Chart, ChartPoint, ChartSeries, NodeKind, Para, ParaRole, StyleKey};
use rust_decimal::Decimal;

/// One point a row; the author's labels stand instead of the indicators.
pub fn lower(block: &Block, source: &Source, to: &mut Lowering<'_>) {
    let rows: Vec<Vec<&Figure>> = source.series.iter().map(|series| select(&series.rows, to)).collect();
    let all = || rows.iter().flatten().copied();
    let named: Vec<String> = source.labels.iter().map(|label| to.prose(label).text.to_string()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let first = |at: usize| rows.first().and_then(|rows| rows.get(at)).map(|figure| figure.indicator.value.clone());
    let labels: Vec<String> =
        (0..count).map(|at| named.get(at).cloned().or_else(|| first(at)).unwrap_or_default()).collect();
    let stated = source.unit.as_ref().map(|unit| to.prose(unit).text.to_string());
    let unit = Unit::of(stated, all());
    let caption_text = source.caption.as_ref().map_or_else(String::new, |text| to.prose(text).text.to_string());
    let series: Vec<ChartSeries> = source
        .series
        .iter()
        .zip(&rows)
        .map(|(series, rows)| ChartSeries {
            name: series.name.as_ref().map_or_else(|| caption_text.clone(), |name| to.prose(name).text.to_string()),
            points: rows.iter().map(|figure| unit.point(figure)).collect(),
        })
        .collect();
    let alt = source.alt.as_ref().map(|alt| to.prose(alt).text.to_string());
    let alt = alt.unwrap_or_else(|| spoken(&caption_text, &labels, &series, unit.line().as_deref()));
    let rules = &to.sheet.blocks;
    let chart = Chart {
        kind: source.kind,
        lines: lines(source.kind, count, series.len(), rules.chart_lines_per_bar, rules.chart_lines),
        labels,
        series,
        unit_line: unit.line().map(|words| plain(&words, to)),
        unit: unit.words,
        caption: source.caption.as_ref().map(|text| to.para(text, ParaRole::Caption, StyleKey::FigureCaption)),
        below: below(source.note.as_ref(), source.from.as_ref(), to),
        alt,
        label_style: StyleKey::ChartLabel.id(),
    };
    let rules = &to.sheet.blocks;
    let flow = rules.around(super::across::of_chart(&chart, rules.chart_across, to.sheet), true);
    to.push_with(&block.id, block.span, flow, NodeKind::Chart(Box::new(chart)));
}

/// Height in lines of the grid: by the bars where they lie, by the layout where they stand.
fn lines(kind: ChartKind, bars: usize, series: usize, per_bar: u16, upright: u16) -> u16 {
    // Many bars stand closer together than a few.
    let lying = |each: u16, key: u16| {
        let bars = bars.min(200) as u16;
        let (few, more) = (bars.min(4), bars.saturating_sub(4));
        (few * each + (more * each).div_ceil(2)).saturating_add(key).max(2)
    };
    match kind {
        // Bars side by side want more room than one, and a line for the key.
        ChartKind::Bar if series > 1 => lying(per_bar.max(1 + series as u16), 1),
        ChartKind::Bar => lying(per_bar, 0),
        ChartKind::Stacked => lying(per_bar, 1),
        ChartKind::Column if series > 1 => upright.saturating_add(1),
        ChartKind::Line => upright.saturating_add(series as u16 - u16::from(series > 0)),
        ChartKind::Column | ChartKind::Pie => upright,
    }
}

/// The unit of all values: said once above the drawing, where each value may go without it.
struct Unit {
    words: String,
    /// Whether each value is written with its own scale and unit.
    each: bool,
}

impl Unit {
    /// As the author says, or what all rows have in common.
    fn of<'f>(stated: Option<String>, mut rows: impl Iterator<Item = &'f Figure>) -> Unit {
        let own = |figure: &Figure| format!("{}{}", figure.scale.value, figure.unit.value);
        let Some(first) = rows.next() else { return Unit { words: stated.unwrap_or_default(), each: true } };
        let words = stated.unwrap_or_else(|| own(first));
        // A rate keeps its sign at every value; a qualifier (余, 约) cannot be said for all.
        let once = |figure: &Figure| own(figure) == words && !figure.is_rate() && figure.qualifier.value.is_empty();
        let each = words.is_empty() || !(once(first) && rows.all(once));
        Unit { words, each }
    }

    fn line(&self) -> Option<String> {
        (!self.each).then(|| format!("单位：{}", self.words))
    }

    /// In proportion to the others: 1.3万 is 13,000 where scales are mixed.
    fn point(&self, figure: &Figure) -> ChartPoint {
        let value = figure.value.value.value;
        if !self.each {
            return ChartPoint { value, written: figure.value.value.written.clone() };
        }
        let power = power(&figure.scale.value).unwrap_or(0);
        let scale = Decimal::from(10_i64.checked_pow(power).unwrap_or(1));
        let value = value.checked_mul(scale).unwrap_or(value);
        ChartPoint { value, written: written(figure, Form::Plain) }
    }
}

fn plain(words: &str, to: &mut Lowering<'_>) -> Para {
    Setting::new(ParaRole::Remark, StyleKey::TableUnit, to).plain(words, Span::default(), None).done()
}

/// The chart in words, when the author gave none: 治安案件数 10.8%，黄赌警情数 31%.
fn spoken(caption: &str, labels: &[String], series: &[ChartSeries], unit: Option<&str>) -> String {
    let parts = series.iter().map(|one| {
        let points = labels.iter().zip(&one.points).map(|(label, point)| format!("{label} {}", point.written));
        let points = points.collect::<Vec<_>>().join("，");
        if series.len() > 1 { format!("{}：{points}", one.name) } else { points }
    });
    let parts = parts.collect::<Vec<_>>().join("；");
    let unit = unit.map_or_else(String::new, |unit| format!("（{unit}）"));
    if caption.is_empty() { format!("{parts}{unit}") } else { format!("{caption}{unit}：{parts}") }
}
