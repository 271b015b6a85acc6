//! The nouns of a layout: every style that lowering asks for, with its name and what it grows from.
//!
//! A closed list, so that a layout's misspelt style is an error with a suggestion, never a style
//! that nothing uses; and so that a [`ParaStyleId`] is a key, not a search.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

use super::{BoxStyleId, CharStyleId, ParaStyleId, TableStyleId};

macro_rules! keys {
    ($(#[$meta:meta])* $kind:ident -> $id:ident { $($(#[$doc:meta])* $name:ident = $key:literal, $zh:literal $(, like $parent:ident)?;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$doc])* $name,)* }

        impl $kind {
            /// All of them, in the order of their ids.
            pub const ALL: &'static [$kind] = &[$($kind::$name,)*];

            /// The key in a layout.
            pub const fn key(self) -> &'static str {
                match self { $($kind::$name => $key,)* }
            }

            /// The name in Word unless the layout gives another.
            pub const fn title(self) -> &'static str {
                match self { $($kind::$name => $zh,)* }
            }

            /// What it takes its answers from where the layout says nothing of it.
            pub const fn parent(self) -> Option<$kind> {
                match self { $($kind::$name => keys!(@parent $kind $($parent)?),)* }
            }

            /// Its index in the sheet.
            pub const fn id(self) -> $id {
                $id(self as u16)
            }
        }

        // As a key of a mapping: JSON Schema then lists what may be written.
        impl JsonSchema for $kind {
            fn schema_name() -> Cow<'static, str> {
                stringify!($kind).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($key,)*] })
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$kind, D::Error> {
                const KEYS: &[&str] = &[$($key,)*];
                let written = String::deserialize(deserializer)?;
                let found = $kind::ALL.iter().find(|key| key.key() == written);
                found.copied().ok_or_else(|| D::Error::unknown_field(&written, KEYS))
            }
        }
    };
    (@parent $kind:ident) => { None };
    (@parent $kind:ident $parent:ident) => { Some($kind::$parent) };
}

keys! {
    /// Paragraph styles. A parent stands before its children.
    StyleKey -> ParaStyleId {
        /// Body text: the root of all.
        Body = "body", "正文";
        /// 引题.
        Kicker = "kicker", "引题", like Body;
        /// 主题.
        Title = "title", "主题", like Body;
        /// 副题.
        Subtitle = "subtitle", "副题", like Body;
        /// Headings of the first level.
        Heading1 = "heading-1", "标题 1", like Body;
        /// Second level.
        Heading2 = "heading-2", "标题 2", like Heading1;
        /// Third level.
        Heading3 = "heading-3", "标题 3", like Heading2;
        /// Fourth level.
        Heading4 = "heading-4", "标题 4", like Heading3;
        /// 插题.
        Inset = "inset", "插题", like Heading2;
        /// 导语.
        Lead = "lead", "导语", like Body;
        /// Items of a list.
        List1 = "list-1", "列表 1", like Body;
        /// Items of a list inside a list.
        List2 = "list-2", "列表 2", like List1;
        /// Third level.
        List3 = "list-3", "列表 3", like List2;
        /// Fourth level.
        List4 = "list-4", "列表 4", like List3;
        /// Lines with tab stops.
        Tabbed = "tabbed", "制表行", like Body;
        /// Quotations.
        Quote = "quote", "引文", like Body;
        /// Who said it.
        QuoteSource = "quote-source", "引文出处", like Quote;
        /// Head of a box.
        BoxTitle = "box-title", "框题", like Body;
        /// Text in a box.
        BoxBody = "box-body", "框文", like Body;
        /// Text of notes at the foot of the page.
        Note = "note", "脚注", like Body;
        /// Text of notes at the end of the document or a chapter.
        EndNote = "end-note", "尾注", like Note;
        /// Head of these.
        NotesHead = "notes-head", "注释题", like Heading2;
        /// 落款.
        Signature = "signature", "落款", like Body;
        /// Head of the contents.
        ContentsHead = "contents-head", "目录题", like Heading1;
        /// Entries of the first level.
        Contents1 = "contents-1", "目录 1", like Body;
        /// Second level.
        Contents2 = "contents-2", "目录 2", like Contents1;
        /// Third level.
        Contents3 = "contents-3", "目录 3", like Contents2;
        /// Fourth level.
        Contents4 = "contents-4", "目录 4", like Contents3;
        /// 版记.
        Colophon = "colophon", "版记", like Body;
        /// 版权页.
        Imprint = "imprint", "版权页", like Body;
        /// Its labels.
        ImprintLabel = "imprint-label", "版权页标签", like Imprint;
        /// Words of a pull quote.
        Pull = "pull", "引语", like Body;
        /// Who said them.
        PullSource = "pull-source", "引语出处", like Pull;
        /// Credit line.
        Credit = "credit", "署名", like Body;
        /// 表题 and 图题.
        Caption = "caption", "题注", like Body;
        /// 表题 above a table.
        TableCaption = "table-caption", "表题", like Caption;
        /// Unit line above a table.
        TableUnit = "table-unit", "表单位", like Body;
        /// Cells of a table.
        TableCell = "table-cell", "表文", like Body;
        /// Head cells.
        TableHead = "table-head", "表头", like TableCell;
        /// Names of groups of rows.
        TableGroup = "table-group", "表组", like TableCell;
        /// 其中: the name of a part of the row above.
        TablePart = "table-part", "表内其中", like TableCell;
        /// 合计.
        TableTotal = "table-total", "表内合计", like TableCell;
        /// Notes under tables, charts and pictures.
        Remark = "remark", "表注", like Body;
        /// 资料来源 under them.
        Source = "source", "资料来源", like Remark;
        /// 图题 below a chart or picture.
        FigureCaption = "figure-caption", "图题", like Caption;
        /// Words and figures in a chart.
        ChartLabel = "chart-label", "图中文字", like TableCell;
        /// Large figures of a 数字看板.
        NumberValue = "number-value", "大数字", like TableCell;
        /// Their labels.
        NumberLabel = "number-label", "数字说明", like TableCell;
        /// Running heads.
        RunningHead = "running-head", "页眉", like Body;
        /// 报头, 发文机关标志.
        Masthead = "masthead", "报头", like RunningHead;
        /// 发文字号, 期号, what stands on a cover.
        DocumentNumber = "document-number", "发文字号", like Body;
        /// 转版 lines.
        Jump = "jump", "转版", like Body;
        /// Page numbers.
        Folio = "folio", "页码", like RunningHead;
    }
}

