//! N06, N12, N15, N17, N22: how a number is written.

use crate::lint::han::is_han;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Every rule of this file in one passage.
pub fn check(p: &Passage, report: &mut Report) {
    for (index, n) in p.numerals.iter().enumerate() {
        approximate(p, n, report);
        slogan(p, n, report);
        falls(p, n, report);
        malformed(p, index, n, report);
        mixed(p, index, n, report);
        super::bare::check(p, n, report);
        hung_list(p, index, n, report);
    }
    percent_words(p, report);
}

/// Words before a number that make it approximate, and which side they keep to.
const BEFORE: &[(&str, Side)] = &[
    ("大约", Side::About),
    ("约计", Side::About),
    ("约", Side::About),
    ("大概", Side::About),
    ("将近", Side::Under),
    ("接近", Side::Under),
    ("近", Side::Under),
    ("不足", Side::Under),
    ("不到", Side::Under),
    ("不满", Side::Under),
    ("至多", Side::Under),
    ("最多", Side::Under),
    ("超过", Side::Over),
    ("超", Side::Over),
    ("逾", Side::Over),
    ("多达", Side::Plain),
    ("高达", Side::Plain),
    ("达到", Side::Plain),
    ("达", Side::Plain),
    ("至少", Side::Over),
    ("最少", Side::Over),
    ("突破", Side::Over),
    ("不少于", Side::Over),
    ("不低于", Side::Over),
    ("大于", Side::Over),
    ("高于", Side::Over),
    ("不超过", Side::Under),
    ("不高于", Side::Under),
    ("低于", Side::Under),
    ("小于", Side::Under),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    About,
    Under,
    Over,
    Plain,
}

/// N12: approximations doubled or contradictory, and approximations of exact numbers.
fn approximate(p: &Passage, n: &Numeral, report: &mut Report) {
    let start = n.range.start;
    let longest = BEFORE.iter().filter(|(word, _)| p.ends(start, word)).max_by_key(|(word, _)| word.chars().count());
    let before = longest.map(|(word, side)| (*word, *side)).filter(|(word, _)| {
        let at = start - word.chars().count();
        // 附近, 最近, 节约, 大约 …: the character belongs to another word.
        // 损失约680万元: 失约 is no word there, 损失 is.
        let whole = |at: usize| crate::lint::lexicon::is_word(p.before(at), p.at(at));
        let within = word.chars().count() == 1 && whole(at) && !(at > 1 && whole(at - 1));
        !within || p.before(at) == '大'
    });
    let end = n.unit.end.max(n.range.end);
    // 左右 may follow the unit and one noun: 100人左右.
    let after = p.starts_any(end, &["左右", "上下", "以上", "以下", "以内", "之内", "之多", "多", "余"]);
    let (after_word, after_end) = match after {
        Some(("以上", size)) if p.at(end + size) == '学' || p.at(end + size) == '干' => ("", end),
        Some((word @ ("多" | "余"), size)) if !n.unit.is_empty() && is_unit_tail(p, end + size) => (word, end + size),
        // 20个以上左右
        Some(("以上" | "以下" | "以内", size)) if p.starts_any(end + size, &["左右", "上下"]).is_some() => {
            ("左右", end + size + 2)
        }
        Some(("多" | "余", _)) | None => ("", end),
        Some((word, size)) => (word, end + size),
    };
    let over = n.over.is_some_and(|c| c == '余' || c == '多') || matches!(after_word, "多" | "余");
    let mut wrong = match before {
        Some((_, Side::About)) => {
            after_word == "左右" || after_word == "上下" || over || after_word == "以上" || after_word == "以下"
        }
        Some((_, Side::Under)) => after_word == "左右" || after_word == "上下" || over || after_word == "以上",
        Some((word, Side::Over)) => {
            after_word == "左右"
                || after_word == "上下"
                || after_word == "以下"
                || after_word == "以内"
                || after_word == "以上"
                || over && word != "达"
        }
        Some((_, Side::Plain)) => after_word == "左右" && (p.ends(start, "多达") || over || after_end > end + 2),
        None => {
            over && matches!(after_word, "左右" | "上下" | "以上" | "以下" | "以内")
                || n.over.is_some() && matches!(after_word, "多" | "余")
                || after_end > end + 2 && after_word == "左右"
        }
    };
    // 约占, 近五年: 近 with a span of time is 最近, not nearly.
    if before.is_some_and(|(word, _)| word == "近")
        && (n.script == Script::Han
            || matches!(p.at(n.range.end), '年' | '日' | '天' | '个') && n.value < Decimal::from(20)
            || p.before(start - 1) == '最')
        && after_word.is_empty()
    {
        wrong = false;
    }
    // 不超过…以上 stays wrong; 超过30% 以上 too; 60岁以上 with 超过 before another thing is rare.
    if wrong {
        let from = before.map_or(start, |(word, _)| start - word.chars().count());
        let shown = p.text(from..after_end.max(end));
        report.push(
            p.finding(
                "N12",
                from..after_end.max(n.range.end),
                say!("概数词重复或矛盾：“{}”", "approximations doubled or contradictory: “{}”", shown),
            )
            .help(say!("只留一个", "keep one of them")),
        );
        return;
    }
    // 1234余: the rest is over a round number.
    let digits = p.text(n.digits.clone());
    let exact = n.script == Script::Arabic
        && n.scale.is_none()
        && n.decimals == 0
        && digits.len() >= 2
        && !digits.ends_with('0');
    let near = before.is_some_and(|(word, _)| matches!(word, "近" | "将近" | "接近" | "逾"))
        && digits.len() >= 3
        && !matches!(p.at(n.range.end), '年' | '号')
        && n.rate == Rate::None
        && !digits.ends_with(['5', '8', '9']);
    if exact && (over && n.over.is_some() && n.rate == Rate::None || near) {
        let from = before.map_or(start, |(word, _)| start - word.chars().count());
        report.push(
            p.finding(
                "N12",
                from..n.range.end,
                say!("概数词用在精确的数“{}”上", "an approximation of the exact number “{}”", digits),
            )
            .help(say!("去掉概数词，或把数取整", "take the word away, or round the number")),
        );
    }
}

