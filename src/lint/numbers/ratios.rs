//! N13 and N14: ratios (15.9∶40.3∶43.8, 1∶1.16), and what comes in less what goes out.

use super::reckoning::{counted, in_scale, is_quantity, label, slack, slipped};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    let mut at = 0;
    while at < p.numerals.len() {
        let run = ratio(p, at);
        match run {
            [first, .., last] => {
                whole(p, run, report);
                if let [one, other] = run {
                    of_persons(p, one, other, report);
                }
                let _ = (first, last);
                at += run.len();
            }
            _ => at += 1,
        }
    }
    for n in &p.numerals {
        left_over(p, n, report);
        natural(p, n, report);
        present(p, n, report);
        loans(p, n, report);
    }
}

/// The numbers from an index on that ∶ joins.
fn ratio<'p>(p: &'p Passage, index: usize) -> &'p [Numeral] {
    let joined = |a: &Numeral, b: &Numeral| {
        a.range.end + 1 == b.range.start
            && matches!(p.at(a.range.end), '∶' | '：' | ':')
            && a.script == Script::Arabic
            && b.script == Script::Arabic
            && a.rate == Rate::None
            && b.rate == Rate::None
    };
    let rest = p.numerals.get(index..).unwrap_or(&[]);
    let more = rest.windows(2).take_while(|pair| matches!(pair, [a, b] if joined(a, b))).count();
    if more == 0 { &[] } else { rest.get(..=more).unwrap_or(&[]) }
}

/// N14: 三次产业结构为15.9∶40.3∶44.8: three parts and more of a hundred.
fn whole(p: &Passage, run: &[Numeral], report: &mut Report) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let clause = p.clause(first.range.start);
    let opening = p.text(p.sentence(first.range.start).start..first.range.start);
    let named = ["结构", "比例", "比重", "占比"].iter().any(|word| opening.contains(word));
    let decimals = run.iter().all(|n| n.decimals > 0) || run.iter().all(|n| n.decimals == 0 && n.digits.len() <= 2);
    let sum: Decimal = run.iter().map(|n| n.value).sum();
    let room =
        run.iter().fold(Decimal::ZERO, |room, n| room + Decimal::new(5, n.decimals + 1)).min(Decimal::new(25, 2));
    let near = (sum - Decimal::ONE_HUNDRED).abs();
    let room = if run.iter().all(|n| n.decimals == 0) { Decimal::ONE } else { room };
    let meant = near > room && near <= Decimal::from(12);
    if run.len() >= 3 && named && decimals && meant && clause.start < first.range.start {
        report.push(
            p.finding(
                "N14",
                first.range.start..last.range.end,
                say!("各部分之和是{}，不是100", "the parts add up to {}, not to 100", sum.normalize()),
            )
            .help(say!("核对各部分", "check the parts")),
        );
    }
}

