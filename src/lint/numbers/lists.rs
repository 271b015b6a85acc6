//! N01, N02, N03, N05: lists and what is said of them.

use crate::base::Severity;
use crate::lint::han::{han_digit, is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    for n in &p.numerals {
        counted_before(p, n, report);
        counted_after(p, n, report);
        counted_names(p, n, report);
        slogan(p, n, report);
        super::slogans::check(p, n, report);
    }
    for (byte, _) in p.prose.text.match_indices("分别") {
        respectively(p, p.index_of_byte(byte), report);
    }
    decimals(p, report);
}

/// Whether `at` is outside every pair of marks that opens within `range`.
fn outside(p: &Passage, range: &Range<usize>, at: usize) -> bool {
    !p.pairs.iter().any(|pair| pair.open >= range.start && pair.open < at && at < pair.close && pair.close < range.end)
}

/// How many items a stretch of text lists: at least the 、 between, at most every conjunction.
/// `strict`: the one conjunction after the last 、 joins the last item and no compound.
pub(super) fn items(p: &Passage, range: Range<usize>, strict: bool) -> Option<RangeInclusive<usize>> {
    let (mut marks, mut joins) = (0, 0);
    let mut joined_last = false;
    let mut at = range.start;
    while at < range.end {
        if !outside(p, &range, at) {
            at += 1;
            continue;
        }
        // Adjacent quotations are items without a mark between (GB/T 15834 4.5.3.5).
        let adjacent = matches!((p.at(at), p.at(at + 1)), ('”', '“') | ('》', '《')) && at + 1 < range.end;
        if p.at(at) == '、' || adjacent {
            marks += 1;
            joined_last = false;
        } else if let Some((_, size)) = p
            .starts_any(at, &["以及", "和", "与", "及", "暨"])
            .filter(|(_, size)| at > range.start && !within_word(p, at, *size))
        {
            joins += 1;
            joined_last = true;
            at += size;
            continue;
        }
        at += 1;
    }
    let least =
        if strict && joins == 1 && joined_last && marks > 0 || marks == 0 { marks + joins + 1 } else { marks + 1 };
    (marks + joins > 0).then_some(least..=marks + joins + 1)
}

/// 和谐, 参与, 及时: the character is no conjunction.
fn within_word(p: &Passage, at: usize, size: usize) -> bool {
    const WORDS: &[&str] = &[
        "和谐",
        "和平",
        "和美",
        "和睦",
        "和解",
        "和田",
        "和县",
        "和顺",
        "与会",
        "与时俱进",
        "及时",
        "及其",
        "及早",
        "及格",
    ];
    const ENDS: &[&str] = &[
        "参",
        "共",
        "总",
        "温",
        "缓",
        "柔",
        "饱",
        "人民共",
        "普",
        "涉",
        "以",
        "危",
        "波",
        "赠",
        "给",
        "授",
        "呼和",
        "融",
        "祥",
        "调",
        "亲",
        "平",
        "求",
        "谋",
        "顾",
    ];
    size == 1 && (p.starts_any(at, WORDS).is_some() || ENDS.iter().any(|word| p.ends(at, word)))
}

/// Words of a group whose number is its own: 中亚五国, 东北三省.
const GROUPS: &[&str] = &[
    "中亚",
    "东北",
    "西北",
    "西南",
    "东南",
    "华东",
    "华北",
    "华南",
    "华中",
    "长三角",
    "珠三角",
    "北欧",
    "海湾",
    "金砖",
    "东盟",
    "周边",
    "沿江",
    "沿海",
    "其他",
    "其它",
    "其余",
    "另外",
    "全省",
    "全市",
    "全县",
    "下辖",
    "所属",
    "等",
    "前",
    "第",
    "上述",
    "以上",
    "这",
    "该",
    "共",
    "共计",
    "等等",
    "约",
    "近",
    "余",
    "超",
    "达",
    "了",
    "有",
    "为",
    "等共",
    "另",
    "各",
    "每",
    "某",
];
/// Classes that close a list by its number: 甲、乙、丙三个方面.
const CLASSES: &[&str] = &[
    "个方面",
    "方面",
    "个环节",
    "个",
    "项",
    "类",
    "大类",
    "大",
    "种",
    "条",
    "级",
    "家",
    "所",
    "座",
    "名",
    "位",
    "部门",
    "地",
    "市",
    "县",
    "区",
    "省",
    "国",
    "校",
    "院",
    "局",
    "部",
    "方",
    "者",
    "点",
    "起",
    "宗",
    "篇",
    "本",
    "部",
    "支",
    "门",
    "轮",
    "处",
    "镇",
    "乡",
    "村",
    "人",
];

