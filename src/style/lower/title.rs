//! The headline stack, and what is known of the document.

use super::{Lowering, contents, imprint, prose::Setting};
use crate::base::Span;
use crate::content::{Document, Title};
use crate::figures::Filled;
use crate::style::{Info, NodeKind, ParaRole, StyleKey};

/// 引题, 主题, 副题, each a paragraph. Lines that the author broke by sense are forced breaks of one 主题.
pub fn lower(title: &Title, to: &mut Lowering<'_>) {
    stack(title, to);
    // The space under the stack is the subtitle's to say, and holds when there is none.
    let after = to.sheet.para(StyleKey::Subtitle.id()).flow.after;
    if let Some(last) = to.nodes.last_mut() {
        last.flow.after = last.flow.after.max(after);
    }
    let rules = &to.sheet.blocks;
    if let Some(kind) = rules.cover {
        imprint::behind_cover(to);
        to.push("", Span::default(), StyleKey::Body, NodeKind::Break(kind));
    }
    if rules.contents > 0 {
        contents::after_title(rules.contents, &rules.contents_title, to);
        if let Some(kind) = rules.cover {
            to.push("", Span::default(), StyleKey::Body, NodeKind::Break(kind));
        }
    }
}

fn stack(title: &Title, to: &mut Lowering<'_>) {
    if let Some(kicker) = &title.kicker {
        let para = to.para(kicker, ParaRole::Kicker, StyleKey::Kicker);
        to.push("kicker", kicker.span, StyleKey::Kicker, NodeKind::Para(para));
    }
    if let Some(first) = title.main.first() {
        let lines: Vec<_> = title.main.iter().map(|line| to.prose(line)).collect();
        let whole = title.main.iter().fold(first.span, |span, line| span.to(line.span));
        let mut setting = Setting::new(ParaRole::Title, StyleKey::Title, to);
        for (index, prose) in lines.into_iter().enumerate() {
            if index > 0 {
                setting = setting.plain("\n", Span::default(), None);
            }
            setting = setting.prose(prose, None);
        }
        let para = setting.turned();
        to.push("title", whole, StyleKey::Title, NodeKind::Para(para));
    }
    if let Some(sub) = &title.sub {
        let para = to.para(sub, ParaRole::Subtitle, StyleKey::Subtitle);
        to.push("subtitle", sub.span, StyleKey::Subtitle, NodeKind::Para(para));
    }
}

/// Facts for metadata and furniture, figures resolved.
pub fn info(document: &Document, filled: &Filled) -> Info {
    let value = |field: &Option<crate::base::Spanned<String>>| {
        field.as_ref().map_or_else(String::new, |field| field.value.clone())
    };
    let list = |fields: &[crate::base::Spanned<String>]| fields.iter().map(|field| field.value.clone()).collect();
    let (meta, title) = (&document.meta, &document.title);
    let lines: Vec<&str> = title.main.iter().map(|line| &*filled.prose(line.id).text).collect();
    Info {
        language: if meta.language.is_empty() { "zh-CN".to_owned() } else { meta.language.clone() },
        title: lines.join(" "),
        subtitle: title.sub.as_ref().map_or_else(String::new, |sub| filled.prose(sub.id).text.to_string()),
        issuer: value(&meta.issuer),
        date: value(&meta.date),
        number: value(&meta.number),
        series: value(&meta.series),
        section: value(&meta.section),
        signer: value(&meta.signer),
        editors: list(&meta.editors),
        authors: list(&meta.authors),
        keywords: list(&meta.keywords),
    }
}
