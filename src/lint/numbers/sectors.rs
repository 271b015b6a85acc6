//! N07 and N13: the growth of a whole lies between the growths of its parts, when they leave nothing out.

use super::reckoning::label;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// Parts that leave nothing out.
const WHOLES: &[&[&str]] = &[
    &["第一产业", "第二产业", "第三产业"],
    &["夏粮", "秋粮"],
    &["城镇", "农村"],
    &["城镇", "乡村"],
    &["出口", "进口"],
    &["轻工业", "重工业"],
    &["税收", "非税"],
    &["采矿业", "制造业", "电力"],
];

/// Words of growth, and whether they are of a fall.
const MOVES: &[(&str, bool)] = &[
    ("增长", false),
    ("上升", false),
    ("增产", false),
    ("提高", false),
    ("上涨", false),
    ("下降", true),
    ("减产", true),
    ("减少", true),
    ("下跌", true),
    ("回落", true),
];

/// A growth with its sign.
fn growth(p: &Passage, n: &Numeral) -> Option<Decimal> {
    if n.rate != Rate::Percent || n.script != Script::Arabic || n.over.is_some() {
        return None;
    }
    let (_, falls) = MOVES.iter().find(|(word, _)| p.ends(n.range.start, word))?;
    Some(if *falls { -n.value } else { n.value })
}

/// The rule for one number, the growth of the whole.
pub fn check(p: &Passage, whole: &Numeral, report: &mut Report) {
    let Some(total) = growth(p, whole) else { return };
    let at = p.clause_index(whole.range.start);
    let own = p.clause(whole.range.start);
    let Some(next) = p.clauses.get(at + 1).filter(|next| p.starts(next.start, "其中") && whole.range.end == own.end)
    else {
        return;
    };
    let until = p.sentence(next.start).end;
    let mut parts: Vec<(String, Decimal, Decimal)> = Vec::new();
    let mut name = String::new();
    for n in p.numerals_in(next.start..until) {
        let words = label(p, n).trim_start_matches("其中").trim_start_matches(['，', '、']);
        let bare = MOVES.iter().any(|(word, _)| *word == words);
        if !bare {
            words.clone_into(&mut name);
        }
        if let Some(grew) = growth(p, n) {
            parts.push((name.clone(), grew, Decimal::new(5, n.decimals + 1)));
        }
    }
    let complete = WHOLES
        .iter()
        .any(|set| set.len() == parts.len() && set.iter().zip(&parts).all(|(word, (name, ..))| name.contains(word)));
    let values = || parts.iter().map(|(_, grew, _)| *grew);
    let (Some(least), Some(most)) = (values().min(), values().max()) else { return };
    let room = parts.iter().map(|(.., half)| *half).max().unwrap_or_default() + Decimal::new(5, whole.decimals + 1);
    if !complete || total >= least - room && total <= most + room {
        return;
    }
    let opposite =
        total.is_sign_negative() != least.is_sign_negative() && least.is_sign_negative() == most.is_sign_negative();
    let shown = whole.range.start - 2..whole.range.end;
    let told = say!(
        "各部分在{}%与{}%之间，总的不会在其外",
        "the parts lie between {}% and {}%: so does the whole",
        least,
        most
    );
    report.push(
        p.finding(if opposite { "N07" } else { "N13" }, shown, told)
            .help(say!("核对总的和各部分的增幅", "check the whole and its parts")),
    );
}
