//! Resolved texts → a paragraph: characters, runs with their styles, figures and places.

use super::{Lowering, headline, notes, spaced};
use crate::base::Span;
use crate::content::Mark;
use crate::figures::{Origin, Prose, ProseRun};
use crate::style::{Across, CharKey, CharStyleId, FigureMark, Para, ParaRole, Run, StyleKey};
use std::sync::Arc;

/// A paragraph being put together from one or more texts.
pub struct Setting<'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    role: ParaRole,
    style: StyleKey,
    text: Characters,
    runs: Vec<Run>,
}

/// The characters of a paragraph being put together.
#[derive(Default)]
struct Characters {
    /// Those of the only text there is so far, as they are; `own` is empty then.
    shared: Option<Arc<str>>,
    own: String,
}

impl Characters {
    fn shown(&self) -> &str {
        self.shared.as_deref().unwrap_or(&self.own)
    }

    /// To be changed.
    fn own(&mut self) -> &mut String {
        if let Some(text) = self.shared.take() {
            self.own.push_str(&text);
        }
        &mut self.own
    }

    fn end(&self) -> u32 {
        self.shown().len() as u32
    }

    fn done(self) -> Arc<str> {
        self.shared.unwrap_or_else(|| self.own.into())
    }
}

impl<'l, 'a> Setting<'l, 'a> {
    /// An empty paragraph; the style's prefix, if it has one, is its first run.
    pub fn new(role: ParaRole, style: StyleKey, lowering: &'l mut Lowering<'a>) -> Setting<'l, 'a> {
        Setting::with(true, role, style, lowering)
    }

    /// The same, with or without the prefix.
    pub fn with(prefix: bool, role: ParaRole, style: StyleKey, lowering: &'l mut Lowering<'a>) -> Setting<'l, 'a> {
        let words = if prefix { lowering.sheet.para(style.id()).prefix.clone() } else { String::new() };
        let setting = Setting { lowering, role, style, text: Characters::default(), runs: Vec::new() };
        if words.is_empty() { setting } else { setting.plain(&words, Span::default(), None) }
    }

