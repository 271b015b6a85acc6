//! A source on the disk: its folder as root, its name, the fonts it is set with.

use super::args::{FontsFrom, Report as ReportArgs};
use super::deny::{Deny, denied};
use super::disk::{Disk, Nothing, fonts_folder};
use super::exit::Exit;
use super::lang::Lang;
use super::render::Report;
use banxin::base::diag::Words;
use banxin::base::{FileError, Files, Finding, Findings, Sources};
use banxin::{Job, say};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

/// Where a run reads.
pub struct Place {
    /// As typed.
    pub typed: String,
    /// Its name inside the root.
    pub name: String,
    /// Its folder.
    pub disk: Disk,
    /// The fonts.
    pub fonts: Box<dyn Files>,
}

impl Place {
    /// Opens the folders; the files themselves are the library's business.
    pub fn open(source: &Path, fonts: &FontsFrom) -> Result<Place, Box<Finding>> {
        let typed = source.to_string_lossy().into_owned();
        let (Some(name), Some(folder)) = (source.file_name(), source.parent()) else {
            return Err(Finding::resource("I01", None, say!("“{typed}”不是文件", "\"{typed}\" is not a file")).into());
        };
        let Some(name) = name.to_str().map(str::to_owned) else {
            return Err(Finding::resource("I01", None, say!("文件名不是 UTF-8", "the file name is not UTF-8")).into());
        };
        let disk = Disk::open(folder).map_err(|error| unreadable(&typed, &error))?;
        Ok(Place { typed, name, disk, fonts: open_fonts(Some(source), fonts)? })
    }
}

impl Place {
    /// A run on this source that makes nothing yet.
    pub fn job(&self) -> Job<'_> {
        Job {
            source: &self.name,
            files: &self.disk,
            fonts: self.fonts.as_ref(),
            layout: None,
            outputs: &[],
            jobs: 1,
            profiles: &[],
            impose: None,
            checks: true,
            comments: false,
            pages: false,
            epoch: None,
            progress: &|_| {},
        }
    }
}

/// The folder of fonts asked for, or found, or none (the embedded faces serve then).
pub fn open_fonts(source: Option<&Path>, from: &FontsFrom) -> Result<Box<dyn Files>, Box<Finding>> {
    let Some(folder) = from.folder.clone().or_else(|| fonts_folder(source)) else {
        return Ok(Box::new(Nothing));
    };
    match Disk::open(&folder) {
        Ok(disk) => Ok(Box::new(disk)),
        Err(error) => Err(unreadable(&folder.to_string_lossy(), &error)),
    }
}

/// A file of the command line that is no source.
#[cfg(feature = "preview")]
pub fn read_file(path: &Path) -> Result<std::borrow::Cow<'static, [u8]>, Box<Finding>> {
    let typed = path.to_string_lossy();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let read = Disk::open(path.parent().unwrap_or(Path::new(""))).and_then(|disk| disk.read(name));
    read.map_err(|error| unreadable(&typed, &error))
}

/// A path of the command line that cannot be read.
fn unreadable(path: &str, error: &FileError) -> Box<Finding> {
    let words = match error {
        FileError::Missing => say!("没有“{path}”", "there is no \"{path}\""),
        FileError::Outside => say!("“{path}”在允许的文件夹之外", "\"{path}\" lies outside the folder allowed"),
        FileError::TooLarge { limit } => say!("“{path}”超过 {limit} 字节", "\"{path}\" is larger than {limit} bytes"),
        FileError::Io(error) => say!("读不了“{path}”：{error}", "cannot read \"{path}\": {error}"),
    };
    let help = say!("请检查命令行上的路径", "check the path on the command line");
    match error {
        FileError::Io(_) => Finding::io("I02", None, words).help(help).into(),
        FileError::Missing | FileError::Outside | FileError::TooLarge { .. } => {
            Finding::resource("I01", None, words).help(help).into()
        }
    }
}

/// Findings ready to be shown, and what they mean for the exit code.
pub struct Verdict {
    /// As text in the format asked for.
    pub text: String,
    /// How the run ends on account of them.
    pub exit: Exit,
    /// Errors, warnings, remarks.
    pub counts: [usize; 3],
}

/// Sorts, renders and judges findings.
pub fn verdict(
    findings: Findings,
    sources: &Sources,
    place: Option<&Place>,
    args: &ReportArgs,
    deny: &[Deny],
    lang: Lang,
    colour: bool,
) -> Verdict {
    use banxin::base::Severity;
    let findings = findings.sorted(sources);
    // The disk is asked once for each source, not for each finding in it.
    let known: RefCell<BTreeMap<String, String>> = RefCell::default();
    let shown = |name: &str| {
        if let Some(shown) = known.borrow().get(name) {
            return shown.clone();
        }
        let shown = place.map_or_else(|| name.to_owned(), |place| place.disk.shown(name));
        known.borrow_mut().insert(name.to_owned(), shown.clone());
        shown
    };
    let whole = place.map_or("banxin", |place| &place.typed);
    let exit = match Exit::of_findings(&findings) {
        Exit::Done if findings.iter().any(|finding| denied(finding, deny)) => Exit::Denied,
        exit => exit,
    };
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    // Remarks wait for --verbose or `check`, unless a machine reads or they are denied.
    let human = matches!(args.format, super::args::Format::Human | super::args::Format::Short);
    let remark = |finding: &Finding| finding.severity == Severity::Info;
    let all = findings.len();
    let kept: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| !human || args.verbose || !remark(finding) || denied(finding, deny))
        .collect();
    let report = Report { findings: &kept, sources, shown: &shown, whole, lang, colour };
    let mut text = report.render(args.format);
    let hidden = all - kept.len();
    if hidden > 0 {
        let words = say!(
            "另有提示 {hidden} 项（--verbose 或 banxin check 列出）",
            "{hidden} more remarks (--verbose or banxin check lists them)"
        );
        text.push_str(&format!("{}\n", lang.of(&words)));
    }
    Verdict { text, exit, counts }
}

/// Reports one finding that keeps a command from starting.
pub fn refuse(finding: impl Into<Box<Finding>>, typed: &str, args: &ReportArgs, lang: Lang) -> Exit {
    let sources = Sources::default();
    let findings = [*finding.into()];
    let shown = |name: &str| name.to_owned();
    let report = Report { findings: &findings, sources: &sources, shown: &shown, whole: typed, lang, colour: false };
    super::say_err(&report.render(args.format));
    Exit::of_findings(&findings)
}

/// `一项错误，两项警告` in figures.
pub fn count_words(counts: [usize; 3]) -> Words {
    let [errors, warnings, remarks] = counts;
    let plural = |n: usize, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    let (e, w, r) = (
        plural(errors, "error", "errors"),
        plural(warnings, "warning", "warnings"),
        plural(remarks, "remark", "remarks"),
    );
    say!("错误 {errors}，警告 {warnings}，提示 {remarks}", "{errors} {e}, {warnings} {w}, {remarks} {r}")
}
