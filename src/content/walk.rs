//! Ways through a document.

use super::*;

impl Document {
    /// The blocks in the flow of the pages: those in columns of their own number among them, those in boxes not.
    pub fn flow(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().flat_map(|block| {
            if let BlockKind::Columns(columns) = &block.kind { &columns.blocks } else { std::slice::from_ref(block) }
        })
    }

    /// Every choice of rows of the table of figures.
    pub fn selections(&self) -> Vec<&Selection> {
        fn walk<'d>(blocks: &'d [Block], found: &mut Vec<&'d Selection>) {
            for block in blocks {
                match &block.kind {
                    BlockKind::FigureTable(table) => found.push(&table.rows),
                    BlockKind::Chart(chart) => found.extend(chart.series.iter().map(|series| &series.rows)),
                    BlockKind::Box(inner) => walk(&inner.blocks, found),
                    BlockKind::Columns(inner) => walk(&inner.blocks, found),
                    BlockKind::Heading(_)
                    | BlockKind::Inset(_)
                    | BlockKind::Paragraph(_)
                    | BlockKind::Lead(_)
                    | BlockKind::Grid(_)
                    | BlockKind::List(_)
                    | BlockKind::Quote(_)
                    | BlockKind::Picture(_)
                    | BlockKind::Tabbed(_)
                    | BlockKind::Numbers(_)
                    | BlockKind::Contents(_)
                    | BlockKind::Signature(_)
                    | BlockKind::Colophon(_)
                    | BlockKind::Pull(_)
                    | BlockKind::Imprint(_)
                    | BlockKind::Remark(_)
                    | BlockKind::Break(_)
                    | BlockKind::Credit(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.blocks, &mut found);
        found
    }
}

impl Document {
    /// Every panel of large figures.
    pub fn panels(&self) -> Vec<&Numbers> {
        fn walk<'d>(blocks: &'d [Block], found: &mut Vec<&'d Numbers>) {
            for block in blocks {
                if let BlockKind::Numbers(numbers) = &block.kind {
                    found.push(numbers);
                } else if let BlockKind::Box(BoxBlock { blocks, .. })
                | BlockKind::Columns(ColumnsBlock { blocks, .. }) = &block.kind
                {
                    walk(blocks, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.blocks, &mut found);
        found
    }
}
