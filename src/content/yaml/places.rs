//! From the characters of a scalar back to the bytes of the file, for every scalar style.

use crate::content::Places;

/// Where each byte of `value` stood, when `source` is the scalar as it was written (quotes with
/// it) and begins at byte `start` of its file.
///
/// One walk serves all styles: equal characters advance together, white space of the source that
/// the value does not have (indents, folded line ends) is skipped, and in quoted scalars an escape
/// is one step.
pub fn align(value: &str, source: &str, start: u32) -> Places {
    // Most texts stand on a line of their own as they are.
    let plain = source.strip_prefix(value).is_some_and(|rest| rest.bytes().all(|byte| matches!(byte, b' ' | b'\n')));
    if plain && !value.is_empty() && !value.starts_with(['"', '\'']) {
        return Places::at(start);
    }
    let quoted = match source.chars().next() {
        Some(quote @ ('"' | '\'')) if source.len() >= 2 && source.ends_with(quote) => walk(value, source, Some(quote)),
        _ => None,
    };
    let mut places = Places::default();
    for (text, at) in quoted.or_else(|| walk(value, source, None)).unwrap_or_default() {
        places.push(text, at + start);
    }
    places
}

/// The stretches, or `None` when the value is not the decoded source.
fn walk(value: &str, source: &str, quote: Option<char>) -> Option<Vec<(u32, u32)>> {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    let (from, to) = if quote.is_some() { (1, source.len() - 1) } else { (0, source.len()) };
    let mut at = from;
    let mut text = 0;
    let mut joined = false;
    while let Some(wanted) = value.get(text..)?.chars().next() {
        let rest = source.get(at..to)?;
        let found = rest.chars().next();
        let escape = match (quote, found) {
            (Some('"'), Some('\\')) => Some(escape(rest)?),
            (Some('\''), Some('\'')) if rest.starts_with("''") => Some((Some('\''), 2)),
            _ => None,
        };
        match (escape, found) {
            (Some((None, length)), _) => {
                at += length;
                joined = false;
            }
            (Some((Some(meant), length)), _) => {
                if meant != wanted {
                    return None;
                }
                stretches.push((text as u32, at as u32));
                text += wanted.len_utf8();
                at += length;
                joined = false;
            }
            (None, Some(found)) if found == wanted => {
                if !joined {
                    stretches.push((text as u32, at as u32));
                }
                let length = alike(value.get(text..)?, rest, quote);
                text += length;
                at += length;
                joined = true;
            }
            (None, Some(' ' | '\t' | '\n' | '\r')) => {
                at += 1;
                joined = false;
            }
            (None, Some(_) | None) if matches!(wanted, ' ' | '\n') => {
                // White space that folding made and the walk has passed already.
                stretches.push((text as u32, at as u32));
                text += 1;
                joined = false;
            }
            (None, Some(_) | None) => return None,
        }
    }
    let rest = source.get(at..to)?;
    // A closing quote must close: what is left may only be white space.
    (quote.is_none() || rest.trim().is_empty() || rest == "\\").then_some(stretches)
}

/// Bytes of whole characters in which both go on alike, at least the first; in quotes as far as no escape can begin.
fn alike(value: &str, source: &str, quote: Option<char>) -> usize {
    let first = value.chars().next().map_or(0, char::len_utf8);
    let mut pairs = value.bytes().zip(source.bytes()).skip(first);
    let ends = |(a, b): (u8, u8)| a != b || quote.is_some() && matches!(b, b'\\' | b'\'' | b'"');
    let length = pairs.position(ends).map_or(value.len().min(source.len()), |more| first + more);
    value.floor_char_boundary(length)
}

/// A double-quoted escape: the character it means (none for a line joined) and its bytes.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let mut chars = rest.char_indices().skip(1);
    let (_, name) = chars.next()?;
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), 2 + digits))
    };
    let one = |meant: char| Some((Some(meant), 2));
    match name {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '0' => one('\0'),
        'a' => one('\x07'),
        'b' => one('\x08'),
        't' | '\t' => one('\t'),
        'n' => one('\n'),
        'v' => one('\x0b'),
        'f' => one('\x0c'),
        'r' => one('\r'),
        'e' => one('\x1b'),
        ' ' | '"' | '/' | '\\' => one(name),
        'N' => one('\u{85}'),
        '_' => one('\u{a0}'),
        'L' => one('\u{2028}'),
        'P' => one('\u{2029}'),
        '\n' => Some((None, 2)),
        '\r' => Some((None, if rest.get(2..3) == Some("\n") { 3 } else { 2 })),
        _ => None,
    }
}
