//! What deserves a second look in a book: misprints and leftovers that no program may mend.
//!
//! A rule looks at one chapter and changes nothing. One rule, one file; [`RULES`] is the table.

use crate::book::Book;
use crate::diagnostic::Diagnostic;

/// Looks at every chapter of `book` with every rule, chapter by chapter.
pub fn check(book: &Book) -> Vec<Diagnostic> {
    let _ = book;
    Vec::new()
}
