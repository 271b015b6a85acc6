//! Outputs onto the disk: all of them or none, and never half a file.

use banxin::base::Finding;
use banxin::say;
use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file to be written.
#[derive(Debug)]
pub struct Target<'a> {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: &'a [u8],
}

/// What went wrong, and with which file.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// The system's error.
    pub error: Error,
}

/// Writes one file that a person reads.
pub fn one(path: &Path, bytes: &[u8]) -> Result<(), Box<Finding>> {
    all(&[Target { path: path.to_owned(), bytes }]).map_err(|WriteError { path, error }| {
        let path = path.to_string_lossy();
        Finding::io("I03", None, say!("写不了“{path}”：{error}", "cannot write \"{path}\": {error}"))
            .help(say!("请检查文件夹的权限与空间", "check the folder's rights and room"))
            .into()
    })
}

/// Writes all targets beside themselves first, then renames them into place; when one cannot be
/// renamed, those before it get their old content back.
pub fn all(targets: &[Target<'_>]) -> Result<(), WriteError> {
    let mut staged: Vec<Staged<'_>> = Vec::new();
    for target in targets {
        staged.push(Staged::write(target).map_err(|error| WriteError { path: target.path.clone(), error })?);
    }
    for index in 0..staged.len() {
        let Some(file) = staged.get_mut(index) else { continue };
        if let Err(error) = file.commit() {
            let path = file.path.to_owned();
            staged.iter_mut().for_each(Staged::roll_back);
            return Err(WriteError { path, error });
        }
    }
    Ok(())
}

/// A file written under its temporary name; dropping it takes the leftovers away.
struct Staged<'a> {
    path: &'a Path,
    fresh: PathBuf,
    /// A second name of the old file, while there is one to go back to.
    old: Option<PathBuf>,
    renamed: bool,
}

impl<'a> Staged<'a> {
    fn write(target: &'a Target<'_>) -> Result<Staged<'a>, Error> {
        let path = target.path.as_path();
        if path.is_dir() {
            return Err(Error::from(ErrorKind::IsADirectory));
        }
        let (fresh, mut file) = create_beside(path)?;
        let staged = Staged { path, fresh, old: None, renamed: false };
        file.write_all(target.bytes)?;
        file.sync_data()?;
        Ok(staged)
    }

    fn commit(&mut self) -> Result<(), Error> {
        let old = temporary(self.path, "old", 0);
        let _ = std::fs::remove_file(&old);
        // Where the file system has no links the old content cannot be kept: one rename is still whole.
        self.old = std::fs::hard_link(self.path, &old).is_ok().then_some(old);
        std::fs::rename(&self.fresh, self.path)?;
        self.renamed = true;
        Ok(())
    }

    fn roll_back(&mut self) {
        if !self.renamed {
            return;
        }
        let _ = match self.old.take() {
            Some(old) => std::fs::rename(old, self.path),
            None => std::fs::remove_file(self.path),
        };
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = std::fs::remove_file(&self.fresh);
        }
        if let Some(old) = &self.old {
            let _ = std::fs::remove_file(old);
        }
    }
}

/// A new file in the same folder, so that the rename never crosses a file system. Never opens
/// what is already there, a planted link included.
fn create_beside(path: &Path) -> Result<(PathBuf, File), Error> {
    for attempt in 0..100 {
        let name = temporary(path, "new", attempt);
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(file) => return Ok((name, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::from(ErrorKind::AlreadyExists))
}

fn temporary(path: &Path, what: &str, attempt: u32) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}-{attempt}.{what}.tmp", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn target<'a>(scratch: &Scratch, name: &str, bytes: &'a [u8]) -> Target<'a> {
        Target { path: scratch.path(name), bytes }
    }

    #[test]
    fn writes_all_and_leaves_nothing_else() {
        let scratch = Scratch::new();
        scratch.write("a.pdf", "old");
        all(&[target(&scratch, "a.pdf", b"new"), target(&scratch, "a.docx", b"word")]).unwrap();
        assert_eq!(scratch.names(), ["a.docx", "a.pdf"]);
        assert_eq!(scratch.read("a.pdf"), "new");
    }

    #[test]
    fn one_that_cannot_be_written_leaves_the_others_old() {
        let scratch = Scratch::new();
        scratch.write("a.pdf", "old");
        scratch.write("a.docx/in the way", "");
        let error = all(&[target(&scratch, "a.pdf", b"new"), target(&scratch, "a.docx", b"word")]).unwrap_err();
        assert!(error.path.ends_with("a.docx"));
        assert_eq!(scratch.read("a.pdf"), "old");
        assert_eq!(scratch.names(), ["a.docx", "a.pdf"]);
    }

    #[test]
    fn rolling_back_gives_the_old_content_again() {
        let scratch = Scratch::new();
        scratch.write("a.pdf", "old");
        let (old, new) = (target(&scratch, "a.pdf", b"new"), target(&scratch, "b.pdf", b"new"));
        let mut staged = [Staged::write(&old).unwrap(), Staged::write(&new).unwrap()];
        staged.iter_mut().for_each(|file| file.commit().unwrap());
        staged.iter_mut().for_each(Staged::roll_back);
        drop(staged);
        assert_eq!(scratch.read("a.pdf"), "old");
        assert_eq!(scratch.names(), ["a.pdf"]);
    }
}
