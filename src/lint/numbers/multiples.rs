//! N13: 由10万元增加到30万元，增加了3倍: how many times more, reckoned from the two values.

use super::reckoning::{counted, is_quantity, slack};
use crate::lint::numeral::{Numeral, Rate};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// The rule for one number, the value that was.
pub fn check(p: &Passage, index: usize, base: &Numeral, report: &mut Report) {
    let (Some(now), Some(times)) = (p.numerals.get(index + 1), p.numerals.get(index + 2)) else { return };
    if !is_quantity(p, base) || !is_quantity(p, now) || counted(p, base) != counted(p, now) || base.value.is_zero() {
        return;
    }
    let clause = p.clause(base.range.start);
    let opening = p.text(clause.start..base.range.start);
    let gap = p.text(base.unit.end..now.range.start);
    let moved =
        ["增加到", "增长到", "提高到", "上升到", "增至", "升至", "扩大到", "增加至", "提高至", "发展到", "跃升至"]
            .contains(&gap);
    let from = opening.contains('由') || opening.contains('从');
    let next = p.clause(times.range.start);
    let words = p.text(next.start..times.range.start).trim_end_matches('了');
    let grew = ["增加", "增长", "提高", "上升", "扩大", "是原来的", "是上年的", "净增"].contains(&words);
    let told = p.text(times.unit.clone()) == "倍"
        && times.rate == Rate::None
        && times.over.is_none()
        && next.start == p.clause(now.range.start).end + 1
        && times.unit.end == next.end;
    if !from || !moved || !grew || !told {
        return;
    }
    let ratio =
        |now: Decimal, base: Decimal| if words.starts_with('是') { now / base } else { now / base - Decimal::ONE };
    let low = ratio(now.value - slack(now), base.value + slack(base));
    let high = ratio(now.value + slack(now), (base.value - slack(base)).max(Decimal::new(1, 6)));
    let half = Decimal::new(5, times.decimals + 1);
    if times.value + half < low || times.value - half > high {
        let right = ratio(now.value, base.value).round_dp(2).normalize();
        report.push(
            p.finding(
                "N13",
                next.start..times.unit.end,
                say!(
                    "由{}到{}，应是{}倍",
                    "from {} to {} it is {} times",
                    p.text(base.range.clone()),
                    p.text(now.range.clone()),
                    right
                ),
            )
            .help(say!("核对倍数：“增加了”不含原数", "check: 增加了 does not hold the old value")),
        );
    }
}
