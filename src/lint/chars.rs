//! C: characters that should not stand in the text.

use super::han::{is_han, is_mark};
use super::lexicon;
use super::passage::{Passage, fixed};
use super::reading::Reading;
use super::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// All rules of characters, one walk over the text.
pub fn check(reading: &Reading, report: &mut Report) {
    let traditional_wanted = reading.document.meta.language.contains("Hant")
        || reading.document.meta.language.contains("TW")
        || reading.document.meta.language.contains("HK");
    for passage in &reading.passages {
        let mut at = 0;
        while at < passage.len() {
            at = one(passage, at, traditional_wanted, report).max(at + 1);
        }
    }
}

/// C08: characters that no face draws. What every Chinese face has (GB/T 2312, ASCII, its marks) is not asked.
pub fn undrawn(reading: &Reading, drawn: &dyn Fn(char) -> bool, report: &mut Report) {
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    for p in &reading.passages {
        for (at, &c) in p.chars.iter().enumerate() {
            if c.is_ascii() || lexicon::sound(c) != 0 || is_mark(c) || c.is_whitespace() || c.is_control() {
                continue;
            }
            if !*known.entry(c).or_insert_with(|| drawn(c)) {
                let found = p.finding(
                    "C08",
                    at..at + 1,
                    say!("没有字体有“{}”（U+{:04X}）", "no face has “{}” (U+{:04X})", c, u32::from(c)),
                );
                report.push(found.help(say!(
                    "改用别的字，或登记一个有它的字体",
                    "use another character, or register a face that has it"
                )));
            }
        }
    }
}

/// Looks at the character at `at`; returns where to go on.
fn one(p: &Passage, at: usize, traditional_wanted: bool, report: &mut Report) -> usize {
    let c = p.at(at);
    if c.is_ascii_alphanumeric() {
        return token(p, at, report);
    }
    match c {
        '\u{4e00}'..='\u{9fff}' if !traditional_wanted => traditional(p, at, report),
        '\u{4e00}'..='\u{9fff}' | '，' | '。' | '、' | '“' | '”' => at + 1,
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{1680}' => {
            odd_space(p, at, report)
        }
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => {
            // The joiner inside an emoji is part of it.
            if c == '\u{200d}' && p.before(at) >= '\u{2190}' && p.at(at + 1) >= '\u{2190}' && !is_han(p.before(at)) {
                return at + 1;
            }
            let run = run(
                p,
                at,
                |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'),
            );
            let end = run.end;
            let found = p.finding(
                "C01",
                run.clone(),
                say!("不可见字符 U+{:04X}", "invisible character U+{:04X}", u32::from(c)),
            );
            report.push(fixed(found.help(say!("删去它", "delete it")), [p.edit(run, "")]));
            end
        }
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
            let found = p.finding(
                "C02",
                at..at + 1,
                say!(
                    "控制字符 U+{:04X}，XML 不能容纳",
                    "control character U+{:04X}, which XML cannot hold",
                    u32::from(c)
                ),
            );
            report.push(fixed(found.help(say!("删去它", "delete it")), [p.edit(at..at + 1, "")]));
            at + 1
        }
        '－' if p.at(at + 1).is_ascii_digit() && "为达是温率，、（".contains(p.before(at)) => {
            let found = p.finding("C04", at..at + 1, say!("全角的负号“－”", "a full-width minus sign"));
            report.push(fixed(found.help(say!("改为“-”", "write “-”")), [p.edit(at..at + 1, "-")]));
            at + 1
        }
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '＋' | '＝' | '＃' | '＆' | '＠' | '＄' | '／' => {
            wide(p, at, report)
        }
        '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{10fffd}' => {
            report.push(
                p.finding(
                    "C07",
                    at..at + 1,
                    say!(
                        "专用区字符或替换符 U+{:04X}",
                        "private-use character or replacement mark U+{:04X}",
                        u32::from(c)
                    ),
                )
                .help(say!("查明原字，改用通用编码的字", "find out the character that was meant and write that")),
            );
            at + 1
        }
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' | '\u{2e80}'..='\u{2fdf}' | '\u{300}'..='\u{36f}' => {
            let help = match lexicon::canonical(c) {
                Some(plain) => say!("改为“{}”（U+{:04X}）", "write “{}” (U+{:04X})", plain, u32::from(plain)),
                None => say!("改用通用汉字或组合好的字母", "write the unified ideograph or the composed letter"),
            };
            let edits = lexicon::canonical(c).map(|plain| p.edit(at..at + 1, &plain.to_string()));
            let found = p
                .finding(
                    "C09",
                    at..at + 1,
                    say!("兼容字或部首字符 U+{:04X}", "compatibility or radical character U+{:04X}", u32::from(c)),
                )
                .help(help);
            report.push(match edits {
                Some(edit) => fixed(found, [edit]),
                None => found,
            });
            at + 1
        }
        '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}' => token(p, at, report),
        '\u{30a0}'..='\u{30ff}' => katakana(p, at, report),
        _ => at + 1,
    }
}

