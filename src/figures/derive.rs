//! What follows from a row's own columns and from its fellows: changes from prior values, counts
//! of lists, ids that must exist.

use super::words::{Way, way};
use super::{Figure, Number, Recompute};
use crate::base::{Finding, Findings, Severity, Spanned};
use crate::content::yaml::nearest;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Decimals of a change that is computed: bulletins give one.
const DECIMALS: u32 = 1;

/// Completes the rows.
pub(super) fn derive(rows: &mut [Figure], findings: &mut Findings) {
    let index: BTreeMap<String, usize> = rows.iter().enumerate().map(|(at, row)| (row.id.value.clone(), at)).collect();
    for row in rows.iter_mut() {
        change(row);
    }
    for row in rows.iter() {
        references(row, rows, &index, findings);
        counted(row, rows, &index, findings);
    }
}

/// The change against the prior value, where none is written: percent of a count, points of a rate.
fn change(row: &mut Figure) {
    let Some(prior) = &row.prior else { return };
    if row.yoy.is_some() || row.recompute == Recompute::No || row.is_rate() {
        return;
    }
    let base = prior.value.value;
    if base <= Decimal::ZERO {
        return;
    }
    let change = row.value.value.value.checked_sub(base).and_then(|rise| rise.checked_mul(Decimal::ONE_HUNDRED));
    let Some(percent) = change.and_then(|rise| rise.checked_div(base)) else { return };
    let percent = percent.round_dp_with_strategy(DECIMALS, row.rounding.strategy());
    let mut amount = percent.abs();
    amount.rescale(DECIMALS);
    if row.direction.value.is_empty() {
        let word = match percent {
            percent if percent.is_zero() => "持平",
            percent if percent.is_sign_negative() => "下降",
            _ => "上升",
        };
        row.direction = Spanned { value: word.into(), span: prior.span };
    }
    row.yoy = Some(Spanned { value: Number::from(amount), span: prior.span });
}

/// Ids that a row names.
fn references(row: &Figure, rows: &[Figure], index: &BTreeMap<String, usize>, findings: &mut Findings) {
    let (numerator, denominator) = row.ratio_ids().unwrap_or_default();
    let named = [&row.adds_to, &row.part_of].into_iter().chain(&row.list);
    let ratio = [numerator, denominator].map(|id| Spanned { value: id.to_owned(), span: row.ratio.span });
    if !row.ratio.value.is_empty() && row.ratio_ids().is_none() {
        let written = &row.ratio.value;
        findings.push(
            Finding::input(
                "F15",
                row.ratio.span,
                say!("“{written}”不能填在 ratio 列", "`{written}` cannot stand under ratio"),
            )
            .help(say!("写“分子编号/分母编号”", "write `id of the part/id of the whole`")),
        );
    }
    for id in named.chain(&ratio).filter(|id| !id.value.is_empty()) {
        if index.contains_key(&id.value) && id.value != row.id.value {
            continue;
        }
        let name = &id.value;
        let others = rows.iter().map(|row| row.id.value.as_str()).filter(|other| *other != row.id.value);
        let help = match nearest(name, others) {
            Some(meant) => say!("是不是“{meant}”？", "did you mean `{meant}`?"),
            None => say!("写另一行的编号", "write the id of another row"),
        };
        findings.push(
            Finding::input("F16", id.span, say!("没有编号为“{name}”的另一行", "no other row has the id `{name}`"))
                .help(help),
        );
    }
}

/// 四个下降: the number of the list, and the way of each of its items.
fn counted(row: &Figure, rows: &[Figure], index: &BTreeMap<String, usize>, findings: &mut Findings) {
    if row.list.is_empty() {
        return;
    }
    let (count, stated) = (row.list.len(), &row.value.value);
    if stated.value != Decimal::from(count) {
        let written = &stated.written;
        let last = row.list.last().map_or(row.span, |id| id.span);
        findings.push(
            Finding::check(
                "F17",
                Severity::Error,
                row.value.span,
                say!("写 {written}，所列有 {count} 项", "{written} is stated, {count} are listed"),
            )
            .help(say!(
                "改成 {count}，或留空由列表来数；或补全列表",
                "write {count}, or leave it empty to be counted; or complete the list"
            ))
            .with(last, say!("列表在这里", "the list is here")),
        );
    }
    let Some(wanted) = way(&row.direction.value) else { return };
    for id in &row.list {
        let Some(item) = index.get(&id.value).and_then(|at| rows.get(*at)) else { continue };
        let goes = way(&item.direction.value);
        if goes.is_none_or(|goes| goes == wanted) && (goes.is_some() || wanted == Way::Level) {
            continue;
        }
        let (name, word) = (&id.value, &row.direction.value);
        let its = if item.direction.value.is_empty() { "没有方向" } else { &item.direction.value };
        findings.push(
            Finding::check(
                "F17",
                Severity::Error,
                id.span,
                say!("列表说“{word}”，“{name}”却是“{its}”", "the list says {word}, but `{name}` is {its}"),
            )
            .help(say!("从列表中去掉它，或改它的方向", "take it out of the list, or correct its direction"))
            .with(item.direction.span, say!("它的方向在这里", "its direction is here")),
        );
    }
}

impl Figure {
    /// Whether the value is a rate, so that its changes are counted in 百分点.
    pub fn is_rate(&self) -> bool {
        matches!(self.unit.value.as_str(), "%" | "‰" | "％")
    }

    /// Whether its numbers are measured, not counted, so that whole ones are rounded too.
    pub fn is_measured(&self) -> bool {
        let unit = self.measure().1;
        let measures =
            ["吨", "公斤", "千克", "克", "亩", "公顷", "公里", "千米", "米", "升", "千瓦", "度", "小时", "分钟", "秒"];
        self.is_rate()
            || unit.starts_with("个百分点")
            || measures.iter().any(|measure| unit.ends_with(measure) || unit.starts_with(measure))
    }

    /// The ids of `a/b`.
    pub fn ratio_ids(&self) -> Option<(&str, &str)> {
        let (part, whole) = self.ratio.value.split_once('/')?;
        let (part, whole) = (part.trim(), whole.trim());
        (!part.is_empty() && !whole.is_empty()).then_some((part, whole))
    }
}
