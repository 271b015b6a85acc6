//! `banxin check --report FILE`: what was found, and each figure with the places that state it, what
//! was computed and what was checked, as one HTML file that reads alone and prints.

use super::html::{escape, page};
use super::lang::Lang;
use super::source::Place;
use banxin::base::{Finding, Position, Severity, Sources, Span};
use banxin::figures::compare::stated;
use banxin::figures::{Entry, Figure, Filled, Origin, Prose, computed, ledger, loose, proofs};

/// Characters of the source shown on each side of a finding.
const AROUND: usize = 36;

/// Everything that the report tells.
pub struct Report<'a> {
    /// Sorted by place.
    pub findings: &'a [Finding],
    /// The texts they point into.
    pub sources: &'a Sources,
    /// Where the source lies.
    pub place: &'a Place,
    /// The document's figures; none when it could not be read.
    pub filled: Option<&'a Filled>,
    /// Language of the words.
    pub lang: Lang,
}

impl Report<'_> {
    /// The file.
    pub fn html(&self) -> String {
        let lang = self.lang;
        let title = self.filled.and_then(|filled| filled.prose.first()).map_or("", |prose| &*prose.text);
        let heading = lang.pick("数据与文字检查报告", "Report on figures and text");
        let mut body = format!(
            "<main>\n<h1>{heading}</h1>\n<p class=\"by\">{}　<code>{}</code></p>\n",
            escape(title),
            escape(&self.place.typed)
        );
        body.push_str(&self.tiles());
        body.push_str(&self.list());
        if let Some(filled) = self.filled {
            let entries = ledger(filled);
            if !entries.is_empty() {
                body.push_str(&self.table(filled, &entries));
            }
            body.push_str(&self.loose(filled));
            body.push_str(&self.text(filled));
        }
        body.push_str(&format!(
            "<footer>{} {}</footer>\n</main>\n",
            lang.pick("版心 Banxin", "Banxin"),
            env!("CARGO_PKG_VERSION")
        ));
        page(lang, heading, &body)
    }

    fn tiles(&self) -> String {
        let lang = self.lang;
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let mut tiles = vec![
            ("error", count(Severity::Error), lang.pick("错误", "errors")),
            ("warning", count(Severity::Warning), lang.pick("警告", "warnings")),
            ("info", count(Severity::Info), lang.pick("提示", "remarks")),
        ];
        if let Some(filled) = self.filled {
            tiles.push(("", filled.table.rows.len(), lang.pick("项数据", "figures")));
            tiles.push(("", filled.bindings.len(), lang.pick("处引用", "places bound")));
            let checked = filled.table.rows.iter().map(|row| proofs(row, &filled.table).len()).sum();
            tiles.push(("good", checked, lang.pick("项复核", "checks made")));
        }
        let tile = |(class, number, words): &(&str, usize, &str)| {
            let class = if *number == 0 { "" } else { class };
            format!("<li class=\"{class}\"><b>{number}</b>{words}</li>")
        };
        format!("<ul class=\"tiles\">{}</ul>\n", tiles.iter().map(tile).collect::<String>())
    }

    fn shown(&self, span: Span) -> String {
        let Position { line, column } = self.sources.position(span);
        format!("{}:{line}:{column}", self.place.disk.shown(self.sources.name(span.source)))
    }

    /// The findings with the text around them.
    fn list(&self) -> String {
        let lang = self.lang;
        let mut out = format!("<h2>{}</h2>\n", lang.pick("检查所见", "Findings"));
        if self.findings.is_empty() {
            out.push_str(&format!("<p class=\"ok\">{}</p>\n", lang.pick("没有发现问题。", "Nothing was found.")));
        }
        // What must be mended first, then what may be looked at, each in order of place.
        for finding in self.findings.iter().filter(|finding| finding.severity != Severity::Info) {
            let (class, name) = match finding.severity {
                Severity::Error => ("error", lang.pick("错误", "error")),
                Severity::Warning | Severity::Info => ("warning", lang.pick("警告", "warning")),
            };
            out.push_str(&format!(
                "<article class=\"{class}\"><h3><span class=\"code\">{} {name}</span>{}</h3>",
                finding.code,
                escape(lang.of(&finding.message))
            ));
            if let Some(span) = finding.span {
                out.push_str(&format!("<p class=\"place\">{}</p>{}", escape(&self.shown(span)), self.snippet(span)));
            }
            for (span, words) in &finding.related {
                out.push_str(&format!(
                    "<p class=\"place\">{}：{}</p>{}",
                    escape(&self.shown(*span)),
                    escape(lang.of(words)),
                    self.snippet(*span)
                ));
            }
            if let Some(help) = &finding.help {
                out.push_str(&format!("<p>{}{}</p>", lang.pick("办法：", "Help: "), escape(lang.of(help))));
            }
            out.push_str("</article>\n");
        }
        let mut remarks = self.findings.iter().filter(|finding| finding.severity == Severity::Info).peekable();
        if remarks.peek().is_some() {
            out.push_str(&format!("<h2>{}</h2>\n<table class=\"info\"><tbody>\n", lang.pick("提示", "Remarks")));
            for finding in remarks {
                let place = finding.span.map(|span| escape(&self.shown(span))).unwrap_or_default();
                let help = finding.help.as_ref().map(|help| format!("<small>{}</small>", escape(lang.of(help))));
                out.push_str(&format!(
                    "<tr><td><span class=\"code\">{}</span></td><td>{}{}</td><td class=\"place\">{place}</td></tr>\n",
                    finding.code,
                    escape(lang.of(&finding.message)),
                    help.unwrap_or_default()
                ));
            }
            out.push_str("</tbody></table>\n");
        }
        out
    }

    /// The source around a place, the place marked.
    fn snippet(&self, span: Span) -> String {
        let text = self.sources.text(span.source);
        let (start, end) = (
            text.floor_char_boundary((span.start as usize).min(text.len())),
            text.floor_char_boundary((span.end.max(span.start) as usize).min(text.len())),
        );
        let line = text.get(..start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
        let before = text.get(line..start).unwrap_or("").trim_start();
        let after = text.get(end..).unwrap_or("");
        let after = after.get(..after.find('\n').unwrap_or(after.len())).unwrap_or("");
        let marked = text.get(start..end).unwrap_or("");
        let clipped = |text: &str, count: usize| -> String { text.chars().take(count).collect() };
        let (skipped, long) = (before.chars().count().saturating_sub(AROUND), marked.chars().count() > 2 * AROUND);
        let head: String = before.chars().skip(skipped).collect();
        let inside = if long { clipped(marked, 2 * AROUND) + "…" } else { marked.to_owned() };
        let tail = clipped(after, AROUND);
        let (left, right) = (if skipped > 0 { "…" } else { "" }, if tail.len() < after.len() { "…" } else { "" });
        format!(
            "<blockquote>{left}{}<mark>{}</mark>{}{right}</blockquote>",
            escape(&head),
            escape(&inside),
            if long { String::new() } else { escape(&tail) }
        )
    }

    /// Each figure: where it is stated, what was computed, what was checked.
    fn table(&self, filled: &Filled, entries: &[Entry<'_>]) -> String {
        let lang = self.lang;
        let mut out = format!(
            "<h2>{}</h2>\n<table><thead><tr><th>{}</th><th class=\"n\">{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
            lang.pick("数据", "Figures"),
            lang.pick("指标", "Indicator"),
            lang.pick("数值", "Value"),
            lang.pick("写到之处", "Stated at"),
            lang.pick("计算与复核", "Computed and checked")
        );
        let mut places = Anchors::default();
        for entry in entries {
            let row = entry.figure;
            let mut stated_at: Vec<String> = Vec::new();
            for (span, written) in &entry.places {
                let anchor = places.next(&row.id.value);
                stated_at.push(format!(
                    "<a href=\"#{anchor}\">{}</a> <span class=\"note\">{}</span>",
                    escape(written),
                    escape(&self.shown(*span))
                ));
            }
            if stated_at.is_empty() {
                stated_at.push(format!(
                    "<span class=\"note\">{}</span>",
                    lang.pick("正文没有引用", "not stated in the text")
                ));
            }
            let about = [&row.period, &row.basis, &row.origin].map(|cell| escape(&cell.value));
            let source: String = about.iter().filter(|cell| !cell.is_empty()).map(|cell| format!("　{cell}")).collect();
            out.push_str(&format!(
                "<tr id=\"f-{id}\"><td>{}<small><code>{id}</code>{source}</small></td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>\n",
                escape(&row.indicator.value),
                escape(&stated(row)),
                stated_at.join("<br>"),
                self.done(row, filled),
                id = escape(&row.id.value),
            ));
        }
        out.push_str("</tbody></table>\n");
        out
    }

    fn done(&self, row: &Figure, filled: &Filled) -> String {
        let lang = self.lang;
        let mut lines: Vec<String> = computed(row)
            .iter()
            .map(|words| format!("<span class=\"note\">= {}</span>", escape(lang.of(words))))
            .collect();
        for proof in proofs(row, &filled.table) {
            let inside =
                |span: Span| span.source == row.span.source && row.span.start <= span.start && span.end <= row.span.end;
            let failed = self
                .findings
                .iter()
                .find(|finding| proof.codes.contains(&finding.code.0) && finding.span.is_some_and(inside));
            let words = escape(lang.of(&proof.words));
            lines.push(match failed {
                Some(finding) => format!("<span class=\"bad\">✗ {words}（{}）</span>", finding.code),
                None if proof.codes.is_empty() => format!("<span class=\"note\">○ {words}</span>"),
                None => format!("<span class=\"ok\">✓ {words}</span>"),
            });
        }
        if lines.is_empty() {
            lines.push(format!("<span class=\"note\">{}</span>", lang.pick("照录", "as given")));
        }
        lines.join("<br>")
    }

    /// Numbers that no row answers for.
    fn loose(&self, filled: &Filled) -> String {
        let lang = self.lang;
        let numbers = loose(filled);
        if numbers.is_empty() {
            return String::new();
        }
        let mut out = format!("<h2>{}</h2>\n<p>", lang.pick("未绑定的数字", "Numbers not bound"));
        for (span, written) in numbers {
            let place = escape(&self.shown(span));
            out.push_str(&format!("<b>{}</b> <span class=\"note\">{place}</span>　", escape(written)));
        }
        out.push_str("</p>\n");
        out
    }

    /// The resolved text with its figures marked, each a link to its row.
    fn text(&self, filled: &Filled) -> String {
        let lang = self.lang;
        let mut out =
            format!("<h2>{}</h2>\n<div class=\"text\">\n", lang.pick("正文中的数据", "The text and its figures"));
        let mut places = Anchors::default();
        for prose in filled.prose.iter().flat_map(|prose| std::iter::once(prose).chain(&prose.notes)) {
            if prose.text.is_empty() {
                continue;
            }
            let class = if ends(prose) { "" } else { " class=\"h\"" };
            out.push_str(&format!("<p{class}>"));
            for run in &prose.runs {
                let text = escape(prose.text.get(run.range.start as usize..run.range.end as usize).unwrap_or(""));
                let figure = match run.origin {
                    Origin::Figure { binding, .. } => filled
                        .bindings
                        .get(binding as usize)
                        .and_then(|binding| filled.table.rows.get(binding.row as usize)),
                    Origin::Source(_) => None,
                };
                match figure {
                    Some(row) => {
                        let anchor = places.next(&row.id.value);
                        let id = escape(&row.id.value);
                        out.push_str(&format!("<a class=\"fig\" id=\"{anchor}\" href=\"#f-{id}\">{text}</a>"));
                    }
                    None => out.push_str(&text),
                }
            }
            out.push_str("</p>\n");
        }
        out.push_str("</div>\n");
        out
    }
}

/// Whether a text ends as a sentence does.
fn ends(prose: &Prose) -> bool {
    prose.text.ends_with(['。', '！', '？', '…', '”', '：', '；', '）'])
}

/// Names of the places of each figure, counted from 1 in reading order.
#[derive(Default)]
struct Anchors(std::collections::BTreeMap<String, u32>);

impl Anchors {
    fn next(&mut self, id: &str) -> String {
        let count = self.0.entry(id.to_owned()).or_default();
        *count += 1;
        format!("p-{}-{count}", escape(id))
    }
}
