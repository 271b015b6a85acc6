//! The shape of `layouts/*.yaml`: everything optional, nothing resolved.
//!
//! Lengths and choices stay words here (`Word`), so that each bad one is a finding of its own
//! with its place, and not the end of reading.

use crate::base::Spanned;
use crate::style::{BoxKey, CharKey, StyleKey, TableKey};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A word of the layout and where it stands.
pub type Word = Spanned<String>;

/// A whole layout file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LayoutFile {
    /// Name and path of the layout that answers where this one is silent: `common` unless said.
    pub based_on: Option<Word>,
    /// What it is for, in a line.
    pub about: Option<Word>,
    /// Page, type area, columns, grid.
    #[serde(default)]
    pub page: PageFile,
    /// Rules of line setting.
    #[serde(default)]
    pub lines: LinesFile,
    /// How blocks are lowered.
    #[serde(default)]
    pub blocks: BlocksFile,
    /// Paragraph styles.
    #[serde(default)]
    pub styles: BTreeMap<StyleKey, StyleFile>,
    /// Character styles.
    #[serde(default)]
    pub characters: BTreeMap<CharKey, CharFile>,
    /// Table styles.
    #[serde(default)]
    pub tables: BTreeMap<TableKey, TableFile>,
    /// Frames of boxes.
    #[serde(default)]
    pub boxes: BTreeMap<BoxKey, BoxFile>,
    /// Running heads and folios; a layout that lists any lists all.
    pub furniture: Option<Vec<FurnitureFile>>,
}

/// Page, type area and grid.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageFile {
    /// `A4`, or two lengths: `210mm × 297mm`.
    pub size: Option<Word>,
    /// Beyond the trim, each side.
    pub bleed: Option<Word>,
    /// Whether left pages mirror right ones.
    pub facing: Option<Spanned<bool>>,
    /// Whether columns end level where a page is not full; `false` fills one after another.
    pub level: Option<Spanned<bool>>,
    /// Where what goes over several columns stands: `here`, or at the `edges`, the head or foot of a
    /// page's columns.
    pub spanning: Option<Word>,
    /// The em of the grid: the body's size.
    pub em: Option<Word>,
    /// Distance of two lines.
    pub line: Option<Word>,
    /// Lines in the type area.
    pub lines: Option<Spanned<u16>>,
    /// Lines left free at the head of the first page, for a masthead.
    pub sink: Option<Spanned<u16>>,
    /// How pages before the body (cover, imprint, contents) are counted: `on` with the others, or `roman`.
    pub front: Option<Word>,
    /// 转版: at the foot of a page where the text goes on, `（下转第{page}版）`; without it no such lines.
    pub jump_to: Option<Word>,
    /// At the head of the page where it goes on, `（上接第{page}版）`.
    pub jump_from: Option<Word>,
    /// Columns.
    pub columns: Option<Spanned<u8>>,
    /// Width of a column, in whole ems.
    pub column: Option<Word>,
    /// Characters in a line where they do not fill whole ems (GB/T 9704: 28 in 156 mm).
    pub characters: Option<Spanned<u16>>,
    /// Between columns.
    pub gutter: Option<Word>,
    /// 栏线: `0.4pt`, `0.4pt K60`, `none`.
    pub rule: Option<Word>,
    /// From the page's top to the type area: a length or `centre`.
    pub top: Option<Word>,
    /// From the binding edge to the type area: a length or `centre`.
    pub inner: Option<Word>,
}

/// Rules of line setting.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinesFile {
    /// `none`, `basic`, `gb`, `strict`.
    pub kinsoku: Option<Word>,
    /// `full`, `kaiming`, `half`, `half-at-end`, `none`.
    pub marks: Option<Word>,
    /// `mainland`, `taiwan`, `hong-kong`.
    pub region: Option<Word>,
    /// Opening marks half an em at the line start.
    pub trim_start: Option<Spanned<bool>>,
    /// 、，。 hang.
    pub hanging: Option<Spanned<bool>>,
    /// Between Han and Latin.
    pub latin_gap: Option<Word>,
    /// Latin fills whole ems.
    pub em_grid: Option<Spanned<bool>>,
    /// English words part at line ends, with a hyphen.
    pub hyphens: Option<Spanned<bool>>,
    /// A word that is wider than a line breaks anywhere instead of sticking out.
    #[serde(rename = "break-anywhere")]
    pub anywhere: Option<Spanned<bool>>,
}

/// How blocks are lowered.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BlocksFile {
    /// `stacked` or `beside`.
    pub heading_parts: Option<Word>,
    /// How tables are ruled: `three-line`, `full-rule`, `row-rule`, `no-rule`.
    pub table_style: Option<Word>,
    /// `one`, `all`, a number of columns, or `auto`: as many as it needs.
    pub table_across: Option<Word>,
    /// Panels of a long table of figures, side by side.
    pub table_panels: Option<Spanned<u8>>,
    /// Columns of the page where a long table stands, going on from one to the next; 0 for none of its own.
    pub long_tables: Option<Spanned<u8>>,
    /// The same as `table-across` for charts.
    pub chart_across: Option<Word>,
    /// The same for panels of large figures.
    pub numbers_across: Option<Word>,
    /// Frame of boxes: `plain`, `double`, `tint`, `ornament`.
    pub box_style: Option<Word>,
    /// The same for boxes.
    pub box_across: Option<Word>,
    /// Grid lines for each bar of a lying chart.
    pub chart_lines_per_bar: Option<Spanned<u16>>,
    /// Grid lines of an upright chart.
    pub chart_lines: Option<Spanned<u16>>,
    /// What follows the title stack: `here`, `page` or `recto`; with a break the first page is a cover.
    pub cover: Option<Word>,
    /// Depth of the contents set after the title stack; 0 for none.
    pub contents: Option<Spanned<u8>>,
    /// Head of those contents.
    pub contents_title: Option<Word>,
    /// Where notes stand: `foot` of the column that calls them, `end` of the document, end of each `chapter`.
    pub notes: Option<Word>,
    /// Head of the notes at an end.
    pub notes_title: Option<Word>,
    /// Free lines before and after tables, charts and pictures.
    pub space_around: Option<Spanned<u16>>,
}

