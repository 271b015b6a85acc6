//! N21: lengths of time against the dates they are the length of, anniversaries against the year of founding.

use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, year: Option<i64>, report: &mut Report) {
    match p.at(n.range.end) {
        '年' => months(p, index, n, report),
        '周' => founded(p, index, n, year, report),
        _ => {}
    }
}

fn whole(n: &Numeral) -> Option<i64> {
    let plain = n.script == Script::Arabic && n.decimals == 0 && n.scale.is_none() && n.rate == Rate::None;
    i64::try_from(n.value).ok().filter(|_| plain)
}

/// A year and a month, 2022年7月, counted in months; and the index of the number after it.
fn month(p: &Passage, index: usize) -> Option<(i64, usize)> {
    let (year, month) = (p.numerals.get(index)?, p.numerals.get(index + 1)?);
    let joined =
        p.at(year.range.end) == '年' && month.range.start == year.range.end + 1 && p.at(month.range.end) == '月';
    let count = whole(year)? * 12 + whole(month).filter(|month| (1..=12).contains(month))?;
    (joined && year.digits.len() == 4 && !p.at(month.range.end + 1).is_ascii_digit()).then_some((count, index + 2))
}

/// 2022年7月至2023年6月，…历时11个月; 从2020年5月至2022年12月，长达4年多.
fn months(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let Some((from, next)) = month(p, index) else { return };
    let Some((to, after)) = month(p, next) else { return };
    let gap = p.numerals.get(next).map_or("", |last| p.text(n.range.end..last.range.start));
    let Some(stated) = p.numerals.get(after).filter(|_| gap.ends_with(['至', '到', '—', '～'])) else { return };
    let sentence = p.sentence(n.range.start);
    let near = stated.range.start < sentence.end
        && p.clause_index(stated.range.start) <= p.clause_index(n.range.start) + 2
        && p.ends_any(stated.range.start, &["历时", "为期", "长达", "时间跨度", "前后", "共计", "持续"]).is_some();
    let (Some(length), true) = (whole(stated), near && to > from) else { return };
    // The first month counts or does not.
    let right = match p.text(stated.unit.clone()) {
        "个月" => (to - from..=to - from + 1).contains(&length),
        "年" => {
            let more = stated.over.is_some() || p.at(stated.unit.end) == '多';
            let least = if more { length * 12 } else { length * 12 - 3 };
            (least..=length * 12 + if more { 12 } else { 3 }).contains(&(to - from + 1))
        }
        _ => true,
    };
    if !right {
        let count = to - from + 1;
        report.push(
            p.finding(
                "N21",
                stated.range.start..stated.unit.end,
                say!("起止之间是{}个月", "between these dates there are {} months", count),
            )
            .help(say!("核对起止和时长", "check the dates and the length")),
        );
    }
}

/// 学校创办于1952年，2022年迎来建校80周年.
fn founded(p: &Passage, index: usize, n: &Numeral, year: Option<i64>, report: &mut Report) {
    const FOUNDED: &[&str] =
        &["创办于", "始建于", "成立于", "创建于", "创立于", "建于", "组建于", "建校于", "建院于", "始创于", "诞生于"];
    let told = p.ends_any(
        n.range.start,
        &["建校", "建院", "成立", "创办", "办学", "建馆", "建厂", "创建", "建社", "创刊", "建县"],
    );
    let (Some(stated), true) = (whole(n), p.text(n.unit.clone()) == "周年" && told.is_some()) else { return };
    let years = |m: &&Numeral| p.at(m.range.end) == '年' && m.digits.len() == 4;
    let before = p.numerals.get(..index).unwrap_or(&[]);
    let Some(first) = before.iter().rev().filter(years).find(|m| p.ends_any(m.range.start, FOUNDED).is_some()) else {
        return;
    };
    // The year of the anniversary stands beside it, or is the year reported on.
    let own = before.iter().rev().filter(years).find(|m| m.range.start > first.range.start).and_then(whole);
    let near = p.clause_index(first.range.start) + 3 >= p.clause_index(n.range.start);
    let (Some(from), Some(to)) = (whole(first), own.or(year)) else { return };
    if near && to > from && stated != to - from && (own.is_some() || (stated - (to - from)).abs() > 1) {
        report.push(
            p.finding(
                "N21",
                n.range.start..n.unit.end,
                say!("从{}年到{}年是{}周年", "from {} to {} there are {} years", from, to, to - from),
            )
            .help(say!("核对年份和周年", "check the years")),
        );
    }
}
