//! A file of text → [`Sources`]: UTF-8, of a size that we accept.

use crate::base::{FileError, Files, Finding, Findings, Severity, SourceId, Sources, Span};
use crate::say;

/// Most bytes of a source, table or layout that are read: fifty times a long book.
pub const LIMIT: usize = 64 << 20;

/// Reads a text file, reporting at `blame` (the place that names it) when it cannot be had.
///
/// A byte order mark is dropped. `\r\n` is kept, so that places are those of the file.
pub fn open(
    path: &str,
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Findings,
    blame: Option<Span>,
) -> Option<SourceId> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(unreadable(path, &error, blame));
            return None;
        }
    };
    if bytes.len() > LIMIT {
        findings.push(unreadable(path, &FileError::TooLarge { limit: LIMIT as u64 }, blame));
        return None;
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes.into_owned(),
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let source = sources.add(path, String::from_utf8_lossy(bytes));
            let help = if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
                say!("文件是 UTF-16；另存为 UTF-8", "the file is UTF-16; save it as UTF-8")
            } else {
                say!("可能是 GBK；另存为 UTF-8", "it may be GBK; save it as UTF-8")
            };
            let span = Span::new(source, at..at + '\u{fffd}'.len_utf8());
            findings.push(Finding::input("Y12", span, say!("这里不是 UTF-8", "not UTF-8 here")).help(help));
            return None;
        }
    };
    let source = sources.add(path, text);
    let text = sources.text(source);
    if let Some(at) = lone_return(text) {
        findings.push(
            Finding::input(
                "Y12",
                Span::new(source, at..at + 1),
                say!("这里有单独的回车符（CR）", "a lone carriage return (CR)"),
            )
            .help(say!("换行统一用 LF", "end lines with LF")),
        );
        return None;
    }
    // None stands alone by now.
    if let Some(at) = memchr::memchr(b'\r', text.as_bytes()) {
        findings.push(
            Finding::check(
                "Y13",
                Severity::Info,
                Span::new(source, at..at + 2),
                say!("换行是 CRLF", "lines end with CRLF"),
            )
            .help(say!("可以照用；换成 LF 更利于比对版本", "it works; LF makes versions easier to compare")),
        );
    }
    Some(source)
}

/// The finding for a file that cannot be had.
pub fn unreadable(path: &str, error: &FileError, blame: Option<Span>) -> Finding {
    match error {
        FileError::Missing => Finding::resource("I01", blame, say!("没有文件“{path}”", "no file `{path}`"))
            .help(say!("路径从稿件所在的文件夹算起；查文件名", "paths begin at the source's folder; check the name")),
        FileError::Outside => Finding::resource(
            "I01",
            blame,
            say!("“{path}”在稿件的文件夹之外", "`{path}` lies outside the source's folder"),
        )
        .help(say!(
            "把文件放进稿件的文件夹，写相对路径",
            "put the file into the source's folder and write a relative path"
        )),
        FileError::TooLarge { limit } => {
            let megabytes = limit >> 20;
            Finding::resource(
                "I01",
                blame,
                say!("“{path}”超过 {megabytes} MB", "`{path}` is larger than {megabytes} MB"),
            )
            .help(say!("把稿件分成几个文件", "split it into several files"))
        }
        FileError::Io(words) => {
            Finding::io("I02", blame, say!("读不了“{path}”：{words}", "cannot read `{path}`: {words}"))
                .help(say!("查文件的权限", "check the file's permissions"))
        }
    }
}

/// A carriage return that no line feed follows.
fn lone_return(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'))
}
