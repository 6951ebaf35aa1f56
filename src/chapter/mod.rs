//! Article ⇄ chapter: the Markdown file that people edit.
//!
//! [`write()`] makes the file from a restored article, each byte still knowing where it came from;
//! [`parse`] reads any Markdown file, written by us or not. Both ends meet in
//! [`Chapter::to_markdown`]: what was written reads back to the same bytes.

mod block;
mod emphasis;
mod escape;
mod fields;
mod front_matter;
mod parse;
mod parts;
mod write;

use crate::restore::Article;
use crate::text::Traced;

pub use emphasis::{marked, strong};
pub use escape::line_start;
pub use front_matter::FrontMatter;
pub use parse::parse;
pub use parts::{Parts, in_the_manner_of, parts, plain};

/// A chapter: front matter and a Markdown body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chapter {
    /// The fields between the `---` lines.
    pub front: FrontMatter,
    /// Everything after them, LF, without blank lines at its start, ending in one line feed.
    pub body: String,
    /// The line of the file on which `body` begins, from 1.
    pub body_line: usize,
}

impl Chapter {
    /// The whole file: front matter in the order of the design, a blank line, the body. A chapter
    /// that [`write()`] made comes out byte for byte.
    pub fn to_markdown(&self) -> String {
        let front = self.front.to_traced().to_string();
        match (front.is_empty(), self.body.is_empty()) {
            (true, _) => self.body.clone(),
            (false, true) => front,
            (false, false) => format!("{front}\n{}", self.body),
        }
    }
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
