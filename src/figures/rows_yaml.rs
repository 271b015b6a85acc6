//! A table of figures in YAML: a list of rows, each a mapping of column to value; or that list
//! under `figures:`.

use super::cells::Record;
use crate::base::{Finding, Findings, SourceId, Sources, Span, Spanned};
use crate::content::yaml::{self, Node, NodeKind};
use crate::say;

/// The rows as records under one head, in the order in which columns first appear.
pub(super) fn records(source: SourceId, sources: &Sources, findings: &mut Findings) -> Option<Vec<Record>> {
    let root = yaml::parse(source, sources, findings)?;
    let list = match &root.kind {
        NodeKind::Map(entries) => match entries.as_slice() {
            [(key, node)] if key.value == "figures" => node,
            _ => &root,
        },
        NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => &root,
    };
    let rows: Vec<Node> = yaml::read(list, findings)?;
    let mut head: Vec<Spanned<String>> = Vec::new();
    let mut maps = Vec::new();
    for row in &rows {
        let NodeKind::Map(entries) = &row.kind else {
            findings.push(
                Finding::input(
                    "F04",
                    row.span,
                    say!("每个指标要写成一组“列名: 值”", "each figure is a mapping of `column: value`"),
                )
                .help(say!(
                    "如“- {{id: cases, indicator: 案件数, value: 8, unit: 起}}”",
                    "as in `- {{id: cases, indicator: 案件数, value: 8, unit: 起}}`"
                )),
            );
            return None;
        };
        for (key, _) in entries {
            if !head.iter().any(|name| name.value == key.value) {
                head.push(key.clone());
            }
        }
        maps.push((row.span, entries));
    }
    let start = Span::new(source, 0..0);
    let mut records = vec![Record { span: head.first().map_or(start, |name| name.span), cells: head.clone() }];
    for (span, entries) in maps {
        let mut cells = Vec::with_capacity(head.len());
        for name in &head {
            let node = entries.iter().find(|(key, _)| key.value == name.value).map(|(_, node)| node);
            cells.push(cell(node, span, findings)?);
        }
        records.push(Record { cells, span });
    }
    Some(records)
}

/// A cell: text, nothing, or a list of ids.
fn cell(node: Option<&Node>, row: Span, findings: &mut Findings) -> Option<Spanned<String>> {
    let Some(node) = node else {
        return Some(Spanned { value: String::new(), span: Span { start: row.end, ..row } });
    };
    match &node.kind {
        NodeKind::Null => Some(Spanned { value: String::new(), span: node.span }),
        NodeKind::List(_) => {
            let ids: Vec<String> = yaml::read(node, findings)?;
            Some(Spanned { value: ids.join(" "), span: node.span })
        }
        NodeKind::Text(_) | NodeKind::Map(_) => {
            let Spanned { value, span } = yaml::read::<Spanned<String>>(node, findings)?;
            Some(Spanned { value: value.trim().to_owned(), span })
        }
    }
}
