//! What was computed and what was checked of each row: for the report that people sign.

use super::{Figure, FigureTable, Recompute};
use crate::base::diag::Words;
use crate::say;

/// One thing that was done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// In words.
    pub words: Words,
    /// Codes of the findings that say it failed; none for what was computed, not checked.
    pub codes: &'static [&'static str],
}

/// What was computed of a row.
pub fn computed(row: &Figure) -> Vec<Words> {
    let mut done = Vec::new();
    let against = if row.compare.value.is_empty() { "同比" } else { &row.compare.value };
    if let (Some(yoy), Some(prior)) = (&row.yoy, &row.prior)
        && yoy.span == prior.span
    {
        let (word, change, before) = (&row.direction.value, &yoy.value.written, &prior.value.written);
        done.push(say!(
            "{against}{word}{change}%，由上期 {before} 算出",
            "{against} {word} {change}%, from {before} before"
        ));
    }
    if !row.list.is_empty() {
        let count = row.list.len();
        done.push(say!("由列表数出 {count} 项", "{count} items counted in its list"));
    }
    done
}

/// What was checked of a row.
pub fn proofs(row: &Figure, table: &FigureTable) -> Vec<Proof> {
    let mut done = Vec::new();
    let mut add = |words: Words, codes: &'static [&'static str]| done.push(Proof { words, codes });
    let against = if row.compare.value.is_empty() { "同比" } else { &row.compare.value };
    match (&row.prior, &row.yoy, row.recompute) {
        (Some(_), _, Recompute::No) => {
            add(say!("{against}不复算（口径不同）", "{against} not recomputed (other basis)"), &[])
        }
        (Some(prior), Some(yoy), Recompute::Yes) if yoy.span != prior.span => {
            let before = &prior.value.written;
            add(say!("{against}由上期 {before} 复算", "{against} recomputed from {before}"), &["F30", "F31", "F32"]);
        }
        (Some(_), _, Recompute::Yes) => add(say!("方向与两期的数", "direction against both values"), &["F31", "F32"]),
        (None, ..) => {}
    }
    if let Some(exact) = &row.exact {
        let exact = &exact.value.written;
        add(say!("约数、修约与准确值 {exact}", "qualifier and rounding against {exact}"), &["F33"]);
    }
    if let Some((part, whole)) = row.ratio_ids() {
        add(say!("占比由 {part} / {whole} 复算", "share recomputed as {part} / {whole}"), &["F34"]);
    }
    if !row.part_of.value.is_empty() {
        let whole = &row.part_of.value;
        add(say!("其中项不大于 {whole}", "no more than {whole}"), &["F35", "F38"]);
    }
    let parts = table.rows.iter().filter(|part| part.adds_to.value == row.id.value).count();
    if parts > 0 {
        add(say!("{parts} 个分项之和", "sum of {parts} parts"), &["F36", "F38"]);
    }
    if !row.list.is_empty() {
        add(say!("列表的项数与方向", "count and directions of its list"), &["F17"]);
    }
    done
}
