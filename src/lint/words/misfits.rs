//! W09: verbs and objects that do not go together.

use crate::lint::han::is_stop;
use crate::lint::heads::{self, Head, Index};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::sync::LazyLock;

/// Verb and object that do not go together (W09): verb, object, the verb to use.
const MISFITS: &[(&str, &str, &str)] = &[
    ("加快", "力度", "加大"),
    ("加强", "力度", "加大"),
    ("提高", "力度", "加大"),
    ("提升", "力度", "加大"),
    ("增加", "力度", "加大"),
    ("增强", "力度", "加大"),
    ("扩大", "力度", "加大"),
    ("强化", "力度", "加大"),
    ("加大", "步伐", "加快"),
    ("加强", "步伐", "加快"),
    ("提高", "步伐", "加快"),
    ("加大", "速度", "加快"),
    ("加大", "进度", "加快"),
    ("加大", "进程", "加快"),
    ("提高", "进程", "加快"),
    ("加大", "水平", "提高"),
    ("扩大", "水平", "提高"),
    ("增强", "水平", "提高"),
    ("改善", "水平", "提高"),
    ("增加", "水平", "提高"),
    ("加强", "水平", "提高"),
    ("加快", "水平", "提高"),
    ("改善", "速度", "加快"),
    ("提高", "规模", "扩大"),
    ("加大", "规模", "扩大"),
    ("增强", "规模", "扩大"),
    ("提高", "范围", "扩大"),
    ("发扬", "作用", "发挥"),
    ("发扬", "优势", "发挥"),
    ("树立", "作用", "发挥"),
    ("取得", "作用", "发挥"),
    ("发挥", "精神", "发扬"),
    ("发挥", "传统", "发扬"),
    ("发挥", "作风", "发扬"),
    ("打掉", "案件", "侦破"),
    ("打掉", "案", "侦破"),
    ("破获", "团伙", "打掉"),
    ("破获", "窝点", "捣毁"),
    ("抓获", "案件", "破获"),
    ("受到", "推介", "得到"),
    ("受到", "推广", "得到"),
    ("缩小", "成本", "降低"),
    ("缩小", "费用", "降低"),
    ("减少", "水平", "降低"),
    ("减少", "风险", "降低"),
    ("完善", "水平", "提高"),
    ("建立", "水平", "提高"),
    ("提高", "环境", "改善"),
    ("提高", "条件", "改善"),
    ("提高", "面貌", "改变"),
    ("实现", "任务", "完成"),
    ("履行", "目标", "实现"),
    ("克服", "任务", "完成"),
    ("降低", "压力", "减轻"),
    ("减少", "压力", "减轻"),
    ("减少", "负担", "减轻"),
    ("降低", "负担", "减轻"),
    ("缓解", "负担", "减轻"),
    ("开展", "机制", "建立"),
    ("提升", "知名度和", "提高"),
    ("消灭", "隐患", "消除"),
    ("解除", "隐患", "消除"),
    ("排除", "差距", "缩小"),
    ("减少", "差距", "缩小"),
    ("降低", "差距", "缩小"),
];

/// Subject and verb that do not go together: subject, verb, the verb to use. Between them stands an adverb at most.
const PREDICATES: &[(&str, &str, &str)] = &[
    ("力度", "加强", "加大"),
    ("力度", "提高", "加大"),
    ("力度", "提升", "加大"),
    ("力度", "增强", "加大"),
    ("信心", "增加", "增强"),
    ("意识", "增加", "增强"),
    ("意识", "加大", "增强"),
    ("水平", "增强", "提高"),
    ("水平", "加强", "提高"),
    ("水平", "加大", "提高"),
    ("水平", "改善", "提高"),
    ("水平", "增加", "提高"),
    ("步伐", "加大", "加快"),
    ("步伐", "提高", "加快"),
    ("步伐", "加强", "加快"),
    ("规模", "提高", "扩大"),
    ("规模", "加大", "扩大"),
    ("规模", "增强", "扩大"),
    ("差距", "减少", "缩小"),
    ("差距", "降低", "缩小"),
    ("环境", "提高", "改善"),
    ("环境", "增强", "改善"),
    ("面貌", "提高", "改变"),
    ("面貌", "提升", "改变"),
    ("能力", "加大", "提高"),
    ("能力", "增加", "提高"),
    ("能力", "改善", "提高"),
    ("素质", "增加", "提高"),
    ("素质", "加强", "提高"),
    ("质量", "增强", "提高"),
    ("质量", "增加", "提高"),
    ("效率", "增强", "提高"),
    ("效率", "增加", "提高"),
    ("效率", "加快", "提高"),
    ("负担", "减少", "减轻"),
    ("负担", "降低", "减轻"),
    ("压力", "减少", "减轻"),
    ("压力", "降低", "减轻"),
    ("作用", "提高", "增强"),
    ("影响力", "加大", "扩大"),
    ("凝聚力", "提高", "增强"),
    ("竞争力", "加大", "增强"),
    ("覆盖面", "提高", "扩大"),
    ("范围", "提高", "扩大"),
    ("速度", "提升了", "加快"),
    ("结构", "提高", "优化"),
    ("机制", "提高", "完善"),
    ("条件", "提高", "改善"),
    ("基础", "提高", "夯实"),
    ("基础", "增强", "夯实"),
];

