//! Looking at a book, and putting right what can be put right unasked.

use super::{Progress, Step, build};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::epub::Profile;
use crate::{book, check, say};
use std::collections::BTreeMap;
use std::path::Path;

/// What a check looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// How many chapters the book has.
    pub chapters: usize,
    /// How many finds `[check] ignore` of book.toml kept back.
    pub ignored: usize,
}

/// What was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixes {
    /// The files that were written, with the number of places in each.
    pub files: BTreeMap<String, usize>,
    /// What a check says of the book now.
    pub checked: Checked,
}

/// How often the book is looked at again after a fix: one may uncover another.
const ROUNDS: usize = 4;

/// Looks at the book in `folder`: what the rules of [`crate::check`] find, and all that a build
/// would say, what `[check] ignore` names left out.
///
/// # Errors
/// When the book cannot be read.
pub fn check(folder: &Path, progress: &dyn Progress) -> Result<Warned<Checked>> {
    let mut said = Vec::new();
    let book = build::open(folder, None, progress, &mut said)?;
    progress.begin(Step::Editions, 0);
    build::editions(
        &book,
        Profile::Generic,
        build::Places::nowhere(),
        None,
        None,
        &mut said,
    )?;
    said.extend(check::check(&book));
    said.extend(edited(folder, &book.src)?);
    let before = said.len();
    check::ignore(&book.config.ignored, &mut said);
    let stale = said.iter().filter(|one| one.code == check::STALE).count();
    said.sort_by(|a, b| a.location.cmp(&b.location));
    Ok(Warned {
        value: Checked {
            chapters: book.chapters.len(),
            ignored: before + stale - said.len(),
        },
        diagnostics: said,
    })
}

/// Puts right in the book in `folder` what can be put right without changing a word, and looks again.
///
/// # Errors
/// When the book cannot be read, or a chapter not written; chapters are written whole or not at all.
pub fn fix(folder: &Path, progress: &dyn Progress) -> Result<Warned<Fixes>> {
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let found = check(folder, progress)?.diagnostics;
        let mut of_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for one in found.iter().filter(|one| one.replacement.is_some()) {
            if let Some(at) = &one.location {
                of_file.entry(&at.file).or_default().push(one);
            }
        }
        let mut count = 0;
        for (file, found) in of_file {
            let path = folder.join(file);
            // a chapter that cannot be read any more is none to put right
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let fixed = check::fixed(&text, found);
            if fixed.count > 0 {
                book::write_atomically(&path, fixed.text.as_bytes())?;
                *files.entry(file.to_owned()).or_default() += fixed.count;
                count += fixed.count;
            }
        }
        if count == 0 {
            break;
        }
    }
    let Warned { value, diagnostics } = check(folder, progress)?;
    Ok(Warned {
        value: Fixes {
            files,
            checked: value,
        },
        diagnostics,
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
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
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
