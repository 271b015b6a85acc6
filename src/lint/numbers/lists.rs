//! N01: lists and the number that is said of them.

use crate::base::Severity;
use crate::lint::han::{han_digit, is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::ops::{Range, RangeInclusive};

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    for n in &p.numerals {
        counted_before(p, n, report);
        counted_after(p, n, report);
        counted_names(p, n, report);
        super::slogans::check(p, n, report);
    }
}

/// Whether `at` is outside every pair of marks that opens within `range`.
pub(super) fn outside(p: &Passage, range: &Range<usize>, at: usize) -> bool {
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
    let last = ordinal_run(p, colon + 1, 1);
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
    if let Some(count) = super::counts::named_alike(p, n, colon).filter(|count| *count != stated) {
        let shown = n.range.start..n.range.end + size;
        let told = p.text(shown.clone());
        report.push(
            p.finding(
                "N01",
                shown,
                say!("说是“{}”，后面列举了{}项", "“{}” is stated, {} items are listed", told, count),
            )
            .help(say!("核对项数", "count again")),
        );
        return;
    }
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

/// The last ordinal of 一是…二是…, 第一，…第二，…, 1. 2. from `from` on, of which `first` is expected first; the one
/// before it for none.
pub(super) fn ordinal_run(p: &Passage, from: usize, first: usize) -> usize {
    let mut expected = first;
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
