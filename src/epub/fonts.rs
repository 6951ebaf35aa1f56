//! The fonts that `[epub] fonts` names: each with the book's characters only.
//!
//! None is embedded unless the book asks for it: readers have good faces of their own, and Chinese
//! ones are large. Together the fonts named must have every character that the book shows; one that
//! lacks some would leave gaps where a reading system knows no other. They have to allow embedding,
//! and the imprint says under what licence they are there.

mod characters;
#[cfg(feature = "fonts")]
mod choose;
#[cfg(feature = "fonts")]
mod face;

use super::kept::Kept;
use crate::archive::Packed;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result};
use crate::mark::Mark;
use std::collections::BTreeSet;

pub(super) use characters::shown;

/// The fonts of an edition.
#[derive(Default)]
pub(super) struct Fonts {
    pub(super) files: Vec<FontFile>,
    /// What the style sheet says of them.
    pub(super) styles: String,
    /// Each family and what its licence says.
    pub(super) licences: Vec<(String, String)>,
}

/// A font of the edition.
pub(super) struct FontFile {
    /// Its path below the root folder.
    pub(super) path: String,
    pub(super) media_type: &'static str,
    pub(super) packed: Packed,
    pub(super) made_of: Mark,
}

/// The fonts that `book` asks for, with those of the `characters` that it shows; none where one of
/// them cannot be embedded, and a word about it.
///
/// # Errors
/// When a font does not fit into an archive.
#[cfg(feature = "fonts")]
pub(super) fn embed(
    book: &Book,
    characters: &BTreeSet<char>,
    kept: Option<&Kept>,
    said: &mut Vec<Diagnostic>,
) -> Result<Fonts> {
    choose::embed(book, characters, kept, said)
}

/// None: this program was compiled without what embeds fonts.
///
/// # Errors
/// None.
#[cfg(not(feature = "fonts"))]
pub(super) fn embed(
    book: &Book,
    _: &BTreeSet<char>,
    _: Option<&Kept>,
    said: &mut Vec<Diagnostic>,
) -> Result<Fonts> {
    if !book.config.fonts.is_empty() {
        let message = crate::say!(
            "this program cannot embed fonts: it was compiled without the feature `fonts`",
            "本程序编译时未启用 `fonts` 功能，无法嵌入字体"
        );
        said.push(Diagnostic::error("epub/font", message));
    }
    Ok(Fonts::default())
}
