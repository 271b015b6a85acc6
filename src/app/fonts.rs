//! `banxin fonts`: roles and files, and who gives which character.

use super::args::{FontsArgs, Format, Report as ReportArgs};
use super::exit::Exit;
use super::lang::Lang;
use super::source::{open_fonts, refuse};

/// Runs it.
pub fn run(args: &FontsArgs, lang: Lang) -> Exit {
    let report = ReportArgs { format: Format::Human, deny: Vec::new() };
    let files = match open_fonts(args.source.as_deref(), &args.fonts) {
        Ok(files) => files,
        Err(finding) => return refuse(finding, "fonts", &report, lang),
    };
    let _ = files;
    Exit::Done
}
