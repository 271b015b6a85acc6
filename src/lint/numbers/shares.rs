//! N08, N13, N14, N20: shares and rates, and the numbers that they are of.

use super::bounds;
use super::reckoning::{counted, is_date, is_quantity, label, percent_fits, share_fits, slack, slipped};
use super::wholes;
use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// A percentage and what is said of it.
pub fn check(reading: &Reading, p: &Passage, index: usize, report: &mut Report) {
    let Some(share) = p.numerals.get(index).filter(|n| n.rate == Rate::Percent && n.script == Script::Arabic) else {
        return;
    };
    if bounds::impossible(p, share, report) || of_plan(p, index, share, report) {
        return;
    }
    if !rate(reading, p, share, report) {
        proportion(reading, p, share, report);
    }
}

/// Numbers of things before an index, in its sentence.
pub(super) fn quantities<'p>(p: &'p Passage, range: Range<usize>) -> Vec<&'p Numeral> {
    let quantity = |n: &&Numeral| n.rate == Rate::None && n.script == Script::Arabic && !is_date(p, n);
    p.numerals_in(range).iter().filter(quantity).collect()
}

pub(super) fn wrong_share(
    p: &Passage,
    shown: Range<usize>,
    part: &Numeral,
    (q, whole): (&Passage, &Numeral),
    share: &Numeral,
    report: &mut Report,
) {
    let right = (part.value * Decimal::ONE_HUNDRED / whole.value)
        .round_dp_with_strategy(share.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
    let (a, b) = (p.text(part.range.clone()), q.text(whole.range.clone()));
    report.push(
        p.finding("N13", shown, say!("{}比{}，应是{}%", "{} of {} is {}%", a, b, right))
            .help(say!("核对三个数", "check the three numbers")),
    );
}

/// N13: 到位资金12.4亿元，完成年度任务10亿元的124%.
fn of_plan(p: &Passage, index: usize, share: &Numeral, report: &mut Report) -> bool {
    let start = share.range.start;
    let Some(whole) = index.checked_sub(1).and_then(|at| p.numerals.get(at)) else { return false };
    if p.before(start) != '的' || whole.unit.end + 1 != start || whole.unit.is_empty() || whole.script != Script::Arabic
    {
        return false;
    }
    let clause = p.clause(start);
    let verb = p.text(clause.start..whole.range.start);
    let told = ["完成", "占", "约占", "仅占", "达到", "达", "为", "是", "相当于", "恢复到", "恢复至", "已恢复到"]
        .iter()
        .any(|word| verb.starts_with(word));
    // The year of 恢复到2019年152万人次的 and the numeral of 一审 are no quantities.
    let quantity = |n: &&Numeral| n.script == Script::Arabic && !is_date(p, n);
    let before = p.numerals.get(..index - 1).unwrap_or_default();
    let Some(part) = before.iter().rev().find(quantity) else { return false };
    let near =
        part.range.start >= p.sentence(start).start && p.clause_index(part.range.start) + 1 == p.clause_index(start);
    let alike = counted(p, part) == counted(p, whole) && part.rate == Rate::None && part.script == Script::Arabic;
    let exact = whole.over.is_none() && part.over.is_none() && whole.value > Decimal::ZERO && share.over.is_none();
    if !(told && near && alike && exact) || is_date(p, whole) {
        return false;
    }
    if !share_fits(share, part, whole) {
        wrong_share(p, start..share.range.end, part, (p, whole), share, report);
    }
    true
}

/// N13: 发现隐患215处，已整改203处，整改率为94.4%.
fn rate(reading: &Reading, p: &Passage, share: &Numeral, report: &mut Report) -> bool {
    /// A rate, and the words of the part it is made of.
    const RATES: &[(&str, &[&str])] = &[
        ("整改率", &["整改"]),
        ("整改完成率", &["整改"]),
        ("办结率", &["办结"]),
        ("结案率", &["审结", "办结", "结案", "审执结", "执结"]),
        ("不合格率", &["不合格"]),
        ("城镇化率", &["城镇人口", "城镇常住人口"]),
        ("常住人口城镇化率", &["城镇人口", "城镇常住人口"]),
        ("接通率", &["接通"]),
        ("建成率", &["建成"]),
        ("检出率", &["检出"]),
        ("取证率", &["取证", "取得证书"]),
        ("起诉率", &["起诉"]),
        ("脱贫率", &["脱贫"]),
        ("覆盖率", &["覆盖"]),
        ("上线率", &["上线"]),
        ("落实率", &["落实"]),
        ("受理率", &["受理"]),
        ("反馈率", &["反馈"]),
        ("止付率", &["止付"]),
        ("签收率", &["签收"]),
        ("审批率", &["审批"]),
        ("复工率", &["复工"]),
        ("中标率", &["中标"]),
        ("入学率", &["入学"]),
        ("升学率", &["升学"]),
        ("入住率", &["入住"]),
        ("巩固率", &["巩固"]),
        ("参保率", &["参保"]),
        ("审结率", &["审结"]),
        ("执结率", &["执结"]),
        ("破案率", &["破案", "破获", "侦破"]),
        ("合格率", &["合格"]),
        ("达标率", &["达标"]),
        ("优良率", &["优良"]),
        ("优良天数比例", &["优良"]),
        ("优良天数比率", &["优良"]),
        ("化解率", &["化解"]),
        ("调解率", &["调解"]),
        ("调解成功率", &["调解成功", "成功调解"]),
        ("参与率", &["参与"]),
        ("通过率", &["通过"]),
        ("查处率", &["查处"]),
        ("签约率", &["签约"]),
        ("就业率", &["就业"]),
        ("录取率", &["录取"]),
        ("回复率", &["回复"]),
        ("答复率", &["答复"]),
        ("办复率", &["办复"]),
        ("开工率", &["开工"]),
        ("竣工率", &["竣工"]),
        ("增长面", &["增长"]),
        ("投产率", &["投产"]),
        ("完成率", &["完成"]),
        ("到位率", &["到位"]),
        ("销号率", &["销号"]),
        ("治愈率", &["治愈"]),
        ("成活率", &["成活"]),
    ];
    let clause = p.clause(share.range.start);
    let mut end = share.range.start;
    for word in ["达到", "达", "为", "是"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let name = p.text(clause.start..end);
    let known = RATES.iter().find(|(rate, _)| *rate == name).map(|(_, parts)| *parts);
    let Some(of) = known.map(Told::Words).or_else(|| stem(name).map(Told::Stem)) else { return false };
    let sentence = p.sentence(share.range.start);
    let earlier = quantities(p, sentence.start..clause.start);
    let Some(part) = earlier.last() else { return true };
    if of_year(reading, p, name, part, share, report) {
        return true;
    }
    let unit = counted(p, part);
    // 床位2360张，入住1416人: beds are filled by persons.
    let beds = |n: &Numeral| name == "入住率" && label(p, n).ends_with("床位");
    // 612名学生，上线598人: persons all.
    let persons = |unit: &str| matches!(unit, "人" | "名" | "位");
    let alike: Vec<&&Numeral> = earlier
        .iter()
        .filter(|n| counted(p, n) == unit || beds(n) || persons(unit) && persons(counted(p, n)))
        .filter(|n| n.scale.is_some() == part.scale.is_some())
        .collect();
    let nested = p.starts(p.clause(part.range.start).start, "其中");
    let pair = match alike.as_slice() {
        [one, two] => Some((one, two, false)),
        // 其中 takes its part from the number right before it; else only what a slip explains is told.
        [.., one, two] => Some((one, two, !nested)),
        _ => None,
    };
    let Some((one, two, loose)) = pair else { return true };
    let told = {
        // 开工1260套、基本建成860套，开工率100%: of several in a clause each has its own words.
        let clause = p.clause(part.range.start);
        let alone = p.numerals_in(clause.clone()).iter().filter(|n| n.rate == Rate::None).count() == 1;
        let words = if alone { p.text(clause) } else { label(p, part) };
        of.stands(if matches!(of, Told::Words(_)) { words } else { label(p, part) })
    };
    let next = p.clause_index(part.range.start) + 1 == p.clause_index(share.range.start);
    let exact = one.over.is_none() && two.over.is_none() && !unit.is_empty();
    if !(told && next) {
        of_named(p, (&of, clause.start), &alike, share, report);
    }
    if !(told && next && exact) {
        return true;
    }
    // More was put right than was found: another rule tells it.
    if two.value > one.value && name.starts_with("整改") {
        return true;
    }
    let (part, whole) = if one.value <= two.value { (one, two) } else { (two, one) };
    // 不合格24批次，合格率98%: the rate may be of the rest.
    let rest = Decimal::ONE_HUNDRED - share.value;
    let of_rest =
        whole.value > Decimal::ZERO && (part.value * Decimal::ONE_HUNDRED / whole.value - rest).abs() < Decimal::ONE;
    let exact = |whole: &Numeral| part.value * Decimal::ONE_HUNDRED / whole.value;
    let other = alike.iter().any(|n| n.value >= part.value && n.range != part.range && share_fits(share, part, n));
    let told = !loose || whole.value > Decimal::ZERO && slipped(p, share, exact(whole));
    if whole.value > Decimal::ZERO && told && !other && !share_fits(share, part, whole) && !of_rest {
        wrong_share(p, clause.start..share.range.end, part, (p, whole), share, report);
    }
    true
}

/// N13: 招生计划2800人，录取2786人，报到2632人，录取率99.5%，报到率95.5%: the part stands further above, and a slip of
/// the hand explains the rate.
fn of_named(p: &Passage, (of, from): (&Told, usize), alike: &[&&Numeral], share: &Numeral, report: &mut Report) {
    let Some(order) = alike.iter().rposition(|n| of.stands(label(p, n)) && n.over.is_none()) else { return };
    let Some(part) = alike.get(order).filter(|part| part.value > Decimal::ZERO) else { return };
    let wholes = || alike.iter().filter(|n| n.range != part.range && n.value >= part.value && n.over.is_none());
    // Only rates stand between.
    let between = p.numerals_in(part.unit.end..from);
    let near = between.iter().all(|n| n.rate != Rate::None || alike.iter().any(|other| other.range == n.range));
    if !near || wholes().any(|whole| share_fits(share, part, whole)) {
        return;
    }
    let before = order.checked_sub(1).and_then(|at| alike.get(at)).filter(|whole| whole.value >= part.value);
    let exact = |whole: &Numeral| part.value * Decimal::ONE_HUNDRED / whole.value;
    if let Some(whole) = before.filter(|whole| slipped(p, share, exact(whole))) {
        wrong_share(p, from..share.range.end, part, (p, whole), share, report);
    }
}

/// How the part of a rate is told.
enum Told<'t> {
    /// One of these words stands in its clause.
    Words(&'t [&'t str]),
    /// The characters of the rate's own name stand before its number: 挽回损失1.2亿元，挽损率.
    Stem(&'t str),
}

impl Told<'_> {
    /// Whether these words before a number make it the part.
    fn stands(&self, words: &str) -> bool {
        match self {
            Told::Words(parts) => parts.iter().any(|word| words.contains(word)),
            Told::Stem(stem) => in_order(words, stem),
        }
    }
}

