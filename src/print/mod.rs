//! Book → one page to print, and the bundle for a printer.
//!
//! Both are the same page: `NAME-print.html` carries its style sheets and pictures within itself,
//! `NAME-print.zip` has them beside it. Plain Chromium prints either with running heads and page
//! numbers, nothing else being needed (standards §4.1); on screen it is a page to read.
//!
//! Articles are rendered in parallel and written in order, a batch at a time, so that memory holds
//! one batch and one picture.

mod addresses;
mod article;
mod back;
mod code;
mod contents;
mod css;
mod escape;
mod figures;
mod fit;
mod foot;
mod front;
mod note;
mod page;
mod paper;
mod pictures;
mod plan;
mod sheet;
mod styles;

use crate::archive::{self, Archive, Packer, Packing};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::media::Gallery;
use crate::say;
use article::Article;
use plan::{Plan, Purpose};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use styles::Styles;

pub use sheet::{SAFE, Sheet};

/// Articles rendered at a time.
const BATCH: usize = 128;

/// Makes the print edition of `book`: `NAME-print.html`, one self-contained page, goes into `page`,
/// `NAME-print.zip` with index.html, styles and images into `bundle`. The same book gives the same
/// bytes.
///
/// # Errors
/// When a picture or a style sheet cannot be read, or `page` or `bundle` cannot be written to.
pub fn write(
    book: &Book,
    gallery: &Gallery,
    page: &mut dyn Write,
    bundle: &mut (dyn Write + Send),
) -> Result<Warned<()>> {
    let plan = Plan::of(book, gallery, Purpose::Page);
    let index = Some(Packer::new("index.html", Packing::Quick));
    let edition = Edition::made(&plan, page, index)?;
    edition.bundle(&plan, bundle)
}

/// Writes the page that the PDF is printed from: `NAME-print.html`, but with front matter counted
/// apart in Roman figures, and paper that shows what lies beyond its edge.
///
/// # Errors
/// When a picture or a style sheet cannot be read, or `page` cannot be written to.
pub fn for_pdf(book: &Book, gallery: &Gallery, page: &mut dyn Write) -> Result<Warned<()>> {
    let plan = Plan::of(book, gallery, Purpose::Pdf);
    let edition = Edition::made(&plan, page, None)?;
    Ok(Warned {
        value: (),
        diagnostics: edition.diagnostics,
    })
}

/// The page and the bundle's copy of it while they grow.
struct Edition<'w> {
    page: &'w mut dyn Write,
    /// The bundle's copy, where there is to be one.
    index: Option<Packer>,
    styles: Styles,
    /// The pictures so far, each once, in order of first use.
    pictures: Vec<String>,
    seen: BTreeSet<String>,
    /// Captions, and the chapters they stand in.
    figures: Vec<(usize, figures::Figure)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'w> Edition<'w> {
    /// Writes all of the page, and of its copy.
    fn made(plan: &Plan<'_>, page: &'w mut dyn Write, index: Option<Packer>) -> Result<Self> {
        let styles = Styles::of(plan, paper::style(plan))?;
        let mut diagnostics = plan.sheet.faults(plan.print());
        diagnostics.extend(styles.diagnostics.iter().cloned());
        let mut edition = Self {
            page,
            index,
            pictures: Vec::new(),
            seen: BTreeSet::new(),
            figures: Vec::new(),
            diagnostics,
            styles,
        };
        edition.put(&page::head(plan, &edition.styles.within()))?;
        edition.beside(&page::head(plan, &edition.styles.beside()))?;
        edition.put(&page::front(plan, true))?;
        edition.beside(&page::front(plan, false))?;
        let chapters: Vec<usize> = (0..plan.book.chapters.len()).collect();
        for batch in chapters.chunks(BATCH) {
            let articles = batch
                .par_iter()
                .map(|&index| (index, article::article(plan, index)));
            for (index, article) in articles.collect::<Vec<_>>() {
                edition.add(plan, index, article)?;
            }
        }
        edition.both("</main>\n")?;
        edition.both(&back::write(plan, &edition.figures))?;
        edition.both("</body>\n</html>\n")?;
        edition.page.flush().map_err(|error| unwritten(&error))?;
        Ok(edition)
    }

    fn put(&mut self, text: &str) -> Result<()> {
        let written = self.page.write_all(text.as_bytes());
        written.map_err(|error| unwritten(&error))
    }

    fn beside(&mut self, text: &str) -> Result<()> {
        match &mut self.index {
            Some(index) => index.push(text.as_bytes()),
            None => Ok(()),
        }
    }

    fn both(&mut self, text: &str) -> Result<()> {
        self.put(text)?;
        self.beside(text)
    }

    /// Adds an article to both: pictures stand in the page, and beside its copy.
    fn add(&mut self, plan: &Plan<'_>, index: usize, article: Warned<Article>) -> Result<()> {
        let article = article.unpack(&mut self.diagnostics);
        for piece in article.pieces() {
            let text = piece.text;
            match (piece.is_picture, piece.beside) {
                (false, false) => self.both(text)?,
                (false, true) => self.beside(text)?,
                (true, beside) => {
                    self.beside(&pictures::address(&plan.targets, text))?;
                    if !beside {
                        let picture = pictures::read(&plan.targets, text)?;
                        pictures::data(&picture, self.page).map_err(|error| unwritten(&error))?;
                    }
                }
            }
        }
        for named in article.pictures {
            if self.seen.insert(named.clone()) {
                self.pictures.push(named);
            }
        }
        let figures = article.figures.into_iter().map(|figure| (index, figure));
        self.figures.extend(figures);
        Ok(())
    }

    /// Packs the bundle.
    fn bundle(self, plan: &Plan<'_>, bundle: &mut (dyn Write + Send)) -> Result<Warned<()>> {
        let mut archive = Archive::new(bundle);
        if let Some(index) = self.index {
            archive.add(index.finish()?)?;
        }
        let note = note::write(plan);
        archive.add(archive::pack(note::NAME, note.as_bytes(), Packing::Small)?)?;
        for (path, bytes) in self.styles.files() {
            archive.add(archive::pack(&path, bytes, Packing::Small)?)?;
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
