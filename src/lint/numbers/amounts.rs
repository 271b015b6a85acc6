//! N05, N12, N15 and N16: a unit left out or written twice, parts of what has no parts, stray signs.

use super::reckoning::counted;
use crate::lint::han::{is_han, is_stop};
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, Role, fixed};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Every rule of this file for one number.
pub fn check(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    if n.script == Script::Han {
        spelled(p, n, report);
        return;
    }
    no_unit(p, index, n, report);
    sibling(p, n, report);
    no_metre(p, n, report);
    undivided(p, n, report);
    rate_in_units(p, n, report);
    second_measure(p, n, report);
    rest_of_number(p, n, report);
    range_left_open(p, n, report);
    sounded(p, n, report);
    points_uncounted(p, n, report);
}

/// N05: 比年初增加41.5亿；: a scale without its unit, where the sentence has it with one.
fn no_unit(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let end = n.range.end;
    let bare = n.unit.is_empty() && n.scale.is_some_and(|c| matches!(c, '万' | '亿')) && n.rate == Rate::None;
    let ends = matches!(p.at(end), '，' | '；' | '。' | '\0');
    if !bare || !ends || n.over.is_some() || p.binding(n.range.start).is_some() || p.quoted(n.range.start) {
        return;
    }
    let sentence = p.sentence(n.range.start);
    let other = |other: &&Numeral| {
        other.range != n.range && other.scale == n.scale && !other.unit.is_empty() && counted(p, other) == "元"
    };
    // A number of people beside money is no money: only what stands as money is.
    let opening = p.text(p.clause(n.range.start).start..n.range.start);
    let opening = opening.trim_end_matches(['达', '到', '为', '约', '共', '近', '超']);
    let moved = ["增加", "减少", "增长", "下降", "分别为", "、", "和"].iter().any(|word| opening.ends_with(word));
    let listed =
        index.checked_sub(1).and_then(|at| p.numerals.get(at)).is_some_and(|before| counted(p, before) == "元");
    let money = [
        "额",
        "金",
        "款",
        "费",
        "税",
        "补贴",
        "津贴",
        "投资",
        "收入",
        "支出",
        "资金",
        "产值",
        "增加值",
        "利润",
        "成本",
    ]
    .iter()
    .any(|word| opening.ends_with(word));
    let beside = p.numerals_in(sentence).iter().any(|n| other(&n));
    // 协议金额18.6亿: the paragraph has sums of 元 elsewhere.
    let elsewhere = opening.ends_with("金额") && p.numerals.iter().any(|n| other(&n));
    let told = (moved && listed || money) && (beside || elsewhere || money && !opening.ends_with("金额"));
    if told {
        report.push(
            p.finding("N05", n.range.clone(), say!("“{}”后缺单位", "“{}” has no unit", p.text(n.range.clone())))
                .help(say!("核对，如“{}元”", "check: {}元?", p.text(n.range.clone()))),
        );
    }
}

/// N05: 第一产业增加值41.5，第二产业增加值285.6亿元: the same thing has its unit beside.
fn sibling(p: &Passage, n: &Numeral, report: &mut Report) {
    let bare = n.unit.is_empty() && n.scale.is_none() && n.rate == Rate::None && n.decimals > 0;
    if !bare || !matches!(p.at(n.range.end), '，' | '；' | '。') || p.binding(n.range.start).is_some() {
        return;
    }
    let tail = |n: &Numeral| p.slice(n.range.start.saturating_sub(2)..n.range.start).to_vec();
    let own = tail(n);
    let sentence = p.sentence(n.range.start);
    let like = p
        .numerals_in(sentence)
        .iter()
        .find(|other| other.range != n.range && !other.unit.is_empty() && other.decimals > 0 && tail(other) == own);
    if let Some(other) = like.filter(|_| own.iter().all(|c| is_han(*c))) {
        let unit = p.text(other.digits.end..other.unit.end);
        report.push(
            p.finding("N05", n.range.clone(), say!("“{}”后缺单位", "“{}” has no unit", p.text(n.range.clone())))
                .help(say!("核对，如“{}{}”", "check: {}{}?", p.text(n.range.clone()), unit)),
        );
    }
}

/// N05: 38万平方、.
fn no_metre(p: &Passage, n: &Numeral, report: &mut Report) {
    let Some((word, size)) = p.starts_any(n.range.end, &["平方", "立方"]) else { return };
    let after = p.at(n.range.end + size);
    if !is_han(after) && !after.is_ascii_alphanumeric() && after != '℃' {
        report.push(
            p.finding("N05", n.range.start..n.range.end + size, say!("“{}”不是单位", "“{}” is no unit", word))
                .help(say!("写全，如“{}米”", "write the whole unit: {}米", word)),
        );
    }
}

