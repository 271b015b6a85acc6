//! One file of cases → verdicts. Shared by the example and by `tests/cases.rs`.

use banxin::base::{Emu, Findings, Rect, Size, Sources, Span, files::MemoryFiles};
use banxin::fonts::{Class, FaceId, Fonts, RoleId};
use banxin::lines::{
    Body, Breaks, Choice, CssLanguage, CssLevel, CssWords, Faces, Hanging, Hyphens, Line, Practice, Rules, Setter,
    Shaped, Square, TrimEnd, TrimStart, Writing, fold_newlines, takes_dot,
};
use banxin::pages::ItemKind;
use banxin::style::{
    Align, Flow, FontRole, Kinsoku, MarkWidth, Node, NodeId, NodeKind, PageSpec, Para, ParaStyle, Run, Sheet, Styled,
};
use serde_json::Value;
use std::sync::Arc;

/// What became of a case.
pub struct Verdict {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Whether every engine tried fails it.
    pub disputed: bool,
    /// Why it failed.
    pub failure: Option<String>,
}

/// Every full-width character one em; Latin as stated.
struct Synthetic {
    latin: u16,
}

const EM: i64 = 1_000_000;

impl Faces for Synthetic {
    fn role(&self, _: &str) -> Option<RoleId> {
        Some(RoleId(0))
    }
    fn strong(&self, role: RoleId) -> RoleId {
        role
    }
    fn square(&self, _: RoleId, c: char, class: Class) -> Square {
        let advance = if class == Class::Latin { self.latin } else { width_of(c) };
        Square { face: FaceId(0), glyph: 1, advance, supplement: false }
    }
    fn shape(&self, _: FaceId, word: &str, writing: Writing, out: &mut Vec<Shaped>) {
        let advance = if writing == Writing::Chinese { 1000 } else { i32::from(self.latin) };
        let advance = |c: char| {
            if invisible(c) {
                0
            } else if width_of(c) == 1000 {
                advance
            } else {
                i32::from(width_of(c))
            }
        };
        out.extend(word.char_indices().map(|(at, c)| Shaped {
            glyph: 1,
            cluster: at as u32,
            advance: advance(c),
            shift: 0,
        }));
    }
    fn upem(&self, _: FaceId) -> u16 {
        1000
    }
    fn lift(&self, _: FaceId) -> i32 {
        0
    }
}

fn width_of(c: char) -> u16 {
    match c {
        '\u{FF61}'..='\u{FFDC}' => 500,
        '⸺' => 2000,
        _ => 1000,
    }
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}' | '\u{300}'..='\u{36F}')
}

struct Set {
    lines: Vec<(Line, Vec<Body>)>,
    text: String,
}

impl Set {
    fn texts(&self) -> Vec<String> {
        self.lines
            .iter()
            .map(|(line, _)| {
                let range = line.range.start as usize..line.range.end as usize;
                self.text.get(range).unwrap_or_default().trim_end_matches([' ', '\n', '\u{2028}']).to_owned()
            })
            .collect()
    }

    /// Width of each body in em, with the characters it stands for.
    fn widths(&self, line: usize) -> Vec<(String, f64)> {
        let Some((line, bodies)) = self.lines.get(line) else { return Vec::new() };
        let end = |index: usize| bodies.get(index + 1).map_or(line.range.end, |next| next.text);
        bodies
            .iter()
            .enumerate()
            .map(|(index, body)| {
                let text = self.text.get(body.text as usize..end(index) as usize).unwrap_or_default();
                // The forced break at a line's end is no part of its last mark.
                let text = if text.starts_with('\n') { text } else { text.trim_end_matches(['\n', '\u{2028}']) };
                (text.to_owned(), body.width.0 as f64 / EM as f64)
            })
            .collect()
    }
}

fn set(text: &str, width_em: f64, align: Align, rules: &Rules, latin: u16) -> Set {
    let style = ParaStyle { size: Emu(EM), leading: Emu(EM), align, ..ParaStyle::default() };
    let sheet = Sheet { paras: vec![style], ..Sheet::default() };
    let setter = Setter::with(&sheet, Arc::new(Synthetic { latin }), rules.clone());
    let run = Run { range: 0..text.len() as u32, ..Run::default() };
    let para = Para { text: text.into(), runs: vec![run], ..Para::default() };
    let lines = setter.prepare(&para).set_with_bodies(Emu((width_em * EM as f64).round() as i64));
    Set { lines, text: text.into() }
}

