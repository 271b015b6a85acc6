//! RGB of the layout → inks of the printing condition, through the condition's own tables. Greys are
//! black ink alone, so that no text or rule hangs on four plates in register.

use super::intent::Condition;
use moxcms::{ColorProfile, Layout, RenderingIntent, Transform16BitExecutor, TransformOptions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The separation of a press file. The profile is opened when the first colour needs it.
pub(super) struct Separation<'c> {
    condition: &'c Condition,
    /// `None` before the first use; then none when the profile cannot be used.
    transform: Option<Option<Arc<Transform16BitExecutor>>>,
    /// Colours separated so far, in 1/1000.
    known: BTreeMap<[u16; 3], [u16; 4]>,
}

impl<'c> Separation<'c> {
    pub(super) fn new(condition: &'c Condition) -> Separation<'c> {
        Separation { condition, transform: None, known: BTreeMap::new() }
    }

    /// Cyan, magenta, yellow and black of an sRGB colour; all in 1/1000.
    pub(super) fn inks(&mut self, rgb: [u16; 3]) -> [u16; 4] {
        let rgb = rgb.map(|channel| channel.min(1000));
        let [r, g, b] = rgb;
        if r == g && g == b {
            return [0, 0, 0, 1000 - r];
        }
        if let Some(known) = self.known.get(&rgb) {
            return *known;
        }
        let transform = self.transform.get_or_insert_with(|| open(&self.condition.profile));
        let found = transform.as_ref().and_then(|transform| {
            let source = rgb.map(|channel| ((u32::from(channel) * 65_535 + 500) / 1000) as u16);
            let mut inks = [0_u16; 4];
            transform.transform(&source, &mut inks).ok()?;
            // Whole per cent: no press holds finer, and no machine's rounding shows.
            Some(inks.map(|ink| ((u32::from(ink) * 100 + 32_767) / 65_535) as u16 * 10))
        });
        let inks = found.unwrap_or_else(|| plain(rgb));
        self.known.insert(rgb, inks);
        inks
    }
}

/// From sRGB to the condition, white paper to no ink.
fn open(profile: &[u8]) -> Option<Arc<Transform16BitExecutor>> {
    let press = ColorProfile::new_from_slice(profile).ok()?;
    let options =
        TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..TransformOptions::default() };
    ColorProfile::new_srgb().create_transform_16bit(Layout::Rgb, &press, Layout::Rgba, options).ok()
}

/// Plain separation with full black generation, for a profile without tables.
fn plain(rgb: [u16; 3]) -> [u16; 4] {
    let white = rgb.into_iter().max().unwrap_or(0);
    let ink = |channel: u16| {
        if white == 0 { 0 } else { (u32::from(white - channel) * 1000 / u32::from(white)) as u16 }
    };
    let [r, g, b] = rgb;
    [ink(r), ink(g), ink(b), 1000 - white]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn greys_are_black_ink_alone() {
        let condition = Condition::default();
        let mut separation = Separation::new(&condition);
        assert_eq!(separation.inks([0; 3]), [0, 0, 0, 1000]);
        assert_eq!(separation.inks([400; 3]), [0, 0, 0, 600]);
        assert!(separation.transform.is_none(), "the profile was not opened for them");
    }

    /// Reference: LittleCMS 2.19, relative colorimetric without black point compensation, on the same profile.
    #[test]
    fn colours_go_through_the_condition_s_own_tables() {
        let condition = Condition::default();
        let mut separation = Separation::new(&condition);
        for (rgb, reference) in [
            ([1000, 0, 0], [0, 949, 996, 0]),
            ([0, 0, 1000], [953, 878, 0, 0]),
            ([0, 600, 200], [808, 0, 976, 114]),
            ([784, 63, 180], [0, 1000, 804, 149]),
            ([200, 400, 600], [808, 451, 16, 286]),
        ] {
            let inks = separation.inks(rgb);
            let far = inks.iter().zip(reference).map(|(ink, wanted)| ink.abs_diff(wanted)).max().unwrap();
            assert!(far <= 20, "{rgb:?}: {inks:?}, LittleCMS {reference:?}");
        }
    }

    #[test]
    fn a_profile_without_tables_leaves_the_plain_formula() {
        let condition = Condition { profile: Cow::Borrowed(b"none"), ..Condition::default() };
        assert_eq!(Separation::new(&condition).inks([1000, 0, 0]), [0, 1000, 1000, 0]);
    }
}
