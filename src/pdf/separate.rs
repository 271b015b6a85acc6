//! RGB of the layout → inks of the printing condition, and inks → the RGB that shows them on a screen,
//! both through the condition's own tables. Greys are black ink alone, so that no text or rule hangs on
//! four plates in register; black ink alone is grey.

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
    /// The way back, likewise.
    back: Option<Option<Arc<Transform16BitExecutor>>>,
    shown: BTreeMap<[u16; 4], [u16; 3]>,
}

impl<'c> Separation<'c> {
    pub(super) fn new(condition: &'c Condition) -> Separation<'c> {
        Separation { condition, transform: None, known: BTreeMap::new(), back: None, shown: BTreeMap::new() }
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

    /// The sRGB colour that inks have on the condition's paper, seen as white; all in 1/1000. `None` for a
    /// profile without tables.
    pub(super) fn shown(&mut self, inks: [u16; 4]) -> Option<[u16; 3]> {
        let inks = inks.map(|ink| ink.min(1000));
        if let [0, 0, 0, black] = inks {
            return Some([1000 - black; 3]);
        }
        if let Some(known) = self.shown.get(&inks) {
            return Some(*known);
        }
        let transform = self.back.get_or_insert_with(|| open_back(&self.condition.profile));
        let source = inks.map(|ink| ((u32::from(ink) * 65_535 + 500) / 1000) as u16);
        let mut rgb = [0_u16; 3];
        transform.as_ref()?.transform(&source, &mut rgb).ok()?;
        // Whole steps of a screen, so that no machine's rounding shows.
        let rgb = rgb.map(|channel| {
            let step = (u32::from(channel) + 128) / 257;
            ((step * 1000 + 127) / 255) as u16
        });
        self.shown.insert(inks, rgb);
        Some(rgb)
    }
}

/// From sRGB to the condition, white paper to no ink.
fn open(profile: &[u8]) -> Option<Arc<Transform16BitExecutor>> {
    let press = ColorProfile::new_from_slice(profile).ok()?;
    ColorProfile::new_srgb().create_transform_16bit(Layout::Rgb, &press, Layout::Rgba, relative()).ok()
}

/// From the condition to sRGB, no ink to white.
fn open_back(profile: &[u8]) -> Option<Arc<Transform16BitExecutor>> {
    let press = ColorProfile::new_from_slice(profile).ok()?;
    press.create_transform_16bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, relative()).ok()
}

fn relative() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..TransformOptions::default() }
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

    /// LittleCMS 2.19, relative colorimetric without black point compensation, on the same profile and eight bits.
    const REFERENCE: [([u16; 4], [u16; 3]); 6] = [
        ([0, 1000, 1000, 0], [894, 118, 145]),
        ([1000, 0, 0, 0], [0, 631, 894]),
        ([0, 0, 1000, 0], [1000, 929, 0]),
        ([300, 100, 0, 0], [741, 835, 941]),
        ([1000, 700, 0, 200], [35, 294, 545]),
        ([0, 1000, 0, 0], [902, 47, 502]),
    ];

    #[test]
    fn inks_are_shown_as_the_condition_prints_them() {
        let condition = Condition::default();
        let mut separation = Separation::new(&condition);
        assert_eq!(separation.shown([0, 0, 0, 250]), Some([750; 3]), "black ink alone is grey");
        assert!(separation.back.is_none(), "the profile was not opened for it");
        for (inks, reference) in REFERENCE {
            let rgb = separation.shown(inks).unwrap();
            let far = rgb.iter().zip(reference).map(|(channel, wanted)| channel.abs_diff(wanted)).max().unwrap();
            assert!(far <= 12, "{inks:?}: {rgb:?}, LittleCMS {reference:?}");
        }
        assert_eq!(Separation::new(&Condition { profile: Cow::Borrowed(b"none"), ..condition }).shown([9; 4]), None);
    }

    #[test]
    fn a_profile_without_tables_leaves_the_plain_formula() {
        let condition = Condition { profile: Cow::Borrowed(b"none"), ..Condition::default() };
        assert_eq!(Separation::new(&condition).inks([1000, 0, 0]), [0, 1000, 1000, 0]);
    }
}