/// Runs every case of a file.
pub fn file(text: &str) -> Vec<Verdict> {
    let mut lines = text.lines();
    let meta: Value = lines.next().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    let meta = meta.get("meta").cloned().unwrap_or_default();
    let profile = meta
        .get("profile")
        .or_else(|| meta.get("kinds").and_then(|kinds| kinds.get("profile")))
        .and_then(Value::as_str);
    let css = profile.is_some_and(|profile| profile.starts_with("css"));
    lines
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|case| {
            let word = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let failure = match (word("kind").as_str(), css) {
                ("columns", _) => column_case(&Case(&case)),
                (_, true) => css_case(&Case(&case)),
                (_, false) => gb_case(&Case(&case)),
            };
            let failure = failure.err();
            let disputed =
                case.get("disputed").is_some_and(|reason| !reason.is_null() && reason.as_bool() != Some(false));
            Verdict { kind: word("kind"), id: word("id"), disputed, failure }
        })
        .collect()
}

/// How many lines each column gets, by the real page builder: paragraphs of one-character lines.
fn column_case(case: &Case<'_>) -> Outcome {
    let count = |key: &str| case.number(key).map(|number| number as u16);
    let counts = |key: &str| -> Vec<usize> {
        let list = case.0.get(key).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_u64).map(|number| number as usize).collect()
    };
    let columns = count("columns").unwrap_or(1).max(1);
    let lines = count("column_height_lines").unwrap_or(100);
    // CSS's initial values are two.
    let few = |key: &str| count(key).unwrap_or(2) as u8;
    let (em, pitch) = (Emu::pt(10), Emu::pt(18));
    let (column, gutter) = (em * 4, em);
    let width = (column + gutter) * i64::from(columns) - gutter;
    let sheet = Sheet {
        page: PageSpec {
            size: Size::new(width + em * 4, pitch * i64::from(lines) + em * 4),
            area: Rect::new(em, em, width, pitch * i64::from(lines)),
            columns: columns as u8,
            column_width: column,
            gutter,
            em,
            pitch,
            lines,
            in_order: case.0.get("balance").and_then(Value::as_bool) == Some(false),
            ..PageSpec::default()
        },
        paras: vec![ParaStyle {
            size: em,
            leading: pitch,
            font: FontRole("song".into()),
            orphans: few("orphans"),
            widows: few("widows"),
            ..ParaStyle::default()
        }],
        ..Sheet::default()
    };
    let node = |(id, lines): (u32, usize)| {
        let text = vec!["国"; lines].join("\u{2028}");
        let run = Run { range: 0..text.len() as u32, ..Run::default() };
        let para = Para { text: text.into(), runs: vec![run], ..Para::default() };
        Node {
            id: NodeId(id),
            block: String::new(),
            span: Span::default(),
            flow: Flow::default(),
            kind: NodeKind::Para(para),
        }
    };
    let nodes = (0..).zip(counts("paragraph_lines")).map(node).collect();
    let styled = Styled { sheet, nodes, ..Styled::default() };
    let (files, mut sources, mut findings) = (MemoryFiles::default(), Sources::default(), Findings::default());
    let fonts = Fonts::open(&files, &mut sources, &mut findings).ok_or("no fonts")?;
    let pages = banxin::pages::build(&styled, &fonts, 1, &mut findings);
    let mut found = Vec::new();
    for page in &pages.pages {
        let mut of_page = vec![0usize; usize::from(columns)];
        for item in &page.items {
            let ItemKind::Line { at, .. } = &item.kind else { continue };
            let index = (at.x - page.area.x).0 / (column + gutter).0;
            if let Some(slot) = of_page.get_mut(index.max(0) as usize) {
                *slot += 1;
            }
        }
        found.extend(of_page);
    }
    while found.last() == Some(&0) {
        found.pop();
    }
    same(&found, &counts("expected_lines_per_column"))
}

struct Case<'c>(&'c Value);

impl Case<'_> {
    fn word(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }
    fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key).and_then(Value::as_f64)
    }
    fn words(&self, key: &str) -> Vec<String> {
        let list = self.0.get(key).and_then(Value::as_array);
        list.map(|list| list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()).unwrap_or_default()
    }
}

type Outcome = Result<(), String>;

fn same<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
}

/// The expected lines. A last "line" that is wider than the box stands for the rest of the text: no
/// engine can set it in one line, and the case asks only where its beginning is.
fn same_breaks(done: &Set, expected: &[String], width: f64) -> Outcome {
    let mut found = done.texts();
    if let Some(rest) = expected.last()
        && rest.chars().map(|c| f64::from(width_of(c)) / 1000.0).sum::<f64>() > width + 0.5
        && found.len() > expected.len()
    {
        let tail = found.split_off(expected.len() - 1).concat();
        found.push(tail);
    }
    same(&found.as_slice(), &expected)
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 0.01
}

