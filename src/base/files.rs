//! The only door to bytes from outside. `app/` implements it over the disk, tests over a map.

use std::borrow::Cow;

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Nothing there.
    Missing,
    /// The path leaves the source's root (or fonts/), or is absolute, or names a device.
    Outside,
    /// More bytes than the cap for its kind.
    TooLarge {
        /// The cap in bytes.
        limit: u64,
    },
    /// The system's own words.
    Io(String),
}

/// Reads files by a `/`-separated path relative to the root. Implementations must refuse
/// absolute paths, `..` that climbs out, and links that lead out.
pub trait Files: Sync {
    /// The whole file.
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, FileError>;
}

/// Files held in memory: tests, and callers that embed Banxin.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(pub std::collections::BTreeMap<String, Vec<u8>>);

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, FileError> {
        let clean = normalise(path)?;
        self.0.get(&clean).map(|bytes| Cow::Owned(bytes.clone())).ok_or(FileError::Missing)
    }
}

/// Resolves `.` and `..` in a relative path; refuses one that is absolute or climbs out.
pub fn normalise(path: &str) -> Result<String, FileError> {
    if path.starts_with('/') || path.contains('\\') || path.contains('\0') || path.contains(':') {
        return Err(FileError::Outside);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err(FileError::Outside);
                }
            }
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(normalise("a/./b/../c.csv"), Ok("a/c.csv".into()));
        assert_eq!(normalise("../x"), Err(FileError::Outside));
        assert_eq!(normalise("a/../../x"), Err(FileError::Outside));
        assert_eq!(normalise("/etc/passwd"), Err(FileError::Outside));
        assert_eq!(normalise("C:\\x"), Err(FileError::Outside));
    }
}
