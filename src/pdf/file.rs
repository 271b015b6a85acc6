//! The file: objects in compressed object streams, a compressed cross-reference stream, and
//! an identity that is a hash of the content (ISO 32000-1, 7.5.7, 7.5.8, 14.4).

use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::{Chunk, Filter, Name, Obj, Ref, Settings, Stream};
use sha2::{Digest, Sha256};

/// Objects in one object stream: enough to share words, few enough to open quickly.
const OBJECTS_A_STREAM: usize = 2000;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: the number was never used.
    Free,
    /// At this byte of the file.
    At(u64),
    /// In an object stream, at this index.
    In(i32, u16),
}

/// A PDF file on its way.
pub(super) struct File {
    out: Vec<u8>,
    places: Vec<Place>,
    next: i32,
    chunk: Chunk,
    waiting: Vec<(i32, usize, usize)>,
    squeeze: Squeeze,
}

impl File {
    /// An empty file of PDF 1.`minor` (1.7 for all that is tagged or archived, 1.6 for X-4).
    pub(super) fn new(minor: u8) -> File {
        let mut out = format!("%PDF-1.{minor}\n").into_bytes();
        // Four bytes over 127 tell transfer programs that the file is binary (PDF/A 6.1.2).
        out.extend_from_slice(b"%\xE7\x89\x88\xE5\xBF\x83\n");
        File { out, places: vec![Place::Free], next: 1, chunk: empty(), waiting: Vec::new(), squeeze: Squeeze::new() }
    }

    /// The number of an object that will be written later.
    pub(super) fn id(&mut self) -> Ref {
        let id = Ref::new(self.next);
        self.next += 1;
        self.places.push(Place::Free);
        id
    }

