//! Writing the chapters of a book in their one form.

use super::{Progress, Step, go_on};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::{book, format, say};
use rayon::prelude::*;
use std::path::Path;

/// What formatting did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// How many chapters were looked at.
    pub chapters: usize,
    /// The files that are not in the one form: paths below the book folder.
    pub changed: Vec<String>,
}

/// Puts the chapters of the book in `folder` into the one form, or with `look_only` says which are not;
/// see [`crate::format`].
///
/// # Errors
/// When the book or a chapter cannot be read, or a chapter cannot be written; each is written whole or
/// not at all.
pub fn format(
    folder: &Path,
    look_only: bool,
    progress: &dyn Progress,
) -> Result<Warned<Formatted>> {
    let files = book::chapters(folder)?;
    progress.begin(Step::Open, files.len());
    let formatted = files.par_iter().map(|file| {
        let path = folder.join(file);
        let text = std::fs::read(&path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()))
            .map_err(|reason| unreadable(file, &reason))?;
        let (new, said) = format::file(&text, file);
        progress.advance();
        Ok((file, (new != text).then_some(new), said))
    });
    let formatted: Vec<_> = formatted.collect::<Result<_>>()?;
    go_on(progress)?;
    let mut changed = Vec::new();
    let mut diagnostics = Vec::new();
    for (file, new, said) in formatted {
        diagnostics.extend(said);
        let Some(new) = new else { continue };
        if look_only {
            diagnostics.push(otherwise(file));
        } else {
            book::write_atomically(&folder.join(file), new.as_bytes())?;
        }
        changed.push(file.clone());
    }
    Ok(Warned {
        value: Formatted {
            chapters: files.len(),
            changed,
        },
        diagnostics,
    })
}

fn otherwise(file: &str) -> Diagnostic {
    let message = say!("this chapter would be formatted", "这一章需要整理格式");
    let cure = say!("run `offprint fmt`", "请运行 `offprint fmt`");
    let at = Location::file(file);
    Diagnostic::error("fmt/otherwise", message)
        .at(at)
        .cure(cure)
}

fn unreadable(file: &str, reason: &str) -> Error {
    let message = say!(
        "cannot read `{file}`: {reason}",
        "无法读取 `{file}`：{reason}"
    );
    let diagnostic = Diagnostic::error("fmt/unreadable", message).at(Location::file(file));
    Error::new(ErrorKind::Input, diagnostic)
}
