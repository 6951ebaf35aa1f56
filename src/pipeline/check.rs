//! Looking at a book, and putting right what can be put right unasked.

use super::recheck::{self, Stamps};
use super::{Progress, Step, build};
use crate::book::Ignored;
use crate::check::Seen;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::epub::Profile;
use crate::mark::Mark;
use crate::media::Gallery;
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
/// What the program with the mark `maker` found is remembered beside a large book, so that the next time
/// only chapters that changed are looked at; without a mark everything is, and nothing is remembered.
///
/// # Errors
/// When the book cannot be read.
pub fn check(
    folder: &Path,
    maker: Option<Mark>,
    progress: &dyn Progress,
) -> Result<Warned<Checked>> {
    let stamps = maker.map(|maker| (maker, Stamps::of(folder)));
    if let Some((maker, stamps)) = &stamps
        && let Some((value, diagnostics)) = recheck::recheck(folder, *maker, stamps)
    {
        return Ok(Warned { value, diagnostics });
    }
    let mut said = Vec::new();
    let book = build::open(folder, None, progress, &mut said)?;
    progress.begin(Step::Editions, 0);
    let nowhere = build::Places::nowhere();
    // pictures are judged, and their bytes forgotten
    let gallery = Gallery::of(&book, None);
    build::editions(&book, &gallery, Profile::Generic, nowhere, None, &mut said)?;
    let seen = check::chapters(&book);
    let looked = Looked {
        whole: check::whole(&book, &seen),
        said,
        seen,
        edited: book::edited_since_import(folder, &book.src)?,
    };
    if let Some((maker, stamps)) = &stamps {
        recheck::remember(&book, *maker, stamps, &looked);
    }
    let (value, diagnostics) = looked.told(&book.config.ignored);
    Ok(Warned { value, diagnostics })
}

/// All that was seen of a book.
pub(super) struct Looked {
    /// What a build says.
    pub(super) said: Vec<Diagnostic>,
    /// What the rules saw of each chapter, and found in the book as a whole.
    pub(super) seen: Vec<Seen>,
    pub(super) whole: Vec<Diagnostic>,
    /// Files edited since the import.
    pub(super) edited: Vec<String>,
}

impl Looked {
    /// Everything in the order of the files and lines, what is `ignored` left out.
    pub(super) fn told(self, ignored: &[Ignored]) -> (Checked, Vec<Diagnostic>) {
        let chapters = self.seen.len();
        let mut all = self.said;
        all.extend(self.whole);
        all.extend(self.seen.into_iter().flat_map(|one| one.found));
        all.extend(edited(&self.edited));
        let before = all.len();
        check::ignore(ignored, &mut all);
        let stale = all.iter().filter(|one| one.code == check::STALE).count();
        all.sort_by(|a, b| a.location.cmp(&b.location));
        let ignored = before + stale - all.len();
        (Checked { chapters, ignored }, all)
    }
}

/// Puts right in the book in `folder` what can be put right without changing a word, and looks again.
///
/// # Errors
/// When the book cannot be read, or a chapter not written; chapters are written whole or not at all.
pub fn fix(folder: &Path, progress: &dyn Progress) -> Result<Warned<Fixes>> {
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    let mut looked = check(folder, None, progress)?;
    for _ in 0..ROUNDS {
        if !put_right(folder, &looked.diagnostics, &mut files)? {
            break;
        }
        looked = check(folder, None, progress)?;
    }
    let Warned { value, diagnostics } = looked;
    Ok(Warned {
        value: Fixes {
            files,
            checked: value,
        },
        diagnostics,
    })
}

/// Puts the replacements of `found` into the chapters, and counts them by file; whether there were any.
fn put_right(
    folder: &Path,
    found: &[Diagnostic],
    files: &mut BTreeMap<String, usize>,
) -> Result<bool> {
    let mut of_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in found.iter().filter(|one| one.replacement.is_some()) {
        if let Some(at) = &one.location {
            of_file.entry(&at.file).or_default().push(one);
        }
    }
    let mut any = false;
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
            any = true;
        }
    }
    Ok(any)
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
fn edited(files: &[String]) -> Option<Diagnostic> {
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
    (count > 0).then_some(note)
}
