//! Book → `.epub`, EPUB 3.3, that the older checkers of EPUB 3.2 pass too.
//!
//! The order of work is the order of the archive: articles are rendered and packed in parallel, a
//! batch at a time, and written in their order; then the pictures; then the contents, the package and
//! the pages in front and behind are made from what the articles said of themselves.

mod accessibility;
mod binder;
mod contents;
mod edition;
mod fonts;
mod kept;
mod kobo;
mod metadata;
mod navigation;
mod package;
mod pages;
mod pictures;
mod source;

use crate::archive::{self, Packing};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::html::{self, PageBreak, Rendered, Targets};
use crate::mark::Mark;
use crate::media::Gallery;
use binder::Binder;
use edition::{Edition, Made};
use rayon::prelude::*;
use std::io::Write;

pub use kept::{Kept, Remembered};

/// The bytes of Markdown that go into one file: a reading system opens a file as a whole, and the older
/// ones stop for minutes at a megabyte of it.
const LIMIT: usize = 160_000;

/// The folder of everything but what the container itself asks for.
const ROOT: &str = "EPUB";
const PACKAGE: &str = "package.opf";
const NAV: &str = "nav.xhtml";
const NCX: &str = "toc.ncx";
const STYLES: &str = "css/book.css";
const COVER: &str = "text/cover.xhtml";
const TITLE: &str = "text/title.xhtml";
const IMPRINT: &str = "text/imprint.xhtml";

const STYLE_SHEET: &str = include_str!("../../styles/epub.css");
/// Added to a book whose lines run downwards.
const VERTICAL: &str = include_str!("../../styles/vertical.css");

/// Apple's display options (Asset Guide, "specified fonts"): without them Apple Books shows its own
/// faces in place of those that a book names.
const APPLE: &str = "META-INF/com.apple.ibooks.display-options.xml";
const APPLE_OPTIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
"#;

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"#;

/// Whom the edition is for, where what they open differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Every reading system.
    #[default]
    Generic,
    /// Kobo's own kind of EPUB, `NAME.kepub.epub`: every sentence bears a mark, by which their
    /// readers keep notes and the place.
    Kobo,
    /// To be converted for Kindle: contents of two levels, and the cover as a picture only.
    Kindle,
    /// Apple Books: the book's own faces are shown.
    Apple,
}

impl Profile {
    /// The name of the edition's file for a book called `slug`.
    pub fn file_name(self, slug: &str) -> String {
        match self {
            Self::Kobo => format!("{slug}.kepub.epub"),
            _ => format!("{slug}.epub"),
        }
    }
}

/// Articles rendered at a time: each batch goes into the archive before the next one is begun.
const BATCH: usize = 256;

/// Writes the EPUB 3.3 edition of `book` for `profile` into `out`; the same book gives the same bytes.
///
/// # Errors
/// When a picture or the cover cannot be read, or `out` cannot be written to.
pub fn write(
    book: &Book,
    gallery: &Gallery,
    profile: Profile,
    out: &mut (dyn Write + Send),
) -> Result<Warned<()>> {
    let written = rewrite(book, gallery, profile, Mark::default(), None, out)?;
    Ok(Warned {
        value: (),
        diagnostics: written.diagnostics,
    })
}

/// What one build leaves to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// With it, the program that made the edition can take from it; see [`Kept::open`].
    pub record: Vec<u8>,
    /// How many chapters were taken from the edition before.
    pub taken: usize,
}

/// The same, taking what did not change from the edition `kept`; `maker` is the program at work.
///
/// # Errors
/// As [`write()`].
pub fn rewrite(
    book: &Book,
    gallery: &Gallery,
    profile: Profile,
    maker: Mark,
    kept: Option<&Kept>,
    out: &mut (dyn Write + Send),
) -> Result<Warned<Rewritten>> {
    let targets = Targets::of(book, gallery).cut(LIMIT);
    let edition = Edition::of(book, profile, kept);
    let mut binder = Binder::new(maker, out);
    let mimetype = b"application/epub+zip";
    binder.add_anew(archive::pack("mimetype", mimetype, Packing::Stored)?)?;
    let container = CONTAINER.as_bytes();
    binder.add_anew(archive::pack(
        "META-INF/container.xml",
        container,
        Packing::Small,
    )?)?;
    if profile == Profile::Apple || !book.config.fonts.is_empty() {
        let options = APPLE_OPTIONS.as_bytes();
        binder.add_anew(archive::pack(APPLE, options, Packing::Small)?)?;
    }
    let mut diagnostics = Vec::new();
    let mut articles = Vec::with_capacity(book.chapters.len());
    let mut taken = 0;
    let all: Vec<usize> = (0..book.chapters.len()).collect();
    let make = |batch: &[usize]| -> Vec<Result<Warned<Made>>> {
        let made = batch.par_iter();
        let made = made.map(|&index| edition.article(&targets, index));
        made.collect()
    };
    let mut waiting: Vec<Result<Warned<Made>>> = Vec::new();
    for batch in all.chunks(BATCH).chain([&[][..]]) {
        // one batch goes in while the next one is made
        let (added, made) = rayon::join(
            || -> Result<()> {
                for made in waiting {
                    let made = made?.unpack(&mut diagnostics);
                    let index = articles.len();
                    let path = &book.chapters[index].path;
                    binder.add_pages(path, index, made.made_of, &made.article, made.files)?;
                    articles.push(made.article);
                    taken += usize::from(made.is_taken);
                }
                Ok(())
            },
            || make(batch),
        );
        added?;
        waiting = made;
    }
    diagnostics.extend(html::undescribed(&articles));
    let cover = pictures::cover(book, gallery, &mut diagnostics);
    edition.rest(&targets, &articles, cover, &mut binder, &mut diagnostics)?;
    Ok(Warned {
        value: Rewritten {
            record: binder.end()?,
            taken,
        },
        diagnostics,
    })
}

/// The places where pages of the newspaper begin: the article's index and the place in it.
fn page_breaks(articles: &[Rendered]) -> impl Iterator<Item = (usize, &PageBreak)> {
    let numbered = articles.iter().enumerate();
    numbered.flat_map(|(index, article)| article.pages.iter().map(move |page| (index, page)))
}

/// A diagnostic about a file that the edition needs.
fn unreadable(path: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    let message = crate::say!(
        "cannot read `{path}`: {error}",
        "无法读取 `{path}`：{error}"
    );
    Diagnostic::error("epub/unreadable", message)
}
