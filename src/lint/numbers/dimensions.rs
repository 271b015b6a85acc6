//! N18 and N11: units of another kind of quantity (全长86平方公里), and scales left out (损失2.36元).

use super::reckoning::{counted, is_date};
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Kinds of units, and the units of each that the scanner knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Length,
    Area,
    Volume,
    Weight,
    Money,
    Energy,
    Warmth,
}

fn kind(unit: &str) -> Option<Kind> {
    Some(match unit {
        "公里" | "千米" | "米" | "厘米" | "毫米" | "海里" | "英里" => Kind::Length,
        "平方公里" | "平方千米" | "平方米" | "亩" | "公顷" => Kind::Area,
        "立方米" | "升" => Kind::Volume,
        "吨" | "公斤" | "千克" | "克" | "斤" | "毫克" | "微克" => Kind::Weight,
        "元" | "美元" | "欧元" | "日元" | "英镑" | "港元" => Kind::Money,
        "千瓦时" => Kind::Energy,
        "℃" | "摄氏度" => Kind::Warmth,
        _ => return None,
    })
}

/// What stands right before a number and says what kind of quantity it is.
const NOUNS: &[(&str, &[Kind])] = &[
    ("全长", &[Kind::Length]),
    ("总长", &[Kind::Length]),
    ("总长度", &[Kind::Length]),
    ("里程", &[Kind::Length]),
    ("总里程", &[Kind::Length]),
    ("通车里程", &[Kind::Length]),
    ("建筑面积", &[Kind::Area]),
    ("占地面积", &[Kind::Area]),
    ("面积", &[Kind::Area]),
    ("占地", &[Kind::Area]),
    ("绿地", &[Kind::Area]),
    ("降雨量", &[Kind::Length, Kind::Volume]),
    ("降水量", &[Kind::Length, Kind::Volume]),
    ("过程雨量", &[Kind::Length]),
    ("气温", &[Kind::Warmth]),
    ("平均气温", &[Kind::Warmth]),
    ("发电量", &[Kind::Energy]),
    ("用电量", &[Kind::Energy]),
    ("投资额", &[Kind::Money]),
    ("总投资", &[Kind::Money]),
    ("完成投资", &[Kind::Money]),
    ("投入资金", &[Kind::Money]),
    ("产值", &[Kind::Money]),
    ("增加值", &[Kind::Money]),
    ("生产总值", &[Kind::Money]),
    ("销售额", &[Kind::Money]),
    ("营业收入", &[Kind::Money]),
    ("税收", &[Kind::Money]),
    ("直接经济损失", &[Kind::Money]),
    ("经济损失", &[Kind::Money]),
    ("库容", &[Kind::Volume]),
    ("总库容", &[Kind::Volume]),
    ("蓄水量", &[Kind::Volume, Kind::Weight]),
    ("供水量", &[Kind::Volume, Kind::Weight]),
    ("用水量", &[Kind::Volume, Kind::Weight]),
    ("供气量", &[Kind::Volume, Kind::Weight]),
    ("土石方", &[Kind::Volume]),
];

/// The last characters of those.
const ENDS: &str = "长度程积地量温额资金值入收失容方网道线防路渠栏缆";

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    if n.script != Script::Arabic || n.rate != Rate::None || n.unit.is_empty() || p.binding(n.range.start).is_some() {
        return;
    }
    if !other_kind(p, n, report) {
        far_too_large(p, n, report);
        money(p, n, report);
        unscaled(p, index, n, report);
        shared_out(p, index, n, report);
        dated_amount(p, n, report);
    }
}

/// The place where the words before a number end, verbs of measure left out.
fn noun_end(p: &Passage, n: &Numeral) -> usize {
    let mut end = n.range.start;
    if !"到达约共为近过超计逾".contains(p.before(end)) {
        return end;
    }
    for word in ["达到", "达", "约", "共", "为", "近", "超过", "超", "合计", "共计", "逾"] {
        if p.ends(end, word) {
            end -= word.chars().count();
        }
    }
    end
}

