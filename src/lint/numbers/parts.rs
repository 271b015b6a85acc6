//! N14 and N20: a total and its parts.

use super::reckoning::{counted, in_scale, label, slack, slipped, swapped};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::ops::Range;

/// Units that are never added up.
const NOT_ADDED: &[&str] =
    &["年", "月", "日", "天", "岁", "期", "届", "级", "度", "点", "时", "分", "倍", "成", "号", "周"];
/// Words by which a number tells of a change or of something else than a part.
const OTHER: &[&str] = &[
    "比", "增", "减", "降", "升", "占", "含", "平均", "人均", "累计", "户均", "日均", "月均", "年均", "次均", "超",
    "每",
];

/// A part as it is written.
struct Part<'p> {
    label: &'p str,
    number: &'p Numeral,
}

/// 共A起，其中盗窃B起、抢劫C起; 博士A名、硕士B名，共计C名.
pub fn check(p: &Passage, index: usize, report: &mut Report) {
    let Some(total) = p.numerals.get(index).filter(|n| can_add(p, n)) else { return };
    // Averages, prices and changes are not added up.
    // 收支结余0.17亿元。其中，医疗收入…: what is left of two is neither's whole.
    let words = label(p, total);
    if words.contains(['均', '每', '价'])
        || ["增加", "减少", "结余", "差额", "净额", "缺口"].iter().any(|word| words.contains(word))
    {
        return;
    }
    among(p, total, report);
    all_told(p, total, report);
}

fn can_add(p: &Passage, n: &Numeral) -> bool {
    n.rate == Rate::None
        && n.script == Script::Arabic
        && n.over.is_none()
        && !n.unit.is_empty()
        // 超过10万元、40万吨以上: a bound is no total.
        && p.starts_any(n.unit.end, &["以上", "以下", "以内", "左右"]).is_none()
        && p.ends_any(n.range.start, &["超过", "超", "突破", "逾", "不足", "不到", "不低于", "不少于"]).is_none()
        && !NOT_ADDED.contains(&p.text(n.unit.clone()))
}

fn comparable(p: &Passage, a: &Numeral, b: &Numeral) -> bool {
    // 8名人员, 其中…2人: persons all.
    let persons = |unit: &str| matches!(unit, "人" | "名" | "位");
    counted(p, a) == counted(p, b) || persons(counted(p, a)) && persons(counted(p, b))
}

/// 56人次、12人、9人，共78人次: people are added up whatever they are counted by.
fn heads(p: &Passage, n: &Numeral) -> bool {
    matches!(counted(p, n), "人" | "人次" | "名")
}

/// 企业26家、小区38个、机关52家，共计116个: places are counted by words that change with them.
fn places(p: &Passage, n: &Numeral) -> bool {
    matches!(counted(p, n), "个" | "家" | "所" | "处" | "座" | "户")
}