fn is_unit_tail(p: &Passage, at: usize) -> bool {
    // 50人多: what follows must not make 多 the head of a word (多次, 多种).
    !matches!(
        p.at(at),
        '次' | '种'
            | '个'
            | '项'
            | '名'
            | '样'
            | '元'
            | '数'
            | '家'
            | '年'
            | '月'
            | '天'
            | '半'
            | '于'
            | '方'
            | '部'
            | '地'
            | '人'
            | '措'
            | '点'
            | '渠'
            | '途'
            | '媒'
            | '功'
    )
}

/// N06: “1.35分钟”.
fn slogan(p: &Passage, n: &Numeral, report: &mut Report) {
    const UNITS: &[&str] = &["分钟", "小时", "公里", "天", "秒", "步", "米"];
    let digits = p.text(n.digits.clone());
    let Some((whole, fraction)) = digits.split_once('.') else { return };
    let label = p.before(n.range.start) == '“' && UNITS.contains(&p.text(n.unit.clone())) && n.scale.is_none();
    let Some(pair) = p.around(n.range.start).filter(|pair| pair.mark == '“' && pair.close <= n.unit.end + 8) else {
        return;
    };
    let series: Vec<char> = whole.chars().chain(fraction.chars()).collect();
    let rising = series.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    if label && whole.len() == 1 && fraction.len() >= 2 && rising {
        let list: Vec<String> = series.iter().map(char::to_string).collect();
        report.push(
            p.finding(
                "N06",
                pair.open..pair.close + 1,
                say!(
                    "引号里的小数“{}”像是列举写错了",
                    "the decimal “{}” in quotation marks looks like a spoilt list",
                    digits
                ),
            )
            .help(say!("请核对：“{}{}”？", "ask: “{}{}”?", list.join("、"), p.text(n.unit.clone()))),
        );
    }
}

