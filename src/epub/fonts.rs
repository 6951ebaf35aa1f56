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

use super::kept::Ready;

pub(super) use characters::shown;
#[cfg(feature = "fonts")]
pub(super) use choose::embed;

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
    pub(super) ready: Ready,
}

/// None: this program was compiled without what embeds fonts.
///
/// # Errors
/// None.
#[cfg(not(feature = "fonts"))]
pub(super) fn embed(
    book: &crate::book::Book,
    _: &std::collections::BTreeSet<char>,
    _: Option<&super::kept::Kept>,
    said: &mut Vec<crate::diagnostic::Diagnostic>,
) -> crate::diagnostic::Result<Fonts> {
    if !book.config.fonts.is_empty() {
        let message = crate::say!(
            "this program cannot embed fonts: it was compiled without the feature `fonts`",
            "本程序编译时未启用 `fonts` 功能，无法嵌入字体"
        );
        said.push(crate::diagnostic::Diagnostic::error("epub/font", message));
    }
    Ok(Fonts::default())
}
