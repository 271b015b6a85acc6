//! N13, N14 and N20: totals told after their parts, what is left of a whole, shares of one whole.

use super::reckoning::{counted, in_scale, is_quantity, label, slack};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::ops::Range;

/// Every rule of this file in one passage.
pub fn check(reading: &Reading, p: &Passage, report: &mut Report) {
    for n in &p.numerals {
        counted_total(p, n, report);
        named_total(p, n, report);
        rest(p, n, report);
        balance(p, n, report);
        all_done(p, n, report);
        periods(p, n, report);
        units_and_persons(p, n, report);
    }
    one_whole(reading, p, report);
}

fn amiss(p: &Passage, shown: Range<usize>, told: &Numeral, right: Decimal, report: &mut Report) {
    report.push(
        p.finding(
            "N14",
            shown,
            say!(
                "这里是{}，前面各数之和是{}",
                "{} is stated, the numbers before add up to {}",
                p.text(told.range.clone()),
                in_scale(told, right)
            ),
        )
        .help(say!("核对总数和各分项", "check the total and its parts")),
    );
}

/// N14: 甲386人、乙96人、丙41人，三项合计523人: the number of the parts is told with their total.
fn counted_total(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(count) = usize::try_from(n.value).ok().filter(|count| (2..=9).contains(count)) else { return };
    let Some((_, size)) =
        p.starts_any(n.range.end, &["项", "者", "类", "家", "个", "市", "县", "区", "方面", "部分", "地"])
    else {
        return;
    };
    // 四类场馆共计33个: a noun of two characters may stand between.
    let noun = [0, 2, 3].into_iter().find(|noun| {
        p.starts_any(n.range.end + size + noun, &["合计", "共计", "总计"]).is_some()
            && p.slice(n.range.end + size..n.range.end + size + noun).iter().all(|c| crate::lint::han::is_han(*c))
    });
    let size = size + noun.unwrap_or(0);
    let Some((_, verb)) = p.starts_any(n.range.end + size, &["合计", "共计", "总计", "相加", "加起来", "总和"])
    else {
        return;
    };
    let start = n.range.end + size + verb;
    let Some(total) = p.numerals_in(start..start + 4).first().filter(|total| is_quantity(p, total)) else { return };
    let own: Vec<&Numeral> = p
        .numerals_in(0..n.range.start)
        .iter()
        .filter(|part| is_quantity(p, part) && counted(p, part) == counted(p, total))
        .collect();
    let Some(parts) = own.len().checked_sub(count).and_then(|at| own.get(at..)) else { return };
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let room = parts.iter().fold(slack(total), |room, part| room + slack(part));
    if (sum - total.value).abs() > room {
        amiss(p, total.range.start..total.unit.end, total, sum, report);
    }
}

