//! N13: the whole of a share, when the text names it elsewhere: 占总数的, 占财政收入的.

use super::reckoning::{counted, is_quantity, label, share_fits, slipped};
use super::shares::{quantities, wrong_share};
use crate::lint::numeral::Numeral;
use crate::lint::passage::Passage;
use crate::lint::reading::Reading;
use crate::lint::report::Report;
use rust_decimal::Decimal;

/// N13: 税收收入19.12亿元，占财政收入的66.7%: the whole is a number that the paragraph names so.
pub(super) fn named_whole(
    reading: &Reading,
    p: &Passage,
    share: &Numeral,
    (verb, object): (usize, &str),
    report: &mut Report,
) -> bool {
    const IDLE: &str = "总全部值额余量数当年度本各项";
    let core = |name: &str| core(name, IDLE);
    let Some(name) = object.strip_suffix('的').map(core).filter(|name| name.len() >= 2) else { return false };
    let before = quantities(p, 0..verb);
    let Some(part) = before.last().filter(|part| is_quantity(p, part) && follows(p, part, verb)) else {
        return false;
    };
    let larger =
        |q: &Passage, n: &Numeral| n.value >= part.value && is_quantity(q, n) && counted(q, n) == counted(p, part);
    // Every character of the whole's name stands before its number, in this order.
    // 60周岁及以上老年人口86.4万人，…占总人口的15.7%: what is a whole itself has no long words before its name.
    let all = object.contains('总') || object.contains('全');
    let named = |n: &Numeral| {
        let words = label(p, n);
        let whole = !all || words.contains(['总', '全']) || core(words).len() <= name.len() + 2;
        let mut label = words.chars();
        whole && name.iter().all(|c| label.any(|other| other == *c))
    };
    let own: Vec<&Numeral> =
        before.iter().copied().filter(|n| n.range != part.range && larger(p, n) && named(n)).collect();
    if let Some(whole) = own.last().filter(|whole| whole.value > Decimal::ZERO) {
        if !own.iter().any(|whole| share_fits(share, part, whole)) {
            wrong_share(p, verb..share.range.end, part, (p, whole), share, report);
        }
        return true;
    }
    // 岗位8600个，达成意向2168人，占岗位数的52.2%: counted otherwise, and a slip explains it.
    let sentence = p.sentence(verb);
    let other = before.iter().copied().filter(|n| {
        n.range.start >= sentence.start
            && n.value > part.value
            && is_quantity(p, n)
            && counted(p, n) != counted(p, part)
            && !matches!(counted(p, n), "元" | "万元")
            && core(label(p, n)).ends_with(&name)
    });
    let other: Vec<&Numeral> = other.collect();
    if let [whole] = other.as_slice()
        && slipped(p, share, exact(part, whole))
        && !share_fits(share, part, whole)
    {
        wrong_share(p, verb..share.range.end, part, (p, whole), share, report);
        return true;
    }
    // The paragraphs before: there the name must end the words, and a slip must explain it or one number alone be meant.
    let above = reading.above(p, 3);
    let far: Vec<(&Passage, &Numeral)> =
        numbers(above.iter()).filter(|(q, n)| larger(q, n) && ends_with(label(q, n), IDLE, &name)).collect();
    let whole = far
        .iter()
        .find(|(_, whole)| whole.value > Decimal::ZERO && (far.len() == 1 || slipped(p, share, exact(part, whole))));
    match whole {
        Some(whole) if !far.iter().any(|(_, whole)| share_fits(share, part, whole)) => {
            wrong_share(p, verb..share.range.end, part, *whole, share, report);
            true
        }
        _ => !far.is_empty(),
    }
}

/// Whether a share is told of the number before it: in the next clause, or with its growth between.
fn follows(p: &Passage, part: &Numeral, verb: usize) -> bool {
    let (from, to) = (p.clause_index(part.range.start), p.clause_index(verb));
    let growth = || {
        let between = p.clauses.get(from + 1)?;
        let way = super::direction::way_before(p, p.numerals_in(between.clone()).first()?.range.start);
        (p.at(between.end) == '，'
            && way.is_some()
            && p.slice(verb..verb + 1) == ['占']
            && p.clause(verb).start == verb)
            .then_some(())
    };
    from + 1 >= to || from + 2 == to && growth().is_some()
}

