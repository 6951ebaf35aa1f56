//! Bytes → [`Page`]: finding the pages of an import and decoding them.

mod binary;
mod decode;
mod discover;
mod encoding;
mod near;
mod order;

use crate::diagnostic::{Result, Warned};
use crate::text::PageId;

pub use discover::{Input, discover, is_book, shown};
pub use near::nearest;
pub use order::{natural, natural_path};

/// One newspaper page as text.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its number within the import.
    pub id: PageId,
    /// Its file's name in the book's `pages/` folder: `page.txt`; `page.txt` too for standard input.
    pub file: String,
    /// The decoded text: UTF-8, NFC, LF, without a byte order mark. Places count in it.
    pub text: String,
    /// The bytes as they were given, to be kept unchanged.
    pub bytes: Vec<u8>,
    /// The folder the page was read from, where its pictures stand; `None` for standard input.
    pub folder: Option<std::path::PathBuf>,
    /// The page's printed label (`A04`), when the user gave one.
    pub label: Option<String>,
}

/// Decodes the `bytes` of a page.
///
/// UTF-8, UTF-16 (with a byte order mark, or told by its blanks and Han), GB18030 and Big5 are
/// recognised; any but UTF-8 is said in a note, characters that could not be read in a warning with
/// their places.
///
/// # Errors
/// [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when the bytes are binary, or hold no
/// visible character.
pub fn read(id: PageId, file: &str, bytes: Vec<u8>) -> Result<Warned<Page>> {
    decode::read(id, file, bytes)
}
