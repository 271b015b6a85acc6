//! N14: a whole, what of it is done and what is left: 项目156个，完工112个，在建54个.

use super::reckoning::{counted, in_scale, is_quantity, label, slack};
use crate::lint::numeral::{Numeral, Rate};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;

/// What has been done with a part.
const DONE: &[&str] = &[
    "完工",
    "竣工",
    "完成",
    "建成",
    "办结",
    "审结",
    "执结",
    "结案",
    "查结",
    "整改",
    "销号",
    "摘牌",
    "投产",
    "投用",
    "通过",
    "到位",
    "兑现",
    "化解",
    "交付",
    "修复",
    "治愈",
    "出院",
    "侦破",
    "破获",
    "拆除",
    "处置",
    "开工",
    "办理",
    "落实",
    "采纳",
    "整治",
    "治理",
    "验收",
    "复耕",
    "拆除复耕",
];

/// How the words of what is left begin.
const LEFT: &[&str] = &[
    "在建",
    "在办",
    "正在",
    "正",
    "未",
    "尚",
    "仍",
    "其余",
    "剩余",
    "剩下",
    "待",
    "还有",
    "阶段性",
    "续建",
    "余下",
    "暂未",
    "不予",
];

/// The rule for one number, the whole.
pub fn check(p: &Passage, index: usize, whole: &Numeral, report: &mut Report) {
    if !is_quantity(p, whole) {
        return;
    }
    let sentence = p.sentence(whole.range.start);
    let mut next = p
        .numerals
        .iter()
        .skip(index + 1)
        .take(5)
        .take_while(|n| n.range.start < sentence.end)
        .filter(|n| n.rate == Rate::None && counted(p, n) == counted(p, whole));
    let (Some(done), Some(left)) = (next.next(), next.next()) else { return };
    let alike = |n: &Numeral| is_quantity(p, n) && counted(p, n) == counted(p, whole);
    if !alike(done) || !alike(left) || done.value > whole.value {
        return;
    }
    let told = |n: &Numeral| {
        label(p, n).trim_start_matches("其中").trim_start_matches(['已', '现', '目', '前', '均', '和', '及']).to_owned()
    };
    let (first, second) = (told(done), told(left));
    let what = |label: &str| {
        DONE.iter().any(|word| label.contains(word)) && !label.contains('率') && label.chars().count() <= 8
    };
    let rest = LEFT.iter().any(|word| second.starts_with(word)) && second.chars().count() <= 8;
    // Each ends its clause or item, and each follows the one before.
    let follows = |a: &Numeral, b: &Numeral| p.clause_index(b.range.start) <= p.clause_index(a.range.start) + 2;
    let ends = |n: &Numeral| matches!(p.at(n.unit.end), '，' | '、' | '；' | '。' | '：' | '（' | '）' | '\0');
    if !what(&first) || !rest || !follows(whole, done) || !follows(done, left) || !ends(whole) || !ends(done) {
        return;
    }
    let further =
        p.numerals.iter().find(|n| n.range.start > left.range.start && n.range.start < sentence.end && alike(n));
    let sum = done.value + left.value;
    // A third part may follow.
    let third = further.is_some_and(|third| {
        sum < whole.value && p.clause_index(third.range.start) <= p.clause_index(left.range.start) + 1
    });
    if third || (sum - whole.value).abs() <= slack(whole) + slack(done) + slack(left) {
        return;
    }
    report.push(
        p.finding(
            "N14",
            done.range.start..left.unit.end,
            say!(
                "总数是{}，两项之和是{}",
                "the total is {}, the two add up to {}",
                p.text(whole.range.clone()),
                in_scale(whole, sum)
            ),
        )
        .help(say!("核对总数和各分项", "check the total and its parts")),
    );
}
