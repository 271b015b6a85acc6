//! Safe repairs, written back into the source without touching anything else.

use crate::base::diag::Fix;
use crate::base::{Finding, SourceId, Span};

/// The text of a source with every fix applied that does not overlap an earlier one, and how
/// many were applied. Nothing but the spans of the edits changes.
pub fn apply<'f>(source: SourceId, text: &str, findings: impl IntoIterator<Item = &'f Finding>) -> (String, usize) {
    edit(source, text, findings.into_iter().filter_map(|finding| finding.fix.as_ref()))
}

/// The same for repairs that no finding carries.
pub fn edit<'f>(source: SourceId, text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut taken: Vec<(Span, &str)> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let fits = |span: &Span| {
            let clear = taken.iter().all(|(other, _)| span.end <= other.start || other.end <= span.start);
            span.source == source && clear && text.get(span.start as usize..span.end as usize).is_some()
        };
        if !fix.edits.is_empty() && fix.edits.iter().all(|(span, _)| fits(span)) {
            taken.extend(fix.edits.iter().map(|(span, words)| (*span, words.as_str())));
            applied += 1;
        }
    }
    taken.sort_by_key(|(span, _)| (span.start, span.end));
    let mut written = String::with_capacity(text.len());
    let mut from = 0;
    for (span, words) in taken {
        written.push_str(text.get(from..span.start as usize).unwrap_or(""));
        written.push_str(words);
        from = span.end as usize;
    }
    written.push_str(text.get(from..).unwrap_or(""));
    (written, applied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Severity;
    use crate::say;

    #[test]
    fn only_the_edits_change() {
        let text = "- paragraph: 甲,乙。。 # 备注\n";
        let at = |wanted: &str| {
            let start = text.find(wanted).unwrap();
            Span::new(SourceId(0), start..start + wanted.len())
        };
        let finding = |span: Span, new: &str| {
            Finding::check("P01", Severity::Error, span, say!("", "")).fix(vec![(span, new.to_owned())])
        };
        let both = [finding(at(","), "，"), finding(at("。。"), "。"), finding(at("。"), "")];
        assert_eq!(apply(SourceId(0), text, &both), ("- paragraph: 甲，乙。 # 备注\n".to_owned(), 2));
    }
}
