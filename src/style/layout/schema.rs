//! JSON Schema of layout files.

use super::file::LayoutFile;
use crate::content::schema_of;

/// The schema, from the very types that read layouts.
pub fn schema() -> String {
    schema_of::<LayoutFile>("Banxin layout")
}
