//! The setter as a whole, in the real faces: readable cases, and properties over random text.

use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Emu, Findings, Sources};
use crate::content::Mark;
use crate::fonts::{Class, Fonts};
use crate::style::{Align, FontRole, Kinsoku, MarkWidth, Para, ParaStyle, Run, Sheet};
use proptest::prelude::*;
use std::sync::Arc;

mod tabs;

const EM: Emu = Emu(133_350);

fn with_fonts<T>(use_them: impl FnOnce(&Fonts<'_>) -> T) -> T {
    let (files, mut sources, mut findings) = (MemoryFiles::default(), Sources::default(), Findings::default());
    let fonts = Fonts::open(&files, &mut sources, &mut findings).unwrap();
    use_them(&fonts)
}

fn sheet(align: Align) -> Sheet {
    let style = ParaStyle { font: FontRole("song".into()), size: EM, align, ..ParaStyle::default() };
    Sheet { paras: vec![style], ..Sheet::default() }
}

fn plain(text: &str) -> Para {
    marked(&[(text, &[])])
}

fn marked(runs: &[(&str, &[Mark])]) -> Para {
    let mut para = Para::default();
    let mut text = String::new();
    for (words, marks) in runs {
        let start = text.len() as u32;
        text.push_str(words);
        para.runs.push(Run { range: start..text.len() as u32, marks: marks.to_vec(), ..Run::default() });
    }
    para.text = text.into();
    para
}

/// Sets with mainland rules; the words of each line.
fn lines(para: &Para, ems: i64, align: Align) -> Vec<Line> {
    with_fonts(|fonts| {
        let sheet = sheet(align);
        Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), Rules::default()).prepare(para).set(EM * ems)
    })
}

fn words(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.text().get(line.range.start as usize..line.range.end as usize).unwrap()).collect()
}

#[test]
fn the_character_map_gives_every_ideograph_as_shaping_does() {
    with_fonts(|fonts| {
        let faces = Typefaces::new(fonts);
        for role in ["song", "hei"] {
            let role = fonts.role(role).unwrap();
            // One of seven: the whole plane takes seconds in an unoptimised build.
            for c in ('\u{4E00}'..='\u{9FFF}').step_by(7) {
                let Some(pick) = fonts.pick(role, c, Class::Han) else { continue };
                let mut shaped = Vec::new();
                faces.shape(pick.face, c.encode_utf8(&mut [0; 4]), Writing::Chinese, &mut shaped);
                let square = faces.square(role, c, Class::Han);
                let [glyph] = shaped.as_slice() else { panic!("{c}: {shaped:?}") };
                assert_eq!((square.glyph, i32::from(square.advance)), (glyph.glyph, glyph.advance), "{c}");
            }
        }
    });
}

#[test]
fn a_dash_is_one_glyph_of_two_ems() {
    let set = lines(&plain("国——国"), 10, Align::Start);
    let glyphs: Vec<_> = set[0].glyphs().map(|glyph| (glyph.x, glyph.len)).collect();
    let em = EM.0 as i32;
    assert_eq!(glyphs, [(0, 3), (em, 6), (3 * em, 3)]);
}

#[test]
fn a_justified_line_ends_at_its_measure_to_the_unit() {
    let text = "市公安局在市委、市政府和省公安厅的坚强领导下，2021年共破案57.4%，（坚持）以“人民”为中心——全面贯彻。";
    for ems in 7..20 {
        for line in lines(&plain(text), ems, Align::Justify).iter().filter(|line| !line.fit.last) {
            assert_eq!(line.end, EM * ems);
        }
    }
}

#[test]
fn numbers_keep_their_units() {
    for unit in ["57.4%", "1370万余元", "1.3万余个", "5万—10万", "12年", "380个", "3.45亿元", "2021年", "63%～68%"]
    {
        let text = format!("全市公安机关{unit}坚持总体国家安全观");
        for ems in 7..10 {
            let set = lines(&plain(&text), ems, Align::Justify);
            assert!(words(&set).iter().any(|line| line.contains(unit)), "{unit} at {ems}: {:?}", words(&set));
        }
    }
}

