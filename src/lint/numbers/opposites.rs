//! N07, N13, N14: two numbers of one thing that contradict each other or the word between them: least and most,
//! lowered to and raised by, births and deaths, one income by another.

use super::direction::{Way, way_before};
use super::reckoning::{counted, is_quantity, label, slack, slipped};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    if n.script != Script::Arabic {
        return;
    }
    if matches!(p.before(n.range.start), '的' | '少' | '低' | '小' | '短' | '轻' | '为' | '达') {
        extremes(p, index, n, report);
    }
    if p.before(n.range.start) == '至' || p.before(n.range.start) == '到' {
        went_on(p, index, n, report);
        grown_total(p, index, n, report);
    }
    if n.rate == Rate::Permille {
        natural(p, index, n, report);
    }
    if n.decimals > 0 && n.rate == Rate::None && n.unit.is_empty() {
        incomes(p, index, n, report);
    }
}

/// 超支金额最少的1.2万元，最多的0.8万元.
fn extremes(p: &Passage, index: usize, least: &Numeral, report: &mut Report) {
    const PAIRS: &[(&str, &str)] =
        &[("最少", "最多"), ("最低", "最高"), ("最小", "最大"), ("最短", "最长"), ("最轻", "最重")];
    let named = |n: &Numeral| {
        let start = n.range.start;
        let tail = ["的为", "的达", "的有", "的", "为", "达", "仅", "仅为", ""];
        tail.iter()
            .filter(|word| p.ends(start, word))
            .map(|word| start - word.chars().count())
            .max_by_key(|end| PAIRS.iter().any(|(a, b)| p.ends(*end, a) || p.ends(*end, b)))
    };
    let Some(most) = p.numerals.get(index + 1).filter(|most| most.range.start < p.sentence(least.range.start).end)
    else {
        return;
    };
    let (Some(one), Some(other)) = (named(least), named(most)) else { return };
    let pair = PAIRS.iter().any(|(a, b)| p.ends(one, a) && p.ends(other, b));
    let alike = counted(p, least) == counted(p, most) && least.rate == most.rate && most.script == Script::Arabic;
    let next = p.clause_index(least.range.start) + 1 >= p.clause_index(most.range.start);
    if pair && alike && next && least.value > most.value {
        report.push(
            p.finding(
                "N07",
                least.range.start..most.unit.end.max(most.range.end),
                say!("最少的比最多的还多", "the least is more than the most"),
            )
            .help(say!("核对两个数", "check the two numbers")),
        );
    }
}

/// 药占比降低至26.4%，比上年提高1.8个百分点.
fn went_on(p: &Passage, index: usize, now: &Numeral, report: &mut Report) {
    let end = now.range.start - 1;
    let Some((way, word)) = way_before(p, end).or_else(|| match p.before(end) {
        '升' => Some((Way::Up, "升")),
        '降' => Some((Way::Down, "降")),
        _ => None,
    }) else {
        return;
    };
    let Some(change) = p.numerals.get(index + 1) else { return };
    let (clause, next) = (p.clause(now.range.start), p.clause(change.range.start));
    let Some((other, _)) = way_before(p, change.range.start) else { return };
    let from_last = p.starts_any(next.start, &["比上年", "较上年", "比去年", "较去年", "同比", "较上月", "比上月"]);
    let size = from_last.map_or(0, |(_, size)| size);
    let bare = p.text(next.start + size..change.range.start).trim_start_matches("同期").trim_start_matches("末");
    let plain = size > 0 && bare.chars().count() <= 3 && next.start == clause.end + 1 && p.at(clause.end) == '，';
    let ends = now.unit.end.max(now.range.end) == clause.end;
    // 由A降至B is told of by other rules; a plan comes down from its own height.
    let from = p.text(clause.start..end - word.chars().count());
    let alone = !from.contains(['由', '从']) && now.rate == Rate::Percent && change.rate != Rate::None;
    if plain && ends && alone && other != way && !change.value.is_sign_negative() {
        let shown = end - word.chars().count()..change.unit.end.max(change.range.end);
        report.push(
            p.finding(
                "N07",
                shown,
                say!("先说“{}”，后面的变化相反", "it is said to go {} and then the other way", word),
            )
            .help(say!("核对升降", "check the direction")),
        );
    }
}