/// N05: 随迁子女4.3人: things that are whole, with a decimal point and no average.
fn undivided(p: &Passage, n: &Numeral, report: &mut Report) {
    const WHOLE: &[&str] = &[
        "人", "人次", "名", "户", "户次", "家", "起", "件", "宗", "台", "辆", "所", "座", "艘", "架", "头", "只",
        "批次", "例", "册", "棵", "株",
    ];
    // 1.5个小时, 2.5个工作日 have parts; 学位1.86个 has none.
    let things = counted(p, n) == "个" && (is_stop(p.at(n.unit.end)) || p.at(n.unit.end) == '\0');
    if n.decimals == 0 || n.scale.is_some() || n.rate != Rate::None || !(things || WHOLE.contains(&counted(p, n))) {
        return;
    }
    let sentence = p.sentence(n.range.start);
    let clause = p.clause(n.range.start);
    let from = clause.start.saturating_sub(40).max(sentence.start);
    let own = ["均", "每", "比", "标准", "指数", "系数", "折合", "相当于"]
        .iter()
        .any(|word| p.find(clause.start..n.range.start, word).is_some());
    // 每千人口床位6.8张，执业医师3.2人: the clause before may say of how many.
    let governed = ["每千", "每万", "每百", "每十万", "每户", "人均", "标准"]
        .iter()
        .any(|word| p.find(from..clause.start, word).is_some());
    // 执业医师1.36万人、注册护士1.58人: beside its like, the scale is what is missing.
    let beside = p.numerals_in(clause.clone()).iter().any(|other| {
        other.scale.is_some()
            && other.decimals > 0
            && counted(p, other) == counted(p, n)
            && other.unit.end < n.range.start
    });
    let average = own || governed && !beside || matches!(p.at(n.unit.end), '/' | '／');
    if !average && p.binding(n.range.start).is_none() {
        report.push(
            p.finding(
                "N05",
                n.range.start..n.unit.end,
                say!("“{}”不会有小数，是否漏了“万”", "{} has no decimals: is 万 missing?", p.text(n.unit.clone())),
            )
            .help(say!("核对数和单位", "check the number and its unit")),
        );
    }
}

