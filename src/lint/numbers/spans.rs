//! N21: spans of days and the days that are counted, the day of the week of a date without its year.

use super::dates::{day_of_week, days};
use crate::lint::numeral::Numeral;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;

/// Every rule of this file for one number, the month of a date.
pub fn check(p: &Passage, index: usize, n: &Numeral, year: Option<i64>, report: &mut Report) {
    if p.at(n.range.end) != '月' {
        return;
    }
    let Some(first) = Day::at(p, index) else { return };
    if let Some(last) = first.until(p) {
        counted_days(p, &first, &last, year, report);
        counted_before(p, index, &first, &last, year, report);
        if last.value < first.value && !last.wraps {
            report.push(
                p.finding("N21", n.range.start..last.end, say!("起止日期倒置", "the period ends before it begins"))
                    .help(say!("核对起止", "check both dates")),
            );
        }
    }
    // The year may stand before the month; then another rule has seen it.
    if p.before(n.range.start) != '年' {
        weekday(p, &first, n, year, report);
    }
}

/// A day of a month, with the place after it and the index of the number after it.
struct Day {
    month: i64,
    day: i64,
    value: i64,
    end: usize,
    next: usize,
    wraps: bool,
}

impl Day {
    /// 2月10日.
    fn at(p: &Passage, index: usize) -> Option<Day> {
        let (month, day) = (p.numerals.get(index)?, p.numerals.get(index + 1)?);
        let joined = day.range.start == month.range.end + 1 && p.at(day.range.end) == '日';
        let (month, day_of) = (small(month, 12)?, small(day, 31)?);
        (joined && p.at(day.range.end) == '日').then_some(Day {
            month,
            day: day_of,
            value: month * 100 + day_of,
            end: day.range.end + 1,
            next: index + 2,
            wraps: false,
        })
    }

    /// …至17日, 至3月1日.
    fn until(&self, p: &Passage) -> Option<Day> {
        let gap = p.text(self.end..p.numerals.get(self.next)?.range.start);
        if !matches!(gap, "至" | "到" | "—" | "～" | "-" | "－") {
            return None;
        }
        if let Some(day) = Day::at(p, self.next) {
            // Over the end of the year.
            return Some(Day { wraps: day.month < self.month && self.month - day.month >= 6, ..day });
        }
        let day = p.numerals.get(self.next)?;
        let value = small(day, 31).filter(|_| p.at(day.range.end) == '日')?;
        let (month, end, next) = (self.month, day.range.end + 1, self.next + 1);
        Some(Day { month, day: value, value: month * 100 + value, end, next, wraps: false })
    }
}

fn small(n: &Numeral, most: i64) -> Option<i64> {
    let value = i64::try_from(n.value).ok()?;
    (n.decimals == 0 && n.scale.is_none() && (1..=most).contains(&value)).then_some(value)
}

/// N21: 2月10日至17日放假，共7天.
fn counted_days(p: &Passage, first: &Day, last: &Day, year: Option<i64>, report: &mut Report) {
    let Some(n) = p.numerals.get(last.next) else { return };
    let gap = p.text(last.end..n.range.start);
    let told = [
        "，共",
        "放假，共",
        "放假调休，共",
        "（共",
        "，为期",
        "，历时",
        "，前后共",
        "共",
        "休息，共",
        "放假共",
        "，放假",
        "放假",
        "，连续",
        "（为期",
        "）",
        "），共",
        "）共",
        "）放假",
    ];
    let whole = p.text(n.unit.clone()) == "天" && told.contains(&gap);
    let Some(stated) = small(n, 366).filter(|_| whole && !last.wraps && last.value >= first.value) else { return };
    let between: i64 = (first.month..last.month).map(|month| days(month, year)).sum();
    let right = between + last.day - first.day + 1;
    // 为期, 历时 may leave out the first day; without the year February may have one more.
    let loose = gap.contains('期') || gap.contains('历');
    let leap = i64::from(year.is_none() && first.month <= 2 && last.month > 2);
    if stated != right && !(loose && stated == right - 1) && stated != right + leap && stated != right - leap {
        report.push(
            p.finding(
                "N21",
                n.range.start..n.unit.end,
                say!("从{}月{}日起共{}天", "from {}-{} there are {} days", first.month, first.day, right),
            )
            .help(say!("核对起止和天数", "check the dates and the days")),
        );
    }
}

