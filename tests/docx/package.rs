//! The package: well-formed parts, fixed order, equal bytes.

use crate::read_back::written;
use crate::sample;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// The parts by name, in the order in which they stand.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut data = Vec::new();
            file.read_to_end(&mut data).unwrap();
            (file.name().unwrap().into_owned(), data)
        })
        .collect()
}

#[test]
fn every_part_is_well_formed() {
    for (name, data) in parts(&written("bulletin", &sample::bulletin())) {
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let mut reader = quick_xml::Reader::from_reader(data.as_slice());
        reader.config_mut().check_end_names = true;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
            buffer.clear();
        }
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    assert_eq!(written("again", &sample::bulletin()), written("again", &sample::bulletin()));
}