    /// Writes an object that is not a stream.
    pub(super) fn object(&mut self, id: Ref, write: impl FnOnce(Obj<'_>)) {
        let start = self.chunk.len();
        write(self.chunk.indirect(id));
        self.waiting.push((id.get(), start, self.chunk.len()));
        if self.waiting.len() >= OBJECTS_A_STREAM {
            self.flush();
        }
    }

    /// Writes an object that is not a stream under a new number.
    pub(super) fn add(&mut self, write: impl FnOnce(Obj<'_>)) -> Ref {
        let id = self.id();
        self.object(id, write);
        id
    }

    /// Writes a stream, deflated here; `more` adds to its dictionary.
    pub(super) fn stream(&mut self, id: Ref, data: &[u8], more: impl FnOnce(&mut Stream<'_>)) {
        self.packed(id, data, HARD, more);
    }

    /// Writes a stream of what hardly shrinks, a font's outlines, deflated quickly.
    pub(super) fn quick_stream(&mut self, id: Ref, data: &[u8], more: impl FnOnce(&mut Stream<'_>)) {
        self.packed(id, data, QUICK, more);
    }

    fn packed(&mut self, id: Ref, data: &[u8], level: Compression, more: impl FnOnce(&mut Stream<'_>)) {
        let packed = self.squeeze.deflate(data, level);
        let stream = |stream: &mut Stream<'_>| {
            stream.filter(Filter::FlateDecode);
            more(stream);
        };
        put_stream(&mut self.out, &mut self.places, id, packed, stream);
    }

    /// Writes a stream whose bytes go in as they are; `more` names the filter, if any.
    pub(super) fn raw_stream(&mut self, id: Ref, data: &[u8], more: impl FnOnce(&mut Stream<'_>)) {
        put_stream(&mut self.out, &mut self.places, id, data, more);
    }

    /// A hash of all that has been written: two files are the same when it is.
    pub(super) fn fingerprint(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(&self.out);
        hash.update(self.chunk.as_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        let mut short = [0; 16];
        short.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        short
    }

    /// Writes cross-reference and trailer.
    pub(super) fn finish(mut self, root: Ref, info: Option<Ref>, identity: [u8; 16]) -> Vec<u8> {
        self.flush();
        let id = self.id();
        let start = self.out.len();
        put(&mut self.places, id, Place::At(start as u64));
        let (rows, wide) = cross_reference(&self.places, start);
        let packed = self.squeeze.deflate(&up_predicted(&rows, 3 + wide), HARD);
        let mut chunk = Chunk::with_settings_and_capacity(Settings { pretty: false }, packed.len() + 256);
        let mut stream = chunk.stream(id, packed);
        stream.pair(Name(b"Type"), Name(b"XRef"));
        stream.filter(Filter::FlateDecode);
        stream.insert(Name(b"DecodeParms")).dict().pair(Name(b"Predictor"), 12).pair(Name(b"Columns"), 3 + wide as i32);
        stream.pair(Name(b"Size"), self.places.len() as i32);
        stream.pair(Name(b"Root"), root);
        if let Some(info) = info {
            stream.pair(Name(b"Info"), info);
        }
        stream.insert(Name(b"ID")).array().item(pdf_writer::Str(&identity)).item(pdf_writer::Str(&identity));
        stream.insert(Name(b"W")).array().item(1).item(wide as i32).item(2);
        drop(stream);
        self.out.extend_from_slice(chunk.as_bytes());
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self.out
    }

    /// Closes the object stream that is being filled.
    fn flush(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let id = self.id();
        let bytes = self.chunk.as_bytes();
        let (mut head, mut body) = (String::new(), Vec::with_capacity(bytes.len()));
        for (index, &(number, start, end)) in self.waiting.iter().enumerate() {
            head.push_str(&format!("{number} {} ", body.len()));
            body.extend_from_slice(bytes.get(start..end).map_or(b"".as_slice(), naked));
            body.push(b'\n');
            if let Some(place) = self.places.get_mut(number as usize) {
                *place = Place::In(id.get(), index as u16);
            }
        }
        let count = self.waiting.len() as i32;
        let first = head.len() as i32;
        let mut data = head.into_bytes();
        data.append(&mut body);
        self.chunk = empty();
        self.waiting.clear();
        self.packed(id, &data, HARDEST, |stream| {
            stream.pair(Name(b"Type"), Name(b"ObjStm")).pair(Name(b"N"), count).pair(Name(b"First"), first);
        });
    }
}

fn put(places: &mut [Place], id: Ref, place: Place) {
    if let Some(slot) = usize::try_from(id.get()).ok().and_then(|index| places.get_mut(index)) {
        *slot = place;
    }
}

/// Writes a stream of these bytes at the end of `out`.
fn put_stream(out: &mut Vec<u8>, places: &mut [Place], id: Ref, data: &[u8], more: impl FnOnce(&mut Stream<'_>)) {
    put(places, id, Place::At(out.len() as u64));
    let mut chunk = Chunk::with_settings_and_capacity(Settings { pretty: false }, data.len() + 256);
    more(&mut chunk.stream(id, data));
    out.extend_from_slice(chunk.as_bytes());
}

fn empty() -> Chunk {
    Chunk::with_settings_and_capacity(Settings { pretty: false }, 16 * 1024)
}

/// The object between `N 0 obj` and `endobj`: how it stands in an object stream.
fn naked(object: &[u8]) -> &[u8] {
    let start = object.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let body = object.get(start..).unwrap_or_default();
    body.strip_suffix(b"\nendobj\n").unwrap_or(body)
}

/// Rows of the cross-reference stream, and how many bytes their middle field has.
fn cross_reference(places: &[Place], largest: usize) -> (Vec<u8>, usize) {
    let wide = (usize::BITS - largest.leading_zeros()).div_ceil(8).max(3) as usize;
    let mut rows = Vec::with_capacity(places.len() * (3 + wide));
    for (number, place) in places.iter().enumerate() {
        let (kind, middle, last) = match *place {
            Place::Free => (0_u8, 0_u64, if number == 0 { u16::MAX } else { 0 }),
            Place::At(offset) => (1, offset, 0),
            Place::In(stream, index) => (2, stream as u64, index),
        };
        rows.push(kind);
        rows.extend(middle.to_be_bytes().iter().skip(8 - wide));
        rows.extend(last.to_be_bytes());
    }
    (rows, wide)
}

/// PNG's Up filter on rows of `columns` bytes: neighbours in a table are alike.
fn up_predicted(rows: &[u8], columns: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() + rows.len() / columns.max(1) + 1);
    let mut above: &[u8] = &[];
    for row in rows.chunks(columns.max(1)) {
        out.push(2);
        let mut before = above.iter();
        out.extend(row.iter().map(|byte| byte.wrapping_sub(before.next().copied().unwrap_or(0))));
        above = row;
    }
    out
}

/// Outlines shrink by another 1 % at most with more pains, and are most of a short file.
const QUICK: Compression = Compression::new(2);
/// Content shrinks by another 5 %; more pains give 0.3 % for a tenth more time.
const HARD: Compression = Compression::new(5);
/// Objects are alike, far apart.
const HARDEST: Compression = Compression::new(6);

/// A deflater kept between streams: setting one up costs more than a small stream does.
pub(super) struct Squeeze {
    engine: Compress,
    level: Compression,
    /// What it made last.
    packed: Vec<u8>,
}

impl Squeeze {
    pub(super) fn new() -> Squeeze {
        Squeeze { engine: Compress::new(HARD, true), level: HARD, packed: Vec::new() }
    }

    /// The bytes in zlib's wrapping, until the next are asked for.
    pub(super) fn deflate(&mut self, data: &[u8], level: Compression) -> &[u8] {
        self.engine.reset();
        // Nothing is under way, so the level changes at once; were it refused, the bytes would be sound all the same.
        if self.level != level && self.engine.set_level(level).is_ok() {
            self.level = level;
        }
        self.packed.clear();
        loop {
            self.packed.reserve(data.len() / 2 + 64);
            let read = self.engine.total_in() as usize;
            let rest = data.get(read..).unwrap_or_default();
            match self.engine.compress_vec(rest, &mut self.packed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) | Err(_) => return &self.packed,
                Ok(Status::Ok | Status::BufError) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_again() {
        let mut file = File::new(7);
        let (root, pages, page, content) = (file.id(), file.id(), file.id(), file.id());
        file.object(root, |obj| {
            obj.dict().pair(Name(b"Type"), Name(b"Catalog")).pair(Name(b"Pages"), pages);
        });
        file.object(pages, |obj| {
            let mut dict = obj.dict();
            dict.pair(Name(b"Type"), Name(b"Pages")).pair(Name(b"Count"), 1);
            dict.insert(Name(b"Kids")).array().item(page);
        });
        file.object(page, |obj| {
            let mut dict = obj.dict();
            dict.pair(Name(b"Type"), Name(b"Page")).pair(Name(b"Parent"), pages).pair(Name(b"Contents"), content);
            dict.insert(Name(b"MediaBox")).array().items([0, 0, 100, 200]);
        });
        file.stream(content, b"0 g", |_| {});
        let identity = file.fingerprint();
        let bytes = file.finish(root, None, identity);

        let read = hayro::hayro_syntax::Pdf::new(bytes).unwrap();
        let pages = read.pages();
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].media_box().y1, 200.0);
        assert_eq!(pages[0].page_stream().unwrap(), b"0 g");
    }
}
