//! N07, N10, N11, N13: a value, the value before it, and the change that is stated.

use super::direction::{WAYS, Way, way_before};
use super::reckoning::{counted, is_date, on_another_basis, percent_fits, slack};
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};

/// A value and the one it is compared with.
struct Change<'n> {
    base: &'n Numeral,
    now: &'n Numeral,
    /// 由A降到B, where the direction has been said already.
    moved: bool,
}

/// 由A下降到B，下降p%; 今年B，比上年的A增长p%; 率由28%提高到35%，提高7个百分点.
pub fn check(p: &Passage, index: usize, report: &mut Report) {
    let Some(first) = p.numerals.get(index).filter(|n| n.script == Script::Arabic && n.over.is_none()) else { return };
    if is_date(p, first) {
        return;
    }
    percent_between(p, index, first, report);
    opposed(p, index, first, report);
    // The year of 比2020年的A is no value.
    let Some((order, second)) =
        (index + 1..index + 3).filter_map(|at| Some((at, p.numerals.get(at)?))).find(|(_, n)| !is_year(p, n))
    else {
        return;
    };
    if second.script != Script::Arabic
        || second.over.is_some()
        || second.rate != first.rate
        || is_date(p, second)
        || p.numerals.get(index + 1).is_some_and(|n| n.script == Script::Han)
    {
        return;
    }
    let Some(change) = compared(p, first, second) else { return };
    let (one, other) = (counted(p, change.base), counted(p, change.now));
    if change.base.value <= Decimal::ZERO || one != other && !one.is_empty() && !other.is_empty() {
        return;
    }
    match first.rate {
        Rate::None => {
            if !digits_slipped(p, &change, second, report) {
                percent(p, &change, order, report);
                difference(p, &change, order, report);
            }
        }
        Rate::Percent => points(p, &change, order, report),
        Rate::Permille | Rate::Points => {}
    }
}

