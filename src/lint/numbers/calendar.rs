//! N21: days that have a name (9月10日教师节), plans of five years, quarters and their months, anniversaries.

use crate::lint::numeral::{Numeral, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::ops::Range;

/// Days with a name, by month and day.
const DAYS: &[(&str, i64, i64)] = &[
    ("元旦", 1, 1),
    ("人民警察节", 1, 10),
    ("爱耳日", 3, 3),
    ("学雷锋纪念日", 3, 5),
    ("妇女节", 3, 8),
    ("植树节", 3, 12),
    ("消费者权益日", 3, 15),
    ("世界水日", 3, 22),
    ("世界气象日", 3, 23),
    ("防治结核病日", 3, 24),
    ("国家安全教育日", 4, 15),
    ("世界地球日", 4, 22),
    ("世界读书日", 4, 23),
    ("知识产权日", 4, 26),
    ("劳动节", 5, 1),
    ("青年节", 5, 4),
    ("国际护士节", 5, 12),
    ("护士节", 5, 12),
    ("防灾减灾日", 5, 12),
    ("中国旅游日", 5, 19),
    ("世界计量日", 5, 20),
    ("科技工作者日", 5, 30),
    ("世界无烟日", 5, 31),
    ("儿童节", 6, 1),
    ("世界环境日", 6, 5),
    ("环境日", 6, 5),
    ("爱眼日", 6, 6),
    ("土地日", 6, 25),
    ("禁毒日", 6, 26),
    ("建军节", 8, 1),
    ("全民健身日", 8, 8),
    ("医师节", 8, 19),
    ("教师节", 9, 10),
    ("烈士纪念日", 9, 30),
    ("国庆节", 10, 1),
    ("世界粮食日", 10, 16),
    ("扶贫日", 10, 17),
    ("记者节", 11, 8),
    ("消防日", 11, 9),
    ("艾滋病日", 12, 1),
    ("交通安全日", 12, 2),
    ("国际残疾人日", 12, 3),
    ("国家宪法日", 12, 4),
    ("宪法日", 12, 4),
    ("国家公祭日", 12, 13),
    ("公祭日", 12, 13),
];

/// What may stand between a date and the name of its day.
const LEADS: &[&str] = &[
    "是",
    "为",
    "第",
    "个",
    "中国",
    "全国",
    "国际",
    "世界",
    "联合国",
    "我国",
    "的",
    "”",
    "，",
    "届",
    "次",
    "“三八”",
    "三八",
    "“六一”",
    "六一",
    "五一",
    "“五一”",
    "五四",
    "“五四”",
    "国际劳动",
    "在",
    "一年一度",
];

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    named_day(p, index, n, report);
    months(p, index, n, report);
    plan(p, n, report);
    anniversary(p, n, report);
}

fn small(n: &Numeral) -> Option<i64> {
    let plain = n.decimals == 0 && n.scale.is_none() && n.over.is_none();
    i64::try_from(n.value).ok().filter(|_| plain)
}

fn tell(p: &Passage, shown: Range<usize>, message: crate::base::diag::Words, report: &mut Report) {
    report.push(p.finding("N21", shown, message).help(say!("核对日期", "check the date")));
}

/// 9月12日教师节, “6·16”国际禁毒日.
fn named_day(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let Some(day) = p.numerals.get(index + 1).filter(|day| day.range.start == n.range.end + 1) else { return };
    let (date, point) = (p.at(n.range.end) == '月' && p.at(day.range.end) == '日', p.at(n.range.end) == '·');
    let (Some(month), Some(of_month)) = (small(n), small(day)) else { return };
    if !(date || point) || n.script != Script::Arabic || !(1..=12).contains(&month) {
        return;
    }
    let end = day.range.end + usize::from(date);
    named(p, n.range.start..end, (month, of_month), report);
    // 科技工作者日（5月31日）
    if matches!(p.before(n.range.start), '（' | '(') && matches!(p.at(end), '）' | ')' | '，') {
        let before = n.range.start - 1;
        let found = DAYS.iter().filter(|(name, ..)| p.ends(before, name)).max_by_key(|(name, ..)| name.chars().count());
        if let Some((name, right_month, right_day)) = found.filter(|(_, m, d)| (*m, *d) != (month, of_month)) {
            let message = say!("“{}”是{}月{}日", "{} is {}-{}", name, right_month, right_day);
            tell(p, n.range.start..end, message, report);
        }
    }
}

