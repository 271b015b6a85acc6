//! N07, N10 and N13: the numbers that one sentence gives of one thing, in whatever order: what it is now, what it was,
//! by how much and by how many per cent it moved, how many times as much it is. Every two or three of them must agree.

use super::direction::{WAYS, Way};
use super::reckoning::{counted, in_scale, is_quantity, label, on_another_basis, percent_fits, slack};
use crate::lint::han::CharSet;
use crate::lint::numeral::{Numeral, Rate, Script};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// With what a change is compared: a year ago, the end of last year, last month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Year,
    End,
    Month,
}

/// Words between two numbers of one thing that only join them.
const JOINTS: &[&str] =
    &["相比", "达到", "只有", "仅为", "同期", "，", "（", "比", "较", "与", "是", "为", "达", "的", "了", "仅"];

/// Words that name what is compared with.
const BASES: &[(&str, Base)] = &[
    ("上年同期", Base::Year),
    ("去年同期", Base::Year),
    ("上年末", Base::End),
    ("上年底", Base::End),
    ("去年底", Base::End),
    ("年初", Base::End),
    ("上年", Base::Year),
    ("去年", Base::Year),
    ("同比", Base::Year),
    ("环比", Base::Month),
    ("上月", Base::Month),
];

/// Words of direction besides [`WAYS`].
const MORE_WAYS: &[(&str, Way)] =
    &[("增幅", Way::Up), ("涨幅", Way::Up), ("降幅", Way::Down), ("多", Way::Up), ("少", Way::Down)];

/// Rates of these are reckoned in constant prices, those of several years are not from year to year.
const OTHER_BASIS: &[&str] = &["实际", "生产总值", "增加值", "GDP", "年均"];

/// A word of direction before a number.
#[derive(Clone, Copy, Debug)]
struct Told {
    way: Way,
    /// Where it is shown to stand.
    at: usize,
    /// Its characters.
    size: usize,
}

