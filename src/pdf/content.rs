//! A page's content stream: every item in its marked content, in reading order.

use super::Profile;
use super::colour::{self, Ink, Inks, Spots};
use super::faces::Faces;
use super::images::Images;
use super::number::{self, MILLI};
use super::ops::Ops;
use super::separate::Separation;
use super::tags::{Mark, Tags};
use super::text::Text;
use crate::base::{Colour, Emu, PathOp, Point, Rect, Shape};
use crate::lines::{GlyphRun, Line};
use crate::pages::{Item, ItemKind, Page};

/// What all pages share while they are written.
pub(super) struct Shared<'f, 's> {
    pub(super) profile: Profile,
    pub(super) faces: Faces<'f>,
    pub(super) images: Images,
    pub(super) spots: Spots,
    pub(super) separation: Separation<'s>,
    pub(super) tags: Tags<'s>,
}

/// The stream of one page, not yet compressed; it goes on where `ops` ends.
pub(super) fn stream(page: &Page, number: u32, ops: Ops, shared: &mut Shared<'_, '_>) -> Vec<u8> {
    let mut writer = Writer {
        shared,
        page: number,
        ops,
        text: Text::default(),
        inks: Inks::default(),
        pen: None,
        mark: None,
        within: false,
        over: false,
    };
    for item in &page.items {
        writer.item(item);
    }
    writer.unmark();
    writer.text.close(&mut writer.ops);
    writer.ops.out
}

struct Writer<'a, 'f, 's> {
    shared: &'a mut Shared<'f, 's>,
    page: u32,
    ops: Ops,
    text: Text,
    inks: Inks,
    /// Width (1/1000 pt) and dash last set.
    pen: Option<(i64, Vec<Emu>)>,
    /// The marked content that is open.
    mark: Option<Mark>,
    /// Whether it was opened inside the text object that is open.
    within: bool,
    /// Whether ink goes over what is under it instead of knocking it out.
    over: bool,
}

