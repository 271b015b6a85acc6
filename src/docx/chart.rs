//! Charts: native ones, with their figures in a workbook that Word opens for an editor.

use super::body;
use super::package::{Package, Relations, kind};
use super::styles::hex;
use super::workbook::{self, series_name};
use super::xml::{El, Part, el, val};
use super::{Job, drawing, fonts, types};
use crate::base::Emu;
use crate::content::ChartKind;
use crate::style::{Chart, Flow};

const NS_C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// A chart part and its workbook, waiting for the package.
pub(crate) struct Parts {
    chart: Vec<u8>,
    relations: Relations,
    workbook: Vec<u8>,
}

/// The chart in a paragraph, its caption below, its source below that.
pub(crate) fn elements(chart: &Chart, flow: &Flow, block: &str, measure: Emu, job: &mut Job<'_>) -> Vec<El> {
    let number = job.charts.len() + 1;
    let Some(parts) = parts(chart, number, job) else { return Vec::new() };
    job.charts.push(parts);
    let id = job.relations.add(kind::CHART, format!("charts/chart{number}.xml"));
    let graphic = el("a:graphicData").at("uri", NS_C).with(el("c:chart").at("xmlns:c", NS_C).at("r:id", id));
    let height = job.styled.sheet.page.pitch * i64::from(chart.lines.max(4));
    let run = drawing::inline("图表", &chart.alt, measure, height, graphic, job);
    let mut figure = el("w:p").with(el("w:pPr").with(val("w:pStyle", "Figure"))).with(run);
    body::room(&mut figure, flow.before, 0, None, job);
    let mut out = vec![figure];
    let count = chart.below.len();
    if let Some(para) = &chart.caption {
        let mut caption = body::caption(para, block, count > 0, job);
        body::room(&mut caption, 0, if count == 0 { flow.after } else { 0 }, Some(para), job);
        out.push(caption);
    }
    for (index, para) in chart.below.iter().enumerate() {
        let mut line = body::paragraph(para, None, job);
        if index + 1 == count {
            body::room(&mut line, 0, flow.after, Some(para), job);
        }
        out.push(line);
    }
    out
}

fn parts(chart: &Chart, number: usize, job: &Job<'_>) -> Option<Parts> {
    let format = number_format(chart);
    let workbook = workbook::write(chart, &format)?;
    let mut relations = Relations::default();
    let data = relations.add(kind::PACKAGE, format!("../embeddings/Microsoft_Excel_Sheet{number}.xlsx"));
    Some(Parts { chart: space(chart, &format, data, job), relations, workbook })
}

