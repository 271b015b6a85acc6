//! What Chinese text is made of: characters, stops, pairs, sentences and clauses (GB/T 15834).

use super::passage::Pair;
use std::ops::Range;

/// A set of ideographs, one bit each: asked in one look.
#[derive(Debug)]
pub struct CharSet([u64; 0x5200 / 64]);

impl CharSet {
    /// The set of the characters of a text of ideographs (three bytes each in UTF-8), made by the compiler.
    pub const fn new(text: &str) -> CharSet {
        let bytes = text.as_bytes();
        let mut set = [0_u64; 0x5200 / 64];
        let mut rest = bytes;
        while let [a, b, c, tail @ ..] = rest {
            let at = ((*a as usize & 0xf) << 12 | (*b as usize & 0x3f) << 6 | *c as usize & 0x3f) - 0x4e00;
            #[allow(clippy::indexing_slicing, reason = "const: a character outside fails the build")]
            {
                set[at / 64] |= 1 << (at % 64);
            }
            rest = tail;
        }
        CharSet(set)
    }

    /// Whether a character is in it.
    pub fn contains(&self, c: char) -> bool {
        let at = (u32::from(c) as usize).wrapping_sub(0x4e00);
        self.0.get(at >> 6).is_some_and(|word| word >> (at & 63) & 1 == 1)
    }
}

/// Whether a character is one of the common ideographs: one comparison, before dearer questions about marks.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The numerals among the ideographs, as [`han_digit`] knows them.
pub static HAN_DIGITS: CharSet = CharSet::new("零一二两三四五六七八九十");

/// Whether a character is a Han ideograph (or 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

/// Whether a character is a full-width mark of Chinese.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '「'
            | '」'
            | '『'
            | '』'
            | '…'
            | '—'
            | '·'
            | '～'
            | '［'
            | '］'
            | '｛'
            | '｝'
    )
}

/// 点号: marks that stop (GB/T 15834 3.1).
pub fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！')
}

/// Marks that end a sentence (句末点号).
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '？' | '！')
}

/// Closing marks.
pub fn is_close(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '］' | '｝')
}

/// Opening marks.
pub fn is_open(c: char) -> bool {
    partner(c).is_some()
}

/// The closing partner of an opening mark.
pub fn partner(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '（' => '）',
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        '〔' => '〕',
        '「' => '」',
        '『' => '』',
        '［' => '］',
        '｛' => '｝',
        _ => return None,
    })
}

/// Han numerals, 两 and 〇 among them.
pub fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// Matches marks that come in pairs; returns the pairs and the marks without a partner.
pub fn pair_up(chars: &[char]) -> (Vec<Pair>, Vec<usize>) {
    let (mut pairs, mut strays): (Vec<Pair>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let around = |step: isize| at.checked_add_signed(step).and_then(|at| chars.get(at)).copied().unwrap_or('\0');
        // Most characters are ideographs, and no mark.
        if is_ideograph(c) {
            continue;
        }
        // it’s: an apostrophe, not a quotation mark.
        if c == '’' && around(-1).is_ascii_alphabetic() && (around(1).is_ascii_alphabetic() || around(1) == ' ') {
            continue;
        }
        // ’98: the century left out.
        if c == '’' && (1..=2).all(|step| around(step).is_ascii_digit()) && !around(3).is_ascii_digit() {
            continue;
        }
        // A half-width parenthesis may close a full-width one: another rule speaks of the width.
        if c == '（' || c == '(' {
            open.push((at, '（'));
        } else if partner(c).is_some() {
            open.push((at, c));
        } else if is_close(c) || c == ')' {
            let wanted = if c == ')' { '）' } else { c };
            let found = open.iter().rposition(|(_, mark)| partner(*mark) == Some(wanted));
            // A closing mark may only reach over unclosed marks of other kinds that are nearer.
            match found {
                Some(index) => {
                    strays.extend(open.drain(index + 1..).map(|(at, _)| at));
                    if let Some((start, mark)) = open.pop() {
                        pairs.push(Pair { open: start, close: at, depth: open.len(), mark });
                    }
                }
                None => strays.push(at),
            }
        }
    }
    strays.extend(open.into_iter().map(|(at, _)| at));
    strays.sort_unstable();
    pairs.sort_unstable_by_key(|pair| pair.open);
    (pairs, strays)
}

/// Sentences: up to and including 。！？ or …… and the closing marks after them.
pub fn sentences(chars: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(&c) = chars.get(at) {
        at += 1;
        if is_ideograph(c) || !is_end(c) {
            continue;
        }
        while chars.get(at).is_some_and(|&c| is_end(c) || is_close(c)) {
            at += 1;
        }
        ranges.push(start..at);
        start = at;
    }
    if start < chars.len() {
        ranges.push(start..chars.len());
    }
    ranges
}

/// Clauses: the stretches between stops other than 、, outside round brackets.
pub fn clauses(chars: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, &c) in chars.iter().enumerate() {
        if is_ideograph(c) {
            continue;
        }
        match c {
            '（' | '(' | '〔' | '《' => depth += 1,
            '）' | ')' | '〕' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // An unclosed bracket must not swallow the rest of the text.
        if is_end(c) {
            depth = 0;
        }
        if matches!(c, '，' | '；' | '：' | '。' | '？' | '！' | '…' | ',' | ';')
            && depth == 0
            && !(c == ',' && chars.get(at + 1).is_some_and(char::is_ascii_digit))
        {
            if start < at {
                ranges.push(start..at);
            }
            start = at + 1;
        }
    }
    if start < chars.len() {
        ranges.push(start..chars.len());
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(chars: &[char], ranges: &[Range<usize>]) -> Vec<String> {
        ranges.iter().map(|range| chars[range.clone()].iter().collect()).collect()
    }

    #[test]
    fn sentences_keep_their_closing_marks() {
        let chars: Vec<char> = "他说：“好。”走了！余下".chars().collect();
        assert_eq!(text(&chars, &sentences(&chars)), ["他说：“好。”", "走了！", "余下"]);
        let chars: Vec<char> = "甲、乙（丙，丁），戊1,000；己".chars().collect();
        assert_eq!(text(&chars, &clauses(&chars)), ["甲、乙（丙，丁）", "戊1,000", "己"]);
    }

    #[test]
    fn pairs_nest_and_strays_are_told() {
        let chars: Vec<char> = "《甲“乙”》（丙”".chars().collect();
        let (pairs, strays) = pair_up(&chars);
        assert_eq!(
            pairs.iter().map(|pair| (pair.open, pair.close, pair.depth)).collect::<Vec<_>>(),
            [(0, 5, 0), (2, 4, 1)]
        );
        assert_eq!(strays, [6, 8]);
    }
}