/// Parts after 其中, 包括.
fn among(p: &Passage, total: &Numeral, report: &mut Report) {
    let sentence = p.sentence(total.range.start);
    let clause = p.clause_index(total.range.start);
    // 增加值2846.3亿元，比上年增长7.8%。其中，第一产业…: growth in a clause, a stop of the sentence between.
    // 粮食总产量236.8万吨，增长1.2%，…；单产462.2公斤，…。其中，夏粮…: what is called a total may be told further above.
    let named = label(p, total).contains('总');
    let reach = if named { 8 } else { 4 };
    let Some((next, start)) = (clause + 1..clause + reach).find_map(|at| {
        let next = p.clauses.get(at)?;
        let opens = p.starts_any(next.start, &["其中", "包括", "分别是", "分别为"])?;
        let between = p.numerals_in(total.unit.end..next.start);
        let moved = |n: &Numeral| super::direction::way_before(p, n.range.start).is_some();
        let passed = |n: &Numeral| n.rate != Rate::None || moved(n) || !(can_add(p, n) && comparable(p, n, total));
        (between.iter().all(passed)).then_some((at, (next.start, opens)))
    }) else {
        return;
    };
    let (start, (word, size)) = start;
    let fresh = start >= sentence.end;
    if fresh && (word != "其中" || p.clause_index(start) > clause + reach - 1) || word != "其中" && next != clause + 1
    {
        return;
    }
    // 项目68个，总投资326.5亿元，其中…: what another quantity stands between needs a slip to explain it.
    let between = p.numerals_in(total.unit.end..start);
    let apart = !named && between.iter().any(|n| n.rate == Rate::None);
    let until = p.sentence(start).end;
    let (parts, _) = listed(p, start + size..until, total);
    // 挂牌督办28家，…尚未摘牌8家；其中…16家: after ； it may be of a number told before.
    let earlier = p
        .numerals_in(sentence.start..total.range.start)
        .iter()
        .any(|n| comparable(p, n, total) && parts.iter().all(|part| part.number.value <= n.value));
    if p.before(start) == '；' && earlier {
        return;
    }
    let comprising = word != "其中";
    let complete = comprising && parts.len() >= 2 || partition(&parts) || initials(label(p, total), &parts);
    if parts.len() == 1 {
        in_turn(p, total, &parts, until, report);
    }
    if apart {
        let sum: Decimal = parts.iter().map(|part| part.number.value).sum();
        let room = parts.iter().fold(slack(total), |room, part| room + slack(part.number));
        let nested = parts.iter().any(|part| part.label.contains("以上"));
        let amiss = (sum - total.value).abs() > room && !nested;
        if parts.len() >= 2
            && amiss
            && (one_slip(p, total, &parts, sum) || complete && sum * Decimal::TWO > total.value)
        {
            tell(p, total, sum, report);
        }
        return;
    }
    judge(p, total, &parts, complete, report);
}

/// The parts from an index on: the first number of the total's unit in each clause, and those that follow it with 、.
fn listed<'p>(p: &'p Passage, range: Range<usize>, total: &Numeral) -> (Vec<Part<'p>>, usize) {
    let mut parts: Vec<Part<'p>> = Vec::new();
    let mut idle = 0;
    let mut end = range.start;
    for clause in p.clauses.iter().filter(|clause| clause.end > range.start && clause.start < range.end) {
        let from = clause.start.max(range.start);
        let opening = p.text(from..clause.end);
        if !parts.is_empty()
            && ["其中", "另", "此外", "同时", "全年", "合计", "共", "总", "贸易顺差", "贸易逆差", "顺差", "逆差"]
                .iter()
                .any(|word| opening.starts_with(word))
        {
            break;
        }
        let own: Vec<&Numeral> =
            p.numerals_in(from..clause.end).iter().filter(|n| can_add(p, n) && comparable(p, n, total)).collect();
        // 三项合计49.6亿元: what adds the parts up is none of them.
        let adds = own.first().is_some_and(|first| {
            let words = p.text(from..first.range.start);
            ["合计", "共计", "总计", "累计", "总数", "总量", "总额"].iter().any(|word| words.contains(word))
        });
        if adds {
            break;
        }
        // 专任教师中，正高级21人: the parts of a part.
        if own.is_empty() && !parts.is_empty() && opening.ends_with('中') {
            break;
        }
        if own.is_empty() {
            idle += 1;
            if idle > 2 {
                break;
            }
            continue;
        }
        // A new series after ； belongs to the first only when it is called alike.
        let after_semicolon = p.before(clause.start) == '；';
        let mut at = from;
        let mut took = false;
        for n in own {
            let label = p.text(at..n.range.start).trim_start_matches(['、', '和', '及', '与']);
            let plain = label.replace("增加值", "").replace("新增", "");
            let joined = at == from || matches!(p.at(at), '、' | '和' | '及' | '与');
            let alike = parts.first().is_none_or(|first| !after_semicolon || common_tail(first.label, label) >= 3);
            if !joined || !alike || OTHER.iter().any(|word| plain.contains(word)) {
                break;
            }
            parts.push(Part { label, number: n });
            took = true;
            at = n.unit.end;
        }
        if took {
            idle = 0;
            end = clause.end;
        } else if after_semicolon {
            break;
        } else {
            idle += 1;
            if idle > 2 {
                break;
            }
        }
    }
    (parts, end)
}