/// A unit parts from its number only where the line before it would be torn open, right after a figure last of all;
/// what is one value never parts.
#[test]
fn a_unit_parts_rather_than_a_line_is_torn() {
    let breaks = |text: &str, ems: i64| {
        let set = lines(&plain(text), ems, Align::Justify);
        words(&set).first().map(|line| (*line).to_owned()).unwrap_or_default()
    };
    let clause = "坚持总体国家安全观";
    assert_eq!(
        breaks(&format!("侦办案件后全市公安机关共建1.3万余个{clause}"), 17),
        "侦办案件后全市公安机关共建1.3万余"
    );
    assert_eq!(breaks(&format!("共用时，自报警算起不过只用1.35分钟{clause}"), 16), "共用时，自报警算起不过只用1.35分");
    for value in ["57.4%", "-36℃", "1.3万", "5—10", "￥500"] {
        let text = format!("聚焦建党以来安保维稳{value}{clause}{clause}");
        for ems in 10..16 {
            let set = lines(&plain(&text), ems, Align::Justify);
            assert!(words(&set).iter().any(|line| line.contains(value)), "{value} at {ems}: {:?}", words(&set));
        }
    }
    // Ten ideographs before a number that does not fit: a line of eleven opens by one em, of twelve by two.
    let first = |ems| breaks(&format!("聚焦建党以来安保维稳380个{clause}{clause}"), ems);
    assert_eq!((first(11).as_str(), first(12).as_str()), ("聚焦建党以来安保维稳", "聚焦建党以来安保维稳380"));
}

#[test]
fn no_last_line_of_one_character() {
    let text = "坚持总体国家安全观聚焦第一议题突出第一时间";
    for count in 8..21 {
        let text: String = text.chars().take(count).collect();
        for ems in 6..9 {
            let set = lines(&plain(&text), ems, Align::Justify);
            let last = words(&set).last().copied().unwrap_or_default().chars().count();
            assert!(set.len() == 1 || last >= 2, "{:?}", words(&set));
        }
    }
}

#[test]
fn forced_breaks_make_lines_of_their_own() {
    assert_eq!(words(&lines(&plain("数字见证\n战果彰显\n"), 10, Align::Centre)), ["数字见证\n", "战果彰显\n", ""]);
}

#[test]
fn names_are_spread_evenly() {
    let set = lines(&plain("李明"), 4, Align::Even);
    let glyphs: Vec<_> = set[0].glyphs().map(|glyph| glyph.x).collect();
    assert_eq!(glyphs, [0, 3 * EM.0 as i32]);
}

#[test]
fn dots_stand_under_characters_not_under_marks() {
    let para = marked(&[("这是", &[]), ("重点，重点", &[Mark::Dot]), ("。", &[])]);
    let set = lines(&para, 20, Align::Start);
    assert_eq!(set[0].adornments().len(), 4);
}

#[test]
fn names_and_titles_are_underlined_once_a_line() {
    let para = marked(&[("读", &[]), ("红楼梦", &[Mark::Book]), ("者", &[]), ("曹雪芹", &[Mark::Name])]);
    assert_eq!(lines(&para, 20, Align::Start)[0].adornments().len(), 2);
    let narrow = lines(&para, 3, Align::Start);
    assert_eq!(words(&narrow), ["读红楼", "梦者曹", "雪芹"]);
    assert_eq!(narrow.iter().map(|line| line.adornments().len()).sum::<usize>(), 4);
}

