//! Book folder → editions.

use super::{Progress, Step, go_on, publish};
use crate::book::{self, Book};
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::epub::{self, Profile};
use crate::media::Gallery;
use crate::{html, print};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One of the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// `NAME.epub`.
    Epub,
    /// `NAME-print.html` and `NAME-print.zip`.
    Print,
}

/// What the user told `build`.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Make this edition only.
    pub only: Option<Edition>,
    /// Whom the EPUB is for.
    pub profile: Profile,
    /// Where the editions go; `dist` in the book folder when not given.
    pub output: Option<PathBuf>,
    /// The moment that overrides `modified` of `book.toml`, see [`moment`](crate::pipeline::moment()).
    pub modified: Option<String>,
}

/// An edition's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: usize,
}

/// What a build made.
#[derive(Debug, Clone)]
pub struct Built {
    /// The book's title.
    pub title: String,
    /// How many chapters it has.
    pub chapters: usize,
    /// The files of the editions.
    pub files: Vec<Made>,
}

/// Builds the editions of the book in `folder`. They are made even where diagnostics are errors:
/// a dead link makes a worse book, not none.
///
/// # Errors
/// When the book cannot be read or its editions cannot be written; the old ones are untouched then.
pub fn build(
    folder: &Path,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<Warned<Built>> {
    let mut said = Vec::new();
    let book = open(folder, options.modified.as_deref(), progress, &mut said)?;
    #[cfg(feature = "cover")]
    if options.only != Some(Edition::Print) {
        super::cover::draw(&book, progress, &mut said)?;
    }
    progress.begin(Step::Editions, 0);
    let to = options.output.clone();
    let to = to.unwrap_or_else(|| folder.join("dist"));
    let workshop = publish::workshop(&to)?;
    let files = editions(&book, options, Some(workshop), &mut said)?;
    go_on(progress)?;

    progress.begin(Step::Publish, files.len());
    let paths = publish::publish(&to, &files)?;
    go_on(progress)?;
    let sizes = files.iter().map(|(_, bytes)| bytes.len());
    let made = paths.into_iter().zip(sizes);
    Ok(Warned {
        value: Built {
            title: book.config.title.clone(),
            chapters: book.chapters.len(),
            files: made.map(|(path, bytes)| Made { path, bytes }).collect(),
        },
        diagnostics: said,
    })
}

/// Reads the book and whatever there is to say about it.
pub(super) fn open(
    folder: &Path,
    modified: Option<&str>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<Book> {
    progress.begin(Step::Open, 0);
    let mut book = book::open(folder)?.unpack(said);
    if let Some(modified) = modified {
        modified.clone_into(&mut book.config.modified);
    }
    go_on(progress)?;
    Ok(book)
}

/// Makes the editions side by side; what both of them found is said once. Without a `workshop`, a
/// folder for what waits to be put into them, their pictures are judged only.
pub(super) fn editions(
    book: &Book,
    options: &BuildOptions,
    workshop: Option<PathBuf>,
    said: &mut Vec<Diagnostic>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let (only, profile) = (options.only, options.profile);
    let name = &book.config.slug;
    let gallery = Gallery::of(book, workshop);
    html::prepare_pictures(book, &gallery);
    let (epub, print) = rayon::join(
        || (only != Some(Edition::Print)).then(|| epub::write(book, &gallery, profile)),
        || (only != Some(Edition::Epub)).then(|| print::bundle(book, &gallery)),
    );
    let mut files = Vec::new();
    let mut found = Vec::new();
    if let Some(epub) = epub {
        files.push((profile.file_name(name), epub?.unpack(&mut found)));
    }
    if let Some(print) = print {
        let bundle = print?.unpack(&mut found);
        files.push((format!("{name}-print.html"), bundle.html));
        files.push((format!("{name}-print.zip"), bundle.zip));
    }
    let mut seen = BTreeSet::new();
    found.retain(|one| seen.insert((one.code, one.location.clone(), one.message.en.clone())));
    said.extend(found);
    Ok(files)
}
