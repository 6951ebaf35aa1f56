//! Chapter → XHTML, shared by both editions.
//!
//! One renderer makes the markup of an article (kicker, headline, deck, byline, body, notes, source
//! line); an edition tells it through [`Frame`] where links lead, where pictures lie, what ids begin
//! with and how deep headings start. What chapters refer to (each other, headings, pictures) is
//! found once a book, in [`Targets`].
//!
//! A chapter is parsed once. Three passes over its events follow: `raw` judges its HTML, `outline`
//! names its headings, `writer` writes; so everything is known before the first tag stands.

mod address;
mod article;
mod asked;
mod body;
mod dollars;
mod elements;
pub(crate) mod escape;
mod faults;
mod guard;
mod links;
mod listing;
mod markdown;
mod markup;
mod math;
mod notes;
mod outline;
mod pandoc;
mod phrases;
mod raw;
mod reading;
mod scan;
mod targets;
mod tree;
mod vertical;
mod writer;
mod xhtml;

use crate::book::{Book, BookChapter};
use crate::diagnostic::{Diagnostic, Warned};
use crate::say;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

pub use article::ARTICLE_ID;
pub use asked::{Asked, holds, pictures};
pub use markdown::options;
pub use outline::HEADLINE_ID;
pub use reading::same_reading;
pub use targets::{Targets, prepare_pictures};

/// What an edition decides about the markup of one chapter.
pub struct Frame<'a> {
    /// Put before every id: empty in the EPUB, `a03-` in the single page.
    pub id_prefix: &'a str,
    /// Added to every heading level: 0 in the EPUB (headline `h1`), 1 in the single page.
    pub heading_shift: u8,
    /// The address of a heading or of the whole chapter: `(chapter index, file of it, fragment)`; the
    /// fragment is an id without prefix, or empty for the chapter as a whole, whose element has the
    /// id [`ARTICLE_ID`]. The file is 0 unless [`Targets::cut`] cuts long chapters.
    pub chapter_href: &'a dyn Fn(usize, usize, &str) -> String,
    /// The address of a picture, from its path below `src`.
    pub image_href: &'a dyn Fn(&str) -> String,
    /// Whether to write `epub:type` attributes beside the DPUB-ARIA roles.
    pub epub: bool,
    /// Whether lines run downwards.
    pub vertical: bool,
    /// The label of the newspaper's page that begins with this chapter.
    pub new_page: Option<&'a str>,
}

impl Default for Frame<'_> {
    /// A chapter by itself: links lead to fragments, pictures lie where the chapter has them.
    fn default() -> Self {
        Self {
            id_prefix: "",
            heading_shift: 0,
            chapter_href: &|_, _, fragment| format!("#{fragment}"),
            image_href: &|path| path.to_owned(),
            epub: false,
            vertical: false,
            new_page: None,
        }
    }
}

/// One article as XHTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Rendered {
    /// The chapter's title as plain text, line breaks as U+3000.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// The whole article: one `<section>` with header, body, notes and source line, or several where
    /// the chapter was cut.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub xhtml: String,
    /// Its files, one unless it was cut.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Where pages of the newspaper begin, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageBreak>,
    /// Whether there is ruby in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_ruby: bool,
    /// Its headings in order, the headline first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Heading>,
    /// Pictures used, paths below `src`, each once, in order of first use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// Pictures without an alternative text of their own, paths below `src`, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undescribed: Vec<String>,
    /// The characters that it shows, each once; nothing where nobody wants to know.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub characters: String,
    /// What it asked about other chapters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Asked>,
}

/// A file of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Its bytes in the article's markup; nothing where that is not kept.
    #[serde(skip)]
    pub bytes: std::ops::Range<usize>,
    /// Whether there is MathML in it.
    pub has_math: bool,
}

/// A place where a page of the newspaper begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageBreak {
    /// The page's printed label: `A04`.
    pub label: String,
    /// Its id, prefix included.
    pub id: String,
    /// The file of the chapter it stands in.
    pub part: usize,
}

/// A heading of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for the headline, 2 for subheads, whatever the edition's shift.
    pub level: u8,
    /// Its id, prefix included.
    pub id: String,
    /// Its words, without notes and pictures.
    pub text: String,
    /// The file of the chapter it stands in.
    #[serde(default, skip_serializing_if = "is_first")]
    pub part: usize,
}

