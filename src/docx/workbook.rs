//! The workbook inside a chart: what Word opens when an editor asks for 编辑数据.

use super::package::{Package, Relations, kind};
use super::xml::{Part, el};
use crate::style::Chart;

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const STRINGS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";

/// An xlsx with labels in column A and values in column B, heads in row 1.
pub(crate) fn write(chart: &Chart, format: &str) -> Option<Vec<u8>> {
    let mut package = Package::default();
    package.relations.add(kind::DOCUMENT, "xl/workbook.xml");
    let mut relations = Relations::default();
    let sheet_id = relations.add(kind::SHEET, "worksheets/sheet1.xml");
    relations.add(kind::STYLES, "styles.xml");
    relations.add(kind::STRINGS, "sharedStrings.xml");
    let sheets = el("sheets").with(el("sheet").at("name", "Sheet1").at("sheetId", 1).at("r:id", sheet_id));
    let book = el("workbook").at("xmlns", NS).at("xmlns:r", super::NS_R).with(sheets);
    package.part("xl/workbook.xml", BOOK, Part::of(&book));
    package.relations_of("xl/workbook.xml", &relations);
    package.part("xl/worksheets/sheet1.xml", SHEET, sheet(chart));
    package.part("xl/styles.xml", STYLES, styles(format));
    package.part("xl/sharedStrings.xml", STRINGS, strings(chart));
    package.finish()
}

fn sheet(chart: &Chart) -> Vec<u8> {
    let text = |cell: String, index: usize| el("c").at("r", cell).at("t", "s").with(el("v").text(index.to_string()));
    let mut data = el("sheetData").with(el("row").at("r", 1).with(text("A1".into(), 0)).with(text("B1".into(), 1)));
    for (index, point) in chart.points.iter().enumerate() {
        let row = index + 2;
        let value =
            el("c").at("r", format!("B{row}")).at("s", 1).with(el("v").text(point.value.normalize().to_string()));
        data.push(el("row").at("r", row).with(text(format!("A{row}"), row)).with(value));
    }
    let last = chart.points.len() + 1;
    let root = el("worksheet").at("xmlns", NS).with(el("dimension").at("ref", format!("A1:B{last}"))).with(data);
    Part::of(&root)
}

/// Two cell formats: the general one, and the one that prints the unit.
fn styles(format: &str) -> Vec<u8> {
    let cell =
        |number: u32| el("xf").at("numFmtId", number).at("fontId", 0).at("fillId", 0).at("borderId", 0).at("xfId", 0);
    let font = el("font").with(el("sz").at("val", 11)).with(el("name").at("val", "宋体"));
    let fill = |kind: &'static str| el("fill").with(el("patternFill").at("patternType", kind));
    let border = ["left", "right", "top", "bottom", "diagonal"].into_iter().map(el);
    let root = el("styleSheet")
        .at("xmlns", NS)
        .with(el("numFmts").at("count", 1).with(el("numFmt").at("numFmtId", 164).at("formatCode", format.to_owned())))
        .with(el("fonts").at("count", 1).with(font))
        .with(el("fills").at("count", 2).with(fill("none")).with(fill("gray125")))
        .with(el("borders").at("count", 1).with(el("border").with_all(border)))
        .with(
            el("cellStyleXfs")
                .at("count", 1)
                .with(el("xf").at("numFmtId", 0).at("fontId", 0).at("fillId", 0).at("borderId", 0)),
        )
        .with(el("cellXfs").at("count", 2).with(cell(0)).with(cell(164).at("applyNumberFormat", 1)))
        .with(
            el("cellStyles").at("count", 1).with(el("cellStyle").at("name", "Normal").at("xfId", 0).at("builtinId", 0)),
        );
    Part::of(&root)
}

fn strings(chart: &Chart) -> Vec<u8> {
    let head = ["指标", series_name(chart)];
    let all = head.into_iter().chain(chart.points.iter().map(|point| point.label.as_str()));
    let count = chart.points.len() + 2;
    let item = |text: &str| el("si").with(el("t").at("xml:space", "preserve").text(text));
    let root = el("sst").at("xmlns", NS).at("count", count).at("uniqueCount", count).with_all(all.map(item));
    Part::of(&root)
}

/// The head of the values: the series' name, or what a value is called.
pub(crate) fn series_name(chart: &Chart) -> &str {
    if chart.series.is_empty() { "数值" } else { &chart.series }
}
