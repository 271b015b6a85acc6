//! N07 and N13: what a sentence says against a number near it.

use super::direction::{Way, way_before};
use super::reckoning::{counted, is_quantity, label, slack};
use crate::base::Severity;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;

/// Every rule of this file for one number.
pub fn check(p: &Passage, n: &Numeral, report: &mut Report) {
    quickened(p, n, report);
    passed(p, n, report);
}

/// N07: 同比下降11.2%，增速比上年加快2.3个百分点: what falls has no growth that quickens.
fn quickened(p: &Passage, n: &Numeral, report: &mut Report) {
    let clause = p.clause(n.range.start);
    let fell = n.rate == Rate::Percent && n.range.end == clause.end && p.at(clause.end) == '，';
    if !fell || way_before(p, n.range.start).map(|(way, _)| way) != Some(Way::Down) {
        return;
    }
    let Some((word, _)) = p.starts_any(clause.end + 1, &["增速", "增幅"]) else { return };
    let next = p.clause(clause.end + 1);
    // 增速比上年回落: what slows may come to a fall.
    let Some(verb) = ["加快", "提高", "提升", "扩大"].iter().find_map(|verb| p.find(next.clone(), verb)) else {
        return;
    };
    let mut found = p.finding(
        "N07",
        next.start..verb + 2,
        say!("前面是下降，这里说{}加快", "a fall before, and {} that quickens here", word),
    );
    found.severity = Severity::Warning;
    report.push(found.help(say!("核对升降；降的说“降幅”", "check which it is; a fall has a 降幅")));
}

/// N13: 全年销售额达到6.85亿元…。销售额首次突破7亿元: the same thing has not come so far.
fn passed(p: &Passage, n: &Numeral, report: &mut Report) {
    const PAST: &[&str] = &["突破", "超过", "跨越", "跨过", "站上", "迈上", "跃上", "冲破"];
    const AHEAD: &[&str] = &[
        "力争", "争取", "预计", "有望", "目标", "确保", "计划", "明年", "将", "若", "如果", "要", "可", "望", "未",
        "没有", "上年", "去年", "曾", "同期", "历年", "此前", "以来",
    ];
    if n.rate != Rate::None || n.script != Script::Arabic || n.unit.is_empty() || n.over == Some('近') {
        return;
    }
    let Some((_, size)) = p.ends_any(n.range.start, PAST) else { return };
    let clause = p.clause(n.range.start);
    let words = p.text(clause.start..n.range.start - size);
    let name = words.trim_end_matches(['首', '次', '已', '一', '举', '成', '功', '连', '续']);
    let sentence = p.sentence(n.range.start);
    if name.chars().count() < 3
        || name.chars().count() > 10
        || !p.numerals_in(clause.start..n.range.start).is_empty()
        || AHEAD.iter().any(|word| p.text(sentence.start..n.range.start).contains(word))
    {
        return;
    }
    let earlier = p.numerals_in(0..clause.start).iter().rev();
    let named = |other: &&Numeral| {
        let own = label(p, other);
        let own = ["达到", "完成", "实现", "达", "为"].iter().find_map(|verb| own.strip_suffix(verb)).unwrap_or(own);
        // Its words end with the name, a year or a season before them at most.
        own.strip_suffix(name).is_some_and(|before| {
            matches!(before, "" | "全年" | "全市" | "全县" | "全省" | "全区" | "全年全市" | "年末" | "实现" | "完成")
        })
    };
    let alike = |other: &&Numeral| is_quantity(p, other) && counted(p, other) == counted(p, n);
    let Some(other) = earlier.filter(alike).find(named) else { return };
    let changed = p.numerals_in(other.range.start..n.range.start).iter().any(|between| p.at(between.range.end) == '年');
    if !changed && other.value + slack(other) < n.value {
        let mut found = p.finding(
            "N13",
            n.range.start - size..n.unit.end,
            say!(
                "前面说是{}，没有到这个数",
                "{} is stated before: it has not come so far",
                p.text(other.range.start..other.unit.end)
            ),
        );
        found.severity = Severity::Warning;
        report.push(found.help(say!("核对两处", "check both")));
    }
}
