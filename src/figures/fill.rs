//! Document + table → [`Filled`]: every `$(id:form)` written out.

use super::forms::{FORMS, Form, LIST_FORMS, ListForm, Refusal, write};
use super::{Binding, FigureTable, Filled, Origin, Prose, ProseRun};
use crate::base::{Finding, Findings, SourceId, Span};
use crate::content::yaml::nearest;
use crate::content::{Document, FigureRef, Mark, Marked, Piece, Places, Reference, TextId};
use crate::say;
use std::sync::Arc;

/// Unknown ids that get a suggestion: each looks at the whole table.
const SUGGESTIONS: usize = 20;

/// Answers every reference to the table; the pieces of the document's texts are used up. Reports all references that
/// have no answer; `None` if any has none.
pub fn fill(document: &mut Document, table: FigureTable, findings: &mut Findings) -> Option<Filled> {
    let texts = std::mem::take(&mut document.texts);
    let known = document.references.iter().map(|reference| answer(reference, &table)).collect();
    let mut filling = Filling {
        document,
        counts: vec![0; table.rows.len()],
        known,
        table,
        bindings: Vec::with_capacity(texts.iter().map(|pieces| references(pieces)).sum()),
        faults: Findings::default(),
        suggested: 0,
    };
    let mut prose = Vec::with_capacity(texts.len());
    // Each text is let go when it is filled, so that what comes after finds room.
    let mut draft = Draft::default();
    for (id, pieces) in texts.into_iter().enumerate() {
        filling.pieces(&pieces, TextId(id as u32), &mut Vec::new(), &mut draft);
        prose.push(draft.take(filling.document.source));
    }
    filling.selections();
    let Filling { table, bindings, faults, .. } = filling;
    let clean = !faults.stop();
    findings.extend(faults);
    clean.then_some(Filled { prose, bindings, table })
}

struct Filling<'d> {
    document: &'d Document,
    table: FigureTable,
    /// How often each row has been stated.
    counts: Vec<u32>,
    /// What the document asks of the table, as far as it has an answer.
    known: Vec<Option<Answer>>,
    bindings: Vec<Binding>,
    faults: Findings,
    suggested: usize,
}

/// The answer to a reference: it is given the same way many times over.
struct Answer {
    row: u32,
    written: Arc<str>,
    form: Arc<str>,
}

/// What the table has to say, if it says one thing.
fn answer(reference: &Reference, table: &FigureTable) -> Option<Answer> {
    let Reference { id, form } = reference;
    let row = table.find(id)?;
    let known = if ListForm::named(form).is_none() { Form::named(form)? } else { return None };
    let written = write(table.rows.get(row as usize)?, known).ok()?;
    Some(Answer { row, written: written.into(), form: form.as_str().into() })
}

/// A text being filled. It is put together in one place after the other and kept in as much as it needs.
#[derive(Default)]
struct Draft {
    text: String,
    runs: Vec<ProseRun>,
    notes: Vec<Prose>,
}

impl Draft {
    /// The text, of a file; empty after it.
    fn take(&mut self, source: SourceId) -> Prose {
        let text = self.text.as_str().into();
        self.text.clear();
        let mut runs = Vec::with_capacity(self.runs.len());
        runs.append(&mut self.runs);
        Prose { source, text, runs, notes: std::mem::take(&mut self.notes) }
    }

    /// Adds a run at the end.
    fn push(&mut self, text: &str, origin: Origin, marks: &[Mark]) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.runs.push(ProseRun { range: start..self.text.len() as u32, origin, marks: marks.into() });
    }
}