keys! {
    /// Character styles.
    CharKey -> CharStyleId {
        /// `$strong[…]`.
        Strong = "strong", "强调";
        /// `$kai[…]`.
        Kai = "kai", "楷体";
        /// `$sup[…]`.
        Sup = "sup", "上标";
        /// `$sub[…]`.
        Sub = "sub", "下标";
        /// First part of a two-part heading.
        HeadingLead = "heading-lead", "标题引语";
        /// The bullet of a list's item.
        Bullet = "bullet", "项目符号";
        /// `$link[…](…)`.
        Link = "link", "链接";
        /// The number that calls a note.
        NoteCall = "note-call", "注码", like Sup;
    }
}

keys! {
    /// Table styles.
    #[derive(Default)]
    TableKey -> TableStyleId {
        /// 三线表.
        #[default]
        ThreeLine = "three-line", "三线表";
        /// Rules round every cell.
        FullRule = "full-rule", "全线表", like ThreeLine;
        /// Rules between rows, none between columns.
        RowRule = "row-rule", "横线表", like ThreeLine;
        /// No rules.
        NoRule = "no-rule", "无线表", like ThreeLine;
        /// 数字看板.
        Numbers = "numbers", "数字看板";
        /// 版记.
        Colophon = "colophon", "版记表";
        /// 版权页.
        Imprint = "imprint", "版权页表";
    }
}

keys! {
    /// Frames of boxes.
    #[derive(Default)]
    BoxKey -> BoxStyleId {
        /// 线框.
        #[default]
        Plain = "plain", "线框";
        /// 双线, the plainest 花边.
        Double = "double", "双线框", like Plain;
        /// 底纹.
        Tint = "tint", "底纹框", like Plain;
        /// 花边.
        Ornament = "ornament", "花边框", like Plain;
        /// Rules above and below a pull quote.
        Pull = "pull", "引语框", like Plain;
    }
}

impl TableKey {
    /// The ways in which a table of rows and columns is ruled.
    pub const RULED: [TableKey; 4] = [TableKey::ThreeLine, TableKey::FullRule, TableKey::RowRule, TableKey::NoRule];

    /// Whether a style is one of these, and no panel of large figures, 版记 or the like.
    pub fn is_ruled(style: TableStyleId) -> bool {
        TableKey::RULED.iter().any(|key| key.id() == style)
    }
}