/// N21: 历时26天（12月6日至12月26日）.
fn counted_before(p: &Passage, index: usize, first: &Day, last: &Day, year: Option<i64>, report: &mut Report) {
    let Some(n) = index.checked_sub(1).and_then(|at| p.numerals.get(at)) else { return };
    let Some(month) = p.numerals.get(index) else { return };
    let told = p.text(n.unit.clone()) == "天"
        && matches!(p.text(n.unit.end..month.range.start), "（" | "（从" | "（自")
        && p.ends_any(n.range.start, &["历时", "为期", "共", "持续", "连续", "前后"]).is_some();
    let whole = told && p.at(last.end) == '）' && !last.wraps && last.value >= first.value;
    let Some(stated) = small(n, 366).filter(|_| whole) else { return };
    let between: i64 = (first.month..last.month).map(|month| days(month, year)).sum();
    let right = between + last.day - first.day + 1;
    let leap = i64::from(year.is_none() && first.month <= 2 && last.month > 2);
    // The first day may be left out.
    if ![right, right - 1, right + leap, right - leap].contains(&stated) {
        report.push(
            p.finding(
                "N21",
                n.range.start..last.end,
                say!("从{}月{}日起共{}天", "from {}-{} there are {} days", first.month, first.day, right),
            )
            .help(say!("核对起止和天数", "check the dates and the days")),
        );
    }
}

/// N21: 2月18日（星期六）, in a text whose year is known.
fn weekday(p: &Passage, date: &Day, n: &Numeral, year: Option<i64>, report: &mut Report) {
    // 4月23日世界读书日当天（星期六）: the name of the day may stand between.
    let named = (date.end..date.end + 12).find(|at| !crate::lint::han::is_han(p.at(*at)));
    let end = named.filter(|at| p.at(*at) == '（' && p.starts(at + 1, "星期")).unwrap_or(date.end);
    let other = p.slice(date.end..end).iter().any(|c| matches!(*c, '至' | '到' | '前' | '后' | '次'));
    let end = if other { date.end } else { end };
    let bracket = matches!(p.at(end), '（' | '(');
    let at = end + usize::from(bracket);
    let Some((_, size)) = p.starts_any(at, &["星期", "周"]) else { return };
    let named = match p.at(at + size) {
        '日' | '天' => 0,
        c => match crate::lint::han::han_digit(c) {
            Some(value @ 1..=6) => i64::from(value),
            _ => return,
        },
    };
    let Some(year) = year else { return };
    // A report of one year may speak of the meeting in the next.
    let fits = |year: i64| day_of_week(year, date.month, date.day) == named;
    if !fits(year) && !fits(year + 1) && date_of_year(p, n) {
        let right = day_of_week(year, date.month, date.day);
        let right = ['日', '一', '二', '三', '四', '五', '六'].get(right as usize).copied().unwrap_or('？');
        report.push(
            p.finding(
                "N21",
                n.range.start..at + size + 1,
                say!(
                    "{}年{}月{}日是星期{}",
                    "{}-{}-{} is not that day of the week (星期{})",
                    year,
                    date.month,
                    date.day,
                    right
                ),
            )
            .help(say!("核对日期或星期", "check the date or the day")),
        );
    }
}

/// Nothing near says another year: 次年, 明年, 去年, a year of its own.
fn date_of_year(p: &Passage, n: &Numeral) -> bool {
    let sentence = p.sentence(n.range.start);
    let other = ["次年", "明年", "去年", "上年", "翌年", "来年", "今年"];
    let words = p.text(sentence.start..n.range.start);
    !other.iter().any(|word| words.contains(word))
        && !p
            .numerals_in(sentence.start..n.range.start)
            .iter()
            .any(|m| p.at(m.range.end) == '年' && m.digits.len() == 4)
}
