//! `banxin fonts`: roles and files, and who gives which character of a source.

use super::args::{FontsArgs, Format, Report as ReportArgs};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, open_fonts, refuse, verdict};
use super::{say_err, say_out};
use banxin::Job;
use banxin::base::{Finding, Findings, Sources};
use banxin::fonts::{Class, FaceId, FaceInfo, Fonts, Role};
use banxin::pages::{ItemKind, Pages};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Runs it.
pub fn run(args: &FontsArgs, lang: Lang) -> Exit {
    let report = ReportArgs { format: Format::Human, deny: Vec::new(), verbose: true };
    match &args.source {
        Some(source) => who_gives_what(source, args, &report, lang),
        None => what_there_is(args, &report, lang),
    }
}

/// Roles and faces of the manifest.
fn what_there_is(args: &FontsArgs, report: &ReportArgs, lang: Lang) -> Exit {
    let files = match open_fonts(None, &args.fonts) {
        Ok(files) => files,
        Err(finding) => return refuse(finding, "fonts", report, lang),
    };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    if let Some(fonts) = Fonts::open(files.as_ref(), &mut sources, &mut findings) {
        say_out(&listing(&fonts, lang));
        if args.verify {
            findings.extend(fonts.verify());
        }
    }
    let clean = findings.is_empty();
    let Verdict { text, exit, .. } = verdict(findings, &sources, None, report, &[], lang, false);
    say_err(&text);
    if args.verify && clean {
        say_out(lang.pick("每个字体文件都与清单相符\n", "every face is the one the manifest names\n"));
    }
    exit
}

/// Which face gives which characters of a set source; what is missing comes as findings.
fn who_gives_what(source: &Path, args: &FontsArgs, report: &ReportArgs, lang: Lang) -> Exit {
    let place = match Place::open(source, &args.fonts) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &source.to_string_lossy(), report, lang),
    };
    let mut run = banxin::build(&Job { pages: true, ..place.job() });
    if let Some(made) = &run.made
        && let Some(fonts) = Fonts::open(place.fonts.as_ref(), &mut Sources::default(), &mut Findings::default())
    {
        let infos = fonts.faces();
        for (face, characters) in given(&made.pages) {
            let name = infos.get(usize::from(face.0)).map_or("?", |info| info.name.as_str());
            let text: String = characters.iter().collect();
            say_out(&format!("{name} ({}): {text}\n", characters.len()));
        }
        if args.verify {
            run.findings.extend(fonts.verify());
        }
    }
    // Checks of the text are another command's business.
    let mut findings = Findings::default();
    findings.extend(run.findings.into_iter().filter(|finding| finding.stops() || "TG".contains(family(finding))));
    let Verdict { text, exit, .. } = verdict(findings, &run.sources, Some(&place), report, &[], lang, false);
    say_err(&text);
    exit
}

fn family(finding: &Finding) -> char {
    finding.code.0.chars().next().unwrap_or(' ')
}

/// The characters that each face draws.
fn given(pages: &Pages) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut given: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Line { line, .. } = &item.kind else { continue };
        for run in line.runs() {
            let characters = given.entry(run.fount.face).or_default();
            for glyph in run.glyphs() {
                characters.extend(line.shown(&glyph).chars());
            }
        }
    }
    given
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
