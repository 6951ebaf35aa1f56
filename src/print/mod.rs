//! Book → one page to print, and the bundle for a printer.
//!
//! Both are the same page: `NAME-print.html` carries its style sheets and pictures within itself,
//! `NAME-print.zip` has them beside it. Plain Chromium prints either with running heads and page
//! numbers, nothing else being needed (standards §4.1); on screen it is a page to read.
//!
//! Articles are rendered in parallel and joined in order, a batch at a time, so that memory holds
//! the page and one batch.

mod contents;
mod escape;
mod front;
mod page;
mod paper;
mod pictures;

use crate::archive::{self, Packed, Packer, Packing};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::media::Gallery;
use page::{Article, Plan, Styles};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Articles rendered at a time.
const BATCH: usize = 128;

/// The print edition.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// `NAME-print.html`: one self-contained page.
    pub html: Vec<u8>,
    /// `NAME-print.zip`: index.html, styles, images.
    pub zip: Vec<u8>,
}

/// Makes the print edition of `book`; the same book gives the same bytes.
///
/// # Errors
/// When a picture cannot be read.
pub fn bundle(book: &Book, gallery: &Gallery) -> Result<Warned<Bundle>> {
    let plan = Plan::of(book, gallery);
    let styles = Styles::of(&plan);
    let mut edition = Edition::begin(&plan, &styles)?;
    for batch in (0..book.chapters.len()).collect::<Vec<_>>().chunks(BATCH) {
        let articles = batch.par_iter().map(|&index| page::article(&plan, index));
        for article in articles.collect::<Vec<_>>() {
            edition.add(article?)?;
        }
    }
    edition.end(&plan, &styles)
}

/// The page and the bundle while they grow.
struct Edition {
    html: Vec<u8>,
    index: Packer,
    pictures: Vec<Packed>,
    packed: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Edition {
    fn begin(plan: &Plan<'_>, styles: &Styles) -> Result<Self> {
        let text = plan.book.chapters.iter().map(|c| c.chapter.body.len());
        let front = page::front(plan);
        // markup adds about a quarter to a newspaper article
        let room = text.sum::<usize>() * 5 / 4 + front.len() + styles.size();
        let mut html = Vec::with_capacity(room);
        html.extend_from_slice(page::head(plan, &styles.within()).as_bytes());
        html.extend_from_slice(front.as_bytes());
        let mut index = Packer::new("index.html", Packing::Quick)?;
        index.push(page::head(plan, &styles.beside()).as_bytes())?;
        index.push(front.as_bytes())?;
        Ok(Self {
            html,
            index,
            pictures: Vec::new(),
            packed: BTreeSet::new(),
            diagnostics: Vec::new(),
        })
    }

    fn add(&mut self, article: Warned<Article>) -> Result<()> {
        let article = article.unpack(&mut self.diagnostics);
        self.html.extend_from_slice(article.whole.as_bytes());
        self.index.push(article.linked().as_bytes())?;
        for picture in article.pictures {
            if self.packed.insert(picture.path.clone()) {
                let file = archive::pack(&picture.path, &picture.bytes, Packing::Stored)?;
                self.pictures.push(file);
            }
        }
        Ok(())
    }

    fn end(mut self, plan: &Plan<'_>, styles: &Styles) -> Result<Warned<Bundle>> {
        let end = page::end(plan);
        self.html.extend_from_slice(end.as_bytes());
        self.index.push(end.as_bytes())?;
        let mut files = vec![self.index.finish()?];
        for (path, sheet) in styles.files() {
            files.push(archive::pack(path, sheet.as_bytes(), Packing::Small)?);
        }
        files.extend(self.pictures);
        Ok(Warned {
            value: Bundle {
                html: self.html,
                zip: archive::seal(files)?,
            },
            diagnostics: self.diagnostics,
        })
    }
}
