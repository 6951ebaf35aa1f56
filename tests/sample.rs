//! The sample in `book/`: a small newspaper issue written for this project.
//!
//! `tests/sample/expected/` holds its articles as they were written, before the pages were damaged. So these
//! tests ask the restoration for the truth, not for what it said yesterday, and keep `book/` what an
//! import of its own pages makes, save for the editor's hand.

use offprint::pipeline::{self, BuildOptions, ImportOptions, Imported, Silent};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The chapter in which the editor's hand shows: a table and a footnote.
const EDITED: &str = "006-五号字为什么是10-5磅.md";

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book")
}

fn expected() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample/expected")
}

/// Imports the sample's pages into a new folder.
fn import() -> (TempDir, Imported) {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let pages = ["p1.txt", "p2.txt", "p3.txt"].map(|name| book().join("pages").join(name));
    let pages = pipeline::load(&pages).expect("the pages can be read");
    let options = ImportOptions::default();
    let into = folder.path().join("book");
    let imported = pipeline::import(pages, &options, &into, &Silent).expect("the pages import");
    let said: Vec<_> = imported.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(said, [""; 0], "an import of the sample has nothing to say");
    (folder, imported.value)
}

/// The Markdown files of `folder` by name, the table of contents left out.
fn chapters(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let files = entries.map(|entry| entry.expect("its entries can be read").path());
    let chapters = files.filter(|path| path.extension().is_some_and(|ext| ext == "md"));
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some((name, fs::read_to_string(&path).expect("it is UTF-8")))
    };
    let chapters = chapters.filter_map(read);
    chapters.filter(|(name, _)| name != "SUMMARY.md").collect()
}

/// Compares line by line, so that a failure shows one line and not two chapters.
fn assert_same(name: &str, found: &str, wanted: &str) {
    for (at, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "{name}, line {}", at + 1);
    }
    assert_eq!(found, wanted, "{name}: one of the two is longer");
}

#[test]
fn the_pages_are_read_as_they_were_written() {
    let (folder, imported) = import();
    let found = chapters(&folder.path().join("book/src"));
    let wanted = chapters(&expected());
    assert_eq!(found.len(), wanted.len(), "{:?}", found.keys());
    assert_eq!(imported.chapters.len(), wanted.len());
    for ((name, found), wanted) in found.iter().zip(wanted.values()) {
        assert_same(name, found, wanted);
    }
}

#[test]
fn every_character_of_the_pages_is_accounted_for() {
    let (_folder, imported) = import();
    let pages = ["p1.txt", "p2.txt", "p3.txt"].map(|name| {
        let page = fs::read_to_string(book().join("pages").join(name)).expect("a page of text");
        // a `#` stands in heading marks only, and these are not text
        page.chars()
            .filter(|&c| !c.is_whitespace() && c != '#')
            .count()
    });
    assert_eq!(imported.account.characters(), pages.iter().sum::<usize>());
}

/// What an import makes beside the chapters and keeps in the book.
const KEPT: [&str; 5] = [
    ".offprint/origin.json",
    "repairs.json",
    "review.html",
    "src/SUMMARY.md",
    "src/images/type-case.jpg",
];

#[test]
fn the_book_is_what_an_import_of_its_pages_makes() {
    let (folder, _) = import();
    let fresh = folder.path().join("book");
    if std::env::var_os("OFFPRINT_REWRITE").is_some() {
        rewrite(&fresh);
    }
    let cure = "`OFFPRINT_REWRITE=1 cargo test --test sample the_book_is` writes it anew";
    let found = chapters(&book().join(".offprint/base"));
    let wanted = chapters(&fresh.join("src"));
    assert!(found.keys().eq(wanted.keys()), "{cure}");
    for (name, found) in &found {
        assert_same(name, found, &wanted[name]);
    }
    for file in KEPT {
        let read = |folder: &Path| {
            fs::read(folder.join(file)).unwrap_or_else(|e| panic!("{file}: {e}; {cure}"))
        };
        assert!(read(&book()) == read(&fresh), "`{file}` is old; {cure}");
    }
}

