//! The workbook inside a chart: what Word opens when an editor asks for 编辑数据.

use super::package::{Package, Relations, kind};
use super::xml::{Part, el};
use crate::style::{Chart, ChartSeries};

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const STRINGS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";

/// An xlsx with labels in column A and a series in each column after it, heads in row 1.
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
    let heads = chart.series.len();
    let mut first = el("row").at("r", 1).with(text("A1".into(), 0));
    for index in 1..=heads {
        first.push(text(format!("{}1", column(index)), index));
    }
    let mut data = el("sheetData").with(first);
    for at in 0..chart.labels.len() {
        let number = at + 2;
        let mut row = el("row").at("r", number).with(text(format!("A{number}"), heads + 1 + at));
        for (index, series) in chart.series.iter().enumerate() {
            let Some(point) = series.points.get(at) else { continue };
            let cell = el("c").at("r", format!("{}{number}", column(index + 1))).at("s", 1);
            row.push(cell.with(el("v").text(point.value.normalize().to_string())));
        }
        data.push(row);
    }
    let (letter, last) = (column(heads), chart.labels.len() + 1);
    let root = el("worksheet").at("xmlns", NS).with(el("dimension").at("ref", format!("A1:{letter}{last}"))).with(data);
    Part::of(&root)
}

/// The letters of a column, counted from 0: A, B, … Z, AA.
pub(crate) fn column(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (index % 26) as u8);
        index = match (index / 26).checked_sub(1) {
            Some(rest) => rest,
            None => break,
        };
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
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
    let all = ["指标"].into_iter().chain(chart.series.iter().map(series_name));
    let all: Vec<&str> = all.chain(chart.labels.iter().map(String::as_str)).collect();
    let count = all.len();
    let item = |text: &str| el("si").with(el("t").at("xml:space", "preserve").text(text));
    let root =
        el("sst").at("xmlns", NS).at("count", count).at("uniqueCount", count).with_all(all.into_iter().map(item));
    Part::of(&root)
}

/// The head of the values: the series' name, or what a value is called.
pub(crate) fn series_name(series: &ChartSeries) -> &str {
    if series.name.is_empty() { "数值" } else { &series.name }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_lettered_as_in_a_sheet() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 701, 702].into_iter().map(super::column).collect();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
