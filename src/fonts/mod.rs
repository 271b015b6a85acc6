//! Floor 2: the manifest, the faces and the roles: which face gives which character.
//!
//! Layouts name *roles* (宋体 `song`, 黑体 `hei` …); a role has an ordered list of faces for each
//! [`Class`] of character. Faces are opened when first asked for and hashed at that moment; a
//! file with another hash than the manifest's is refused. System fonts are never consulted.

mod codes;
mod embedded;
mod face;
mod manifest;

pub use codes::CODES;
pub use face::Face;

use crate::base::diag::Words;
use crate::base::{FileError, Files, Finding, Findings, Sources, Span};
use crate::say;
use manifest::{Manifest, RoleEntry};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::OnceLock;

/// Index of a face in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Index of a role in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u16);

/// Class of a character for the choice of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Ideographs, kana, bopomofo.
    Han,
    /// CJK punctuation, circled figures, symbols; “ ” ‘ ’ … — · unless inside Latin text.
    Mark,
    /// Latin letters, figures and their marks.
    Latin,
}

/// The answer to "who gives this character?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The face.
    pub face: FaceId,
    /// Its glyph by the character map.
    pub glyph: u16,
    /// Whether the face is a supplement: worth a warning.
    pub supplement: bool,
}

/// A role: the faces in order for each class.
#[derive(Clone, Debug)]
pub struct Role {
    /// Key in the manifest (`song`).
    pub key: String,
    /// Name in Chinese (宋体).
    pub name: String,
    /// The role that stands for it when emphasised.
    pub strong: RoleId,
    han: Vec<FaceId>,
    mark: Vec<FaceId>,
    latin: Vec<FaceId>,
}

impl Role {
    /// Faces for a class, in order of preference.
    pub fn faces(&self, class: Class) -> &[FaceId] {
        match class {
            Class::Han => &self.han,
            Class::Mark => &self.mark,
            Class::Latin => &self.latin,
        }
    }
}

/// A face of the manifest, opened or not.
struct Slot {
    name: String,
    file: String,
    sha256: String,
    licence: String,
    lift: i16,
    supplement: bool,
    exclude: String,
    /// Where the manifest names the file.
    span: Span,
    opened: OnceLock<Result<Face, Box<Finding>>>,
}

/// What the manifest says of a face, for listings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceInfo {
    /// Name in the manifest.
    pub name: String,
    /// Path below fonts/.
    pub file: String,
    /// Stated hash.
    pub sha256: String,
    /// SPDX licence.
    pub licence: String,
    /// Whether the binary carries it.
    pub embedded: bool,
}

/// All faces and roles.
pub struct Fonts<'f> {
    files: &'f dyn Files,
    slots: Vec<Slot>,
    roles: Vec<Role>,
}

impl<'f> Fonts<'f> {
    /// Reads `manifest.yaml` of `files` (rooted at fonts/), or the embedded one when there is none.
    pub fn open(files: &'f dyn Files, sources: &mut Sources, findings: &mut Findings) -> Option<Fonts<'f>> {
        let (name, text) = match files.read("manifest.yaml") {
            Ok(bytes) => ("fonts/manifest.yaml", String::from_utf8_lossy(&bytes).into_owned()),
            Err(FileError::Missing) => ("(embedded) fonts/manifest.yaml", embedded::MANIFEST.to_owned()),
            Err(error) => {
                findings.push(Finding::io("T01", None, cannot_read("manifest.yaml", &error)));
                return None;
            }
        };
        let source = sources.add(name, text);
        let text = sources.text(source);
        let manifest: Manifest = match serde_yaml::from_str(text) {
            Ok(manifest) => manifest,
            Err(error) => {
                let at = error.location().map_or(0, |place| line_start(text, place.line() as usize));
                let span = Span::new(source, at..at);
                let message = say!("字体清单写法有误：{error}", "the font manifest is not valid: {error}");
                findings.push(Finding::input("T02", span, message).help(say!(
                    "清单的写法见 fonts/manifest.yaml 开头的说明",
                    "see the notes at the head of fonts/manifest.yaml"
                )));
                return None;
            }
        };
        let place = |needle: &str| {
            let at = text.find(needle).unwrap_or(0);
            Span::new(source, at..at + needle.len().min(text.len() - at))
        };
        let slots: Vec<Slot> = manifest
            .faces
            .iter()
            .map(|(name, face)| Slot {
                name: name.clone(),
                file: face.file.clone(),
                sha256: face.sha256.clone(),
                licence: face.licence.clone(),
                lift: face.lift,
                supplement: face.supplement,
                exclude: face.exclude.clone(),
                span: place(&face.file),
                opened: OnceLock::new(),
            })
            .collect();
        let mut fonts = Fonts { files, slots, roles: Vec::new() };
        for (key, entry) in &manifest.roles {
            match fonts.resolve(key, entry, &manifest) {
                Ok(role) => fonts.roles.push(role),
                Err(unknown) => findings.push(
                    Finding::input(
                        "T03",
                        place(&unknown),
                        say!(
                            "角色 {key} 用了清单里没有的名字 {unknown}",
                            "role {key} names {unknown}, which the manifest does not have"
                        ),
                    )
                    .help(say!("先在 faces（或 roles）里登记它", "register it under faces (or roles) first")),
                ),
            }
        }
        (!findings.stop()).then_some(fonts)
    }

    fn resolve(&self, key: &str, entry: &RoleEntry, manifest: &Manifest) -> Result<Role, String> {
        let faces = |names: &[String]| -> Result<Vec<FaceId>, String> {
            names.iter().map(|name| self.named(name).ok_or_else(|| name.clone())).collect()
        };
        let strong =
            manifest.roles.keys().position(|name| *name == entry.strong).ok_or_else(|| entry.strong.clone())?;
        Ok(Role {
            key: key.into(),
            name: entry.name.clone(),
            strong: RoleId(strong as u16),
            han: faces(&entry.han)?,
            mark: faces(&entry.mark)?,
            latin: faces(&entry.latin)?,
        })
    }

    fn named(&self, name: &str) -> Option<FaceId> {
        self.slots.iter().position(|slot| slot.name == name).map(|index| FaceId(index as u16))
    }

    /// The role with this key.
    pub fn role(&self, key: &str) -> Option<RoleId> {
        self.roles.iter().position(|role| role.key == key).map(|index| RoleId(index as u16))
    }

    /// All roles in the order of their ids.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// What the manifest says of each face, in the order of their ids.
    pub fn faces(&self) -> Vec<FaceInfo> {
        let info = |slot: &Slot| FaceInfo {
            name: slot.name.clone(),
            file: slot.file.clone(),
            sha256: slot.sha256.clone(),
            licence: slot.licence.clone(),
            embedded: embedded::by_hash(&slot.sha256).is_some(),
        };
        self.slots.iter().map(info).collect()
    }

    /// The face, opened on first use. A face that cannot be had is `None`; [`Fonts::faults`] says why.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.opened(id)?.as_ref().ok()
    }

