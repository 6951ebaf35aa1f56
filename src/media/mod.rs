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
pub use picture::{Format, Picture, Prepared, inspect, prepare};

/// The compositions of drawn covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Design {
    /// 素: title and day in two sizes, one rule, the seal.
    #[default]
    Plain,
    /// 报头: the paper's name as large as it goes beside the headlines, a front page in small.
    Masthead,
    /// 剪报: the lead article as a clipping on a plain ground.
    Clipping,
}

/// What a drawn cover shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverText {
    /// The composition.
    pub design: Design,
    /// Whether the title's lines run downwards.
    pub vertical: bool,
    /// The book's title; U+3000 marks a line break.
    pub title: String,
    /// The paper's name.
    pub paper: Option<String>,
    /// The day, `2024-01-11`.
    pub date: Option<String>,
    /// BCP 47 tag of the title.
    pub lang: String,
    /// The number of the issue as printed: 第1234期.
    pub issue: Option<String>,
    /// The articles' headlines, the lead's first; U+3000 marks a line break.
    pub headlines: Vec<String>,
    /// The lead article's kicker.
    pub kicker: Option<String>,
    /// The beginning of the lead article's text.
    pub lead: String,
}

/// A drawn cover: PNG bytes, 1600 × 2400, and what could not be drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The PNG file.
    pub png: Vec<u8>,
    /// Says so when no font of the system has the title's characters and none was drawn.
    pub diagnostics: Vec<Diagnostic>,
}
