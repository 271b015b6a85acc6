//! N13: 农村居民收入增长8.1%，快于城镇居民2.3个百分点: how far two rates lie apart, where both are told.

use super::direction::{Way, way_before};
use super::reckoning::slack;
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::ops::Range;

/// The rule for one number, the points between.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    if n.rate != Rate::Points || n.script != Script::Arabic || n.over.is_some() {
        return;
    }
    let clause = p.clause(n.range.start);
    let words = p.text(clause.start..n.range.start);
    let words = words.strip_prefix("增速").or(words.strip_prefix("增幅")).unwrap_or(words);
    let Some((above, rest)) = [("高于", true), ("快于", true), ("低于", false), ("慢于", false)]
        .iter()
        .find_map(|(word, above)| Some((*above, words.strip_prefix(word)?)))
    else {
        return;
    };
    // The other is named by what it is: 城镇居民, not 全省平均水平 or 上年.
    let other = rest.trim_end_matches("收入").trim_end_matches("增速").trim_end_matches("增幅");
    if other.chars().count() < 3 || other.contains('均') || other.contains("年") || !other.chars().all(is_han) {
        return;
    }
    let Some(mine) = grown(p, before(p, clause.start)) else { return };
    let named = |clause: &&Range<usize>| {
        p.find((*clause).clone(), other).is_some_and(|at| at + other.chars().count() < clause.end)
    };
    let theirs = p.clauses.iter().filter(|one| one.start != clause.start).filter(named).find_map(|one| {
        let at = p.clause_index(one.start);
        let own = grown(p, one.clone());
        // 城镇居民人均可支配收入41368元，增长5.8%
        let next = || p.clauses.get(at + 1).filter(|next| next.start == one.end + 1 && p.at(one.end) == '，');
        let alone = |next: &&Range<usize>| {
            let opening = p.numerals_in((*next).clone()).first().map_or("", |n| p.text(next.start..n.range.start));
            ["增长", "比上年增长", "较上年增长", "同比增长", "下降", "同比下降", "比上年下降"].contains(&opening)
        };
        own.or_else(|| next().filter(alone).and_then(|next| grown(p, next.clone())))
    });
    let Some(theirs) = theirs.filter(|theirs| theirs.0.range.start != mine.0.range.start) else { return };
    let signed = |(n, way): (&Numeral, Way)| if way == Way::Up { n.value } else { -n.value };
    let gap = signed(mine) - signed(theirs);
    let stated = if above { n.value } else { -n.value };
    if (gap - stated).abs() > slack(mine.0) + slack(theirs.0) + slack(n) {
        let (one, two) = (p.text(mine.0.range.clone()), p.text(theirs.0.range.clone()));
        let right = gap.abs().normalize();
        report.push(
            p.finding(
                "N13",
                n.range.start..n.unit.end.max(n.range.end),
                say!("{}与{}相差{}个百分点", "{} and {} lie {} points apart", one, two, right),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// The clause before, when a comma parts them.
fn before(p: &Passage, start: usize) -> Range<usize> {
    let own = p.clause_index(start).checked_sub(1).and_then(|at| p.clauses.get(at));
    own.filter(|before| before.end + 1 == start && p.at(before.end) == '，').cloned().unwrap_or(start..start)
}

/// The rate of growth that ends a clause, with its way; one alone.
fn grown<'p>(p: &'p Passage, clause: Range<usize>) -> Option<(&'p Numeral, Way)> {
    let mut rates = p.numerals_in(clause.clone()).iter().filter(|n| n.rate == Rate::Percent);
    let rate = rates
        .next()
        .filter(|rate| rate.range.end == clause.end && rate.script == Script::Arabic && rate.over.is_none())?;
    if rates.next().is_some() {
        return None;
    }
    way_before(p, rate.range.start).map(|(way, _)| (rate, way))
}
