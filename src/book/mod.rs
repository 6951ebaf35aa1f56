//! Folder ⇄ [`Book`]: configuration, contents, chapters and what the next import needs.

mod about;
mod budget;
mod config;
mod contents;
mod contents_merge;
mod counts;
mod date;
mod files;
mod hold;
mod ignored;
mod includes;
mod list;
mod merging;
mod names;
mod open;
mod paths;
mod pictures;
mod plan;
mod printing;
mod repairs;
mod restoring;
mod save;
mod settings;
mod settings_write;
mod source;
mod stage;
mod state;
mod summary;
mod summary_write;
mod title;
mod toml;
mod undo;

use crate::chapter::Chapter;
use crate::diagnostic::{Result, Warned};
use crate::mark::Mark;
use crate::restore;
use std::path::{Path, PathBuf};

pub use about::{About, Accessibility, Contributor, Series, Subject};
pub use budget::{Budget, scaled};
pub use config::{Config, CoverChoice, FontChoice, Notes};
pub use contents::{Contents, Entry};
pub use counts::{Counts, counts};
pub use date::is_day;
pub use files::{unwritable, write_atomically};
pub use hold::{Hold, hold, must_be_new_still};
pub use ignored::Ignored;
pub use list::below;
pub use merging::{CONFLICT, Merging};
pub use names::{chapter_files, slug};
pub use paths::{Outside, inside, percent_decoded, percent_encoded, really_inside};
pub use plan::{NewBook, Plan, Planned, Told, plan};
pub(crate) use printing::MM;
pub use printing::{Design, Print, Trim};
pub use repairs::repairs_json;
pub use save::{Saved, may_save, save, would_save};
pub use settings_write::{Given, given as settings};
pub use source::{CARRIED, Carried, SOURCE, Source, is_source, sources};
pub use state::{KeptPage, differs_from_import, edited, edited_since_import, kept_pages};
pub use summary_write::{Heading, write as summary};
pub use title::{first_words, shorten};
pub use undo::{Undone, undo};

/// A book: ordered chapters with metadata, as read from its folder.
#[derive(Debug, Clone)]
pub struct Book {
    /// The folder; editions read pictures from it and write nothing but `dist/`.
    pub folder: PathBuf,
    /// The folder of the chapters, `SUMMARY.md` and `images/`, relative to `folder`: `src`, or empty.
    pub src: String,
    /// `book.toml`, with every default resolved.
    pub config: Config,
    /// The table of contents; each chapter entry names an index of `chapters`.
    pub contents: Contents,
    /// The chapters in the order of the contents, drafts left out.
    pub chapters: Vec<BookChapter>,
}

impl Book {
    /// The file at `path` below [`src`](Self::src), as messages name it: a path below the book folder.
    pub fn file(&self, path: &str) -> String {
        list::below(&self.src, path)
    }
}

/// A chapter and the file it stands in.
#[derive(Debug, Clone)]
pub struct BookChapter {
    /// Its path below `src`, `/` between folders: `001-短标题.md`. Links between chapters use it.
    pub path: String,
    /// Its title for contents: front matter's, else the first heading's words, else its entry's in
    /// SUMMARY.md; an article without a headline shows its first words and ….
    pub title: String,
    /// The chapter.
    pub chapter: Chapter,
    /// What its file held when it was read.
    pub mark: Mark,
}

/// Reads the book in `folder`: its settings, its table of contents and every chapter that names.
///
/// A book needs neither `book.toml` nor `SUMMARY.md`: without the one all defaults hold, without the
/// other every Markdown file is a chapter, in natural order of the names.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when `book.toml` or
/// `SUMMARY.md` cannot be used, with all their faults;
/// [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when a file cannot be read, is not
/// UTF-8, or there is no chapter at all.
pub fn open(folder: &Path) -> Result<Warned<Book>> {
    open::open(folder)
}

/// A book of texts in memory: what would stand in `book.toml`, and the chapters in their order, each
/// with the path that links between them name.
///
/// It lies in no folder, so its pictures are missing, and its cover is not drawn.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when `settings` cannot be
/// used; [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when there is no chapter.
pub fn of_texts(settings: &str, chapters: &[(&str, &str)]) -> Result<Warned<Book>> {
    open::of_texts(settings, chapters)
}

/// The files of the chapters of the book in `folder`, paths below it in the order of the contents;
/// drafts are among them.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when `book.toml` or
/// `SUMMARY.md` cannot be used, [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when the
/// folder cannot be read.
pub fn chapters(folder: &Path) -> Result<Vec<String>> {
    open::chapters(folder)
}

/// The settings of the book in `folder`, without what only the whole book can tell: the title it has
/// when none is given; `language` is what its chapters were found to be in.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when `book.toml` cannot be
/// used.
pub fn config(folder: &Path, language: &str) -> Result<Config> {
    open::config(folder, language)
}

/// Reads one chapter of the book in `folder`, at `path` below its folder `src`; `title` is what the
/// contents call it. `None` for a draft.
///
/// # Errors
/// [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when it cannot be read.
pub fn chapter(
    folder: &Path,
    src: &str,
    path: &str,
    title: &str,
) -> Result<Warned<Option<BookChapter>>> {
    open::chapter(folder, src, path, title)
}

/// What `[restore]` in `book.toml` of `folder` says of restoration; the defaults where there is none.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when `book.toml` cannot be
/// used, with all its faults.
pub fn restoring(folder: &Path) -> Result<restore::Options> {
    Ok(open::read_settings(folder)?.restore)
}
