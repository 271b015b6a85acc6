//! N07 and N10: which way things went.

use crate::lint::han::{CharSet, is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// 上升, 提升 …
    Up,
    /// 下降, 减少 …
    Down,
}

/// Words of direction.
pub const WAYS: &[(&str, Way)] = &[
    ("上升", Way::Up),
    ("提升", Way::Up),
    ("提高", Way::Up),
    ("增长", Way::Up),
    ("增加", Way::Up),
    ("上涨", Way::Up),
    ("攀升", Way::Up),
    ("回升", Way::Up),
    ("扩大", Way::Up),
    ("延长", Way::Up),
    ("偏多", Way::Up),
    ("偏高", Way::Up),
    ("净增", Way::Up),
    ("加快", Way::Up),
    ("升", Way::Up),
    ("增", Way::Up),
    ("下降", Way::Down),
    ("减少", Way::Down),
    ("降低", Way::Down),
    ("下滑", Way::Down),
    ("回落", Way::Down),
    ("下跌", Way::Down),
    ("缩减", Way::Down),
    ("压降", Way::Down),
    ("缩短", Way::Down),
    ("压缩", Way::Down),
    ("缩小", Way::Down),
    ("压减", Way::Down),
    ("放缓", Way::Down),
    ("偏少", Way::Down),
    ("偏低", Way::Down),
    ("降", Way::Down),
    ("减", Way::Down),
];

/// N07 and N10 in the document.
pub fn check(reading: &Reading, report: &mut Report) {
    for p in reading.passages.iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note)) {
        for (order, n) in p.numerals.iter().enumerate() {
            points(p, n, report);
            from_to(p, n, p.numerals.get(order + 1), report);
        }
    }
    table_words(reading, report);
}

/// The direction word right before an index, its way and length.
pub fn way_before(p: &Passage, at: usize) -> Option<(Way, &'static str)> {
    let at = if p.before(at) == '了' { at - 1 } else { at };
    // Most numbers follow other characters.
    static ENDS: CharSet = CharSet::new("升高长加涨大多增快降少低滑落跌减短缩小缓");
    if !ENDS.contains(p.before(at)) {
        return None;
    }
    WAYS.iter().find(|(word, _)| word.chars().count() == 2 && p.ends(at, word)).map(|(word, way)| (*way, *word))
}

