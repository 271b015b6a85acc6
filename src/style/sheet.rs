//! A layout, resolved: lengths absolute, styles complete. Nothing here is optional that a
//! layout may leave out; the cascade has answered it.

use crate::base::{Colour, Emu, Rect, Size, Stroke};

/// Pen of a 栏线 where the layout has none.
const COLUMN_RULE: Emu = Emu(4_445);

/// Index into [`Sheet::paras`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParaStyleId(pub u16);

/// Index into [`Sheet::chars`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharStyleId(pub u16);

/// Index into [`Sheet::tables`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableStyleId(pub u16);

/// Index into [`Sheet::boxes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoxStyleId(pub u16);

/// A resolved layout.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name (`bulletin`).
    pub name: String,
    /// Page, type area and grid.
    pub page: PageSpec,
    /// Rules of line setting.
    pub lines: LineRules,
    /// Paragraph styles.
    pub paras: Vec<ParaStyle>,
    /// Character styles.
    pub chars: Vec<CharStyle>,
    /// Table styles.
    pub tables: Vec<TableStyle>,
    /// Frames of boxes.
    pub boxes: Vec<BoxStyle>,
    /// Running heads, folios.
    pub furniture: Vec<Furniture>,
    /// How blocks are lowered, where a layout has a choice.
    pub blocks: BlockRules,
}

impl Sheet {
    /// A paragraph style; the first when the id does not fit (ids are made by `style` alone).
    pub fn para(&self, id: ParaStyleId) -> &ParaStyle {
        static NONE: std::sync::LazyLock<ParaStyle> = std::sync::LazyLock::new(ParaStyle::default);
        self.paras.get(usize::from(id.0)).unwrap_or(&NONE)
    }

    /// A character style.
    pub fn char(&self, id: CharStyleId) -> &CharStyle {
        static NONE: std::sync::LazyLock<CharStyle> = std::sync::LazyLock::new(CharStyle::default);
        self.chars.get(usize::from(id.0)).unwrap_or(&NONE)
    }

    /// The frame with this key, or the first.
    pub fn framed(&self, key: &str) -> &BoxStyle {
        static NONE: std::sync::LazyLock<BoxStyle> = std::sync::LazyLock::new(BoxStyle::default);
        self.boxes.iter().find(|style| style.key == key).or(self.boxes.first()).unwrap_or(&NONE)
    }

    /// A table style.
    pub fn table(&self, id: TableStyleId) -> &TableStyle {
        static NONE: std::sync::LazyLock<TableStyle> = std::sync::LazyLock::new(TableStyle::default);
        self.tables.get(usize::from(id.0)).unwrap_or(&NONE)
    }
}

/// What a layout decides of the blocks themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockRules {
    /// How the two parts of a two-part heading stand.
    pub heading_parts: HeadingParts,
    /// How a table is ruled where the author does not say.
    pub table_style: super::TableKey,
    /// Columns that a table goes over.
    pub table_across: Reach,
    /// Panels into which a long table of figures is laid side by side; 1 for a plain table.
    pub table_panels: u8,
    /// Columns of the page where a long table stands, which goes on from one to the next (变栏); 0 where it
    /// goes over `table_across`.
    pub long_tables: u8,
    /// Columns that a chart goes over.
    pub chart_across: Reach,
    /// Columns that a panel of large figures goes over.
    pub numbers_across: super::Across,
    /// Frame of a box.
    pub box_style: super::BoxKey,
    /// Columns that a box goes over.
    pub box_across: super::Across,
    /// Grid lines of a chart for each of its bars.
    pub chart_lines_per_bar: u16,
    /// Grid lines of a chart whose bars stand upright.
    pub chart_lines: u16,
    /// What follows the title stack: with a break the first page is a cover.
    pub cover: Option<super::Break>,
    /// Depth of the contents set after the title stack; 0 for none.
    pub contents: u8,
    /// Head of those contents.
    pub contents_title: String,
    /// Where notes stand.
    pub notes: NotesPlace,
    /// Head of the notes where they stand at an end; empty for none.
    pub notes_title: String,
    /// Free lines of the grid before and after tables, charts and pictures.
    pub space_around: u16,
}

impl BlockRules {
    /// The flow of a table, chart or picture.
    pub fn around(&self, across: super::Across, keep_together: bool) -> super::Flow {
        super::Flow {
            across,
            split: 0,
            band: 0,
            ruled: None,
            before: self.space_around,
            after: self.space_around,
            keep_with_next: false,
            keep_together,
            foot: false,
            low: false,
        }
    }
}