/// N17: 下降-5%, 减少2倍.
fn falls(p: &Passage, n: &Numeral, report: &mut Report) {
    const FALLS: &[&str] = &[
        "下降",
        "减少",
        "降低",
        "下滑",
        "回落",
        "缩减",
        "缩小",
        "压减",
        "下跌",
        "降幅为",
        "降幅达",
        "下降了",
        "减少了",
        "降低了",
        "缩短",
        "缩短了",
        "缩小了",
        "压缩了",
        "压缩",
    ];
    const RISES: &[&str] = &[
        "多增",
        "少增",
        "上升",
        "增长",
        "增加",
        "提高",
        "提升",
        "上涨",
        "增幅为",
        "增幅达",
        "涨幅为",
        "涨幅达",
        "增长了",
        "上升了",
        "增加了",
        "提高了",
    ];
    if n.value.is_sign_negative() && p.before(n.range.start) == '、' {
        // 分别增长21.5%、6.8%、-3.2%: the word before the list holds for each.
        let clause = p.clause(n.range.start);
        let word = p.find(clause.start..n.range.start, "分别").map(|at| at + 2).and_then(|at| {
            let all: Vec<&str> = FALLS.iter().chain(RISES).copied().collect();
            p.starts_any(at, &all)
        });
        if let Some((word, _)) = word {
            report.push(
                p.finding(
                    "N17",
                    n.range.clone(),
                    say!("“分别{}”的列举里有负数", "a negative number after 分别{}", word),
                )
                .help(say!("改为“升”“降”分说", "say which rose and which fell")),
            );
        }
        return;
    }
    let Some((word, size)) = p.ends_any(n.range.start, FALLS) else {
        if n.value.is_sign_negative() && !n.value.is_zero() && p.ends_any(n.range.start, RISES).is_some() {
            let size = p.ends_any(n.range.start, RISES).map_or(0, |(_, size)| size);
            report.push(
                p.finding(
                    "N17",
                    n.range.start - size..n.range.end,
                    say!("升的词后接负数", "a rise with a negative number"),
                )
                .help(say!("改用“下降”，去掉负号", "write 下降 without the sign")),
            );
        }
        return;
    };
    if n.value.is_sign_negative() && !n.value.is_zero() {
        let found = p
            .finding(
                "N17",
                n.range.start - size..n.range.end,
                say!("“{}”后接负数，意思反了", "{} with a negative number says the opposite", word),
            )
            .help(say!("去掉负号", "take the sign away"));
        report.push(fixed(found, [p.edit(n.digits.start..n.digits.start + 1, "")]));
    } else if p.text(n.unit.clone()) == "倍" || p.at(n.range.end) == '倍' {
        report.push(
            p.finding(
                "N17",
                n.range.start - size..n.range.end + 1,
                say!("“{}”不用“倍”", "{} is not counted in times", word),
            )
            .help(say!("改用百分数或分数", "write a percentage or a fraction")),
        );
    }
}

/// N15: 送戏下乡二十八场、放电影112场: one list, one unit, two scripts.
fn hung_list(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let Some(next) = p.numerals.get(index + 1) else { return };
    let (han, arabic) = match (n.script, next.script) {
        (Script::Han, Script::Arabic) => (n, next),
        (Script::Arabic, Script::Han) => (next, n),
        _ => return,
    };
    let alike = !han.unit.is_empty() && p.text(han.unit.clone()) == p.text(arabic.unit.clone());
    let gap = p.text(n.unit.end.max(n.range.end)..next.range.start);
    let near = gap.starts_with(['、', '，']) && gap.chars().count() <= 10;
    // 一场, 两家 are words as much as numbers; 二十八场 is a count.
    let count = han.value > Decimal::TEN && han.over.is_none() && han.rate == Rate::None && han.digits.len() >= 2;
    let date = matches!(p.text(han.unit.clone()), "年" | "月" | "日" | "时" | "届" | "号" | "级")
        || p.before(han.range.start) == '第';
    if alike && near && count && !date && !p.quoted(han.range.start) {
        report.push(
            p.finding(
                "N15",
                han.range.start..han.unit.end,
                say!("同一列举里汉字数字与阿拉伯数字混用", "Han and Arabic numerals in one list"),
            )
            .help(say!("改为“{}{}”", "write {}{}", han.value, p.text(han.unit.clone()))),
        );
    }
}