#[test]
fn the_name_of_one_who_has_died_is_framed() {
    let para = marked(&[("悼念", &[]), ("李明", &[Mark::Late]), ("同志", &[])]);
    let set = lines(&para, 20, Align::Start);
    let [Adornment::Shape(frame)] = set[0].adornments() else { panic!("{:?}", set[0].adornments()) };
    let xs = frame.path.iter().filter_map(|op| match op {
        crate::base::PathOp::Move(at) | crate::base::PathOp::Line(at) => Some(at.x),
        _ => None,
    });
    let (from, to) = (xs.clone().min().unwrap(), xs.max().unwrap());
    // Round the two characters, hardly wider.
    assert!(from < EM * 2 && from > EM * 2 - EM.scale(1, 10) && to > EM * 4 && to < EM * 4 + EM.scale(1, 10));
    // On two lines, two frames.
    assert_eq!(lines(&para, 3, Align::Start).iter().map(|line| line.adornments().len()).sum::<usize>(), 2);
}

#[test]
fn ruby_widens_a_base_that_is_narrower() {
    let pinyin = Mark::Ruby("zhuàng chuáng".into());
    let set = lines(&marked(&[("国", &[]), ("撞床", &[pinyin]), ("国", &[])]), 20, Align::Start);
    assert_eq!(set[0].adornments().len(), 2);
    assert!(set[0].end > EM * 4);
    let zhuyin = Mark::Ruby("ㄍㄨㄛˊ".into());
    let set = lines(&marked(&[("国", &[zhuyin])]), 20, Align::Start);
    // Three signs and the tone.
    assert_eq!(set[0].adornments().len(), 4);
}

/// Where the reading over the first base begins and ends, and where its line ends, in 1/100 em.
fn reading(para: &Para, ems: i64) -> (i64, i64, i64) {
    let set = lines(para, ems, Align::Start);
    let found = set.iter().flat_map(|line| line.adornments()).find_map(|adornment| match adornment {
        Adornment::Text { at, line, .. } => Some((at.x.0, at.x.0 + line.end.0)),
        Adornment::Shape(_) => None,
    });
    let (from, to) = found.unwrap();
    let hundredths = |emu: i64| (emu * 100 + EM.0 / 2).div_euclid(EM.0);
    (hundredths(from), hundredths(to), hundredths(set[0].end.0))
}

#[test]
fn a_reading_hangs_over_blanks_and_kana_but_not_over_ideographs_or_edges() {
    let wide = || vec![Mark::Ruby("chuáng".into())];
    let over = |before: &str, after: &str| {
        let marks = wide();
        reading(&marked(&[(before, &[]), ("床", &marks), (after, &[])]), 20)
    };
    // Between ideographs the base makes room for all of it.
    let (from, to, end) = over("国", "国");
    assert!(from >= 100 && to <= end - 100 && end > 300, "{from} {to} {end}");
    let widened = end - 300;
    // The blanks of a comma before it and of a bracket after it hold it: nothing is widened.
    let (from, to, end) = over("国，", "（国");
    assert!(from < 200 && to > 300 && end == 500, "{from} {to} {end}");
    let (_, _, end) = over("の", "の");
    assert!(end < 300 + widened, "{end}");
    // At a line's start it begins in the line.
    let (from, _, _) = over("", "（国");
    assert!((0..10).contains(&from), "{from}");
    // A neighbour that has a reading itself is not hung over.
    let marks = wide();
    let both = [("床", marks.as_slice()), ("（", &[]), ("床", marks.as_slice())];
    let set = lines(&marked(&both), 20, Align::Start);
    let places: Vec<(i64, i64)> = set[0]
        .adornments()
        .iter()
        .filter_map(|adornment| match adornment {
            Adornment::Text { at, line, .. } => Some((at.x.0, at.x.0 + line.end.0)),
            Adornment::Shape(_) => None,
        })
        .collect();
    assert!(places[0].1 <= places[1].0, "{places:?}");
}

