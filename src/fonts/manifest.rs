//! fonts/manifest.yaml: which files there are, and which roles they play.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The manifest as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// Faces by name.
    pub faces: BTreeMap<String, FaceEntry>,
    /// Roles by name.
    pub roles: BTreeMap<String, RoleEntry>,
}

/// One face file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FaceEntry {
    /// Path below fonts/.
    pub file: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// SPDX licence expression.
    pub licence: String,
    /// Raise, 1/1000 em.
    #[serde(default)]
    pub lift: i16,
    /// Characters it must not give.
    #[serde(default)]
    pub exclude: String,
    /// Whether a glyph from it deserves a warning.
    #[serde(default)]
    pub supplement: bool,
}

/// One role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    /// Name in Chinese.
    pub name: String,
    /// Faces for ideographs.
    pub han: Vec<String>,
    /// Faces for CJK marks and symbols.
    pub mark: Vec<String>,
    /// Faces for Latin text.
    pub latin: Vec<String>,
    /// Role that stands for it when emphasised.
    pub strong: String,
}
