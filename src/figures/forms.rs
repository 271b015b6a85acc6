//! How a figure is written in prose (GB/T 15835): `$(id)` and `$(id:form)`.

use super::han;
use super::interval::ten;
use super::words::{Stand, Way, power, qualifier, way};
use super::{Figure, Number, Rounded};
use crate::base::Spanned;
use crate::base::diag::Words;
use crate::say;
use rust_decimal::Decimal;

/// A way of writing a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `$(id)`: number, scale and qualifier; `%` with it: `8`, `57.4%`, `1.3万余`.
    Plain,
    /// `:unit`: and its unit: `8起`, `1370万余元`, `约3万人`.
    Unit,
    /// `:value`: the digits alone.
    Value,
    /// `:trend`: direction and change: `上升57.4%`, `持平`.
    Trend,
    /// `:yoy`: the change without its direction: `57.4%`.
    Yoy,
    /// `:change`: what it is measured against, direction and change: `同比上升57.4%`.
    Change,
    /// `:thousands`: digits in groups of three, `18,650`; only where asked (GB/T 15835 5.1.2).
    Thousands,
    /// `:thousands-unit`: and the unit: `18,650元`.
    ThousandsUnit,
    /// `:scaled`: in the largest of 万 and 亿 that leaves one or more, no digit lost: `3.45亿`.
    Scaled,
    /// `:scaled-unit`: and the unit: `3.45亿元`.
    ScaledUnit,
    /// `:exact`: the exact value: `13245`.
    Exact,
    /// `:exact-unit`: and the unit: `13245个`.
    ExactUnit,
    /// `:prior`: the value before, with its scale: `120`.
    Prior,
    /// `:prior-unit`: and the unit: `120起`.
    PriorUnit,
    /// `:diff`: the difference from the value before, without its sign: `14`.
    Diff,
    /// `:diff-unit`: and the unit, 个百分点 for rates: `14起`, `1.2个百分点`.
    DiffUnit,
    /// `:万余-unit`: the exact value written round; see [`Rounded`].
    Rounded(Rounded),
    /// `:han`: in Chinese numerals: `四`, `十二`.
    Han,
    /// `:han-unit`: with its unit; 2 is 两: `两个`, `十二年`.
    HanUnit,
}

/// Forms by the names that `$(id:form)` gives them.
pub const FORMS: &[(&str, Form)] = &[
    ("", Form::Plain),
    ("unit", Form::Unit),
    ("value", Form::Value),
    ("trend", Form::Trend),
    ("yoy", Form::Yoy),
    ("change", Form::Change),
    ("thousands", Form::Thousands),
    ("thousands-unit", Form::ThousandsUnit),
    ("scaled", Form::Scaled),
    ("scaled-unit", Form::ScaledUnit),
    ("exact", Form::Exact),
    ("exact-unit", Form::ExactUnit),
    ("prior", Form::Prior),
    ("prior-unit", Form::PriorUnit),
    ("diff", Form::Diff),
    ("diff-unit", Form::DiffUnit),
    ("han", Form::Han),
    ("han-unit", Form::HanUnit),
];

impl Form {
    /// The form of this name.
    pub fn named(name: &str) -> Option<Form> {
        let listed = FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form);
        listed.or_else(|| Rounded::named(name).map(Form::Rounded))
    }
}

/// Why a figure cannot be written in a form: what is wrong, and what to write instead.
pub struct Refusal {
    /// What is wrong.
    pub message: Words,
    /// What to write instead.
    pub help: Words,
}

/// The figure as this form writes it.
pub fn write(figure: &Figure, form: Form) -> Result<String, Refusal> {
    match form {
        Form::Plain => Ok(number(figure, &figure.scale.value, rate(figure))),
        Form::Unit => unit(figure).map(|unit| number(figure, figure.measure().0, unit)),
        Form::Rounded(rounded) => rounded.write(figure),
        Form::Value => Ok(figure.value.value.written.clone()),
        Form::Trend => trend(figure),
        Form::Yoy => change(figure).map(|change| format!("{}{}", change.written, steps(figure))),
        Form::Change => {
            let against = if figure.compare.value.is_empty() { "同比" } else { &figure.compare.value };
            trend(figure).map(|trend| format!("{against}{trend}"))
        }
        Form::Thousands => {
            Ok(dressed(figure, &grouped(&figure.value.value.written), &figure.scale.value, rate(figure)))
        }
        Form::ThousandsUnit => {
            let digits = grouped(&figure.value.value.written);
            unit(figure).map(|unit| dressed(figure, &digits, figure.measure().0, unit))
        }
        Form::Scaled => scaled(figure).map(|(digits, scale)| dressed(figure, &digits, scale, rate(figure))),
        Form::ScaledUnit => {
            let (digits, scale) = scaled(figure)?;
            unit(figure).map(|unit| dressed(figure, &digits, scale, unit))
        }
        Form::Exact => exact(figure).map(|number| number.written.clone()),
        Form::ExactUnit => Ok(format!("{}{}", exact(figure)?.written, unit(figure)?)),
        Form::Prior => prior(figure).map(|number| format!("{}{}{}", number.written, figure.scale.value, rate(figure))),
        Form::PriorUnit => Ok(format!("{}{}{}", prior(figure)?.written, figure.measure().0, unit(figure)?)),
        Form::Diff => difference(figure).map(|rise| format!("{}{}", rise.abs(), figure.scale.value)),
        Form::DiffUnit => {
            let rise = difference(figure)?.abs();
            let unit = if figure.is_rate() { "个百分点" } else { unit(figure)? };
            Ok(format!("{rise}{}{unit}", figure.measure().0))
        }
        Form::Han => numeral(figure, false).map(|numeral| format!("{numeral}{}", figure.scale.value)),
        Form::HanUnit => {
            let unit = unit(figure)?;
            // 两个, 两次, 两万; but 二级, 二期 are written with `:han`.
            Ok(format!("{}{}{unit}", numeral(figure, true)?, figure.measure().0))
        }
    }
}

