//! The codes of this room: where text meets faces.

use super::setter::Prepared;
use crate::base::{CodeNote, Finding, Severity};
use crate::fonts::Fonts;
use crate::say;
use crate::style::Para;

/// Every code the line setter can raise.
pub const CODES: &[CodeNote] = &[
    CodeNote {
        code: "T07",
        zh: "没有一个字体有这个字。改用别的字，或在 fonts/manifest.yaml 里登记有它的字体。",
        en: "No face has this character. Use another, or register a face that has it in fonts/manifest.yaml.",
    },
    CodeNote {
        code: "T08",
        zh: "这个字取自后备字体，样子可能与正文不一。核对字形，或换字。",
        en: "This character came from a supplementary face and may look unlike its neighbours. Check its form.",
    },
];

impl Prepared<'_> {
    /// Characters no face has (an error) or a supplement gave (a warning), each where it stands.
    pub fn findings(&self, para: &Para, fonts: &Fonts<'_>) -> Vec<Finding> {
        let place = |fault: &super::Fault| para.runs.get(fault.run as usize).map(|run| run.span);
        self.faults()
            .iter()
            .filter_map(|fault| {
                let (c, code) = (fault.character, fault.character as u32);
                let span = place(fault)?;
                Some(match fault.supplement {
                    None => Finding::resource(
                        "T07",
                        Some(span),
                        say!("没有字体有“{c}”（U+{code:04X}）", "no face has “{c}” (U+{code:04X})"),
                    )
                    .help(say!(
                        "改用别的字，或登记一个有它的字体",
                        "use another character, or register a face that has it"
                    )),
                    Some(face) => {
                        let name = fonts.face(face).map(|face| face.name.clone()).unwrap_or_default();
                        Finding::check(
                            "T08",
                            Severity::Warning,
                            span,
                            say!(
                                "“{c}”（U+{code:04X}）取自后备字体 {name}",
                                "“{c}” (U+{code:04X}) comes from the supplementary face {name}"
                            ),
                        )
                        .help(say!("核对它的字形", "check its form"))
                    }
                })
            })
            .collect()
    }
}
