//! Book folder → editions.

use super::before::{self, Before, Reading};
use super::publish::Growing;
use super::{Progress, Step, go_on};
use crate::book::{self, Book};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::epub::{self, Profile};
use crate::mark::Mark;
use crate::media::Gallery;
use crate::{html, print};
use std::collections::BTreeSet;
use std::io::Write;
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
    /// The program at work, by the mark of its file. What it built before is taken over where nothing
    /// changed; without a mark, everything is made anew and nothing is remembered.
    pub maker: Option<Mark>,
    /// Make nothing of a book with conflicts that nobody has settled.
    pub strict: bool,
    /// Also print `NAME.pdf`, with this browser.
    #[cfg(feature = "pdf")]
    pub pdf: Option<crate::pdf::Wanted>,
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
/// When the book cannot be read, holds conflicts (with `strict`), or its editions cannot be written; the old ones are untouched then.
pub fn build(
    folder: &Path,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<Warned<Built>> {
    build_with(folder, options, &|_, _| {}, progress)
}

/// The same of the book after `change`, which sees what was said of it so far.
pub(super) fn build_with(
    folder: &Path,
    options: &BuildOptions,
    change: &dyn Fn(&mut Book, &mut Vec<Diagnostic>),
    progress: &dyn Progress,
) -> Result<Warned<Built>> {
    let mut said = Vec::new();
    let maker = options
        .maker
        .filter(|_| options.only != Some(Edition::Print));
    let before = maker.map(|maker| Reading::begin(folder, maker));
    let mut book = open(folder, options.modified.as_deref(), progress, &mut said)?;
    if options.strict && said.iter().any(|one| one.code == book::CONFLICT) {
        said.retain(|one| one.code == book::CONFLICT);
        return Err(Error::many(ErrorKind::Input, said));
    }
    change(&mut book, &mut said);
    // a browser that is missing is better known before the work than after it
    #[cfg(feature = "pdf")]
    let browser = super::pdf::browser(&book, options)?;
    #[cfg(feature = "cover")]
    if options.only != Some(Edition::Print) {
        super::cover::draw(&book, progress, &mut said)?;
    }
    progress.begin(Step::Editions, 0);
    let to = options.output.clone();
    let to = to.unwrap_or_else(|| folder.join("dist"));
    let mut growing = Growing::begin(&to)?;
    let files = growing_files(&book, options, &mut growing)?;
    let edition = to.join(options.profile.file_name(&book.config.slug));
    let before = before.map(|before| before.finish(&edition));
    let gallery = Gallery::of(&book, Some(to.clone()));
    let made = editions(
        &book,
        &gallery,
        options.profile,
        files,
        before.as_ref(),
        &mut said,
    );
    let record = made.map_err(|error| growing.fault(error))?;
    // the old edition must be let go before another one takes its name
    drop(before);
    go_on(progress)?;
    #[cfg(feature = "pdf")]
    if let Some(browser) = browser {
        let place = (to.as_path(), &mut growing);
        let printed = super::pdf::print(&book, &gallery, &browser, place, progress);
        said.extend(printed.map_err(|error| growing.fault(error))?);
        say_once(&mut said);
    }

    progress.begin(Step::Publish, 0);
    let published = growing.publish()?;
    if let Some(record) = record {
        before::remember(folder, record);
    }
    go_on(progress)?;
    let made = published.into_iter().map(|(path, bytes)| Made {
        path,
        bytes: bytes as usize,
    });
    Ok(Warned {
        value: Built {
            title: book.config.title.clone(),
            chapters: book.chapters.len(),
            files: made.collect(),
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

/// Where the editions go; those without a place are not made.
#[derive(Default)]
pub(super) struct Places {
    pub(super) epub: Option<Place>,
    /// The page and the bundle.
    pub(super) print: Option<(Place, Place)>,
}

type Place = Box<dyn Write + Send>;

impl Places {
    /// Nowhere: the editions are made and thrown away, for what there is to say about them.
    pub(super) fn nowhere() -> Self {
        let nowhere = || Box::new(std::io::sink());
        Self {
            epub: Some(nowhere()),
            print: Some((nowhere(), nowhere())),
        }
    }
}

fn growing_files(book: &Book, options: &BuildOptions, growing: &mut Growing) -> Result<Places> {
    let (only, name) = (options.only, &book.config.slug);
    let mut places = Places::default();
    if only != Some(Edition::Print) {
        places.epub = Some(Box::new(growing.file(&options.profile.file_name(name))?));
    }
    if only != Some(Edition::Epub) {
        let page = growing.file(&format!("{name}-print.html"))?;
        let bundle = growing.file(&format!("{name}-print.zip"))?;
        places.print = Some((Box::new(page), Box::new(bundle)));
    }
    Ok(places)
}

/// Makes the editions side by side, with the pictures of `gallery`; what both of them found is said
/// once. The value is the record of the EPUB, where one was made with what is known of the one `before`.
pub(super) fn editions(
    book: &Book,
    gallery: &Gallery,
    profile: Profile,
    places: Places,
    before: Option<&Before>,
    said: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<u8>>> {
    html::prepare_pictures(book, gallery);
    let Places { epub, print } = places;
    let (epub, print) = rayon::join(
        || {
            epub.map(|mut place| {
                let (maker, kept) = before.map_or((Mark::default(), None), Before::parts);
                epub::rewrite(book, gallery, profile, maker, kept, &mut place)
            })
        },
        || print.map(|(mut page, mut bundle)| print::write(book, gallery, &mut page, &mut bundle)),
    );
    let mut found = Vec::new();
    let record = match epub {
        Some(made) => Some(made?.unpack(&mut found).record),
        None => None,
    };
    if let Some(made) = print {
        made?.unpack(&mut found);
    }
    say_once(&mut found);
    said.extend(found);
    Ok(record.filter(|_| before.is_some()))
}

/// Keeps of those who say the same of the same place the first.
fn say_once(said: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    said.retain(|one| seen.insert((one.code, one.location.clone(), one.message.en.clone())));
}