/// Number, scale and qualifier, with `unit` where it belongs; of a range, both ends.
fn number(figure: &Figure, scale: &str, unit: &str) -> String {
    let digits = &figure.value.value.written;
    match &figure.upper {
        None => dressed(figure, digits, scale, unit),
        Some(upper) => {
            // Percent signs and 万, 亿 stand on both ends of a range, units once (GB/T 15835 5.1.4).
            let both = rate(figure);
            let low = format!("{digits}{scale}{both}～{}", upper.value.written);
            dressed(figure, &low, scale, unit)
        }
    }
}

/// Digits with scale, qualifier and unit in their order.
fn dressed(figure: &Figure, digits: &str, scale: &str, unit: &str) -> String {
    let mark = &figure.qualifier.value;
    match qualifier(mark) {
        None => format!("{digits}{scale}{unit}"),
        Some((Stand::Before, _)) => format!("{mark}{digits}{scale}{unit}"),
        Some((Stand::Within, _)) => format!("{digits}{scale}{mark}{unit}"),
        Some((Stand::After, _)) => format!("{digits}{scale}{unit}{mark}"),
    }
}

/// The sign that is never parted from the digits of a rate.
fn rate(figure: &Figure) -> &str {
    if figure.is_rate() { &figure.unit.value } else { "" }
}

/// Groups of three from the right of the whole part, parted by commas.
fn grouped(written: &str) -> String {
    let (whole, fraction) =
        written.split_once('.').map_or((written, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.extend(fraction.map(|fraction| format!(".{fraction}")));
    text
}

/// The value in 亿 or 万, every digit kept; GB/T 15835 5.1.3: 3.45亿, not 3亿4500万.
fn scaled(figure: &Figure) -> Result<(String, &'static str), Refusal> {
    let id = &figure.id.value;
    let too_large = || Refusal {
        message: say!("“{id}”的数太大", "the value of `{id}` is too large"),
        help: say!("写“$({id})”", "write `$({id})`"),
    };
    let written_scale = power(figure.measure().0).unwrap_or(0);
    let value = &figure.value.value;
    let units = ten(written_scale as i32).and_then(|scale| value.value.checked_mul(scale)).ok_or_else(too_large)?;
    let (scale, name) = match units.abs() {
        units if units >= Decimal::from(100_000_000) => (8, "亿"),
        units if units >= Decimal::from(10_000) => (4, "万"),
        _ => (0, ""),
    };
    let mut scaled = ten(-scale).and_then(|scale| units.checked_mul(scale)).ok_or_else(too_large)?.normalize();
    // Zeros that were written after the point say how exact the value is: they stay.
    let kept = i64::from(value.decimals()) + i64::from(scale) - i64::from(written_scale);
    if value.decimals() > 0 && kept > i64::from(scaled.scale()) {
        scaled.rescale(u32::try_from(kept.min(12)).unwrap_or(0));
    }
    Ok((scaled.to_string(), name))
}

fn exact(figure: &Figure) -> Result<&Number, Refusal> {
    given(figure, figure.exact.as_ref(), "exact", say!("准确值", "exact value"))
}

fn prior(figure: &Figure) -> Result<&Number, Refusal> {
    given(figure, figure.prior.as_ref(), "prior", say!("上期的数", "value before"))
}

/// A cell that this form needs.
fn given<'f>(
    figure: &Figure,
    cell: Option<&'f Spanned<Number>>,
    column: &str,
    name: Words,
) -> Result<&'f Number, Refusal> {
    let id = &figure.id.value;
    cell.map(|cell| &cell.value).ok_or_else(|| Refusal {
        message: Words { zh: format!("“{id}”没有{}", name.zh), en: format!("`{id}` has no {}", name.en) },
        help: say!("在表里填上 {column}", "give the row a {column}"),
    })
}

