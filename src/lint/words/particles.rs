//! W02: 的, 地 and 得 in one another's place (扎实地作风, 认真的落实, 干的很好), 截止 for 截至.

use crate::base::Severity;
use crate::lint::han::{is_han, is_stop};
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// Adjectives of two characters that take 的 before a noun and 地 before a verb.
const QUALITIES: &[&str] = &[
    "扎实", "饱满", "昂扬", "务实", "严谨", "认真", "积极", "主动", "满意", "优良", "良好", "热情", "深入", "全面",
    "坚强", "坚定", "坚实", "有力", "强大", "优质", "高效", "和谐", "稳定", "丰富", "浓厚", "深厚", "明显", "显著",
    "重要", "严格", "清醒", "有效", "美好", "幸福", "公平", "公正", "便捷", "优美", "旺盛", "高昂", "求实", "创新",
    "过硬", "突出", "严肃", "清新", "热烈", "衷心", "崇高", "诚挚", "亲切", "强烈", "充分", "科学", "规范", "健康",
    "安全", "宽松", "平安", "整洁", "舒适", "进取", "开拓", "奋发",
];
/// Nouns that are no verbs, after which the phrase ends.
const NOUNS: &[&str] = &[
    "作风", "环境", "氛围", "成绩", "基础", "精神", "态度", "水平", "成效", "举措", "措施", "局面", "格局", "道路",
    "力量", "信心", "决心", "步伐", "姿态", "面貌", "任务", "目标", "机制", "体系", "制度", "条件", "优势", "能力",
    "素质", "成果", "业绩", "队伍", "干部", "群众", "问题", "困难", "关系", "作用", "意义", "影响", "社会", "城市",
    "教育", "答卷", "斗志", "热情", "干劲", "状态", "保证", "支撑", "保障", "土壤", "家园", "生态", "秩序", "空间",
    "功能", "感谢", "敬意", "问候",
];
/// Adverbs that say how something is done.
const MANNERS: &[&str] = &[
    "认真",
    "扎实",
    "切实",
    "深入",
    "积极",
    "主动",
    "顺利",
    "圆满",
    "严格",
    "全面",
    "及时",
    "迅速",
    "有效",
    "稳步",
    "有序",
    "大力",
    "不断",
    "持续",
    "高质量",
    "更好",
    "坚决",
    "妥善",
    "充分",
    "准确",
    "逐步",
    "自觉",
];
/// Verbs of official prose that are no nouns.
const VERBS: &[&str] = &[
    "推进",
    "开展",
    "抓好",
    "做好",
    "完成",
    "落实",
    "贯彻",
    "履行",
    "解决",
    "打好",
    "打赢",
    "掌握",
    "遵守",
    "服务于",
    "投入到",
    "融入",
    "反映了",
    "体现了",
    "承担起",
];

/// W01: 会议强调要要加强: 要 twice, no 重要 before and no 要求 after.
fn modal(p: &Passage, at: usize, report: &mut Report) {
    let word = "重主需必紧纲摘概提首次扼简机切险显".contains(p.before(at))
        || "求素件害领闻点塞务职案道约义".contains(p.at(at + 2));
    if !word && is_han(p.before(at)) {
        let found = p.finding("W01", at..at + 2, say!("“要”重复", "“要” is written twice"));
        report.push(fixed(found.help(say!("删去一个", "delete one")), [p.edit(at + 1..at + 2, "")]));
    }
}

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    for (byte, _) in p.prose.text.match_indices("要要") {
        modal(p, p.index_of_byte(byte), report);
    }
    for at in 2..p.len() {
        match p.at(at) {
            '地' => before_noun(p, at, report),
            '的' => {
                before_verb(p, at, report);
                of_degree(p, at, report);
            }
            '止' if p.before(at) == '截' => until(p, at - 1, report),
            '过' if p.before(at) == '渡' => ferried(p, at - 1, report),
            '录' if p.before(at) == '记' => record(p, at - 1, report),
            _ => {}
        }
    }
}

fn tell(p: &Passage, at: usize, shown: std::ops::Range<usize>, right: &str, report: &mut Report) {
    let written = p.text(shown.clone());
    let mut found =
        p.finding("W02", shown, say!("“{}”里的“{}”疑为“{}”", "in “{}” {} is probably {}", written, p.at(at), right));
    found.severity = Severity::Warning;
    report.push(fixed(found.help(say!("改为“{}”", "write “{}”", right)), [p.edit(at..at + 1, right)]));
}

/// 更加扎实地作风，: a noun that ends its phrase.
fn before_noun(p: &Passage, at: usize, report: &mut Report) {
    let Some((quality, size)) = p.ends_any(at, QUALITIES) else { return };
    let Some((_, length)) = p.starts_any(at + 1, NOUNS) else { return };
    let after = p.at(at + 1 + length);
    let ends = is_stop(after) || after == '\0' || matches!(after, '”' | '为' | '和' | '）');
    // 创新地保障, 安全地保障: nouns that are verbs too stand before an object, not at the end.
    if ends && !p.quoted(at) && quality != "安全" {
        tell(p, at, at - size..at + 1 + length, "的", report);
    }
}

