//! The program: see `banxin --help`.

mod app;

/// A million small pieces of text are asked for and given back in a long document.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    app::run()
}