/// N10: 破案率提高5%, 案件数下降3个百分点.
fn points(p: &Passage, n: &Numeral, report: &mut Report) {
    // 高于全市平均增幅4.8%: between two rates lie points.
    let from = p.clause(n.range.start).start;
    let above = p.starts_any(from, &["高于", "低于", "高出", "快于", "慢于", "领先"]).is_some();
    let named = p.ends_any(n.range.start, &["增幅", "降幅", "涨幅", "增速", "比重", "占比"]).is_some();
    // 增速比全省平均水平高2.3%.
    let compared = matches!(p.before(n.range.start), '高' | '低' | '快' | '慢')
        && p.find(from..n.range.start, "比").is_some_and(|at| {
            p.ends_any(
                at,
                &["增幅", "降幅", "涨幅", "增速", "比重", "占", "合格率", "入住率", "失业率", "普及率", "覆盖率"],
            )
            .is_some()
        });
    if (above && named || compared) && n.rate == Rate::Percent {
        report.push(
            p.finding(
                "N10",
                from..n.range.end,
                say!("两个比率之差应是百分点", "the difference of two rates is in percentage points"),
            )
            .help(say!("核对，如写作“{}个百分点”", "check: “{}个百分点”?", p.text(n.digits.clone()))),
        );
        return;
    }
    let Some((_, word)) = way_before(p, n.range.start) else { return };
    let tail = n.range.start - word.chars().count() - usize::from(p.before(n.range.start) == '了');
    // The subject ends before 同比, 比上年…
    let clause = p.clause(tail);
    let mut end = tail;
    loop {
        let before = end;
        for skip in [
            "同比",
            "环比",
            "比上年",
            "较上年",
            "比去年",
            "较去年",
            "同期",
            "年均",
            "分别",
            "均",
            "比上年同期",
            "较上年同期",
            "平均",
        ] {
            if p.ends(end, skip) {
                end -= skip.chars().count();
            }
        }
        if end == before || end <= clause.start {
            break;
        }
    }
    // 比年初下降: the base alone stands before the word.
    let base = p.text(clause.start..end);
    if base.starts_with(['比', '较']) && base.chars().count() <= 8 && !base.contains('的') {
        end = clause.start;
    }
    let quicker = matches!(word, "加快" | "放缓") && end == clause.start && percent_before(p, clause.start);
    let rate = quicker || if end > clause.start { is_rate(p, end) } else { rate_before(p, clause.start, word) };
    // 受理、审结、结案率分别上升8.2%、9.5%和1.13个百分点: who writes both knows which is which.
    let told_apart = p.numerals_in(clause.clone()).iter().any(|other| other.rate == Rate::Points)
        && p.find(clause.clone(), "分别").is_some();
    if told_apart {
        return;
    }
    // More than sixty points in a year is no difference of rates.
    if rate && n.rate == Rate::Percent && n.value <= Decimal::from(60) {
        let found = p
            .finding(
                "N10",
                tail..n.range.end,
                say!("比率的升降用了百分数，应是百分点", "a change of a rate in percent: percentage points are meant?"),
            )
            .help(say!(
                "核对，如确是相差几个点，写作“{}个百分点”",
                "check; if it is a difference, write “{}个百分点”",
                p.text(n.digits.clone())
            ));
        report.push(found);
        return;
    }
    const COUNTS: &[&str] = &[
        "案件数",
        "人数",
        "起数",
        "件数",
        "总量",
        "总额",
        "产量",
        "产值",
        "收入",
        "支出",
        "案件",
        "警情",
        "数量",
        "户数",
        "人次",
        "面积",
        "里程",
        "事故",
        "贷款",
        "存款",
        "利润",
        "投资",
        "金额",
        "发案数",
        "受案数",
        "破案数",
        "抓获数",
        "立案数",
        "亡人数",
    ];
    let measured = p
        .ends_any(
            end,
            &[
                "损失",
                "浓度",
                "产量",
                "销量",
                "客运量",
                "货运量",
                "吞吐量",
                "发电量",
                "用电量",
                "降水量",
                "销售额",
                "成交额",
                "增加值",
                "总值",
                "经费",
                "罚没款",
                "保费",
                "用工",
                "户次",
                "件次",
                "游客",
                "报案",
                "发案",
            ],
        )
        .is_some();
    let count = (measured || COUNTS.iter().any(|word| p.ends(end, word))) && end > clause.start;
    // 纺织服装24.6亿元，下降2.1个百分点: the clause before states a quantity and nothing else is named.
    let quantity = end == clause.start && !matches!(word, "加快" | "放缓" | "回落") && quantity_before(p, clause.start);
    // 系数达到0.562，提高0.6个百分点: a coefficient has no points.
    let coefficient = end == clause.start
        && p.clause_index(clause.start).checked_sub(1).and_then(|at| p.clauses.get(at)).is_some_and(|before| {
            let plain = p.numerals_in(before.clone()).last().is_some_and(|n| {
                n.rate == Rate::None && n.decimals >= 2 && n.value < Decimal::TEN && n.range.end == before.end
            });
            plain && p.slice(before.clone()).contains(&'数') && before.end + 1 == clause.start
        });
    // 满意度为93.6分，同比提高1.2个百分点: marks go up by marks.
    let marks = end == clause.start
        && p.clause_index(clause.start).checked_sub(1).and_then(|at| p.clauses.get(at)).is_some_and(|before| {
            let last = p.numerals_in(before.clone()).last();
            before.end + 1 == clause.start
                && last.is_some_and(|n| {
                    p.text(n.unit.clone()) == "分" && n.unit.end == before.end && n.value > Decimal::TEN
                })
        });
    if (count || quantity || coefficient || marks) && n.rate == Rate::Points {
        report.push(
            p.finding(
                "N10",
                tail..n.unit.end,
                say!("数量的升降用了百分点，应是百分数", "a change of a count in percentage points: percent is meant?"),
            )
            .help(say!("改为“{}%”", "write “{}%”", p.text(n.digits.clone()))),
        );
    }
}

