//! Pictures from files: read, measured, put to the measure.

use super::{Lowering, prose::Setting};
use crate::base::diag::Words;
use crate::base::{Emu, FileError, Finding, Severity, Spanned};
use crate::content::{Block, Picture as Source};
use crate::say;
use crate::style::pixels::{self, Pixels};
use crate::style::units::{Measure, measure};
use crate::style::{Across, CharKey, NodeKind, Para, ParaRole, Picture, StyleKey};
use std::sync::Arc;

/// Coarsest raster that still prints clean in a newspaper; books and bulletins want 300.
const COARSEST_DPI: i64 = 150;

/// Most pixels: an A3 page at 600 dpi. Beyond it a picture is a mistake, or an attack.
const MOST_PIXELS: u64 = 70_000_000;

/// A picture over its columns, caption and credit under it. What cannot be read is a finding and no node.
pub fn lower(block: &Block, source: &Source, to: &mut Lowering<'_>) {
    let Some((data, pixels)) = read(&source.path, to) else { return };
    let across = match source.across {
        0 => Across::All,
        1 => Across::One,
        columns => Across::Columns(columns),
    };
    let page = &to.sheet.page;
    let room = match across {
        Across::One => page.column_width,
        Across::Columns(columns) => page.width(columns),
        Across::All => page.width(page.columns),
    };
    let width = source.width.as_ref().and_then(|word| asked(word, room, to)).unwrap_or(room);
    let (across_pixels, down) = pixels.shape();
    let height = width.scale(i64::from(down), i64::from(across_pixels));
    check_resolution(&source.path, pixels, width, to);
    let alt = source.alt.as_ref().or(source.caption.as_ref());
    let picture = Picture {
        data,
        path: source.path.value.clone(),
        width,
        height,
        alt: alt.map_or_else(String::new, |text| to.prose(text).text.to_string()),
        caption: caption(source, to),
    };
    let flow = to.sheet.blocks.around(across, true);
    to.push_with(&block.id, block.span, flow, NodeKind::Picture(Box::new(picture)));
}

/// 图题, and after an em who took it, in 楷体.
fn caption(source: &Source, to: &mut Lowering<'_>) -> Option<Para> {
    let caption = source.caption.as_ref().map(|text| to.prose(text));
    let credit = source.credit.as_ref().map(|text| to.prose(text));
    let mut setting = Setting::new(ParaRole::Caption, StyleKey::FigureCaption, to);
    match (caption, credit) {
        (None, None) => return None,
        (Some(caption), None) => setting = setting.prose(caption, None),
        (None, Some(credit)) => setting = setting.prose(credit, Some(CharKey::Kai.id())),
        (Some(caption), Some(credit)) => {
            setting = setting.prose(caption, None).plain("\u{3000}", source.path.span, None);
            setting = setting.prose(credit, Some(CharKey::Kai.id()));
        }
    }
    Some(setting.done())
}

/// The width that the author asked for: a length, or a share of the measure.
fn asked(word: &Spanned<String>, room: Emu, to: &mut Lowering<'_>) -> Option<Emu> {
    let written = word.value.trim();
    let share = written.strip_suffix('%').and_then(|number| number.trim().parse::<u16>().ok());
    let width = match share {
        Some(percent @ 1..=100) => Ok(room.scale(i64::from(percent), 100)),
        Some(_) => Err(say!("写 1% 到 100%", "write 1% to 100%")),
        None => measure(written).map(|measure| match measure {
            Measure::Fixed(length) => length,
            Measure::Ems(thousandths) => to.sheet.page.em.scale(i64::from(thousandths), 1000),
            Measure::Lines(thousandths) => to.sheet.page.pitch.scale(i64::from(thousandths), 1000),
        }),
    };
    match width {
        Ok(width) if width > Emu::ZERO => Some(width),
        Ok(_) => refuse(word, say!("写大于零的宽度", "write a width greater than zero"), to),
        Err(help) => refuse(word, help, to),
    }
}

fn refuse(word: &Spanned<String>, help: Words, to: &mut Lowering<'_>) -> Option<Emu> {
    let written = &word.value;
    let message = say!("看不懂的宽度 {written}", "not a width: {written}");
    to.faults.push(Finding::input("L03", word.span, message).help(help));
    None
}

fn read(path: &Spanned<String>, to: &mut Lowering<'_>) -> Option<(Arc<[u8]>, Pixels)> {
    let (name, span) = (&path.value, path.span);
    match to.files.read(name) {
        Ok(bytes) => match pixels::of(&bytes) {
            Some(Pixels::Raster(across, down)) if u64::from(across) * u64::from(down) > MOST_PIXELS => {
                let message = say!(
                    "图片 {name} 有 {across}×{down} 像素，太大",
                    "picture {name} has {across} by {down} pixels, too many"
                );
                let help = say!("按印刷尺寸和 300 dpi 存小", "save it at its printed size and 300 dpi");
                to.faults.push(Finding::resource("L23", Some(span), message).help(help));
                None
            }
            Some(_) if !pixels::whole(&bytes) => {
                let message = say!("图片 {name} 已损坏或不完整", "picture {name} is damaged or cut off");
                let help = say!("重新导出或重新拷贝一份", "export or copy it again");
                to.faults.push(Finding::resource("L24", Some(span), message).help(help));
                None
            }
            Some(pixels) => Some((Arc::from(&*bytes), pixels)),
            None => {
                let message = say!("{name} 不是 PNG、JPEG 或 SVG 图片", "{name} is not a PNG, JPEG or SVG picture");
                let help = say!("转成 PNG 或 JPEG", "convert it to PNG or JPEG");
                to.faults.push(Finding::resource("L21", Some(span), message).help(help));
                None
            }
        },
        Err(error) => {
            to.faults.push(match error {
                FileError::Missing => {
                    Finding::resource("L20", Some(span), say!("找不到图片 {name}", "picture {name} is missing"))
                        .help(say!("路径从源文件所在目录算起", "the path is relative to the source"))
                }
                FileError::Outside => Finding::resource(
                    "L20",
                    Some(span),
                    say!("图片 {name} 在源目录之外", "picture {name} lies outside the source's folder"),
                )
                .help(say!("把它拷到源文件旁边", "copy it beside the source")),
                FileError::TooLarge { limit } => {
                    let megabytes = limit >> 20;
                    let message =
                        say!("图片 {name} 超过 {megabytes} MB", "picture {name} is larger than {megabytes} MB");
                    let help = say!("按印刷尺寸和 300 dpi 存小", "save it at its printed size and 300 dpi");
                    Finding::resource("L20", Some(span), message).help(help)
                }
                FileError::Io(words) => Finding::io(
                    "L20",
                    Some(span),
                    say!("读不了图片 {name}：{words}", "cannot read picture {name}: {words}"),
                ),
            });
            None
        }
    }
}

fn check_resolution(path: &Spanned<String>, pixels: Pixels, width: Emu, to: &mut Lowering<'_>) {
    let Pixels::Raster(across, _) = pixels else { return };
    let dpi = i64::from(across) * 72 * Emu::PER_PT / width.0.max(1);
    if dpi < COARSEST_DPI {
        let millimetres = i64::from(across) * 254 / (COARSEST_DPI * 10);
        to.faults.push(
            Finding::check(
                "L22",
                Severity::Warning,
                path.span,
                say!("图片按这个尺寸只有 {dpi} dpi", "the picture has only {dpi} dpi at this size"),
            )
            .help(say!(
                "换大图，或把宽度减到 {millimetres}mm 以下",
                "use a larger picture, or a width of at most {millimetres}mm"
            )),
        );
    }
}
