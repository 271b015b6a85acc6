//! `banxin diff --pages`: two PDFs, page by page, as
//! overlays and one HTML file that a reviewer opens.

use super::super::args::{Diff, Format, Report};
use super::super::exit::Exit;
use super::super::html::escape;
use super::super::lang::Lang;
use super::super::source::{read_file, refuse};
use super::super::write::{self, Target, WriteError};
use super::super::{say_err, say_out};
use banxin::base::Finding;
use banxin::preview::{Overlay, Picture, Viewer, overlay};
use banxin::say;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::Path;

/// Runs it.
pub fn run(args: &Diff, lang: Lang) -> Exit {
    let report = Report { format: Format::Human, deny: Vec::new(), verbose: true };
    let open = |path: &Path| {
        let bytes = read_file(path)?;
        Viewer::open(&bytes, args.resolution).ok_or_else(|| Box::new(unreadable(path)))
    };
    let (old, new) = match (open(&args.old), open(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(finding), _) => return refuse(finding, &args.old.to_string_lossy(), &report, lang),
        (_, Err(finding)) => return refuse(finding, &args.new.to_string_lossy(), &report, lang),
    };

    // Page by page: only what is to be written stays.
    let (mut was, mut is) = (old.pictures(), new.pictures());
    let mut html = Html::new(args, lang);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut changed = 0_usize;
    for number in 1..=old.count().max(new.count()) {
        let (was, is) = (was.next(), is.next());
        let over = overlay(was.as_ref(), is.as_ref());
        let picture = over.picture.png().unwrap_or_default();
        if over.differs() {
            changed += 1;
            html.page(number, &over, &picture, was.as_ref(), is.as_ref());
        }
        files.push((format!("page-{number}.png"), picture));
    }
    files.push(("pages.html".into(), html.finish(changed, files.len()).into_bytes()));

    let targets: Vec<Target<'_>> =
        files.iter().map(|(name, bytes)| Target { path: args.out.join(name), bytes }).collect();
    let written = std::fs::create_dir_all(&args.out)
        .map_err(|error| WriteError { path: args.out.clone(), error })
        .and_then(|()| write::all(&targets));
    if let Err(WriteError { path, error }) = written {
        let path = path.to_string_lossy();
        let finding = Finding::io("I03", None, say!("写不了“{path}”：{error}", "cannot write \"{path}\": {error}"))
            .help(say!("请检查文件夹的权限与空间", "check the folder's rights and room"));
        return refuse(finding, &args.out.to_string_lossy(), &report, lang);
    }
    let page = args.out.join("pages.html");
    let (page, all) = (page.display(), files.len() - 1);
    match lang {
        Lang::Zh => say_out(&format!("{page}：{all} 页，{changed} 页有变化\n")),
        Lang::En => say_out(&format!("{page}: {all} pages, {changed} changed\n")),
    }
    if changed == 0 {
        return Exit::Done;
    }
    say_err(lang.pick("banxin: 两个文件不同\n", "banxin: the files differ\n"));
    Exit::Denied
}

fn unreadable(path: &Path) -> Finding {
    let path = path.to_string_lossy();
    Finding::resource("I04", None, say!("“{path}”不是可读的 PDF", "\"{path}\" is not a PDF that can be read"))
        .help(say!("给出两个没有加密的 PDF 文件", "give two PDF files that are not encrypted"))
}

/// The HTML on its way. Everything is inside the one file: no scripts, no addresses.
struct Html<'a> {
    args: &'a Diff,
    lang: Lang,
    body: String,
}

const STYLE: &str = "body{font:15px/1.6 sans-serif;margin:2em auto;max-width:75em;padding:0 1em;background:#f2f2f2;color:#222}\
section{background:#fff;padding:1em;margin:1.5em 0;box-shadow:0 1px 3px #0003}h1{font-size:1.4em}h2{font-size:1.1em;margin:0}\
img{max-width:100%;border:1px solid #ccc;display:none}label{margin-right:1em}ul{margin:.3em 0;color:#555}\
.o:checked~.o,.w:checked~.w,.i:checked~.i{display:block}.was{color:#dc0000}.is{color:#003ce6}";