#[test]
fn a_superscript_stays_with_its_word() {
    let para = marked(&[("国国国国", &[]), ("12", &[Mark::Sup]), ("国国国", &[])]);
    assert_eq!(words(&lines(&para, 4, Align::Justify)), ["国国国", "国12国", "国国"]);
}

#[test]
fn variants_have_one_line_more_or_less() {
    let text = "全市公安机关坚持总体国家安全观，聚焦“第一议题”，突出“第一时间”，在深化党史学习教育中感悟初心使命、弘扬伟大建党精神、赓续红色基因，出台了《加强市局党委班子政治建设的实施意见》，强化理论武装，筑牢忠诚警魂。";
    with_fonts(|fonts| {
        let sheet = sheet(Align::Justify);
        let setter = Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), Rules::default());
        let prepared = setter.prepare(&plain(text));
        let (mut found, mut denied) = (0, 0);
        for ems in 8..24 {
            let (measure, natural) = (EM * ems, prepared.set(EM * ems).len());
            for (count, loosest) in [(natural - 1, 95), (natural + 1, 60), (natural + 1, 95), (natural + 2, 95)] {
                let variant = prepared.variant(measure, count, loosest);
                // What is drawn first is what is set then, and nothing that can be had is denied.
                let fits = |lines: &[Line]| lines.iter().map(|line| (line.range.clone(), line.fit)).collect::<Vec<_>>();
                assert_eq!(prepared.others(measure, loosest).unwrap().sketch(count), variant.as_deref().map(fits));
                assert!(variant.is_none() || prepared.may_have(measure, count, loosest), "{count} lines of {ems} ems");
                denied += u32::from(!prepared.may_have(measure, count, loosest));
                if let Some(variant) = variant {
                    assert_eq!(variant.len(), count);
                    assert!(variant.iter().all(|line| line.fit.last || line.fit.stretch <= loosest));
                    found += 1;
                }
            }
        }
        assert!(denied > 0);
        assert!(found > 0);
    });
}

fn with_rules(text: &str, ems: i64, rules: Rules) -> Vec<Line> {
    with_fonts(|fonts| {
        let sheet = sheet(Align::Justify);
        Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), rules).prepare(&plain(text)).set(EM * ems)
    })
}

/// CLREQ 3.2.2: Latin words break at hyphenation points alone; names and abbreviations stay whole.
#[test]
fn english_words_part_at_syllables_with_a_hyphen() {
    let text = "会议介绍了新引进的internationalization规范及其推广应用情况。";
    let rules = |hyphens| Rules { hyphens, ..Rules::default() };
    let whole = with_rules(text, 12, rules(Hyphens::Soft));
    let parted = with_rules(text, 12, rules(Hyphens::English));
    assert!(words(&whole).iter().any(|line| line.contains("internationalization")), "{:?}", words(&whole));
    let first = &parted[0];
    assert_eq!(words(&parted)[0], "会议介绍了新引进的inter", "{:?}", words(&parted));
    assert_eq!(words(&parted).concat(), text);
    assert_eq!(first.end, EM * 12);
    // The hyphen is a further glyph of the last letter: it stands for no character.
    let (hyphens, letters): (Vec<Glyph>, Vec<Glyph>) = first.glyphs().partition(|glyph| glyph.len == 0);
    assert_eq!((hyphens.len(), letters.len()), (1, "会议介绍了新引进的inter".chars().count()));
    assert!(letters.iter().all(|letter| letter.x < hyphens[0].x));
    for name in ["Internationalization", "INTERNATIONALIZATION", "inter2nationalization"] {
        let text = text.replace("internationalization", name);
        assert!(words(&with_rules(&text, 12, rules(Hyphens::English))).iter().any(|line| line.contains(name)));
    }
}

#[test]
fn a_parted_word_is_as_wide_as_a_whole_one() {
    let text = "efficient fluffy official waffles";
    let glyphs = |hyphens| {
        let set = with_rules(text, 40, Rules { hyphens, ..Rules::default() });
        set[0].glyphs().map(|glyph| (glyph.id, glyph.x)).collect::<Vec<_>>()
    };
    assert_eq!(glyphs(Hyphens::English), glyphs(Hyphens::Nowhere));
}

