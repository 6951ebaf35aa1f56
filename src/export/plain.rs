//! Plain Markdown: what any program that reads Markdown can use.

use super::Files;
use super::piece::{is_headed, pictures, with_heading};
use crate::book::{Book, Entry};
use crate::chapter::Chapter;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use std::fmt::Write;

/// The files of `book` as plain Markdown, paths and contents: each chapter with its front matter
/// and one H1 as it stands, `SUMMARY.md`, and the pictures they use.
///
/// A chapter whose title stands in front matter only gets it as its first heading too, since most
/// programs show no front matter. Pictures that are missing are reported and left out.
///
/// # Errors
/// When a chapter cannot be read.
pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Result<Files> {
    let root = book.folder.join(&book.src);
    let mut files = vec![("SUMMARY.md".to_owned(), contents(book).into_bytes())];
    for chapter in &book.chapters {
        let text = std::fs::read_to_string(root.join(&chapter.path))
            .map_err(|error| unreadable(&chapter.path, &error))?;
        let body = &chapter.chapter.body;
        let text = match chapter.chapter.front.title.as_deref() {
            Some(title) if !is_headed(body, title) => {
                let body = with_heading(title, body);
                match text.strip_suffix(chapter.chapter.body.as_str()) {
                    Some(above) => format!("{}\n\n{body}", above.trim_end()),
                    // the body was read with other line ends, or with what it puts in
                    None => Chapter {
                        body,
                        ..chapter.chapter.clone()
                    }
                    .to_markdown(),
                }
            }
            _ => text,
        };
        files.push((chapter.path.clone(), text.into_bytes()));
    }
    files.extend(pictures(book, said));
    Ok(files)
}

/// The table of contents in mdBook's grammar.
pub(super) fn contents(book: &Book) -> String {
    let mut out = String::from("# Summary\n");
    let mut list = false;
    for entry in &book.contents.entries {
        if !std::mem::replace(&mut list, matches!(entry, Entry::Chapter { .. }))
            || !matches!(entry, Entry::Chapter { .. })
        {
            out.push('\n');
        }
        // writing to a string cannot fail
        let _ = match entry {
            Entry::Part(name) => writeln!(out, "# {name}"),
            Entry::Separator => writeln!(out, "---"),
            Entry::Chapter {
                title,
                chapter,
                depth,
            } => {
                let path = chapter.map_or("", |index| &book.chapters[index].path);
                let title = title.replace('[', "\\[").replace(']', "\\]");
                let indent = "  ".repeat(*depth);
                let path = if path.contains([' ', '(', ')']) {
                    format!("<{path}>")
                } else {
                    path.to_owned()
                };
                writeln!(out, "{indent}- [{title}]({path})")
            }
        };
    }
    out
}

fn unreadable(path: &str, error: &std::io::Error) -> Error {
    let message = say!(
        "cannot read `{path}`: {error}",
        "无法读取 `{path}`：{error}"
    );
    Error::new(
        ErrorKind::Input,
        Diagnostic::error("export/unreadable", message),
    )
}
