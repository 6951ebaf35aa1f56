//! Book → one page to print, and the bundle for a printer.
//!
//! Both are the same page: `NAME-print.html` carries its style sheets and pictures within itself,
//! `NAME-print.zip` has them beside it. Plain Chromium prints either with running heads and page
//! numbers, nothing else being needed (standards §4.1); on screen it is a page to read.
//!
//! Articles are rendered in parallel and written in order, a batch at a time, so that memory holds
//! one batch and one picture.

mod contents;
mod escape;
mod front;
mod page;
mod paper;
mod pictures;

use crate::archive::{self, Archive, Packer, Packing};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::media::Gallery;
use crate::say;
use page::{Article, Piece, Plan, Styles};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;

/// Articles rendered at a time.
const BATCH: usize = 128;

/// Makes the print edition of `book`: `NAME-print.html`, one self-contained page, goes into `page`,
/// `NAME-print.zip` with index.html, styles and images into `bundle`. The same book gives the same
/// bytes.
///
/// # Errors
/// When a picture cannot be read, or `page` or `bundle` cannot be written to.
pub fn write(
    book: &Book,
    gallery: &Gallery,
    page: &mut dyn Write,
    bundle: &mut dyn Write,
) -> Result<Warned<()>> {
    let plan = Plan::of(book, gallery);
    let styles = Styles::of(&plan);
    let mut edition = Edition::begin(&plan, &styles, page)?;
    for batch in (0..book.chapters.len()).collect::<Vec<_>>().chunks(BATCH) {
        let articles = batch.par_iter().map(|&index| page::article(&plan, index));
        for article in articles.collect::<Vec<_>>() {
            edition.add(&plan, article)?;
        }
    }
    edition.end(&plan, &styles, bundle)
}

/// The page and the bundle's copy of it while they grow.
struct Edition<'w> {
    page: &'w mut dyn Write,
    index: Packer,
    /// The pictures so far, each once, in order of first use.
    pictures: Vec<String>,
    seen: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'w> Edition<'w> {
    fn begin(plan: &Plan<'_>, styles: &Styles, page: &'w mut dyn Write) -> Result<Self> {
        let front = page::front(plan);
        let mut edition = Self {
            page,
            index: Packer::new("index.html", Packing::Quick)?,
            pictures: Vec::new(),
            seen: BTreeSet::new(),
            diagnostics: Vec::new(),
        };
        edition.put(&page::head(plan, &styles.within()))?;
        edition
            .index
            .push(page::head(plan, &styles.beside()).as_bytes())?;
        edition.both(&front)?;
        Ok(edition)
    }

    fn put(&mut self, text: &str) -> Result<()> {
        let written = self.page.write_all(text.as_bytes());
        written.map_err(|error| unwritten(&error))
    }

    fn both(&mut self, text: &str) -> Result<()> {
        self.put(text)?;
        self.index.push(text.as_bytes())
    }

    /// Adds an article to both: pictures stand in the page, and beside its copy.
    fn add(&mut self, plan: &Plan<'_>, article: Warned<Article>) -> Result<()> {
        let article = article.unpack(&mut self.diagnostics);
        for piece in article.pieces() {
            match piece {
                Piece::Text(text) => self.both(text)?,
                Piece::Picture(named) => {
                    let picture = pictures::read(&plan.targets, named)?;
                    let address = pictures::address(&plan.targets, named);
                    self.index.push(address.as_bytes())?;
                    pictures::data(&picture, self.page).map_err(|error| unwritten(&error))?;
                }
            }
        }
        for named in article.pictures {
            if self.seen.insert(named.clone()) {
                self.pictures.push(named);
            }
        }
        Ok(())
    }

    fn end(
        mut self,
        plan: &Plan<'_>,
        styles: &Styles,
        bundle: &mut dyn Write,
    ) -> Result<Warned<()>> {
        self.both(&page::end(plan))?;
        self.page.flush().map_err(|error| unwritten(&error))?;
        let mut archive = Archive::new(bundle);
        archive.add(self.index.finish()?)?;
        for (path, sheet) in styles.files() {
            archive.add(archive::pack(path, sheet.as_bytes(), Packing::Small)?)?;
        }
        for named in self.pictures {
            let picture = pictures::read(&plan.targets, &named)?;
            archive.add(archive::pack(
                &picture.path,
                &picture.bytes,
                Packing::Stored,
            )?)?;
        }
        archive.end()?;
        Ok(Warned {
            value: (),
            diagnostics: self.diagnostics,
        })
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    let message = say!(
        "the page cannot be written: {error}",
        "无法写出打印页：{error}"
    );
    Error::new(
        ErrorKind::Output,
        Diagnostic::error("output/disk-full", message),
    )
}
