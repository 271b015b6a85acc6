//! A paragraph's characters → runs, with what stands on them: styles, 着重号, ruby, links, notes,
//! references, and a bookmark round each figure.

use super::field;
use super::xml::{El, bare, el, grow, push_element, push_text, val};
use super::{Job, anchors, comments};
use crate::base::Emu;
use crate::base::bytes;
use crate::content::Mark;
use crate::style::{Para, Run};

/// The children of `w:p` after its properties.
pub(crate) fn inline(para: &Para, job: &mut Job<'_>) -> Vec<El> {
    let marks = job.comments.on(para);
    // Asked once of a long text, not of each of its short runs.
    let bare = bare(&para.text);
    let mut out: Vec<El> = Vec::new();
    let mut rest = para.runs.as_slice();
    let mut index = 0;
    // Runs of the same link are one `w:hyperlink`.
    while let Some(first) = rest.first() {
        let link = link_of(first);
        let count = rest.iter().take_while(|run| link_of(run) == link).count();
        let (group, tail) = rest.split_at(count);
        rest = tail;
        let runs = figures(&Whole { para, bare, marks: &marks }, group, index, job);
        index += count;
        match link {
            None if out.is_empty() => out = runs,
            None => out.extend(runs),
            Some(address) => out.push(hyperlink(address, job).with_all(runs)),
        }
    }
    out
}

fn link_of(run: &Run) -> Option<&str> {
    run.marks.iter().find_map(|mark| match mark {
        Mark::Link(address) => Some(address.as_str()),
        Mark::Strong | Mark::Kai | Mark::Dot | Mark::Name | Mark::Book | Mark::Late | Mark::Sup | Mark::Sub => None,
        Mark::Ruby(_) | Mark::Note | Mark::Ref(_) => None,
    })
}

/// `#block` points into the document, anything else out of it.
fn hyperlink(address: &str, job: &mut Job<'_>) -> El {
    let link = el("w:hyperlink").at("w:history", "1");
    match address.strip_prefix('#').and_then(|block| job.bookmarks.block(block)) {
        Some(name) => link.at("w:anchor", name),
        None => {
            let id = job.relations.outside(super::kind::LINK, &address_of(address));
            link.at("r:id", id)
        }
    }
}

/// An address as a URI reference: what a package may hold (OPC 9.3.2.2) is ASCII without spaces.
fn address_of(address: &str) -> String {
    let mut out = String::new();
    for byte in address.trim().bytes() {
        match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A paragraph being written.
#[derive(Clone, Copy)]
struct Whole<'p> {
    para: &'p Para,
    /// Nothing in it is written otherwise than it stands.
    bare: bool,
    marks: &'p [comments::Mark],
}

/// Runs that state the same figure stand between one pair of bookmarks.
fn figures(whole: &Whole<'_>, group: &[Run], from: usize, job: &mut Job<'_>) -> Vec<El> {
    let Whole { para, marks, .. } = *whole;
    let mut out = Vec::new();
    let mut index = from;
    let mut rest = group;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|run| run.figure == first.figure).count();
        let (same, tail) = rest.split_at(count);
        rest = tail;
        let styled = job.styled;
        let figure = first.figure.and_then(|index| styled.figures.get(index as usize));
        let mark = figure.and_then(|figure| job.bookmarks.open_figure(figure, &mut out));
        for run in same {
            let text = para.text.get(run.range.start as usize..run.range.end as usize).unwrap_or("");
            out.extend(comments::before(marks, index));
            piece(text, run, whole, job, &mut out);
            out.extend(comments::after(marks, index));
            index += 1;
        }
        if let Some(id) = mark {
            anchors::close(id, &mut out);
        }
    }
    out
}

