//! N14 and N20: a total and its parts.

use super::reckoning::{counted, slack};
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
const OTHER: &[&str] = &["比", "增", "减", "降", "升", "占", "含", "平均", "人均", "累计", "户均", "超", "每"];

/// A part as it is written.
struct Part<'p> {
    label: &'p str,
    number: &'p Numeral,
}

/// 共A起，其中盗窃B起、抢劫C起; 博士A名、硕士B名，共计C名.
pub fn check(p: &Passage, index: usize, report: &mut Report) {
    let Some(total) = p.numerals.get(index).filter(|n| can_add(p, n)) else { return };
    among(p, total, report);
    all_told(p, total, report);
}

fn can_add(p: &Passage, n: &Numeral) -> bool {
    n.rate == Rate::None
        && n.script == Script::Arabic
        && n.over.is_none()
        && !n.unit.is_empty()
        && !NOT_ADDED.contains(&p.text(n.unit.clone()))
}

fn comparable(p: &Passage, a: &Numeral, b: &Numeral) -> bool {
    counted(p, a) == counted(p, b)
}

/// Parts after 其中, 包括.
fn among(p: &Passage, total: &Numeral, report: &mut Report) {
    let sentence = p.sentence(total.range.start);
    let clause = p.clause_index(total.range.start);
    // 增加值2846.3亿元，比上年增长7.8%。其中，第一产业…: growth in a clause, a stop of the sentence between.
    let Some((next, start)) = (clause + 1..clause + 4).find_map(|at| {
        let next = p.clauses.get(at)?;
        let opens = p.starts_any(next.start, &["其中", "包括", "分别是", "分别为"])?;
        let between = p.numerals_in(total.unit.end..next.start);
        (between.iter().all(|n| n.rate != Rate::None)).then_some((at, (next.start, opens)))
    }) else {
        return;
    };
    let (start, (word, size)) = start;
    let fresh = start >= sentence.end;
    if fresh && (word != "其中" || p.clause_index(start) > clause + 3) || word != "其中" && next != clause + 1 {
        return;
    }
    let until = p.sentence(start).end;
    let (parts, _) = listed(p, start + size..until, total);
    let comprising = word != "其中";
    let complete = comprising && parts.len() >= 2 || partition(&parts);
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
            && ["其中", "另", "此外", "同时", "全年", "合计", "共", "总"].iter().any(|word| opening.starts_with(word))
        {
            break;
        }
        let own: Vec<&Numeral> =
            p.numerals_in(from..clause.end).iter().filter(|n| can_add(p, n) && comparable(p, n, total)).collect();
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
        &["男", "女"],
        &["国内", "国外"],
        &["一季度", "二季度", "三季度", "四季度"],
        &["上半年", "下半年"],
        &["轻工业", "重工业"],
        &["夏粮", "秋粮"],
        &["线上", "线下"],
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

fn judge(p: &Passage, total: &Numeral, parts: &[Part], complete: bool, report: &mut Report) {
    let room = parts.iter().fold(slack(total), |room, part| room + slack(part.number));
    // One part larger than the whole.
    // Far larger, or after many words, it counts something else.
    let larger = parts.first().filter(|part| {
        let n = part.number;
        n.value > total.value + slack(total) + slack(n)
            && n.value <= total.value * Decimal::from(3)
            && n.scale == total.scale
            && part.label.chars().count() <= 12
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
    if sum > total.value + room || complete && sum + room < total.value {
        tell(p, total, sum, report);
    }
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
                sum.normalize()
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
    if !repeats || before.contains("其中") {
        return;
    }
    let own: Vec<&Numeral> = p
        .numerals_in(sentence.start..mark)
        .iter()
        .filter(|n| n.rate == Rate::None && comparable(p, n, total))
        .collect();
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
    if (sum - total.value).abs() > room {
        tell(p, total, sum, report);
    }
}
