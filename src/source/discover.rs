//! Paths → what they are: pages of text, or a book folder.

use crate::diagnostic::Result;
use std::path::{Path, PathBuf};

/// What the paths on a command line mean (design: commands).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Files of page text in reading order; `-` is standard input.
    Pages(Vec<PathBuf>),
    /// A book folder.
    Book(PathBuf),
}

/// Finds out what `paths` mean; `import` says that a folder must hold pages.
///
/// # Errors
/// When a path does not exist or cannot be read, and when a folder holds neither pages nor a book.
pub fn discover(paths: &[PathBuf], import: bool) -> Result<Input> {
    let _ = (paths, import);
    Ok(Input::Book(Path::new(".").to_owned()))
}
