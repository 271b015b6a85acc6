//! N: numbers, lists that count themselves, directions, arithmetic (GB/T 15835).

mod amounts;
mod apart;
mod averages;
mod bare;
mod bounds;
mod calendar;
mod changes;
mod claims;
mod contrary;
mod counts;
mod dates;
mod dimensions;
mod direction;
mod done;
mod forms;
mod growth;
mod lists;
mod measures;
mod multiples;
mod opposites;
mod parts;
mod periods;
mod quotients;
mod ratios;
mod reckoning;
mod respectively;
mod sectors;
mod series;
mod shares;
mod slogans;
mod spans;
mod table;
mod totals;
mod twice;
mod wholes;

use super::passage::{Passage, Role};
use super::reading::Reading;
use super::report::Report;
use crate::say;

/// All rules of numbers.
pub fn check(reading: &Reading, strict: bool, report: &mut Report) {
    for p in &reading.passages {
        if p.numerals.is_empty() {
            continue;
        }
        forms::check(p, report);
        dates::check(reading, p, report);
        lists::check(p, report);
        respectively::check(p, report);
        reckon(reading, p, report);
        if strict {
            unbound(p, report);
        }
    }
    measures::check(reading, report);
    direction::check(reading, report);
    claims::check(reading, report);
    twice::across(reading, report);
    amounts::thousands(reading, report);
    amounts::outliers(reading, report);
    table::check(reading, report);
}

/// What can be reckoned from the numbers of one passage.
fn reckon(reading: &Reading, p: &Passage, report: &mut Report) {
    if !matches!(p.role, Role::Paragraph | Role::Item | Role::Note) {
        return;
    }
    for index in 0..p.numerals.len() {
        changes::check(p, index, report);
        shares::check(reading, p, index, report);
        shares::put_right(p, index, report);
        shares::ended(p, index, report);
        parts::check(p, index, report);
        if let Some(n) = p.numerals.get(index) {
            quotients::check(p, n, report);
            apart::check(p, n, report);
            contrary::check(p, n, report);
            averages::check(p, n, report);
            averages::product(p, index, n, report);
            growth::check(p, index, n, report);
            series::check(p, index, n, report);
            done::check(p, index, n, report);
            sectors::check(p, n, report);
            multiples::check(p, index, n, report);
            calendar::check(p, index, n, report);
            dimensions::check(p, index, n, report);
            spans::check(p, index, n, reading.year, report);
            periods::check(p, index, n, reading.year, report);
            opposites::check(p, index, n, report);
            counts::check(p, index, n, report);
            amounts::check(p, index, n, report);
        }
    }
    counts::under_colon(reading, p, report);
    shares::sums(p, report);
    totals::check(reading, p, report);
    ratios::check(p, report);
    twice::without_base(reading, p, report);
}

/// N00: in strict mode every figure comes from the table; years, dates and names do not count.
fn unbound(p: &Passage, report: &mut Report) {
    if !matches!(p.role, Role::Paragraph | Role::Item | Role::Note) {
        return;
    }
    for n in
        p.numerals.iter().filter(|n| n.script == super::numeral::Script::Arabic && p.binding(n.range.start).is_none())
    {
        let date = matches!(p.at(n.range.end), '年' | '月' | '日' | '时' | '号')
            || matches!(p.before(n.range.start), '年' | '月') && p.at(n.range.end) == '日';
        let name = p.quoted(n.range.start)
            || p.titled(n.range.start)
            || p.before(n.range.start).is_ascii_alphabetic()
            || p.at(n.range.end).is_ascii_alphabetic();
        let hotline = n.unit.is_empty()
            && matches!(
                p.text(n.digits.clone()),
                "110" | "119" | "120" | "122" | "114" | "12345" | "12315" | "12309" | "12389"
            );
        if !(date || name || hotline) {
            report.push(
                p.finding(
                    "N00",
                    n.range.clone(),
                    say!("“{}”没有绑定到数据表", "“{}” is not bound to the table", p.text(n.range.clone())),
                )
                .help(say!("登记到数据表，写作 $(id)", "enter it in the table and write $(id)")),
            );
        }
    }
}
