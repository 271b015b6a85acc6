//! Colours and rules as a layout writes them: `K60`, `C0 M100 Y90 K0`, `#c8102e`, `0.75pt K100`.

use super::units::{Measure, measure};
use crate::base::diag::Words;
use crate::base::{Colour, Emu, Stroke};
use crate::say;

/// Thinnest rule that a press holds.
const HAIRLINE: Emu = Emu(Emu::PER_PT / 4);

/// Reads a colour; the error says what to write instead.
pub fn colour(written: &str) -> Result<Colour, Words> {
    let text = written.trim();
    match text {
        "black" | "黑" => return Ok(Colour::BLACK),
        "white" | "白" => return Ok(Colour::WHITE),
        "red" | "红" => return Ok(Colour::Cmyk(0, 1000, 1000, 0)),
        _ => {}
    }
    let read = match text.strip_prefix('#') {
        Some(hex) => from_hex(hex),
        None => from_inks(text),
    };
    read.ok_or_else(|| {
        say!(
            "写 K60（灰）、C0 M100 Y90 K0（四色）、#c8102e 或 red",
            "write K60 (grey), C0 M100 Y90 K0 (inks), #c8102e or red"
        )
    })
}

/// `c8102e`, channels in thousandths.
fn from_hex(hex: &str) -> Option<Colour> {
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| -> Option<u16> {
        let byte = u32::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
        Some(((byte * 1000 + 127) / 255) as u16)
    };
    Some(Colour::Rgb(channel(0)?, channel(2)?, channel(4)?))
}

/// `K60` alone is grey; any of C, M, Y with it makes it four inks. Percent, each once.
fn from_inks(text: &str) -> Option<Colour> {
    let mut inks: [Option<u16>; 4] = [None; 4];
    for word in text.split_whitespace() {
        let mut letters = word.chars();
        let slot = match letters.next()?.to_ascii_uppercase() {
            'C' => 0,
            'M' => 1,
            'Y' => 2,
            'K' => 3,
            _ => return None,
        };
        let percent: u16 = letters.as_str().trim_end_matches('%').parse().ok()?;
        let ink = inks.get_mut(slot)?;
        if percent > 100 || ink.is_some() {
            return None;
        }
        *ink = Some(percent * 10);
    }
    match inks {
        [None, None, None, None] => None,
        [None, None, None, Some(k)] => Some(Colour::Gray(1000 - k)),
        [c, m, y, k] => Some(Colour::Cmyk(c.unwrap_or(0), m.unwrap_or(0), y.unwrap_or(0), k.unwrap_or(0))),
    }
}

/// Reads a rule: `none`, or a width and, if not black, a colour.
pub fn rule(written: &str) -> Result<Option<Stroke>, Words> {
    let text = written.trim();
    if matches!(text, "none" | "无") {
        return Ok(None);
    }
    let (width, ink) = text.split_once(char::is_whitespace).unwrap_or((text, "K100"));
    let width = match measure(width)? {
        Measure::Fixed(width) => width,
        Measure::Ems(_) | Measure::Lines(_) => {
            return Err(say!("线的粗细写 0.5pt 或 0.2mm", "write a rule's width as 0.5pt or 0.2mm"));
        }
    };
    if width < HAIRLINE {
        return Err(say!("线不能细于 0.25pt；不要线写 none", "a rule is at least 0.25pt; write none for no rule"));
    }
    Ok(Some(Stroke { width, colour: colour(ink)?, dash: Vec::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours() {
        assert_eq!(colour("K60"), Ok(Colour::Gray(400)));
        assert_eq!(colour("C0 M100 Y90 K0"), Ok(Colour::Cmyk(0, 1000, 900, 0)));
        assert_eq!(colour("#ff0080"), Ok(Colour::Rgb(1000, 0, 502)));
        assert_eq!(colour("黑"), Ok(Colour::BLACK));
        for wrong in ["", "K101", "K10 K20", "purple", "#ff00", "R10", "K-1"] {
            assert!(colour(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rules() {
        assert_eq!(rule("none"), Ok(None));
        let line = rule("0.75pt K60").unwrap().unwrap();
        assert_eq!((line.width, line.colour), (Emu(9525), Colour::Gray(400)));
        assert!(rule("0.1pt").unwrap_err().en.contains("0.25pt"));
        assert!(rule("1em").is_err() && rule("1pt mauve").is_err() && rule("thin").is_err());
    }
}
