//! Chapters and the XHTML made of them: each folder of `tests/html` is a case.
//!
//! A case is a folder of chapters (`*.md`, and pictures beside them), with the article of each in
//! `NAME.xhtml` and everything there is to say in `said.txt`. Adding one needs no Rust: write the
//! chapters and run with `OFFPRINT_REWRITE=1`, then read what was made.

use offprint::book::{Book, BookChapter, Config, Contents};
use offprint::chapter;
use offprint::diagnostic::Diagnostic;
use offprint::html::{self, Frame, Targets};
use offprint::media::Gallery;
use offprint::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let entries = fs::read_dir(root).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

fn book(folder: &Path) -> Book {
    let entries = fs::read_dir(folder).expect("a case is a folder");
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.expect("a file").file_name().into_string().ok())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    let chapters = names.into_iter().map(|path| {
        let text = fs::read_to_string(folder.join(&path)).expect("a chapter");
        let chapter = chapter::parse(&text, &path).value;
        let first = chapter
            .body
            .lines()
            .find_map(|line| line.strip_prefix("# "));
        let title = chapter.front.title.clone().or(first.map(str::to_owned));
        BookChapter {
            title: title.unwrap_or_else(|| "…".to_owned()),
            path,
            chapter,
            mark: offprint::mark::Mark::default(),
        }
    });
    Book {
        folder: folder.to_owned(),
        src: String::new(),
        config: Config {
            language: Lang::new("zh-Hans"),
            alternatives: [("seen.png".to_owned(), "一枚铅字".to_owned())].into(),
            ..Config::default()
        },
        contents: Contents::default(),
        chapters: chapters.collect(),
    }
}

fn said(diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let at = diagnostic.location.as_ref().expect("a place");
        let (file, line, column, length) = (&at.file, at.line, at.column, at.length);
        let severity = diagnostic.severity.as_str();
        let (code, message) = (diagnostic.code, &diagnostic.message.en);
        format!("{file}:{line}:{column}+{length} {severity}[{code}] {message}\n")
    };
    diagnostics.iter().map(line).collect()
}

/// Compares `made` with the file, or writes it.
fn expect(file: &Path, made: &str, failed: &mut Vec<String>) {
    if std::env::var_os("OFFPRINT_REWRITE").is_some() {
        match made {
            "" => drop(fs::remove_file(file)),
            made => fs::write(file, made).expect("a case can be written"),
        }
        return;
    }
    let wanted = fs::read_to_string(file).unwrap_or_default();
    if wanted != made {
        failed.push(format!(
            "{}\nwanted:\n{wanted}\nmade:\n{made}",
            file.display()
        ));
    }
}

#[test]
fn every_case_renders_as_it_should() {
    let mut failed = Vec::new();
    for case in cases() {
        let book = book(&case);
        let gallery = Gallery::of(&book, None);
        let targets = Targets::of(&book, &gallery);
        let mut diagnostics = Vec::new();
        for index in 0..book.chapters.len() {
            let frame = Frame {
                id_prefix: "",
                heading_shift: 0,
                chapter_href: &|chapter, _, fragment| format!("c{chapter}.xhtml#{fragment}"),
                image_href: &|path| format!("../{path}"),
                epub: true,
                vertical: false,
                new_page: None,
            };
            let rendered = html::render(&targets, index, &frame).unpack(&mut diagnostics);
            let file = case
                .join(&book.chapters[index].path)
                .with_extension("xhtml");
            expect(&file, &rendered.xhtml, &mut failed);
        }
        expect(&case.join("said.txt"), &said(&diagnostics), &mut failed);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
