//! Footnotes: the calls in the text and the part `word/footnotes.xml`.

use super::package::{Package, Relations, kind};
use super::xml::{El, Part, el, val};
use super::{Job, field, inline, types};

/// The finished part with its own relationships.
pub(crate) struct Notes {
    data: Vec<u8>,
    relations: Relations,
}

/// The call of the next note; nothing when the waist has no text for it.
pub(crate) fn call(job: &mut Job<'_>, properties: Option<El>) -> Option<El> {
    if job.called >= job.styled.notes.len() {
        return None;
    }
    job.called += 1;
    Some(field::run(Some(&raised(properties))).with(el("w:footnoteReference").at("w:id", job.called)))
}

/// The style that the call has, or superscript.
fn raised(properties: Option<El>) -> El {
    properties.unwrap_or_else(|| el("w:rPr").with(val("w:vertAlign", "superscript")))
}

/// The part; `None` when there are no notes, for an empty registered part makes Word complain.
pub(crate) fn parts(job: &mut Job<'_>) -> Option<Notes> {
    if !job.has_notes() {
        return None;
    }
    let outer = std::mem::take(&mut job.relations);
    let mut part = Part::new();
    part.open(&el("w:footnotes").at("xmlns:w", super::NS_W).at("xmlns:r", super::NS_R));
    for (id, kind, line) in [(-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")]
    {
        let paragraph = el("w:p")
            .with(el("w:pPr").with(el("w:spacing").at("w:after", 0).at("w:line", 240).at("w:lineRule", "auto")))
            .with(field::run(None).with(el(line)));
        part.write(&el("w:footnote").at("w:type", kind).at("w:id", id).with(paragraph));
    }
    let styled = job.styled;
    for (id, note) in (1_u32..).zip(&styled.notes) {
        let style = job.names.para(note.style).map(|name| val("w:pStyle", &name.id));
        let mark = field::run(Some(&raised(None))).with(el("w:footnoteRef"));
        let paragraph = el("w:p")
            .with(el("w:pPr").with_some(style))
            .with(mark)
            .with(field::run(None).with(field::text(" ")))
            .with_all(inline::inline(note, job));
        part.write(&el("w:footnote").at("w:id", id).with(paragraph));
    }
    let relations = std::mem::replace(&mut job.relations, outer);
    Some(Notes { data: part.finish(), relations })
}

/// Adds the part.
pub(crate) fn add(notes: Option<Notes>, job: &mut Job<'_>, package: &mut Package) {
    let Some(notes) = notes else { return };
    job.relations.add(kind::FOOTNOTES, "footnotes.xml");
    package.part("word/footnotes.xml", types::FOOTNOTES, notes.data);
    package.relations_of("word/footnotes.xml", &notes.relations);
}
