//! The kinds of `tests/cases/` over whole classes: every member of a class, every level, several measures. What
//! is expected follows from the rule that each part names, not from a list of cases.

#![allow(clippy::disallowed_methods, clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../examples/cases/run.rs"]
mod run;

use serde_json::{Value, json};

const OPENING: &str = "“‘「『（［｛〔〖【《〈";
const CLOSING: &str = "”’」』）］｝〕〗】》〉";
const STOPS: &str = "、，；：。．！？";

/// Runs the cases under a profile; all must pass.
fn hold(profile: &str, cases: Vec<Value>) {
    assert!(!cases.is_empty());
    let mut text = json!({"meta": {"profile": profile}}).to_string();
    for (at, mut case) in cases.into_iter().enumerate() {
        case["id"] = json!(format!("{at} {}", case["text"].as_str().unwrap_or_default()));
        text.push('\n');
        text.push_str(&case.to_string());
    }
    let wrong: Vec<String> = run::file(&text)
        .into_iter()
        .filter(|verdict| !verdict.disputed)
        .filter_map(|verdict| Some(format!("{} {}: {}", verdict.kind, verdict.id, verdict.failure?)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

fn han(count: usize) -> String {
    "国".repeat(count)
}

/// CLREQ 3.1.6, GB/T 15834 5.1: who begins and ends a line at which level.
#[test]
fn prohibitions_by_class_level_and_measure() {
    let mut cases = Vec::new();
    for level in ["none", "basic", "gb", "strict"] {
        for measure in [4, 5, 7, 10] {
            let singles: Vec<char> = format!("{STOPS}{CLOSING}‼⁇–—～·・‧／").chars().collect();
            let mut starts: Vec<(String, bool)> =
                singles.iter().map(|mark| (mark.to_string(), level != "none")).collect();
            starts.extend(["——", "……", "⸺", "⋯⋯"].map(|mark| (mark.to_owned(), level == "strict")));
            for (mark, forbidden) in starts {
                let lines = if forbidden {
                    [han(measure - 1), format!("国{mark}国国")]
                } else {
                    [han(measure), format!("{mark}国国")]
                };
                let text = format!("{}{mark}国国", han(measure));
                cases.push(json!({"kind": "kinsoku", "level": level, "text": text, "width_em": measure, "expected_lines": lines}));
            }
            for mark in OPENING.chars().chain(['／']) {
                let forbidden = level != "none" && (mark != '／' || matches!(level, "gb" | "strict"));
                let lines = if forbidden {
                    [han(measure - 1), format!("{mark}国国")]
                } else {
                    [format!("{}{mark}", han(measure - 1)), "国国".to_owned()]
                };
                let text = format!("{}{mark}国国", han(measure - 1));
                cases.push(json!({"kind": "kinsoku", "level": level, "text": text, "width_em": measure, "expected_lines": lines}));
            }
        }
    }
    hold("gb", cases);
}

/// CLREQ 3.1.6.1, GB/T 15834 5.1.2 and 5.1.6: every pair of marks, and marks alone.
#[test]
fn widths_of_every_pair() {
    let mut cases = Vec::new();
    let all: Vec<char> = format!("{OPENING}{CLOSING}{STOPS}").chars().collect();
    for before in &all {
        for after in &all {
            let asks = |mark: &char| matches!(mark, '！' | '？');
            let width = if OPENING.contains(*before) && !OPENING.contains(*after) {
                2.0
            } else if asks(before) && asks(after) {
                1.0
            } else {
                1.5
            };
            cases
                .push(json!({"kind": "pair_width", "text": format!("国{before}{after}国"), "expected_pair_em": width}));
        }
    }
    for (marks, width) in [("·–／‧・", 0.5), ("～—‼⁇⁈⁉（）。、", 1.0), ("⸺", 2.0)] {
        for mark in marks.chars() {
            cases.push(json!({"kind": "pair_width", "text": format!("国{mark}国"), "expected_pair_em": width}));
        }
    }
    for (marks, width) in [("——", 2.0), ("……", 2.0), ("⋯⋯", 2.0), ("！！！", 2.0), ("？！？", 2.0)] {
        cases.push(json!({"kind": "pair_width", "text": format!("国{marks}国"), "expected_pair_em": width}));
    }
    hold("gb", cases);
}

/// GB/T 15834 5.1.10 at line ends, CLREQ 3.1.5 at line starts.
#[test]
fn edges_are_half_an_em() {
    let mut cases = Vec::new();
    for measure in [3, 4, 6, 9] {
        for mark in format!("{CLOSING}{STOPS}").chars() {
            let line = format!("{}{mark}", han(measure));
            let text = format!("{line}{}", han(6));
            cases.push(json!({"kind": "line_end_half", "text": text, "width_em": measure as f64 + 0.5, "expected_first_line": line}));
        }
    }
    for mark in OPENING.chars() {
        let text = format!("{}{mark}{}", han(4), han(6));
        cases.push(json!({"kind": "line_start_half", "text": text, "width_em": 4, "expected_second_line_start": mark, "expected_advance_em": 0.5}));
    }
    hold("gb", cases);
}

/// GB/T 15835 and CLREQ 3.2.2: a number is one piece with its sign, separators and unit, wherever the line ends.
#[test]
fn numbers_are_whole_at_every_place() {
    let units = "57.4% 108.4% 1.3万 1370万 -36℃ 3.5亿 5万—10万 63%～68% ￥100 $3.5 €20 ＄5 US$5 +5 ±0.5 −36℃ №3 1,370 10:30 3/4 \
        0.5‰ 25㎡ 30°C 5kg 20% 8起 1.3万余 2021年 31日 第12 5—10 5–10 5～10% １２３ １．３万 12.5％ 3×4 10多 100余 A4 3·15 ＋5 2亿元 \
        100元 12℉ 5￠ 1～2 15.6亿元 60km/h GB/T 18\u{2009}650 500mL 5Ω";
    let mut cases = Vec::new();
    for unit in units.split_ascii_whitespace().chain(["18 650", "1 234 567"]) {
        let ems: f64 = unit.chars().map(|c| if c < '\u{2E80}' && c != '—' { 0.5 } else { 1.0 }).sum();
        for measure in [4usize, 5, 6, 7, 9] {
            // A gap stands between ideographs and figures.
            if ems + 0.25 > measure as f64 {
                continue;
            }
            for before in 1..measure {
                let text = format!("{}{unit}国国", han(before));
                cases.push(
                    json!({"kind": "unbreakable", "level": "gb", "text": text, "width_em": measure, "unit": unit}),
                );
            }
        }
    }
    hold("gb", cases);
}

/// CLREQ 3.3.2.1: brackets give way before commas, commas before full stops; every member of a step equally.
#[test]
fn reduction_in_order() {
    let mut cases = Vec::new();
    for (open, close) in ["（）", "《》", "“”", "「」", "【】"].map(|pair| {
        let mut marks = pair.chars();
        (marks.next().unwrap(), marks.next().unwrap())
    }) {
        for comma in "，、；：".chars() {
            for stop in "。！？".chars() {
                let text = format!("国国国{open}国国{close}国国{comma}国国国{stop}国国国国国国");
                for quarters in 0..=8 {
                    let need = f64::from(quarters) * 0.25;
                    // What each step gives: two brackets a whole em, then half an em each.
                    let give = |before: f64, all: f64| (need - before).clamp(0.0, all);
                    let (bracket, comma_width, stop_width) =
                        (1.0 - give(0.0, 1.0) / 2.0, 1.0 - give(1.0, 0.5), 1.0 - give(1.5, 0.5));
                    let widths = json!({open.to_string(): bracket, close.to_string(): bracket, comma.to_string(): comma_width, stop.to_string(): stop_width});
                    cases.push(json!({"kind": "reduction_order", "text": text, "width_em": 20.0 - need, "expected_width_em": widths}));
                }
            }
        }
    }
    for (need, bracket) in [(0.0, 1.0), (0.5, 0.75), (1.0, 0.5)] {
        let widths = json!({"（": bracket, "）": bracket, "，": 0.5});
        cases.push(json!({"kind": "reduction_order", "text": "国国（国）国国国，", "width_em": 8.5 - need, "expected_width_em": widths}));
    }
    hold("gb", cases);
}

/// CLREQ 3.1.6: 先挤进后推出, as long as the brackets can give what the mark needs.
#[test]
fn marks_are_pushed_in_first() {
    let mut cases = Vec::new();
    for (open, close) in [('“', '”'), ('（', '）'), ('《', '》')] {
        for mark in format!("{STOPS}{CLOSING}").chars() {
            for tenths in 175..=185 {
                let text = format!("{}{open}国{close}{}{mark}{}", han(10), han(5), han(8));
                cases.push(json!({"kind": "push_in_first", "text": text, "width_em": f64::from(tenths) / 10.0, "expected_first_line_last": mark}));
            }
        }
    }
    hold("gb", cases);
}

/// CSS Text 3 § 5.3, one row a class of characters: before which a line may begin, by level and language.
#[test]
fn css_levels() {
    let small_kana = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ";
    let mut cases = Vec::new();
    for lang in ["zh", "ja", "de", "und"] {
        let cj = matches!(lang, "zh" | "ja");
        for level in ["loose", "normal", "strict"] {
            let (loose, strict) = (level == "loose", level == "strict");
            for (class, allowed) in [
                (small_kana, !strict),
                ("‼⁇⁈⁉・！：；？･", loose && cj),
                ("‐–", loose),
                ("〜゠", cj && !strict),
                ("․‥…⋯︙", loose),
                ("々〻ゝゞヽヾ", loose),
                ("°‰′″‵℃℉﹪％￠", loose && cj),
            ] {
                for mark in class.chars() {
                    let lines =
                        if allowed { [han(6), format!("{mark}字字")] } else { [han(5), format!("国{mark}字字")] };
                    let text = format!("{}{mark}字字", han(6));
                    cases.push(json!({"kind": "break_before_char", "lang": lang, "line_break": level, "text": text, "width_em": 6.167, "expected_lines": lines}));
                }
            }
        }
    }
    hold("css", cases);
}

/// CSS Text 4 § 8.3: what each value of `text-spacing-trim` does to pairs and edges.
#[test]
fn css_trimming_by_value() {
    let mut cases = Vec::new();
    for (value, pair, start, later, end) in [
        ("space-all", "FFFF", "FFFFF", "FFFFF", "FFFFF"),
        ("normal", "FFHF", "FFFFF", "FFFFF", "FFFFF"),
        ("space-first", "FFHF", "FFFFF", "FFFFH", "FFFFF"),
        ("trim-start", "FFHF", "HFFFF", "FFFFH", "FFFFF"),
        ("trim-both", "FFHF", "HFFFF", "FFFFH", "FFFFH"),
    ] {
        for (open, close) in [('（', '）'), ('《', '》'), ('「', '」')] {
            let property = format!("text-spacing-trim: {value}");
            for (text, expected) in [
                (format!("国{close}{open}国"), pair),
                (format!("{open}国国国国"), start),
                (format!("国国国国{open}"), later),
                (format!("国国国国{close}"), end),
            ] {
                let measure = if text.starts_with(open) || text.ends_with(close) { 5 } else { 4 };
                cases.push(json!({"kind": "advance", "lang": "ja", "mode": "horizontal", "text": text, "width_em": measure, "property": property, "expected": expected}));
            }
        }
    }
    hold("css", cases);
}

/// CSS Text 4 § 8.4: the gap stands between ideographs and letters or decimal figures, nowhere else.
#[test]
fn the_gap_of_ideographs_and_letters() {
    let mut cases = Vec::new();
    for ideograph in "国㐀𠀀豈々〇〆かカーㇰヽ".chars() {
        for letter in ["A", "z", "é", "e\u{301}", "д", "α", "א", "1", "١"] {
            let after = 1 + letter.chars().count();
            let text = format!("{ideograph}{letter}{ideograph}");
            cases.push(json!({"kind": "autospace", "property": "text-autospace: normal", "text": text, "expected_gap_before_index": [1, after]}));
            cases.push(json!({"kind": "autospace", "property": "text-autospace: no-autospace", "text": text, "expected_gap_before_index": []}));
            cases.push(json!({"kind": "autospace", "mode": "vertical, upright", "property": "text-autospace: normal", "text": text, "expected_gap_before_index": []}));
        }
        for other in "、。（）・゠①●℃Ａ１국ｶ\u{3000}".chars() {
            let text = format!("A{other}A{ideograph}");
            cases.push(json!({"kind": "autospace", "property": "text-autospace: normal", "text": text, "expected_gap_before_index": [3]}));
        }
        for other in ["½", "²", "-", "%", "$", "_", "\"", " A "] {
            let text = format!("{ideograph}{other}{ideograph}");
            cases.push(json!({"kind": "autospace", "property": "text-autospace: normal", "text": text, "expected_gap_before_index": []}));
        }
    }
    for (text, measure, lines) in [
        ("1111国1", 4.1, &["1111", "国1"][..]),
        ("国国国1", 4.1, &["国国国", "1"]),
        ("国国国1", 4.2, &["国国国1"]),
        ("国国1国", 4.1, &["国国1", "国"]),
        ("国国国国1111", 4.05, &["国国国国", "1111"]),
    ] {
        cases.push(json!({"kind": "lines", "text": text, "width_em": measure, "style": {"text-autospace": "normal"}, "expected_lines": lines}));
    }
    hold("css", cases);
}

/// CSS Text 3 § 4.1.2: a line end of the source vanishes between wide characters, Hangul aside, and is a space elsewhere.
#[test]
fn line_ends_of_the_source() {
    let wide = ["測試", "ＦＵＬＬ", "ﾃｽﾄ", "ひらがな", "カタカナ", "㐀㐁", "ㄅㄆ"];
    let narrow = ["narrow", "■", "آزمون", "테스트", "русский", "123", "é", "ไทย"];
    let breaks = ["\n", "   \n", "\n        ", "   \n     ", "\n\n\n", "  \n   \n   ", "\t\n\t"];
    let mut cases = Vec::new();
    for before in wide.iter().chain(&narrow) {
        for after in wide.iter().chain(&narrow) {
            for newline in breaks {
                let vanishes = wide.contains(before) && wide.contains(after);
                let expected = format!("{before}{}{after}", if vanishes { "" } else { " " });
                let text = format!("{before}{newline}{after}");
                cases.push(json!({"kind": "segment_break", "lang": "und", "text": text, "expected_text": expected}));
                let (text, expected) = (format!("{before}\u{200B}{newline}{after}"), format!("{before}{after}"));
                cases.push(json!({"kind": "segment_break", "lang": "und", "text": text, "expected_text": expected}));
            }
        }
    }
    hold("css", cases);
}

/// CSS Text 3 § 5.5: a word wider than its line breaks anywhere, once nothing else helps.
#[test]
fn words_wider_than_their_line() {
    let mut cases = Vec::new();
    for wrap in ["anywhere", "break-word"] {
        for (text, measure, lines) in [
            ("XXXXXXXX", 5, &["XXXXX", "XXX"][..]),
            ("XX XXXXXX", 4, &["XX", "XXXX", "XX"]),
            ("国国XXXXXX国", 4, &["国国", "XXXX", "XX国"]),
            ("XXX XXX", 4, &["XXX", "XXX"]),
        ] {
            cases.push(json!({"kind": "lines", "text": text, "width_em": measure, "style": {"overflow-wrap": wrap}, "expected_lines": lines}));
        }
        let style = json!({"overflow-wrap": wrap, "word-break": "keep-all"});
        cases.push(json!({"kind": "lines", "text": "国国，国国国国国", "width_em": 4, "style": style, "expected_lines": ["国国，", "国国国国", "国"]}));
    }
    cases
        .push(json!({"kind": "lines", "text": "XXXXXXXX", "width_em": 5, "style": {}, "expected_lines": ["XXXXXXXX"]}));
    for (hyphens, lines) in [("manual", &["re\u{AD}", "gu\u{AD}", "lation"][..]), ("none", &["re\u{AD}gu\u{AD}lation"])]
    {
        cases.push(json!({"kind": "lines", "lang": "en", "text": "re\u{AD}gu\u{AD}lation", "width_em": 3, "style": {"hyphens": hyphens}, "expected_lines": lines}));
    }
    hold("css", cases);
}
