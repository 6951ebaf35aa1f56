//! Three versions of a book's chapters → one: what import wrote last, what it writes now, and what a
//! person made of it in between.
//!
//! Chapters are known by their words, not by their names (`kin`), so one that was renamed, moved,
//! split or joined is followed. Those that belong together are laid end to end and compared word by
//! word (`stream`); where only one side changed something, its change is taken (`three`); where
//! both changed the same paragraph, the person's words stay in their place and the other version is
//! set below them in a quotation that says so (`mark`). Nothing here touches files.

mod build;
mod families;
mod family;
mod front;
mod kin;
mod letters;
mod mark;
mod names;
mod outcome;
mod stream;
mod three;

use crate::text::Lang;

pub use mark::marks;
pub use outcome::{Outcome, Written, merge};

/// A chapter: its path below the folder of the chapters, and its file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// The path, `/` between folders.
    pub path: String,
    /// The whole file.
    pub text: String,
}

impl Doc {
    /// The chapter `path` with this `text`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// The three versions of a book.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// What import wrote last.
    pub old: &'a [Doc],
    /// What it writes now; a path is a wish.
    pub new: &'a [Doc],
    /// What the folder holds, in the order of its table of contents.
    pub mine: &'a [Doc],
    /// The language of the book, in which conflicts are marked.
    pub lang: &'a Lang,
}
