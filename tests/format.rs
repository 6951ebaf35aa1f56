//! `fmt`: one form, no word changed, and a second time nothing to do.

use offprint::format::{body, file};
use offprint::html::{self, Targets, same_reading};
use offprint::media::Gallery;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn markdown(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            markdown(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// Every Markdown file below these folders of the repository.
fn chapters(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        markdown(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut found,
        );
    }
    found.sort();
    let text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a chapter");
        (path, text)
    };
    found.into_iter().map(text).collect()
}

#[test]
fn what_import_writes_is_in_the_one_form() {
    let mut written = chapters(&["book/src", "tests/sample"]);
    written.retain(|(path, _)| path.file_name().is_some_and(|name| name != "SUMMARY.md"));
    // a case of pages has its chapters in one file, each after a line `=== 1`
    for (path, text) in chapters(&["tests/pages"]) {
        let parts = text
            .split("\n=== ")
            .filter_map(|part| part.split_once('\n'));
        let of_chapters = parts.filter(|(_, part)| part.starts_with("---\n"));
        written
            .extend(of_chapters.map(|(_, part)| (path.clone(), format!("{}\n", part.trim_end()))));
    }
    assert!(written.len() > 50, "{}", written.len());
    for (path, text) in written {
        assert_eq!(file(&text, "a.md").0, text, "{}", path.display());
    }
}

#[test]
fn no_word_of_any_chapter_is_changed() {
    let chapters = chapters(&["tests/books", "tests/html", "tests/unbind", "docs"]);
    assert!(chapters.len() > 50);
    for (path, text) in chapters {
        let once = body(&text);
        assert!(same_reading(&text, &once), "{}", path.display());
        assert_eq!(body(&once), once, "{}", path.display());
    }
}

/// Pieces that Markdown takes for something, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("河岸的灯".to_owned()),
        Just("a word".to_owned()),
        Just("“好”。".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("  \n".to_owned()),
        Just("\\\n".to_owned()),
        Just("* ".to_owned()),
        Just("- ".to_owned()),
        Just("1. ".to_owned()),
        Just("2) ".to_owned()),
        Just("  ".to_owned()),
        Just("    ".to_owned()),
        Just("> ".to_owned()),
        Just("# ".to_owned()),
        Just("### ".to_owned()),
        Just("===".to_owned()),
        Just("---".to_owned()),
        Just("```".to_owned()),
        Just("`".to_owned()),
        Just("*".to_owned()),
        Just("**".to_owned()),
        Just("_".to_owned()),
        Just("__".to_owned()),
        Just("| a | b |\n|---|:-:|\n".to_owned()),
        Just("|".to_owned()),
        Just("[^1]".to_owned()),
        Just("[^1]: ".to_owned()),
        Just("[a](b.md \"c\")".to_owned()),
        Just("[a]: b\n".to_owned()),
        Just("[a]".to_owned()),
        Just("![x](y.png)".to_owned()),
        Just("<b>".to_owned()),
        Just("</b>".to_owned()),
        Just("<!-- page 2 -->".to_owned()),
        Just("<div>\n".to_owned()),
        Just("[ ] ".to_owned()),
        Just(": ".to_owned()),
        Just("$x$".to_owned()),
        Just("&amp;".to_owned()),
        Just("\\*".to_owned()),
        Just("\u{3000}".to_owned()),
        Just("\t".to_owned()),
        Just("~~".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\r\n".to_owned()),
        Just("::: {.a}\n".to_owned()),
        Just(":::\n".to_owned()),
        Just("[".to_owned()),
        Just("]{.a}".to_owned()),
        Just("^[".to_owned()),
        Just("]".to_owned()),
        Just("x^2^".to_owned()),
        Just("| ".to_owned()),
        Just("<p".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_reads_as_before_and_is_done_at_once(text in pieces()) {
        let once = body(&text);
        prop_assert_eq!(&body(&once), &once);
        let composed = text.replace("e\u{301}", "\u{e9}").replace("\r\n", "\n");
        prop_assert!(same_reading(&composed, &once), "{:?} became {:?}", text, once);
    }

    #[test]
    fn any_text_is_a_chapter(text in pieces()) {
        if let Ok(book) = offprint::book::of_texts("", &[("a.md", &text)]) {
            let book = book.value;
            let gallery = Gallery::of(&book, None);
            let targets = Targets::of(&book, &gallery);
            for said in html::faults(&targets, 0) {
                prop_assert!(said.location.is_some());
            }
            let _found = offprint::check::check(&book);
        }
    }
}
