//! Inks: the layout's colours as colour operators of the profile being written.

use super::Profile;
use super::intent::Condition;
use super::number;
use super::ops::Ops;
use super::separate::Separation;
use crate::base::{Colour, Spot};

/// A colour as the stream states it. Channels in 1/1000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// `g`.
    Gray(u16),
    /// `rg`.
    Rgb([u16; 3]),
    /// `k`.
    Cmyk([u16; 4]),
    /// A separation and its tint.
    Spot(u16, u16),
}

/// Named inks used so far, with their stand-ins; `/S0`, `/S1` … in order of first use.
#[derive(Default)]
pub(super) struct Spots(pub(super) Vec<(String, [u16; 4])>);

/// The ink of a colour in a profile. On screen and in the archive there is one device space a
/// kind and no press: inks are shown by the colour that stands for them. In the press build
/// everything is ink, and grey is black alone.
pub(super) fn ink(colour: &Colour, profile: Profile, spots: &mut Spots, separation: &mut Separation<'_>) -> Ink {
    match (profile, colour) {
        (Profile::Screen | Profile::Archive, Colour::Gray(level)) => Ink::Gray(*level),
        (Profile::Screen | Profile::Archive, Colour::Rgb(r, g, b)) => Ink::Rgb([*r, *g, *b]),
        (Profile::Screen | Profile::Archive, Colour::Cmyk(c, m, y, k)) => shown(colour, [*c, *m, *y, *k], separation),
        (Profile::Screen | Profile::Archive, Colour::Spot(spot)) => {
            let inks = spot.alternate.map(|ink| (u32::from(ink) * u32::from(spot.tint.min(1000)) / 1000) as u16);
            shown(colour, inks, separation)
        }
        (Profile::Press, Colour::Gray(level)) => Ink::Cmyk([0, 0, 0, 1000 - (*level).min(1000)]),
        // Preflight has reported it.
        (Profile::Press, Colour::Rgb(r, g, b)) => Ink::Cmyk(separation.inks([*r, *g, *b])),
        (Profile::Press, Colour::Cmyk(c, m, y, k)) => Ink::Cmyk([*c, *m, *y, *k]),
        (Profile::Press, Colour::Spot(spot)) => {
            let Spot { name, tint, alternate } = &**spot;
            let known = spots.0.iter().position(|(known, _)| known == name);
            let index = known.unwrap_or_else(|| {
                spots.0.push((name.clone(), *alternate));
                spots.0.len() - 1
            });
            Ink::Spot(index as u16, *tint)
        }
    }
}

/// The RGB in which a screen file shows a colour, in 1/1000 of each channel.
pub fn on_screen(colour: &Colour) -> [u16; 3] {
    let condition = Condition::default();
    match ink(colour, Profile::Screen, &mut Spots::default(), &mut Separation::new(&condition)) {
        Ink::Gray(level) => [level; 3],
        Ink::Rgb(rgb) => rgb,
        // No screen file has inks.
        Ink::Cmyk(_) | Ink::Spot(..) => [0; 3],
    }
}

/// Inks on a screen, by the printing condition's tables; by the plain formula where it has none.
fn shown(colour: &Colour, inks: [u16; 4], separation: &mut Separation<'_>) -> Ink {
    let plain = || colour.to_srgb8().map(|channel| ((u32::from(channel) * 1000 + 127) / 255) as u16);
    match separation.shown(inks).unwrap_or_else(plain) {
        [r, g, b] if r == g && g == b => Ink::Gray(r),
        rgb => Ink::Rgb(rgb),
    }
}

/// Colour state of a page: what a reader knows at this point of the stream.
#[derive(Clone, Default)]
pub(super) struct Inks {
    fill: Option<Ink>,
    stroke: Option<Ink>,
}

impl Inks {
    /// Sets the ink of fills and text, unless it is set.
    pub(super) fn fill(&mut self, ops: &mut Ops, ink: Ink) {
        if self.fill.as_ref() != Some(&ink) && !(self.fill.is_none() && ink == Ink::Gray(0)) {
            put(ops, &ink, ["g", "rg", "k", "cs", "scn"]);
            self.fill = Some(ink);
        }
    }

    /// Sets the ink of strokes, unless it is set.
    pub(super) fn stroke(&mut self, ops: &mut Ops, ink: Ink) {
        if self.stroke.as_ref() != Some(&ink) && !(self.stroke.is_none() && ink == Ink::Gray(0)) {
            put(ops, &ink, ["G", "RG", "K", "CS", "SCN"]);
            self.stroke = Some(ink);
        }
    }
}

fn put(ops: &mut Ops, ink: &Ink, [gray, rgb, cmyk, space, tint]: [&str; 5]) {
    let channels = |ops: &mut Ops, values: &[u16], operator: &str| {
        for value in values {
            ops.number(i64::from(*value), 3);
        }
        ops.op(operator);
    };
    match ink {
        Ink::Gray(level) => channels(ops, &[*level], gray),
        Ink::Rgb(values) => channels(ops, values, rgb),
        Ink::Cmyk(values) => channels(ops, values, cmyk),
        Ink::Spot(index, value) => {
            ops.raw(b"/S");
            number::push(&mut ops.out, i64::from(*index), 0);
            ops.op(space);
            channels(ops, &[*value], tint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(colour: &Colour, profile: Profile, spots: &mut Spots) -> Ink {
        ink(colour, profile, spots, &mut Separation::new(&Condition::default()))
    }

    #[test]
    fn grey_is_black_ink_alone_on_the_press() {
        let mut spots = Spots::default();
        assert_eq!(of(&Colour::BLACK, Profile::Press, &mut spots), Ink::Cmyk([0, 0, 0, 1000]));
        assert_eq!(of(&Colour::BLACK, Profile::Screen, &mut spots), Ink::Gray(0));
        assert_eq!(of(&Colour::Rgb(0, 0, 0), Profile::Press, &mut spots), Ink::Cmyk([0, 0, 0, 1000]));
    }

    #[test]
    fn a_named_ink_is_a_separation_on_the_press_only() {
        let mut spots = Spots::default();
        let red = Colour::Spot(Box::new(Spot { name: "大红".into(), tint: 500, alternate: [0, 1000, 1000, 0] }));
        assert_eq!(of(&red, Profile::Press, &mut spots), Ink::Spot(0, 500));
        assert_eq!(of(&red, Profile::Press, &mut spots), Ink::Spot(0, 500));
        assert_eq!(spots.0.len(), 1);
        assert!(matches!(of(&red, Profile::Archive, &mut spots), Ink::Rgb(_)));
    }
}