/// N01: 甲、乙、丙N个…, with the list before the number.
fn counted_before(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(stated) = small(n) else { return };
    if p.binding(n.range.start).is_some() && n.script == Script::Arabic || n.range.start == 0 {
        return;
    }
    let before = p.before(n.range.start);
    // Not a count of the list before: 和3个…, 等3个… may be open, ordinals, dates.
    let tail = p.starts_any(n.range.end, CLASSES);
    let Some((class, size)) = tail else { return };
    let after = p.at(n.range.end + size);
    if is_stop(before)
        || matches!(before, '和' | '与' | '及' | '第' | '（' | '“' | '~' | '～' | '—' | '之' | '年' | '月' | '十')
        || !is_han(after) && !matches!(after, '“') && !matches!(class, "个方面" | "方面" | "个环节" | "部门")
        || matches!(class, "人" | "起" | "宗" | "处" | "名" | "位") && !is_han(after)
    {
        return;
    }
    if GROUPS.iter().any(|word| p.ends(n.range.start, word)) {
        // 等三类: the list may be open, but cannot be longer than its number.
        if before != '等' {
            return;
        }
    }
    if matches!(class, "大" | "地" | "市" | "人" | "点" | "部") && after == '学'
        || class == "人"
        || class == "大" && matches!(after, '队' | '幅' | '量' | '力' | '型' | '批')
    {
        return;
    }
    let clause = p.clause(n.range.start);
    let open = before == '等';
    let end = n.range.start - usize::from(open);
    // Quoted list: 围绕“甲、乙、丙”三个环节.
    let range = if p.before(end) == '”' {
        match p.pairs.iter().find(|pair| pair.close + 1 == end) {
            Some(pair) if p.slice(pair.inner()).contains(&'、') && !matches!(p.before(pair.open), '、' | '”') => {
                pair.inner()
            }
            _ => clause.start..end,
        }
    } else {
        clause.start..end
    };
    let Some(first_mark) = range
        .clone()
        .find(|at| (p.at(*at) == '、' || p.at(*at) == '”' && p.at(at + 1) == '“') && outside(p, &range, *at))
    else {
        return;
    };
    // A number inside the list makes it a list of quantities, and verbs make it a list of deeds.
    let quantities = p.numerals_in(range.clone()).iter().any(|other| {
        other.script == Script::Arabic
            && p.before(other.range.start) != '第'
            && !p.quoted(other.range.start)
            && !other.unit.is_empty()
    });
    if quantities || p.slice(range.clone()).contains(&'；') || first_mark < range.start {
        return;
    }
    // The last item must be short enough to be an item, not a clause of its own.
    let last_mark = range
        .clone()
        .rev()
        .find(|at| p.at(*at) == '、' || p.at(*at) == '”' && p.at(at + 1) == '“')
        .unwrap_or(range.start);
    if range.end - last_mark > 14 {
        return;
    }
    let Some(count) = items(p, range.clone(), false) else { return };
    let wrong = if open { *count.start() > stated } else { !count.contains(&stated) };
    // 甲、乙、丙等四类: nobody leaves out the last alone.
    if open && count.start() == count.end() && *count.end() >= 3 && count.end() + 1 == stated {
        let shown = n.range.start - 1..n.range.end + size;
        let mut found = p.finding(
            "N01",
            shown.clone(),
            say!("列举了{}项，说是“{}”", "{} items are listed, “{}” is stated", count.end(), p.text(shown.clone())),
        );
        found.severity = Severity::Info;
        report.push(found.help(say!("核对项数：是漏了一项，还是数错了", "count again: is one left out?")));
        return;
    }
    if wrong && stated.abs_diff(*count.start()) <= 3 {
        let shown = n.range.start..n.range.end + size;
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!(
                    "前面列举了{}项，这里说是“{}”",
                    "the list before has {} items, here it is “{}”",
                    spoken(&count),
                    p.text(shown.clone())
                ),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

pub(super) fn spoken(count: &RangeInclusive<usize>) -> String {
    if count.start() == count.end() {
        count.start().to_string()
    } else {
        format!("{}～{}", count.start(), count.end())
    }
}

/// A number from 2 to 12, as a count of a list.
pub(super) fn small(n: &Numeral) -> Option<usize> {
    let plain = n.decimals == 0 && n.scale.is_none() && n.over.is_none() && n.rate == Rate::None;
    let value = usize::try_from(u64::try_from(n.value).ok()?).ok()?;
    (plain && (2..=12).contains(&value)).then_some(value)
}

/// N01: 做好以下N方面工作：一是…二是…; N个…：甲、乙、丙。
fn counted_after(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(stated) = small(n) else { return };
    if p.quoted(n.range.start) {
        return;
    }
    let Some((class, size)) =
        p.starts_any(n.range.end, &["个方面", "方面", "项", "个", "大", "点", "条", "类", "种", "步", "件"])
    else {
        return;
    };
    let sentence = p.sentence(n.range.start);
    let Some(colon) = (n.range.end + size..sentence.end.min(n.range.end + 24)).find(|at| p.at(*at) == '：') else {
        return;
    };
    if p.slice(n.range.end..colon).iter().any(|c| is_stop(*c))
        || p.binding(n.range.start).is_some() && n.script == Script::Arabic
    {
        return;
    }
    // Ordinals after the colon, to the end of the paragraph.
    let last = ordinal_run(p, colon + 1);
    if last >= 2 {
        if last != stated {
            let shown = n.range.start..n.range.end + size;
            report.push(
                p.finding(
                    "N01",
                    shown.clone(),
                    say!(
                        "说是“{}”，后面数到第{}",
                        "“{}” is stated, the ordinals go to {}",
                        p.text(shown.clone()),
                        last
                    ),
                )
                .help(say!("核对项数", "count again")),
            );
        }
        return;
    }
    // A plain list that fills the sentence: 三个方面：甲、乙、丙。
    let body = colon + 1..sentence.end.saturating_sub(1);
    let commas = p.slice(body.clone()).iter().filter(|c| matches!(c, '，' | '；' | '：' | '。')).count();
    let closed = !p.slice(body.clone()).iter().any(|c| matches!(c, '等' | '…'));
    let verbs = body.len() > 60 || p.numerals_in(body.clone()).iter().any(|n| n.script == Script::Arabic);
    if commas == 0
        && closed
        && !verbs
        && matches!(class, "个方面" | "方面" | "项" | "个" | "类" | "种" | "大" | "条")
        && let Some(count) = items(p, body, false).filter(|count| *count.end() > 1 && !count.contains(&stated))
    {
        let shown = n.range.start..n.range.end + size;
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!(
                    "说是“{}”，后面列举了{}项",
                    "“{}” is stated, {} items are listed",
                    p.text(shown.clone()),
                    spoken(&count)
                ),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// N01: 五大专项行动“清网”“利剑”“护校”“净边”: names in a row after their number.
fn counted_names(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(stated) = small(n).filter(|_| !p.quoted(n.range.start)) else { return };
    let Some((_, size)) = p.starts_any(n.range.end, &["大", "个", "项", "类", "种", "部", "场"]) else { return };
    let Some(open) = (n.range.end + size..n.range.end + size + 9).find(|at| !is_han(p.at(*at))) else { return };
    if !matches!(p.at(open), '“' | '《') || open == n.range.end + size {
        return;
    }
    let mut count = 0;
    let mut at = open;
    while let Some(pair) = p.pairs.iter().find(|pair| pair.open == at) {
        count += 1;
        at = pair.close + 1;
        at += usize::from(p.at(at) == '、' || p.at(at) == '和' && matches!(p.at(at + 1), '“' | '《'));
    }
    let open_ended = p.starts_any(at, &["等", "和", "以及", "及", "、"]).is_some();
    if count >= 2 && count != stated && !open_ended && count.abs_diff(stated) <= 3 {
        let shown = n.range.start..n.range.end + size;
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!("说是“{}”，后面列举了{}项", "“{}” is stated, {} items are listed", p.text(shown.clone()), count),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// The last ordinal of 一是…二是…, 第一，…第二，…, 1. 2. from `from` on; 0 for none.
fn ordinal_run(p: &Passage, from: usize) -> usize {
    let mut expected = 1;
    for at in from..p.len() {
        let Some(value) = han_digit(p.at(at)).map(|value| value as usize) else { continue };
        let head = at == from || matches!(p.before(at), '。' | '；' | '：' | '，' | '第' | '（');
        let tail = p.at(at + 1) == '是'
            || p.at(at + 1) == '要'
            || p.before(at) == '第' && matches!(p.at(at + 1), '，' | '、')
            || p.before(at) == '（' && p.at(at + 1) == '）';
        if head && tail && value == expected {
            expected += 1;
        }
    }
    expected - 1
}

/// Words after the number in a counted slogan that say which way things went.
const WAYS: &[(&str, &[&str])] = &[
    ("下降", &["下降", "减少", "降低", "回落"]),
    ("降", &["下降", "减少", "降低", "回落"]),
    ("提升", &["上升", "提升", "提高", "增长", "增加"]),
    ("上升", &["上升", "提升", "提高", "增长", "增加"]),
    ("升", &["上升", "提升", "提高", "增长", "增加"]),
    ("增长", &["上升", "提升", "提高", "增长", "增加"]),
    ("增", &["上升", "提升", "提高", "增长", "增加"]),
    ("提高", &["上升", "提升", "提高", "增长", "增加"]),
];

/// N01: “四个下降” with its list before or after; “五个一” that is never spelled out.
fn slogan(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(pair) = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.open + 1 == n.range.start) else {
        return;
    };
    let Some(stated) = small(n) else { return };
    let inner = n.range.end..pair.close;
    let way = WAYS.iter().find(|(word, _)| {
        let rest = p.text(inner.clone());
        rest == *word || rest == format!("个{word}") || rest == format!("项{word}") || rest == format!("大{word}")
    });
    let sentence = p.sentence(n.range.start);
    // 五个一, 三个一: a slogan of ones, spelled out within the paragraph or nowhere.
    if p.starts(n.range.end, "个一") && pair.close == n.range.end + 2 && n.script == Script::Han {
        let tail = p.text(pair.close + 1..(pair.close + 60).min(p.len()));
        let before = p.text(pair.open.saturating_sub(80)..pair.open);
        let spelled = tail.matches('一').count() >= stated
            || before.matches('一').count() >= stated
            || tail.starts_with('（')
            || tail.starts_with('：');
        if !spelled {
            let mut found = p.finding(
                "N01",
                pair.open..pair.close + 1,
                say!("“{}”没有展开", "“{}” is never spelled out", p.text(n.range.start..pair.close)),
            );
            found.severity = Severity::Info;
            report.push(found.help(say!("列出各项，或加注说明", "list the items, or gloss it")));
        }
        return;
    }
    each_begins(p, n, stated, pair, report);
    let tail = p.text(pair.close + 1..(pair.close + 8).min(p.len()));
    named_after(p, n, stated, pair, report);
    let glued = way.is_none() && pair.close - n.range.end >= 1 && tail.starts_with(['中', '模', '机', '体']);
    if way.is_none() && !glued {
        return;
    }
    // Every way of counting that could be meant; one that fits is enough.
    let mut counts: Vec<RangeInclusive<usize>> = Vec::new();
    let clause = p.clause(pair.open);
    let before = clause.start..pair.open;
    if p.slice(before.clone()).contains(&'、') {
        counts.extend(items(p, before, true));
    }
    // 甲、乙、丙、丁分别下降16.7%、20%、12.5%、8.3%，实现“四个下降”.
    if let Some((_, same)) = way
        && let Some(at) = p.text(sentence.start..pair.open).rfind("分别")
    {
        let from = sentence.start + p.text(sentence.start..pair.open).get(..at).map_or(0, |t| t.chars().count());
        let values = p.numerals_in(from..pair.open).iter().filter(|n| n.rate == Rate::Percent).count();
        if values >= 2 && same.iter().any(|word| p.starts(from + 2, word)) {
            counts.push(values..=values);
        }
    }
    if let Some((_, same)) = way {
        let colon = (pair.close + 1..sentence.end).take(16).find(|at| p.at(*at) == '：');
        if let Some(colon) = colon {
            let first = p.clause(colon + 1);
            let list_end = ["同比", "环比", "分别", "均", "都", "比上年", "较上年", "呈", "实现"]
                .iter()
                .filter_map(|word| p.find(first.clone(), word))
                .min()
                .unwrap_or(first.end);
            if p.slice(first.start..list_end).contains(&'、') {
                counts.extend(items(p, first.start..list_end, true));
            }
            let body = p.text(colon + 1..sentence.end);
            let spoken: usize = same.iter().map(|word| body.matches(word).count()).sum();
            if spoken >= 2 {
                counts.push(spoken..=spoken);
            }
        }
    }
    if !counts.is_empty() && !counts.iter().any(|count| count.contains(&stated)) {
        let shown = n.range.start..pair.close;
        let listed = counts.first().map(spoken).unwrap_or_default();
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!("“{}”列举了{}项", "“{}” lists {} items", p.text(shown.clone()), listed),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// N01: 进学校、进社区、进企业“四进”: the items begin with the word that is counted.
fn each_begins(p: &Passage, n: &Numeral, stated: usize, pair: &crate::lint::passage::Pair, report: &mut Report) {
    let counted = p.at(n.range.end);
    if n.range.end + 1 != pair.close || !is_han(counted) || n.script != Script::Han {
        return;
    }
    let mut start = pair.open;
    let mut count = 0;
    // Back over the items, the nearest first: each runs from its word to the 、 after it.
    while start > 0 {
        let item =
            (0..start).rev().take(12).find(|at| matches!(p.before(*at), '、' | '，' | '。' | '：' | '\0') || *at == 0);
        let head = (item.unwrap_or(start)..start).find(|at| p.at(*at) == counted);
        let Some(head) = head else { break };
        // 好机制、好产品和好管理: the last is joined by a word.
        let joined = |word: char| p.text(head..start).matches(&format!("{word}{counted}")).count();
        count += 1 + ['和', '与', '及'].into_iter().map(joined).sum::<usize>();
        if p.before(head) != '、' {
            break;
        }
        start = head - 1;
    }
    if count >= 2 && count != stated && count.abs_diff(stated) <= 3 {
        let shown = n.range.start..pair.close;
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!(
                    "前面列举了{}项，这里说是“{}”",
                    "the list before has {} items, here it is “{}”",
                    count,
                    p.text(shown.clone())
                ),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// N01: 落实行政、技术、巡查“三个责任人”: the list stands right before what counts it.
fn named_after(p: &Passage, n: &Numeral, stated: usize, pair: &crate::lint::passage::Pair, report: &mut Report) {
    let before = p.clause(pair.open).start..pair.open;
    let marks: Vec<usize> = before.clone().filter(|at| p.at(*at) == '、').collect();
    let (Some(last), true) = (marks.last(), marks.len() >= 2 && p.at(n.range.end) == '个') else { return };
    let short = (2..=4).contains(&(pair.open - last - 1))
        && marks.windows(2).all(|pair| matches!(pair, [a, b] if b - a <= 5))
        && p.slice(last + 1..pair.open).iter().all(|c| is_han(*c))
        && !p.slice(before.clone()).iter().any(|c| matches!(c, '“' | '《' | '等' | '和' | '及' | '与'));
    let count = marks.len() + 1;
    if short && count != stated && count.abs_diff(stated) <= 2 {
        let shown = n.range.start..pair.close;
        report.push(
            p.finding(
                "N01",
                shown.clone(),
                say!(
                    "前面列举了{}项，这里说是“{}”",
                    "the list before has {} items, here it is “{}”",
                    count,
                    p.text(shown.clone())
                ),
            )
            .help(say!("核对项数", "count again")),
        );
    }
}

/// N02: the things before 分别 against the values after it.
fn respectively(p: &Passage, at: usize, report: &mut Report) {
    let clause = p.clause(at);
    // The values end with the clause; a comma inside the series of values ends it as well.
    let tail = at + 2..clause.end;
    let values: Vec<&Numeral> =
        p.numerals_in(tail.clone()).iter().filter(|n| outside(p, &tail, n.range.start) && !is_time(p, n)).collect();
    let mut subject = clause.start..at;
    for word in ["同比", "环比", "比上年", "较上年", "比去年", "较去年", "同期", "均", "人数", "，"]
    {
        while p.ends(subject.end, word) && word != "人数" {
            subject.end -= word.chars().count();
        }
    }
    if values.len() >= 2
        && (stated_number(p, &subject, at, &values, report) || quantities_before(p, at, &subject, &values, report))
    {
        return;
    }
    alone(p, at, &subject, &values, report);
    let Some(things) = items(p, subject.clone(), true).filter(|_| {
        p.slice(subject.clone()).contains(&'、')
            || ["和", "与", "及"].iter().any(|word| p.find(subject.clone(), word).is_some())
    }) else {
        return;
    };
    let listed = p.slice(subject.clone()).contains(&'、');
    if values.len() >= 2 {
        // Values in a row, joined by 、 and conjunctions alone (with words of direction between).
        let count = values.len();
        let quantities = values.iter().all(|n| n.script == Script::Arabic);
        let ends: Vec<String> = values.iter().map(|n| format!("{:?}{}", n.rate, p.text(n.unit.clone()))).collect();
        let uniform = ends.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
        let inner_numbers = p
            .numerals_in(subject.clone())
            .iter()
            .any(|n| n.script == Script::Arabic && !is_time(p, n) && !n.unit.is_empty());
        let fits = things.contains(&count) || things.contains(&(count / 2)) && count.is_multiple_of(2) && !uniform;
        if quantities
            && uniform
            && !fits
            && !inner_numbers
            && (listed || *things.end() >= 2)
            && count.abs_diff(*things.end()) <= 6
        {
            let last = values.last().map_or(at + 2, |n| n.range.end);
            report.push(
                p.finding(
                    "N02",
                    at..last,
                    say!(
                        "“分别”前有{}项，后有{}个数",
                        "{} things before 分别, {} values after it",
                        spoken(&things),
                        count
                    ),
                )
                .help(say!("核对两边是否一一对应", "make both sides answer each other")),
            );
        }
        return;
    }
    // 甲、乙、丙分别任…、…: plain lists on both sides.
    let verb = p.starts_any(at + 2, &["为", "是", "任", "获", "荣获", "获得", "担任", "位于", "位居", "位列"]);
    if let (Some((_, size)), true, true) = (verb, listed, values.is_empty()) {
        let object = at + 2 + size..clause.end;
        let conjunction = ["和", "与", "及", "等", "或"].iter().any(|word| p.find(clause.clone(), word).is_some());
        if conjunction || !p.slice(object.clone()).contains(&'、') {
            return;
        }
        if let Some(given) = items(p, object.clone(), true).filter(|given| {
            given.start() != things.start() && given.start() == given.end() && things.start() == things.end()
        }) {
            report.push(
                p.finding(
                    "N02",
                    at..object.end,
                    say!(
                        "“分别”前有{}项，后有{}项",
                        "{} things before 分别, {} after it",
                        spoken(&things),
                        spoken(&given)
                    ),
                )
                .help(say!("核对两边是否一一对应", "make both sides answer each other")),
            );
        }
    }
}

/// N02: 发病率同比分别下降6.3%: one thing, one value.
fn alone(p: &Passage, at: usize, subject: &Range<usize>, values: &[&Numeral], report: &mut Report) {
    let [value] = values else { return };
    let clause = p.clause(at);
    let end = value.range.end.max(value.unit.end);
    let way = super::direction::way_before(p, value.range.start);
    let plural = |range: Range<usize>| {
        p.slice(range.clone()).iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '各' | '均' | '两' | '等' | '”'))
            || p.numerals_in(range).iter().any(|n| n.script == Script::Han)
    };
    let above = p.clause_index(at).checked_sub(1).and_then(|at| p.clauses.get(at)).cloned().unwrap_or(clause.clone());
    // The things may stand in the clause before: 甲、乙两项指标，分别增长10%以上.
    let many = plural(subject.clone()) || subject.is_empty() && plural(above);
    if value.rate != Rate::None && end == clause.end && way.is_some() && value.script == Script::Arabic && !many {
        mismatch(p, at, values, 1, report);
    }
}

/// Whether values stand in a row, joined by 、 and conjunctions alone.
fn in_a_row(p: &Passage, values: &[&Numeral]) -> bool {
    values.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let gap = p.text(a.unit.end.max(a.range.end)..b.range.start);
        matches!(gap, "、" | "和" | "与" | "及" | "以及")
    })
}

fn mismatch(p: &Passage, at: usize, values: &[&Numeral], things: usize, report: &mut Report) {
    let last = values.last().map_or(at + 2, |n| n.unit.end.max(n.range.end));
    report.push(
        p.finding(
            "N02",
            at..last,
            say!("“分别”前有{}项，后有{}个数", "{} things before 分别, {} values after it", things, values.len()),
        )
        .help(say!("核对两边是否一一对应", "make both sides answer each other")),
    );
}

/// N02: 三大板块收入分别为a、b: the number of things is stated.
fn stated_number(p: &Passage, subject: &Range<usize>, at: usize, values: &[&Numeral], report: &mut Report) -> bool {
    let numbers: Vec<&Numeral> = p.numerals_in(subject.clone()).iter().filter(|n| !is_time(p, n)).collect();
    let [number] = numbers.as_slice() else { return false };
    let class =
        p.starts_any(number.range.end, &["大", "个", "项", "类", "种", "家", "级", "条", "科", "县", "区", "市", "省"]);
    let (Some(stated), Some((_, size))) = (small(number), class) else { return false };
    // 三级医院, 五保户 and the third class of a list are names.
    let name =
        p.before(number.range.start) == '第' || !is_han(p.at(number.range.end + size)) || p.quoted(number.range.start);
    if name || !in_a_row(p, values) || !values.iter().all(|n| n.script == Script::Arabic) {
        return false;
    }
    if stated != values.len() && stated.abs_diff(values.len()) <= 3 {
        mismatch(p, at, values, stated, report);
    }
    true
}

/// N02: 单位4215家，职工28.4万人，缴存额52.3亿元，分别增长10.1%、3.0%.
fn quantities_before(p: &Passage, at: usize, subject: &Range<usize>, values: &[&Numeral], report: &mut Report) -> bool {
    // 分别 opens its clause: what it speaks of are the quantities in the clauses before.
    if !p.text(subject.clone()).trim_start_matches(['同', '环', '比']).is_empty() || !in_a_row(p, values) {
        return false;
    }
    if !values.iter().all(|n| n.rate == Rate::Percent && n.script == Script::Arabic) {
        return false;
    }
    let mut things = 0;
    let mut index = p.clause_index(at);
    let sentence = p.sentence(at);
    while let Some(clause) = index.checked_sub(1).and_then(|above| p.clauses.get(above)) {
        if clause.start < sentence.start || p.at(clause.end) != '，' {
            break;
        }
        let own: Vec<&Numeral> = p.numerals_in(clause.clone()).iter().filter(|n| !is_time(p, n)).collect();
        let quantity = |n: &&Numeral| {
            n.rate == Rate::None && n.script == Script::Arabic && (!n.unit.is_empty() || n.scale.is_some())
        };
        let listed = p.slice(clause.clone()).contains(&'、');
        let [n] = own.as_slice() else {
            // A list of quantities is counted as a whole, and nothing before it.
            if own.len() >= 2 && own.iter().all(quantity) && listed {
                things += own.len();
            }
            break;
        };
        if !quantity(n) || n.unit.end.max(n.range.end) != clause.end || listed {
            break;
        }
        things += 1;
        index -= 1;
    }
    if things < 2 {
        return false;
    }
    // 收入30亿元，利税5亿元，利润2亿元，分别…: fewer values may speak of the last alone.
    if things != values.len() && values.len() > 1 {
        mismatch(p, at, values, things, report);
    }
    true
}

fn is_time(p: &Passage, n: &Numeral) -> bool {
    matches!(p.at(n.range.end), '年' | '月' | '日' | '时') && n.decimals == 0 && n.digits.len() <= 4
        || p.before(n.range.start) == '第'
}

/// N03: percentages of one list with different decimals.
fn decimals(p: &Passage, report: &mut Report) {
    let mut start = 0;
    while start < p.numerals.len() {
        let mut end = start;
        while let (Some(a), Some(b)) = (p.numerals.get(end), p.numerals.get(end + 1)) {
            let gap = p.text(a.range.end.max(if a.rate == Rate::Points { a.unit.end } else { 0 })..b.range.start);
            let near = matches!(gap, "、" | "和" | "与" | "及" | "，" | "；" | "、和" | "以及");
            let joined = near
                && a.rate == b.rate
                && a.rate != Rate::None
                && a.script == Script::Arabic
                && b.script == Script::Arabic;
            // A comma between two percentages joins them only after 分别.
            let comma_ok =
                !matches!(gap, "，" | "；") || p.text(p.sentence(a.range.start).start..a.range.start).contains("分别");
            if !(joined && comma_ok) {
                break;
            }
            end += 1;
        }
        if let Some(list) = p.numerals.get(start..=end).filter(|list| list.len() >= 2) {
            let most = list.iter().map(|n| n.decimals).max().unwrap_or(0);
            // 100% and 0 are exact whatever their neighbours.
            let odd: Vec<&Numeral> = list
                .iter()
                .filter(|n| n.decimals != most && n.value != Decimal::ONE_HUNDRED && !n.value.is_zero())
                .collect();
            if let (Some(first), Some(last), false) = (list.first(), list.last(), odd.is_empty()) {
                let shown: Vec<&str> = odd.iter().map(|n| p.text(n.range.clone())).collect();
                report.push(
                    p.finding(
                        "N03",
                        first.range.start..last.range.end,
                        say!("同一列举中小数位不一：{}", "decimals differ within one list: {}", shown.join("、")),
                    )
                    .help(say!(
                        "统一为{}位小数（末尾的0要写出）",
                        "give all of them {} decimals, zeros included",
                        most
                    )),
                );
            }
        }
        start = end + 1;
    }
}

/// N05: one noun, two measure words.
pub fn measures(reading: &Reading, report: &mut Report) {
    /// Measure words that may change places, so that two of them for one noun are a slip.
    const FAMILIES: &[&[&str]] = &[
        &["起", "件", "宗", "例", "桩"],
        &["个", "项"],
        &["家", "个", "户"],
        &["所", "个", "家"],
        &["座", "个"],
        &["台", "部", "辆"],
        &["条", "项", "件"],
        &["处", "个"],
        &["名", "个", "位"],
        &["支", "个"],
        &["份", "个", "件"],
        &["批次", "批", "个"],
        &["人", "名"],
    ];
    let family = |a: &str, b: &str| FAMILIES.iter().any(|words| words.contains(&a) && words.contains(&b));
    let mut seen: BTreeMap<String, (String, usize, Range<usize>)> = BTreeMap::new();
    for (index, p) in
        reading.passages.iter().enumerate().filter(|(_, p)| matches!(p.role, Role::Paragraph | Role::Item | Role::Note))
    {
        for (order, n) in p.numerals.iter().enumerate() {
            let unit = p.text(n.unit.clone());
            if unit.is_empty() || n.script == Script::Han || n.rate != Rate::None {
                continue;
            }
            // 上网事项200个，全程网办33项: 项 belongs to the noun that was counted with 个.
            if let Some(next) = p.numerals.get(order + 1) {
                let gap = n.unit.end..next.range.start;
                let own = p.text(next.unit.clone());
                let noun_end = n.range.start;
                let one_comma = p.slice(gap.clone()).iter().filter(|c| is_stop(**c)).count() == 1
                    && p.at(n.unit.end) == '，'
                    && p.slice(gap.clone()).contains(&'，');
                let elliptic = own.chars().count() == 1
                    && own != unit
                    && p.ends(noun_end, own)
                    && noun_end >= 2
                    && is_han(p.at(noun_end - 2))
                    && family(unit, own);
                let no_noun = !is_noun_after(p, next.unit.end) && gap.len() <= 12;
                if one_comma && elliptic && no_noun {
                    let noun = p.text(noun_end - 2..noun_end);
                    let mut start = noun_end;
                    while start > 0 && is_han(p.before(start)) {
                        start -= 1;
                    }
                    report.push(
                        p.finding(
                            "N05",
                            start..next.unit.end,
                            say!(
                                "“{}”一处用“{}”，一处用“{}”",
                                "{} is counted with {} here, with {} there",
                                noun,
                                unit,
                                own
                            ),
                        )
                        .help(say!("统一量词", "use one measure word")),
                    );
                }
            }
            days(p, n, report);
            elliptic(p, n, order, &family, report);
            wrong_measure(p, n, report);
            // The same noun anywhere in the document: the four characters before the number, or after the unit.
            let key = noun_before(p, n).or_else(|| noun_after(p, n));
            let Some(key) = key else { continue };
            match seen.get(&key) {
                Some((other, first, place)) if other != unit && family(other, unit) => {
                    let mut finding = p
                        .finding(
                            "N05",
                            n.range.start..n.unit.end,
                            say!(
                                "“{}”这里用“{}”，别处用“{}”",
                                "{} is counted with {} here, with {} elsewhere",
                                key,
                                unit,
                                other
                            ),
                        )
                        .help(say!("统一量词", "use one measure word"));
                    if let Some(first) = reading.passages.get(*first) {
                        finding = finding.with(first.span(place.clone()), say!("别处", "elsewhere"));
                    }
                    report.push(finding);
                }
                Some(_) => {}
                None => {
                    seen.insert(key, (unit.to_owned(), index, n.range.start..n.unit.end));
                }
            }
        }
    }
}

/// N05: 38.6天，比常年多19.2日.
fn days(p: &Passage, n: &Numeral, report: &mut Report) {
    if p.text(n.unit.clone()) != "日" || n.decimals == 0 {
        return;
    }
    report.push(
        p.finding("N05", n.range.start..n.unit.end, say!("天数用了“日”", "a length of days counted with 日"))
            .help(say!("改为“天”", "write 天")),
    );
}

/// N05: 受理投诉46件，办结46起: the noun is left out, its measure word is another.
fn elliptic(p: &Passage, n: &Numeral, order: usize, family: &impl Fn(&str, &str) -> bool, report: &mut Report) {
    const DEEDS: &[&str] = &[
        "办结",
        "审结",
        "破获",
        "侦破",
        "查处",
        "整改",
        "处置",
        "答复",
        "化解",
        "执结",
        "调处",
        "完成",
        "已办结",
        "已整改",
        "其中办结",
        "其中审结",
        "成功化解",
        "成功调解",
        "合格",
        "不合格",
        "结案",
        "查结",
        "立案",
        "破案",
        "移送",
        "移送公安机关",
        "移送司法机关",
        "移送检察机关",
        "移送起诉",
        "提起公诉",
        "起诉",
        "结转",
        "通过",
        "受理",
        "采纳",
        "销号",
        "公开",
        "回复",
        "审核",
        "发放",
        "注销",
    ];
    let clause = p.clause(n.range.start);
    let deed = p.text(clause.start..n.range.start);
    let Some(before) = order.checked_sub(1).and_then(|at| p.numerals.get(at)) else { return };
    let (own, other) = (p.text(n.unit.clone()), p.text(before.unit.clone()));
    let adjacent = p.clause_index(before.range.start) + 1 == p.clause_index(n.range.start)
        && before.range.start >= p.sentence(n.range.start).start
        && before.unit.end == p.clause(before.range.start).end;
    if DEEDS.contains(&deed) && n.unit.end == clause.end && adjacent && own != other && family(own, other) {
        report.push(
            p.finding(
                "N05",
                n.range.start..n.unit.end,
                say!("前面用“{}”，这里用“{}”", "counted with {} before, with {} here", other, own),
            )
            .help(say!("统一量词", "use one measure word")),
        );
    }
}

/// N05: 手机48辆, 家禽4200万头: a measure word that the noun never takes.
fn wrong_measure(p: &Passage, n: &Numeral, report: &mut Report) {
    /// Ends of nouns, and the measure words they take of those that belong to kinds of things.
    const NOUNS: &[(&[&str], &str)] = &[
        (&["手机", "电话机", "对讲机"], "部台个只"),
        (&["电脑", "计算机", "空调", "冰箱", "洗衣机", "收割机", "拖拉机", "挖掘机", "发电机", "打印机"], "台部个套辆"),
        (
            &[
                "汽车",
                "轿车",
                "客车",
                "货车",
                "公交车",
                "出租车",
                "警车",
                "校车",
                "摩托车",
                "电动车",
                "自行车",
                "救护车",
                "消防车",
                "洒水车",
                "环卫车",
            ],
            "辆台部班车",
        ),
        (&["列车", "动车组"], "列趟对班辆次"),
        (&["渔船", "货船", "客船", "快艇", "轮船", "船舶", "舰艇"], "艘条只船"),
        (&["无人机", "直升机", "飞机", "客机"], "架台个"),
        (&["牛", "羊", "生猪", "肥猪", "仔猪", "母猪", "黄牛", "奶牛", "肉牛", "耕牛"], "头只"),
        (&["家禽", "肉鸡", "蛋鸡", "蛋鸭", "肉鸭", "禽类", "鸡苗"], "只羽"),
        (&["树木", "果树", "苗木", "树苗", "林果", "大树", "古树", "绿植", "乔木", "灌木"], "棵株"),
        (
            &[
                "学生",
                "教师",
                "民警",
                "干部",
                "党员",
                "职工",
                "医生",
                "护士",
                "嫌疑人",
                "群众",
                "志愿者",
                "旅客",
                "游客",
                "农民",
                "工人",
                "代表",
                "委员",
            ],
            "名人个位批",
        ),
        (&["图书", "书籍", "画册", "手册"], "本册部套种"),
        (&["子弹", "炮弹", "手榴弹"], "发枚颗"),
        (&["队伍", "团队", "分队", "小队", "代表队"], "支个"),
        (&["枪支", "手枪", "猎枪", "气枪"], "支把杆"),
        (&["学校", "中学", "小学", "高校", "大学", "幼儿园", "医院", "卫生院", "院校", "养老院", "敬老院"], "所个家"),
        (&["服装", "衣服", "衬衫", "棉衣", "校服", "工作服"], "件套"),
        (&["床位", "病床", "课桌"], "张个"),
        (
            &["血压计", "血糖仪", "体温计", "呼吸机", "电视机", "仪器", "变压器", "机床", "电梯", "充电桩", "摄像头"],
            "台个部套只",
        ),
        (&["道路", "公路", "街道", "巷道", "线路", "公交线路", "航线", "生产线", "河流", "河道"], "条段"),
        (
            &["桥梁", "大桥", "水库", "水电站", "变电站", "隧道", "泵站", "闸站", "厂房", "公厕", "加油站"],
            "座个处条栋家间",
        ),
        (&["报纸", "传单", "合同", "协议", "文件", "报告", "问卷"], "份张件个"),
        (&["企业", "公司", "商户", "商铺", "门店", "酒店", "民宿", "餐馆"], "家户个"),
    ];
    /// Measure words that belong to a kind of thing.
    const KINDS: &str = "辆列艘架头匹羽棵株颗名位本册部台支把枚栋幢所座粒条间";
    let unit = p.slice(n.unit.clone());
    let &[measure] = unit else { return };
    if !KINDS.contains(measure) || p.binding(n.range.start).is_some() {
        return;
    }
    let mut before = n.range.start;
    for word in ["产量", "销量", "销售", "存栏量", "出栏量", "存栏", "出栏", "保有量", "共", "共有", "达", "约"]
    {
        if p.ends(before, word) {
            before -= word.chars().count();
        }
    }
    let noun = NOUNS.iter().find_map(|(nouns, takes)| {
        let noun = p.ends_any(before, nouns).filter(|_| !is_han(p.at(n.unit.end)));
        let after = || {
            let (word, size) = p.starts_any(n.unit.end, nouns)?;
            (!is_han(p.at(n.unit.end + size))).then_some((word, size))
        };
        noun.or_else(after).map(|(word, _)| (word, *takes))
    });
    if let Some((word, takes)) = noun.filter(|(_, takes)| !takes.contains(measure)) {
        report.push(
            p.finding("N05", n.unit.clone(), say!("“{}”不用量词“{}”", "{} is not counted with {}", word, measure))
                .help(say!("可用“{}”", "it takes {}", takes.chars().next().unwrap_or('个'))),
        );
        return;
    }
    // 匹, 艘, 羽 count one kind of thing: nothing of the kind is near.
    let kind = match measure {
        '匹' => "马骡驴驼布绸锦狼力",
        '艘' => "船艇舰轮舟航船舶",
        '羽' => "禽鸡鸭鹅鸽鸟雉",
        _ => return,
    };
    let sentence = p.sentence(n.range.start);
    let near = n.range.start.saturating_sub(40).max(sentence.start)..(n.unit.end + 12).min(sentence.end);
    if !p.slice(near).iter().any(|c| kind.contains(*c)) {
        report.push(
            p.finding("N05", n.unit.clone(), say!("量词“{}”用得不对", "the measure word {} does not fit", measure))
                .help(say!("核对量词", "check the measure word")),
        );
    }
}

fn is_noun_after(p: &Passage, at: usize) -> bool {
    is_han(p.at(at)) || p.at(at) == '“'
}

/// The four Han before a number that stands at the end of its phrase: 刑事案件12起，
fn noun_before(p: &Passage, n: &Numeral) -> Option<String> {
    let start = n.range.start.checked_sub(4)?;
    let ends = !is_han(p.at(n.unit.end)) && !matches!(p.at(n.unit.end), '“' | '（');
    (ends && p.slice(start..n.range.start).iter().all(|c| is_han(*c)) && start >= p.clause(start).start)
        .then(|| p.text(start..n.range.start).to_owned())
}

/// The four Han after a number and unit, up to a mark: 12起刑事案件，
fn noun_after(p: &Passage, n: &Numeral) -> Option<String> {
    let end = n.unit.end + 4;
    (p.slice(n.unit.end..end).len() == 4 && p.slice(n.unit.end..end).iter().all(|c| is_han(*c)) && !is_han(p.at(end)))
        .then(|| p.text(n.unit.end..end).to_owned())
}
