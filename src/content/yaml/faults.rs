//! What serde-saphyr refuses → one coded finding in two languages.

use super::node::place;
use crate::base::{Finding, SourceId, Sources, Span};
use crate::say;
use serde_yaml::{Error, Location};

/// The finding for a file that is not the YAML we read.
pub(super) fn finding(error: &Error, source: SourceId, sources: &Sources) -> Finding {
    let error = error.without_snippet();
    let span = error.location().map_or(Span::new(source, 0..0), |at| located(source, sources.text(source), at));
    // A place beyond the end (an unclosed quote) is shown at the last character.
    let length = sources.text(source).len() as u32;
    let span = Span { start: span.start.min(length), end: span.end.min(length).max(span.start.min(length)), ..span };
    match error {
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.clone().unwrap_or_else(|| sources.snippet(span).to_owned());
            Finding::input("Y02", span, say!("键“{key}”写了两次", "key `{key}` is written twice"))
                .help(say!("删去其中一个", "remove one of the two"))
        }
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::RecursiveReferencesRequireWeakTypes { .. } => Finding::input(
            "Y06",
            span,
            say!("这个文件展开后过大或嵌套过深", "this file grows too large or is nested too deeply when read"),
        )
        .help(say!(
            "嵌套不超过 64 层；不要用别名（*名）成倍重复内容",
            "nest no deeper than 64 levels; do not multiply content with aliases (*name)"
        )),
        Error::AliasError { error, .. } => self::finding(error, source, sources),
        Error::MergeKeyNotAllowed { .. } | Error::MergeValueNotMapOrSeqOfMaps { .. } => {
            Finding::input("Y07", span, say!("不接受合并键“<<”", "merge keys (`<<`) are not accepted"))
                .help(say!("把这些键直接写出来", "write the keys out"))
        }
        Error::UnsupportedTag { tag, .. } => {
            Finding::input("Y07", span, say!("不接受标签“{tag}”", "the tag `{tag}` is not accepted"))
                .help(say!("删去标签；文字以“!”开头时加引号", "remove the tag; quote a text that begins with `!`"))
        }
        Error::Eof { .. } => empty(source),
        Error::MultipleDocuments { .. } => {
            Finding::input("Y01", span, say!("一个文件里有两份 YAML（---）", "two YAML documents in one file (---)"))
                .help(say!("删去“---”，或分成两个文件", "remove the `---`, or use two files"))
        }
        other => {
            let flow = too_deep(other);
            if flow {
                return Finding::input("Y06", span, say!("嵌套过深", "nested too deeply"))
                    .help(say!("嵌套不超过 64 层", "nest no deeper than 64 levels"));
            }
            let words = other.render();
            let words = words.lines().next().unwrap_or_default();
            // The place is ours to show; serde-saphyr repeats it at the end of its words.
            let words = words.rsplit_once(" at line ").map_or(words, |(words, _)| words);
            Finding::input("Y01", span, say!("不是有效的 YAML：{words}", "not valid YAML: {words}")).help(say!(
                "查这一行的缩进、引号和冒号后的空格；含“: ”“ #”或以 [ {{ * & ! | > @ ` % \" ' 开头的文字要加引号",
                "look at this line's indent, quotes and the space after colons; quote a text that holds `: ` or ` #` or begins with [ {{ * & ! | > @ ` % \" '"
            ))
        }
    }
}

/// The range of a location. The scanner's own errors know characters only, all others bytes.
fn located(source: SourceId, text: &str, location: Location) -> Span {
    let span = location.span();
    if span.byte_offset().is_some() {
        return place(source, location);
    }
    let byte = |count: u64| text.char_indices().nth(count as usize).map_or(text.len(), |(at, _)| at);
    let (start, end) = (span.offset(), span.offset() + span.len());
    Span::new(source, byte(start)..byte(end))
}

/// The scanner's own limit on nesting arrives as an error of the parser, not of the budget.
fn too_deep(error: &Error) -> bool {
    let words = error.render();
    words.contains("nesting") || words.contains("recursion limit") || words.contains("nested too")
}

/// The finding for a file without content.
pub(super) fn empty(source: SourceId) -> Finding {
    Finding::input("Y11", Span::new(source, 0..0), say!("文件是空的", "the file is empty"))
        .help(say!("至少写出 title 和 body", "write at least title and body"))
}
