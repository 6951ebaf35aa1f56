//! Opening book folders: what is read, and what is said about those that cannot be.

use offprint::book::{self, Book, CoverChoice, Entry, Trim};
use offprint::diagnostic::{Diagnostic, ErrorKind, Warned};
use std::path::Path;
use tempfile::TempDir;

/// A folder with `files`, each a path and its text.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn open(files: &[(&str, &str)]) -> Warned<Book> {
    book::open(folder(files).path()).expect("a book")
}

/// What is said of a folder that cannot be opened: kind, and `code line:column` of each.
fn refused(files: &[(&str, &str)]) -> (ErrorKind, Vec<String>) {
    let error = book::open(folder(files).path()).expect_err("no book");
    (
        error.kind(),
        error.diagnostics().iter().map(place).collect(),
    )
}

fn place(said: &Diagnostic) -> String {
    match &said.location {
        Some(at) if at.line > 0 => format!("{} {}:{}:{}", said.code, at.file, at.line, at.column),
        Some(at) => format!("{} {}", said.code, at.file),
        None => said.code.to_owned(),
    }
}

fn paths(book: &Book) -> Vec<&str> {
    book.chapters
        .iter()
        .map(|chapter| chapter.path.as_str())
        .collect()
}

#[test]
fn a_folder_of_markdown_is_a_book_in_natural_order() {
    let book = open(&[
        ("10.md", "# 十\n\n末。\n"),
        ("2.md", "# 二\n\n中。\n"),
        ("README.md", "# 卷首\n\n起。\n"),
        ("part/1.md", "# 部\n\n里。\n"),
        ("dist/old.md", "# 旧\n\n旧。\n"),
        (".hidden.md", "# 藏\n\n藏。\n"),
    ]);
    assert_eq!(
        paths(&book.value),
        ["README.md", "2.md", "10.md", "part/1.md"]
    );
    assert_eq!(book.value.config.title, "卷首");
    assert_eq!(book.value.src, "");
    assert_eq!(book.diagnostics, []);
}

#[test]
fn the_summary_orders_names_and_nests() {
    let summary =
        "# 印刷旧事\n\n## 第1版：要闻\n\n- [一](b.md)\n  - [](./a%20c.md)\n- [待写]()\n\n---\n";
    let book = open(&[
        ("src/SUMMARY.md", summary),
        ("src/b.md", "# 铅字\n\n文。\n"),
        ("src/a c.md", "# 油墨\n\n文。\n"),
    ]);
    let chapter = |title: &str, chapter, depth| Entry::Chapter {
        title: title.to_owned(),
        chapter,
        depth,
    };
    let expected = [
        Entry::Part("第1版：要闻".to_owned()),
        chapter("一", Some(0), 0),
        chapter("油墨", Some(1), 1),
        chapter("待写", None, 0),
        Entry::Separator,
    ];
    assert_eq!(book.value.contents.entries, expected);
    assert_eq!(paths(&book.value), ["b.md", "a c.md"]);
    assert_eq!(book.value.config.title, "印刷旧事");
    assert_eq!(book.value.src, "src");
}

#[test]
fn settings_are_read_and_mdbooks_own_left_alone() {
    let toml = r#"
[book]
title = "印刷旧事"
authors = ["字里行间报社"]
language = "zh-CN"
date = 2024-01-11
multilingual = false
text-direction = "ltr"
src = "text"

[epub]
cover = false

[print]
trim = "a4"

[images."press.jpg"]
alt = "一台印刷机"

[restore]
[typography]

[output.html.playground]
anything = { goes = true }

[build]
unknown = 1

[preprocessor.links]
[rust]
edition = "2024"
"#;
    let book = open(&[("book.toml", toml), ("text/1.md", "# 一\n\n文。\n")]);
    assert_eq!(book.diagnostics, []);
    let config = book.value.config;
    assert_eq!(config.title, "印刷旧事");
    assert_eq!(config.language.as_str(), "zh-CN");
    assert_eq!(config.date.as_deref(), Some("2024-01-11"));
    assert_eq!(config.modified, "2024-01-11T00:00:00Z");
    assert_eq!(
        (config.cover, config.print.trim),
        (CoverChoice::None, Trim::A4)
    );
    assert_eq!(config.alternatives["press.jpg"], "一台印刷机");
}

#[test]
fn every_fault_of_the_settings_is_told_at_once() {
    let toml = "[book]\ntitel = \"印\"\nauthors = \"甲\"\nlanguage = \"zh_CN\"\ndate = \"昨天\"\n\n[epub]\ncover = 3\n\n[prnt]\n";
    let files = [("book.toml", toml), ("1.md", "文\n")];
    let error = book::open(folder(&files).path()).expect_err("no book");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let said: Vec<String> = error.diagnostics().iter().map(place).collect();
    let expected = [
        "book/unknown-key book.toml:2:1",
        "book/wrong-type book.toml:3:11",
        "book/wrong-value book.toml:4:12",
        "book/wrong-value book.toml:5:8",
        "book/wrong-type book.toml:8:9",
        "book/unknown-key book.toml:10:2",
    ];
    assert_eq!(said, expected);
    let cures: Vec<&str> = error
        .diagnostics()
        .iter()
        .filter_map(|said| said.cure.as_ref().map(|cure| cure.en.as_str()))
        .collect();
    assert_eq!(cures[0], "did you mean `title`?");
    assert_eq!(cures[1], "write `authors = [\"甲\"]`");
    assert_eq!(cures[2], "write `zh-CN`");
    assert_eq!(cures[5], "did you mean `print`?");
}

