//! Text: every character arrives, with a glyph, and comes back out of the file.

use super::{Inspection, node_of};
use crate::base::Emu;
use crate::fonts::FaceId;
use crate::lines::{Fount, GlyphRun, Line};
use crate::pages::{Item, ItemKind, Owner, Part};
use crate::pdf::Profile;
use crate::say;
use crate::style::NodeId;
use std::collections::{BTreeMap, BTreeSet};

/// 六号: smaller text is not for reading.
const SMALLEST: Emu = Emu(Emu::PER_PT * 15 / 2);

pub(super) fn inspect(look: &mut Inspection<'_>) {
    match look.options.profile {
        Profile::Screen => return,
        Profile::Archive | Profile::Press => {}
    }
    let mut faces = BTreeSet::new();
    let mut shown: BTreeMap<(NodeId, Part), usize> = BTreeMap::new();
    let pages = look.pages;
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Line { line, .. } = &item.kind else { continue };
        for run in line.runs() {
            faces.insert(run.fount.face);
            glyphs(look, item, line, &run);
            small(look, item, run.fount);
        }
        if let Owner::Node(node, part) = item.owner {
            *shown.entry((node, part)).or_default() += visible(words(line));
        }
    }
    lost(look, &shown);
    faces.into_iter().for_each(|face| embeddable(look, face));
}

/// What a line shows.
fn words(line: &Line) -> impl Iterator<Item = char> {
    line.glyphs().flat_map(|glyph| line.shown(&glyph).chars())
}

/// How many of the characters leave ink.
fn visible(text: impl Iterator<Item = char>) -> usize {
    text.filter(|c| !c.is_whitespace() && !c.is_control() && !ignorable(*c)).count()
}

/// Characters that direct the setting and are not set themselves.
fn ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// PDF/A-2 6.2.11.7 and 6.2.11.8: no .notdef, and every glyph has characters that mean something.
fn glyphs(look: &mut Inspection<'_>, item: &Item, line: &Line, run: &GlyphRun<'_>) {
    let node = node_of(item.owner);
    if run.glyphs().any(|glyph| glyph.id == 0) {
        let help = say!(
            "换一个字，或给这个角色添一个有此字的字体",
            "use another character, or give the role a face that has it"
        );
        look.fault(
            "X31",
            node,
            say!("有字没有字形，会印成空框", "a character has no glyph and would print as an empty box"),
            help,
        );
    }
    let first = run.glyphs().next();
    if first.is_some_and(|glyph| glyph.len == 0) {
        let help = say!("这是程序的错误，请报告", "this is a fault of the program, please report it");
        look.fault("X32", node, say!("有字形不代表任何字", "a glyph stands for no character"), help);
    }
    for c in words(line) {
        if matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}') {
            let code = u32::from(c);
            let help = say!("换成有统一编码的字", "use a character that Unicode encodes");
            look.fault(
                "X33",
                node,
                say!(
                    "U+{code:04X} 是自造字区的码位，读不出意义",
                    "U+{code:04X} is a private code point without a meaning"
                ),
                help,
            );
        }
        if matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') {
            let help = say!("删去它", "remove it");
            look.fault(
                "X34",
                node,
                say!("文中有不许映射的码位", "the text has a code point that must not be mapped"),
                help,
            );
        }
    }
}

/// Text that is there must be shown: a line lost between two columns is found here.
fn lost(look: &mut Inspection<'_>, shown: &BTreeMap<(NodeId, Part), usize>) {
    let short: Vec<_> = look
        .paras
        .iter()
        .filter(|(key, para)| shown.get(key).copied().unwrap_or(0) < visible(para.text.chars()))
        .map(|((node, _), _)| *node)
        .collect();
    for node in short {
        let help = say!("这是程序的错误，请报告", "this is a fault of the program, please report it");
        look.fault("X30", Some(node), say!("这一块有字没有排出来", "some text of this block is not on any page"), help);
    }
}

/// Smaller than 六号.
fn small(look: &mut Inspection<'_>, item: &Item, fount: &Fount) {
    if fount.size < SMALLEST
        && matches!(item.owner, Owner::Node(_, part) if part != Part::Label)
        && fount.rise == Emu::ZERO
    {
        let size = fount.size;
        let help = say!("在版式里改大这个样式的 size", "give this style a larger size in the layout");
        look.doubt(
            "X37",
            node_of(item.owner),
            say!("字号 {size} 小于六号", "text of {size} is smaller than 六号 (7.5 pt)"),
            help,
        );
    }
}

/// OS/2 fsType: bit 1 alone forbids embedding, bit 8 subsetting, bit 9 outlines (PDF/A-2 6.2.11.4.1
/// asks for fonts that may be embedded).
fn embeddable(look: &mut Inspection<'_>, id: FaceId) {
    let Some(face) = look.fonts.face(id) else {
        let help = say!("看 banxin fonts 的报告", "see what banxin fonts reports");
        look.fault("X36", None, say!("用到的字体打不开", "a face that is used cannot be opened"), help);
        return;
    };
    if forbids(face.embedding_bits()) {
        let name = &face.name;
        let help = say!("换一个许可嵌入的字体", "use a face whose licence permits it");
        look.fault(
            "X35",
            None,
            say!("字体 {name} 的许可标志不许嵌入子集", "the licence bits of the face {name} forbid embedding a subset"),
            help,
        );
    }
}

/// Whether the bits forbid embedding a subset of the outlines.
fn forbids(bits: u16) -> bool {
    bits & 0x000F == 0x0002 || bits & 0x0300 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_forbidding_bits_forbid() {
        assert!([0x0000, 0x0004, 0x0008, 0x000C].iter().all(|bits| !forbids(*bits)));
        assert!([0x0002, 0x0100, 0x0200, 0x0204].iter().all(|bits| forbids(*bits)));
    }

    #[test]
    fn characters_that_leave_ink() {
        assert_eq!(visible("平 安\n\u{200B}\u{3000}。".chars()), 3);
    }
}