/// Brings what the import made into the book, but for the chapter of the editor's hand.
fn rewrite(fresh: &Path) {
    copy(&fresh.join(".offprint"), &book().join(".offprint"));
    for file in KEPT {
        fs::copy(fresh.join(file), book().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    }
    for (name, text) in chapters(&fresh.join("src")) {
        let path = book().join("src").join(&name);
        if name != EDITED || !path.exists() {
            fs::write(&path, text).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

#[test]
fn the_editor_added_and_took_nothing_away() {
    let base = chapters(&book().join(".offprint/base"));
    let edited = chapters(&book().join("src"));
    let changed: Vec<_> = edited
        .iter()
        .filter(|(name, text)| base.get(*name) != Some(text))
        .collect();
    assert_eq!(
        changed
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        [EDITED]
    );
    let mut rest = changed[0].1.lines().map(|line| line.replace("[^1]", ""));
    for line in base[EDITED].lines() {
        assert!(
            rest.any(|edited| edited == line),
            "the editor took away: {line}"
        );
    }
}

/// Builds a copy of the book, so that the sample itself stays as it is; its folder, and what was said.
fn build() -> (TempDir, Vec<String>) {
    let folder = TempDir::new().expect("a temporary folder can be made");
    copy(&book(), &folder.path().join("book"));
    let options = BuildOptions {
        output: Some(folder.path().join("editions")),
        ..BuildOptions::default()
    };
    let built =
        pipeline::build(&folder.path().join("book"), &options, &Silent).expect("the sample builds");
    let said = built
        .diagnostics
        .iter()
        .map(|one| format!("{}: {}", one.code, one.message.en));
    (folder, said.collect())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the sample is there") {
        let entry = entry.expect("its entries can be read");
        let target = to.join(entry.file_name());
        match entry.path() {
            path if path.ends_with("dist") => {}
            path if path.is_dir() => copy(&path, &target),
            path => drop(fs::copy(path, target).expect("it can be copied")),
        }
    }
}

#[test]
fn the_book_builds_and_the_editors_hand_stands_in_the_epub() {
    let (folder, said) = build();
    assert_eq!(said, [""; 0], "a build of the sample has nothing to say");
    let editions = folder.path().join("editions");
    let epub = files(&editions)
        .into_iter()
        .find(|path| path.extension().is_some_and(|ext| ext == "epub"));
    let text = texts(&epub.expect("an EPUB was made"));
    for (what, mark) in [
        ("the editor's table", "<table"),
        ("its first row", ">初号</td>"),
        ("the footnote's mark", "epub:type=\"noteref\""),
        ("the footnote", "epub:type=\"footnote\""),
        ("the picture's words", "字盘的木框上立着四枚大号铅字"),
        ("its credit", "本报记者 罗光宇 摄"),
        ("the missing picture", "figure-missing"),
        ("the English page", "MOXI, Jan. 10 —"),
    ] {
        assert!(text.contains(mark), "{what} is not in the EPUB: `{mark}`");
    }
    for name in ["-print.html", "-print.zip"] {
        let made = files(&editions)
            .iter()
            .any(|path| path.to_string_lossy().ends_with(name));
        assert!(made, "no edition ends in `{name}`");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the editions are there");
    entries
        .map(|entry| entry.expect("they can be read").path())
        .collect()
}

/// All XHTML of an EPUB, one after the other.
fn texts(epub: &Path) -> String {
    let mut archive =
        zip::ZipArchive::new(fs::File::open(epub).expect("it opens")).expect("it is a ZIP archive");
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("it has this entry");
        if file.name().expect("its name is text").ends_with(".xhtml") {
            file.read_to_string(&mut text).expect("it is UTF-8");
        }
    }
    text
}
