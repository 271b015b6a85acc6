//! N01: a label that counts, and the list before or after it.

use super::lists::{items, small, spoken};
use crate::base::Severity;
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Pair, Passage};
use crate::lint::report::Report;
use crate::say;
use std::ops::{Range, RangeInclusive};

/// Every rule of this file for one number.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    // Both speak of a number at the head of a quotation.
    if p.before(n.range.start) != '“' {
        return;
    }
    slogan(p, n, report);
    followed(p, n, report);
}

/// “四大”专项行动：甲、乙和丙; “五进”活动：进企业、进学校; “四个百分之百”，甲率、乙率均达到100%.
fn followed(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some(pair) = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.open + 1 == n.range.start) else {
        return;
    };
    let Some(stated) = small(n).filter(|_| n.script == Script::Han) else { return };
    let counted = p.text(n.range.end..pair.close);
    let list = after_colon(p, pair);
    let count = match (counted, list) {
        (
            "大" | "项" | "个" | "类" | "个方面" | "大行动" | "项行动" | "大专项" | "大工程" | "大任务" | "项制度",
            Some(list),
        ) => whole_list(p, first_clause(p, list)),
        (_, Some(list)) if pair.close == n.range.end + 1 => alike(p, list, p.at(n.range.end)),
        (word, Some(list)) => begun(p, list, word.trim_start_matches(['个', '项', '大'])),
        ("个百分之百" | "个100%", None) => all_full(p, pair),
        _ => None,
    };
    let Some(count) = count.filter(|count| !count.contains(&stated) && count.start().abs_diff(stated) <= 3) else {
        return;
    };
    let shown = n.range.start..pair.close;
    let told = p.text(shown.clone());
    report.push(
        p.finding(
            "N01",
            shown,
            say!("说是“{}”，后面列举了{}项", "“{}” is stated, {} items are listed", told, spoken(&count)),
        )
        .help(say!("核对项数", "count again")),
    );
}

/// What stands between the colon after a label and the end of its sentence.
fn after_colon(p: &Passage, pair: &Pair) -> Option<Range<usize>> {
    if let Some(list) = after_namely(p, pair) {
        return Some(list);
    }
    let colon = (pair.close + 1..p.len()).take(12).find(|at| p.at(*at) == '：')?;
    let plain = p.slice(pair.close + 1..colon).iter().all(|c| is_han(*c));
    let end = p.sentence(colon).end.saturating_sub(1);
    (plain && colon + 1 < end).then_some(colon + 1..end)
}

/// “五大”行动，即甲行动、乙行动和丙行动，…: a list closed by its conjunction, in its own clause.
fn after_namely(p: &Passage, pair: &Pair) -> Option<Range<usize>> {
    let clause = p.clause(pair.close);
    let near = clause.end <= pair.close + 8 && p.at(clause.end) == '，';
    let (_, size) =
        p.starts_any(clause.end + 1, &["即", "包括", "分别是", "分别为", "也就是", "主要是"]).filter(|_| near)?;
    let list = clause.end + 1 + size..p.clause(clause.end + 1).end;
    let last = (list.clone()).rev().find(|at| p.at(*at) == '、')?;
    let closed = p.slice(last + 1..list.end).iter().any(|c| matches!(c, '和' | '与' | '及'));
    let goes_on = p.starts_any(list.end + 1, &["以及", "还有", "和", "及", "并", "同时"]).is_some();
    (closed && !goes_on).then_some(list)
}

/// A list that fills its sentence, with nothing left open.
fn whole_list(p: &Passage, list: Range<usize>) -> Option<RangeInclusive<usize>> {
    let open = p.slice(list.clone()).iter().any(|c| matches!(c, '，' | '；' | '：' | '等' | '…'));
    let counted = p.numerals_in(list.clone()).iter().any(|n| n.script == Script::Arabic);
    if open || counted || list.len() > 80 {
        return None;
    }
    items(p, list, true).filter(|count| *count.end() > 1)
}

/// A list that ends with its clause, where what follows lists nothing: “四大专项”：甲、乙、丙，集中力量开展整治。
fn first_clause(p: &Passage, list: Range<usize>) -> Range<usize> {
    let Some(end) = list.clone().find(|at| p.at(*at) == '，') else { return list };
    let (own, rest) = (p.slice(list.start..end), p.slice(end + 1..list.end));
    let goes_on = p.starts_any(end + 1, &["以及", "还有", "和", "及", "并", "同时", "其"]).is_some();
    let listed = own.contains(&'、') && !rest.iter().any(|c| matches!(c, '、' | '；' | '：'));
    if listed && !goes_on { list.start..end } else { list }
}

