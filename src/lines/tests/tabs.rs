//! Tab stops and leaders.

use super::*;
use crate::style::{Leader, TabAlign, TabStop};

#[test]
fn a_tab_sends_the_rest_to_the_end() {
    let set = lines(&plain("目录\t12"), 10, Align::Start);
    assert_eq!(set[0].end, EM * 10);
}

/// Lines of a style with these stops, ranged left.
fn tabbed(text: &str, ems: i64, tabs: &[TabStop]) -> Vec<Line> {
    with_fonts(|fonts| {
        let mut sheet = sheet(Align::Justify);
        sheet.paras[0].tabs = tabs.to_vec();
        Setter::with(&sheet, Arc::new(Typefaces::new(fonts)), Rules::default()).prepare(&plain(text)).set(EM * ems)
    })
}

/// Where the glyphs of a line stand, 1/100 em.
fn places(line: &Line) -> Vec<i64> {
    let of = |glyph: Glyph| (i64::from(glyph.x) * 100 + EM.0 / 2).div_euclid(EM.0);
    line.glyphs().map(of).collect()
}

#[test]
fn tabs_lead_to_their_stops() {
    let stop = |at, align| TabStop { at: Some(at), align, leader: Leader::None };
    let stops = [stop(4_000, TabAlign::Start), stop(10_000, TabAlign::Centre), stop(16_000, TabAlign::End)];
    let set = tabbed("甲\t乙\t丙丁\t戊己", 20, &stops);
    assert_eq!(places(&set[0]), [0, 400, 900, 1000, 1400, 1500]);
    // Past a stop the next one serves; past the last a tab is one em.
    let set = tabbed("甲甲甲甲甲\t乙\t丙\t丁", 20, &stops);
    assert_eq!(places(&set[0]), [0, 100, 200, 300, 400, 950, 1500, 1700]);
}

#[test]
fn figures_stand_on_their_points() {
    let stops = [TabStop { at: Some(8_000), align: TabAlign::Decimal, leader: Leader::None }];
    let point = |text: &str| {
        let set = tabbed(text, 20, &stops);
        let glyphs: Vec<Glyph> = set[0].glyphs().collect();
        let byte = text.find('.').unwrap_or_else(|| text.find('%').unwrap()) as u32;
        i64::from(glyphs.iter().find(|glyph| glyph.text == byte).unwrap().x)
    };
    assert_eq!(["甲\t7.5%", "乙\t1,218.25", "丙\t33%"].map(point), [EM.0 * 8; 3]);
}

#[test]
fn leaders_stand_under_one_another_and_clear_of_the_text() {
    let stops = [TabStop { at: None, align: TabAlign::End, leader: Leader::Middots }];
    let dots = |text: &str| {
        let set = tabbed(text, 20, &stops);
        assert_eq!(set[0].end, EM * 20, "{text}");
        let [Adornment::Shape(leader)] = set[0].adornments() else { panic!("{:?}", set[0].adornments()) };
        let begins =
            |op: &crate::base::PathOp| if let crate::base::PathOp::Move(at) = op { Some(at.x.0) } else { None };
        leader.path.iter().filter_map(begins).collect::<Vec<i64>>()
    };
    let (short, long) = (dots("目录\t12"), dots("目录目录目录\t12"));
    assert!(short.len() > 40 && long.len() > 30 && long.iter().all(|x| short.contains(x)), "{short:?} {long:?}");
    assert!(short[0] > EM.0 * 2 + EM.0 / 4 && *short.last().unwrap() < EM.0 * 19, "{short:?}");
}

#[test]
fn what_a_tab_leads_to_goes_with_it_to_the_next_line() {
    let stops = [TabStop { at: None, align: TabAlign::End, leader: Leader::Dots }];
    let set = tabbed("坚持总体国家安全观聚焦\t第12页", 12, &stops);
    assert_eq!(words(&set), ["坚持总体国家安全观聚焦", "\t第12页"]);
    assert!(set.iter().all(|line| line.fit.overfull == Emu::ZERO) && set[1].end == EM * 12);
    // Without a place to break it sticks out, and says so.
    let set = tabbed("ABCDEFGHIJKLMNOPQRSTUVWXYZ\t12", 6, &stops);
    assert!(set[0].fit.overfull > Emu::ZERO);
}
