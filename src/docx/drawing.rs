//! `w:drawing`: what charts and pictures have in common.

use super::Job;
use super::xml::{El, el};
use crate::base::Emu;

/// A run with a drawing in line with the text, alternative text and all.
pub(crate) fn inline(name: &str, alt: &str, width: Emu, height: Emu, graphic: El, job: &mut Job<'_>) -> El {
    let id = job.drawing_id();
    let graphic = el("a:graphic").at("xmlns:a", super::NS_A).with(graphic);
    let inline = el("wp:inline")
        .at("distT", 0)
        .at("distB", 0)
        .at("distL", 0)
        .at("distR", 0)
        .with(el("wp:extent").at("cx", width.0.max(1)).at("cy", height.0.max(1)))
        .with(el("wp:effectExtent").at("l", 0).at("t", 0).at("r", 0).at("b", 0))
        .with(el("wp:docPr").at("id", id).at("name", format!("{name} {id}")).at("descr", alt.to_owned()))
        .with(el("wp:cNvGraphicFramePr"))
        .with(graphic);
    el("w:r").with(el("w:drawing").with(inline))
}
