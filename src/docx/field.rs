//! Fields: one `w:fldChar` a run, and always with a result, so that a reader that computes none
//! shows the right words.

use super::xml::{El, el};

/// The runs of a field: begin, instruction, separator, result, end.
pub(crate) fn field(instruction: String, properties: Option<&El>, result: Vec<El>) -> Vec<El> {
    let mut runs = begin(instruction, properties);
    runs.extend(result);
    runs.push(end(properties));
    runs
}

/// A field whose result is plain characters.
pub(crate) fn plain(instruction: impl Into<String>, properties: Option<&El>, result: &str) -> Vec<El> {
    let shown = run(properties).with(text(result));
    field(instruction.into(), properties, vec![shown])
}

/// The runs before the result.
pub(crate) fn begin(instruction: String, properties: Option<&El>) -> Vec<El> {
    vec![
        run(properties).with(character("begin")),
        run(properties).with(el("w:instrText").at("xml:space", "preserve").text(format!(" {instruction} "))),
        run(properties).with(character("separate")),
    ]
}

/// The run after the result.
pub(crate) fn end(properties: Option<&El>) -> El {
    run(properties).with(character("end"))
}

fn character(kind: &'static str) -> El {
    el("w:fldChar").at("w:fldCharType", kind)
}

/// A run with these properties.
pub(crate) fn run(properties: Option<&El>) -> El {
    el("w:r").with_some(properties.cloned())
}

/// Whether a reader would drop spaces of these characters.
pub(crate) fn keeps_spaces(characters: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\t' | '\n'));
    edge(characters.chars().next()) || edge(characters.chars().next_back()) || characters.contains("  ")
}

/// `w:t`; its spaces are kept where a reader would drop them.
pub(crate) fn text(characters: &str) -> El {
    let element = el("w:t");
    let element = if keeps_spaces(characters) { element.at("xml:space", "preserve") } else { element };
    element.text(characters)
}
