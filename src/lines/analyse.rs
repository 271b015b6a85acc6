//! Characters → items: classes, breaks, units. No fonts.

use super::class::Class;
use super::rules::{Breaks, Hyphens, Rules};
use super::uax14::Uax14;
use super::{hyphen, number};
use crate::style::Kinsoku;

const SOFT_HYPHEN: char = '\u{AD}';

/// What is known of an item without fonts: one square of Chinese text, or a stretch of Latin
/// that breaks nowhere inside, or a space.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Piece {
    /// First byte of the text.
    pub(crate) text: u32,
    /// Index of the paragraph's run.
    pub(crate) run: u32,
    /// First character.
    pub(crate) first: char,
    /// Last character.
    pub(crate) last: char,
    /// Class.
    pub(crate) class: Class,
    /// Whether a line may begin with it.
    pub(crate) breaks: bool,
    /// How it hangs on the piece before it.
    pub(crate) joint: Joint,
    /// Where it does not break freely: by how much a line must open, all its gaps together, in tenths of an em, for
    /// the next to begin with it all the same; 0 for never.
    pub(crate) loath: u8,
}

/// How a piece of Latin hangs on the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Joint {
    /// It does not: a word of its own.
    #[default]
    None,
    /// The same word: a hyphen shows when a line ends before this piece.
    Hyphen,
    /// The same word, without a hyphen.
    Bare,
}

/// The pieces of a text whose runs begin at `runs` (byte offsets, ascending).
pub(crate) fn analyse(text: &str, runs: &[u32], rules: &Rules) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 3 + 1);
    let mut uax = Uax14::new(text, rules.breaks);
    let mut run = 0u32;
    let mut latin_only = LatinText::new(text);
    let clreq = matches!(rules.breaks, Breaks::Clreq(_));
    let mut at = 0;
    while at < text.len() {
        let mut new_run = false;
        while runs.get(run as usize + 1).is_some_and(|start| *start <= at as u32) {
            run += 1;
            new_run = true;
        }
        // What most text is made of: an ideograph after an ideograph or a closing mark.
        if clreq
            && let Some(before) = pieces.last()
            && matches!(before.class, Class::Han | Class::Comma | Class::Stop | Class::Close)
        {
            let end = runs.get(run as usize + 1).map_or(text.len(), |end| (*end as usize).min(text.len()));
            let begin = at;
            while at < end
                && let Some(c) = ideograph(text.as_bytes(), at)
            {
                let class = Class::Han;
                let text = at as u32;
                pieces.push(Piece { text, run, first: c, last: c, class, breaks: true, ..Piece::default() });
                at += 3;
            }
            if at > begin {
                continue;
            }
        }
        let mut chars = text.get(at..).unwrap_or_default().chars();
        let Some(c) = chars.next() else { break };
        let (offset, here) = (at as u32, at);
        at += c.len_utf8();
        let next = chars.next();
        let mut class = Class::of(c);
        if ambiguous(c) && latin_only.at(here, c) {
            class = Class::Latin;
        }
        let before = pieces.last().copied();
        let mut joint = Joint::None;
        // A solidus between ideographs is theirs.
        let square = |c: char| Class::of(c).is_square();
        if c == '/' && before.is_some_and(|before| before.class.is_square()) && next.is_some_and(square) {
            class = Class::Solidus;
        }
        if let Some(before) = before {
            // A pair of — or … is one mark (CLREQ 3.1.6.3); a third begins another pair.
            let doubles = matches!(c, '—' | '…' | '⋯') && class != Class::Latin && before.last == c && !new_run;
            if doubles && pieces.last().is_some_and(|piece| offset - piece.text == c.len_utf8() as u32) {
                if let Some(piece) = pieces.last_mut() {
                    piece.class = if c == '—' { Class::Dash } else { Class::Ellipsis };
                }
                continue;
            }
            if attaches(c) && before.class != Class::Newline {
                continue;
            }
            let joins = class == Class::Latin && before.class == Class::Latin && !new_run;
            let soft = before.last == SOFT_HYPHEN;
            let stays =
                soft && rules.hyphens == Hyphens::Nowhere || before.last == '/' && solidus_stays(text, here, rules);
            if joins && (stays || !uax.breaks(here, before.last, c)) {
                if let Some(piece) = pieces.last_mut() {
                    piece.last = c;
                }
                continue;
            }
            if joins && soft {
                joint = Joint::Hyphen;
            }
        }
        let breaks = before.is_some_and(|before| may_break(before, class, c, here, next, rules, &mut uax));
        pieces.push(Piece { text: offset, run, first: c, last: c, class, breaks, joint, loath: 0 });
    }
    if let Breaks::Clreq(_) = rules.breaks {
        number::join(text, &mut pieces);
    }
    if rules.anywhere {
        hyphen::split(text, &mut pieces, hyphen::characters);
    } else if rules.hyphens == Hyphens::English {
        hyphen::split(text, &mut pieces, hyphen::syllables);
    }
    pieces
}