/// N22: .46, 12,34, 50%%, 3.1.5%.
fn malformed(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    if n.script != Script::Arabic {
        return;
    }
    let before = p.before(n.digits.start);
    let two_back = n.digits.start.checked_sub(2).map_or('\0', |at| p.at(at));
    if before == '.'
        && (is_han(two_back) || matches!(two_back, '\0' | '，' | '、' | '：' | '（' | '为' | '～' | '—'))
        && !p.text(n.digits.clone()).contains('.')
        && n.digits.start >= 2
    {
        let found = p
            .finding("N22", n.digits.start - 1..n.range.end, say!("小数点前缺“0”", "no 0 before the decimal point"))
            .help(say!("改为“0.{}”", "write 0.{}", p.text(n.digits.clone())));
        report.push(fixed(found, [p.edit(n.digits.start - 1..n.digits.start, "0.")]));
        return;
    }
    // 85.%: a point with nothing after it.
    if p.at(n.digits.end) == '.' && n.decimals == 0 && matches!(p.at(n.digits.end + 1), '%' | '％' | '‰' | '万' | '亿')
    {
        let shown = n.digits.start..n.digits.end + 2;
        let told = say!("小数点后缺数字：“{}”", "no digit after the point: {}", p.text(shown.clone()));
        report.push(p.finding("N22", shown, told).help(say!("核对原数", "check the number")));
        return;
    }
    // 1,860,00: the last group has not three digits.
    let grouped = p.slice(n.digits.clone()).contains(&',');
    let short = (1..=2).take_while(|step| p.at(n.digits.end + step).is_ascii_digit()).count();
    let group = grouped && p.at(n.digits.end) == ',' && short > 0 && !p.at(n.digits.end + short + 1).is_ascii_digit();
    if group {
        let end = n.digits.end + short + 1;
        report.push(
            p.finding(
                "N22",
                n.digits.start..end,
                say!("数字“{}”写法不合规", "a malformed number “{}”", p.text(n.digits.start..end)),
            )
            .help(say!("核对分节号", "check the comma")),
        );
        return;
    }
    let second = p.numerals.get(index + 1);
    if let Some(second) = second.filter(|second| second.digits.start == n.range.end + 1 && n.range.end == n.digits.end)
    {
        let sign = p.at(n.range.end);
        // 12,34人: thousands are three digits; 3.1.5% has one point too many.
        let grouped = sign == ','
            && second.script == Script::Arabic
            && second.decimals == 0
            && !p.text(second.digits.clone()).is_empty()
            && p.at(second.digits.end) != ','
            && n.digits.len() <= 3
            && second.digits.len() != 3;
        let quantity = second.rate != Rate::None || second.scale.is_some() || !second.unit.is_empty();
        let unit_of_date = matches!(p.text(second.unit.clone()), "月" | "日" | "号" | "年");
        let points = sign == '.' && n.decimals > 0 && (second.rate != Rate::None || second.scale.is_some());
        if (grouped && quantity && !unit_of_date && !p.quoted(n.range.start) || points)
            && p.before(n.digits.start) != ','
        {
            report.push(
                p.finding(
                    "N22",
                    n.digits.start..second.range.end,
                    say!("数字“{}”写法不合规", "a malformed number “{}”", p.text(n.digits.start..second.range.end)),
                )
                .help(say!("核对分节号和小数点", "check the comma or the point")),
            );
        }
    }
    if matches!(n.rate, Rate::Percent | Rate::Permille) && matches!(p.at(n.range.end), '%' | '％' | '‰') {
        let found = p
            .finding("N22", n.range.start..n.range.end + 1, say!("百分号重复", "a doubled percent sign"))
            .help(say!("删去一个", "delete one"));
        report.push(fixed(found, [p.edit(n.range.end..n.range.end + 1, "")]));
    }
}