/// 新增规上工业企业32家，总数由286家增加到328家.
fn grown_total(p: &Passage, index: usize, now: &Numeral, report: &mut Report) {
    let Some((added, base)) = index
        .checked_sub(2)
        .and_then(|at| p.numerals.get(at))
        .zip(index.checked_sub(1).and_then(|at| p.numerals.get(at)))
    else {
        return;
    };
    let (clause, before) = (p.clause(now.range.start), p.clause(added.range.start));
    let total = p.starts_any(clause.start, &["总数由", "总数从", "总量由", "总量从", "累计由"]).is_some();
    let fresh = p.starts(before.start, "新增") || label(p, added).contains("新增") || label(p, added).contains("净增");
    let alike = counted(p, added) == counted(p, base) && counted(p, base) == counted(p, now);
    let sum = added.value + base.value;
    let all = [added, base, now].iter().all(|n| is_quantity(p, n));
    let rises = way_before(p, now.range.start - 1).is_some_and(|(way, _)| way == Way::Up);
    let next = before.end + 1 == clause.start && base.range.start >= clause.start;
    if total && fresh && alike && all && rises && next && sum != now.value && slipped(p, now, sum) {
        report.push(
            p.finding(
                "N13",
                base.range.start..now.unit.end,
                say!(
                    "{}加上新增的{}是{}",
                    "{} and the {} added are {}",
                    p.text(base.range.clone()),
                    p.text(added.range.clone()),
                    sum.normalize()
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// 出生人口5126人，死亡人口5842人，人口自然增长率为0.99‰: the sign is that of births less deaths.
fn natural(p: &Passage, index: usize, rate: &Numeral, report: &mut Report) {
    let clause = p.clause(rate.range.start);
    let words = p.text(clause.start..rate.range.start);
    if !words.contains("自然增长率") {
        return;
    }
    let named = |word: &str| {
        let before = p.numerals.get(..index).unwrap_or(&[]).iter().rev().take(6);
        let mut own = before.filter(|n| n.rate == Rate::None && counted(p, n) == "人");
        own.find(|n| label(p, n).contains(word))
    };
    let (Some(born), Some(died)) = (named("出生"), named("死亡")) else { return };
    let falls = rate.value.is_sign_negative() || p.before(rate.range.start) == '负';
    if (born.value < died.value) != falls && born.value != died.value && !rate.value.is_zero() {
        report.push(
            p.finding(
                "N07",
                clause.start..rate.range.end,
                say!("出生与死亡之差的正负，和自然增长率不合", "births less deaths have the other sign"),
            )
            .help(say!("核对出生、死亡和增长率", "check births, deaths and the rate")),
        );
    }
}

/// 城镇居民…36418元；农村居民…20816元。城乡居民收入比为1.57.
fn incomes(p: &Passage, index: usize, ratio: &Numeral, report: &mut Report) {
    let start = ratio.range.start;
    if p.ends_any(
        start,
        &["收入比为", "收入比是", "收入之比为", "收入比值为", "收入比降至", "收入比缩小至", "收入比缩小到"],
    )
    .is_none()
    {
        return;
    }
    let before = p.numerals.get(..index).unwrap_or(&[]);
    let named = |words: &[&str]| {
        let mut own = before.iter().rev().filter(|n| is_quantity(p, n) && counted(p, n) == "元");
        own.find(|n| words.iter().any(|word| label(p, n).contains(word)) && label(p, n).contains("收入"))
    };
    let (Some(town), Some(country)) = (named(&["城镇"]), named(&["农村", "乡村"])) else { return };
    if country.value <= slack(country) {
        return;
    }
    let exact = town.value / country.value;
    let half = Decimal::new(5, ratio.decimals + 1);
    // A per cent more or less may come of unrounded incomes.
    if (exact - ratio.value).abs() > half + Decimal::new(5, 3) {
        report.push(
            p.finding(
                "N13",
                ratio.range.clone(),
                say!(
                    "{}比{}是{}",
                    "{} by {} is {}",
                    p.text(town.range.clone()),
                    p.text(country.range.clone()),
                    exact.round_dp(ratio.decimals)
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}
