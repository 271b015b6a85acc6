//! One layout over another: what the upper one says holds, where it is silent the lower one answers.

use super::file::*;
use std::collections::BTreeMap;

/// Field by field, the upper answer or the lower.
pub trait Overlay {
    /// This over `base`.
    #[must_use]
    fn over(self, base: Self) -> Self;
}

impl<T> Overlay for Option<T> {
    fn over(self, base: Self) -> Self {
        self.or(base)
    }
}

impl<K: Ord, V: Overlay> Overlay for BTreeMap<K, V> {
    fn over(self, mut base: Self) -> Self {
        for (key, value) in self {
            let merged = match base.remove(&key) {
                Some(below) => value.over(below),
                None => value,
            };
            base.insert(key, merged);
        }
        base
    }
}

macro_rules! overlay {
    ($($kind:ident { $($field:ident),* $(,)? })*) => {
        $(impl Overlay for $kind {
            fn over(self, base: Self) -> Self {
                $kind { $($field: self.$field.over(base.$field),)* }
            }
        })*
    };
}

overlay! {
    LayoutFile { based_on, about, page, lines, blocks, styles, characters, tables, boxes, furniture }
    PageFile { size, bleed, facing, level, spanning, em, line, lines, sink, front, jump_to, jump_from, columns, column, characters, gutter, rule, top, inner }
    LinesFile { kinsoku, marks, region, trim_start, hanging, latin_gap, em_grid, hyphens, anywhere }
    BlocksFile { heading_parts, table_style, table_across, table_panels, long_tables, chart_across, numbers_across, box_style, box_across, chart_lines_per_bar, chart_lines, cover, contents, contents_title, notes, notes_title, space_around }
    StyleFile {
        name, font, size, line, takes, align, indent, start, end, tracking, tabs, colour, across, before, after,
        keep_with_next, keep_together, outline, prefix, orphans, widows, sizes, spread, tighten, widen, turn, number, opens,
    }
    BoxFile { name, rule, inner_rule, inner_distance, open, ornament, fill, padding }
    CharFile { name, font, size, rise, colour }
    TableFile { name, outer, under_head, rows, columns, sides, head_fill, group_fill, padding }
}