impl Writer<'_, '_, '_> {
    fn item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Line { at, line } => self.line(item, *at, line),
            ItemKind::Shape(shape) => {
                self.mark(item, None);
                self.shared.tags.cover(item.owner, self.page, bounds(&shape.path));
                self.shape(shape);
            }
            ItemKind::Image { rect, data } => {
                self.mark(item, None);
                self.shared.tags.cover(item.owner, self.page, **rect);
                self.image(**rect, data);
            }
        }
    }

    fn line(&mut self, item: &Item, at: Point, line: &Line) {
        for run in line.runs() {
            self.mark(item, Some(run.fount.run));
            let reach = reach(at, line, &run);
            self.shared.tags.cover(item.owner, self.page, reach);
            self.shared.tags.link(self.page, reach);
            let ink = self.ink(&run.fount.colour);
            // Text in black alone goes over its ground: no white seams where plates are off.
            self.overprint(ink == Ink::Cmyk([0, 0, 0, 1000]));
            self.fill(ink);
            self.text.show(&mut self.ops, &mut self.shared.faces, line.text(), &run, at.x, at.y);
        }
    }

    /// Opens the marked content that the item belongs to, unless it is open. Text is marked inside its text
    /// object, which goes on from one piece of content to the next: moves are short, places far off are long.
    fn mark(&mut self, item: &Item, run: Option<u32>) {
        let mark = self.shared.tags.mark(item.owner, run);
        let text = run.is_some();
        if !text {
            self.leave_text();
        }
        if self.mark == Some(mark) || !self.shared.tags.tagged {
            return;
        }
        self.unmark();
        if text {
            self.text.begin(&mut self.ops);
        }
        match mark {
            Mark::Content(_) | Mark::Reading(_) => {
                let (tag, id) = self.shared.tags.begin(mark, self.page);
                self.ops.raw(format!("/{tag}<</MCID {id}>>").as_bytes());
                self.ops.op("BDC");
            }
            Mark::Decoration => self.ops.op("/Artifact BMC"),
            Mark::Furniture => self.ops.op("/Artifact<</Type/Pagination>>BDC"),
        }
        self.mark = Some(mark);
        self.within = text;
    }

    /// Ends the marked content on the level on which it began (14.6.1).
    fn unmark(&mut self) {
        if !self.within {
            self.text.close(&mut self.ops);
        }
        if self.mark.take().is_some() {
            self.ops.op("EMC");
        }
        self.within = false;
    }

    /// Ends the text object; nothing but text stands in one.
    fn leave_text(&mut self) {
        if self.within {
            self.unmark();
        }
        self.text.close(&mut self.ops);
    }

    fn overprint(&mut self, over: bool) {
        if self.over != over {
            self.ops.op(if over { "/GO gs" } else { "/GK gs" });
            self.over = over;
        }
    }

    fn ink(&mut self, colour: &Colour) -> Ink {
        let Shared { profile, spots, separation, .. } = &mut *self.shared;
        colour::ink(colour, *profile, spots, separation)
    }

    fn fill(&mut self, ink: Ink) {
        self.inks.fill(&mut self.ops, ink);
    }

    fn shape(&mut self, shape: &Shape) {
        let paint = &shape.paint;
        self.overprint(false);
        if let Some(fill) = &paint.fill {
            let ink = self.ink(fill);
            self.fill(ink);
        }
        if let Some(stroke) = &paint.stroke {
            let ink = self.ink(&stroke.colour);
            self.inks.stroke(&mut self.ops, ink);
            self.pen(number::milli(stroke.width).max(1), &stroke.dash);
        }
        let operator = match (&paint.fill, &paint.stroke) {
            (Some(_), Some(_)) => "B",
            (Some(_), None) => "f",
            (None, Some(_)) => "S",
            (None, None) => return,
        };
        self.ops.path(&shape.path);
        self.ops.op(operator);
    }

    fn pen(&mut self, width: i64, dash: &[Emu]) {
        let (known, pattern) = self.pen.take().unwrap_or((1000, Vec::new()));
        if known != width {
            self.ops.number(width, MILLI);
            self.ops.op("w");
        }
        if pattern != dash {
            self.ops.raw(b"[");
            for length in dash {
                self.ops.number(number::milli(*length).max(0), MILLI);
            }
            self.ops.raw(b"]");
            self.ops.number(0, 0);
            self.ops.op("d");
        }
        self.pen = Some((width, dash.to_vec()));
    }

    fn image(&mut self, rect: Rect, data: &std::sync::Arc<[u8]>) {
        self.overprint(false);
        let Some(name) = self.shared.images.take(data) else { return };
        self.ops.op("q");
        let (x, y) = (self.ops.x(rect.x), self.ops.y(rect.bottom()));
        let (width, height) = (self.ops.x(rect.right()) - x, self.ops.y(rect.y) - y);
        for value in [width, 0, 0, height, x, y] {
            self.ops.number(value, MILLI);
        }
        self.ops.op("cm");
        self.ops.raw(format!("/I{name}").as_bytes());
        self.ops.op("Do");
        self.ops.op("Q");
    }
}

/// The room that a run's glyphs take: from its first body to the next run, an em high.
fn reach(at: Point, line: &Line, run: &GlyphRun<'_>) -> Rect {
    let next = line.runs().map(|other| other.x).filter(|x| *x > run.x).min();
    let end = next.map_or(line.end, |x| Emu(i64::from(x))).max(Emu(i64::from(run.x)));
    let top = at.y - run.fount.rise - run.fount.size.scale(880, 1000);
    let from = Emu(i64::from(run.x));
    Rect::new(at.x + from, top, end - from, run.fount.size)
}

/// The box around a path's points.
pub(super) fn bounds(path: &[PathOp]) -> Rect {
    let mut found: Option<(Point, Point)> = None;
    let mut grow = |point: Point| {
        let (low, high) = found.unwrap_or((point, point));
        let low = Point::new(low.x.min(point.x), low.y.min(point.y));
        found = Some((low, Point::new(high.x.max(point.x), high.y.max(point.y))));
    };
    for step in path {
        match *step {
            PathOp::Move(to) | PathOp::Line(to) => grow(to),
            PathOp::Curve(first, second, to) => [first, second, to].into_iter().for_each(&mut grow),
            PathOp::Close => {}
        }
    }
    found.map_or(Rect::default(), |(low, high)| Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}
