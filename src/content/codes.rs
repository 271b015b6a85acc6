//! What the codes of this room mean.

use crate::base::CodeNote;

/// Codes of YAML, its shapes and the inline markup.
pub const CODES: &[CodeNote] = &[
    note(
        "Y01",
        "不是有效的 YAML。看所指一行的缩进、引号、冒号后的空格。",
        "Not valid YAML. Look at the line's indent, quotes and the space after colons.",
    ),
    note("Y02", "同一组里一个键写了两次。删去一个。", "A key is written twice in one mapping. Remove one."),
    note("Y03", "没有这个键，多半是拼写。", "There is no such key; most often a slip of spelling."),
    note("Y04", "缺少必需的键。补上。", "A required key is missing. Add it."),
    note(
        "Y05",
        "值的类型不对：该写文字、数、列表或键值的地方写了别的。",
        "The wrong kind of value: text, a number, a list or a mapping was expected.",
    ),
    note(
        "Y06",
        "嵌套过深，或别名展开后过大。嵌套不超过 64 层，不用别名成倍重复。",
        "Nested too deeply, or aliases multiply too much. Nest no deeper than 64 levels.",
    ),
    note(
        "Y07",
        "用了不接受的 YAML 写法：标签（!名）或合并键（<<）。",
        "A YAML feature that is not accepted: tags (!name) or merge keys (<<).",
    ),
    note("Y08", "值的写法不合规定。", "The value is not written in an accepted form."),
    note("Y09", "没有这种块或选项，多半是拼写。", "There is no such block or choice; most often a slip of spelling."),
    note("Y11", "文件是空的。", "The file is empty."),
    note(
        "Y12",
        "文件不是 UTF-8，或有单独的回车符。另存为 UTF-8，换行用 LF。",
        "The file is not UTF-8, or has lone carriage returns. Save it as UTF-8 with LF.",
    ),
    note("Y13", "换行是 CRLF。可以照用。", "Lines end with CRLF. It works."),
    note("Y20", "该有文字的地方是空的。", "No text where there should be some."),
    note(
        "Y21",
        "标记“$名[”没有收尾的“]”，或嵌套过深。",
        "A mark `$name[` has no closing `]`, or is nested too deeply.",
    ),
    note("Y22", "没有这个标记。要印“$”写“$$”。", "There is no such mark. Write `$$` for a dollar."),
    note("Y23", "注音写成“$ruby[字|zì]”。", "Ruby is written `$ruby[字|zì]`."),
    note("Y24", "链接写成“$link[文字](https://…)”。", "A link is written `$link[text](https://…)`."),
    note("Y25", "引用指标写成“$(编号)”或“$(编号:写法)”。", "A figure is stated by `$(id)` or `$(id:form)`."),
    note("Y26", "meta 里的日期、年份或语言写法不对。", "A date, year or language in meta is not well written."),
    note(
        "Y27",
        "块的名字只用 a–z、0–9 和“-”，以字母开头。",
        "A block's id has a–z, 0–9 and `-` only, and begins with a letter.",
    ),
    note("Y28", "两块同名。", "Two blocks have the same id."),
    note("Y29", "“$ref[…]”所指的块不存在。", "`$ref[…]` points to a block that does not exist."),
    note(
        "Y30",
        "标题级别、栏数等超出范围，键不能并用，或变栏套在框里、栏里。",
        "A level or count is out of range, keys exclude each other, or columns stand in a box or in columns.",
    ),
    note(
        "Y31",
        "表或图没有数据，或标签、跨格数目不对。",
        "A table or chart has no data, or its labels or cells do not fit.",
    ),
];

const fn note(code: &'static str, zh: &'static str, en: &'static str) -> CodeNote {
    CodeNote { code, zh, en }
}
