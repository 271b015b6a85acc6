//! The proofs over real documents in every layout.

use super::proof;
use crate::base::files::MemoryFiles;
use crate::{Job, Made};

/// A document of the project's own, with every file beside it.
fn document(folder: &str, source: &str) -> MemoryFiles {
    let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut files = MemoryFiles::default();
    #[expect(clippy::disallowed_methods, reason = "a test reads the project's own files")]
    for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        files.0.insert(name, std::fs::read(entry.path()).unwrap());
    }
    assert!(files.0.contains_key(source), "{folder}/{source}");
    files
}

fn set(files: &MemoryFiles, source: &str, layout: &str) -> (Made, Vec<String>) {
    let mut fonts = MemoryFiles::default();
    #[expect(clippy::disallowed_methods, reason = "a test reads the project's own faces")]
    for name in ["manifest.yaml", "fandol/FandolKai-Regular.otf", "fandol/FandolFang-Regular.otf"] {
        if let Ok(bytes) = std::fs::read(format!("{}/fonts/{name}", env!("CARGO_MANIFEST_DIR"))) {
            fonts.0.insert(name.into(), bytes);
        }
    }
    let run = crate::build(&Job {
        source,
        files,
        fonts: &fonts,
        layout: Some(layout),
        outputs: &[],
        jobs: 1,
        epoch: Some(0),
        profiles: &[],
        impose: None,
        checks: false,
        comments: false,
        pages: true,
        progress: &|_| {},
    });
    let of_fit = |code: &str| code.starts_with('G') && code >= "G10";
    let fit = run.findings.iter().filter(|f| of_fit(f.code.0)).map(|f| format!("{} {}", f.code.0, f.message.en));
    let fit = fit.collect();
    (run.made.expect("pages are made"), fit)
}

/// Issue 4: each layout sets the sample and the long document without a finding about fit, and the
/// pages themselves hold the proofs.
#[test]
fn every_layout_sets_both_documents_soundly() {
    let documents = [
        ("data/annual-review-2021", "review.yaml"),
        ("tests/data/harvest-report", "report.yaml"),
        ("tests/data/provident-fund-2023", "review.yaml"),
    ];
    let mut wrong = Vec::new();
    for (folder, source) in documents {
        let files = document(folder, source);
        for layout in ["bulletin", "newspaper", "broadsheet", "official", "booklet"] {
            let (made, fit) = set(&files, source, layout);
            let mut faults = proof::faults(&made.pages, &made.styled);
            let uneven = proof::uneven(&made.pages, &made.styled);
            faults.extend(uneven.iter().map(|found| format!("uneven {found:?}")));
            faults.extend(fit);
            wrong.extend(faults.into_iter().map(|fault| format!("{folder} {layout}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}
