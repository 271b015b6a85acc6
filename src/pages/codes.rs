//! Faults of fit: each placed, each with what to do about it. The page is set all the same.

use crate::base::{CodeNote, Emu, Finding, Severity, Span};
use crate::say;

/// Codes of this room.
pub const CODES: &[CodeNote] = &[
    CodeNote {
        code: "G10",
        zh: "一行排不进栏宽，超出了版心。改短、加一个可断行处，或把栏放宽。",
        en: "A line is wider than its column. Shorten it, allow a break in it, or widen the column.",
    },
    CodeNote {
        code: "G11",
        zh: "一个不可拆分的部分（表格的一行、标题、图）比版心还高。拆开它或缩小它。",
        en: "A part that does not come apart (a table's row, a head, a picture) is taller than the type area. Split it or make it smaller.",
    },
    CodeNote {
        code: "G12",
        zh: "要求不拆开的内容无法排在一栏内，只好拆开。",
        en: "What was asked to stay together does not fit one column and was parted.",
    },
    CodeNote {
        code: "G13", zh: "栏首或栏尾留下了孤行。", en: "A single line was left at a column's head or foot."
    },
    CodeNote {
        code: "G14",
        zh: "标题留在了栏尾，后面没有正文。",
        en: "A head was left at a column's foot with no text after it.",
    },
    CodeNote {
        code: "G15",
        zh: "栏太窄，放不下一个字或表格的最窄列宽。减少栏数或列数。",
        en: "A column is too narrow for a character or for a table's narrowest columns. Use fewer columns.",
    },
    CodeNote {
        code: "G16",
        zh: "图片比版心大，已缩小到放得下。",
        en: "A picture is larger than the type area and was made smaller.",
    },
    CodeNote {
        code: "G17",
        zh: "各栏不齐：不可拆开的内容使栏高相差不止一行。增减几行，或让大块内容通栏。",
        en: "Columns differ by more than a line, because something in them does not come apart. Add or cut a few lines, or let the large block go over all columns.",
    },
    CodeNote {
        code: "G18",
        zh: "表格的一行比版心还高，已按行拆到下一栏。把它分成几行，或让表格通栏。",
        en: "A row of a table is taller than the type area and goes on in the next column. Divide it, or let the table go over all columns.",
    },
    CodeNote {
        code: "G19",
        zh: "原来的栏数排不齐，这一部分改用了较少、较宽的栏，或改为通栏。若不愿如此，增减几行。",
        en: "The columns could not be made level: this part stands in fewer, wider columns, or over all of them. If you do not want that, add or cut a few lines.",
    },
];

/// A row of a table that goes on in the next column.
pub fn tall_row(span: Span) -> Finding {
    Finding::check(
        "G18",
        Severity::Warning,
        span,
        say!(
            "表格的一行比版心还高，已拆到下一栏",
            "a row of this table is taller than the type area and goes on in the next column"
        ),
    )
    .help(say!("把它分成几行，或让表格通栏", "divide it, or let the table go over all columns"))
}

/// Columns that could not be levelled.
pub fn uneven(span: Span, lines: u32) -> Finding {
    let message = say!("各栏相差 {lines} 行", "the columns differ by {lines} lines");
    Finding::check("G17", Severity::Info, span, message)
        .help(say!("增减几行，或让大块内容通栏", "add or cut a few lines, or let the large block go over all columns"))
}

/// Set in other columns so that all are level; 1 for the whole page.
pub fn widened(span: Span, columns: u8) -> Finding {
    let message = match columns {
        1 => say!("为使各栏齐平，这里改为通栏", "set over all columns, so that they are level"),
        _ => say!("为使各栏齐平，这里改排 {columns} 栏", "set in {columns} columns, so that they are level"),
    };
    Finding::check("G19", Severity::Info, span, message)
        .help(say!("若不愿如此，增减几行", "to avoid it, add or cut a few lines"))
}

/// A line that sticks out.
pub fn overfull_line(span: Span, by: Emu) -> Finding {
    let mm = by.to_mm();
    Finding::check(
        "G10",
        Severity::Warning,
        span,
        say!("这一行超出栏宽 {mm:.1} 毫米", "this line is {mm:.1} mm wider than its column"),
    )
    .help(say!("改短，或在可断行处分开", "shorten it, or allow a break in it"))
}

/// A strip taller than its column.
pub fn too_tall(span: Span) -> Finding {
    Finding::check(
        "G11",
        Severity::Warning,
        span,
        say!("这里有一部分比版心还高", "a part of this is taller than the type area"),
    )
    .help(say!("拆成几行或几块，或缩小它", "split it, or make it smaller"))
}

/// A break where there should be none.
pub fn broken(span: Span, price: u32) -> Finding {
    use super::flow::{HEAD_AT_FOOT, SINGLE_LINE};
    if price >= HEAD_AT_FOOT {
        Finding::check("G14", Severity::Warning, span, say!("标题留在了栏尾", "this head was left at a column's foot"))
            .help(say!("在前面增减几行文字", "add or cut a few lines before it"))
    } else if price >= SINGLE_LINE {
        Finding::check(
            "G13",
            Severity::Warning,
            span,
            say!("栏边留下孤行", "a single line was left at a column's edge"),
        )
        .help(say!("增减几个字", "add or cut a few words"))
    } else {
        Finding::check(
            "G12",
            Severity::Warning,
            span,
            say!("要求不拆开的内容被拆开了", "what was to stay together was parted"),
        )
        .help(say!("内容高于一栏：缩短它，或允许拆开", "it is taller than a column: shorten it, or let it break"))
    }
}

/// A column with no room for what stands in it.
pub fn too_narrow(span: Span, need: Emu, have: Emu) -> Finding {
    let (need, have) = (need.to_mm(), have.to_mm());
    Finding::check(
        "G15",
        Severity::Warning,
        span,
        say!(
            "栏宽 {have:.1} 毫米，至少要 {need:.1} 毫米",
            "the column is {have:.1} mm wide, at least {need:.1} mm are needed"
        ),
    )
    .help(say!("减少栏数或表格列数", "use fewer columns on the page or in the table"))
}

/// A picture that was made smaller.
pub fn shrunk(span: Span) -> Finding {
    Finding::check(
        "G16",
        Severity::Warning,
        span,
        say!("图片大于版心，已缩小", "the picture is larger than the type area and was made smaller"),
    )
    .help(say!("给出放得下的宽度", "state a width that fits"))
}
