//! What can be asked on the command line. One table: clap makes parser and help of it.

use super::lang::Lang;
use banxin::pdf::{Imposition, Profile, Scheme};
use banxin::{OUTPUTS, OutputKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 版心 Banxin: one source of Chinese prose and figures, set as PDF and written as Word.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// Language of the messages 消息的语言 [default: from the locale]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes 退出码: 0 done, 1 findings denied, 2 usage, 3 invalid input, 4 missing resource, \
5 input/output, 70 internal";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set the source as PDF, write it as Word 排成 PDF 与 Word
    Build(Build),
    /// Put the set pages together on larger sheets 拼大版
    Impose(Impose),
    /// Check text and figures, write nothing 检查文字与数据
    Check(Check),
    /// Each figure, where it is stated, and the numbers not bound yet 数据与出处
    Figures(Figures),
    /// Roles, files, hashes; who gives which character of SOURCE 字体与缺字
    Fonts(FontsArgs),
    /// What changed between two states 比较两个版本
    Diff(Diff),
    /// What a code means and how to cure it 解释代码
    Explain(Explain),
    /// Print the JSON Schema of sources or layouts, for editors 输出 JSON Schema
    Schema(Schema),
}

/// `banxin build`.
#[derive(Clone, Debug, Args)]
pub struct Build {
    /// The YAML source.
    pub source: PathBuf,
    /// Folder for the outputs; made when it is not there.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Name of the outputs without suffix [default: the source's, or its folder's for review.yaml].
    #[arg(long, value_parser = file_name)]
    pub name: Option<String>,
    /// What to write.
    #[arg(long, value_delimiter = ',', default_value = "pdf,docx", value_name = "LIST", value_parser = output_kind)]
    pub formats: Vec<&'static OutputKind>,
    /// What the PDF is for: screen (tagged, small), archive (PDF/A-3a with PDF/UA-1), press (PDF/X-4).
    #[arg(long, value_delimiter = ',', default_value = "screen", value_name = "LIST", value_parser = profile)]
    pub pdf: Vec<Profile>,
    /// Layout instead of the source's own.
    #[arg(long)]
    pub layout: Option<String>,
    /// Set by `banxin impose`.
    #[arg(skip)]
    pub impose: Option<Imposition>,
    /// Threads; the outputs are the same for any number [default: processors].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// Also write NAME.manifest.json: hashes, resolved text, furniture.
    #[arg(long)]
    pub manifest: bool,
    /// Write what the checks find into the Word file, as comments at its words.
    #[arg(long, conflicts_with = "no_check")]
    pub comments: bool,
    /// Do not check the text: only what hinders the files is reported.
    #[arg(long, conflicts_with = "deny")]
    pub no_check: bool,
    #[command(flatten)]
    pub report: Report,
    #[command(flatten)]
    pub fonts: FontsFrom,
}

/// `banxin impose`.
#[derive(Debug, Args)]
pub struct Impose {
    /// booklet (folded and stitched), 2up or 4up.
    #[arg(value_parser = scheme)]
    pub scheme: Scheme,
    /// Thickness of a sheet of the booklet, in micrometres.
    #[arg(long, value_name = "UM", default_value_t = 100)]
    pub creep: u16,
    #[command(flatten)]
    pub build: Build,
}

/// `banxin check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The YAML source.
    pub source: PathBuf,
    /// Layout instead of the source's own.
    #[arg(long)]
    pub layout: Option<String>,
    /// Set the pages too: lines that do not fit, characters without glyph or ink.
    #[arg(long)]
    pub set: bool,
    /// Write the safe repairs into the files; nothing else of them changes.
    #[arg(long)]
    pub fix: bool,
    /// Show the safe repairs as a patch, write nothing.
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,
    /// Also write findings and figures as one HTML file, for reading and signing.
    #[arg(long = "report", value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub report: Report,
    #[command(flatten)]
    pub fonts: FontsFrom,
}

