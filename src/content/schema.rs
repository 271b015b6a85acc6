//! JSON Schemas of our files, for editors that complete and check as one writes. They are made of
//! the very types that read the files, so that the two cannot disagree.

use super::shapes::Source;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

/// The schema of a source (review.yaml).
pub fn schema() -> String {
    schema_of::<Source>("Banxin source")
}

/// The schema of a shape, as a text file. Keys not named are refused, as the reader refuses them.
pub fn schema_of<T: JsonSchema>(title: &str) -> String {
    let closed = RecursiveTransform(|schema: &mut Schema| {
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".to_owned(), false.into());
        }
    });
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    { closed }.transform(&mut schema);
    schema.insert("title".to_owned(), title.into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
