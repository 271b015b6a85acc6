//! What neighbours do to each other's widths: adjacent marks, the Han–Latin gap, letter-spacing.

use super::analyse::{Joint, Piece};
use super::class::Class;
use super::rules::{Breaks, Practice, Rules};
use super::shape::{Item, Look, cuts_pairs};
use unicode_properties::GeneralCategory::DecimalNumber;
use unicode_properties::UnicodeGeneralCategory;

/// Cuts the blanks of adjacent marks and opens the gaps between items.
pub(crate) fn space(pieces: &[Piece], items: &mut [Item], looks: &[Look], rules: &Rules) {
    let cut_pairs = cuts_pairs(rules.marks);
    // How many ！ and ？ stand in a row before this item.
    let mut repeated = 0;
    for at in 1..items.len() {
        let Some([before, item]) = items.get_mut(at - 1..=at) else { break };
        // What most text is made of: two squares of a run. Its letter-spacing alone stands between them.
        if before.class == Class::Han && item.class == Class::Han && before.run == item.run {
            item.gap = looks.get(before.run as usize).map_or(0, |look| look.tracking);
            item.opens = true;
            repeated = 0;
            continue;
        }
        let [Some(piece), Some(piece_before)] = [pieces.get(at), pieces.get(at - 1)] else { break };
        if cut_pairs {
            repeated = if asks(piece) && asks(piece_before) { repeated + 1 } else { 0 };
            let quote = rules.practice == Practice::Japan && matches!(piece_before.first, '’' | '”');
            pair(before, item, repeated, quote);
        }
        let script = looks.get(item.run as usize).is_some_and(|look| look.script);
        // The space after a character is its own run's to say.
        let tracking = looks.get(before.run as usize).map_or(0, |look| look.tracking);
        if script && before.run != item.run && before.class != Class::Newline {
            item.breaks = false;
        }
        if has_latin_gap(piece_before, piece, rules) && !script {
            item.latin_gap = (i64::from(before.em.min(item.em)) * i64::from(rules.latin_gap) / 1000) as i32;
        }
        // Letters inside a word are spaced already.
        let tracking = if piece.joint == Joint::None { tracking } else { 0 };
        item.gap = item.latin_gap + tracking;
        item.opens = opens(before.class, item.class) && !(script && before.run != item.run);
    }
    if rules.em_grid {
        fill_ems(items);
    }
}

/// CLREQ 3.2.1, grid alignment: each stretch of Latin with the gaps beside it is a whole number of
/// ems; no gap grows beyond half an em.
fn fill_ems(items: &mut [Item]) {
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if item.class != Class::Latin {
            at += 1;
            continue;
        }
        let em = item.em.max(1);
        let rest = items.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|item| matches!(item.class, Class::Latin | Class::Space)).count().max(1);
        let run = rest.get(..count).unwrap_or_default();
        let width: i32 =
            run.iter().enumerate().map(|(index, item)| item.width + if index == 0 { 0 } else { item.gap }).sum();
        let free = (em - width % em) % em;
        let before = item.latin_gap > 0;
        let after = rest.get(count).is_some_and(|item| item.latin_gap > 0);
        let (first, last) = match (before, after) {
            (true, true) => (free / 2, free - free / 2),
            (true, false) => (free.min(em / 2), 0),
            (false, true) => (0, free.min(em / 2)),
            (false, false) => (0, 0),
        };
        for (index, gap, has) in [(at, first, before), (at + count, last, after)] {
            if let Some(item) = items.get_mut(index).filter(|_| has) {
                item.gap += gap - item.latin_gap;
                item.latin_gap = gap;
            }
        }
        at += count;
    }
}

/// ！ or ？, which count as one sign when they stand together.
fn asks(piece: &Piece) -> bool {
    matches!(piece.first, '！' | '？')
}

/// CLREQ 3.1.6.1: of two marks side by side, one half em goes; the blank stays on the outer
/// side, so that brackets hug their content. GB/T 15834 5.1.2: two of ！？ take one em, three two.
fn pair(before: &mut Item, item: &mut Item, repeated: usize, quote: bool) {
    let cut_right = |item: &mut Item| {
        item.width -= item.right;
        item.right = 0;
    };
    let cut_left = |item: &mut Item| {
        item.width -= item.left;
        item.left = 0;
    };
    if repeated > 0 {
        if repeated % 2 == 1 {
            cut_right(before);
            cut_right(item);
        }
        return;
    }
    match (before.class, item.class) {
        // A stop in the middle of its square keeps its blanks.
        (
            Class::Close | Class::Comma | Class::Stop,
            Class::Close | Class::Comma | Class::Stop | Class::Interpunct | Class::IdeographicSpace,
        ) if before.left == 0 => cut_right(before),
        // Japanese closing quotes do not cut the bracket after them (CSS Text 4).
        (Class::Close, Class::Open) if quote => {}
        (
            Class::Open | Class::Close | Class::Comma | Class::Stop | Class::Interpunct | Class::IdeographicSpace,
            Class::Open,
        ) => cut_left(item),
        _ => {}
    }
}

/// CLREQ 3.2.1: a gap between ideographs and Latin letters or figures, none beside marks.
fn has_latin_gap(before: &Piece, piece: &Piece, rules: &Rules) -> bool {
    if rules.latin_gap == 0 || rules.upright {
        return false;
    }
    let clreq = matches!(rules.breaks, Breaks::Clreq(_));
    // CSS knows letters and decimal figures, CLREQ all that is read as a number.
    let numeral = |c: char| {
        if clreq { c.is_numeric() || matches!(c, '%' | '‰' | '°') } else { c.general_category() == DecimalNumber }
    };
    let letter = |c: char| c.is_alphabetic() || numeral(c);
    match (before.class, piece.class) {
        (Class::Han, Class::Latin) => is_ideograph(before.last) && letter(piece.first),
        (Class::Latin, Class::Han) => letter(before.last) && is_ideograph(piece.first),
        _ => false,
    }
}

/// What CSS Text 4 (§ 8.4) calls ideographs: Han, their strokes and iteration marks, and kana; not the signs,
/// figures in circles, full-width letters and Hangul that also stand in squares.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303B}' | '\u{31C0}'..='\u{31FF}' | '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}')
}

/// CLREQ 3.3.2.2: the last step of expansion opens all gaps equally, but not beside connectors
/// and solidi nor inside —— and …… (which are one item).
fn opens(before: Class, class: Class) -> bool {
    let held = |class| {
        matches!(class, Class::Connector | Class::ShortConnector | Class::Solidus | Class::Newline | Class::Tab)
    };
    !held(before) && !held(class) && (before.is_square() || class.is_square())
}