/// N13: 在校学生12.86万人，专任教师8640人，生师比18.4∶1.
fn of_persons(p: &Passage, one: &Numeral, other: &Numeral, report: &mut Report) {
    const NAMES: &[(&str, [&str; 2])] = &[
        ("生师比", ["学生", "教师"]),
        ("师生比", ["教师", "学生"]),
        ("医护比", ["医师", "护士"]),
        ("床护比", ["床位", "护士"]),
        ("男女比", ["男", "女"]),
        ("普职比", ["普通高中", "中职"]),
    ];
    let mut end = one.range.start;
    for word in ["约为", "为", "约", "达到", "达"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let Some((_, [left, right])) =
        NAMES.iter().find(|(name, _)| p.ends(end, name) || p.ends(end, &format!("{name}例")))
    else {
        return;
    };
    let before: Vec<&Numeral> = p.numerals_in(0..one.range.start).iter().filter(|n| is_quantity(p, n)).collect();
    let called = |word: &str| {
        let mut found = before.iter().filter(|n| label(p, n).contains(word));
        let first = found.next_back();
        first.filter(|_| found.next().is_none())
    };
    let (Some(a), Some(b)) = (called(left), called(right)) else { return };
    if b.value.is_zero() || one.value.is_zero() || other.value.is_zero() {
        return;
    }
    let (low, high) = ((a.value - slack(a)) / (b.value + slack(b)), (a.value + slack(a)) / (b.value - slack(b)));
    let half = |n: &Numeral| if n.decimals > 0 { Decimal::new(5, n.decimals + 1) } else { Decimal::ZERO };
    let (least, most) =
        ((one.value - half(one)) / (other.value + half(other)), (one.value + half(one)) / (other.value - half(other)));
    if least > high || most < low {
        report.push(
            p.finding(
                "N13",
                one.range.start..other.range.end,
                say!("由前面两个数复算，是{}∶1", "the two numbers before give {}∶1", (a.value / b.value).round_dp(2)),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// What comes in, what goes out, and what is left.
const BALANCES: &[(&str, &str, &[&str])] =
    &[("收入", "支出", &["结余", "增值收益", "盈余", "收支相抵", "结余额"]), ("营业收入", "营业成本", &["毛利"])];

/// N14: 收入132.6亿元，支出118.4亿元，当年结余14.6亿元.
fn left_over(p: &Passage, n: &Numeral, report: &mut Report) {
    if !is_quantity(p, n) || counted(p, n) != "元" {
        return;
    }
    let name = label(p, n).trim_end_matches(['为', '达', '约']);
    if name.contains("滚存") || name.contains("累计") || name.contains("上年") || name.contains("年末") {
        return;
    }
    let Some((into, out, _)) = BALANCES.iter().find(|(.., left)| left.iter().any(|word| name.ends_with(word))) else {
        return;
    };
    let sentence = p.sentence(n.range.start);
    let start = sentence.start.checked_sub(1).map_or(sentence.start, |at| p.sentence(at).start);
    let before: Vec<&Numeral> =
        p.numerals_in(start..n.range.start).iter().filter(|m| is_quantity(p, m) && counted(p, m) == "元").collect();
    let plain = |name: &str, word: &str| {
        name.ends_with(word) && name.chars().count() <= word.chars().count() + 6 && !name.contains("其中")
    };
    let named = |word: &str| {
        let found: Vec<&&Numeral> = before.iter().filter(|m| plain(label(p, m), word)).collect();
        match found.as_slice() {
            [one] => Some(**one),
            _ => None,
        }
    };
    let (Some(into), Some(out)) = (named(into), named(out)) else { return };
    let right = into.value - out.value;
    // A difference carried over may come to it: only what is near is told.
    let apart = (right - n.value).abs();
    let near = slipped(p, n, right) || apart * Decimal::from(5) <= n.value.max(right);
    if right > Decimal::ZERO && apart > slack(into) + slack(out) + slack(n) && near {
        report.push(
            p.finding(
                "N14",
                n.range.start..n.unit.end,
                say!("收入减支出是{}", "what came in less what went out is {}", in_scale(n, right)),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N13: 出生率6.1‰，死亡率7.6‰，自然增长率-1.3‰; and N18: a rate of births in percent.
fn natural(p: &Passage, n: &Numeral, report: &mut Report) {
    let named = |n: &Numeral, word: &str| {
        let mut end = n.range.start;
        for verb in ["为", "达", "是"] {
            if p.ends(end, verb) {
                end -= verb.chars().count();
            }
        }
        p.ends(end, word)
    };
    if n.rate == Rate::Percent && n.script == Script::Arabic && n.value > Decimal::from(3) {
        let births = ["出生率", "人口死亡率", "自然增长率"].iter().find(|word| named(n, word));
        if let Some(word) = births {
            report.push(
                p.finding("N18", n.range.clone(), say!("“{}”以千分之几计", "{} is told in thousandths", word))
                    .help(say!("核对，如“{}‰”", "check: {}‰?", p.text(n.digits.clone()))),
            );
        }
        return;
    }
    if n.rate != Rate::Permille || !named(n, "自然增长率") {
        return;
    }
    let before = p.numerals_in(0..n.range.start);
    let rate = |word: &str| before.iter().rev().find(|m| m.rate != Rate::None && named(m, word));
    let (Some(births), Some(deaths)) = (rate("出生率"), rate("死亡率")) else { return };
    let right = births.value - deaths.value;
    let room = Decimal::new(11, n.decimals + 1);
    if births.rate == Rate::Permille && deaths.rate == Rate::Permille && (right - n.value).abs() > room {
        report.push(
            p.finding(
                "N13",
                n.range.clone(),
                say!("出生率减死亡率是{}‰", "births less deaths are {}‰", right.normalize()),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N13: 存款余额4268.6亿元，贷款余额3682.4亿元，存贷比为83.6%.
fn loans(p: &Passage, n: &Numeral, report: &mut Report) {
    if n.rate != Rate::Percent || p.ends_any(n.range.start, &["存贷比为", "存贷比", "存贷比达"]).is_none() {
        return;
    }
    let named = |word: &str| {
        let before = p.numerals_in(0..n.range.start).iter();
        let mut found = before.filter(|m| is_quantity(p, m) && label(p, m).ends_with(word));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let (Some(into), Some(out)) = (named("存款余额"), named("贷款余额")) else { return };
    if into.value > Decimal::ZERO && !super::reckoning::share_fits(n, out, into) {
        let right = (out.value * Decimal::ONE_HUNDRED / into.value).round_dp(n.decimals.max(1));
        report.push(
            p.finding("N13", n.range.clone(), say!("由存款、贷款余额复算，是{}%", "loans are {}% of deposits", right))
                .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N20: 应到21人，实到22人.
fn present(p: &Passage, n: &Numeral, report: &mut Report) {
    const PAIRS: &[(&str, &str)] = &[
        ("应到", "实到"),
        ("应出席", "实出席"),
        ("应参加", "实际参加"),
        ("应发", "实发"),
        ("应参会", "实际参会"),
        ("应收", "实收"),
        ("应检", "实检"),
        ("应种", "实种"),
        ("应考", "实考"),
        ("应缴", "实缴"),
    ];
    let clause = p.clause(n.range.start);
    if !p.slice(clause.start..n.range.start).contains(&'实') {
        return;
    }
    let Some((due, real)) = PAIRS.iter().find(|(_, real)| p.find(clause.start..n.range.start, real).is_some()) else {
        return;
    };
    let earlier = p.numerals_in(p.sentence(n.range.start).start..clause.start);
    let due = earlier.iter().rev().find(|m| {
        let clause = p.clause(m.range.start);
        p.find(clause.start..m.range.start, due).is_some() && counted(p, m) == counted(p, n)
    });
    if let Some(due) = due.filter(|due| is_quantity(p, n) && is_quantity(p, due) && due.value < n.value) {
        report.push(
            p.finding(
                "N20",
                n.range.start..n.unit.end,
                say!("“{}”的比应有的{}还多", "{}: more than the {} there should be", real, p.text(due.range.clone())),
            )
            .help(say!("核对两个数", "check both numbers")),
        );
    }
}
