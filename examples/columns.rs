//! How the sample sets in narrow columns: `cargo run --release --example columns -- [TEXT] [EMS…]`.
//!
//! TEXT is a file of paragraphs, one a line. Prints, for each width, what the README's page on
//! typography quotes. With `--show` the lines themselves; `--taste OPEN WIDE UNLIKE STEP…` tries other
//! weights.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a command-line tool")]

use banxin::base::{Emu, Findings, Sources, files::MemoryFiles};
use banxin::fonts::Fonts;
use banxin::lines::{Body, Rules, Setter, Taste, Typefaces};
use banxin::style::{FontRole, Para, ParaStyle, Run, Sheet};
use std::sync::Arc;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments.iter().position(|argument| argument == "--show").map(|at| arguments.remove(at)).is_some();
    let weights: Vec<i64> = match arguments.iter().position(|argument| argument == "--taste") {
        Some(at) => arguments.split_off(at).iter().skip(1).filter_map(|weight| weight.parse().ok()).collect(),
        None => Vec::new(),
    };
    let file = arguments.first().cloned().unwrap_or_default();
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| format!("{file}: {error}"));
    let widths: Vec<i64> = arguments.iter().skip(1).filter_map(|width| width.parse().ok()).collect();
    let widths = if widths.is_empty() { vec![12, 14, 15, 20, 24, 28, 42] } else { widths };
    let (files, mut sources, mut findings) = (MemoryFiles::default(), Sources::default(), Findings::default());
    let Some(fonts) = Fonts::open(&files, &mut sources, &mut findings) else { return };
    let em = Emu(133_350);
    let style = ParaStyle { font: FontRole("song".into()), size: em, indent_first: 2000, ..ParaStyle::default() };
    let sheet = Sheet { paras: vec![style], ..Sheet::default() };
    let taste = match weights.as_slice() {
        [latin, open, wide, unlike, steps @ ..] => Taste {
            latin: *latin,
            space: 10,
            open: *open,
            wide: *wide,
            unlike: *unlike,
            steps: steps.try_into().unwrap_or(Taste::default().steps),
        },
        _ => Taste::default(),
    };
    let rules = Rules { taste, ..Rules::default() };
    let setter = Setter::with(&sheet, Arc::new(Typefaces::new(&fonts)), rules);
    println!(
        "ems lines  >50  max  p95 mean | squeezed>60% steps(-2..-7) | runts overfull | contrast p95 | hole p95 max"
    );
    for width in widths {
        let (mut lines, mut stretches, mut contrasts, mut holes) = (0, Vec::new(), Vec::new(), Vec::new());
        let (mut runts, mut overfull, mut steps) = (0, 0, [0u32; 8]);
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            let run = Run { range: 0..paragraph.len() as u32, ..Run::default() };
            let para = Para { text: paragraph.into(), runs: vec![run], ..Para::default() };
            let set = setter.prepare(&para).set_with_bodies(em * width);
            let mut before: Option<i32> = None;
            for (index, (line, bodies)) in set.iter().enumerate() {
                lines += 1;
                let text = paragraph.get(line.range.start as usize..line.range.end as usize).unwrap_or_default();
                let hole = hole(paragraph, bodies, em);
                if show {
                    println!(
                        "{:4} {:4} {} {:>5}  {text}",
                        line.fit.stretch,
                        hole,
                        line.fit.step,
                        (line.end - em * width).0
                    );
                }
                overfull += u32::from(line.fit.overfull.0 > 0);
                if line.fit.last {
                    let letters = text.chars().filter(|c| !"，。、；：？！”“‘’（）《》".contains(*c)).count();
                    runts += u32::from(index > 0 && letters < 2);
                    continue;
                }
                holes.push(hole);
                stretches.push(line.fit.stretch);
                if line.fit.stretch == 0
                    && let Some(slot) = steps.get_mut(usize::from(line.fit.step))
                {
                    *slot += 1;
                }
                if let Some(before) = before {
                    contrasts.push((line.fit.stretch - before).abs());
                }
                before = Some(line.fit.stretch);
            }
        }
        stretches.sort_unstable();
        holes.sort_unstable();
        contrasts.sort_unstable();
        let at = |list: &[i32], part: usize| {
            list.get((list.len() * part / 100).min(list.len().saturating_sub(1))).copied().unwrap_or(0)
        };
        let over = stretches.iter().filter(|stretch| **stretch > 50).count();
        let mean = stretches.iter().sum::<i32>() / stretches.len().max(1) as i32;
        println!(
            "{width:3} {lines:5} {over:4} {:4} {:4} {mean:4} | {:?} | {runts} {overfull} | {:4} | {:4} {:4}",
            at(&stretches, 100),
            at(&stretches, 95),
            steps,
            at(&contrasts, 95),
            at(&holes, 95),
            at(&holes, 100),
        );
    }
}

/// The widest gap of a line beyond natural (a quarter em of Han and Latin), 1/1000 em, as the peers'
/// judge counts it.
fn hole(text: &str, bodies: &[Body], em: Emu) -> i32 {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    let mut widest = 0;
    for pair in bodies.windows(2) {
        let [before, body] = pair else { continue };
        let (left, right) = text.split_at_checked(body.text as usize).unwrap_or_default();
        let (Some(one), Some(other)) = (left.chars().next_back(), right.chars().next()) else { continue };
        if one.is_ascii() && other.is_ascii() {
            continue;
        }
        let natural = if one.is_ascii() && han(other) || han(one) && other.is_ascii() { 250 } else { 0 };
        let gap = (body.x - before.x - before.width).0 * 1000 / em.0.max(1);
        widest = widest.max(gap as i32 - natural);
    }
    widest
}