fn named(p: &Passage, date: Range<usize>, (month, day): (i64, i64), report: &mut Report) {
    let mut at = date.end;
    // 是第三十九个, ”全国
    for _ in 0..6 {
        let number = p.numerals.iter().find(|n| n.range.start == at && at > date.end).map(|n| n.range.end);
        match (number, p.starts_any(at, LEADS)) {
            (Some(end), _) => at = end,
            (None, Some((_, size))) => at += size,
            (None, None) => break,
        }
    }
    let found = DAYS.iter().filter(|(name, ..)| p.starts(at, name)).max_by_key(|(name, ..)| name.chars().count());
    let Some((name, right_month, right_day)) = found else { return };
    // 9月10日教师节期间, 5月12日护士节: the day itself; 前夕, 前后 are other days.
    let near = p.starts_any(at + name.chars().count(), &["前", "后", "来临", "期间", "假", "临近", "将"]).is_some();
    let dated = (month, day) != (*right_month, *right_day);
    if dated && !near {
        tell(
            p,
            date.start..at + name.chars().count(),
            say!("“{}”是{}月{}日", "{} is {}-{}", name, right_month, right_day),
            report,
        );
    }
}

/// 第三季度（6—9月）, 上半年（1—7月）, 1至13月份.
fn months(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let Some(last) = p.numerals.get(index + 1).filter(|last| p.at(last.range.end) == '月') else { return };
    let gap = p.text(n.range.end..last.range.start);
    if !matches!(gap, "—" | "～" | "至" | "-" | "月至" | "月—" | "月～" | "月-" | "到" | "月到")
        || n.script != Script::Arabic
    {
        return;
    }
    let (Some(from), Some(to)) = (small(n), small(last)) else { return };
    // A span of months without a date: 6月18日至21日 is another thing.
    if p.numerals.iter().any(|day| day.range.start == last.range.end + 1 && p.at(day.range.end) == '日') {
        return;
    }
    if to > 12 || from > 12 {
        tell(p, n.range.start..last.range.end + 1, say!("没有这个月份", "there is no such month"), report);
        return;
    }
    let bracket = matches!(p.before(n.range.start), '（' | '(');
    let end = n.range.start - usize::from(bracket);
    let spans: &[(&str, i64, i64)] = &[
        ("一季度", 1, 3),
        ("二季度", 4, 6),
        ("前三季度", 1, 9),
        ("三季度", 7, 9),
        ("四季度", 10, 12),
        ("1季度", 1, 3),
        ("2季度", 4, 6),
        ("3季度", 7, 9),
        ("4季度", 10, 12),
        ("上半年", 1, 6),
        ("下半年", 7, 12),
        ("全年", 1, 12),
    ];
    let named =
        spans.iter().filter(|(name, ..)| bracket && p.ends(end, name)).max_by_key(|(name, ..)| name.chars().count());
    if let Some((name, first, final_month)) = named.filter(|(_, first, end)| (*first, *end) != (from, to)) {
        tell(
            p,
            n.range.start..last.range.end + 1,
            say!("“{}”是{}至{}月", "{} is months {} to {}", name, first, final_month),
            report,
        );
    }
}

