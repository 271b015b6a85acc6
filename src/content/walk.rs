//! The texts of a document in reading order, that is in order of their ids.

use super::*;

impl Document {
    /// The blocks in the flow of the pages: those in columns of their own number among them, those in boxes not.
    pub fn flow(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().flat_map(|block| {
            if let BlockKind::Columns(columns) = &block.kind { &columns.blocks } else { std::slice::from_ref(block) }
        })
    }

    /// Every text in reading order.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::with_capacity(self.texts as usize);
        texts.extend(&self.title.kicker);
        texts.extend(&self.title.main);
        texts.extend(&self.title.sub);
        for block in &self.blocks {
            of_block(block, &mut texts);
        }
        texts.sort_by_key(|text| text.id);
        texts
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

fn of_block<'d>(block: &'d Block, texts: &mut Vec<&'d Text>) {
    match &block.kind {
        BlockKind::Heading(heading) => {
            texts.extend(&heading.lead);
            texts.push(&heading.main);
        }
        BlockKind::Inset(inset) => texts.extend(&inset.lines),
        BlockKind::Paragraph(text) | BlockKind::Lead(text) | BlockKind::Remark(text) | BlockKind::Credit(text) => {
            texts.push(text);
        }
        BlockKind::FigureTable(table) => {
            texts.extend([&table.caption, &table.unit, &table.note, &table.from].into_iter().flatten());
            texts.extend(table.columns.iter().map(|column| &column.head));
        }
        BlockKind::Chart(chart) => {
            texts.extend([&chart.caption, &chart.alt, &chart.unit, &chart.note, &chart.from].into_iter().flatten());
            texts.extend(&chart.labels);
            texts.extend(chart.series.iter().filter_map(|series| series.name.as_ref()));
        }
        BlockKind::Grid(grid) => {
            texts.extend([&grid.caption, &grid.unit, &grid.note, &grid.from, &grid.alt].into_iter().flatten());
            texts.extend(grid.head.iter().chain(&grid.rows).flatten().map(|cell| &cell.text));
        }
        BlockKind::List(list) => of_list(list, texts),
        BlockKind::Tabbed(lines) => texts.extend(lines.iter().flat_map(|line| &line.parts)),
        BlockKind::Colophon(colophon) => {
            texts.extend(&colophon.copies);
            texts.push(&colophon.printer);
            texts.extend(&colophon.date);
        }
        BlockKind::Imprint(imprint) => {
            let Imprint { title, issuer, editors, printer, date, size, run, faces, lines } = imprint;
            let fields = [title, issuer, editors, printer, date, size, run, faces];
            texts.extend(fields.into_iter().flatten());
            texts.extend(lines.iter().flat_map(|(label, text)| [label, text]));
        }
        BlockKind::Quote(quote) | BlockKind::Pull(quote) => {
            texts.extend(&quote.texts);
            texts.extend(&quote.from);
        }
        BlockKind::Picture(picture) => {
            texts.extend([&picture.alt, &picture.caption, &picture.credit].into_iter().flatten());
        }
        BlockKind::Box(inner) => {
            texts.extend(&inner.title);
            for block in &inner.blocks {
                of_block(block, texts);
            }
        }
        BlockKind::Columns(inner) => inner.blocks.iter().for_each(|block| of_block(block, texts)),
        BlockKind::Numbers(numbers) => {
            texts.extend([&numbers.caption, &numbers.from].into_iter().flatten());
            texts.extend(numbers.items.iter().flat_map(|(value, label)| [value, label]));
        }
        BlockKind::Contents(contents) => texts.extend(&contents.title),
        BlockKind::Signature(signature) => {
            texts.extend(&signature.issuers);
            texts.extend(&signature.date);
        }
        BlockKind::Break(_) => {}
    }
}

fn of_list<'d>(list: &'d List, texts: &mut Vec<&'d Text>) {
    for item in &list.items {
        texts.push(&item.text);
        if let Some(list) = &item.list {
            of_list(list, texts);
        }
    }
}
