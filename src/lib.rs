//! offprint restores the articles of newspaper pages and publishes them as a book.
//!
//! A page of text as OCR leaves it goes in; chapters in Markdown, an EPUB and a page to print come
//! out. Reading the modules in the order below is reading the flow: each defines one value, and one
//! verb that makes it from the value before.
//!
//! | module | verb | makes |
//! |---|---|---|
//! | [`source`] | [`read`](source::read) | a [`Page`](source::Page) of bytes in any encoding |
//! | [`restore`] | [`restore`](restore::restore) | [`Article`](restore::Article)s of pages |
//! | [`typography`] | [`set`](typography::set) | an article with the punctuation its language asks for |
//! | [`chapter`] | [`write`](chapter::write), [`parse`](chapter::parse) | a [`Chapter`](chapter::Chapter) in Markdown |
//! | [`book`] | [`open`](book::open) | a [`Book`](book::Book) of a folder |
//! | [`epub`], [`mod@print`] | [`write`](epub::write), [`write`](print::write) | the editions |
//! | `pdf` | `write` | the print edition as a PDF, through the user's browser |
//!
//! [`mark`] tells what changed since the last build. [`pipeline`] runs them all; [`text`] and [`diagnostic`] are what they stand on.
//!
//! # Restoring a page from memory
//!
//! A torn page becomes a chapter, and every character of it is accounted for:
//!
//! ```
//! use offprint::text::{Ledger, PageId, account};
//! use offprint::{chapter, restore, source, typography};
//!
//! let page = "\
//! # 河岸的灯
//!
//! 本报讯(记者/秦一丁)清晨,船工沿着河岸把灯一盏
//!
//! 一盏地熄灭。天亮以后,灯又成了影子。
//! ";
//! let page = source::read(PageId(0), "page.txt", page.into())?.value;
//!
//! let pages = [page];
//!
//! let mut ledger = Ledger::default();
//! let restored = restore::restore(&pages, &restore::Options::default(), &mut ledger);
//! let article = typography::set(restored.articles[0].clone(), &mut ledger);
//! let chapter = chapter::write(&article, "pages/page.txt").chapter;
//!
//! assert_eq!(chapter.front.title.as_deref(), Some("河岸的灯"));
//! assert_eq!(chapter.front.reporters, ["秦一丁"]);
//! // the paragraph is whole again
//! assert!(chapter.body.contains("把灯一盏一盏地熄灭"));
//!
//! // nothing was lost: each character is in the chapter, or set aside with a reason
//! let account = account(&[&pages[0].text], article.texts(), &ledger);
//! assert_eq!(account.map(|sum| sum.characters()), Ok(46));
//! # Ok::<(), offprint::diagnostic::Error>(())
//! ```
//!
//! # Building a book from strings
//!
//! Settings and chapters need no folder; an edition is written to whatever can be written to:
//!
//! ```
//! use offprint::book;
//! use offprint::epub::{self, Profile};
//! use offprint::media::Gallery;
//!
//! let settings = "[book]\ntitle = \"河岸的灯\"\nlanguage = \"zh-Hans\"\n[epub]\ncover = false\n";
//! let chapters = [
//!     ("001.md", "# 灯\n\n河岸有灯，见[桥](002.md)。\n"),
//!     ("002.md", "---\nbyline: \"本报记者 何一行\"\n---\n\n# 桥\n\n桥上有钟。\n"),
//! ];
//! let book = book::of_texts(settings, &chapters)?.value;
//!
//! let mut file = Vec::new();
//! let gallery = Gallery::of(&book, None);
//! let written = epub::write(&book, &gallery, Profile::Generic, &mut file)?;
//!
//! assert!(written.diagnostics.is_empty());
//! assert!(file.starts_with(b"PK"));
//! // what shops and reading systems would refuse
//! assert!(offprint::check::check_epub("灯.epub", &file).diagnostics.is_empty());
//! # Ok::<(), offprint::diagnostic::Error>(())
//! ```
//!
//! # An edition of one's own
//!
//! An edition asks for the markup of each chapter, tells where links and pictures lead in it, and puts
//! the parts together. This one is a page for each chapter, as a site would have them:
//!
//! ```
//! use offprint::book;
//! use offprint::html::{self, Frame, Targets};
//! use offprint::media::Gallery;
//!
//! let chapters = [("001.md", "# 灯\n\n见[桥](002.md#桥上)。\n"), ("002.md", "# 桥\n\n## 桥上\n\n钟。\n")];
//! let book = book::of_texts("", &chapters)?.value;
//! let gallery = Gallery::of(&book, None);
//! let targets = Targets::of(&book, &gallery);
//! let frame = Frame {
//!     chapter_href: &|chapter, _, fragment| format!("page-{chapter}.html#{fragment}"),
//!     image_href: &|path| format!("/static/{path}"),
//!     ..Frame::default()
//! };
//!
//! let mut pages = Vec::new();
//! for index in 0..book.chapters.len() {
//!     let rendered = html::render(&targets, index, &frame);
//!     assert!(rendered.diagnostics.is_empty());
//!     let article = rendered.value;
//!     let (lang, title) = (&article.lang, &article.title);
//!     pages.push(format!(
//!         "<!DOCTYPE html>\n<html lang=\"{lang}\"><title>{title}</title>\n{}</html>\n",
//!         article.xhtml
//!     ));
//! }
//!
//! assert!(pages[0].contains("<a href=\"page-1.html#s1\">桥</a>"), "{}", pages[0]);
//! # Ok::<(), offprint::diagnostic::Error>(())
//! ```
//!
//! # Features
//!
//! - `cli` (default): the program `offprint`.
//! - `cover` (default): drawing a cover in the system's fonts.
//! - `fonts` (default): embedding fonts in the EPUB.
//! - `pdf` (default): printing through Chromium or Chrome.
//!
//! A library that wants none of them takes `default-features = false`.

pub mod archive;
pub mod book;
pub mod chapter;
pub mod check;
pub mod diagnostic;
pub mod epub;
pub mod explain;
pub mod export;
pub mod format;
pub mod html;
pub mod mark;
pub mod media;
pub mod merge;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod pipeline;
pub mod print;
pub mod reader;
pub mod restore;
pub mod review;
pub mod source;
pub mod text;
pub mod typography;
pub mod unbind;
pub mod words;
mod xml;