    /// What it is put together from.
    pub fn lowering(&self) -> &Lowering<'a> {
        self.lowering
    }

    /// Adds characters of the style's own: a prefix, a break, a label.
    #[must_use]
    pub fn plain(mut self, text: &str, span: Span, style: Option<CharStyleId>) -> Self {
        let start = self.text.end();
        self.text.own().push_str(text);
        let range = start..self.text.end();
        self.runs.push(Run { range, style, span, ..Run::default() });
        self
    }

    /// Adds a figure's characters from the table.
    #[must_use]
    pub fn figure(mut self, id: &str, text: &str, span: Span) -> Self {
        if text.is_empty() {
            return self;
        }
        let figure = self.lowering.state(id);
        self = self.plain(text, span, None);
        if let Some(run) = self.runs.last_mut() {
            run.figure = Some(figure);
        }
        self
    }

    /// Adds a resolved text; `style` holds where its marks say nothing.
    #[must_use]
    pub fn prose(mut self, prose: &Prose, style: Option<CharStyleId>) -> Self {
        let mut notes = prose.notes.iter();
        self.runs.reserve_exact(prose.runs.len());
        // Most paragraphs are one text: its characters are theirs.
        let whole = self.runs.is_empty() && prose.notes.is_empty();
        if whole {
            self.text.shared = Some(Arc::clone(&prose.text));
        } else {
            self.text.own().reserve(prose.text.len());
        }
        for run in &prose.runs {
            if run.marks.contains(&Mark::Note) {
                if let Some(note) = notes.next() {
                    self = self.note(note, run);
                }
                continue;
            }
            let bytes = run.range.start as usize..run.range.end as usize;
            let range = if whole {
                run.range.clone()
            } else {
                let start = self.text.end();
                self.text.own().push_str(prose.text.get(bytes.clone()).unwrap_or(""));
                start..self.text.end()
            };
            let (figure, span) = match &run.origin {
                Origin::Source(places) => {
                    let end = run.range.end.saturating_sub(run.range.start + 1);
                    let (start, end) = (places.source(0), places.source(end) + 1);
                    let end = if bytes.is_empty() { start } else { end.max(start) };
                    (None, Span { source: prose.source, start, end })
                }
                Origin::Figure { binding, span } => (self.stated(*binding), *span),
            };
            let (styles, marks) = split(&run.marks);
            self.runs.push(Run { range, style: styles.or(style), marks, figure, span, ..Run::default() });
        }
        self
    }

    /// A note: its call here, its text among the notes. Both begin with the number, marked
    /// [`Mark::Note`], so that Word can put its own in its place.
    fn note(mut self, note: &Prose, call: &ProseRun) -> Self {
        let span = match &call.origin {
            Origin::Figure { span, .. } => *span,
            Origin::Source(places) => {
                let at = places.source(0) as usize;
                Span::new(note.source, at..at)
            }
        };
        let index = self.lowering.notes.len();
        // Its place is taken before its text is set, for a note in a note follows its host.
        self.lowering.notes.push(Para::default());
        let number = circled(index as u32 + 1);
        self = self.label(&number, span);
        let setting = Setting::new(ParaRole::Note, notes::style(self.lowering), self.lowering).label(&number, span);
        let para = setting.prose(note, None).done();
        if let Some(place) = self.lowering.notes.get_mut(index) {
            *place = para;
        }
        self
    }

    fn label(mut self, number: &str, span: Span) -> Self {
        self = self.plain(number, span, Some(CharKey::NoteCall.id()));
        if let Some(run) = self.runs.last_mut() {
            run.marks.push(Mark::Note);
        }
        self
    }

    /// The paragraph, its lines turned by sense where its style asks for that.
    pub fn turned(self) -> Para {
        let across = self.lowering.sheet.para(self.style.id()).flow.across;
        self.turned_over(across)
    }

    /// The same over so many columns, whatever its style says.
    pub fn turned_over(mut self, across: Across) -> Para {
        let (style, page) = (self.lowering.sheet.para(self.style.id()), &self.lowering.sheet.page);
        let measure = headline::measure(style, across, page);
        let places = headline::turns(self.text.shown(), style, measure);
        for at in places.into_iter().rev() {
            self.break_at(at);
        }
        let mut para = self.done();
        spaced::fit(&mut para, style, measure);
        para
    }

    /// Puts a forced break into the run that has this byte.
    fn break_at(&mut self, at: usize) {
        self.text.own().insert(at, '\n');
        let at = at as u32;
        for run in &mut self.runs {
            run.range.start += u32::from(run.range.start >= at);
            run.range.end += u32::from(run.range.end >= at);
        }
        // Between two runs it belongs to the first, so that the runs still cover the text in order.
        if let Some(index) = self.runs.iter().position(|run| run.range.start == at + 1)
            && let Some(before) = index.checked_sub(1).and_then(|index| self.runs.get_mut(index))
        {
            before.range.end = at + 1;
        }
    }

    /// The paragraph.
    pub fn done(self) -> Para {
        let style = self.lowering.sheet.para(self.style.id());
        let mut para = Para { role: self.role, style: self.style.id(), text: self.text.done(), runs: self.runs };
        spaced::spread(&mut para, style);
        para
    }

    fn stated(&mut self, binding: u32) -> Option<u32> {
        let filled = self.lowering.filled;
        let binding = filled.bindings.get(binding as usize)?;
        let id = self.lowering.ids.get(binding.row as usize).cloned()?;
        Some(self.lowering.mark(FigureMark { id, occurrence: binding.occurrence }))
    }
}

/// Marks that are looks become a character style (the innermost wins); the others stay marks.
fn split(marks: &[Mark]) -> (Option<CharStyleId>, Vec<Mark>) {
    let mut style = None;
    let mut kept = Vec::new();
    for mark in marks {
        let looks = match mark {
            Mark::Strong => Some(CharKey::Strong),
            Mark::Kai => Some(CharKey::Kai),
            Mark::Sup => Some(CharKey::Sup),
            Mark::Sub => Some(CharKey::Sub),
            Mark::Link(_) => Some(CharKey::Link),
            Mark::Note => Some(CharKey::NoteCall),
            Mark::Dot | Mark::Name | Mark::Book | Mark::Late | Mark::Ruby(_) | Mark::Ref(_) => None,
        };
        style = looks.map(CharKey::id).or(style);
        match mark {
            Mark::Strong | Mark::Kai | Mark::Sup | Mark::Sub => {}
            Mark::Dot
            | Mark::Name
            | Mark::Book
            | Mark::Late
            | Mark::Ruby(_)
            | Mark::Link(_)
            | Mark::Note
            | Mark::Ref(_) => {
                kept.push(mark.clone());
            }
        }
    }
    (style, kept)
}

/// ① to ㊿; beyond that （51） (CLREQ 3.9: notes are numbered with circled figures).
pub fn circled(number: u32) -> String {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return format!("（{number}）"),
    };
    char::from_u32(code).map_or_else(String::new, String::from)
}
