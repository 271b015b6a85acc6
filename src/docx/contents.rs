//! Contents: a TOC field with its entries filled in, each with the page on which the block stands
//! in the set pages, so that it is right before Word counts for itself.

use super::inline::inline;
use super::xml::{El, el, val};
use super::{Job, body, field};
use crate::base::Emu;
use crate::style::{Contents, Para};

/// Head and entries.
pub(crate) fn elements(contents: &Contents, measure: Emu, job: &mut Job<'_>) -> Vec<El> {
    let mut out: Vec<El> = contents.head.iter().map(|head| body::paragraph(head, None, job)).collect();
    let count = contents.entries.len();
    for (index, (block, _, para)) in contents.entries.iter().enumerate() {
        let mut paragraph = el("w:p").with(properties(para, measure, job));
        if index == 0 {
            let depth = contents.depth.clamp(1, 9);
            for run in field::begin(format!("TOC \\o \"1-{depth}\" \\h \\z \\u"), None) {
                paragraph.push(run);
            }
        }
        paragraph.push(entry(block, para, job));
        if index + 1 == count {
            paragraph.push(field::end(None));
        }
        out.push(paragraph);
    }
    out
}

fn properties(para: &Para, measure: Emu, job: &Job<'_>) -> El {
    let stop = el("w:tab").at("w:val", "right").at("w:leader", "dot").at("w:pos", measure.to_twips());
    let mut properties = body::properties(para, None, job).with(el("w:tabs").with(stop));
    if job.styled.sheet.para(para.style).align != crate::style::Align::Start {
        properties.push(val("w:jc", "left"));
    }
    properties
}

/// The heading's words, a leader, its page: one link.
fn entry(block: &str, para: &Para, job: &mut Job<'_>) -> El {
    let words = inline(para, job);
    let page = job.labels.0.get(block).cloned().unwrap_or_default();
    let Some(name) = job.bookmarks.block(block) else {
        return el("w:hyperlink").with_all(words);
    };
    let number = field::plain(format!("PAGEREF {name} \\h"), None, &page);
    el("w:hyperlink")
        .at("w:anchor", name)
        .at("w:history", "1")
        .with_all(words)
        .with(field::run(None).with(el("w:tab")))
        .with_all(number)
}
