//! Pictures: the file as it is, once for each content, with alternative text.

use super::body;
use super::package::{Package, kind};
use super::xml::{El, el, val};
use super::{Job, drawing};
use crate::style::{Flow, Picture};
use std::sync::Arc;

/// Files of pictures, each once.
#[derive(Default)]
pub(crate) struct Media {
    files: Vec<(Arc<[u8]>, Format, String)>,
}

/// Formats that Word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Png,
    Jpeg,
    Svg,
}

impl Format {
    fn of(data: &[u8]) -> Option<Format> {
        if data.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Format::Png)
        } else if data.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Format::Jpeg)
        } else {
            let head = data.get(..data.len().min(1024)).unwrap_or_default();
            String::from_utf8_lossy(head).contains("<svg").then_some(Format::Svg)
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpeg",
            Format::Svg => "svg",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Svg => "image/svg+xml",
        }
    }
}

/// The picture in a paragraph, its caption below.
pub(crate) fn elements(picture: &Picture, flow: &Flow, block: &str, job: &mut Job<'_>) -> Vec<El> {
    let mut out = Vec::new();
    if let Some(blip) = blip(picture, job) {
        let run = drawing::inline("图片", &picture.alt, picture.width, picture.height, graphic(picture, blip), job);
        let mut figure = el("w:p").with(el("w:pPr").with(val("w:pStyle", "Figure"))).with(run);
        body::room(&mut figure, flow.before, 0, None, job);
        out.push(figure);
    }
    if let Some(para) = &picture.caption {
        let mut caption = body::caption(para, block, false, job);
        body::room(&mut caption, 0, flow.after, Some(para), job);
        out.push(caption);
    }
    out
}

/// What fills the picture's frame. A drawing goes in twice: its pixels, which every Word shows, and
/// as an extension of them the SVG, which newer ones draw ([MS-ODRAWXML] 2.3.1.10, `svgBlip`).
fn blip(picture: &Picture, job: &mut Job<'_>) -> Option<El> {
    let format = Format::of(&picture.data)?;
    let pixels = (format == Format::Svg).then(|| job.pictures.png(&picture.data).map(Arc::clone)).flatten();
    let own = embed(&picture.data, format, job);
    let Some(pixels) = pixels else { return Some(el("a:blip").at("r:embed", own)) };
    let ns = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    let svg = el("asvg:svgBlip").at("xmlns:asvg", ns).at("r:embed", own);
    let extension = el("a:ext").at("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").with(svg);
    let id = embed(&pixels, Format::Png, job);
    Some(el("a:blip").at("r:embed", id).with(el("a:extLst").with(extension)))
}

/// The relationship of a picture's file.
fn embed(data: &Arc<[u8]>, format: Format, job: &mut Job<'_>) -> String {
    if let Some((_, _, id)) = job.media.files.iter().find(|(known, _, _)| known == data) {
        return id.clone();
    }
    let number = job.media.files.len() + 1;
    let id = job.relations.add(kind::IMAGE, format!("media/image{number}.{}", format.extension()));
    job.media.files.push((Arc::clone(data), format, id.clone()));
    id
}

fn graphic(picture: &Picture, blip: El) -> El {
    let ns = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let name = picture.path.rsplit('/').next().unwrap_or("").to_owned();
    let about = el("pic:nvPicPr")
        .with(el("pic:cNvPr").at("id", 0).at("name", name))
        .with(el("pic:cNvPicPr").with(el("a:picLocks").at("noChangeAspect", 1)));
    let fill = el("pic:blipFill").with(blip).with(el("a:stretch").with(el("a:fillRect")));
    let shape = el("pic:spPr")
        .with(
            el("a:xfrm")
                .with(el("a:off").at("x", 0).at("y", 0))
                .with(el("a:ext").at("cx", picture.width.0.max(1)).at("cy", picture.height.0.max(1))),
        )
        .with(el("a:prstGeom").at("prst", "rect").with(el("a:avLst")));
    el("a:graphicData").at("uri", ns).with(el("pic:pic").at("xmlns:pic", ns).with(about).with(fill).with(shape))
}

/// Adds the files.
pub(crate) fn add(job: &mut Job<'_>, package: &mut Package) {
    for (number, (data, format, _)) in (1_u32..).zip(std::mem::take(&mut job.media.files)) {
        let name = format!("word/media/image{number}.{}", format.extension());
        package.file(name, format.extension(), format.mime(), data.to_vec());
    }
}
