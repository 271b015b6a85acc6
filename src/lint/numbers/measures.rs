//! N05: measure words, two for one noun, or one that the noun never takes.

use crate::lint::han::{is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// N05: one noun, two measure words.
pub fn check(reading: &Reading, report: &mut Report) {
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
        (&["羊", "肉羊", "绵羊", "山羊"], "只头"),
        (&["牛", "生猪", "肥猪", "仔猪", "母猪", "黄牛", "奶牛", "肉牛", "耕牛"], "头"),
        (&["家禽", "肉鸡", "蛋鸡", "蛋鸭", "肉鸭", "禽类", "鸡苗"], "只羽"),
        (&["树木", "果树", "苗木", "树苗", "林果", "大树", "古树", "绿植", "乔木", "灌木"], "棵株"),
        (
            &[
                "学生",
                "毕业生",
                "在校生",
                "新生",
                "学员",
                "考生",
                "患者",
                "居民",
                "村民",
                "教职工",
                "员工",
                "人才",
                "家长",
                "儿童",
                "老人",
                "妇女",
                "退役军人",
                "消防员",
                "医师",
                "检察官",
                "法官",
                "律师",
                "驾驶员",
                "纳税人",
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
        (&["报纸", "传单", "合同", "协议", "文件", "报告", "问卷"], "份张件个册本"),
        (&["食堂", "服务中心", "服务站", "驿站", "便民点", "示范点"], "个家处座所"),
        (&["专利", "商标", "提案", "议案", "信访件"], "件项个"),
        (&["企业", "公司", "商户", "商铺", "门店", "酒店", "民宿", "餐馆"], "家户个"),
    ];
    /// Measure words that belong to a kind of thing.
    const KINDS: &str = "辆列艘架头匹羽棵株颗名位本册部台支把枚栋幢所座粒条间";
    let unit = p.slice(n.unit.clone());
    let &[measure] = unit else { return };
    if !KINDS.contains(measure) && measure != '只' || p.binding(n.range.start).is_some() {
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
            let next = p.at(n.unit.end + size);
            (!is_han(next) && next != '“').then_some((word, size))
        };
        noun.or_else(after).map(|(word, _)| (word, *takes))
    });
    // 只 may be “only” too: it is told of cattle and pigs alone.
    let plain = |takes: &str| measure != '只' || takes == "头";
    if let Some((word, takes)) = noun.filter(|(_, takes)| !takes.contains(measure) && plain(takes)) {
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