/// N13: 比上年同期的25起下降28%，为18起: the change stands between the two values.
fn percent_between(p: &Passage, index: usize, base: &Numeral, report: &mut Report) {
    let (Some(stated), Some(now)) = (p.numerals.get(index + 1), p.numerals.get(index + 2)) else { return };
    let clause = p.clause(base.range.start);
    let words = p.text(clause.start..base.range.start);
    let from = ["比", "较"].iter().filter_map(|word| words.rfind(word)).max().and_then(|at| words.get(at..));
    let to = p.text(stated.range.end..now.range.start);
    let Some((way, word)) = way_before(p, stated.range.start) else { return };
    let told = from.is_some_and(earlier)
        && ["，为", "，降至", "，降到", "，增至", "，增加到", "，达到", "，达", "，减少到"].contains(&to);
    let direct = p.text(base.unit.end..stated.range.start).trim_end_matches('了') == word;
    let alike = counted(p, base) == counted(p, now) && !counted(p, base).is_empty() && now.over.is_none();
    if !told || !direct || !alike || stated.rate != Rate::Percent || base.rate != Rate::None || base.value.is_zero() {
        return;
    }
    let change = (now.value - base.value) * Decimal::ONE_HUNDRED / base.value;
    let signed = if way == Way::Down { -change } else { change };
    let room = (slack(now) + slack(base)) * Decimal::ONE_HUNDRED / base.value;
    if !percent_fits(stated, signed - room, signed + room) {
        report.push(
            p.finding(
                "N13",
                base.range.start..now.unit.end,
                say!(
                    "由{}到{}，变化是{}%",
                    "from {} to {} is {}%",
                    p.text(base.range.clone()),
                    p.text(now.range.clone()),
                    change.round_dp(1)
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N07: 比上年减少2.3公斤，增长0.5%: the amount and the rate of one change go two ways.
fn opposed(p: &Passage, index: usize, amount: &Numeral, report: &mut Report) {
    let Some(rate) = p.numerals.get(index + 1).filter(|n| n.rate == Rate::Percent && n.script == Script::Arabic) else {
        return;
    };
    let (clause, next) = (p.clause(amount.range.start), p.clause(rate.range.start));
    let (Some((one, _)), Some((other, word))) = (way_before(p, amount.range.start), way_before(p, rate.range.start))
    else {
        return;
    };
    // Nothing is named anew: the clause begins with its word of direction.
    let bare = p.text(next.start..rate.range.start).trim_end_matches('了') == word;
    let adjoining = next.start == clause.end + 1 && p.at(clause.end) == '，';
    let compared = p.slice(clause.start..amount.range.start).iter().any(|c| matches!(c, '比' | '较'));
    let signs = amount.value.is_sign_negative() || rate.value.is_sign_negative();
    if amount.rate == Rate::None && !amount.unit.is_empty() && one != other && bare && adjoining && compared && !signs {
        report.push(
            p.finding(
                "N07",
                amount.range.start..rate.range.end,
                say!("数量和比率一升一降", "the amount and the rate go two ways"),
            )
            .help(say!("核对升降", "check the direction")),
        );
    }
}

fn is_year(p: &Passage, n: &Numeral) -> bool {
    p.at(n.range.end) == '年' && n.digits.len() == 4
}

/// Which of two values is the base, when the words between say so.
fn compared<'n>(p: &Passage, first: &'n Numeral, second: &'n Numeral) -> Option<Change<'n>> {
    let gap = p.text(first.range.end.max(first.unit.end)..second.range.start);
    let opening = p.text(p.clause(first.range.start).start..first.range.start);
    let to = || ["到", "至", "为", "到了", "成"].iter().any(|word| gap.ends_with(word));
    let moved = || WAYS.iter().any(|(word, _)| gap.contains(word)) || gap.contains("压减");
    if opening.contains(['由', '从']) && to() && gap.chars().count() <= 8 && !gap.contains('，') && moved() {
        return Some(Change { base: first, now: second, moved: true });
    }
    let same = counted(p, first) == counted(p, second) && first.scale.is_some() == second.scale.is_some();
    (same && earlier(gap)).then_some(Change { base: second, now: first, moved: false })
}

/// ，比上年同期的; （上年同期为; ，与去年同期: words that make the number after them the base.
fn earlier(gap: &str) -> bool {
    const TIMES: &[&str] = &[
        "上年同期",
        "去年同期",
        "前年同期",
        "常年同期",
        "历年同期",
        "上年",
        "去年",
        "前年",
        "常年",
        "上月",
        "上个月",
        "上季度",
        "上半年",
        "上年末",
        "去年底",
        "年初",
        "同期",
    ];
    let rest = gap.trim_start_matches(['，', '（', '；']);
    let rest = ["比", "较", "与", "和", "同", "而"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = match TIMES.iter().find_map(|word| rest.strip_prefix(word)) {
        Some(rest) => rest,
        // 比2020年（同期）的
        None => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            match rest.get(digits..).and_then(|rest| rest.strip_prefix('年')).filter(|_| digits == 4) {
                Some(rest) => rest,
                None => return false,
            }
        }
    };
    let rest = rest.strip_prefix("同期").unwrap_or(rest);
    matches!(rest, "" | "的" | "为" | "是" | "只有" | "仅为" | "（" | "值（")
}

/// N11: ten times or a tenth.
fn digits_slipped(p: &Passage, change: &Change, second: &Numeral, report: &mut Report) -> bool {
    let (base, now) = (change.base, change.now);
    let ten = Decimal::TEN;
    let large = base.value >= ten || now.value >= Decimal::ONE_HUNDRED;
    // A plan may bring 143 down to 6: few things left are no slip of a digit.
    // 由328家压减至12家: what is cleared away may shrink to a remnant.
    let cleared = ["压减", "精简", "清理", "取缔", "关停", "压降"]
        .iter()
        .any(|word| p.find(base.range.end..now.range.start, word).is_some());
    let few = change.moved && (now.value < ten || cleared) && now.decimals == 0 && now.value < base.value;
    let far = now.value >= base.value * ten || now.value * ten <= base.value;
    let sentence = p.sentence(now.range.start);
    // 由1978年的5.6亿元增加到2022年的2316.4亿元 is no change from year to year.
    let years = p.numerals_in(sentence.clone()).iter().filter(|n| is_year(p, n)).map(|n| n.value);
    let apart = years.clone().min().zip(years.max()).is_some_and(|(first, last)| last - first > Decimal::ONE);
    if !large || !far || few || apart || p.text(second.range.end..sentence.end).contains('倍') {
        return false;
    }
    let shown = base.range.start.min(now.range.start)..second.unit.end.max(second.range.end);
    report.push(
        p.finding("N11", shown, say!("与上年相差十倍以上", "ten times last year's value or more apart"))
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
    );
    true
}

/// The number after the two that tells the change, with its direction; nothing new is named before it.
fn stated<'p>(p: &'p Passage, order: usize, rate: Rate) -> Option<(&'p Numeral, Way, &'static str)> {
    let second = p.numerals.get(order)?;
    let stated = p.numerals.get(order + 1).filter(|n| {
        n.range.start < p.sentence(second.range.start).end
            && n.rate == rate
            && n.over.is_none()
            && p.clause_index(n.range.start) <= p.clause_index(second.range.start) + 1
    })?;
    let between = p.text(second.unit.end.max(second.range.end)..stated.range.start);
    // 由680元提高到720元，…由7200元提高到7920元，分别增长5.9%和10.0%: the first change is not this one's.
    if between.contains("分别") {
        return None;
    }
    if between.chars().filter(|c| is_han(*c)).count() > 6 || between.contains('其') || between.contains('均') {
        return None;
    }
    let (way, word) = way_before(p, stated.range.start).or_else(|| named_way(p, stated.range.start))?;
    Some((stated, way, word))
}

/// N13 and N07: the percentage of a change.
fn percent(p: &Passage, change: &Change, order: usize, report: &mut Report) {
    let Some((stated, way, word)) = stated(p, order, Rate::Percent) else { return };
    let (base, now) = (change.base, change.now);
    let hundred = Decimal::ONE_HUNDRED;
    let reckon = |now: Decimal, base: Decimal| (now - base) * hundred / base;
    let (slack_now, slack_base) = (slack(now), slack(base));
    if base.value <= slack_base || on_another_basis(p, now.range.start) {
        return;
    }
    let low = reckon(now.value - slack_now, base.value + slack_base);
    let high = reckon(now.value + slack_now, base.value - slack_base);
    let exact = reckon(now.value, base.value);
    let opposite = match way {
        Way::Up => high < Decimal::ZERO,
        Way::Down => low > Decimal::ZERO,
    };
    let shown = stated.range.start - word.chars().count()..stated.range.end;
    let (from, to) = (p.text(base.range.clone()), p.text(now.range.clone()));
    if opposite {
        report.push(
            p.finding("N07", shown, say!("由{}到{}，不是“{}”", "from {} to {} is not {}", from, to, word))
                .help(say!("核对升降", "check the direction")),
        );
    } else if !percent_fits(stated, low.abs().min(high.abs()), low.abs().max(high.abs())) {
        let right = exact.abs().round_dp_with_strategy(stated.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
        report.push(
            p.finding("N13", shown, say!("由{}到{}，应是{}%", "from {} to {} is {}%", from, to, right))
                .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N13: 由8.2天缩短至7.9天，缩短0.5天.
fn difference(p: &Passage, change: &Change, order: usize, report: &mut Report) {
    let Some((stated, way, word)) = stated(p, order, Rate::None) else { return };
    let (base, now) = (change.base, change.now);
    let unit = counted(p, stated);
    if unit.is_empty() || unit != counted(p, now) || unit != counted(p, base) || is_date(p, stated) {
        return;
    }
    let exact = (now.value - base.value).abs();
    let shown = stated.range.start - word.chars().count()..stated.unit.end;
    let (from, to) = (p.text(base.range.clone()), p.text(now.range.clone()));
    let opposite = match way {
        Way::Up => now.value < base.value,
        Way::Down => now.value > base.value,
    };
    if opposite {
        report.push(
            p.finding("N07", shown, say!("由{}到{}，不是“{}”", "from {} to {} is not {}", from, to, word))
                .help(say!("核对升降", "check the direction")),
        );
    } else if (exact - stated.value).abs() > slack(now) + slack(base) + slack(stated) {
        report.push(
            p.finding("N13", shown, say!("由{}到{}，相差{}", "from {} to {} is {}", from, to, exact.normalize()))
                .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N10 and N13: from one percentage to another the difference is in points.
fn points(p: &Passage, change: &Change, order: usize, report: &mut Report) {
    let (base, now) = (change.base, change.now);
    let exact = (now.value - base.value).abs();
    let room = slack(now) + slack(base);
    if let Some((stated, _, word)) = stated(p, order, Rate::Percent) {
        if (exact - stated.value).abs() <= room + slack(stated) && !exact.is_zero() {
            let shown = stated.range.start - word.chars().count()..stated.range.end;
            let digits = p.text(stated.digits.clone());
            report.push(
                p.finding(
                    "N10",
                    shown,
                    say!("两个百分数之差是百分点", "the difference of two percentages is in points"),
                )
                .help(say!("改为“{}个百分点”", "write {}个百分点", digits)),
            );
        }
        return;
    }
    let Some((stated, way, word)) = stated(p, order, Rate::Points) else { return };
    let shown = stated.range.start - word.chars().count()..stated.unit.end;
    let (from, to) = (p.text(base.range.clone()), p.text(now.range.clone()));
    let opposite = match way {
        Way::Up => now.value + room < base.value,
        Way::Down => now.value > base.value + room,
    };
    if opposite {
        report.push(
            p.finding("N07", shown, say!("由{}到{}，不是“{}”", "from {} to {} is not {}", from, to, word))
                .help(say!("核对升降", "check the direction")),
        );
    } else if (exact - stated.value).abs() > room + slack(stated) {
        report.push(
            p.finding("N13", shown, say!("由{}到{}，相差{}个百分点", "from {} to {} is {} points", from, to, exact))
                .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// 降幅20%, 增幅达5%.
fn named_way(p: &Passage, at: usize) -> Option<(Way, &'static str)> {
    const NAMED: &[(&str, Way)] = &[
        ("增幅", Way::Up),
        ("增幅为", Way::Up),
        ("增幅达", Way::Up),
        ("涨幅", Way::Up),
        ("涨幅为", Way::Up),
        ("涨幅达", Way::Up),
        ("降幅", Way::Down),
        ("降幅为", Way::Down),
        ("降幅达", Way::Down),
    ];
    NAMED.iter().find(|(word, _)| p.ends(at, word)).map(|(word, way)| (*way, *word))
}