/// What a rate is the rate of: 完工 of 完工率. Rates of growth, of money and of measurements are of something else.
fn stem(name: &str) -> Option<&str> {
    const OTHER: &[&str] = &[
        "增长", "增速", "下降", "上升", "提高", "失业", "死亡", "出生", "发病", "事故", "负债", "杠杆", "利润", "收益",
        "周转", "使用", "利用", "占有", "容积", "绿化", "入户", "贡献", "转化", "汇", "利", "税", "费", "功", "频",
        "效", "概", "不良", "资本", "存款", "贷存", "存贷", "更新", "回报", "复合", "流失", "空置", "出租", "上座",
        "满意", "知晓", "安全",
    ];
    let stem = name.strip_suffix('率')?;
    let fits = (2..=3).contains(&stem.chars().count()) && stem.chars().all(is_han);
    (fits && !OTHER.iter().any(|word| stem.starts_with(word))).then_some(stem)
}

/// Whether all characters of a stem stand in these words, in this order, the words beginning with the first or nearly.
fn in_order(words: &str, stem: &str) -> bool {
    let mut rest = words.chars();
    let begins = stem.chars().next().and_then(|first| words.chars().position(|c| c == first)).is_some_and(|at| at <= 1);
    begins && words.chars().count() <= 8 && stem.chars().all(|c| rest.any(|other| other == c))
}