/// 认真的落实各项任务: a verb with its object.
fn before_verb(p: &Passage, at: usize, report: &mut Report) {
    let Some((_, size)) = p.ends_any(at, MANNERS) else { return };
    let Some((_, length)) = p.starts_any(at + 1, VERBS) else { return };
    let after = at + 1 + length;
    // 全面的落实情况, 有效的推进机制: the verb is part of a name.
    let object = is_han(p.at(after)) && !p.at(after).is_ascii_digit();
    let name = p
        .starts_any(
            after,
            &[
                "情况", "机制", "方式", "方法", "作用", "力度", "措施", "体系", "工作", "任务", "过程", "的", "者",
                "率", "时", "难度", "效果", "能力", "方案", "路径", "计划", "程度",
            ],
        )
        .is_some();
    let begins = !is_han(p.before(at - size))
        || p.ends_any(
            at - size,
            &["地", "要", "应", "须", "需", "将", "都", "并", "更", "能", "已", "了", "门", "位", "们", "地区"],
        )
        .is_some();
    if object && !name && begins && !p.quoted(at) {
        tell(p, at, at - size..after, "地", report);
    }
}

/// 干的很好，: what follows tells how well.
fn of_degree(p: &Passage, at: usize, report: &mut Report) {
    let verb = p.before(at);
    if !"做干走跑飞变写说唱讲抓管办过活打搞跳抢学练".contains(verb) {
        return;
    }
    let Some((_, size)) = p.starts_any(at + 1, &["更", "很", "越来越", "非常", "十分", "不够", "较", "最"])
    else {
        return;
    };
    let end = at + 1 + size;
    let adjective = "好多快稳准实细深远高响硬强严优美香顺牢";
    let ends = |to: usize| is_stop(p.at(to)) || p.at(to) == '\0';
    let alone = is_han(p.before(at - 1)) && crate::lint::lexicon::is_known(&[p.before(at - 1), verb]);
    if adjective.contains(p.at(end)) && ends(end + 1) && !alone && !p.quoted(at) {
        tell(p, at, at - 1..end + 1, "得", report);
    }
}

/// 渡过了欢乐祥和的春节: time is 度过, water and danger are 渡过.
fn ferried(p: &Passage, at: usize, report: &mut Report) {
    const TIMES: &[&str] = &[
        "节", "假期", "时光", "周末", "一年", "童年", "晚年", "生活", "一天", "夜", "之年", "岁月", "青春", "暑假",
        "寒假", "时刻",
    ];
    let end = p.clause(at).end.min(at + 18);
    let words = p.text(at + 2..end);
    let harm = ["难关", "危机", "险", "江", "河", "海", "困境", "难"].iter().any(|word| words.contains(word));
    let time = TIMES.iter().any(|word| words.trim_end_matches(['。', '，']).ends_with(word));
    if time && !harm {
        let mut found = p.finding("W02", at..at + 2, say!("“渡过”疑为“度过”", "渡过 is probably 度过"));
        found.severity = Severity::Warning;
        report.push(fixed(found.help(say!("时日用“度过”", "of time write 度过")), [p.edit(at..at + 1, "度")]));
    }
}

/// 打破了全市记录: what is broken or set is a 纪录.
fn record(p: &Passage, at: usize, report: &mut Report) {
    let clause = p.clause(at);
    let words = p.text(clause.start.max(at.saturating_sub(14))..at);
    let broken = ["打破", "刷新", "改写", "平了", "创造了"].iter().any(|word| words.contains(word));
    let other = words.contains(['、', '《'])
        || p.starts_any(at + 2, &["片", "员", "仪", "本", "簿", "表", "了", "着", "在"]).is_some();
    if broken && !other {
        let mut found = p.finding("W02", at..at + 2, say!("“记录”疑为“纪录”", "记录 is probably 纪录"));
        found.severity = Severity::Warning;
        report.push(fixed(found.help(say!("改为“纪录”", "write 纪录")), [p.edit(at..at + 1, "纪")]));
    }
}

/// 截止年底，共建成…: 截止 takes no time after it but with 到.
fn until(p: &Passage, at: usize, report: &mut Report) {
    let after = at + 2;
    // 截止年底, 截止2021年 stand in the dictionary.
    let time = p.at(after).is_ascii_digit() && !p.starts(after, "20")
        || p.starts_any(after, &["上年", "上月", "本月", "发稿", "记者", "昨", "本年", "当日"]).is_some();
    let dated = p.before(at) == '日' || p.starts_any(after, &["日期", "时间", "到", "于", "期限", "日"]).is_some();
    if time && !dated && !p.quoted(at) && p.text(at..p.clause(at).end).chars().count() <= 26 {
        let mut found = p.finding("W02", at..after, say!("“截止”疑为“截至”", "截止 is probably 截至"));
        found.severity = Severity::Warning;
        report.push(fixed(found.help(say!("改为“截至”", "write 截至")), [p.edit(at + 1..after, "至")]));
    }
}