/// Value less prior value, in the row's scale.
fn difference(figure: &Figure) -> Result<Decimal, Refusal> {
    let before = prior(figure)?.value;
    figure.value.value.value.checked_sub(before).ok_or_else(|| {
        let id = &figure.id.value;
        Refusal {
            message: say!("“{id}”的数太大", "the value of `{id}` is too large"),
            help: say!("写“$({id})”", "write `$({id})`"),
        }
    })
}

fn unit(figure: &Figure) -> Result<&str, Refusal> {
    let id = &figure.id.value;
    match figure.measure().1 {
        "" => Err(Refusal {
            message: say!("“{id}”没有单位", "`{id}` has no unit"),
            help: say!("写“$({id})”，或在表里填上单位", "write `$({id})`, or give the row a unit"),
        }),
        unit => Ok(unit),
    }
}

/// The change: year-on-year if the row has it, or the value itself when that is a change.
fn change(figure: &Figure) -> Result<&Number, Refusal> {
    let id = &figure.id.value;
    match &figure.yoy {
        Some(yoy) => Ok(&yoy.value),
        None if figure.unit.value == "%" && !figure.direction.value.is_empty() => Ok(&figure.value.value),
        None => Err(Refusal {
            message: say!("“{id}”没有同比", "`{id}` has no year-on-year change"),
            help: say!("在表里填上 yoy 和 yoy_direction", "give the row yoy and yoy_direction"),
        }),
    }
}

/// What a change is counted in: a rate of which a change is given beside it changes by 百分点.
fn steps(figure: &Figure) -> &'static str {
    if figure.is_rate() && figure.yoy.is_some() { "个百分点" } else { "%" }
}

fn trend(figure: &Figure) -> Result<String, Refusal> {
    // A rate changes by 百分点, never by percent.
    if figure.is_rate() && figure.yoy.is_none() && figure.prior.is_some() {
        let rise = difference(figure)?;
        let word = match figure.direction.value.as_str() {
            _ if rise.is_zero() => return Ok("持平".into()),
            "" if rise.is_sign_negative() => "下降",
            "" => "提高",
            word => word,
        };
        return Ok(format!("{word}{}个百分点", rise.abs()));
    }
    let word = figure.direction.value.as_str();
    let points = figure.yoy.is_none() && figure.unit.value.starts_with("个百分点");
    let amount = if points { &figure.value.value } else { change(figure)? };
    match way(word) {
        Some(Way::Level) => Ok(word.to_owned()),
        Some(Way::Up | Way::Down) if points => Ok(format!("{word}{}{}", amount.written, figure.unit.value)),
        Some(Way::Up | Way::Down) => Ok(format!("{word}{}{}", amount.written, steps(figure))),
        None if figure.yoy.is_some() => {
            let word = if amount.value.is_zero() {
                return Ok("持平".into());
            } else if amount.value.is_sign_negative() {
                "下降"
            } else {
                "上升"
            };
            Ok(format!("{word}{}{}", amount.written.trim_start_matches('-'), steps(figure)))
        }
        None => {
            let id = &figure.id.value;
            Err(Refusal {
                message: say!("“{id}”没有方向", "`{id}` has no direction"),
                help: say!("在表里填上 yoy_direction，如“上升”", "give the row a yoy_direction, as 上升"),
            })
        }
    }
}

/// The value in Chinese numerals.
fn numeral(figure: &Figure, measured: bool) -> Result<String, Refusal> {
    han::numeral(figure.value.value.value, measured).ok_or_else(|| {
        let (id, written) = (&figure.id.value, &figure.value.value.written);
        Refusal {
            message: say!("“{written}”不宜写成汉字数字", "`{written}` is not written in Chinese numerals"),
            help: say!("写“$({id})”", "write `$({id})`"),
        }
    })
}

/// A way of writing a counted list, item by item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// `:items`: each item plain: `10.8%、31%、24.3%、3.1%`.
    Items,
    /// `:items-unit`: each with its unit: `8起、5起`.
    ItemsUnit,
    /// `:trends`: each with its direction: `下降10.8%、下降31%`.
    Trends,
    /// `:names`: the indicators: `治安案件数、黄赌警情数`.
    Names,
}

/// Forms of lists by name.
pub const LIST_FORMS: &[(&str, ListForm)] = &[
    ("items", ListForm::Items),
    ("items-unit", ListForm::ItemsUnit),
    ("trends", ListForm::Trends),
    ("names", ListForm::Names),
];

impl ListForm {
    /// The form of this name.
    pub fn named(name: &str) -> Option<ListForm> {
        LIST_FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// One item of the list.
    pub fn write(self, item: &Figure) -> Result<String, Refusal> {
        match self {
            ListForm::Items => write(item, Form::Plain),
            ListForm::ItemsUnit => write(item, Form::Unit),
            ListForm::Trends => write(item, Form::Trend),
            // 治安案件数同比 is the name of a change; in a list the thing itself is named.
            ListForm::Names => {
                let name = item.indicator.value.as_str();
                Ok(name.strip_suffix("同比").unwrap_or(name).to_owned())
            }
        }
    }
}
