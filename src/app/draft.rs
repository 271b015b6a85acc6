//! A plain text as the YAML source that a person goes on with.

use banxin::content::{Line, lines};

/// The source: title, headings and paragraphs; the table is named.
pub fn of(text: &str, table: &str) -> String {
    let (mut title, mut body) = (String::from("title: 题目"), String::new());
    for (kind, _, line) in lines(text) {
        let scalar = scalar(line);
        match kind {
            Line::Title => title = format!("title: {scalar}"),
            Line::Heading(1) => body.push_str(&format!("  - heading: {scalar}\n")),
            Line::Heading(level) => {
                body.push_str(&format!("  - heading: {{level: {level}, main: {}}}\n", quoted(line)))
            }
            Line::Paragraph => body.push_str(&format!("  - paragraph: {scalar}\n")),
        }
    }
    format!("{title}\nlayout: bulletin\nfigures: {}\nbody:\n{body}", scalar(table))
}

/// A scalar as YAML reads it back: plain where that is safe.
fn scalar(text: &str) -> String {
    let first = text
        .starts_with(['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`']);
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.contains('\t');
    let word =
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_' | b'~'));
    let path = word && text.contains('.') && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    if first || inside || (word && !path) { quoted(text) } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_yaml() {
        let draft = of("全年回眸\n“326”案：共 8 起。\n- 列\n2021\n1: 2。\n", "figures.csv");
        assert_eq!(
            draft,
            "title: 全年回眸\nlayout: bulletin\nfigures: figures.csv\nbody:\n  - paragraph: “326”案：共 8 起。\n  - heading: '- 列'\n  - heading: '2021'\n  - paragraph: '1: 2。'\n"
        );
    }
}
