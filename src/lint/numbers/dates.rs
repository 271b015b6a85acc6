//! N21: dates and times that cannot be, and periods that end before they begin.

use crate::lint::numeral::{Numeral, Script};
use crate::lint::passage::{Passage, fixed};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;

/// W03: 5月18号: in writing it is 日, as GB/T 7408 has it; what people say keeps its words.
fn spoken_day(p: &Passage, n: &Numeral, report: &mut Report) {
    let day = p.at(n.range.end) == '号' && p.before(n.range.start) == '月' && n.script == Script::Arabic;
    if day && !p.quoted(n.range.start) {
        let at = n.range.end;
        let found = p.finding("W03", n.range.start..at + 1, say!("日期写作“号”", "a date written with 号"));
        report.push(fixed(found.help(say!("书面语用“日”", "write 日")), [p.edit(at..at + 1, "日")]));
    }
}

/// N21 in one passage.
pub fn check(reading: &Reading, p: &Passage, report: &mut Report) {
    let mut year: Option<i64> = None;
    for (index, n) in p.numerals.iter().enumerate() {
        let Some(value) = whole(n) else { continue };
        let next = p.numerals.get(index + 1);
        spoken_day(p, n, report);
        match p.at(n.range.end) {
            '年' if n.digits.len() == 4 => {
                year = Some(value);
                month_after(p, n, next, report);
            }
            '月' if n.script == Script::Arabic || p.before(n.range.start) == '年' => {
                let before = p.before(n.range.start);
                // 24个月 is a span; 13月 after a year or with a day is a date.
                let day = next
                    .filter(|next| next.range.start == n.range.end + 1 && matches!(p.at(next.range.end), '日' | '号'));
                let about =
                    n.script == Script::Han && n.digits.len() == 2 && !p.slice(n.digits.clone()).contains(&'十');
                if !(1..=12).contains(&value) && (before == '年' || day.is_some()) && !about {
                    report.push(
                        p.finding(
                            "N21",
                            n.range.start..n.range.end + 1,
                            say!("没有{}月", "there is no month {}", value),
                        )
                        .help(say!("核对日期", "check the date")),
                    );
                } else if let Some(day) = day {
                    let named = if before == '年' { year } else { None };
                    // The year reported on, where the text names none.
                    let last = days(value, named.or(year).or(reading.year));
                    if whole(day).is_some_and(|day| day < 1 || day > last) {
                        report.push(
                            p.finding(
                                "N21",
                                n.range.start..day.range.end + 1,
                                say!("没有“{}”这一天", "there is no “{}”", p.text(n.range.start..day.range.end + 1)),
                            )
                            .help(say!("核对日期", "check the date")),
                        );
                    } else if let (Some(named), Some(day_value)) = (named, whole(day)) {
                        weekday(p, (named, value, day_value), n, day, report);
                    } else if let (None, Some(day_value), Some(issued)) = (year, whole(day), reading.date) {
                        // Without its year it is of the year of issue, or of one beside it: only a day that none has.
                        let years = [issued.0, issued.0 - 1, issued.0 + 1];
                        let told = told_day(p, day.range.end + 1);
                        if told.is_some_and(|(told, _)| {
                            years.iter().all(|year| day_of_week(*year, value, day_value) != told)
                        }) {
                            weekday(p, (issued.0, value, day_value), n, day, report);
                        }
                    }
                }
            }
            '时' | '点' | ':' | '：' => clock(p, n, value, next, report),
            _ => {}
        }
        backwards(p, n, next, report);
    }
}

fn whole(n: &Numeral) -> Option<i64> {
    (n.decimals == 0 && n.scale.is_none() && n.over.is_none()).then(|| i64::try_from(n.value).ok()).flatten()
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && year % 100 != 0 || year % 400 == 0
}

