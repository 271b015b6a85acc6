//! W10: one person, two spellings: 王建军 here, 王建君 there.

use super::names::SURNAMES;
use crate::lint::han::{CharSet, is_han};
use crate::lint::lexicon::{is_known, look_like, sound};
use crate::lint::passage::{Passage, Role};
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a person is called by, before the name.
const BEFORE: &[&str] = &[
    "民警",
    "辅警",
    "干警",
    "警员",
    "法官",
    "检察官",
    "书记员",
    "医生",
    "医师",
    "护士",
    "护士长",
    "教师",
    "老师",
    "教授",
    "校长",
    "院长",
    "所长",
    "队长",
    "书记",
    "主任",
    "局长",
    "科长",
    "处长",
    "站长",
    "经理",
    "董事长",
    "司机",
    "驾驶员",
    "村民",
    "居民",
    "市民",
    "农民",
    "工人",
    "党员",
    "干部",
    "职工",
    "战士",
    "消防员",
    "指战员",
    "同志",
    "志愿者",
    "学生",
    "队员",
    "专家",
    "工程师",
    "研究员",
    "教练",
    "代表",
    "委员",
    "员",
    "师",
    "会长",
    "主席",
    "检察长",
    "秘书长",
    "理事长",
    "社长",
    "组长",
    "总经理",
    "馆长",
    "园长",
    "行长",
    "总裁",
    "县长",
    "市长",
    "区长",
    "镇长",
    "乡长",
    "厅长",
    "部长",
    "支队长",
    "大队长",
    "指导员",
    "教导员",
    "负责人",
    "带头人",
    "劳模",
    "选手",
    "运动员",
    "记者",
];
/// And after it.
const AFTER: &[&str] = &[
    "同志",
    "老师",
    "书记",
    "主任",
    "局长",
    "所长",
    "院长",
    "队长",
    "校长",
    "医生",
    "法官",
    "检察官",
    "警官",
    "教授",
    "女士",
    "先生",
    "表示",
    "说",
    "介绍",
    "认为",
    "告诉",
    "强调",
    "指出",
    "坦言",
    "感慨",
    "等人",
    "的事迹",
    "代表",
    "一家",
    "家中",
    "医师",
    "护士",
];

/// The last characters of the former and the first of the latter: most places are answered by them.
static BEFORE_ENDS: CharSet = CharSet::new("人任员士官家工师志手授机模民理生练者表警记部长席裁");
static AFTER_HEADS: CharSet = CharSet::new("一主书介代先医同告坦女家局强感所护指教校检法的等老表警认说队院");

/// The passage and place where a spelling first stands, and how often it does.
type Spelled = (usize, Range<usize>, usize);

/// Every name of the document against the others.
pub fn check(reading: &Reading, report: &mut Report) {
    // Surname and length; then each spelling with its first place and how often it stands.
    let mut names: BTreeMap<(char, usize), BTreeMap<String, Spelled>> = BTreeMap::new();
    for (index, p) in reading.passages.iter().enumerate().filter(|(_, p)| p.role != Role::Label) {
        for at in 0..p.len() {
            if !SURNAMES.contains(p.at(at)) {
                continue;
            }
            if let Some(range) = name(p, at) {
                let key = (p.at(at), range.len());
                let spelled = names.entry(key).or_default();
                spelled
                    .entry(p.text(range.clone()).to_owned())
                    .and_modify(|(.., times)| *times += 1)
                    .or_insert((index, range, 1));
            }
        }
    }
    unaddressed(reading, &names, report);
    for spellings in names.values().filter(|spellings| spellings.len() >= 2) {
        let list: Vec<_> = spellings.iter().collect();
        for (order, (one, first)) in list.iter().enumerate() {
            for (other, second) in list.iter().skip(order + 1) {
                if alike(one, other) {
                    let second_is_rare = second.2 < first.2
                        || second.2 == first.2 && (second.0, second.1.start) > (first.0, first.1.start);
                    let (rare, usual, there) =
                        if second_is_rare { (second, one, first) } else { (first, other, second) };
                    tell(reading, rare, usual, there, report);
                }
            }
        }
    }
}