/// N22: 百分之50%; N15: 百分之50.
fn percent_words(p: &Passage, report: &mut Report) {
    for n in &p.numerals {
        if n.script != Script::Arabic {
            continue;
        }
        for word in ["百分之", "千分之"] {
            if p.ends(n.range.start, word) {
                let from = n.range.start - 3;
                let percent = n.rate == Rate::Percent;
                let code = if percent { "N22" } else { "N15" };
                let message = if percent {
                    say!("“百分之”与百分号重复", "both 百分之 and a percent sign")
                } else {
                    say!("“{}”后用了阿拉伯数字", "{} with Arabic digits", word)
                };
                let sign = if word == "百分之" { "%" } else { "‰" };
                let help = say!("改为“{}{}”", "write “{}{}”", p.text(n.digits.clone()), sign);
                let found = p.finding(code, from..n.range.end, message).help(help);
                let right = format!("{}{sign}", p.text(n.digits.clone()));
                report.push(fixed(found, [p.edit(from..n.range.end, &right)]));
            }
        }
    }
}

/// N15: Han and Arabic numerals mixed in one number, one date, one list.
fn mixed(p: &Passage, index: usize, n: &Numeral, report: &mut Report) {
    let end = n.range.end;
    let next = p.numerals.get(index + 1);
    // Told once, at the first part.
    let follows = index
        .checked_sub(1)
        .and_then(|before| p.numerals.get(before))
        .is_some_and(|before| before.range.end == n.range.start && before.scale.is_some());
    if follows {
        return;
    }
    // 3千5百, 1百零8, 3亿4500万 (GB/T 15835 5.1: only 万 and 亿 after Arabic digits).
    if n.script == Script::Arabic
        && matches!(n.scale, Some('百' | '千'))
        && p.binding(n.range.start).is_none()
        && !matches!(
            p.at(end),
            '度' | '强'
                | '分'
                | '克'
                | '米'
                | '瓦'
                | '伏'
                | '货'
                | '姓'
                | '年'
                | '日'
                | '公'
                | '吨'
                | '帕'
                | '卡'
                | '赫'
                | '字'
        )
    {
        let to = next
            .filter(|next| next.range.start <= end + 1 && next.range.start >= end && p.at(end) != '，')
            .map_or(end, |next| next.range.end);
        report.push(
            p.finding(
                "N15",
                n.range.start..to,
                say!(
                    "“{}”里阿拉伯数字与“百”“千”混用",
                    "Arabic digits with 百 or 千 in “{}”",
                    p.text(n.range.start..to)
                ),
            )
            .help(say!("全用阿拉伯数字，或全用汉字", "write it all in Arabic digits, or all in Han")),
        );
        return;
    }
    if n.script == Script::Arabic
        && n.scale == Some('亿')
        && n.decimals == 0
        && next.is_some_and(|next| next.range.start == end && next.script == Script::Arabic && next.scale == Some('万'))
    {
        let to = next.map_or(end, |next| next.range.end);
        report.push(
            p.finding(
                "N15",
                n.range.start..to,
                say!("“{}”用了两个单位", "two scales in “{}”", p.text(n.range.start..to)),
            )
            .help(say!("用一个单位加小数，如 3.45亿", "use one scale with decimals: 3.45亿")),
        );
        return;
    }
    // Dates: 2021年七月, 七月5日, 二〇二一年7月.
    let Some(next) = next else { return };
    if next.script == n.script || next.range.start != n.range.end + 1 {
        return;
    }
    let year = p.at(end) == '年' && p.at(next.range.end) == '月' && (n.digits.len() == 4);
    // 1996年六七月: an approximate month is written in Han.
    let year = year
        && (next.digits.len() == 1
            || next.value == Decimal::from(11)
            || next.value == Decimal::from(12)
            || next.value == Decimal::TEN);
    let month = p.at(end) == '月' && matches!(p.at(next.range.end), '日' | '号') && next.value <= Decimal::from(31);
    let plain = |n: &Numeral| n.scale.is_none() && n.decimals == 0;
    if (year || month) && plain(n) && plain(next) && p.before(n.range.start) != '“' && !p.starts(next.range.end, "月份")
    {
        let to = next.range.end + 1;
        report.push(
            p.finding(
                "N15",
                n.range.start..to,
                say!(
                    "日期“{}”里汉字数字与阿拉伯数字混用",
                    "Han and Arabic numerals in the date “{}”",
                    p.text(n.range.start..to)
                ),
            )
            .help(say!("统一用阿拉伯数字", "use Arabic digits")),
        );
    }
}
