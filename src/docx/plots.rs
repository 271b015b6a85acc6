//! What a chart plots: series, their labels, axes and key, in the order of dml-chart.xsd.
//!
//! The looks are those of the printed chart: greys and hatchings that stay apart without colour.

use super::labels::{self, Labels, Place};
use super::styles::hex;
use super::workbook::{column, series_name};
use super::xml::{El, el};
use super::{Job, fonts};
use crate::base::Emu;
use crate::content::ChartKind;
use crate::style::{Chart, ChartPoint, ChartSeries};

const CATEGORIES: u32 = 111_111_111;
const VALUES: u32 = 222_222_222;

pub(crate) fn cval(name: &'static str, value: impl super::xml::Value) -> El {
    el(name).at("val", value)
}

/// `c:plotArea`: the plot and the axes that it has.
pub(crate) fn area(chart: &Chart, size: (Emu, Emu), format: &str, job: &Job<'_>) -> El {
    let places = Labels::of(chart, size, job.styled.sheet.para(chart.label_style).size);
    let layout = el("c:layout").with_some(places.plot.map(|square| {
        let inner = el("c:manualLayout").with(cval("c:layoutTarget", "inner"));
        let inner = inner.with(cval("c:xMode", "edge")).with(cval("c:yMode", "edge"));
        inner.with_all(
            ["c:x", "c:y", "c:w", "c:h"].into_iter().zip(square).map(|(name, share)| cval(name, share.written())),
        )
    }));
    let area = el("c:plotArea").with(layout);
    let series = chart.series.iter().enumerate();
    let series: Vec<El> = series.map(|(index, series)| one(chart, index, series, &places, format, job)).collect();
    let axes = |plot: El| plot.with(cval("c:axId", CATEGORIES)).with(cval("c:axId", VALUES));
    let plot = match chart.kind {
        ChartKind::Bar | ChartKind::Column | ChartKind::Stacked => {
            let stacked = chart.kind == ChartKind::Stacked;
            let plot = el("c:barChart")
                .with(cval("c:barDir", if chart.kind == ChartKind::Column { "col" } else { "bar" }))
                .with(cval("c:grouping", if stacked { "stacked" } else { "clustered" }))
                .with(cval("c:varyColors", 0))
                .with_all(series)
                .with(cval("c:gapWidth", labels::GAP));
            axes(if stacked { plot.with(cval("c:overlap", 100)) } else { plot })
        }
        ChartKind::Line => {
            let plot = el("c:lineChart").with(cval("c:grouping", "standard")).with(cval("c:varyColors", 0));
            axes(plot.with_all(series).with(cval("c:marker", 1)))
        }
        ChartKind::Pie => {
            let plot = el("c:pieChart").with(cval("c:varyColors", 1)).with_all(series);
            return area.with(plot.with(cval("c:firstSliceAng", 0)));
        }
    };
    area.with(plot).with(category_axis(chart, job)).with(value_axis(chart, format))
}

/// `c:legend`, where more than one series must be told apart.
pub(crate) fn key(chart: &Chart, job: &Job<'_>) -> Option<El> {
    (chart.series.len() > 1)
        .then(|| el("c:legend").with(cval("c:legendPos", "t")).with(cval("c:overlay", 0)).with(words(chart, job)))
}

/// `c:ser`.
fn one(chart: &Chart, index: usize, series: &ChartSeries, places: &Labels, format: &str, job: &Job<'_>) -> El {
    let last = chart.labels.len() + 1;
    let letter = column(index + 1);
    let mut numbers =
        el("c:numCache").with(el("c:formatCode").text(format)).with(cval("c:ptCount", series.points.len()));
    for (at, point) in series.points.iter().enumerate() {
        numbers.push(el("c:pt").at("idx", at).with(el("c:v").text(point.value.normalize().to_string())));
    }
    let numbers = el("c:numRef").with(el("c:f").text(format!("Sheet1!${letter}$2:${letter}${last}"))).with(numbers);
    let labels: Vec<&str> = chart.labels.iter().map(String::as_str).collect();
    let mut ser = el("c:ser")
        .with(cval("c:idx", index))
        .with(cval("c:order", index))
        .with(el("c:tx").with(strings(format!("Sheet1!${letter}$1"), &[series_name(series)])));
    match chart.kind {
        ChartKind::Bar | ChartKind::Column | ChartKind::Stacked => {
            ser.push(bar_looks(index, chart.series.len() > 1));
            ser.push(cval("c:invertIfNegative", 0));
        }
        ChartKind::Line => {
            ser.push(line_looks(index));
            ser.push(marker(index));
        }
        ChartKind::Pie => {
            for at in 0..series.points.len() {
                let looks = el("c:spPr").with(slice_fill(at)).with(edge());
                ser.push(el("c:dPt").with(cval("c:idx", at)).with(cval("c:bubble3D", 0)).with(looks));
            }
        }
    }
    ser.push(point_labels(chart, series, &|point| places.place(index, point), format, job));
    ser.push(el("c:cat").with(strings(format!("Sheet1!$A$2:$A${last}"), &labels)));
    ser.push(el("c:val").with(numbers));
    if chart.kind == ChartKind::Line {
        ser.push(cval("c:smooth", 0));
    }
    ser
}

