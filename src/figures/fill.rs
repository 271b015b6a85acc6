//! Document + table → [`Filled`]: every `$(id:form)` written out.

use super::forms::{FORMS, Form, LIST_FORMS, ListForm, Refusal, write};
use super::{Binding, FigureTable, Filled, Origin, Prose, ProseRun};
use crate::base::{Finding, Findings, Span};
use crate::content::yaml::nearest;
use crate::content::{Document, FigureRef, Mark, Piece, Places, Text, TextId};
use crate::say;
use std::sync::Arc;

/// Unknown ids that get a suggestion: each looks at the whole table.
const SUGGESTIONS: usize = 20;

/// Answers every reference to the table. Reports all that have no answer; `None` if any has none.
pub fn fill(document: &Document, table: FigureTable, findings: &mut Findings) -> Option<Filled> {
    let mut filling = Filling {
        document,
        counts: vec![0; table.rows.len()],
        written: vec![Vec::new(); table.rows.len()],
        table,
        bindings: Vec::new(),
        faults: Findings::default(),
        suggested: 0,
    };
    let texts = document.texts();
    let mut prose = vec![Prose::default(); document.texts as usize];
    for text in texts {
        let filled = filling.text(text);
        if let Some(place) = prose.get_mut(text.id.0 as usize) {
            *place = filled;
        }
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
    /// Each row in the forms in which it has been stated.
    written: Vec<Vec<(Form, Arc<str>)>>,
    bindings: Vec<Binding>,
    faults: Findings,
    suggested: usize,
}

impl Filling<'_> {
    fn text(&mut self, text: &Text) -> Prose {
        let mut prose = Prose { source: text.span.source, ..Prose::default() };
        prose.text.reserve(text.pieces.iter().map(room).sum());
        prose.runs.reserve(text.pieces.len());
        self.pieces(&text.pieces, text.id, &mut Vec::new(), &mut prose);
        prose
    }

    fn pieces(&mut self, pieces: &[Piece], id: TextId, marks: &mut Vec<Mark>, prose: &mut Prose) {
        for piece in pieces {
            match piece {
                Piece::Plain { text, places } => {
                    push(prose, text, Origin::Source(places.clone()), marks);
                }
                Piece::Figure(reference) => self.figure(reference, id, marks, prose),
                Piece::Marked { mark, span, body } => {
                    marks.push(mark.clone());
                    match mark {
                        Mark::Note => {
                            let mut note = Prose { source: prose.source, ..Prose::default() };
                            self.pieces(body, id, &mut Vec::new(), &mut note);
                            prose.notes.push(note);
                            push(prose, "", Origin::Source(Places(vec![(0, span.start)])), marks);
                        }
                        Mark::Ref(_) => push(prose, "", Origin::Source(Places(vec![(0, span.start)])), marks),
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

    fn figure(&mut self, reference: &FigureRef, text: TextId, marks: &[Mark], prose: &mut Prose) {
        let FigureRef { id, form, span } = reference;
        let Some(row) = self.table.find(id) else { return self.unknown(id, *span) };
        let Some(figure) = self.table.rows.get(row as usize) else { return };
        if let Some(known) = ListForm::named(form) {
            return self.list(row, known, reference, text, marks, prose);
        }
        let Some(known) = Form::named(form) else {
            let names = || FORMS.iter().map(|(name, _)| *name).chain(LIST_FORMS.iter().map(|(name, _)| *name));
            let list = names().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
            let help = match nearest(form, names().filter(|name| !name.is_empty())) {
                Some(meant) => say!("是不是“$({id}:{meant})”？", "did you mean `$({id}:{meant})`?"),
                None => say!("可用：{list}", "use one of: {list}"),
            };
            self.faults.push(Finding::input("F21", *span, say!("没有写法“{form}”", "no form `{form}`")).help(help));
            return;
        };
        // A figure is stated the same way many times over.
        let known_before =
            self.written.get(row as usize).and_then(|forms| forms.iter().find(|(form, _)| *form == known));
        let written = match known_before {
            Some((_, written)) => Arc::clone(written),
            None => match write(figure, known) {
                Ok(written) => {
                    let written: Arc<str> = written.into();
                    if let Some(forms) = self.written.get_mut(row as usize) {
                        forms.push((known, Arc::clone(&written)));
                    }
                    written
                }
                Err(refusal) => return self.refuse(row, refusal, *span),
            },
        };
        self.state(row, &written, reference, text, marks, prose);
    }

    /// One place where a row is stated.
    fn state(&mut self, row: u32, written: &str, by: &FigureRef, text: TextId, marks: &[Mark], prose: &mut Prose) {
        let occurrence = self.counts.get_mut(row as usize).map_or(1, |count| {
            *count += 1;
            *count
        });
        let start = prose.text.len() as u32;
        let binding = self.bindings.len() as u32;
        let range = start..start + written.len() as u32;
        self.bindings.push(Binding { row, text, range, span: by.span, form: by.form.clone(), occurrence });
        push(prose, written, Origin::Figure { binding, span: by.span }, marks);
    }

    /// A counted list, each item a place of its own.
    fn list(&mut self, row: u32, form: ListForm, by: &FigureRef, text: TextId, marks: &[Mark], prose: &mut Prose) {
        let Some(figure) = self.table.rows.get(row as usize) else { return };
        if figure.list.is_empty() {
            let id = &by.id;
            let refusal = Refusal {
                message: say!("“{id}”不是列表", "`{id}` is not a list"),
                help: say!(
                    "在表里填上 list：各项的编号，用空格隔开",
                    "give the row a list: the ids of its items, parted by spaces"
                ),
            };
            return self.refuse(row, refusal, by.span);
        }
        let items: Vec<u32> = figure.list.iter().filter_map(|id| self.table.find(&id.value)).collect();
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                push(prose, "、", Origin::Source(Places(vec![(0, by.span.start)])), marks);
            }
            match self.table.rows.get(item as usize).map(|figure| form.write(figure)) {
                Some(Ok(written)) => self.state(item, &written, by, text, marks, prose),
                Some(Err(refusal)) => self.refuse(item, refusal, by.span),
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

/// Bytes that a piece is likely to fill.
fn room(piece: &Piece) -> usize {
    /// A figure with its unit.
    const FIGURE: usize = 12;
    match piece {
        Piece::Plain { text, .. } => text.len(),
        Piece::Figure(_) => FIGURE,
        Piece::Marked { body, .. } => body.iter().map(room).sum(),
    }
}

/// Adds a run at the end of the prose.
fn push(prose: &mut Prose, text: &str, origin: Origin, marks: &[Mark]) {
    let start = prose.text.len() as u32;
    prose.text.push_str(text);
    prose.runs.push(ProseRun { range: start..prose.text.len() as u32, origin, marks: marks.to_vec() });
}
