//! Tab stops of a style: `8em`, `12em decimal`, `edge dots`.

use super::file::Word;
use super::read::{Choices, Reader};
use crate::style::{Leader, TabAlign, TabStop};

/// What may stand after the place.
#[derive(Clone, Copy)]
enum Said {
    Align(TabAlign),
    Leader(Leader),
}

const SAID: &Choices<Said> = &[
    ("start", Said::Align(TabAlign::Start)),
    ("centre", Said::Align(TabAlign::Centre)),
    ("end", Said::Align(TabAlign::End)),
    ("decimal", Said::Align(TabAlign::Decimal)),
    ("dots", Said::Leader(Leader::Dots)),
    ("middots", Said::Leader(Leader::Middots)),
    ("rule", Said::Leader(Leader::Rule)),
];

/// One stop: its place, then in any order which side of the text stands there and what leads to it. What stands at
/// the measure's end (`edge`) ends there unless another side is asked.
pub fn stop(word: &Word, reader: &mut Reader<'_>) -> Option<TabStop> {
    let mut words = word.value.split_whitespace();
    let place = words.next().unwrap_or_default();
    let mut stop = match place {
        "edge" => TabStop { align: TabAlign::End, ..TabStop::default() },
        place => {
            let place = Word { value: place.to_owned(), span: word.span };
            TabStop { at: Some(reader.ems(&place)?.max(0)), ..TabStop::default() }
        }
    };
    for said in words {
        match reader.choice(&Word { value: said.to_owned(), span: word.span }, SAID)? {
            Said::Align(align) => stop.align = align,
            Said::Leader(leader) => stop.leader = leader,
        }
    }
    Some(stop)
}
