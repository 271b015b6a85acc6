//! One test a feature: what stands in the XML, as Word writes it.

use crate::package::parts;
use crate::read_back::{written, written_with};
use crate::sample::{self, *};
use banxin::base::files::MemoryFiles;
use banxin::base::{Emu, Findings, Rect, Size, SourceId, Sources, Span};
use banxin::content::Mark;
use banxin::docx::{Comment, NotePlace, Options};
use banxin::fonts::Fonts;
use banxin::pictures::Pictures;
use banxin::style::*;
use std::sync::Arc;

/// One part as text.
fn part(bytes: &[u8], name: &str) -> String {
    let data = parts(bytes).into_iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}")).1;
    String::from_utf8(data).unwrap()
}

fn has(text: &str, piece: &str) {
    assert!(text.contains(piece), "no {piece} in\n{text}");
}

/// The element that begins with `start`, to the end tag `end`.
fn element<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start} in\n{text}"));
    let tail = &text[from..];
    &tail[..tail.find(end).unwrap() + end.len()]
}

#[test]
fn styles_carry_chinese_settings() {
    let styles = part(&written("styles", &sample::bulletin()), "word/styles.xml");
    let body = element(&styles, "<w:style w:type=\"paragraph\" w:styleId=\"NormalIndent\"", "</w:style>");
    has(body, "<w:name w:val=\"Normal Indent\"/><w:basedOn w:val=\"Normal\"/>");
    has(body, "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"360\" w:lineRule=\"exact\"/>");
    has(body, "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/><w:jc w:val=\"both\"/>");
    let normal = element(&styles, "<w:style w:type=\"paragraph\" w:styleId=\"Normal\" ", "</w:style>");
    assert!(!normal.contains("w:ind"), "Normal is inherited by notes and tables: {normal}");
    let heading = element(&styles, "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"", "</w:style>");
    has(heading, "<w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"NormalIndent\"/>");
    has(heading, "<w:keepNext/>");
    has(heading, "<w:outlineLvl w:val=\"0\"/>");
    has(heading, "w:eastAsia=\"黑体\"");
    let cell = element(&styles, "<w:style w:type=\"paragraph\" w:styleId=\"TableCell\"", "</w:style>");
    has(cell, "w:lineRule=\"atLeast\"");
    let table = element(&styles, "<w:style w:type=\"table\" w:styleId=\"ThreeLine\"", "</w:style>");
    has(table, "<w:tblStylePr w:type=\"firstRow\">");
    has(table, "<w:top w:val=\"single\" w:sz=\"8\"");
    assert!(!styles.contains("Theme"), "no theme slots");
}

#[test]
fn settings_are_those_of_a_chinese_word() {
    let settings = part(&written("settings", &sample::bulletin()), "word/settings.xml");
    has(&settings, "<w:characterSpacingControl w:val=\"compressPunctuation\"/>");
    has(&settings, "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"$([{");
    has(&settings, "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),.");
    has(&settings, "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>");
    let fonts = part(&written("settings", &sample::bulletin()), "word/fontTable.xml");
    has(&fonts, "<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋,FangSong\"/>");
}

#[test]
fn english_words_part_where_the_layout_parts_them() {
    let settings = |hyphens| {
        let mut styled = sample::bulletin();
        styled.sheet.lines.hyphens = hyphens;
        part(&written("hyphens", &styled), "word/settings.xml")
    };
    has(&settings(true), "<w:autoHyphenation/><w:doNotHyphenateCaps/>");
    assert!(!settings(false).contains("yphen"));
}

#[test]
fn columns_are_sections() {
    let document = part(&written("columns", &sample::bulletin()), "word/document.xml");
    let columns: Vec<&str> = document.match_indices("<w:cols ").map(|(at, _)| &document[at..at + 20]).collect();
    // Title over both columns; two columns; the table over both, with the credit under it.
    assert_eq!(columns.len(), 3, "{columns:?}");
    has(&document, "<w:cols w:num=\"2\" w:sep=\"1\" w:space=\"420\"/>");
    assert_eq!(document.matches("<w:type w:val=\"continuous\"/>").count(), 2);
    assert_eq!(document.matches("<w:headerReference").count(), 1, "later sections inherit");
}

#[test]
fn widths_of_a_table_agree() {
    let document = part(&written("widths", &sample::bulletin()), "word/document.xml");
    let table = element(&document, "<w:tbl>", "</w:tbl>");
    let numbers = |start: &str| -> Vec<i64> {
        let after = |at: usize| table[at + start.len()..].split('"').next().unwrap().parse().unwrap();
        table.match_indices(start).map(|(at, _)| after(at)).collect()
    };
    let (grid, whole, cells) = (numbers("<w:gridCol w:w=\""), numbers("<w:tblW w:w=\""), numbers("<w:tcW w:w=\""));
    assert_eq!(grid.iter().sum::<i64>(), whole[0]);
    assert_eq!(whole[0], (Emu(133_350) * 42).to_twips());
    assert_eq!(cells[..3], grid[..], "the head's cells");
    assert_eq!(cells[3], whole[0], "the group's one cell");
    has(table, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    assert_eq!(table.matches("<w:cantSplit/>").count(), 1, "a row of one line cannot split");
    has(table, "<w:tab w:val=\"decimal\"");
    has(table, "<w:tblDescription w:val=\"2021年主要数据\"/>");
}

#[test]
fn captions_count_and_references_name_them() {
    let document = part(&written("captions", &sample::everything()), "word/document.xml");
    has(&document, "w:name=\"l_table_1\"/><w:r><w:t>表</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>");
    has(&document, "<w:instrText xml:space=\"preserve\"> SEQ 表 \\* ARABIC </w:instrText>");
    has(&document, "<w:instrText xml:space=\"preserve\"> REF l_table_1 \\h </w:instrText>");
    has(&document, "<w:instrText xml:space=\"preserve\"> PAGEREF b_table_1 \\h </w:instrText>");
    assert!(!document.contains("<w:fldSimple"));
    // One field character a run.
    for run in document.split("<w:r>").skip(1) {
        assert!(run.split("</w:r>").next().unwrap().matches("<w:fldChar").count() <= 1);
    }
}

#[test]
fn contents_are_filled_in() {
    let mut labels = PageLabels::default();
    labels.0.insert("heading-1".into(), "1".into());
    labels.0.insert("table-1".into(), "iv".into());
    let bytes = written_with("contents", &sample::everything(), &labels, Options::default());
    let document = part(&bytes, "word/document.xml");
    has(&document, "> TOC \\o &quot;1-2&quot; \\h \\z \\u </w:instrText>");
    let entry = element(&document, "<w:hyperlink w:anchor=\"b_table_1\"", "</w:hyperlink>");
    has(entry, "<w:t>主要数据</w:t>");
    has(entry, "<w:tab/>");
    has(entry, "<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>iv</w:t></w:r>");
}

#[test]
fn marks_are_words_own() {
    let bytes = written("marks", &sample::everything());
    let (document, styles) = (part(&bytes, "word/document.xml"), part(&bytes, "word/styles.xml"));
    has(&document, "<w:rStyle w:val=\"EmphasisMark\"/></w:rPr><w:t>着重</w:t>");
    has(&styles, "<w:em w:val=\"dot\"/>");
    has(&document, "<w:rStyle w:val=\"ProperName\"/>");
    has(&document, "<w:rStyle w:val=\"BookTitleMark\"/>");
    has(&document, "<w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/><w:hps w:val=\"11\"/>");
    has(&document, "<w:rt><w:r><w:rPr><w:sz w:val=\"11\"/><w:szCs w:val=\"11\"/></w:rPr><w:t>huái</w:t></w:r></w:rt>");
    has(&document, "<w:rubyBase><w:r><w:t>淮</w:t></w:r></w:rubyBase>");
    has(&document, "<w:hyperlink w:history=\"1\" w:anchor=\"b_heading_1\">");
    has(&part(&bytes, "word/_rels/document.xml.rels"), "Target=\"https://%E4%BE%8B.cn/?a=1&amp;b=%3C2%3E\"");
}

#[test]
fn tab_stops_belong_to_the_style() {
    let mut styled = sample::everything();
    let stop = |at, align, leader| TabStop { at, align, leader };
    styled.sheet.paras[0].tabs = vec![
        stop(Some(8_000), TabAlign::Start, Leader::None),
        stop(Some(12_000), TabAlign::Decimal, Leader::Rule),
        stop(None, TabAlign::End, Leader::Middots),
    ];
    let (em, edge) = (styled.sheet.paras[0].size, styled.sheet.page.column_width);
    let styles = part(&written("tabs", &styled), "word/styles.xml");
    has(
        &styles,
        &format!(
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"{}\"/><w:tab w:val=\"decimal\" w:leader=\"underscore\" w:pos=\"{}\"/>\
             <w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"{}\"/></w:tabs>",
            (em * 8).to_twips(),
            (em * 12).to_twips(),
            edge.to_twips()
        ),
    );
}

#[test]
fn notes_stand_at_the_foot_or_at_the_end() {
    let styled = sample::everything();
    let foot = written("footnotes", &styled);
    has(&part(&foot, "word/document.xml"), "<w:footnoteReference w:id=\"1\"/>");
    has(&part(&foot, "word/document.xml"), "<w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircle\"/></w:footnotePr>");
    has(&part(&foot, "word/footnotes.xml"), "<w:t>注文一条。</w:t>");
    let options = Options { notes: NotePlace::End, ..Options::default() };
    let end = written_with("endnotes", &styled, &PageLabels::default(), options);
    has(&part(&end, "word/document.xml"), "<w:endnoteReference w:id=\"1\"/>");
    has(&part(&end, "word/endnotes.xml"), "<w:t>注文一条。</w:t>");
    assert!(!part(&end, "word/settings.xml").contains("footnotePr"));
}

#[test]
fn remarks_become_comments_at_their_words() {
    let mut styled = sample::bulletin();
    let NodeKind::Para(para) = &mut styled.nodes[2].kind else { panic!("a paragraph") };
    for (index, run) in para.runs.iter_mut().enumerate() {
        run.span = Span::new(SourceId(0), index * 10..index * 10 + 10);
    }
    let remark = |start, end, text: &str| Comment {
        span: Span::new(SourceId(0), start..end),
        author: "版心".into(),
        text: text.into(),
    };
    let comments = vec![remark(12, 35, "数字不符\n应为 9 起"), remark(900, 910, "不在正文里")];
    let bytes = written_with("comments", &styled, &PageLabels::default(), Options { comments, ..Options::default() });
    let comments = part(&bytes, "word/comments.xml");
    has(&comments, "<w:comment w:id=\"0\" w:author=\"版心\" w:initials=\"版\" w:date=\"2022-01-20T00:00:00Z\">");
    has(&comments, "<w:t>应为 9 起</w:t>");
    assert_eq!(comments.matches("<w:comment ").count(), 1);
    let document = part(&bytes, "word/document.xml");
    let range = element(&document, "<w:commentRangeStart w:id=\"0\"/>", "<w:commentRangeEnd w:id=\"0\"/>");
    has(range, "<w:t>8起</w:t>");
    has(range, "<w:t>200个</w:t>");
    assert!(!range.contains("数据显示") && !range.contains("全程网办"));
    // No comment, no part.
    assert!(!parts(&written("no-comments", &styled)).iter().any(|(name, _)| name.contains("comments")));
}

#[test]
fn charts_are_native_and_hold_their_figures() {
    let bytes = written("charts", &sample::everything());
    let document = part(&bytes, "word/document.xml");
    has(&document, "descr=\"四类案件同比下降：治安10.8%，黄赌31%，毒品24.3%，交通3.1%\"");
    let mut ids: Vec<&str> = document
        .match_indices("<wp:docPr id=\"")
        .map(|(at, s)| document[at + s.len()..].split('"').next().unwrap())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((count, ids.len()), (7, 7), "unique ids");
    let chart = part(&bytes, "word/charts/chart1.xml");
    has(&chart, "<c:f>Sheet1!$B$2:$B$5</c:f><c:numCache><c:formatCode>General&quot;%&quot;</c:formatCode>");
    has(&chart, "<c:pt idx=\"1\"><c:v>31</c:v></c:pt>");
    has(&chart, "<c:externalData r:id=\"rId1\">");
    has(&part(&bytes, "word/charts/chart2.xml"), "<a:t>10.8余%</a:t>");
    let workbook = parts(&bytes).into_iter().find(|(name, _)| name.ends_with("Sheet1.xlsx")).unwrap().1;
    has(&part(&workbook, "xl/worksheets/sheet1.xml"), "<c r=\"B2\" s=\"1\"><v>10.8</v></c>");
    has(&part(&workbook, "xl/sharedStrings.xml"), "治安案件数");
}

#[test]
fn anchors_lead_back_to_the_source() {
    let bytes = written("anchors", &sample::bulletin());
    let document = part(&bytes, "word/document.xml");
    has(&document, "w:name=\"b_p_1\"");
    has(&document, "w:name=\"f_homicide_current_1\"/><w:r><w:t>8起</w:t></w:r><w:bookmarkEnd");
    let starts = document.matches("<w:bookmarkStart ").count();
    assert_eq!(starts, document.matches("<w:bookmarkEnd ").count());
    let item = part(&bytes, "customXml/item1.xml");
    has(&item, "<source name=\"review.yaml\" sha256=\"0000");
    has(
        &item,
        "<block id=\"subtitle\" kind=\"subtitle\" bookmark=\"b_subtitle\"><text xml:space=\"preserve\">——2021年度",
    );
    has(&item, "<figure id=\"egov.online\" bookmarks=\"f_egov_online\" count=\"1\"/>");
    has(&part(&bytes, "docProps/custom.xml"), "name=\"Banxin.Build\"");
    assert!(!document.contains("w:sdt"), "no content controls");
}

/// GB/T 9704-2012: 22 lines of 28 characters of 三号 in 156 × 225 mm, folio odd right and even left.
fn official() -> Styled {
    let mut styled = sample::bulletin();
    let sheet = &mut styled.sheet;
    let em = Emu::pt(16);
    sheet.name = "official".into();
    sheet.page = PageSpec {
        size: Size::new(Emu::mm(210), Emu::mm(297)),
        area: Rect::new(Emu::mm(28), Emu::mm(37), Emu::mm(156), Emu::mm(225)),
        columns: 1,
        column_width: Emu::mm(156),
        characters: 28,
        em,
        pitch: Emu::mm(225).scale(1, 22),
        lines: 22,
        ..PageSpec::default()
    };
    let tracking = sheet.page.tracking();
    let body = &mut sheet.paras[0];
    (body.size, body.leading, body.tracking, body.font) = (em, sheet.page.pitch, tracking, FontRole("fang".into()));
    sheet.furniture = vec![Furniture {
        edge: Edge::Foot,
        offset: Emu::mm(20),
        text: "— {page} —".into(),
        style: FOLIO,
        align: Align::End,
        outer: true,
        ..Furniture::default()
    }];
    sheet.paras[usize::from(FOLIO.0)] = ParaStyle {
        size: Emu::pt(14),
        align: Align::End,
        indent_end: 1000,
        ..sheet.paras[usize::from(FOLIO.0)].clone()
    };
    styled.nodes.retain(|node| matches!(node.kind, NodeKind::Para(_)));
    styled
}

#[test]
fn official_documents_have_their_grid_and_two_footers() {
    let bytes = written("official", &official());
    has(&part(&bytes, "word/styles.xml"), "<w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/>");
    let document = part(&bytes, "word/document.xml");
    has(&document, "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>");
    has(&document, "w:top=\"2098\"");
    has(&document, "<w:footerReference w:type=\"even\"");
    has(&part(&bytes, "word/settings.xml"), "<w:evenAndOddHeaders/>");
    assert!(!part(&bytes, "word/footer1.xml").contains("w:jc"), "the style's own side");
    has(&part(&bytes, "word/footer2.xml"), "<w:jc w:val=\"left\"/>");
}

#[test]
fn the_first_page_may_have_its_own_head() {
    let mut styled = sample::bulletin();
    styled.sheet.furniture[0].on = OnPages::Rest;
    styled.sheet.furniture[1].on = OnPages::Rest;
    let bytes = written("first-page", &styled);
    let document = part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:titlePg/>").count(), 1);
    assert!(!part(&bytes, "word/header2.xml").contains("淮南"), "the first page's is empty");
    has(&part(&bytes, "word/footer2.xml"), "PAGE");
}

#[test]
fn even_setting_spreads_the_last_line_too() {
    let mut styled = sample::bulletin();
    styled.sheet.paras[usize::from(CREDIT.0)].align = Align::Even;
    has(&part(&written("even", &styled), "word/styles.xml"), "<w:jc w:val=\"distribute\"/>");
}

#[test]
fn a_mark_over_a_style_is_written_beside_it() {
    let mut styled = sample::bulletin();
    let mut marked = runs(ParaRole::Body, BODY, &[("加重又着重", &[Mark::Dot], None)]);
    marked.runs[0].style = Some(CharStyleId(0));
    styled.nodes = vec![node(0, "p", Across::One, NodeKind::Para(marked))];
    let document = part(&written("over", &styled), "word/document.xml");
    has(&document, "<w:rPr><w:rStyle w:val=\"Strong\"/><w:em w:val=\"dot\"/></w:rPr>");
}

#[test]
fn a_heading_alone_over_a_wide_table_is_not_spread_over_columns() {
    let mut styled = sample::bulletin();
    let heading = |id, block: &str| {
        let words = sample::para(ParaRole::Heading(1), sample::HEADING, "附表");
        sample::node(id, block, Across::One, NodeKind::Para(words))
    };
    styled.nodes.truncate(3);
    let table = |id, block: &str| sample::node(id, block, Across::All, NodeKind::Table(Box::new(sample::table())));
    styled.nodes.extend([table(10, "t-1"), heading(11, "h-1"), table(12, "t-2")]);
    let bytes = written_with("heading-alone", &styled, &PageLabels::default(), Options::default());
    let document = part(&bytes, "word/document.xml");
    // The text's own columns, and no others.
    assert_eq!(document.matches("<w:cols w:num=\"2\"").count(), 1);
    let after = document.split("<w:bookmarkStart w:id=").last().unwrap();
    assert!(!after.contains("w:num=\"2\""), "{after}");
}

#[test]
fn lines_of_a_running_head_stay_apart() {
    let mut styled = sample::bulletin();
    let piece = |offset, text: &str| Furniture {
        edge: Edge::Head,
        offset,
        text: text.into(),
        style: sample::RUNNING,
        align: Align::Centre,
        ..Furniture::default()
    };
    styled.sheet.furniture = vec![piece(Emu::mm(30), "云政发〔2024〕6号"), piece(Emu::mm(18), "{issuer}文件")];
    let bytes = written_with("two-heads", &styled, &PageLabels::default(), Options::default());
    let header = part(&bytes, "word/header1.xml");
    let lines: Vec<&str> = header.split("<w:p>").skip(1).collect();
    assert_eq!(lines.len(), 2);
    has(lines[0], "淮南市公安局</w:t></w:r><w:r><w:t>文件");
    has(lines[1], "云政发〔2024〕6号");
    // 12 mm from line to line, of which the leading is 18 pt.
    has(lines[1], &format!("w:before=\"{}\"", (Emu::mm(12) - Emu::pt(18)).to_twips()));
}

/// A paper's name between its page and its date stands on one line with them, in its own size; a thick and a thin rule
/// are one border.
#[test]
fn a_papers_name_stands_between_its_page_and_date() {
    let styled = crate::review::of("tests/data/provident-fund-2023", "newspaper");
    let header = part(&written("paper-head", &styled), "word/header1.xml");
    let lines: Vec<&str> = header.split("<w:p>").skip(1).collect();
    assert_eq!(lines.len(), 2, "the name's line, the editors': {header}");
    has(lines[0], "<w:pStyle w:val=\"Masthead\"/>");
    let (page, name, date) = (lines[0].find("PAGE"), lines[0].find("云川公积金"), lines[0].find("2024"));
    assert!(page.is_some() && page < name && name < date, "{header}");
    // The others are smaller and not bold.
    assert!(lines[0].matches("<w:b w:val=\"0\"/>").count() > 2, "{header}");
    assert_eq!(header.matches("w:val=\"thickThinSmallGap\"").count(), 1);
    assert_eq!(header.matches("<w:bottom ").count(), 1);
}

/// Where running heads name chapters that begin pages, each chapter is a section whose heads name it: a program that
/// computes no STYLEREF shows the right one.
#[test]
fn each_chapter_has_its_own_running_head() {
    let styled = crate::review::of("tests/data/provident-fund-2023", "booklet");
    let chapters: Vec<&str> = (styled.nodes.iter())
        .filter_map(|node| match &node.kind {
            NodeKind::Para(para) if para.role == ParaRole::Heading(1) => Some(&*para.text),
            _ => None,
        })
        .collect();
    let bytes = written("chapters", &styled);
    let named = |number: usize| part(&bytes, &format!("word/header{number}.xml"));
    // Before the first chapter (first, usual, even pages) none is named.
    assert!((1..=3).all(|number| !named(number).contains("STYLEREF")));
    assert!(chapters.len() > 5);
    for (number, chapter) in (4..).zip(&chapters) {
        let header = named(number);
        has(&header, "STYLEREF");
        has(&header, chapter);
    }
    let document = part(&bytes, "word/document.xml");
    let sections: Vec<&str> = document.split("<w:sectPr>").skip(1).collect();
    let naming = sections.iter().filter(|section| section.contains("<w:headerReference")).count();
    assert_eq!(naming, chapters.len() + 1);
    // The section begins the chapter's page; nothing else does as well.
    for chapter in &chapters {
        let head = document.split("<w:p>").find(|p| p.contains(&format!(">{chapter}</w:t>")) && p.contains("Heading1"));
        assert!(!head.unwrap().contains("<w:pageBreakBefore/>"), "{chapter}");
    }
}

#[test]
fn no_chapter_heads_a_cover() {
    let mut styled = sample::bulletin();
    let piece = |on| Furniture { on, text: "{heading}".into(), style: sample::RUNNING, ..Furniture::default() };
    styled.sheet.furniture = vec![piece(OnPages::Odd), Furniture { text: "封面".into(), ..piece(OnPages::First) }];
    let first = |styled: &Styled| {
        part(&written_with("cover", styled, &PageLabels::default(), Options::default()), "word/header2.xml")
    };
    has(&first(&styled), "STYLEREF");
    styled.nodes.insert(2, sample::node(20, "", Across::All, NodeKind::Break(Break::Recto)));
    assert!(!first(&styled).contains("STYLEREF"));
    has(&first(&styled), "封面");
}

#[test]
fn a_drawing_goes_in_as_itself_and_as_pixels() {
    const SVG: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0h40v20z\" fill=\"#c00\"/></svg>";
    let mut styled = sample::everything();
    for node in &mut styled.nodes {
        if let NodeKind::Picture(picture) = &mut node.kind {
            (picture.data, picture.path) = (SVG.as_bytes().into(), "pictures/a.svg".into());
        }
    }
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let no_files = MemoryFiles::default();
    let fonts = Fonts::open(&no_files, &mut sources, &mut findings).unwrap();
    let drawings = Arc::new(Pictures::read(&styled, &fonts, &mut findings));
    let bytes = written_with("svg", &styled, &PageLabels::default(), Options { drawings, ..Options::default() });
    let all = parts(&bytes);
    let media: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).filter(|name| name.contains("media")).collect();
    // Two places, one drawing, one picture of its pixels.
    assert_eq!(media, ["word/media/image1.svg", "word/media/image2.png"]);
    let data = |name: &str| all.iter().find(|(part, _)| part == name).unwrap().1.clone();
    assert_eq!(data("word/media/image1.svg"), SVG.as_bytes());
    // 40 mm at 300 pixels an inch, red in its upper right corner.
    let pixels = data("word/media/image2.png");
    let mut reader = png::Decoder::new(std::io::Cursor::new(&pixels)).read_info().unwrap();
    let mut image = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut image).unwrap();
    assert_eq!((frame.width, frame.height), (472, 236));
    let at = |x: usize, y: usize| &image[frame.line_size * y + 4 * x..][..4];
    assert_eq!(at(465, 8), [0xCC, 0, 0, 0xFF]);
    assert_eq!(at(8, 230)[3], 0, "nothing there");
    let types = part(&bytes, "[Content_Types].xml");
    has(&types, "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>");
    has(&types, "<Default Extension=\"png\" ContentType=\"image/png\"/>");
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let id = |target: &str| {
        let before = relations.split(&format!("Target=\"{target}\"")).next().unwrap();
        before.rsplit("Id=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let document = part(&bytes, "word/document.xml");
    let blip = element(&document, "<a:blip ", "</a:blip>");
    has(blip, &format!("<a:blip r:embed=\"{}\">", id("media/image2.png")));
    has(blip, "uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"");
    has(blip, &format!("r:embed=\"{}\"/>", id("media/image1.svg")));
}

#[test]
fn labels_count_and_stay_text() {
    let mut styled = sample::bulletin();
    let item = |id: u32, text: &str| {
        let words = para(ParaRole::Item(1), BODY, text);
        node(id, &format!("i-{id}"), Across::One, NodeKind::Para(words))
    };
    styled.nodes = vec![item(0, "（1）甲事"), item(1, "（2）乙事"), item(2, "（3）丙事"), item(3, "一、丁事")];
    let bytes = written("counted", &styled);
    let document = part(&bytes, "word/document.xml");
    has(&document, "<w:t>（</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>");
    has(&document, "> SEQ 列表1 \\* ARABIC \\r 1 </w:instrText>");
    assert_eq!(document.matches("> SEQ 列表1 \\* ARABIC </w:instrText>").count(), 2);
    has(&document, "<w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>）丙事</w:t>");
    // An independent reader sees the labels.
    assert_eq!(crate::read_back::read(&bytes).0, ["（1）甲事", "（2）乙事", "（3）丙事", "一、丁事"]);
}

#[test]
fn a_table_that_a_column_would_tear_goes_over_all_of_them() {
    let mut styled = sample::bulletin();
    let wide = |numbers: [&str; 3]| {
        let mut table = table();
        // A panel of figures; tables proper have the whole width anyway.
        table.style = TableKey::Numbers.id();
        table.body = vec![row(RowKind::Plain, CELL, &numbers)];
        node(9, "numbers", Across::Columns(2), NodeKind::Table(Box::new(table)))
    };
    styled.sheet.page.columns = 3;
    let mut sections = |numbers: [&str; 3]| {
        styled.nodes.truncate(3);
        styled.nodes.push(wide(numbers));
        let document = part(&written("torn", &styled), "word/document.xml");
        let before = document.split("<w:tbl>").nth(1).unwrap().to_owned();
        (before.contains("w:num=\"3\""), document.matches("<w:cols ").count())
    };
    // Beside the text while it fits; otherwise in a section of one column.
    assert!(sections(["1.5", "2.5", "3"]).0);
    assert!(!sections(["123456789.25", "123456789.5", "123456789012345678901234567890"]).0);
}

#[test]
fn columns_of_their_own_are_sections_and_their_head_stands_over_them() {
    let mut styled = sample::bulletin();
    styled.nodes.truncate(2);
    let words = |id, block: &str, role, style, text: &str| {
        sample::node(id, block, Across::One, NodeKind::Para(sample::para(role, style, text)))
    };
    let mut inner = [
        words(11, "p-11", ParaRole::Body, sample::BODY, "甲文"),
        words(12, "p-12", ParaRole::Body, sample::BODY, "乙文"),
    ];
    for node in &mut inner {
        (node.flow.split, node.flow.band, node.flow.ruled) = (3, 1, Some(false));
    }
    styled.nodes.push(words(10, "h-10", ParaRole::Heading(1), sample::HEADING, "各地简讯"));
    styled.nodes.extend(inner);
    styled.nodes.push(words(13, "p-13", ParaRole::Body, sample::BODY, "丙文"));
    let document = part(&written("bands", &styled), "word/document.xml");
    let (before, after) = document.split_at(document.find("各地简讯").unwrap());
    let columns = |text: &str| -> Vec<String> {
        let at = text.match_indices("<w:cols ").map(|(at, _)| text[at..].split("/>").next().unwrap().to_owned());
        at.collect()
    };
    // A section's properties stand in its last paragraph, before the words: here in the head's.
    let head = columns(before).pop().unwrap();
    assert!(!head.contains("w:num"), "the head's own section: {head}");
    let columns = columns(after);
    assert!(columns[0].contains("w:num=\"3\"") && !columns[0].contains("w:sep"), "{columns:?}");
    assert!(columns[1].contains("w:num=\"2\"") && columns[1].contains("w:sep"), "{columns:?}");
}

#[test]
fn a_head_at_the_end_of_columns_goes_with_what_follows() {
    let mut styled = sample::bulletin();
    styled.nodes.truncate(2);
    let words = |id, block: &str, role, style, text: &str| {
        sample::node(id, block, Across::One, NodeKind::Para(sample::para(role, style, text)))
    };
    styled.nodes.push(words(10, "p-10", ParaRole::Body, sample::BODY, "栏中末段"));
    let mut head = words(11, "h-11", ParaRole::Heading(1), sample::HEADING, "附表");
    head.flow.keep_with_next = true;
    styled.nodes.push(head);
    styled.nodes.push(node(12, "t-12", Across::All, NodeKind::Table(Box::new(table()))));
    let document = part(&written("head-of-table", &styled), "word/document.xml");
    // A section's properties stand in its last paragraph, before the words.
    let (columns, after) = document.split_at(document.find("栏中末段").unwrap());
    let last = columns.rsplit("<w:cols ").next().unwrap();
    assert!(last.starts_with("w:num=\"2\""), "{last}");
    assert!(!after.contains("w:num=\"2\""), "the head stands over its table");
}

#[test]
fn notes_of_chapters_stand_at_the_end_of_their_sections() {
    let bytes = written("chapters", &crate::review::of("tests/data/county-gazette", "chapters.yaml"));
    has(&part(&bytes, "word/settings.xml"), "<w:endnotePr><w:pos w:val=\"sectEnd\"/><w:endnote w:id=\"-1\"/>");
    let document = part(&bytes, "word/document.xml");
    // Each note is called once, and stands in the part alone.
    assert_eq!(document.matches("<w:endnoteReference ").count(), 3);
    assert!(!document.contains("第三轮修志自2021年起"), "the notes' own paragraphs are left out");
    has(&part(&bytes, "word/endnotes.xml"), "第三轮修志自2021年起");
    // Of the sections only those that end with the head of notes let them stand.
    let sections: Vec<&str> = document
        .match_indices("<w:sectPr>")
        .map(|(at, _)| document[at..].split("</w:sectPr>").next().unwrap())
        .collect();
    let open = sections.iter().filter(|section| !section.contains("<w:noEndnote/>")).count();
    assert_eq!((open, document.matches("<w:t>释</w:t>").count()), (2, 2), "{sections:?}");
}

#[test]
fn a_spread_head_has_the_spacing_of_paper() {
    let styled = crate::review::of("tests/data/county-gazette", "chapters.yaml");
    let document = part(&written("spread", &styled), "word/document.xml");
    // 注释 to three ems of 10.5 pt: 10.5 pt after the first character, nothing after the last.
    has(
        &document,
        "<w:rPr><w:spacing w:val=\"210\"/></w:rPr><w:t>注</w:t></w:r><w:r><w:rPr><w:spacing w:val=\"0\"/></w:rPr><w:t>释</w:t></w:r>",
    );
}

#[test]
fn a_table_of_its_own_style_names_it() {
    let bytes = written("full-rule", &crate::review::of("tests/data/county-gazette", "bulletin"));
    let document = part(&bytes, "word/document.xml");
    has(&document, "<w:tblStyle w:val=\"FullRule\"/>");
    let styles = part(&bytes, "word/styles.xml");
    let style = element(&styles, "<w:style w:type=\"table\" w:styleId=\"FullRule\"", "</w:style>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        has(style, &format!("<w:{side} w:val=\"single\""));
    }
}

#[test]
fn an_imprint_is_a_section_set_at_its_foot() {
    let document =
        part(&written("imprint", &crate::review::of("tests/data/county-gazette", "booklet")), "word/document.xml");
    assert_eq!(document.matches("<w:vAlign w:val=\"bottom\"/>").count(), 1);
    let section =
        document.split("<w:sectPr>").find(|section| section.contains("<w:vAlign w:val=\"bottom\"/>")).unwrap();
    let section = section.split("</w:sectPr>").next().unwrap();
    assert!(!section.contains("<w:type w:val=\"continuous\"/>"), "a page of its own: {section}");
    has(&document, "<w:t>500册</w:t>");
}

/// Word keeps one distance of heads for all pages of a section: a red head on the first page alone comes down to its
/// place by itself, and leaves the text below it where the layout sinks it to.
#[test]
fn a_first_pages_head_does_not_push_the_others_down() {
    let mut styled = sample::everything();
    let piece = |offset, text: &str| Furniture {
        on: OnPages::First,
        edge: Edge::Head,
        offset: Emu::mm(offset),
        text: text.into(),
        ..Furniture::default()
    };
    styled.sheet.furniture.retain(|piece| piece.edge == Edge::Foot);
    styled.sheet.furniture.extend([piece(82, "某局文件"), piece(101, "某发〔2024〕6号")]);
    styled.sheet.page.sink = 20;
    let bytes = written("red-head", &styled);
    let document = part(&bytes, "word/document.xml");
    let after = |text: &str, key: &str| -> i64 {
        let rest = text.split_once(key).unwrap_or_else(|| panic!("no {key} in {text}")).1;
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let distance = after(&document, "w:header=\"");
    assert!(distance <= Emu::mm(15).to_twips(), "{distance}");
    let head = (1..4).map(|at| format!("word/header{at}.xml")).map(|name| part(&bytes, &name));
    let head = head.into_iter().find(|head| head.contains("某局文件")).unwrap();
    let style = styled.sheet.para(ParaStyleId(0));
    // Down to its baseline, from the baseline of the one to the other, down to where the text begins: in all as far
    // as from the head's distance to the sunk line.
    let mut spacings = head.split("<w:spacing").skip(1);
    let (first, second) = (spacings.next().unwrap(), spacings.next().unwrap());
    let all = distance
        + after(first, "w:before=\"")
        + after(second, "w:before=\"")
        + after(second, "w:after=\"")
        + 2 * style.leading.to_twips();
    let page = &styled.sheet.page;
    let sunk = (page.area.y + page.pitch * 20).to_twips();
    assert!((all - sunk).abs() <= 4, "{all} {sunk}\n{head}");
}

#[test]
fn pages_before_the_body_are_counted_by_themselves() {
    let document =
        part(&written("roman", &crate::review::of("tests/data/county-gazette", "roman.yaml")), "word/document.xml");
    let numbers: Vec<&str> =
        document.match_indices("<w:pgNumType").map(|(at, _)| document[at..].split("/>").next().unwrap()).collect();
    assert_eq!(numbers.first(), Some(&"<w:pgNumType w:fmt=\"lowerRoman\" w:start=\"1\""), "{numbers:?}");
    assert_eq!(numbers.last(), Some(&"<w:pgNumType w:start=\"1\""), "{numbers:?}");
    let between = numbers.get(1..numbers.len() - 1).unwrap();
    assert!(between.iter().all(|numbers| *numbers == "<w:pgNumType w:fmt=\"lowerRoman\""), "{numbers:?}");
}
