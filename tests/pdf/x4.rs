//! PDF/X-4 (ISO 15930-7) by its clauses: no free validator knows it, so this one was written from
//! the standard's list and is tried on mutated files.

use crate::preflight::plain_options;
use crate::specimen::specimen;
use banxin::pdf::Profile;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// What is wrong, by the name of the rule.
fn faults(document: &Document) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut need = |rule: &'static str, holds: bool| {
        if !holds {
            found.push(rule);
        }
    };
    let catalog = document.catalog().unwrap();
    need("version", ["1.3", "1.4", "1.5", "1.6"].contains(&document.version.as_str()));
    need("id", document.trailer.get(b"ID").and_then(Object::as_array).is_ok_and(|id| id.len() == 2));
    need("encryption", document.trailer.get(b"Encrypt").is_err());
    need("intent", intent(document, catalog));
    let xmp = metadata(document, catalog);
    for (rule, words) in [
        ("xmp version", "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"),
        ("xmp create date", "<xmp:CreateDate>"),
        ("xmp modify date", "<xmp:ModifyDate>"),
        ("xmp metadata date", "<xmp:MetadataDate>"),
        ("xmp title", "<dc:title>"),
        ("xmp document id", "<xmpMM:DocumentID>"),
        ("xmp version id", "<xmpMM:VersionID>"),
        ("xmp rendition", "<xmpMM:RenditionClass>"),
        ("xmp trapped", "<pdf:Trapped>False</pdf:Trapped>"),
    ] {
        need(rule, xmp.contains(words));
    }
    let info = document.trailer.get(b"Info").and_then(|info| follow(document, info).as_dict()).ok();
    need(
        "info trapped",
        info.is_some_and(|info| {
            info.get(b"Trapped").is_ok_and(|value| value.as_name().is_ok_and(|name| name == b"False"))
        }),
    );
    need("info dates", info.is_some_and(|info| info.has(b"CreationDate") && info.has(b"ModDate")));
    need("actions", !catalog.has(b"OpenAction") && !catalog.has(b"AA"));
    need("forms", !catalog.has(b"AcroForm"));
    for page in document.get_pages().into_values() {
        let page_dict = document.get_dictionary(page).unwrap();
        need("boxes", boxes(page_dict));
        need("annotations", page_dict.get(b"Annots").is_err());
        need("page actions", !page_dict.has(b"AA"));
        need("colours", colours(document, page));
        need("black text overprints", overprints(document, page));
    }
    for object in document.objects.values() {
        let Some(dict) = object.as_dict().ok().or_else(|| object.as_stream().ok().map(|stream| &stream.dict)) else {
            continue;
        };
        let is =
            |key: &[u8], name: &[u8]| dict.get(key).is_ok_and(|value| value.as_name().is_ok_and(|found| found == name));
        if is(b"Type", b"FontDescriptor") {
            need("fonts", dict.has(b"FontFile2") || dict.has(b"FontFile3"));
        }
        if is(b"Subtype", b"Image") {
            need("picture spaces", !rgb(dict.get(b"ColorSpace").ok()) && !dict.has(b"OPI") && !dict.has(b"Alternates"));
        }
        need("postscript", !is(b"Subtype", b"PS"));
        need("transfer functions", !dict.has(b"TR") && !dict.has(b"TR2") && !dict.has(b"HTP"));
        need("javascript", !dict.has(b"JS"));
    }
    found.dedup();
    found
}

fn follow<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// 6.2.2: one GTS_PDFX intent, named, with a CMYK printer profile inside.
fn intent(document: &Document, catalog: &Dictionary) -> bool {
    let Ok(intents) = catalog.get(b"OutputIntents").and_then(|intents| follow(document, intents).as_array()) else {
        return false;
    };
    let [only] = intents.as_slice() else { return false };
    let Ok(only) = follow(document, only).as_dict() else { return false };
    let kind = only.get(b"S").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"GTS_PDFX"));
    let named =
        only.get(b"OutputConditionIdentifier").is_ok_and(|name| name.as_str().is_ok_and(|name| !name.is_empty()));
    let profile = only.get(b"DestOutputProfile").and_then(|profile| follow(document, profile).as_stream());
    let fits = profile.is_ok_and(|stream| {
        let four = stream.dict.get(b"N").is_ok_and(|n| n.as_i64().is_ok_and(|n| n == 4));
        let bytes = stream.decompressed_content().unwrap_or_default();
        four && bytes.get(12..20) == Some(b"prtrCMYK")
    });
    kind && named && fits
}