/// Days of a month; February has 29 where the year is not known.
pub(super) fn days(month: i64, year: Option<i64>) -> i64 {
    match month {
        2 if year.is_some_and(|year| !leap(year)) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn month_after(p: &Passage, n: &Numeral, next: Option<&Numeral>, report: &mut Report) {
    let Some(next) = next.filter(|next| {
        next.range.start == n.range.end + 1 && p.at(next.range.end) == '月' && next.script == Script::Han
            // 六七月: about June or July.
            && (next.digits.len() == 1 || p.slice(next.digits.clone()).contains(&'十'))
    }) else {
        return;
    };
    if whole(next).is_some_and(|value| !(1..=12).contains(&value)) {
        report.push(
            p.finding("N21", next.range.start..next.range.end + 1, say!("没有这个月", "there is no such month"))
                .help(say!("核对日期", "check the date")),
        );
    }
}

/// 星期 beside a full date.
fn weekday(p: &Passage, (year, month, day): (i64, i64, i64), n: &Numeral, last: &Numeral, report: &mut Report) {
    let Some((named, end)) = told_day(p, last.range.end + 1) else { return };
    let real = day_of_week(year, month, day);
    if real != named {
        let right = ['日', '一', '二', '三', '四', '五', '六'].get(real as usize).copied().unwrap_or('？');
        report.push(
            p.finding(
                "N21",
                n.range.start..end,
                say!("{}年{}月{}日是星期{}", "{}-{}-{} is not that day of the week (星期{})", year, month, day, right),
            )
            .help(say!("核对日期或星期", "check the date or the day")),
        );
    }
}

/// The day of the week that stands at an index, Sunday 0, and where it ends: （星期四）, 周日.
fn told_day(p: &Passage, at: usize) -> Option<(i64, usize)> {
    let open = usize::from(matches!(p.at(at), '（' | '('));
    let (_, size) = p.starts_any(at + open, &["星期", "周"])?;
    let named = match p.at(at + open + size) {
        '日' | '天' => 0,
        c => crate::lint::han::han_digit(c).filter(|value| (1..=6).contains(value)).map(i64::from)?,
    };
    Some((named, at + open + size + 1))
}

/// The day of the week by Sakamoto's method, Sunday 0.
pub(super) fn day_of_week(year: i64, month: i64, day: i64) -> i64 {
    let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4].get(month as usize - 1).copied().unwrap_or(0);
    let y = if month < 3 { year - 1 } else { year };
    (y + y / 4 - y / 100 + y / 400 + shift + day) % 7
}

/// 25时, 10:75.
fn clock(p: &Passage, n: &Numeral, value: i64, next: Option<&Numeral>, report: &mut Report) {
    if n.script != Script::Arabic || n.digits.len() > 2 {
        return;
    }
    let sign = p.at(n.range.end);
    let minute = next
        .filter(|next| next.range.start == n.range.end + 1 && next.script == Script::Arabic && next.digits.len() == 2);
    let dated = matches!(p.before(n.range.start), '日' | '午' | '晨' | '晚');
    let is_time = match sign {
        '时' => dated || minute.is_some_and(|minute| p.at(minute.range.end) == '分'),
        '点' => minute.is_some_and(|minute| p.at(minute.range.end) == '分') && dated,
        _ => minute.is_some() && dated,
    };
    let bad_minute = minute.and_then(whole).is_some_and(|minute| minute > 59);
    if is_time && (value > 24 || bad_minute) {
        let end = minute.map_or(n.range.end + 1, |minute| minute.range.end);
        report.push(
            p.finding(
                "N21",
                n.range.start..end,
                say!("没有“{}”这个时刻", "there is no such time as “{}”", p.text(n.range.start..end)),
            )
            .help(say!("核对时刻", "check the time")),
        );
    }
}

/// 2021年至2019年, 2021—2019年.
fn backwards(p: &Passage, n: &Numeral, next: Option<&Numeral>, report: &mut Report) {
    let Some(next) = next.filter(|next| p.at(next.range.end) == '年' && n.digits.len() == 4 && next.digits.len() == 4)
    else {
        return;
    };
    let gap = p.text(n.range.end..next.range.start);
    let (Some(from), Some(to)) = (whole(n), whole(next)) else { return };
    let years = (1800..2200).contains(&from) && (1800..2200).contains(&to);
    if years
        && from > to
        && matches!(gap, "年至" | "年到" | "—" | "～" | "-" | "年—" | "年～" | "至")
        && !p.before(n.range.start).is_ascii_alphanumeric()
    {
        report.push(
            p.finding(
                "N21",
                n.range.start..next.range.end + 1,
                say!("起止年份倒置", "the period ends before it begins"),
            )
            .help(say!("核对起止", "check both years")),
        );
    }
}
