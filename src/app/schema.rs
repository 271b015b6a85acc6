//! `banxin schema`: JSON Schemas of our files, for editors that complete and check as one writes.

use super::args::{Schema, SchemaOf};
use super::exit::Exit;
use super::say_out;

/// Runs it.
pub fn run(args: &Schema) -> Exit {
    say_out(&match args.of {
        SchemaOf::Review => banxin::content::schema(),
        SchemaOf::Layout => banxin::style::layout_schema(),
    });
    Exit::Done
}
