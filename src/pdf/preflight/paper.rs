//! Ink and paper: colours, rules, pictures, and what stands near or beyond the trim.

use super::{Inspection, node_of};
use crate::base::{Colour, Emu, Point, Rect, Shape, Spot};
use crate::pages::{Item, ItemKind, Page};
use crate::pdf::Profile;
use crate::pdf::content::bounds;
use crate::pdf::images::{Found, Samples, read};
use crate::pictures::{Outlines, Step};
use crate::say;
use std::collections::BTreeMap;

/// Thinner rules may vanish on the press.
const HAIRLINE: Emu = Emu(Emu::PER_PT / 4);
/// The knife wanders: text keeps away from the trim.
const SAFE: Emu = Emu(Emu::PER_MM * 3);
/// Samples an inch below which a picture looks coarse in print.
const COARSE: i64 = 150;

pub(super) fn inspect(look: &mut Inspection<'_>) {
    let mut spots = BTreeMap::new();
    let pages = look.pages;
    for page in &pages.pages {
        for item in &page.items {
            match &item.kind {
                ItemKind::Line { at, line } => {
                    for run in line.runs() {
                        colour(look, item, &run.fount.colour, &mut spots);
                    }
                    near(look, page, item, *at, line);
                }
                ItemKind::Shape(shape) => self::shape(look, page, item, shape, &mut spots),
                ItemKind::Image { rect, data } => picture(look, page, item, **rect, data),
            }
        }
    }
}

type Spots = BTreeMap<String, [u16; 4]>;

/// What a colour must be for the press.
fn colour(look: &mut Inspection<'_>, item: &Item, colour: &Colour, spots: &mut Spots) {
    if look.options.profile != Profile::Press {
        return;
    }
    let node = node_of(item.owner);
    match colour {
        Colour::Gray(_) => {}
        Colour::Rgb(..) => {
            let help =
                say!("在版式里用 cmyk(…) 或专色写颜色", "write the colour as cmyk(…) or as a named ink in the layout");
            look.doubt(
                "X45",
                node,
                say!(
                    "印刷文件里有 RGB 颜色，已按色彩特性文件换算",
                    "an RGB colour in a file for the press was converted through the profile"
                ),
                help,
            );
        }
        Colour::Cmyk(c, m, y, k) => {
            let ink = u32::from(*c) + u32::from(*m) + u32::from(*y) + u32::from(*k);
            let limit = u32::from(look.options.ink_limit) * 10;
            if ink > limit {
                let (ink, limit) = (ink / 10, limit / 10);
                let help = say!("减少彩墨，用黑代替", "take away coloured ink and use black instead");
                look.doubt(
                    "X44",
                    node,
                    say!("总墨量 {ink}% 超过 {limit}%", "the inks add up to {ink} %, more than {limit} %"),
                    help,
                );
            }
        }
        // ISO 15930-7 6.2.5: one ink, one name, one stand-in.
        Colour::Spot(spot) => {
            let Spot { name, alternate, .. } = &**spot;
            let known = spots.entry(name.clone()).or_insert(*alternate);
            if name.trim().is_empty()
                || name.len() > 127
                || matches!(name.as_str(), "All" | "None")
                || known != alternate
            {
                let help = say!(
                    "一种专色一个名字、一组代用 CMYK",
                    "one named ink has one name and one CMYK that stands for it"
                );
                look.fault(
                    "X49",
                    node,
                    say!(
                        "专色“{name}”的名称或代用色不合用",
                        "the name or the stand-in of the ink “{name}” cannot serve"
                    ),
                    help,
                );
            }
        }
    }
}

fn shape(look: &mut Inspection<'_>, page: &Page, item: &Item, shape: &Shape, spots: &mut Spots) {
    if let Some(fill) = &shape.paint.fill {
        colour(look, item, fill, spots);
    }
    if let Some(stroke) = &shape.paint.stroke {
        colour(look, item, &stroke.colour, spots);
        if look.options.profile == Profile::Press && stroke.width < HAIRLINE {
            let width = stroke.width;
            let help = say!("至少 0.25pt", "make it 0.25pt at least");
            look.doubt(
                "X43",
                node_of(item.owner),
                say!("线宽 {width}，印出来可能断线", "a rule of {width} may vanish in print"),
                help,
            );
        }
    }
    bleeds(look, page, item, bounds(&shape.path));
}

