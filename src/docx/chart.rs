//! Charts: native ones, with their figures in a workbook that Word opens for an editor.

use super::body;
use super::package::{Package, Relations, kind};
use super::plots::{self, cval};
use super::workbook;
use super::xml::{El, Part, el, val};
use super::{Job, drawing, types};
use crate::base::Emu;
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
    let height = job.styled.sheet.page.pitch * i64::from(chart.lines.max(4));
    let Some(parts) = parts(chart, number, (measure, height), job) else { return Vec::new() };
    job.charts.push(parts);
    let id = job.relations.add(kind::CHART, format!("charts/chart{number}.xml"));
    let graphic = el("a:graphicData").at("uri", NS_C).with(el("c:chart").at("xmlns:c", NS_C).at("r:id", id));
    let run = drawing::inline("图表", &chart.alt, measure, height, graphic, job);
    let mut figure = el("w:p").with(el("w:pPr").with(val("w:pStyle", "Figure"))).with(run);
    let mut out = Vec::new();
    if let Some(para) = &chart.unit_line {
        let mut unit = body::caption(para, "", true, job);
        body::room(&mut unit, flow.before, 0, Some(para), job);
        out.push(unit);
    } else {
        body::room(&mut figure, flow.before, 0, None, job);
    }
    out.push(figure);
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

fn parts(chart: &Chart, number: usize, size: (Emu, Emu), job: &Job<'_>) -> Option<Parts> {
    let format = number_format(chart);
    let workbook = workbook::write(chart, &format)?;
    let mut relations = Relations::default();
    let data = relations.add(kind::PACKAGE, format!("../embeddings/Microsoft_Excel_Sheet{number}.xlsx"));
    Some(Parts { chart: space(chart, size, &format, data, job), relations, workbook })
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

/// `General"%"`: as many digits as the figure has, and its unit where no line above the chart says it.
fn number_format(chart: &Chart) -> String {
    if chart.unit.is_empty() || chart.unit_line.is_some() {
        "General".to_owned()
    } else {
        format!("General\"{}\"", chart.unit.replace('"', ""))
    }
}

/// `c:chartSpace`.
fn space(chart: &Chart, size: (Emu, Emu), format: &str, data: String, job: &Job<'_>) -> Vec<u8> {
    let body = el("c:chart")
        .with(cval("c:autoTitleDeleted", 1))
        .with(plots::area(chart, size, format, job))
        .with_some(plots::key(chart, job))
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
        .with(plots::words(chart, job))
        .with(el("c:externalData").at("r:id", data).with(cval("c:autoUpdate", 0)));
    Part::of(&root)
}
