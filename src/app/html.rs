//! HTML that stands alone: one file, no scripts, nothing from elsewhere.

use super::lang::Lang;

/// Text for HTML; what would turn the direction of the text is shown by its number.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() && c != '\n' && c != '\t' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// A whole page.
pub fn page(lang: Lang, title: &str, body: &str) -> String {
    let (tag, title) = (lang.pick("zh-CN", "en"), escape(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The looks of reports, on the screen and on paper.
const STYLE: &str = "\
:root{--ink:#1c2430;--soft:#667085;--rule:#d9dee6;--paper:#fff;--ground:#f4f5f7;--brand:#8c1d18;--error:#b42318;--warning:#b25e09;\
--info:#175cd3;--good:#067647;--was:#fde3e1;--is:#d8f3e3}\
*{box-sizing:border-box}\
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.75 'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif}\
main{max-width:62rem;margin:2rem auto;background:var(--paper);padding:2.5rem 3rem 3rem;border-top:4px solid var(--brand);box-shadow:0 1px 6px #1c243018}\
h1{font:700 1.75rem/1.35 'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif;margin:0}\
h2{font-size:1.12rem;margin:2.4rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--rule)}\
.by{color:var(--soft);margin:.3rem 0 1.4rem;overflow-wrap:anywhere}\
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:0;padding:0;list-style:none}\
.tiles li{flex:1 1 7rem;padding:.55rem .9rem;border:1px solid var(--rule);border-radius:6px;color:var(--soft);font-size:.86rem}\
.tiles b{display:block;font-size:1.55rem;line-height:1.3;color:var(--ink);font-variant-numeric:tabular-nums}\
.tiles .error b{color:var(--error)}.tiles .warning b{color:var(--warning)}.tiles .info b{color:var(--info)}.tiles .good b{color:var(--good)}\
article{border-left:4px solid var(--rule);padding:.15rem 0 .15rem 1rem;margin:0 0 1.1rem;break-inside:avoid}\
article.error{border-color:var(--error)}article.warning{border-color:var(--warning)}article.info{border-color:var(--info)}\
article h3{font-size:1rem;margin:0;font-weight:600}article p{margin:.15rem 0}\
.code{font:600 .8rem/1 ui-monospace,Menlo,Consolas,monospace;padding:.18rem .4rem;border-radius:4px;background:var(--ground);margin-right:.5rem;vertical-align:.08em}\
.error .code{color:var(--error)}.warning .code{color:var(--warning)}.info .code{color:var(--info)}\
.place{color:var(--soft);font-size:.84rem}\
blockquote{margin:.35rem 0;padding:.4rem .8rem;background:var(--ground);border-radius:4px;overflow-wrap:anywhere}\
mark{background:#ffe9a8;color:inherit;padding:0 .05em;border-radius:2px}.error mark{background:#fbd0cb}.info mark{background:#d3e3fb}\
del{background:var(--was);color:var(--error);text-decoration:line-through;padding:0 .08em}ins{background:var(--is);color:var(--good);text-decoration:none;padding:0 .08em;font-weight:600}\
table{border-collapse:collapse;width:100%;font-size:.9rem}thead{display:table-header-group}\
th{text-align:left;font-weight:600;border-bottom:2px solid var(--ink);padding:.35rem .6rem;white-space:nowrap}\
td{border-bottom:1px solid var(--rule);padding:.4rem .6rem;vertical-align:top}tr{break-inside:avoid}tr:target{background:#fff6dc}\
th.n{text-align:right}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;font-weight:600}\
td small{display:block;color:var(--soft);font-size:.8rem}code{font:.82rem ui-monospace,Menlo,Consolas,monospace;color:var(--soft)}\
.ok{color:var(--good)}.bad{color:var(--error);font-weight:600}.note{color:var(--soft)}\
a{color:inherit;text-decoration:none;border-bottom:1px dotted currentColor}a:hover{color:var(--brand)}\
.text p{margin:.5rem 0;text-indent:2em;text-align:justify}.text .h{font-weight:700;text-indent:0;margin-top:1.1rem}\
.fig{background:#eaf2ff;border-bottom:1px solid #6f9ce8;border-radius:2px;padding:0 .08em}.fig:target,a:target{background:#ffe08a}\
.same{color:var(--soft)}footer{margin-top:2.5rem;color:var(--soft);font-size:.82rem;border-top:1px solid var(--rule);padding-top:.6rem}\
@media(max-width:45rem){main{padding:1.2rem}}\
@media print{@page{size:A4;margin:18mm 16mm}body{background:none;font-size:10pt}main{max-width:none;margin:0;padding:0;border:0;box-shadow:none}\
h2{break-after:avoid}a{border:0}mark,del,ins,.fig,.code,blockquote{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_source_is_markup() {
        assert_eq!(escape("<a href=\"x\">&\u{202E}\u{1}"), "&lt;a href=&quot;x&quot;&gt;&amp;\\u{202e}\\u{1}");
        let page = page(Lang::En, "<t>", "");
        assert!(page.contains("<title>&lt;t&gt;</title>") && !page.contains("<script") && !page.contains("http"));
    }
}
