//! The rows of figures.csv, typed.

use crate::base::{SourceId, Span, Spanned};
use rust_decimal::Decimal;

/// The table of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureTable {
    /// The file.
    pub source: SourceId,
    /// Rows in file order.
    pub rows: Vec<Figure>,
}

impl FigureTable {
    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.rows.iter().find(|row| row.id.value == id)
    }
}

/// One figure.
#[derive(Clone, Debug)]
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
    /// The whole row.
    pub span: Span,
}

/// An exact decimal with the digits as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: Decimal,
    /// The digits as written, trailing zeros kept.
    pub written: String,
}
