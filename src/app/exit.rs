//! Exit codes: one small number for each way in which a run can end.

use banxin::base::{Finding, diag::Class};
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// Findings that were to be denied.
    Denied,
    /// The command line makes no sense.
    Usage,
    /// The source, table or layout is not valid.
    Input,
    /// A font, picture or file named by the source is missing or is not the one named.
    Resource,
    /// The system would not read or write.
    Io,
    /// A fault of Banxin's own.
    Internal,
}

impl Exit {
    /// The number the shell sees (70 is BSD's EX_SOFTWARE).
    pub fn number(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Denied => 1,
            Exit::Usage => 2,
            Exit::Input => 3,
            Exit::Resource => 4,
            Exit::Io => 5,
            Exit::Internal => 70,
        }
    }

    /// How findings end a run when nothing is denied: the author's own faults come first, since
    /// a broken source can make everything after it look broken.
    pub fn of_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Exit {
        let of = |finding: &Finding| match finding.class {
            Class::Check => None,
            Class::Input => Some(Exit::Input),
            Class::Resource => Some(Exit::Resource),
            Class::Io => Some(Exit::Io),
        };
        findings.into_iter().filter_map(of).min().unwrap_or(Exit::Done)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.number())
    }
}

/// Runs the program's body; a panic becomes [`Exit::Internal`] and a message that says what to do.
pub fn guarded(body: impl FnOnce() -> Exit + std::panic::UnwindSafe) -> Exit {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let words = info.payload_as_str().unwrap_or("no words");
        eprintln!("banxin: 内部错误 internal error at {place}: {words}");
        eprintln!("  = help: 这是 Banxin 自身的毛病，旧文件未动；请附上源文件报告");
        eprintln!("  = help: this is a fault of Banxin, old outputs are untouched; please report it with the source");
    }));
    std::panic::catch_unwind(body).unwrap_or(Exit::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin::{base::Span, say};

    #[test]
    fn the_author_s_own_fault_comes_first() {
        let input = Finding::input("Y01", Span::default(), say!("错", "wrong"));
        let io = Finding::io("I03", None, say!("错", "wrong"));
        assert_eq!(Exit::of_findings([&io, &input]), Exit::Input);
        assert_eq!(Exit::of_findings([&io]), Exit::Io);
        assert_eq!(Exit::of_findings([]), Exit::Done);
    }

    #[test]
    fn a_panic_is_seventy() {
        assert_eq!(guarded(|| panic!("on purpose")).number(), 70);
    }
}
