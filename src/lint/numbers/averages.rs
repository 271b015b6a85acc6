//! N11 and N13: averages by name (人均, 笔均, 平均每个), and the total and the count that they are of.

use super::reckoning::{counted, in_scale, is_quantity, slack, slipped};
use crate::lint::numeral::Numeral;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::ops::Range;

/// A word of averages, and the measure words of what the total is shared among.
const AVERAGES: &[(&str, &[&str])] = &[
    ("人均", &["人", "名", "位", "人次"]),
    ("户均", &["户", "家", "户次", "家次"]),
    ("笔均", &["笔"]),
    ("案均", &["件", "起", "宗", "例", "份"]),
    ("件均", &["件", "起"]),
    ("场均", &["场", "场次"]),
    ("次均", &["次", "人次", "场次"]),
    ("村均", &["个", "村"]),
    ("校均", &["所", "校"]),
    ("班均", &["个", "班"]),
    ("企均", &["家", "户"]),
    ("台均", &["台"]),
    ("车均", &["辆", "台"]),
    ("亩均", &["亩"]),
    ("生均", &["人", "名"]),
    ("单均", &["单", "笔"]),
    ("单体", &["个"]),
    ("单箱", &["箱"]),
    ("单车", &["辆", "台"]),
    ("单户", &["户"]),
    ("单店", &["家", "个"]),
    ("每个", &["个"]),
    ("每户", &["户", "家"]),
    ("每家", &["家", "户"]),
    ("每人次", &["人次"]),
    ("每户次", &["户次"]),
    ("每人", &["人", "名", "位"]),
    ("每名", &["名", "人"]),
    ("每位", &["名", "人", "位"]),
    ("每场", &["场", "场次"]),
    ("每次", &["次", "场次", "人次"]),
    ("每件", &["件", "起"]),
    ("每起", &["起", "件"]),
    ("每笔", &["笔"]),
    ("每亩", &["亩"]),
    ("每所", &["所"]),
    ("每村", &["个", "村"]),
    ("单个", &["个"]),
];

