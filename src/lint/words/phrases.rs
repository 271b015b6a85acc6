//! W05, W08, W12: titles, superlatives, abbreviations; and the rules of phrases in their files.

use crate::lint::config::Config;
use crate::lint::han::is_han;
use crate::lint::heads::{self, Head, Index};
use crate::lint::passage::{Passage, Role};
use crate::lint::report::Report;
use crate::say;
use std::sync::LazyLock;

/// Claims that need a source (W08).
pub const SUPERLATIVES: &[&str] = &[
    "历史最低点",
    "历史最低位",
    "历史最低",
    "历史最高",
    "历史最好",
    "历史新高",
    "历史新低",
    "全国最低",
    "全国最高",
    "全省最低位",
    "全省最低",
    "全省最高",
    "全市最低",
    "全市最高",
    "全国第一",
    "全省第一",
    "全市第一",
    "世界第一",
    "全国首位",
    "全省首位",
    "全市首位",
    "全国首例",
    "全省首例",
    "全市首例",
    "国内首例",
    "全国首个",
    "全省首个",
    "全市首个",
    "全国首创",
    "全省首创",
    "全市首创",
    "全国首家",
    "全省首家",
    "全市首家",
    "全国首批",
    "全省首批",
    "世界首",
    "国内首",
    "前列",
    "全国领先",
    "全省领先",
    "国内领先",
    "国际领先",
    "世界领先",
    "填补国内空白",
    "填补空白",
    "之最",
    "绝无仅有",
    "史无前例",
    "前所未有",
    "独一无二",
    "世界一流",
    "国内一流",
];

/// Abbreviations everybody knows.
const KNOWN: &[&str] = &[
    "GDP", "CPI", "PPI", "PMI", "WTO", "APP", "APEC", "BRICS", "VIP", "DNA", "RNA", "CEO", "IPO", "ETC", "GPS", "USB",
    "WIFI", "LED", "NBA", "CBA", "UFO", "PM2", "ICU", "CT", "KTV", "SUV", "ATM", "POS", "LNG", "CNG", "PPP", "BOT",
    "EPC", "ISO", "IEC", "HTTP", "HTTPS", "WWW", "PDF", "CAD", "BIM", "VOC", "VOCS", "COD", "AQI", "RCEP", "OECD",
    "IMF", "FDI", "SCI", "MBA", "MPA", "KPI", "AED", "CCTV", "UNESCO", "FIFA", "NGO", "BBC", "CNN", "AI", "VR", "AR",
    "IT", "IP", "QQ", "OK", "LPR", "REITS", "ESG", "HIV", "AIDS", "SARS", "MERS", "NCP", "COVID", "PCR", "III", "VII",
    "VIII", "XII", "XIII",
];

/// Every rule of this file in one passage.
pub fn check(p: &Passage, heads: &[Head], config: &Config, report: &mut Report) {
    super::clashes::clashes(p, heads, report);
    super::halves::check(p, report);
    super::misfits::misfits(p, heads, report);
    titles(p, report);
    superlatives(p, heads, report);
    abbreviations(p, config, report);
}

/// W05: 《加强…的意见》.
fn titles(p: &Passage, report: &mut Report) {
    const KINDS: &[&str] =
        &["意见", "通知", "决定", "决议", "通报", "报告", "批复", "规定", "若干措施", "公告", "通告"];
    const VERBS: &[&str] = &[
        "加强",
        "进一步",
        "推进",
        "深化",
        "全面",
        "促进",
        "加快",
        "做好",
        "开展",
        "印发",
        "实施",
        "建立",
        "完善",
        "支持",
        "规范",
        "严格",
        "切实",
        "强化",
        "深入",
        "坚决",
        "落实",
        "推动",
        "提升",
        "保障",
        "健全",
        "构建",
        "统筹",
        "扎实",
        "优化",
        "打击",
        "防范",
        "贯彻",
        "持续",
        "大力",
        "积极",
        "鼓励",
        "调整",
        "设立",
        "召开",
        "表彰",
        "授予",
        "认真",
    ];
    for pair in p.pairs.iter().filter(|pair| pair.mark == '《') {
        let inner = pair.inner();
        let kind = KINDS.iter().any(|kind| p.ends(inner.end, kind));
        let written = p.text(inner.clone());
        if kind && !written.contains("关于") && p.starts_any(inner.start, VERBS).is_some() && written.contains('的')
        {
            report.push(
                p.finding(
                    "W05",
                    pair.open..pair.close + 1,
                    say!("公文标题缺“关于”", "the document's title lacks 关于"),
                )
                .help(say!("请核对全称，如“关于{}”", "check the full title: “关于{}”?", written)),
            );
        }
    }
}

/// W08.
fn superlatives(p: &Passage, heads: &[Head], report: &mut Report) {
    static WORDS: LazyLock<Index> =
        LazyLock::new(|| Index::new(SUPERLATIVES.iter().copied(), |word| std::cmp::Reverse(word.len())));
    if p.role == Role::Label {
        return;
    }
    let mut free = 0;
    for at in heads::of(heads, heads::SUPERLATIVE) {
        let mut begun = WORDS.under(p.at(at), p.at(at + 1)).filter_map(|n| SUPERLATIVES.get(n));
        let Some(word) = begun.find(|word| at >= free && p.starts(at, word)) else { continue };
        free = at + word.chars().count();
        report.push(
            p.finding("W08", at..at + word.chars().count(), say!("“{}”要有出处", "“{}” needs a source", word))
                .help(say!("在数据表的 source 栏注明依据", "give the evidence in the table's source column")),
        );
    }
}

/// W12: capitals that nothing explains.
fn abbreviations(p: &Passage, config: &Config, report: &mut Report) {
    let mut at = 0;
    while at < p.len() {
        if !p.at(at).is_ascii_uppercase() {
            at += 1;
            continue;
        }
        let start = at;
        while p.at(at).is_ascii_alphanumeric() {
            at += 1;
        }
        let word = p.text(start..at);
        let capitals = word.chars().all(|c| c.is_ascii_uppercase());
        let alone = !p.before(start).is_ascii_alphanumeric()
            && !matches!(p.before(start), '-' | '/' | '.' | '_' | ' ' | '（' | '(');
        let glossed = matches!(p.at(at), '（' | '(') || matches!(p.at(at), '-' | '/' | '_' | ' ' | '.');
        if capitals
            && (3..=6).contains(&word.len())
            && alone
            && !glossed
            && !KNOWN.contains(&word)
            && !config.abbreviations.iter().any(|known| known == word)
            && is_han(p.at(at))
            && !p.quoted(start)
            && !p.prose.text.contains(&format!("（{word}"))
        {
            report.push(
                p.finding("W12", start..at, say!("缩略语“{}”没有解释", "the abbreviation “{}” has no gloss", word))
                    .help(say!("第一次出现时括注全称", "give its full form in brackets at its first place")),
            );
        }
    }
}
