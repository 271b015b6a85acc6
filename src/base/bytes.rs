//! Questions to a long text that are asked of its bytes, many at a time.

/// Whether any byte is wanted. Nothing branches within a stretch, so that the machine looks at many at once.
pub fn any(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> bool {
    const STRETCH: usize = 256;
    bytes.chunks(STRETCH).any(|stretch| stretch.iter().fold(0, |found, byte| found | u8::from(wanted(*byte))) != 0)
}

/// Whether any three bytes in a row are wanted.
pub fn any_three(bytes: &[u8], wanted: impl Fn(u8, u8, u8) -> bool) -> bool {
    const STRETCH: usize = 256;
    let from = |skip: usize| bytes.get(skip..).unwrap_or_default().chunks(STRETCH);
    from(0).zip(from(1)).zip(from(2)).any(|((a, b), c)| {
        let rows = a.iter().zip(b).zip(c);
        rows.fold(0, |found, ((a, b), c)| found | u8::from(wanted(*a, *b, *c))) != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wherever_it_stands() {
        for length in [1, 2, 3, 255, 256, 257, 258, 600] {
            for at in 0..length {
                let mut bytes = vec![0; length];
                assert!(!any(&bytes, |byte| byte == 7) && !any_three(&bytes, |a, _, _| a == 7));
                bytes[at] = 7;
                assert!(any(&bytes, |byte| byte == 7));
                assert_eq!(any_three(&bytes, |a, _, _| a == 7), at + 2 < length);
                assert_eq!(any_three(&bytes, |_, _, c| c == 7), at >= 2);
            }
        }
    }
}