/// N16: 化解率达96.7℃, 合格率为98个.
fn rate_in_units(p: &Passage, n: &Numeral, report: &mut Report) {
    let unit = p.text(n.unit.clone());
    if n.rate != Rate::None || unit.is_empty() || n.scale.is_some() {
        return;
    }
    let mut end = n.range.start;
    for word in ["达到", "高达", "达", "为", "是"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let named = end < n.range.start
        && p.ends(end, "率")
        && p.ends_any(end, &["效率", "频率", "费率", "税率", "汇率", "心率", "速率", "功率", "分辨率", "采样率"])
            .is_none();
    let kinds = ["℃", "度", "个", "件", "人", "起", "家", "户", "元", "项", "次", "分", "名", "所", "台", "点"];
    if named && kinds.contains(&unit) && n.value <= Decimal::ONE_HUNDRED {
        report.push(
            p.finding(
                "N16",
                n.range.start..n.unit.end,
                say!("比率后的单位不是“{}”", "a rate is not counted in {}", unit),
            )
            .help(say!("核对，如“{}%”", "check: {}%?", p.text(n.range.clone()))),
        );
    }
}

/// N05: 21人次名, 58.2亿万元: a second measure word or scale after the first.
fn second_measure(p: &Passage, n: &Numeral, report: &mut Report) {
    let scales = p.text(n.digits.end..n.range.end);
    if scales.contains("亿万") || scales.contains("万亿万") || scales.contains("万万") {
        report.push(
            p.finding(
                "N18",
                n.range.start..n.unit.end.max(n.range.end),
                say!("单位“{}”重复", "the scale “{}” is written twice", scales),
            )
            .help(say!("留一个", "keep one of them")),
        );
        return;
    }
    let (end, next) = (n.unit.end, p.at(n.unit.end));
    let unit = p.text(n.unit.clone());
    let names = matches!(next, '名' | '位' | '个' | '件' | '起' | '户' | '台' | '辆' | '家' | '条' | '项');
    let ends = is_stop(p.at(end + 1)) || p.at(end + 1) == '\0';
    // 3次项, 5人次 … 名次, 个位, 户名 are words.
    let word = crate::lint::lexicon::is_word(unit.chars().next_back().unwrap_or('\0'), next) || unit.ends_with(next);
    if !unit.is_empty()
        && names
        && ends
        && !word
        && n.script == Script::Arabic
        && !matches!(
            unit,
            "年" | "月" | "日" | "号" | "级" | "线" | "路" | "第" | "版" | "时" | "点" | "分" | "秒" | "天" | "周"
        )
    {
        report.push(
            p.finding(
                "N05",
                n.range.start..end + 1,
                say!("量词“{}”后又有“{}”", "the measure word {} is followed by {}", unit, next),
            )
            .help(say!("留一个", "keep one of them")),
        );
    }
    // 1206名次: 名次 is a rank, not a measure word.
    if unit == "名" && next == '次' && ends && !matches!(p.before(n.range.start), '第' | '前' | '后') {
        report.push(
            p.finding("N05", n.range.start..end + 1, say!("“名次”不是量词", "名次 is no measure word"))
                .help(say!("改为“人次”或“名”", "write 人次 or 名")),
        );
    }
}

/// N05: 水库26坐: a character that sounds like the measure word.
fn sounded(p: &Passage, n: &Numeral, report: &mut Report) {
    const LIKE: &[(char, &str)] = &[('坐', "座"), ('顿', "吨"), ('付', "副"), ('陪', "倍")];
    let written = p.at(n.range.end);
    let right = LIKE.iter().find(|(wrong, right)| *wrong == written && !right.starts_with(written));
    let ends = is_stop(p.at(n.range.end + 1)) || p.at(n.range.end + 1) == '\0';
    let many = n.value >= Decimal::TEN || n.scale.is_some();
    if let Some((_, right)) = right.filter(|_| ends && many && n.unit.is_empty()) {
        let found =
            p.finding("N05", n.range.start..n.range.end + 1, say!("“{}”不是量词", "“{}” is no measure word", written));
        let found = found.help(say!("改为“{}”", "write “{}”", right));
        report.push(fixed(found, [p.edit(n.range.end..n.range.end + 1, right)]));
    }
}

/// N05: 提高2.3百分点: points are counted with 个.
fn points_uncounted(p: &Passage, n: &Numeral, report: &mut Report) {
    let plain = n.rate != Rate::Percent && p.starts(n.digits.end, "百分点") && p.before(n.range.start) != '第';
    if plain {
        let found =
            p.finding("N05", n.range.start..n.digits.end + 3, say!("“百分点”前缺“个”", "个 is missing before 百分点"));
        let found = found.help(say!("写作“{}个百分点”", "write “{}个百分点”", p.text(n.digits.clone())));
        report.push(fixed(found, [p.edit(n.digits.end..n.digits.end + 1, "个百")]));
    }
}

/// N12: 18.6余万元, 1.1万多余人.
fn rest_of_number(p: &Passage, n: &Numeral, report: &mut Report) {
    let after_decimals = n.decimals > 0 && matches!(p.at(n.digits.end), '余' | '多') && n.rate == Rate::None;
    let twice = n.over.is_some() && matches!(p.at(n.range.end), '余' | '多') && n.unit.is_empty();
    // 15万人次余: the rest is told before the unit.
    let late = n.over.is_none()
        && n.rate == Rate::None
        && n.scale.is_some()
        && !n.unit.is_empty()
        && p.at(n.unit.end) == '余'
        && (is_stop(p.at(n.unit.end + 1)) || p.at(n.unit.end + 1) == '\0');
    if after_decimals || twice || late {
        let to = if late { n.unit.end + 1 } else { n.range.end + usize::from(twice) };
        report.push(
            p.finding(
                "N12",
                n.range.start..to,
                say!(
                    "概数词的位置不对或重复：“{}”",
                    "an approximation out of place or doubled: “{}”",
                    p.text(n.range.start..to)
                ),
            )
            .help(say!("写作“18万余元”“1.1万余人”一类，或用精确的数", "write it as 18万余元, 1.1万余人, or exactly")),
        );
    }
}

/// P10: 平均降价53%～，: a range without its end.
fn range_left_open(p: &Passage, n: &Numeral, report: &mut Report) {
    let end = n.range.end.max(n.unit.end);
    if matches!(p.at(end), '～' | '~') && is_stop(p.at(end + 1)) {
        report.push(
            p.finding("P10", n.range.start..end + 1, say!("数值范围没有写完", "a range without its end"))
                .help(say!("补上后一个数，或删去“～”", "add its end, or delete the sign")),
        );
    }
}

/// N15: 改厕四千二百户 in a text that counts in Arabic digits.
fn spelled(p: &Passage, n: &Numeral, report: &mut Report) {
    const COUNTED: &[&str] = &[
        "起",
        "件",
        "户",
        "人",
        "名",
        "家",
        "份",
        "台",
        "辆",
        "场",
        "处",
        "吨",
        "亩",
        "元",
        "人次",
        "场次",
        "户次",
        "公里",
        "平方米",
        "头",
        "只",
        "例",
        "宗",
        "所",
        "座",
        "艘",
        "公斤",
        "箱",
        "册",
        "枚",
    ];
    let unit = p.text(n.unit.clone());
    let plain = n.value > Decimal::TEN && n.digits.len() >= 2 && n.over.is_none() && n.rate == Rate::None;
    let before = p.before(n.range.start);
    // 三四十人, 百八十人: about so many.
    let digits = p.slice(n.digits.clone());
    let about =
        digits.windows(2).any(|pair| pair.iter().all(|c| crate::lint::han::han_digit(*c).is_some_and(|d| d < 10)))
            || !digits.iter().any(|c| crate::lint::han::han_digit(*c).is_some());
    if !plain
        || about
        || !COUNTED.contains(&unit)
        || before == '第'
        || p.quoted(n.range.start)
        || p.titled(n.range.start)
        || is_han(before) && matches!(before, '几' | '数' | '约' | '近' | '上')
    {
        return;
    }
    let arabic = p.numerals.iter().filter(|n| {
        n.script == Script::Arabic
            && n.rate == Rate::None
            && !n.unit.is_empty()
            && n.value > Decimal::TEN
            && !super::reckoning::is_date(p, n)
    });
    if arabic.count() >= 2 {
        report.push(
            p.finding(
                "N15",
                n.range.start..n.unit.end,
                say!("统计数字用了汉字，别处用阿拉伯数字", "a count in Han numerals, others in Arabic digits"),
            )
            .help(say!("改为“{}{}”", "write {}{}", n.value.normalize(), unit)),
        );
    }
}

/// N22: 26,845元 among numbers of five digits without a comma; those of four digits are a habit of their own.
pub fn thousands(reading: &Reading, report: &mut Report) {
    let (thousand, myriad) = (Decimal::from(1000), Decimal::from(10_000));
    alike(reading, &|n| n.value >= thousand && n.value < myriad, report);
    alike(reading, &|n| n.value >= myriad, report);
}

/// N11: 支出2.18万亿元 among sums of 亿元: a thousand times all others of the document.
pub fn outliers(reading: &Reading, report: &mut Report) {
    let running = || reading.passages.iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note));
    let sums = || {
        running().flat_map(|p| p.numerals.iter().map(move |n| (p, n))).filter(|(p, n)| {
            n.script == Script::Arabic && counted(p, n) == "元" && n.scale.is_some() && n.rate == Rate::None
        })
    };
    let trillion = Decimal::from(1_000_000_000_000_i64);
    let large = || sums().filter(|(_, n)| n.value >= trillion);
    let others: Vec<Decimal> = sums().filter(|(_, n)| n.value < trillion).map(|(_, n)| n.value).collect();
    let most = others.iter().max().copied().unwrap_or_default();
    let (Some((p, n)), 1) = (large().next(), large().count()) else { return };
    let wide =
        ["全国", "全球", "世界", "我国", "全省"].iter().any(|word| p.find(p.sentence(n.range.start), word).is_some());
    if others.len() >= 4 && most * Decimal::from(20) < n.value && !wide && p.binding(n.range.start).is_none() {
        report.push(
            p.finding(
                "N11",
                n.range.start..n.unit.end,
                say!("比文中其他金额大得多", "far larger than all other sums of the text"),
            )
            .help(say!("核对位数和万、亿", "check the digits and the scale")),
        );
    }
}

fn alike(reading: &Reading, of_size: &dyn Fn(&Numeral) -> bool, report: &mut Report) {
    let all = || {
        let running = reading.passages.iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note));
        running.flat_map(|p| p.numerals.iter().map(move |n| (p, n))).filter(|(p, n)| {
            n.script == Script::Arabic
                && of_size(n)
                && n.scale.is_none()
                && !n.unit.is_empty()
                && !super::reckoning::is_date(p, n)
                && p.binding(n.range.start).is_none()
        })
    };
    let parted = |p: &Passage, n: &Numeral| p.slice(n.digits.clone()).contains(&',');
    let (with, without) = all().fold((0, 0), |(a, b), (p, n)| if parted(p, n) { (a + 1, b) } else { (a, b + 1) });
    if with == 0 || without == 0 {
        return;
    }
    let rare = with <= without;
    for (p, n) in all().filter(|(p, n)| parted(p, n) == rare) {
        report.push(
            p.finding("N22", n.range.clone(), say!("千分撇有的写、有的不写", "thousands parted here, not elsewhere"))
                .help(say!("全文统一", "write them one way throughout")),
        );
    }
}