/// Whether the words before an index name a rate: 破案率, 比重, 增速.
fn is_rate(p: &Passage, end: usize) -> bool {
    /// These are told in percent of themselves as well.
    const OTHERS: &[&str] = &[
        "效率",
        "频率",
        "概率",
        "利率",
        "税率",
        "汇率",
        "速率",
        "功率",
        "心率",
        "分辨率",
        "产率",
        "出栏率",
        "增长率",
        "生产率",
        "周转率",
        "发病率",
        "死亡率",
        "患病率",
        "发案率",
        "事故率",
        "收益率",
        "容积率",
        "曲率",
        "倍率",
        "费率",
        "赔率",
    ];
    const RATES: &[&str] = &[
        "率",
        "比重",
        "占比",
        "比例",
        "满意度",
        "知晓度",
        "恩格尔系数",
        "增速",
        "增幅",
        "涨幅",
        "降幅",
        "优良天数比例",
    ];
    p.ends_any(end, RATES).is_some() && p.ends_any(end, OTHERS).is_none()
}

/// 同比增长8.2%，比一季度加快0.6%: the clause before ends with a rate of growth.
fn percent_before(p: &Passage, start: usize) -> bool {
    let Some(before) = p.clause_index(start).checked_sub(1).and_then(|at| p.clauses.get(at)) else { return false };
    let last = p.numerals_in(before.clone()).last();
    before.end + 1 == start && last.is_some_and(|n| n.rate == Rate::Percent && n.range.end == before.end)
}

