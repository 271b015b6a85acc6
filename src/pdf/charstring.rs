//! Charstrings without subroutines: each called one stands in the place of its call
//! (Adobe Technical Note 5177, The Type 2 Charstring Format).

use skrifa::raw::ps::cff::index::Index;

/// Calls within calls (5177, appendix B).
const DEEPEST: u8 = 10;
/// Bytes of a charstring (5177, appendix B): a damaged face may call without end.
const LONGEST: usize = 65_535;

/// Copies the charstring to the end of `out`; `None` when it asks for what is not followed here
/// (arithmetic, accented characters of Type 1) or is damaged.
pub(super) fn inline(code: &[u8], global: &Index<'_>, local: &Index<'_>, out: &mut Vec<u8>) -> Option<()> {
    let start = out.len();
    let mut copy = Copy { global, local, out, start, arguments: 0, stems: 0, last: None, ended: false };
    copy.run(code, 0)
}

struct Copy<'a, 'f> {
    global: &'a Index<'f>,
    local: &'a Index<'f>,
    out: &'a mut Vec<u8>,
    /// Where this charstring begins in `out`.
    start: usize,
    /// Numbers on the stack.
    arguments: usize,
    /// Stem hints so far: a mask has a bit for each.
    stems: usize,
    /// Where in `out` the number begins that was written last, and its value, while nothing has come after it.
    last: Option<(usize, i32)>,
    /// Whether the glyph has ended, in however deep a subroutine.
    ended: bool,
}

impl Copy<'_, '_> {
    fn run(&mut self, code: &[u8], depth: u8) -> Option<()> {
        if depth > DEEPEST || self.out.len() - self.start > LONGEST {
            return None;
        }
        let mut at = 0;
        while let Some(&byte) = code.get(at) {
            let byte_at = |offset: usize| code.get(at + offset).copied().map(i32::from);
            let token = match byte {
                // 3.2: numbers.
                28 => self.number(code.get(at..at + 3)?, Some(byte_at(1)? << 24 >> 16 | byte_at(2)?)),
                32..=246 => self.number(code.get(at..=at)?, Some(i32::from(byte) - 139)),
                247..=250 => {
                    self.number(code.get(at..at + 2)?, Some((i32::from(byte) - 247) * 256 + byte_at(1)? + 108))
                }
                251..=254 => {
                    self.number(code.get(at..at + 2)?, Some((251 - i32::from(byte)) * 256 - byte_at(1)? - 108))
                }
                // A fraction: no number of a subroutine.
                255 => self.number(code.get(at..at + 5)?, None),
                10 => self.call(self.local, depth)?,
                29 => self.call(self.global, depth)?,
                11 => return Some(()),
                // Four arguments would compose an accented character of two others (5177, appendix C).
                14 if self.arguments >= 4 => return None,
                14 => {
                    self.out.push(byte);
                    self.ended = true;
                    1
                }
                1 | 3 | 18 | 23 => {
                    self.stems += self.arguments / 2;
                    self.operator(code.get(at..=at)?)
                }
                // Numbers before the first mask are vertical stems whose operator is left out (4.3).
                19 | 20 => {
                    self.stems += self.arguments / 2;
                    self.operator(code.get(at..=at + self.stems.div_ceil(8))?)
                }
                // hflex, flex, hflex1, flex1.
                12 if matches!(code.get(at + 1), Some(34..=37)) => self.operator(code.get(at..at + 2)?),
                0 | 2 | 9 | 12 | 13 | 15..=17 => return None,
                // Moves, lines and curves take all there is.
                4..=8 | 21 | 22 | 24..=27 | 30 | 31 => self.operator(code.get(at..=at)?),
            };
            if self.ended {
                return Some(());
            }
            at += token;
        }
        Some(())
    }

    /// Copies a number; the length of its token.
    fn number(&mut self, token: &[u8], value: Option<i32>) -> usize {
        self.last = value.map(|value| (self.out.len(), value));
        self.out.extend_from_slice(token);
        self.arguments += 1;
        token.len()
    }