/// One run of equal style.
fn piece(text: &str, run: &Run, whole: &Whole<'_>, job: &mut Job<'_>, out: &mut Vec<El>) {
    let Whole { para, bare, .. } = *whole;
    let properties = properties(run, job);
    for mark in &run.marks {
        match mark {
            // The number is Word's own, so that a note put in before counts on.
            Mark::Note => return out.extend(super::notes::call(text, job, properties)),
            Mark::Ref(block) => return out.extend(reference(text, block, job, properties.as_ref())),
            Mark::Ruby(reading) => return out.push(ruby(text, reading, para, job, properties.as_ref())),
            Mark::Strong
            | Mark::Kai
            | Mark::Dot
            | Mark::Name
            | Mark::Book
            | Mark::Late
            | Mark::Sup
            | Mark::Sub
            | Mark::Link(_) => {}
        }
    }
    between(text, bare, || Neighbours::of(para, run), properties.as_ref(), out);
}

/// 示亡号: a border round the characters.
pub(crate) fn deceased() -> El {
    el("w:bdr").at("w:val", "single").at("w:sz", 4).at("w:space", 0).at("w:color", "auto")
}

/// `w:rPr`: a character style, and marks over it. A mark alone is a character style too.
pub(crate) fn properties(run: &Run, job: &Job<'_>) -> Option<El> {
    let mut properties = el("w:rPr");
    let style = run.style.and_then(|id| job.names.char(id)).map(|name| name.id.clone());
    let mut own = style;
    for mark in &run.marks {
        let (named, direct) = match mark {
            Mark::Dot => ("EmphasisMark", val("w:em", "dot")),
            Mark::Name => ("ProperName", val("w:u", "single")),
            Mark::Book => ("BookTitleMark", val("w:u", "wave")),
            Mark::Late => ("DeceasedName", deceased()),
            Mark::Strong | Mark::Kai | Mark::Sup | Mark::Sub => continue,
            Mark::Ruby(_) | Mark::Link(_) | Mark::Note | Mark::Ref(_) => continue,
        };
        if own.is_none() {
            own = Some(named.to_owned());
        } else {
            properties.push(direct);
        }
    }
    if let Some(style) = own {
        properties.push(val("w:rStyle", style));
    }
    if let Some(tracking) = run.tracking {
        properties.push(val("w:spacing", tracking.0.div_euclid(Emu::PER_TWIP)));
    }
    properties.unless_bare()
}

/// Characters as runs; quotes and dashes that belong to Chinese text say so.
pub(crate) fn plain(text: &str, properties: Option<&El>) -> Vec<El> {
    let mut out = Vec::new();
    between(text, false, Neighbours::default, properties, &mut out);
    out
}

/// The nearest letters or digits on both sides of a stretch of its paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Neighbours {
    before: Option<char>,
    after: Option<char>,
}

impl Neighbours {
    fn of(para: &Para, run: &Run) -> Neighbours {
        let before = para.text.get(..run.range.start as usize).and_then(|text| text.chars().rev().find(letter));
        let after = para.text.get(run.range.end as usize..).and_then(|text| text.chars().find(letter));
        Neighbours { before, after }
    }
}

/// Characters as runs, between what stands beside them; `bare` when all of them stand for themselves.
fn between(text: &str, bare: bool, beside: impl Fn() -> Neighbours, properties: Option<&El>, out: &mut Vec<El>) {
    owners(text, beside, &mut |piece, owner| {
        let mark = match owner {
            Owner::Script => None,
            Owner::Han => Some(el("w:rFonts").at("w:hint", "eastAsia")),
            // LibreOffice knows no hint and sets a mark like the letter before it: here a digit. Named
            // for every script, the Chinese font holds there too.
            Owner::HanBesideLatin => {
                let han = "宋体";
                Some(el("w:rFonts").at("w:hint", "eastAsia").at("w:ascii", han).at("w:hAnsi", han))
            }
        };
        grow(out, |xml| {
            xml.push_str("<w:r>");
            match (properties, owner) {
                (None, Owner::Script) => {}
                (None, Owner::Han) => xml.push_str("<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"),
                (_, _) => push_element(xml, &properties.cloned().unwrap_or_else(|| el("w:rPr")).with_some(mark)),
            }
            characters(piece, bare, xml);
            xml.push_str("</w:r>");
        });
    });
}

