//! Pictures and the cover.

mod blocks;
#[cfg(feature = "cover")]
mod cover;
mod entities;
mod gallery;
mod picture;
mod pixels;
mod svg;

use crate::diagnostic::Diagnostic;

#[cfg(feature = "cover")]
pub use cover::draw;
pub use gallery::{Gallery, PictureFault, Shown};
pub use picture::{Format, Picture, Prepared, prepare};

/// What a drawn cover shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverText {
    /// The book's title; U+3000 marks a line break.
    pub title: String,
    /// The paper's name.
    pub paper: Option<String>,
    /// The day, `2024-01-11`.
    pub date: Option<String>,
    /// BCP 47 tag of the title.
    pub lang: String,
}

/// A drawn cover: PNG bytes, 1600 × 2400, and what could not be drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The PNG file.
    pub png: Vec<u8>,
    /// Says so when no font of the system has the title's characters and none was drawn.
    pub diagnostics: Vec<Diagnostic>,
}
