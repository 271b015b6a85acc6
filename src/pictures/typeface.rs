//! Type in drawings: the project's own faces under the names that drawing programs write.

use super::codes::Fault;
use crate::fonts::{Class, Fonts, RoleId};
use crate::say;
use resvg::usvg::{self, FontFamily, fontdb};
use std::sync::{Arc, Mutex, PoisonError};

/// The faces of a drawing, loaded when its text asks for them.
pub(super) struct Typefaces<'f> {
    fonts: &'f Fonts<'f>,
    loaded: Mutex<Vec<(RoleId, Class, fontdb::ID)>>,
}

/// Bits of the names of faces, and the roles that stand for them. 宋体 stands for all the rest.
const NAMES: [(&str, &[&str]); 3] = [
    ("hei", &["黑", "hei", "sans", "arial", "helvetica", "gothic", "yahei", "verdana", "dengxian", "等线"]),
    ("kai", &["楷", "kai"]),
    ("fang", &["仿", "fang"]),
];

impl<'f> Typefaces<'f> {
    pub(super) fn new(fonts: &'f Fonts<'f>) -> Typefaces<'f> {
        Typefaces { fonts, loaded: Mutex::new(Vec::new()) }
    }

    /// The parser's settings: our faces, nothing from the disk.
    pub(super) fn options(&self) -> usvg::Options<'_> {
        usvg::Options {
            languages: vec!["zh-CN".into(), "zh".into()],
            font_family: "宋体".into(),
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            font_resolver: usvg::FontResolver {
                select_font: Box::new(|font, faces| {
                    self.load(self.role(font.families(), font.weight())?, Class::Han, faces)
                }),
                select_fallback: Box::new(|c, tried, faces| self.instead(c, tried, faces)),
            },
            ..usvg::Options::default()
        }
    }

    /// The role that a list of families means.
    fn role(&self, families: &[FontFamily], weight: u16) -> Option<RoleId> {
        let named = families.iter().find_map(|family| {
            let name = match family {
                FontFamily::Named(name) => name.to_lowercase(),
                FontFamily::SansSerif | FontFamily::Monospace => return Some("hei"),
                FontFamily::Cursive => return Some("kai"),
                FontFamily::Serif | FontFamily::Fantasy => return Some("song"),
            };
            NAMES.iter().find(|(_, bits)| bits.iter().any(|bit| name.contains(bit))).map(|(role, _)| *role)
        });
        let plain = self.fonts.role(named.unwrap_or("song")).or_else(|| self.fonts.role("song"))?;
        if weight >= 600 { self.fonts.roles().get(usize::from(plain.0)).map(|role| role.strong) } else { Some(plain) }
    }

    /// The first face of a role for a class of characters, in the database.
    fn load(&self, role: RoleId, class: Class, faces: &mut Arc<fontdb::Database>) -> Option<fontdb::ID> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, id)) = loaded.iter().find(|(known, of, _)| (*known, *of) == (role, class)) {
            return Some(*id);
        }
        let face = self.fonts.roles().get(usize::from(role.0))?.faces(class).first()?;
        let bytes = self.fonts.face(*face)?.bytes().to_vec();
        let source = fontdb::Source::Binary(Arc::new(bytes));
        let id = Arc::make_mut(faces).load_font_source(source).first().copied()?;
        loaded.push((role, class, id));
        Some(id)
    }

    /// The face for a character that the face chosen first does not have.
    fn instead(&self, c: char, tried: &[fontdb::ID], faces: &mut Arc<fontdb::Database>) -> Option<fontdb::ID> {
        let song = self.fonts.role("song")?;
        [Class::Latin, Class::Mark, Class::Han].into_iter().find_map(|class| {
            let face = self.fonts.roles().get(usize::from(song.0))?.faces(class).first()?;
            self.fonts.face(*face)?.glyph(c)?;
            self.load(song, class, faces).filter(|id| !tried.contains(id))
        })
    }

    /// A character of the drawing that no face has.
    pub(super) fn missing(&self, tree: &usvg::Tree) -> Option<Fault> {
        let song = self.fonts.role("song")?;
        let has = |c: char| c.is_whitespace() || c.is_control() || self.fonts.pick(song, c, Class::Han).is_some();
        let c = characters(tree.root()).into_iter().find(|c| !has(*c))?;
        let code = u32::from(c);
        Some(Fault {
            code: "V05",
            words: say!("字体里没有“{c}”（U+{code:04X}）", "no face has “{c}” (U+{code:04X})"),
            help: say!("换一个字，或在画图软件里转曲", "use another character, or convert the text to outlines"),
        })
    }
}

fn characters(group: &usvg::Group) -> Vec<char> {
    let of = |node: &usvg::Node| match node {
        usvg::Node::Group(inner) => characters(inner),
        usvg::Node::Text(text) => text.chunks().iter().flat_map(|chunk| chunk.text().chars()).collect(),
        usvg::Node::Path(_) | usvg::Node::Image(_) => Vec::new(),
    };
    group.children().iter().flat_map(of).collect()
}
