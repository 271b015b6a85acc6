//! The codes of this room, for `banxin explain`.

use crate::base::CodeNote;

const fn note(code: &'static str, zh: &'static str, en: &'static str) -> CodeNote {
    CodeNote { code, zh, en }
}

/// X01–X09 writing, X10–X19 the document, X20–X29 structure, X30–X39 text and archive, X40–X49 ink and paper.
pub const CODES: &[CodeNote] = &[
    note(
        "X01",
        "字体无法取子集，不能嵌入 PDF；换一个完好的字体文件",
        "a face cannot be subset, so it cannot go into the PDF; put a sound font file in its place",
    ),
    note(
        "X02",
        "有可见的字，字形却是空白；换一个有此字的字体",
        "a visible character has a blank glyph; use a face that draws it",
    ),
    note("X10", "文件没有题目；在 title 里写主题", "the document has no title; write the main title under title"),
    note(
        "X11",
        "没有写明语言；在 meta 里写 language: zh-CN",
        "the language is not stated; write language: zh-CN under meta",
    ),
    note(
        "X12",
        "印刷文件必须有日期；在 meta 里写 date，或设 SOURCE_DATE_EPOCH",
        "a file for the press needs a date; write date under meta, or set SOURCE_DATE_EPOCH",
    ),
    note(
        "X13",
        "输出意图的色彩特性文件不合用；换一个 CMYK 印刷特性文件",
        "the profile of the output intent cannot serve; give a CMYK printer profile",
    ),
    note("X14", "附件缺少名称、类型或说明", "an attachment lacks a name, a media type or a description"),
    note("X15", "题目或元数据里有控制字符", "title or metadata hold control characters"),
    note("X17", "页面过小或过大", "a page is too small or too large"),
    note("X20", "标题跳级", "headings skip a level"),
    note("X21", "空的标题", "an empty heading"),
    note("X22", "图没有替代文字；写上 alt", "a figure has no alternative text; write alt"),
    note("X23", "表没有表头", "a table has no head"),
    note("X24", "表的各行宽度不一", "the rows of a table are not equally wide"),
    note("X25", "链接的网址不完整", "the address of a link is not whole"),
    note("X26", "链接指向没有的块", "a link leads to no block"),
    note("X30", "有字没有排出来", "some text is not on any page"),
    note("X31", "有字没有字形", "a character has no glyph"),
    note("X32", "有字形不代表任何字", "a glyph stands for no character"),
    note("X33", "自造字区的码位，读不出意义", "a private code point without a meaning"),
    note("X34", "不许映射的码位", "a code point that must not be mapped"),
    note("X35", "字体的许可标志不许嵌入", "the licence bits of a face forbid embedding"),
    note("X36", "用到的字体打不开", "a face that is used cannot be opened"),
    note("X37", "字号小于六号", "text is smaller than 六号 (7.5 pt)"),
    note("X39", "存档文件里不能用 CMYK 图片", "an archive file cannot hold a CMYK picture"),
    note("X40", "有东西在页面之外", "something lies outside the page"),
    note("X41", "触到裁切边的图形没有出血", "what touches the trim has no bleed"),
    note("X42", "文字离裁切边太近", "text stands too near the trim"),
    note("X43", "线太细，印出来可能断线", "a rule is so thin that it may vanish in print"),
    note("X44", "总墨量过大", "the inks add up to too much"),
    note("X45", "印刷文件里有 RGB 颜色", "an RGB colour in a file for the press"),
    note("X46", "图片读不了；用 PNG 或 JPEG", "a picture cannot be read; use PNG or JPEG"),
    note("X47", "图片的分辨率太低", "a picture is too coarse for print"),
    note("X48", "图片是 RGB 的，由印厂换算", "a picture is RGB and will be converted at the press"),
    note("X49", "专色的名称或代用色不合用", "the name or the stand-in of a named ink cannot serve"),
];