/// N18: 高速公路全长86.2平方公里.
fn other_kind(p: &Passage, n: &Numeral, report: &mut Report) -> bool {
    let end = noun_end(p, n);
    if !ENDS.contains(p.before(end)) {
        return false;
    }
    let Some(own) = kind(counted(p, n)) else { return false };
    // 管网86.4平方公里: what is laid in a line.
    let linear = [
        "管网", "管道", "管线", "步道", "绿道", "堤防", "河道", "铁路", "隧道", "线路", "沟渠", "渠道", "护栏", "光缆",
        "栈道",
    ];
    if counted(p, n).starts_with("平方公里")
        && let Some((noun, _)) = p.ends_any(end, &linear)
    {
        report.push(
            p.finding(
                "N18",
                n.range.start..n.unit.end,
                say!("“{}”的单位不会是“{}”", "{} is not measured in {}", noun, counted(p, n)),
            )
            .help(say!("核对单位，如“公里”", "check the unit: 公里?")),
        );
        return true;
    }
    let longest = NOUNS.iter().filter(|(noun, _)| p.ends(end, noun)).max_by_key(|(noun, _)| noun.chars().count());
    let Some((noun, _)) = longest.filter(|(_, kinds)| !kinds.contains(&own)) else { return false };
    // 每平方米, 吨/亩: a measure of its own follows.
    if matches!(p.at(n.unit.end), '/' | '／') || p.titled(n.range.start) {
        return false;
    }
    report.push(
        p.finding(
            "N18",
            n.range.start..n.unit.end,
            say!("“{}”的单位不会是“{}”", "{} is not measured in {}", noun, counted(p, n)),
        )
        .help(say!("核对单位", "check the unit")),
    );
    true
}

/// N18: 建筑面积26万平方公里: larger than the country.
fn far_too_large(p: &Passage, n: &Numeral, report: &mut Report) {
    let unit = counted(p, n);
    if !unit.starts_with("平方") {
        return;
    }
    let end = noun_end(p, n);
    let built = [
        "建筑面积",
        "占地",
        "占地面积",
        "绿地",
        "厂房",
        "住房",
        "住宅",
        "校舍",
        "商品房",
        "销售面积",
        "竣工面积",
        "建房",
        "购建房",
        "办公用房",
        "泊位",
        "灌溉面积",
        "播种面积",
        "种植面积",
        "造林",
        "绿化面积",
    ]
    .iter()
    .any(|word| p.ends(end, word));
    // 人均场地2.86平方公里: for one.
    let each =
        ["人均", "户均", "每人", "每户"].iter().any(|word| p.find(p.clause(n.range.start).start..end, word).is_some());
    let built = built || each;
    let large = match unit {
        // 国土总面积7468平方米: a field, not a district.
        "平方米" => {
            let land = [
                "国土面积",
                "国土总面积",
                "区域面积",
                "区域总面积",
                "总面积",
                "流域面积",
                "行政区域面积",
                "辖区面积",
                "市域面积",
                "县域面积",
            ];
            let whole = land.iter().any(|word| p.ends(end, word));
            let district = ["国土", "区域", "流域", "辖区", "市域", "县域", "全市", "全县", "全区", "全镇"]
                .iter()
                .any(|word| p.find(p.clause(n.range.start), word).is_some());
            if whole && district && n.value < Decimal::from(1_000_000) {
                report.push(
                    p.finding(
                        "N18",
                        n.range.start..n.unit.end,
                        say!("{}“{}”太小了", "{} {} is far too small", p.text(n.range.clone()), unit),
                    )
                    .help(say!("核对单位，如“平方公里”", "check the unit: 平方公里?")),
                );
            }
            false
        }
        "平方公里" | "平方千米" => {
            n.value > Decimal::from(9_600_000)
                && !["海", "洋", "洲", "地球", "全国", "世界"].iter().any(|word| {
                    let sentence = p.sentence(n.range.start);
                    p.find(sentence, word).is_some()
                })
                || built && (each || n.value >= Decimal::from(1000))
                || n.scale == Some('万') && built
        }
        _ => false,
    };
    if large {
        report.push(
            p.finding(
                "N18",
                n.range.start..n.unit.end,
                say!("{}“{}”太大了", "{} {} is far too large", p.text(n.range.clone()), unit),
            )
            .help(say!("核对单位，如“平方米”", "check the unit: 平方米?")),
        );
    }
}