/// W09: 力度还需加强: the subject and its verb, an adverb between.
fn predicates(p: &Passage, heads: &[Head], report: &mut Report) {
    const ADVERBS: &[&str] = &[
        "",
        "不断",
        "持续",
        "显著",
        "明显",
        "进一步",
        "有待",
        "有待进一步",
        "还需",
        "仍需",
        "需要",
        "逐步",
        "稳步",
        "大幅",
        "大大",
        "切实",
        "还需进一步",
        "仍需进一步",
        "得到",
        "得到了",
        "有所",
        "日益",
        "全面",
        "继续",
        "尚需",
        "需进一步",
        "还有待",
        "得到进一步",
        "得到明显",
        "得到显著",
    ];
    static SUBJECTS: LazyLock<Index> = LazyLock::new(|| Index::new(subjects(), |_| ()));
    let mut free = 0;
    for at in heads::of(heads, heads::PREDICATE) {
        let mut begun = SUBJECTS.under(p.at(at), p.at(at + 1)).filter_map(|n| PREDICATES.get(n));
        let Some((subject, ..)) = begun.find(|(subject, ..)| at >= free && p.starts(at, subject)) else { continue };
        let from = at + subject.chars().count();
        free = from;
        let rest = p.text(from..p.len().min(from + 12));
        let of_it = SUBJECTS.under(p.at(at), p.at(at + 1)).filter_map(|n| PREDICATES.get(n));
        let told = of_it.filter(|(other, ..)| other == subject).find_map(|(_, verb, right)| {
            let place = rest.find(verb)?;
            let adverb = rest.get(..place)?;
            ADVERBS.contains(&adverb).then(|| (*verb, *right, from + adverb.chars().count() + verb.chars().count()))
        });
        let Some((verb, right, end)) = told else { continue };
        // The verb ends its phrase: 能力建设, 环境提高了… go on.
        let ends = is_stop(p.at(end))
            || p.at(end) == '\0'
            || p.at(end) == '的' && p.at(end + 1) != '\0'
            || p.at(end).is_ascii_digit();
        if ends {
            report.push(
                p.finding("W09", at..end, say!("“{}…{}”搭配不当", "{} does not go with {}", subject, verb)).help(say!(
                    "改为“{}…{}”",
                    "write {}…{}",
                    subject,
                    right
                )),
            );
        }
    }
}

/// The verbs, in the order of their list.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    MISFITS.iter().map(|(verb, ..)| *verb)
}

/// The subjects, in the order of their list.
pub fn subjects() -> impl Iterator<Item = &'static str> {
    PREDICATES.iter().map(|(subject, ..)| *subject)
}

/// W09 by table.
pub(super) fn misfits(p: &Passage, heads: &[Head], report: &mut Report) {
    predicates(p, heads, report);
    static VERBS: LazyLock<Index> = LazyLock::new(|| Index::new(verbs(), |_| ()));
    let mut free = 0;
    for at in heads::of(heads, heads::MISFIT) {
        let mut begun = VERBS.under(p.at(at), p.at(at + 1)).filter_map(|n| MISFITS.get(n));
        let Some((verb, ..)) = begun.find(|(verb, ..)| at >= free && p.starts(at, verb)) else { continue };
        let from = at + verb.chars().count();
        free = from;
        let stop = (from..p.len())
            .take(22)
            .find(|at| is_stop(p.at(*at)) && p.at(*at) != '、' || matches!(p.at(*at), '和' | '与' | '及'))
            .unwrap_or(p.len().min(from + 22));
        let of_it = VERBS.under(p.at(at), p.at(at + 1)).filter_map(|n| MISFITS.get(n));
        for (_, object, right) in of_it.filter(|(other, ..)| other == verb) {
            let length = object.chars().count();
            // The object ends the phrase, and no other verb comes between.
            let Some(place) = p.find(from..stop, object).filter(|place| {
                place + length == stop
                    || matches!(p.at(place + length), '、' | '，' | '。')
                    || p.binding(place + length).is_some()
                    || p.at(place + length).is_ascii_digit()
            }) else {
                continue;
            };
            let between = p.text(from..place);
            let names = *object == "推介" || *object == "推广";
            let other_verb = [
                "加大", "加快", "提高", "提升", "推进", "打击", "建设", "开展", "落实", "完成", "实现", "保障", "发挥",
                "改善", "增强", "扩大", "降低", "发展", "整治", "服务", "了", "、", "管理",
            ]
            .iter()
            .any(|word| between.contains(word));
            let bad = if matches!(*object, "案件" | "案") {
                between.chars().count() > 16 || between.contains("团伙")
            } else if names {
                between.chars().count() > 18
            } else {
                other_verb || between.chars().count() > 10
            };
            if bad {
                continue;
            }
            report.push(
                p.finding("W09", at..place + length, say!("“{}…{}”搭配不当", "{} does not go with {}", verb, object))
                    .help(say!("改为“{}…{}”", "write {}…{}", right, object)),
            );
            break;
        }
    }
}
