//! W02 by model: two characters that are no word, between words, where a common word sounds or
//! looks like them (记术 ← 技术).
//!
//! Measured on 1.5 million characters of newspaper text: one doubtful place in 50,000.

use crate::lint::han::{CharSet, is_han};
use crate::lint::lexicon::{is_known, is_phrase, is_rare, misspelt};
use crate::lint::passage::Passage;
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters that stand as words of their own: beside one another they are no slip.
static ALONE: CharSet = CharSet::new(
    "地着得过出里进到给谁想管既先敢太很用看听写读找打买卖吃住走坐站放送收发做作干办建造开关入回起成变换连混带靠待喜爱长短好坏真假早晚快慢轻重难易天地人手心头身口眼水火风花书车船衣房军国党民官学校村州邦侨银企农工商户院所队组员者家族姓氏女男父母子儿老少友客师生王李",
);
/// What makes a noun of the two before it: 销号率.
static SUFFIXES: CharSet = CharSet::new("率数额量值费款制化类级");
/// What makes a name of the two before it: 泾川县, 王砾氏.
static NAMES: CharSet = CharSet::new("县市区镇乡村州省河江湖山路街桥港岛寺庙氏某族");
/// Surnames: with one of them the two are a person.
static SURNAMES: CharSet = CharSet::new(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵",
);

/// A place where a word is misspelt, the word, and whether it is one of the commonest.
pub type Doubt = (Range<usize>, [char; 2], bool);

/// Places where a word is misspelt.
pub fn find(p: &Passage) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut before = false;
    for (end, &b) in p.chars.iter().enumerate() {
        let tied = is_han(b) && !alone(b);
        if !std::mem::replace(&mut before, tied) || !tied {
            continue;
        }
        let at = end - 1;
        let a = p.at(at);
        let rare = is_known(&[a, b]);
        if rare && !is_rare(a, b) {
            continue;
        }
        let at_left = |step: usize| at.checked_sub(step).map_or('\0', |at| p.at(at));
        let (left2, left, right, right2) = (at_left(2), at_left(1), p.at(at + 2), p.at(at + 3));
        let overlaps =
            [&[left, a][..], &[b, right], &[left, a, b], &[a, b, right], &[left2, left, a], &[b, right, right2]]
                .iter()
                .any(|word| word.iter().all(|c| is_han(*c)) && is_known(word));
        // On each side a mark, a free character or the edge of a word.
        let left_ends = !is_han(left) || alone(left) || is_known(&[left2, left]);
        let right_begins =
            !is_han(right) || alone(right) || is_known(&[right, right2]) || SUFFIXES.contains(right) && !is_han(right2);
        // 市防指, 国家防总: headquarters by their short names.
        let office = a == '防' && matches!(b, '指' | '总' | '办');
        let named = office
            || NAMES.contains(right)
            || SURNAMES.contains(a) && !is_han(left)
            || SURNAMES.contains(left) && !is_known(&[left2, left]);
        if overlaps || !left_ends || !right_begins || named || !is_han(left) && !is_han(right) || idiom(p, at) {
            continue;
        }
        if let Some((right, sure)) = misspelt(a, b) {
            found.push((at..at + 2, right, sure && !rare));
        }
    }
    found
}

/// What is written twice is a term, not a slip.
pub fn count(pairs: &mut BTreeMap<[char; 2], usize>, p: &Passage, found: &[Doubt]) {
    for (range, ..) in found {
        *pairs.entry([p.at(range.start), p.at(range.start + 1)]).or_default() += 1;
    }
}

fn alone(c: char) -> bool {
    super::free(c) || ALONE.contains(c)
}

/// Whether the two stand within a set phrase of four: 了如|指掌.
fn idiom(p: &Passage, at: usize) -> bool {
    (at.saturating_sub(2)..=at).any(|start| start + 4 <= p.len() && is_phrase(p.slice(start..start + 4)))
}