/// `w:t`, with `w:br` for forced breaks and `w:tab` for tabs.
fn characters(text: &str, bare: bool, xml: &mut String) {
    if bare {
        xml.push_str("<w:t>");
        xml.push_str(text);
        return xml.push_str("</w:t>");
    }
    if !bytes::any(text.as_bytes(), |byte| byte <= b' ') {
        xml.push_str("<w:t>");
        push_text(xml, text);
        return xml.push_str("</w:t>");
    }
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.push_str("<w:br/>");
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                xml.push_str("<w:tab/>");
            }
            if !piece.is_empty() {
                xml.push_str(if field::keeps_spaces(piece) { "<w:t xml:space=\"preserve\">" } else { "<w:t>" });
                push_text(xml, piece);
                xml.push_str("</w:t>");
            }
        }
    }
}

/// Whose a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// There are no such marks, or they are Western ones (don’t): Word's own choice is right.
    Script,
    /// Its marks are Chinese.
    Han,
    /// Its marks are Chinese, and the letter before is not.
    HanBesideLatin,
}

/// A letter or digit of a Western script.
fn latin(c: char) -> bool {
    c < '\u{2E80}' && c.is_alphanumeric()
}

/// A letter or digit, or anything of the Han scripts.
fn letter(c: &char) -> bool {
    *c >= '\u{2E80}' || latin(*c)
}

/// Stretches of a run by whose they are. `“”‘’…—·` have one code point for both scripts; without a
/// hint Word sets them in the Latin font, half as wide.
fn owners<'t>(text: &'t str, beside: impl Fn() -> Neighbours, out: &mut impl FnMut(&'t str, Owner)) {
    let mut piece = |range: std::ops::Range<usize>, owner| match text.get(range) {
        None | Some("") => {}
        Some(piece) => out(piece, owner),
    };
    let (mut start, mut hinted) = (0, false);
    let owner = |hinted| if hinted { Owner::Han } else { Owner::Script };
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(first_ambiguous) {
        let from = at + found;
        let tail = text.get(from..).unwrap_or("");
        let length: usize = tail.chars().take_while(|c| ambiguous(*c)).map(char::len_utf8).sum();
        let before = text.get(..from).and_then(|text| text.chars().rev().find(letter)).or_else(|| beside().before);
        let after = tail.get(length..).and_then(|rest| rest.chars().find(letter)).or_else(|| beside().after);
        match (before, after) {
            (Some(b), Some(a)) if latin(b) && latin(a) && b.is_alphabetic() && a.is_alphabetic() => {}
            (None, Some(_)) | (Some(_), _) if before.or(after).is_some_and(latin) => {
                piece(start..from, owner(hinted));
                piece(from..from + length, Owner::HanBesideLatin);
                (start, hinted) = (from + length, false);
            }
            _ => hinted = true,
        }
        at = from + length;
    }
    piece(start..text.len(), owner(hinted));
}

/// Where the first of these marks stands. In UTF-8 all of them begin with one of two bytes, which are rare.
fn first_ambiguous(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(0xC2, 0xE2, text.as_bytes().get(at..)?)?;
        let c = text.get(at..)?.chars().next()?;
        if ambiguous(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Marks with one code point for Chinese and for Western text.
fn ambiguous(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2015}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}' | '·')
}

