//! `.epub` → book folder.

use super::{Progress, Step, go_on, publish};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::reader::{Container, MOST};
use crate::source::shown;
use crate::{book, say, unbind};
use std::path::Path;

/// What taking an EPUB apart made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbound {
    /// The book's title.
    pub title: String,
    /// How many chapters it has.
    pub chapters: usize,
    /// How many pictures came along.
    pub pictures: usize,
    /// Whether the EPUB carried the files it was made of, so that these came back byte for byte.
    pub has_source: bool,
}

/// Makes the new book `folder` of the EPUB `file`, whoever made it; see [`crate::unbind`].
///
/// # Errors
/// When the file is no EPUB that can be read, or `folder` holds files already or cannot be written.
/// Nothing is written then.
pub fn import_epub(file: &Path, folder: &Path, progress: &dyn Progress) -> Result<Warned<Unbound>> {
    progress.begin(Step::Open, 0);
    publish::must_be_new(folder)?;
    let bytes = super::check::read(file)?;
    let name = shown(file);
    let container = Container::of(&bytes).map_err(|_| unbind::no_epub(&name))?;
    let mut said = Vec::new();
    let unbound = unbind::unbind(&name, &container)?.unpack(&mut said);
    go_on(progress)?;
    progress.begin(Step::Save, 0);
    let texts = unbound.files.iter();
    let texts = texts.map(|(to, bytes)| Ok((to.clone(), bytes.clone())));
    let pictures = unbound.copies.iter().map(|(to, from)| {
        let read = container.read(from, MOST).and_then(std::result::Result::ok);
        read.map(|bytes| (to.clone(), bytes))
            .ok_or_else(|| unreadable(&name, from))
    });
    publish::publish_all(folder, texts.chain(pictures))?;
    go_on(progress)?;
    let book = book::open(folder)?.value;
    Ok(Warned {
        value: Unbound {
            title: book.config.title,
            chapters: book.chapters.len(),
            pictures: unbound.copies.len(),
            has_source: unbound.has_source,
        },
        diagnostics: said,
    })
}

fn unreadable(name: &str, path: &str) -> Error {
    let message = say!(
        "the picture `{path}` cannot be read",
        "图片 `{path}` 无法读取"
    );
    let diagnostic = Diagnostic::error("import/unreadable", message);
    Error::new(
        ErrorKind::Input,
        diagnostic.at(Location::file(format!("{name}/{path}"))),
    )
}
