//! Banxin (版心) sets Chinese bulletins and annual reviews: YAML prose, a table of figures, a
//! layout and CJK fonts become a print-ready PDF and a Word file that editors really edit.
//!
//! ```text
//! review.yaml ─content─▶ Document ─figures─▶ Filled ─style─▶ Styled ─┬─docx────────▶ review.docx
//! figures.csv ───────────────────┘     └─lint─▶ findings             └─lines,pages─▶ Pages ─pdf─▶ review.pdf
//! layouts/*.yaml ──────────────────────────────────┘                   (preview reads the finished PDF)
//! ```
//!
//! Rooms, from the ground up (each imports only rooms below it; `tests/floors.rs` proves it):
//!
//! | floor | room | does |
//! | --- | --- | --- |
//! | 0 | [`base`] | lengths, colours, places, findings, the [`Files`] door |
//! | 1 | [`content`] | YAML → [`Document`] |
//! | 2 | [`figures`] | the table of figures; every reference answered: [`Filled`] |
//! | 2 | [`fonts`] | which face gives which character |
//! | 3 | [`style`] | the layout, and the waist: [`Styled`] |
//! | 4 | [`lines`] | a paragraph and a measure → lines of glyphs |
//! | 4 | [`lint`] | checks of text and figures |
//! | 4 | [`pictures`] | drawings from files: SVG → outlines, pixels |
//! | 5 | [`pages`] | nodes → frames: [`Pages`] |
//! | 6 | [`pdf`], [`docx`] | the two exits |
//! | 7 | [`preview`] | finished PDF → pictures |
//! | 8 | this file | [`build`] and [`check`], and [`OUTPUTS`] |
//!
//! The library touches no disk, clock or environment: everything comes through
//! [`Files`] and leaves as bytes and [`Findings`].

pub mod base;
pub mod content;
pub mod docx;
pub mod figures;
pub mod fonts;
pub mod lines;
pub mod lint;
pub mod pages;
pub mod pdf;
pub mod pictures;
#[cfg(feature = "preview")]
pub mod preview;
pub mod style;

use base::{CodeNote, Files, Findings, Sources};
use content::Document;
use figures::Filled;
use fonts::Fonts;
use pages::Pages;
use pictures::Pictures;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, OnceLock};
use style::{PageLabels, Styled};

/// What a run is asked.
pub struct Job<'a> {
    /// The YAML source, relative to `files`.
    pub source: &'a str,
    /// The source's folder.
    pub files: &'a dyn Files,
    /// The folder of fonts; the embedded faces serve when it is empty.
    pub fonts: &'a dyn Files,
    /// Layout instead of the source's own.
    pub layout: Option<&'a str>,
    /// What to make, in this order.
    pub outputs: &'a [&'static OutputKind],
    /// Threads. No output depends on it.
    pub jobs: usize,
    /// Moment to be stated in the outputs, in seconds since 1970; the source's date without it.
    pub epoch: Option<u64>,
    /// What the PDF is for: one file each.
    pub profiles: &'a [pdf::Profile],
    /// Pages of the PDF together on larger sheets.
    pub impose: Option<pdf::Imposition>,
    /// Whether the text is checked; without it only what hinders the outputs is found.
    pub checks: bool,
    /// Whether what the checks find stands in the Word file as comments, at its words.
    pub comments: bool,
    /// Whether pages are set though no output shows them (the manifest lists their furniture), and kept when all outputs
    /// are made.
    pub pages: bool,
    /// Told when a step begins.
    pub progress: &'a (dyn Fn(Step) + Sync),
}

/// The steps of a run that take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading source, table and layout.
    Read,
    /// Setting lines and pages.
    Set,
    /// Making the outputs.
    Write,
}

/// What a run gave.
#[derive(Debug, Default)]
pub struct Run {
    /// The texts the findings point into.
    pub sources: Sources,
    /// Everything found.
    pub findings: Findings,
    /// The outputs, all of them or none.
    pub outputs: Vec<Output>,
    /// What they were made from, when the run came so far.
    pub made: Option<Made>,
}

