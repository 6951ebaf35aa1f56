//! The two halves of the program, each on one screen: pages → book folder, book folder → editions.

#[cfg(feature = "cover")]
mod cover;
mod input;
mod moment;
mod progress;
mod publish;
mod starter;
mod trace;

use crate::book::{self, Book};
use crate::chapter::{self, Written};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::restore::{self, Article};
use crate::say;
use crate::source::Page;
use crate::text::{Account, Ledger, account};
use crate::{check, epub, export, print, typography};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use input::{PageFile, load};
pub use moment::moment;
pub use progress::{Progress, Silent, Step};

/// What the user told `import`.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The book's title.
    pub title: Option<String>,
    /// The printed label of the pages, `A04`.
    pub label: Option<String>,
    /// What restoration may be told.
    pub restore: restore::Options,
    /// Write over chapters that a person has edited.
    pub force: bool,
    /// Write nothing.
    pub dry_run: bool,
    /// A folder for the result of every stage as readable text.
    pub trace: Option<PathBuf>,
}

/// What an import made.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The book folder.
    pub folder: PathBuf,
    /// The names of the pages in `pages/`, in the order of the book.
    pub pages: Vec<String>,
    /// How many articles they hold.
    pub articles: usize,
    /// Where each character went.
    pub account: Account,
    /// How many repairs each rule made or held back.
    pub repairs: BTreeMap<&'static str, usize>,
    /// How many of them a person should look at.
    pub doubts: usize,
}

/// Imports the pages `files` into the book `folder`: restores every article and writes it as a
/// chapter to edit. In a book that exists, pages of the same name are replaced, others appended.
///
/// # Errors
/// When a page cannot be used, no page holds an article, the folder cannot be written or holds
/// edited chapters, or (a fault of ours) a character of a page is not accounted for. Nothing is
/// written then.
pub fn import(
    files: Vec<PageFile>,
    options: &ImportOptions,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Warned<Imported>> {
    let mut said = Vec::new();
    let pages = input::pages(files, options.label.as_deref(), progress, &mut said)?;

    progress.begin(Step::Restore, 0);
    let mut ledger = Ledger::default();
    let restored = restore::restore(&pages, &options.restore, &mut ledger);
    said.extend(without_articles(&pages, &restored.articles)?);
    let articles = set(restored.articles.clone(), &mut ledger);
    let account = accounted(&pages, &articles, &ledger)?;
    let written: Vec<Written> = articles.iter().map(|a| write(a, &pages)).collect();
    if let Some(into) = &options.trace {
        trace::write(
            into,
            &pages,
            &restored.articles,
            &articles,
            &written,
            &ledger,
        )?;
    }
    go_on(progress)?;
    if !options.dry_run {
        progress.begin(Step::Save, 0);
        go_on(progress)?;
    }
    let imported = Imported {
        folder: folder.to_owned(),
        pages: pages.iter().map(|page| page.file.clone()).collect(),
        articles: articles.len(),
        account,
        repairs: by_rule(&ledger),
        doubts: ledger.doubts().count(),
    };
    Ok(Warned {
        value: imported,
        diagnostics: said,
    })
}

fn by_rule(ledger: &Ledger) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for repair in &ledger.repairs {
        *counts.entry(repair.rule).or_default() += 1;
    }
    counts
}

fn set(articles: Vec<Article>, ledger: &mut Ledger) -> Vec<Article> {
    let articles = articles.into_iter();
    articles.map(|one| typography::set(one, ledger)).collect()
}

fn write(article: &Article, pages: &[Page]) -> Written {
    let file = &pages[article.page.index()].file;
    chapter::write(article, &format!("pages/{file}"))
}

