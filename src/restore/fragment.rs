//! Page → fragments: runs of lines that belong together for sure.
//!
//! Blank lines separate blocks. Within a block a line break is either the end of a printed line,
//! which vanishes, or the end of a paragraph; the block's own lines tell which. Marks (`#`, bold,
//! picture marks) are read here and nowhere else.

mod cut;
mod marks;

use super::byline::{self, Signed};
use super::furniture::Furniture;
use super::jump::Jump;
use super::shape::Shape;
use crate::text::Traced;
use std::cell::OnceCell;

pub(super) use cut::fragments;

/// What a fragment is before anything is weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A picture mark and the path in it.
    Picture(String),
    /// Lines whose breaks mean something: a table, a list.
    Lines,
    /// A summary point.
    Summary,
    /// A jump line.
    Jump(Jump),
}

/// A run of lines that belong together for sure.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub text: Traced,
    pub kind: Kind,
    /// Level of its heading mark; 0 without one.
    pub level: u8,
    /// Whether it stands in bold as a whole, as layout tools write titles.
    pub bold: bool,
    /// Blank lines before it; 0 where only a line break sets it off.
    pub blanks: usize,
    /// Whether its first line is indented as a paragraph's first line is.
    pub indent: Indent,
    /// Whether the line before it, in the same block, fills its column.
    pub after_full_line: bool,
    pub shape: Shape,
    /// Whether it stands alone as the titles of its page do, which end with a stop: the habit of old papers.
    pub stopped_title: bool,
    /// What page furniture it is, if any.
    pub furniture: Option<Furniture>,
    /// The byline that it is by a pattern of the book's own.
    pub signed: Option<Signed>,
    /// Whether it begins with a lead, once somebody has asked.
    lead: OnceCell<bool>,
    /// Whether it is a byline as a whole, once somebody has asked.
    byline: OnceCell<bool>,
}

/// How a fragment's first line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Indent {
    /// The page indents nothing.
    #[default]
    Unknown,
    /// Indented, as the page's paragraphs are.
    Indented,
    /// Flush, on a page that indents its paragraphs.
    Flush,
}

impl Fragment {
    fn new(text: Traced, kind: Kind, blanks: usize) -> Self {
        let shape = Shape::of(text.as_str());
        Self {
            text,
            kind,
            level: 0,
            bold: false,
            blanks,
            indent: Indent::Unknown,
            after_full_line: false,
            shape,
            stopped_title: false,
            furniture: None,
            signed: None,
            lead: OnceCell::new(),
            byline: OnceCell::new(),
        }
    }

    /// A fragment of which nothing but its words is known.
    pub fn plain(text: Traced, kind: Kind) -> Self {
        Self::new(text, kind, 1)
    }

    /// Whether it begins with a lead (电头).
    pub fn begins_with_lead(&self) -> bool {
        let found = || byline::begins_with_lead(self.text.as_str());
        *self.lead.get_or_init(found)
    }

    /// Whether it is a byline as a whole.
    pub fn is_byline(&self) -> bool {
        let found = || byline::is_line(self.text.as_str());
        *self.byline.get_or_init(found)
    }

    /// Whether its marks say that it is a title.
    pub fn is_marked(&self) -> bool {
        self.level > 0 || self.bold
    }
}
