//! P10 and N16: ranges of numbers.

use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, fixed};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;

/// P10 and N16: numeric ranges, their sign and the percent or scale of their first number.
pub(super) fn ranges(reading: &Reading, report: &mut Report) {
    let mut kinds: Vec<(char, &Passage, usize)> = Vec::new();
    for p in &reading.passages {
        for pair in p.numerals.windows(2) {
            let [first, second] = pair else { continue };
            let Some((sign, at)) = joined(p, first, second) else { continue };
            if matches!(sign, '～' | '—') && !year_like(p, second) {
                kinds.push((sign, p, at));
            }
            let lacks = second.rate == Rate::Percent && first.rate == Rate::None
                || second.scale.is_some_and(|scale| matches!(scale, '万' | '亿'))
                    && first.scale.is_none()
                    && first.unit.is_empty();
            if lacks && first.value < second.value && !matches!(sign, '-' if p.before(first.range.start) == '-') {
                let percent = second.rate == Rate::Percent;
                let what = if percent { "%".to_owned() } else { second.scale.map(String::from).unwrap_or_default() };
                let found = p.finding(
                    "N16",
                    first.range.start..second.range.end,
                    say!(
                        "范围“{}”的前一个数缺“{}”",
                        "the first number of the range “{}” lacks its {}",
                        p.text(first.range.start..second.range.end),
                        what
                    ),
                );
                let sign_right = if sign == '—' { "—" } else { "～" };
                let help = say!(
                    "改为“{}{}{}{}”",
                    "write “{}{}{}{}”",
                    p.text(first.range.clone()),
                    what,
                    sign_right,
                    p.text(second.range.clone())
                );
                report.push(fixed(
                    found.help(help),
                    [p.edit(first.range.end..second.range.start, &format!("{what}{sign_right}"))],
                ));
            } else if matches!(sign, '-' | '~' | '–' | '－') {
                let years = year_like(p, second);
                let right = if years { "—" } else { "～" };
                let found = p.finding(
                    "P10",
                    first.range.start..second.range.end,
                    say!("范围用了“{}”", "a range written with “{}”", sign),
                );
                report.push(fixed(
                    found.help(say!("改为“{}”", "write “{}”", right)),
                    [p.edit(first.range.end..second.range.start, right)],
                ));
            }
        }
    }
    let tilde = kinds.iter().filter(|(sign, ..)| *sign == '～').count();
    let rare = match (tilde, kinds.len() - tilde) {
        (0, _) | (_, 0) => return,
        (tildes, lines) if tildes < lines => '～',
        _ => '—',
    };
    for (_, p, at) in kinds.iter().filter(|(sign, ..)| *sign == rare) {
        report.push(
            p.finding("P10", *at..at + 1, say!("范围一处用～，一处用—", "ranges here with ～, there with —"))
                .help(say!("全文统一", "use one of them throughout")),
        );
    }
}

fn year_like(p: &Passage, second: &Numeral) -> bool {
    p.at(second.range.end) == '年' && second.digits.len() == 4
}

/// The sign between two numbers of a range, and its place.
fn joined(p: &Passage, first: &Numeral, second: &Numeral) -> Option<(char, usize)> {
    if first.script != Script::Arabic || second.script != Script::Arabic {
        return None;
    }
    // Between them stands the sign, after the unit of the first at most.
    let gap = first.range.end.max(first.unit.end)..second.digits.start;
    let minus = second.value.is_sign_negative();
    let (at, sign) = match gap.len() {
        1 => (gap.start, p.at(gap.start)),
        0 if minus => (second.digits.start, '-'),
        _ => return None,
    };
    if !matches!(sign, '-' | '~' | '～' | '–' | '—' | '－') {
        return None;
    }
    // Codes, telephone numbers, dates, scores: letters around, another hyphen, or no unit and no rate.
    let around = [p.before(first.range.start), p.at(second.range.end)];
    let code = around.iter().any(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '/' | '_' | '.' | '+' | '—' | '号'));
    let bare = second.rate == Rate::None && second.scale.is_none() && second.unit.is_empty();
    let hyphen = matches!(sign, '-' | '–' | '－');
    let leading_zero = p.at(first.digits.start) == '0' && first.decimals == 0
        || p.at(second.digits.start) == '0' && second.decimals == 0;
    if code
        || hyphen && bare
        || leading_zero
        || hyphen && p.text(second.unit.clone()) == "号"
        || first.value >= second.value && hyphen
    {
        return None;
    }
    Some((sign, at))
}