/// 其中，出口212.4亿元，增长11.5%；进口116.2亿元，增长4.8%: parts in turn, each with its growth. Told only
/// when one slip explains why they do not add up: what follows may be another thing.
fn in_turn(p: &Passage, total: &Numeral, first: &[Part], until: usize, report: &mut Report) {
    let [one] = first else { return };
    let mut parts = vec![Part { label: one.label, number: one.number }];
    let mut at = p.clause_index(one.number.range.start) + 1;
    loop {
        // Its growth, its share: clauses with rates alone, up to the ；.
        let rates = |clause: &Range<usize>| {
            let own = p.numerals_in(clause.clone());
            !own.is_empty() && own.iter().all(|n| n.rate != Rate::None)
        };
        let told = p.clauses.iter().skip(at).take(4).take_while(|clause| rates(clause)).count();
        let Some(growth) = (at + told).checked_sub(1).and_then(|last| p.clauses.get(last)) else { break };
        at += told;
        let Some(next) = p.clauses.get(at) else { break };
        let own = p.numerals_in(next.clone());
        let [n] = own else { break };
        let grew = told > 0 && p.at(growth.end) == '；';
        let label = p.text(next.start..n.range.start);
        let other = ["差", "合计", "共", "总"].iter().chain(OTHER).any(|word| label.contains(word));
        if next.end > until || !grew || n.unit.end != next.end || !can_add(p, n) || !comparable(p, n, total) || other {
            break;
        }
        parts.push(Part { label, number: n });
        at += 1;
    }
    // 批准去香港82.1万人次，批准去台湾5.7万人次: another part follows, so these are not all.
    let more = p
        .clauses
        .get(at)
        .filter(|next| next.start < until)
        .is_some_and(|next| p.numerals_in(next.clone()).iter().any(|n| can_add(p, n) && comparable(p, n, total)));
    if more {
        return;
    }
    let sum: Decimal = parts.iter().map(|part| part.number.value).sum();
    let room = parts.iter().fold(slack(total), |room, part| room + slack(part.number));
    let slip = slipped(p, total, sum)
        || parts.iter().any(|part| slipped(p, part.number, total.value - sum + part.number.value));
    let near = partition(&parts) && sum * Decimal::TWO > total.value;
    if parts.len() >= 2 && (sum - total.value).abs() > room && (slip || near) {
        tell(p, total, sum, report);
    }
}

