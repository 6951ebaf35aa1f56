//! Book → `.epub`, EPUB 3.3, that the older checkers of EPUB 3.2 pass too.
//!
//! The order of work is the order of the archive: articles are rendered and packed in parallel, a
//! batch at a time, and written in their order; then the pictures; then the contents, the package and
//! the pages in front and behind are made from what the articles said of themselves.

mod accessibility;
mod contents;
mod kobo;
mod metadata;
mod navigation;
mod package;
mod pages;
mod pictures;
mod source;

use crate::archive::{self, Archive, Packed, Packing};
use crate::book::{Book, Entry};
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::html::{self, Frame, PageBreak, Rendered, Targets};
use crate::media::Gallery;
use package::Package;
use pictures::Picture;
use rayon::prelude::*;
use std::io::Write;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
const BATCH: usize = 512;

/// Writes the EPUB 3.3 edition of `book` for `profile` into `out`; the same book gives the same bytes.
///
/// # Errors
/// When a picture or the cover cannot be read, or `out` cannot be written to.
pub fn write(
    book: &Book,
    gallery: &Gallery,
    profile: Profile,
    out: &mut dyn Write,
) -> Result<Warned<()>> {
    let targets = Targets::of(book, gallery).cut(LIMIT);
    let edition = Edition::of(book, profile);
    let mut archive = Archive::new(out);
    let mimetype = b"application/epub+zip";
    archive.add(archive::pack("mimetype", mimetype, Packing::Stored)?)?;
    let container = CONTAINER.as_bytes();
    archive.add(archive::pack(
        "META-INF/container.xml",
        container,
        Packing::Small,
    )?)?;
    if profile == Profile::Apple {
        let options = APPLE_OPTIONS.as_bytes();
        archive.add(archive::pack(APPLE, options, Packing::Small)?)?;
    }
    let mut diagnostics = Vec::new();
    let mut articles = Vec::with_capacity(book.chapters.len());
    for batch in (0..book.chapters.len()).collect::<Vec<_>>().chunks(BATCH) {
        let rendered = batch
            .par_iter()
            .map(|&index| edition.article(&targets, index));
        for one in rendered.collect::<Vec<_>>() {
            let (article, files) = one?.unpack(&mut diagnostics);
            articles.push(article);
            for file in files {
                archive.add(file)?;
            }
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
    profile: Profile,
    /// For each chapter, the label of the newspaper's page that begins with it.
    new_pages: Vec<Option<&'b str>>,
    /// Digits in the name of an article's file.
    digits: usize,
    /// For each chapter, the part that begins with it.
    opens: Vec<Option<&'b str>>,
}

impl<'b> Edition<'b> {
    fn of(book: &'b Book, profile: Profile) -> Self {
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
            profile,
            new_pages: new_pages(book),
            digits: book.chapters.len().to_string().len().max(3),
            opens,
        }
    }

    /// The name of file `part` of an article, without folder.
    fn name(&self, index: usize, part: usize) -> String {
        let number = format!("{:0digits$}", index + 1, digits = self.digits);
        match part {
            0 => format!("article-{number}.xhtml"),
            part => format!("article-{number}-{}.xhtml", part + 1),
        }
    }

    /// The path of file `part` of an article below [`ROOT`].
    fn path(&self, index: usize, part: usize) -> String {
        format!("text/{}", self.name(index, part))
    }

    /// Whether a cover gets a page: Kindle makes its own of the picture.
    fn shows_cover(&self) -> bool {
        self.profile != Profile::Kindle
    }

    /// Renders and packs article `index`; its markup is not kept.
    fn article(
        &self,
        targets: &Targets<'_>,
        index: usize,
    ) -> Result<Warned<(Rendered, Vec<Packed>)>> {
        let frame = Frame {
            id_prefix: "",
            heading_shift: 0,
            chapter_href: &|chapter, part, fragment| match fragment {
                "" => self.name(chapter, part),
                _ => format!("{}#{fragment}", self.name(chapter, part)),
            },
            image_href: &|path| format!("../{}", pictures::path(targets, path)),
            epub: true,
            vertical: self.book.config.vertical,
            new_page: self.new_pages[index],
        };
        let Warned {
            value: mut article,
            diagnostics,
        } = html::render(targets, index, &frame);
        let files = (0..article.parts.len()).map(|part| {
            let page = pages::article(self, index, part, &article);
            pack(&self.path(index, part), &page)
        });
        let files: Vec<Packed> = files.collect::<Result<_>>()?;
        article.xhtml = String::new();
        Ok(Warned {
            value: (article, files),
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
        }
        let shown_cover = cover.filter(|_| self.shows_cover());
        if let Some(cover) = shown_cover {
            archive.add(pack(COVER, &pages::cover(self.book, cover))?)?;
        }
        let contents = contents::contents(self, articles);
        // the three large ones side by side
        let (package, (ncx, nav)) = rayon::join(
            || {
                let package = Package::of(self, articles, &pictures, cover)?;
                let metadata = metadata::metadata(self.book, articles, cover.is_some());
                pack(PACKAGE, &package.xml(self.book, &metadata))
            },
            || {
                rayon::join(
                    || pack(NCX, &navigation::ncx(self, &contents, articles)),
                    || {
                        pack(
                            NAV,
                            &navigation::nav(self, &contents, articles, shown_cover.is_some()),
                        )
                    },
                )
            },
        );
        for file in [package, ncx, nav] {
            archive.add(file?)?;
        }
        archive.add(pack(STYLES, &styles(self.book))?)?;
        archive.add(pack(TITLE, &pages::title(self.book))?)?;
        archive.add(pack(IMPRINT, &pages::imprint(self.book))?)?;
        if self.book.config.carries_source {
            archive.add(source::packed(self.book, &pictures, cover)?)?;
        }
        Ok(())
    }
}

/// The label of the newspaper's page that begins with each chapter: its own, when the chapter before
/// did not end on that page.
fn new_pages(book: &Book) -> Vec<Option<&str>> {
    let mut current = None;
    let chapters = book.chapters.iter().map(|chapter| {
        let label = chapter.chapter.front.page.as_deref();
        let new = label.filter(|_| label != current);
        current = html::last_page(&chapter.chapter.body).or(label).or(current);
        new
    });
    chapters.collect()
}

/// The places where pages of the newspaper begin: the article's index and the place in it.
fn page_breaks(articles: &[Rendered]) -> impl Iterator<Item = (usize, &PageBreak)> {
    let numbered = articles.iter().enumerate();
    numbered.flat_map(|(index, article)| article.pages.iter().map(move |page| (index, page)))
}

fn styles(book: &Book) -> String {
    match book.config.vertical {
        true => format!("{STYLE_SHEET}\n{VERTICAL}"),
        false => STYLE_SHEET.to_owned(),
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
