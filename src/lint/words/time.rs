//! W07: relative years against the year reported on.

use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;

/// W07.
pub fn check(reading: &Reading, report: &mut Report) {
    let looks_back = looks_back(reading);
    for p in reading
        .passages
        .iter()
        .filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note | Role::Heading(_) | Role::HeadingLead))
    {
        for at in 0..p.len() {
            let Some((word, length)) = matches!(p.at(at), '今' | '去' | '本' | '当' | '前' | '明')
                .then(|| p.starts_any(at, &["今年", "去年", "本年度", "本年", "前年", "明年"]))
                .flatten()
            else {
                continue;
            };
            explicit(reading, p, at, word, length, report);
            if !looks_back || p.quoted(at) || p.titled(at) {
                continue;
            }
            let year = reading.year.unwrap_or(0);
            let after = at + length;
            match word {
                // The past year's report says 今年以来 of the year it reports on.
                "今年"
                    if p.starts(after, "以来")
                        || p.starts_any(
                            after,
                            &["上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "全年", "累计"],
                        )
                        .is_some() =>
                {
                    let end = if p.starts(after, "以来") { after + 2 } else { after };
                    let found = p.finding(
                        "W07",
                        at..end,
                        say!(
                            "“今年”与报告年度（{}）冲突",
                            "今年 conflicts with the year reported on ({})",
                            label(year)
                        ),
                    );
                    report.push(found.help(say!("写明年份，如“{}以来”", "name the year: {}", label(year))));
                }
                "去年" if !compared(p, at, after) => {
                    let end = if p.at(after + 1) == '月' { after + 2 } else { after };
                    let found = p.finding(
                        "W07",
                        at..end,
                        say!(
                            "“去年”与报告年度（{}）并用，读者不知指哪一年",
                            "去年 beside the year reported on ({}): which year is meant?",
                            label(year)
                        ),
                    );
                    report.push(found.help(say!("写明年份，如“{}”", "name the year: {}", label(year))));
                }
                _ => {}
            }
        }
    }
}

fn label(year: i64) -> String {
    if year > 0 { format!("{year}年") } else { "报告年度".to_owned() }
}

/// 比去年, 去年同期: a base of comparison, which stays relative.
fn compared(p: &Passage, at: usize, after: usize) -> bool {
    p.starts_any(after, &["同期", "同比", "相比", "底", "年底", "末", "基数", "水平", "的"]).is_some()
        || matches!(p.before(at), '比' | '较' | '与' | '同' | '和' | '超' | '于')
}

/// Whether the text reports on a year that is over.
fn looks_back(reading: &Reading) -> bool {
    if let (Some(year), Some((issued, ..))) = (reading.year, reading.date) {
        if issued > year {
            return true;
        }
        if issued == year {
            return false;
        }
    }
    reading.passages.iter().any(|p| {
        p.prose.text.contains("过去一年") || p.prose.text.contains("刚刚过去的") || p.prose.text.contains("过去的一年")
    })
}

/// 去年（2019年）, 今年（2020年）: the year named beside the relative word.
fn explicit(reading: &Reading, p: &Passage, at: usize, word: &str, length: usize, report: &mut Report) {
    let open = at + length;
    let bracket = matches!(p.at(open), '（' | '(');
    let from = open + usize::from(bracket);
    let Some(numeral) = p
        .numerals_in(from..from + 1)
        .first()
        .filter(|n| n.range.start == from && p.at(n.range.end) == '年' && n.digits.len() == 4)
    else {
        return;
    };
    let (Ok(named), Some((issued, ..))) = (i64::try_from(numeral.value), reading.date) else { return };
    let expected = match word {
        "今年" | "本年" | "本年度" => issued,
        "去年" => issued - 1,
        "前年" => issued - 2,
        "明年" => issued + 1,
        _ => return,
    };
    if named != expected {
        report.push(
            p.finding(
                "W07",
                at..numeral.range.end + 1,
                say!("“{}”应是{}年，这里写作{}年", "{} is {}, not {}", word, expected, named),
            )
            .help(say!("核对年份", "check the year")),
        );
    }
}