/// N13: 优良天数316天，优良率为88.6%: of the days of the year.
fn of_year(reading: &Reading, p: &Passage, name: &str, days: &Numeral, share: &Numeral, report: &mut Report) -> bool {
    let good = name.contains("优良") || name.contains("达标率") && label(p, days).contains("优良");
    let whole_year = label(p, days).trim_end_matches(['达', '为', '到', '共']).ends_with("优良天数")
        && counted(p, days) == "天"
        && days.value >= Decimal::from(180)
        && days.value <= Decimal::from(366)
        && !["季", "月", "半年"]
            .iter()
            .any(|word| p.find(p.sentence(days.range.start).start..days.range.start, word).is_some());
    if !good || !whole_year {
        // 一季度优良天数62天，优良率为68.9%: of the days of its span.
        return good && label(p, days).contains("优良天数");
    }
    let leap = reading.year.map(|year| year % 4 == 0 && year % 100 != 0 || year % 400 == 0);
    let lengths: &[i64] = match leap {
        Some(true) => &[366],
        Some(false) => &[365],
        None => &[365, 366],
    };
    let percent = |length: &i64| days.value * Decimal::ONE_HUNDRED / Decimal::from(*length);
    // Days without a measurement are left out of the whole: what is a little higher may be right.
    let fits = |length: &i64| {
        let exact = percent(length);
        percent_fits(share, exact, exact + Decimal::ONE)
    };
    if !lengths.iter().any(fits) {
        let right = lengths.first().map(percent).unwrap_or_default().round_dp(share.decimals.max(1));
        report.push(
            p.finding(
                "N13",
                p.clause(share.range.start).start..share.range.end,
                say!("{}天在一年里是{}%", "{} days of the year are {}%", days.value.normalize(), right),
            )
            .help(say!("核对天数和比率", "check the days and the rate")),
        );
    }
    true
}

