//! Marks on text: 着重号, 专名号, 书名号甲式 (CLREQ 3.5) and ruby (CLREQ 3.3), drawn beside a set line.

use super::emphasis::takes_dot;
use super::justify::{Body, Setting};
use super::line::Adornment;
use super::packed::Row;
use super::ruby::Part;
use super::shape::{Item, Look};
use crate::base::{Emu, Paint, PathOp, Point, Shape, Stroke};

/// What the marks of one run ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// 着重号.
    pub(crate) dot: bool,
    /// 专名号.
    pub(crate) name: bool,
    /// 书名号甲式.
    pub(crate) book: bool,
    /// 示亡号.
    pub(crate) late: bool,
}

// Distances below the baseline in 1/1000 em. The square ends 120 below it; the line gap (half an
// em at least) holds the lines first and the dots under them.
const LINE: i64 = 190;
const DOT: i64 = 270;
const DOT_UNDER_LINE: i64 = 340;
const DOT_RADIUS: i64 = 70;
const LINE_WIDTH: i64 = 45;
/// Neighbouring names stay apart: each line is drawn in by this much at both ends (CLREQ 3.5.2).
const INSET: i64 = 60;
/// 示亡号 stands clear of the squares it encloses by so much.
const FRAME_CLEAR: i64 = 40;
/// Top and foot of an ideograph's square, over and under the baseline.
const SQUARE_TOP: i64 = 880;
const SQUARE_FOOT: i64 = 120;
/// Half a wave of 书名号甲式: its length and height.
const WAVE: i64 = 125;
const WAVE_HEIGHT: i64 = 55;

/// Draws what the marks of the runs ask for on one set line.
pub(super) fn adorn(
    line: &mut Row,
    setting: &Setting<'_>,
    bodies: &[Body],
    first: usize,
    asked: &[Asked],
    parts: &[Part],
) {
    let items = setting.items.get(first..first + bodies.len()).unwrap_or_default();
    let mut at = 0;
    while let (Some(item), Some(body)) = (items.get(at), bodies.get(at)) {
        let run = item.run;
        let mut end = at + 1;
        while items.get(end).is_some_and(|next| next.run == run) {
            end += 1;
        }
        if let (Some(asked), Some(look)) = (asked.get(run as usize), setting.looks.get(run as usize)) {
            let last = bodies.get(end - 1).unwrap_or(body);
            let (from, to) = (body.x.0, last.x.0 + last.width.0);
            if asked.name {
                line.adornments.push(Adornment::Shape(rule(from, to, look)));
            }
            if asked.book {
                line.adornments.push(Adornment::Shape(wave(from, to, look)));
            }
            if asked.late {
                line.adornments.push(Adornment::Shape(frame(from, to, look)));
            }
            if asked.dot {
                let under = asked.name || asked.book;
                dots(
                    line,
                    setting,
                    items.get(at..end).unwrap_or_default(),
                    bodies.get(at..end).unwrap_or_default(),
                    look,
                    under,
                );
            }
        }
        at = end;
    }
    let edges = [line.start.0, line.end.0];
    for part in parts.iter().filter(|part| (first..first + bodies.len()).contains(&part.items.start)) {
        let from = bodies.get(part.items.start - first);
        let to = bodies.get((part.items.end - 1).min(first + bodies.len() - 1) - first);
        let run = items.get(part.items.start - first).map_or(0, |item| item.run);
        if let (Some(from), Some(to)) = (from, to) {
            part.set(run, from.x.0, to.x.0 + to.width.0, edges, &mut line.adornments);
        }
    }
}

fn part(look: &Look, thousandths: i64) -> i64 {
    i64::from(look.em) * thousandths / 1000
}

