//! Sites with templates of their own: what Hugo and Zola have in common.

use super::Files;
use super::front::figures;
use super::piece::{Address, Addresses, Piece, pictures, pieces, places, without_title};
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::format;

/// A chapter on its page.
pub(super) struct Page<'p> {
    pub piece: &'p Piece<'p>,
    /// Its number in the book, from 1.
    pub number: usize,
    /// The part it is the first of.
    pub part: Option<&'p str>,
    book: &'p Book,
    addresses: &'p Addresses<'p>,
}

impl Page<'_> {
    /// What stands below the title, with addresses as `leads` writes them.
    pub fn body(&self, leads: &dyn Fn(Address) -> String) -> String {
        let leads = |address: &str| self.addresses.read(self.piece.path, address).map(leads);
        let body = without_title(&self.piece.body);
        format::relinked(&figures(self.book, &body, &leads), &leads)
    }
}

/// The `templates`, the chapters as `write` writes them, and the pictures that they show.
pub(super) fn files(
    book: &Book,
    templates: &[(&str, &str)],
    write: &dyn Fn(&Page<'_>) -> String,
    said: &mut Vec<Diagnostic>,
) -> Files {
    let templates = templates.iter();
    let mut files: Files = templates
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let (addresses, places) = (Addresses::of(book), places(book));
    for (index, piece) in pieces(book).iter().enumerate() {
        let (_, part) = places.get(&index).copied().unwrap_or_default();
        let text = write(&Page {
            piece,
            number: index + 1,
            part,
            book,
            addresses: &addresses,
        });
        files.push((
            format!("content/{}", page_path(piece.path)),
            text.into_bytes(),
        ));
    }
    let pictures = pictures(book, said).into_iter();
    files.extend(pictures.map(|(path, bytes)| (format!("static/{path}"), bytes)));
    files
}

/// The path of a chapter as a page: `index.md` would be its whole folder.
pub(super) fn page_path(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, "index.md" | "_index.md")) => format!("{folder}/chapter-index.md"),
        None if matches!(path, "index.md" | "_index.md") => "chapter-index.md".to_owned(),
        _ => path.to_owned(),
    }
}
