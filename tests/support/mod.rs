//! The program as a stranger uses it: a folder of its own, a command line, what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// The project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own, gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("banxin-e2e-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// One with a small whole source in it.
    pub fn with_source() -> Folder {
        let folder = Folder::new();
        folder.write("review.yaml", SOURCE);
        folder.write("figures.csv", FIGURES);
        folder
    }

    /// A path inside.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, making its folders.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Replaces the only occurrence of `from` in a file; gives the place of `to` as line and column.
    pub fn edit(&self, name: &str, from: &str, to: &str) -> (usize, usize) {
        let text = String::from_utf8(self.read(name)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in {name}");
        let at = text.find(from).unwrap();
        self.write(name, &text.replacen(from, to, 1));
        let head = &text[..at];
        (head.matches('\n').count() + 1, head.chars().rev().take_while(|c| *c != '\n').count() + 1)
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command().args(args).output().unwrap())
    }

    /// The program, to be run here with the project's fonts, in English.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banxin"));
        command.current_dir(&self.0).env_remove("LANG").env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command.env_remove("SOURCE_DATE_EPOCH");
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    /// Exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A small source that uses what the failures need: figures, a table, a chart, 楷体.
pub const SOURCE: &str = "\
title:
  main: 全市公安工作回眸
  sub: $(year)年度亮点
meta: {language: zh-CN, date: 2022-01-20, year: \"2021\"}
layout: bulletin
figures: figures.csv
body:
  - paragraph: 全年破案$(solved:unit)，同比上升$(rise)，$kai[成效明显]。
  - heading: 打击犯罪
  - paragraph: 全市共破获$(solved:unit)案件，群众安全感不断提升，社会治安大局持续平稳。
  - chart: {kind: bar, caption: 两项变化, unit: \"%\", ids: [rise, fall]}
  - table: {caption: 主要数据, sections: [crime], columns: [{indicator: 指标}, {value: 数值}, {unit: 单位}]}
  - credit: 本版文字由宣传处提供
";

/// Its table.
pub const FIGURES: &str = "\
id,indicator,value,unit,qualifier,scale,yoy,yoy_direction,section,source,note
year,年度,2021,年,,,,,,,
solved,破案数,8,起,,,,,crime,,
rise,破案升幅,57.4,%,,,,上升,crime,,
fall,发案降幅,10.8,%,,,,下降,crime,,
";