/// N13, N20, N08: 共50人，其中男33人，占66%; 12名干部中，占91.8%; 占提拔人数的91.8%.
fn proportion(reading: &Reading, p: &Passage, share: &Numeral, report: &mut Report) {
    let clause = p.clause(share.range.start);
    // 占 directly, 占比, 占X的.
    let Some(verb) = (clause.start..share.range.start).rev().find(|at| p.at(*at) == '占') else { return };
    let object = p.text(verb + 1..share.range.start);
    if !p.numerals_in(verb..share.range.start).is_empty() || object.contains('、') {
        return;
    }
    let sentence = p.sentence(share.range.start);
    // 建成中医馆112个，中医诊疗量占比达35.8%: the clause names what it is the share of itself.
    let own = p.text(clause.start..verb);
    let apart = object.starts_with('比')
        && own.ends_with(['量', '额', '数', '值', '积'])
        && p.numerals_in(clause.start..verb).is_empty();
    if apart {
        return;
    }
    let earlier: Vec<&Numeral> = quantities(p, sentence.start..verb);
    let bare =
        matches!(object, "" | "比" | "比为" | "比达" | "比约" | "总数的" | "总人数的" | "全部的" | "总量的" | "了");
    // Part and whole of one unit in this sentence, the part last: the share can be reckoned.
    if let Some(part) = earlier.last() {
        let unit = counted(p, part);
        let alike: Vec<&&Numeral> = earlier
            .iter()
            .filter(|n| counted(p, n) == unit && n.scale.is_some() == part.scale.is_some() && !unit.is_empty())
            .collect();
        let two = match alike.as_slice() {
            [whole, part] => Some((whole, part, false)),
            // Of several the one right before 其中 is meant.
            [.., whole, part] => Some((whole, part, true)),
            _ => None,
        };
        if let Some((whole, part, several)) = two {
            let between = p.text(whole.unit.end..part.range.start);
            let within = p.starts_any(whole.unit.end, &["，其中，", "，其中"]).is_some();
            let among = within || !several && (between.contains('中') || between.starts_with("，有"));
            // 代编预算24.6亿元，至年底仍有6.15亿元未下达，占比15%: a slip of the hand explains it.
            let left = !several && ["仍有", "尚有", "还有"].iter().any(|word| between.contains(word));
            let slip =
                || whole.value > Decimal::ZERO && slipped(p, share, part.value * Decimal::ONE_HUNDRED / whole.value);
            let among = among || left && object.starts_with('比') && slip();
            let another = p.numerals_in(whole.range.end..part.range.start).iter().any(|n| n.rate != Rate::None);
            let direct = !another
                && p.clause_index(part.range.start) + 1 >= p.clause_index(verb)
                && p.slice(part.unit.end..verb).iter().filter(|c| is_han(**c)).count() <= 8;
            if among && bare && direct && part.value <= whole.value && whole.value > Decimal::ZERO {
                if !share_fits(share, part, whole) {
                    wrong_share(p, verb..share.range.end, part, (p, whole), share, report);
                }
                return;
            }
        }
    }
    if whole_numbers(p, share, verb, &earlier, bare, report)
        || wholes::of_total(reading, p, share, (verb, object), report)
        || wholes::named_both(reading, p, share, (verb, object), report)
        || wholes::named_whole(reading, p, share, (verb, object), report)
    {
        return;
    }
    without_parts(p, share, verb, object, report);
}

