//! W10: one person, two offices: 市委书记高建军 here, 高建军市长 there.

use super::names::{Held, TITLES, name_after};
use crate::base::Severity;
use crate::lint::config::Config;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// A place where a name follows its titles.
struct Office<'a> {
    passage: &'a Passage<'a>,
    shown: Range<usize>,
    titles: Vec<&'static str>,
}

/// Every address of the document (高建军市长) against the offices by which the person was introduced.
pub fn check<'a>(held: &'a Held<'a>, config: &Config, report: &mut Report) {
    let mut known: BTreeMap<&'a str, Office<'a>> = BTreeMap::new();
    for (p, titles) in held {
        // Titles of the phrase so far: they end with the stop before it.
        let mut chain: Vec<(usize, &'static str)> = Vec::new();
        for (title, end) in titles.iter().copied() {
            let clause = p.clause(end.saturating_sub(1));
            chain.retain(|(at, _)| *at >= clause.start);
            chain.push((end, title));
            // 周总理向毛主席提出: what another title follows is no name.
            let Some(name_end) = name_after(p, end, config).filter(|end| p.starts_any(*end, TITLES).is_none()) else {
                continue;
            };
            let office = known.entry(p.text(end..name_end)).or_insert_with(|| Office {
                passage: p,
                shown: end - title.chars().count()..name_end,
                titles: Vec::new(),
            });
            office.titles.extend(chain.iter().map(|(_, title)| *title));
        }
    }
    if known.is_empty() {
        return;
    }
    for (p, titles) in held {
        for (title, end) in titles.iter().copied() {
            let start = end - title.chars().count();
            // 王芳副秘书长, 高建军常务副市长.
            let vice = p.ends_any(start, &["常务副", "副"]).map_or(0, |(_, size)| size);
            let begins = start - vice;
            let named = [3, 2].iter().filter_map(|length| begins.checked_sub(*length)).find_map(|from| {
                let name = p.text(from..begins);
                known.get(name).map(|office| (from, name, office))
            });
            let Some((from, name, office)) = named else { continue };
            // 市长林海涛 after the title is another person's; 书记 and 副书记 are another rule's.
            if office.titles.contains(&title) || name_after(p, end, config).is_some() {
                continue;
            }
            let mut told = p.finding(
                "W10",
                from..end,
                say!("“{}”在别处的职务是“{}”", "{} is {} elsewhere", name, office.passage.text(office.shown.clone())),
            );
            // The office is another's: a slip. Else he may have had both, one after the other.
            let held = known.iter().any(|(other, office)| *other != name && office.titles.last() == Some(&title));
            told.severity = if held { Severity::Warning } else { Severity::Info };
            report.push(
                told.help(say!("核对职务", "check the office"))
                    .with(office.passage.span(office.shown.clone()), say!("别处", "elsewhere")),
            );
        }
    }
}
