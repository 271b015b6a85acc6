//! W01: characters and words written twice.

use crate::lint::han::{CharSet, is_han};
use crate::lint::lexicon::{self, is_known, is_word};
use crate::lint::numeral::Script;
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;
use std::ops::Range;

/// Characters of grammar: doubled, they are a slip unless the words around take them apart.
static GRAMMAR: CharSet = CharSet::new(
    "的了在和与及是对把被将从向以而并或于由使让其该这那我们已未不很更最也都就之为到给按等所有会要能可中上下大小",
);
/// Of these the doubled form, or a word on each side, is common; only the rest are told.
static OFTEN_APART: CharSet = CharSet::new("等所有会要能可中上下大小为到对");
/// Measure words of things.
static MEASURES: CharSet = CharSet::new(
    "元个项起件名位家户所处座台辆部条次例宗桩种类批支只头匹棵株层间套本册份篇张幅架艘枚颗块片段节场轮遍趟步路线门面根粒袋箱桶瓶盒包对双组队排股口字章款道笔单首串任页丝缕封列",
);
/// Words that are said twice on purpose.
const EMPHASIS: &[&str] = &[
    "非常", "特别", "十分", "很多", "许多", "一个", "一步", "研究", "讨论", "商量", "考虑", "学习", "打扫", "活动",
    "轻松", "热闹", "高兴", "休息", "锻炼", "比较", "分析", "调查", "了解", "检查", "整理", "收拾", "介绍", "交流",
    "大片", "多少", "极少", "那么", "如何", "见识", "照顾", "鉴定", "体验", "感受", "思考", "琢磨", "参观", "放松",
    "熟悉", "很久", "好久", "早早", "一点", "沟通", "总结", "点赞", "加油", "反复", "真的", "永远", "谢谢", "往往",
    "慢慢", "好好",
];

/// How far apart the beginnings of what is written twice may stand.
const REACH: usize = 14;

/// Where each ideograph stood last, counted through all passages: one table for the document.
#[derive(Debug)]
pub struct Seen {
    last: Vec<u32>,
    /// What the first character of the next passage counts.
    next: u32,
}

impl Seen {
    /// Nothing seen yet.
    pub fn new() -> Seen {
        Seen { last: vec![0; 0x5200], next: REACH as u32 + 1 }
    }
}

/// The places whose character stands again within reach, in order.
fn again(p: &Passage, seen: &mut Seen) -> Vec<usize> {
    let mut places = Vec::new();
    for (at, c) in p.chars.iter().enumerate() {
        let Some(last) = seen.last.get_mut((u32::from(*c) as usize).wrapping_sub(0x4e00)) else {
            if is_han(*c) && p.slice(at + 1..at + 1 + REACH).contains(c) {
                places.push(at);
            }
            continue;
        };
        let now = seen.next + at as u32;
        let far = now - std::mem::replace(last, now);
        if far as usize <= REACH {
            places.push(at - far as usize);
        }
    }
    seen.next += (p.len() + REACH) as u32 + 1;
    places.sort_unstable();
    places
}

/// All of W01 in one passage.
pub fn check(p: &Passage, seen: &mut Seen, report: &mut Report) {
    let mut free = 0;
    for at in again(p, seen) {
        let length = if at >= free { repeat(p, at) } else { 0 };
        if length > 0 {
            tell(p, at..at + 2 * length, length, report);
            free = at + 2 * length;
        }
    }
    list_twice(p, report);
    joined_twice(p, report);
    clause_twice(p, report);
}

/// 持续推进检务公开，…。持续推进检务公开，: a clause of one sentence again in the next.
fn clause_twice(p: &Passage, report: &mut Report) {
    for pair in p.sentences.windows(2) {
        let [one, other] = pair else { continue };
        let from = p.clause_index(other.start);
        let Some(first) = p.clauses.get(from).filter(|clause| clause.start == other.start && clause.len() >= 8) else {
            continue;
        };
        let plain = p.slice(first.clone()).iter().all(|c| is_han(*c) || *c == '、');
        let index = p.clause_index(one.start);
        let again = p
            .clauses
            .get(index..from)
            .unwrap_or(&[])
            .iter()
            .any(|clause| clause.len() == first.len() && p.slice(clause.clone()) == p.slice(first.clone()));
        if plain && again {
            let mut found = p.finding(
                "W01",
                first.clone(),
                say!("“{}”与上一句重复", "“{}” stands in the sentence before", p.text(first.clone())),
            );
            found.severity = crate::base::Severity::Info;
            report.push(found.help(say!("删去一处", "delete one of them")));
        }
    }
}