/// Where notes stand (CLREQ 3.9: 脚注, 尾注).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotesPlace {
    /// 脚注: at the foot of the column that calls them.
    #[default]
    Foot,
    /// 尾注: together, at the end of the document.
    End,
    /// At the end of the chapter: of what stands under a heading of the first level.
    Chapter,
}

/// How many columns tables or charts go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// So many.
    Over(super::Across),
    /// As many as each needs.
    Auto,
}

impl Default for Reach {
    fn default() -> Reach {
        Reach::Over(super::Across::One)
    }
}

/// How the two parts of a heading stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingParts {
    /// One above the other.
    #[default]
    Stacked,
    /// One line, an em between them.
    Beside,
}

/// Page, 版心 and grid. Distances are from the trimmed page's top left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageSpec {
    /// Trimmed size.
    pub size: Size,
    /// Bleed beyond the trim, on each side.
    pub bleed: Emu,
    /// 版心 of an odd (right-hand) page; mirrored on even pages when `facing`.
    pub area: Rect,
    /// Whether even pages mirror odd ones.
    pub facing: bool,
    /// Whether columns are filled one after another where a page is not full, instead of ending level.
    pub in_order: bool,
    /// Whether what goes over several columns and is no text stands at the head or foot of a page's
    /// columns, near its place, instead of parting the page where it falls.
    pub edges: bool,
    /// Columns in the type area.
    pub columns: u8,
    /// Width of one column, a whole number of body ems.
    pub column_width: Emu,
    /// Characters in a line where their count sets the pitch (GB/T 9704); 0 where whole ems do.
    pub characters: u16,
    /// 栏间 between two columns.
    pub gutter: Emu,
    /// 栏线 in the gutter.
    pub rule: Option<Stroke>,
    /// Body size: the em of the grid.
    pub em: Emu,
    /// Distance of two lines of the grid.
    pub pitch: Emu,
    /// Lines of the grid in the type area.
    pub lines: u16,
    /// Whether the pages before the body (cover, imprint, contents) are counted by themselves, in Roman numerals.
    pub roman_front: bool,
    /// 转版: what stands at the foot of a page where the text goes on on another, `{page}` for its number; empty for
    /// no such lines.
    pub jump_to: String,
    /// What stands at the head of that page.
    pub jump_from: String,
    /// Lines left free at the head of the first page, for what the furniture sets there (红头, 报头).
    pub sink: u16,
}

impl PageSpec {
    /// Letter-spacing of the body, 1/1000 em, that puts `characters` into a column.
    pub fn tracking(&self) -> i32 {
        let (count, em) = (i64::from(self.characters), self.em.0);
        if count == 0 || em == 0 {
            0
        } else {
            ((self.column_width.0 - em * count) * 1000).div_euclid(em * count) as i32
        }
    }

    /// 变栏: the same page in so many columns of whole ems, the gutters no narrower than its own.
    pub fn divided(&self, columns: u8) -> PageSpec {
        let count = i64::from(columns.max(1));
        if columns == 0 || columns == self.columns || self.em <= Emu::ZERO {
            return self.clone();
        }
        let each = (self.area.width - self.gutter * (count - 1)).0 / count;
        let column_width = self.em * (each / self.em.0).max(1);
        let left = self.area.width - column_width * count;
        let gutter = if count > 1 { Emu(left.0 / (count - 1)) } else { self.gutter };
        // One column is the whole type area, as what goes over all columns is.
        let column_width = if count > 1 { column_width } else { self.area.width };
        PageSpec { columns: columns.max(1), column_width, gutter, ..self.clone() }
    }

    /// One column of this measure in the middle of the type area.
    pub fn within(mut self, measure: Emu) -> PageSpec {
        self.area.x += (self.area.width - measure).scale(1, 2);
        self.area.width = measure;
        PageSpec { columns: 1, column_width: measure, ..self }
    }

    /// The same with 栏线 between its columns or without, where that is asked: a hairline where it has none of its
    /// own.
    pub fn ruled(mut self, asked: Option<bool>) -> PageSpec {
        match asked {
            None => {}
            Some(false) => self.rule = None,
            Some(true) => {
                self.rule = self.rule.or(Some(Stroke { width: COLUMN_RULE, colour: Colour::BLACK, dash: Vec::new() }))
            }
        }
        self
    }

    /// The width over `across` of the columns, gutters between them included.
    pub fn width(&self, columns: u8) -> Emu {
        let n = i64::from(columns.clamp(1, self.columns.max(1)));
        self.column_width * n + self.gutter * (n - 1)
    }
}