#[test]
fn a_soft_hyphen_shows_only_at_a_line_end() {
    let count = |ems| {
        let set = with_rules("国国国国regu\u{AD}lation国国国国国国国", ems, Rules::default());
        set.iter().flat_map(|line| line.glyphs()).filter(|glyph| glyph.len == 0).count()
    };
    assert_eq!((count(7), count(20)), (1, 0));
}

#[test]
fn a_word_wider_than_its_line_breaks_anywhere_if_asked() {
    let text = "国国https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa国国";
    let stuck = |anywhere| {
        let set = with_rules(text, 8, Rules { anywhere, ..Rules::default() });
        assert_eq!(words(&set).concat(), text);
        set.iter().any(|line| line.fit.overfull > Emu::ZERO)
    };
    assert!(stuck(false) && !stuck(true));
    // A number parts only there.
    let set = with_rules("全市公安机关1370万余元坚持总体", 7, Rules { anywhere: true, ..Rules::default() });
    assert!(words(&set).iter().any(|line| line.contains("1370万余元")), "{:?}", words(&set));
}

/// GB/T 15834 5.1.9: no line ends with a solidus; an address may.
#[test]
fn the_third_mark_of_a_row_begins_a_line_rather_than_stick_out() {
    let rows = |text: &str, ems| {
        let set = lines(&plain(text), ems, Align::Justify);
        let over = set.iter().any(|line| line.fit.overfull > Emu::ZERO);
        (words(&set).into_iter().map(str::to_owned).collect::<Vec<_>>(), over)
    };
    // Two ems hold an ideograph and two marks of half an em, not three.
    assert_eq!(rows("国国。』」国国国", 2), (vec!["国".into(), "国。』".into(), "」国".into(), "国国".into()], false));
    // Where there is room the row stays whole, and two marks never part.
    assert_eq!(rows("国国国。』」国国国", 4).0, ["国国", "国。』」国", "国国"]);
    assert_eq!(rows("国国。」国国", 2).0.iter().filter(|line| line.starts_with('」')).count(), 0);
}

#[test]
fn a_solidus_inside_latin_ends_no_line() {
    for ems in 7..12 {
        let set = with_rules("国国国国国国国60km/h国国国国国国国国", ems, Rules::default());
        assert!(words(&set).iter().any(|line| line.contains("60km/h")), "{ems}: {:?}", words(&set));
    }
    let set = with_rules("国国国https://example.org/path/to/page国国国国", 10, Rules::default());
    assert!(words(&set).iter().any(|line| line.ends_with('/')), "{:?}", words(&set));
}

/// GB/T 15835 5.1.3: the space between groups of three is part of the number and keeps its width.
#[test]
fn the_space_in_a_number_does_not_open() {
    let width = |text: &str, ems| {
        let set = with_rules(text, ems, Rules::default());
        let glyphs: Vec<Glyph> = set[0].glyphs().collect();
        let at = |c: char| {
            glyphs.iter().find(|glyph| text[glyph.text as usize..].starts_with(c)).map(|glyph| glyph.x).unwrap()
        };
        at('6') - at('8')
    };
    let natural = width("共18 650条", 20);
    assert_eq!(width("国国国国国共18 650条国国国国国国国国国国国", 11), natural);
    assert!(width("国国国国国共a8 650b国国国国国国国国国国国国", 11) > natural);
}

#[test]
fn a_paragraph_of_marks_alone_is_chinese() {
    for marks in ["——", "……", "“”"] {
        let set = with_rules(marks, 10, Rules::default());
        assert!(set[0].end >= EM, "{marks} {:?}", set[0].end);
    }
}

