//! The rows of figures.csv, typed.

use crate::base::{SourceId, Span, Spanned};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The table of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureTable {
    /// The file.
    pub source: SourceId,
    /// Rows in file order.
    pub rows: Vec<Figure>,
    /// Row of each id.
    index: BTreeMap<String, u32>,
}

impl FigureTable {
    /// A table of these rows; of rows with the same id the first counts.
    pub fn new(source: SourceId, rows: Vec<Figure>) -> FigureTable {
        let mut index = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            index.entry(row.id.value.clone()).or_insert(at as u32);
        }
        FigureTable { source, rows, index }
    }

    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.rows.get(self.find(id)? as usize)
    }

    /// The number of the row with this id.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.index.get(id).copied()
    }

    /// All ids, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }
}

/// One figure.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// `[a-z0-9.-]`, unique.
    pub id: Spanned<String>,
    /// 指标.
    pub indicator: Spanned<String>,
    /// The value as written, in `scale` (1.3 with 万 is 13,000), digits kept (`3.10` stays `3.10`).
    pub value: Spanned<Number>,
    /// 起, 个, %, 元 …; empty for a pure number.
    pub unit: Spanned<String>,
    /// 余, 近, 约, 超 …; empty for exact.
    pub qualifier: Spanned<String>,
    /// 万, 亿, 百, 千 …; empty for one.
    pub scale: Spanned<String>,
    /// Year-on-year change in percent, when stated beside the value.
    pub yoy: Option<Spanned<Number>>,
    /// 上升, 下降, 增长, 持平 …; of `yoy`, or of the value itself when that is a change.
    pub direction: Spanned<String>,
    /// Section, for tables grouped by it.
    pub section: Spanned<String>,
    /// Who states it.
    pub origin: Spanned<String>,
    /// Remark.
    pub note: Spanned<String>,
    /// The value to the last unit, in units (not in `scale`): what a qualifier or rounding is measured by.
    pub exact: Option<Spanned<Number>>,
    /// Upper end of a range whose lower end is `value`.
    pub upper: Option<Spanned<Number>>,
    /// The value of the period before, in the same scale and unit.
    pub prior: Option<Spanned<Number>>,
    /// What the change is measured against: 同比 (the default when empty), 环比, 比上年末 …
    pub compare: Spanned<String>,
    /// Prices: 现价, 不变价, 可比价; a change at constant prices is not recomputed from current ones.
    pub basis: Spanned<String>,
    /// Whether the change may be computed from `value` and `prior`.
    pub recompute: Recompute,
    /// How its numbers are rounded, when the table says so.
    pub rounding: Rounding,
    /// Period reported on, as printed (2021年, 前三季度).
    pub period: Spanned<String>,
    /// Id of the total that this row and its fellows add up to.
    pub adds_to: Spanned<String>,
    /// Id of the row of which this is a 其中 part.
    pub part_of: Spanned<String>,
    /// `a/b`: ids of which this is the percentage.
    pub ratio: Spanned<String>,
    /// Ids of a counted list (四个下降); their number is the value.
    pub list: Vec<Spanned<String>>,
    /// The whole row.
    pub span: Span,
}

/// Whether a change may be computed from the value and the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recompute {
    /// It may: a written change is checked, a missing one computed.
    #[default]
    Yes,
    /// It may not: the two values are not comparable (other prices, other scope).
    No,
}

/// How numbers are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Not said: what is computed is rounded half up, of what is written a tie may go either way.
    #[default]
    Unsaid,
    /// 四舍五入: a tie goes away from zero.
    HalfUp,
    /// 四舍六入五成双 (GB/T 8170 B): a tie goes to the even digit.
    HalfEven,
    /// 去尾: towards zero.
    Down,
    /// 进一: away from zero.
    Up,
}

/// An exact decimal with the digits as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: Decimal,
    /// The digits as written, trailing zeros kept.
    pub written: String,
}

impl Number {
    /// A plain decimal: digits, one point, a minus sign before them; no commas, no exponent.
    pub fn parse(written: &str) -> Option<Number> {
        let unsigned = written.strip_prefix('-').unwrap_or(written);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return None;
        }
        let value = written.parse().ok()?;
        Some(Number { value, written: written.to_owned() })
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        Number { value, written: value.to_string() }
    }
}
