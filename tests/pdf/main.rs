//! PDFs judged from outside: pages made by hand go through the public door and are read again by
//! other programs' readers.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod bench;
mod gazette;
mod judged;
mod layouts;
mod oracle;
mod preflight;
mod specimen;
mod speed;
mod whole;
mod x4;