fn gb_case(case: &Case<'_>) -> Outcome {
    let level = match case.word("level") {
        "none" => Kinsoku::None,
        "basic" => Kinsoku::Basic,
        "strict" => Kinsoku::Strict,
        _ => Kinsoku::Gb,
    };
    let mut rules = Rules { breaks: Breaks::Clreq(level), ..Rules::default() };
    let text = case.word("text");
    let width = case.number("width_em").unwrap_or(text.chars().count() as f64 + 4.0);
    let align = Align::Justify;
    let done = set(text, width, align, &rules, 500);
    match case.word("kind") {
        "kinsoku" => same_breaks(&done, &case.words("expected_lines"), width),
        "unbreakable" => {
            let expected = case.words("expected_lines");
            if !expected.is_empty() {
                same(&done.texts(), &expected)?;
            }
            let unit = case.word("unit");
            if done.texts().iter().any(|line| line.contains(unit)) {
                Ok(())
            } else {
                Err(format!("{unit} split: {:?}", done.texts()))
            }
        }
        "pair_width" => {
            let widths = done.widths(0);
            let pair: f64 = widths.iter().filter(|(text, _)| text != "国").map(|(_, width)| width).sum();
            let expected = case.number("expected_pair_em").unwrap_or_default();
            let allowed = case.0.get("allowed_pair_em").and_then(Value::as_array);
            let allowed =
                allowed.is_some_and(|list| list.iter().filter_map(Value::as_f64).any(|width| near(pair, width)));
            if near(pair, expected) || allowed { Ok(()) } else { Err(format!("expected {expected}, found {pair}")) }
        }
        "line_end_half" => {
            let first = done.texts().first().cloned().unwrap_or_default();
            same(&first.as_str(), &case.word("expected_first_line"))?;
            let mark = done.widths(0).last().map_or(0.0, |(_, width)| *width);
            if near(mark, 0.5) { Ok(()) } else { Err(format!("line-end mark {mark} em")) }
        }
        "line_start_half" => {
            let second = done.widths(1);
            let (start, width) = second.first().cloned().unwrap_or_default();
            same(&start.as_str(), &case.word("expected_second_line_start"))?;
            let expected = case.number("expected_advance_em").unwrap_or(0.5);
            if near(width, expected) { Ok(()) } else { Err(format!("line-start mark {width} em")) }
        }
        "reduction_order" => {
            // The last line is free: one more line after it makes this one a full line.
            rules.choice = Choice::First;
            let full = set(&format!("{text}\u{2028}"), width, Align::Justify, &rules, 500);
            let done = &full;
            same(&done.texts().first().map(String::as_str), &Some(text))?;
            let expected = case.0.get("expected_width_em").and_then(Value::as_object).cloned().unwrap_or_default();
            for (mark, width) in expected {
                let width = width.as_f64().unwrap_or_default();
                let found: Vec<f64> =
                    done.widths(0).into_iter().filter(|(text, _)| *text == mark).map(|(_, width)| width).collect();
                if found.is_empty() || found.iter().any(|found| !near(*found, width)) {
                    return Err(format!("{mark}: expected {width}, found {found:?}"));
                }
            }
            Ok(())
        }
        "push_in_first" => {
            let first = done.texts().first().cloned().unwrap_or_default();
            let last = first.chars().next_back().map(String::from).unwrap_or_default();
            same(&last.as_str(), &case.word("expected_first_line_last"))
        }
        other => Err(format!("unknown kind {other}")),
    }
}

