//! The codes of this room, for `banxin explain`.

use crate::base::CodeNote;
use crate::base::diag::Words;
use crate::say;

/// Family V: drawings.
pub const CODES: &[CodeNote] = &[
    note("V01", "SVG 图读不懂。", "An SVG picture cannot be read."),
    note(
        "V02",
        "SVG 图里有脚本、外部引用、实体或嵌入的网页。图里只能有图，别的一概不读。",
        "An SVG picture holds scripts, references outside itself, entities or embedded pages. Nothing but drawing is read.",
    ),
    note(
        "V03",
        "SVG 图里嵌有点阵图。点阵图请单独放，才查得到它的精度。",
        "An SVG picture holds pixels. Place them as a picture of their own, so that their resolution can be checked.",
    ),
    note("V04", "SVG 图太大或套得太深。", "An SVG picture is too large or nested too deeply."),
    note("V05", "SVG 图里的字，字体里没有。", "No face has a character of an SVG picture."),
];

const fn note(code: &'static str, zh: &'static str, en: &'static str) -> CodeNote {
    CodeNote { code, zh, en }
}

/// What is wrong with a drawing.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) words: Words,
    pub(super) help: Words,
}

/// The parser's complaint.
pub(super) fn broken(error: &dyn std::fmt::Display) -> Fault {
    Fault {
        code: "V01",
        words: say!("SVG 读不懂（{error}）", "not a valid SVG ({error})"),
        help: say!("在画图软件里重新存为“普通 SVG”", "save it again as “plain SVG”"),
    }
}