/// Adds the parts.
pub(crate) fn add(job: &mut Job<'_>, package: &mut Package) {
    for (number, parts) in (1_u32..).zip(std::mem::take(&mut job.charts)) {
        let name = format!("word/charts/chart{number}.xml");
        package.part(name.clone(), types::CHART, parts.chart);
        package.relations_of(&name, &parts.relations);
        package.file(
            format!("word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            parts.workbook,
        );
    }
}

fn cval(name: &'static str, value: impl super::xml::Value) -> El {
    el(name).at("val", value)
}

/// `General"%"`: as many digits as the figure has, and its unit.
fn number_format(chart: &Chart) -> String {
    if chart.unit.is_empty() { "General".to_owned() } else { format!("General\"{}\"", chart.unit.replace('"', "")) }
}

/// `c:chartSpace`.
fn space(chart: &Chart, format: &str, data: String, job: &Job<'_>) -> Vec<u8> {
    let plot = el("c:plotArea")
        .with(el("c:layout"))
        .with(bars(chart, format, job))
        .with(category_axis(chart, job))
        .with(value_axis(chart, format));
    let body = el("c:chart")
        .with(cval("c:autoTitleDeleted", 1))
        .with(plot)
        .with(cval("c:plotVisOnly", 1))
        .with(cval("c:dispBlanksAs", "gap"));
    let root = el("c:chartSpace")
        .at("xmlns:c", NS_C)
        .at("xmlns:a", super::NS_A)
        .at("xmlns:r", super::NS_R)
        .with(cval("c:date1904", 0))
        .with(cval("c:lang", "zh-CN"))
        .with(cval("c:roundedCorners", 0))
        .with(body)
        .with(el("c:spPr").with(el("a:noFill")).with(el("a:ln").with(el("a:noFill"))))
        .with(words(chart, job))
        .with(el("c:externalData").at("r:id", data).with(cval("c:autoUpdate", 0)));
    Part::of(&root)
}

fn bars(chart: &Chart, format: &str, job: &Job<'_>) -> El {
    let direction = match chart.kind {
        ChartKind::Bar => "bar",
        ChartKind::Column => "col",
    };
    let last = chart.points.len() + 1;
    let cache = |points: Vec<&str>| {
        let mut cache = el("c:strCache").with(cval("c:ptCount", points.len()));
        for (index, text) in points.into_iter().enumerate() {
            cache.push(el("c:pt").at("idx", index).with(el("c:v").text(text)));
        }
        cache
    };
    let text = |range: String, points: Vec<&str>| el("c:strRef").with(el("c:f").text(range)).with(cache(points));
    let labels = chart.points.iter().map(|point| point.label.as_str()).collect();
    let mut numbers =
        el("c:numCache").with(el("c:formatCode").text(format)).with(cval("c:ptCount", chart.points.len()));
    for (index, point) in chart.points.iter().enumerate() {
        numbers.push(el("c:pt").at("idx", index).with(el("c:v").text(point.value.normalize().to_string())));
    }
    let numbers = el("c:numRef").with(el("c:f").text(format!("Sheet1!$B$2:$B${last}"))).with(numbers);
    let series = el("c:ser")
        .with(cval("c:idx", 0))
        .with(cval("c:order", 0))
        .with(el("c:tx").with(text("Sheet1!$B$1".to_owned(), vec![series_name(chart)])))
        .with(el("c:spPr").with(solid("595959")))
        .with(cval("c:invertIfNegative", 0))
        .with(point_labels(chart, format, job))
        .with(el("c:cat").with(text(format!("Sheet1!$A$2:$A${last}"), labels)))
        .with(el("c:val").with(numbers));
    el("c:barChart")
        .with(cval("c:barDir", direction))
        .with(cval("c:grouping", "clustered"))
        .with(cval("c:varyColors", 0))
        .with(series)
        .with(cval("c:gapWidth", 60))
        .with(cval("c:axId", 111_111_111_u32))
        .with(cval("c:axId", 222_222_222_u32))
}

fn solid(colour: &str) -> El {
    el("a:solidFill").with(el("a:srgbClr").at("val", colour.to_owned()))
}

/// The figure at each bar, as the table prints it: by the number format where that gives the same
/// characters, written out where it does not (1.3万余).
fn point_labels(chart: &Chart, format: &str, job: &Job<'_>) -> El {
    let shows = |label: El| {
        label
            .with(cval("c:dLblPos", "outEnd"))
            .with(cval("c:showLegendKey", 0))
            .with(cval("c:showVal", 1))
            .with(cval("c:showCatName", 0))
            .with(cval("c:showSerName", 0))
            .with(cval("c:showPercent", 0))
            .with(cval("c:showBubbleSize", 0))
    };
    let mut labels = el("c:dLbls");
    for (index, point) in chart.points.iter().enumerate() {
        let by_format = format!("{}{}", point.value.normalize(), chart.unit);
        if point.written == by_format || point.written.is_empty() {
            continue;
        }
        let run = el("a:r").with(run_properties("a:rPr", chart, job)).with(el("a:t").text(&*point.written));
        let rich = el("c:rich").with(el("a:bodyPr")).with(el("a:lstStyle")).with(el("a:p").with(run));
        labels.push(shows(el("c:dLbl").with(cval("c:idx", index)).with(el("c:tx").with(rich))));
    }
    shows(
        labels
            .with(el("c:numFmt").at("formatCode", format.to_owned()).at("sourceLinked", 0))
            .with(el("c:spPr").with(el("a:noFill")).with(el("a:ln").with(el("a:noFill"))))
            .with(words(chart, job)),
    )
}

/// `c:txPr` in the style of the labels.
fn words(chart: &Chart, job: &Job<'_>) -> El {
    let paragraph = el("a:p")
        .with(el("a:pPr").with(run_properties("a:defRPr", chart, job)))
        .with(el("a:endParaRPr").at("lang", "zh-CN"));
    el("c:txPr").with(el("a:bodyPr")).with(el("a:lstStyle")).with(paragraph)
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

/// The axis of the labels. Lying bars are read from the top, so their axis runs downwards.
fn category_axis(chart: &Chart, job: &Job<'_>) -> El {
    let (place, orientation) = match chart.kind {
        ChartKind::Bar => ("l", "maxMin"),
        ChartKind::Column => ("b", "minMax"),
    };
    el("c:catAx")
        .with(cval("c:axId", 111_111_111_u32))
        .with(el("c:scaling").with(cval("c:orientation", orientation)))
        .with(cval("c:delete", 0))
        .with(cval("c:axPos", place))
        .with(el("c:numFmt").at("formatCode", "General").at("sourceLinked", 0))
        .with(cval("c:majorTickMark", "none"))
        .with(cval("c:minorTickMark", "none"))
        .with(cval("c:tickLblPos", "nextTo"))
        .with(el("c:spPr").with(el("a:ln").at("w", 6350).with(solid("000000"))))
        .with(words(chart, job))
        .with(cval("c:crossAx", 222_222_222_u32))
        .with(cval("c:crosses", "autoZero"))
        .with(cval("c:auto", 1))
        .with(cval("c:lblAlgn", "ctr"))
        .with(cval("c:lblOffset", 100))
        .with(cval("c:noMultiLvlLbl", 0))
}

/// The axis of the values is not drawn: every bar states its figure.
fn value_axis(chart: &Chart, format: &str) -> El {
    let place = match chart.kind {
        ChartKind::Bar => "b",
        ChartKind::Column => "l",
    };
    el("c:valAx")
        .with(cval("c:axId", 222_222_222_u32))
        .with(el("c:scaling").with(cval("c:orientation", "minMax")))
        .with(cval("c:delete", 1))
        .with(cval("c:axPos", place))
        .with(el("c:numFmt").at("formatCode", format.to_owned()).at("sourceLinked", 0))
        .with(cval("c:majorTickMark", "none"))
        .with(cval("c:minorTickMark", "none"))
        .with(cval("c:tickLblPos", "nextTo"))
        .with(cval("c:crossAx", 111_111_111_u32))
        .with(cval("c:crosses", "autoZero"))
        .with(cval("c:crossBetween", "between"))
}