/// 入住率达86.2%，同比提高21.3%: the rate is named in the clause before, with its value.
fn rate_before(p: &Passage, start: usize, word: &str) -> bool {
    let Some(before) = p.clause_index(start).checked_sub(1).and_then(|at| p.clauses.get(at)) else { return false };
    if before.end + 1 != start || p.at(before.end) != '，' {
        return false;
    }
    let Some(value) = p
        .numerals_in(before.clone())
        .last()
        .filter(|n| n.rate == Rate::Percent && n.script == Script::Arabic && n.range.end == before.end)
    else {
        return false;
    };
    let mut end = value.range.start;
    for word in ["达到", "高达", "达", "为", "是", "约", "保持在", "稳定在", "在"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let growth = p.ends_any(end, &["增速", "增幅", "涨幅", "降幅", "增长率"]).is_some();
    // What stands at so many percent is a rate by that: 群众安全感为98.2%.
    let level = end < value.range.start && !growth && end > before.start;
    // 占进出口总值的30%，增长12%: it is the value that grew.
    let place = (before.start..end).find(|at| p.at(*at) == '占');
    let share = place.is_some_and(|at| at > before.start || matches!(word, "提高" | "提升" | "上升"))
        && (p.ends(end, "的") || p.ends(end, "占"));
    is_rate(p, end) && !growth || level && place.is_none() || share
}

/// Whether the clause before ends with a number of things, and speaks of no rate.
fn quantity_before(p: &Passage, start: usize) -> bool {
    let Some(before) = p.clause_index(start).checked_sub(1).and_then(|at| p.clauses.get(at)) else { return false };
    let last = p.numerals_in(before.clone()).last();
    let rates = ['率', '占', '比', '度', '速'];
    // 浓度56微克/立方米 is a quantity too.
    let dense = |n: &Numeral| {
        p.text(n.unit.clone()) == "微克" && p.starts(n.unit.end, "/立方米") && n.unit.end + 4 == before.end
    };
    before.end + 1 == start
        && p.at(before.end) == '，'
        && last.is_some_and(|n| {
            n.rate == Rate::None
                && n.script == Script::Arabic
                && !n.unit.is_empty()
                && (n.unit.end == before.end && !p.slice(before.clone()).iter().any(|c| rates.contains(c)) || dense(n))
        })
}

/// N07: 由20起上升到12起.
fn from_to(p: &Passage, first: &Numeral, second: Option<&Numeral>, report: &mut Report) {
    let Some(second) = second else { return };
    let colon = matches!(p.at(first.range.end), '：' | '∶' | ':');
    if p.clause_index(first.range.start) != p.clause_index(second.range.start) && !colon || first.rate != second.rate {
        return;
    }
    let from = first.range.end.max(first.unit.end);
    let mut gap = p.text(from..second.range.start);
    // 2.1：1提高到1.9：1: the first terms are compared.
    let mut second = second;
    if matches!(gap, "：" | "∶" | ":")
        && let Some(other) =
            p.numerals.iter().position(|n| n.range == second.range).and_then(|at| p.numerals.get(at + 1))
        && second.value == Decimal::ONE
    {
        gap = p.text(second.range.end..other.range.start);
        second = other;
    }
    let opening =
        p.slice(first.range.start.saturating_sub(12).max(p.clause(first.range.start).start)..first.range.start);
    if !opening.iter().any(|c| matches!(c, '由' | '从')) || gap.chars().count() > 10 {
        return;
    }
    if matches!(p.at(first.range.end), '年' | '月' | '日' | '时') {
        return;
    }
    let Some((word, way)) = WAYS
        .iter()
        .find(|(word, _)| ["到", "至", "为", "到了", "成"].iter().any(|to| gap.ends_with(&format!("{word}{to}"))))
    else {
        return;
    };
    let units = (p.text(first.unit.clone()), p.text(second.unit.clone()));
    if !units.0.is_empty() && !units.1.is_empty() && units.0 != units.1
        || first.over.is_some() != second.over.is_some() && first.value == second.value
    {
        return;
    }
    // 由1.2万元增加到1.5万元; a scale only on the second (由1增加到1.5万) cannot be compared.
    if first.scale != second.scale && first.unit.is_empty() {
        return;
    }
    let wrong = match way {
        Way::Up => second.value < first.value,
        Way::Down => second.value > first.value,
    };
    if wrong {
        report.push(
            p.finding(
                "N07",
                first.range.start..second.unit.end.max(second.range.end),
                say!(
                    "由{}到{}，不是“{}”",
                    "from {} to {} is not {}",
                    p.text(first.range.clone()),
                    p.text(second.range.clone()),
                    word
                ),
            )
            .help(say!("核对数字或升降", "check the numbers or the direction")),
        );
    }
}

/// N07: a word of direction in the prose against the direction in the table's row.
fn table_words(reading: &Reading, report: &mut Report) {
    for p in &reading.passages {
        for n in &p.numerals {
            let Some(binding) = p.binding(n.range.start).and_then(|at| reading.filled.bindings.get(at)) else {
                continue;
            };
            let Some(row) = reading.filled.table.rows.get(binding.row as usize) else { continue };
            if row.unit.value != "%" || binding.form.contains("trend") {
                continue;
            }
            let stated = WAYS.iter().find(|(word, _)| *word == row.direction.value).map(|(_, way)| *way);
            let (Some(table), Some((written, word))) =
                (stated, way_before(p, n.range.start).or_else(|| listed_way(p, n.range.start)))
            else {
                continue;
            };
            if table != written {
                report.push(
                    p.finding(
                        "N07",
                        n.range.clone(),
                        say!("文中说“{}”，表中是“{}”", "the text says {}, the table {}", word, row.direction.value),
                    )
                    .help(say!(
                        "核对升降，或用 $(id:trend) 让方向随表",
                        "check the direction, or let $(id:trend) follow the table"
                    ))
                    .with(row.direction.span, say!("表中的方向", "the direction in the table")),
                );
            }
        }
    }
}

/// 分别下降a、b、c: the direction before the first of a row of values.
fn listed_way(p: &Passage, at: usize) -> Option<(Way, &'static str)> {
    let clause = p.clause(at);
    let mut start = at;
    while start > clause.start && !is_han(p.before(start)) {
        start -= 1;
        if is_stop(p.at(start)) && p.at(start) != '、' {
            return None;
        }
    }
    way_before(p, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_direction_is_seen() {
        use crate::figures::Prose;
        use crate::lint::passage::Role;
        for (word, way) in WAYS.iter().filter(|(word, _)| word.chars().count() == 2) {
            let prose = Prose { text: (*word).into(), ..Prose::default() };
            let p = Passage::new(&prose, Role::Paragraph);
            assert_eq!(way_before(&p, 2), Some((*way, *word)));
        }
    }
}
