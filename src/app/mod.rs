//! Floor 9: the command line, the disk, the clock, the terminal. Everything else is the library's.

mod args;
mod build;
mod check;
mod deny;
mod diff;
mod disk;
mod draft;
mod exit;
mod explain;
mod figures;
mod fonts;
mod html;
mod lang;
mod manifest;
mod patch;
mod render;
mod repair;
mod report;
mod schema;
#[cfg(test)]
mod scratch;
mod source;
mod write;

use args::{Cli, Command};
use clap::Parser;
use exit::Exit;
use lang::Lang;
use std::io::Write;
use std::process::ExitCode;

/// The whole program.
pub fn run() -> ExitCode {
    exit::guarded(|| {
        // Read the words; clap answers --help (0) and wrong usage (2) itself.
        let cli = match Cli::try_parse() {
            Ok(cli) => cli,
            Err(error) => {
                let _ = error.print();
                return if error.use_stderr() { Exit::Usage } else { Exit::Done };
            }
        };
        let lang = cli.lang.unwrap_or_else(|| Lang::from_locale(variable));
        // Do what is asked.
        match &cli.command {
            Command::Build(args) => build::run(args, lang),
            Command::Impose(args) => build::impose(args, lang),
            Command::Check(args) => check::run(args, lang),
            Command::Figures(args) => figures::run(args, lang),
            Command::Fonts(args) => fonts::run(args, lang),
            Command::Diff(args) => diff::run(args, lang),
            Command::Explain(args) => explain::run(args, lang),
            Command::Schema(args) => schema::run(args),
        }
    })
    .into()
}

/// The environment, for `app/` alone.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// To standard output; a closed pipe (`| head`) is the reader's right, not a fault.
fn say_out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// To standard error.
fn say_err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
