//! Comments: what the checks found, at the words it was found in. An editor answers or deletes them
//! in Word's margin, and the text keeps its place.

use super::package::{Package, kind};
use super::xml::{El, Part, el};
use super::{Comment, Job, Options, field, types};
use crate::base::Span;
use crate::style::Para;

/// Comments that still look for their words, by place; and those that found them.
#[derive(Debug, Default)]
pub(crate) struct Comments<'a> {
    waiting: Vec<Option<&'a Comment>>,
    placed: Vec<&'a Comment>,
}

/// A comment over runs `first..=last` of a paragraph.
pub(crate) struct Mark {
    first: usize,
    last: usize,
    id: usize,
}

impl<'a> Comments<'a> {
    /// Sorted by place, so that a paragraph finds its own quickly.
    pub(crate) fn of(options: &'a Options) -> Comments<'a> {
        let mut all: Vec<&Comment> = options.comments.iter().collect();
        all.sort_by_key(|comment| comment.span);
        Comments { waiting: all.into_iter().map(Some).collect(), placed: Vec::new() }
    }

    /// The comments on this paragraph; each goes to the first paragraph that states its place.
    pub(crate) fn on(&mut self, para: &Para) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        if self.waiting.is_empty() {
            return marks;
        }
        for slot in self.waiting.iter_mut() {
            let Some(comment) = slot else { continue };
            let mut touched = para.runs.iter().enumerate().filter(|(_, run)| meets(run.span, comment.span));
            let Some((first, _)) = touched.next() else { continue };
            let last = touched.next_back().map_or(first, |(index, _)| index);
            marks.push(Mark { first, last, id: self.placed.len() });
            self.placed.push(comment);
            *slot = None;
        }
        marks
    }
}

/// Whether two places share a byte (an empty one lies in what holds it).
fn meets(run: Span, comment: Span) -> bool {
    let empty = run.start == run.end;
    !empty && run.source == comment.source && run.start < comment.end.max(comment.start + 1) && comment.start < run.end
}

/// What stands before the run with this index.
pub(crate) fn before(marks: &[Mark], index: usize) -> impl Iterator<Item = El> {
    marks.iter().filter(move |mark| mark.first == index).map(|mark| el("w:commentRangeStart").at("w:id", mark.id))
}

/// What stands after it: the range's end and the mark in the text.
pub(crate) fn after(marks: &[Mark], index: usize) -> impl Iterator<Item = El> {
    marks.iter().filter(move |mark| mark.last == index).flat_map(|mark| {
        let reference = field::run(None).with(el("w:commentReference").at("w:id", mark.id));
        [el("w:commentRangeEnd").at("w:id", mark.id), reference]
    })
}

/// Adds `word/comments.xml`, unless nothing is commented: Word repairs an empty one.
pub(crate) fn add(job: &mut Job<'_>, options: &Options, package: &mut Package) {
    if job.comments.placed.is_empty() {
        return;
    }
    let mut part = Part::new();
    part.open(&el("w:comments").at("xmlns:w", super::NS_W));
    for (id, comment) in job.comments.placed.iter().enumerate() {
        let mut element = el("w:comment").at("w:id", id).at("w:author", &comment.author).at("w:initials", "版");
        if let Some(date) = super::props::moment(options) {
            element = element.at("w:date", date);
        }
        let mark = field::run(None).with(el("w:annotationRef"));
        let mut lines = comment.text.lines();
        let first = field::run(None).with(field::text(lines.next().unwrap_or("")));
        element.push(el("w:p").with(mark).with(first));
        element = element.with_all(lines.map(|line| el("w:p").with(field::run(None).with(field::text(line)))));
        part.write(&element);
    }
    job.relations.add(kind::COMMENTS, "comments.xml");
    package.part("word/comments.xml", types::COMMENTS, part.finish());
}
