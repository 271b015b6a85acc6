//! N04, N08, N09, N11, N13, N14, N20: arithmetic with the numbers that the text itself gives.

use super::direction::{Way, way_before};
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;
use std::ops::Range;

/// What can be reckoned within one passage.
pub fn within(reading: &Reading, p: &Passage, report: &mut Report) {
    if !matches!(p.role, Role::Paragraph | Role::Item | Role::Note) {
        return;
    }
    for index in 0..p.numerals.len() {
        changes(p, index, report);
        shares(p, index, report);
        parts(p, index, report);
    }
    without_base(reading, p, report);
}

/// The unit of what a number counts, scale apart: 起, 万元 → 元.
fn counted<'p>(p: &'p Passage, n: &Numeral) -> &'p str {
    p.text(n.unit.clone())
}

/// Half of the last digit written: how far rounding may have moved a number.
fn slack(n: &Numeral) -> Decimal {
    let digit = Decimal::new(5, n.decimals + 1);
    match n.scale {
        Some('亿') => digit * Decimal::from(100_000_000),
        Some('万') => digit * Decimal::from(10_000),
        Some('千') => digit * Decimal::from(1000),
        Some('百') => digit * Decimal::from(100),
        _ if n.decimals > 0 => digit,
        _ => Decimal::ZERO,
    }
}

/// Whether a stated percentage can come from `part / whole`, both rounded as they are written.
fn percent_fits(stated: &Numeral, low: Decimal, high: Decimal) -> bool {
    let half = Decimal::new(5, stated.decimals + 1);
    let value = stated.value.abs();
    value + half >= low && value - half <= high
}