/// N13: 火灾1862起。…电气火灾612起，占总数的23.9%: the whole is called a total above. Told when a slip explains it.
pub(super) fn of_total(
    reading: &Reading,
    p: &Passage,
    share: &Numeral,
    (verb, object): (usize, &str),
    report: &mut Report,
) -> bool {
    const TOTALS: &[&str] = &["总数的", "总量的", "总起数的", "总件数的", "总人数的", "全部的", "总户数的", "总额的"];
    let before = quantities(p, 0..verb);
    let Some(part) = before.last().filter(|part| TOTALS.contains(&object) && is_quantity(p, part)) else {
        return false;
    };
    if p.clause_index(part.range.start) + 1 < p.clause_index(verb) || share.over.is_some() {
        return false;
    }
    let above = reading.above(p, 3);
    let own = before.iter().map(|n| (p, *n));
    let wholes: Vec<(&Passage, &Numeral)> = numbers(above.iter())
        .chain(own)
        .filter(|(q, n)| n.value >= part.value && is_quantity(q, n) && counted(q, n) == counted(p, part))
        .filter(|(_, n)| n.range != part.range)
        .collect();
    let slip = wholes.iter().find(|(q, whole)| {
        let called = ["共", "总"].iter().any(|word| label(q, whole).contains(word));
        let far = || (exact(part, whole) - share.value).abs() > Decimal::ONE;
        called && whole.value > Decimal::ZERO && far() && slipped(p, share, exact(part, whole))
    });
    let Some((q, whole)) = slip.filter(|_| !wholes.iter().any(|(_, whole)| share_fits(share, part, whole))) else {
        return false;
    };
    wrong_share(p, verb..share.range.end, part, (q, whole), share, report);
    true
}

/// N13: 提取住房公积金42.36亿元；提取额占当年缴存额的76.8%: the clause names its part itself, both stand above.
pub(super) fn named_both(
    reading: &Reading,
    p: &Passage,
    share: &Numeral,
    (verb, object): (usize, &str),
    report: &mut Report,
) -> bool {
    let clause = p.clause(share.range.start);
    const IDLE: &str = "总全部值额量数当年度本其中";
    let own = core(p.text(clause.start..verb), IDLE);
    let whole = core(object.trim_end_matches('的'), "总全部值额量数当年度本同期");
    if own.len() < 2 || whole.len() < 2 || own.len() > 8 || !p.numerals_in(clause.start..share.range.start).is_empty() {
        return false;
    }
    let near = || reading.above(p, 3).iter().chain([p]);
    let named = |name: &[char]| -> Vec<(&Passage, &Numeral)> {
        let of = |q: &Passage, n: &Numeral| {
            let called = || {
                let text = core(label(q, n), IDLE);
                text.len() <= name.len() + 6 && text.windows(name.len()).any(|part| part == name)
            };
            counted(q, n) == "元" && is_quantity(q, n) && called()
        };
        numbers(near()).filter(|(q, n)| of(q, n) && (!std::ptr::eq(*q, p) || n.range.start < verb)).collect()
    };
    let (mut parts, wholes) = (named(&own), named(&whole));
    parts.retain(|(q, _)| std::ptr::eq(*q, p));
    let ([(_, part)], [(q, whole)]) = (parts.as_slice(), wholes.as_slice()) else { return false };
    if part.range == whole.range || whole.value < part.value || whole.value.is_zero() || share_fits(share, part, whole)
    {
        return true;
    }
    if slipped(p, share, exact(part, whole)) {
        wrong_share(p, verb..share.range.end, part, (q, whole), share, report);
    }
    true
}

/// A name without the characters that say nothing of its kind.
fn core(name: &str, idle: &str) -> Vec<char> {
    name.chars().filter(|c| !idle.contains(*c)).collect()
}

/// Whether such a name ends with these characters.
fn ends_with(name: &str, idle: &str, end: &[char]) -> bool {
    let mut rest = name.chars().rev().filter(|c| !idle.contains(*c));
    end.iter().rev().all(|c| rest.next() == Some(*c))
}

/// What percentage a part is of a whole.
fn exact(part: &Numeral, whole: &Numeral) -> Decimal {
    part.value * Decimal::ONE_HUNDRED / whole.value
}

/// The numbers of several passages, each with its own.
fn numbers<'q, 'a: 'q>(
    passages: impl Iterator<Item = &'q Passage<'a>>,
) -> impl Iterator<Item = (&'q Passage<'a>, &'q Numeral)> {
    passages.flat_map(|q| q.numerals.iter().map(move |n| (q, n)))
}
