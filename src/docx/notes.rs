//! Footnotes and endnotes: the calls in the text and the part that holds them.

use super::package::{Package, Relations, kind};
use super::xml::{El, Part, el, val};
use super::{Job, NotePlace, field, inline, types};
use crate::content::Mark;
use crate::style::Para;

/// The finished part with its own relationships.
pub(crate) struct Notes {
    data: Vec<u8>,
    relations: Relations,
}

/// What footnotes and endnotes are called in the file.
struct Names {
    root: &'static str,
    note: &'static str,
    reference: &'static str,
    own: &'static str,
    file: &'static str,
    relation: &'static str,
    content_type: &'static str,
}

fn names(place: NotePlace) -> Names {
    match place {
        NotePlace::Foot => Names {
            root: "w:footnotes",
            note: "w:footnote",
            reference: "w:footnoteReference",
            own: "w:footnoteRef",
            file: "footnotes.xml",
            relation: kind::FOOTNOTES,
            content_type: types::FOOTNOTES,
        },
        NotePlace::End => Names {
            root: "w:endnotes",
            note: "w:endnote",
            reference: "w:endnoteReference",
            own: "w:endnoteRef",
            file: "endnotes.xml",
            relation: kind::ENDNOTES,
            content_type: types::ENDNOTES,
        },
    }
}

/// `w:footnotePr` or `w:endnotePr` of a section: ①②③ through the document, as in the set pages.
pub(crate) fn numbering(place: NotePlace) -> El {
    let circled = val("w:numFmt", "decimalEnclosedCircle");
    match place {
        NotePlace::Foot => el("w:footnotePr").with(circled),
        NotePlace::End => el("w:endnotePr").with(circled),
    }
}

/// The separators that settings name, and where endnotes stand if not at the document's end.
pub(crate) fn separators(place: NotePlace, by_chapter: bool) -> El {
    let (element, note) = match place {
        NotePlace::Foot => ("w:footnotePr", "w:footnote"),
        NotePlace::End => ("w:endnotePr", "w:endnote"),
    };
    el(element)
        .with_some(by_chapter.then(|| val("w:pos", "sectEnd")))
        .with(el(note).at("w:id", -1))
        .with(el(note).at("w:id", 0))
}

/// The call of the note with this label; nothing when no note has it. In a note, which Word lets
/// call no other, the label stays as text.
pub(crate) fn call(label: &str, job: &mut Job<'_>, properties: Option<El>) -> Option<El> {
    let notes = &job.styled.notes;
    let index = match notes.iter().position(|note| !label.is_empty() && own_label(note) == label) {
        Some(index) => index,
        None => (0..notes.len()).find(|index| !job.called.contains(index))?,
    };
    if job.in_notes || !job.called.insert(index) {
        return Some(field::run(Some(&raised(properties))).with(field::text(label)));
    }
    Some(field::run(Some(&raised(properties))).with(el(names(job.notes).reference).at("w:id", index + 1)))
}

/// The number that a note's text begins with; empty where it has none.
fn own_label(note: &Para) -> &str {
    let first = note.runs.first().filter(|run| run.marks.contains(&Mark::Note));
    first.and_then(|run| note.text.get(run.range.start as usize..run.range.end as usize)).unwrap_or("")
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
    let names = names(job.notes);
    part.open(&el(names.root).at("xmlns:w", super::NS_W).at("xmlns:r", super::NS_R));
    for (id, kind, line) in [(-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")]
    {
        let paragraph = el("w:p")
            .with(el("w:pPr").with(el("w:spacing").at("w:after", 0).at("w:line", 240).at("w:lineRule", "auto")))
            .with(field::run(None).with(el(line)));
        part.write(&el(names.note).at("w:type", kind).at("w:id", id).with(paragraph));
    }
    let styled = job.styled;
    let called = job.called.clone();
    job.in_notes = true;
    let mut open = false;
    for (index, note) in styled.notes.iter().enumerate() {
        let calls = called.contains(&index);
        if calls {
            if open {
                part.close();
            }
            part.open(&el(names.note).at("w:id", index + 1));
            open = true;
        }
        // A note called in a note stands under its host, with its number as text.
        if open {
            part.write(&paragraph(note, calls.then_some(names.own), job));
        }
    }
    job.in_notes = false;
    let relations = std::mem::replace(&mut job.relations, outer);
    Some(Notes { data: part.finish(), relations })
}

/// A note's paragraph; with Word's own number in place of the label when it has one.
fn paragraph(note: &Para, own: Option<&'static str>, job: &mut Job<'_>) -> El {
    let style = job.names.para(note.style).map(|name| val("w:pStyle", &name.id));
    let paragraph = el("w:p").with(el("w:pPr").with_some(style));
    let Some(own) = own else { return paragraph.with_all(inline::inline(note, job)) };
    let label = note.runs.iter().take_while(|run| run.marks.contains(&Mark::Note)).count();
    let rest = Para { runs: note.runs.iter().skip(label).cloned().collect(), ..note.clone() };
    let call = note.runs.first().and_then(|run| run.style).and_then(|id| job.names.char(id));
    let properties = call.map(|name| el("w:rPr").with(val("w:rStyle", &name.id)));
    let mark = field::run(Some(&raised(properties))).with(el(own));
    paragraph.with(mark).with(field::run(None).with(field::text(" "))).with_all(inline::inline(&rest, job))
}

/// Adds the part.
pub(crate) fn add(notes: Option<Notes>, job: &mut Job<'_>, package: &mut Package) {
    let Some(notes) = notes else { return };
    let names = names(job.notes);
    let part = format!("word/{}", names.file);
    job.relations.add(names.relation, names.file);
    package.part(part.clone(), names.content_type, notes.data);
    package.relations_of(&part, &notes.relations);
}