/// N13: 资助大学生826名，每人5000元，共发放助学金431万元: so many times so much.
pub fn product(p: &Passage, index: usize, count: &Numeral, report: &mut Report) {
    let (Some(each), Some(total)) = (p.numerals.get(index + 1), p.numerals.get(index + 2)) else { return };
    let sentence = p.sentence(count.range.start);
    if !is_quantity(p, count) || !is_quantity(p, each) || !is_quantity(p, total) || total.range.start >= sentence.end {
        return;
    }
    let (own, last) = (p.clause(each.range.start), p.clause(total.range.start));
    let heads = ["每人", "每名", "每户", "每个", "每家", "每人次", "每所", "每村"];
    let per = heads.contains(&p.text(own.start..each.range.start)) && each.unit.end == own.end;
    let all = p
        .starts_any(last.start, &["共发放", "共补助", "共计", "共支出", "共投入", "合计", "共需", "共资助", "累计发放"])
        .is_some();
    let adjoining = own.start == p.clause(count.range.start).end + 1
        && last.start == own.end + 1
        && count.unit.end == p.clause(count.range.start).end;
    let alike = counted(p, each) == "元" && counted(p, total) == "元";
    let measured = matches!(counted(p, count), "人" | "名" | "位" | "户" | "家" | "个" | "人次" | "所");
    let right = count.value * each.value;
    let room = slack(total) + slack(count) * each.value + slack(each) * count.value;
    if per && all && adjoining && alike && measured && (right - total.value).abs() > room {
        report.push(
            p.finding(
                "N13",
                total.range.start..total.unit.end,
                say!(
                    "{}个{}是{}",
                    "{} times {} is {}",
                    p.text(count.range.clone()),
                    p.text(each.range.clone()),
                    in_scale(total, right)
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// An average, a number right before which one of these words or 平均 with one of them stands.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    if !is_quantity(p, n) || n.value.is_zero() || p.binding(n.range.start).is_some() {
        return;
    }
    let clause = p.clause(n.range.start);
    let words = p.text(clause.start..n.range.start);
    if !words.contains(['均', '每', '单']) || words.chars().count() > 16 {
        return;
    }
    if let Some(days) = words.contains("日均").then(|| period(p, n)).flatten() {
        by_days(p, n, &days, report);
        return;
    }
    let Some((_, heads)) = AVERAGES.iter().find(|(word, _)| words.contains(word)) else { return };
    // 每个 alone tells of a standard: 每个补助2万元. 平均 makes it an average.
    let each = words.contains('每') || words.contains("单个") || words.contains("单体");
    if each && !words.contains("平均") || !p.numerals_in(clause.start..n.range.start).is_empty() {
        return;
    }
    // 人均消费 is of visits; else 人均 is of persons.
    let visits = ["消费", "花费", "捐款", "费用"].iter().any(|word| words.contains(word));
    let heads: Vec<&str> =
        heads.iter().copied().filter(|head| visits || !words.contains("人均") || *head != "人次").collect();
    by_heads(p, n, (words, &heads), report);
}

/// Numbers of the sentence and the one before it, up to here; the nearest last.
fn around<'p>(p: &'p Passage, n: &Numeral) -> Vec<&'p Numeral> {
    let own = p.sentence(n.range.start);
    let start = own.start.checked_sub(1).map_or(own.start, |at| p.sentence(at).start);
    p.numerals_in(start..n.range.start).iter().filter(|other| is_quantity(p, other)).collect()
}

/// What a total and a count give, as far as rounding lets it be known.
fn quotient(total: &Numeral, count: &Numeral) -> Option<(Decimal, Decimal)> {
    let (least, most) = (count.value - slack(count), count.value + slack(count));
    (least > Decimal::ZERO).then(|| ((total.value - slack(total)) / most, (total.value + slack(total)) / least))
}

/// Half of the last digit of an average, which is never written exactly: 人均284件.
fn half(p: &Passage, n: &Numeral) -> Decimal {
    let (digits, unit) = (p.text(n.digits.clone()), slack(n));
    if unit > Decimal::ZERO {
        return unit;
    }
    let zeros = digits.bytes().rev().take_while(|c| *c == b'0').count() as u32;
    // 约1400元 may be 1423.
    let told = ["约", "近", "达", "超", "超过"].iter().any(|word| p.ends(n.range.start, word));
    let unit = Decimal::from(10_u64.pow(if told { zeros.min(6) } else { 0 }));
    if told { unit } else { Decimal::ONE }
}

/// N13: 案件82137件，法官289名，人均结案248.2件.
fn by_heads(p: &Passage, n: &Numeral, (words, heads): (&str, &[&str]), report: &mut Report) {
    let before = around(p, n);
    let room = half(p, n);
    let above = ["超过", "超", "逾"].iter().any(|word| p.ends(n.range.start, word));
    let under = ["近", "不到", "不足"].iter().any(|word| p.ends(n.range.start, word));
    let totals = || before.iter().filter(|other| counted(p, other) == counted(p, n) && other.value > n.value);
    let counts = || before.iter().filter(|other| heads.contains(&counted(p, other)) && other.value > Decimal::ONE);
    let fits = |total: &Numeral, count: &Numeral| {
        quotient(total, count).is_some_and(|(low, high)| {
            n.value + room >= low && n.value - room <= high
                || above && high >= n.value && low <= n.value * Decimal::new(13, 1)
                || under && low <= n.value && high >= n.value * Decimal::new(8, 1)
        })
    };
    if totals().any(|total| counts().any(|count| total.range != count.range && fits(total, count))) {
        return;
    }
    // The total and the count that stand nearest, both in this sentence.
    let sentence = p.sentence(n.range.start);
    let near = |other: &&&Numeral| other.range.start >= sentence.start;
    let (Some(total), Some(count)) = (totals().rfind(near), counts().rfind(near)) else {
        return by_slip(p, n, &before, heads, report);
    };
    let alone = counts().filter(near).filter(|other| other.range != total.range).count() == 1;
    // 孵化器36家，在孵企业2168家，平均每家孵化器在孵企业60家: both are named in the average.
    let each = ["每家", "每个", "每所", "每户", "每台", "每座", "每条"].iter().find_map(|word| words.split_once(word));
    if let Some((_, rest)) = each.filter(|(_, rest)| rest.chars().count() >= 4) {
        let head: String = rest.chars().take(2).collect();
        let tail: String = rest.chars().skip(rest.chars().count() - 2).collect();
        let of = |other: &&&Numeral, name: &str| super::reckoning::label(p, other).contains(name);
        let pair = totals().find(|other| of(other, &tail)).zip(counts().find(|other| of(other, &head)));
        if let Some((total, count)) =
            pair.filter(|(total, count)| total.range != count.range && total.value > count.value)
            && let Some((low, high)) = quotient(total, count)
        {
            let middle = (low + high) / Decimal::TWO;
            if (n.value - middle).abs() * Decimal::TWO <= middle {
                tell(p, n, (total, count), middle, report);
            }
            return;
        }
    }
    // 共68个，总投资326.5亿元，其中…: of several the ones that are called totals.
    let called = |other: &&&Numeral| {
        near(other) && ["总", "共"].iter().any(|word| super::reckoning::label(p, other).contains(word))
    };
    let whole = totals().find(called).zip(counts().find(called));
    let (total, count) = match whole {
        Some((total, count)) if p.clause_index(total.range.start).abs_diff(p.clause_index(count.range.start)) <= 1 => {
            (total, count)
        }
        // 出让土地1.26万亩、成交价款186.4亿元，平均每亩…: the two of the clause right before.
        _ if beside(p, n, total, count) => (total, count),
        _ if total.range == count.range || !alone => return by_slip(p, n, &before, heads, report),
        _ => (total, count),
    };
    // 救助1260人次，支出1008万元；募集1268.4万元，人均…: another total stands between them.
    let span = total.range.start.min(count.range.start)..total.range.start.max(count.range.start);
    let parted = totals().any(|other| other.range.start > span.start && other.range.start < span.end)
        || p.slice(span).contains(&'；');
    if parted {
        return by_slip(p, n, &before, heads, report);
    }
    let Some((low, high)) = quotient(total, count) else { return };
    // Of the year's average population, or of a part: a little apart is another base.
    let loose =
        ["收入", "支出", "生产总值", "GDP", "面积", "寿命", "贷款余额", "存款"].iter().any(|word| words.contains(word));
    let middle = (low + high) / Decimal::TWO;
    let apart = (n.value - middle).abs() * Decimal::ONE_HUNDRED;
    let adjoining = whole.is_some()
        || beside(p, n, total, count)
        || p.clause_index(total.range.start.max(count.range.start)) + 1 >= p.clause_index(n.range.start);
    let alike = apart <= middle * Decimal::from(60);
    let slip = slipped(p, n, middle) || ten_times(n.value, middle);
    if loose && apart < middle * Decimal::from(5) || !(slip || alike && adjoining && !loose) {
        return;
    }
    tell(p, n, (total, count), middle, report);
}

/// Whether a total and a count are the last two quantities before an average, in the clause right before it.
fn beside(p: &Passage, n: &Numeral, total: &Numeral, count: &Numeral) -> bool {
    let at = p.clause_index(n.range.start);
    let Some(above) = at.checked_sub(1).and_then(|at| p.clauses.get(at)) else { return false };
    let own: Vec<&Numeral> = p.numerals_in(above.clone()).iter().filter(|m| is_quantity(p, m)).collect();
    total.range != count.range
        && matches!(own.as_slice(), [.., a, b] if (a.range == total.range && b.range == count.range) || (a.range == count.range && b.range == total.range))
}

/// Where more than one total or count could be meant, only what a slip of the hand explains.
fn by_slip(p: &Passage, n: &Numeral, before: &[&Numeral], heads: &[&str], report: &mut Report) {
    let totals = before.iter().filter(|other| counted(p, other) == counted(p, n) && other.value > n.value);
    let digits = p.text(n.digits.clone()).bytes().filter(u8::is_ascii_digit).count();
    for total in totals.rev() {
        for count in before.iter().filter(|other| heads.contains(&counted(p, other)) && other.value > Decimal::ONE) {
            let Some((low, high)) = quotient(total, count).filter(|_| total.range != count.range) else { continue };
            let middle = (low + high) / Decimal::TWO;
            let near = p.clause_index(total.range.start).abs_diff(p.clause_index(count.range.start)) <= 4;
            let span = total.range.start.min(count.range.start)..total.range.start.max(count.range.start);
            let whole = !p.slice(span).contains(&'；');
            if digits >= 3 && near && (slipped(p, n, middle) || whole && ten_times(n.value, middle)) {
                return tell(p, n, (total, count), middle, report);
            }
        }
    }
}

fn ten_times(a: Decimal, b: Decimal) -> bool {
    let near = |factor: i64| {
        let scaled = b * Decimal::from(factor);
        let back = a * Decimal::from(factor);
        (a - scaled).abs() * Decimal::from(50) <= a || (back - b).abs() * Decimal::from(50) <= b
    };
    near(10) || near(100) || near(1000) || near(10_000)
}

fn tell(p: &Passage, n: &Numeral, (total, count): (&Numeral, &Numeral), right: Decimal, report: &mut Report) {
    let scale = match n.scale {
        Some('亿') => Decimal::from(100_000_000),
        Some('万') => Decimal::from(10_000),
        _ => Decimal::ONE,
    };
    let exact = right;
    // What is ten thousand times too large is told without its scale.
    let scale = if right < scale / Decimal::TEN { Decimal::ONE } else { scale };
    let right = (right / scale).round_dp(n.decimals.max(1)) * scale;
    let (all, among) = (p.text(total.range.start..total.unit.end), p.text(count.range.start..count.unit.end));
    let shown = if scale == Decimal::ONE { right.normalize().to_string() } else { in_scale(n, right) };
    // A thousand times off is a scale.
    let far = n.value > exact * Decimal::ONE_THOUSAND || exact > n.value * Decimal::ONE_THOUSAND;
    let code = if far { "N11" } else { "N13" };
    report.push(
        p.finding(
            code,
            n.range.start..n.unit.end,
            say!("由{}和{}复算，均数是{}", "{} and {} give an average of {}", all, among, shown),
        )
        .help(say!("核对三个数", "check the three numbers")),
    );
}

/// The days that a daily average is taken over: those of the month that the sentence names.
fn period(p: &Passage, n: &Numeral) -> Option<Vec<i64>> {
    let sentence = p.sentence(n.range.start);
    let named: Vec<&Numeral> = p
        .numerals_in(sentence.start..n.range.start)
        .iter()
        .filter(|m| p.at(m.range.end) == '月' && m.decimals == 0)
        .collect();
    let [month] = named.as_slice() else { return None };
    let whole = p.starts(month.range.end, "月份") || p.at(month.range.end + 1) == '，';
    let month = i64::try_from(month.value).ok().filter(|month| whole && (1..=12).contains(month))?;
    Some(match month {
        2 => vec![28, 29],
        4 | 6 | 9 | 11 => vec![30],
        _ => vec![31],
    })
}

/// N13: 12月份共226起，日均8.3起.
fn by_days(p: &Passage, n: &Numeral, days: &[i64], report: &mut Report) {
    let sentence = p.sentence(n.range.start);
    let before = p.numerals_in(sentence.start..n.range.start);
    let totals: Vec<&Numeral> =
        before.iter().filter(|other| is_quantity(p, other) && counted(p, other) == counted(p, n)).collect();
    let ([total], room) = (totals.as_slice(), half(p, n)) else { return };
    let range: Range<usize> = total.range.start..n.range.start;
    let fits = days.iter().any(|days| (total.value / Decimal::from(*days) - n.value).abs() <= room);
    let first = days.first().copied().unwrap_or(30);
    let right = total.value / Decimal::from(first);
    let alike = (n.value - right).abs() * Decimal::TWO <= right;
    if !fits && alike && p.clause_index(range.start) + 1 >= p.clause_index(range.end) {
        report.push(
            p.finding(
                "N13",
                n.range.start..n.unit.end,
                say!(
                    "由{}和{}天复算，日均是{}",
                    "{} in {} days is {} a day",
                    p.text(total.range.clone()),
                    first,
                    right.round_dp(n.decimals.max(1))
                ),
            )
            .help(say!("核对总数、天数和日均", "check the total, the days and the average")),
        );
    }
}
