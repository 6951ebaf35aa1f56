//! For mdBook: book.toml, SUMMARY.md, and chapters without front matter, which mdBook would print.

use super::Files;
use super::front::{figures, paragraph};
use super::piece::{pictures, pieces, with_lines};
use super::plain::contents;
use super::yaml::quoted;
use crate::book::Book;
use crate::diagnostic::Diagnostic;

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let mut files = vec![
        ("book.toml".to_owned(), settings(book).into_bytes()),
        (
            "theme/offprint.css".to_owned(),
            include_bytes!("site/mdbook.css").to_vec(),
        ),
        ("src/SUMMARY.md".to_owned(), contents(book).into_bytes()),
    ];
    for piece in pieces(book) {
        let text = with_lines(&piece, false, &paragraph);
        let text = figures(book, &text, &|_| None);
        files.push((format!("src/{}", piece.path), text.into_bytes()));
    }
    let pictures = pictures(book, said).into_iter();
    files.extend(pictures.map(|(path, bytes)| (format!("src/{path}"), bytes)));
    files
}

/// What mdBook knows of a book; keys it does not know it refuses.
fn settings(book: &Book) -> String {
    let config = &book.config;
    let authors: Vec<String> = config.authors.iter().map(|name| quoted(name)).collect();
    let mut out = format!("[book]\ntitle = {}\n", quoted(&config.title));
    out.push_str(&format!("authors = [{}]\n", authors.join(", ")));
    if let Some(description) = &config.description {
        out.push_str(&format!("description = {}\n", quoted(description)));
    }
    // mdBook writes it into every page
    out.push_str(&format!(
        "language = {}\nsrc = \"src\"\n",
        quoted(config.language.as_str())
    ));
    out.push_str(
        "\n[output.html]\nadditional-css = [\"theme/offprint.css\"]\nmathjax-support = true\n",
    );
    // the marks of Chinese are right as they stand
    out.push_str("smart-punctuation = false\n");
    out
}
