//! W02: characters that look or sound alike, where the words beside them tell which is meant.

use crate::base::Severity;
use crate::lint::han::{CharSet, is_han};
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// Before 己 in its words: 自己, 知己, 各抒己见, 安分守己.
static BEFORE_SELF: CharSet =
    CharSet::new("自知异利克舍一律推损贵彼顾私后守由关如以诸为凡责正修虚罪屈害反抒持不爱待戊与非尽");
/// After it: 己见, 己任, 己亥.
static AFTER_SELF: CharSet = CharSet::new("之莫无见任方所身欲有亥丑卯巳未酉出及悲内烷二酮糖醇酸");

/// Every rule of this file in one passage. What the dictionaries have told already is told once.
pub fn check(p: &Passage, taken: &[bool], report: &mut Report) {
    for at in (0..p.len()).filter(|at| !taken.get(*at).is_some_and(|taken| *taken)) {
        match p.at(at) {
            '己' => already(p, at, report),
            '翻' => twofold(p, at, report),
            '稳' => steady(p, at, report),
            '低' => bottom(p, at, report),
            '累' => in_all(p, at, report),
            '取' => gained(p, at, report),
            '倍' => favoured(p, at, report),
            _ => {}
        }
    }
}

fn slip(p: &Passage, at: usize, length: usize, place: usize, right: char, sure: bool, report: &mut Report) {
    let written = p.text(at..at + length);
    let meant: String = (0..length).map(|index| if index == place { right } else { p.at(at + index) }).collect();
    let mut found = p.finding("W02", at..at + length, say!("“{}”疑为“{}”", "“{}” is probably “{}”", written, meant));
    if sure {
        let found = found.help(say!("改为“{}”", "write “{}”", meant));
        report.push(fixed(found, [p.edit(at..at + length, &meant)]));
    } else {
        found.severity = Severity::Warning;
        report.push(found.help(say!("请核对：“{}”？", "ask: “{}”?", meant)));
    }
}

/// 己整改1262个: 已, where nothing of 自己 is about.
fn already(p: &Passage, at: usize, report: &mut Report) {
    let (before, after) = (p.before(at), p.at(at + 1));
    let own = BEFORE_SELF.contains(before) || AFTER_SELF.contains(after) || p.quoted(at);
    let alone = before == '而' && !is_han(after);
    if (is_han(after) && !own) || alone {
        slip(p, at, if alone { 1 } else { 2 }, 0, '已', true, report);
    }
}

/// 比2020年翻一翻: 番.
fn twofold(p: &Passage, at: usize, report: &mut Report) {
    let counted = matches!(p.at(at + 1), '一' | '两' | '三' | '四' | '了' | '几');
    let after = p.at(at + 3);
    // 到手也翻一翻: pages are turned, amounts are multiplied.
    let from = p.sentence(at).start;
    let amount = ["比", "年", "产值", "总量", "规模", "收入", "产量", "销售", "利润", "税收"];
    let counted = counted && amount.iter().any(|word| p.find(from..at, word).is_some());
    if counted && p.at(at + 2) == '翻' && (!is_han(after) || matches!(after, '以' | '的' | '左' | '多')) {
        slip(p, at, 3, 2, '番', true, report);
    }
}

/// 稳建运行: 健.
fn steady(p: &Passage, at: usize, report: &mut Report) {
    let apart = matches!(p.before(at), '平' | '安' | '维' | '不');
    let verb = p
        .starts_any(at + 2, &["运行", "发展", "增长", "经营", "推进", "货币", "的货币", "开局", "复苏", "性"])
        .is_some();
    if p.at(at + 1) == '建' && verb && !apart {
        slip(p, at, 2, 1, '健', true, report);
    }
}

/// 守住安全的低线: 底.
fn bottom(p: &Passage, at: usize, report: &mut Report) {
    // 明年年低竣工: the end of the year.
    let dated = p.ends_any(at, &["今年年", "明年年", "去年年", "本年年", "当年年", "到年", "截至年", "年年"]).is_some();
    let due = p.before(at) == '年'
        && p.starts_any(at + 1, &["前", "实现", "竣工", "完成", "建成", "投入", "通车", "全部", "力争"]).is_some();
    if dated || due {
        slip(p, at - 1, 2, 1, '底', true, report);
        return;
    }
    let city =
        p.starts_any(at + 2, &["城市", "市场", "级", "产品", "消费"]).is_some() || matches!(p.before(at), '高' | '最');
    let clause = p.clause(at);
    let guard = p.starts_any(at + 2, &["思维", "意识"]).is_some()
        || ["守住", "守牢", "坚守", "筑牢", "突破", "触碰", "划出", "安全", "法律", "纪律", "红线", "不发生"]
            .iter()
            .any(|word| p.find(clause.start..at, word).is_some());
    if p.at(at + 1) == '线' && guard && !city {
        slip(p, at, 2, 0, '底', true, report);
    }
}

/// 累积募集资金286.5亿元: what is added up is 累计.
fn in_all(p: &Passage, at: usize, report: &mut Report) {
    if p.at(at + 1) != '积' || p.starts_any(at + 2, &["雪", "量", "和", "性", "了丰", "经验", "的"]).is_some()
    {
        return;
    }
    let clause = p.clause(at);
    let number = p.numerals_in(at + 2..clause.end).first().filter(|n| n.range.start <= at + 10);
    let counted =
        number.is_some_and(|n| !n.unit.is_empty() && p.slice(at + 2..n.range.start).iter().all(|c| is_han(*c)));
    if counted {
        slip(p, at, 2, 1, '计', false, report);
    }
}

/// 倍受当地群众好评: 备.
fn favoured(p: &Passage, at: usize, report: &mut Report) {
    const WHAT: &[&str] = &[
        "好评", "欢迎", "关注", "青睐", "赞誉", "瞩目", "推崇", "称赞", "尊敬", "赞扬", "重视", "喜爱", "煎熬", "争议",
    ];
    let clause = p.clause(at);
    let praised = WHAT.iter().any(|word| p.find(at + 2..clause.end.min(at + 16), word).is_some());
    let before = p.before(at);
    let times = before.is_ascii_digit()
        || crate::lint::han::han_digit(before).is_some()
        || matches!(before, '双' | '数' | '几' | '百' | '千' | '万' | '加' | '成' | '翻');
    if p.at(at + 1) == '受' && praised && !times {
        slip(p, at, 2, 0, '备', true, report);
    }
}

/// 取的新成效: 得, unless 的 belongs to a verb of two characters (争取的).
fn gained(p: &Passage, at: usize, report: &mut Report) {
    const VERBS: &str = "争获采夺听选收领提录考换吸汲摄窃榨攫索盗拿截骗抽聚摘赚谋爬";
    const GAINS: &[&str] = &[
        "新",
        "明显",
        "显著",
        "积极",
        "重大",
        "长足",
        "历史性",
        "阶段性",
        "突破",
        "实效",
        "可喜",
        "圆满",
        "较好",
        "良好",
        "优异",
        "成效",
        "成绩",
        "进展",
        "胜利",
        "丰硕",
        "决定性",
        "实质性",
        "扎实",
    ];
    let verb = VERBS.contains(p.before(at));
    if p.at(at + 1) == '的' && !verb && p.starts_any(at + 2, GAINS).is_some() {
        slip(p, at, 2, 1, '得', true, report);
    }
}
