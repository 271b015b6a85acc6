//! What the file says of itself: XMP and the information dictionary, which must agree
//! (ISO 32000-1, 14.3; PDF/A-2 6.6).

use super::Profile;
use super::file::File;
use crate::style::Info;
use pdf_writer::{Date, Name, Ref, TextStr};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

/// A moment, to the second, in UTC. It comes from the source or from SOURCE_DATE_EPOCH, never
/// from a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

impl Stamp {
    /// Midnight of a `YYYY-MM-DD`.
    pub fn parse(date: &str) -> Option<Stamp> {
        let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        (fits && parts.next().is_none()).then_some(Stamp {
            year,
            month: month as u8,
            day: day as u8,
            hour: 0,
            minute: 0,
            second: 0,
        })
    }

    /// From seconds since 1970 (SOURCE_DATE_EPOCH), by the civil calendar; `None` after the year 9999.
    pub fn from_epoch(seconds: u64) -> Option<Stamp> {
        let (days, rest) = (seconds / 86_400, seconds % 86_400);
        // Days counted from 0000-03-01 in eras of 400 years of 146,097 days.
        let since = days + 719_468;
        let (era, day_of_era) = (since / 146_097, since % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        (year <= 9999).then_some(Stamp {
            year: year as u16,
            month: month as u8,
            day: day as u8,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        })
    }

    pub(super) fn pdf(self) -> Date {
        Date::new(self.year)
            .month(self.month)
            .day(self.day)
            .hour(self.hour)
            .minute(self.minute)
            .second(self.second)
            .utc_offset_hour(0)
    }

    fn xmp(self) -> DateTime {
        DateTime::new(self.year, self.month, self.day, self.hour, self.minute, self.second, Timezone::Utc)
    }
}

const PRODUCER: &str = concat!("Banxin ", env!("CARGO_PKG_VERSION"));

/// Writes the information dictionary.
pub(super) fn info(file: &mut File, info: &Info, profile: Profile, stamp: Option<Stamp>) -> Ref {
    let title = full_title(info);
    file.add(|obj| {
        let mut dict = obj.dict();
        let mut put = |key: &str, value: &str| {
            if !value.is_empty() {
                dict.pair(Name(key.as_bytes()), TextStr(value));
            }
        };
        put("Title", &title);
        put("Author", &author(info));
        put("Keywords", &info.keywords.join(", "));
        put("Creator", "Banxin");
        put("Producer", PRODUCER);
        if let Some(stamp) = stamp {
            dict.pair(Name(b"CreationDate"), stamp.pdf()).pair(Name(b"ModDate"), stamp.pdf());
        }
        if profile == Profile::Press {
            dict.pair(Name(b"Trapped"), Name(b"False"));
        }
    })
}

/// The document's title: main title and subtitle.
pub(super) fn full_title(info: &Info) -> String {
    let parts = [info.title.as_str(), info.subtitle.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("——")
}

/// One name for the dictionary: the authors, or else the issuer.
fn author(info: &Info) -> String {
    if info.authors.is_empty() { info.issuer.clone() } else { info.authors.join("、") }
}

/// Writes the XMP packet, not compressed, so that programs that know no PDF find it (6.6.2.1).
pub(super) fn xmp(
    file: &mut File,
    info: &Info,
    profile: Profile,
    attached: bool,
    stamp: Option<Stamp>,
    identity: [u8; 16],
) -> Ref {
    let mut packet = XmpWriter::new();
    let language = LangId(info.language.as_str());
    let title = full_title(info);
    packet.format("application/pdf");
    if !title.is_empty() {
        packet.title([(None, title.as_str())]);
    }
    let author = author(info);
    if !author.is_empty() {
        // The dictionary has one string, so the packet has one creator (6.6.3).
        packet.creator([author.as_str()]);
    }
    if !info.issuer.is_empty() {
        packet.publisher([info.issuer.as_str()]);
    }
    if !info.language.is_empty() {
        packet.language([language]);
    }
    if !info.keywords.is_empty() {
        packet.subject(info.keywords.iter().map(String::as_str));
        packet.pdf_keywords(&info.keywords.join(", "));
    }
    packet.producer(PRODUCER).creator_tool("Banxin");
    if let Some(stamp) = stamp {
        packet.create_date(stamp.xmp()).modify_date(stamp.xmp()).metadata_date(stamp.xmp());
    }
    let name = uuid(identity);
    packet.document_id(&name).instance_id(&name);
    match profile {
        Profile::Screen => {}
        Profile::Archive => {
            packet.pdfa_part(if attached { 3 } else { 2 }).pdfa_conformance("A");
            packet.pdfua_part(1);
            // 6.6.2.3: a schema that PDF/A does not know is described in the file.
            let mut schemas = packet.extension_schemas();
            schemas.pdfua_id().properties().describe_part();
        }
        Profile::Press => {
            packet.pdfx_version("PDF/X-4").trapped(false);
            packet.rendition_class(xmp_writer::RenditionClass::Default).version_id("1");
        }
    }
    let text = packet.finish(None);
    let id = file.id();
    file.raw_stream(id, text.as_bytes(), |stream| {
        stream.pair(Name(b"Type"), Name(b"Metadata")).pair(Name(b"Subtype"), Name(b"XML"));
    });
    id
}

/// A name made from a content hash, in the shape of a UUID of version 8 (RFC 9562).
fn uuid(identity: [u8; 16]) -> String {
    let number = u128::from_be_bytes(identity);
    let marked = (number & !(0xF << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{marked:032x}");
    let part = |range| hex.get(range).unwrap_or_default();
    format!("uuid:{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        let stamp = Stamp::from_epoch(1_642_636_799).unwrap();
        assert_eq!(
            (stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second),
            (2022, 1, 19, 23, 59, 59)
        );
        assert_eq!(Stamp::from_epoch(951_782_400), Stamp::parse("2000-02-29"));
        assert_eq!(Stamp::from_epoch(u64::MAX / 2), None);
    }

    #[test]
    fn only_whole_dates_are_dates() {
        assert!(Stamp::parse("2022-01-20").is_some());
        for bad in ["", "2022", "2022-13-01", "2022-01-00", "2022-01-20-1", "二〇二二"] {
            assert_eq!(Stamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn names_have_the_shape_of_a_uuid() {
        assert_eq!(uuid([0xFF; 16]), "uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
    }
}
