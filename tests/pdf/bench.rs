//! A bench for the tests: pages set by the plainest of setters on real faces.

use banxin::base::files::MemoryFiles;
use banxin::base::span::Sources;
use banxin::base::{Colour, Emu, Findings, Point, Rect, Size, Span};
use banxin::fonts::{Class, Fonts};
use banxin::lines::{Fit, Fount, Glyph, Line, Stick};
use banxin::pages::{Item, ItemKind, Owner, Page, Pages, Part};
use banxin::pdf::{Options, write};
use banxin::style::{Flow, Info, Node, NodeId, NodeKind, Para, ParaRole, ParaStyleId, Run, Styled};
use std::sync::{Arc, LazyLock};

/// The embedded faces.
pub static FONTS: LazyLock<Fonts<'static>> = LazyLock::new(|| {
    static FILES: LazyLock<MemoryFiles> = LazyLock::new(MemoryFiles::default);
    Fonts::open(&*FILES, &mut Sources::default(), &mut Findings::default()).unwrap()
});

/// Han text of a length, the same every time.
pub fn words(count: usize) -> String {
    let stock: Vec<char> =
        "刚刚过去的一年，全市公安机关忠诚履职，勇毅前行；接报治安案件同比下降，群众安全感满意度上升。"
            .chars()
            .collect();
    (0..count).map(|at| stock[at * 7 % stock.len()]).collect()
}

/// Pages and the waist that they were set from.
pub struct Bench {
    pub pages: Pages,
    pub styled: Styled,
    y: Emu,
}

impl Bench {
    pub fn new() -> Bench {
        let info = Info {
            language: "zh-CN".into(),
            title: "平安业绩".into(),
            date: "2022-01-20".into(),
            issuer: "A & B".into(),
            ..Info::default()
        };
        let mut bench = Bench { pages: Pages::default(), styled: Styled { info, ..Styled::default() }, y: Emu::ZERO };
        bench.page();
        bench
    }

    /// Begins a page.
    pub fn page(&mut self) {
        let size = Size::new(Emu::mm(210), Emu::mm(297));
        let label = (self.pages.pages.len() + 1).to_string();
        self.pages.pages.push(Page { size, label, area: Rect::default(), items: Vec::new() });
        self.y = Emu::mm(30);
    }

    /// A node of the waist, and its number.
    pub fn node(&mut self, block: &str, kind: NodeKind) -> NodeId {
        let id = NodeId(self.styled.nodes.len() as u32);
        let node = Node { id, block: block.into(), span: Span::default(), flow: Flow::default(), kind };
        self.styled.nodes.push(node);
        id
    }

    /// A paragraph: in the waist and on the page.
    pub fn para(&mut self, role: ParaRole, text: &str) -> NodeId {
        let size = if role == ParaRole::Title { Emu::pt(22) } else { Emu(10_500 * 127 / 10) };
        let para = plain(role, text);
        let text = para.text.clone();
        let block = format!("block-{}", self.styled.nodes.len());
        let id = self.node(&block, NodeKind::Para(para));
        self.lines(Owner::Node(id, Part::Body), &text, size);
        id
    }

    /// Text on the page.
    pub fn lines(&mut self, owner: Owner, text: &Arc<str>, size: Emu) {
        for line in set(text, size, Emu::mm(150)) {
            self.y += Emu::pt(18);
            if self.y > Emu::mm(270) {
                self.page();
            }
            let at = Point::new(Emu::mm(30), self.y);
            self.pages.pages.last_mut().unwrap().items.push(Item { owner, kind: ItemKind::Line { at, line } });
        }
    }

    pub fn item(&mut self, owner: Owner, kind: ItemKind) {
        self.pages.pages.last_mut().unwrap().items.push(Item { owner, kind });
    }

    pub fn write(&self, options: &Options) -> Vec<u8> {
        let mut findings = Findings::default();
        let bytes = write(&self.pages, &self.styled, &FONTS, options, &mut findings);
        bytes.unwrap_or_else(|| panic!("{findings:?}"))
    }
}

pub fn plain(role: ParaRole, text: &str) -> Para {
    let runs = vec![Run { range: 0..text.len() as u32, ..Run::default() }];
    Para { role, style: ParaStyleId::default(), text: text.into(), runs }
}

/// Breaks where the measure is full; marks of half a width, a quarter em between Han and Latin.
pub fn set(text: &Arc<str>, size: Emu, measure: Emu) -> Vec<Line> {
    let role = FONTS.role("song").unwrap();
    let mut stick = Stick::new(text.clone());
    let mut x = size.scale(2, 1);
    let mut end = Emu::ZERO;
    let mut before = Class::Han;
    for (at, c) in text.char_indices() {
        let class = if c.is_ascii() {
            Class::Latin
        } else if "，。；、：“”《》—…·".contains(c) {
            Class::Mark
        } else {
            Class::Han
        };
        let Some(pick) = FONTS.pick(role, c, class) else { continue };
        let face = FONTS.face(pick.face).unwrap();
        let width = size.scale(i64::from(face.advance(pick.glyph)), i64::from(face.upem()));
        if (before == Class::Latin) != (class == Class::Latin) {
            x += size.scale(1, 4);
        }
        if x + width > measure {
            x = Emu::ZERO;
            stick.end_line(0..0, Emu::ZERO, end, Fit::default());
        }
        let glyph = Glyph { id: pick.glyph, len: c.len_utf8() as u8, x: x.0 as i32, text: at as u32 };
        if stick.fount().is_some_and(|fount| fount.face == pick.face) {
            stick.push(glyph);
        } else {
            let rise = size.scale(i64::from(face.lift), 1000);
            stick.begin(Fount { face: pick.face, size, colour: Colour::BLACK, rise, run: 0 }, glyph);
        }
        x += width + size.scale(3, 100);
        end = x;
        before = class;
    }
    stick.end_line(0..0, Emu::ZERO, end, Fit::default());
    stick.lines()
}

/// Runs of glyphs, each with its fount.
pub type Runs = Vec<(Fount, Vec<Glyph>)>;

/// Sets a line anew from its runs, changed.
pub fn change(line: &mut Line, change: impl FnOnce(&mut Runs)) {
    let text = line.text().clone();
    reset(line, text, change);
}

/// The same, with another text.
pub fn reset(line: &mut Line, text: Arc<str>, change: impl FnOnce(&mut Runs)) {
    let mut runs: Runs = line.runs().map(|run| (run.fount.clone(), run.glyphs().collect())).collect();
    change(&mut runs);
    let mut stick = Stick::new(text);
    for (fount, glyphs) in runs {
        let mut glyphs = glyphs.into_iter();
        stick.begin(fount, glyphs.next().unwrap());
        glyphs.for_each(|glyph| stick.push(glyph));
    }
    stick.end_line(line.range.clone(), line.start, line.end, line.fit);
    *line = stick.lines().remove(0);
}

/// How many glyphs an item has.
pub fn glyphs(item: &Item) -> usize {
    match &item.kind {
        ItemKind::Line { line, .. } => line.glyphs().count(),
        ItemKind::Shape(_) | ItemKind::Image { .. } => 0,
    }
}

/// Whether the body face has a character.
pub fn has(c: char) -> bool {
    FONTS.pick(FONTS.role("song").unwrap(), c, Class::Han).is_some_and(|pick| !pick.supplement)
}