/// What is known of one thing.
#[derive(Default)]
struct Series<'n> {
    now: Option<&'n Numeral>,
    was: Option<&'n Numeral>,
    amount: Option<(&'n Numeral, Told)>,
    rate: Option<(&'n Numeral, Told)>,
    /// With what amount and rate are compared.
    base: Option<Base>,
    /// Whether another rule reckons with `was` and `amount`.
    covered: bool,
}

/// What the words between two numbers say of the second.
#[derive(Default)]
struct Words {
    way: Option<Told>,
    base: Option<Base>,
    /// 提高到: the way leads to a value.
    to: bool,
}

/// Every rule of this file for the series that begins with one number.
pub fn check(p: &Passage, index: usize, first: &Numeral, report: &mut Report) {
    let Some(second) = p.numerals.get(index + 1) else { return };
    // Most numbers are followed by words that tell of something else.
    let told = is_quantity(p, first) && read(p, first.unit.end..second.range.start).is_some();
    if !told || first.value <= Decimal::ZERO || loose(p, first) {
        return;
    }
    let clause = p.clause(first.range.start);
    let own = label(p, first);
    // A change is no value; a list of things shares what comes after.
    if p.ends_any(
        first.range.start,
        &["增加", "减少", "增长", "下降", "新增", "净增", "提高", "降低", "增", "减", "多", "少"],
    )
    .is_some()
        || second.range.start > p.sentence(first.range.start).end
        || p.slice(clause.start..first.range.start).contains(&'、')
        || own.contains('每') && p.at(first.unit.end) == '的'
    {
        return;
    }
    let from = own.contains('由') || own.contains('从');
    // 比上年的26.2亿元净增2.4亿元: a base is no beginning.
    let opening = p.slice(clause.start..first.range.start);
    let compared = own.ends_with('的') && opening.iter().any(|c| matches!(c, '比' | '较'));
    if compared || BASES.iter().any(|(word, _)| own.contains(word)) {
        return;
    }
    let mut series = Series::default();
    if from {
        series.was = Some(first)
    } else {
        series.now = Some(first)
    }
    let sentence = p.sentence(first.range.start);
    let mut end = first.unit.end;
    for n in p.numerals.iter().skip(index + 1).take(5) {
        if n.range.start >= sentence.end || n.script != Script::Arabic || n.over.is_some() || loose(p, n) {
            break;
        }
        let Some(words) = read(p, end..n.range.start) else { break };
        if !series.take(p, n, &words, report) {
            break;
        }
        end = n.unit.end.max(n.range.end);
        if p.at(end) == '）' {
            end += 1;
        }
    }
}

/// 约, 近, 超 before a number, 以上 after it.
fn loose(p: &Passage, n: &Numeral) -> bool {
    matches!(p.before(n.range.start), '约' | '近' | '超' | '逾' | '过')
        || p.starts_any(n.unit.end, &["以上", "以下", "左右", "以内"]).is_some()
}

/// The words between two numbers, when they say nothing new.
fn read(p: &Passage, range: Range<usize>) -> Option<Words> {
    let mut words = Words::default();
    let mut at = range.start;
    // Most numbers are followed by other words.
    static BEGINS: CharSet = CharSet::new("比较与同环的增提上去年下降减缩压升净扩延攀回多少涨是为达");
    let first = if matches!(p.at(at), '，' | '（') { p.at(at + 1) } else { p.at(at) };
    if range.len() > 14 || !BEGINS.contains(first) {
        return None;
    }
    while at < range.end {
        let taken = if let Some((word, base)) = BASES.iter().find(|(word, _)| p.starts(at, word)) {
            words.base = Some(*base);
            word
        } else if let Some((word, way)) = MORE_WAYS.iter().chain(WAYS).find(|(word, _)| p.starts(at, word)) {
            if words.way.is_some() {
                return None;
            }
            words.way = Some(Told { way: *way, at, size: word.chars().count() });
            word
        } else if words.way.is_some() && matches!(p.at(at), '到' | '至' | '为' | '成') {
            words.to = true;
            "到"
        } else if let Some((word, _)) = p.starts_any(at, JOINTS) {
            // A new clause tells anew.
            if word == "，" && words.way.is_some() {
                return None;
            }
            word
        } else {
            return None;
        };
        at += taken.chars().count();
    }
    // Shown from the word itself, 了 and 达 being between it and the number.
    if let Some(told) = &mut words.way {
        told.at = range.end.saturating_sub(told.size);
    }
    (at == range.end).then_some(words)
}

impl<'n> Series<'n> {
    /// Takes a number in and checks it against what is known; whether the series may go on.
    fn take(&mut self, p: &Passage, n: &'n Numeral, words: &Words, report: &mut Report) -> bool {
        let known = self.now.or(self.was);
        let Some(known) = known else { return false };
        if let (Some(one), Some(other)) = (self.base, words.base)
            && one != other
        {
            return false;
        }
        match (n.rate, words.way) {
            (Rate::Percent, Some(told)) if !words.to && self.rate.is_none() => {
                let sentence = p.text(p.sentence(n.range.start));
                if on_another_basis(p, n.range.start) || OTHER_BASIS.iter().any(|word| sentence.contains(word)) {
                    return false;
                }
                self.rate = Some((n, told));
                self.base = self.base.or(words.base);
                self.check_rate(p, report);
                true
            }
            (Rate::Points, Some(told)) if !words.to && (self.was.is_some() || self.amount.is_some()) => {
                report.push(
                    p.finding(
                        "N10",
                        told.at..n.unit.end.max(n.range.end),
                        say!("数量的变化不用百分点", "the change of a quantity is not in points"),
                    )
                    .help(say!("核对，如写作“{}%”", "check: “{}%”?", p.text(n.digits.clone()))),
                );
                false
            }
            (Rate::None, way) if p.text(n.unit.clone()) == "倍" => {
                if let (None, Some(now), Some(was)) = (way, self.now, self.was) {
                    times(p, now, was, n, report);
                }
                false
            }
            (Rate::None, way) if is_quantity(p, n) && counted(p, n) == counted(p, known) && n.value > Decimal::ZERO => {
                match way {
                    Some(_) if words.to && self.now.is_none() => {
                        self.now = Some(n);
                        true
                    }
                    Some(told) if !words.to && self.amount.is_none() => {
                        self.amount = Some((n, told));
                        self.base = self.base.or(words.base);
                        self.check_amount(p, report);
                        self.check_rate(p, report);
                        true
                    }
                    None if words.base.is_some() && self.was.is_none() => {
                        self.was = Some(n);
                        self.base = self.base.or(words.base);
                        self.covered = p.ends(n.range.start, "的");
                        self.check_amount(p, report);
                        if !self.covered {
                            self.check_rate(p, report);
                        }
                        true
                    }
                    Some(_) | None => false,
                }
            }
            _ => false,
        }
    }

    /// The amount against both values.
    fn check_amount(&self, p: &Passage, report: &mut Report) {
        let (Some(now), Some(was), Some((amount, told))) = (self.now, self.was, self.amount) else { return };
        if self.covered {
            return;
        }
        let change = if told.way == Way::Up { now.value - was.value } else { was.value - now.value };
        if (change - amount.value).abs() > slack(now) + slack(was) + slack(amount) {
            let (from, to) = (p.text(was.range.clone()), p.text(now.range.clone()));
            let right = in_scale(amount, (now.value - was.value).abs());
            let right_is = say!("由{}到{}，相差{}", "from {} to {} is {}", from, to, right);
            amiss(p, told.at..amount.unit.end, right_is, report);
        }
    }

    /// The rate against whatever two others there are.
    fn check_rate(&self, p: &Passage, report: &mut Report) {
        let Some((rate, told)) = self.rate else { return };
        if let Some((amount, other)) = self.amount
            && other.way != told.way
        {
            let first = amount.range.start.min(rate.range.start);
            report.push(
                p.finding(
                    "N07",
                    first..amount.unit.end.max(rate.range.end),
                    say!("数量和比率一升一降", "the amount and the rate go two ways"),
                )
                .help(say!("核对升降", "check the direction")),
            );
            return;
        }
        // What it is and what it was, each with what rounding hides.
        let ends = |n: &Numeral| (n.value - slack(n), n.value + slack(n));
        let (change, base, shown) = match (self.now, self.was, self.amount) {
            (Some(now), Some(was), None) => {
                let ((low, high), (least, most)) = (ends(now), ends(was));
                let change = if told.way == Way::Up { (low - most, high - least) } else { (least - high, most - low) };
                (change, ends(was), (was, now))
            }
            (_, Some(was), Some((amount, _))) if !self.covered => (ends(amount), ends(was), (was, amount)),
            (Some(now), None, Some((amount, _))) => {
                let ((low, high), (least, most)) = (ends(now), ends(amount));
                let base = if told.way == Way::Up { (low - most, high - least) } else { (low + least, high + most) };
                (ends(amount), base, (now, amount))
            }
            _ => return,
        };
        let hundred = Decimal::ONE_HUNDRED;
        if change.1 < Decimal::ZERO {
            let (from, to) = (p.text(shown.0.range.clone()), p.text(shown.1.range.clone()));
            let word = p.text(told.at..rate.range.start);
            report.push(
                p.finding(
                    "N07",
                    told.at..rate.range.end,
                    say!("由{}到{}，不是“{}”", "from {} to {} is not {}", from, to, word),
                )
                .help(say!("核对升降", "check the direction")),
            );
            return;
        }
        if base.0 <= Decimal::ZERO || change.1 <= Decimal::ZERO {
            return;
        }
        if !percent_fits(rate, change.0 * hundred / base.1, change.1 * hundred / base.0) {
            let right = ((change.0 + change.1) * hundred / (base.0 + base.1))
                .round_dp_with_strategy(rate.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
            let (one, other) = (p.text(shown.0.range.clone()), p.text(shown.1.range.clone()));
            let right_is = say!("由{}和{}复算，应是{}%", "from {} and {} it is {}%", one, other, right);
            amiss(p, told.at..rate.range.end, right_is, report);
        }
    }
}

/// N13: three numbers of which one is not what the two others give.
fn amiss(p: &Passage, shown: Range<usize>, right: crate::base::diag::Words, report: &mut Report) {
    report.push(p.finding("N13", shown, right).help(say!("核对三个数", "check the three numbers")));
}

/// 是上年7.2亿元的1.2倍
fn times(p: &Passage, now: &Numeral, was: &Numeral, n: &Numeral, report: &mut Report) {
    let (low, high) = ((was.value - slack(was)).max(Decimal::new(1, 6)), was.value + slack(was));
    let half = Decimal::new(5, n.decimals + 1);
    if n.value + half < (now.value - slack(now)) / high || n.value - half > (now.value + slack(now)) / low {
        let right = (now.value / was.value).round_dp(2).normalize();
        let (from, to) = (p.text(was.range.clone()), p.text(now.range.clone()));
        let right_is = say!("由{}到{}，是{}倍", "from {} to {} it is {} times", from, to, right);
        amiss(p, n.range.start..n.unit.end, right_is, report);
    }
}
