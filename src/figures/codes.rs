//! What the codes of this room mean.

use crate::base::CodeNote;

/// Codes of the table of figures, and of references to it.
pub const CODES: &[CodeNote] = &[
    note(
        "F01",
        "稿件没有指标表，却引用了指标。在稿件里写“figures: figures.csv”。",
        "The source states figures but names no table. Write `figures: figures.csv`.",
    ),
    note("F02", "指标表缺少必需的列。", "The table lacks a required column."),
    note(
        "F03",
        "指标表里有不认识的列，多半是拼写。",
        "The table has a column that is not known; most often a slip of spelling.",
    ),
    note(
        "F04",
        "这一行的格数与表头不同。含逗号的格要加引号。",
        "A row has more or fewer cells than the head. Quote a cell that holds a comma.",
    ),
    note("F05", "指标编号的写法不对。", "A figure's id is not well formed."),
    note("F06", "两行用了同一个编号。", "Two rows have the same id."),
    note("F07", "数值不是十进制数。", "A value is not a decimal number."),
    note("F08", "数量级只能是百、千、万、亿等。", "A scale is one of 百, 千, 万, 亿 and the like."),
    note(
        "F09",
        "方向词不认识，或与数值的正负不合。",
        "A word of direction is not known, or does not go with the sign.",
    ),
    note("F10", "约数词不认识。", "A qualifier is not known."),
    note("F11", "必须填写的格是空的。", "A cell that must be filled is empty."),
    note(
        "F12",
        "CSV 的引号没有收尾，或引号内外混写。",
        "A quote in the CSV is not closed, or does not enclose its whole cell.",
    ),
    note("F13", "指标表没有表头。", "The table has no head."),
    note(
        "F14",
        "这种表读不了，或工作簿已损坏。用 .csv、.yaml 或 .xlsx。",
        "A table of this kind cannot be read, or the workbook is broken. Use .csv, .yaml or .xlsx.",
    ),
    note("F15", "这一列只能填规定的几种写法。", "Only certain words can stand in this column."),
    note("F16", "所指的另一行不存在。", "The row that is named does not exist."),
    note(
        "F17",
        "列表的项数或方向与所写的不合。",
        "The number of a list, or the direction of its items, is not what is stated.",
    ),
    note("F20", "没有这个编号的指标。", "There is no figure with this id."),
    note("F21", "没有这种写法。", "There is no such form."),
    note("F22", "这个指标不能用这种写法。", "This figure cannot be written in this form."),
    note("F23", "没有这个分组。", "There is no such section."),
    note(
        "F30",
        "由本期与上期的数复算，同比不符（已计入修约）。",
        "Recomputed from the values, the change is wrong, rounding allowed for.",
    ),
    note("F31", "方向词与两期的数相反。", "The direction is against the two values."),
    note(
        "F32",
        "上期为零或为负，百分比没有意义。",
        "The value before is zero or negative: a percentage has no meaning.",
    ),
    note("F33", "约数词或修约与准确值不合。", "A qualifier or rounding does not fit the exact value."),
    note("F34", "由分子、分母复算，占比不符。", "Recomputed from part and whole, the share is wrong."),
    note("F35", "其中项大于总数。", "A part is more than its whole."),
    note(
        "F36",
        "分项之和与总数不符，修约也解释不了。",
        "Parts do not add up to the total, and rounding does not explain it.",
    ),
    note(
        "F37",
        "分项之和与总数因修约略有出入，应加注。",
        "Parts and total differ by rounding; say so under the table.",
    ),
    note(
        "F40",
        "--table 给出的表里，这一列或这一行没有用。",
        "A column or row of the table given with --table is not used.",
    ),
    note("F38", "分项与总数的单位不同。", "A part and its whole are counted in different units."),
];

const fn note(code: &'static str, zh: &'static str, en: &'static str) -> CodeNote {
    CodeNote { code, zh, en }
}
