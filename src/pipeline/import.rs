//! Pages → book folder.

use super::{PageFile, Progress, Step, go_on, input, trace};
use crate::book::{self, NewBook, Plan, Planned, Told};
use crate::chapter::{self, Written};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Severity, Warned};
use crate::restore::{self, Article, FurnitureChoice};
use crate::review::{self, Desk, Proof};
use crate::say;
use crate::source::Page;
use crate::text::{Account, Ledger, account};
use crate::typography;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the user told `import`.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// What is known of the pages. How to restore them is read from `[restore]` of the book's book.toml.
    pub told: Told,
    /// The printed label of the pages, `A04`.
    pub label: Option<String>,
    /// Replace chapters that a person has edited, rather than merge with them.
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
    /// The chapter of each article, below the book folder.
    pub chapters: Vec<String>,
    /// What became of the chapters where they were merged with a person's work; `None` where they were
    /// written as they are.
    pub merged: Option<Merged>,
    /// Where each character went.
    pub account: Account,
    /// How many repairs each rule made or held back.
    pub repairs: BTreeMap<&'static str, usize>,
    /// How many of them a person should look at.
    pub doubts: usize,
}

/// What came of merging an import with a person's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// How many chapters changed.
    pub changed: usize,
    /// How many conflicts were marked.
    pub conflicts: usize,
}

/// Imports the pages `files` into the book `folder`: restores every article and writes it as a
/// chapter to edit. In a book that exists, pages of the same name are replaced, others appended, and what
/// a person made of the chapters is merged with what is written now ([`crate::merge`]).
///
/// # Errors
/// When a page cannot be used, no page holds an article, the folder cannot be written or another run
/// writes into it, or (a fault of ours) a character of a page is not accounted for. Nothing is
/// written then.
pub fn import(
    files: Vec<PageFile>,
    options: &ImportOptions,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Warned<Imported>> {
    let mut said = Vec::new();
    // until the end: what is read of the folder now is what is written over then
    let held = if options.dry_run {
        said.extend(refused(folder));
        None
    } else {
        // what is no book is not touched, not even by a lock
        book::would_save(folder)?;
        let held = book::hold(folder)?;
        book::may_save(folder)?;
        held
    };
    let label = options.label.as_deref();
    let pages = input::pages(files, book::kept_pages(folder)?, label, progress, &mut said)?;

    let restoring = restore::Options {
        lang: options.told.lang.clone(),
        paper: options.told.paper.clone(),
        date: options.told.date.clone(),
        ..book::restoring(folder)?
    };

    progress.begin(Step::Restore, 0);
    let mut ledger = Ledger::default();
    let restored = restore::restore(&pages, &restoring, &mut ledger);
    said.extend(without_articles(&pages, &restored.articles)?);
    let articles = set(restored.articles.clone(), &mut ledger);
    let account = accounted(&pages, &articles, &ledger)?;
    let written: Vec<Written> = articles.iter().map(|one| write(one, &pages)).collect();
    go_on(progress)?;
    if let Some(into) = &options.trace {
        trace::write(
            into,
            &pages,
            restore::reading(&pages, &restoring),
            &restored.articles,
            &articles,
            &written,
            &ledger,
        )?;
    }

    let new = NewBook {
        pages: &pages,
        issues: &restored.pages,
        articles: &articles,
        written: &written,
        ledger: &ledger,
        account: &account,
        told: &options.told,
    };
    let dropped = restoring.furniture == FurnitureChoice::Drop;
    let review = |plan: &Plan, edited: &[String]| reviewed(&new, plan, edited, dropped);
    if held.is_none() && !options.dry_run {
        // another run may have made the folder meanwhile, and what it wrote was not read
        book::must_be_new_still(folder)?;
    }
    let (chapters, merged) = save(&new, options, folder, &review, progress, &mut said)?;
    let imported = Imported {
        folder: folder.to_owned(),
        pages: pages.iter().map(|page| page.file.clone()).collect(),
        chapters,
        merged,
        repairs: by_rule(&ledger),
        doubts: ledger.doubts().count(),
        account,
    };
    Ok(Warned {
        value: imported,
        diagnostics: said,
    })
}

/// Why an import that writes would be refused, as warnings for one that does not.
fn refused(folder: &Path) -> Vec<Diagnostic> {
    let refusal = book::would_save(folder).err();
    let faults = refusal.map_or_else(Vec::new, Error::into_diagnostics);
    let faults = faults.into_iter().map(|fault| Diagnostic {
        severity: Severity::Warning,
        ..fault
    });
    faults.collect()
}

/// Writes the book, unless this is a dry run; the chapters that are written, or would be.
fn save(
    new: &NewBook<'_>,
    options: &ImportOptions,
    folder: &Path,
    review: &dyn Fn(&Plan, &[String]) -> String,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<(Vec<String>, Option<Merged>)> {
    let plan = book::plan(new, folder, options.force)?;
    let merged = plan.merging.as_ref().map(|merging| {
        said.extend(merging.said.iter().cloned());
        Merged {
            changed: merging.changed(),
            conflicts: merging.conflicts,
        }
    });
    if options.dry_run {
        return Ok((plan.chapter_files(), merged));
    }
    let edited = book::edited(folder, &plan.src)?;
    let review = review(&plan, &edited);
    progress.begin(Step::Save, 0);
    let saved = book::save(folder, new, &plan, review.as_bytes())?;
    go_on(progress)?;
    Ok((saved.unpack(said).chapters, merged))
}

/// The review page of what is about to be written.
fn reviewed<'p>(new: &NewBook<'p>, plan: &'p Plan, edited: &'p [String], dropped: bool) -> String {
    let proof = |((article, written), planned): ((&'p Article, &'p Written), &'p Planned)| Proof {
        path: &planned.path,
        lang: &article.lang,
        file: &written.file,
    };
    let written = new.articles.iter().zip(new.written);
    let chapters: Vec<Proof<'_>> = written.zip(&plan.chapters).map(proof).collect();
    review::render(&Desk {
        title: &plan.title,
        lang: &plan.lang,
        pages: new.pages,
        chapters: &chapters,
        ledger: new.ledger,
        account: new.account,
        edited,
        dropped,
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
        let place = Location::within(&page.file, &page.text, fault.at.range());
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
    // titles alone are no article
    let told = articles.iter().filter(|article| !article.body.is_empty());
    let with: BTreeSet<_> = told.map(|article| article.page).collect();
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
