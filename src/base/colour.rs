//! Colours as the layout states them; conversion is the exit's affair.

/// A colour in the space in which it was stated. Channels are in 1/1000 (0 to 1000), so that
/// equal colours are equal bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Grey level: 0 black, 1000 white.
    Gray(u16),
    /// Additive red, green, blue: 0 none, 1000 full.
    Rgb(u16, u16, u16),
    /// Inks cyan, magenta, yellow, black: 0 none, 1000 full.
    Cmyk(u16, u16, u16, u16),
    /// A named ink.
    Spot(Box<Spot>),
}

/// A named ink with its tint and the CMYK that stands for it on proofs. Rare, so that the other colours stay small.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The ink's name as the printer knows it.
    pub name: String,
    /// Tint of the ink, 0 to 1000.
    pub tint: u16,
    /// Its CMYK alternate at full tint.
    pub alternate: [u16; 4],
}

impl Colour {
    /// Text black: grey 0 on screen, K100 in press builds.
    pub const BLACK: Colour = Colour::Gray(0);
    /// Paper white.
    pub const WHITE: Colour = Colour::Gray(1000);

    /// As 8-bit sRGB by the plain (not colour-managed) formulas, for Word, which knows no inks.
    pub fn to_srgb8(&self) -> [u8; 3] {
        let channel = |thousandths: i64| -> u8 { ((thousandths.clamp(0, 1000) * 255 + 500) / 1000) as u8 };
        let from_cmyk = |c: u16, m: u16, y: u16, k: u16| {
            let light = |ink: u16| i64::from(1000 - ink.min(1000)) * i64::from(1000 - k.min(1000)) / 1000;
            [channel(light(c)), channel(light(m)), channel(light(y))]
        };
        match self {
            Colour::Gray(level) => [channel(i64::from(*level)); 3],
            Colour::Rgb(r, g, b) => [*r, *g, *b].map(|value| channel(i64::from(value))),
            Colour::Cmyk(c, m, y, k) => from_cmyk(*c, *m, *y, *k),
            Colour::Spot(spot) => {
                let [c, m, y, k] = spot.alternate.map(|ink| (u32::from(ink) * u32::from(spot.tint) / 1000) as u16);
                from_cmyk(c, m, y, k)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srgb_of_each_space() {
        assert_eq!(Colour::BLACK.to_srgb8(), [0, 0, 0]);
        assert_eq!(Colour::Rgb(1000, 500, 0).to_srgb8(), [255, 128, 0]);
        assert_eq!(Colour::Cmyk(0, 1000, 1000, 0).to_srgb8(), [255, 0, 0]);
        let spot = Colour::Spot(Box::new(Spot { name: "大红".into(), tint: 500, alternate: [0, 1000, 1000, 0] }));
        assert_eq!(spot.to_srgb8(), [255, 128, 128]);
    }
}
