//! The Word room from outside: what other readers make of what it writes.

mod awkward;
mod features;
mod golden;
mod package;
mod read_back;
mod sample;
