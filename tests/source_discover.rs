//! What paths on a command line mean.

use offprint::diagnostic::ErrorKind;
use offprint::source::{Input, discover};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for path in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, "文\n").expect("a file");
    }
    folder
}

/// What `paths` below `folder` mean, as one line: `pages a b` or `book x`, or the code of the error.
fn meaning(folder: &TempDir, paths: &[&str], import: bool) -> String {
    let root = folder.path();
    let paths: Vec<PathBuf> = paths
        .iter()
        .map(|path| match *path {
            "-" => PathBuf::from("-"),
            path => root.join(path),
        })
        .collect();
    let below = |path: &Path| {
        let path = path.strip_prefix(root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    };
    match discover(&paths, import) {
        Ok(Input::Pages(pages)) => {
            let pages: Vec<String> = pages.iter().map(|page| below(page)).collect();
            format!("pages {}", pages.join(" "))
        }
        Ok(Input::Book(book)) => format!("book {}", below(&book)),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Input);
            error.diagnostics()[0].code.to_owned()
        }
    }
}

#[test]
fn files_and_standard_input_are_pages() {
    let folder = folder(&["p1.txt", "x.md"]);
    assert_eq!(
        meaning(&folder, &["p1.txt", "-", "x.md"], false),
        "pages p1.txt - x.md"
    );
}

#[test]
fn a_folder_of_text_files_holds_pages_in_natural_order() {
    let folder = folder(&[
        "i/p10.txt",
        "i/p2.TXT",
        "i/notes.md",
        "i/.p0.txt",
        "i/gold.json",
    ]);
    assert_eq!(meaning(&folder, &["i"], false), "pages i/p2.TXT i/p10.txt");
    assert_eq!(meaning(&folder, &["i"], true), "pages i/p2.TXT i/p10.txt");
}

#[test]
fn a_folder_of_markdown_is_a_book_or_pages_to_import() {
    let folder = folder(&["m/2.md", "m/1.md", "deep/er/1.md"]);
    assert_eq!(meaning(&folder, &["m"], false), "book m");
    assert_eq!(meaning(&folder, &["m"], true), "pages m/1.md m/2.md");
    assert_eq!(meaning(&folder, &["deep"], false), "book deep");
}

#[test]
fn a_book_is_known_by_its_files() {
    let folder = folder(&[
        "a/book.toml",
        "a/p1.txt",
        "b/SUMMARY.md",
        "c/src/1.md",
        "p1.txt",
    ]);
    for book in ["a", "b", "c"] {
        assert_eq!(meaning(&folder, &[book], false), format!("book {book}"));
        assert_eq!(meaning(&folder, &[book], true), "source/book-to-import");
    }
    assert_eq!(
        meaning(&folder, &["a", "p1.txt"], false),
        "source/book-and-pages"
    );
}

#[test]
fn what_cannot_be_used_is_refused() {
    let folder = folder(&["empty/x.bin", "page.txt"]);
    assert_eq!(meaning(&folder, &["empty"], true), "source/no-pages");
    assert_eq!(meaning(&folder, &["empty"], false), "source/no-pages");
    assert_eq!(
        meaning(&folder, &["page.txt", "./page.txt"], false),
        "source/page-twice"
    );
    let error = discover(&[folder.path().join("pgae.txt")], false).expect_err("no page");
    let said = &error.diagnostics()[0];
    assert_eq!(said.code, "source/no-such-file");
    let cure = said.cure.as_ref().map_or("", |cure| cure.en.as_str());
    assert!(cure.ends_with("page.txt`?"), "{cure}");
}