/// A paragraph style.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StyleFile {
    /// Name in Word.
    pub name: Option<Word>,
    /// Role of faces: `song`, `hei`, `kai`, `fang`, `song-bold`, `hei-bold`.
    pub font: Option<Word>,
    /// Size of the em.
    pub size: Option<Word>,
    /// Distance of its lines: a length, or `1行`.
    pub line: Option<Word>,
    /// 占行: at least so many lines of the grid.
    pub takes: Option<Spanned<u16>>,
    /// `justify`, `start`, `centre`, `end`, `even`.
    pub align: Option<Word>,
    /// First line.
    pub indent: Option<Word>,
    /// All lines, at their start.
    pub start: Option<Word>,
    /// All lines, at their end.
    pub end: Option<Word>,
    /// Letter-spacing.
    pub tracking: Option<Word>,
    /// Tab stops: a place, which side of the text stands there (`start`, `centre`, `end`, `decimal`), what leads to it
    /// (`dots`, `middots`, `rule`): `8em`, `12em decimal`, `edge dots` (the end of the line).
    pub tabs: Option<Vec<Word>>,
    /// `K100`, `C0 M100 Y100 K0`, `#c00000`.
    pub colour: Option<Word>,
    /// Columns it goes over: `one`, `all` or a number.
    pub across: Option<Word>,
    /// Free lines of the grid before it.
    pub before: Option<Spanned<u16>>,
    /// Free lines after it.
    pub after: Option<Spanned<u16>>,
    /// Not parted from what follows.
    pub keep_with_next: Option<Spanned<bool>>,
    /// Not broken.
    pub keep_together: Option<Spanned<bool>>,
    /// Level in the outline; 0 for none.
    pub outline: Option<Spanned<u8>>,
    /// Text written before it.
    pub prefix: Option<Word>,
    /// Fewest lines at a column's foot.
    pub orphans: Option<Spanned<u8>>,
    /// Fewest lines at a column's head.
    pub widows: Option<Spanned<u8>>,
    /// Smaller sizes to take when its lines do not fit.
    pub sizes: Option<Vec<Word>>,
    /// A head of two to four characters is spread to this measure (均排).
    pub spread: Option<Word>,
    /// How much tighter its letters may stand so that its lines hold.
    pub tighten: Option<Word>,
    /// How much wider, so that its lines fill the measure.
    pub widen: Option<Word>,
    /// Long lines turned by sense: `none`, `even`, `official`.
    pub turn: Option<Word>,
    /// Number before its text: `{han}、`, `（{han}）`, `{n}.`, or `none`.
    pub number: Option<Word>,
    /// Where it begins: `here`, `column`, `page`, `recto`.
    pub opens: Option<Word>,
}

/// A character style.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CharFile {
    /// Name in Word.
    pub name: Option<Word>,
    /// Role of faces.
    pub font: Option<Word>,
    /// Size, in em of the paragraph.
    pub size: Option<Word>,
    /// Above the baseline, in em.
    pub rise: Option<Word>,
    /// Colour.
    pub colour: Option<Word>,
}

/// A table style.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableFile {
    /// Name in Word.
    pub name: Option<Word>,
    /// Above and below the table.
    pub outer: Option<Word>,
    /// Under the head.
    pub under_head: Option<Word>,
    /// Between rows.
    pub rows: Option<Word>,
    /// Between columns.
    pub columns: Option<Word>,
    /// At the left and right of the table.
    pub sides: Option<Word>,
    /// Behind the head.
    pub head_fill: Option<Word>,
    /// Behind group rows.
    pub group_fill: Option<Word>,
    /// Beside a cell's text.
    pub padding: Option<Word>,
}

/// A frame.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoxFile {
    /// Name in Word.
    pub name: Option<Word>,
    /// The frame's line.
    pub rule: Option<Word>,
    /// A second line inside it.
    pub inner_rule: Option<Word>,
    /// Between the two.
    pub inner_distance: Option<Word>,
    /// Rules above and below only.
    pub open: Option<Spanned<bool>>,
    /// 花边 between the two lines: `diamonds`, `squares`, `none`.
    pub ornament: Option<Word>,
    /// Tint behind it.
    pub fill: Option<Word>,
    /// From the frame to the text at both sides.
    pub padding: Option<Word>,
}

/// A running head or folio.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FurnitureFile {
    /// `all`, `first`, `rest`, `odd`, `even`.
    pub on: Option<Word>,
    /// `head` or `foot`.
    pub edge: Option<Word>,
    /// From that edge of the page to the baseline.
    pub offset: Option<Word>,
    /// `start`, `centre`, `end`.
    pub align: Option<Word>,
    /// Outer edge of facing pages.
    pub outer: Option<Spanned<bool>>,
    /// The words.
    pub text: Option<Word>,
    /// Only where this word (`signer`) is known.
    pub when: Option<Word>,
    /// Only where this word is not known.
    pub unless: Option<Word>,
    /// Its paragraph style: `running-head`, `folio`.
    pub style: Option<Word>,
    /// A rule below the baseline: `0.5pt K100`.
    pub rule: Option<Word>,
    /// How far below.
    pub rule_distance: Option<Word>,
}
