//! N04, N07, N12, N13, N18, N19: numbers written by hand against the table of figures.
//!
//! A number is the table's when it is bound to a row, or when the row's indicator stands right
//! before it in the words of the table.

use super::direction::{WAYS, Way, way_before};
use super::reckoning::{counted, percent_fits, slack};
use crate::content::{BlockKind, Chart};
use crate::figures::{Figure, Recompute};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// Prose and charts against the table.
pub fn check(reading: &Reading, report: &mut Report) {
    let names = named_rows(reading);
    for p in reading.passages.iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note)) {
        for (index, n) in p.numerals.iter().enumerate().filter(|(_, n)| n.script == Script::Arabic) {
            let bound = p.binding(n.range.start).and_then(|at| reading.filled.bindings.get(at));
            if let Some(binding) = bound {
                if let Some(row) = reading
                    .filled
                    .table
                    .rows
                    .get(binding.row as usize)
                    .filter(|_| matches!(&*binding.form, "value" | "" | "unit"))
                {
                    change(p, index, row, report);
                }
            } else if let Some(row) = row_named(p, n, &names)
                && value(p, n, row, report)
            {
                change(p, index, row, report);
            }
            converted(p, index, n, report);
        }
    }
    for block in reading.document.flow() {
        if let BlockKind::Chart(chart) = &block.kind {
            labels(reading, chart, report);
        }
    }
}

/// Rows by the last character of their indicator, where it is a name of its own: four characters
/// and more, no change, no other row's name.
fn named_rows<'r>(reading: &'r Reading) -> Names<'r> {
    let rows = &reading.filled.table.rows;
    let mut names: Vec<(&str, &Figure)> = rows
        .iter()
        .map(|row| (row.indicator.value.trim(), row))
        .filter(|(name, row)| name.chars().count() >= 4 && !name.contains('比') && row.upper.is_none())
        .collect();
    names.sort_by_key(|(name, _)| *name);
    let mut by_end: Names = BTreeMap::new();
    for same in names.chunk_by(|(a, _), (b, _)| a == b) {
        if let [(name, row)] = same
            && let Some(last) = name.chars().next_back()
        {
            by_end.entry(last).or_default().push((name, row));
        }
    }
    by_end
}

type Names<'r> = BTreeMap<char, Vec<(&'r str, &'r Figure)>>;

/// The row whose indicator stands right before a number, in a clause that speaks of no other time.
fn row_named<'r>(p: &Passage, n: &Numeral, names: &Names<'r>) -> Option<&'r Figure> {
    let mut end = n.range.start;
    for word in ["达到", "共有", "共计", "总计", "约为", "为", "达", "共", "约", "近", "超", "逾", "超过", "突破"]
    {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let (_, row) =
        names.get(&p.before(end))?.iter().filter(|(name, _)| p.ends(end, name)).max_by_key(|(name, _)| name.len())?;
    let clause = p.clause(n.range.start);
    let start = end - row.indicator.value.trim().chars().count();
    // 城镇居民人均可支配收入 is not 居民人均可支配收入: a word before makes it another thing.
    let opens = start <= clause.start
        || p.ends_any(start, &["全市", "全省", "全县", "全区", "全年", "我市", "其中", "了", "、", "“", "的"])
            .is_some();
    let other_time = ["上年", "去年", "同期", "一季度", "二季度", "三季度", "上半年", "1—", "前三"]
        .iter()
        .any(|word| p.find(clause.start..n.range.start, word).is_some());
    let other_year = p.numerals_in(p.sentence(n.range.start).start..n.range.start).iter().any(|year| {
        p.at(year.range.end) == '年'
            && year.digits.len() == 4
            && !row.period.value.contains(p.text(year.digits.clone()))
            && !row.period.value.is_empty()
    });
    (opens && !other_time && !other_year).then_some(*row)
}

fn factor(scale: &str) -> Decimal {
    scale.chars().fold(Decimal::ONE, |factor, c| {
        factor
            * match c {
                '百' => Decimal::ONE_HUNDRED,
                '千' => Decimal::ONE_THOUSAND,
                '万' => Decimal::from(10_000),
                '亿' => Decimal::from(100_000_000),
                _ => Decimal::ONE,
            }
    })
}

/// The value of a row in units, and half of its last digit.
fn of_row(row: &Figure) -> (Decimal, Decimal) {
    if let Some(exact) = &row.exact {
        return (exact.value.value, Decimal::ZERO);
    }
    let factor = factor(&row.scale.value);
    let number = &row.value.value;
    let decimals = number.written.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32);
    let room =
        if factor > Decimal::ONE || decimals > 0 { Decimal::new(5, decimals + 1) * factor } else { Decimal::ZERO };
    (number.value * factor, room)
}

