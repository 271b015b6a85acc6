//! Cases for the table, the forms and the answers.

mod arithmetic;
mod inputs;

use super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Findings, Sources};
use crate::content::yaml::tests::show;

const HEAD: &str = "id,indicator,value,unit,qualifier,scale,yoy,yoy_direction,section";

/// A document of one paragraph and a table; the paragraph resolved, and the findings.
fn filled(paragraph: &str, table: &str) -> (String, String) {
    let mut files = MemoryFiles::default();
    files.0.insert("a.yaml".into(), format!("title: 题\nfigures: f.csv\nbody:\n  - paragraph: {paragraph}\n").into());
    files.0.insert("f.csv".into(), table.into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let text = crate::content::read("a.yaml", &files, &mut sources, &mut findings).and_then(|mut document| {
        let table = load(&document, &files, &mut sources, &mut findings)?;
        let filled = fill(&mut document, table, &mut findings)?;
        filled.prose.last().map(|prose| prose.text.to_string())
    });
    (text.unwrap_or_default(), show(findings, &sources))
}

#[test]
fn forms() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        ("甲,8,起,,,,,", &[("", "8"), (":unit", "8起"), (":value", "8"), (":han", "八"), (":han-unit", "八起")]),
        (
            "甲,57.4,%,,,,上升,",
            &[("", "57.4%"), (":unit", "57.4%"), (":value", "57.4"), (":trend", "上升57.4%"), (":yoy", "57.4%")],
        ),
        ("甲,1.3,个,余,万,,,", &[("", "1.3万余"), (":unit", "1.3万余个"), (":value", "1.3")]),
        ("甲,1370,元,余,万,,,", &[("", "1370万余"), (":unit", "1370万余元")]),
        ("甲,3,人,约,万,,,", &[("", "约3万"), (":unit", "约3万人"), (":han-unit", "三万人")]),
        ("甲,100,人,以上,,,,", &[("", "100以上"), (":unit", "100人以上")]),
        ("甲,2,个,,,,,", &[(":han", "二"), (":han-unit", "两个")]),
        ("甲,3.10,%,,,,,", &[("", "3.10%"), (":value", "3.10")]),
        ("甲,120,起,,,5.0,下降,", &[("", "120"), (":trend", "下降5.0%"), (":yoy", "5.0%")]),
        ("甲,120,起,,,0,持平,", &[(":trend", "持平")]),
        ("甲,120,起,,,-5.0,,", &[(":trend", "下降5.0%")]),
        ("甲,1.2,个百分点,,,,提高,", &[("", "1.2"), (":unit", "1.2个百分点"), (":trend", "提高1.2个百分点")]),
    ];
    for (row, forms) in rows {
        for (form, expected) in *forms {
            let (text, faults) = filled(&format!("共$(x{form})。"), &format!("{HEAD}\nx,{row}\n"));
            assert_eq!((text, faults), (format!("共{expected}。"), String::new()), "{row} {form}");
        }
    }
}

/// Forms that need further columns; rows as `name=value` words.
#[test]
fn forms_of_further_columns() {
    let head = "id,indicator,value,unit,scale,qualifier,yoy_direction,yoy,compare,prior,exact,upper,list";
    let row = |words: &str| {
        let of = |name: &str| {
            words
                .split(' ')
                .find_map(|word| word.split_once('=').filter(|(key, _)| *key == name))
                .map_or("", |(_, value)| value)
        };
        head.split(',').map(|name| if name == "indicator" { "甲" } else { of(name) }).collect::<Vec<_>>().join(",")
    };
    let cases = [
        ("value=18650 unit=元", "thousands-unit", "18,650元"),
        ("value=1370 unit=元 scale=万 qualifier=余", "thousands-unit", "1,370万余元"),
        ("value=1234567.50 unit=元", "thousands", "1,234,567.50"),
        ("value=345000000 unit=元", "scaled-unit", "3.45亿元"),
        ("value=34500 unit=元 scale=万", "scaled-unit", "3.45亿元"),
        ("value=1.30 unit=个 scale=万", "scaled-unit", "1.30万个"),
        ("value=9999 unit=个", "scaled", "9999"),
        ("value=5 unit=% upper=10", "", "5%～10%"),
        ("value=5 unit=% upper=10", "unit", "5%～10%"),
        ("value=3 unit=人 scale=万 upper=5", "unit", "3万～5万人"),
        ("value=3 unit=人 scale=万 upper=5 qualifier=约", "unit", "约3万～5万人"),
        ("value=5 unit=年 upper=8", "unit", "5～8年"),
        ("value=134 unit=起 prior=120", "trend", "上升11.7%"),
        ("value=134 unit=起 prior=120", "change", "同比上升11.7%"),
        ("value=134 unit=起 prior=120 compare=环比", "change", "环比上升11.7%"),
        ("value=134 unit=起 prior=120", "prior-unit", "120起"),
        ("value=134 unit=起 prior=120", "diff-unit", "14起"),
        ("value=92.5 unit=% prior=91.3", "trend", "提高1.2个百分点"),
        ("value=91.3 unit=% prior=92.5", "trend", "下降1.2个百分点"),
        ("value=91.3 unit=% prior=92.5", "diff-unit", "1.2个百分点"),
        ("value=91.3 unit=% prior=92.5", "prior", "92.5%"),
        ("value=1.3 unit=个 scale=万 qualifier=余 exact=13245", "exact-unit", "13245个"),
        // Written round, in the scale and with the word asked for.
        ("value=13701234 unit=元", "万余-unit", "1370万余元"),
        ("value=13701234 unit=元", "约万.1-unit", "约1370.1万元"),
        ("value=13701234 unit=元", "近十万-unit", "近1380万元"),
        ("value=344987654 unit=元", "亿.2-unit", "3.45亿元"),
        ("value=1324 unit=起", "百余-unit", "1300余起"),
        ("value=1324 unit=起", "近百-unit", "近1400起"),
        ("value=57.45 unit=%", ".1", "57.5%"),
        ("value=57.45 unit=%", "约.0", "约57%"),
        ("value=1.3 unit=个 scale=万 qualifier=余 exact=13245", "万.2-unit", "1.32万个"),
        // 万元 under unit is a scale and a unit.
        ("value=1370 unit=万元 qualifier=余", "unit", "1370万余元"),
        ("value=1187654.32 unit=万元", "亿.1-unit", "118.8亿元"),
        // A rate changes by points.
        ("value=92.5 unit=% yoy=1.2 yoy_direction=提高", "trend", "提高1.2个百分点"),
    ];
    for (words, form, expected) in cases {
        let form = if form.is_empty() { String::new() } else { format!(":{form}") };
        let (text, faults) =
            filled(&format!("共$(x{form})。"), &format!("{head}\n{}\n", row(&format!("id=x {words}"))));
        assert_eq!((text, faults), (format!("共{expected}。"), String::new()), "{words} {form}");
    }
}