/// `c:strRef`: where the workbook has the words, and the words.
fn strings(range: String, points: &[&str]) -> El {
    let mut cache = el("c:strCache").with(cval("c:ptCount", points.len()));
    for (index, text) in points.iter().enumerate() {
        cache.push(el("c:pt").at("idx", index).with(el("c:v").text(*text)));
    }
    el("c:strRef").with(el("c:f").text(range)).with(cache)
}

fn solid(colour: &str) -> El {
    el("a:solidFill").with(el("a:srgbClr").at("val", colour.to_owned()))
}

fn hatched(preset: &'static str) -> El {
    let ink = |name: &'static str, colour: &'static str| el(name).with(el("a:srgbClr").at("val", colour));
    el("a:pattFill").at("prst", preset).with(ink("a:fgClr", "000000")).with(ink("a:bgClr", "FFFFFF"))
}

/// A thin black edge, in EMU as DrawingML counts.
fn edge() -> El {
    el("a:ln").at("w", 4445).with(solid("000000"))
}

fn bar_looks(index: usize, several: bool) -> El {
    if !several {
        return el("c:spPr").with(solid("595959"));
    }
    let fill = match index % 6 {
        0 => solid("8C8C8C"),
        1 => hatched("ltUpDiag"),
        2 => solid("D9D9D9"),
        3 => hatched("smGrid"),
        4 => solid("4D4D4D"),
        _ => hatched("ltDnDiag"),
    };
    el("c:spPr").with(fill).with(edge())
}

fn slice_fill(at: usize) -> El {
    match at % 5 {
        0 => solid("808080"),
        1 => solid("D9D9D9"),
        2 => hatched("ltUpDiag"),
        3 => solid("B3B3B3"),
        _ => solid("FFFFFF"),
    }
}

fn line_looks(index: usize) -> El {
    let dash = match index % 4 {
        0 => "solid",
        1 => "dash",
        2 => "sysDot",
        _ => "dashDot",
    };
    el("c:spPr").with(el("a:ln").at("w", 11_430).with(solid("000000")).with(el("a:prstDash").at("val", dash)))
}

fn marker(index: usize) -> El {
    let symbol = match index % 3 {
        0 => "circle",
        1 => "square",
        _ => "triangle",
    };
    let fill = if index.is_multiple_of(2) { solid("000000") } else { solid("FFFFFF") };
    el("c:marker").with(cval("c:symbol", symbol)).with(cval("c:size", 5)).with(el("c:spPr").with(fill).with(edge()))
}

/// The figure at each bar, point or slice, as the table prints it: by the number format where that
/// gives the same characters, written out where it does not (1.3万余).
fn point_labels(
    chart: &Chart,
    series: &ChartSeries,
    place_of: &dyn Fn(usize) -> Place,
    format: &str,
    job: &Job<'_>,
) -> El {
    let (usual, names) = match chart.kind {
        ChartKind::Bar | ChartKind::Column => ("outEnd", 0),
        ChartKind::Stacked => ("ctr", 0),
        ChartKind::Line => ("t", 0),
        ChartKind::Pie => ("outEnd", 1),
    };
    // A moved name stands over its value, whatever the room.
    let parted = if matches!(chart.kind, ChartKind::Pie) { "\n" } else { " " };
    let shows = |label: El, place: &'static str| {
        label
            .with(cval("c:dLblPos", place))
            .with(cval("c:showLegendKey", 0))
            .with(cval("c:showVal", 1))
            .with(cval("c:showCatName", names))
            .with(cval("c:showSerName", 0))
            .with(cval("c:showPercent", 0))
            .with(cval("c:showBubbleSize", 0))
            .with_some((names > 0).then(|| el("c:separator").text(parted)))
    };
    let looks = |label: El| {
        label
            .with(el("c:numFmt").at("formatCode", format.to_owned()).at("sourceLinked", 0))
            .with(el("c:spPr").with(el("a:noFill")).with(el("a:ln").with(el("a:noFill"))))
            .with(words(chart, job))
    };
    // The side on which most stand is the series'.
    let count = (0..series.points.len()).filter(|point| place_of(*point) == Place::Below).count();
    let (usual, rare) = if count * 2 > series.points.len() { ("b", Place::Usual) } else { (usual, Place::Below) };
    let suffix = if chart.unit_line.is_some() { "" } else { chart.unit.as_str() };
    let own = |point: &ChartPoint| {
        !point.written.is_empty() && point.written != format!("{}{suffix}", point.value.normalize())
    };
    // Where some labels have words of their own LibreOffice 7.4 gives those words to all that are moved.
    let words_too = series.points.iter().any(own);
    let mut labels = el("c:dLbls");
    for (index, (point, name)) in series.points.iter().zip(&chart.labels).enumerate() {
        let place = place_of(index);
        let moved = place == rare || matches!(place, Place::Moved(..));
        if !own(point) && !moved {
            continue;
        }
        let mut label = el("c:dLbl").with(cval("c:idx", index));
        if let Place::Moved(x, y) = place {
            let shift = el("c:manualLayout").with(cval("c:x", x.written())).with(cval("c:y", y.written()));
            label.push(el("c:layout").with(shift));
        }
        if own(point) || words_too {
            let line = |text: &str| {
                let run = el("a:r").with(run_properties("a:rPr", chart, job)).with(el("a:t").text(text));
                el("a:p").with(run)
            };
            let rich = el("c:rich").with(el("a:bodyPr")).with(el("a:lstStyle"));
            let name = (names > 0).then(|| line(name));
            label.push(el("c:tx").with(rich.with_some(name).with(line(&point.written))));
        }
        let place = match place {
            Place::Usual if rare == Place::Usual => "t",
            Place::Below => "b",
            Place::Usual | Place::Moved(..) => usual,
        };
        labels.push(shows(looks(label), place));
    }
    let labels = shows(looks(labels), usual);
    if names > 0 { labels.with(cval("c:showLeaderLines", 1)) } else { labels }
}

