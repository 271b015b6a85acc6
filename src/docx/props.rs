//! Document properties: core (Dublin Core), extended and custom.

use super::Options;
use super::xml::{El, Part, el};
use crate::style::Info;

/// `docProps/core.xml`. Without a date nothing is said about time: a clock would change the bytes.
pub(crate) fn core(info: &Info, options: &Options) -> Vec<u8> {
    let text = |name: &'static str, value: &str| (!value.is_empty()).then(|| el(name).text(value));
    let moment = moment(options);
    let time = |name: &'static str| {
        moment.as_ref().map(|moment| el(name).at("xsi:type", "dcterms:W3CDTF").text(moment.as_str()))
    };
    let people = if info.authors.is_empty() { info.issuer.clone() } else { info.authors.join("; ") };
    let root = el("cp:coreProperties")
        .at("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .at("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .at("xmlns:dcterms", "http://purl.org/dc/terms/")
        .at("xmlns:dcmitype", "http://purl.org/dc/dcmitype/")
        .at("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with_some(text("dc:title", &info.title))
        .with_some(text("dc:subject", &info.subtitle))
        .with_some(text("dc:creator", &people))
        .with_some(text("cp:keywords", &info.keywords.join("; ")))
        .with_some(text("cp:lastModifiedBy", &people))
        .with_some(time("dcterms:created"))
        .with_some(time("dcterms:modified"))
        .with_some(text("dc:language", &info.language));
    Part::of(&root)
}

/// The date as a moment: midnight when the source names only the day.
pub(crate) fn moment(options: &Options) -> Option<String> {
    let date = options.date.as_str();
    match date.len() {
        0 => None,
        10 => Some(format!("{date}T00:00:00Z")),
        _ => Some(date.to_owned()),
    }
}

/// `docProps/app.xml`.
pub(crate) fn app(info: &Info) -> Vec<u8> {
    let root = el("Properties")
        .at("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .with(el("Application").text("Banxin"))
        .with_some((!info.issuer.is_empty()).then(|| el("Company").text(&*info.issuer)))
        .with(el("AppVersion").text("1.0000"));
    Part::of(&root)
}

/// `docProps/custom.xml`: what made the file and from what.
pub(crate) fn custom(properties: &[(&'static str, String)]) -> Vec<u8> {
    let mut root = el("Properties")
        .at("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
        .at("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
    // Ids begin at 2: 0 and 1 are the property set's own.
    for (id, (name, value)) in (2_u32..).zip(properties) {
        root.push(property(name, id, value));
    }
    Part::of(&root)
}

fn property(name: &'static str, id: u32, value: &str) -> El {
    el("property")
        .at("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
        .at("pid", id)
        .at("name", name)
        .with(el("vt:lpwstr").text(value))
}