/// One finished file.
#[derive(Clone, Debug)]
pub struct Output {
    /// What follows the name (`.pdf`, `-1.png`).
    pub suffix: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it shows, when it knows.
    pub pages: Option<usize>,
}

/// The finished document, before ink.
#[derive(Debug)]
pub struct Made {
    /// The waist.
    pub styled: Styled,
    /// The set pages; none where the only output took them and they are not asked for.
    pub pages: Pages,
    /// Page labels by block.
    pub labels: PageLabels,
    /// SVG pictures, read.
    pub drawings: Arc<Pictures>,
    /// Name and SHA-256 of each source read.
    pub hashes: Vec<(String, String)>,
    /// Source and table of figures, for the archive.
    pub attachments: Vec<pdf::Attachment>,
}

/// A kind of output: its name on the command line, and what makes it.
#[derive(Debug)]
pub struct OutputKind {
    /// Name on the command line.
    pub key: &'static str,
    /// What it is, for the help.
    pub about: &'static str,
    /// Whether it shows the set pages themselves.
    paged: bool,
    /// Whether it is drawn from the screen's PDF.
    drawn: bool,
    /// Whether it takes the pages, when nobody else reads them.
    takes: bool,
    make: fn(&Press<'_>, &mut Findings) -> Option<Vec<Output>>,
}

/// The table of outputs: a new kind of file is one line here.
pub static OUTPUTS: &[OutputKind] = &[
    OutputKind { key: "pdf", about: "the set pages", paged: true, drawn: false, takes: true, make: make_pdf },
    OutputKind { key: "docx", about: "Word, for editors", paged: false, drawn: false, takes: false, make: make_docx },
    #[cfg(feature = "preview")]
    OutputKind { key: "png", about: "a picture of each page", paged: true, drawn: true, takes: false, make: make_png },
    OutputKind {
        key: "txt",
        about: "the set lines as text, for comparing",
        paged: true,
        drawn: false,
        takes: false,
        make: make_txt,
    },
];

/// What the makers of outputs read.
struct Press<'a> {
    made: &'a Made,
    fonts: &'a Fonts<'a>,
    job: &'a Job<'a>,
    /// What the checks found, for those who show it beside the text.
    remarks: Vec<docx::Comment>,
    /// The PDF, made once for all who show it.
    pdf: OnceLock<Option<Vec<u8>>>,
    /// How many pages there are.
    count: usize,
    /// The pages, for an output that is the only one to read them.
    given: Mutex<Option<Pages>>,
}

/// The layout of a source that names none.
const DEFAULT_LAYOUT: &str = "bulletin";

/// The whole job: from source to finished files.
pub fn build(job: &Job<'_>) -> Run {
    let mut run = Run::default();
    run.made = make(job, &mut run);
    run
}

