//! Words of the furniture that are the same on every page: filled in here, so that both exits say the same.

use crate::style::{Furniture, Info};

/// Fills `{title}` and its kin; `{page}`, `{pages}` and `{heading}` are left to the pages. A piece whose
/// words are not known is left out whole: 文件 without an issuer is no red head.
pub fn fill(pieces: &mut Vec<Furniture>, info: &Info) {
    let words = [
        ("{title}", info.title.clone()),
        ("{subtitle}", info.subtitle.clone()),
        ("{issuer}", info.issuer.clone()),
        ("{number}", info.number.clone()),
        ("{series}", info.series.clone()),
        ("{section}", info.section.clone()),
        ("{signer}", info.signer.clone()),
        ("{editors}", info.editors.join("　")),
        ("{authors}", info.authors.join(" ")),
        ("{date}", info.date.clone()),
        ("{date-han}", long_date(&info.date)),
    ];
    let known =
        |name: &str| words.iter().any(|(word, value)| word.trim_matches(['{', '}']) == name && !value.is_empty());
    pieces.retain(|piece| piece.when.is_empty() || known(&piece.when));
    pieces.retain(|piece| piece.unless.is_empty() || !known(&piece.unless));
    pieces.retain(|piece| !words.iter().any(|(name, value)| value.is_empty() && piece.text.contains(name)));
    for piece in pieces {
        for (name, value) in &words {
            piece.text = piece.text.replace(name, value);
        }
    }
}

/// 2022-01-20 → 2022年1月20日 (GB/T 9704 7.3.5: no leading zeros); anything else as it stands.
pub fn long_date(date: &str) -> String {
    let parts: Option<Vec<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some([year, month, day]) => format!("{year}年{month}月{day}日"),
        Some(_) | None => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let info = Info { issuer: "市公安局".into(), date: "2022-01-05".into(), ..Info::default() };
        let piece = |text: &str| Furniture { text: text.into(), ..Furniture::default() };
        let mut pieces = vec![piece("{issuer}文件"), piece("{number}"), piece("{date-han} · {page}")];
        fill(&mut pieces, &info);
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["市公安局文件", "2022年1月5日 · {page}"]);
    }
}
