//! The two halves of the program, each on one screen: [`import`] makes a book folder of pages,
//! [`build`] makes editions of a book folder, [`import_epub`] a book folder of an edition. Beside them what else is done with a book.

mod build;
#[cfg(feature = "cover")]
mod cover;
mod import;
mod input;
mod moment;
mod progress;
mod publish;
mod starter;
mod trace;
mod unbind;

use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::epub::Profile;
use crate::{book, check, export, say};
use std::path::Path;

pub use build::{BuildOptions, Built, Edition, Made, build};
pub use import::{ImportOptions, Imported, import};
pub use input::{PageFile, load};
pub use moment::moment;
pub use progress::{Progress, Silent, Step};
pub use unbind::{Unbound, import_epub};

/// Looks at the book in `folder`: what the rules of [`crate::check`] find, and all that a build
/// would say. The value is the number of chapters.
///
/// # Errors
/// When the book cannot be read.
pub fn check(folder: &Path, progress: &dyn Progress) -> Result<Warned<usize>> {
    let mut said = Vec::new();
    let book = build::open(folder, None, progress, &mut said)?;
    progress.begin(Step::Editions, 0);
    build::editions(
        &book,
        Profile::Generic,
        build::Places::nowhere(),
        None,
        &mut said,
    )?;
    said.extend(check::check(&book));
    said.extend(edited(folder, &book.src)?);
    said.sort_by(|a, b| a.location.cmp(&b.location));
    Ok(Warned {
        value: book.chapters.len(),
        diagnostics: said,
    })
}

/// Looks at the EPUB `file`, whoever made it. The value is the number of its documents.
///
/// # Errors
/// When the file cannot be read.
pub fn check_epub(file: &Path, progress: &dyn Progress) -> Result<Warned<usize>> {
    progress.begin(Step::Open, 0);
    let shown = crate::source::shown(file);
    let bytes = read(file)?;
    Ok(check::check_epub(&shown, &bytes))
}

/// Reads the EPUB `file`.
fn read(file: &Path) -> Result<Vec<u8>> {
    let shown = crate::source::shown(file);
    std::fs::read(file).map_err(|error| {
        let message = say!(
            "cannot read `{shown}`: {error}",
            "无法读取 `{shown}`：{error}"
        );
        Error::new(
            ErrorKind::Input,
            Diagnostic::error("epub/unreadable", message),
        )
    })
}

/// Which chapters a person changed since the import: `review.html` shows them as import wrote them.
fn edited(folder: &Path, src: &str) -> Result<Option<Diagnostic>> {
    let files = book::edited_since_import(folder, src)?;
    let count = files.len();
    let list = files.join("`, `");
    let message = say!(
        "{count} file(s) edited since the import: `{list}`",
        "导入之后有 {count} 个文件改动过：`{list}`"
    );
    let cure = say!(
        "nothing to do: `review.html` shows them as they were imported",
        "不必处理：`review.html` 中是它们导入时的样子"
    );
    let note = Diagnostic::note("check/edited", message).cure(cure);
    Ok((count > 0).then_some(note))
}

/// Writes the chapters of the book in `folder` as plain Markdown into the new folder `output`. The
/// value is the number of files.
///
/// # Errors
/// When the book cannot be read, or `output` holds files already or cannot be written.
pub fn export(folder: &Path, output: &Path, progress: &dyn Progress) -> Result<Warned<usize>> {
    let mut said = Vec::new();
    let book = build::open(folder, None, progress, &mut said)?;
    publish::must_be_new(output)?;
    let files = export::plain(&book, &mut said)?;
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
