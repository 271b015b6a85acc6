//! A part that is packed while it is written: the text of a book, and the copy of it for the way back, are tens of
//! megabytes that nobody needs to see whole.

use sha2::{Digest, Sha256};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Bytes from which a part is packed as it comes. Smaller ones are packed at their end, by a level of their size.
const LONG: usize = 0x80_0000;

/// Bytes of a long part that wait for the packer.
const STRETCH: usize = 0x1_0000;

/// How hard a part of these bytes is packed. Beyond a book's length packing well is not worth its time: level 3 takes
/// half the time of 6 and a fifth more room, level 2 a sixth less time and a quarter more room again.
fn level(size: usize) -> i64 {
    match size {
        0..0x10_0000 => 6,
        0x10_0000..LONG => 3,
        _ => 2,
    }
}

/// How a part of these bytes is written: deflated, dated 1980-01-01 and readable by all, so that equal parts are
/// equal bytes.
pub(crate) fn options(size: usize) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level(size)))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// A finished part.
pub(crate) enum Data {
    /// Its bytes.
    Plain(Vec<u8>),
    /// An archive in which it is the only entry.
    Packed(Vec<u8>),
}

/// A part on its way into the package.
pub(crate) struct Packing {
    name: &'static str,
    /// Fewest bytes that it will have.
    least: usize,
    /// Its own archive, once it is known to be long.
    zip: Option<ZipWriter<Cursor<Vec<u8>>>>,
    /// The archive could not be written: it is beyond what a zip can hold.
    broken: bool,
    hash: Option<Sha256>,
}

impl Packing {
    /// A part that will have at least so many bytes; `hashed` when [`Packing::end`] is to tell its SHA-256.
    pub(crate) fn new(name: &'static str, least: usize, hashed: bool) -> Packing {
        Packing { name, least, zip: None, broken: false, hash: hashed.then(Sha256::new) }
    }

    /// Takes what has been written, when it is enough; `held` is empty then.
    pub(crate) fn offer(&mut self, held: &mut Vec<u8>) {
        let long = self.zip.is_some() || self.least >= LONG;
        if held.len() >= if long { STRETCH } else { LONG } {
            self.take(held);
        }
    }

    fn take(&mut self, held: &mut Vec<u8>) {
        if self.zip.is_none() {
            // It packs to a seventh; room that is not used costs nothing.
            let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(self.least.max(LONG) / 2)));
            self.broken |= zip.start_file(self.name, options(LONG)).is_err();
            self.zip = Some(zip);
        }
        if let Some(hash) = &mut self.hash {
            hash.update(&held);
        }
        self.broken |= self.zip.as_mut().is_some_and(|zip| zip.write_all(held).is_err());
        held.clear();
    }

    /// The part, with what is left of it, and its SHA-256 in hex; `None` when no zip can hold it.
    pub(crate) fn end(mut self, mut rest: Vec<u8>) -> Option<(Data, String)> {
        if self.zip.is_some() || self.least >= LONG {
            self.take(&mut rest);
        } else if let Some(hash) = &mut self.hash {
            hash.update(&rest);
        }
        let hash = self.hash.map_or(String::new(), hex);
        let data = match self.zip {
            Some(zip) => Data::Packed(zip.finish().ok().filter(|_| !self.broken)?.into_inner()),
            None => Data::Plain(rest),
        };
        Some((data, hash))
    }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// A text of so many bytes that no packer takes for one letter.
    fn text(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let letters = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b'a' + (state >> 28) as u8
        });
        letters.take(length).collect()
    }

    /// The part written in pieces of this length.
    fn packed(text: &[u8], least: usize, piece: usize) -> (Data, String) {
        let mut packing = Packing::new("a.xml", least, true);
        let mut held = Vec::new();
        for piece in text.chunks(piece) {
            held.extend_from_slice(piece);
            packing.offer(&mut held);
        }
        packing.end(held).unwrap()
    }

    #[test]
    fn a_long_part_is_the_same_however_it_comes() {
        let text = text(LONG + 300_000);
        let (Data::Packed(first), hash) = packed(&text, 0, 1000) else { panic!("a long part is packed") };
        assert_eq!(hash, hex(Sha256::new_with_prefix(&text)));
        for (least, piece) in [(LONG, 777), (LONG, 70_000), (0, usize::MAX)] {
            let (Data::Packed(other), again) = packed(&text, least, piece) else { panic!("a long part is packed") };
            assert!(first == other && hash == again, "{least} {piece}");
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        let mut back = Vec::new();
        archive.by_index(0).unwrap().read_to_end(&mut back).unwrap();
        assert!(back == text);
    }

    #[test]
    fn a_short_part_stays_as_it_is() {
        let text = text(200_000);
        let (Data::Plain(back), _) = packed(&text, 100, 1000) else { panic!("a short part is plain") };
        assert!(back == text);
    }
}