/// A dot under each character that takes one, in the middle of its body (CLREQ 3.5.1).
fn dots(line: &mut Row, setting: &Setting<'_>, items: &[Item], bodies: &[Body], look: &Look, under: bool) {
    let y = part(look, if under { DOT_UNDER_LINE } else { DOT });
    for (item, body) in items.iter().zip(bodies) {
        let next = items.iter().find(|next| next.text > item.text).map(|next| next.text as usize);
        let end = next.or_else(|| line.range.end.try_into().ok()).unwrap_or(setting.text.len());
        let text = setting.text.get(item.text as usize..end).unwrap_or_default();
        let count = text.chars().filter(|c| !c.is_whitespace()).count().max(1) as i64;
        // A word's letters share its body; a square has one.
        for (index, c) in text.chars().filter(|c| !c.is_whitespace()).enumerate() {
            if takes_dot(c) {
                let x = body.x.0 + body.width.0 * (2 * index as i64 + 1) / (2 * count);
                let path = circle(x, y, part(look, DOT_RADIUS)).to_vec();
                let paint = Paint { fill: Some(look.colour.clone()), stroke: None };
                line.adornments.push(Adornment::Shape(Shape { path, paint }));
            }
            if item.letters <= 1 && count > 1 && c.len_utf8() > 2 {
                break;
            }
        }
    }
}

fn at(x: i64, y: i64) -> Point {
    Point::new(Emu(x), Emu(y))
}

/// A circle of four cubic arcs.
pub(super) fn circle(x: i64, y: i64, r: i64) -> [PathOp; 6] {
    // 0.5523: the handle that keeps a cubic nearest to a quarter of a circle.
    let k = r * 5523 / 10000;
    [
        PathOp::Move(at(x + r, y)),
        PathOp::Curve(at(x + r, y + k), at(x + k, y + r), at(x, y + r)),
        PathOp::Curve(at(x - k, y + r), at(x - r, y + k), at(x - r, y)),
        PathOp::Curve(at(x - r, y - k), at(x - k, y - r), at(x, y - r)),
        PathOp::Curve(at(x + k, y - r), at(x + r, y - k), at(x + r, y)),
        PathOp::Close,
    ]
}

/// A straight line under a proper name; it grows with the letter-spacing (CLREQ 3.5.2).
fn rule(from: i64, to: i64, look: &Look) -> Shape {
    let (inset, y) = (part(look, INSET), part(look, LINE));
    Shape::rule(
        at(from + inset, y),
        at((to - inset).max(from + inset), y),
        Emu(part(look, LINE_WIDTH)),
        look.colour.clone(),
    )
}

/// 示亡号: a frame round the name of one who has died.
fn frame(from: i64, to: i64, look: &Look) -> Shape {
    let clear = part(look, FRAME_CLEAR);
    let (left, right) = (from - clear, to + clear);
    let (top, foot) = (-part(look, SQUARE_TOP) - clear, part(look, SQUARE_FOOT) + clear);
    let path = vec![
        PathOp::Move(at(left, top)),
        PathOp::Line(at(right, top)),
        PathOp::Line(at(right, foot)),
        PathOp::Line(at(left, foot)),
        PathOp::Close,
    ];
    let stroke = Stroke { width: Emu(part(look, LINE_WIDTH)), colour: look.colour.clone(), dash: Vec::new() };
    Shape { path, paint: Paint { fill: None, stroke: Some(stroke) } }
}

/// A wave under a title, of whole half waves, so that it ends on its axis.
fn wave(from: i64, to: i64, look: &Look) -> Shape {
    let (from, to) = (from + part(look, INSET), to - part(look, INSET));
    let (y, rise) = (part(look, LINE), part(look, WAVE_HEIGHT));
    let halves = ((to - from) / part(look, WAVE).max(1)).max(2);
    let mut path = vec![PathOp::Move(at(from, y))];
    for half in 0..halves {
        let x0 = from + (to - from) * half / halves;
        let x1 = from + (to - from) * (half + 1) / halves;
        let third = (x1 - x0) * 36 / 100;
        let dy = if half % 2 == 0 { -rise } else { rise };
        path.push(PathOp::Curve(at(x0 + third, y + dy), at(x1 - third, y + dy), at(x1, y)));
    }
    let stroke = Stroke { width: Emu(part(look, LINE_WIDTH)), colour: look.colour.clone(), dash: Vec::new() };
    Shape { path, paint: Paint { fill: None, stroke: Some(stroke) } }
}
