//! The part `word/settings.xml`: what Word does with Chinese text in this document.

use super::furniture::Kinds;
use super::xml::{El, Part, el, val};
use super::{Job, ends, notes};
use crate::style::{Kinsoku, LineRules, MarkWidth};

/// 行尾禁则 (CLREQ 3.1.6): opening marks, which may not end a line.
const NOT_AT_END: &str = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";
/// 行首禁则: marks that may not begin a line, signs of units with them.
const NOT_AT_START: &str = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃々〉》」』】〕〗〞！％＂＇），．：；？］｀｜｝～￠";
/// The solidus, which GB/T 15834 5.1.9 keeps from the line end as well.
const SOLIDUS: &str = "/／";

/// The part.
pub(crate) fn part(job: &Job<'_>, kinds: Kinds) -> Vec<u8> {
    let sheet = &job.styled.sheet;
    let mut root = el("w:settings")
        .at("xmlns:w", super::NS_W)
        .at("xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math")
        .with(el("w:zoom").at("w:percent", 100))
        .with(val("w:defaultTabStop", (sheet.page.em * 2).to_twips().max(1)))
        .with(val("w:drawingGridVerticalSpacing", (sheet.page.pitch.to_twips() / 2).max(1)))
        .with(val("w:displayHorizontalDrawingGridEvery", 0))
        .with(val("w:displayVerticalDrawingGridEvery", 2))
        .with(val("w:characterSpacingControl", spacing_control(sheet.lines.marks)))
        .with_all(line_breaks(&sheet.lines))
        .with(compatibility())
        .with(el("w:themeFontLang").at("w:val", "en-US").at("w:eastAsia", "zh-CN"))
        .with(colour_map())
        .with(val("w:decimalSymbol", "."))
        .with(val("w:listSeparator", ","));
    if sheet.page.facing {
        root.push(el("w:mirrorMargins"));
    }
    if sheet.lines.hyphens {
        // As on paper: English words part, abbreviations do not.
        root.push(el("w:autoHyphenation"));
        root.push(el("w:doNotHyphenateCaps"));
    }
    if kinds.even {
        root.push(el("w:evenAndOddHeaders"));
    }
    if job.has_notes() {
        root.push(notes::separators(job.notes, ends::by_chapter(sheet)));
    }
    Part::of(&root)
}

/// 标点压缩 is off only where the layout wants marks as wide as they are.
fn spacing_control(marks: MarkWidth) -> &'static str {
    match marks {
        MarkWidth::Full | MarkWidth::Kaiming | MarkWidth::Half | MarkWidth::HalfAtEnd => "compressPunctuation",
        MarkWidth::None => "doNotCompress",
    }
}

fn line_breaks(rules: &LineRules) -> Vec<El> {
    let (end, start) = match rules.kinsoku {
        Kinsoku::None => return Vec::new(),
        Kinsoku::Basic => (NOT_AT_END.to_owned(), format!("{NOT_AT_START}{SOLIDUS}")),
        Kinsoku::Gb => (format!("{NOT_AT_END}{SOLIDUS}"), format!("{NOT_AT_START}{SOLIDUS}")),
        Kinsoku::Strict => (format!("{NOT_AT_END}{SOLIDUS}"), format!("{NOT_AT_START}{SOLIDUS}—")),
    };
    vec![
        el("w:noLineBreaksAfter").at("w:lang", "zh-CN").at("w:val", end),
        el("w:noLineBreaksBefore").at("w:lang", "zh-CN").at("w:val", start),
    ]
}

/// What a Chinese Word writes into every new document, in the schema's order.
fn compatibility() -> El {
    let flags = [
        "w:spaceForUL",
        "w:balanceSingleByteDoubleByteWidth",
        "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace",
        "w:doNotExpandShiftReturn",
        "w:adjustLineHeightInTable",
        // Room before and after adds up, or headings leave the grid.
        "w:doNotUseHTMLParagraphAutoSpacing",
        "w:useFELayout",
    ];
    let setting = |name: &'static str, value: &'static str| {
        el("w:compatSetting")
            .at("w:name", name)
            .at("w:uri", "http://schemas.microsoft.com/office/word")
            .at("w:val", value)
    };
    el("w:compat").with_all(flags.map(el)).with_all([
        setting("compatibilityMode", "15"),
        setting("overrideTableStyleFontSizeAndJustification", "1"),
        setting("enableOpenTypeFeatures", "1"),
        setting("doNotFlipMirrorIndents", "1"),
        setting("differentiateMultirowTableHeaders", "1"),
    ])
}

fn colour_map() -> El {
    let pairs = [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ];
    pairs.into_iter().fold(el("w:clrSchemeMapping"), |map, (name, colour)| map.at(name, colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [MS-DOC] 2.7.5: Word keeps at most 50 characters that may not end a line, 100 that may not begin one.
    #[test]
    fn word_has_room_for_the_lists() {
        assert!(NOT_AT_END.chars().count() + SOLIDUS.chars().count() <= 50);
        assert!(NOT_AT_START.chars().count() + SOLIDUS.chars().count() < 100);
    }
}
