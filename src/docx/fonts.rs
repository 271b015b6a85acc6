//! Which of Word's fonts stands for a role, and the font table that says what to use where it
//! is not installed.

use super::xml::{El, Part, el, val};
use crate::style::FontRole;

/// The fonts of a role: Word picks by script, so each run names one for Han and one for Latin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Faces {
    /// `w:eastAsia`.
    pub(crate) han: &'static str,
    /// `w:ascii`, `w:hAnsi` and `w:cs`.
    pub(crate) latin: &'static str,
    /// Whether the role is the bold of its font.
    pub(crate) bold: bool,
}

const fn faces(han: &'static str, latin: &'static str, bold: bool) -> Faces {
    Faces { han, latin, bold }
}

/// The names that editors have installed and that GB/T 9704 offices ask for, by role. An
/// unknown role is set in the body's 宋体: `fonts` has already reported it.
pub(crate) fn of(role: &FontRole) -> Faces {
    match role.0.as_str() {
        "biaosong" | "xiaobiaosong" | "title" => faces("方正小标宋简体", "Times New Roman", false),
        "song-bold" | "songbold" => faces("宋体", "Times New Roman", true),
        "hei" => faces("黑体", "Arial", false),
        "hei-bold" | "heibold" => faces("黑体", "Arial", true),
        "kai" => faces("楷体_GB2312", "Times New Roman", false),
        "fang" | "fangsong" => faces("仿宋_GB2312", "Times New Roman", false),
        _ => faces("宋体", "Times New Roman", false),
    }
}

impl Faces {
    /// Whether its Latin face is a sans serif, whose figures are wider.
    pub(crate) fn sans(self) -> bool {
        self.latin == "Arial"
    }

    /// `w:rFonts`: names, never theme slots, so that another theme cannot change the document.
    pub(crate) fn element(self) -> El {
        el("w:rFonts")
            .at("w:ascii", self.latin)
            .at("w:eastAsia", self.han)
            .at("w:hAnsi", self.latin)
            .at("w:cs", "Times New Roman")
    }
}

/// A row of the font table.
struct Known {
    name: &'static str,
    /// Names under which other systems have it or its nearest relative.
    other: &'static str,
    panose: &'static str,
    /// 86 for GB 2312, 00 for Latin.
    charset: &'static str,
    family: &'static str,
    pitch: &'static str,
    /// `w:usb0` … `w:csb1` as the fonts themselves state them.
    signature: [&'static str; 6],
}

const GB: [&str; 6] = ["00000003", "288F0000", "00000006", "00000000", "00040001", "00000000"];
const GB_OLD: [&str; 6] = ["00000001", "080E0000", "00000010", "00000000", "00040000", "00000000"];
const LATIN: [&str; 6] = ["E0002EFF", "C000785B", "00000009", "00000000", "000001FF", "00000000"];

const TABLE: &[Known] = &[
    Known {
        name: "Times New Roman",
        other: "",
        panose: "02020603050405020304",
        charset: "00",
        family: "roman",
        pitch: "variable",
        signature: LATIN,
    },
    Known {
        name: "Arial",
        other: "",
        panose: "020B0604020202020204",
        charset: "00",
        family: "swiss",
        pitch: "variable",
        signature: LATIN,
    },
    Known {
        name: "宋体",
        other: "SimSun",
        panose: "02010600030101010101",
        charset: "86",
        family: "auto",
        pitch: "variable",
        signature: GB,
    },
    Known {
        name: "黑体",
        other: "SimHei",
        panose: "02010609060101010101",
        charset: "86",
        family: "modern",
        pitch: "fixed",
        signature: ["800002BF", "38CF7CFA", "00000016", "00000000", "00040001", "00000000"],
    },
    Known {
        name: "楷体_GB2312",
        other: "楷体,KaiTi",
        panose: "02010609030101010101",
        charset: "86",
        family: "modern",
        pitch: "fixed",
        signature: GB_OLD,
    },
    Known {
        name: "仿宋_GB2312",
        other: "仿宋,FangSong",
        panose: "02010609030101010101",
        charset: "86",
        family: "modern",
        pitch: "fixed",
        signature: GB_OLD,
    },
    Known {
        name: "方正小标宋简体",
        other: "华文中宋",
        panose: "03000509000000000000",
        charset: "86",
        family: "script",
        pitch: "fixed",
        signature: GB_OLD,
    },
];

/// The part `word/fontTable.xml`.
pub(crate) fn part() -> Vec<u8> {
    let mut root = el("w:fonts").at("xmlns:w", super::NS_W);
    for font in TABLE {
        let [usb0, usb1, usb2, usb3, csb0, csb1] = font.signature;
        root.push(
            el("w:font")
                .at("w:name", font.name)
                .with_some((!font.other.is_empty()).then(|| val("w:altName", font.other)))
                .with(val("w:panose1", font.panose))
                .with(val("w:charset", font.charset))
                .with(val("w:family", font.family))
                .with(val("w:pitch", font.pitch))
                .with(
                    el("w:sig")
                        .at("w:usb0", usb0)
                        .at("w:usb1", usb1)
                        .at("w:usb2", usb2)
                        .at("w:usb3", usb3)
                        .at("w:csb0", csb0)
                        .at("w:csb1", csb1),
                ),
        );
    }
    Part::of(&root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_in_the_font_table() {
        for role in ["song", "song-bold", "hei", "hei-bold", "kai", "fang", "biaosong", "?"] {
            let faces = of(&FontRole(role.into()));
            for name in [faces.han, faces.latin] {
                assert!(TABLE.iter().any(|font| font.name == name), "{name}");
            }
        }
    }
}
