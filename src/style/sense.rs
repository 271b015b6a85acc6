//! Headlines broken by sense: where a compositor would turn the line, and how gladly.
//!
//! Pure text: candidate places with their cost (`turns`), and the best lines for a room measured in
//! half ems (`lines`). Never inside a word, a number with its unit or a title in 《》; never a line
//! of one character; official titles take the shape of a trapezium or a lozenge (GB/T 9704 7.3.1).

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};

/// A place where a line may turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Byte of the text before which the new line begins.
    pub at: usize,
    /// How bad it is: 0 after a comma or space, 1000 between words that lean on one another.
    pub cost: u32,
}

/// The outline of a headline of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outline {
    /// Lines as even as may be.
    #[default]
    Even,
    /// 梯形: each line longer than the one above, or each shorter; or 菱形, longest in the middle.
    /// What GB/T 9704 7.3.1 asks of official titles.
    Official,
}

/// Marks after which a reader breathes.
const BREATHS: &str = "，；：。！？、…—,;:!?";
/// Marks that may not begin a line.
const CLOSING: &str = "，。、；：！？）》〉」』】〕”’…—·,.;:!?)]}%‰℃";
/// Marks that may not end one.
const OPENING: &str = "（《〈「『【〔“‘([{￥$";
/// Words that lean on what stands before them: a line does not begin with them.
const ENCLITIC: &str = "的了着过地得等们者性化";
/// Words that lean on what follows: a line does not end with them.
const PROCLITIC: &str = "和与及或在把被将对向从为以于由并而不各该本第";
/// Measure words and units that belong to the number before them.
const MEASURES: &str = "年月日时分秒个起件人名次项处类种万亿元条期届周级批家户期米吨公里余多";

/// Words that lean on the verb after them.
const ADVERBS: [&str; 12] =
    ["进一步", "全面", "深入", "切实", "认真", "不断", "继续", "大力", "积极", "扎实", "关于", "有关"];

/// Every place where the text may turn, in order.
pub fn turns(text: &str) -> Vec<Turn> {
    let mut inside = titles(text);
    inside.extend(terms(text));
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let edges: Vec<usize> = segmenter.segment_str(text).collect();
    let word = |from: usize| edges.get(from..from + 2).and_then(|ends| text.get(*ends.first()?..*ends.last()?));
    let mut found = Vec::new();
    for (index, at) in edges.iter().copied().enumerate() {
        if at == 0 || at == text.len() || inside.iter().any(|(from, to)| at > *from && at < *to) {
            continue;
        }
        let Some(cost) = cost(text, at) else { continue };
        // What the dictionary leaves as one character is mostly the end of a name that it does not
        // know (公积｜金, 云川｜市), less often its beginning.
        let after = if word(index).is_some_and(|word| is_lone(word) && !PROCLITIC.contains(word)) { 450 } else { 0 };
        let before = if index.checked_sub(1).and_then(word).is_some_and(is_lone) { 120 } else { 0 };
        found.push(Turn { at, cost: if cost < 250 { cost } else { (cost + after + before).min(1000) } });
    }
    found
}

/// One Han character by itself.
fn is_lone(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some('\u{4E00}'..='\u{9FFF}'), None))
}

/// What turning here costs, or `None` where no line may turn.
fn cost(text: &str, at: usize) -> Option<u32> {
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let (last, next) = (before.chars().next_back()?, after.chars().next()?);
    if next.is_whitespace() || CLOSING.contains(next) || OPENING.contains(last) {
        return None;
    }
    // A number is never parted from its digits, sign or measure word.
    let measured = before.trim_end_matches(|c| MEASURES.contains(c));
    if MEASURES.contains(next) && measured.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
        return None;
    }
    if last.is_whitespace() {
        return Some(0);
    }
    if BREATHS.contains(last) {
        return Some(if last == '、' { 60 } else { 0 });
    }
    if "》〉」』】）”’".contains(last) || "《〈「『【（“‘".contains(next) {
        return Some(120);
    }
    if ENCLITIC.contains(next) {
        return Some(1000);
    }
    // 发文机关 / 关于……的通知.
    if after.starts_with("关于") {
        return Some(40);
    }
    if PROCLITIC.contains(last) || ADVERBS.iter().any(|word| before.ends_with(word)) {
        return Some(800);
    }
    if last == '的' {
        return Some(150);
    }
    if next.is_ascii_digit() {
        // 公积金 / 2023年: a year opens what it dates.
        let digits = after.trim_start_matches(|c: char| c.is_ascii_digit());
        return Some(if digits.starts_with('年') { 100 } else { 400 });
    }
    if last.is_ascii_digit() {
        return Some(400);
    }
    Some(250)
}

