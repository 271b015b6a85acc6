//! `layouts/*.yaml` → [`Sheet`].

mod cascade;
mod file;
mod overlay;
mod read;
mod schema;
mod tabs;
#[cfg(test)]
mod tests;

pub use schema::schema;

use super::Sheet;
use crate::base::{FileError, Files, Finding, Findings, SourceId, Sources, Span, Spanned};
use crate::content::yaml;
use crate::say;
use file::LayoutFile;
use overlay::Overlay;

/// Layouts inside the binary, so that an installed one works alone.
const BUILT_IN: &[(&str, &str)] = &[
    ("bulletin", include_str!("../../../layouts/bulletin.yaml")),
    ("newspaper", include_str!("../../../layouts/newspaper.yaml")),
    ("broadsheet", include_str!("../../../layouts/broadsheet.yaml")),
    ("official", include_str!("../../../layouts/official.yaml")),
    ("booklet", include_str!("../../../layouts/booklet.yaml")),
    (COMMON, include_str!("../../../layouts/common.yaml")),
];

/// The layout under all others.
const COMMON: &str = "common";

/// Deepest chain of `based-on`, which also ends a circle.
const DEEPEST: usize = 8;

/// Names of the layouts that a source can ask for without a file.
pub fn names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).filter(|name| *name != COMMON).collect()
}

/// The text of a layout inside the binary, to copy and edit.
pub fn text(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| *text)
}

/// Loads a layout by its name (`bulletin`) or its path (`layouts/mine.yaml`), with all that it is based on.
/// `asked` is where the name stood, when it stood in a source.
pub fn load(
    name: &str,
    asked: Option<Span>,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Sheet> {
    // 1. The chain: the layout, what it is based on, and so on down to `common`.
    let mut next = Some(Spanned { value: name.to_owned(), span: asked.unwrap_or_default() });
    let mut merged = LayoutFile::default();
    let mut whole = Span::default();
    for depth in 0..=DEEPEST {
        let Some(word) = next.take() else { break };
        let place = if depth == 0 { asked } else { Some(word.span) };
        if depth == DEEPEST {
            findings.push(circle(&word));
            return None;
        }
        let source = open(&word.value, place, files, sources, findings)?;
        let file: LayoutFile = yaml::from_str(source, sources, findings)?;
        if depth == 0 {
            whole = Span::new(source, 0..0);
        }
        let common = word.value == COMMON;
        next = match (&file.based_on, common) {
            (_, true) => None,
            (Some(word), false) => Some(Spanned { value: word.value.clone(), span: word.span }),
            (None, false) => Some(Spanned { value: COMMON.to_owned(), span: whole }),
        };
        merged = merged.over(file);
    }
    // 2. Every question answered.
    let mut own = Findings::default();
    let mut reader = read::Reader { findings: &mut own, em: Default::default(), pitch: Default::default() };
    let stem = name.rsplit('/').next().unwrap_or(name);
    let sheet = cascade::resolve(stem.strip_suffix(".yaml").unwrap_or(stem), &merged, whole, &mut reader);
    let good = !own.stop();
    findings.extend(own);
    good.then_some(sheet)
}

/// Adds the layout's text to the sources: a file when the name is a path, else one of the binary's.
fn open(
    name: &str,
    asked: Option<Span>,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<SourceId> {
    let is_path = name.contains('/') || name.ends_with(".yaml") || name.ends_with(".yml");
    if !is_path {
        if let Some(text) = text(name) {
            return Some(sources.add(format!("layouts/{name}.yaml"), text));
        }
        findings.push(unknown(name, asked));
        return None;
    }
    match files.read(name) {
        Ok(bytes) => match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Some(sources.add(name, text)),
            Err(_) => {
                let message = say!("版式文件 {name} 不是 UTF-8", "layout {name} is not UTF-8");
                findings.push(Finding::resource("L02", asked, message).help(say!("另存为 UTF-8", "save it as UTF-8")));
                None
            }
        },
        Err(error) => {
            findings.push(unreadable(name, asked, &error));
            None
        }
    }
}

fn unknown(name: &str, asked: Option<Span>) -> Finding {
    let help = read::suggestion(name, &names());
    Finding::resource("L01", asked, say!("没有名为 {name} 的版式", "there is no layout named {name}")).help(help)
}

fn unreadable(name: &str, asked: Option<Span>, error: &FileError) -> Finding {
    match error {
        FileError::Missing => {
            let list = names().join(", ");
            Finding::resource("L02", asked, say!("找不到版式文件 {name}", "layout file {name} is missing")).help(say!(
                "路径从源文件所在目录算起；内置版式有 {list}",
                "the path is relative to the source; built in: {list}"
            ))
        }
        FileError::Outside => Finding::resource(
            "L02",
            asked,
            say!("版式文件 {name} 在源目录之外", "layout file {name} lies outside the source's directory"),
        )
        .help(say!("把它拷到源文件旁边", "copy it beside the source")),
        FileError::TooLarge { limit } => Finding::resource(
            "L02",
            asked,
            say!("版式文件 {name} 超过 {limit} 字节", "layout file {name} has more than {limit} bytes"),
        )
        .help(say!("版式只需几百行", "a layout needs a few hundred lines")),
        FileError::Io(words) => {
            Finding::io("L02", asked, say!("读不了版式文件 {name}：{words}", "cannot read layout file {name}: {words}"))
        }
    }
}

fn circle(word: &Spanned<String>) -> Finding {
    let message = say!("based-on 转了圈，或超过 {DEEPEST} 层", "based-on goes in a circle or deeper than {DEEPEST}");
    Finding::input("L12", word.span, message).help(say!("写 based-on: common", "write based-on: common"))
}
