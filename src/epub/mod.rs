//! Book → `.epub`, EPUB 3.3, that the older checkers of EPUB 3.2 pass too.
//!
//! The order of work is the order of the archive: articles are rendered and packed in parallel, a
//! batch at a time, and written in their order; then the pictures; then the contents, the package and
//! the pages in front and behind are made from what the articles said of themselves.

mod accessibility;
mod contents;
mod metadata;
mod navigation;
mod package;
mod pages;
mod pictures;
mod source;

use crate::archive::{self, Archive, Packed, Packing};
use crate::book::{Book, Entry};
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::html::{self, Frame, Rendered, Targets};
use crate::media::Gallery;
use package::Package;
use pictures::Picture;
use rayon::prelude::*;
use std::io::Write;

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

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"#;

/// Articles rendered at a time: each batch goes into the archive before the next one is begun.
const BATCH: usize = 512;

/// Writes the EPUB 3.3 edition of `book` into `out`; the same book gives the same bytes.
///
/// # Errors
/// When a picture or the cover cannot be read, or `out` cannot be written to.
pub fn write(book: &Book, gallery: &Gallery, out: &mut dyn Write) -> Result<Warned<()>> {
    let targets = Targets::of(book, gallery);
    let edition = Edition::of(book);
    let mut archive = Archive::new(out);
    let mimetype = b"application/epub+zip";
    archive.add(archive::pack("mimetype", mimetype, Packing::Stored)?)?;
    let container = CONTAINER.as_bytes();
    archive.add(archive::pack(
        "META-INF/container.xml",
        container,
        Packing::Small,
    )?)?;
    let mut diagnostics = Vec::new();
    let mut articles = Vec::with_capacity(book.chapters.len());
    for batch in (0..book.chapters.len()).collect::<Vec<_>>().chunks(BATCH) {
        let rendered = batch
            .par_iter()
            .map(|&index| edition.article(&targets, index));
        for one in rendered.collect::<Vec<_>>() {
            let (article, file) = one?.unpack(&mut diagnostics);
            articles.push(article);
            archive.add(file)?;
        }
    }
    diagnostics.extend(html::undescribed(&articles));
    let cover = pictures::cover(book, gallery, &mut diagnostics);
    edition.rest(&targets, &articles, cover, &mut archive)?;
    archive.end()?;
    Ok(Warned {
        value: (),
        diagnostics,
    })
}

/// What all parts of the edition ask about the book.
struct Edition<'b> {
    book: &'b Book,
    /// Digits in the name of an article's file.
    digits: usize,
    /// For each chapter, the part that begins with it.
    opens: Vec<Option<&'b str>>,
}

impl<'b> Edition<'b> {
    fn of(book: &'b Book) -> Self {
        let mut opens = vec![None; book.chapters.len()];
        let mut part = None;
        for entry in &book.contents.entries {
            match entry {
                Entry::Part(name) => part = Some(name.as_str()),
                Entry::Chapter {
                    chapter: Some(index),
                    ..
                } => {
                    if let Some(opens) = opens.get_mut(*index) {
                        *opens = part.take();
                    }
                }
                Entry::Chapter { .. } | Entry::Separator => {}
            }
        }
        Self {
            book,
            digits: book.chapters.len().to_string().len().max(3),
            opens,
        }
    }

    /// The name of an article's file, without folder.
    fn name(&self, index: usize) -> String {
        format!("article-{:0digits$}.xhtml", index + 1, digits = self.digits)
    }

    /// The path of an article's file below [`ROOT`].
    fn path(&self, index: usize) -> String {
        format!("text/{}", self.name(index))
    }

    /// Renders and packs article `index`; its markup is not kept.
    fn article(&self, targets: &Targets<'_>, index: usize) -> Result<Warned<(Rendered, Packed)>> {
        let frame = Frame {
            id_prefix: "",
            heading_shift: 0,
            chapter_href: &|chapter, fragment| match fragment {
                "" => self.name(chapter),
                _ => format!("{}#{fragment}", self.name(chapter)),
            },
            image_href: &|path| format!("../{}", pictures::path(targets, path)),
            epub: true,
        };
        let Warned {
            value: mut article,
            diagnostics,
        } = html::render(targets, index, &frame);
        let page = pages::article(self, index, &article);
        article.xhtml = String::new();
        let file = pack(&self.path(index), &page)?;
        Ok(Warned {
            value: (article, file),
            diagnostics,
        })
    }

    /// Adds everything but the articles.
    fn rest(
        &self,
        targets: &Targets<'_>,
        articles: &[Rendered],
        cover: Option<(Picture, Vec<u8>)>,
        archive: &mut Archive<'_>,
    ) -> Result<()> {
        let pictures = pictures::all(targets, articles);
        for picture in &pictures {
            archive.add(pictures::read(targets, picture)?)?;
        }
        let (cover, bytes) = cover.unzip();
        let cover = cover.as_ref();
        if let (Some(cover), Some(bytes)) = (cover, bytes) {
            archive.add(pictures::packed(cover, &bytes)?)?;
            archive.add(pack(COVER, &pages::cover(self.book, cover))?)?;
        }
        let contents = contents::contents(self, articles);
        // the three large ones side by side
        let (package, (ncx, nav)) = rayon::join(
            || {
                let package = Package::of(self, &pictures, cover)?;
                let metadata = metadata::metadata(self.book, articles, cover.is_some());
                pack(PACKAGE, &package.xml(self.book, &metadata))
            },
            || {
                rayon::join(
                    || pack(NCX, &navigation::ncx(self.book, &contents)),
                    || pack(NAV, &navigation::nav(self, &contents, cover.is_some())),
                )
            },
        );
        for file in [package, ncx, nav] {
            archive.add(file?)?;
        }
        archive.add(pack(STYLES, STYLE_SHEET)?)?;
        archive.add(pack(TITLE, &pages::title(self.book))?)?;
        archive.add(pack(IMPRINT, &pages::imprint(self.book))?)?;
        if self.book.config.carries_source {
            archive.add(source::packed(self.book, &pictures, cover)?)?;
        }
        Ok(())
    }
}

fn pack(path: &str, text: &str) -> Result<Packed> {
    archive::pack(&format!("{ROOT}/{path}"), text.as_bytes(), Packing::Small)
}

/// A diagnostic about a file that the edition needs.
fn unreadable(path: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    let message = crate::say!(
        "cannot read `{path}`: {error}",
        "无法读取 `{path}`：{error}"
    );
    Diagnostic::error("epub/unreadable", message)
}
