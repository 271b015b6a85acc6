//! The table of features points at what proves it: every name in it must be one of ours.

const LEDGER: &str = include_str!("../../src/docx/FEATURES.md");

/// The file in which a test of this path would stand, and what marks it there.
fn place(proof: &str) -> (String, String) {
    let parts: Vec<&str> = proof.split("::").collect();
    match parts.as_slice() {
        [module, "tests"] => (format!("src/docx/{module}.rs"), "mod tests {".into()),
        [module, "tests", test] => (format!("src/docx/{module}.rs"), format!("fn {test}()")),
        ["command", test] => ("tests/command.rs".into(), format!("fn {test}()")),
        [module, test] => (format!("tests/docx/{module}.rs"), format!("fn {test}()")),
        [file] => (file.split(' ').next().unwrap().to_owned(), proof.split(' ').nth(1).unwrap_or("").to_owned()),
        _ => panic!("{proof} is no path of a test"),
    }
}

#[test]
fn every_proof_of_the_table_is_there() {
    let rows: Vec<&str> = LEDGER
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| feature") && !line.starts_with("| ---"))
        .collect();
    assert!(rows.len() > 35, "{} rows", rows.len());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 6, "{row}");
        let (ours, proof) = (cells[1], cells[5]);
        let names: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() || ours.starts_with('–'), "no proof: {row}");
        for name in names {
            let (file, mark) = place(name);
            let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            assert!(text.contains(&mark), "{file} has no `{mark}`");
            assert!(mark.is_empty() || !mark.starts_with("fn ") || text.contains("#[test]"), "{file}");
        }
    }
}