/// Byte ranges that stay whole: titles in 《》 and quoted words.
fn titles(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (open, close) in [('《', '》'), ('“', '”'), ('「', '」')] {
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at) {
            let Some(end) = text.get(start..).and_then(|rest| rest.find(close)).map(|at| start + at + close.len_utf8())
            else {
                break;
            };
            found.push((start, end));
            from = end;
        }
    }
    found
}

/// Byte ranges of the terms that stay whole.
fn terms(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let list = include_str!("terms.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    list.flat_map(|term| text.match_indices(term).map(|(at, term)| (at, at + term.len())))
}

/// Width in half ems: a Han character two, an ASCII one one.
pub fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The bytes before which new lines begin, for the fewest lines that `room` half ems allow, and
/// among those the most sensible and best shaped; `None` when no such lines fit.
///
/// Headlines are short: every choice of turns for up to four lines is tried by dynamic programming
/// over (line count, turn), so the cost is quadratic in the turns.
pub fn lines(text: &str, room: u32, outline: Outline) -> Option<Vec<usize>> {
    if width(text) <= room {
        return Some(Vec::new());
    }
    let turns = turns(text);
    (2..=4).find_map(|count| best(text, &turns, count, room, outline))
}

/// The cheapest way to set `count` lines.
fn best(text: &str, turns: &[Turn], count: usize, room: u32, outline: Outline) -> Option<Vec<usize>> {
    let mut cheapest: Option<(u64, Vec<usize>)> = None;
    let mut chosen: Vec<Turn> = Vec::with_capacity(count - 1);
    search(text, turns, count, room, outline, 0, &mut chosen, &mut cheapest);
    cheapest.map(|(_, places)| places)
}

#[expect(clippy::too_many_arguments, reason = "one recursion, and its state is plain to see")]
fn search(
    text: &str,
    turns: &[Turn],
    count: usize,
    room: u32,
    outline: Outline,
    from: usize,
    chosen: &mut Vec<Turn>,
    cheapest: &mut Option<(u64, Vec<usize>)>,
) {
    let begin = chosen.last().map_or(0, |turn| turn.at);
    if chosen.len() + 1 == count {
        let rest = text.get(begin..).unwrap_or("");
        if fits(rest, room) {
            let total = total(text, chosen, outline);
            if cheapest.as_ref().is_none_or(|(least, _)| total < *least) {
                *cheapest = Some((total, chosen.iter().map(|turn| turn.at).collect()));
            }
        }
        return;
    }
    for (index, turn) in turns.iter().enumerate().skip(from) {
        let line = text.get(begin..turn.at).unwrap_or("");
        if width(line.trim_end()) > room {
            break;
        }
        if fits(line, room) {
            chosen.push(*turn);
            search(text, turns, count, room, outline, index + 1, chosen, cheapest);
            chosen.pop();
        }
    }
}

/// A line fits its room, and has more than one character.
fn fits(line: &str, room: u32) -> bool {
    let line = line.trim();
    width(line) <= room && line.chars().filter(|c| !CLOSING.contains(*c)).count() > 1
}

/// Costs of the turns and of the shape.
fn total(text: &str, chosen: &[Turn], outline: Outline) -> u64 {
    let mut widths = Vec::with_capacity(chosen.len() + 1);
    let mut begin = 0;
    for end in chosen.iter().map(|turn| turn.at).chain([text.len()]) {
        widths.push(u64::from(width(text.get(begin..end).unwrap_or("").trim())));
        begin = end;
    }
    let sense: u64 = chosen.iter().map(|turn| u64::from(turn.cost)).sum();
    let (longest, shortest) = (widths.iter().max().copied().unwrap_or(0), widths.iter().min().copied().unwrap_or(0));
    // A third of the longest line missing from another costs as much as a turn between two words.
    let uneven = (longest - shortest) * 750 / longest.max(1);
    let shape = match outline {
        Outline::Even => uneven,
        // A little difference is wanted; a rectangle and an hourglass are not.
        Outline::Official => uneven / 2 + if official(&widths) { 0 } else { 300 },
    };
    sense + shape
}

/// 上梯形, 下梯形 or 菱形.
fn official(widths: &[u64]) -> bool {
    let pairs = || widths.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)));
    let (rises, falls) = (pairs().filter(|(a, b)| a < b).count(), pairs().filter(|(a, b)| a > b).count());
    let turns_down_once = {
        let peak = widths.iter().enumerate().max_by_key(|(_, width)| **width).map_or(0, |(index, _)| index);
        pairs().enumerate().all(|(index, (a, b))| if index < peak { a < b } else { a > b })
    };
    rises + falls > 0 && (falls == 0 || rises == 0 || turns_down_once)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, room: u32, outline: Outline) -> String {
        let Some(places) = lines(text, room, outline) else { return "does not fit".to_owned() };
        let mut out = String::new();
        let mut begin = 0;
        for end in places.into_iter().chain([text.len()]) {
            if begin > 0 {
                out.push('/');
            }
            out.push_str(text[begin..end].trim());
            begin = end;
        }
        out
    }

    #[test]
    fn headings_turn_by_sense() {
        let cases = [
            ("数字见证平安业绩 战果彰显忠诚担当", 20, "数字见证平安业绩/战果彰显忠诚担当"),
            ("不负使命，忠诚担当", 12, "不负使命，/忠诚担当"),
            ("平安建设展现新成效", 12, "平安建设/展现新成效"),
            ("全市建成1.3万余个视频监控点", 18, "全市建成1.3万余个/视频监控点"),
            ("学习贯彻《中国共产党章程》心得", 20, "学习贯彻/《中国共产党章程》/心得"),
            ("短题", 20, "短题"),
        ];
        for (text, room, expected) in cases {
            assert_eq!(set(text, room, Outline::Even), expected, "{text}");
        }
    }

    /// Heads of newspapers and titles of official papers, each at the room that its layout gives.
    #[test]
    fn twenty_heads_turn_where_a_compositor_would() {
        let heads = [
            "我市前三季度地区生产总值同比增长6.8%",
            "全市重大项目集中开工动员大会在高新区举行",
            "让群众的获得感成色更足、幸福感更可持续",
            "小店铺里的大民生 老街巷里的新故事",
            "从“有没有”到“好不好”的民生答卷",
            "《云川市物业管理条例》自5月1日起施行",
            "跨江大桥合龙 两岸百姓盼了30年",
            "十年治水，换来一江清水东流",
            "今年新增城镇就业12.6万人",
            "全力以赴打好防汛抗旱硬仗",
            "粮食总产量首次突破300万吨",
            "公安机关严厉打击电信网络诈骗犯罪",
        ];
        let papers = [
            "云川市住房公积金2023年年度报告",
            "云川市人民政府关于印发《云川市城市更新实施办法》的通知",
            "云川市人民政府办公室关于做好2024年高校毕业生就业工作的意见",
            "关于表彰2023年度全市公安工作先进集体和先进个人的决定",
            "中共云川市委关于制定国民经济和社会发展第十五个五年规划的建议",
            "云川市财政局关于2023年预算执行情况和2024年预算草案的报告",
            "关于进一步加强安全生产和消防安全工作的紧急通知",
            "云川市第七次全国人口普查公报",
        ];
        let mut out = String::new();
        for (head, room) in heads.iter().map(|head| (head, 24)).chain(papers.iter().map(|paper| (paper, 34))) {
            let outline = if room == 24 { Outline::Even } else { Outline::Official };
            out.push_str(&set(head, room, outline));
            out.push('\n');
        }
        expect_test::expect![[r#"
            我市前三季度地区生产总值/同比增长6.8%
            全市重大项目集中开工/动员大会在高新区举行
            让群众的获得感成色更足、/幸福感更可持续
            小店铺里的大民生/老街巷里的新故事
            从“有没有”到/“好不好”的民生答卷
            《云川市物业管理条例》/自5月1日起施行
            跨江大桥合龙/两岸百姓盼了30年
            十年治水，/换来一江清水东流
            今年新增城镇就业12.6万人
            全力以赴打好防汛抗旱硬仗
            粮食总产量首次/突破300万吨
            公安机关严厉打击/电信网络诈骗犯罪
            云川市住房公积金2023年年度报告
            云川市人民政府关于印发/《云川市城市更新实施办法》的通知
            云川市人民政府办公室关于做好/2024年高校毕业生就业工作的意见
            关于表彰2023年度全市公安工作/先进集体和先进个人的决定
            中共云川市委/关于制定国民经济和社会发展/第十五个五年规划的建议
            云川市财政局关于2023年预算执行情况/和2024年预算草案的报告
            关于进一步加强安全生产/和消防安全工作的紧急通知
            云川市第七次全国人口普查公报
        "#]]
        .assert_eq(&out);
    }

    #[test]
    fn official_titles_take_a_shape() {
        let text = "淮南市公安局关于进一步加强道路交通安全管理工作的通知";
        expect_test::expect!["淮南市公安局/关于进一步加强道路交通安全管理工作的通知"].assert_eq(&set(
            text,
            40,
            Outline::Official,
        ));
        expect_test::expect!["淮南市公安局/关于进一步加强道路/交通安全管理工作的通知"].assert_eq(&set(
            text,
            24,
            Outline::Official,
        ));
    }

    #[test]
    fn no_line_of_one_character() {
        for room in 4..40 {
            let set = set("全市公安机关维护稳定再创新佳绩", room, Outline::Even);
            assert!(set == "does not fit" || set.split('/').all(|line| line.chars().count() > 1), "{room}: {set}");
        }
    }

    #[test]
    fn what_cannot_turn_is_left() {
        assert_eq!(lines("《一个长得没有办法排下的书名》", 10, Outline::Even), None);
        assert_eq!(lines("", 0, Outline::Even), Some(Vec::new()));
    }
}
