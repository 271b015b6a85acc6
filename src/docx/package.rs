//! The package (OPC, ECMA-376 part 2): parts, relationships, content types, and a zip whose
//! bytes depend on nothing but the parts.

use super::packing::{Data, options};
use super::xml::{El, Part, el};
use std::io::{Cursor, Write};
use zip::{ZipArchive, ZipWriter};

/// Relationship types, as Word writes them.
pub(crate) mod kind {
    macro_rules! office {
        ($($name:ident = $tail:literal;)*) => {$(
            pub(crate) const $name: &str =
                concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $tail);
        )*};
    }
    office! {
        DOCUMENT = "officeDocument";
        APP = "extended-properties";
        CUSTOM = "custom-properties";
        STYLES = "styles";
        NUMBERING = "numbering";
        SETTINGS = "settings";
        FONTS = "fontTable";
        THEME = "theme";
        HEADER = "header";
        FOOTER = "footer";
        FOOTNOTES = "footnotes";
        ENDNOTES = "endnotes";
        COMMENTS = "comments";
        CHART = "chart";
        PACKAGE = "package";
        IMAGE = "image";
        LINK = "hyperlink";
        CUSTOM_XML = "customXml";
        CUSTOM_XML_PROPS = "customXmlProps";
        SHEET = "worksheet";
        STRINGS = "sharedStrings";
    }
    /// Core properties belong to the package, not to Office.
    pub(crate) const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
}

/// Relationships of one part, ids in the order of their making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relations {
    items: Vec<(&'static str, String, bool)>,
}

impl Relations {
    /// A relationship to a part, by a target relative to the owner; its id.
    pub(crate) fn add(&mut self, kind: &'static str, target: impl Into<String>) -> String {
        self.items.push((kind, target.into(), false));
        format!("rId{}", self.items.len())
    }

    /// A relationship to an address outside the package; one for each address.
    pub(crate) fn outside(&mut self, kind: &'static str, address: &str) -> String {
        let known = self.items.iter().position(|(k, target, outside)| *outside && *k == kind && target == address);
        let index = known.unwrap_or_else(|| {
            self.items.push((kind, address.to_owned(), true));
            self.items.len() - 1
        });
        format!("rId{}", index + 1)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn part(&self) -> Vec<u8> {
        let mut root = el("Relationships").at("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
        for (index, (kind, target, outside)) in self.items.iter().enumerate() {
            let mut relation =
                el("Relationship").at("Id", format!("rId{}", index + 1)).at("Type", *kind).at("Target", target);
            if *outside {
                relation = relation.at("TargetMode", "External");
            }
            root.push(relation);
        }
        Part::of(&root)
    }
}

/// One entry: a part with its type.
struct Entry {
    name: String,
    /// `None` when the extension's default says it.
    content_type: Option<&'static str>,
    data: Data,
}

/// A package in the making. Entries are written in the order in which they were added, after
/// the content types and the package's own relationships.
#[derive(Default)]
pub(crate) struct Package {
    /// The package's own relationships.
    pub(crate) relations: Relations,
    entries: Vec<Entry>,
    /// Extensions with their types, in order of first use.
    defaults: Vec<(&'static str, &'static str)>,
}

impl Package {
    /// Adds an XML part under its own content type.
    pub(crate) fn part(&mut self, name: impl Into<String>, content_type: &'static str, data: Vec<u8>) {
        self.add(name, content_type, Data::Plain(data));
    }

    /// Adds an XML part that may be packed already.
    pub(crate) fn add(&mut self, name: impl Into<String>, content_type: &'static str, data: Data) {
        self.entries.push(Entry { name: name.into(), content_type: Some(content_type), data });
    }

    /// Adds a file whose extension says its type.
    pub(crate) fn file(&mut self, name: String, extension: &'static str, mime: &'static str, data: Vec<u8>) {
        if !self.defaults.iter().any(|(known, _)| *known == extension) {
            self.defaults.push((extension, mime));
        }
        self.entries.push(Entry { name, content_type: None, data: Data::Plain(data) });
    }

    /// Adds the relationships of a part, unless there are none.
    pub(crate) fn relations_of(&mut self, part: &str, relations: &Relations) {
        if relations.is_empty() {
            return;
        }
        let name = match part.rsplit_once('/') {
            Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
            None => format!("_rels/{part}.rels"),
        };
        self.entries.push(Entry { name, content_type: None, data: Data::Plain(relations.part()) });
    }

    fn content_types(&self) -> Vec<u8> {
        let default = |extension: &'static str, mime: &'static str| {
            el("Default").at("Extension", extension).at("ContentType", mime)
        };
        let mut root: El = el("Types")
            .at("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
            .with(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
            .with(default("xml", "application/xml"))
            .with_all(self.defaults.iter().map(|(extension, mime)| default(extension, mime)));
        for entry in &self.entries {
            if let Some(content_type) = entry.content_type {
                root.push(el("Override").at("PartName", format!("/{}", entry.name)).at("ContentType", content_type));
            }
        }
        Part::of(&root)
    }

    /// The zip; `None` only when a part is beyond what a zip can hold.
    pub(crate) fn finish(self) -> Option<Vec<u8>> {
        let first = [("[Content_Types].xml", self.content_types()), ("_rels/.rels", self.relations.part())];
        // Parts that are packed are most of a long document.
        let room = self.entries.iter().map(|entry| match &entry.data {
            Data::Packed(archive) => archive.len(),
            Data::Plain(_) => 0,
        });
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(0x1_0000 + room.sum::<usize>())));
        let add = |zip: &mut ZipWriter<_>, name: &str, data: &[u8]| {
            zip.start_file(name, options(data.len())).ok()?;
            zip.write_all(data).ok()
        };
        for (name, data) in &first {
            add(&mut zip, name, data)?;
        }
        for entry in self.entries {
            match entry.data {
                Data::Plain(data) => add(&mut zip, &entry.name, &data)?,
                Data::Packed(archive) => zip.merge_archive(ZipArchive::new(Cursor::new(archive)).ok()?).ok()?,
            }
        }
        Some(zip.finish().ok()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use zip::DateTime;

    #[test]
    fn one_relationship_for_each_address() {
        let mut relations = Relations::default();
        assert_eq!(relations.add(kind::STYLES, "styles.xml"), "rId1");
        assert_eq!(relations.outside(kind::LINK, "https://example.com/?a=1&b=2"), "rId2");
        assert_eq!(relations.outside(kind::LINK, "https://example.com/?a=1&b=2"), "rId2");
        assert!(String::from_utf8(relations.part()).unwrap().contains("a=1&amp;b=2\" TargetMode=\"External\""));
    }

    #[test]
    fn the_zip_knows_no_clock() {
        let make = || {
            let mut package = Package::default();
            package.part("word/document.xml", "application/x", b"<a/>".to_vec());
            package.finish().unwrap()
        };
        let bytes = make();
        assert_eq!(bytes, make());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        let mut file = zip.by_index(2).unwrap();
        assert_eq!(file.last_modified(), Some(DateTime::default()));
        assert_eq!(file.unix_mode(), Some(0o100_644));
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "<a/>");
    }
}