/// N14: 肉类产量32.5万吨，禽蛋产量18.6万吨，牛奶产量9.8万吨，肉蛋奶总产量达到58.9万吨.
fn named_total(p: &Passage, n: &Numeral, report: &mut Report) {
    let name = label(p, n).trim_end_matches(['达', '到', '为', '约', '共', '计', '了']);
    let Some((kinds, _)) = name.split_once('总').filter(|_| is_quantity(p, n)) else { return };
    let clause = p.clause_index(n.range.start);
    let sentence = p.sentence(n.range.start);
    list_total(p, n, kinds, report);
    // The run of quantities right before it, a clause or an item each.
    let mut parts: Vec<&Numeral> = Vec::new();
    let mut at = clause;
    for part in p.numerals_in(sentence.start..n.range.start).iter().rev() {
        let own = p.clause_index(part.range.start);
        if !is_quantity(p, part) || counted(p, part) != counted(p, n) || own + 1 < at {
            break;
        }
        parts.push(part);
        at = own;
    }
    // 肉蛋奶: every part begins with one of the characters; or the total only says that it is one.
    let initials: Vec<char> = kinds.chars().collect();
    let spelled =
        initials.len() == parts.len() && parts.iter().rev().zip(&initials).all(|(part, c)| label(p, part).contains(*c));
    if parts.len() < 2 || !spelled {
        return;
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let room = parts.iter().fold(slack(n), |room, part| room + slack(part));
    if (sum - n.value).abs() > room {
        amiss(p, n.range.start..n.unit.end, n, sum, report);
    }
}

/// N14: 获金牌18枚、银牌15枚、铜牌21枚，以奖牌总数56枚位居第一: the list of the clause before, all of one kind.
fn list_total(p: &Passage, n: &Numeral, kinds: &str, report: &mut Report) {
    let Some(kind) = kinds.chars().next_back() else { return };
    let Some(list) = p.clause_index(n.range.start).checked_sub(1).and_then(|at| p.clauses.get(at)) else { return };
    // 支出88.6亿元，加上上解支出12.4亿元、…，支出总计136.8亿元: the first stands further above.
    if p.starts_any(list.start, &["加上", "加", "连同", "另有", "再加"]).is_some() {
        return;
    }
    // 一等奖6项、二等奖11项: the grades are no numbers of things.
    let grade = |n: &Numeral| n.script == Script::Han && p.at(n.range.end) == '等';
    let own: Vec<&Numeral> = p.numerals_in(list.clone()).iter().filter(|n| !grade(n)).collect();
    let alike =
        |part: &&Numeral| is_quantity(p, part) && counted(p, part) == counted(p, n) && label(p, part).ends_with(kind);
    let marks = p.slice(list.clone()).iter().filter(|c| **c == '、').count();
    let sum: Decimal = own.iter().map(|part| part.value).sum();
    if own.len() >= 2
        && marks + 1 == own.len()
        && own.iter().all(alike)
        && sum != n.value
        && own.iter().all(|part| part.value < n.value)
    {
        amiss(p, n.range.start..n.unit.end, n, sum, report);
    }
}

/// N14: 立案46户，已查结32户，尚在查办18户: what is done and what is left make the whole.
fn rest(p: &Passage, n: &Numeral, report: &mut Report) {
    const LEFT: &[&str] =
        &["尚", "仍", "其余", "其他", "剩余", "剩下", "还有", "未", "正在", "在办", "在建", "待", "另"];
    let clause = p.clause(n.range.start);
    let left = p.starts_any(clause.start, LEFT).is_some();
    let being = p.starts_any(n.unit.end, &["正在", "未", "待", "在办"]).is_some();
    if !left || !is_quantity(p, n) || n.unit.end != clause.end && !being {
        return;
    }
    // 已整改308个，整改率94.5%，尚有28个: its rate may stand between.
    let rate = |clause: &Range<usize>| {
        matches!(p.numerals_in(clause.clone()), [n] if n.rate == Rate::Percent)
            && p.slice(clause.clone()).contains(&'率')
    };
    let above = |steps: usize| p.clause_index(clause.start).checked_sub(steps).and_then(|at| p.clauses.get(at));
    let Some(before) = above(1).filter(|one| !rate(one)).or_else(|| above(2)) else { return };
    let sentence = p.sentence(clause.start);
    let alike = |other: &&Numeral| is_quantity(p, other) && counted(p, other) == counted(p, n);
    let [done] = p.numerals_in(before.clone()) else { return };
    let opens = p.starts_any(before.start, &["已", "其中已", "目前已", "现已"]).is_some();
    let earlier: Vec<&Numeral> = p.numerals_in(sentence.start..before.start).iter().filter(alike).collect();
    let Some(whole) = earlier.last().filter(|_| opens && alike(&done) && done.unit.end == before.end) else { return };
    let near = p.clause_index(whole.range.start) + 2 >= p.clause_index(before.start);
    let sum = done.value + n.value;
    if near && (sum - whole.value).abs() > slack(whole) + slack(done) + slack(n) {
        amiss(p, done.range.start..n.unit.end, whole, sum, report);
    }
}

/// N14: 50名同志、20名同志、10个单位，对以上85个集体和个人予以表扬.
fn units_and_persons(p: &Passage, n: &Numeral, report: &mut Report) {
    if !matches!(p.at(n.range.end), '个' | '名') {
        return;
    }
    let all = p
        .starts_any(
            n.range.end,
            &["个集体和个人", "个单位和个人", "个先进集体和个人", "个（名）集体和个人", "名（个）集体和个人"],
        )
        .is_some();
    let told = p.ends_any(n.range.start, &["以上", "上述", "共", "共计", "合计", "共有"]).is_some();
    // 共计表彰先进集体和个人100个
    let words = p.text(p.clause(n.range.start).start..n.range.start);
    let named = words.starts_with('共') && ["集体和个人", "单位和个人"].iter().any(|word| words.ends_with(word));
    if !(named || all && told) || n.script != Script::Arabic {
        return;
    }
    let sentence = p.sentence(n.range.start);
    let parts: Vec<&Numeral> = p
        .numerals_in(sentence.start..n.range.start)
        .iter()
        .filter(|part| is_quantity(p, part) && matches!(counted(p, part), "个" | "名" | "人" | "位" | "家"))
        .collect();
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    if parts.len() >= 2 && sum != n.value {
        amiss(p, n.range.start..n.unit.end.max(n.range.end), n, sum, report);
    }
}

/// N13: 出口212.4亿元，进口106.2亿元，贸易顺差106.2亿元.
fn balance(p: &Passage, n: &Numeral, report: &mut Report) {
    let mut end = n.range.start;
    for word in ["为", "达到", "达", "约"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    if p.ends_any(end, &["顺差", "逆差"]).is_none() || !is_quantity(p, n) {
        return;
    }
    let named = |word: &str| {
        let before = p
            .numerals_in(0..n.range.start)
            .iter()
            .filter(|other| is_quantity(p, other) && counted(p, other) == counted(p, n));
        let own = |other: &&Numeral| label(p, other).ends_with(word) && !label(p, other).ends_with("进出口");
        before.rev().find(own)
    };
    let (Some(out), Some(into)) = (named("出口"), named("进口")) else { return };
    let right = (out.value - into.value).abs();
    if (right - n.value).abs() > slack(out) + slack(into) + slack(n) {
        report.push(
            p.finding(
                "N13",
                n.range.start..n.unit.end,
                say!("由出口、进口复算，差额是{}", "exports less imports are {}", right.normalize()),
            )
            .help(say!("核对三个数", "check the three numbers")),
        );
    }
}

/// N14: 一季度完成28.6亿元，二季度完成34.2亿元，上半年累计完成62.8亿元: a span of time and the spans that make it up.
fn periods(p: &Passage, n: &Numeral, report: &mut Report) {
    const SPANS: &[(&str, &[&str])] = &[
        ("上半年", &["一季度", "二季度"]),
        ("下半年", &["三季度", "四季度"]),
        ("前三季度", &["一季度", "二季度", "三季度"]),
        ("全年", &["一季度", "二季度", "三季度", "四季度"]),
        ("全年", &["上半年", "下半年"]),
    ];
    if !is_quantity(p, n) {
        return;
    }
    let clause = p.clause(n.range.start);
    let words = p.text(clause.start..n.range.start);
    let sentence = p.sentence(n.range.start);
    for (_, spans) in SPANS.iter().filter(|(whole, _)| words.starts_with(whole)) {
        let of = |span: &&str| {
            let own = p.numerals_in(sentence.start..clause.start).iter().filter(|part| {
                let opening = p.text(p.clause(part.range.start).start..part.range.start);
                is_quantity(p, part)
                    && counted(p, part) == counted(p, n)
                    && opening.trim_start_matches('第').starts_with(*span)
            });
            let own: Vec<&Numeral> = own.collect();
            if let [part] = own.as_slice() { Some(*part) } else { None }
        };
        let Some(parts) = spans.iter().map(of).collect::<Option<Vec<&Numeral>>>() else { continue };
        let added = |part: &&Numeral| super::direction::way_before(p, part.range.start).is_some();
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        let room = parts.iter().fold(slack(n), |room, part| room + slack(part));
        if (sum - n.value).abs() > room && !parts.iter().any(added) && !words.contains('均') {
            amiss(p, n.range.start..n.unit.end, n, sum, report);
        }
    }
}

/// N20: 整改率100%，尚有3处正在整改.
fn all_done(p: &Passage, n: &Numeral, report: &mut Report) {
    if n.rate != Rate::Percent || n.value != Decimal::ONE_HUNDRED {
        return;
    }
    let clause = p.clause(n.range.start);
    let opening = p.text(clause.start..n.range.start);
    let planned = ["计划的", "任务的", "总数的", "目标的"].iter().any(|of| opening.ends_with(of));
    let rate = opening.contains('率') || planned;
    let Some(next) = p.clauses.get(p.clause_index(n.range.start) + 1).filter(|next| next.start == clause.end + 1)
    else {
        return;
    };
    // 完成计划的100%，其余3座提前开工: those are of the next plan.
    let left = p.starts_any(next.start, &["尚有", "仍有", "还有", "尚余", "剩余", "其余"]);
    let left = left.is_some_and(|(word, _)| !planned || word != "其余");
    let some = p.numerals_in(next.clone()).iter().any(|n| is_quantity(p, n) && n.value > Decimal::ZERO);
    if rate && left && some && next.start < p.sentence(n.range.start).end {
        report.push(
            p.finding("N20", n.range.start..next.end, say!("既是100%，就不会还有剩余", "with 100 % nothing is left"))
                .help(say!("核对两处", "check both")),
        );
    }
}

/// A part, the share that is stated of it, and what the whole would be.
struct Share<'n> {
    part: &'n Numeral,
    share: &'n Numeral,
    from: usize,
    low: Decimal,
    high: Decimal,
}

impl Share<'_> {
    fn meets(&self, other: &Share) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// N13: 电气1126起，占36.0%；用火872起，占27.9%；其他1128起，占36.1%: every pair gives the same whole but one.
fn one_whole(reading: &Reading, p: &Passage, report: &mut Report) {
    let mut run: Vec<Share> = Vec::new();
    let mut last: Option<(&str, &str)> = None;
    for pair in p.numerals.windows(2) {
        let [part, share] = pair else { continue };
        let (clause, end) = (p.clause(share.range.start), part.unit.end);
        let words = p.text(end..share.range.start);
        let told =
            ["，占", "，占比", "，占比为", "，占总数的", "，占总量的", "，约占", "（占", "，占全市的", "，占全部的"];
        // 占全部贷款的: the whole by its name.
        let whole = words.strip_prefix("，占全部");
        let named = whole.is_some_and(|rest| rest.ends_with('的') && rest.chars().count() <= 6);
        let words = if named { "，占" } else { words };
        let adjacent =
            told.contains(&words) && share.range.end == clause.end || words == "（占" && p.at(share.range.end) == '）';
        if !adjacent
            || !is_quantity(p, part)
            || share.rate != Rate::Percent
            || share.script != Script::Arabic
            || share.value.is_zero()
        {
            continue;
        }
        let kind = (counted(p, part), words);
        if last.is_some_and(|last| last != kind) {
            odd_one(reading, p, &run, report);
            run.clear();
        }
        last = Some(kind);
        let half = Decimal::new(5, share.decimals + 1);
        let hundred = Decimal::ONE_HUNDRED;
        if share.value <= half {
            continue;
        }
        run.push(Share {
            part,
            share,
            from: end + 1,
            low: (part.value - slack(part)) * hundred / (share.value + half),
            high: (part.value + slack(part)) * hundred / (share.value - half),
        });
    }
    odd_one(reading, p, &run, report);
}

fn odd_one(reading: &Reading, p: &Passage, run: &[Share], report: &mut Report) {
    if run.len() < 2 {
        return;
    }
    // The paragraphs before may have named the whole.
    let above = reading.above(p, 3);
    // The whole itself, when the paragraph or its parts give it twice over.
    let agree = |one: &Share| run.iter().filter(|other| one.meets(other)).count();
    let stated = |one: &Share| {
        let own = p.numerals_in(0..one.part.range.start).iter().map(|n| (p, n));
        let earlier = above.iter().flat_map(|p| p.numerals.iter().map(move |n| (p, n)));
        own.chain(earlier).any(|(q, n)| {
            is_quantity(q, n)
                && counted(q, n) == counted(p, one.part)
                && one.low <= n.value + slack(n)
                && n.value - slack(n) <= one.high
        })
    };
    let sound: Vec<bool> =
        run.iter().map(|one| agree(one) >= 3 || agree(one) >= 2 && run.len() == 3 || stated(one)).collect();
    let odd: Vec<&Share> = run.iter().zip(&sound).filter(|(_, sound)| !**sound).map(|(one, _)| one).collect();
    let good = sound.iter().filter(|sound| **sound).count();
    if let ([one], true) = (odd.as_slice(), good >= 2 || good == 1 && run.iter().any(stated)) {
        report.push(
            p.finding(
                "N13",
                one.from..one.share.range.end,
                say!("与其余各项的占比不是同一个总数", "the other shares are of another whole than this"),
            )
            .help(say!("核对这一项的数和占比", "check this number and its share")),
        );
    }
}
