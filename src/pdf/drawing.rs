//! Drawings (SVG) as form XObjects on the unit square, as an image is (ISO 32000-1, 8.10).

use super::Profile;
use super::colour::{self, Inks, Spots};
use super::file::File;
use super::number::{self, milli};
use super::ops::Ops;
use super::separate::Separation;
use crate::base::Emu;
use crate::pictures::{Outlines, Step};
use pdf_writer::{Name, Rect, Ref};
use std::collections::BTreeSet;

/// Writes a drawing; it is placed by the matrix that would place an image.
pub(super) fn write(drawing: &Outlines, file: &mut File, profile: Profile, separation: &mut Separation<'_>) -> Ref {
    let mut ops = Ops::new(0, milli(drawing.height));
    // Drawings know grey and RGB only: named inks are the layout's.
    let mut spots = Spots::default();
    let mut inks = Inks::default();
    let mut opacity = 1000;
    // Colour and opacity as they were when each clip began.
    let mut kept = Vec::new();
    for step in &drawing.steps {
        match step {
            Step::Fill { path, even_odd, colour, opacity: asked } => {
                if opacity != *asked {
                    opacity = *asked;
                    ops.raw(format!("/A{opacity}").as_bytes());
                    ops.op("gs");
                }
                inks.fill(&mut ops, colour::ink(colour, profile, &mut spots, separation));
                ops.path(path);
                ops.op(if *even_odd { "f*" } else { "f" });
            }
            Step::Clip { path, even_odd } => {
                kept.push((inks.clone(), opacity));
                ops.op("q");
                ops.path(path);
                ops.op(if *even_odd { "W* n" } else { "W n" });
            }
            Step::Restore => {
                ops.op("Q");
                (inks, opacity) = kept.pop().unwrap_or_default();
            }
        }
    }
    let id = file.id();
    let (width, height) = (points(drawing.width), points(drawing.height));
    let unit = |length: f32| if length > 0.0 { 1.0 / length } else { 1.0 };
    file.stream(id, &ops.out, |stream| {
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Form"));
        stream.pair(Name(b"BBox"), Rect::new(0.0, 0.0, width, height));
        stream.insert(Name(b"Matrix")).array().items([unit(width), 0.0, 0.0, unit(height), 0.0, 0.0]);
        let mut resources = stream.insert(Name(b"Resources")).dict();
        let clear = opacities(drawing);
        if !clear.is_empty() {
            let mut states = resources.insert(Name(b"ExtGState")).dict();
            for value in clear {
                let mut state = states.insert(Name(format!("A{value}").as_bytes())).dict();
                state.pair(Name(b"ca"), f32::from(value) / 1000.0);
            }
        }
    });
    id
}

/// Every opacity that is set, the full one too when any other is.
fn opacities(drawing: &Outlines) -> BTreeSet<u16> {
    let opacity = |step: &Step| match step {
        Step::Fill { opacity, .. } => Some(*opacity),
        Step::Clip { .. } | Step::Restore => None,
    };
    let mut found: BTreeSet<u16> = drawing.steps.iter().filter_map(opacity).collect();
    if found.iter().all(|value| *value == 1000) {
        found.clear();
    }
    found
}

fn points(length: Emu) -> f32 {
    number::milli(length) as f32 / 1000.0
}