/// N20: 12名干部中，…占91.8%: no whole number of 12 gives it.
fn whole_numbers(
    p: &Passage,
    share: &Numeral,
    verb: usize,
    earlier: &[&Numeral],
    bare: bool,
    report: &mut Report,
) -> bool {
    let [whole] = earlier else { return false };
    let n: Option<u32> = whole.value.try_into().ok();
    let among = p.slice(whole.unit.end..verb).contains(&'中');
    let plain = whole.decimals == 0 && whole.over.is_none() && !counted(p, whole).is_empty();
    let Some(total) = n.filter(|total| plain && among && bare && (2..=200).contains(total)) else { return false };
    let possible = (0..=total).any(|part| {
        let percent = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(total);
        percent_fits(share, percent, percent)
    });
    if !possible {
        report.push(
            p.finding(
                "N20",
                verb..share.range.end,
                say!(
                    "{}里凑不出{}",
                    "no whole number of {} gives {}",
                    p.text(whole.range.start..whole.unit.end),
                    p.text(share.range.clone())
                ),
            )
            .help(say!("核对总数和占比", "check the total and the share")),
        );
    }
    true
}

/// N08: a share of a number of things, and neither number is near.
fn without_parts(p: &Passage, share: &Numeral, verb: usize, object: &str, report: &mut Report) {
    const HEADCOUNTS: &[&str] = &[
        "人数的",
        "总数的",
        "件数的",
        "起数的",
        "户数的",
        "案件数的",
        "总人数的",
        "人次的",
        "总起数的",
        "总件数的",
        "场次的",
        "班数的",
        "名额的",
        "职数的",
        "席位的",
    ];
    let clause = p.clause(share.range.start);
    let sentence = p.sentence(share.range.start);
    let here = clause.start..verb;
    let near = |range: Range<usize>| !quantities(p, range).is_empty();
    let previous = p
        .clauses
        .get(p.clause_index(verb).wrapping_sub(1))
        .cloned()
        .filter(|previous| previous.start >= sentence.start)
        .unwrap_or(here.clone());
    let next_number = near(
        share.range.end
            ..p.clauses.get(p.clause_index(verb) + 1).map_or(share.range.end, |next| next.end.min(sentence.end)),
    );
    if HEADCOUNTS.iter().any(|word| object.ends_with(word)) && !near(here) && !near(previous) && !next_number {
        report.push(
            p.finding(
                "N08",
                verb..share.range.end,
                say!("占比没有给出分子、分母", "a share without its numerator and denominator"),
            )
            .help(say!("写出人数（件数）和总数", "state the part and the total")),
        );
    }
}

/// N20: 发现隐患312处，整改完成403处: more put right than was found.
pub fn put_right(p: &Passage, index: usize, report: &mut Report) {
    let (Some(found), Some(done)) = (p.numerals.get(index), p.numerals.get(index + 1)) else { return };
    let plain = |n: &Numeral| n.rate == Rate::None && n.script == Script::Arabic && n.over.is_none();
    let (one, next) = (p.clause(found.range.start), p.clause(done.range.start));
    let adjacent = p.clause_index(found.range.start) + 1 == p.clause_index(done.range.start)
        && done.range.start < p.sentence(found.range.start).end;
    let ends = found.unit.end == one.end && done.unit.end == next.end;
    let verb = p.text(next.start..done.range.start).trim_start_matches(['已', '均', '完', '成', '督', '促', '现']);
    let asked = ["排查", "发现", "查出", "查找", "梳理"].iter().any(|word| p.text(one.clone()).contains(word));
    if plain(found)
        && plain(done)
        && adjacent
        && ends
        && asked
        && ["整改", "整改完成", "整改到位", "消除", "销号", "整治"].contains(&verb)
        && counted(p, found) == counted(p, done)
        && !counted(p, found).is_empty()
        && done.value > found.value
    {
        report.push(
            p.finding(
                "N20",
                done.range.start..done.unit.end,
                say!("整改的比发现的还多", "more was put right than was found"),
            )
            .help(say!("核对两个数", "check both numbers")),
        );
    }
}

