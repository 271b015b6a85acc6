//! N07 and N10: which way things went.

use crate::lint::han::{is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

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
    let mut claims: Vec<Claim> = Vec::new();
    for (index, p) in
        reading.passages.iter().enumerate().filter(|(_, p)| matches!(p.role, Role::Paragraph | Role::Item | Role::Note))
    {
        for (order, n) in p.numerals.iter().enumerate() {
            points(p, n, report);
            from_to(p, n, p.numerals.get(order + 1), report);
        }
        collect(p, index, &mut claims);
    }
    contradictions(reading, &claims, report);
    table_words(reading, report);
}

/// The direction word right before an index, its way and length.
pub fn way_before(p: &Passage, at: usize) -> Option<(Way, &'static str)> {
    let at = if p.before(at) == '了' { at - 1 } else { at };
    WAYS.iter().find(|(word, _)| word.chars().count() == 2 && p.ends(at, word)).map(|(word, way)| (*way, *word))
}

/// N10: 破案率提高5%, 案件数下降3个百分点.
fn points(p: &Passage, n: &Numeral, report: &mut Report) {
    // 高于全市平均增幅4.8%: between two rates lie points.
    let from = p.clause(n.range.start).start;
    let above = p.starts_any(from, &["高于", "低于", "高出", "快于", "慢于", "领先"]).is_some();
    let named = p.ends_any(n.range.start, &["增幅", "降幅", "涨幅", "增速", "比重", "占比"]).is_some();
    if above && named && n.rate == Rate::Percent {
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
    let count = COUNTS.iter().any(|word| p.ends(end, word)) && end > clause.start;
    // 纺织服装24.6亿元，下降2.1个百分点: the clause before states a quantity and nothing else is named.
    let quantity = end == clause.start && !matches!(word, "加快" | "放缓" | "回落") && quantity_before(p, clause.start);
    if (count || quantity) && n.rate == Rate::Points {
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
    before.end + 1 == start
        && p.at(before.end) == '，'
        && last.is_some_and(|n| {
            n.rate == Rate::None && n.script == Script::Arabic && !n.unit.is_empty() && n.unit.end == before.end
        })
        && !p.slice(before.clone()).iter().any(|c| rates.contains(c))
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

/// A statement that something went up or down.
struct Claim {
    passage: usize,
    /// The thing.
    topic: Range<usize>,
    way: Way,
    /// The whole statement.
    shown: Range<usize>,
    /// Whether it is an item of a counted list (五个提升).
    counted: bool,
    /// The length of time compared with: 同比, 环比, a quarter …
    basis: String,
}

/// Collects claims: 甲同比上升5%, 甲、乙、丙实现“三个提升”.
fn collect(p: &Passage, index: usize, claims: &mut Vec<Claim>) {
    for n in &p.numerals {
        let quoted = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.open + 1 == n.range.start);
        if let Some(pair) = quoted {
            let rest = p.text(n.range.end..pair.close).trim_start_matches(['个', '项', '大']);
            let Some((_, way)) = WAYS.iter().find(|(word, _)| *word == rest) else { continue };
            let clause = p.clause(pair.open);
            let mut end = pair.open;
            for verb in ["呈现", "实现", "取得", "达到", "呈", "出现", "保持", "同比"] {
                if p.ends(end, verb) {
                    end -= verb.chars().count();
                }
            }
            if p.slice(clause.start..end).contains(&'、') {
                for topic in split(p, clause.start..end) {
                    claims.push(Claim {
                        passage: index,
                        topic,
                        way: *way,
                        shown: n.range.start..pair.close,
                        counted: true,
                        basis: String::new(),
                    });
                }
            }
            continue;
        }
        // 甲同比上升5%: the subject is the clause before 同比.
        let Some((way, word)) =
            way_before(p, n.range.start).filter(|_| n.rate == Rate::Percent && n.script == Script::Arabic)
        else {
            continue;
        };
        let clause = p.clause(n.range.start);
        let mut end = n.range.start - word.chars().count() - usize::from(p.before(n.range.start) == '了');
        let Some(basis) = ["同比", "环比"].iter().find(|basis| p.find(clause.start..end, basis).is_some()) else {
            continue;
        };
        end = p.find(clause.start..end, basis).unwrap_or(end);
        if end <= clause.start + 1 || p.slice(clause.start..end).contains(&'、') {
            continue;
        }
        claims.push(Claim {
            passage: index,
            topic: clause.start..end,
            way,
            shown: clause.start..n.range.end,
            counted: false,
            basis: (*basis).to_owned(),
        });
    }
}

/// The items of a list, each as a range.
fn split(p: &Passage, range: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if p.at(at) == '、' || matches!(p.at(at), '和' | '及') && at > start + 1 {
            items.push(start..at);
            start = at + 1;
        }
    }
    items.push(start..range.end);
    items
}

/// N07: two claims of one thing in opposite directions.
fn contradictions(reading: &Reading, claims: &[Claim], report: &mut Report) {
    let topic = |claim: &Claim| {
        reading.passages.get(claim.passage).map(|p| Topic::of(p.slice(claim.topic.clone()))).unwrap_or_default()
    };
    let topics: Vec<Topic> = claims.iter().map(topic).collect();
    // Counted lists, the first of each thing, deed and way: however long the document, they are few.
    let mut counted: BTreeMap<(&str, Option<&str>, Way), usize> = BTreeMap::new();
    for (index, (claim, topic)) in claims.iter().zip(&topics).enumerate().filter(|(_, (claim, _))| claim.counted) {
        counted.entry((&topic.thing, topic.deed, claim.way)).or_insert(index);
    }
    // Only counted lists against single statements, and single statements within one paragraph's reach.
    for (index, (claim, this)) in claims.iter().zip(&topics).enumerate() {
        if claim.counted {
            continue;
        }
        let opposite = |at: usize, counted: bool| {
            let (other, that) = (claims.get(at)?, topics.get(at)?);
            let near = counted || other.basis == claim.basis;
            (near && other.counted == counted && other.way != claim.way && this.same(that, counted)).then_some(at)
        };
        let earlier =
            claims.get(..index).unwrap_or(&[]).iter().rev().take_while(|other| other.passage == claim.passage);
        let here = (index - earlier.count()..index).find_map(|at| opposite(at, false));
        let listed = counted.values().filter_map(|at| opposite(*at, true)).min();
        let other = here.into_iter().chain(listed).min().and_then(|at| claims.get(at));
        if let (Some(other), Some(p)) = (other, reading.passages.get(claim.passage)) {
            let mut found = p.finding(
                "N07",
                claim.shown.clone(),
                say!("“{}”与另一处的升降方向相反", "“{}” goes the other way elsewhere", p.text(claim.shown.clone())),
            );
            if let Some(there) = reading.passages.get(other.passage) {
                found = found.with(
                    there.span(other.shown.clone()),
                    say!("这里说“{}”", "here it is “{}”", there.text(other.shown.clone())),
                );
            }
            report.push(found.help(say!(
                "核对哪一处对，或写清所指（发案、抓获、破案）",
                "check which is right, or say what is counted"
            )));
        }
    }
}

/// What a claim is about: the thing counted and what was done to it.
#[derive(Debug, Default)]
struct Topic {
    thing: String,
    deed: Option<&'static str>,
    person: bool,
}

impl Topic {
    fn of(chars: &[char]) -> Topic {
        const DEEDS: &[(&str, &str)] = &[
            ("破获", "破"),
            ("侦破", "破"),
            ("破", "破"),
            ("抓获", "抓"),
            ("抓捕", "抓"),
            ("打掉", "打"),
            ("查处", "查"),
            ("查获", "查"),
            ("立案", "立"),
            ("受理", "受"),
            ("受案", "受"),
            ("发案", "发"),
            ("发生", "发"),
            ("提请逮捕", "捕"),
            ("逮捕", "捕"),
            ("批捕", "捕"),
            ("刑事拘留", "拘"),
            ("移送起诉", "诉"),
            ("起诉", "诉"),
            ("审结", "结"),
            ("办结", "结"),
            ("结案", "结"),
            ("收案", "受"),
            ("新收", "受"),
            ("执结", "结"),
            ("调解", "调"),
            ("化解", "调"),
            ("抓", "抓"),
            ("查", "查"),
            ("立", "立"),
        ];
        let mut text: String = chars.iter().filter(|c| is_han(**c)).collect();
        for prefix in [
            "其中",
            "今年",
            "全年",
            "全市",
            "全省",
            "全国",
            "全县",
            "全区",
            "我市",
            "我省",
            "全市公安机关",
            "公安机关",
            "各类",
            "共",
            "上半年",
            "现",
            "实现",
        ] {
            if let Some(rest) = text.strip_prefix(prefix) {
                text = rest.to_owned();
            }
        }
        for suffix in ["数量", "总数", "总量", "起数", "件数", "人数", "数", "量"] {
            if let Some(rest) = text.strip_suffix(suffix) {
                text = rest.to_owned();
                break;
            }
        }
        let deed = DEEDS.iter().find(|(word, _)| holds(&text, word)).map(|(word, deed)| (*word, *deed));
        let thing = deed.map_or(text.clone(), |(word, _)| text.replacen(word, "", 1));
        let person = ["嫌疑人", "人员", "逃犯", "干部", "民警", "学生", "患者", "旅客", "游客", "职工", "党员"]
            .iter()
            .any(|word| thing.ends_with(word));
        Topic { thing, deed: deed.map(|(_, deed)| deed), person }
    }

    /// Whether both speak of one thing. Cases fall while solved cases rise: for events the deed
    /// must agree; of persons nobody counts any but those caught, so a missing deed is the same.
    fn same(&self, other: &Topic, counted: bool) -> bool {
        if self.thing.chars().count() < 3 || other.thing.chars().count() < 3 {
            return false;
        }
        let deeds = self.deed == other.deed
            || counted && self.person && other.person && (self.deed.is_none() || other.deed.is_none());
        let (short, long) = if self.thing.len() <= other.thing.len() {
            (&self.thing, &other.thing)
        } else {
            (&other.thing, &self.thing)
        };
        let alike = if counted && self.person {
            long.ends_with(short.as_str()) || common_tail(short, long) >= 4
        } else {
            self.thing == other.thing
        };
        deeds && alike
    }
}

/// Whether a few words hold one, without the cost of making a searcher.
fn holds(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes())
}

fn common_tail(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count()
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