fn run(p: &Passage, start: usize, of: impl Fn(char) -> bool) -> Range<usize> {
    let mut end = start + 1;
    while end < p.len() && of(p.at(end)) {
        end += 1;
    }
    start..end
}

fn odd_space(p: &Passage, at: usize, report: &mut Report) -> usize {
    let run = run(p, at, |c| matches!(c, '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'));
    let end = run.end;
    let inside_latin = p.before(at).is_ascii_alphanumeric() && p.at(end).is_ascii_alphanumeric();
    let found = p
        .finding(
            "C03",
            run.clone(),
            say!("不换行空格或全角空格 U+{:04X}", "no-break or ideographic space U+{:04X}", u32::from(p.at(at))),
        )
        .help(say!("缩进和间距由版式给出，文中不放空格", "indents and gaps come from the layout; leave the space out"));
    report.push(fixed(found, [p.edit(run, if inside_latin { " " } else { "" })]));
    end
}

fn wide(p: &Passage, at: usize, report: &mut Report) -> usize {
    let narrow = |c: char| matches!(c, '！'..='～').then(|| char::from_u32(u32::from(c) - 0xfee0)).flatten();
    let letter = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％');
    let inner = |c: char| matches!(c, '．' | '＋' | '＝' | '＃' | '＆' | '＠' | '＄' | '／' | '－' | '，');
    if !letter(p.at(at)) {
        return at + 1;
    }
    let mut end = at + 1;
    while letter(p.at(end)) || inner(p.at(end)) && letter(p.at(end + 1)) && p.at(end) != '，' {
        end += 1;
    }
    // 1．: the point after a sequence number is full-width by the standard.
    let plain: String = p.slice(at..end).iter().filter_map(|c| narrow(*c)).collect();
    let found = p
        .finding(
            "C04",
            at..end,
            say!("全角的数字、字母或百分号“{}”", "full-width digits, letters or percent sign “{}”", p.text(at..end)),
        )
        .help(say!("改为半角“{}”", "write “{}”", plain));
    report.push(fixed(found, [p.edit(at..end, &plain)]));
    end
}