/// `banxin figures`.
#[derive(Debug, Args)]
pub struct Figures {
    /// The YAML source, or a plain text (.txt).
    pub source: PathBuf,
    /// Table of figures instead of the source's own; columns that say nothing to us are left out.
    #[arg(long, value_name = "FILE")]
    pub table: Option<PathBuf>,
    /// How the list is shown.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: ListFormat,
    /// Write `$(id)` into the source for each number that states a figure; nothing else changes.
    #[arg(long)]
    pub bind: bool,
    /// Show what --bind would write as a patch, write nothing.
    #[arg(long, conflicts_with = "bind")]
    pub diff: bool,
    /// Print a plain text as a YAML source, its numbers bound; write nothing.
    #[arg(long, conflicts_with_all = ["bind", "diff"])]
    pub yaml: bool,
}

/// Ways of showing a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading.
    Human,
    /// One JSON object.
    Json,
}

/// `banxin diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier file.
    pub old: PathBuf,
    /// The later file.
    pub new: PathBuf,
    /// OLD and NEW are PDF files: an overlay of each page, and all in one HTML file; exit 1 when they differ.
    #[cfg(feature = "preview")]
    #[arg(long)]
    pub pages: bool,
    /// Of two sources: also write what changed as one HTML file.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[cfg(feature = "preview")]
    /// Folder for the pictures and pages.html; made when it is not there.
    #[arg(long, default_value = "diff", value_name = "DIR")]
    pub out: PathBuf,
    #[cfg(feature = "preview")]
    /// Dots an inch of the pictures.
    #[arg(long, value_name = "DPI", default_value_t = 110, value_parser = clap::value_parser!(u16).range(20..=600))]
    pub resolution: u16,
}

/// `banxin fonts`.
#[derive(Debug, Args)]
pub struct FontsArgs {
    /// Show who gives which character of this source.
    pub source: Option<PathBuf>,
    /// Hash every file of the manifest.
    #[arg(long)]
    pub verify: bool,
    #[command(flatten)]
    pub fonts: FontsFrom,
}

/// `banxin explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as N02 [default: list them all].
    pub code: Option<String>,
}

/// `banxin schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of which files.
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// Files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Sources (review.yaml).
    Review,
    /// Layouts (layouts/*.yaml).
    Layout,
}

/// How findings are shown and what they lead to.
#[derive(Clone, Debug, Args)]
pub struct Report {
    /// How findings are shown.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
    /// Fail (exit 1) on these: error, warning, info, a code (N02) or a family (N).
    #[arg(long, value_delimiter = ',', value_name = "WHAT", value_parser = super::deny::parse)]
    pub deny: Vec<super::deny::Deny>,
    /// Show remarks as well (`check` always does).
    #[arg(long, short)]
    pub verbose: bool,
}

/// Where the fonts are.
#[derive(Clone, Debug, Args)]
pub struct FontsFrom {
    /// Folder with manifest.yaml and the faces [default: fonts/ above the source, here, or beside the program].
    #[arg(long = "fonts", value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// A name that stays in its folder.
fn file_name(name: &str) -> Result<String, String> {
    let plain = !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0', ':']);
    plain.then(|| name.to_owned()).ok_or_else(|| "a name without folders".into())
}

/// A kind of output from the library's table.
fn output_kind(key: &str) -> Result<&'static OutputKind, String> {
    OUTPUTS.iter().find(|kind| kind.key == key).ok_or_else(|| {
        let known: Vec<&str> = OUTPUTS.iter().map(|kind| kind.key).collect();
        format!("known: {}", known.join(", "))
    })
}

fn scheme(key: &str) -> Result<Scheme, String> {
    Scheme::ALL.into_iter().find(|scheme| scheme.key() == key).ok_or_else(|| {
        let known = Scheme::ALL.map(Scheme::key);
        format!("known: {}", known.join(", "))
    })
}

fn profile(key: &str) -> Result<Profile, String> {
    Profile::ALL.into_iter().find(|profile| profile.key() == key).ok_or_else(|| {
        let known = Profile::ALL.map(Profile::key);
        format!("known: {}", known.join(", "))
    })
}

/// Ways of showing findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source text underlined.
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
    /// GitHub annotations.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}