/// “三个聚焦”：聚焦服务提质、聚焦执法规范、聚焦队伍建设: pieces that begin with the words of the label,
/// or end with them.
fn begun(p: &Passage, list: Range<usize>, word: &str) -> Option<RangeInclusive<usize>> {
    let text = p.text(list);
    if word.chars().count() < 2 || text.contains('等') {
        return None;
    }
    // “三到位”：诉求回应到位、矛盾化解到位，…: the word ends each item of the first clause, and none after it.
    let (own, rest) = text.split_once(['，', '；']).unwrap_or((text, ""));
    if own.split('、').all(|item| item.ends_with(word)) && !rest.contains(word) {
        let count = own.split('、').count();
        return (count > 1).then_some(count..=count);
    }
    if !text.starts_with(word) {
        return None;
    }
    let count = text.split(['、', '，', '；']).filter(|piece| piece.starts_with(word)).count();
    (count > 1).then_some(count..=count)
}

/// Items that all begin with the word that the label counts.
fn alike(p: &Passage, list: Range<usize>, word: char) -> Option<RangeInclusive<usize>> {
    let end = list.clone().find(|at| matches!(p.at(*at), '，' | '；' | '。')).unwrap_or(list.end);
    let text = p.text(list.start..end);
    let mut count = 0;
    for item in text.split('、') {
        if !item.starts_with(word) || item.contains('等') {
            return None;
        }
        count += 1;
    }
    (count > 1).then_some(count..=count)
}

/// …，甲率、乙率、丙率均达到100%: each of them is full.
fn all_full(p: &Passage, pair: &Pair) -> Option<RangeInclusive<usize>> {
    let next = p.clauses.get(p.clause_index(pair.close) + 1)?;
    let end = ["均", "都", "全部"].iter().filter_map(|word| p.find(next.clone(), word)).min()?;
    let full = p.numerals_in(end..next.end).iter().any(|n| n.value == rust_decimal::Decimal::ONE_HUNDRED);
    full.then(|| items(p, next.start..end, true)).flatten().filter(|count| *count.end() > 1)
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
    let rest = p.text(inner);
    let counted = rest.strip_prefix(['个', '项', '大']).unwrap_or(rest);
    let way = WAYS.iter().find(|(word, _)| rest == *word || counted == *word);
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
    each_ends(p, n, stated, pair, report);
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

fn listed_before(p: &Passage, shown: Range<usize>, count: usize, report: &mut Report) {
    let told = p.text(shown.clone());
    report.push(
        p.finding(
            "N01",
            shown,
            say!("前面列举了{}项，这里说是“{}”", "the list before has {} items, here it is “{}”", count, told),
        )
        .help(say!("核对项数", "count again")),
    );
}

/// N01: 进学校、进社区、进企业“四进”: the items begin with the word that is counted.
fn each_begins(p: &Passage, n: &Numeral, stated: usize, pair: &Pair, report: &mut Report) {
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
        listed_before(p, n.range.start..pair.close, count, report);
    }
}

/// N01: 精准治污、科学治污、依法治污的“四个治污”: the items end with the word that is counted.
fn each_ends(p: &Passage, n: &Numeral, stated: usize, pair: &Pair, report: &mut Report) {
    let word = p.text(n.range.end..pair.close).trim_start_matches(['个', '大', '项']);
    let length = word.chars().count();
    if !(2..=3).contains(&length) || n.script != Script::Han {
        return;
    }
    let mut end = pair.open;
    if matches!(p.before(end), '的' | '等') {
        if p.before(end) == '等' {
            return;
        }
        end -= 1;
    }
    let mut count = 0;
    while p.ends(end, word) && end > length {
        count += 1;
        let item = (end.saturating_sub(8)..end - length).rev().find(|at| !is_han(p.at(*at)));
        let Some(mark) = item.filter(|at| p.at(*at) == '、') else { break };
        end = mark;
    }
    if count >= 2 && count != stated && count.abs_diff(stated) <= 3 {
        listed_before(p, n.range.start..pair.close, count, report);
    }
}

/// N01: 落实行政、技术、巡查“三个责任人”: the list stands right before what counts it.
fn named_after(p: &Passage, n: &Numeral, stated: usize, pair: &Pair, report: &mut Report) {
    let before = p.clause(pair.open).start..pair.open;
    let marks: Vec<usize> = before.clone().filter(|at| p.at(*at) == '、').collect();
    let counts = p.at(n.range.end) == '个'
        || ["到位", "统一", "同步", "落实", "结合"].contains(&p.text(n.range.end..pair.close));
    let (Some(last), true) = (marks.last(), marks.len() >= 2 && counts) else { return };
    let short = (2..=4).contains(&(pair.open - last - 1))
        && marks.windows(2).all(|pair| matches!(pair, [a, b] if b - a <= 5))
        && p.slice(last + 1..pair.open).iter().all(|c| is_han(*c))
        && !p.slice(before.clone()).iter().any(|c| matches!(c, '“' | '《' | '等' | '和' | '及' | '与'));
    let count = marks.len() + 1;
    if short && count != stated && count.abs_diff(stated) <= 2 {
        listed_before(p, n.range.start..pair.close, count, report);
    }
}
