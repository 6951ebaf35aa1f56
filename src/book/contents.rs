//! `SUMMARY.md`, the table of contents, in mdBook's grammar.

/// The table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its entries in order.
    pub entries: Vec<Entry>,
}

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A part (a newspaper page) that the following chapters belong to.
    Part(String),
    /// A chapter.
    Chapter {
        /// Its title in the contents.
        title: String,
        /// Index into [`super::Book::chapters`]; `None` for a draft entry without file.
        chapter: Option<usize>,
        /// Nesting depth, from 0.
        depth: usize,
    },
    /// A rule between chapters.
    Separator,
}
