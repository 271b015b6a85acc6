//! `banxin fonts`: roles and files, and who gives which character of a source.

use super::args::{FontsArgs, Format, Report as ReportArgs};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Verdict, open_fonts, refuse, verdict};
use super::{say_err, say_out};
use banxin::base::{Findings, Sources};
use banxin::fonts::{Class, FaceId, FaceInfo, Fonts, Role};

/// Runs it.
pub fn run(args: &FontsArgs, lang: Lang) -> Exit {
    let report = ReportArgs { format: Format::Human, deny: Vec::new() };
    let files = match open_fonts(args.source.as_deref(), &args.fonts) {
        Ok(files) => files,
        Err(finding) => return refuse(finding, "fonts", &report, lang),
    };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    if let Some(fonts) = Fonts::open(files.as_ref(), &mut sources, &mut findings) {
        say_out(&listing(&fonts, lang));
        if args.verify {
            findings.extend(fonts.verify());
        }
    }
    let clean = findings.is_empty();
    let Verdict { text, exit, .. } = verdict(findings, &sources, None, &report, &[], lang, false);
    say_err(&text);
    if args.verify && clean {
        say_out(lang.pick("每个字体文件都与清单相符\n", "every face is the one the manifest names\n"));
    }
    exit
}

fn listing(fonts: &Fonts<'_>, lang: Lang) -> String {
    let faces = fonts.faces();
    let mut out = String::new();
    for role in fonts.roles() {
        out.push_str(&format!("{} {}\n", role.key, role.name));
        for (class, name) in [
            (Class::Han, lang.pick("汉字", "Han")),
            (Class::Mark, lang.pick("标点", "marks")),
            (Class::Latin, lang.pick("西文", "Latin")),
        ] {
            out.push_str(&format!("  {name}: {}\n", names(role, class, &faces)));
        }
    }
    out.push('\n');
    for face in &faces {
        let where_from = if face.embedded { lang.pick("内嵌", "embedded") } else { lang.pick("文件", "file") };
        let hash = face.sha256.get(..12).unwrap_or(&face.sha256);
        out.push_str(&format!("{}  fonts/{}  {hash}…  {}  {where_from}\n", face.name, face.file, face.licence));
    }
    out
}

fn names(role: &Role, class: Class, faces: &[FaceInfo]) -> String {
    let name = |id: &FaceId| faces.get(usize::from(id.0)).map_or("?", |face| face.name.as_str());
    role.faces(class).iter().map(name).collect::<Vec<_>>().join(" → ")
}