/// Proves that nothing of `pages` was lost (see [`crate::text::account`]).
fn accounted(pages: &[Page], articles: &[Article], ledger: &Ledger) -> Result<Account> {
    let texts: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    let used = articles.iter().flat_map(Article::texts);
    account(&texts, used, ledger).map_err(|fault| {
        let page = &pages[fault.at.page.index()];
        let word = &page.text[fault.at.range()];
        let message = if fault.twice {
            say!("`{word}` was used twice", "`{word}` 被用了两次")
        } else {
            say!("`{word}` was lost", "`{word}` 丢失了")
        };
        let place = crate::diagnostic::Location::within(&page.file, &page.text, fault.at.range());
        let cure = say!(
            "this is a fault of offprint: please report it with the page",
            "这是 offprint 的错误：请连同版面文件一起报告"
        );
        let diagnostic = Diagnostic::error("import/unaccounted", message);
        Error::new(ErrorKind::Account, diagnostic.at(place).cure(cure))
    })
}

/// A warning for each page without an article; an error when no page has one.
fn without_articles(pages: &[Page], articles: &[Article]) -> Result<Vec<Diagnostic>> {
    let with: BTreeSet<_> = articles.iter().map(|article| article.page).collect();
    let empty = pages.iter().filter(|page| !with.contains(&page.id));
    let found = empty.map(|page| {
        let file = &page.file;
        let message = say!("no article on `{file}`", "`{file}` 上没有文章");
        let cure = say!(
            "an article is at least one paragraph of running text; is this the text of a newspaper page?",
            "一篇文章至少要有一段正文；这是报纸版面的文字吗？"
        );
        (message, cure)
    });
    if with.is_empty() {
        let faults = found.map(|(m, cure)| Diagnostic::error("import/no-article", m).cure(cure));
        return Err(Error::many(ErrorKind::Input, faults.collect()));
    }
    Ok(found
        .map(|(m, cure)| Diagnostic::warning("import/no-article", m).cure(cure))
        .collect())
}

/// Stops a run that the user wants stopped.
fn go_on(progress: &dyn Progress) -> Result<()> {
    if progress.interrupted() {
        return Err(Error::many(ErrorKind::Interrupted, Vec::new()));
    }
    Ok(())
}

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
    /// Where the editions go; `dist` in the book folder when not given.
    pub output: Option<PathBuf>,
    /// The moment that overrides `modified` of `book.toml`, see [`moment`].
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
        cover::draw(&book, progress, &mut said)?;
    }
    progress.begin(Step::Editions, 0);
    let files = editions(&book, options.only, &mut said)?;
    go_on(progress)?;

    progress.begin(Step::Publish, files.len());
    let to = options.output.clone();
    let paths = publish::publish(&to.unwrap_or_else(|| folder.join("dist")), &files)?;
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
fn open(
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

/// Makes the editions side by side; what both of them found is said once.
fn editions(
    book: &Book,
    only: Option<Edition>,
    said: &mut Vec<Diagnostic>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let name = &book.config.slug;
    let (epub, print) = rayon::join(
        || (only != Some(Edition::Print)).then(|| epub::write(book)),
        || (only != Some(Edition::Epub)).then(|| print::bundle(book)),
    );
    let mut files = Vec::new();
    let mut found = Vec::new();
    if let Some(epub) = epub {
        files.push((format!("{name}.epub"), epub?.unpack(&mut found)));
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

/// Looks at the book in `folder`: what the rules of [`crate::check`] find, and all that a build
/// would say. The value is the number of chapters.
///
/// # Errors
/// When the book cannot be read.
pub fn check(folder: &Path, progress: &dyn Progress) -> Result<Warned<usize>> {
    let mut said = Vec::new();
    let book = open(folder, None, progress, &mut said)?;
    progress.begin(Step::Editions, 0);
    editions(&book, None, &mut said)?;
    said.extend(check::check(&book));
    said.sort_by(|a, b| a.location.cmp(&b.location));
    Ok(Warned {
        value: book.chapters.len(),
        diagnostics: said,
    })
}

/// Writes the chapters of the book in `folder` as plain Markdown into the new folder `output`. The
/// value is the number of files.
///
/// # Errors
/// When the book cannot be read, or `output` holds files already or cannot be written.
pub fn export(folder: &Path, output: &Path, progress: &dyn Progress) -> Result<Warned<usize>> {
    let mut said = Vec::new();
    let book = open(folder, None, progress, &mut said)?;
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
