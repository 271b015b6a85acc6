use super::*;
use crate::base::files::MemoryFiles;

fn open(files: &MemoryFiles) -> (Option<Fonts<'_>>, Findings) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let fonts = Fonts::open(files, &mut sources, &mut findings);
    (fonts, findings)
}

fn from_disk(name: &str) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    #[expect(clippy::disallowed_methods, reason = "tests read the project's own fonts")]
    let bytes = std::fs::read(format!("{}/fonts/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    files.0.insert(name.into(), bytes);
    files
}

#[test]
fn classes_choose_faces() {
    let files = MemoryFiles::default();
    let (fonts, findings) = open(&files);
    assert!(findings.is_empty());
    let fonts = fonts.unwrap();
    let song = fonts.role("song").unwrap();
    let name = |c, class| fonts.pick(song, c, class).map(|pick| fonts.face(pick.face).unwrap().name.clone());
    assert_eq!(name('版', Class::Han).as_deref(), Some("noto-serif-sc"));
    assert_eq!(name('“', Class::Mark).as_deref(), Some("noto-serif-sc"));
    assert_eq!(name('7', Class::Latin).as_deref(), Some("liberation-serif"));
    assert_eq!(name('\u{10FFFF}', Class::Han), None);
}

#[test]
fn a_missing_file_is_named_only_when_asked_for() {
    let files = MemoryFiles::default();
    let (fonts, _) = open(&files);
    let fonts = fonts.unwrap();
    assert!(fonts.faults().is_empty());
    // The role still answers: the supplement and 宋体 stand behind 楷体.
    let pick = fonts.pick(fonts.role("kai").unwrap(), '版', Class::Han);
    assert!(pick.is_some());
    let codes: Vec<_> = fonts.faults().iter().map(|fault| fault.code.0).collect();
    assert_eq!(codes, ["T04"]);
}

#[test]
fn excluded_characters_come_from_another_face() {
    let files = from_disk("fandol/FandolFang-Regular.otf");
    let (fonts, _) = open(&files);
    let fonts = fonts.unwrap();
    let fang = fonts.role("fang").unwrap();
    let name = |c| fonts.pick(fang, c, Class::Han).map(|pick| fonts.face(pick.face).unwrap().name.clone());
    assert_eq!(name('版').as_deref(), Some("fandol-fang"));
    assert_ne!(name('餘').as_deref(), Some("fandol-fang"));
}

#[test]
fn another_hash_is_refused() {
    let mut files = from_disk("fandol/FandolKai-Regular.otf");
    files.0.values_mut().for_each(|bytes| bytes.push(0));
    let (fonts, _) = open(&files);
    let fonts = fonts.unwrap();
    fonts.pick(fonts.role("kai").unwrap(), '版', Class::Han);
    let codes: Vec<_> = fonts.faults().iter().map(|fault| fault.code.0).collect();
    assert_eq!(codes, ["T05"]);
}

#[test]
fn a_manifest_with_an_unknown_name_is_refused() {
    let mut files = MemoryFiles::default();
    let text = "faces: {}\nroles:\n  song: {name: 宋体, han: [nobody], mark: [], latin: [], strong: song}\n";
    files.0.insert("manifest.yaml".into(), text.into());
    let (fonts, findings) = open(&files);
    assert!(fonts.is_none());
    assert_eq!(findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>(), ["T03"]);
}

#[test]
fn advances_and_names() {
    let files = MemoryFiles::default();
    let (fonts, _) = open(&files);
    let fonts = fonts.unwrap();
    let pick = fonts.pick(fonts.role("song").unwrap(), '国', Class::Han).unwrap();
    let face = fonts.face(pick.face).unwrap();
    assert_eq!((face.upem(), face.advance(pick.glyph)), (1000, 1000));
    assert!(face.postscript_name().starts_with("NotoSerif"));
    assert_eq!(face.embedding_bits(), 0);
}