#[test]
fn a_stop_hangs_when_it_may() {
    let rules = Rules { hanging: Hanging::Stops, ..Rules::default() };
    with_fonts(|fonts| {
        let sheet = sheet(Align::Justify);
        let setter = Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), rules);
        let set = setter.prepare(&plain("国国国国，国国国国")).set(EM * 4);
        assert_eq!(words(&set), ["国国国国，", "国国国国"]);
        assert_eq!(set[0].end, EM * 4 + EM.scale(1, 2));
    });
}

#[test]
fn latin_runs_fill_whole_ems() {
    let rules = Rules { em_grid: true, ..Rules::default() };
    with_fonts(|fonts| {
        let sheet = sheet(Align::Start);
        let setter = Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), rules);
        for text in ["国A国", "国57.4%国", "国Typst国国LaTeX国", "国E mail国"] {
            let width = setter.prepare(&plain(text)).natural_width();
            assert_eq!(width.0 % EM.0, 0, "{text}: {width}");
        }
    });
}

#[test]
fn styles_of_widths() {
    let width = |marks: MarkWidth, text: &str| {
        with_fonts(|fonts| {
            let sheet = sheet(Align::Start);
            let rules = Rules { marks, ..Rules::default() };
            let natural =
                Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), rules).prepare(&plain(text)).natural_width();
            natural.0 * 10 / EM.0
        })
    };
    // 国，国。国 and an adjacent pair.
    let text = "国，国。国）。国";
    assert_eq!(width(MarkWidth::Full, text), 75);
    assert_eq!(width(MarkWidth::Kaiming, text), 70);
    assert_eq!(width(MarkWidth::Half, text), 60);
    assert_eq!(width(MarkWidth::HalfAtEnd, text), 80);
    assert_eq!(width(MarkWidth::None, text), 80);
}

/// Characters of every class, ideographs the more often.
fn any_text() -> impl Strategy<Value = String> {
    let marks: Vec<char> =
        "，。、；：？！“”‘’（）《》【】—…～·／–ab1２%.-+ \u{3000}\n\té한ไ①℃ㄅァ\u{301}\u{200D}\u{AD}😀"
            .chars()
            .collect();
    let one = prop_oneof![5 => prop::sample::select("国市公安局坚持总体".chars().collect::<Vec<_>>()), 4 => prop::sample::select(marks), 1 => any::<char>()];
    let one = prop_oneof![30 => one.prop_map(String::from), 1 => Just("difficult officials".to_owned())];
    prop::collection::vec(one, 0..90).prop_map(|parts| parts.concat())
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let level = prop::sample::select(vec![Kinsoku::None, Kinsoku::Basic, Kinsoku::Gb, Kinsoku::Strict]);
    let css = prop::sample::select(vec![CssLevel::Loose, CssLevel::Normal, CssLevel::Strict, CssLevel::Anywhere]);
    let marks = prop::sample::select(vec![
        MarkWidth::Full,
        MarkWidth::Kaiming,
        MarkWidth::Half,
        MarkWidth::HalfAtEnd,
        MarkWidth::None,
    ]);
    let choice = prop::sample::select(vec![Choice::Best, Choice::First]);
    let practice = prop::sample::select(vec![Practice::Mainland, Practice::Centred, Practice::Japan]);
    let trim = prop::sample::select(vec![TrimStart::Never, TrimStart::NotFirst, TrimStart::Always]);
    let breaks = prop_oneof![
        4 => level.prop_map(Breaks::Clreq),
        1 => css.prop_map(|level| Breaks::Css(level, CssLanguage::JaZh, CssWords::Normal)),
    ];
    let gap = prop::sample::select(vec![0, 125, 250]);
    let hyphens = prop::sample::select(vec![Hyphens::Nowhere, Hyphens::Soft, Hyphens::English]);
    (breaks, marks, choice, practice, any::<(bool, bool, bool)>(), trim, (gap, hyphens)).prop_map(
        |(breaks, marks, choice, practice, (hang, em_grid, anywhere), trim_start, (latin_gap, hyphens))| Rules {
            hyphens,
            anywhere,
            breaks,
            marks,
            choice,
            practice,
            hanging: if hang { Hanging::Stops } else { Hanging::Nothing },
            em_grid,
            trim_start,
            latin_gap,
            ..Rules::default()
        },
    )
}