/// N04, N12, N18: a value of the table written by hand. Whether it agrees.
fn value(p: &Passage, n: &Numeral, row: &Figure, report: &mut Report) -> bool {
    let percent = row.unit.value == "%";
    let unit = counted(p, n);
    if percent != (n.rate == Rate::Percent) || !percent && (unit != row.unit.value || n.rate != Rate::None) {
        return false;
    }
    let (table, room) = of_row(row);
    let shown = n.range.start..n.unit.end.max(n.range.end);
    let written = format!("{}{}{}", row.value.value.written, row.scale.value, row.unit.value);
    let told = |code, message: crate::base::diag::Words| {
        p.finding(code, shown.clone(), message)
            .help(say!("表中是{}；写作 $({}) 就不会再错", "the table has {}; write $({})", written, row.id.value))
            .with(row.value.span, say!("表中的数", "the table's number"))
    };
    let ratio = if n.value.is_zero() || table.is_zero() {
        Decimal::ONE
    } else {
        (row.value.value.value * factor(&row.scale.value) / n.value).normalize()
    };
    let scales = [1000_u64, 10_000, 100_000_000, 100].map(Decimal::from);
    if scales.iter().any(|scale| ratio == *scale || ratio * *scale == Decimal::ONE) {
        report.push(told(
            "N18",
            say!("与表中的数差了单位：“{}”", "a scale apart from the table: {}", p.text(shown.clone())),
        ));
        return false;
    }
    // 余, 超: the table has more; 近: the table has less.
    let over = n.over.is_some() || p.ends_any(n.range.start, &["超过", "超", "逾", "突破"]).is_some();
    let under = p.ends(n.range.start, "近") || p.ends(n.range.start, "不足");
    let about = p.ends(n.range.start, "约");
    let near = (table - n.value).abs() <= n.value.abs() / Decimal::TEN;
    if (over || under) && near {
        let known = row.exact.is_some() || row.qualifier.value.is_empty();
        if known && (over && table + room <= n.value || under && table - room >= n.value) {
            report.push(told(
                "N12",
                say!("概数词与表中的数不符：“{}”", "the approximation is false: {}", p.text(shown.clone())),
            ));
            return false;
        }
        return true;
    }
    if about && near {
        return true;
    }
    if (table - n.value).abs() > room.max(slack(n)) {
        report
            .push(told("N04", say!("与表中的数不同：“{}”", "the table has another number: {}", p.text(shown.clone()))));
        return false;
    }
    true
}

/// N13 and N07: 同比上升5% beside a value whose row knows its change or the value before.
fn change(p: &Passage, index: usize, row: &Figure, report: &mut Report) {
    let (Some(n), Some(stated)) = (p.numerals.get(index), p.numerals.get(index + 1)) else { return };
    let after = n.unit.end.max(n.range.end);
    let words = p.text(after..stated.range.start);
    let told = ["，同比", "，比上年", "，较上年", "，比去年", "，较去年", "，比上年同期", "，"].iter().any(|lead| {
        words.strip_prefix(lead).is_some_and(|rest| {
            let rest = rest.trim_start_matches("了").trim_end_matches("了");
            WAYS.iter().any(|(word, _)| rest == *word)
        })
    });
    let written = p.binding(stated.range.start).is_none();
    if !told || !written || stated.rate != Rate::Percent || stated.script != Script::Arabic {
        return;
    }
    let Some((way, word)) = way_before(p, stated.range.start) else { return };
    let (low, high) = match (&row.yoy, &row.prior) {
        (Some(yoy), _) => {
            let down = WAYS.iter().any(|(word, way)| *word == row.direction.value && *way == Way::Down);
            let value = if down { -yoy.value.value.abs() } else { yoy.value.value };
            (value, value)
        }
        (None, Some(prior))
            if row.recompute == Recompute::Yes && row.basis.value.is_empty() && !prior.value.value.is_zero() =>
        {
            let half = |written: &str| {
                let decimals = written.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32);
                if decimals > 0 || !row.scale.value.is_empty() { Decimal::new(5, decimals + 1) } else { Decimal::ZERO }
            };
            let (now, then) = (&row.value.value, &prior.value);
            let (a, b) = (half(&now.written), half(&then.written));
            if then.value <= b {
                return;
            }
            let reckon = |now: Decimal, then: Decimal| (now - then) * Decimal::ONE_HUNDRED / then;
            (reckon(now.value - a, then.value + b), reckon(now.value + a, then.value - b))
        }
        _ => return,
    };
    let shown = stated.range.start - word.chars().count()..stated.range.end;
    let right = ((low + high) / Decimal::TWO)
        .abs()
        .round_dp_with_strategy(stated.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
    let opposite = match way {
        Way::Up => high < Decimal::ZERO,
        Way::Down => low > Decimal::ZERO,
    };
    let help = say!("按数据表应是“{}%”", "by the table it is {}%", right);
    if opposite {
        report.push(p.finding("N07", shown, say!("升降与数据表相反", "the table goes the other way")).help(help));
    } else if !percent_fits(stated, low.abs().min(high.abs()), low.abs().max(high.abs())) {
        report
            .push(p.finding("N13", shown, say!("与数据表复算的增减不符", "the table gives another change")).help(help));
    }
}

