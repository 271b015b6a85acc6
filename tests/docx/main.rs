//! The Word room from outside: what other readers make of what it writes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, and says where"
)]

mod awkward;
mod features;
mod golden;
mod ledger;
mod package;
mod read_back;
mod review;
mod sample;