/// N13, N11: 由A下降到B，下降p%; 今年B，上年A，增长p%.
fn changes(p: &Passage, index: usize, report: &mut Report) {
    let (Some(first), Some(second)) = (p.numerals.get(index), p.numerals.get(index + 1)) else { return };
    if first.rate != Rate::None
        || second.rate != Rate::None
        || first.script != Script::Arabic
        || second.script != Script::Arabic
    {
        return;
    }
    if matches!(p.at(first.range.end), '年' | '月' | '日') || first.over.is_some() || second.over.is_some() {
        return;
    }
    let sentence = p.sentence(first.range.start);
    let gap = p.text(first.range.end.max(first.unit.end)..second.range.start);
    let opening = p.text(p.clause(first.range.start).start..first.range.start);
    let to = ["到", "至", "为"].iter().any(|word| gap.ends_with(word));
    let moved = super::direction::WAYS.iter().any(|(word, _)| gap.contains(word));
    // The base and the present value, in the order of the words.
    let (base, now) = if (opening.contains('由') || opening.contains('从'))
        && to
        && moved
        && gap.chars().count() <= 8
        && !gap.contains('，')
    {
        (first, second)
    } else if [
        "上年",
        "去年",
        "上年同期",
        "去年同期",
        "上年为",
        "去年为",
        "上年同期为",
        "去年同期为",
        "比上年的",
        "较上年的",
        "比去年的",
        "较去年的",
        "，上年是",
        "，去年是",
    ]
    .iter()
    .any(|word| gap.ends_with(word))
        && gap.chars().count() <= 10
        && counted(p, first) == counted(p, second)
    {
        (second, first)
    } else {
        return;
    };
    if base.value <= Decimal::ZERO || counted(p, base) != counted(p, now) && !counted(p, base).is_empty() {
        return;
    }
    // N11: ten times or a tenth.
    let ten = Decimal::TEN;
    let large = base.value >= ten || now.value >= Decimal::from(100);
    if large
        && (now.value >= base.value * ten || now.value * ten <= base.value)
        && p.text(second.range.end..sentence.end).find('倍').is_none()
    {
        let shown = first.range.start..second.unit.end.max(second.range.end);
        report.push(
            p.finding("N11", shown, say!("与上年相差十倍以上", "ten times last year's value or more apart"))
                .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
        return;
    }
    let Some(stated) = p.numerals.get(index + 2).filter(|n| {
        n.range.start < sentence.end
            && n.rate == Rate::Percent
            && p.clause_index(n.range.start) <= p.clause_index(second.range.start) + 1
    }) else {
        return;
    };
    let Some((way, word)) = way_before(p, stated.range.start).or_else(|| named_way(p, stated.range.start)) else {
        return;
    };
    // The percentage must speak of the same thing: nothing new is named before it.
    let between = p.text(second.unit.end.max(second.range.end)..stated.range.start);
    if between.chars().filter(|c| is_han(*c)).count() > 6 || between.contains('其') {
        return;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let change = |now: Decimal, base: Decimal| (now - base) * hundred / base;
    let (slack_now, slack_base) = (slack(now), slack(base));
    let low = change(now.value - slack_now, base.value + slack_base);
    let high = if base.value > slack_base { change(now.value + slack_now, base.value - slack_base) } else { return };
    let exact = change(now.value, base.value);
    let direction_wrong = match way {
        Way::Up => high < Decimal::ZERO,
        Way::Down => low > Decimal::ZERO,
    };
    let shown = stated.range.start - word.chars().count()..stated.range.end;
    let computed = exact.abs().round_dp_with_strategy(stated.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
    if direction_wrong {
        report.push(
            p.finding(
                "N07",
                shown,
                say!(
                    "由{}到{}，不是“{}”",
                    "from {} to {} is not {}",
                    p.text(base.range.clone()),
                    p.text(now.range.clone()),
                    word
                ),
            )
            .help(say!("核对升降", "check the direction")),
        );
    } else if !percent_fits(stated, low.abs().min(high.abs()), low.abs().max(high.abs())) {
        report.push(
            p.finding(
                "N13",
                shown,
                say!(
                    "由{}到{}，应是{}%",
                    "from {} to {} is {}%",
                    p.text(base.range.clone()),
                    p.text(now.range.clone()),
                    computed
                ),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// 降幅20%, 增幅达5%.
fn named_way(p: &Passage, at: usize) -> Option<(Way, &'static str)> {
    [
        ("增幅", Way::Up),
        ("增幅为", Way::Up),
        ("增幅达", Way::Up),
        ("涨幅", Way::Up),
        ("涨幅为", Way::Up),
        ("涨幅达", Way::Up),
        ("降幅", Way::Down),
        ("降幅为", Way::Down),
        ("降幅达", Way::Down),
    ]
    .into_iter()
    .find(|(word, _)| p.ends(at, word))
    .map(|(word, way)| (way, word))
}

/// N13, N20, N08: 共50人，其中男33人，占66%; 12名干部中，占91.8%; 占提拔人数的91.8%.
fn shares(p: &Passage, index: usize, report: &mut Report) {
    let Some(share) = p.numerals.get(index).filter(|n| n.rate == Rate::Percent && n.script == Script::Arabic) else {
        return;
    };
    let clause = p.clause(share.range.start);
    // 占 directly, 占比, 占X的.
    let Some(verb) = (clause.start..share.range.start).rev().find(|at| p.at(*at) == '占') else { return };
    let object = p.text(verb + 1..share.range.start);
    if !p.numerals_in(verb..share.range.start).is_empty() || object.contains('、') {
        return;
    }
    let sentence = p.sentence(share.range.start);
    let earlier: Vec<&Numeral> = p
        .numerals_in(sentence.start..verb)
        .iter()
        .filter(|n| {
            n.rate == Rate::None
                && n.script == Script::Arabic
                && !matches!(p.at(n.range.end), '年' | '月' | '日' | '岁' | '时')
                && !matches!(p.before(n.range.start), '第')
        })
        .collect();
    let whole_number = |n: &&Numeral| n.decimals == 0 && n.over.is_none();
    let bare =
        matches!(object, "" | "比" | "比为" | "比达" | "比约" | "总数的" | "总人数的" | "全部的" | "总量的" | "了");
    // Part and whole of one unit in this sentence, the part last: the share can be reckoned.
    if let [.., whole, part] = earlier.as_slice() {
        let unit = counted(p, part);
        let same = !unit.is_empty() && unit == counted(p, whole) && whole.scale.is_some() == part.scale.is_some();
        let among = p.text(whole.unit.end..part.range.start).contains("其中")
            || p.text(whole.unit.end..part.range.start).contains('中');
        let another = p.numerals_in(whole.range.end..part.range.start).iter().any(|n| n.rate != Rate::None);
        let direct = !another
            && p.clause_index(part.range.start) + 1 >= p.clause_index(verb)
            && p.slice(part.unit.end..verb).iter().filter(|c| is_han(**c)).count() <= 8;
        if same
            && among
            && bare
            && direct
            && part.value <= whole.value
            && whole.value > Decimal::ZERO
            && earlier.len() == 2
        {
            let hundred = Decimal::ONE_HUNDRED;
            let low = (part.value - slack(part)) * hundred / (whole.value + slack(whole));
            let high = (part.value + slack(part)) * hundred / (whole.value - slack(whole)).max(Decimal::ONE);
            if !percent_fits(share, low, high) {
                let right = (part.value * hundred / whole.value)
                    .round_dp_with_strategy(share.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
                report.push(
                    p.finding(
                        "N13",
                        verb..share.range.end,
                        say!(
                            "{}占{}，应是{}%",
                            "{} of {} is {}%",
                            p.text(part.range.clone()),
                            p.text(whole.range.clone()),
                            right
                        ),
                    )
                    .help(say!("核对三个数", "check the three numbers")),
                );
            }
            return;
        }
    }
    // 12名干部中，…占91.8%: no whole number of 12 gives it.
    if let [whole] = earlier.as_slice() {
        let n: Option<u32> = whole.value.try_into().ok();
        let among = p.slice(whole.unit.end..verb).contains(&'中');
        if let Some(total) = n.filter(|total| {
            whole_number(whole) && among && bare && (2..=200).contains(total) && !counted(p, whole).is_empty()
        }) {
            let possible = (0..=total).any(|part| {
                let percent = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(total);
                percent_fits(share, percent, percent)
            });
            if !possible {
                report.push(
                    p.finding(
                        "N20",
                        verb..share.range.end,
                        say!(
                            "{}里凑不出{}",
                            "no whole number of {} gives {}",
                            p.text(whole.range.start..whole.unit.end),
                            p.text(share.range.clone())
                        ),
                    )
                    .help(say!("核对总数和占比", "check the total and the share")),
                );
            }
            return;
        }
    }
    // N08: a share of a number of things, and neither number is near.
    const HEADCOUNTS: &[&str] = &[
        "人数的",
        "总数的",
        "件数的",
        "起数的",
        "户数的",
        "案件数的",
        "总人数的",
        "人次的",
        "总起数的",
        "总件数的",
        "场次的",
        "班数的",
        "名额的",
        "职数的",
        "席位的",
    ];
    let here = clause.start..verb;
    let near = |range: Range<usize>| {
        p.numerals_in(range).iter().any(|n| {
            n.rate == Rate::None
                && !matches!(p.at(n.range.end), '年' | '月' | '日' | '岁')
                && n.script == Script::Arabic
        })
    };
    let previous = p
        .clauses
        .get(p.clause_index(verb).wrapping_sub(1))
        .cloned()
        .filter(|previous| previous.start >= sentence.start)
        .unwrap_or(here.clone());
    let next_number = near(
        share.range.end
            ..p.clauses.get(p.clause_index(verb) + 1).map_or(share.range.end, |next| next.end.min(sentence.end)),
    );
    if HEADCOUNTS.iter().any(|word| object.ends_with(word)) && !near(here) && !near(previous) && !next_number {
        report.push(
            p.finding(
                "N08",
                verb..share.range.end,
                say!("占比没有给出分子、分母", "a share without its numerator and denominator"),
            )
            .help(say!("写出人数（件数）和总数", "state the part and the total")),
        );
    }
}

/// N14: 共A起，其中盗窃B起、抢劫C起。
fn parts(p: &Passage, index: usize, report: &mut Report) {
    let Some(total) = p
        .numerals
        .get(index)
        .filter(|n| n.rate == Rate::None && n.script == Script::Arabic && n.over.is_none() && !n.unit.is_empty())
    else {
        return;
    };
    let unit = counted(p, total);
    if matches!(unit, "年" | "月" | "日" | "天" | "岁" | "期" | "届" | "级" | "度" | "点" | "时") {
        return;
    }
    let sentence = p.sentence(total.range.start);
    let clause = p.clause_index(total.range.start);
    let Some(next) = p.clauses.get(clause + 1).filter(|next| next.start < sentence.end) else { return };
    let among = p.starts(next.start, "其中") || p.starts(next.start, "其中：");
    let comprising = p.starts_any(next.start, &["包括", "分别是", "分别为"]).is_some();
    if !among && !comprising {
        return;
    }
    // Parts: numbers of the same unit up to the next 。 or ；, in clauses without words of change.
    let stop = (next.start..sentence.end).find(|at| matches!(p.at(*at), '；' | '。')).unwrap_or(sentence.end);
    let mut sum = Decimal::ZERO;
    let mut room = slack(total);
    let mut count = 0;
    let mut last_clause = p.clause_index(next.start);
    for n in p.numerals_in(next.start..stop) {
        let clause = p.clause_index(n.range.start);
        let whole = p.clauses.get(clause).map(|range| p.text(range.clone())).unwrap_or("");
        let other = ["比", "增", "减", "降", "升", "占", "含", "其中", "另", "平均", "人均", "累计"]
            .iter()
            .any(|word| whole.trim_start_matches("其中").contains(word));
        if clause > last_clause + 1
            || other
            || n.rate != Rate::None
            || counted(p, n) != unit
            || n.script != Script::Arabic
            || n.scale != total.scale && n.scale.is_some() != total.scale.is_some()
        {
            if n.rate == Rate::None && counted(p, n) == unit {
                return;
            }
            continue;
        }
        last_clause = clause;
        sum += n.value;
        room += slack(n);
        count += 1;
    }
    if count < 2 {
        return;
    }
    let wrong = sum > total.value + room || comprising && sum + room < total.value;
    if wrong {
        report.push(
            p.finding(
                "N14",
                total.range.start..total.unit.end,
                say!(
                    "总数是{}，分项之和是{}",
                    "the total is {}, the parts add up to {}",
                    p.text(total.range.clone()),
                    sum.normalize()
                ),
            )
            .help(say!(
                "核对总数和各分项；如因修约不等，加注说明",
                "check them; if rounding is the cause, say so in a note"
            )),
        );
    }
}

/// N09: a year-on-year percentage with nothing to reckon it from.
fn without_base(reading: &Reading, p: &Passage, report: &mut Report) {
    for (byte, _) in p.prose.text.match_indices("同比") {
        let at = p.index_of_byte(byte);
        let clause = p.clause(at);
        let values: Vec<&Numeral> = p.numerals_in(at..clause.end).iter().filter(|n| n.rate == Rate::Percent).collect();
        let Some(last) = values.last() else { continue };
        let previous = p
            .clauses
            .get(p.clause_index(at).wrapping_sub(1))
            .filter(|previous| previous.start >= p.sentence(at).start)
            .map_or(clause.start, |previous| previous.start);
        let value = p.numerals_in(previous..at).iter().any(|n| {
            n.rate == Rate::None
                && n.script == Script::Arabic
                && !matches!(p.at(n.range.end), '年' | '月' | '日')
                && (!n.unit.is_empty() || n.scale.is_some())
        });
        let bound = values
            .iter()
            .filter_map(|n| reading.filled.bindings.get(p.binding(n.range.start)?))
            .any(|binding| reading.filled.table.rows.get(binding.row as usize).is_some_and(|row| row.yoy.is_some()));
        if !value && !bound {
            report.push(
                p.finding(
                    "N09",
                    at..last.range.end,
                    say!(
                        "同比没有给出本期数或上年数，无法复核",
                        "a year-on-year change with neither value nor base: it cannot be checked"
                    ),
                )
                .help(say!("在数据表中登记本期数和上年数", "enter both values in the table")),
            );
        }
    }
}

/// N04: the same words before a number in two paragraphs, and two numbers.
pub fn across(reading: &Reading, report: &mut Report) {
    let mut seen: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (index, p) in reading.passages.iter().enumerate().filter(|(_, p)| p.role == Role::Paragraph) {
        for (order, n) in p.numerals.iter().enumerate() {
            if n.script != Script::Arabic || n.rate == Rate::Points || p.quoted(n.range.start) {
                continue;
            }
            let Some(key) = stem(p, n) else { continue };
            match seen.get(&key) {
                Some(&(first, earlier)) if first != index => {
                    let Some(there) = reading.passages.get(first) else { continue };
                    let Some(other) = there.numerals.get(earlier) else { continue };
                    let time = |p: &Passage, n: &Numeral| times(p, p.sentence(n.range.start).start..n.range.start);
                    if other.value != n.value && time(p, n) == time(there, other) {
                        report.push(
                            p.finding(
                                "N04",
                                n.range.start..n.unit.end.max(n.range.end),
                                say!(
                                    "“{}”这里是{}，前文是{}",
                                    "“{}” is {} here and {} before",
                                    key.0,
                                    p.text(n.range.clone()),
                                    there.text(other.range.clone())
                                ),
                            )
                            .help(say!(
                                "核对哪一个对，并绑定到数据表的同一行",
                                "check which is right, and bind both to one row of the table"
                            ))
                            .with(
                                there.span(other.range.start..other.unit.end.max(other.range.end)),
                                say!("前文", "before"),
                            ),
                        );
                    }
                }
                Some(_) => {}
                None => {
                    seen.insert(key, (index, order));
                }
            }
        }
    }
}

/// What a number is of: the Han before it back to the last stop or number, and its unit.
fn stem<'p>(p: &'p Passage, n: &Numeral) -> Option<(&'p str, &'p str)> {
    let mut start = n.range.start;
    while start > 0 && (is_han(p.before(start)) || matches!(p.before(start), '“' | '”')) && n.range.start - start < 20
    {
        start -= 1;
    }
    // Digits just before belong to the same thing only when a stop lies between.
    if p.before(start).is_ascii_digit() || n.range.start - start >= 20 {
        return None;
    }
    let words = p.text(start..n.range.start);
    let unit = if n.rate == Rate::Percent { "%" } else { p.text(n.unit.clone()) };
    // 全市/共/累计 before, 了 after do not tell things apart.
    let mut words = words;
    for prefix in ["全市", "全省", "全县", "全区", "共", "全市共", "累计", "目前", "全年", "我市", "已"]
    {
        words = words.strip_prefix(prefix).unwrap_or(words);
    }
    let generic =
        ["同比", "环比", "其中", "增长", "下降", "上升", "占", "达", "平均", "新增", "比上年", "分别", "为", "较"]
            .iter()
            .any(|word| words.starts_with(word));
    let length = words.chars().count();
    let long_enough = if unit == "%" { length >= 7 } else { length >= 5 };
    (long_enough && !unit.is_empty() && !matches!(unit, "年" | "月" | "日") && !generic).then_some((words, unit))
}

/// Words and years that say when: two numbers of different times do not contradict.
fn times(p: &Passage, range: Range<usize>) -> Vec<String> {
    const WHEN: &[&str] = &[
        "上半年",
        "下半年",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "前三季度",
        "上年",
        "去年",
        "今年",
        "同期",
        "五年来",
        "十三五",
        "十四五",
        "截至",
        "累计",
        "近三年",
        "三年来",
        "过去五年",
        "上月",
        "本月",
        "当月",
        "当日",
        "市区",
        "各县",
        "春节",
        "国庆",
    ];
    let mut found: Vec<String> =
        WHEN.iter().filter(|word| p.find(range.clone(), word).is_some()).map(|word| (*word).to_owned()).collect();
    let dated = p.numerals_in(range).iter().filter(|n| {
        matches!(p.at(n.range.end), '年' | '月' | '日') && (n.script == Script::Arabic || n.digits.len() == 4)
    });
    found.extend(dated.map(|n| p.text(n.range.start..n.range.end + 1).to_owned()));
    // The year reported on is named in one place and understood in the other.
    found.retain(|word| !(word.ends_with('年') && word.chars().count() == 5));
    found
}
