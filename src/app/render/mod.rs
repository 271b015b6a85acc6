//! Findings on their way out: data in, text out, one file a format.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use super::args::Format;
use super::lang::Lang;
use banxin::base::{Finding, Position, Severity, Sources, Span};

/// Everything a renderer needs to know.
pub struct Report<'a> {
    /// Sorted by place.
    pub findings: &'a [Finding],
    /// The texts they point into.
    pub sources: &'a Sources,
    /// The name of a source as the user would type it.
    pub shown: &'a dyn Fn(&str) -> String,
    /// What to blame when a finding has no place: the source, as typed.
    pub whole: &'a str,
    /// Language of the words.
    pub lang: Lang,
    /// Whether colours may be used.
    pub colour: bool,
}

/// A span as people and editors count.
pub struct Place {
    /// The file.
    pub file: String,
    /// Beginning.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
}

impl Report<'_> {
    /// The findings as text, each line ended.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Human => human::render(self),
            Format::Short => short::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
            Format::Sarif => sarif::render(self),
        }
    }

    /// Where a span lies; the beginning of the source for none.
    fn place(&self, span: Option<Span>) -> Place {
        let (file, start) = self.beginning(span);
        let end = span.map_or(start, |span| self.sources.position_at(span.source, span.end.max(span.start)));
        Place { file, start, end }
    }

    /// The file of a span and where it begins there.
    fn beginning(&self, span: Option<Span>) -> (String, Position) {
        let Some(span) = span else { return (self.whole.to_owned(), Position { line: 1, column: 1 }) };
        ((self.shown)(self.sources.name(span.source)), self.sources.position(span))
    }
}