/// “十四五”（2020—2025年）; 2023年是“十四五”规划的开局之年.
fn plan(p: &Passage, n: &Numeral, report: &mut Report) {
    const PLANS: &[(&str, i64)] =
        &[("“十一五”", 2006), ("“十二五”", 2011), ("“十三五”", 2016), ("“十四五”", 2021), ("“十五五”", 2026)];
    let Some(year) = small(n).filter(|year| n.digits.len() == 4 && (2000..2040).contains(year)) else { return };
    // The plan before its years in brackets.
    if matches!(p.before(n.range.start), '（' | '(') {
        let mut end = n.range.start - 1;
        for word in ["规划", "时期", "期间", "计划", "规划纲要"] {
            if p.ends(end, word) {
                end -= word.chars().count();
            }
        }
        let Some((_, first)) = PLANS.iter().find(|(name, _)| p.ends(end, name)) else { return };
        let next = p.numerals.iter().find(|m| m.range.start > n.range.start);
        let last = next.filter(|m| m.digits.len() == 4 && m.range.start - n.range.end <= 2).and_then(small);
        if let Some(last) = last.filter(|last| (year, *last) != (*first, first + 4)) {
            let shown = n.range.start..next.map_or(n.range.end, |m| m.range.end);
            let message = say!(
                "这个五年规划是{}至{}年，不是{}至{}年",
                "the plan is of {} to {}, not {} to {}",
                first,
                first + 4,
                year,
                last
            );
            tell(p, shown, message, report);
        }
        return;
    }
    // 2023年是“十四五”规划开局之年.
    let clause = p.clause(n.range.start);
    if p.at(n.range.end) != '年' || p.text(n.range.end + 1..clause.end).chars().count() > 40 {
        return;
    }
    let Some((at, first)) =
        PLANS.iter().find_map(|(name, first)| Some((p.find(n.range.end..clause.end, name)?, *first)))
    else {
        return;
    };
    let is = p.text(n.range.end + 1..at);
    let rest = p.text(at..clause.end);
    let years = [("开局之年", 0), ("开局年", 0), ("起步之年", 0), ("收官之年", 4), ("收官年", 4), ("中期之年", 2)];
    let told = years.iter().find(|(word, _)| rest.contains(word));
    if let Some((word, offset)) = told.filter(|(_, offset)| is.starts_with('是') && first + offset != year) {
        // The next plan's first year is told with the last of this one.
        if !p.numerals_in(n.range.end..clause.end).iter().any(|m| m.digits.len() == 4)
            && rest.matches("五”").count() == 1
        {
            let message = say!("这个五年规划的{}是{}年", "the {} of the plan is {}", word, first + offset);
            tell(p, n.range.start..n.range.end + 1, message, report);
        }
    }
}

/// 2021年是中国共产党成立99周年.
fn anniversary(p: &Passage, n: &Numeral, report: &mut Report) {
    const FOUNDED: &[(&str, i64)] = &[
        ("中国共产党成立", 1921),
        ("建党", 1921),
        ("新中国成立", 1949),
        ("中华人民共和国成立", 1949),
        ("建国", 1949),
        ("建军", 1927),
        ("改革开放", 1978),
        ("抗日战争胜利", 1945),
        ("抗战胜利", 1945),
    ];
    if p.text(n.unit.clone()) != "周年" || n.script != Script::Arabic {
        return;
    }
    let Some((_, from)) = FOUNDED.iter().find(|(word, _)| p.ends(n.range.start, word)) else { return };
    let clause = p.clause(n.range.start);
    let years: Vec<i64> = p
        .numerals_in(clause.start..n.range.start)
        .iter()
        .filter(|m| p.at(m.range.end) == '年' && m.digits.len() == 4)
        .filter_map(small)
        .collect();
    let ([year], Some(stated)) = (years.as_slice(), small(n)) else { return };
    if stated != year - from {
        let message = say!("{}年是{}周年", "{} is the {}th anniversary", year, year - from);
        tell(p, n.range.start..n.unit.end, message, report);
    }
}
