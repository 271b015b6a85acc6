//! What a reader who cannot see the page is told: headings, tables, figures, links.

use super::Inspection;
use crate::content::Mark;
use crate::pdf::Profile;
use crate::say;
use crate::style::{Node, NodeKind, ParaRole, Row, Table, TableKey};
use std::collections::BTreeSet;

pub(super) fn inspect(look: &mut Inspection<'_>) {
    match look.options.profile {
        Profile::Screen | Profile::Press => return,
        Profile::Archive => {}
    }
    headings(look);
    let nodes: Vec<&Node> = look.nodes.values().copied().collect();
    for node in nodes {
        match &node.kind {
            // Large figures are told as sentences.
            NodeKind::Table(table) if !TableKey::is_ruled(table.style) => {}
            NodeKind::Table(table) => self::table(look, node, table),
            NodeKind::Picture(picture) => figure(look, node, &picture.alt),
            NodeKind::Chart(chart) => figure(look, node, &chart.alt),
            NodeKind::Para(_) | NodeKind::Box(_) | NodeKind::Contents(_) | NodeKind::Break(_) => {}
        }
    }
    links(look);
}

/// PDF/UA-1 7.4.2: headings begin at level 1 and skip none on the way down; and say something.
fn headings(look: &mut Inspection<'_>) {
    let mut above = 0_u8;
    let nodes: Vec<&Node> = look.nodes.values().copied().collect();
    for node in nodes {
        let NodeKind::Para(para) = &node.kind else { continue };
        let ParaRole::Heading(level) = para.role else { continue };
        if level > above + 1 {
            let (level, wanted) = (i32::from(level), i32::from(above) + 1);
            let message = say!(
                "标题跳级：这里是 {level} 级，上面只到 {above} 级",
                "a heading of level {level} follows level {above}"
            );
            look.fault("X20", Some(node.id), message, say!("改为 level: {wanted}", "make it level: {wanted}"));
        }
        above = level;
        if para.text.trim().is_empty() {
            let help = say!("写上标题，或删去这一块", "write the heading, or remove the block");
            look.fault("X21", Some(node.id), say!("空的标题", "an empty heading"), help);
        }
    }
}

/// PDF/UA-1 7.3: a figure has an alternative text.
fn figure(look: &mut Inspection<'_>, node: &Node, alt: &str) {
    if alt.trim().is_empty() {
        let help = say!("写上 alt: 图里是什么", "write alt: what the figure shows");
        look.fault("X22", Some(node.id), say!("图没有替代文字", "the figure has no alternative text"), help);
    }
}

/// PDF/UA-1 7.2 and 7.5: rows cover the same columns, and a head says what they hold.
fn table(look: &mut Inspection<'_>, node: &Node, table: &Table) {
    if table.head.is_empty()
        || table.head.iter().all(|row| row.cells.iter().all(|cell| cell.para.text.trim().is_empty()))
    {
        let help = say!("给每一栏写栏目名", "name every column");
        look.fault("X23", Some(node.id), say!("表没有表头", "the table has no head"), help);
    }
    if !regular(table.head.iter().chain(&table.body), table.columns.len()) {
        let help = say!("让每一行的单元格合起来正好占满各栏", "let the cells of every row cover the columns exactly");
        look.fault("X24", Some(node.id), say!("表的各行宽度不一", "the rows of the table are not equally wide"), help);
    }
}

/// Whether every row covers every column, cells over several rows counted in each.
fn regular<'r>(rows: impl Iterator<Item = &'r Row>, columns: usize) -> bool {
    // By column: rows still covered from above.
    let mut covered = vec![0_u16; columns];
    for row in rows {
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < columns {
            if let Some(above) = covered.get_mut(column).filter(|above| **above > 0) {
                *above -= 1;
                column += 1;
                continue;
            }
            let Some(cell) = cells.next() else { return false };
            let across = usize::from(cell.across.max(1));
            for place in column..column + across {
                match covered.get_mut(place) {
                    Some(above) if *above == 0 => *above = cell.down.max(1) - 1,
                    Some(_) | None => return false,
                }
            }
            column += across;
        }
        if cells.next().is_some() {
            return false;
        }
    }
    covered.iter().all(|rest| *rest == 0)
}

/// PDF/UA-1 7.18.5, ISO 32000-1 12.6.4.7: a link leads somewhere.
fn links(look: &mut Inspection<'_>) {
    let blocks: BTreeSet<&str> = look.nodes.values().map(|node| node.block.as_str()).collect();
    let mut faults = Vec::new();
    for ((node, _), para) in &look.paras {
        for mark in para.runs.iter().flat_map(|run| &run.marks) {
            match mark {
                Mark::Link(address) if !is_address(address) => faults.push((*node, "X25", address.clone())),
                Mark::Ref(block) if !blocks.contains(block.as_str()) => faults.push((*node, "X26", block.clone())),
                Mark::Link(_)
                | Mark::Ref(_)
                | Mark::Strong
                | Mark::Kai
                | Mark::Dot
                | Mark::Name
                | Mark::Late
                | Mark::Book
                | Mark::Sup
                | Mark::Sub => {}
                Mark::Ruby(_) | Mark::Note => {}
            }
        }
    }
    for (node, code, target) in faults {
        let (message, help) = if code == "X25" {
            (
                say!("“{target}”不是网址", "“{target}” is not an address"),
                say!("写完整，例如 https://example.org/", "write it in full, such as https://example.org/"),
            )
        } else {
            (
                say!("链接指向没有的块“{target}”", "the link leads to “{target}”, which is no block"),
                say!("写那一块的 id", "write the id of the block"),
            )
        };
        look.fault(code, Some(node), message, help);
    }
}

/// A scheme, a colon, and something without white space.
fn is_address(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let word = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    word && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && !rest.is_empty()
        && !address.contains(char::is_whitespace)
}