impl<'a> Html<'a> {
    fn new(args: &'a Diff, lang: Lang) -> Html<'a> {
        Html { args, lang, body: String::new() }
    }

    /// One page that changed: where, and its three pictures.
    fn page(&mut self, number: usize, over: &Overlay, picture: &[u8], was: Option<&Picture>, is: Option<&Picture>) {
        let lang = self.lang;
        let heading = match lang {
            Lang::Zh => format!("第 {number} 页"),
            Lang::En => format!("Page {number}"),
        };
        self.body.push_str(&format!("<section id=\"page-{number}\"><h2>{heading}</h2>\n<ul>"));
        let fate = match (was, is) {
            (Some(_), None) => Some(lang.pick("新文件没有这一页", "not in the new file")),
            (None, Some(_)) => Some(lang.pick("旧文件没有这一页", "not in the old file")),
            _ if over.resized => Some(lang.pick("页面尺寸不同", "another page size")),
            _ => None,
        };
        if let Some(fate) = fate {
            self.body.push_str(&format!("<li>{fate}</li>"));
        }
        // Tenths of a millimetre from pixels: 254 to the inch.
        let mm = |pixels: usize| {
            let tenths = pixels * 254 / usize::from(self.args.resolution);
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        for region in &over.regions {
            let [x, y, width, height] = [region.x, region.y, region.width, region.height].map(mm);
            let place = match lang {
                Lang::Zh => format!("距左 {x} mm，距上 {y} mm，宽 {width} mm，高 {height} mm"),
                Lang::En => format!("{x} mm from the left, {y} mm from the top, {width} × {height} mm"),
            };
            self.body.push_str(&format!("<li>{place}</li>"));
        }
        self.body.push_str("</ul>\n");
        let (was, is) = (was.and_then(Picture::png), is.and_then(Picture::png));
        let views = [
            ("o", lang.pick("叠合", "overlay"), Some(picture)),
            ("w", lang.pick("旧", "old"), was.as_deref()),
            ("i", lang.pick("新", "new"), is.as_deref()),
        ];
        for (class, name, png) in views {
            let checked = if class == "o" { " checked" } else { "" };
            if png.is_some() {
                self.body.push_str(&format!(
                    "<input type=\"radio\" class=\"{class}\" id=\"{class}{number}\" name=\"p{number}\"{checked}><label for=\"{class}{number}\">{name}</label>"
                ));
            }
        }
        for (class, name, png) in views {
            if let Some(png) = png {
                let data = STANDARD.encode(png);
                let alt = format!("{heading} {name}");
                self.body
                    .push_str(&format!("\n<img class=\"{class}\" alt=\"{alt}\" src=\"data:image/png;base64,{data}\">"));
            }
        }
        self.body.push_str("</section>\n");
    }

    fn finish(self, changed: usize, all: usize) -> String {
        let (old, new) = (escape(&self.args.old.to_string_lossy()), escape(&self.args.new.to_string_lossy()));
        let lang = self.lang;
        let (tag, title) = (lang.pick("zh-CN", "en"), lang.pick("版面比较", "Pages compared"));
        let (summary, legend) = match lang {
            Lang::Zh => (
                format!("共 {all} 页，{changed} 页有变化。"),
                "<span class=\"was\">红</span>：原有；<span class=\"is\">蓝</span>：现有；紫：颜色变了；灰：未变。",
            ),
            Lang::En => (
                format!("{all} pages, {changed} changed."),
                "<span class=\"was\">Red</span> was, <span class=\"is\">blue</span> is, violet changed its colour, grey stayed.",
            ),
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n<p><span class=\"was\">{old}</span> → <span class=\"is\">{new}</span></p>\n<p>{summary} {legend}</p>\n{}</body></html>\n",
            self.body
        )
    }
}
