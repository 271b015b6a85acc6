//! How a figure is written in prose (GB/T 15835): `$(id)` and `$(id:form)`.

use super::han;
use super::words::{Stand, Way, qualifier, way};
use super::{Figure, Number};
use crate::base::diag::Words;
use crate::say;

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
    ("han", Form::Han),
    ("han-unit", Form::HanUnit),
];

impl Form {
    /// The form of this name.
    pub fn named(name: &str) -> Option<Form> {
        FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
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
        Form::Plain => Ok(number(figure, if is_percent(&figure.unit.value) { &figure.unit.value } else { "" })),
        Form::Unit => unit(figure).map(|unit| number(figure, unit)),
        Form::Value => Ok(figure.value.value.written.clone()),
        Form::Trend => trend(figure),
        Form::Yoy => change(figure).map(|change| format!("{}%", change.written)),
        Form::Han => numeral(figure, false).map(|numeral| format!("{numeral}{}", figure.scale.value)),
        Form::HanUnit => {
            let unit = unit(figure)?;
            // 两个, 两次, 两万; but 二级, 二期 are written with `:han`.
            Ok(format!("{}{}{unit}", numeral(figure, true)?, figure.scale.value))
        }
    }
}

/// Number, scale and qualifier, with `unit` where it belongs.
fn number(figure: &Figure, unit: &str) -> String {
    let (digits, scale, mark) = (&figure.value.value.written, &figure.scale.value, &figure.qualifier.value);
    match qualifier(mark) {
        None => format!("{digits}{scale}{unit}"),
        Some((Stand::Before, _)) => format!("{mark}{digits}{scale}{unit}"),
        Some((Stand::Within, _)) => format!("{digits}{scale}{mark}{unit}"),
        Some((Stand::After, _)) => format!("{digits}{scale}{unit}{mark}"),
    }
}

fn unit(figure: &Figure) -> Result<&str, Refusal> {
    let id = &figure.id.value;
    match figure.unit.value.as_str() {
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

fn trend(figure: &Figure) -> Result<String, Refusal> {
    let word = figure.direction.value.as_str();
    let points = figure.yoy.is_none() && figure.unit.value.starts_with("个百分点");
    let amount = if points { &figure.value.value } else { change(figure)? };
    match way(word) {
        Some(Way::Level) => Ok(word.to_owned()),
        Some(Way::Up | Way::Down) if points => Ok(format!("{word}{}{}", amount.written, figure.unit.value)),
        Some(Way::Up | Way::Down) => Ok(format!("{word}{}%", amount.written)),
        None if figure.yoy.is_some() => {
            let word = if amount.value.is_zero() {
                return Ok("持平".into());
            } else if amount.value.is_sign_negative() {
                "下降"
            } else {
                "上升"
            };
            Ok(format!("{word}{}%", amount.written.trim_start_matches('-')))
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

/// Units that are never parted from their number.
fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "‰" | "％")
}