/// N18: 3.2亿元（32000万元）, 1.5公顷（22.5亩）: one quantity in two units.
fn converted(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    /// Units in their kind's smallest, with a denominator for 亩.
    const UNITS: &[(&str, &str, i64, i64)] = &[
        ("公里", "长", 1000, 1),
        ("千米", "长", 1000, 1),
        ("米", "长", 1, 1),
        ("吨", "重", 1000, 1),
        ("公斤", "重", 1, 1),
        ("千克", "重", 1, 1),
        ("斤", "重", 1, 2),
        ("公顷", "地", 15, 1),
        ("亩", "地", 1, 1),
        ("平方公里", "地", 1500, 1),
        ("小时", "时", 60, 1),
        ("分钟", "时", 1, 1),
    ];
    let Some(second) = p.numerals.get(index + 1) else { return };
    let end = n.unit.end.max(n.range.end);
    let gap = p.text(end..second.range.start);
    let joined = ["（", "（即", "（合", "（折合", "（约合", "（约", "，折合", "，合", "，即", "（折"].contains(&gap);
    let plain =
        |n: &Numeral| n.rate == Rate::None && n.script == Script::Arabic && n.over.is_none() && !n.unit.is_empty();
    if !joined || !plain(n) || !plain(second) || gap.starts_with('（') && p.at(second.unit.end) != '）' {
        return;
    }
    let (one, other) = (counted(p, n), counted(p, second));
    let kind = |unit: &str| UNITS.iter().find(|(word, ..)| *word == unit);
    let (by, of) = match (kind(one), kind(other)) {
        _ if one == other && (n.scale != second.scale || tenfold(n, second)) => ((1, 1), (1, 1)),
        (Some((_, a, x, y)), Some((_, b, z, w))) if a == b && one != other => ((*x, *y), (*z, *w)),
        _ => return,
    };
    let in_smallest = |value: Decimal, (times, over): (i64, i64)| value * Decimal::from(times) / Decimal::from(over);
    let (a, b) = (in_smallest(n.value, by), in_smallest(second.value, of));
    let room = in_smallest(slack(n), by).max(in_smallest(slack(second), of));
    let loose = if gap.contains('约') { a.abs() / Decimal::from(20) } else { Decimal::ZERO };
    if (a - b).abs() > room + loose {
        let shown = n.range.start..second.unit.end;
        report.push(
            p.finding(
                "N18",
                shown.clone(),
                say!("两个单位的数换算不符：“{}”", "one quantity in two units that differ: {}", p.text(shown.clone())),
            )
            .help(say!("核对换算", "check the conversion")),
        );
    }
}

/// Whether the digits are alike and the point stands elsewhere: 312.6, 3126.
fn tenfold(a: &Numeral, b: &Numeral) -> bool {
    let (less, more) = if a.value < b.value { (a.value, b.value) } else { (b.value, a.value) };
    less > Decimal::ZERO && (1..=6).any(|zeros| less * Decimal::from(10_u64.pow(zeros)) == more)
}

/// N19: the numbers, units and directions that the labels of a chart state.
fn labels(reading: &Reading, chart: &Chart, report: &mut Report) {
    let [series] = chart.series.as_slice() else { return };
    if !series.rows.sections.is_empty() {
        return;
    }
    let ids = &series.rows.ids;
    let table = &reading.filled.table;
    for (label, id) in chart.labels.iter().zip(ids) {
        let (Some(row), Some(p)) = (
            table.get(&id.value),
            reading.passages.iter().find(|p| std::ptr::eq(p.prose, reading.filled.prose(label.id))),
        ) else {
            continue;
        };
        let (value, room) = of_row(row);
        for n in p.numerals.iter().filter(|n| n.script == Script::Arabic && p.binding(n.range.start).is_none()) {
            let same_unit = if row.unit.value == "%" {
                n.rate == Rate::Percent
            } else {
                counted(p, n) == row.unit.value && n.rate == Rate::None
            };
            if same_unit && (n.value.abs() - value.abs()).abs() > room.max(slack(n)) {
                tell_label(p, n.range.clone(), row, report);
            }
        }
        let way = WAYS.iter().find(|(word, _)| *word == row.direction.value).map(|(_, way)| *way);
        let said = WAYS.iter().find(|(word, _)| word.chars().count() == 2 && p.prose.text.contains(word));
        if let (Some(way), Some((word, said))) = (way, said)
            && way != *said
            && let Some(at) = p.find(0..p.len(), word)
        {
            tell_label(p, at..at + 2, row, report);
        }
    }
}

fn tell_label(p: &Passage, range: std::ops::Range<usize>, row: &Figure, report: &mut Report) {
    let written = format!("{}{}{}{}", row.direction.value, row.value.value.written, row.scale.value, row.unit.value);
    report.push(
        p.finding(
            "N19",
            range.clone(),
            say!("图的标签“{}”与表不符", "the chart's label {} differs from the table", p.text(range.clone())),
        )
        .help(say!("表中是“{}”", "the table has {}", written))
        .with(row.value.span, say!("表中的数", "the table's number")),
    );
}
