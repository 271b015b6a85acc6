//! What this room may find.

use crate::base::diag::CodeNote;

/// Codes of the Word room.
pub const CODES: &[CodeNote] = &[CodeNote {
    code: "D01",
    zh: "XML 1.0 不能容纳的字符（U+0000 至 U+001F 中除制表符和换行外的控制符、U+FFFE、U+FFFF），Word 文件写不进去。删去该字符。",
    en: "A character that XML 1.0 cannot hold (a control character other than tab and line feed, U+FFFE or U+FFFF), so no Word file can. Delete it.",
}];
