//! A book's settings: what `book.toml` says, and the defaults for what it does not.

use super::about::{self, About};
use super::budget::Budget;
use super::ignored::Ignored;
use super::printing::Print;
use super::settings::Settings;
use super::{date, names};
use crate::text::Lang;
use std::collections::BTreeMap;
use uuid::Uuid;

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
    /// `[epub] source`: whether the EPUB carries the files it was made of.
    pub carries_source: bool,
    /// `[print]`.
    pub print: Print,
    /// `[epub] fonts`: the fonts that the EPUB embeds, in the order in which they are asked for a
    /// character.
    pub fonts: Vec<FontChoice>,
    /// `[epub] notes`.
    pub notes: Notes,
    /// `[epub] writing-mode = "vertical-rl"`: lines run downwards, from right to left.
    pub vertical: bool,
    /// Who else had a hand in it, subjects, series, accessibility.
    pub about: About,
    /// `[images] grey` and `max`.
    pub budget: Budget,
    /// `[images."x.jpg"] alt`, by path below `images/`.
    pub alternatives: BTreeMap<String, String>,
    /// `[check] ignore`.
    pub ignored: Vec<Ignored>,
}

/// `[epub] cover`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CoverChoice {
    /// Drawn once: title and date in two sizes, one rule, the seal.
    #[default]
    Plain,
    /// Drawn once: the paper's name beside the headlines of the issue.
    Masthead,
    /// Drawn once: the lead article as a clipping.
    Clipping,
    /// A picture file, path below the book folder.
    File(String),
    /// No cover.
    None,
}

/// One of `[epub] fonts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontChoice {
    /// The file's path below the book folder.
    pub path: String,
    /// Of a file with several faces, the name or number of the one that is meant.
    pub face: Option<String>,
}

/// `[epub] notes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notes {
    /// One `aside` a note, which reading systems show where the note is called.
    #[default]
    Popup,
    /// A list under a heading of its own at the chapter's end.
    ChapterEnd,
}

/// When nothing says when the book was changed: a fixed day, since no clock may be read.
const NO_DATE: &str = "2000-01-01T00:00:00Z";

/// The `settings` with every default; `title` and `language` tell what the chapters say.
pub(super) fn resolve(
    settings: Settings,
    title: impl FnOnce() -> String,
    language: impl FnOnce() -> Lang,
) -> Config {
    let title = settings.title.unwrap_or_else(title);
    let language = settings.language.map_or_else(language, Lang::new);
    let date = settings.date;
    let said = settings.modified.as_deref().or(date.as_deref());
    let modified = said.and_then(date::instant);
    let identifier = match &settings.identifier {
        Some(given) => identifier(given),
        None => made_identifier(&title, &settings.authors, &language, date.as_deref()),
    };
    Config {
        slug: settings.slug.unwrap_or_else(|| names::slug(&title)),
        title,
        authors: settings.authors,
        description: settings.description,
        publisher: settings.publisher,
        language,
        date,
        modified: modified.unwrap_or_else(|| NO_DATE.to_owned()),
        identifier,
        rights: settings.rights,
        paper: settings.paper,
        cover: settings.cover.unwrap_or_default(),
        carries_source: !settings.no_source,
        print: settings.print,
        fonts: settings.fonts,
        notes: settings.notes.unwrap_or_default(),
        vertical: settings.vertical,
        about: settings.about,
        budget: settings.budget,
        alternatives: settings.alternatives,
        ignored: settings.ignored,
    }
}

/// A given identifier as a URN where it is a bare ISBN or UUID, else as given.
fn identifier(given: &str) -> String {
    if let Some(isbn) = about::isbn(given) {
        return format!("urn:isbn:{isbn}");
    }
    match Uuid::try_parse(given) {
        Ok(uuid) => uuid.urn().to_string(),
        Err(_) => given.to_owned(),
    }
}

/// A UUIDv5 of what stays when the book is corrected: the day it was changed is no part of it.
fn made_identifier(title: &str, authors: &[String], language: &Lang, date: Option<&str>) -> String {
    let key = format!(
        "offprint\u{1F}{title}\u{1F}{}\u{1F}{language}\u{1F}{}",
        authors.join("\u{1E}"),
        date.unwrap_or("")
    );
    let uuid = Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes());
    uuid.urn().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(settings: Settings) -> Config {
        let title = || "找到的标题".to_owned();
        resolve(settings, title, || Lang::new("zh-Hans"))
    }

    #[test]
    fn defaults_come_from_the_chapters() {
        let config = resolved(Settings::default());
        assert_eq!(config.title, "找到的标题");
        assert_eq!(config.slug, "找到的标题");
        assert_eq!(config.language.as_str(), "zh-Hans");
        assert_eq!(config.modified, NO_DATE);
        assert_eq!(config.cover, CoverChoice::Plain);
    }

    #[test]
    fn the_day_of_change_is_modified_or_date() {
        let mut settings = Settings {
            date: Some("2024-01".into()),
            ..Settings::default()
        };
        assert_eq!(resolved(settings.clone()).modified, "2024-01-01T00:00:00Z");
        settings.modified = Some("2024-02-03T04:05:06+08:00".into());
        assert_eq!(resolved(settings.clone()).modified, "2024-02-02T20:05:06Z");
    }

    #[test]
    fn the_identifier_outlives_a_correction() {
        let settings = Settings {
            date: Some("2024-01-11".into()),
            ..Settings::default()
        };
        let mut later = settings.clone();
        later.modified = Some("2024-03-01".into());
        let first = resolved(settings.clone()).identifier;
        assert_eq!(first, resolved(later).identifier);
        assert!(first.starts_with("urn:uuid:"), "{first}");
        let other = Settings {
            title: Some("别的书".into()),
            ..settings
        };
        assert_ne!(first, resolved(other).identifier);
    }

    #[test]
    fn identifiers_become_urns() {
        assert_eq!(identifier("978-3-16-148410-0"), "urn:isbn:9783161484100");
        assert_eq!(identifier("978-3-16-148410-1"), "978-3-16-148410-1");
        let uuid = "A1B0D67E-2E81-4DF5-9E67-A64CBE366809";
        assert_eq!(
            identifier(uuid),
            format!("urn:uuid:{}", uuid.to_lowercase())
        );
        assert_eq!(identifier("urn:issn:1234-5679"), "urn:issn:1234-5679");
    }
}