/// Ruby: the reading over its base, half as large (CLREQ 3.3.1).
fn ruby(base: &str, reading: &str, para: &Para, job: &Job<'_>, properties: Option<&El>) -> El {
    let size = job.styled.sheet.para(para.style).size;
    let (whole, half) = (size.to_half_points(), size.scale(1, 2).to_half_points());
    let settings = el("w:rubyPr")
        .with(val("w:rubyAlign", "center"))
        .with(val("w:hps", half))
        .with(val("w:hpsRaise", (whole - 2).max(0)))
        .with(val("w:hpsBaseText", whole))
        .with(val("w:lid", "zh-CN"));
    let small = el("w:rPr").with(val("w:sz", half)).with(val("w:szCs", half));
    let reading = el("w:rt").with(field::run(Some(&small)).with(field::text(reading)));
    let base = el("w:rubyBase").with(field::run(properties).with(field::text(base)));
    field::run(properties).with(el("w:ruby").with(settings).with(reading).with(base))
}

/// A reference: the words it shows, or the page of the block when it shows none.
fn reference(text: &str, block: &str, job: &Job<'_>, properties: Option<&El>) -> Vec<El> {
    let Some(name) = job.bookmarks.block(block) else { return plain(text, properties) };
    let page = job.labels.0.get(block).map_or("", String::as_str);
    if text.is_empty() || text == page {
        return field::plain(format!("PAGEREF {name} \\h"), properties, page);
    }
    let name = job.bookmarks.label(block).unwrap_or(name);
    field::field(format!("REF {name} \\h"), properties, plain(text, properties))
}

/// Digits after 表 or 图 at the beginning of a caption: what SEQ counts. Byte range of the digits.
pub(crate) fn caption_number(text: &str) -> Option<(&'static str, std::ops::Range<usize>)> {
    let kind = ["表", "图"].into_iter().find(|kind| text.starts_with(kind))?;
    let after = text.get(kind.len()..)?;
    let start = kind.len() + (after.len() - after.trim_start_matches([' ', '\u{a0}']).len());
    let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    // 表2021年… is a caption that begins with a year, not a number.
    let next = text.get(start + digits..)?.chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, '　' | '：' | ':' | '.' | '．'));
    (digits > 0 && digits < 4 && ends).then_some((kind, start..start + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str, beside: Neighbours) -> Vec<(&str, Owner)> {
        let mut out = Vec::new();
        owners(text, || beside, &mut |piece, owner| out.push((piece, owner)));
        out
    }

    fn alone(text: &str) -> Vec<(&str, Owner)> {
        listed(text, Neighbours::default())
    }

    #[test]
    fn marks_follow_their_neighbours() {
        assert_eq!(alone("“一网通办”"), [("“一网通办”", Owner::Han)]);
        assert_eq!(alone("五个提升……"), [("五个提升……", Owner::Han)]);
        assert_eq!(alone("don’t"), [("don’t", Owner::Script)]);
        assert_eq!(alone("8起, 57.4%"), [("8起, 57.4%", Owner::Script)]);
        assert_eq!(
            alone("部督“326”特大"),
            [("部督“326", Owner::Han), ("”", Owner::HanBesideLatin), ("特大", Owner::Script)]
        );
        assert_eq!(alone("——2021年度"), [("——", Owner::HanBesideLatin), ("2021年度", Owner::Script)]);
    }

    #[test]
    fn marks_see_over_the_ends_of_their_run() {
        let after_digit = Neighbours { before: Some('6'), after: Some('特') };
        assert_eq!(listed("”特大", after_digit), [("”", Owner::HanBesideLatin), ("特大", Owner::Script)]);
        let after_han = Neighbours { before: Some('在'), after: Some('3') };
        assert_eq!(listed("——", after_han), [("——", Owner::Han)]);
    }

    #[test]
    fn caption_numbers() {
        assert_eq!(caption_number("表1　主要数据"), Some(("表", 3..4)));
        assert_eq!(caption_number("图 12：四个下降"), Some(("图", 4..6)));
        assert_eq!(caption_number("表2021年主要数据"), None);
        assert_eq!(caption_number("主要数据"), None);
    }

    #[test]
    fn addresses_are_uris() {
        assert_eq!(address_of("https://例.cn/a b?x=<1>"), "https://%E4%BE%8B.cn/a%20b?x=%3C1%3E");
    }
}