#[test]
fn what_is_no_toml_has_a_place() {
    let files = [("book.toml", "[book]\ntitle = 印刷\n"), ("1.md", "文\n")];
    let (kind, said) = refused(&files);
    assert_eq!(kind, ErrorKind::Configuration);
    assert_eq!(said, ["book/toml-syntax book.toml:2:9"]);
}

#[test]
fn every_fault_of_the_summary_is_told_at_once() {
    let summary = "# 目录\n\n- [一](001-铅字.md)\n- [二](001-铅子.md)\n- [三](./001-铅字.md)\n- [四](../book.toml)\n- [五](/etc/hosts)\n";
    let files = [
        ("src/SUMMARY.md", summary),
        ("src/001-铅字.md", "# 一\n\n文。\n"),
    ];
    let (kind, said) = refused(&files);
    assert_eq!(kind, ErrorKind::Configuration);
    let expected = [
        "book/missing-chapter src/SUMMARY.md:4:3",
        "book/chapter-twice src/SUMMARY.md:5:3",
        "book/outside src/SUMMARY.md:6:3",
        "book/outside src/SUMMARY.md:7:3",
    ];
    assert_eq!(said, expected);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_book_is_refused() {
    let outside = folder(&[("secret.md", "# 密\n\n密。\n")]);
    let book = folder(&[("SUMMARY.md", "- [密](in.md)\n")]);
    let target = outside.path().join("secret.md");
    std::os::unix::fs::symlink(target, book.path().join("in.md")).expect("a link");
    let error = book::open(book.path()).expect_err("no book");
    assert_eq!(
        place(&error.diagnostics()[0]),
        "book/outside SUMMARY.md:1:3"
    );
}

#[test]
fn a_chapter_in_another_encoding_is_refused_with_its_place() {
    let book = folder(&[("1.md", "# 好\n")]);
    let mut bytes = "# 好\n\n正文".as_bytes().to_vec();
    bytes.push(0xC3);
    std::fs::write(book.path().join("1.md"), bytes).expect("a file");
    let error = book::open(book.path()).expect_err("no book");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(place(&error.diagnostics()[0]), "book/not-utf-8 1.md:3:3");
}

#[test]
fn a_folder_without_chapters_is_no_book() {
    let (kind, said) = refused(&[("book.toml", "")]);
    assert_eq!(kind, ErrorKind::Input);
    assert!(said[0].starts_with("book/no-chapters"), "{said:?}");
    let missing = Path::new("no/such/folder");
    let error = book::open(missing).expect_err("no book");
    assert_eq!(
        place(&error.diagnostics()[0]),
        "book/unreadable no/such/folder"
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let book = open(&[
        ("book.toml", "\u{FEFF}[book]\r\ntitle = \"印\"\r\n"),
        ("SUMMARY.md", "\u{FEFF}# 目录\r\n\r\n- [一](1.md)\r\n"),
        ("1.md", "\u{FEFF}# 一\r\n\r\n文。\r\n"),
    ]);
    assert_eq!(book.value.config.title, "印");
    assert_eq!(book.value.chapters[0].title, "一");
    assert_eq!(book.value.chapters[0].chapter.body, "# 一\n\n文。\n");
}

#[test]
fn an_empty_chapter_is_an_error_that_leaves_the_rest() {
    let book = open(&[("1.md", "# 一\n\n文。\n"), ("2.md", " \n\n")]);
    let said: Vec<String> = book.diagnostics.iter().map(place).collect();
    assert_eq!(said, ["book/empty-chapter 2.md"]);
    assert_eq!(book.value.chapters.len(), 2);
    assert_eq!(book.value.chapters[1].title, "2");
}

#[test]
fn a_missing_cover_is_told_where_it_is_named() {
    let toml = "[epub]\ncover = \"src/images/cover.png\"\n";
    let book = open(&[("book.toml", toml), ("1.md", "# 一\n\n文。\n")]);
    let said: Vec<String> = book.diagnostics.iter().map(place).collect();
    assert_eq!(said, ["book/missing-cover book.toml:2:9"]);
    assert_eq!(book.value.config.cover, CoverChoice::Plain);
}

#[test]
fn a_page_that_cannot_be_is_refused_with_its_place() {
    let toml = "[print]\ntrim = \"A9\"\nsize = \"large\"\nmeasure = 2\ndesign = \"poster\"\ncolumns = \"two\"\nbleed = \"90mm\"\n";
    let files = [("book.toml", toml), ("1.md", "文\n")];
    let error = book::open(folder(&files).path()).expect_err("no book");
    let mut said: Vec<String> = error.diagnostics().iter().map(place).collect();
    said.sort();
    let expected = [
        "book/wrong-type book.toml:6:11",
        "book/wrong-value book.toml:2:8",
        "book/wrong-value book.toml:3:8",
        "book/wrong-value book.toml:4:11",
        "book/wrong-value book.toml:5:10",
        "book/wrong-value book.toml:7:9",
    ];
    assert_eq!(said, expected);
}
