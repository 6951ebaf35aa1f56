//! The cover that is drawn once and kept.

use super::Progress;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result};

pub(super) fn draw(book: &Book, progress: &dyn Progress, said: &mut Vec<Diagnostic>) -> Result<()> {
    let _ = (book, progress, said);
    Ok(())
}
