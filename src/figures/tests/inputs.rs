//! The same table from CSV, YAML and a workbook; and workbooks that are none.

use super::super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Findings, Sources};
use crate::content::yaml::tests::show;
use std::io::Write;

fn load_as(name: &str, bytes: Vec<u8>) -> (Option<FigureTable>, Sources, String) {
    let mut files = MemoryFiles::default();
    files.0.insert("a.yaml".into(), format!("title: 题\nfigures: {name}\nbody: []\n").into());
    files.0.insert(name.into(), bytes);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let document = crate::content::read("a.yaml", &files, &mut sources, &mut findings).unwrap();
    let table = load(&document, &files, &mut sources, &mut findings);
    let faults = show(findings, &sources);
    (table, sources, faults)
}

/// A workbook of one sheet: strings in line, numbers as numbers.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (at, row) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", at + 1);
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), at + 1);
            sheet += &match cell.parse::<f64>() {
                Ok(_) => format!("<c r=\"{place}\"><v>{cell}</v></c>"),
                Err(_) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let parts = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="figures" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rows(table: &FigureTable) -> Vec<[&str; 5]> {
    table
        .rows
        .iter()
        .map(|row| {
            [
                row.id.value.as_str(),
                row.indicator.value.as_str(),
                row.value.value.written.as_str(),
                row.unit.value.as_str(),
                row.qualifier.value.as_str(),
            ]
        })
        .collect()
}

#[test]
fn three_inputs_one_table() {
    let csv = "id,indicator,value,unit,qualifier\ncases,案件数,8,起,\nrate,破案率,57.4,%,约\n";
    let yaml = "- {id: cases, indicator: 案件数, value: 8, unit: 起}\n- id: rate\n  indicator: 破案率\n  value: 57.4\n  unit: \"%\"\n  qualifier: 约\n";
    let sheet = workbook(&[
        &["id", "indicator", "value", "unit", "qualifier"],
        &["cases", "案件数", "8", "起", ""],
        &["rate", "破案率", "57.4", "%", "约"],
    ]);
    let expected = [["cases", "案件数", "8", "起", ""], ["rate", "破案率", "57.4", "%", "约"]];
    let under = format!("figures:\n{yaml}");
    for (name, bytes) in [("f.csv", csv.into()), ("f.yaml", yaml.into()), ("f.yml", under.into()), ("f.xlsx", sheet)] {
        let (table, sources, faults) = load_as(name, bytes);
        assert_eq!(faults, "", "{name}");
        let table = table.unwrap();
        assert_eq!(rows(&table), expected, "{name}");
        for row in &table.rows {
            assert_eq!(sources.snippet(row.value.span), row.value.value.written, "{name}");
            assert_eq!(sources.snippet(row.indicator.span), row.indicator.value, "{name}");
        }
    }
}

#[test]
fn faults_of_inputs() {
    let sheet = workbook(&[&["id", "indicator", "value", "unit"], &["cases", "案件数", "八", "起"]]);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("f.xlsx", sheet, "2:11 F07 `八` is not a number | write a decimal number, as in 57.4"),
        ("f.xlsx", b"PK\x03\x04".to_vec(), "2:10 F14 the workbook `f.xlsx` cannot be read"),
        ("f.ods", Vec::new(), "2:10 F14 tables like `f.ods` cannot be read | use .csv, .yaml or .xlsx"),
        (
            "f.yaml",
            b"- {id: a, indicater: b, value: 1, unit: c}".to_vec(),
            "1:4 F02 missing column `indicator` | add `indicator` to the head\n1:11 F03 unknown column `indicater` | did you mean `indicator`?",
        ),
        (
            "f.yaml",
            b"- 3".to_vec(),
            "1:3 F04 each figure is a mapping of `column: value` | as in `- {id: cases, indicator: 案件数, value: 8, unit: 起}`",
        ),
    ];
    for (name, bytes, expected) in cases {
        let (_, _, faults) = load_as(name, bytes);
        assert!(faults.starts_with(expected), "{name}\n  is  {faults}\n  not {expected}");
    }
}
