//! `banxin explain`: what a code means and how to cure it, from the rooms' own lists.

use super::args::Explain;
use super::exit::Exit;
use super::lang::Lang;
use super::{say_err, say_out};
use banxin::base::CodeNote;

/// Codes of the program itself.
const CODES: &[CodeNote] = &[
    CodeNote {
        code: "I01",
        zh: "命令行或源文件所指的文件不存在、不在允许的文件夹之内，或过大。请改正路径；文件要放在源文件的文件夹里。",
        en: "A file named on the command line or in the source is missing, outside the folder allowed, or too large. Correct the path; files stand in the source's folder.",
    },
    CodeNote {
        code: "I02", zh: "系统不让读。请检查权限。", en: "The system would not read. Check the rights."
    },
    CodeNote {
        code: "I03",
        zh: "系统不让写；旧文件未动。请检查文件夹的权限与空间。",
        en: "The system would not write; old outputs are untouched. Check the folder's rights and room.",
    },
    CodeNote {
        code: "I04",
        zh: "文件不是可读的 PDF，或已加密。",
        en: "The file is not a PDF that can be read, or it is encrypted.",
    },
];

/// Every code there is, in order of codes.
pub fn all() -> Vec<&'static CodeNote> {
    let mut notes: Vec<&CodeNote> = banxin::codes().chain(CODES).collect();
    notes.sort_by_key(|note| note.code);
    notes
}

/// The note of one code.
pub fn note(code: &str) -> Option<&'static CodeNote> {
    banxin::codes().chain(CODES).find(|note| note.code == code)
}

/// Runs it.
pub fn run(args: &Explain, lang: Lang) -> Exit {
    let Some(code) = &args.code else {
        let line = |note: &CodeNote| format!("{}  {}\n", note.code, first_sentence(lang.pick(note.zh, note.en)));
        say_out(&all().into_iter().map(line).collect::<String>());
        return Exit::Done;
    };
    let code = code.to_ascii_uppercase();
    // A check tells more: its severity, an example and the cure.
    if let Some(text) = banxin::lint::explain(&code) {
        say_out(&text);
        return Exit::Done;
    }
    match note(&code) {
        Some(note) => {
            say_out(&format!("{}  {}\n", note.code, lang.pick(note.zh, note.en)));
            Exit::Done
        }
        None => {
            let words =
                lang.pick("没有这个代码；banxin explain 列出全部", "no such code; banxin explain lists them all");
            say_err(&format!("banxin: {code}: {words}\n"));
            Exit::Usage
        }
    }
}

fn first_sentence(text: &str) -> &str {
    let end = text.find('。').map(|at| at + '。'.len_utf8()).or_else(|| text.find(". ").map(|at| at + 1));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_means_one_thing() {
        let notes = all();
        for pair in notes.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
    }

    #[test]
    fn codes_are_a_family_and_two_digits() {
        for note in all() {
            let (family, digits) = note.code.split_at(1);
            assert!("YFLTGDXVICPSWN".contains(family), "{}", note.code);
            assert!(digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", note.code);
        }
    }
}