/// A word of Latin, Greek, Cyrillic letters and digits: scripts must not mix by look-alikes.
fn token(p: &Passage, at: usize, report: &mut Report) -> usize {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}');
    let run = run(p, at, part);
    let chars = p.slice(run.clone());
    let foreign = chars.iter().filter(|c| !c.is_ascii()).count();
    if foreign > 0 {
        let plain: Option<String> =
            chars.iter().map(|c| if c.is_ascii() { Some(*c) } else { lexicon::look_alike(*c) }).collect();
        let mixed = foreign < chars.len() && chars.iter().any(|c| !c.is_ascii() && lexicon::look_alike(*c).is_some());
        let cyrillic = |c: &char| matches!(c, '\u{400}'..='\u{4ff}');
        // A word wholly of look-alikes among Han is a slip as well; a Greek letter alone is a symbol.
        let whole = foreign == chars.len()
            && plain.is_some()
            && chars.iter().all(cyrillic)
            && (is_han(p.before(at)) || is_han(p.at(run.end)));
        let lone_symbol =
            chars.iter().filter(|c| !c.is_ascii()).all(|c| matches!(c, '\u{391}'..='\u{3ff}')) && plain.is_none();
        if (mixed || whole) && !lone_symbol {
            let end = run.end;
            let mut found = p.finding(
                "C05",
                run.clone(),
                say!(
                    "“{}”里混有形似拉丁字母的外文字母",
                    "“{}” holds look-alikes of Latin letters from another script",
                    p.text(run.clone())
                ),
            );
            if let Some(plain) = plain {
                found = found.help(say!("改为“{}”", "write “{}”", plain));
                found = fixed(found, [p.edit(run, &plain)]);
            }
            report.push(found);
            return end;
        }
        return run.end;
    }
    // 6.l%: the letter stands for the digit after the point.
    let point = p.before(at) == '.' && at.checked_sub(2).is_some_and(|at| p.at(at).is_ascii_digit());
    if point
        && matches!(chars, ['l' | 'I' | 'O' | 'o'])
        && (matches!(p.at(run.end), '%' | '‰' | '％') || is_han(p.at(run.end)))
    {
        let plain = if matches!(chars, ['l' | 'I']) { "1" } else { "0" };
        let mut start = at - 1;
        while p.before(start).is_ascii_digit() {
            start -= 1;
        }
        let end = run.end;
        let found = p.finding(
            "C05",
            start..end,
            say!("数字“{}”里混有字母", "the number “{}” holds letters that look like digits", p.text(start..end)),
        );
        report.push(fixed(found.help(say!("改为“{}”", "write “{}”", plain)), [p.edit(run, plain)]));
        return end;
    }
    // 2O21, 1l0: a letter among digits that looks like one.
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    let fakes = chars.iter().filter(|c| matches!(c, 'O' | 'o' | 'l' | 'I')).count();
    let first_is_digit = chars.first().is_some_and(char::is_ascii_digit);
    if fakes > 0 && digits >= 2 && digits > fakes && digits + fakes == chars.len() && first_is_digit {
        let plain: String = chars
            .iter()
            .map(|c| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                c => *c,
            })
            .collect();
        let end = run.end;
        let found = p
            .finding(
                "C05",
                run.clone(),
                say!("数字“{}”里混有字母", "the number “{}” holds letters that look like digits", p.text(run.clone())),
            )
            .help(say!("改为“{}”", "write “{}”", plain));
        report.push(fixed(found, [p.edit(run, &plain)]));
        return end;
    }
    run.end
}

/// A katakana that looks like a Han character, alone among Han.
fn katakana(p: &Passage, at: usize, report: &mut Report) -> usize {
    let run = run(p, at, |c| matches!(c, '\u{30a0}'..='\u{30ff}' | '\u{3040}'..='\u{309f}'));
    let end = run.end;
    let c = p.at(at);
    let alone = run.len() == 1
        && (is_han(p.before(at)) || is_mark(p.before(at)) || at == 0)
        && (is_han(p.at(end)) || is_mark(p.at(end)));
    let plain = match c {
        'ニ' => '二',
        'ロ' => '口',
        'エ' => '工',
        'カ' => '力',
        'タ' => '夕',
        'ハ' => '八',
        'ト' => '卜',
        'ミ' => '三',
        '・' => '·',
        'ー' => '一',
        'ヒ' => '匕',
        _ => return end,
    };
    if alone {
        let found = p
            .finding(
                "C05",
                run.clone(),
                say!("“{}”是片假名，形似“{}”", "“{}” is katakana; it looks like “{}”", c, plain),
            )
            .help(say!("改为“{}”", "write “{}”", plain));
        report.push(fixed(found, [p.edit(run, &plain.to_string())]));
    }
    end
}

fn traditional(p: &Passage, at: usize, report: &mut Report) -> usize {
    let Some(plain) = lexicon::simplified(p.at(at)) else { return at + 1 };
    let mut end = at;
    let mut written = String::new();
    while let Some(plain) = lexicon::simplified(p.at(end)) {
        written.push(plain);
        end += 1;
    }
    // 於, 乾, 著 … as parts of names in a title of a book stay with their owners.
    if p.titled(at) && plain != p.at(at) && end - at > 3 {
        return end;
    }
    let found = p
        .finding(
            "C06",
            at..end,
            say!("繁体字或异体字“{}”", "traditional or variant form “{}” in simplified text", p.text(at..end)),
        )
        .help(say!("改为“{}”", "write “{}”", written));
    report.push(fixed(found, [p.edit(at..end, &written)]));
    end
}