fn make(job: &Job<'_>, run: &mut Run) -> Option<Made> {
    // Read the source, the table and the layout; answer every reference.
    (job.progress)(Step::Read);
    let Run { sources, findings, outputs, .. } = run;
    let (document, filled) = read(job, sources, findings)?;
    if job.checks {
        let house = lint::house(job.files, sources, findings);
        lint::check(&document, &filled, sources, &house, findings);
    }
    let remarks = if job.comments { remarks(findings) } else { Vec::new() };
    // Give every block its looks: the waist.
    let styled = dress(job, &document, &filled, sources, findings)?;
    // The waist is all that is read from here on: lines and pages take the room of what it came from.
    drop((document, filled));
    let hashes = hashes(sources);
    let attachments = attachments(job, sources);
    // Set lines and pages, if anything will show them: Word sets its own, and only lists ours.
    (job.progress)(Step::Set);
    let fonts = Fonts::open(job.fonts, sources, findings)?;
    let drawings = Arc::new(Pictures::read(&styled, &fonts, findings));
    let told = docx::tells_pages(&styled) || style::refers(&styled);
    let shown = job.pages || told || job.outputs.iter().any(|kind| kind.paged);
    let (styled, pages) = if shown { set(styled, &fonts, job.jobs, findings) } else { (styled, Pages::default()) };
    let labels = if shown { pages::labels(&pages, &styled) } else { PageLabels::default() };
    findings.extend(fonts.faults());
    if findings.stop() {
        return None;
    }
    // Make every output, or none.
    (job.progress)(Step::Write);
    let count = pages.pages.len();
    let last = !job.pages && job.profiles.len() == 1 && matches!(job.outputs, [kind] if kind.takes);
    let (pages, given) = if last { (Pages::default(), Some(pages)) } else { (pages, None) };
    let made = Made { styled, pages, labels, drawings, hashes, attachments };
    let (pdf, given) = (OnceLock::new(), Mutex::new(given));
    *outputs = ink(&Press { made: &made, fonts: &fonts, job, remarks, pdf, count, given }, findings);
    Some(made)
}

/// The pages; where texts refer to pages, set anew until the numbers hold.
fn set(styled: Styled, fonts: &Fonts<'_>, jobs: usize, findings: &mut Findings) -> (Styled, Pages) {
    /// Rounds after which numbers that still change are left as they are.
    const ROUNDS: usize = 4;
    if !style::refers(&styled) {
        let pages = pages::build(&styled, fonts, jobs, findings);
        return (styled, pages);
    }
    let mut known = PageLabels::default();
    let mut round = 1;
    loop {
        let answered = style::refer(&styled, &known);
        let mut found = Findings::default();
        let pages = pages::build(&answered, fonts, jobs, &mut found);
        let labels = pages::labels(&pages, &answered);
        if labels == known || round == ROUNDS {
            findings.extend(found);
            return (answered, pages);
        }
        known = labels;
        round += 1;
    }
}

/// What was found so far, as remarks in the margin: what is wrong, its code, and what to write instead.
fn remarks(findings: &Findings) -> Vec<docx::Comment> {
    let remark = |finding: &base::Finding| {
        let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{}", help.zh));
        let text = format!("{}（{}）{help}", finding.message.zh, finding.code.0);
        finding.span.map(|span| docx::Comment { span, author: "版心".into(), text })
    };
    findings.iter().filter_map(remark).collect()
}

/// The outputs asked for, in the order asked; side by side when there are threads for it.
fn ink(press: &Press<'_>, findings: &mut Findings) -> Vec<Output> {
    let one = |kind: &&'static OutputKind| {
        let mut found = Findings::default();
        ((kind.make)(press, &mut found).unwrap_or_default(), found)
    };
    let kinds = press.job.outputs;
    let results: Vec<(Vec<Output>, Findings)> = if press.job.jobs > 1 && kinds.len() > 1 {
        std::thread::scope(|scope| {
            let threads: Vec<_> = kinds.iter().map(|kind| scope.spawn(move || one(kind))).collect();
            let joined = threads.into_iter().map(|thread| thread.join());
            joined.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        })
    } else {
        kinds.iter().map(one).collect()
    };
    let mut outputs = Vec::new();
    for (made, found) in results {
        outputs.extend(made);
        findings.extend(found);
    }
    if findings.stop() {
        outputs.clear();
    }
    outputs
}

/// Everything that can be said of a source without setting it.
pub fn check(job: &Job<'_>) -> Run {
    let mut run = Run::default();
    let Run { sources, findings, .. } = &mut run;
    if let Some((document, filled)) = read(job, sources, findings) {
        let house = lint::house(job.files, sources, findings);
        // Faces are opened only for a character that not every face has; a build tells its own faults.
        let fonts = std::cell::OnceCell::new();
        let open = || Fonts::open(job.fonts, &mut Sources::default(), &mut Findings::default());
        let known = |c| fonts.get_or_init(open).as_ref().is_none_or(|fonts| drawn(fonts, c));
        lint::check_with(&document, &filled, sources, &house, &known, findings);
        dress(job, &document, &filled, sources, findings);
    }
    run
}

