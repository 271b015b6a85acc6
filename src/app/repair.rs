//! Repairs of the author's files: shown as a patch, or written, nothing but their spans changed.

use super::lang::Lang;
use super::source::Place;
use super::write::{self, Target};
use super::{patch, say_err, say_out};
use banxin::base::diag::Fix;
use banxin::base::{Finding, Sources};
use banxin::{lint, say};

/// A file with its repairs made.
pub struct Repaired {
    name: String,
    shown: String,
    before: String,
    after: String,
    count: usize,
}

/// The files of the source's folder that have repairs. Built-in layouts and the manifest of the
/// fonts are not the author's to repair.
pub fn of(sources: &Sources, place: &Place, fixes: &[&Fix]) -> Vec<Repaired> {
    let mut files = Vec::new();
    for id in sources.ids() {
        let (name, before) = (sources.name(id), sources.text(id));
        let (after, count) = lint::edit(id, before, fixes.iter().copied());
        if count > 0 && place.disk.path(name).is_file() {
            let shown = place.disk.shown(name);
            files.push(Repaired { name: name.to_owned(), shown, before: before.to_owned(), after, count });
        }
    }
    files
}

/// As a patch to standard output.
pub fn show(files: &[Repaired]) {
    say_out(&files.iter().map(|file| patch::of(&file.shown, &file.before, &file.after)).collect::<String>());
}

/// Onto the disk, all files or none, and a line about each.
pub fn write(files: &[Repaired], place: &Place, lang: Lang) -> Result<(), Box<Finding>> {
    let target = |file| -> Target<'_> {
        let Repaired { name, after, .. }: &Repaired = file;
        Target { path: place.disk.path(name), bytes: after.as_bytes() }
    };
    if let Err(write::WriteError { path, error }) = write::all(&files.iter().map(target).collect::<Vec<_>>()) {
        let path = path.to_string_lossy();
        return Err(
            Finding::io("I03", None, say!("写不了“{path}”：{error}", "cannot write \"{path}\": {error}")).into()
        );
    }
    for file in files {
        let words = lang.pick("处已改", "repaired");
        say_err(&format!("{}: {} {words}\n", file.shown, file.count));
    }
    Ok(())
}
