//! The codes of this room, for `banxin explain`.

use crate::base::CodeNote;

/// Family L: layouts.
pub const CODES: &[CodeNote] = &[
    note(
        "L01",
        "没有这个名字的版式。用内置的名字，或写版式文件的路径。",
        "No layout has this name. Use a built-in name or the path of a layout file.",
    ),
    note("L02", "版式文件找不到或读不了。", "A layout file is missing or cannot be read."),
    note(
        "L03",
        "看不懂的长度。写 五号、10.5pt、3mm、2em 或 1行。",
        "Not a length. Write 五号, 10.5pt, 3mm, 2em or 1行.",
    ),
    note("L04", "这个长度必须大于零。", "This length must be greater than zero."),
    note(
        "L05",
        "看不懂的颜色。写 K60、C0 M100 Y90 K0 或 #c8102e。",
        "Not a colour. Write K60, C0 M100 Y90 K0 or #c8102e.",
    ),
    note("L06", "看不懂的线。写 0.5pt、0.5pt K60 或 none。", "Not a rule. Write 0.5pt, 0.5pt K60 or none."),
    note("L07", "这里只能写列出的几个词之一。", "Only one of the listed words can stand here."),
    note("L08", "栏数要在 1 到 12 之间。", "Columns must be 1 to 12."),
    note(
        "L09",
        "栏宽不是整字数，正文会对不齐（CLREQ 2.3）。",
        "A column is not a whole number of ems, so the body cannot be flush (CLREQ 2.3).",
    ),
    note("L10", "版心超出纸面。", "The type area leaves the page."),
    note("L11", "行距小于字号，行会叠在一起。", "A line smaller than its type: lines would lie on one another."),
    note("L12", "based-on 转了圈，或层数太多。", "based-on goes in a circle, or too deep."),
    note("L20", "图片找不到或读不了。", "A picture is missing or cannot be read."),
    note("L21", "不是 PNG、JPEG 或 SVG 图片。", "Not a PNG, JPEG or SVG picture."),
    note("L22", "图片在这个尺寸下太粗，印出来会糊。", "The picture is too coarse for its size on the page."),
    note("L23", "图片像素太多。", "The picture has too many pixels."),
    note("L24", "图片文件损坏或不完整。", "The picture's file is damaged or cut off."),
];

const fn note(code: &'static str, zh: &'static str, en: &'static str) -> CodeNote {
    CodeNote { code, zh, en }
}