/// 以崭新的面貌和崭新的面貌: the same on both sides of a conjunction.
fn joined_twice(p: &Passage, report: &mut Report) {
    for at in 3..p.len() {
        if !matches!(p.at(at), '和' | '与' | '及' | '或') {
            continue;
        }
        let after = p.at(at + 1);
        let Some(length) = (3..=10).rev().filter(|length| *length <= at && p.at(at - length) == after).find(|length| {
            let before = at.checked_sub(*length).map(|start| p.slice(start..at));
            before.is_some_and(|before| {
                before.len() == *length
                    && before.iter().all(|c| is_han(*c))
                    && before == p.slice(at + 1..at + 1 + length)
            })
        }) else {
            continue;
        };
        let once = p.text(at - length..at);
        let found = p.finding("W01", at - length..at + 1 + length, say!("“{}”重复", "“{}” is written twice", once));
        let found = found.help(say!("删去一个", "delete one"));
        report.push(fixed(found, [p.edit(at..at + 1 + length, "")]));
    }
}

fn tell(p: &Passage, range: Range<usize>, length: usize, report: &mut Report) {
    let once = p.text(range.start..range.start + length);
    let found = p
        .finding("W01", range.clone(), say!("“{}”重复", "“{}” is written twice", once))
        .help(say!("删去一个", "delete one"));
    let second = range.start + length..range.end;
    report.push(fixed(found, [p.edit(second, "")]));
}

/// The length of what is written twice from `at`, 0 for nothing.
fn repeat(p: &Passage, at: usize) -> usize {
    let a = p.at(at);
    if !is_han(a) {
        return 0;
    }
    if p.at(at + 1) == a {
        return usize::from(single(p, at));
    }
    // ABAB, then longer repeats; the nearest second beginning decides.
    for length in 2..=REACH {
        if p.at(at + length) != a || p.slice(at..at + length) != p.slice(at + length..at + 2 * length) {
            continue;
        }
        let unit = p.slice(at..at + length);
        if !unit.iter().all(|c| is_han(*c)) {
            return 0;
        }
        let text = p.text(at..at + length);
        let numeral = unit.iter().all(|c| crate::lint::han::han_digit(*c).is_some() || matches!(c, '百' | '千' | '万'));
        let counted = a == '一' || numeral || matches!(a, '逐' | '每' | '挨') || text.starts_with("越来");
        if length == 2 {
            let b = p.at(at + 1);
            // 一步一步, 讨论讨论, 某某某某; AB must be a word to be a word said twice,
            // and not the end of one word and the beginning of the next.
            let crossing = is_word(p.before(at), a) && is_word(b, a) && is_word(b, p.at(at + 4));
            let goes_on =
                is_word(b, p.at(at + 4)) && !is_word(a, b) || matches!(p.at(at + 4), '长' | '员' | '者' | '化' | '性');
            // 再就再就业: the beginning of a longer word, twice.
            let longer = is_known(&[a, b, p.at(at + 4)]) && is_han(p.at(at + 4)) && !is_known(&[p.before(at), a]);
            if !counted && !is_word(a, b) && longer {
                return 2;
            }
            if counted
                || EMPHASIS.contains(&text)
                || !is_word(a, b)
                || crossing
                || goes_on
                || matches!(a, '某' | '哈' | '叮' | '轰')
            {
                return 0;
            }
            return 2;
        }
        return if counted { 0 } else { length };
    }
    0
}