fn metadata(document: &Document, catalog: &Dictionary) -> String {
    let stream = catalog.get(b"Metadata").and_then(|metadata| follow(document, metadata).as_stream());
    stream.map_or(String::new(), |stream| String::from_utf8_lossy(&stream.content).into_owned())
}

/// 6.5: MediaBox ⊇ BleedBox ⊇ TrimBox, and no ArtBox beside it.
fn boxes(page: &Dictionary) -> bool {
    let read = |key: &[u8]| -> Option<[f32; 4]> {
        let list = page.get(key).ok()?.as_array().ok()?;
        let numbers: Vec<f32> = list.iter().filter_map(|number| number.as_float().ok()).collect();
        numbers.try_into().ok()
    };
    let (Some(media), Some(bleed), Some(trim)) = (read(b"MediaBox"), read(b"BleedBox"), read(b"TrimBox")) else {
        return false;
    };
    let inside = |a: [f32; 4], b: [f32; 4]| a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
    let real = |b: [f32; 4]| b[0] < b[2] && b[1] < b[3];
    inside(media, bleed) && inside(bleed, trim) && [media, bleed, trim].into_iter().all(real) && !page.has(b"ArtBox")
}

/// 6.2.4: the intent speaks of inks, so no device RGB is painted.
fn colours(document: &Document, page: ObjectId) -> bool {
    let content = document.get_and_decode_page_content(page).unwrap();
    content.operations.iter().all(|operation| !matches!(operation.operator.as_str(), "rg" | "RG"))
}

fn rgb(space: Option<&Object>) -> bool {
    match space {
        Some(Object::Name(name)) => name == b"DeviceRGB",
        Some(Object::Array(parts)) => parts.iter().any(|part| rgb(Some(part))),
        _ => false,
    }
}

/// Our own promise: text of black alone is painted with overprint on and OPM 1, shapes are not.
fn overprints(document: &Document, page: ObjectId) -> bool {
    let content = document.get_and_decode_page_content(page).unwrap();
    let (resources, more) = document.get_page_resources(page).unwrap();
    let resources = resources.cloned().unwrap_or_else(|| document.get_dictionary(more[0]).unwrap().clone());
    let states = resources.get(b"ExtGState").unwrap().as_dict().unwrap();
    let (mut over, mut black) = (false, false);
    let mut saved = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "gs" => {
                let name = operation.operands[0].as_name().unwrap();
                let state = states.get(name).unwrap().as_dict().unwrap();
                let flag = |key: &[u8]| state.get(key).is_ok_and(|value| value.as_bool().unwrap_or(false));
                over = flag(b"op")
                    && flag(b"OP")
                    && state.get(b"OPM").is_ok_and(|mode| mode.as_i64().is_ok_and(|mode| mode == 1));
            }
            "k" => {
                let inks: Vec<f32> = operation.operands.iter().map(|ink| ink.as_float().unwrap()).collect();
                black = inks == [0.0, 0.0, 0.0, 1.0];
            }
            "q" => saved.push((over, black)),
            "Q" => (over, black) = saved.pop().unwrap(),
            // What stands in the slug (inside q … Q) lies on bare paper.
            "Tj" | "TJ" if black && saved.is_empty() && !over => return false,
            "f" | "B" if over => return false,
            _ => {}
        }
    }
    true
}

fn sound() -> Document {
    Document::load_mem(&specimen().write(&plain_options(Profile::Press))).unwrap()
}

#[test]
fn a_press_file_passes() {
    assert_eq!(faults(&sound()), Vec::<&str>::new());
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().unwrap()
}