/// N11: 挽回损失2.36元: sums of money with decimals and no scale; 支出2.18万亿元 in a county.
fn money(p: &Passage, n: &Numeral, report: &mut Report) {
    if counted(p, n) != "元" || is_date(p, n) {
        return;
    }
    const SUMS: &[&str] = &[
        "损失",
        "救助金",
        "慰问金",
        "助学金",
        "补助金",
        "抚恤金",
        "奖补金",
        "投资",
        "资金",
        "收入",
        "支出",
        "贷款",
        "金额",
        "税收",
        "产值",
        "营收",
        "总额",
        "标的额",
        "标的",
        "罚没款",
        "罚款",
        "补贴资金",
        "专款",
        "融资",
        "授信",
        "余额",
        "利润",
        "销售额",
        "成交额",
        "存款",
        "债务",
        "财政",
        "国库",
        "案值",
        "货值",
        "货款",
        "欠薪",
        "拨款",
        "捐款",
        "赔偿金",
        "专项资金",
        "奖补资金",
    ];
    let end = noun_end(p, n);
    // 0.52元, 12.6元 are prices; a sum with a decimal and less than a thousand lacks its scale.
    let clause = p.clause(n.range.start);
    let label = p.text(clause.start..end);
    let single = ["均", "每", "单价", "标准", "价", "费", "次"].iter().any(|word| label.contains(word))
        || matches!(p.at(n.unit.end), '/' | '／');
    let sum = SUMS.iter().any(|word| label.ends_with(word));
    // 每投入1元，新增收入3.12元: of each.
    let before = p.clause_index(clause.start).checked_sub(1).and_then(|at| p.clauses.get(at)).cloned().unwrap_or(0..0);
    let single = single || p.text(before).contains('每');
    let small = n.scale.is_none() && n.decimals > 0 && n.value < Decimal::from(1000);
    if small && sum && !single {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!("“{}”像是漏了“万”或“亿”", "{}: is 万 or 亿 missing?", p.text(n.range.start..n.unit.end)),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
        return;
    }
    // 人均月缴存额1423万元: what one has of ten million and more.
    let each = ["人均", "户均", "笔均", "每人", "每户", "每月", "月均工资"].iter().any(|word| label.contains(word));
    let person = each
        && ["收入", "工资", "缴存额", "补贴", "消费", "支出", "养老金", "待遇", "救助", "增收", "津贴"]
            .iter()
            .any(|word| label.contains(word));
    if person && n.value >= Decimal::from(2_000_000) {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!("“{}”作为人均、户均太大了", "{} is far too much for one", p.text(n.range.start..n.unit.end)),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
    }
}

/// N05: 专利拥有量12.6年: an amount in years.
fn dated_amount(p: &Passage, n: &Numeral, report: &mut Report) {
    let odd = n.decimals > 0 && matches!(counted(p, n), "年" | "月" | "日" | "号");
    let end = noun_end(p, n);
    if odd && p.ends_any(end, &["拥有量", "数量", "总量", "床位数", "人数", "产量", "存量"]).is_some() {
        report.push(
            p.finding(
                "N05",
                n.range.start..n.unit.end,
                say!("数量的单位不会是“{}”", "an amount is not counted in {}", counted(p, n)),
            )
            .help(say!("核对单位", "check the unit")),
        );
    }
}

/// N11: 发放救助资金4.68万元，惠及困难群众10.2万人: less than a yuan for each.
fn shared_out(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    if counted(p, n) != "元" || n.value.is_zero() {
        return;
    }
    let Some(heads) = p.numerals.get(index + 1) else { return };
    let next = p.clause(heads.range.start);
    let told = p.starts_any(next.start, &["惠及", "受益", "惠及困难", "救助", "帮扶", "资助", "补助"]).is_some();
    let adjoining = next.start == p.clause(n.range.start).end + 1 && n.unit.end == p.clause(n.range.start).end;
    let persons = matches!(counted(p, heads), "人" | "人次" | "户" | "名" | "户次") && heads.rate == Rate::None;
    if told && adjoining && persons && n.value * Decimal::TWO < heads.value {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!("分到每人（户）还不到一元", "less than a yuan for each of them"),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
    }
}

/// N11: 校舍面积98.6万平方米，比上年增加3.2平方米: the amount has lost the scale of its value.
fn unscaled(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let clause = p.clause(n.range.start);
    let Some(before) = index.checked_sub(1).and_then(|at| p.numerals.get(at)) else { return };
    let Some(scale) = before.scale.filter(|scale| matches!(scale, '万' | '亿')) else { return };
    let words = p.text(clause.start..n.range.start);
    let compared = words.starts_with(['比', '较']) || words.starts_with("同比");
    let moved = super::direction::way_before(p, n.range.start).is_some();
    let adjoining = before.unit.end == p.clause(before.range.start).end
        && p.clause_index(before.range.start) + 1 == p.clause_index(n.range.start);
    let alike = counted(p, before) == counted(p, n) && before.rate == Rate::None;
    let tiny = n.scale.is_none() && n.decimals > 0 && n.value * Decimal::from(2000) < before.value;
    if compared && moved && adjoining && alike && tiny && is_han(scale) {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!(
                    "与“{}”相比太小，像是漏了“{}”",
                    "too small beside {}: is {} missing?",
                    p.text(before.range.clone()),
                    scale
                ),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
    }
}