fn is_first(part: &usize) -> bool {
    *part == 0
}

/// The label of the last page of the newspaper that begins within `body`.
pub fn last_page(body: &str) -> Option<&str> {
    const PAGE: &str = "<!-- page ";
    // finding none from the front is many times faster than from the end
    let after = body.contains(PAGE).then(|| body.rsplit_once(PAGE))??.1;
    Some(after.split_once("-->")?.0.trim())
}

/// Renders chapter `index` of the book that `targets` was made for.
///
/// The diagnostics are those of the chapter's Markdown and do not depend on the frame: two editions
/// of one book say the same.
///
/// # Panics
/// If the book has no such chapter.
pub fn render(targets: &Targets<'_>, index: usize, frame: &Frame<'_>) -> Warned<Rendered> {
    let book: &Book = targets.book();
    let chapter: &BookChapter = &book.chapters[index];
    let front = &chapter.chapter.front;
    let lang = front
        .lang
        .as_deref()
        .map_or_else(|| book.config.language.clone(), Lang::new);
    let guarded = guard::Guarded::new(&chapter.chapter.body);
    let events = markdown::Events::of(&guarded);
    let plan = raw::Plan::of(&events);
    let outline = outline::Outline::of(&events, &plan, front, targets.limit);
    let page = writer::Page {
        book,
        index,
        chapter,
        lang,
        targets,
        frame,
        events: &events,
        outline: &outline,
        plan: &plan,
    };
    let mut writer = writer::Writer::new(&page);
    for refused in &plan.refused {
        let place = writer.raw_place(refused.event, refused.bytes.clone());
        writer.say(faults::raw(&refused.fault), place);
    }
    writer.article();
    let headings = headings(&page);
    let parts = writer.parts();
    let mut diagnostics = writer.diagnostics;
    diagnostics.sort_by_key(|d| d.location.as_ref().map(|at| (at.line, at.column)));
    Warned {
        value: Rendered {
            title: chapter.title.clone(),
            lang: page.lang.as_str().to_owned(),
            xhtml: writer.out,
            parts,
            pages: writer.pages,
            has_ruby: writer.has_ruby,
            headings,
            images: writer.images,
            undescribed: writer.undescribed,
            characters: String::new(),
            asked: writer.asked.into_iter().collect(),
        },
        diagnostics,
    }
}

/// What there is to say of chapter `index` of the book that `targets` was made for.
///
/// # Panics
/// If the book has no such chapter.
pub fn faults(targets: &Targets<'_>, index: usize) -> Vec<Diagnostic> {
    render(targets, index, &Frame::default()).diagnostics
}

fn headings(page: &writer::Page<'_>) -> Vec<Heading> {
    let prefix = page.frame.id_prefix;
    let titled = page.outline.headline.is_some() || page.chapter.chapter.front.title.is_some();
    let headline = titled.then(|| Heading {
        level: 1,
        id: format!("{prefix}{HEADLINE_ID}"),
        text: page.chapter.title.clone(),
        part: 0,
    });
    let subheads = page.outline.subheads.iter().map(|subhead| Heading {
        level: subhead.level,
        id: format!("{prefix}{}", subhead.id),
        text: subhead.text.clone(),
        part: page.outline.part(subhead.event),
    });
    headline.into_iter().chain(subheads).collect()
}

/// One warning that lists the pictures nobody has described; none when all are.
pub fn undescribed<'r>(articles: impl IntoIterator<Item = &'r Rendered>) -> Option<Diagnostic> {
    let mut paths: Vec<&str> = Vec::new();
    for path in articles
        .into_iter()
        .flat_map(|article| &article.undescribed)
    {
        if !paths.contains(&path.as_str()) {
            paths.push(path);
        }
    }
    let first = paths.first()?;
    let name = first.strip_prefix("images/").unwrap_or(first);
    let (count, list) = (paths.len(), paths.join("`, `"));
    let message = say!(
        "no alternative text for {count} picture(s): `{list}`",
        "{count} 幅图片没有替代文字：`{list}`"
    );
    let cure = say!(
        "say in `book.toml` what they show: [images.\"{name}\"] alt = \"…\"",
        "请在 `book.toml` 中写明图中内容：[images.\"{name}\"] alt = \"……\""
    );
    Some(Diagnostic::warning("html/no-alternative", message).cure(cure))
}
