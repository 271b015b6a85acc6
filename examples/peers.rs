//! Runs ours in the peers' rounds: turns the harness's `model.json` into a source, a table and a
//! layout of ours, and builds them.
//!
//! `cargo run --release --example peers -- MODEL.json OUT.(pdf|docx)`; with `--keep DIR` the source
//! stays there. In the harness: `OURS='target/release/examples/peers {model} {out}'`.

#![allow(clippy::disallowed_methods, reason = "a command-line tool")]

use banxin::base::files::MemoryFiles;
use banxin::{Job, OUTPUTS};
use serde_json::Value;
use std::fmt::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let keep = arguments.iter().position(|argument| argument == "--keep").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    let [model, out] = arguments.as_slice() else {
        eprintln!("peers MODEL.json OUT.(pdf|docx) [--keep DIR]");
        return ExitCode::from(2);
    };
    match run(model, out, keep.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(model: &str, out: &str, keep: Option<&str>) -> Result<(), String> {
    let text = std::fs::read_to_string(model).map_err(|error| format!("{model}: {error}"))?;
    let model: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut files = MemoryFiles::default();
    files.0.insert("review.yaml".into(), source(&model).into_bytes());
    files.0.insert("figures.csv".into(), figures(&model).into_bytes());
    files.0.insert("peers.yaml".into(), layout(&model).into_bytes());
    if let Some(folder) = keep {
        for (name, bytes) in &files.0 {
            std::fs::write(format!("{folder}/{name}"), bytes).map_err(|error| format!("{folder}: {error}"))?;
        }
    }
    // The faces that the binary does not carry.
    let mut fonts = MemoryFiles::default();
    for name in ["fandol/FandolKai-Regular.otf", "fandol/FandolFang-Regular.otf"] {
        if let Ok(bytes) = std::fs::read(format!("{}/fonts/{name}", env!("CARGO_MANIFEST_DIR"))) {
            fonts.0.insert(name.into(), bytes);
        }
    }
    let key = if out.ends_with(".docx") { "docx" } else { "pdf" };
    let outputs: Vec<_> = OUTPUTS.iter().filter(|kind| kind.key == key).collect();
    let done = banxin::build(&Job {
        source: "review.yaml",
        files: &files,
        fonts: &fonts,
        layout: Some("peers.yaml"),
        outputs: &outputs,
        jobs: 1,
        epoch: Some(0),
        profiles: &[banxin::pdf::Profile::Screen],
        impose: None,
        checks: true,
        comments: false,
        pages: false,
        progress: &|_| {},
    });
    let Some(made) = done.outputs.first() else {
        let words: Vec<String> =
            done.findings.iter().filter(|finding| finding.stops()).map(|finding| finding.message.en.clone()).collect();
        return Err(words.join("\n"));
    };
    std::fs::write(out, &made.bytes).map_err(|error| format!("{out}: {error}"))
}

fn word<'m>(model: &'m Value, key: &str) -> &'m str {
    model.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A YAML scalar; `$` is ours.
fn scalar(text: &str) -> String {
    Value::String(text.replace('$', "$$")).to_string()
}

fn source(model: &Value) -> String {
    let mut yaml = String::new();
    let subtitle = word(model, "subtitle").trim_start_matches('—');
    let title = word(model, "title");
    let _ = writeln!(
        yaml,
        "title:\n  kicker: {}\n  main: {}\n  sub: {}",
        scalar(word(model, "kicker")),
        scalar(title),
        scalar(subtitle)
    );
    yaml.push_str("meta: {language: zh-CN}\nlayout: peers.yaml\nfigures: figures.csv\nbody:\n");
    for block in model.get("blocks").and_then(Value::as_array).into_iter().flatten() {
        let text = word(block, "t");
        match word(block, "k") {
            "h" => {
                let _ = writeln!(yaml, "  - heading: {}", scalar(text));
            }
            "table" => {
                let _ = writeln!(
                    yaml,
                    "  - table:\n      caption: {}\n      sections: [all]",
                    scalar(word(model, "caption"))
                );
                let head: Vec<String> = strings(model.get("head")).iter().map(|head| scalar(head)).collect();
                if let [indicator, value, unit, trend] = head.as_slice() {
                    let _ = writeln!(
                        yaml,
                        "      columns: [{{indicator: {indicator}}}, {{value: {value}}}, {{unit: {unit}}}, {{trend: {trend}}}]"
                    );
                }
            }
            _ => {
                let _ = writeln!(yaml, "  - paragraph: {}", scalar(text));
            }
        }
    }
    let _ = writeln!(yaml, "  - credit: {}", scalar(word(model, "credit")));
    yaml
}

fn strings(list: Option<&Value>) -> Vec<String> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

fn figures(model: &Value) -> String {
    let mut csv = String::from("id,indicator,value,unit,qualifier,scale,yoy,yoy_direction,section,source,note\n");
    for (index, row) in model.get("rows").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let [indicator, value, unit, remark] = &strings(Some(row))[..] else { continue };
        let (scale, rest) = match unit.strip_prefix('万') {
            Some(rest) => ("万", rest),
            None => ("", unit.as_str()),
        };
        let (qualifier, unit) = match rest.strip_prefix('余') {
            Some(unit) => ("余", unit),
            None => ("", rest),
        };
        let change = remark.strip_suffix('%').and_then(|change| {
            let up = change.strip_prefix('+').map(|change| (change, "上升"));
            up.or_else(|| change.strip_prefix('-').map(|change| (change, "下降")))
        });
        let (yoy, direction) = change.unwrap_or_default();
        // A figure that is a change alone has the change for its value.
        let _ = if value == "—" {
            writeln!(csv, "f{index},{indicator},{yoy},%,,,,{direction},all,,")
        } else {
            writeln!(csv, "f{index},{indicator},{value},{unit},{qualifier},{scale},{yoy},{direction},all,,")
        };
    }
    csv
}

/// The peers' page: A4, 10.5 pt on 18 pt, one column of 42 em or two of 20.
fn layout(model: &Value) -> String {
    let columns = model.get("columns").and_then(Value::as_u64).unwrap_or(1);
    let (columns, width) = if columns == 2 { (2, 20) } else { (1, 42) };
    format!(
        "about: the peers' page\nbased-on: bulletin\npage: {{columns: {columns}, column: {width}em, gutter: 2em, lines: 38, top: 78.945pt, inner: centre}}\n\
         blocks: {{contents: 1, contents-title: {}}}\nstyles: {{contents-1: {{across: all}}}}\n\
         furniture: [{{on: all, edge: foot, offset: 13mm, align: centre, text: '— {{page}} —', style: folio}}]\n",
        scalar(word(model, "toc_title"))
    )
}