/// How many characters two labels end with alike.
fn common_tail(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

/// Whether the labels leave nothing out: 其他, 及以下, 男 and 女, 第一 to 第三产业 …
fn partition(parts: &[Part]) -> bool {
    const COMPLETE: &[&[&str]] = &[
        &["第一产业", "第二产业", "第三产业"],
        &["城镇", "乡村"],
        &["城镇", "农村"],
        &["城市", "农村"],
        &["城市", "乡村"],
        &["省内", "省外"],
        &["境内", "境外"],
        &["集中", "分散"],
        &["公办", "民办"],
        &["出口", "进口"],
        &["男", "女"],
        &["国内", "国外"],
        &["一季度", "二季度", "三季度", "四季度"],
        &["上半年", "下半年"],
        &["轻工业", "重工业"],
        &["夏粮", "秋粮"],
        &["线上", "线下"],
        &["税收", "非税"],
        &["一般债务", "专项债务"],
        &["报告书", "报告表"],
        &["执法类", "非执法类"],
        &["新建", "改扩建"],
        &["中央", "地方"],
        &["陆域", "海域"],
        &["工业", "商业", "其他"],
        &["红色", "橙色", "黄色", "蓝色"],
        &["特别重大", "重大", "较大", "一般"],
    ];
    let Some(last) = parts.last().filter(|_| parts.len() >= 2) else { return false };
    let first = parts.first().map_or("", |part| part.label);
    let rest = ["其他", "其它", "其余", "及以下", "及以上"].iter().any(|word| last.label.contains(word));
    let opposite = parts.len() == 2 && (last.label.strip_prefix('非') == Some(first.trim_start_matches('，')));
    let set = COMPLETE.iter().any(|set| {
        set.len() == parts.len()
            && set.iter().zip(parts).all(|(word, part)| {
                let label = part.label.trim_start_matches('，');
                if word.chars().count() == 1 { label.starts_with(word) } else { label.contains(word) }
            })
    });
    rest || opposite || set
}

/// 省市重点项目86个，其中省重点项目24个、市重点项目62个: the total is named by the first character of each.
fn initials(total: &str, parts: &[Part]) -> bool {
    let heads: String = parts.iter().filter_map(|part| part.label.trim_start_matches('，').chars().next()).collect();
    parts.len() >= 2 && heads.chars().count() == parts.len() && total.contains(&heads)
}

fn judge(p: &Passage, total: &Numeral, parts: &[Part], complete: bool, report: &mut Report) {
    let room = parts.iter().fold(slack(total), |room, part| room + slack(part.number));
    // One part larger than the whole.
    // Far larger, or after many words, it counts something else.
    let larger = parts.first().filter(|part| {
        let n = part.number;
        n.value > total.value + slack(total) + slack(n)
            && n.value <= total.value * Decimal::from(3)
            && n.scale == total.scale
            && part.label.chars().count() <= 16
            && p.clause_index(n.range.start) <= p.clause_index(total.range.start) + 1
    });
    if let Some(part) = larger {
        let shown = part.number.range.start..part.number.unit.end;
        report.push(
            p.finding(
                "N14",
                shown,
                say!(
                    "其中的{}比总数{}还大",
                    "the part {} is larger than the total {}",
                    p.text(part.number.range.clone()),
                    p.text(total.range.clone())
                ),
            )
            .help(say!("核对总数和各分项", "check the total and its parts")),
        );
        return;
    }
    // 亿元以上、5亿元以上: one holds the other.
    let nested = parts.iter().any(|part| part.label.contains("以上") && !part.label.contains("及以上"));
    if parts.len() < 2 || nested {
        return;
    }
    let sum: Decimal = parts.iter().map(|part| part.number.value).sum();
    // 职工218人，其中教师196人，高级62人、一级88人、二级46人: the rest are the parts of the first.
    if parts.len() >= 4 && parts.first().is_some_and(|first| first.number.value * Decimal::TWO == sum) {
        return;
    }
    // Two units of the last digit and more between them are no rounding of a few parts.
    let over = sum > total.value + room || sum > total.value && sum - total.value >= room && parts.len() >= 3;
    // Not all parts need be told; but what one slip of the hand keeps from adding up was meant to.
    let near =
        sum < total.value && sum * Decimal::from(100) >= total.value * Decimal::from(85) && sum + room < total.value;
    if over || complete && sum + room < total.value || near && one_slip(p, total, parts, sum) {
        tell(p, total, sum, report);
    }
}

/// Whether one slip in the total or a part explains the difference.
fn one_slip(p: &Passage, total: &Numeral, parts: &[Part], sum: Decimal) -> bool {
    let own = |part: &Part| total.value - sum + part.number.value;
    if parts.len() >= 3 {
        return slipped(p, total, sum) || parts.iter().any(|part| slipped(p, part.number, own(part)));
    }
    // Of two the rest may be left untold, and another digit explains too much.
    swapped(p, total, sum) || parts.iter().any(|part| swapped(p, part.number, own(part)))
}

fn tell(p: &Passage, total: &Numeral, sum: Decimal, report: &mut Report) {
    report.push(
        p.finding(
            "N14",
            total.range.start..total.unit.end,
            say!(
                "总数是{}，分项之和是{}",
                "the total is {}, the parts add up to {}",
                p.text(total.range.clone()),
                in_scale(total, sum)
            ),
        )
        .help(say!(
            "核对总数和各分项；如因修约不等，加注说明",
            "check them; if rounding is the cause, say so in a note"
        )),
    );
}

/// Parts first, then 共计: 博士24名、硕士186名，共计210名.
fn all_told(p: &Passage, total: &Numeral, report: &mut Report) {
    const TOTALS: &[&str] = &["共计", "合计", "总计", "总共", "一共", "共"];
    let sentence = p.sentence(total.range.start);
    let start = p.clause(total.range.start).start;
    // The total opens its clause, or the last item of the list.
    let mark = (start..total.range.start).rev().find(|at| p.at(*at) == '、').map_or(start, |at| at + 1);
    let Some((_, size)) = p.starts_any(mark, TOTALS) else { return };
    let verb = p.text(mark + size..total.range.start).trim_start_matches(['为', '达', '有']);
    let before = p.text(sentence.start..mark);
    let repeats =
        verb.is_empty() || verb.chars().count() == 2 && verb.chars().next().is_some_and(|first| before.contains(first));
    // A sentence that begins with 其中 lists the parts of the one before.
    if !repeats || before.trim_start_matches("其中").contains("其中") {
        return;
    }
    // In one list people are added up whatever they are counted by.
    let list = p.numerals_in(sentence.start..mark).last().map(|n| p.clause_index(n.range.start));
    let beside = |n: &Numeral| Some(p.clause_index(n.range.start)) == list;
    let own: Vec<&Numeral> = p
        .numerals_in(sentence.start..mark)
        .iter()
        .filter(|n| {
            let like = heads(p, n) && heads(p, total) || places(p, n) && places(p, total);
            n.rate == Rate::None && (comparable(p, n, total) || beside(n) && like)
        })
        .collect();
    // 收到作品1286件，评出一等奖10件、…，共80件: what is larger than the total is no part of it.
    let from = own
        .iter()
        .rposition(|n| n.value > total.value * Decimal::TWO && comparable(p, n, total))
        .map_or(0, |at| at + 1);
    let own: Vec<&Numeral> = own.into_iter().skip(from).collect();
    // 公园12个、健身中心26个、运动场18片，共56处: what the list counts by another word is of the total too.
    let mixed = own.first().zip(own.last()).is_some_and(|(first, last)| {
        let beside = |n: &&Numeral| n.rate == Rate::None && n.script == Script::Arabic && !n.unit.is_empty();
        p.numerals_in(first.range.start..mark).iter().filter(beside).any(|n| {
            let joined = n.range.start > last.range.end || p.slice(n.unit.end..last.range.start).contains(&'、');
            joined
                && !own.iter().any(|own| own.range == n.range)
                && places(p, total)
                && !NOT_ADDED.contains(&counted(p, n))
        })
    });
    if mixed {
        return;
    }
    let clean = own.iter().all(|n| {
        let clause = p.clause(n.range.start);
        let label = p.text(clause.start..n.range.start).replace("新增", "").replace("增加值", "");
        can_add(p, n) && !OTHER.iter().any(|word| label.contains(word))
    });
    // The list stands right before the total.
    let near = own.last().is_some_and(|n| mark - n.unit.end <= 1)
        || own.last().is_some_and(|n| p.clause_index(n.range.start) + 1 == p.clause_index(mark));
    if own.len() < 2 || !clean || !near {
        return;
    }
    let sum: Decimal = own.iter().map(|n| n.value).sum();
    let room = own.iter().fold(slack(total), |room, n| room + slack(n));
    // 立项6项，获一等奖1项、二等奖2项、三等奖1项，共计4项: the list of the last clause alone is meant.
    let last: Vec<&&Numeral> = own.iter().filter(|n| beside(n)).collect();
    let alone = last.len() >= 2 && last.iter().map(|n| n.value).sum::<Decimal>() == total.value;
    if (sum - total.value).abs() > room && !alone {
        tell(p, total, sum, report);
    }
}
