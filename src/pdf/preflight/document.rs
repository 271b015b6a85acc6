//! The document as a whole: what it says of itself, what goes along, how large it is.

use super::Inspection;
use crate::base::Emu;
use crate::pdf::Profile;
use crate::say;
use std::collections::BTreeSet;

pub(super) fn inspect(look: &mut Inspection<'_>) {
    match look.options.profile {
        Profile::Screen => {}
        Profile::Archive => {
            title(look);
            language(look);
            attachments(look);
            words(look);
        }
        Profile::Press => {
            title(look);
            date(look);
            condition(look);
            words(look);
        }
    }
    sizes(look);
}

/// PDF/UA-1 7.1: a title is stated. PDF/X-4 6.7.2 wants one in the XMP.
fn title(look: &mut Inspection<'_>) {
    if look.styled.info.title.trim().is_empty() {
        let help = say!("在 title 里写主题", "write the main title under title");
        look.fault("X10", None, say!("文件没有题目", "the document has no title"), help);
    }
}

/// PDF/UA-1 7.2, PDF/A-2 6.7.4: a language is stated, in the shape of BCP 47.
fn language(look: &mut Inspection<'_>) {
    let language = look.styled.info.language.as_str();
    let part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    let first = language.split('-').next().unwrap_or_default();
    let sound = (2..=8).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && language.split('-').all(part);
    if !sound {
        let help = say!("在 meta 里写 language: zh-CN", "write language: zh-CN under meta");
        look.fault(
            "X11",
            None,
            say!("没有写明语言，或写法不对：“{language}”", "the language is not stated or not valid: “{language}”"),
            help,
        );
    }
}

/// PDF/X-4 6.7.2: dates of creation and change are stated. We read no clock.
fn date(look: &mut Inspection<'_>) {
    if look.stamp.is_none() {
        let help = say!(
            "在 meta 里写 date: 2022-01-20，或设 SOURCE_DATE_EPOCH",
            "write date: 2022-01-20 under meta, or set SOURCE_DATE_EPOCH"
        );
        look.fault("X12", None, say!("印刷文件必须有日期", "a file for the press needs a date"), help);
    }
}

/// PDF/X-4 6.2.2: the output intent has a CMYK printer profile and a name.
fn condition(look: &mut Inspection<'_>) {
    if !look.options.condition.fits() || look.options.condition.identifier.is_empty() {
        let help = say!("换一个 ICC 印刷特性文件（prtr 类、CMYK）", "give an ICC profile of class prtr for CMYK");
        look.fault(
            "X13",
            None,
            say!("输出意图的色彩特性文件不合用", "the profile of the output intent cannot serve"),
            help,
        );
    }
}

/// PDF/A-3 6.8: attached files have a name, a media type and words, and no two share a name.
fn attachments(look: &mut Inspection<'_>) {
    let mut names = BTreeSet::new();
    for file in &look.options.attachments {
        let media = file.media.split_once('/').is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty());
        let named = !file.name.is_empty() && !file.name.contains(['/', '\\']);
        if !media || !named || file.about.is_empty() || !names.insert(file.name.as_str()) {
            let name = &file.name;
            let message = say!(
                "附件“{name}”缺少名称、类型或说明，或与另一附件同名",
                "the attachment “{name}” lacks a name, a media type or a description, or shares its name"
            );
            look.fault("X14", None, message, say!("逐一写明，名称不带路径", "state each; a name has no folders"));
        }
    }
}

/// PDF/A-2 6.6.3: metadata are text; control characters have no place in XML.
fn words(look: &mut Inspection<'_>) {
    let info = &look.styled.info;
    let all = [&info.title, &info.subtitle, &info.issuer, &info.language]
        .into_iter()
        .chain(&info.authors)
        .chain(&info.keywords);
    let bad = all.into_iter().any(|text| text.chars().any(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')));
    if bad {
        let help = say!("删去 title 与 meta 里的控制字符", "remove control characters from title and meta");
        look.fault("X15", None, say!("题目或元数据里有控制字符", "title or metadata hold control characters"), help);
    }
}

/// PDF/A-2 6.1.13, ISO 32000-1 Annex C: a page is between 3 and 14,400 points.
fn sizes(look: &mut Inspection<'_>) {
    let fits = |length: Emu| length >= Emu::pt(3) && length <= Emu::pt(14_400);
    if look.pages.pages.iter().any(|page| !fits(page.size.width) || !fits(page.size.height)) {
        let help = say!("在版式里改 page.size", "change page.size in the layout");
        look.fault(
            "X17",
            None,
            say!("页面过小或过大（3–14400 点）", "a page is too small or too large (3 to 14,400 points)"),
            help,
        );
    }
}
