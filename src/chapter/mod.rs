//! Article ⇄ chapter: the Markdown file that people edit.

mod front_matter;
mod parse;
mod write;

use crate::restore::Article;
use crate::text::Traced;

pub use front_matter::FrontMatter;
pub use parse::parse;

/// A chapter: front matter and a Markdown body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chapter {
    /// The fields between the `---` lines.
    pub front: FrontMatter,
    /// Everything after them, LF, ending in one line feed.
    pub body: String,
    /// The line of the file on which `body` begins, from 1.
    pub body_line: usize,
}

/// A chapter just written from an article, and where its words come from.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The chapter.
    pub chapter: Chapter,
    /// Its whole file, front matter included, with the origin of each byte.
    pub file: Traced,
}

/// Writes `article` as a chapter; `file` is the page it came from, as front matter names it
/// (`pages/page.txt`).
pub fn write(article: &Article, file: &str) -> Written {
    write::write(article, file)
}
