//! What a drawing may hold, looked at before it is parsed: it reads nothing, runs nothing, and is bounded.

use super::codes::{Fault, broken};
use crate::say;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most elements: a map of a province has some ten thousand.
const MOST_ELEMENTS: usize = 200_000;
/// Deepest nesting: drawing programs reach about twenty.
const DEEPEST: usize = 64;

/// The text of a drawing that holds nothing but drawing.
pub(super) fn inspect(data: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(data).map_err(|error| broken(&error))?;
    let mut reader = Reader::from_str(text);
    let (mut depth, mut count) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        match &event {
            Event::Eof => return Ok(text),
            Event::DocType(declared) if declared.contains("<!ENTITY") => {
                return Err(foreign("<!ENTITY>"));
            }
            Event::Start(tag) | Event::Empty(tag) => {
                element(tag)?;
                count += 1;
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                }
                if depth > DEEPEST || count > MOST_ELEMENTS {
                    return Err(Fault {
                        code: "V04",
                        words: say!(
                            "超过 {MOST_ELEMENTS} 个元素或 {DEEPEST} 层",
                            "more than {MOST_ELEMENTS} elements or {DEEPEST} levels"
                        ),
                        help: say!("简化它，或转成 PNG", "simplify it, or convert it to PNG"),
                    });
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(words) if words.contains("@import") => return Err(foreign("@import")),
            Event::CData(words) if words.contains("@import") => return Err(foreign("@import")),
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Result<(), Fault> {
    let name = tag.local_name();
    match name.as_ref() {
        "script" => return Err(foreign("<script>")),
        "foreignObject" => return Err(foreign("<foreignObject>")),
        "image" | "feImage" => {
            return Err(Fault {
                code: "V03",
                words: say!("嵌有点阵图（<image>）", "it holds pixels (<image>)"),
                help: say!("把点阵图单独放进文章", "place the pixels as a picture of their own"),
            });
        }
        _ => {}
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| broken(&error))?;
        let inside = attribute.value.trim_start().starts_with("#");
        if attribute.key.local_name().as_ref() == "href" && !inside && name.as_ref() != "a" {
            return Err(foreign("href"));
        }
    }
    Ok(())
}

fn foreign(what: &str) -> Fault {
    Fault {
        code: "V02",
        words: say!("里面有 {what}", "it holds {what}"),
        help: say!(
            "在画图软件里另存为“普通 SVG”，去掉脚本和外部引用",
            "save it as “plain SVG”, without scripts and references"
        ),
    }
}
