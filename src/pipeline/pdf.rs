//! The print edition → `NAME.pdf`.

use super::publish::Growing;
use super::{BuildOptions, Progress, Step};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result};
use crate::media::Gallery;
use crate::pdf;
use std::path::{Path, PathBuf};

/// The browser to print with, when `options` want a PDF.
///
/// # Errors
/// When there is none.
pub(super) fn browser(book: &Book, options: &BuildOptions) -> Result<Option<PathBuf>> {
    let named = book.config.print.browser.as_deref();
    let wanted = options.pdf.as_ref();
    wanted.map(|wanted| pdf::find(wanted, named)).transpose()
}

/// Prints the book with `browser` into a file among those that are growing in a folder; what there is
/// to say about it.
///
/// # Errors
/// When the browser fails or is stopped, or the file cannot be written.
pub(super) fn print(
    book: &Book,
    gallery: &Gallery,
    browser: &Path,
    (folder, growing): (&Path, &mut Growing),
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>> {
    let name = format!("{}.pdf", book.config.slug);
    let mut file = growing.file(&name)?;
    // a fixed name, as all that is temporary has: what a killed run left behind is written over
    let workshop = folder.join(format!(".{name}.work"));
    let printed = pdf::write(
        book,
        gallery,
        browser,
        &workshop,
        &Watched(progress),
        &mut file,
    );
    Ok(printed?.diagnostics)
}

struct Watched<'a>(&'a dyn Progress);

impl pdf::Watch for Watched<'_> {
    fn pass(&self, pass: usize) {
        let step = if pass == 1 { Step::Proof } else { Step::Print };
        self.0.begin(step, 0);
    }

    fn interrupted(&self) -> bool {
        self.0.interrupted()
    }
}