/// 杨晓东 here, 杨晓冬 there without a word of address: two characters of three agree, the third sounds or looks alike.
fn unaddressed(reading: &Reading, names: &BTreeMap<(char, usize), BTreeMap<String, Spelled>>, report: &mut Report) {
    let three: BTreeMap<char, &BTreeMap<String, Spelled>> =
        names.iter().filter(|((_, length), _)| *length == 3).map(|((surname, _), list)| (*surname, list)).collect();
    if three.is_empty() {
        return;
    }
    for (index, p) in reading.passages.iter().enumerate().filter(|(_, p)| p.role != Role::Label) {
        for at in 0..p.len().saturating_sub(2) {
            if !SURNAMES.contains(p.at(at)) {
                continue;
            }
            let Some(list) = three.get(&p.at(at)) else { continue };
            let written = p.text(at..at + 3);
            // 向他们; a roll of names has many alike.
            let roll = p.before(at) == '、' && matches!(p.at(at + 3), '、' | '（' | '等');
            let part = is_han(p.before(at)) && is_known(&[p.before(at), p.at(at)]) || p.at(at + 2) == '们' || roll;
            if list.contains_key(written) || part || is_known(&[p.at(at), p.at(at + 1)]) {
                continue;
            }
            if let Some((usual, there)) = list.iter().find(|(name, _)| alike(name, written)) {
                tell(reading, &(index, at..at + 3, 1), usual, there, report);
            }
        }
    }
}

fn tell(reading: &Reading, (index, range, _): &Spelled, usual: &str, there: &Spelled, report: &mut Report) {
    let (Some(p), Some(other)) = (reading.passages.get(*index), reading.passages.get(there.0)) else { return };
    report.push(
        p.finding(
            "W10",
            range.clone(),
            say!("“{}”在别处写作“{}”", "{} is written {} elsewhere", p.text(range.clone()), usual),
        )
        .help(say!("是一个人就统一写法", "if it is one person, write the name one way"))
        .with(other.span(there.1.clone()), say!("别处", "elsewhere")),
    );
}

/// Two or three characters of a name at a surname, when a word of address stands before or after them.
fn name(p: &Passage, at: usize) -> Option<Range<usize>> {
    let called = BEFORE_ENDS.contains(p.before(at)) && p.ends_any(at, BEFORE).is_some();
    if !called && !AFTER_HEADS.contains(p.at(at + 2)) && !AFTER_HEADS.contains(p.at(at + 3)) {
        return None;
    }
    let addresses = |end: usize| {
        let found = p.starts_any(end, AFTER).filter(|_| AFTER_HEADS.contains(p.at(end)));
        found.map(|(word, _)| word)
    };
    let ends = |end: usize| {
        let goes_on = super::free(p.at(end)) || is_known(&[p.at(end), p.at(end + 1)]);
        !is_han(p.at(end)) && p.at(end) != '\0' || addresses(end).is_some() || called && goes_on
    };
    // The longer first, unless its third character is a word of grammar: 刘芳被评为.
    let order = if super::free(p.at(at + 2)) { [2, 3] } else { [3, 2] };
    order.into_iter().find_map(|length| {
        let end = at + length;
        let chars = p.slice(at..end);
        let given = p.slice(at + 1..end);
        let han = chars.len() == length && chars.iter().all(|c| is_han(*c));
        let addressed = addresses(end).is_some_and(|word| word != "说" || !is_han(p.before(at)));
        let word = length == 2 && is_known(chars)
            || length == 3 && is_known(&[p.at(at), p.at(at + 1)]) && (called || is_known(given));
        let begins = !is_han(p.before(at)) || called;
        (han && ends(end) && (called || addressed && begins) && !word).then_some(at..end)
    })
}

/// Whether two names differ in one character that sounds or looks like the other.
fn alike(a: &str, b: &str) -> bool {
    let odd: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(a, b)| a != b).collect();
    matches!(odd.as_slice(), [(a, b)] if sound(*a) != 0 && sound(*a) == sound(*b) || look_like(*a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_are_those_of_the_lists() {
        assert!(BEFORE.iter().all(|word| word.chars().next_back().is_some_and(|c| BEFORE_ENDS.contains(c))));
        assert!(AFTER.iter().all(|word| word.chars().next().is_some_and(|c| AFTER_HEADS.contains(c))));
    }
}
