//! W02 and W06: sentences whose second half does not answer the first.

use crate::base::Severity;
use crate::lint::han::{CharSet, is_han};
use crate::lint::lexicon::is_known;
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    through(p, report);
    halves(p, report);
    both(p, report);
    plural(p, report);
    and_so_on(p, report);
}

/// W06: 通过…使…: the sentence loses its subject.
fn through(p: &Passage, report: &mut Report) {
    for clause in &p.clauses {
        let Some((word, length)) = p.starts_any(clause.start, &["通过", "经过", "随着", "在"]) else { continue };
        if word == "在" && !p.ends(clause.end, "下") {
            continue;
        }
        let next = clause.end + 1;
        if p.at(clause.end) != '，' || clause.len() <= length || !sentence_start(p, clause.start) {
            continue;
        }
        if let Some((verb, size)) = p
            .starts_any(next, &["使得", "使"])
            .filter(|_| p.starts_any(next, &["使用", "使命", "使者", "使劲"]).is_none())
        {
            let mut found = p
                .finding(
                    "W06",
                    next..next + size,
                    say!("“{}…，{}…”缺主语", "{}…，{}… leaves the sentence without a subject", word, verb),
                )
                .help(say!("删去“{}”或“{}”", "delete {} or {}", word, verb));
            found.severity = Severity::Info;
            report.push(found);
        }
    }
}

/// W06 and W02: 之所以…因为, 即…又: the second half does not answer the first.
fn halves(p: &Passage, report: &mut Report) {
    for at in p.occurrences("之所以") {
        let word = "之所以";
        let sentence = p.sentence(at);
        let Some(comma) = (at..sentence.end).find(|at| p.at(*at) == '，') else { continue };
        let answered = ["是因为", "是由于", "在于", "是", "源于", "缘于", "得益于", "归功于", "关键"]
            .iter()
            .any(|answer| p.find(comma..sentence.end, answer).is_some());
        let because = p.starts_any(comma + 1, &["因为", "由于"]);
        if let Some((_, size)) = because.filter(|_| !answered) {
            report.push(
                p.finding(
                    "W06",
                    comma + 1..comma + 1 + size,
                    say!("“{}”要与“是因为”相应", "{} is answered by 是因为", word),
                )
                .help(say!("改为“是因为”", "write 是因为")),
            );
        }
    }
    for at in p.occurrences("即") {
        let (before, after) = (p.before(at), p.at(at + 1));
        let word = is_known(&[before, '即']) || is_known(&['即', after]) || !is_han(after);
        let clause = p.clause(at);
        let next = clause.end + 1;
        let paired =
            p.at(clause.end) == '，' && p.at(next) == '又' && !p.starts(next, "又称") && !p.starts(next, "又名");
        if paired && !word && clause.end - at >= 3 && !p.quoted(at) {
            let mut found = p.finding("W02", at..at + 1, say!("“即…又…”疑为“既…又…”", "即…又… is probably 既…又…"));
            found.severity = Severity::Warning;
            report.push(found.help(say!("请核对：“既”？", "ask: 既?")));
        }
    }
}

/// W02: 既丰富了供给，有提升了品质.
fn both(p: &Passage, report: &mut Report) {
    for at in p.occurrences("既") {
        let clause = p.clause(at);
        let next = clause.end + 1;
        let sentence = p.sentence(at);
        let answered = ["又", "也", "还", "更", "且"].iter().any(|word| p.find(at..sentence.end, word).is_some());
        let verb = is_known(&[p.at(next + 1), p.at(next + 2)]) && !is_known(&['有', p.at(next + 1)]);
        if p.at(clause.end) == '，' && p.at(next) == '有' && verb && !answered {
            let mut found = p.finding("W02", next..next + 1, say!("“既…有…”疑为“既…又…”", "既…有… is probably 既…又…"));
            found.severity = Severity::Warning;
            report.push(found.help(say!("请核对：“又”？", "ask: 又?")));
        }
    }
}

/// W06: 1200名志愿者们: what is counted takes no 们.
fn counted_plural(p: &Passage, report: &mut Report) {
    for at in p.occurrences("们") {
        let Some(n) = p.numerals_in(at.saturating_sub(10)..at).last() else { continue };
        let noun = n.unit.end..at;
        let unit = matches!(p.text(n.unit.clone()), "名" | "位" | "人");
        let plain = (2..=5).contains(&noun.len())
            && p.slice(noun.clone())
                .iter()
                .all(|c| is_han(*c) && *c != '的' && *c != '我' && *c != '他' && *c != '她' && *c != '在');
        if unit && plain && n.script == crate::lint::numeral::Script::Arabic && p.before(n.range.start) != '第' {
            let found =
                p.finding("W06", n.range.start..at + 1, say!("有了数目就不用“们”", "what is counted takes no 们"));
            report.push(fixed(found.help(say!("删去“们”", "delete 们")), [p.edit(at..at + 1, "")]));
        }
    }
}

/// W02: 登们: 们 follows those who are many persons.
fn plural(p: &Passage, report: &mut Report) {
    counted_plural(p, report);
    static PERSONS: CharSet = CharSet::new(
        "我你他她它咱俺您人员者生师友民长兵工学童孩女男子弟姐妹哥爷娘伯叔婶婆手客家匠士丁族星迷商官警嘉老辈乡亲伙表委干部众兄郎侠汉徒犯鬼奴主仔迷团侣夫妻妇爸妈公狗猫鸟虫鱼花树草物国妹儿将帅属军医教授记户工友牛马羊猪鸡鸭兽狼虎猴熊娃婴龄胞仙神佛贤杰才贼盗匪寇敌氓霸头首领袖宾雄模范士绅僚卫士贵族裔农厨司机吏差仆役婢侍尼僧道姑爱事仁任伊伴印嘛外姨孙察导少年志总戚板林母烈理脑苗行豹贩邻问鼠",
    );
    for at in p.occurrences("们") {
        let before = p.before(at);
        if is_known(&[before, '门']) && !PERSONS.contains(before) && !p.quoted(at) {
            let mut found =
                p.finding("W02", at - 1..at + 1, say!("“{}们”疑有错字", "“{}们” is probably wrong", before));
            found.severity = Severity::Warning;
            report.push(found.help(say!("请核对：“{}门”？", "ask: “{}门”?", before)));
        }
    }
}

/// W06: 责任心不强等等问题: what 等等 closes has no noun after it.
fn and_so_on(p: &Passage, report: &mut Report) {
    for at in p.occurrences("等等") {
        let after = p.at(at + 2);
        let listed = p.slice(p.clause(at).start..at).contains(&'、') || p.sentence(at).start + 12 < at;
        let noun = is_known(&[after, p.at(at + 3)])
            && !matches!(after, '等' | '看' | '再' | '我' | '你' | '他' | '都' | '也' | '均' | '皆' | '是');
        if listed && is_han(after) && noun && !p.quoted(at) {
            let mut found = p.finding("W06", at..at + 2, say!("“等等”后不接名词", "等等 takes no noun after it"));
            // Others write 等等一系列…; what bulletins close their lists with takes 等.
            const CLOSING: &[&str] = &["问题", "方面", "情况", "工作", "领域", "任务", "措施", "活动", "单位", "部门"];
            if p.starts_any(at + 2, CLOSING).is_none() {
                found.severity = Severity::Info;
            }
            report.push(fixed(found.help(say!("改为“等”", "write 等")), [p.edit(at + 1..at + 2, "")]));
        }
    }
}

fn sentence_start(p: &Passage, at: usize) -> bool {
    matches!(p.before(at), '\0' | '。' | '；' | '！' | '？')
}