fn page(document: &mut Document) -> &mut Dictionary {
    let first = *document.get_pages().values().next().unwrap();
    document.get_dictionary_mut(first).unwrap()
}

/// The first object that has this name under this key.
fn object<'d>(document: &'d mut Document, key: &[u8], name: &[u8]) -> &'d mut Dictionary {
    let found = document.objects.values_mut().find_map(|object| {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &mut stream.dict,
            _ => return None,
        };
        dict.get(key).is_ok_and(|value| value.as_name().is_ok_and(|found| found == name)).then_some(dict)
    });
    found.unwrap()
}

/// One mutation: the rule it breaks, and how.
type Mutation = (&'static str, fn(&mut Document));

/// Takes words out of the metadata.
fn cut(document: &mut Document, words: &str) {
    let id = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let text = String::from_utf8_lossy(&stream.content).replace(words, "");
    stream.content = text.into_bytes();
}

/// Rewrites the first page's content.
fn rewrite(document: &mut Document, from: &str, to: &str) {
    let id = page(document).get(b"Contents").unwrap().as_reference().unwrap();
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let bytes = stream.decompressed_content().unwrap();
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    let content = [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat();
    stream.set_plain_content(content);
}

const MUTATIONS: &[Mutation] = &[
    ("version", |document| document.version = "2.0".into()),
    ("id", |document| drop(document.trailer.remove(b"ID"))),
    ("encryption", |document| document.trailer.set("Encrypt", dictionary! {})),
    ("intent", |document| drop(catalog(document).remove(b"OutputIntents"))),
    ("intent", |document| object(document, b"Type", b"OutputIntent").set("S", Object::Name(b"GTS_PDFA1".to_vec()))),
    ("intent", |document| drop(object(document, b"Type", b"OutputIntent").remove(b"DestOutputProfile"))),
    ("intent", |document| drop(object(document, b"Type", b"OutputIntent").remove(b"OutputConditionIdentifier"))),
    ("xmp version", |document| cut(document, "PDF/X-4")),
    ("xmp create date", |document| cut(document, "xmp:CreateDate")),
    ("xmp title", |document| cut(document, "dc:title")),
    ("xmp document id", |document| cut(document, "xmpMM:DocumentID")),
    ("xmp trapped", |document| cut(document, "pdf:Trapped")),
    ("info trapped", |document| {
        let id = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(id).unwrap().remove(b"Trapped");
    }),
    ("actions", |document| catalog(document).set("OpenAction", dictionary! {})),
    ("forms", |document| catalog(document).set("AcroForm", dictionary! {})),
    ("boxes", |document| drop(page(document).remove(b"TrimBox"))),
    ("boxes", |document| page(document).set("BleedBox", vec![100.into(), 100.into(), 200.into(), 200.into()])),
    ("boxes", |document| page(document).set("ArtBox", vec![0.into(), 0.into(), 9.into(), 9.into()])),
    ("annotations", |document| page(document).set("Annots", Object::Array(Vec::new()))),
    ("page actions", |document| page(document).set("AA", dictionary! {})),
    ("fonts", |document| drop(object(document, b"Type", b"FontDescriptor").remove(b"FontFile3"))),
    ("picture spaces", |document| {
        object(document, b"Subtype", b"Image").set("ColorSpace", Object::Name(b"DeviceRGB".to_vec()))
    }),
    ("transfer functions", |document| page(document).set("TR", Object::Null)),
    ("javascript", |document| page(document).set("JS", Object::Null)),
    ("colours", |document| rewrite(document, "0 0 0 1 k", "0 0 0 rg  ")),
    ("black text overprints", |document| rewrite(document, "/GO gs", "/GK gs")),
];

#[test]
fn every_mutation_is_found() {
    for (number, (rule, mutate)) in MUTATIONS.iter().enumerate() {
        let mut document = sound();
        mutate(&mut document);
        let found = faults(&document);
        assert!(found.contains(rule), "mutation {number} ({rule}) gave {found:?}");
    }
}
