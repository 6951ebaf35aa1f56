//! The plain cover, drawn in the system's fonts.

use super::{CoverText, Drawn};

/// Draws the plain cover.
pub fn draw(text: &CoverText) -> Drawn {
    let _ = text;
    Drawn {
        png: Vec::new(),
        diagnostics: Vec::new(),
    }
}
