//! The chapters for other programs: each form builds or opens as it is.
//!
//! What is exported is what the editions show: front matter's lines stand where the program would not
//! show them by itself, included files are put in, links lead where the program expects them.

mod docx;
mod front;
mod hugo;
mod mdbook;
mod obsidian;
mod pandoc;
mod piece;
mod plain;
mod site;
mod yaml;
mod zola;

use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result};

/// The files of an export: paths, `/` between folders, and contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// What an export is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown that any program reads: front matter, one H1, a table of contents.
    Plain,
    /// A folder that `pandoc -d defaults.yaml` makes a book of.
    Pandoc,
    /// A folder that `mdbook build` makes a site of.
    Mdbook,
    /// A folder that `hugo` makes a site of.
    Hugo,
    /// A folder that `zola build` makes a site of.
    Zola,
    /// A vault to open in Obsidian.
    Obsidian,
    /// One document for word processors.
    Docx,
}

/// The files of `book` in `form`. Pictures that are missing, and whatever else a build would say of the
/// chapters, are `said`; pictures that are not there are left out.
///
/// # Errors
/// When a chapter cannot be read, or a document is too large for its format.
pub fn export(book: &Book, form: Form, said: &mut Vec<Diagnostic>) -> Result<Files> {
    match form {
        Form::Plain => plain::files(book, said),
        Form::Pandoc => Ok(pandoc::files(book, said)),
        Form::Mdbook => Ok(mdbook::files(book, said)),
        Form::Hugo => Ok(hugo::files(book, said)),
        Form::Zola => Ok(zola::files(book, said)),
        Form::Obsidian => plain::files(book, said).map(|files| obsidian::files(book, files)),
        Form::Docx => docx::files(book, said),
    }
}
