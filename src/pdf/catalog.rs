//! The catalog: where a reader begins (ISO 32000-1, 7.7.2).

use super::Profile;
use super::attach::Attachment;
use super::file::File;
use crate::style::Info;
use pdf_writer::{Name, Ref, TextStr};

/// What the catalog leads to.
pub(super) struct Parts {
    pub(super) pages: Ref,
    pub(super) metadata: Ref,
    pub(super) outline: Option<Ref>,
    pub(super) labels: Option<Ref>,
    pub(super) destinations: Option<Ref>,
    pub(super) structure: Option<Ref>,
    pub(super) intent: Option<Ref>,
    pub(super) attached: Vec<Ref>,
}

pub(super) fn write(file: &mut File, info: &Info, profile: Profile, parts: &Parts, attachments: &[Attachment]) -> Ref {
    file.add(|obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Catalog"))
            .pair(Name(b"Pages"), parts.pages)
            .pair(Name(b"Metadata"), parts.metadata);
        for (key, reference) in [("Outlines", parts.outline), ("PageLabels", parts.labels)] {
            if let Some(reference) = reference {
                dict.pair(Name(key.as_bytes()), reference);
            }
        }
        if parts.destinations.is_some() || !parts.attached.is_empty() {
            let mut names = dict.insert(Name(b"Names")).dict();
            if let Some(destinations) = parts.destinations {
                names.pair(Name(b"Dests"), destinations);
            }
            if !parts.attached.is_empty() {
                let mut files: Vec<(&str, Ref)> =
                    attachments.iter().map(|one| one.name.as_str()).zip(parts.attached.iter().copied()).collect();
                files.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
                let mut tree = names.insert(Name(b"EmbeddedFiles")).dict();
                let mut entries = tree.insert(Name(b"Names")).array();
                for (name, reference) in files {
                    entries.item(TextStr(name)).item(reference);
                }
            }
        }
        if !parts.attached.is_empty() {
            dict.insert(Name(b"AF")).array().items(parts.attached.iter().copied());
        }
        if let Some(intent) = parts.intent {
            dict.insert(Name(b"OutputIntents")).array().item(intent);
        }
        // PDF/UA-1 7.1, 7.2: the title is shown, the language is stated, the file is tagged.
        if profile != Profile::Press {
            dict.insert(Name(b"ViewerPreferences")).dict().pair(Name(b"DisplayDocTitle"), true);
        }
        if !info.language.is_empty() {
            dict.pair(Name(b"Lang"), TextStr(&info.language));
        }
        if let Some(structure) = parts.structure {
            dict.pair(Name(b"StructTreeRoot"), structure);
            dict.insert(Name(b"MarkInfo")).dict().pair(Name(b"Marked"), true);
        }
    })
}
