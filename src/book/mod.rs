//! Folder ⇄ [`Book`]: configuration, contents, chapters and what the next import needs.

mod config;
mod contents;

use crate::chapter::Chapter;
use crate::diagnostic::{Result, Warned};
use std::path::{Path, PathBuf};

pub use config::{Config, CoverChoice, Trim};
pub use contents::{Contents, Entry};

/// A book: ordered chapters with metadata, as read from its folder.
#[derive(Debug, Clone)]
pub struct Book {
    /// The folder; editions read pictures from it and write nothing but `dist/`.
    pub folder: PathBuf,
    /// The folder of the chapters, `SUMMARY.md` and `images/`, relative to `folder`: `src`, or empty.
    pub src: String,
    /// `book.toml`, with every default resolved.
    pub config: Config,
    /// The table of contents; each chapter entry names an index of `chapters`.
    pub contents: Contents,
    /// The chapters in the order of the contents, drafts left out.
    pub chapters: Vec<BookChapter>,
}

/// A chapter and the file it stands in.
#[derive(Debug, Clone)]
pub struct BookChapter {
    /// Its path below `src`, `/` between folders: `001-短标题.md`. Links between chapters use it.
    pub path: String,
    /// Its title for contents: front matter's, else the first heading's words, else its entry's in
    /// SUMMARY.md; an article without a headline shows its first words and ….
    pub title: String,
    /// The chapter.
    pub chapter: Chapter,
}

/// Reads the book in `folder`.
///
/// # Errors
/// When `book.toml` or `SUMMARY.md` cannot be used, or a file cannot be read.
pub fn open(folder: &Path) -> Result<Warned<Book>> {
    let _ = folder;
    Err(crate::diagnostic::Error::many(
        crate::diagnostic::ErrorKind::Input,
        Vec::new(),
    ))
}
