//! Heads spaced by letters: short ones even to a measure of their own (均排), long ones tighter or wider within the
//! limits of their style, so that they hold in a line or fill it (CLREQ 3.4.2: letter-spacing of heads).

use crate::base::Emu;
use crate::style::sense::width;
use crate::style::{Para, ParaStyle};

/// Spreads a head of two to four ideographs to the measure that its style has for such (目　录).
pub fn spread(para: &mut Para, style: &ParaStyle) {
    let count = para.text.chars().count() as i64;
    if style.habits.spread <= 0 || !(2..=4).contains(&count) || !para.text.chars().all(is_han) {
        return;
    }
    let measure = style.size.scale(i64::from(style.habits.spread), 1000);
    let gap = (measure - style.size * count).scale(1, count - 1);
    if gap > Emu::ZERO {
        space(para, gap);
    }
}

/// Whether a line holds in the measure, tightened as far as its style allows.
pub fn holds(line: &str, style: &ParaStyle, measure: Emu) -> bool {
    let gaps = line.chars().count().saturating_sub(1) as i64;
    let tighten = style.size.scale(i64::from(style.habits.tighten), 1000);
    tighten > Emu::ZERO
        && wide(line, style) + style.size.scale(i64::from(style.tracking), 1000) * gaps - tighten * gaps <= measure
}

/// How wide a line is at most, no glyph known: figures and letters may be wider than half an em, and stand off
/// from ideographs.
fn wide(line: &str, style: &ParaStyle) -> Emu {
    let narrow = |c: &char| c.is_ascii_graphic();
    let letters = line.chars().filter(narrow).count() as i64;
    let edges = line.chars().zip(line.chars().skip(1)).filter(|(a, b)| narrow(a) != narrow(b)).count() as i64;
    style.size.scale(i64::from(width(line)), 2) + style.size.scale(letters * 100 + edges * 250, 1000)
}

/// Tightens the lines of a head until they hold in the measure, or widens them to fill it, as far as its style allows.
/// All its lines take the same spacing. Widths are estimated from above: no glyph is known here.
pub fn fit(para: &mut Para, style: &ParaStyle, measure: Emu) {
    let (tighten, widen) = (style.habits.tighten, style.habits.widen);
    if tighten == 0 && widen == 0 {
        return;
    }
    let natural = style.size.scale(i64::from(style.tracking), 1000);
    let gap_of = |line: &str| {
        let gaps = line.chars().count() as i64 - 1;
        let wide = wide(line, style);
        // Rounded down, so that the line is never wider than its measure.
        (gaps > 0).then(|| Emu((measure - wide).0.div_euclid(gaps)))
    };
    let Some(gap) = para.text.split('\n').filter_map(gap_of).min() else { return };
    let limit = |thousandths: i32| style.size.scale(i64::from(thousandths), 1000);
    let wanted = gap.min(natural + limit(widen));
    if gap < natural && wanted >= natural - limit(tighten) || wanted > natural {
        space(para, wanted);
    }
}

/// Gives every character this space after it, but the last, which ends the line.
fn space(para: &mut Para, gap: Emu) {
    for run in &mut para.runs {
        run.tracking = Some(gap);
    }
    let last = para.text.char_indices().next_back().map_or(0, |(at, _)| at as u32);
    let Some(run) = para.runs.iter().rposition(|run| run.range.contains(&last)) else { return };
    let Some(whole) = para.runs.get_mut(run) else { return };
    let mut end = whole.clone();
    end.tracking = Some(Emu::ZERO);
    if whole.range.start == last {
        *whole = end;
        return;
    }
    end.range.start = last;
    whole.range.end = last;
    para.runs.insert(run + 1, end);
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{20000}'..='\u{323AF}')
}
