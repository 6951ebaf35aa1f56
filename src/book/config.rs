//! `book.toml`.

use crate::text::Lang;
use std::collections::BTreeMap;

/// A book's settings, every default resolved.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `[book] title`; never empty after [`super::open`].
    pub title: String,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] description`.
    pub description: Option<String>,
    /// `[book] publisher`.
    pub publisher: Option<String>,
    /// `[book] language`; found from the chapters when not given, never from the machine's locale.
    pub language: Lang,
    /// `[book] date`, the day of the issue or book: `2024-01-11`.
    pub date: Option<String>,
    /// When the book was last changed, `YYYY-MM-DDThh:mm:ssZ` (design: formats).
    pub modified: String,
    /// `[book] identifier`, else a UUIDv5 made from title, authors, date and language.
    pub identifier: String,
    /// `[book] rights`.
    pub rights: Option<String>,
    /// NAME of the editions.
    pub slug: String,
    /// `[book] paper`: the newspaper the articles came from.
    pub paper: Option<String>,
    /// `[epub] cover`.
    pub cover: CoverChoice,
    /// `[print] trim`.
    pub trim: Trim,
    /// `[images."x.jpg"] alt`, by path below `images/`.
    pub alternatives: BTreeMap<String, String>,
}

/// `[epub] cover`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CoverChoice {
    /// Drawn once: title and date in two sizes, one rule, the seal.
    #[default]
    Plain,
    /// A picture file, path below the book folder.
    File(String),
    /// No cover.
    None,
}

/// `[print] trim`: the size of the printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trim {
    /// 148 × 210 mm.
    #[default]
    A5,
    /// 210 × 297 mm.
    A4,
}
