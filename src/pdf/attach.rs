//! Attachments: the source and its figures travel with the archive file (PDF/A-3 6.8).

use super::file::File;
use super::metadata::Stamp;
use pdf_writer::{Name, Ref, Str, TextStr};
use std::sync::Arc;

/// What an attached file is to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// What the document was made from.
    Source,
    /// Figures that the document shows.
    Data,
}

/// A file that goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// Its media type (`text/csv`).
    pub media: String,
    /// What it is, for people.
    pub about: String,
    /// What it is to the document.
    pub relation: Relation,
    /// Its bytes.
    pub data: Arc<[u8]>,
}

/// Writes the files; the references are of their specifications, in order.
pub(super) fn write(file: &mut File, attachments: &[Attachment], stamp: Option<Stamp>) -> Vec<Ref> {
    attachments.iter().map(|attachment| one(file, attachment, stamp)).collect()
}

fn one(file: &mut File, attachment: &Attachment, stamp: Option<Stamp>) -> Ref {
    let data = file.id();
    file.stream(data, &attachment.data, |stream| {
        stream.pair(Name(b"Type"), Name(b"EmbeddedFile")).pair(Name(b"Subtype"), Name(attachment.media.as_bytes()));
        let mut parameters = stream.insert(Name(b"Params")).dict();
        parameters.pair(Name(b"Size"), attachment.data.len() as i32);
        if let Some(stamp) = stamp {
            parameters.pair(Name(b"ModDate"), stamp.pdf());
        }
    });
    file.add(|obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"Filespec")).pair(Name(b"UF"), TextStr(&attachment.name));
        // Readers that know no Unicode names see the characters they know.
        let plain: Vec<u8> =
            attachment.name.chars().map(|c| if c.is_ascii_graphic() { c as u8 } else { b'_' }).collect();
        dict.pair(Name(b"F"), Str(&plain)).pair(Name(b"Desc"), TextStr(&attachment.about));
        let relation: &[u8] = match attachment.relation {
            Relation::Source => b"Source",
            Relation::Data => b"Data",
        };
        dict.pair(Name(b"AFRelationship"), Name(relation));
        dict.insert(Name(b"EF")).dict().pair(Name(b"F"), data).pair(Name(b"UF"), data);
    })
}
