//! The two halves of the program, each on one screen: [`import`] makes a book folder of pages,
//! [`build`] makes editions of a book folder, [`import_epub`] a book folder of an edition. Beside them what else is done with a book.

mod before;
mod build;
mod check;
#[cfg(feature = "cover")]
mod cover;
mod format;
mod import;
mod input;
mod mdbook;
mod moment;
#[cfg(feature = "pdf")]
mod pdf;
mod progress;
mod publish;
mod recheck;
mod starter;
mod trace;
mod unbind;

use crate::diagnostic::{Error, ErrorKind, Result, Warned};
use crate::export;
use std::path::Path;

pub use build::{BuildOptions, Built, Edition, Made, build};
pub use check::{Checked, Fixes, check, check_epub, fix};
pub use format::{Formatted, format};
pub use import::{ImportOptions, Imported, Merged, import};
pub use input::{PageFile, load};
pub use mdbook::build_for_mdbook;
pub use moment::moment;
pub use progress::{Progress, Silent, Step};
pub use unbind::{Unbound, import_epub};

/// Writes the chapters of the book in `folder` in `form` into the new folder `output`. The value is the
/// number of files.
///
/// # Errors
/// When the book cannot be read, or `output` holds files already or cannot be written.
pub fn export(
    folder: &Path,
    form: export::Form,
    output: &Path,
    progress: &dyn Progress,
) -> Result<Warned<usize>> {
    let mut said = Vec::new();
    let book = build::open(folder, None, progress, &mut said)?;
    publish::must_be_new(output)?;
    let files = export::export(&book, form, &mut said)?;
    go_on(progress)?;
    progress.begin(Step::Publish, files.len());
    publish::publish(output, &files)?;
    Ok(Warned {
        value: files.len(),
        diagnostics: said,
    })
}

/// Writes a small book to begin with into the new folder `folder`, in Chinese or in English.
///
/// # Errors
/// When `folder` holds files already or cannot be written.
pub fn start(folder: &Path, chinese: bool) -> Result<()> {
    publish::must_be_new(folder)?;
    publish::publish(folder, &starter::files(chinese)).map(drop)
}

/// Stops a run that the user wants stopped.
fn go_on(progress: &dyn Progress) -> Result<()> {
    if progress.interrupted() {
        return Err(Error::many(ErrorKind::Interrupted, Vec::new()));
    }
    Ok(())
}
