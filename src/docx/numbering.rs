//! The part `word/numbering.xml`: numbering that an editor can apply to headings and items.
//!
//! Labels of the source are text (一、 （一） 1.), as its author wrote them; Word's own numbering
//! over them would print them twice. The definition is there for what editors add.

use super::xml::{El, Part, el, val};

/// GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）, and on from there.
const LEVELS: [(&str, &str); 6] = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
    ("lowerLetter", "%6."),
];

/// The part.
pub(crate) fn part() -> Vec<u8> {
    let level = |(index, (format, text)): (usize, &(&'static str, &'static str))| -> El {
        el("w:lvl")
            .at("w:ilvl", index)
            .with(val("w:start", 1))
            .with(val("w:numFmt", *format))
            .with(val("w:suff", "nothing"))
            .with(val("w:lvlText", *text))
            .with(val("w:lvlJc", "left"))
            .with(el("w:pPr").with(el("w:ind").at("w:left", 0).at("w:firstLine", 0)))
    };
    let definition = el("w:abstractNum")
        .at("w:abstractNumId", 0)
        .with(val("w:nsid", "42580001"))
        .with(val("w:multiLevelType", "multilevel"))
        .with(val("w:tmpl", "42580002"))
        .with(val("w:name", "公文层次"))
        .with_all(LEVELS.iter().enumerate().map(level));
    let list = el("w:num").at("w:numId", 1).with(val("w:abstractNumId", 0));
    Part::of(&el("w:numbering").at("xmlns:w", super::NS_W).with(definition).with(list))
}