fn css_rules(case: &Case<'_>) -> Rules {
    let style =
        |key: &str| case.0.get("style").and_then(|style| style.get(key)).and_then(Value::as_str).unwrap_or_default();
    let level = match if style("line-break").is_empty() { case.word("line_break") } else { style("line-break") } {
        "loose" => CssLevel::Loose,
        "strict" => CssLevel::Strict,
        "anywhere" => CssLevel::Anywhere,
        _ => CssLevel::Normal,
    };
    let words = match style("word-break") {
        "break-all" => CssWords::BreakAll,
        "keep-all" => CssWords::KeepAll,
        _ => CssWords::Normal,
    };
    let property = format!("{};{}", case.word("property"), style("text-spacing-trim"));
    Rules {
        breaks: Breaks::Css(level, language(case), words),
        half_marks: false,
        marks: if property.contains("trim-all") {
            MarkWidth::Half
        } else if property.contains("space-all") {
            MarkWidth::None
        } else {
            MarkWidth::Full
        },
        practice: match case.word("lang") {
            "zh-hant" | "zh-Hant" | "zh-TW" | "zh-HK" => Practice::Centred,
            "ja" => Practice::Japan,
            _ => Practice::Mainland,
        },
        trim_start: if property.contains("trim-start") || property.contains("trim-both") {
            TrimStart::Always
        } else if property.contains("space-first") {
            TrimStart::NotFirst
        } else {
            TrimStart::Never
        },
        trim_end: if property.contains("space-all") {
            TrimEnd::Never
        } else if property.contains("trim-both") {
            TrimEnd::Always
        } else {
            TrimEnd::IfNeeded
        },
        hanging: match style("hanging-punctuation") {
            "first" => Hanging::First,
            "last" => Hanging::Last,
            "allow-end" | "force-end" => Hanging::StopsIfNeeded,
            _ => Hanging::Nothing,
        },
        // CSS Text 4: the gap is an eighth of an em; off in cases that do not speak of it.
        latin_gap: if style("text-autospace") == "normal" { 125 } else { 0 },
        hyphens: if style("hyphens") == "none" { Hyphens::Nowhere } else { Hyphens::Soft },
        anywhere: matches!(style("overflow-wrap"), "anywhere" | "break-word") || style("word-break") == "break-word",
        choice: Choice::First,
        ..Rules::default()
    }
}

fn language(case: &Case<'_>) -> CssLanguage {
    match case.word("lang").split('-').next() {
        Some("ja" | "zh") => CssLanguage::JaZh,
        _ => CssLanguage::Other,
    }
}

fn css_case(case: &Case<'_>) -> Outcome {
    let mut rules = css_rules(case);
    let text = case.word("text");
    let wide = text.chars().count() as f64 + 4.0;
    match case.word("kind") {
        "break_before_char" | "lines" => {
            let width = case.number("width_em").unwrap_or_else(|| {
                // "full text width minus 5px": one line, then a little less.
                let full = set(text, 1000.0, Align::Start, &rules, 1000);
                let end = full.lines.first().map_or(0.0, |(line, _)| line.end.0 as f64 / EM as f64);
                end - 0.1
            });
            let done = set(text, width, Align::Start, &rules, 1000);
            same(&done.texts(), &case.words("expected_lines"))
        }
        "break_opportunity" => {
            let done = set(text, 10.0, Align::Start, &rules, 1000);
            let allowed = case.0.get("expected_break_allowed").and_then(Value::as_bool).unwrap_or_default();
            same(&(done.lines.len() > 1), &allowed)
        }
        "advance" => {
            let done = set(text, case.number("width_em").unwrap_or(wide), Align::Start, &rules, 1000);
            let letters: String = (0..done.lines.len())
                .flat_map(|line| done.widths(line))
                .filter(|(text, _)| !text.starts_with('\n'))
                .map(|(_, width)| {
                    if near(width, 1.0) {
                        'F'
                    } else if near(width, 0.5) {
                        'H'
                    } else {
                        '?'
                    }
                })
                .collect();
            same(&letters.as_str(), &case.word("expected"))
        }
        "autospace" => {
            let gap = case.number("gap_em").unwrap_or(0.125);
            let mode = case.word("mode");
            rules.latin_gap = if case.word("property").contains("no-autospace") { 0 } else { (gap * 1000.0) as i32 };
            rules.upright = mode.contains("upright") || mode.contains("tate-chu-yoko");
            let done = set(text, wide, Align::Start, &rules, 1000);
            let mut found: Vec<usize> = Vec::new();
            for (_, bodies) in &done.lines {
                for pair in bodies.windows(2) {
                    let [before, body] = pair else { continue };
                    let between = (body.x - before.x - before.width).0 as f64 / EM as f64;
                    if between > 0.001 {
                        found.push(text.get(..body.text as usize).unwrap_or_default().chars().count());
                    }
                    if between > 0.001 && !near(between, gap) {
                        return Err(format!("a gap of {between} em"));
                    }
                }
            }
            let expected = case.0.get("expected_gap_before_index").and_then(Value::as_array);
            let expected: Vec<usize> = expected
                .map(|list| list.iter().filter_map(Value::as_u64).map(|index| index as usize).collect())
                .unwrap_or_default();
            same(&found, &expected)
        }
        "segment_break" => {
            // A no-break space and a zero width space are not told from what they look like.
            let plain = |text: &str| text.replace('\u{A0}', " ").replace('\u{200B}', "");
            same(&plain(&fold_newlines(text, language(case))), &plain(case.word("expected_text")))
        }
        "emphasis" => {
            let mask: String = text.chars().map(|c| if takes_dot(c) { '1' } else { '0' }).collect();
            same(&mask.as_str(), &case.word("expected_mask"))
        }
        other => Err(format!("unknown kind {other}")),
    }
}
