//! Files on the disk, behind the library's [`Files`] door: one root, nothing outside of it.

use banxin::base::{FileError, Files, files::normalise};
use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Largest text (YAML, CSV) read, in bytes: a hundred times the largest source measured.
const TEXT_CAP: u64 = 64 << 20;
/// Largest picture, workbook or face read, in bytes.
const BINARY_CAP: u64 = 256 << 20;

/// A folder of the disk.
#[derive(Debug)]
pub struct Disk {
    /// As the user named it, for messages.
    shown: PathBuf,
    /// Resolved, links followed.
    root: PathBuf,
    /// A file from elsewhere that the command line names, under the name it is typed with.
    lent: Option<PathBuf>,
}

impl Disk {
    /// A folder as root.
    pub fn open(folder: &Path) -> Result<Disk, FileError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let root = folder.canonicalize().map_err(|error| file_error(&error))?;
        if !root.is_dir() {
            return Err(FileError::Missing);
        }
        Ok(Disk { shown: folder.to_owned(), root, lent: None })
    }

    /// The same folder, with this file from elsewhere in it.
    pub fn with(self, file: &Path) -> Disk {
        Disk { lent: Some(file.to_owned()), ..self }
    }

    /// Where one of its files is; the folder itself for a name that leads out.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(normalise(name).unwrap_or_default())
    }

    /// The name of one of its files as the user would type it; other names stay as they are
    /// (built-in layouts, the fonts' manifest).
    pub fn shown(&self, name: &str) -> String {
        match normalise(name) {
            Ok(clean) if !clean.is_empty() && self.root.join(&clean).is_file() => {
                let path = self.shown.join(&clean);
                path.strip_prefix(".").unwrap_or(&path).to_string_lossy().replace('\\', "/")
            }
            Ok(_) | Err(_) => name.to_owned(),
        }
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, FileError> {
        if let Some(lent) = self.lent.as_ref().filter(|lent| lent.to_string_lossy() == path) {
            let name = lent.file_name().and_then(|name| name.to_str()).ok_or(FileError::Missing)?;
            return Disk::open(lent.parent().unwrap_or(Path::new("")))?.read(name);
        }
        let full = self.root.join(normalise(path)?);
        // Resolved first, so that no link leads out; looked at before it is opened, so that a
        // FIFO never makes us wait.
        let real = full.canonicalize().map_err(|error| file_error(&error))?;
        if !real.starts_with(&self.root) {
            return Err(FileError::Outside);
        }
        let about = real.metadata().map_err(|error| file_error(&error))?;
        if about.is_dir() {
            return Err(FileError::Missing);
        }
        if !about.is_file() {
            return Err(FileError::Outside);
        }
        let limit = cap(path);
        if about.len() > limit {
            return Err(FileError::TooLarge { limit });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        let file = File::open(&real).map_err(|error| file_error(&error))?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| file_error(&error))?;
        if bytes.len() as u64 > limit {
            return Err(FileError::TooLarge { limit });
        }
        Ok(Cow::Owned(bytes))
    }
}

/// No files at all: what an installed program without fonts/ sees.
#[derive(Debug)]
pub struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str) -> Result<Cow<'static, [u8]>, FileError> {
        Err(FileError::Missing)
    }
}

fn cap(path: &str) -> u64 {
    match path.rsplit('.').next() {
        Some("yaml" | "yml" | "csv" | "txt" | "json") => TEXT_CAP,
        Some(_) | None => BINARY_CAP,
    }
}

fn file_error(error: &std::io::Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileError::Missing,
        other => FileError::Io(other.to_string()),
    }
}

/// The folder of fonts: the nearest `fonts/manifest.yaml` above the source, then above the
/// working folder, then above the program (an unpacked archive, `target/release`).
pub fn fonts_folder(source: Option<&Path>) -> Option<PathBuf> {
    let starts = [source.map(Path::to_owned), std::env::current_dir().ok(), std::env::current_exe().ok()];
    starts.into_iter().flatten().filter_map(|start| start.canonicalize().ok()).find_map(|start| {
        start.ancestors().map(|folder| folder.join("fonts")).find(|fonts| fonts.join("manifest.yaml").is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn only_plain_files_inside_the_root_are_read() {
        let scratch = Scratch::new();
        scratch.write("in/a.csv", "id\n");
        scratch.write("secret.txt", "no");
        let disk = Disk::open(&scratch.path("in")).unwrap();
        assert_eq!(disk.read("a.csv").as_deref(), Ok(b"id\n".as_slice()));
        assert_eq!(disk.read("./x/../a.csv").as_deref(), Ok(b"id\n".as_slice()));
        assert_eq!(disk.read("b.csv"), Err(FileError::Missing));
        assert_eq!(disk.read("../secret.txt"), Err(FileError::Outside));
        assert_eq!(disk.read("/etc/hostname"), Err(FileError::Outside));
        assert_eq!(disk.read("."), Err(FileError::Missing));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_and_devices_are_refused() {
        let scratch = Scratch::new();
        scratch.write("in/a.csv", "id\n");
        scratch.write("secret.txt", "no");
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, scratch.path(name)).unwrap();
        link("../secret.txt", "in/out.csv");
        link("a.csv", "in/same.csv");
        link("/dev/zero", "in/zero.csv");
        let fifo = scratch.path("in/fifo.csv");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let disk = Disk::open(&scratch.path("in")).unwrap();
        assert_eq!(disk.read("out.csv"), Err(FileError::Outside));
        assert_eq!(disk.read("zero.csv"), Err(FileError::Outside));
        assert_eq!(disk.read("fifo.csv"), Err(FileError::Outside));
        assert_eq!(disk.read("same.csv").as_deref(), Ok(b"id\n".as_slice()));
    }

    #[test]
    fn a_file_over_its_cap_is_refused_unread() {
        let scratch = Scratch::new();
        scratch.write("big.yaml", "");
        File::options().write(true).open(scratch.path("big.yaml")).unwrap().set_len(TEXT_CAP + 1).unwrap();
        let disk = Disk::open(&scratch.path("")).unwrap();
        assert_eq!(disk.read("big.yaml"), Err(FileError::TooLarge { limit: TEXT_CAP }));
    }
}