/// Prohibition levels (CLREQ 3.1.6; GB/T 15834 5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kinsoku {
    /// None.
    None,
    /// Not at line start: 、，；：。！？, closing marks, connectors, interpunct, solidus. Not at line end: opening marks.
    Basic,
    /// Basic, and no solidus at line end.
    #[default]
    Gb,
    /// GB, and no —— or …… at line start.
    Strict,
}

/// Widths of marks (CLREQ 3.1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MarkWidth {
    /// 全角: one em, adjacent pairs shortened.
    #[default]
    Full,
    /// 开明: 。！？ one em, the rest half.
    Kaiming,
    /// 半角: all half.
    Half,
    /// 行末半角: full, but half at the line end (which GB/T 15834 5.1.10 asks for anyway).
    HalfAtEnd,
    /// Marks as wide as they are, no pair shortened.
    None,
}

/// Where stops stand in their square, and which quotes are usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Region {
    /// Mainland: lower left.
    #[default]
    Mainland,
    /// Taiwan: centred.
    Taiwan,
    /// Hong Kong: centred.
    HongKong,
}

/// Rules of line setting for the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineRules {
    /// Prohibition level.
    pub kinsoku: Kinsoku,
    /// Widths of marks.
    pub marks: MarkWidth,
    /// Region.
    pub region: Region,
    /// Opening mark at the line start is half an em, after the indent too (CLREQ 3.1.5).
    pub trim_start: bool,
    /// 、，。 may hang beyond the line end (CLREQ 3.1.7).
    pub hanging: bool,
    /// Natural gap of Han and Latin in 1/1000 em (250 is a quarter).
    pub latin_gap: u16,
    /// Latin runs fill whole ems.
    pub em_grid: bool,
    /// English words part at the line end, with a hyphen.
    pub hyphens: bool,
    /// A word wider than its line breaks anywhere.
    pub anywhere: bool,
}

/// Alignment of a paragraph's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Flush both sides, the last line free.
    #[default]
    Justify,
    /// At the start.
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
    /// 均排: spread over the measure, the last line too.
    Even,
}

/// Name of a role of faces in fonts/manifest.yaml: `song`, `hei`, `kai`, `fang` …
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FontRole(pub String);

/// A paragraph style, complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParaStyle {
    /// Key in the layout (`heading-1`).
    pub key: String,
    /// Name in Word (`标题 1`).
    pub name: String,
    /// Faces.
    pub font: FontRole,
    /// Size of the em.
    pub size: Emu,
    /// Distance of baselines inside the paragraph; whole grid lines for body text.
    pub leading: Emu,
    /// 占行: the paragraph's lines fill a whole number of grid lines, at least this many.
    pub takes: u16,
    /// Alignment.
    pub align: Align,
    /// First-line indent in 1/1000 em of `size`.
    pub indent_first: i32,
    /// Indent of all lines at the start, 1/1000 em.
    pub indent_start: i32,
    /// Indent of all lines at the end, 1/1000 em.
    pub indent_end: i32,
    /// Letter-spacing, 1/1000 em.
    pub tracking: i32,
    /// Where tabs lead, from the start to the end of the measure.
    pub tabs: Vec<TabStop>,
    /// Colour of the text.
    pub colour: Colour,
    /// How its nodes stand in the flow.
    pub flow: super::Flow,
    /// Outline level 1 to 9; 0 for none.
    pub outline: u8,
    /// The subtitle's ——: real text in both files. Lowering has already written it at the
    /// beginning of `Para::text`; exits must not add it again.
    pub prefix: String,
    /// Fewest lines left at a column's foot and head when it breaks.
    pub orphans: u8,
    /// See `orphans`.
    pub widows: u8,
    /// What lowering does with its paragraphs; exits need not look.
    pub habits: Habits,
}

/// Where a tab leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TabStop {
    /// From the start of the measure, in 1/1000 em of the style's size; `None` for the measure's end.
    pub at: Option<i32>,
    /// Which side of what follows stands there.
    pub align: TabAlign,
    /// What fills the way to it.
    pub leader: Leader,
}

/// Which side of the text after a tab stands at its stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TabAlign {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Centre,
    /// Its end.
    End,
    /// Its decimal point; its end where it has none.
    Decimal,
}

/// 导引线: what leads the eye to a tab stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leader {
    /// Nothing.
    #[default]
    None,
    /// Dots on the baseline.
    Dots,
    /// Dots at half the height of the ideographs.
    Middots,
    /// A line.
    Rule,
}

