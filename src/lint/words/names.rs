//! W04 names now quoted, now bare; W10 names with titles.

use crate::base::Severity;
use crate::lint::config::Config;
use crate::lint::han::{CharSet, is_han};
use crate::lint::heads::Index;
use crate::lint::lexicon::{self, is_word};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;

/// W04 and W10.
pub fn check(reading: &Reading, held: &Held, config: &Config, report: &mut Report) {
    quoted(reading, report);
    honours(reading, report);
    people(held, config, report);
    offices(held, config, report);
}

/// Where the first quoted (or titled) place of a name is.
struct Name {
    open: char,
    count: usize,
}

/// W04: what stands in “ ” or 《 》 in one place and bare in another.
fn quoted(reading: &Reading, report: &mut Report) {
    const AFTER: &[&str] = &[
        "平台",
        "系统",
        "小程序",
        "公众号",
        "APP",
        "App",
        "客户端",
        "品牌",
        "网站",
        "等平台",
        "专栏",
        "热线",
        "微信群",
        "数据库",
        "行动",
        "工程",
        "计划",
        "项目",
        "专项",
    ];
    let mut names: BTreeMap<&str, Name> = BTreeMap::new();
    for p in reading.passages.iter().filter(|p| p.role != Role::Label) {
        for (index, pair) in p.pairs.iter().enumerate().filter(|(_, pair)| matches!(pair.mark, '“' | '《')) {
            let inner = p.text(pair.inner());
            let length = pair.close - pair.open - 1;
            let chars = p.slice(pair.inner());
            if !(3..=10).contains(&length)
                || !chars.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric())
                || chars.iter().all(|c| crate::lint::han::han_digit(*c).is_some() || c.is_ascii_digit())
            {
                continue;
            }
            // A name: a title, or what a word for a thing with a name follows; and no common phrase.
            let mut last = pair;
            for next in p.pairs.get(index + 1..).unwrap_or(&[]) {
                if next.open == last.close + 1 || next.open == last.close + 2 && p.at(last.close + 1) == '、' {
                    last = next;
                }
            }
            let named = pair.mark == '《'
                || p.starts_any(last.close + 1, AFTER).is_some()
                || p.starts(last.close + 1, "等") && p.starts_any(last.close + 2, AFTER).is_some();
            let phrase = length == 4 && lexicon::is_phrase(chars);
            if named && !phrase {
                names.entry(inner).and_modify(|name| name.count += 1).or_insert(Name { open: pair.mark, count: 1 });
            }
        }
    }
    let list: Vec<(&str, Name)> = names.into_iter().collect();
    if list.is_empty() {
        return;
    }
    let heads = Index::new(list.iter().map(|(name, _)| *name), |name| std::cmp::Reverse(name.len()));
    for p in reading.passages.iter().filter(|p| p.role != Role::Label && p.role != Role::Title) {
        let mut free = 0;
        for at in heads.places(&p.chars) {
            let mut begun = heads.under(p.at(at), p.at(at + 1)).filter_map(|n| list.get(n));
            let Some((name, info)) = begun.find(|(name, _)| at >= free && p.starts(at, name)) else { continue };
            let end = at + name.chars().count();
            free = end;
            // Part of a longer word, or of another quotation or title, is not the name alone.
            let inside = p.quoted(at) || p.titled(at) || p.marked(at, |_| true);
            let part = p.before(at).is_ascii_alphanumeric()
                || p.at(end).is_ascii_alphanumeric()
                || is_word(p.before(at), p.at(at)) && is_word(p.at(at), p.at(at + 1));
            if inside || part || info.open == '《' && matches!(p.at(end), '社' | '网' | '客' | '记' | '讯') {
                continue;
            }
            let close = if info.open == '《' { '》' } else { '”' };
            report.push(
                p.finding(
                    "W04",
                    at..end,
                    say!(
                        "“{}”在别处加了{}{}（{}处），这里没有",
                        "“{}” stands in {}{} elsewhere ({} places), not here",
                        name,
                        info.open,
                        close,
                        info.count
                    ),
                )
                .help(say!("全文统一", "write it one way throughout")),
            );
        }
    }
}

