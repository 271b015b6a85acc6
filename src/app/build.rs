//! `banxin build`: the library's outputs onto the disk, all or none.

use super::args::{Build, Impose};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{Place, Verdict, count_words, refuse, verdict};
use super::write::{self, Target};
use super::{manifest, say_err, say_out, variable};
use banxin::base::{Emu, Finding};
use banxin::pdf::{Imposition, Profile};
use banxin::{Job, OUTPUTS, Step, say};
use std::io::IsTerminal;
use std::path::Path;

/// Runs it.
pub fn run(args: &Build, lang: Lang) -> Exit {
    let typed = args.source.to_string_lossy();
    let place = match Place::open(&args.source, &args.fonts) {
        Ok(place) => place,
        Err(finding) => return refuse(finding, &typed, &args.report, lang),
    };
    let epoch = match source_date() {
        Ok(epoch) => epoch,
        Err(value) => {
            let message = lang.pick("不是自 1970 年起的秒数", "is not a number of seconds since 1970");
            say_err(&format!("banxin: SOURCE_DATE_EPOCH={value:?}: {message}\n"));
            return Exit::Usage;
        }
    };

    // Make everything in memory.
    let terminal = std::io::stderr().is_terminal();
    let progress = |step: Step| {
        if terminal {
            let words = match step {
                Step::Read => lang.pick("读取", "reading"),
                Step::Set => lang.pick("排版", "setting"),
                Step::Write => lang.pick("输出", "writing"),
            };
            say_err(&format!("\r\x1b[K{words} …"));
        }
    };
    let job = Job {
        layout: args.layout.as_deref(),
        outputs: &args.formats,
        jobs: jobs(args.jobs),
        epoch,
        profiles: &args.pdf,
        impose: args.impose,
        checks: !args.no_check,
        comments: args.comments,
        pages: args.manifest,
        progress: &progress,
        ..place.job()
    };
    let run = banxin::build(&job);
    if terminal {
        say_err("\r\x1b[K");
    }

    // Judge, and write only what is not denied.
    let Verdict { text, exit, counts } =
        verdict(run.findings, &run.sources, Some(&place), &args.report, &args.report.deny, lang, terminal);
    say_err(&text);
    if exit != Exit::Done {
        say_err(&format!(
            "banxin: {}; {}\n",
            lang.of(&count_words(counts)),
            lang.pick("未写任何文件", "nothing written")
        ));
        return exit;
    }
    let made = run.made.as_ref();
    let bound = made.map_or(0, |made| made.styled.figures.len());
    let name = args.name.clone().unwrap_or_else(|| output_name(&args.source));
    let mut files: Vec<(String, &[u8])> =
        run.outputs.iter().map(|output| (format!("{name}{}", output.suffix), output.bytes.as_slice())).collect();
    let manifest = made.filter(|_| args.manifest).map(|made| manifest::json(&name, &run.outputs, made));
    if let Some(json) = &manifest {
        files.push((format!("{name}.manifest.json"), json.as_bytes()));
    }
    let targets: Vec<Target<'_>> =
        files.iter().map(|(name, bytes)| Target { path: args.out.join(name), bytes }).collect();
    let written = std::fs::create_dir_all(&args.out)
        .map_err(|error| write::WriteError { path: args.out.clone(), error })
        .and_then(|()| write::all(&targets));
    if let Err(write::WriteError { path, error }) = written {
        let path = path.to_string_lossy();
        let finding = Finding::io("I03", None, say!("写不了“{path}”：{error}", "cannot write \"{path}\": {error}"))
            .help(say!(
                "请检查文件夹的权限与空间，或用 --out 换一个",
                "check the folder's rights and room, or choose another with --out"
            ));
        return refuse(finding, &typed, &args.report, lang);
    }

    // One line a file. The process ends after it: to take a long document apart piece by piece would cost a tenth
    // of the run, and gives the system nothing that it does not get back at once.
    for (target, output) in targets.iter().zip(run.outputs.iter().map(Some).chain([None])) {
        let pages = output.and_then(|output| output.pages);
        say_out(&summary(&target.path, target.bytes.len(), pages, bound, counts, lang));
    }
    std::mem::forget(run.made);
    Exit::Done
}

/// `banxin impose`: the same run, with pages together on sheets.
pub fn impose(args: &Impose, lang: Lang) -> Exit {
    if args.build.pdf.contains(&Profile::Archive) {
        say_err(lang.pick(
            "banxin: 拼大版只为印刷，不能存档\n",
            "banxin: sheets are for the press; they cannot be an archive file\n",
        ));
        return Exit::Usage;
    }
    let creep = Emu(i64::from(args.creep) * Emu::PER_MM / 1000);
    let build = Build {
        impose: Some(Imposition { scheme: args.scheme, creep }),
        formats: OUTPUTS.iter().filter(|kind| kind.key == "pdf").collect(),
        ..args.build.clone()
    };
    run(&build, lang)
}

fn summary(path: &Path, bytes: usize, pages: Option<usize>, bound: usize, counts: [usize; 3], lang: Lang) -> String {
    let path = path.display();
    let [errors, warnings, _] = counts;
    match lang {
        Lang::Zh => {
            let pages = pages.map(|n| format!("{n} 页，")).unwrap_or_default();
            format!("{path}：{pages}{bytes} 字节，数据绑定 {bound} 处，错误 {errors}，警告 {warnings}\n")
        }
        Lang::En => {
            let pages = pages.map(|n| format!("{n} page{}, ", if n == 1 { "" } else { "s" })).unwrap_or_default();
            format!("{path}: {pages}{bytes} bytes, {bound} figures bound, {errors} errors, {warnings} warnings\n")
        }
    }
}

/// Threads: as asked, or one a processor.
fn jobs(asked: Option<u16>) -> usize {
    asked.map(usize::from).unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// SOURCE_DATE_EPOCH (reproducible-builds.org): the only date besides the source's own.
fn source_date() -> Result<Option<u64>, String> {
    match variable("SOURCE_DATE_EPOCH") {
        Some(value) if !value.is_empty() => value.parse::<u64>().map(Some).map_err(|_| value),
        Some(_) | None => Ok(None),
    }
}

/// The source's own name; its folder's when the source bears a name that says nothing.
fn output_name(source: &Path) -> String {
    let stem = source.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if !["review", "index", "main", "document"].contains(&stem.as_str()) {
        return stem;
    }
    let folder = source.canonicalize().ok();
    let folder = folder.as_deref().and_then(Path::parent).and_then(Path::file_name);
    folder.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.is_empty()).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn outputs_are_named_after_the_folder_of_a_review() {
        let scratch = Scratch::new();
        scratch.write("annual-2021/review.yaml", "");
        scratch.write("annual-2021/bulletin-3.yaml", "");
        assert_eq!(output_name(&scratch.path("annual-2021/review.yaml")), "annual-2021");
        assert_eq!(output_name(&scratch.path("annual-2021/bulletin-3.yaml")), "bulletin-3");
        assert_eq!(output_name(Path::new("nowhere/review.yaml")), "review");
    }
}