/// 余, 近 and 超 are refused where they would not be true.
#[test]
fn words_of_rounding_are_true() {
    let head = "id,indicator,value,unit,scale,qualifier";
    for (row, form) in [
        ("x,甲,13700000,元,,", "万余-unit"),
        ("x,甲,1400,起,,", "近百-unit"),
        ("x,甲,1.3,个,万,余", "万.1-unit"),
        ("x,甲,88,起,,", "百余-unit"),
        ("x,甲,88,,,", "十余-unit"),
    ] {
        let (_, faults) = filled(&format!("甲$(x:{form})"), &format!("{head}\n{row}\n"));
        assert!(faults.starts_with("4:17 F22 "), "{form}: {faults}");
    }
}

/// 四个下降: the list is counted, and its items stand in its order.
#[test]
fn lists_write_themselves() {
    let table = "id,indicator,value,unit,yoy_direction,list\n\
        falls,下降的指标,,个,下降,a b c\na,治安案件数同比,10.8,%,下降,\nb,黄赌警情数同比,31,%,下降,\nc,毒品案件数同比,24.3,%,下降,\n";
    let (text, faults) = filled("$(falls:names)同比分别下降$(falls:items)，实现“$(falls:han-unit)下降”。", table);
    assert_eq!(faults, "");
    assert_eq!(text, "治安案件数、黄赌警情数、毒品案件数同比分别下降10.8%、31%、24.3%，实现“三个下降”。");
    let (text, _) = filled("$(falls:trends)", table);
    assert_eq!(text, "下降10.8%、下降31%、下降24.3%");
    let (_, faults) = filled("甲$(a:items)", table);
    assert_eq!(faults, "4:17 F22 `a` is not a list | give the row a list: the ids of its items, parted by spaces");
}

#[test]
fn marks_and_notes_keep_their_figures() {
    let (text, faults) = filled("甲$strong[共$(x:unit)]乙$note[注$(x)]丙", &format!("{HEAD}\nx,甲,8,起,,,,,\n"));
    assert_eq!((text.as_str(), faults.as_str()), ("甲共8起乙丙", ""));
}