/// Whether a face of the text's own role, or of one that stands in for it, has a glyph for a character.
pub fn drawn(fonts: &Fonts<'_>, c: char) -> bool {
    fonts.role("song").is_none_or(|role| fonts.pick(role, c, fonts::Class::Han).is_some())
}

/// The source and its table, every reference answered.
pub fn read(job: &Job<'_>, sources: &mut Sources, findings: &mut Findings) -> Option<(Document, Filled)> {
    let document = if content::is_plain(job.source) {
        let table = job.files.read(TABLE).is_ok().then_some(TABLE);
        content::read_plain(job.source, table, job.files, sources, findings)?
    } else {
        content::read(job.source, job.files, sources, findings)?
    };
    let table = figures::load(&document, job.files, sources, findings)?;
    answer(document, table, findings)
}

/// The table that lies beside a plain text.
const TABLE: &str = "figures.csv";

/// The same with another table, which need not be written for us.
pub fn read_with(
    job: &Job<'_>,
    table: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(Document, Filled)> {
    let document = if content::is_plain(job.source) {
        content::read_plain(job.source, Some(table), job.files, sources, findings)?
    } else {
        let document = content::read(job.source, job.files, sources, findings)?;
        let span = document.figures.as_ref().map_or(base::Span::new(document.source, 0..0), |figures| figures.span);
        Document { figures: Some(base::Spanned { value: table.to_owned(), span }), ..document }
    };
    let table = figures::load_foreign(&document, job.files, sources, findings)?;
    answer(document, table, findings)
}

fn answer(mut document: Document, table: figures::FigureTable, findings: &mut Findings) -> Option<(Document, Filled)> {
    let filled = figures::fill(&mut document, table, findings)?;
    Some((document, filled))
}

/// The waist: the document in the looks of its layout.
fn dress(
    job: &Job<'_>,
    document: &Document,
    filled: &Filled,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Styled> {
    let (name, asked) = match (job.layout, &document.layout) {
        (Some(name), _) => (name, None),
        (None, Some(own)) => (own.value.as_str(), Some(own.span)),
        (None, None) => (DEFAULT_LAYOUT, None),
    };
    let sheet = style::load_layout(name, asked, job.files, sources, findings)?;
    style::lower(document, filled, sheet, job.files, findings)
}

/// Name and hash of each source, for the way back from Word.
fn hashes(sources: &Sources) -> Vec<(String, String)> {
    let hash = |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    sources.ids().map(|id| (sources.name(id).to_owned(), hash(sources.text(id)))).collect()
}

/// What travels with an archive file: the source, and the table of figures.
fn attachments(job: &Job<'_>, sources: &Sources) -> Vec<pdf::Attachment> {
    if !job.profiles.contains(&pdf::Profile::Archive) {
        return Vec::new();
    }
    let attach = |id| {
        let path = sources.name(id);
        let (media, about, relation) = if path == job.source {
            ("application/yaml", "原稿", pdf::Relation::Source)
        } else if path.ends_with(".csv") {
            ("text/csv", "数据表", pdf::Relation::Data)
        } else {
            return None;
        };
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let data = sources.text(id).as_bytes().into();
        Some(pdf::Attachment { name, media: media.into(), about: about.into(), relation, data })
    };
    sources.ids().filter_map(attach).collect()
}

impl Press<'_> {
    fn options(&self, profile: pdf::Profile) -> pdf::Options {
        let stamp = self.job.epoch.and_then(pdf::Stamp::from_epoch);
        let attachments = self.made.attachments.clone();
        let drawings = Arc::clone(&self.made.drawings);
        pdf::Options { profile, stamp, attachments, impose: self.job.impose, drawings, ..pdf::Options::default() }
    }

    /// The screen's PDF.
    fn pdf(&self, findings: &mut Findings) -> Option<&[u8]> {
        let Made { styled, pages, .. } = self.made;
        let options = self.options(pdf::Profile::Screen);
        self.pdf.get_or_init(|| pdf::write(pages, styled, self.fonts, &options, findings)).as_deref()
    }

    /// Whether an output is drawn from the screen's PDF, which is kept for it then.
    fn draws(&self) -> bool {
        self.job.outputs.iter().any(|kind| kind.drawn)
    }

    fn page_count(&self) -> usize {
        self.count
    }

    /// The pages, once, where nobody else reads them.
    fn given(&self) -> Option<Pages> {
        self.given.lock().ok()?.take()
    }
}

fn make_pdf(press: &Press<'_>, findings: &mut Findings) -> Option<Vec<Output>> {
    let Made { styled, pages, .. } = press.made;
    let mut files = Vec::new();
    for profile in press.job.profiles {
        let bytes = match profile {
            // Pictures are drawn of it too.
            pdf::Profile::Screen if press.draws() => press.pdf(findings)?.to_vec(),
            pdf::Profile::Screen | pdf::Profile::Archive | pdf::Profile::Press => {
                let options = press.options(*profile);
                match press.given() {
                    Some(pages) => pdf::write_last(pages, styled, press.fonts, &options, findings)?,
                    None => pdf::write(pages, styled, press.fonts, &options, findings)?,
                }
            }
        };
        // Sheets are not pages: their number is not told.
        let pages = press.job.impose.is_none().then(|| press.page_count());
        let sheets = press.job.impose.map_or(String::new(), |asked| format!(".{}", asked.scheme.key()));
        files.push(Output { suffix: sheets + profile.suffix(), bytes, pages });
    }
    Some(files)
}

fn make_docx(press: &Press<'_>, findings: &mut Findings) -> Option<Vec<Output>> {
    let moment = press.job.epoch.and_then(pdf::Stamp::from_epoch);
    let date = match moment {
        Some(pdf::Stamp { year, month, day, hour, minute, second }) => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        None => press.made.styled.info.date.clone(),
    };
    let Made { hashes, drawings, .. } = press.made;
    let (sources, drawings) = (hashes.clone(), Arc::clone(drawings));
    let comments = press.remarks.clone();
    let options = docx::Options { date, sources, drawings, comments, ..docx::Options::default() };
    let bytes = docx::write(&press.made.styled, &press.made.labels, &options, findings)?;
    Some(vec![Output { suffix: ".docx".into(), bytes, pages: None }])
}

#[cfg(feature = "preview")]
fn make_png(press: &Press<'_>, findings: &mut Findings) -> Option<Vec<Output>> {
    let pictures = preview::pages(press.pdf(findings)?, preview::RESOLUTION, findings)?;
    let output = |(index, bytes)| Output { suffix: format!("-{}.png", index + 1), bytes, pages: Some(1) };
    Some(pictures.into_iter().enumerate().map(output).collect())
}

fn make_txt(press: &Press<'_>, _: &mut Findings) -> Option<Vec<Output>> {
    let bytes = pages::dump(&press.made.pages).into_bytes();
    Some(vec![Output { suffix: ".txt".into(), bytes, pages: Some(press.page_count()) }])
}

/// Every code of the rooms, for `banxin explain`.
pub fn codes() -> impl Iterator<Item = &'static CodeNote> {
    [
        content::CODES,
        figures::CODES,
        fonts::CODES,
        style::CODES,
        lines::CODES,
        lint::CODES,
        pictures::CODES,
        pages::CODES,
        pdf::CODES,
        docx::CODES,
        #[cfg(feature = "preview")]
        preview::CODES,
    ]
    .into_iter()
    .flatten()
}