/// W04: 《全省文明校园》称号: an honour stands in quotation marks, 《》 is for works (GB/T 15834 4.15).
fn honours(reading: &Reading, report: &mut Report) {
    for p in reading.passages.iter().filter(|p| p.holds("《称号")) {
        for pair in p.pairs.iter().filter(|pair| pair.mark == '《') {
            let after = pair.close + 1 + usize::from(p.at(pair.close + 1) == '等');
            if p.starts_any(after, &["称号", "荣誉称号", "光荣称号"]).is_some() {
                let found = p.finding(
                    "W04",
                    pair.open..pair.close + 1,
                    say!("荣誉称号用引号，不用书名号", "an honour stands in quotation marks, not in 《》"),
                );
                let edits = [p.edit(pair.open..pair.open + 1, "“"), p.edit(pair.close..pair.close + 1, "”")];
                report.push(crate::lint::passage::fixed(found.help(say!("改用“”", "write “ ”")), edits));
            }
        }
    }
}

/// Titles that stand before a name, the longest first.
pub(super) const TITLES: &[&str] = &[
    "省长",
    "市长",
    "县长",
    "区长",
    "镇长",
    "乡长",
    "厅长",
    "局长",
    "处长",
    "科长",
    "院长",
    "检察长",
    "书记",
    "主任",
    "部长",
    "主席",
    "会长",
    "校长",
    "总理",
    "委员长",
    "秘书长",
    "政委",
    "司令员",
    "队长",
    "所长",
    "社长",
    "董事长",
    "总经理",
    "支队长",
    "大队长",
    "署长",
    "司长",
    "组长",
];
pub(super) static SURNAMES: CharSet = CharSet::new(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳唐罗薛伍余米贝姚孟顾尹江钟傅丁邓程熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄危颜郭梅盛林刁徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢滑裴陆荣翁荀羊惠甄曲封储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎溥印怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习容向古易廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙丰巢关相查后荆红游竺权盖益桓公岳帅缑亢况郝归海墨年肖付代闫",
);

/// The titles of each passage of running text: the title, and the character after it.
pub(super) type Held<'r> = [(&'r Passage<'r>, Vec<(&'static str, usize)>)];

/// Finds the titles, for all rules that ask for them. The longest that ends at a place is meant; none begins in
/// another.
pub(super) fn titles<'r>(reading: &'r Reading<'r>) -> Vec<(&'r Passage<'r>, Vec<(&'static str, usize)>)> {
    let running = reading.passages.iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Item | Role::Note));
    let held = |p: &'r Passage<'r>| {
        let mut found = Vec::new();
        let mut free = 0;
        for (at, c) in p.chars.iter().enumerate() {
            if !matches!(c, '长' | '记' | '任' | '席' | '理' | '委' | '员') {
                continue;
            }
            let ending = TITLES.iter().filter(|title| p.ends(at + 1, title));
            let Some(title) = ending.copied().max_by_key(|title| title.len()) else { continue };
            if at + 1 - title.chars().count() >= free {
                free = at + 1;
                found.push((title, at + 1));
            }
        }
        (p, found)
    };
    running.map(held).collect()
}

/// W10: a name after a title, against the list of people.
fn people(held: &Held, config: &Config, report: &mut Report) {
    for (p, titles) in held {
        let mut order = None;
        for (title, end_of_title) in titles.iter().copied() {
            let Some(name_end) = name_after(p, end_of_title, config) else { continue };
            let name = p.text(end_of_title..name_end);
            // The whole title, back to the stop or the verb before it.
            let title_length = title.chars().count();
            let mut start = end_of_title - title_length;
            while start > 0 && (is_han(p.before(start)) || p.before(start) == '、') && end_of_title - start < 30 {
                start -= 1;
            }
            let listed = config.people.iter().position(|person| person.name == name);
            match listed.and_then(|index| Some((index, config.people.get(index)?))) {
                Some((index, person)) => {
                    let right = person.titles.iter().any(|title| p.ends(end_of_title, title));
                    if !right {
                        let vice = usize::from(p.ends(end_of_title - title_length, "副"));
                        let range = (end_of_title - title_length - vice)..name_end;
                        let found = p.finding(
                            "W10",
                            range,
                            say!("“{}”的职务与名单不符", "the title of {} is not the one on the list", name),
                        );
                        report.push(found.help(say!("名单上是“{}”", "the list says “{}”", person.titles.join("、"))));
                    }
                    if order.is_some_and(|before: usize| before > index) && p.clause(end_of_title).start < end_of_title
                    {
                        report.push(
                            p.finding(
                                "W10",
                                end_of_title..name_end,
                                say!("“{}”的排名与名单的次序不符", "{} is not in the order of the list", name),
                            )
                            .help(say!("按名单次序排列", "use the order of the list")),
                        );
                    }
                    order = Some(index);
                }
                None => {
                    let mut found = p.finding(
                        "W10",
                        start..name_end,
                        say!("“{}”的姓名、职务没有名单可核", "the name and title of {} are on no list", name),
                    );
                    if config.people.is_empty() {
                        found.severity = Severity::Info;
                    }
                    report.push(found.help(say!(
                        "请核对，并记入人员名单（people）",
                        "check them, and enter them in the list of people"
                    )));
                }
            }
        }
    }
}

