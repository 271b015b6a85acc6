//! The differences of two sources as text and as HTML.

use super::super::html::{escape, page};
use super::super::lang::Lang;
use super::State;
use super::words::{Changed, Fate, Piece};
use banxin::figures::compare::{Change, stated};
use banxin::figures::{Figure, ledger};

/// Characters of unchanged text shown on each side of a change.
const AROUND: usize = 14;

/// All that differs.
pub struct Differences<'a> {
    pub old: &'a State,
    pub new: &'a State,
    pub figures: &'a [Change<'a>],
    pub words: &'a [Changed<'a>],
    pub lang: Lang,
}

impl Differences<'_> {
    /// For the terminal.
    pub fn text(&self) -> String {
        let lang = self.lang;
        if self.figures.is_empty() && self.words.is_empty() {
            return lang.pick("没有变化\n", "no difference\n").into();
        }
        let mut out = String::new();
        out.push_str(&match lang {
            Lang::Zh => format!("数据：{} 项有变化\n", self.figures.len()),
            Lang::En => format!("figures: {} changed\n", self.figures.len()),
        });
        for change in self.figures {
            let Some(figure) = change.new.or(change.old) else { continue };
            let (id, name) = (&figure.id.value, &figure.indicator.value);
            out.push_str(&format!("  {id}  {name}  {}\n", self.sides(change)));
            for (cell, was, is) in &change.cells {
                out.push_str(&format!("    {cell}: {was} → {is}\n"));
            }
            for place in self.places(change) {
                out.push_str(&format!("    {place}\n"));
            }
        }
        out.push_str(&match lang {
            Lang::Zh => format!("文字：{} 段有变化\n", self.words.len()),
            Lang::En => format!("words: {} passages changed\n", self.words.len()),
        });
        for changed in self.words {
            out.push_str(&format!("  {}\n    ", self.place(changed)));
            for (number, piece) in changed.pieces.iter().enumerate() {
                out.push_str(&match piece.fate {
                    Fate::Same => shortened(piece.text, number == 0, number + 1 == changed.pieces.len()),
                    Fate::Gone => format!("[-{}-]", piece.text),
                    Fate::Come => format!("{{+{}+}}", piece.text),
                });
            }
            out.push('\n');
        }
        out
    }

    /// What the figure said and says.
    fn sides(&self, change: &Change<'_>) -> String {
        let none = self.lang.pick("（无）", "(none)");
        let side = |figure: Option<&Figure>| figure.map_or_else(|| none.to_owned(), stated);
        format!("{} → {}", side(change.old), side(change.new))
    }

    /// Where the new source states it, or the old one did.
    fn places(&self, change: &Change<'_>) -> Vec<String> {
        let (state, figure) = match (change.new, change.old) {
            (Some(figure), _) => (self.new, figure),
            (None, Some(figure)) => (self.old, figure),
            (None, None) => return Vec::new(),
        };
        let entries = ledger(&state.filled);
        let entry = entries.into_iter().find(|entry| entry.figure.id.value == figure.id.value);
        let places = entry.map(|entry| entry.places).unwrap_or_default();
        places.into_iter().map(|(span, written)| format!("{}: {written}", state.shown(span))).collect()
    }

    fn place(&self, changed: &Changed<'_>) -> String {
        let lang = self.lang;
        match (changed.old, changed.new) {
            (_, Some(new)) if changed.old.is_none() => {
                format!("{} {}", self.new.shown(new.span), lang.pick("新增", "added"))
            }
            (_, Some(new)) => self.new.shown(new.span),
            (Some(old), None) => format!("{} {}", self.old.shown(old.span), lang.pick("删去", "removed")),
            (None, None) => String::new(),
        }
    }

    /// For the one who signs.
    pub fn html(&self, old: &str, new: &str) -> String {
        let lang = self.lang;
        let title = lang.pick("两稿比较", "Two states compared");
        let mut body = format!(
            "<main>\n<h1>{title}</h1>\n<p class=\"by\"><del>{}</del> → <ins>{}</ins></p>\n",
            escape(old),
            escape(new)
        );
        body.push_str(&format!(
            "<ul class=\"tiles\"><li class=\"warning\"><b>{}</b>{}</li><li class=\"info\"><b>{}</b>{}</li></ul>\n",
            self.figures.len(),
            lang.pick("项数据有变化", "figures changed"),
            self.words.len(),
            lang.pick("段文字有变化", "passages changed")
        ));
        if !self.figures.is_empty() {
            body.push_str(&format!(
                "<h2>{}</h2>\n<table><thead><tr><th>{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th><th>{}</th></tr></thead>\n<tbody>\n",
                lang.pick("数据", "Figures"),
                lang.pick("指标", "Indicator"),
                lang.pick("原为", "Was"),
                lang.pick("现为", "Is"),
                lang.pick("变在何处，何处写到", "What differs, and where it is stated")
            ));
            for change in self.figures {
                body.push_str(&self.row(change));
            }
            body.push_str("</tbody></table>\n");
        }
        if !self.words.is_empty() {
            body.push_str(&format!("<h2>{}</h2>\n", lang.pick("文字", "Words")));
            for changed in self.words {
                let class = match (changed.old, changed.new) {
                    (None, _) => "info",
                    (_, None) => "error",
                    (Some(_), Some(_)) => "warning",
                };
                let text: String = changed.pieces.iter().map(marked).collect();
                let place = escape(&self.place(changed));
                body.push_str(&format!(
                    "<article class=\"{class}\"><p class=\"place\">{place}</p><p>{text}</p></article>\n"
                ));
            }
        }
        if self.figures.is_empty() && self.words.is_empty() {
            body.push_str(&format!(
                "<p>{}</p>\n",
                lang.pick("两稿的数据与文字完全相同。", "Figures and words are the same.")
            ));
        }
        body.push_str(&format!(
            "<footer>{} {}</footer>\n</main>\n",
            lang.pick("版心 Banxin", "Banxin"),
            env!("CARGO_PKG_VERSION")
        ));
        page(lang, title, &body)
    }

    fn row(&self, change: &Change<'_>) -> String {
        let Some(figure) = change.new.or(change.old) else { return String::new() };
        let side = |figure: Option<&Figure>, tag: &str| {
            figure.map_or_else(|| "—".into(), |figure| format!("<{tag}>{}</{tag}>", escape(&stated(figure))))
        };
        let mut about: Vec<String> = change
            .cells
            .iter()
            .map(|(cell, was, is)| {
                format!("<code>{cell}</code> <del>{}</del> → <ins>{}</ins>", escape(was), escape(is))
            })
            .collect();
        about.extend(self.places(change).iter().map(|place| format!("<small>{}</small>", escape(place))));
        format!(
            "<tr><td>{}<small><code>{}</code></small></td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
            escape(&figure.indicator.value),
            escape(&figure.id.value),
            side(change.old, "del"),
            side(change.new, "ins"),
            about.join("<br>").replace("<br><small>", "<small>")
        )
    }
}

fn marked(piece: &Piece<'_>) -> String {
    let text = escape(piece.text);
    match piece.fate {
        Fate::Same => format!("<span class=\"same\">{text}</span>"),
        Fate::Gone => format!("<del>{text}</del>"),
        Fate::Come => format!("<ins>{text}</ins>"),
    }
}

/// Unchanged text as far as it helps to find the change.
fn shortened(text: &str, first: bool, last: bool) -> String {
    let count = text.chars().count();
    let keep = if first || last { AROUND } else { 2 * AROUND };
    if count <= keep {
        return text.to_owned();
    }
    let head: String = text.chars().take(AROUND).collect();
    let tail: String = text.chars().skip(count - AROUND).collect();
    match (first, last) {
        (true, _) => format!("…{tail}"),
        (false, true) => format!("{head}…"),
        (false, false) => format!("{head}…{tail}"),
    }
}
