//! Character codes: numbers of two bytes, given out so that content streams pack small.
//!
//! A packer sees bytes, not codes. Were the codes 1, 2, 3 …, a text would be a high byte that is nearly always one of
//! three, then a low byte that may be any: two alphabets in turn, in one table with the letters of the operators. Here
//! both bytes of a code come from one alphabet, which begins with what operators and numbers are written in, and glyphs
//! that are used much have both from its beginning: a text of few kinds of byte. That takes a ninth off a page of text.

/// The alphabet's beginning, the rest follows in order; what a string must escape (7.3.4.2) comes last.
const FIRST: &[u8] = b"0123456789-.TJDFC/[]<>BEMdPTfgcs";
const ESCAPED: &[u8] = b"()\\\r";
/// Where the rest begins: above control characters and space.
const REST: u8 = 0x21;

/// Gives out codes, those of the most used glyphs first: pairs of letters of the alphabet by the sum of their places.
#[derive(Debug)]
pub(super) struct Spread {
    alphabet: Vec<u8>,
    sum: usize,
    at: usize,
}

impl Spread {
    pub(super) fn new() -> Spread {
        let mut alphabet: Vec<u8> = Vec::with_capacity(256);
        let rest = (REST..=u8::MAX).chain(0..REST).filter(|byte| !ESCAPED.contains(byte));
        for byte in FIRST.iter().copied().chain(rest).chain(ESCAPED.iter().copied()) {
            if !alphabet.contains(&byte) {
                alphabet.push(byte);
            }
        }
        Spread { alphabet, sum: 0, at: 0 }
    }
}

impl Iterator for Spread {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        let last = self.alphabet.len() - 1;
        while self.sum <= 2 * last {
            let (first, second) = (self.at, self.sum - self.at);
            if first < last.min(self.sum) {
                self.at += 1;
            } else {
                self.sum += 1;
                self.at = self.sum.saturating_sub(last);
            }
            let pair = self.alphabet.get(first).zip(self.alphabet.get(second));
            // Code 0 is .notdef (9.7.4.2).
            if let Some(code) =
                pair.map(|(first, second)| u16::from_be_bytes([*first, *second])).filter(|code| *code > 0)
            {
                return Some(code);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_once_the_cheapest_first() {
        let codes: Vec<u16> = Spread::new().collect();
        assert_eq!(codes.len(), 65_535);
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), codes.len());
        assert!(!codes.contains(&0));
        let first: Vec<[u8; 2]> = codes.iter().take(6).map(|code| code.to_be_bytes()).collect();
        assert_eq!(first, [*b"00", *b"01", *b"10", *b"02", *b"11", *b"20"]);
        // As many as a long report has of one face need no escape.
        let escapes = |code: &u16| code.to_be_bytes().iter().any(|byte| ESCAPED.contains(byte));
        assert!(!codes.iter().take(20_000).any(escapes));
    }
}