/// What touches the trim goes on into the bleed; what lies outside is lost.
fn bleeds(look: &mut Inspection<'_>, page: &Page, item: &Item, room: Rect) {
    if look.options.profile == Profile::Screen {
        return;
    }
    let whole = Rect::new(Emu::ZERO, Emu::ZERO, page.size.width, page.size.height);
    let out =
        room.right() < Emu::ZERO || room.bottom() < Emu::ZERO || room.x > whole.right() || room.y > whole.bottom();
    if out {
        let help = say!("这是程序的错误，请报告", "this is a fault of the program, please report it");
        look.fault("X40", node_of(item.owner), say!("有东西在页面之外", "something lies outside the page"), help);
    }
    if look.options.profile != Profile::Press || out {
        return;
    }
    let bleed = look.styled.sheet.page.bleed;
    // Distance of each side beyond the trim: 0 touches it, `bleed` covers the bleed.
    let beyond = [-room.x, -room.y, room.right() - whole.right(), room.bottom() - whole.bottom()];
    if beyond.iter().any(|side| *side >= Emu::ZERO && *side < bleed) {
        let help = say!("让它伸出裁切边 {bleed}", "let it go {bleed} beyond the trim");
        look.doubt(
            "X41",
            node_of(item.owner),
            say!("触到裁切边的图形没有出血", "what touches the trim does not go on into the bleed"),
            help,
        );
    }
}

/// Text keeps 3 mm away from the trim.
fn near(look: &mut Inspection<'_>, page: &Page, item: &Item, at: Point, line: &crate::lines::Line) {
    let size = line.runs().map(|run| run.fount.size).max().unwrap_or(Emu::ZERO);
    let (left, right) = (at.x + line.start, at.x + line.end);
    let (top, bottom) = (at.y - size.scale(880, 1000), at.y + size.scale(120, 1000));
    match look.options.profile {
        Profile::Screen => {}
        Profile::Archive => bleeds(look, page, item, Rect::new(left, top, right - left, bottom - top)),
        Profile::Press => {
            let close = left < SAFE || top < SAFE || right > page.size.width - SAFE || bottom > page.size.height - SAFE;
            if close && line.runs().next().is_some() {
                let help = say!("离裁切边至少 3mm", "keep 3 mm away from the trim");
                look.doubt("X42", node_of(item.owner), say!("文字离裁切边太近", "text stands too near the trim"), help);
            }
        }
    }
}

/// A picture can be read, is fine enough, and is ready for the press.
/// A drawing: its colours are RGB by the nature of SVG.
fn drawing(look: &mut Inspection<'_>, page: &Page, item: &Item, rect: Rect, drawing: &Outlines) {
    let coloured = |step: &Step| matches!(step, Step::Fill { colour: Colour::Rgb(..), .. });
    if look.options.profile == Profile::Press && drawing.steps.iter().any(coloured) {
        let help = say!("画图时只用黑和灰，或认可这换算", "draw in black and grey, or accept the conversion");
        look.doubt(
            "X45",
            node_of(item.owner),
            say!("SVG 图里的 RGB 颜色已按公式换算", "RGB colours of an SVG picture were converted by formula"),
            help,
        );
    }
    if look.options.profile != Profile::Screen {
        bleeds(look, page, item, rect);
    }
}

fn picture(look: &mut Inspection<'_>, page: &Page, item: &Item, rect: Rect, data: &std::sync::Arc<[u8]>) {
    let node = node_of(item.owner);
    let picture = match read(data, &look.options.drawings) {
        Some(Found::Pixels(picture)) => picture,
        Some(Found::Drawing(drawing)) => return self::drawing(look, page, item, rect, &drawing),
        None => {
            let help = say!("用 PNG、JPEG 或 SVG 文件", "use a PNG, a JPEG or an SVG file");
            look.fault("X46", node, say!("图片读不了", "the picture cannot be read"), help);
            return;
        }
    };
    match look.options.profile {
        Profile::Screen => {}
        Profile::Archive => {
            if matches!(picture.samples, Samples::Cmyk { .. }) {
                // PDF/A-2 6.2.4.3: DeviceCMYK needs a CMYK intent, and ours is sRGB.
                let help = say!("换成 RGB 或灰度图片", "use an RGB or a grey picture");
                look.fault(
                    "X39",
                    node,
                    say!("存档文件里不能用 CMYK 图片", "an archive file cannot hold a CMYK picture"),
                    help,
                );
            }
            bleeds(look, page, item, rect);
        }
        Profile::Press => {
            // EMU an inch: 914,400.
            let fine = i64::from(picture.width) * 914_400 / rect.width.0.max(1);
            if fine < COARSE {
                let help = say!("换一张更大的，或印小些", "use a larger one, or print it smaller");
                look.doubt("X47", node, say!("图片只有 {fine} dpi", "the picture has {fine} dpi only"), help);
            }
            if matches!(picture.samples, Samples::Rgb | Samples::Palette(_)) {
                let help = say!("先在图像软件里换成 CMYK", "convert it to CMYK in an image program first");
                look.doubt(
                    "X48",
                    node,
                    say!("图片是 RGB 的，由印厂换算", "the picture is RGB and will be converted at the press"),
                    help,
                );
            }
            bleeds(look, page, item, rect);
        }
    }
}