/// Paragraph, table, and what must be said.
#[test]
fn faults() {
    let ok = format!("{HEAD}\ncases.yoy,案件数同比,8,%,,,,上升,甲\nb,乙,8.5,起,,,,,乙\n");
    let cases: &[(&str, &str, &str)] = &[
        ("甲$(case.yoy)", &ok, "4:17 F20 no figure has the id `case.yoy` | did you mean `cases.yoy`?"),
        ("甲$(other)", &ok, "4:17 F20 no figure has the id `other` | add a row `other,…` to the table of figures"),
        ("甲$(b:unti)", &ok, "4:17 F21 no form `unti` | did you mean `$(b:unit)`?"),
        ("甲$(b:trend)", &ok, "4:17 F22 `b` has no year-on-year change | give the row yoy and yoy_direction"),
        ("甲$(b:han)", &ok, "4:17 F22 `8.5` is not written in Chinese numerals | write `$(b)`"),
        (
            "甲$(x)$(y)",
            &ok,
            "4:17 F20 no figure has the id `x` | add a row `x,…` to the table of figures\n4:21 F20 no figure has the id `y` | add a row `y,…` to the table of figures",
        ),
        ("甲", "id,indicator,value\nx,甲,8\n", "1:1 F02 missing column `unit` | add `unit` to the head"),
        (
            "甲",
            "id,indicator,value,units\nx,甲,8,起\n",
            "1:1 F02 missing column `unit` | add `unit` to the head\n1:20 F03 unknown column `units` | did you mean `unit`?",
        ),
        ("甲", "id,indicator,value,unit,unit\nx,甲,8,起,起\n", "1:25 F03 there are two columns `unit` | remove one"),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,1,370,元\n",
            "2:1 F04 this row has 5 cells, the head 4 | quote a cell that holds a comma; keep the commas of empty cells",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,\"1,370\",元\n",
            "2:6 F07 `1,370` is not a number | write `1370`: no commas, spaces or full-width digits",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,1.3万,个\n",
            "2:5 F07 `1.3万` is not a number | write `1.3`; put `万` under scale, qualifier or unit",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,１２,个\n",
            "2:5 F07 `１２` is not a number | write `12`: no commas, spaces or full-width digits",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,八,个\n",
            "2:5 F07 `八` is not a number | write a decimal number, as in 57.4",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,1e5,个\n",
            "2:5 F07 `1e5` is not a number | write `1`; put `e5` under scale, qualifier or unit",
        ),
        ("甲", "id,indicator,value,unit\nx,甲,,个\n", "2:5 F11 no value | write a number"),
        ("甲", "id,indicator,value,unit\n,甲,1,个\n", "2:1 F11 no id | each row wants an id, as in `cases.yoy`"),
        ("甲", "id,indicator,value,unit\nx,,1,个\n", "2:3 F11 no indicator | write the figure's name"),
        (
            "甲",
            "id,indicator,value,unit\nX 1,甲,1,个\n",
            "2:1 F05 `X 1` cannot be an id | use small letters, digits, `.`, `-` and `_`, as in `cases.yoy`",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,甲,1,个\nx,乙,2,个\n",
            "3:1 F06 id `x` is used twice | give one row another id, or remove it",
        ),
        (
            "甲",
            "id,indicator,value,unit,scale\nx,甲,1,个,萬\n",
            "2:9 F08 `萬` is not a scale | use one of: 十、百、千、万、十万、百万、千万、亿、十亿、百亿、千亿、万亿",
        ),
        (
            "甲",
            "id,indicator,value,unit,yoy,yoy_direction\nx,甲,1,个,-3,下降\n",
            "2:9 F09 no minus sign after `下降` | write `3`; `下降` says the direction",
        ),
        (
            "甲",
            "id,indicator,value,unit,yoy,yoy_direction\nx,甲,1,个,3,持平\n",
            "2:11 F09 持平 (no change), and yet 3 | write 0, or another direction",
        ),
        ("甲", "", "1:1 F13 the table of figures is empty | begin with the columns: id,indicator,value,unit"),
        (
            "甲",
            "id,indicator,value,unit\nx,\"甲,1,个\n",
            "2:3 F12 a quote is not closed, or encloses part of a cell | quote the whole cell and double the quotes inside it: \"a \"\"b\"\"\"",
        ),
        (
            "甲",
            "id,indicator,value,unit\nx,\"甲\"乙,1,个\n",
            "2:6 F12 a quote is not closed, or encloses part of a cell | quote the whole cell and double the quotes inside it: \"a \"\"b\"\"\"",
        ),
    ];
    let mut wrong = String::new();
    for (paragraph, table, expected) in cases {
        let (_, faults) = filled(paragraph, table);
        if &faults != expected {
            wrong += &format!("{paragraph} / {table}\n  is  {faults}\n  not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let (_, faults) = filled("甲", "id,indicator,value,unit,yoy_direction\nx,甲,1,个,涨\n");
    assert!(faults.starts_with("2:9 F09 `涨` is not a direction"), "{faults}");
    let (_, faults) = filled("甲", "id,indicator,value,unit,qualifier\nx,甲,1,个,大概\n");
    assert!(faults.starts_with("2:9 F10 `大概` is not a qualifier"), "{faults}");
}

/// Cells keep their bytes through quotes, spaces and CRLF.
#[test]
fn cells_know_their_bytes() {
    let text = "id,indicator,value,unit\r\nx,\"甲，\"\"乙\"\"\", 3.10 ,起\r\n\r\ny,丙,2,个";
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source = sources.add("f.csv", text);
    let records = cells::records(source, &sources, &mut findings).unwrap();
    let row: Vec<(&str, &str)> =
        records[1].cells.iter().map(|cell| (cell.value.as_str(), sources.snippet(cell.span))).collect();
    assert_eq!(row, [("x", "x"), ("甲，\"乙\"", "甲，\"\"乙\"\""), ("3.10", "3.10"), ("起", "起")]);
    assert_eq!(sources.snippet(records[2].span), "y,丙,2,个");
}
