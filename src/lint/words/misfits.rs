//! W09: verbs and objects that do not go together.

use crate::lint::han::is_stop;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use aho_corasick::AhoCorasick;
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

/// W09 by table.
pub(super) fn misfits(p: &Passage, report: &mut Report) {
    static VERBS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(MISFITS.iter().map(|(verb, ..)| *verb)).ok());
    let Some(machine) = VERBS.as_ref() else { return };
    for found in machine.find_iter(&p.prose.text) {
        let at = p.index_of_byte(found.start());
        let Some((verb, ..)) = MISFITS.get(found.pattern().as_usize()) else { continue };
        let from = at + verb.chars().count();
        let stop = (from..p.len())
            .take(22)
            .find(|at| is_stop(p.at(*at)) && p.at(*at) != '、' || matches!(p.at(*at), '和' | '与' | '及'))
            .unwrap_or(p.len().min(from + 22));
        for (_, object, right) in MISFITS.iter().filter(|(other, ..)| other == verb) {
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
