//! Small books, each made for one promise of the EPUB: every folder of `tests/books` is a case.
//!
//! A case is a book folder with `expected.txt` beside it: lines `FILE | FRAGMENT` name a file of the
//! edition and what it holds, lines that begin with `!` what it must not. `said.txt`, where there is
//! one, lists the codes that have to be said; without one nothing may be an error. Adding a case needs
//! no Rust. The outside judge `tests/judges/books.py` runs EPUBCheck over all of them.

use offprint::diagnostic::Severity;
use offprint::{archive, book, epub};
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let entries = fs::read_dir(root).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// What is wrong with the case in `folder`.
fn faults(folder: &Path) -> Vec<String> {
    let opened =
        book::open(folder).unwrap_or_else(|error| panic!("{}: {error:?}", folder.display()));
    let mut said = Vec::new();
    let opened = opened.unpack(&mut said);
    let gallery = offprint::media::Gallery::of(&opened, None);
    let mut made = Vec::new();
    let written = epub::write(&opened, &gallery, epub::Profile::Generic, &mut made);
    written.expect("an edition").unpack(&mut said);
    let mut faults = Vec::new();
    let expected = fs::read_to_string(folder.join("expected.txt")).expect("expected.txt");
    for line in expected.lines().filter(|line| !line.is_empty()) {
        let (file, fragment) = line.split_once(" | ").expect("`FILE | FRAGMENT`");
        let (file, wanted) = match file.strip_prefix("! ") {
            Some(file) => (file, false),
            None => (file, true),
        };
        let bytes = archive::file(&made, &format!("EPUB/{file}"));
        let text = bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        let Some(text) = text else {
            faults.push(format!("there is no {file}"));
            continue;
        };
        if text.contains(fragment) != wanted {
            let verb = if wanted { "lacks" } else { "holds" };
            faults.push(format!("{file} {verb} {fragment}\n{text}"));
        }
    }
    let codes = fs::read_to_string(folder.join("said.txt")).unwrap_or_default();
    for code in codes.lines() {
        if !said.iter().any(|one| one.code == code) {
            faults.push(format!("nothing says {code}"));
        }
    }
    let errors = said.iter().filter(|one| one.severity == Severity::Error);
    let unexpected = errors.filter(|one| !codes.lines().any(|code| code == one.code));
    faults.extend(unexpected.map(|one| format!("{}: {}", one.code, one.message.en)));
    faults
}

#[test]
fn every_book_keeps_its_promise() {
    let mut failed = Vec::new();
    for case in cases() {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        failed.extend(
            faults(&case)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
