//! What a shop or a library asks of a book and book.toml does not say.

use super::Seen;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Location};
use crate::say;

pub(super) const CODE: &str = "check/metadata";

pub(super) fn look(book: &Book, _: &[Seen], found: &mut Vec<Diagnostic>) {
    let config = &book.config;
    // who stands behind it is asked first; a folder without settings is for its author's own use
    let known = !config.authors.is_empty() || config.paper.is_some();
    if known || !book.folder.join("book.toml").is_file() {
        return;
    }
    let mut missing = vec!["authors"];
    missing.extend(config.date.is_none().then_some("date"));
    missing.extend(config.publisher.is_none().then_some("publisher"));
    let keys = missing.join("`, `");
    let message = say!("[book] does not say `{keys}`", "[book] 没有写明 `{keys}`");
    let cure = say!(
        "shops and libraries ask for it: write it in book.toml",
        "书店和图书馆需要这些信息：请写入 book.toml"
    );
    let at = Location::file("book.toml");
    found.push(Diagnostic::note(CODE, message).at(at).cure(cure));
}
