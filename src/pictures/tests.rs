use super::*;
use crate::base::{Point, Sources};

/// What a drawing of 10 by 10 pixels with this inside is shown as, and what is found.
fn shown(inside: &str) -> (Pictures, Arc<[u8]>, Vec<String>) {
    let svg =
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">{inside}</svg>"#);
    let data: Arc<[u8]> = svg.into_bytes().into();
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let files = crate::base::files::MemoryFiles::default();
    let fonts = Fonts::open(&files, &mut sources, &mut findings).unwrap();
    let source = sources.add("x.yaml", String::from("x"));
    let mut pictures = Pictures::default();
    pictures.add(&data, Emu(25 * Emu::PER_MM), "x.svg", Span::new(source, 0..1), &fonts, &mut findings);
    let found = findings.iter().map(|found| format!("{} {}", found.code.0, found.message.en)).collect();
    (pictures, data, found)
}

fn steps(inside: &str) -> Vec<Step> {
    let (pictures, data, found) = shown(inside);
    assert!(found.is_empty(), "{found:?}");
    match pictures.shown(&data) {
        Some(Shown::Outlines(outlines)) => outlines.steps.clone(),
        other => panic!("not outlines: {other:?}"),
    }
}

#[test]
fn shapes_are_filled_outlines() {
    let steps = steps(r##"<g transform="translate(1 2)"><rect width="3" height="4" fill="#ff0000"/></g>"##);
    let at = |x: i64, y: i64| Point::new(Emu(x * 9525), Emu(y * 9525));
    let path = vec![
        PathOp::Move(at(1, 2)),
        PathOp::Line(at(4, 2)),
        PathOp::Line(at(4, 6)),
        PathOp::Line(at(1, 6)),
        PathOp::Close,
    ];
    assert_eq!(steps, [Step::Fill { path, even_odd: false, colour: Colour::Rgb(1000, 0, 0), opacity: 1000 }]);
}

#[test]
fn strokes_become_outlines_and_greys_stay_grey() {
    let steps = steps(r#"<path d="M1 5H9" fill="none" stroke="black" stroke-width="2" stroke-opacity=".5"/>"#);
    let [Step::Fill { path, colour: Colour::Gray(0), opacity: 500, .. }] = &steps[..] else { panic!("{steps:?}") };
    let reach = |op: &PathOp| match op {
        PathOp::Move(at) | PathOp::Line(at) | PathOp::Curve(_, _, at) => Some(at.y.0),
        PathOp::Close => None,
    };
    let (low, high) = path.iter().filter_map(reach).fold((i64::MAX, 0), |(low, high), y| (low.min(y), high.max(y)));
    assert_eq!((low, high), (4 * 9525, 6 * 9525));
}

#[test]
fn text_is_drawn_in_our_own_faces() {
    let steps = steps(r#"<text x="1" y="8" font-family="SimHei" font-size="4">数字8</text>"#);
    assert_eq!(steps.len(), 1, "one run, one outline: {steps:?}");
    let Step::Fill { path, .. } = &steps[0] else { panic!("{steps:?}") };
    assert!(path.iter().filter(|op| matches!(op, PathOp::Move(_))).count() > 10, "the strokes of three characters");
}

#[test]
fn what_a_fill_cannot_say_becomes_pixels() {
    let gradient =
        r#"<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>"#;
    let (pictures, data, found) = shown(&format!(r#"{gradient}<rect width="10" height="10" fill="url(#g)"/>"#));
    assert!(found.is_empty(), "{found:?}");
    let Some(Shown::Pixels(png)) = pictures.shown(&data) else { panic!("not pixels") };
    let reader = png::Decoder::new(std::io::Cursor::new(&**png)).read_info().unwrap();
    assert_eq!(reader.info().width, 295, "25 mm at 300 an inch");
}

#[test]
fn a_clip_holds_what_it_holds() {
    let clip = r#"<clipPath id="c"><rect width="5" height="5"/></clipPath>"#;
    let steps = steps(&format!(r#"{clip}<g clip-path="url(#c)"><circle cx="5" cy="5" r="4"/></g>"#));
    assert!(matches!(steps[..], [Step::Clip { .. }, Step::Fill { .. }, Step::Restore]), "{steps:?}");
}

#[test]
fn nothing_is_read_or_run() {
    for (inside, wanted) in [
        ("<script>1</script>", "V02 picture x.svg: it holds <script>"),
        (r#"<use href="other.svg#a"/>"#, "V02 picture x.svg: it holds href"),
        ("<style>@import url(http://a/b.css);</style>", "V02 picture x.svg: it holds @import"),
        ("<foreignObject/>", "V02 picture x.svg: it holds <foreignObject>"),
        (r#"<image href="file:///etc/passwd"/>"#, "V03 picture x.svg: it holds pixels (<image>)"),
        ("<text>\u{10FFFD}</text>", "V05 picture x.svg: no face has “\u{10FFFD}” (U+10FFFD)"),
    ] {
        let (pictures, data, found) = shown(inside);
        assert_eq!(found, [wanted]);
        assert!(pictures.shown(&data).is_none());
    }
    let deep = "<g>".repeat(70) + &"</g>".repeat(70);
    assert_eq!(shown(&deep).2, ["V04 picture x.svg: more than 200000 elements or 64 levels"]);
    assert_eq!(shown("<g>").2.len(), 1, "not well formed");
}