    /// Copies an operator that clears the stack; the length of its token.
    fn operator(&mut self, token: &[u8]) -> usize {
        self.last = None;
        self.out.extend_from_slice(token);
        self.arguments = 0;
        token.len()
    }

    /// Takes the number of a subroutine back out and copies the subroutine instead.
    fn call(&mut self, subroutines: &Index<'_>, depth: u8) -> Option<usize> {
        let (start, number) = self.last.take()?;
        self.out.truncate(start);
        self.arguments -= 1;
        let index = usize::try_from(number + subroutines.subr_bias()).ok()?;
        self.run(subroutines.get(index)?, depth + 1)?;
        Some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An INDEX of these objects.
    fn index(objects: &[&[u8]]) -> Vec<u8> {
        let mut bytes = (objects.len() as u16).to_be_bytes().to_vec();
        bytes.push(1);
        let mut end = 1;
        bytes.push(end);
        for object in objects {
            end += object.len() as u8;
            bytes.push(end);
        }
        bytes.extend(objects.concat());
        bytes
    }

    fn inlined(code: &[u8], global: &[&[u8]], local: &[&[u8]]) -> Option<Vec<u8>> {
        let (global, local) = (index(global), index(local));
        let (global, local) = (Index::new(&global, false).unwrap(), Index::new(&local, false).unwrap());
        let mut out = vec![99];
        inline(code, &global, &local, &mut out)?;
        Some(out.split_off(1))
    }

    /// The number of subroutine 0: 0 less the bias of a short list.
    const FIRST: u8 = 139 - 107;

    #[test]
    fn a_subroutine_stands_in_the_place_of_its_call() {
        // 1 2 rmoveto, then local 0 = 3 hlineto return, then endchar.
        let code = [140, 141, 21, FIRST, 10, 14];
        assert_eq!(inlined(&code, &[b"\x0B"], &[&[142, 6, 11]]).unwrap(), [140, 141, 21, 142, 6, 14]);
        // The global one calls the local one with a number of its own; what follows its end is not read.
        assert_eq!(inlined(&[FIRST, 29, 6], &[&[FIRST, 10]], &[&[142, 6, 14]]).unwrap(), [142, 6, 14]);
    }

    #[test]
    fn a_mask_is_as_long_as_its_stems_need() {
        // Nine stems, the last ones in a subroutine: a mask of two bytes, one of which is a number of a call.
        let stems = [139; 18];
        let code = [&[FIRST, 10][..], &[19, 10, 29], &[14]].concat();
        assert_eq!(inlined(&code, &[], &[&stems]).unwrap(), [&stems[..], &[19, 10, 29, 14]].concat());
    }

    #[test]
    fn every_length_of_a_number_is_told() {
        // Subroutine 140 = a number of two bytes less 107; the fraction before it is no number of a call.
        let many = vec![&b"\x0E"[..]; 141];
        assert_eq!(inlined(&[255, 0, 1, 0, 0, 28, 0, 33, 10], &[], &many).unwrap(), [255, 0, 1, 0, 0, 14]);
        assert_eq!(inlined(&[247, 0, 10], &[], &vec![&b"\x0E"[..]; 216]).unwrap(), [14]);
        assert_eq!(inlined(&[28, 0xFF, 0x95, 10], &[], &many).unwrap(), [14]);
        assert_eq!(inlined(&[255, 0, 1, 0, 0, 10], &[], &many), None);
    }

    #[test]
    fn what_is_not_followed_is_refused() {
        assert_eq!(inlined(&[FIRST, 10], &[], &[&[FIRST, 10]]), None, "a subroutine that calls itself");
        assert_eq!(inlined(&[140, 141, 12, 10, 14], &[], &[]), None, "add");
        assert_eq!(inlined(&[139, 139, 139, 139, 14], &[], &[]), None, "an accented character");
        assert_eq!(inlined(&[10], &[], &[]), None, "a call without a number");
        assert_eq!(inlined(&[28, 0], &[], &[]), None, "half a number");
        assert_eq!(inlined(&[FIRST, 10], &[], &[]), None, "no such subroutine");
    }
}
