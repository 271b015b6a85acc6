//! Words of the furniture that are the same on every page: filled in here, so that both exits say the same.

use crate::style::sense::width;
use crate::style::{Furniture, Info, Sheet};

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

/// Takes the styles of pieces that are wider than the type area a size down, step by step, as far as they name
/// smaller ones: a long issuer's red head stays within the red line's width (GB/T 9704 7.2.4).
pub fn fit(sheet: &mut Sheet) {
    let room = sheet.page.area.width;
    for piece in &sheet.furniture {
        let Some(style) = sheet.paras.get_mut(usize::from(piece.style.0)) else { continue };
        let half_ems = i64::from(width(&piece.text));
        let wide = |size: crate::base::Emu| size.scale(half_ems * i64::from(1000 + style.tracking), 2000) > room;
        let steps = std::iter::once(style.size).chain(style.habits.sizes.iter().copied());
        // Where none is small enough, the smallest.
        let steps: Vec<_> = steps.filter(|size| *size <= style.size).collect();
        if let Some(size) = steps.iter().find(|size| !wide(**size)).or(steps.iter().min()).copied()
            && size < style.size
        {
            style.leading = style.leading.scale(size.0, style.size.0.max(1));
            style.size = size;
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
    use crate::base::Emu;
    use crate::style::{Habits, ParaStyle};

    #[test]
    fn a_long_red_head_takes_a_smaller_size() {
        let size = |text: &str| {
            let style = ParaStyle {
                size: Emu::pt(36),
                leading: Emu::pt(45),
                habits: Habits { sizes: vec![Emu::pt(30), Emu::pt(24)], ..Habits::default() },
                ..ParaStyle::default()
            };
            let mut sheet = Sheet { paras: vec![style], ..Sheet::default() };
            sheet.page.area.width = Emu::pt(442);
            sheet.furniture = vec![Furniture { text: text.into(), ..Furniture::default() }];
            fit(&mut sheet);
            (sheet.paras[0].size, sheet.paras[0].leading)
        };
        assert_eq!(size("云川市人民政府文件"), (Emu::pt(36), Emu::pt(45)));
        assert_eq!(size("云川市住房公积金管理中心文件"), (Emu::pt(30), Emu(476_250)));
        assert_eq!(size("云川市住房公积金管理委员会办公室联合其他单位文件"), (Emu::pt(24), Emu::pt(30)));
    }

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
