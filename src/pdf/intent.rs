//! Output intents: what the numbers of the colours mean (ISO 32000-1, 14.11.5; PDF/A-2 6.2.3;
//! PDF/X-4 6.2.2).

use super::file::File;
use pdf_writer::{Name, Ref, TextStr};
use std::borrow::Cow;

/// A printing condition: its name in the registry and its profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Name in the characterisation registry (`FOGRA39`).
    pub identifier: String,
    /// What it is, for people.
    pub about: String,
    /// An ICC profile of class `prtr` for CMYK.
    pub profile: Cow<'static, [u8]>,
}

impl Default for Condition {
    /// Offset on coated paper; `data/icc/README.md` states the profile's licence.
    fn default() -> Condition {
        Condition {
            identifier: "FOGRA39".into(),
            about: "Offset, coated paper (ISO 12647-2, paper types 1 and 2)".into(),
            profile: Cow::Borrowed(include_bytes!("../../data/icc/FOGRA39L_coated.icc")),
        }
    }
}

impl Condition {
    /// Whether the profile is one that a press file may name: version 2 to 4, class `prtr`, CMYK.
    pub fn fits(&self) -> bool {
        let field = |at: usize| self.profile.get(at..at + 4);
        let length = field(0).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
        length == u32::try_from(self.profile.len()).ok()
            && matches!(self.profile.get(8), Some(2..=4))
            && field(12) == Some(b"prtr")
            && field(16) == Some(b"CMYK")
            && field(36) == Some(b"acsp")
    }
}

/// Writes the sRGB intent of an archive file.
pub(super) fn archive(file: &mut File) -> Ref {
    let profile = srgb_stream(file);
    intent(file, b"GTS_PDFA1", "sRGB", "sRGB IEC61966-2.1", profile)
}

/// Writes the sRGB profile itself.
pub(super) fn srgb_stream(file: &mut File) -> Ref {
    let profile = file.id();
    file.stream(profile, &srgb(), |stream| {
        stream.pair(Name(b"N"), 3);
    });
    profile
}

/// Writes the intent of a press file.
pub(super) fn press(file: &mut File, condition: &Condition) -> Ref {
    let profile = file.id();
    file.stream(profile, &condition.profile, |stream| {
        stream.pair(Name(b"N"), 4);
    });
    intent(file, b"GTS_PDFX", &condition.identifier, &condition.about, profile)
}

fn intent(file: &mut File, kind: &[u8], identifier: &str, about: &str, profile: Ref) -> Ref {
    file.add(|obj| {
        let mut dict = obj.dict();
        dict.pair(Name(b"Type"), Name(b"OutputIntent")).pair(Name(b"S"), Name(kind));
        dict.pair(Name(b"OutputConditionIdentifier"), TextStr(identifier));
        dict.pair(Name(b"OutputCondition"), TextStr(about)).pair(Name(b"Info"), TextStr(about));
        dict.pair(Name(b"RegistryName"), TextStr("http://www.color.org"));
        dict.pair(Name(b"DestOutputProfile"), profile);
    })
}

/// An sRGB display profile of ICC version 4: primaries adapted to D50 and the exact curve.
fn srgb() -> Vec<u8> {
    let fixed = |values: &[i32]| values.iter().flat_map(|value| value.to_be_bytes()).collect::<Vec<u8>>();
    let xyz = |values: [i32; 3]| [b"XYZ \0\0\0\0".as_slice(), &fixed(&values)].concat();
    let words = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = [1_u32, 12, u32::from_be_bytes(*b"enUS"), units.len() as u32, 28].map(u32::to_be_bytes).concat();
        [b"mluc\0\0\0\0".as_slice(), &head, &units].concat()
    };
    // s15Fixed16: γ 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045.
    let curve = [b"para\0\0\0\0\0\x03\0\0".as_slice(), &fixed(&[157_286, 62_119, 3417, 5072, 2651])].concat();
    // Bradford from D65 to D50.
    let adapted = fixed(&[68_674, 1502, -3290, 1939, 64_912, -1119, -605, 987, 49_285]);
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("CC0")),
        (b"wtpt", xyz([63_190, 65_536, 54_061])),
        (b"rXYZ", xyz([28_578, 14_581, 912])),
        (b"gXYZ", xyz([25_239, 46_981, 6362])),
        (b"bXYZ", xyz([9376, 3973, 46_795])),
        (b"chad", [b"sf32\0\0\0\0".as_slice(), &adapted].concat()),
        (b"rTRC", curve),
    ];
    let mut table = Vec::new();
    let mut body = Vec::new();
    let start = 128 + 4 + 12 * (tags.len() + 2);
    for (name, data) in &tags {
        let place = [(start + body.len()) as u32, data.len() as u32].map(u32::to_be_bytes).concat();
        // The three channels share one curve.
        let shared: &[&[u8; 4]] = if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[name] };
        for name in shared {
            table.extend_from_slice(*name);
            table.extend_from_slice(&place);
        }
        body.extend_from_slice(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut head = Vec::with_capacity(128);
    head.extend_from_slice(&((start + body.len()) as u32).to_be_bytes());
    head.extend_from_slice(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // A fixed date: the profile never changes.
    head.extend([2022_u16, 1, 1, 0, 0, 0].iter().flat_map(|part| part.to_be_bytes()));
    head.extend_from_slice(b"acsp");
    head.resize(68, 0);
    head.extend_from_slice(&fixed(&[63_190, 65_536, 54_061]));
    head.resize(128, 0);
    [head, ((tags.len() + 2) as u32).to_be_bytes().to_vec(), table, body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_whole() {
        let profile = srgb();
        assert_eq!(u32::from_be_bytes(profile[..4].try_into().unwrap()) as usize, profile.len());
        let tags = u32::from_be_bytes(profile[128..132].try_into().unwrap()) as usize;
        assert_eq!(tags, 10);
        for tag in profile[132..132 + 12 * tags].chunks(12) {
            let [at, length] = [4, 8].map(|at| u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) as usize);
            assert!(at % 4 == 0 && at + length <= profile.len(), "{tag:?}");
        }
        // The colourants add up to the white point (within a rounding of each).
        let sum = |axis: usize| {
            let value = |name: &[u8]| {
                let tag = profile[132..].chunks(12).find(|tag| tag.starts_with(name)).unwrap();
                let at = u32::from_be_bytes(tag[4..8].try_into().unwrap()) as usize + 8 + 4 * axis;
                i32::from_be_bytes(profile[at..at + 4].try_into().unwrap())
            };
            (value(b"rXYZ") + value(b"gXYZ") + value(b"bXYZ") - value(b"wtpt")).abs()
        };
        assert!((0..3).all(|axis| sum(axis) <= 8), "{:?}", [0, 1, 2].map(sum));
    }

    #[test]
    fn the_built_in_condition_fits() {
        assert!(Condition::default().fits());
        let cut = Condition { profile: Cow::Borrowed(b"none"), ..Condition::default() };
        assert!(!cut.fits());
    }
}