/// The English word used by tools; people get [`Lang`]'s.
fn keyword(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// Text of an unknown source made harmless for a terminal: control and direction-changing
/// characters are shown by their numbers.
fn tame(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let odd = |c: char| c < ' ' || c >= '\u{7F}' && (c <= '\u{9F}' || c >= '\u{200E}' && turns(c));
    let mut out = String::with_capacity(text.len());
    // Most texts are harmless from end to end: what stands between two odd characters is taken in one piece.
    let mut from = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| odd(*c)) {
        out.push_str(text.get(from..at).unwrap_or(""));
        if c == '\n' {
            out.push(' ');
        } else {
            out.extend(c.escape_unicode());
        }
        from = at + c.len_utf8();
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin::say;
    use expect_test::{Expect, expect};

    /// One error with help and a related place in another file, one warning without place.
    fn sample(format: Format, lang: Lang) -> String {
        let mut sources = Sources::default();
        let yaml =
            sources.add("review.yaml", "title: 工作回眸\nbody:\n  - paragraph: 全市$(case.sovled)起现发命案全破\n");
        let csv = sources.add("figures.csv", "id,indicator,value\ncase.solved,现发命案,8\n");
        let at = |source: banxin::base::SourceId, needle: &str| {
            let start = sources.text(source).find(needle).unwrap();
            Span::new(source, start..start + needle.len())
        };
        let findings = [
            Finding::input(
                "F03",
                at(yaml, "$(case.sovled)"),
                say!("没有编号为 case.sovled 的数据", "no figure case.sovled"),
            )
            .help(say!("写 $(case.solved)", "write $(case.solved)"))
            .with(at(csv, "case.solved"), say!("最接近的在这里", "the nearest one is here")),
            Finding::resource("T02", None, say!("缺字体 100%\u{1b}[2J", "a font is missing, 100%\u{1b}[2J")),
        ];
        let shown = |name: &str| format!("data/{name}");
        let report = Report {
            findings: &findings,
            sources: &sources,
            shown: &shown,
            whole: "data/review.yaml",
            lang,
            colour: false,
        };
        report.render(format)
    }

    fn check(format: Format, lang: Lang, expected: &Expect) {
        expected.assert_eq(&sample(format, lang));
    }

    #[test]
    fn human_underlines_wide_characters_where_they_stand() {
        check(
            Format::Human,
            Lang::Zh,
            &expect![[r#"
                错误[F03]: 没有编号为 case.sovled 的数据
                 --> data/review.yaml:3:18
                  |
                3 |   - paragraph: 全市$(case.sovled)起现发命案全破
                  |                    ^^^^^^^^^^^^^^
                  |
                 ::: data/figures.csv:2:1
                  |
                2 | case.solved,现发命案,8
                  | ----------- 最接近的在这里
                  |
                  = 办法: 写 $(case.solved)

                错误[T02]: 缺字体 100%\u{1b}[2J
                --> data/review.yaml

            "#]],
        );
    }

    #[test]
    fn human_shows_fifty_of_one_code_with_their_text_and_the_rest_in_a_line_each() {
        let mut sources = Sources::default();
        let source = sources.add("review.yaml", "多处相同的错");
        let one = |code| Finding::check(code, Severity::Warning, Span::new(source, 0..6), say!("错", "wrong"));
        let findings: Vec<Finding> = std::iter::repeat_with(|| one("W02")).take(53).chain([one("W03")]).collect();
        let shown = |name: &str| name.to_owned();
        let report =
            Report { findings: &findings, sources: &sources, shown: &shown, whole: "", lang: Lang::En, colour: false };
        let text = report.render(Format::Human);
        assert_eq!(text.matches("^^^^").count(), 51);
        assert_eq!(text.matches("review.yaml:1:1: warning[W02]: wrong\n").count(), 3);
    }

    #[test]
    fn short_is_one_line_and_its_help() {
        check(
            Format::Short,
            Lang::En,
            &expect![[r#"
            data/review.yaml:3:18: error[F03]: no figure case.sovled
              = help: write $(case.solved)
            data/review.yaml:1:1: error[T02]: a font is missing, 100%\u{1b}[2J
        "#]],
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        let text = sample(Format::Json, Lang::En);
        for line in text.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        expect![[r#"
            {"v":1,"code":"F03","severity":"error","class":"input","file":"data/review.yaml","line":3,"column":18,"end_line":3,"end_column":32,"bytes":[47,61],"message":{"zh":"没有编号为 case.sovled 的数据","en":"no figure case.sovled"},"help":{"zh":"写 $(case.solved)","en":"write $(case.solved)"},"related":[{"file":"data/figures.csv","line":2,"column":1,"end_line":2,"end_column":12,"bytes":[19,30],"message":{"zh":"最接近的在这里","en":"the nearest one is here"}}]}
            {"v":1,"code":"T02","severity":"error","class":"resource","file":"data/review.yaml","line":1,"column":1,"end_line":1,"end_column":1,"message":{"zh":"缺字体 100%\u001b[2J","en":"a font is missing, 100%\u001b[2J"}}
        "#]].assert_eq(&text);
    }

    #[test]
    fn github_escapes_what_its_commands_would_read() {
        check(
            Format::Github,
            Lang::En,
            &expect![[r#"
            ::error file=data/review.yaml,line=3,endLine=3,col=18,endColumn=32,title=F03::no figure case.sovled%0Awrite $(case.solved)
            ::error file=data/review.yaml,line=1,endLine=1,col=1,endColumn=1,title=T02::a font is missing, 100%25\u{1b}[2J
        "#]],
        );
    }

    #[test]
    fn sarif_is_valid_json_with_regions_in_code_points() {
        let sarif: serde_json::Value = serde_json::from_str(&sample(Format::Sarif, Lang::En)).unwrap();
        assert_eq!(sarif["version"], "2.1.0");
        let run = &sarif["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], 3);
        assert_eq!(region["startColumn"], 18);
        assert_eq!(region["endColumn"], 32);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let index = run["results"][1]["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], run["results"][1]["ruleId"]);
    }
}