/// The text in three runs, the middle one marked.
fn any_marks() -> impl Strategy<Value = (Vec<Mark>, usize, usize)> {
    let marks = vec![
        vec![],
        vec![Mark::Ruby("zhuàng chuáng".into())],
        vec![Mark::Ruby("ㄍㄨㄛˊ".into())],
        vec![Mark::Dot, Mark::Name],
        vec![Mark::Book],
        vec![Mark::Sup],
        vec![Mark::Strong, Mark::Sub],
    ];
    (prop::sample::select(marks), 0usize..90, 0usize..12)
}

fn marked_middle(text: &str, (marks, from, count): &(Vec<Mark>, usize, usize)) -> Para {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let (from, to) = (byte(*from), byte(from + count));
    let parts = [(0..from, &[][..]), (from..to, marks.as_slice()), (to..text.len(), &[][..])];
    let words: Vec<(&str, &[Mark])> =
        parts.into_iter().filter(|(range, _)| !range.is_empty()).map(|(range, marks)| (&text[range], marks)).collect();
    if words.is_empty() { plain(text) } else { marked(&words) }
}

/// Whether a line has two neighbours between which a gap may open.
fn can_open(words: &str) -> bool {
    let square = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    let words: Vec<char> = words.trim_end().chars().collect();
    words.windows(2).any(|pair| square(pair[0]) && square(pair[1]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_in_is_text_out_and_lines_fit(
        text in any_text(),
        marks in any_marks(),
        rules in any_rules(),
        align in prop::sample::select(vec![Align::Justify, Align::Start, Align::Centre, Align::End, Align::Even]),
        tenths in 5i64..250,
    ) {
        let hangs = rules.hanging != Hanging::Nothing;
        let (css, justify) = (matches!(rules.breaks, Breaks::Css(..)), align == Align::Justify);
        let measure = EM.scale(tenths, 10);
        let (set, loose) = with_fonts(|fonts| {
            let sheet = sheet(align);
            let setter = Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), rules);
            let prepared = setter.prepare(&marked_middle(&text, &marks));
            let set = prepared.set(measure);
            let loose = prepared.variant(measure, set.len() + 1, 95);
            (set, loose)
        });
        let joined: String = words(&set).concat();
        prop_assert_eq!(&joined, &text);
        if let Some(loose) = loose {
            prop_assert_eq!(words(&loose).concat(), text.clone());
            prop_assert_eq!(loose.len(), set.len() + 1);
        }
        for (line, words) in set.iter().zip(words(&set)) {
            if line.fit.overfull > Emu::ZERO {
                prop_assert!(line.end >= measure, "reported overfull, ends at {}", line.end);
            } else if !hangs {
                prop_assert!(line.end <= measure, "{} in {}", line.end, measure);
                // It fits exactly, unless it is the last, or is pushed by a tab, or has nothing to open; no gap
                // opens before what is raised.
                let raised = marks.0.iter().any(|mark| matches!(mark, Mark::Sup | Mark::Sub));
                let free = line.fit.last || !justify || css || words.contains('\t') || raised || !can_open(words);
                prop_assert!(free || line.end == measure, "{} in {}: {}", line.end, measure, words);
            }
            for glyph in line.glyphs() {
                let end = glyph.text as usize + usize::from(glyph.len);
                prop_assert!(text.is_char_boundary(glyph.text as usize) && text.is_char_boundary(end));
                prop_assert!(line.range.start <= glyph.text && end <= line.range.end as usize);
            }
        }
    }
}