    fn opened(&self, id: FaceId) -> Option<&Result<Face, Box<Finding>>> {
        let slot = self.slots.get(usize::from(id.0))?;
        Some(slot.opened.get_or_init(|| self.open_face(id, slot)))
    }

    /// Why faces that were asked for could not be had, in the order of the manifest.
    pub fn faults(&self) -> Vec<Finding> {
        let fault =
            |slot: &Slot| slot.opened.get().and_then(|opened| opened.as_ref().err()).map(|fault| (**fault).clone());
        self.slots.iter().filter_map(fault).collect()
    }

    /// Which face of the role gives this character, and its glyph; `None` when none has it.
    pub fn pick(&self, role: RoleId, c: char, class: Class) -> Option<Pick> {
        let role = self.roles.get(usize::from(role.0))?;
        let give = |id: &FaceId| {
            let face = self.face(*id)?;
            face.glyph(c).map(|glyph| Pick { face: *id, glyph, supplement: face.supplement })
        };
        let first = role.faces(class).iter().find_map(give);
        first.or_else(|| {
            [Class::Han, Class::Mark, Class::Latin].iter().flat_map(|class| role.faces(*class)).find_map(give)
        })
    }

    /// Reads and hashes every face, embedded or not; one finding a fault.
    pub fn verify(&self) -> Vec<Finding> {
        self.slots.iter().filter_map(|slot| self.bytes(slot, true).err()).map(|fault| *fault).collect()
    }

    fn open_face(&self, id: FaceId, slot: &Slot) -> Result<Face, Box<Finding>> {
        let bytes = self.bytes(slot, false)?;
        Face::open(id, &slot.name, slot.lift, slot.supplement, &slot.exclude, bytes).ok_or_else(|| {
            let file = &slot.file;
            Finding::resource(
                "T06",
                Some(slot.span),
                say!(
                    "字体文件 {file} 打不开：不是可用的 OpenType 字体",
                    "the font file {file} is not a usable OpenType font"
                ),
            )
            .help(say!(
                "换一个完好的文件，并更新清单里的 sha256",
                "put a sound file in its place and update its sha256 in the manifest"
            ))
            .into()
        })
    }

    /// The face's bytes: the embedded ones when the binary carries this very file (hashed when it
    /// was built), else the file, hashed now.
    fn bytes(&self, slot: &Slot, hash_all: bool) -> Result<Cow<'static, [u8]>, Box<Finding>> {
        let file = &slot.file;
        if let Some(bytes) = embedded::by_hash(&slot.sha256)
            && !hash_all
        {
            return Ok(Cow::Borrowed(bytes));
        }
        let bytes = match (self.files.read(file), embedded::by_hash(&slot.sha256)) {
            (Ok(bytes), _) => bytes,
            (Err(FileError::Missing), Some(bytes)) => Cow::Borrowed(bytes),
            (Err(FileError::Missing), None) => {
                return Err(Finding::resource(
                    "T04",
                    Some(slot.span),
                    say!("找不到字体文件 fonts/{file}", "the font file fonts/{file} is missing"),
                )
                .help(say!(
                    "把它放进 fonts/，或用 --fonts 指明字体文件夹",
                    "put it into fonts/, or name the folder with --fonts"
                ))
                .into());
            }
            (Err(error), _) => return Err(Finding::io("T01", Some(slot.span), cannot_read(file, &error)).into()),
        };
        let hash = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        if hash == slot.sha256 {
            return Ok(bytes);
        }
        Err(Finding::resource(
            "T05",
            Some(slot.span),
            say!(
                "字体文件 fonts/{file} 不是清单所指的那一个（sha256 不符）",
                "the font file fonts/{file} is not the one the manifest names (sha256 differs)"
            ),
        )
        .help(say!(
            "文件的 sha256 是 {hash}；若确要换字体，请改清单",
            "the file's sha256 is {hash}; if the change is meant, update the manifest"
        ))
        .into())
    }
}

fn cannot_read(file: &str, error: &FileError) -> Words {
    match error {
        FileError::Missing => say!("找不到 {file}", "{file} is missing"),
        FileError::Outside => say!("{file} 在允许的文件夹之外", "{file} lies outside the permitted folder"),
        FileError::TooLarge { limit } => say!("{file} 超过 {limit} 字节", "{file} has more than {limit} bytes"),
        FileError::Io(words) => say!("读不了 {file}：{words}", "cannot read {file}: {words}"),
    }
}

/// Byte offset at which a line (from 1) begins.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

#[cfg(test)]
mod tests;