/// N20: 受理3.12万件，办结3.21万件: more ended than came in. Asked only: some may be of the year before.
pub fn ended(p: &Passage, index: usize, report: &mut Report) {
    const IN: &[&str] = &[
        "受理", "接收", "收到", "立案", "登记", "接报", "新收", "报名", "抽检", "检查", "提出", "制发", "申报", "推荐",
        "参评", "参赛", "送检", "监测", "排查", "发出",
    ];
    const OUT: &[&str] = &["办结", "结案", "查结", "回复", "答复", "化解", "处理", "录取", "合格", "审结", "调解成功"];
    // Nothing of these is carried over from the year before.
    const SURE: &[&str] = &["采纳", "合格", "通过", "入选", "获批", "达标", "不合格", "被采纳", "获奖"];
    let (Some(came), Some(went)) = (p.numerals.get(index), p.numerals.get(index + 1)) else { return };
    let (one, next) = (p.clause(came.range.start), p.clause(went.range.start));
    let adjacent = p.clause_index(one.start) + 1 == p.clause_index(next.start) && p.at(one.end) == '，';
    let ends = came.unit.end == one.end && went.unit.end == next.end;
    let verb = p.text(next.start..went.range.start).trim_start_matches(['已', '共', '现']);
    let from = p.text(one.start..came.range.start);
    if adjacent
        && ends
        && is_quantity(p, came)
        && is_quantity(p, went)
        && counted(p, came) == counted(p, went)
        && IN.iter().any(|word| from.contains(word))
        && (OUT.contains(&verb) || SURE.contains(&verb))
        && went.value > came.value
    {
        let mut found = p.finding(
            "N20",
            went.range.start..went.unit.end,
            say!("“{}”比前一个数还多", "{}: more than the number before", verb),
        );
        if !SURE.contains(&verb) {
            found.severity = crate::base::Severity::Info;
        }
        report.push(
            found.help(say!("核对两个数；如含上年结转，加以说明", "check both; say so if some are carried over")),
        );
    }
}

/// N14: 甲占57.6%，乙占18.1%，丙占26.3%: shares of one whole that pass 100 %.
pub fn sums(p: &Passage, report: &mut Report) {
    for sentence in &p.sentences {
        let mut run: Vec<(&str, &Numeral)> = Vec::new();
        let mut last = 0;
        for n in p.numerals_in(sentence.clone()).iter().filter(|n| n.rate == Rate::Percent) {
            let clause = p.clause(n.range.start);
            let order = p.clause_index(n.range.start);
            let verb = ["占比为", "占比达", "占比", "占"].iter().find(|word| p.ends(n.range.start, word));
            let Some(verb) = verb.filter(|_| run.is_empty() || order <= last + 2) else {
                total(p, &run, report);
                run.clear();
                continue;
            };
            let label = p.text(clause.start..n.range.start - verb.chars().count());
            run.push((label, n));
            last = order;
        }
        total(p, &run, report);
    }
}

fn total(p: &Passage, run: &[(&str, &Numeral)], report: &mut Report) {
    let [(first, from), .., (second, to)] = run else { return };
    let tail = |a: &str, b: &str| a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (first.trim_start_matches("其中"), *second);
    let opposite = run.len() == 2
        && (other.strip_prefix('非') == Some(one)
            || [("男", "女"), ("城镇", "乡村"), ("城镇", "农村"), ("国内", "国外"), ("线上", "线下")].iter().any(
                |(a, b)| {
                    one.starts_with(a)
                        && other.starts_with(b)
                        && tail(one, other) + a.chars().count() >= one.chars().count()
                },
            ));
    let alike = run.len() >= 3 && run.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if tail(a, b) >= 2));
    // 90平方米以下、90至144平方米、144平方米以上: nothing is left out.
    let ends = |label: &str, word: &str| label.trim_end_matches('）').trim_end_matches("（含").ends_with(word);
    let scale = ends(first, "以下") && ends(second, "以上") || ends(first, "以上") && ends(second, "以下");
    // 其他原因占18.2%: with the rest named, nothing is left out.
    let rest = run.len() >= 3 && ["其他", "其它", "其余"].iter().any(|word| second.starts_with(word));
    let whole = opposite || run.len() >= 3 && scale || rest;
    if !whole && !alike {
        return;
    }
    let sum: Decimal = run.iter().map(|(_, n)| n.value).sum();
    let room: Decimal = run.iter().map(|(_, n)| slack(n).max(Decimal::new(5, n.decimals + 1))).sum();
    let most = Decimal::ONE_HUNDRED + room;
    if sum > most && sum < Decimal::from(200) || whole && sum < Decimal::ONE_HUNDRED - room {
        report.push(
            p.finding(
                "N14",
                from.range.start..to.range.end,
                say!("各项占比之和是{}%", "the shares add up to {}%", sum.normalize()),
            )
            .help(say!("核对各项占比", "check the shares")),
        );
    }
}