/// What lowering does with the paragraphs of a style: done once it has read them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// Smaller sizes to take, in this order, when its lines do not fit the measure.
    pub sizes: Vec<Emu>,
    /// Measure to which a head of two to four ideographs is spread (均排), 1/1000 em; 0 for none.
    pub spread: i32,
    /// By how much its letter-spacing may shrink so that its lines hold, 1/1000 em.
    pub tighten: i32,
    /// By how much it may grow so that its lines fill the measure, 1/1000 em.
    pub widen: i32,
    /// Whether long lines are turned by sense, and in what outline.
    pub turn: Option<super::sense::Outline>,
    /// Number before its text: `{han}、`, `（{han}）`, `{n}.`; empty for none.
    pub number: String,
    /// Where it begins: a new column, page or right-hand page.
    pub opens: Option<super::Break>,
}

impl Default for Colour {
    fn default() -> Colour {
        Colour::BLACK
    }
}

/// A character style: what it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharStyle {
    /// Key in the layout (`strong`).
    pub key: String,
    /// Name in Word.
    pub name: String,
    /// Faces, if changed.
    pub font: Option<FontRole>,
    /// Size in 1/1000 of the paragraph's.
    pub scale: Option<u16>,
    /// Rise above the baseline, 1/1000 em.
    pub rise: i32,
    /// Colour, if changed.
    pub colour: Option<Colour>,
}

/// A table style, complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableStyle {
    /// Key in the layout.
    pub key: String,
    /// Name in Word.
    pub name: String,
    /// Style of head cells.
    pub head: ParaStyleId,
    /// Style of group rows.
    pub group: ParaStyleId,
    /// Style of body cells.
    pub cell: ParaStyleId,
    /// Rule above and below the table (the outer rules of 三线表).
    pub outer: Option<Stroke>,
    /// Rule under the head.
    pub under_head: Option<Stroke>,
    /// Rules between rows.
    pub rows: Option<Stroke>,
    /// Rules between columns.
    pub columns: Option<Stroke>,
    /// Rules at the left and right of the table.
    pub sides: Option<Stroke>,
    /// Tint behind the head.
    pub head_fill: Option<Colour>,
    /// Tint behind group rows.
    pub group_fill: Option<Colour>,
    /// Space between a cell's text and its column's edge, each side.
    pub padding: Emu,
}

/// A box's frame (线框, 花边, 底纹), complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoxStyle {
    /// Key in the layout, named by [`super::BoxNode::style`].
    pub key: String,
    /// Name in Word.
    pub name: String,
    /// The frame's line.
    pub stroke: Option<Stroke>,
    /// A second line inside the first, at this distance (双线, the plainest 花边).
    pub inner: Option<(Emu, Stroke)>,
    /// Whether its sides are open: rules above and below only.
    pub open: bool,
    /// 花边: small figures between the two lines.
    pub ornament: Option<Ornament>,
    /// Tint behind it.
    pub fill: Option<Colour>,
    /// From the frame to the text at both sides.
    pub padding: Emu,
}

/// Figures of an ornamental frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ornament {
    /// 菱形.
    Diamonds,
    /// 方点.
    Squares,
}

/// A piece of furniture: repeated on pages, an artifact to readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// On which pages.
    pub on: OnPages,
    /// Where: distance of its baseline from the page's top (head) or bottom (foot).
    pub edge: Edge,
    /// Distance of the baseline from that edge.
    pub offset: Emu,
    /// Alignment in the type area's width; `Start` and `End` swap on even pages when `outer`.
    pub align: Align,
    /// Whether it stands at the outer edge of facing pages.
    pub outer: bool,
    /// Text; `{title}`, `{issuer}`, `{date}`, `{page}`, `{pages}`, `{heading}` are filled in.
    pub text: String,
    /// Name of a word (`signer`): where it is not known the piece is left out. Lowering has seen to it.
    pub when: String,
    /// The same, where it is known.
    pub unless: String,
    /// Style.
    pub style: ParaStyleId,
    /// A rule along the type area's width, at this distance below the baseline.
    pub rule: Option<(Emu, Stroke)>,
}

/// On which pages furniture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnPages {
    /// All.
    #[default]
    All,
    /// The first.
    First,
    /// All but the first.
    Rest,
    /// Odd pages.
    Odd,
    /// Even pages.
    Even,
}

/// Head or foot of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// Head.
    #[default]
    Head,
    /// Foot.
    Foot,
}