/// Whether a character doubled at `at` is a slip.
fn single(p: &Passage, at: usize) -> bool {
    let c = p.at(at);
    let (before, after) = (p.before(at), p.at(at + 2));
    if after == c || before == c {
        // 三个一样的字 are told once, at the first pair.
        return before != c && !is_word(c, c);
    }
    let left = is_known(&[before, c]);
    let right = is_known(&[c, after]);
    let grammar = GRAMMAR.contains(c);
    // 一幅幅, 座座: measure words said twice mean every one; after a number they do not.
    if MEASURES.contains(c) && before == '一' && after != c {
        return false;
    }
    // 自治州州委, 县县长: the place and its office.
    // 主任任建新, 班主任任老师: the office and a surname.
    if c == '任' && before == '主' {
        return false;
    }
    // 一日游游客: a tour and those who take it.
    if c == '游' && matches!(before, '日' | '边' | '村' | '乡' | '行' | '学' | '团' | '由' | '驾') && right {
        return false;
    }
    if matches!(c, '省' | '市' | '州' | '县' | '区' | '乡' | '镇' | '村' | '局' | '厅' | '院' | '校' | '厂' | '社')
        && matches!(after, '委' | '政' | '府' | '人' | '级' | '直' | '内' | '里' | '办' | '党')
    {
        return false;
    }
    // 一幕幕: everything of which there is one after another.
    if before == '一' && is_han(after) && !grammar {
        return false;
    }
    if MEASURES.contains(c) {
        // 剂次次: a measure word of a number, said again; 全部部: the word before has it.
        let measured = p
            .numerals_in(at.saturating_sub(12)..at)
            .last()
            .filter(|n| n.script == Script::Arabic)
            .is_some_and(|n| !n.unit.is_empty() && n.unit.start <= at && at <= n.unit.end);
        let every = crate::lint::han::han_digit(before).is_some() || matches!(before, '每' | '几' | '数');
        let has = left && !right && !every && !is_known(&[c, c]) && is_known(&[after, p.at(at + 3)]);
        return before.is_ascii_digit() || measured || has;
    }
    // 公安厅厅长, 法院院长: an office and its head.
    if matches!(after, '长' | '员' | '务' | '址' | '名') && !grammar {
        return false;
    }
    // 人人, 渐渐 are words; AABB (踏踏实实) is a form.
    let aabb =
        p.at(at + 2) == p.at(at + 3) && is_han(after) || at >= 2 && p.at(at - 1) == p.at(at - 2) && is_han(before);
    if crate::lint::han::han_digit(c).is_some() {
        return false;
    }
    if is_known(&[c, c]) && !matches!(c, '的' | '了' | '在' | '和' | '是' | '对' | '把' | '被') || aabb {
        return false;
    }
    if grammar {
        if OFTEN_APART.contains(c) {
            return false;
        }
        return match c {
            '的' => !p.starts(at, "的的确确") && !matches!(before, '目') && !matches!(after, '士'),
            '了' => !matches!(after, '解' | '然' | '望' | '却' | '结' | '如' | '不') && before != '不',
            '在' => !matches!(before, '存' | '现' | '实' | '内' | '外' | '潜' | '旨' | '所'),
            '是' => {
                !matches!(
                    before,
                    '但' | '还'
                        | '就'
                        | '可'
                        | '总'
                        | '老'
                        | '更'
                        | '只'
                        | '于'
                        | '也'
                        | '都'
                        | '尤'
                        | '凡'
                        | '若'
                        | '要'
                        | '不'
                        | '或'
                ) && after != '非'
            }
            '以' => !matches!(before, '可' | '所' | '得' | '足' | '难' | '予' | '加' | '用' | '给') && !right,
            _ => !left && !right,
        };
    }
    // A content character twice: a slip when one of the two hangs in the air.
    // Both neighbours make words: 银行|行长. Neither: a name, a sound. One only: look closer.
    if left && right || !left && !right {
        return false;
    }
    // 真抓实干干，: the last of a set phrase, before a mark.
    if !is_han(after)
        && at >= 3
        && (lexicon::is_phrase(p.slice(at - 3..at + 1)) || lexicon::is_whole_of(p.slice(at - 3..at + 1)))
    {
        return true;
    }
    let stranded_next = !right && is_word(after, p.at(at + 3)) && left;
    let stranded_before = !left && right && at >= 2 && is_word(p.at(at - 2), before);
    // Characters that stand as words of their own (工作|作了, 报告|告知) are let be.
    static ALONE: CharSet = CharSet::new(
        "作做馆厅队团站科委部会院局室处所社厂校人市县区省国党书长会员工办院局部委家年月日时分行发出进开设用成立动化性力量法制度高新老大小多少好美全面本地方点位名次期级层类种项件起条章节版号路线网站台机车船房屋楼门店厂场所处室组队班校学生师医药病水电气油粮食品物价费税款金银钱币票证卡信息文字语言音像图画书报刊政民群众警军兵犯罪案件查处理治管控防打击实事业务服装农村城镇乡街道社区居住户口老幼妇女儿童男强弱优良劣等级",
    );
    (stranded_next || stranded_before) && !ALONE.contains(c)
}

/// The same item twice in one list with 、.
fn list_twice(p: &Passage, report: &mut Report) {
    for clause in &p.clauses {
        if p.slice(clause.clone()).iter().filter(|c| **c == '、').take(2).count() < 2 {
            continue;
        }
        let marks: Vec<usize> = clause.clone().filter(|at| p.at(*at) == '、').collect();
        // Inner items only: the first and the last are tied to the words around them.
        let mut items: Vec<Range<usize>> = Vec::new();
        for pair in marks.windows(2) {
            if let [from, to] = pair {
                items.push(from + 1..*to);
            }
        }
        let first_mark = marks.first().copied().unwrap_or(0);
        let last_mark = marks.last().copied().unwrap_or(0);
        for (index, item) in items.iter().enumerate() {
            let text = p.text(item.clone());
            if item.len() < 2 || !p.slice(item.clone()).iter().all(|c| is_han(*c)) {
                continue;
            }
            let again =
                items.get(index + 1..).unwrap_or(&[]).iter().find(|other| p.text((*other).clone()) == text).cloned();
            let as_first = p.ends(first_mark, text) && first_mark >= clause.start + item.len() && {
                let start = first_mark - item.len();
                start == clause.start || !is_word(p.before(start), p.at(start))
            };
            let after_last = last_mark + 1 + item.len();
            let as_last = p.starts(last_mark + 1, text)
                && (after_last >= clause.end || matches!(p.at(after_last), '等' | '和' | '及'));
            let place = again.or(as_first.then(|| item.clone())).or(as_last.then(|| last_mark + 1..after_last));
            if let Some(place) = place {
                report.push(
                    p.finding("W01", place, say!("列举中“{}”出现两次", "“{}” comes twice in the list", text))
                        .help(say!("删去一项，或改正其中一项", "delete one, or correct one")),
                );
            }
        }
    }
}
