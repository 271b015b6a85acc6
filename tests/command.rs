//! The program end to end: every failure one message with place, code, help and exit code, old
//! outputs untouched; every success the same bytes, wherever and however it is run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the project's own files"
)]

mod support;

use support::{Folder, project};

const BUILD: [&str; 4] = ["build", "review.yaml", "--format", "short"];

/// The old outputs, which no failure may touch.
fn with_old_outputs(folder: &Folder) {
    folder.write("out/review.pdf", "old pdf");
    folder.write("out/review.docx", "old docx");
}

/// Builds into out/ under the name `review`; the build must fail with exactly one message.
#[track_caller]
fn one_message(folder: &Folder, extra: &[&str], exit: i32, start: &str) {
    with_old_outputs(folder);
    let ran = folder.run(&[&BUILD[..], &["--name", "review"], extra].concat());
    assert_eq!(ran.code, Some(exit), "{ran:#?}");
    let messages: Vec<&str> = ran.err.lines().filter(|line| line.contains(": error[")).collect();
    let [message] = messages[..] else { panic!("one message, not {}: {ran:#?}", messages.len()) };
    assert!(message.starts_with(start), "{message}\n  is not at  {start}");
    assert!(ran.err.contains("\n  = help: "), "{ran:#?}");
    assert_eq!(folder.read("out/review.pdf"), b"old pdf");
    assert_eq!(folder.read("out/review.docx"), b"old docx");
    let leftovers: Vec<String> = names(folder, "out").into_iter().filter(|name| name.ends_with("tmp")).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

fn names(folder: &Folder, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path(name)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn edited(file: &str, from: &str, to: &str, exit: i32, code: &str) {
    let folder = Folder::with_source();
    let (line, column) = folder.edit(file, from, to);
    one_message(&folder, &[], exit, &format!("{file}:{line}:{column}: error[{code}]: "));
}

#[test]
fn the_small_source_builds() {
    let folder = Folder::with_source();
    let ran = folder.run(&["build", "review.yaml", "--name", "a"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let mut made = names(&folder, "out");
    made.sort();
    assert_eq!(made, ["a.docx", "a.pdf"]);
    assert!(folder.read("out/a.pdf").starts_with(b"%PDF-"));
    assert!(folder.read("out/a.docx").starts_with(b"PK"));
    assert!(ran.out.lines().all(|line| line.contains("bytes") && line.contains("figures bound")), "{ran:#?}");
}

#[test]
fn an_unknown_figure() {
    edited("review.yaml", "$(rise)", "$(rsie)", 3, "F20");
}

#[test]
fn an_unknown_figure_in_a_chart() {
    edited("review.yaml", "fall]}", "fal]}", 3, "F20");
}

#[test]
fn a_value_that_is_not_a_number() {
    edited("figures.csv", "8,起", "八,起", 3, "F07");
}

#[test]
fn a_value_of_more_digits_than_arithmetic_holds() {
    edited("figures.csv", "57.4", "2999999999999999999999999994.3", 3, "F07");
}

#[test]
fn an_unknown_key() {
    edited("review.yaml", "language", "langauge", 3, "Y03");
}

#[test]
fn an_unknown_block() {
    edited("review.yaml", "credit:", "credits:", 3, "Y09");
}

#[test]
fn a_wrong_shape() {
    edited("review.yaml", "[crime]", "{crime: 1}", 3, "Y05");
}

#[test]
fn not_yaml_at_all() {
    edited("review.yaml", "zh-CN", "@zh", 3, "Y01");
}

#[test]
fn a_table_that_is_not_there() {
    edited("review.yaml", "figures.csv", "figure.csv", 4, "I01");
}

#[test]
fn a_table_outside_the_folder() {
    edited("review.yaml", "figures.csv", "../figures.csv", 4, "I01");
}

#[test]
fn a_layout_that_is_not_there() {
    edited("review.yaml", "bulletin", "buletin", 4, "L01");
}

#[test]
fn a_source_that_is_not_there() {
    let folder = Folder::new();
    one_message(&folder, &[], 4, "review.yaml:1:1: error[I01]: ");
}

/// The project's fonts without one file, or with another in its place.
fn fonts_without(folder: &Folder, file: &str, instead: Option<&str>) {
    for entry in ["manifest.yaml", "fandol/FandolKai-Regular.otf", "fandol/FandolFang-Regular.otf"] {
        let to = folder.path("fonts").join(entry);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        if entry != file {
            std::fs::copy(project().join("fonts").join(entry), to).unwrap();
        } else if let Some(text) = instead {
            std::fs::write(to, text).unwrap();
        }
    }
}

#[test]
fn a_font_that_is_not_there() {
    let folder = Folder::with_source();
    fonts_without(&folder, "fandol/FandolKai-Regular.otf", None);
    one_message(&folder, &["--fonts", "fonts"], 4, "fonts/manifest.yaml:");
}

#[test]
fn a_font_that_is_another() {
    let folder = Folder::with_source();
    fonts_without(&folder, "fandol/FandolKai-Regular.otf", Some("not a font"));
    one_message(&folder, &["--fonts", "fonts"], 4, "fonts/manifest.yaml:");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = Folder::with_source();
    folder.write("taken", "a file where the folder should be");
    one_message(&folder, &["--out", "taken/out"], 5, "review.yaml:1:1: error[I03]: ");
}

#[test]
fn an_output_in_the_way_leaves_the_others_old() {
    let folder = Folder::with_source();
    folder.write("out/a.docx/x", "a folder where the file should be");
    folder.write("out/a.pdf", "old pdf");
    let ran = folder.run(&["build", "review.yaml", "--name", "a"]);
    assert_eq!(ran.code, Some(5), "{ran:#?}");
    assert_eq!(folder.read("out/a.pdf"), b"old pdf");
}

#[test]
fn usage_is_two() {
    let folder = Folder::with_source();
    for args in [
        &["biuld", "review.yaml"][..],
        &["build"],
        &["build", "review.yaml", "--formats", "pdf,xps"],
        &["build", "review.yaml", "--jobs", "0"],
        &["build", "review.yaml", "--deny", "N123"],
        &["explain", "Z99"],
        &[],
    ] {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    let ran = folder.command().env("SOURCE_DATE_EPOCH", "tomorrow").args(["build", "review.yaml"]).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(folder.run(&["--help"]).code, Some(0));
    assert_eq!(folder.run(&["explain", "I01"]).code, Some(0));
}

#[test]
fn denied_findings_write_nothing() {
    let folder = Folder::with_source();
    // Straight quotes between Han characters: P02, an error of the text, not of the source.
    folder.edit("review.yaml", "社会治安大局", "社会治安\"大局\"");
    with_old_outputs(&folder);
    let denied = folder.run(&["build", "review.yaml", "--name", "review", "--deny", "P"]);
    assert_eq!(denied.code, Some(1), "{denied:#?}");
    assert_eq!(folder.read("out/review.pdf"), b"old pdf");
    let reported = folder.run(&["build", "review.yaml", "--name", "review"]);
    assert_eq!(reported.code, Some(0), "{reported:#?}");
    assert!(reported.err.contains("[P02]"), "{reported:#?}");
    assert!(folder.read("out/review.pdf").starts_with(b"%PDF-"));
    let checked = folder.run(&["check", "review.yaml", "--format", "short"]);
    assert_eq!(checked.code, Some(1), "{checked:#?}");
    assert!(checked.out.contains(": error[P02]: "), "{checked:#?}");
}

#[test]
fn messages_speak_the_reader_s_language() {
    let folder = Folder::with_source();
    folder.edit("review.yaml", "credit:", "credits:");
    let with = |name: &str, value: &str| {
        let output = folder.command().env(name, value).args(["check", "review.yaml"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(with("LANG", "zh_CN.UTF-8").starts_with("错误[Y09]"));
    assert!(with("LANG", "en_GB.UTF-8").starts_with("error[Y09]"));
    assert!(folder.run(&["check", "review.yaml", "--lang", "zh"]).out.starts_with("错误[Y09]"));
}

/// Outputs of a build of `folder`'s source, run from `cwd` with these surroundings.
fn outputs(folder: &Folder, cwd: &str, source: &str, jobs: &str, variables: &[(&str, &str)]) -> [Vec<u8>; 3] {
    let out = Folder::new();
    let mut command = folder.command();
    command.current_dir(folder.path(cwd)).envs(variables.iter().copied());
    command.args(["build", source, "--name", "a", "--manifest", "--jobs", jobs, "--out"]).arg(out.path("out"));
    let ran = command.output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    ["out/a.pdf", "out/a.docx", "out/a.manifest.json"].map(|name| out.read(name))
}

#[test]
fn the_same_bytes_wherever_and_however() {
    let folder = Folder::with_source();
    let first = outputs(&folder, ".", "review.yaml", "1", &[]);
    let surroundings = [("TZ", "Pacific/Kiritimati"), ("LANG", "zh_CN.UTF-8"), ("HOME", "/nowhere"), ("COLUMNS", "20")];
    let second = outputs(&folder, "..", &folder.path("review.yaml").to_string_lossy(), "8", &surroundings);
    assert!(first == second, "two runs differ");
    let dated = outputs(&folder, ".", "review.yaml", "1", &[("SOURCE_DATE_EPOCH", "86400")]);
    assert!(first[0] != dated[0], "the PDF states SOURCE_DATE_EPOCH");
}

#[test]
fn the_sample_gives_the_same_bytes_on_one_thread_and_on_eight() {
    let data = project().join("data/annual-review-2021/review.yaml");
    let folder = Folder::new();
    let one = outputs(&folder, ".", &data.to_string_lossy(), "1", &[]);
    assert!(one == outputs(&folder, ".", &data.to_string_lossy(), "8", &[("LC_ALL", "zh_CN.UTF-8")]));
}

/// The text of a DOCX as docx-rs reads it: paragraphs and cells in order.
fn docx_text(bytes: &[u8]) -> String {
    let json = docx_rs::read_docx(bytes).unwrap().json();
    let mut text = String::new();
    // Every run's characters are `{"type": "text", "data": {"text": …}}`, in document order.
    fn walk(value: &serde_json::Value, text: &mut String) {
        if value["type"] == "text" {
            text.push_str(value["data"]["text"].as_str().unwrap_or(""));
            return;
        }
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, text)),
            serde_json::Value::Object(fields) => fields.values().for_each(|field| walk(field, text)),
            _ => {}
        }
    }
    walk(&serde_json::from_str::<serde_json::Value>(&json).unwrap()["document"], &mut text);
    text
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The resolved text that the manifest states.
fn stated(manifest: &[u8]) -> String {
    let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    manifest["text"].as_array().unwrap().iter().map(|item| squeezed(item.as_str().unwrap())).collect()
}

/// Alone, Word's file is made without setting pages where it tells no page number; it is the same file.
#[test]
fn word_alone_is_the_file_made_beside_the_pdf() {
    for layout in ["bulletin", "booklet", "official"] {
        let folder = Folder::with_source();
        let made = |name: &str, formats: &str| {
            let ran = folder.run(&["build", "review.yaml", "--layout", layout, "--name", name, "--formats", formats]);
            assert_eq!(ran.code, Some(0), "{ran:#?}");
            folder.read(&format!("out/{name}.docx"))
        };
        assert!(made("alone", "docx") == made("beside", "pdf,docx"), "{layout}");
    }
}

#[test]
fn unchecked_text_is_not_reported() {
    let folder = Folder::with_source();
    let text = String::from_utf8(folder.read("review.yaml")).unwrap().replace('。', "，，。");
    folder.write("review.yaml", &text);
    let doubled = |extra: &[&str]| folder.run(&[&BUILD[..], extra].concat()).err.contains("[P");
    assert!(doubled(&[]), "the checks must have something to find");
    assert!(!doubled(&["--no-check"]));
    let both = folder.run(&[&BUILD[..], &["--no-check", "--deny", "error"]].concat());
    assert_eq!(both.code, Some(2), "{both:#?}");
}

#[test]
fn word_says_what_the_source_says() {
    let folder = Folder::new();
    let data = project().join("data/annual-review-2021/review.yaml");
    let [_, docx, manifest] = outputs(&folder, ".", &data.to_string_lossy(), "1", &[]);
    assert_eq!(squeezed(&docx_text(&docx)), stated(&manifest));
    assert!(stated(&manifest).contains("——2021年度淮南公安工作亮点回眸"), "the dash is real text");
}

#[test]
fn a_changed_cell_shows_in_every_place() {
    let folder = Folder::with_source();
    let before = outputs(&folder, ".", "review.yaml", "1", &[]);
    // Two places in the prose, and two cells of the table that stand side by side.
    assert_eq!(docx_text(&before[1]).matches("8起").count(), 3);
    folder.edit("figures.csv", "破案数,8,", "破案数,1234,");
    let after = outputs(&folder, ".", "review.yaml", "1", &[]);
    let text = docx_text(&after[1]);
    assert_eq!(text.matches("1234起").count(), 3);
    assert_eq!(stated(&after[2]).matches("1234").count(), 3);
    assert!(before[0] != after[0], "and in the PDF, whose text .ci/run compares");
}

#[test]
fn repairs_are_shown_first_and_written_when_asked() {
    let folder = Folder::with_source();
    folder.edit("review.yaml", "body:\n", "body:   # 正文\n");
    folder.edit("review.yaml", "平稳。", "平稳,大家满意。");
    let before = folder.read("review.yaml");
    let shown = folder.run(&["check", "review.yaml", "--diff"]);
    assert_eq!(shown.code, Some(0), "{shown:#?}");
    assert!(shown.out.contains("\n-  - paragraph: 全市共破获"), "{shown:#?}");
    assert!(shown.out.contains("平稳，大家满意"), "{shown:#?}");
    assert_eq!(folder.read("review.yaml"), before, "nothing written");
    folder.run(&["check", "review.yaml", "--fix"]);
    let after = String::from_utf8(folder.read("review.yaml")).unwrap();
    assert_eq!(after, String::from_utf8(before).unwrap().replace("平稳,大", "平稳，大"), "and nothing else");
}

#[test]
fn every_purpose_of_the_pdf_in_one_run() {
    let folder = Folder::with_source();
    let ran = folder.run(&["build", "review.yaml", "--name", "a", "--formats", "pdf", "--pdf", "screen,archive,press"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let mut made = names(&folder, "out");
    made.sort();
    assert_eq!(made, ["a.archive.pdf", "a.pdf", "a.press.pdf"]);
}

#[test]
fn figures_are_listed_and_numbers_bound_when_asked() {
    let folder = Folder::with_source();
    let (line, column) = folder.edit("review.yaml", "全市共破获$(solved:unit)案件", "全市破案8起，用时3天");
    let lines = |ran: &support::Ran| ran.out.lines().map(str::to_owned).collect::<Vec<_>>();
    let number = format!("  review.yaml:{line}:{}: 8起 → $(solved:unit)", column + 4);

    let listed = folder.run(&["figures", "review.yaml"]);
    assert_eq!(listed.code, Some(0), "{listed:#?}");
    assert!(lines(&listed).contains(&"  review.yaml:8:20: 8起".to_owned()), "{listed:#?}");
    assert!(lines(&listed).contains(&number), "{listed:#?}");
    assert!(listed.out.ends_with(": 3\n"), "a number that no row states, without suggestion: {listed:#?}");

    let json = folder.run(&["figures", "review.yaml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["figures"][1]["places"][0]["line"], 8);
    assert_eq!(json["unbound"][0]["suggestion"], "$(solved:unit)");
    assert_eq!(json["unbound"][1]["suggestion"], serde_json::Value::Null);

    let before = String::from_utf8(folder.read("review.yaml")).unwrap();
    let shown = folder.run(&["figures", "review.yaml", "--diff"]);
    assert!(shown.out.contains("\n+  - paragraph: 全市破案$(solved:unit)，用时3天"), "{shown:#?}");
    assert_eq!(folder.read("review.yaml"), before.as_bytes(), "nothing written");
    assert_eq!(folder.run(&["figures", "review.yaml", "--bind"]).code, Some(0));
    let after = String::from_utf8(folder.read("review.yaml")).unwrap();
    assert_eq!(after, before.replace("破案8起", "破案$(solved:unit)"), "and nothing else");
    let again = folder.run(&["figures", "review.yaml", "--diff"]);
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""), "nothing is left to bind");
}

#[test]
fn figures_of_a_broken_source_are_a_finding() {
    let folder = Folder::with_source();
    folder.edit("review.yaml", "$(rise)", "$(rsie)");
    let before = folder.read("review.yaml");
    let ran = folder.run(&["figures", "review.yaml", "--bind"]);
    assert_eq!(ran.code, Some(3), "{ran:#?}");
    assert!(ran.err.contains("F20"), "{ran:#?}");
    assert_eq!(folder.read("review.yaml"), before);
}

#[test]
fn schemas_are_printed_as_json() {
    let folder = Folder::new();
    for (of, key) in [("review", "body"), ("layout", "page")] {
        let ran = folder.run(&["schema", of]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(schema["properties"].get(key).is_some(), "{of} has {key}");
    }
    assert_eq!(folder.run(&["schema", "novel"]).code, Some(2));
}

#[test]
fn what_moved_between_two_files_is_shown_page_by_page() {
    let folder = Folder::with_source();
    let built = |name: &str| {
        let ran = folder.run(&["build", "review.yaml", "--formats", "pdf", "--name", name]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    };
    built("old");
    folder.edit("review.yaml", "群众安全感不断提升", "群众安全感逐年提升");
    built("new");
    let same = folder.run(&["diff", "--pages", "out/old.pdf", "out/old.pdf", "--out", "same"]);
    assert_eq!(same.code, Some(0), "{same:#?}");
    let ran = folder.run(&["diff", "--pages", "out/old.pdf", "out/new.pdf", "--out", "moved"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert_eq!(ran.out, "moved/pages.html: 1 pages, 1 changed\n");
    assert!(folder.read("moved/page-1.png").starts_with(b"\x89PNG"));
    assert_ne!(folder.read("moved/page-1.png"), folder.read("same/page-1.png"));
    // One file that needs no other: three pictures, one changed region, no address outside.
    let html = String::from_utf8(folder.read("moved/pages.html")).unwrap();
    assert_eq!((html.matches("src=\"data:image/png;base64,").count(), html.matches("src=").count()), (3, 3));
    assert_eq!(html.matches("mm from the left").count(), 1, "one region");
    assert!(!html.contains("http"));
    let none = folder.run(&["diff", "--pages", "out/old.pdf", "figures.csv"]);
    assert_eq!(none.code, Some(4), "{none:#?}");
    assert!(none.err.contains("error[I04]") && none.err.contains("figures.csv"), "{none:#?}");
}

/// A plain text and a table of another shape become a source that states its figures.
#[test]
fn a_plain_text_is_bound_and_drafted() {
    let folder = Folder::new();
    folder.write("text.txt", "全年回眸\n\n全市查处案件8起，追回欠款1370万余元。\n");
    folder.write("elsewhere/t.csv", "figure_id,occurrence,指标,value,unit\ncases,1,查处案件,8,起\ncases,2,查处案件,8,起\nmoney,1,追回欠款,13701234,元\n");
    let ran = folder.run(&["figures", "text.txt", "--table", "elsewhere/t.csv", "--diff"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.out.contains("+全市查处案件$(cases:unit)，追回欠款$(money:万余-unit)。"), "{ran:#?}");
    let ran = folder.run(&["figures", "text.txt", "--table", "elsewhere/t.csv", "--yaml"]);
    assert!(ran.out.starts_with("title: 全年回眸\nlayout: bulletin\nfigures: elsewhere/t.csv\nbody:\n"), "{ran:#?}");
    let ran = folder.run(&["figures", "text.txt", "--table", "elsewhere/t.csv", "--bind"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let text = String::from_utf8(folder.read("text.txt")).unwrap();
    assert_eq!(text, "全年回眸\n\n全市查处案件$(cases:unit)，追回欠款$(money:万余-unit)。\n");
}

/// What changed in figures and words, as text and as one HTML file; exit 1 only when they differ.
#[test]
fn two_sources_are_compared() {
    let folder = Folder::new();
    for (name, value, word) in [("a", "8", "安排"), ("b", "9", "安全")] {
        folder.write(
            &format!("{name}/r.yaml"),
            &format!("title: 题\nfigures: f.csv\nbody:\n  - paragraph: 查处案件$(x:unit)，加强{word}隐患排查。\n"),
        );
        folder.write(&format!("{name}/f.csv"), &format!("id,indicator,value,unit\nx,查处案件,{value},起\n"));
    }
    let ran = folder.run(&["diff", "a/r.yaml", "b/r.yaml", "--lang", "zh", "--html", "d.html"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let expected = "数据：1 项有变化\n  x  查处案件  8起 → 9起\n    value: 8 → 9\n    b/r.yaml:4:20: 9起\n文字：1 段有变化\n  b/r.yaml:4:16\n    查处案件[-8起-]{+9起+}，加强安[-排-]{+全+}隐患排查。\n";
    assert_eq!(ran.out, expected);
    let html = String::from_utf8(folder.read("d.html")).unwrap();
    assert!(html.contains("<del>8起</del>") && html.contains("<ins>全</ins>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("http"), "it stands alone");
    let ran = folder.run(&["diff", "a/r.yaml", "a/r.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "no difference\n"));
}

/// Findings, figures with their places and proofs, and the text linked both ways.
#[test]
fn check_writes_a_report() {
    let folder = Folder::new();
    folder.write(
        "r.yaml",
        "title: 题\nfigures: f.csv\nbody:\n  - paragraph: 查处案件$(x:unit)<b>，$(x:trend)，$(y:trend)。\n",
    );
    folder.write(
        "f.csv",
        "id,indicator,value,unit,yoy,yoy_direction,prior\nx,查处案件,134,起,11.6,上升,120\ny,受理,90,起,,,100\n",
    );
    let ran = folder.run(&["check", "r.yaml", "--lang", "zh", "--format", "short", "--report", "r.html"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let html = String::from_utf8(folder.read("r.html")).unwrap();
    for expected in [
        "F30 错误",
        "✗ 同比由上期 120 复算（F30）",
        "= 同比下降10.0%，由上期 100 算出",
        "<a href=\"#p-x-1\">134起</a>",
        "<a class=\"fig\" id=\"p-x-1\" href=\"#f-x\">134起</a>&lt;b&gt;",
    ] {
        assert!(html.contains(expected), "{expected} is not in {html}");
    }
    assert!(!html.contains("<script") && !html.contains("http"), "it stands alone");
}

/// What the checks find is written into the Word file's margin when it is asked for.
#[test]
fn findings_stand_in_the_margin_of_the_word_file() {
    let folder = Folder::new();
    folder.write("r.yaml", "title: 题\nfigures: f.csv\nbody:\n  - paragraph: 全年查处案件$(x:unit),同比上升。\n");
    folder.write("f.csv", "id,indicator,value,unit\nx,查处案件,134,起\n");
    let comments = |name: &str| {
        let file = folder.read(&format!("out/{name}.docx"));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        let mut part = |name: &str| zip.by_name(name).ok().map(|part| std::io::read_to_string(part).unwrap());
        (part("word/comments.xml"), part("word/document.xml").unwrap())
    };
    let ran = folder.run(&["build", "r.yaml", "--name", "plain", "--formats", "docx"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(comments("plain").0, None);
    let ran = folder.run(&["build", "r.yaml", "--name", "told", "--formats", "docx", "--comments", "--lang", "zh"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let (remarks, document) = comments("told");
    let remarks = remarks.expect("the half-width comma is a finding");
    assert!(remarks.contains("w:author=\"版心\""), "{remarks}");
    assert_eq!(remarks.matches("<w:comment ").count(), document.matches("<w:commentReference ").count());
    // Every finding on the terminal that has a place in the text has its remark.
    let code = ran.err.split('[').nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_else(|| panic!("{ran:#?}"));
    assert!(remarks.contains(&format!("（{code}）")), "{code} is not in {remarks}");
}