/// The ideograph of the basic block (U+4E00 to U+9FFF) that begins at this byte, if one does.
#[inline]
fn ideograph(text: &[u8], at: usize) -> Option<char> {
    let [one @ 0xE4..=0xE9, two, three] = *text.get(at..at + 3)? else { return None };
    let code = u32::from(one & 0x0F) << 12 | u32::from(two & 0x3F) << 6 | u32::from(three & 0x3F);
    char::from_u32(code).filter(|c| *c >= '\u{4E00}')
}

/// Whether the solidus before byte `at`, inside Latin, ends no line: as in km/h and and/or (GB/T 15834 5.1.9). An
/// address breaks there.
fn solidus_stays(text: &str, at: usize, rules: &Rules) -> bool {
    let Breaks::Clreq(level) = rules.breaks else { return false };
    let word = |c: char| c.is_ascii() && !c.is_whitespace();
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let start = before.char_indices().rev().take_while(|(_, c)| word(*c)).last().map_or(at, |(start, _)| start);
    let address = before.get(start..).unwrap_or_default();
    let long = address.len() + after.chars().take_while(|c| word(*c)).count();
    Class::Solidus.no_end(level) && long <= LONGEST_WITH_SOLIDUS && !address.contains("//")
}

/// Words with a solidus that are longer than this, in characters, are addresses and paths, which break after it.
const LONGEST_WITH_SOLIDUS: usize = 24;

/// Whether a line may break between an item and the one that begins with `c`.
fn may_break(
    before: Piece,
    class: Class,
    c: char,
    at: usize,
    next: Option<char>,
    rules: &Rules,
    uax: &mut Uax14,
) -> bool {
    if before.class == Class::Newline {
        return true;
    }
    let level = match rules.breaks {
        Breaks::Css(..) => return uax.breaks(at, before.last, c),
        Breaks::Clreq(level) => level,
    };
    if matches!(class, Class::Space | Class::Tab | Class::Newline) {
        return false;
    }
    // A pair is known by its second character only when it comes.
    let class = match (class, next) {
        (Class::Connector, Some('—')) if c == '—' => Class::Dash,
        (Class::Han, _) if never_starts(c) && level != Kinsoku::None => return false,
        _ => class,
    };
    if class.no_start(level) || before.class.no_end(level) {
        return false;
    }
    match (before.class, class) {
        (Class::Latin, Class::Latin) => uax.breaks(at, before.last, c),
        (Class::Latin, _) if !before.last.is_alphanumeric() => class == Class::Open || uax.breaks(at, before.last, c),
        (_, Class::Latin) if !c.is_alphanumeric() => {
            level == Kinsoku::None
                || matches!(before.class, Class::Close | Class::Comma | Class::Stop | Class::Space)
                || uax.breaks(at, before.last, c)
        }
        _ => true,
    }
}

/// Marks of Chinese text that are neither stops nor brackets but close a word.
fn never_starts(c: char) -> bool {
    matches!(c, '％' | '‰' | '℃' | '℉' | '゛' | '゜' | 'ー' | '々' | '〻' | '﹏' | '＿' | '﹚' | '﹜' | '﹞')
}

/// Marks that Latin and Chinese share.
fn ambiguous(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '–' | '·' | '•' | '‧')
}

/// Combining marks, joiners and variation selectors stay with what they follow.
pub(crate) fn attaches(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{20D0}'..='\u{20FF}' | '\u{E0100}'..='\u{E01EF}'
        | '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}')
}

/// Whether a shared mark stands inside Latin text: letters or figures on both sides.
struct LatinText<'t> {
    text: &'t str,
    /// Whether the paragraph has no Chinese at all.
    all: Option<bool>,
}

impl<'t> LatinText<'t> {
    fn new(text: &'t str) -> LatinText<'t> {
        LatinText { text, all: None }
    }

    fn at(&mut self, at: usize, c: char) -> bool {
        let text = self.text;
        let shared = |other: &char| !ambiguous(*other) && *other != ' ';
        let near = |other: Option<char>| other.map(|other| Class::of(other) == Class::Latin);
        let before = near(text.get(..at).and_then(|part| part.chars().rev().take(8).find(shared)));
        let after = near(text.get(at + c.len_utf8()..).and_then(|part| part.chars().take(8).find(shared)));
        let all = match (before, after) {
            (Some(true), Some(true)) => !matches!(c, '·' | '—' | '–') || self.letters_both_sides(at, c),
            // Nothing but marks: a cell that holds —— or …… is Chinese.
            (None, None) => false,
            (Some(true), None) | (None, Some(true)) => {
                *self.all.get_or_insert_with(|| text.chars().all(|c| ambiguous(c) || !Class::of(c).is_square()))
            }
            (Some(false), _) | (_, Some(false)) => false,
        };
        all && (c != '·' || self.letters_both_sides(at, c))
    }

    /// 3·15 and 5—10 are Chinese; a dash between words is not.
    fn letters_both_sides(&self, at: usize, c: char) -> bool {
        let before = self.text.get(..at).and_then(|part| part.chars().next_back());
        let after = self.text.get(at + c.len_utf8()..).and_then(|part| part.chars().next());
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '%');
        !(figure(before) && figure(after))
    }
}
