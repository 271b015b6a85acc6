//! The program: see `banxin --help`.

mod app;

fn main() -> std::process::ExitCode {
    app::run()
}