/// `c:txPr` in the style of the labels.
pub(crate) fn words(chart: &Chart, job: &Job<'_>) -> El {
    text_properties(el("a:bodyPr"), chart, job)
}

/// The same on level lines: names that find no room side by side break, and are not turned.
fn level(chart: &Chart, job: &Job<'_>) -> El {
    text_properties(el("a:bodyPr").at("rot", 0).at("vert", "horz"), chart, job)
}

fn text_properties(body: El, chart: &Chart, job: &Job<'_>) -> El {
    let paragraph = el("a:p")
        .with(el("a:pPr").with(run_properties("a:defRPr", chart, job)))
        .with(el("a:endParaRPr").at("lang", "zh-CN"));
    el("c:txPr").with(body).with(el("a:lstStyle")).with(paragraph)
}

fn run_properties(name: &'static str, chart: &Chart, job: &Job<'_>) -> El {
    let style = job.styled.sheet.para(chart.label_style);
    let faces = fonts::of(&style.font);
    let properties = el(name);
    let properties = if name == "a:rPr" { properties.at("lang", "zh-CN") } else { properties };
    // Hundredths of a point, between the schema's bounds.
    properties
        .at("sz", style.size.scale(100, Emu::PER_PT).0.clamp(100, 400_000))
        .at("b", 0)
        .with(solid(&hex(&style.colour)))
        .with(el("a:latin").at("typeface", faces.latin))
        .with(el("a:ea").at("typeface", faces.han))
}

/// Whether the bars of a chart lie.
fn lies(kind: ChartKind) -> bool {
    match kind {
        ChartKind::Bar | ChartKind::Stacked => true,
        ChartKind::Column | ChartKind::Line | ChartKind::Pie => false,
    }
}

/// The axis of the labels. Lying bars are read from the top, so their axis runs downwards.
fn category_axis(chart: &Chart, job: &Job<'_>) -> El {
    let (place, orientation) = if lies(chart.kind) { ("l", "maxMin") } else { ("b", "minMax") };
    el("c:catAx")
        .with(cval("c:axId", CATEGORIES))
        .with(el("c:scaling").with(cval("c:orientation", orientation)))
        .with(cval("c:delete", 0))
        .with(cval("c:axPos", place))
        .with(el("c:numFmt").at("formatCode", "General").at("sourceLinked", 0))
        .with(cval("c:majorTickMark", "none"))
        .with(cval("c:minorTickMark", "none"))
        .with(cval("c:tickLblPos", "low"))
        .with(el("c:spPr").with(el("a:ln").at("w", 6350).with(solid("000000"))))
        .with(level(chart, job))
        .with(cval("c:crossAx", VALUES))
        .with(cval("c:crosses", "autoZero"))
        .with(cval("c:auto", 1))
        .with(cval("c:lblAlgn", "ctr"))
        .with(cval("c:lblOffset", 100))
        .with(cval("c:noMultiLvlLbl", 0))
}

/// The axis of the values is not drawn: every bar and point states its figure.
fn value_axis(chart: &Chart, format: &str) -> El {
    el("c:valAx")
        .with(cval("c:axId", VALUES))
        .with(el("c:scaling").with(cval("c:orientation", "minMax")).with_some(floor(chart)))
        .with(cval("c:delete", 1))
        .with(cval("c:axPos", if lies(chart.kind) { "b" } else { "l" }))
        .with(el("c:numFmt").at("formatCode", format.to_owned()).at("sourceLinked", 0))
        .with(cval("c:majorTickMark", "none"))
        .with(cval("c:minorTickMark", "none"))
        .with(cval("c:tickLblPos", "nextTo"))
        .with(cval("c:crossAx", CATEGORIES))
        .with(cval("c:crosses", "autoZero"))
        .with(cval("c:crossBetween", "between"))
}

/// Zero as the axis' foot where no value is below it: Word would begin a line chart higher up.
fn floor(chart: &Chart) -> Option<El> {
    let mut points = chart.series.iter().flat_map(|series| &series.points);
    let above = points.all(|point| !point.value.is_sign_negative());
    (chart.kind == ChartKind::Line && above).then(|| cval("c:min", 0))
}