impl Filling<'_> {
    fn pieces(&mut self, pieces: &[Piece], id: TextId, marks: &mut Vec<Mark>, prose: &mut Draft) {
        for piece in pieces {
            match piece {
                Piece::Plain { text, places } => {
                    prose.push(text, Origin::Source(places.clone()), marks);
                }
                Piece::Figure(reference) => self.figure(reference, id, marks, prose),
                Piece::Marked(marked) => {
                    let Marked { mark, span, body } = &**marked;
                    marks.push(mark.clone());
                    match mark {
                        Mark::Note => {
                            let mut note = Draft::default();
                            self.pieces(body, id, &mut Vec::new(), &mut note);
                            prose.notes.push(note.take(self.document.source));
                            prose.push("", Origin::Source(Places::at(span.start)), marks);
                        }
                        Mark::Ref(_) => prose.push("", Origin::Source(Places::at(span.start)), marks),
                        Mark::Strong
                        | Mark::Kai
                        | Mark::Dot
                        | Mark::Name
                        | Mark::Late
                        | Mark::Book
                        | Mark::Sup
                        | Mark::Sub
                        | Mark::Ruby(_)
                        | Mark::Link(_) => self.pieces(body, id, marks, prose),
                    }
                    marks.pop();
                }
            }
        }
    }

    fn figure(&mut self, place: &FigureRef, text: TextId, marks: &[Mark], prose: &mut Draft) {
        let FigureRef { reference, span } = *place;
        if let Some(Some(Answer { row, written, form })) = self.known.get(reference as usize) {
            let (row, written, form) = (*row, Arc::clone(written), Arc::clone(form));
            return self.state(row, &written, (&form, span), text, marks, prose);
        }
        let document = self.document;
        let Some(Reference { id, form }) = document.references.get(reference as usize) else { return };
        let Some(row) = self.table.find(id) else { return self.unknown(id, span) };
        if let Some(known) = ListForm::named(form) {
            return self.list(row, known, (id, form, span), text, marks, prose);
        }
        let Some(known) = Form::named(form) else {
            let names = || FORMS.iter().map(|(name, _)| *name).chain(LIST_FORMS.iter().map(|(name, _)| *name));
            let list = names().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
            let help = match nearest(form, names().filter(|name| !name.is_empty())) {
                Some(meant) => say!("是不是“$({id}:{meant})”？", "did you mean `$({id}:{meant})`?"),
                None => say!("可用：{list}", "use one of: {list}"),
            };
            self.faults.push(Finding::input("F21", span, say!("没有写法“{form}”", "no form `{form}`")).help(help));
            return;
        };
        let refusal = self.table.rows.get(row as usize).and_then(|figure| write(figure, known).err());
        if let Some(refusal) = refusal {
            self.refuse(row, refusal, span);
        }
    }

    /// One place where a row is stated, in a form.
    fn state(
        &mut self,
        row: u32,
        written: &str,
        (form, span): (&Arc<str>, Span),
        text: TextId,
        marks: &[Mark],
        prose: &mut Draft,
    ) {
        let occurrence = self.counts.get_mut(row as usize).map_or(1, |count| {
            *count += 1;
            *count
        });
        let start = prose.text.len() as u32;
        let binding = self.bindings.len() as u32;
        let range = start..start + written.len() as u32;
        self.bindings.push(Binding { row, text, range, span, form: Arc::clone(form), occurrence });
        prose.push(written, Origin::Figure { binding, span }, marks);
    }

    /// A counted list, each item a place of its own.
    fn list(
        &mut self,
        row: u32,
        form: ListForm,
        (id, name, span): (&str, &str, Span),
        text: TextId,
        marks: &[Mark],
        prose: &mut Draft,
    ) {
        let Some(figure) = self.table.rows.get(row as usize) else { return };
        if figure.list.is_empty() {
            let refusal = Refusal {
                message: say!("“{id}”不是列表", "`{id}` is not a list"),
                help: say!(
                    "在表里填上 list：各项的编号，用空格隔开",
                    "give the row a list: the ids of its items, parted by spaces"
                ),
            };
            return self.refuse(row, refusal, span);
        }
        let name: Arc<str> = name.into();
        let items: Vec<u32> = figure.list.iter().filter_map(|id| self.table.find(&id.value)).collect();
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                prose.push("、", Origin::Source(Places::at(span.start)), marks);
            }
            match self.table.rows.get(item as usize).map(|figure| form.write(figure)) {
                Some(Ok(written)) => self.state(item, &written, (&name, span), text, marks, prose),
                Some(Err(refusal)) => self.refuse(item, refusal, span),
                None => {}
            }
        }
    }

    fn refuse(&mut self, row: u32, refusal: Refusal, span: Span) {
        let place = self.table.rows.get(row as usize).map_or(span, |figure| figure.span);
        self.faults.push(
            Finding::input("F22", span, refusal.message).help(refusal.help).with(place, say!("这一行", "this row")),
        );
    }

    fn unknown(&mut self, id: &str, span: Span) {
        if self.document.figures.is_none() {
            self.faults.push(
                Finding::input(
                    "F01",
                    span,
                    say!("引用了“{id}”，但稿件没有指标表", "`{id}` is stated, but the source names no table"),
                )
                .help(say!(
                    "在稿件开头写“figures: figures.csv”",
                    "write `figures: figures.csv` at the top of the source"
                )),
            );
            return;
        }
        self.suggested += 1;
        let meant = if self.suggested <= SUGGESTIONS { nearest(id, self.table.ids()) } else { None };
        let finding = Finding::input("F20", span, say!("没有编号为“{id}”的指标", "no figure has the id `{id}`"));
        let finding = match meant.and_then(|meant| self.table.get(meant)) {
            Some(row) => {
                let meant = &row.id.value;
                finding
                    .help(say!("是不是“{meant}”？", "did you mean `{meant}`?"))
                    .with(row.id.span, say!("最接近的在这里", "the nearest is here"))
            }
            None => finding.help(say!("在指标表里加上一行“{id},…”", "add a row `{id},…` to the table of figures")),
        };
        self.faults.push(finding);
    }

    /// Sections and ids that tables and charts ask for.
    fn selections(&mut self) {
        for selection in self.document.selections() {
            for id in selection.ids.iter().chain(&selection.except) {
                if self.table.find(&id.value).is_none() {
                    self.unknown(&id.value, id.span);
                }
            }
            for section in &selection.sections {
                if self.table.rows.iter().any(|row| row.section.value == section.value) {
                    continue;
                }
                let name = &section.value;
                let mut known: Vec<&str> = Vec::new();
                for row in &self.table.rows {
                    let section = row.section.value.as_str();
                    if !section.is_empty() && known.last() != Some(&section) && !known.contains(&section) {
                        known.push(section);
                    }
                }
                let list = known.join("、");
                let help = match nearest(name, known.iter().copied()) {
                    Some(meant) => say!("是不是“{meant}”？", "did you mean `{meant}`?"),
                    None => say!("指标表里的分组：{list}", "sections of the table: {list}"),
                };
                self.faults.push(
                    Finding::input("F23", section.span, say!("没有分组“{name}”", "no section `{name}`")).help(help),
                );
            }
        }
    }
}

/// How many places of these pieces refer to the table.
fn references(pieces: &[Piece]) -> usize {
    let one = |piece: &Piece| match piece {
        Piece::Plain { .. } => 0,
        Piece::Figure(_) => 1,
        Piece::Marked(marked) => references(&marked.body),
    };
    pieces.iter().map(one).sum()
}