/// W10: 市局局长李志强 here, 李志强副局长 there: one office, with 副 and without.
fn offices(held: &Held, config: &Config, report: &mut Report) {
    let mut known: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    let office = |p: &Passage, end: usize, title: &str| p.ends(end - title.chars().count(), "副");
    for (p, titles) in held {
        for (title, end) in titles.iter().copied() {
            // Names that a title stands before are sure; those that stand before a title must be known.
            if let Some(name_end) = name_after(p, end, config) {
                known.entry((p.text(end..name_end), title)).or_insert_with(|| office(p, end, title));
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for (p, titles) in held {
        for (title, end) in titles.iter().copied() {
            let vice = office(p, end, title);
            let start = end - title.chars().count() - usize::from(vice);
            // A known name of two or three characters stands before the title, or one after it.
            let named =
                |range: std::ops::Range<usize>| known.get(&(p.text(range.clone()), title)).map(|was| (range, *was));
            let before =
                [3, 2].iter().filter_map(|length| start.checked_sub(*length)).find_map(|from| named(from..start));
            let after = || name_after(p, end, config).and_then(|name_end| named(end..name_end));
            let Some((place, was)) = before.or_else(after) else { continue };
            let (name, shown) = (p.text(place.clone()), start.min(place.start)..end.max(place.end));
            if was != vice {
                let mut told = p.finding(
                    "W10",
                    shown,
                    say!("“{}”的职务前后不一：{}、副{}", "{} is {} here and 副{} there", name, title, title),
                );
                told.severity = Severity::Warning;
                report.push(told.help(say!("核对职务", "check the office")));
            }
        }
    }
}

/// The end of a name of two or three characters at `at`.
pub(super) fn name_after(p: &Passage, at: usize, config: &Config) -> Option<usize> {
    if let Some(person) = config.people.iter().find(|person| p.starts(at, &person.name)) {
        return Some(at + person.name.chars().count());
    }
    if !SURNAMES.contains(p.at(at)) || p.at(at) == '\0' {
        return None;
    }
    // What begins as a common word is the sentence going on: 局长高度重视, 市长向…
    let second = p.at(at + 1);
    if !is_han(second)
        || is_word(p.at(at), second)
        || "的在和向对为从会等任率是于上主要负责带同与赴到作出以".contains(second)
    {
        return None;
    }
    let third = p.at(at + 2);
    let short = !is_han(third)
        || "在向对从会将等于率参宣并".contains(third)
        // 周建民|主持: what the name leaves is a word as well.
        || is_word(third, p.at(at + 3)) && !is_word(second, third) && !is_word(p.at(at + 3), p.at(at + 4))
            // 黄志远|在接受: a word of grammar may follow a name and make a word by chance.
            && !"在向对从会将宣介带赴".contains(p.at(at + 3));
    let end = if short { at + 2 } else { at + 3 };
    // A verb or a stop must follow; otherwise this was no name.
    let after = p.at(end);
    let follows = after == '\0'
        || crate::lint::han::is_mark(after)
        || "主出作表指强要先率带介说向在代与和同等一到赴参会宣对批深亲围".contains(after)
        || is_word(after, p.at(end + 1));
    follows.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The walk looks at what ends where: a title that began another, or stood in its middle, would be found too early.
    #[test]
    fn no_title_ends_within_another() {
        for title in TITLES {
            assert!("长记任席理委员".contains(title.chars().next_back().unwrap()), "{title}");
            for other in TITLES.iter().filter(|other| *other != title && title.contains(**other)) {
                assert!(title.ends_with(other), "{other} in {title}");
            }
        }
    }
}
